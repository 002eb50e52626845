# SPDX-License-Identifier: MIT
"""Random texts for the reader: bytes, tokens one after another, pieces of
sources with something changed; and values as Clojure writes them."""

TOKENS = """( ) [ ] { } #{ #( #_ #" " ' ` ~ ~@ @ ^ ^:a ^{ #' #? #?@ #?(:cljsh #: #:a{ #::{ ##Inf ##NaN ##x \\a \\newline
\\u0041 \\o101 \\x \\ ; #! # % %1 %& & . .. / a/b a/ /b :k :a/b ::k ::a/b : :: nil true 1 -1 +1 1N 1.5 1.5M 1/2 1/0 0x1F 2r101
36rZ 37r1 017 08 1e5 1e999 .5 1. 1.e #inst #inst"2020-01-01" #uuid "a\\nb" "\\q" "\\u12" "\\777" #tag #py/list #"[" a.b.C #= #<""".split()
CHARACTERS = "()[]{}#\"'`~@^:;\\%&,/.0123456789abcNMexr+- \n\t\r\0\x7f\u00e9\u2028\U0001f600\udcff"


def text_of(random, sources):
    kind = random.randrange(5)
    if kind == 0:
        return bytes(random.randrange(256) for _ in range(random.randrange(1, 30))).decode("utf-8", "surrogateescape")
    if kind == 1:
        return "".join(random.choice(CHARACTERS) for _ in range(random.randrange(1, 30)))
    if kind == 2:
        return random.choice(["", " "]).join(random.choice(TOKENS) for _ in range(random.randrange(1, 12)))
    source = random.choice(sources)
    at = source.find("\n(", random.randrange(len(source))) + 1
    piece = list(source[at:at + random.randrange(1, 400)])
    for _ in range(random.randrange(0, 5)):
        at = random.randrange(len(piece) + 1)
        change = random.randrange(4)
        if change == 0:
            piece[at:at + 1] = []
        elif change == 1:
            piece.insert(at, random.choice(CHARACTERS))
        elif change == 2:
            piece.insert(at, random.choice(TOKENS))
        else:
            end = at + random.randrange(10)
            piece[at:at] = piece[at:end]
    return "".join(piece) or "x"


def texts(random, count, sources):
    for _ in range(count):
        yield text_of(random, sources)


def atom(random):
    small = lambda: random.randrange(-20, 200)
    name = lambda: random.choice("abcxyz") + random.choice(["", "?", "!", "-b", "*", "1", "'", ".c", ">", "é"])
    return random.choice([
        lambda: str(small()),
        lambda: str(random.choice([2**61 - 1, 2**61, -2**61, -2**61 - 1, 2**63, 10**30, -10**30, 0, -1])),
        lambda: f"{small()}/{random.randrange(1, 50)}",
        lambda: repr(random.choice([0.0, -0.0, 1.5, -2.25, 1e300, 1e-300, 5e-324, 0.1, 1 / 3, 123456789.125, 1e16, random.random()])),
        lambda: random.choice(["##Inf", "##-Inf", "##NaN"]),
        lambda: f"{small()}.{random.randrange(100)}M",
        lambda: random.choice(["nil", "true", "false"]),
        lambda: random.choice(["", ":", ":n/", "n/"]) + name(),
        lambda: '"' + "".join(random.choice(["a", "é", "\\n", "\\\"", "\\\\", "\\t", " ", "\U0001f600", "\\u0000"]) for _ in range(random.randrange(6))) + '"',
        lambda: random.choice(['#"a+"', '#"[\\"\\\\]"', '#inst "2020-01-02T03:04:05.678-00:00"', '#uuid "00000000-0000-0000-0000-0000000000ff"']),
    ])()


def value(random, depth):
    if depth == 0 or random.random() < 0.3:
        return atom(random)
    inner = lambda: value(random, depth - 1)
    n = random.choice([0, 1, 2, 3, 5, 12, 40]) if depth < 3 else random.randrange(4)
    kind = random.randrange(4)
    if kind == 0:
        return "[" + " ".join(inner() for _ in range(n)) + "]"
    if kind == 1:
        return "(" + " ".join(inner() for _ in range(n)) + ")"
    # Keys are made different by a number.
    if kind == 2:
        return "{" + ", ".join(f"[{i} {inner()}] {inner()}" if i % 3 else f":k{i} {inner()}" for i in range(n)) + "}"
    return "#{" + " ".join(f"[{i} {inner()}]" if i % 2 else str(i) for i in range(n)) + "}"


def values(random, count):
    for _ in range(count):
        yield value(random, random.randrange(5))
