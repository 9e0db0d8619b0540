"""What `make stress` tries, one module each.

A scenario has a function `run(url, folder)`: given the address of an empty database and an empty
folder, it returns its faults, one line each; none if all is well.
"""
