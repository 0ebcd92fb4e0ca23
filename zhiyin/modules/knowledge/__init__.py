"""The knowledge base (知识库): articles with versions and review in a category tree, customers'
other wordings, synonyms, and the search that people and the bot share.
"""
