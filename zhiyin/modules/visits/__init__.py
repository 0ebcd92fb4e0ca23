"""What visitors look at during a visit (访问足迹), recorded only where they agreed to it."""
