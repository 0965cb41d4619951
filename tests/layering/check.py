#!/usr/bin/env python3
"""Checks every source file under a root against rules.txt: who includes whom, who names which
library, and how long files and functions are. Prints one line for each breach; exit status 1
when there is any.

    check.py [--root DIR] [--rules FILE]
"""

import argparse
import fnmatch
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)
# The C++ standard library has no ".h"; the C headers that it replaces are not wanted.
STANDARD = re.compile(r"^[a-z_]+$")
SCOPE = re.compile(r"^(\[\[.*?\]\]\s*)?(template\s*<.*>\s*)?(inline\s+|typedef\s+|export\s+)?"
                   r"(namespace|class|struct|union|enum|extern)\b", re.DOTALL)
TOKENS = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"([^()\s\\]{0,16})\(.*?\)\1"|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9A-Za-z_])'(?:\\.|[^'\\\n])+'|^[ \t]*#(?:\\\n|[^\n])*", re.DOTALL | re.MULTILINE)


class Rules:
    def __init__(self, text):
        self.folders = {}
        self.libraries = []
        self.limits = {}
        for line in text.splitlines():
            words = line.split("#")[0].split()
            if words:
                self._read(words, line)

    def _read(self, words, line):
        if words[0] == "folder" and words[2] == "includes":
            self.folders[words[1]] = [word for word in words[3:] if word != "-"]
        elif words[0] == "library" and words[2] == "headers" and "only" in words:
            split = words.index("only")
            self.libraries.append((words[1], words[3:split], words[split + 1:]))
        elif words[0] == "limit":
            self.limits[words[1]] = int(words[2])
        else:
            raise SystemExit(f"rules.txt: cannot read this line: {line}")

    def allowed_folders(self, path):
        matching = [pattern for pattern in self.folders if matches(path, [pattern])]
        return self.folders[max(matching, key=len)] if matching else None


def matches(path, patterns):
    """Whether path is one of the patterns: a folder's own file, a file, or a glob inside one folder."""
    folder = path.rsplit("/", 1)[0]
    for pattern in patterns:
        if pattern in (path, folder):
            return True
        if fnmatch.fnmatchcase(path, pattern) and pattern.count("/") == path.count("/"):
            return True
    return False


def check_include(path, name, quoted, root, rules):
    if quoted or (root / name).is_file():
        if not (root / name).is_file():
            return f'includes "{name}", which is no file of ours (write the path from the root)'
        if path.startswith("tests/") or matches(name, rules.allowed_folders(path) or []):
            return None
        return f'may not include "{name}"'
    # The first line that fits decides, so a narrow pattern stands above a wide one.
    for library, headers, users in rules.libraries:
        if any(fnmatch.fnmatchcase(name, header) for header in headers):
            return None if matches(path, users) else f"may not name {library} (<{name}>)"
    if STANDARD.match(name):
        return None
    return f"includes <{name}>, which no library in rules.txt names"


def blank(match):
    """Keeps the line breaks of what is left out, so that line numbers stay true."""
    text = match.group(0)
    return '""' + "\n" * text.count("\n") if text[0] in "\"R'" else "\n" * text.count("\n")


def functions(text):
    """Yields (first line, number of lines) of each function body, lambdas counted inside their
    function. A heuristic on braces: a body is a '{' after something with parentheses, outside of
    any other body."""
    code = TOKENS.sub(blank, text)
    line, pending, pending_line, stack = 1, "", 1, []
    for char in code:
        if char == "\n":
            line += 1
        if char == "{":
            inside = any(kind == "function" for kind, _ in stack)
            is_function = not inside and "(" in pending and not SCOPE.match(pending.strip())
            stack.append(("function" if is_function else "other", pending_line))
        elif char == "}" and stack:
            kind, start = stack.pop()
            if kind == "function":
                yield start, line - start + 1
        if char in "{};":
            pending = ""
        elif pending.strip() or not char.isspace():
            if not pending.strip():
                pending_line = line
            pending += char


def check_file(path, root, rules):
    text = (root / path).read_text(encoding="utf-8")
    if not path.startswith("tests/"):
        for match in INCLUDE.finditer(text):
            quoted, angled = match.groups()
            problem = check_include(path, quoted or angled, bool(quoted), root, rules)
            if problem:
                yield text.count("\n", 0, match.start()) + 1, problem
    lines = text.count("\n")
    if lines > rules.limits["file_lines"]:
        yield 1, f"{lines} lines, more than {rules.limits['file_lines']}"
    for start, length in functions(text):
        if length > rules.limits["function_lines"]:
            yield start, f"a function of {length} lines, more than {rules.limits['function_lines']}"


def sources(root):
    for folder in ("geodata", "app", "tests"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".h", ".cpp") and path.is_file():
                yield path.relative_to(root).as_posix()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--root", type=pathlib.Path, default=HERE.parents[1])
    parser.add_argument("--rules", type=pathlib.Path, default=HERE / "rules.txt")
    arguments = parser.parse_args()
    rules = Rules(arguments.rules.read_text(encoding="utf-8"))
    breaches = 0
    for path in sources(arguments.root):
        for line, problem in check_file(path, arguments.root, rules):
            print(f"{path}:{line}: {problem}")
            breaches += 1
    print(f"{breaches} breach{'' if breaches == 1 else 'es'} of tests/layering/rules.txt")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
