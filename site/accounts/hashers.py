"""How passwords are stored."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class TunedArgon2Hasher(Argon2PasswordHasher):
    """Argon2id at OWASP's floor: 34 ms of processor a log-in, so that launch night holds."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
