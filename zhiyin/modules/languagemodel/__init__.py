"""A language model (语言模型) of one's own, at any endpoint that speaks the OpenAI protocol.

Off until somebody sets it up. Other modules ask it through one typed call; personal data is masked
before it leaves, an answer that comes too late or cannot be used is no answer, and whoever asks
goes on without.
"""
