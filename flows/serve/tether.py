"""Run a command that ends with its parent, however that ends: `python -m flows.serve.tether PARENT COMMAND...`.

A server that outlived a killed service would keep its port and go on planning passes that nobody makes.
"""

import ctypes
import os
import signal
import sys

_SET_PARENT_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG of prctl(2); it outlasts execve."""


def main() -> None:
    """Ask the kernel for SIGTERM at the parent's death, then become the command."""
    parent, *command = sys.argv[1:]
    ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)
    if os.getppid() != int(parent):
        return  # it died before the kernel knew of the wish
    os.execvp(command[0], command)  # noqa: S606 - our own command line


if __name__ == "__main__":
    main()
