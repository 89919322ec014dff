"""Which network addresses a feed may stand at. A feed's name or redirect must not lead into the own network."""

import asyncio
import ipaddress
import socket
from concurrent.futures import ThreadPoolExecutor

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_DISGUISES = tuple(
    ipaddress.ip_network(network)
    for network in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "192.0.0.0/24", "192.88.99.0/24", "fec0::/10")
)
"""Ranges that Python calls global although they lead elsewhere: NAT64, 6to4, protocol assignments, site-local."""


_ASKERS = ThreadPoolExecutor(max_workers=32, thread_name_prefix="names")
"""Ask for the addresses of names. An event loop would wait at its end for those of its own that hang."""


class ForbiddenAddressError(Exception):
    """The address must not be visited; the text says why."""


def is_public(address: IpAddress) -> bool:
    """True when the address is one of the public internet."""
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return address.is_global and not address.is_multicast and not any(address in network for network in _DISGUISES)


async def resolve(host: str, port: int, *, allow_private: bool) -> list[IpAddress]:
    """The addresses of a host, each one fit to be connected to.

    All of them must be: a name with one public and one private address is a trap. Link-local addresses, where clouds
    keep their secrets, are refused even to those who allow private ones.

    Raises:
        ForbiddenAddressError: the host has an address that must not be visited.
        OSError: the name is not known.
    """
    loop = asyncio.get_running_loop()
    found = await loop.run_in_executor(_ASKERS, lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    addresses = list(dict.fromkeys(ipaddress.ip_address(str(info[4][0]).split("%")[0]) for info in found))
    for address in addresses:
        if address.is_link_local or address.is_multicast or not (allow_private or is_public(address)):
            hint = "" if allow_private else "; write 'allow_private: true' if this feed is in your own network"
            raise ForbiddenAddressError(f"{host} leads to {address}, which is no public address{hint}")
    return addresses
