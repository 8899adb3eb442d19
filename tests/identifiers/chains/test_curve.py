"""Ed25519 points, against the library's keys."""

from __future__ import annotations

from Crypto.PublicKey import ECC

from graphsvc.identifiers.chains import curve


def test_public_keys_are_points() -> None:
    for count in range(20):
        seed = bytes([count]) * 32
        assert curve.is_point(ECC.construct(curve="Ed25519", seed=seed).public_key().export_key(format="raw"))


def test_about_half_of_all_values_are_points() -> None:
    points = sum(curve.is_point(value.to_bytes(32, "little")) for value in range(400))
    assert 150 < points < 250


def test_values_beyond_the_field_are_none() -> None:
    assert not curve.is_point(curve.P.to_bytes(32, "little"))


def test_private_scalars_are_below_the_order() -> None:
    assert curve.may_be_scalar(bytes(32))
    assert curve.may_be_scalar((curve.ORDER - 1).to_bytes(32, "little"))
    assert not curve.may_be_scalar(curve.ORDER.to_bytes(32, "little"))
