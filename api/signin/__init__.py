"""Signing in: passwords, one-time codes, sessions and the tokens that carry them.

passwords   argon2 digests, and what a password must be
tokens      python-jose tokens: short life, keys that rotate, one algorithm
codes       one-time codes of an authenticator app (TOTP, RFC 6238)
throttle    failures slow down who guesses, by person and by address
signing     the verbs: sign in, renew, sign out, change the password
"""
