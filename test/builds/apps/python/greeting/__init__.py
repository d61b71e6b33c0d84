"""A package that pip installs, with a program."""

import sys


def main() -> None:
    sys.path.insert(0, "")
    import app

    with open(sys.argv[1], encoding="utf-8") as names:
        for name in names:
            print("Good day,", name.strip())
    app.report()
