"""Staff, teams, shops, roles; signing in; presence and working hours."""
