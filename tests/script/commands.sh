# SPDX-License-Identifier: MIT
# The command language beside Clojure: what is reported, and what goes from one to the other.

# A command that is not there, and names that are near it.
mkdir path && for n in frobnicate frobnicated sl2 plugh; do printf '#!/bin/sh\n' > "path/$n" && chmod +x "path/$n"; done
: > path/frobnicatx # no program
near() { # WHAT-IS-SAID ARGUMENTS
    said=$1 && shift
    equal "$said" "$(PATH=$PWD/path "$cljsh" "$@" 2>&1 >&- | sed '/^==.*WARNING: ASan/d; s/^.*: line [0-9]*: //')" "$*"
}
near 'frobnciate: command not found (did you mean: frobnicate?)' -c 'frobnciate'
near 'frobnicatxx: command not found (did you mean: frobnicate, frobnicated?)' -c 'frobnicatxx'
near 'ehco: command not found (did you mean: echo?)' -c 'ehco a'
near 'greeet: command not found (did you mean: greet?)' -c 'greet() { :; }; greeet'
near 'lisst: command not found (did you mean: list?)' -c 'alias list=:
lisst'
near 'zzyzx: command not found' -c zzyzx
near 'x: command not found' -c x
near 'plugj: command not found (did you mean: plugh?)
plugj: command not found' -c 'plugj; plugj'
near 'frobnciate: not found' --posix -c frobnciate
near './plugj: No such file or directory' -c ./plugj
near '' -c 'frobnciate 2> /dev/null'
prints 127 cljsh -c 'frobnciate 2> /dev/null; echo $?'
long=$(printf %05000d 0)
equal "$long: command not found" "$("$cljsh" -c "$long" 2>&1 | sed '/^==.*WARNING: ASan/d; s/^.*: line [0-9]*: //')" "a long name"

# A function of Clojure's as a stage.
prints 'A
B' cljsh -c 'printf "b\na\n" | ~(map str/upper-case) | sort'
prints 'A
B' cljsh -c '~(do (def up (map str/upper-case)) nil); printf "a\nb\nc\n" | ~up | ~(partial take 2)'
prints '[b a]' cljsh -c 'x=$(printf "a\nb\n" | ~(fn [lines] (reverse lines))); echo "[${x%
*} ${x#*
}]"'
prints 3 cljsh -c 'seq 3 > f; ~count < f > g; cat g'
prints 3 cljsh -c 'seq 3 | ~count'
prints '1
141 0' cljsh -c 'x() { ~(fn [_] (range 1 100000000)) | head -1; echo "${PIPESTATUS[@]}"; }; x'
prints 'hi' cljsh -c '~(str "echo") hi'
prints '3' cljsh -c 'seq 3 | ( ~(partial take-last 1) )'
prints '' cljsh -c ': | ~(map inc)'
ends 1 '' cljsh -c 'echo a | ~(fn [_] (throw (ex-info "bad" {})))'
ends 1 '' cljsh -c 'echo a | ~(map identity) b'

# What is thrown ends the process that it comes to, and is told there.
thrown() { # MESSAGES OUTPUT TEXT
    equal "$1" "$("$cljsh" -c "$3" 2>&1 >out | sed -n 's/^.*ExceptionInfo: //p')" "told: $3"
    equal "$2" "$(cat out)" "printed: $3"
}
thrown bad 1 '(ulimit -n 50; echo ~(throw (ex-info "bad" {})); echo no); echo $?'
thrown bad 1 '{ ~(throw (ex-info "bad" {})); echo no; } & wait $!; echo $?'
thrown bad 0 '{ ~(throw (ex-info "bad" {})); echo no; } | cat; echo $?'
thrown bad 1 'x=$(ulimit -n 50; echo ~(throw (ex-info "bad" {}))); echo $?'
thrown '' 7 '(ulimit -n 50; ~(exit 7); echo no); echo $?'
thrown '' 1 '(ulimit -n 50; ~(throw (ex-info "bad" {}))) 2> /dev/null; echo $?'
# The EXIT traps run all the same.
thrown bad 'a
1' '(echo a; ~(throw (ex-info "bad" {})); echo no); echo $?'
thrown bad '1' 'echo a | { read x; ~(throw (ex-info "bad" {})); echo no; }; echo $?'
thrown bad '1 a' 'x=$(echo a; echo ~(throw (ex-info "bad" {}))); echo $? $x'
thrown '' 7 '(~(System/exit 7); echo no); echo $?'
thrown '' 1 'f() (~(throw (ex-info "bad" {}))); f 2> /dev/null; echo $?'
thrown bad 'bye
1' '(trap "echo bye" EXIT; ~(throw (ex-info "bad" {}))); echo $?'
thrown bad 'end 1' 'trap "echo end \$?" EXIT; ~(throw (ex-info "bad" {})); echo no'
thrown bad 'end
1' '(ulimit -n 50; trap "echo end" EXIT; ~(throw (ex-info "bad" {}))); echo $?'
thrown 'bad' hi 'trap "~(throw (ex-info \"bad\" {}))" EXIT; echo hi'
ends 1 hi cljsh -c 'trap "~(throw (ex-info \"bad\" {}))" EXIT; echo hi'
ends 3 end cljsh -c 'trap "echo end" EXIT; ~(exit 3)'
printf 'a\377\n' > bytes
equal "$(od -c < bytes)" "$("$cljsh" -c '~(map identity) < bytes' | od -c)" "bytes through a stage"
prints '~count' cljsh -c 'echo ~count'

# A function as a command.
cat > greet.sh <<'EOF'
~(do (require '[cljsh.sh :as sh]) nil)
~(do (sh/defcommand greet "Greets people."
       {:options {:loud {:alias :l :coerce :boolean :desc "in capitals"} :n {:coerce :long :desc "how often"}}}
       [{:keys [loud n]} who & others]
       (when n (println "n" n))
       (map #(str (if loud "HELLO " "hello ") %) (cons who others))) nil)
~(do (sh/defcommand answer [_ x] (parse-long x)) nil)
~(do (sh/defcommand shout [_] (doseq [l (line-seq *in*)] (println (str l "!")))) nil)
~(do (sh/defcommand fail [_] (println "before") (throw (ex-info "bad" {:status 7}))) nil)
EOF
command_case() { TEXT=$1 && shift && prints "$TEXT" cljsh -c "$(cat greet.sh)
$1"; }
command_case 'hello a
hello b c' 'greet a "b c"'
command_case 'n 3
HELLO a' 'greet --loud --n 3 a'
command_case '[hello q]' 'x=$(greet q); echo "[$x]"'
command_case 'HELLO A' 'greet a | tr a-z A-Z'
command_case 'a!
b!' 'printf "a\nb\n" | shout'
command_case '3 0' 'answer 3; echo $? $(answer 0; echo $?)'
command_case 'hello x' 'greet() { echo "shell $1"; }; unset -f greet; greet x'
command_case 'shell x' 'greet() { echo "shell $1"; }; greet x'
command_case 'before
7' 'fail 2>/dev/null; echo $?'
command_case 'fail: bad' 'x=$(fail 2>&1 >/dev/null); echo "$x"'
command_case '2 greet: an operand is missing
usage: greet [option …] who [others …]' 'x=$(greet 2>&1); echo $? "$x"'
command_case 'answer: too many operands: 2
usage: answer x' 'answer 1 2 2>&1 || :'
command_case '2' 'greet --lod x 2>/dev/null; echo $?'
command_case 'usage: greet [option …] who [others …]

Greets people.' 'greet --help | head -3'
command_case '1' 'greet a > /dev/full 2>/dev/null; echo $?'
command_case 'greet is a function
greet' 'type greet; command -v greet'
command_case 'greeet: command not found (did you mean: greet?)' 'greeet 2>&1 | sed "s/.*: line [0-9]*: //"'
command_case 'hello in' 'echo ~(sh/out "greet in")'
command_case '("hello z")' 'echo ~(pr-str (greet {} "z"))'

# Shell functions from Clojure, and vars from the command language.
prints 'f a b 2' cljsh -c 'f() { echo "f $1 $#"; }; echo ~(cljsh.sh/call "f" "a b" 0)'
prints 'f 1 2' cljsh -c 'f() { echo "f $1 $#"; }; echo ~((cljsh.sh/function "f") 1 0)'
prints '' cljsh -c 'echo -n ~(cljsh.sh/function "nof")'
prints '3 x' cljsh -c 'f() { echo x; return 3; }; echo ~(try (cljsh.sh/call "f") (catch Exception e ((juxt :status (comp str/trim :out)) (ex-data e))))'
prints '5 1' cljsh -c 'f() { x=2; exit 5; }; x=1; echo ~(try (cljsh.sh/call "f") (catch Exception e (:status (ex-data e)))) $x'
fails 1 '*the shell has no function*' cljsh -e '(cljsh.sh/call "f")'
# Another task's call is of a shell that begins with the same; what it does stays there.
shell='x=1 a=(p "q r"); declare -A m=([k]=v); g() { echo "$x ${a[1]} ${m[k]} $2 $1"; }; f() { g "$1"; x=2; g "$1"; }; '
prints '1 q r v  z
2 q r v  z
1 0' cljsh -c "$shell"'echo ~(deref (future (cljsh.sh/call "f" "z"))); echo "$x $#"'
prints '4 4' cljsh -c 'f() { sleep 0.0$1; echo $1; }; echo ~(let [r (pmap (fn [i] (cljsh.sh/call "f" i)) (range 1 5))] [(count (set r)) (last r)])'
prints '3' cljsh -c 'f() { return 3; }; echo ~(deref (future (try (cljsh.sh/call "f") (catch Exception e (:status (ex-data e))))))'

# Functions whose names are words of the language are defined by `function`.
prints '"function { {\na\n}\nfunction if {\nb\n}\nf() {\nc\n}\n"' cljsh -e '(cljsh.sh/unparse (vec (mapcat cljsh.sh/parse ["function { { a; }" "function if { b; }" "f() { c; }"])))'
prints 'yes' cljsh -c 'function if { echo yes; }; x=$(declare -f if); unset -f if; eval "$x"; \if'

# A builtin that waits for who reads what it prints lets others run.
prints '200000' sh -c 'cljsh -e "(do (future (cljsh.sh/sh \"printf %0200000d 1\")) (sleep 50) (spit \"ran\" \"\") nil)" | { until [ -e ran ]; do sleep .1; done; wc -c; }'
exporting='~(do (require (quote [cljsh.sh :as sh])) (def color ["red" 2]) (sh/export color))'
prints 'red 2|red 2|red 2|5|red 2' cljsh -c "$exporting"'; echo "$color|${color}|${color-unset}|${#color}|$(echo $color)"'
prints '<red><2>' cljsh -c "$exporting"'; for c in $color; do printf "<%s>" $c; done; echo'
prints 'blue own blue' cljsh -c "$exporting"'; ~(do (def color "blue") nil); a=$color; color=own; b=$color; unset color; echo $a $b $color'
prints 'unset' cljsh -c "$exporting"'; ~(do (def color nil) nil); echo ${color-unset}'
prints '8' cljsh -c "$exporting"'; ~(do (def color 7) nil); echo $((color + 1))'
prints '$(echo no)' cljsh -c "$exporting"'; ~(do (def color "$(echo no)") nil); echo "$color"'
prints 'b b' cljsh -e '(require (quote [cljsh.sh :as sh])) (def v "a") (sh/export v) (def v "b") (println (sh/out "echo $v") (sh/out "f() { echo $v; }; f"))'
prints 'a
b
c' cljsh -c '/bin/echo a; echo ~(cljsh.sh/out "export z=1; /bin/echo b"); /bin/echo c | cat'
prints 'red 2 and more|red 2|red 2x' cljsh -c "$exporting"'; (color+=" and more"; printf "%s|" "$color"); printf "%s|" "$color"; color=${color}x; echo "$color"'

# by the file's name
printf 'a=(x y); echo "${a[1]}"\n' > names.bash
cp names.bash names.ksh
prints 'y' cljsh names.bash
prints 'y' cljsh names.ksh
