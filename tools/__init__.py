"""What `make.py` stands on: standard library only, since it runs before anything is installed."""
