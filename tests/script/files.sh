# SPDX-License-Identifier: MIT
# Errors of the system name the file; scripts by links; directories that are gone.
for write in '(spit "/dev/full" "x")' '(spit "/dev/full" (str/join (repeat 100000 "x")))' '(io/write-text "/dev/full" "x")' \
    '(io/write-lines "/dev/full" ["x"])' '(io/write-json "/dev/full" 1)' '(io/append-text "/dev/full" "x")' \
    '(fs/copy "/etc/passwd" "/dev/full")' '(binding [*out* (py/open "/dev/full" "w")] (println 1) (flush))'; do
    fails 1 '*OSError: /dev/full: No space left on device*' cljsh -e "(require '[cljsh.fs :as fs] '[cljsh.io :as io] '[clojure.string :as str])" -e "$write"
done
fails 1 '*IsADirectoryError: /: Is a directory*' cljsh -e '(io/read-text "/")'
fails 1 '*IsADirectoryError: /: Is a directory*' cljsh -e '(slurp "/")'
for code in '(println 1)' '1' '(range 100000)' '(print (range 100000))'; do
    fails 1 '*OSError: standard output: No space left on device*' sh -c 'exec cljsh -e "$1" > /dev/full' - "$code"
    fails 1 '*OSError: standard output: No space left on device*' sh -c 'exec cljsh -oe "$1" > /dev/full' - "$code"
done

# What is read while it is printed is not the fault of standard output
for option in -e -oe; do
    fails 1 '*: OSError: mine*' cljsh $option '(map (fn [_] (throw (py/OSError 5 "mine"))) [1])'
    fails 1 '*: FileNotFoundError: /nonexistent: No such file or directory*' cljsh $option '(fs/walk "/nonexistent")'
    fails 1 '*IsADirectoryError: /: Is a directory*' cljsh $option '(io/read-lines "/")'
done

# Started through a link: libraries beside the real file, then beside the link
mkdir -p real/tool bin
echo '(ns tool.lib) (defn f [] "real")' > real/tool/lib.clj
echo 'def g(): return "module"' > real/beside.py
echo '(ns other) (defn f [] "beside the link")' > bin/other.clj
cat > real/script.clj << 'END'
#!/usr/bin/env cljsh
(require '[tool.lib :as lib] '[other] '[beside])
(println (lib/f) (beside/g) (other/f))
END
chmod +x real/script.clj
ln -s ../real/script.clj bin/script
ln -s script bin/again
prints 'real module beside the link' bin/script
prints 'real module beside the link' cljsh bin/again
prints 'real module beside the link' sh -c 'cd bin && cljsh script'
prints 'real module beside the link' sh -c 'cd / && "$1"' - "$PWD/bin/again"

# In a directory that is gone
gone() {
    mkdir gone
    shift_text=$1
    shift
    fails 1 "$shift_text" sh -c 'cd gone && rmdir ../gone && exec "$@"' - "$@"
}
gone '*Could not locate no/lib.cljsh*' cljsh -e "(require 'no.lib)"
gone '*FileNotFoundError: current directory: No such file or directory*' cljsh -e '(fs/absolute "x")'
gone '*FileNotFoundError: current directory: No such file or directory*' cljsh -e '(fs/relative "x")'
gone '*FileNotFoundError: x: No such file or directory*' cljsh -e '(spit "x" 1)'
gone '*FileNotFoundError: a: No such file or directory*' cljsh -e '(fs/make-dir "a/b")'

# A Python module is there when it was asked for, not when something else has loaded it
fails 2 "*Unable to resolve symbol: json/loads in this context. The Python module json is loaded by (require 'json)*" \
    cljsh -e '(py/__import__ "json")' -e '(json/loads "1")'
fails 2 "*No such namespace: glob (in glob/glob). The Python module of that name is loaded by (require 'glob)*" \
    cljsh -e '(py/__import__ "glob")' -e '(glob/glob "*")'
fails 2 "*No such namespace: time (in time/time). The Python module of that name is loaded by (require 'time)*" cljsh -e '(time/time)'
fails 2 "*Unable to resolve symbol: sys in this context. The Python module of that name is loaded by (require 'sys)*" cljsh -e sys
fails 2 '*No such namespace: nosuch (in nosuch/f)?*' cljsh -e '(nosuch/f)'
prints 1 cljsh -e "(require 'json)" -e '(json/loads "1")'
prints 1 cljsh -e "(ns a (:require [json :as j]))" -e '(j/loads "1")'
prints '"a/b"' cljsh -e '(os.path/join "a" "b")'
mkdir -p lib && echo '(ns with-macro (:require [math])) (defmacro root [x] `(math/sqrt ~x))' > lib/with_macro.clj
for run in 1 2; do prints 2.0 env CLJSH_PATH=lib cljsh -e "(require 'with-macro)" -e '(with-macro/root 4)'; done

# What is meant behind an alias is looked for there
fails 2 '*Unable to resolve symbol: fs/exsts? in this context. Did you mean: exists??*' cljsh -e '(fs/exsts? "a")'
fails 2 '*Unable to resolve symbol: str/mapv in this context
*' cljsh -e '(str/mapv 1)'
