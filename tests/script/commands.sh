# SPDX-License-Identifier: MIT
# The command language beside Clojure: what is reported, and what goes from one to the other.

# A command that is not there, and names that are near it.
mkdir path && for n in frobnicate frobnicated sl2 plugh; do printf '#!/bin/sh\n' > "path/$n" && chmod +x "path/$n"; done
: > path/frobnicatx # no program
near() { # WHAT-IS-SAID ARGUMENTS
    said=$1 && shift
    equal "$said" "$(PATH=$PWD/path "$cljsh" "$@" 2>&1 >&- | sed 's/^.*: line [0-9]*: //')" "$*"
}
near 'frobnciate: not found (did you mean: frobnicate?)' -c 'frobnciate'
near 'frobnicatxx: not found (did you mean: frobnicate, frobnicated?)' -c 'frobnicatxx'
near 'ehco: not found (did you mean: echo?)' -c 'ehco a'
near 'greeet: not found (did you mean: greet?)' -c 'greet() { :; }; greeet'
near 'lisst: not found (did you mean: list?)' -c 'alias list=:
lisst'
near 'zzyzx: not found' -c zzyzx
near 'x: not found' -c x
near 'plugj: not found (did you mean: plugh?)
plugj: not found' -c 'plugj; plugj'
near 'frobnciate: not found' --posix -c frobnciate
near './plugj: No such file or directory' -c ./plugj
near '' -c 'frobnciate 2> /dev/null'
prints 127 cljsh -c 'frobnciate 2> /dev/null; echo $?'
long=$(printf %05000d 0)
equal "$long: not found" "$("$cljsh" -c "$long" 2>&1 | sed 's/^.*: line [0-9]*: //')" "a long name"
