# SPDX-License-Identifier: MIT
"""The files of forms in this folder, with what Clojure's JVM gave for each.

A form begins at the left margin and goes on in the lines that are indented.
The lines below it that begin with a mark say what came of it:

  ;=> VALUE             the JVM's value, as pr prints it
  ;out "TEXT"           what the JVM printed while it evaluated the form
  ;!! CLASS             the JVM threw this; of an ex-info also message and data
  ;.. late              the JVM did not come to an end
  ;1.12 VALUE           written by hand: Clojure 1.12's value of a form that
                        the recorded version does not know
  ;settled WHY: OUTCOME written by hand: what cljsh gives instead, as it would
                        stand behind => or !!, and the name of a difference
                        that is settled (settled.txt)

`record` writes the lines of the JVM anew and keeps the others.
"""
import json
import re
from dataclasses import dataclass, field


@dataclass
class Form:
    text: str
    line: int
    notes: dict = field(default_factory=dict)

    @property
    def recorded(self):
        return self.notes.keys() & {"=>", "!!", "..", "1.12"}


@dataclass
class Item:
    """A line that is no form, or a form."""
    text: str = ""
    form: Form = None


MARK = re.compile(r";(=>|out|!!|\.\.|1\.12|settled)(?: (.*))?$")


def read(path):
    """The items of a file, in order."""
    items = []
    with open(path, encoding="utf-8") as f:
        for number, line in enumerate(f.read().split("\n")[:-1], 1):
            mark = MARK.match(line)
            last = items[-1].form if items else None
            if mark and last:
                last.notes[mark[1]] = mark[2] or ""
            elif line[:1] in ("", ";"):
                items.append(Item(line))
            elif line[0] in " \t" and last and not last.notes:
                last.text += "\n" + line
            else:
                items.append(Item(form=Form(line, number)))
    return items


def write(path, items):
    with open(path, "w", encoding="utf-8") as f:
        for item in items:
            if not item.form:
                f.write(item.text + "\n")
                continue
            f.write(item.form.text + "\n")
            for mark, text in item.form.notes.items():
                f.write(f";{mark} {text}".rstrip(" ") + "\n")


def on_one_line(text):
    """Text without control characters, which few programs show."""
    return re.sub(r"\\?([\x00-\x1f\x7f-\x9f])", lambda m: f"\\u{ord(m[1]):04x}", text)


def parse_outcome(line):
    """A line of driver.cljc: the text that was printed, the mark, what stands behind it."""
    m = re.match(r'\[("(?:[^"\\]|\\.)*") :(value|throws|hangs)(?: (.*))?\]$', line, re.S)
    if not m:
        return None
    out = json.loads(m[1], strict=False)
    if m[2] == "value":
        return out, "=>", on_one_line(json.loads(m[3], strict=False))
    if m[2] == "throws":
        return out, "!!", m[3][1:-1]
    return out, "..", "late"


def forms_for_driver(forms):
    return "".join(json.dumps(form.text, ensure_ascii=False) + "\n" for form in forms)


# --- comparing printed values ------------------------------------------------

TOKEN = re.compile(r"""(?P<string>\#?"(?:[^"\\]|\\.)*")|(?P<char>\\(?:newline|space|tab|return|backspace|formfeed|u[0-9a-fA-F]{4}|o[0-7]+|.))
                       |(?P<open>\#?\{|\[|\(|\#\()|(?P<close>[\])}])|(?P<blank>[\s,]+)|(?P<atom>[^\s,()\[\]{}"]+)""", re.X | re.S)
CHARS = {"newline": "\\n", "space": " ", "tab": "\\t", "return": "\\r", "backspace": "\\b", "formfeed": "\\f", '"': '\\"', "\\": "\\\\"}


def tree(text, jvm=False):
    """A printed value as nested tuples; sets and maps in a fixed order. What
    the JVM printed is told as cljsh prints the same: a character as a string
    of length 1, one integer type."""
    top = stack = [["top"]]
    at = 0
    while at < len(text):
        m = TOKEN.match(text, at)
        if not m:
            return text
        at = m.end()
        kind, token = m.lastgroup, m[0]
        if kind == "open":
            stack = stack + [[token]]
        elif kind == "close":
            if len(stack) == 1:
                return text
            done = stack[-1]
            stack = stack[:-1]
            if done[0] == "#{":
                done = [done[0], *sorted(done[1:], key=repr)]
            elif done[0] == "{":
                done = [done[0], *sorted(zip(done[1::2], done[2::2]), key=repr)]
            stack[-1].append(tuple(done))
        elif kind == "char" and jvm:
            name = token[1:]
            stack[-1].append(f'"{CHARS.get(name, chr(92) + name if re.fullmatch("u....", name) else name)}"')
        elif kind == "atom" and re.fullmatch(r"[-+]?\d+N", token):
            stack[-1].append(token[:-1])
        elif kind != "blank":
            stack[-1].append(token)
    return tuple(top[0])


def same_value(recorded, given):
    return recorded == given or tree(recorded, jvm=True) == tree(given)


# What the JVM throws under names that programs hardly catch, by the class above it.
ABOVE = {"AbstractMethodError": "Error", "ExecutionException": "Exception", "IllegalAccessError": "Error",
         "IllegalFormatConversionException": "IllegalArgumentException", "MissingFormatArgumentException": "IllegalArgumentException",
         "UnknownFormatConversionException": "IllegalArgumentException", "PatternSyntaxException": "IllegalArgumentException",
         "NegativeArraySizeException": "RuntimeException", "ReaderException": "RuntimeException"}


def same_throw(recorded, given):
    """The class that the JVM threw is among those by which cljsh's exception
    is caught; an ex-info has the same message and data."""
    name, _, more = recorded.partition(" ")
    names = given.split(' "')[0].split(" ")
    if name == "ExceptionInfo":
        return name in names and (not more or ' "' + given.partition(' "')[2] == " " + more)
    return ABOVE.get(name, name) in names


def same(mark, recorded, got_mark, given):
    if mark != got_mark:
        return False
    return same_value(recorded, given) if mark == "=>" else same_throw(recorded, given)


# --- calls with input of each kind (inputs.cljc) -------------------------------

def read_inputs(path):
    """The calls in a record of them with their outcomes, in order: {call: outcome}."""
    tuples, outcomes, function = [], {}, None
    with open(path, encoding="utf-8") as f:
        for line in f:
            line = line.rstrip("\n")
            if line.startswith("inputs: "):
                tuples = re.findall(r"\(([^)]*)\)", line)
            elif line[:1] in (";", ""):
                continue
            elif line[0] != " ":
                function = line
            else:
                which, _, outcome = line.strip().partition(": ")
                for n, names in re.findall(r"(\d+)|\(([^)]*)\)", which):
                    for t in [t for t in tuples if len(t.split()) == int(n)] if n else [names]:
                        outcomes[f"[{function} [{t}]]"] = outcome
    return outcomes


def write_inputs(path, calls, outcomes):
    functions, tuples = {}, {}
    for call, outcome in zip(calls, outcomes):
        function, t = re.fullmatch(r"\[(\S+) \[(.*)\]\]", call).groups()
        tuples[t] = True
        functions.setdefault(function, {}).setdefault(outcome, []).append(t)
    sizes = {}
    for t in tuples:
        sizes.setdefault(len(t.split()), []).append(t)
    with open(path, "w", encoding="utf-8") as f:
        f.write("; What Clojure's JVM gave for each function with input of each kind; `record` has\n"
                "; written it, inputs.cljc tells what the names of inputs stand for. A number is\n"
                "; all inputs with so many arguments.\n\n")
        f.write("inputs: " + " ".join(f"({t})" for t in tuples) + "\n")
        for function, by_outcome in functions.items():
            f.write("\n" + function + "\n")
            for outcome, ts in by_outcome.items():
                whole = [n for n in sizes if all(t in ts for t in sizes[n])]
                f.write("  " + " ".join([*map(str, whole), *(f"({t})" for t in ts if len(t.split()) not in whole)]) + f": {outcome}\n")


def same_call(recorded, given):
    mark, _, text = recorded.partition(" ")
    got, _, given = given.partition(" ")
    if mark != got:
        return False
    return same_value(text, given) if mark == "=" else ABOVE.get(text, text) in given.split()
