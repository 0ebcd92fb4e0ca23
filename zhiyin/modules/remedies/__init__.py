"""Value given in compensation (补偿): payouts that are asked for, approved within limits by role,
paid by finance and confirmed.
"""
