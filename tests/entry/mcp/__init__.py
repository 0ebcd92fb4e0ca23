"""Tests of the MCP server, with a real client over real HTTP."""
