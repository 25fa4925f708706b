"""The command line: a file for each command, which parses, calls, prints and exits."""
