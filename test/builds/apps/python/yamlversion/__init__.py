"""Asks libyaml for its version, and prints what the container gives."""

import getpass
import os
import pathlib
import shutil
import sys

from yamlversion import _native


def main() -> None:
    for name in sys.argv[1:]:
        print(pathlib.Path(name).read_text().strip(), _native.version())
    print("user", getpass.getuser(), os.getuid())
    print("folder", os.getcwd(), os.environ["PYTHONUNBUFFERED"])
    print("python", sys.version.split()[0])
    print("jq", shutil.which("jq"), "itself", shutil.which("yaml-version") is not None)
