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

# A file behind -f, with and without *input*; its value; what comes before it.
printf '(map count *input*)' > lengths.clj
prints '1
3' sh -c "printf 'a\nbcd\n' | cljsh -i -o -f lengths.clj"
prints '(1 3)' sh -c "printf 'a\nbcd\n' | cljsh -i --prn -f lengths.clj"
printf '(prn *command-line-args*)\n:last' > last.clj
prints '("x")' cljsh -f last.clj x
prints 'nil
:last' cljsh --prn --file last.clj
printf '(ns early)\n(def x 5)' > early.clj
prints 5 cljsh --init early.clj --eval early/x
printf '(ns late) (defn -main [& args] (println "late" args)) (defn run [m] (prn m))' > late.clj
prints 'late (a)' cljsh --main late a
prints '{:k 1}' cljsh --exec late/run --k 1
fails 2 'cljsh: --init: a word is missing' cljsh --init
mkdir -p p/src; echo '(ns dep) (def y 6)' > p/src/dep.clj; echo '{:paths ["src"]}' > p/deps.edn
prints 6 cljsh -Sdeps '{:deps {p/p {:local/root "p"}}}' -e "(require 'dep) dep/y"
printf 'echo [a]\n' > plain.sh
prints '[a]' cljsh -f plain.sh

# Jars on the load path.
mkdir -p j/in/a/jar; echo '(ns in.a.jar) (def z 7)' > j/in/a/jar.clj; echo 'text' > j/in/some.txt
(cd j && python3 -m zipfile -c ../some.jar in)
prints '[7 "text\n"]' cljsh --classpath some.jar -e "(require 'in.a.jar) [in.a.jar/z (slurp (io/resource \"in/some.txt\"))]"
prints 7 cljsh -e "(require '[babashka.classpath :as cp]) (cp/add-classpath \"some.jar\") (require 'in.a.jar) in.a.jar/z"

# Standard input and output as streams of bytes.
prints '[97 "b"]' sh -c "printf 'a\nb' | cljsh -e '[(.read System/in) (do (.read System/in) (slurp System/in))]'"
prints '[3 [97 98 99 0]]' sh -c "printf 'abc' | cljsh -e '(let [b (byte-array 4)] [(.read System/in b) (vec b)])'"
prints '[:a 1]' sh -c "printf 'd1:ai1ee' | cljsh -e '(first (update-keys ((requiring-resolve (quote bencode.core/read-bencode)) (java.io.PushbackInputStream. System/in)) keyword))'"
prints 'one
two' cljsh -e '(.write System/out (.getBytes "one\n")) (.println System/out "two")'
echo text > plain
prints 'text' sh -c "cljsh -e '(with-open [o (java.util.zip.GZIPOutputStream. (io/output-stream \"plain.gz\"))] (.write o (.getBytes (slurp \"plain\"))) (.finish o))' && gzip -dc plain.gz"

# A pod that tells its vars in one list, and one that gives a channel.
cat > pod.clj <<'EOF'
(require '[bencode.core :as b])
(def in (java.io.PushbackInputStream. System/in))
(defn reply [m] (b/write-bencode System/out m) (.flush System/out))
(loop []
  (when-let [m (try (b/read-bencode in) (catch java.io.EOFException _ nil))]
    (case (String. (get m "op"))
      "describe" (reply {"format" "edn" "vars" [{"namespace" "a.pod" "name" "add"} {"namespace" "a.pod" "name" "numbers" "async" "true"}]})
      "invoke" (let [id (String. (get m "id")) args (read-string (String. (get m "args")))]
                 (if (= "a.pod/add" (String. (get m "var")))
                   (reply {"id" id "value" (pr-str (apply + args)) "status" ["done"]})
                   (do (doseq [i (apply range args)] (reply {"id" id "value" (pr-str i)})) (reply {"id" id "status" ["done"]})))))
    (recur)))
EOF
prints '[6 [1 2 3]]' cljsh -e "(require '[babashka.pods :as pods] '[clojure.core.async :as a]) (pods/load-pod [\"cljsh\" \"pod.clj\"]) (require 'a.pod)
[((resolve 'a.pod/add) 1 2 3) (let [c ((resolve 'a.pod/numbers) 1 4)] [(a/<!! c) (a/<!! c) (a/<!! c)])]"

# A library of the load path that needs a class of the JVM's gives way to the program's own of that name.
mkdir -p w/cheshire
echo '(ns cheshire.generate) (def theirs 1)' > w/cheshire/generate.clj
printf '(ns cheshire.core (:require [cheshire.generate])\n (:import (com.fasterxml.jackson.core JsonFactory)))\n(def theirs 1)\n(def factory (JsonFactory.))\n' > w/cheshire/core.clj
prints '[{:a 1} nil nil]' cljsh --classpath w -e "(require 'cheshire.core) [(cheshire.core/parse-string \"{\\\"a\\\":1}\" true) (resolve 'cheshire.core/theirs) (resolve 'cheshire.generate/theirs)]"
printf '(ns only.here (:import (no.such Thing)))\n(Thing.)\n' > w/here.clj; mkdir -p w/only; mv w/here.clj w/only/
fails 1 '*the class no.such.Thing is not available*' cljsh --classpath w -e "(require 'only.here)"
