"""Makes a rules folder whose handbook has some 2,000 pages: the sample, and copies of its regulations.

    python3 benches/big_town.py rules BIG [COPIES]

The copies have ids, numbers and titles of their own and no norms, so that the checks stay those of the
sample while the text grows.
"""

import pathlib
import re
import shutil
import sys


def copied(text, copy, first):
    """A regulation file under another id, without its norms."""
    parts = re.split(r"(?m)^(?=\[)", text)
    text = "".join(part for part in parts if not part.startswith(("[[regulation.norm", "[regulation.norm")))
    number = int(re.search(r"(?m)^number = (\d+)", text).group(1))
    text = re.sub(r'(?m)^id = "(r\d+)"', rf'id = "\1-{copy}"', text, count=1)
    text = re.sub(r"(?m)^number = \d+", f"number = {first + number}", text, count=1)
    return re.sub(r'(?m)^(title|short) = "(.*)"', rf'\1 = "\2之{copy}"', text, count=2)


def main():
    source, out = map(pathlib.Path, sys.argv[1:3])
    copies = int(sys.argv[3]) if len(sys.argv) > 3 else 70
    shutil.copytree(source, out)
    for file in sorted((source / "regulations").glob("*.toml")):
        text = file.read_text(encoding="utf-8")
        for copy in range(1, copies + 1):
            path = out / "regulations" / f"{file.stem}-{copy}.toml"
            path.write_text(copied(text, copy, 6 * copy), encoding="utf-8")


if __name__ == "__main__":
    main()
