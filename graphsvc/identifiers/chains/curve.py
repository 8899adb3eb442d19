"""Ed25519 points (RFC 8032), as far as addresses need them."""

from __future__ import annotations

P = 2**255 - 19
D = -121665 * pow(121666, -1, P) % P
ORDER = 2**252 + 27742317777372353535851937790883648493  # of the base point; private scalars are below it


def is_point(data: bytes) -> bool:
    """Whether 32 bytes are a compressed point: x^2 = (y^2 - 1) / (d y^2 + 1) has a root. Costs one modular power."""
    y = int.from_bytes(data, "little") & (1 << 255) - 1
    if y >= P:
        return False
    square = y * y % P
    # u / v is a square exactly when u v is, which saves the division (Euler's criterion).
    return pow((square - 1) * (D * square + 1) % P, (P - 1) // 2, P) in (0, 1)


def may_be_scalar(data: bytes) -> bool:
    """Whether 32 bytes can be a private scalar: wallets reduce them modulo the order of the base point."""
    return int.from_bytes(data, "little") < ORDER
