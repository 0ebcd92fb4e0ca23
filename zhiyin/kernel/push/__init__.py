"""Web push (浏览器推送): what a browser shows while no page of ours is open."""
