"""The kind of payout that is there from the beginning."""

from zhiyin.kernel.contracts.payouts import PayoutKind
from zhiyin.kernel.i18n.text import Text
from zhiyin.modules.remedies.rules import BY_HAND

BY_HAND_KIND = PayoutKind(BY_HAND, Text("人工转账", "Paid by hand"))
