# SPDX-License-Identifier: MIT
# What the words of the command line mean.
prints 3 cljsh -e '(+ 1 2)'
prints 3 cljsh ' (+ 1 2)'
prints '[1]' cljsh '
[1]'
prints '' cljsh -e nil
prints '(0 1 ...)' cljsh -e '(set! *print-length* 2)' -e '(set! *warn-on-reflection* true)' -e '(range 5)'
prints false cljsh -e false
prints '"a\nb"' cljsh -e '"a\nb"'
prints 3 cljsh -e '(def x 1)' -e '(+ x 2)'
prints 3 cljsh -e '(+ 1' -e '2)'
prints 3 cljsh '(+ 1 2)'
prints '[1]' cljsh '[1]'
prints '{:a 1}' cljsh '{:a 1}'
prints '#{1}' cljsh '#{1}'
prints 5 cljsh '@(delay 5)'
prints '("a" "-b")' cljsh '*command-line-args*' a -b
prints '' cljsh '*command-line-args*'
prints '("x" "-o")' cljsh -e '*command-line-args*' x -o
prints '("-e" "1")' cljsh -e '*command-line-args*' -- -e 1
prints 3 cljsh -- '(+ 1 2)'
ends 0 1 cljsh --verbose -e 1
fails 0 'cljsh: started *' cljsh --verbose -e nil

printf '#!/usr/bin/env cljsh\n(prn *command-line-args* *file*)\n:ignored\n' > args.clj
prints '("a" "-e" "--" "-h") "args.clj"' cljsh args.clj a -e -- -h
prints 'nil "args.clj"' cljsh args.clj
prints 'nil "args.clj"' cljsh -- args.clj
prints '("a") "<stdin>"' cljsh - a < args.clj
prints 'nil "<stdin>"' cljsh - < args.clj
chmod +x args.clj
prints '("1") "./args.clj"' ./args.clj 1
# For libraries of Python that look there.
printf '(prn (vec (.-argv (py/__import__ "sys"))))' > argv.clj
prints '["argv.clj" "-a" "b"]' cljsh argv.clj -a b
prints '["argv.clj"]' cljsh argv.clj
prints '["-" "a"]' cljsh - a < argv.clj
prints '["" "a"]' cljsh -e '(vec (.-argv (py/__import__ "sys")))' a
printf '#!/usr/bin/env -S cljsh -io\n(map count *input*)\n' > filter.clj
chmod +x filter.clj
printf 'a\nbcd\n' > lines
prints '1
3' ./filter.clj < lines

mkdir -p my
echo '(ns my.app) (defn -main [& args] (prn :main args)) (defn other [x] (prn :other x)) (defn options [m] m)' > my/app.clj
prints ':main ("1" "-x")' cljsh -m my.app 1 -x
prints ':main nil' cljsh -m my.app
prints ':other "y"' cljsh -m my.app/other y
prints '{:n 5, :on true, :off false, :name "a b"}' cljsh -x my.app/options --n 5 --on --no-off --name='a b'
fails 1 '*no function my.app/none*' cljsh -m my.app/none
fails 1 '*Could not locate no/such/ns*' cljsh -m no.such.ns
mkdir lib
mv my lib
fails 1 '*Could not locate my/app*' cljsh -m my.app
prints ':main nil' env CLJSH_PATH=/nonexistent:lib cljsh -m my.app
printf "(require '[my.app :as a]) (a/other 1)" > lib/script.clj
prints ':other 1' cljsh lib/script.clj
mkdir clojure
echo '(ns clojure.set) (println "not this one")' > clojure/set.clj
prints '#{1}' cljsh '(set/union #{1})'

run_it cljsh --version
case $out in 'cljsh '[0-9]*' (Clojure 1.12, Python 3.'*) pass ;; *) fail "--version: $out" ;; esac
for option in --help -h; do
    run_it cljsh $option
    case $out in 'usage: cljsh'*'--stream'*) pass ;; *) fail "$option: $out" ;; esac
done
fails 2 'cljsh: unknown option: --foo*' cljsh --foo
fails 2 'cljsh: unknown option: -q*' cljsh -q
fails 2 'cljsh: unknown option: -iq*' cljsh -iq '1'
fails 2 'cljsh: -e: an expression is missing' cljsh -e
fails 2 'cljsh: -m: a namespace is missing' cljsh -m
fails 2 'cljsh: -m: a namespace is missing' cljsh -m ''
fails 2 'cljsh: an expression or a file is missing' cljsh -io
fails 2 'cljsh: --stream needs an expression' cljsh --stream args.clj
# The command language: the words are sh's.
mkdir -p lib; : > ls
for option in -c -lc -ec -ilc '-c -l' '+e -c' '--posix -c' '--login -c' '-eu -o pipefail -c' '-o pipefail -c' '-ex -o nounset -c' -u; do
    case $option in -u) option='-u -c' ;; esac
    ends 0 'a 1' cljsh $option 'echo "a $#"' name x
done
ends 0 'name x y' cljsh -c 'echo "$0 $*"' name x y
fails 2 'cljsh: -c: the commands are missing' cljsh -c
fails 2 'cljsh: no such option: nosuch' cljsh -co nosuch 'ls'
ends 0 '2 a' sh -c 'echo "echo \$# \$1" | cljsh -s a b'
ends 0 'x' sh -c 'echo "echo x" | cljsh'
ends 0 'rest' sh -c 'printf "cat\nrest\n" | cljsh'
printf 'echo "$0 $1"\n' > script.sh
ends 0 'script.sh a' cljsh script.sh a
printf '#!/bin/sh\necho "sh $1"\n' > script
ends 0 'sh a' cljsh script a
printf '#!/usr/bin/env cljsh\n(println "clj" (first *command-line-args*))\n' > script.clj
ends 0 'clj a' cljsh script.clj a
printf 'echo posix; [[ a ]]\n' > script
ends 127 'posix' cljsh --posix script
fails 126 'cljsh: /bin/ls: a binary file is no script' cljsh --posix /bin/ls
fails 127 'cljsh: ./nosuch: No such file or directory' cljsh --posix ./nosuch
ln -s "$(command -v cljsh)" sh
ends 127 'as sh' ./sh -c 'echo as sh; [[ a ]]'
fails 2 'cljsh: no-such-file: No such file or directory' cljsh no-such-file
fails 2 'cljsh: lib: Is a directory' cljsh lib
fails 2 'cljsh: <stdin>: Is a directory' cljsh - < lib
