"""Logging in through an identity provider that speaks OpenID Connect (itsme, eID, a city's own)."""
