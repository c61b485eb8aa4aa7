"""The demonstration: a city's site as its deck of October 2021 describes it. Roles, no names."""
