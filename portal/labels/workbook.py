"""Why a workbook cannot be read, in words."""

from typing import Final

WORKBOOK_REASONS: Final = {
    "missing": "找不到这个文件，请核对路径",
    "too_large": "文件超过 30 MB，请拆成几份",
    "unreadable": "这不是能读的表格文件，请用 Excel 或 WPS 另存为 .xlsx 再试",
    "no_header": "没找到表头：要有“项目名称”和“县区”两列",
    "too_many_rows": "超过 5 万行，请拆成几份",
    "too_wide": "表格太大（最多 200 列）：很靠右或很靠下的格子里误填了内容，删掉多余的列和行再试",
}
