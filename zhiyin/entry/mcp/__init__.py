"""The product's operations as tools for assistants: an MCP server over the REST routes."""
