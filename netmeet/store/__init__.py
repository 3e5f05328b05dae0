"""What netmeet keeps, one module for each capability: tables, and the functions that load and save.

Values of the domain go in and come out; rows never leave this package. Every function takes the database session and
works in whatever transaction is open: none of them commits.
"""
