"""The demo's subject tree (问题分类): roots, and leaves that the texts are sorted under."""

from typing import NamedTuple


class Leaf(NamedTuple):
    """One subject; `code` is `root.leaf`."""

    code: str
    zh: str
    en: str
    tier: str


ROOTS = (
    Leaf("logistics", "物流", "Delivery", "A"),
    Leaf("returns", "退换货", "Returns and exchanges", "B"),
    Leaf("refunds", "退款", "Refunds", "B"),
    Leaf("invoices", "发票", "Invoices", "A"),
    Leaf("products", "商品咨询", "Products", "A"),
    Leaf("offers", "优惠与会员", "Offers and membership", "A"),
    Leaf("account", "账户", "Account", "A"),
    Leaf("complaints", "投诉", "Complaints", "C"),
    Leaf("feedback", "建议与登记", "Feedback and records", "A"),
)
LEAVES = (
    Leaf("logistics.track", "查物流", "Where is my order", "A"),
    Leaf("logistics.ship", "催发货", "When will it ship", "A"),
    Leaf("logistics.delay", "物流停滞", "Delayed delivery", "B"),
    Leaf("logistics.address", "改地址", "Change of address", "B"),
    Leaf("logistics.damage", "破损丢件", "Damaged or lost", "C"),
    Leaf("returns.return", "退货申请", "Return", "A"),
    Leaf("returns.exchange", "换货", "Exchange", "B"),
    Leaf("returns.quality", "质量问题", "Quality problem", "C"),
    Leaf("returns.freight", "退换运费", "Return freight", "A"),
    Leaf("refunds.progress", "退款进度", "Refund progress", "A"),
    Leaf("refunds.amount", "退款金额", "Refund amount", "B"),
    Leaf("refunds.missing", "退款未到账", "Refund not arrived", "B"),
    Leaf("invoices.issue", "开发票", "Issue an invoice", "A"),
    Leaf("invoices.change", "发票更正", "Correct an invoice", "B"),
    Leaf("invoices.special", "增值税专票", "VAT invoice", "C"),
    Leaf("products.choose", "选购建议", "Advice on choosing", "B"),
    Leaf("products.spec", "规格参数", "Specification", "A"),
    Leaf("products.stock", "库存到货", "Stock", "A"),
    Leaf("products.brewing", "冲泡保存", "Brewing and storing", "A"),
    Leaf("products.origin", "产地溯源", "Origin", "C"),
    Leaf("offers.coupon", "优惠券", "Coupons", "A"),
    Leaf("offers.promotion", "活动满减", "Promotions", "A"),
    Leaf("offers.price", "价保", "Price protection", "B"),
    Leaf("offers.points", "积分会员", "Points and levels", "A"),
    Leaf("account.login", "登录验证", "Signing in", "A"),
    Leaf("account.profile", "资料修改", "Profile", "A"),
    Leaf("account.privacy", "注销与隐私", "Privacy", "C"),
    Leaf("complaints.service", "服务投诉", "About service", "C"),
    Leaf("complaints.quality", "质量投诉", "About quality", "C"),
    Leaf("complaints.claim", "宣传不实", "Misleading claims", "C"),
    Leaf("feedback.idea", "建议", "Ideas", "A"),
    Leaf("feedback.praise", "表扬", "Praise", "A"),
    Leaf("feedback.record", "登记备案", "Records", "B"),
)
# How often each subject comes up within its kind of conversation; 1 is ordinary.
WEIGHTS = {
    "logistics.track": 3.0,
    "logistics.ship": 1.8,
    "logistics.delay": 2.6,
    "logistics.damage": 1.3,
    "returns.return": 1.7,
    "returns.quality": 1.2,
    "refunds.progress": 1.5,
    "invoices.issue": 1.4,
    "products.choose": 1.6,
    "products.brewing": 1.2,
    "account.privacy": 0.3,
    "complaints.service": 0.6,
    "complaints.quality": 0.6,
    "complaints.claim": 0.35,
}
