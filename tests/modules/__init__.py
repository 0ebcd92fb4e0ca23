"""Tests of the modules, over real HTTP and sockets."""
