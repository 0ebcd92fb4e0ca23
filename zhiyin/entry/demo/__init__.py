"""The demo shop: a tea shop with a team, customers, two months of conversations, and a life."""
