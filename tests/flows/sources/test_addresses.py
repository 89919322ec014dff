"""Which addresses are public."""

import asyncio
import ipaddress

import pytest

from flows.sources.addresses import ForbiddenAddressError, is_public, resolve


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1",
        "172.16.5.5",
        "192.168.1.1",
        "127.0.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "192.0.0.8",
        "192.88.99.1",
        "::1",
        "fe80::1",
        "fc00::1",
        "ff02::1",
        "fec0::1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "::ffff:10.0.0.1",
        "2001:db8::1",
        "::",
    ],
)
def test_addresses_that_lead_inside_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_a_private_address_may_be_allowed_and_a_link_local_one_never() -> None:
    found = asyncio.run(resolve("10.1.2.3", 80, allow_private=True))
    assert [str(address) for address in found] == ["10.1.2.3"]
    with pytest.raises(ForbiddenAddressError, match=r"169\.254\.169\.254, which is no public address$"):
        asyncio.run(resolve("169.254.169.254", 80, allow_private=True))
