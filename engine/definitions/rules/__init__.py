"""The rules that a definition must keep, one idea a module."""
