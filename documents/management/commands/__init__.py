"""`manage.py <module name>`."""
