"""The live board (现场): how service stands now and today, the alerts that call for somebody, and
the screens on the wall. It reads through the doors of the modules below and keeps facts of its own.
"""
