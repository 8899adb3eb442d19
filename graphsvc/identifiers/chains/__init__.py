"""Wallet addresses and their checksums, chain by chain. No text is read here, no kind is known."""
