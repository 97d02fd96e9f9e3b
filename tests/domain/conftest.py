"""Made-up values are tried without a time limit, so that a busy machine is no fault."""

from hypothesis import settings

settings.register_profile("rules", deadline=None)
if settings.get_current_profile_name() == "default":  # unless --hypothesis-profile names another
    settings.load_profile("rules")
