"""The help centre's pages (帮助中心): readable without script, small, the same for every reader."""
