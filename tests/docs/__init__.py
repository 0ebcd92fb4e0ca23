"""What the pages for other people's developers say, tried."""
