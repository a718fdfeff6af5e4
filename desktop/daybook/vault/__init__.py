"""Secrets in the operating system's keyring, and what to say when it is locked, missing, silent or empty.

There is no fallback to a file. Whoever has no keyring gets `MemoryVault`: until Daybook closes.

    errors         the four conditions, as errors
    secret         what is kept under one connection id
    vault          what every vault can do
    memory         the vault that forgets when Daybook closes
    system         the vault on the operating system's keyring
    backends       which keyrings are trusted
    worker         one daemon thread with a deadline
"""
