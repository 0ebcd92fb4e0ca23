"""The customer file: identities that join into one person, and one timeline."""
