"""The prints beside the board, for tests, all 示例."""

from datetime import date

from posters import Card, CountyLine, Issue, Publicity, Share

LONG = "示例·甘肃省天水市张家川回族自治县圪塄塬建筑安装工程劳务分包有限责任公司第一分公司"
SITE_URL = "https://smz.example.gov.cn/s/38172946"

CARD = Card(
    site_name="示例·成纪新城安置房（一期）",
    code="38172946",
    url=SITE_URL,
    phone="0000-0000009",
    phone_of="示例区劳动监察大队",
)
PUBLICITY = Publicity(
    url="https://smz.example.gov.cn/",
    printed_on=date(2026, 11, 24),
    city="示例市",
    lines=tuple(
        CountyLine(county, f"0000-000001{number}", f"示例·{county}劳动监察大队")
        for number, county in enumerate(
            ("秦州区", "麦积区", "清水县", "秦安县", "甘谷县", "武山县", "张家川回族自治县")
        )
    ),
    organiser="示例市人力资源和社会保障局",
    issue=Issue("示例-宣-0001", 1),
)
SHARE = Share(
    url=SITE_URL,
    site_name="示例·成纪新城安置房（一期）",
    code="38172946",
    phone="0000-0000009",
    phone_of="示例区劳动监察大队",
    organiser="示例市人力资源和社会保障局",
)
