"""The six columns of 扫码知, in the bureau's order."""

from portal.content.item import Section

SECTIONS = (
    Section("policy", "维权政策法规", "国家的规定用大白话讲：哪天发、谁来还、不给会怎样。"),
    Section("faq", "常见问题解答", "工友问得最多的事：人跑了、没合同、年底还没给，怎么办。"),
    Section("standards", "标准化管理", "工地该有的几样：告示牌、实名登记、专户、代发、保证金。"),
    Section("employer-duties", "工资支付主体责任", "甲方、总包、分包各要做什么，不做怎么罚。"),
    Section("cautions", "维权注意事项", "上工前、干活时、要钱时，要留什么、别做什么。"),
    Section("channels", "投诉反映渠道", "去哪儿说、打哪个电话、多少天有回话。"),
)
