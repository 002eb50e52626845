# SPDX-License-Identifier: MIT
import re
import sys


def numbers(n):
    x = 42
    for _ in range(n):
        yield x
        x = (x * 3877 + 29573) % 139968


def strand(n):
    return "".join("acgt"[x // 1000 % 4] for x in numbers(n))


VARIANTS = ["agggtaaa|tttaccct", "[cgt]gggtaaa|tttaccc[acg]", "a[act]ggtaaa|tttacc[agt]t",
            "ag[act]gtaaa|tttac[agt]ct", "agg[act]taaa|ttta[agt]cct", "gg|cc", "a.t"]
text = strand(int(sys.argv[1]))
for variant in VARIANTS:
    print(variant, len(re.findall(variant, text)))
text = re.sub("tha[Nt]", "<4>", text)
text = re.sub("a[cg]+t", "<3>", text)
text = re.sub("gg*c", lambda m: f"[{len(m.group())}]", text)
print(len(text))
