"""The Django project: settings, entry points, health, and the services `make run` embeds."""
