"""What every store shares, so that answers agree by construction: rows, digest, text, scope, walks, arrays."""
