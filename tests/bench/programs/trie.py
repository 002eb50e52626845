# SPDX-License-Identifier: MIT
import sys


def word(i):
    return "".join("abcdefghij"[i * 7919 // d % 10] for d in (1, 10, 100, 1000, 10000))


def add(trie, text):
    for c in text:
        trie = trie.setdefault(c, {})
    trie["end"] = True


def find(trie, text):
    for c in text:
        trie = trie.get(c, {})
    return trie


def words_below(trie, prefix):
    for c, below in trie.items():
        if c == "end":
            yield prefix
        else:
            yield from words_below(below, prefix + c)


n = int(sys.argv[1])
trie = {}
for i in range(n):
    add(trie, word(i))
print(sum(1 for _ in words_below(trie, "")))
print("(" + " ".join(sorted(words_below(find(trie, "ab"), "ab"))[:3]) + ")")
print(sum(len(find(trie, word(i)[:2])) for i in range(n)))
