"""What a customer's words mean (语义理解): a pack of shop language written by hand, a small encoder
learned from it that puts texts which mean alike near each other, and intents learned from a shop's
own examples.
"""
