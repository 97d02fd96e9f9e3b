"""A small library on disk, so that a test can break one thing in it."""

from pathlib import Path

LAWS = """
wage-regs:
  name: 保障农民工工资支付条例
  number: 国务院令第724号
  in_force_since: 2020-05-01
  grade: A
  source: S1
criminal-law: {name: 刑法, grade: A, source: S2}
notice: {name: 甘政办发〔2023〕83号, number: 甘政办发〔2023〕83号, grade: C, source: 转载}
"""
PAGE = """---
title: {title}
short: 找总包要。分包欠的工钱，先由总包垫上。
audience: [worker]
keywords: [包工头, 跑路, 总包]
spoken: [工头跑了, 老板跑路了, 联系不上了, 人没影了]
laws:
  - {{law: wage-regs, article: "30, 36"}}
grade: A
reviewed_on: 2026-11-24
related: [{related}]
phone: "12333"
---
## 做什么
1. 先拍**告示牌**。
2. [打 12333](tel:12333)，再点[我要投诉](/complain)。
## 为什么
第30条说总包先给。
## 注意
- 别堵门。
"""
TITLES = {
    "faq/one": "包工头跑了找谁要？",
    "faq/two": "没签合同能要吗？",
    "policy/three": "条例讲了啥？",
}


class Shelf:
    """Three good pages; `change` swaps some words of the first, wherever they stand."""

    first = "faq/one"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("laws.yaml", LAWS)
        self.write("order.yaml", "most-asked: [faq/two]\nfaq: [two]\n")
        for key, title in TITLES.items():
            related = ", ".join(other for other in TITLES if other != key)
            self.write(f"rights/{key}.md", PAGE.format(title=title, related=related))

    def path(self, key: str) -> Path:
        return self.folder / "rights" / f"{key}.md"

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def change(self, old: str, new: str) -> None:
        path = self.path(self.first)
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
