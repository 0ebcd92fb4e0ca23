"""The demo shop: a tea shop with a team, customers and two months of conversations, and its life."""
