#!/usr/bin/env python3
"""The English texts of the program, as its catalogues must have them.

    messages.py ROOT            prints each msgid of the code
    messages.py ROOT --check    compares them with app/po/fr.po; exit 1 and a list where they differ
"""

import re
import subprocess
import sys
from pathlib import Path

STRING = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'
ONE = re.compile(r'\btr\(\s*(?:[\w.]+(?:\(\))?,\s*)?' + STRING)
CHOICE = re.compile(r'\btr\(\s*(?:[\w.]+(?:\(\))?,\s*)?[^";()]*?\?\s*' + STRING + r':\s*' + STRING)
MANY = re.compile(r'\btr_n\(\s*(?:[\w.]+(?:\(\))?,\s*)?' + STRING + r',\s*' + STRING)


def unquote(literals):
    parts = re.findall(r'"((?:[^"\\]|\\.)*)"', literals)
    return "".join(parts).replace('\\"', '"').replace("\\n", "\n")


def of_code(root):
    found = {}
    for path in sorted((root / "app").rglob("*.cpp")) + sorted((root / "app").rglob("*.h")):
        text = re.sub(r"//[^\n]*", "", path.read_text(encoding="utf-8"))
        for match in ONE.finditer(text):
            found.setdefault(unquote(match[1]), path)
        for match in CHOICE.finditer(text):
            found.setdefault(unquote(match[1]), path)
            found.setdefault(unquote(match[2]), path)
        for match in MANY.finditer(text):
            found.setdefault((unquote(match[1]), unquote(match[2])), path)
    found.pop("", None)
    return found


def of_catalogue(path):
    """msgid (or pair, where there is a plural) → its translations."""
    out = {}
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        fields = re.findall(r'^(msgid|msgid_plural|msgstr(?:\[\d\])?)\s+' + STRING, block, re.M)
        texts = {name: unquote(value) for name, value in fields}
        if not texts.get("msgid"):
            continue
        plural = texts.get("msgid_plural")
        key = (texts["msgid"], plural) if plural else texts["msgid"]
        out[key] = [v for k, v in texts.items() if k.startswith("msgstr")]
    return out


def main():
    root = Path(sys.argv[1])
    code = of_code(root)
    if "--check" not in sys.argv:
        for key in code:
            print(key)
        return 0
    catalogue = of_catalogue(root / "app/po/fr.po")
    wrong = [f"not in fr.po: {k!r} ({p.relative_to(root)})" for k, p in code.items()
             if k not in catalogue]
    wrong += [f"not translated: {k!r}" for k, v in catalogue.items() if not all(v) or
              (isinstance(k, tuple) and len(v) != 2)]
    wrong += [f"in fr.po, not in the code: {k!r}" for k in catalogue if k not in code]
    print("\n".join(wrong) or f"{len(code)} texts, all translated")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
