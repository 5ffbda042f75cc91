"""How hypothesis tries out the lab."""

from hypothesis import settings

# No deadline: on a busy machine an example's time says more about the machine than about the lab.
settings.register_profile("lab", deadline=None)
settings.load_profile("lab")
