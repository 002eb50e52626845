# SPDX-License-Identifier: MIT
# Compiled libraries are kept, and never used when they are stale.
unset XDG_CACHE_HOME CLJSH_NO_CACHE
cache=$HOME/.cache/cljsh

# how TEXT COMMAND…: what --verbose says of libraries, a word for each: b:cached, b:compiled
how() {
    expected=$1
    shift
    run_it "$@"
    said=$(printf '%s\n' "$err" | sed -n 's/^cljsh: \(.*\)\.cljc\{0,1\}: from the cache in .*/\1:cached/p
        s/^cljsh: \(.*\)\.cljc\{0,1\}: compiled in .*/\1:compiled/p' | tr '\n' ' ')
    equal "$expected" "${said% }" "$*: $err"
}
entries() { ls "$cache" 2> /dev/null | wc -l; }
run_b() { how "$1" cljsh --verbose -e "(require 'b)"; }

# --- a macro changes (the seeds' case) -----------------------------------------
cat > a.clj <<'END'
(ns a)
(defmacro twice [x] `(* 2 ~x))
(defn f [x] (inc x))
END
printf "(ns b (:require [a :refer [twice]]))\n(defn g [x] (twice x))\n" > b.clj
printf "(ns c (:require a))\n(defn h [x] (a/f x))\n" > c.clj
all="(require 'b 'c)"
how 'a:compiled b:compiled c:compiled' cljsh --verbose -e "$all"
how 'a:cached b:cached c:cached' cljsh --verbose -e "$all"
prints '[42 3]' cljsh -e "$all" -e '[(b/g 21) (c/h 2)]'
sed -i 's/\* 2/* 3/' a.clj
how 'a:compiled b:compiled c:cached' cljsh --verbose -e "$all"
prints '[63 3]' cljsh -e "$all" -e '[(b/g 21) (c/h 2)]'
how 'a:cached b:cached c:cached' cljsh --verbose -e "$all"
# The dependent alone, later.
sed -i 's/\* 3/* 4/' a.clj
how 'a:compiled' cljsh --verbose -e "(require 'a)"
how 'a:cached b:compiled' cljsh --verbose -e "(require 'b)"
prints '84' cljsh -e "(require 'b)" -e '(b/g 21)'
# The words say why.
echo ';' >> a.clj
fails 0 '*a.clj: compiled in * its source has changed*b.clj: compiled in *: a, or what it requires, has changed*' cljsh --verbose -e "(do (require 'b) nil)"
# A function that becomes a macro is no function any more.
printf '(ns a)\n(defmacro twice [x] `(* 2 ~x))\n(defmacro f [x] `(+ 10 ~x))\n' > a.clj
how 'a:compiled c:compiled' cljsh --verbose -e "(require 'c)"
prints '12' cljsh -e "(require 'c)" -e '(c/h 2)'
# And one that goes away is missed.
printf '(ns a)\n(defmacro twice [x] `(* 2 ~x))\n' > a.clj
fails 2 '*c.clj:2:*Unable to resolve symbol: a/f*' cljsh -e "(require 'c)"

# --- through others --------------------------------------------------------------
# A macro's helper functions are in a third file, which b does not name.
mkdir -p deep && cd deep || exit 1
printf '(ns helper)\n(defn code [x] (list (quote +) x 1))\n' > helper.clj
printf '(ns a (:require helper))\n(defmacro plus [x] (helper/code x))\n' > a.clj
printf '(ns b (:require a))\n(def value (a/plus 10))\n' > b.clj
printf '(ns c (:require b))\n(def value (inc b/value))\n' > c.clj
how 'helper:compiled a:compiled b:compiled c:compiled' cljsh --verbose -e "(require 'c)"
how 'helper:cached a:cached b:cached c:cached' cljsh --verbose -e "(require 'c)"
sed -i 's/ 1))/ 5))/' helper.clj
how 'helper:compiled a:cached b:compiled c:cached' cljsh --verbose -e "(require 'c)"
prints '16' cljsh -e "(require 'c)" -e 'c/value'
# A macro of the file itself, which calls what the file requires.
printf '(ns b (:require helper))\n(defmacro plus [x] (helper/code x))\n(def value (plus 10))\n' > b.clj
run_b 'helper:cached b:compiled'
run_b 'helper:cached b:cached'
sed -i 's/ 5))/ 7))/' helper.clj
run_b 'helper:compiled b:compiled'
prints '17' cljsh -e "(require 'b)" -e 'b/value'
# Through a function of the file's own; and not at all.
printf '(ns b (:require helper))\n(defn own [x] (helper/code x))\n(defmacro plus [x] (own x))\n(def value (plus 10))\n' > b.clj
printf '(ns c (:require helper))\n(defn own [x] (list (quote -) x 1))\n(defmacro minus [x] (own x))\n(def value [(minus 10) (helper/code 1)])\n' > c.clj
how 'helper:cached b:compiled c:compiled' cljsh --verbose -e "(require 'b 'c)"
sed -i 's/ 7))/ 8))/' helper.clj
how 'helper:compiled b:compiled c:cached' cljsh --verbose -e "(require 'b 'c)"
prints '[18 [9 (+ 1 8)]]' cljsh -e "(require 'b 'c)" -e '[b/value c/value]'
# What a macro looks up where others have registered it: it depends on all that the file requires.
printf '(ns a)\n(def table (atom {}))\n(defmulti code identity)\n(defmacro at [k] (get @table k))\n(defmacro of [k] (code k))\n' > a.clj
printf '(ns more (:require a))\n(swap! a/table assoc :x 1)\n(defmethod a/code :x [_] 2)\n' > more.clj
printf '(ns b (:require a more))\n(def value [(a/at :x) (a/of :x)])\n' > b.clj
how 'a:compiled more:compiled b:compiled' cljsh --verbose -e "(require 'b)"
how 'a:cached more:cached b:cached' cljsh --verbose -e "(require 'b)"
sed -i 's/:x 1/:x 3/; s/\] 2/] 4/' more.clj
how 'a:cached more:compiled b:compiled' cljsh --verbose -e "(require 'b)"
prints '[3 4]' cljsh -e "(require 'b)" -e 'b/value'
rm more.clj
# A Python module that a macro calls.
printf 'def number():\n    return 1\n' > pymod.py
printf '(ns b (:require [pymod :as p]))\n(defmacro m [] (p/number))\n(def value (m))\n' > b.clj
run_b 'b:compiled'
run_b 'b:cached'
printf 'def number():\n    return 1 + 1\n' > pymod.py
run_b 'b:compiled'
prints '2' cljsh -e "(require 'b)" -e 'b/value'
cd ..

# --- constants, types, protocols, readers -------------------------------------------
mkdir -p kinds && cd kinds || exit 1
printf '(ns a)\n(def ^:const size 3)\n(defprotocol P (m [x]))\n(defrecord R [x y])\n(defn read-it [x] (str "read " x))\n' > a.clj
printf "(ns b (:require a))\n(defn f [] a/size)\n" > b.clj
run_b 'a:compiled b:compiled'
run_b 'a:cached b:cached'
sed -i 's/size 3/size 4/' a.clj
run_b 'a:compiled b:compiled'
prints '4' cljsh -e "(require 'b)" -e '(b/f)'
printf "(ns b (:require a))\n(deftype T [] a/P (m [x] :m))\n(def value (a/m (T.)))\n" > b.clj
run_b 'a:cached b:compiled'
run_b 'a:cached b:cached'
prints ':m' cljsh -e "(require 'b)" -e 'b/value'
echo ';' >> a.clj
run_b 'a:compiled b:compiled'
printf "(ns b (:require a))\n(def value '[#a.R{:x 1 :y [2]} #a.R[3 4]])\n" > b.clj
run_b 'a:cached b:compiled'
run_b 'a:cached b:cached'
prints '[2 3 true]' cljsh -e "(require 'b)" -e '[(first (:y (first b/value))) (:x (second b/value)) (= (second b/value) (a/->R 3 4))]'
sed -i 's/\[x y\]/[y x]/' a.clj
run_b 'a:compiled b:compiled'
prints '4' cljsh -e "(require 'b)" -e '(:x (second b/value))'
printf "(ns b)\n(def value #my/tag 5)\n" > b.clj
with_reader="(require 'a) (binding [*data-readers* {'my/tag #'a/read-it}] (require 'b))"
how 'a:cached b:compiled' cljsh --verbose -e "$with_reader"
how 'a:cached b:cached' cljsh --verbose -e "$with_reader"
prints '"read 5"' cljsh -e "$with_reader" -e 'b/value'
other_reader="(defn other [x] :other) (binding [*data-readers* {'my/tag #'other}] (require 'b))"
how 'b:compiled' cljsh --verbose -e "$other_reader"
prints ':other' cljsh -e "$other_reader" -e 'b/value'
# A function without a name may be another each time.
for reader in '(fn [x] [x 1])' '(fn [x] [x 2])' '(partial vector 3)' '(partial vector 4)'; do
    how 'b:compiled' cljsh --verbose -e "(binding [*data-readers* {'my/tag $reader}] (require 'b))"
done
prints '[4 5]' cljsh -e "(binding [*data-readers* {'my/tag (partial vector 4)}] (require 'b))" -e 'b/value'
# Settings of the compiler.
printf '(ns b)\n(defn f [x] {:pre [(pos? x)]} x)\n(defn g [x] (assert (pos? x)) x)\n' > b.clj
run_b 'b:compiled'
how 'b:compiled' cljsh --verbose -e "(binding [*assert* false] (require 'b))"
prints '-1' cljsh -e "(binding [*assert* false] (require 'b))" -e '(b/g -1)'
fails 1 '*Assert failed*' cljsh -e "(require 'b)" -e '(b/g -1)'
# What a namespace refers to without naming it.
printf '(ns a)\n' > a.clj
printf '(ns b (:use a))\n(def value (keep-indexed vector [:x]))\n' > b.clj
run_b 'a:compiled b:compiled'
run_b 'a:cached b:cached'
printf '(ns a (:refer-clojure :exclude [keep-indexed]))\n(defn keep-indexed [& _] :mine)\n' > a.clj
run_b 'a:compiled b:compiled'
ends 0 ':mine' cljsh -e "(require 'b)" -e 'b/value' # with a warning of Clojure's: the name of clojure.core is replaced
cd ..

# --- effects happen again ----------------------------------------------------------
mkdir -p effects && cd effects || exit 1
cat > b.clj <<'END'
(ns b "Documented." {:author "somebody"} (:require [clojure.string :as str] [os.path :as path]) (:import [datetime :refer [date]]))
(println "loading" (str/upper-case (path/basename *file*)) (ns-name *ns*))
(def ^{:doc "A number." :private true} n 1)
(declare later)
(defn f "Doc." {:added "1"} ([a] [a]) ([a & more] (later a more)))
(defn later [a more] [a (vec more)])
(do (def one 1) (def two (inc one)))
(defmulti area :shape)
(defmethod area :square [{:keys [side]}] (* side side))
(defmacro unless [c & body] `(if ~c nil (do ~@body)))
(def counter (atom 0))
(swap! counter inc)
(let [x 5] (defn closed [] x))
(alter-meta! #'one assoc :touched true)
(in-ns 'elsewhere)
(clojure.core/refer 'clojure.core)
(def there :there)
(in-ns 'b)
(def fails-later (fn boom [] (throw (ex-info "boom" {}))))
(def day (.isoformat (date 2020 1 2)))
END
expression="(require 'b) (binding [*print-meta* false] (prn (b/f 1) (b/f 1 2 3) b/two (b/area {:shape :square :side 3}) @b/counter (b/closed)
  (:touched (meta #'b/one)) elsewhere/there b/day (:doc (meta #'b/f)) (:arglists (meta #'b/f)) (:line (meta #'b/f)) (:file (meta #'b/f))
  (:private (meta #'b/n)) (b/unless false 7) (:doc (meta (find-ns 'b))) (ns-name *ns*)))"
result='loading B.CLJ b
[1] [1 [2 3]] 2 9 1 5 true :there "2020-01-02" "Doc." ([a] [a & more]) 5 "b.clj" true 7 "Documented." user'
prints "$result" cljsh -e "$expression"
prints "$result" cljsh -e "$expression"
how 'b:cached' cljsh --verbose -e "(require 'b)"
ends 1 'loading B.CLJ b' cljsh -e "(require 'b)" -e '(b/fails-later)'
case $err in *boom*b.clj:19*) pass ;; *) fail "a report from compiled code: $err" ;; esac
# A def makes its var also where it is never reached.
printf '(ns b)\n(when false (def one 1))\n(defn f [] (throw (Exception. "x")) (def two 2))\n' > b.clj
names="(require 'b) (sort (keys (ns-interns 'b)))"
prints '(f one two)' cljsh -e "$names"
prints '(f one two)' cljsh -e "$names"
# What fails while it is loaded, is not kept; and fails again.
printf '(ns bad)\n(def x 1)\n(throw (Exception. "no"))\n' > bad.clj
before=$(entries)
fails 1 '*no*' cljsh -e "(require 'bad)"
fails 1 '*bad.clj:3*' cljsh -e "(require 'bad)"
equal "$before" "$(entries)" 'a library that fails is not kept'
# Loaded again, it is found as it was left.
printf "(ns b)\n(defn- down [n] (if (pos? n) (down (dec n)) :done))\n(def ^:const size 2)\n(defmacro m [] size)\n(def x [(down size) (m)])\n" > b.clj
how 'b:compiled b:cached b:cached' cljsh --verbose -e "(require 'b) (require 'b :reload) (require 'b :reload-all)"
prints '[:done 2]' cljsh -e "(require 'b)" -e 'b/x'
# Classes of the JVM may be in parts of the program that naming them loads: not before that is needed.
printf '%s\n' "(ns b (:import java.util.concurrent.TimeUnit))" '(defmacro sum [s] `(java.util.zip.CRC32.))' '(defn crc [] (class (sum "a")))' \
    '(defn zipped? [x] (instance? java.util.zip.GZIPInputStream x))' \
    '(defn refused [] (try (throw (java.util.zip.ZipException. "no")) (catch java.util.zip.ZipException e (ex-message e))))' \
    '(defn millis [] (.toMillis TimeUnit/SECONDS 2))' '(extend-protocol clojure.core.protocols/Datafiable java.util.BitSet (datafy [_] :bits))' > b.clj
zip="(contains? (loaded-libs) 'cljsh.java.zip)"
called='(do [(b/millis) (b/crc) (b/zipped? 1) (b/refused) (clojure.core.protocols/datafy (java.util.BitSet.))])'
how 'b:compiled' cljsh --verbose -e "(require 'b)"
how 'b:cached' cljsh --verbose -e "(require 'b)"
prints '[false [2000 java.util.zip.CRC32 false "no" :bits] true]' cljsh -e "(require 'b)" -e "[$zip $called $zip]"
prints false cljsh -e "(require '(clojure.data json csv)) $zip"
# Those that are not here, those that a macro imports, and static members that are functions of another name.
printf '%s\n' '(ns b (:import org.joda.time.PeriodType))' '(defmacro have [] (import (quote [java.nio.file Files Path])) nil)' '(have)' \
    '(defn link? [x] (Files/isSymbolicLink (.toPath (java.io.File. x))))' '(defn as-path [x] (instance? Path x))' '(defn years [] (str (PeriodType/years)))' \
    '(defn absent [x] (instance? org.nobody.Has x))' '(defmacro in-lang [] `(Integer/parseInt "7"))' '(defn seven [] (in-lang))' > b.clj
called='[(b/link? "/") (b/as-path 1) (b/years) (b/absent 1) (b/seven)]'
how 'b:compiled' cljsh --verbose -e "(require 'b)"
how 'b:cached' cljsh --verbose -e "(require 'b)"
prints '[false false "PeriodType[Years]" false 7]' cljsh -e "(require 'b)" -e "$called"
# A macro may evaluate what tells it how to expand.
printf '%s\n' '(ns b)' '(defmacro if-there [test then else] (if (try (eval test) (catch Throwable _ false)) then else))' \
    '(def found [(if-there (Class/forName "java.lang.String") 1 2) (if-there java.util.UUID 1 2) (if-there (no-such 1) 1 2)])' > b.clj
run_b 'b:compiled'
run_b 'b:cached'
prints '[1 1 2]' cljsh -e "(require 'b)" -e 'b/found'
# But not look for a library that may be there the next time.
printf '%s\n' '(ns b)' '(defmacro there? [lib] (try (eval (list (quote require) (list (quote quote) lib))) true (catch Throwable _ false)))' '(def found (there? may-come))' > b.clj
rm -f may_come.clj
run_b 'b:compiled'
echo '(ns may-come)' > may_come.clj
prints true cljsh -e "(require 'b)" -e 'b/found'
rm -rf may_come.clj "$cache"/python-* # what has to do with Python's own program
# Macros that do more than expand are not kept either.
printf "(ns b)\n(defmacro m [] (eval '(def made 1)) nil)\n(m)\n" > b.clj
run_b 'b:compiled'
run_b 'b:compiled'
prints 1 cljsh -e "(require 'b)" -e 'b/made'
# Neither is what depends on definitions of a script.
printf "(ns b)\n(def value (user/m 1))\n" > b.clj
how 'b:compiled' cljsh --verbose -e '(defmacro m [x] `(+ ~x 1))' -e "(require 'b)"
prints 3 cljsh -e '(defmacro m [x] `(+ ~x 2))' -e "(require 'b)" -e 'b/value'
# Another spelling of the file's name is another *file*.
mkdir -p sub
printf '(ns b)\n(def here *file*)\n(defmacro place [] *file*)\n(def there (place))\n' > sub/b.clj
prints '["sub/b.clj" "sub/b.clj"]' env CLJSH_PATH=sub cljsh -e "(require 'b)" -e '[b/here b/there]'
prints '["./sub/b.clj" "./sub/b.clj"]' env CLJSH_PATH=./sub cljsh -e "(require 'b)" -e '[b/here b/there]'
cd ..

# --- the folder ------------------------------------------------------------------------
mkdir -p folder && cd folder || exit 1
printf '(ns b)\n(println :b)\n' > b.clj
echo "(require 'b)" > script.clj
prints '' cljsh --clear-cache
equal 0 "$(entries)" 'the cache is cleared'
prints '' cljsh --clear-cache
prints :b cljsh --no-cache script.clj
prints :b env CLJSH_NO_CACHE=1 cljsh script.clj
equal 0 "$(entries)" 'without cache nothing is kept'
prints :b env -u HOME cljsh script.clj
prints :b env HOME=/nonexistent cljsh script.clj
umask 000
prints :b cljsh script.clj
umask 022
equal 1 "$(entries)" 'scripts themselves are not kept'
equal '700 700 600' "$(stat -c %a "$HOME/.cache" "$cache" "$cache"/* | tr '\n' ' ' | sed 's/ $//')" 'nobody else may look'
echo '; changed' >> b.clj
prints :b cljsh script.clj
equal 1 "$(entries)" 'a new entry takes the place of the old one'
prints :b env XDG_CACHE_HOME="$PWD/xdg" cljsh script.clj
equal 1 "$(ls xdg/cljsh | wc -l)" 'XDG_CACHE_HOME is where it is kept'
prints :b env XDG_CACHE_HOME=relative cljsh script.clj
[ -e relative ] && fail 'a relative XDG_CACHE_HOME was used' || pass

# Entries that were tampered with.
entry=$(echo "$cache"/*)
keep=$PWD/entry.saved
cp -p "$entry" "$keep"
size=$(stat -c %s "$entry")
restore() { cp -p "$keep" "$entry"; }
tampered() { how 'b:compiled' cljsh --verbose script.clj; how 'b:cached' cljsh --verbose script.clj; restore; }
for length in 0 1 50 $((size / 2)) $((size - 1)); do truncate -s "$length" "$entry"; tampered; done
for at in 0 9 20 50 70 100 130 $((size - 5)); do
    printf '\377\376' | dd of="$entry" bs=1 seek="$at" conv=notrunc 2> /dev/null
    tampered
done
echo more >> "$entry"; tampered
head -c 100000 /dev/urandom > "$entry"; tampered
rm "$entry"; mkfifo "$entry"; how 'b:compiled' cljsh --verbose script.clj; rm -f "$entry"; restore
chmod 666 "$entry"; how 'b:compiled' cljsh --verbose script.clj; restore
rm "$entry"; ln -s "$keep" "$entry"; how 'b:compiled' cljsh --verbose script.clj; rm -f "$entry"; restore
rm "$entry"; mkdir "$entry"; how 'b:compiled' cljsh --verbose script.clj; prints :b cljsh script.clj; rmdir "$entry"; restore
how 'b:cached' cljsh --verbose script.clj

# Folders that are not to be trusted.
chmod 777 "$cache"; how 'b:compiled' cljsh --verbose script.clj; prints :b cljsh script.clj
chmod 770 "$cache"; how 'b:compiled' cljsh --verbose script.clj
chmod 500 "$cache"; how 'b:cached' cljsh --verbose script.clj
chmod 700 "$cache"
mv "$cache" elsewhere; ln -s "$PWD/elsewhere" "$cache"; how 'b:compiled' cljsh --verbose script.clj; rm "$cache"; mv elsewhere "$cache"
if [ "$(id -u)" = 0 ]; then
    chown -R 12345 "$cache"; how 'b:compiled' cljsh --verbose script.clj; chown -R 0 "$cache"
fi
how 'b:cached' cljsh --verbose script.clj
touch file; prints :b env XDG_CACHE_HOME="$PWD/file" cljsh script.clj
prints :b env XDG_CACHE_HOME=/proc cljsh script.clj

# No room: the library runs, nothing is left behind.
echo '; again' >> b.clj
prints :b sh -c '(ulimit -f 0; exec cljsh script.clj 2> /dev/null) | cat'
equal 1 "$(ls -A "$cache" | wc -l)" 'a writer without room leaves nothing'
how 'b:compiled' cljsh --verbose script.clj

# A start from source uses the same entries.
cd .. && mkdir -p cold && cd cold || exit 1
printf '(ns b (:require [clojure.set :as set]))\n(def x {:s #{"a" :b 1} :f (fn [k] (case k ("x" "y") 1 :z 2 3))})\n(defn y [] (set/union (:s x) #{(quote a)}))\n' > b.clj
run_b 'b:compiled'
how 'b:cached' env CLJSH_NO_IMAGE=1 cljsh --verbose -e "(require 'b)"
prints '[true 1 2 3 4]' env CLJSH_NO_IMAGE=1 cljsh -e "(require 'b)" -e '(let [{:keys [s f]} b/x] [(contains? s "a") (f "y") (f :z) (f 0) (count (b/y))])'
# --- what is decoded when it is first needed --------------------------------------------
# Each line of `checks` prints the same after compiling, and from the cache, where f, g … were never called before.
cd .. && mkdir -p late && cd late || exit 1
cat > a.clj <<'END'
(ns a)
(def shared (with-meta [1 (str "x" "y")] {:m 1}))
(defmacro constant [] shared)
(defmacro text [] (second shared))
(defrecord R [x])
END
cat > b.clj <<'END'
(ns b "About b." (:require [a :refer [constant text]] [clojure.string :as str]) (:import [a R]))
(defn- helper [x] (inc x))
(defn f "Doc of f." {:added "1.0" :tag Long} [^long x & more] (helper x))
(defn g ([] (g 1)) ([x] (mapv #(+ x %) [1 2])) ([x y & {:keys [z]}] [x y z]))
(defn one [] (constant))
(defn two [] [(constant) (text)])
(def three (constant))
(defn four ([] (text)) ([_] (text)))
(defn fails [x]
  (let [y 1]
    (/ y x)))
(defn core-too [x] (slurp x))
(defn record [x] (R. x))
(defn r? [x] (instance? R x))
(defn defines [] (def made-late 5))
(defn names [a-b ^:kwargs options] [a-b options])
(def ^:dynamic *level* 1)
(defn level [] *level*)
(defn unused [] (str/upper-case "u"))
(ns-unmap 'b 'helper)
END
cat > checks.clj <<'END'
(require 'a 'b)
(prn (b/f 1) (b/f 1 2) (b/g) (b/g 1) (b/g 1 2 :z 3))
(prn (identical? (b/one) (first (b/two))) (identical? (b/one) b/three) (identical? (second (b/one)) (second (b/two))) (meta (b/one)))
(prn (identical? (b/four) (b/four 1)) (identical? (b/four) (second b/three)) (identical? b/three a/shared))
(prn (meta #'b/f) (:doc (meta (find-ns 'b))))
(prn (select-keys (alter-meta! #'b/g assoc :more 1) [:arglists :line :column :more]))
(prn (:private (meta #'b/level)) (binding [b/*level* 2] (b/level)) (bound? #'b/made-late))
(prn (with-redefs [slurp (fn [_] :mock)] (b/core-too 1)) (try (b/core-too "/nonexistent") (catch Exception e :real)))
(prn (let [old b/r?] (old (b/record 1))) (= (b/record 1) (a/->R 1)))
(prn (b/names 1 {:x 2}) ((py/eval "lambda f: f(1, key_1=2)") b/names))
(prn (try (b/f) (catch Exception e (ex-message e))) (ns-resolve 'b 'helper))
(prn (try (b/fails 0) (catch ArithmeticError e :zero)) (count (re-seq #"CALL" (cljsh.vm/disassemble b/g))))
(let [unused b/unused, defines b/defines, fails b/fails]
  (remove-ns 'b)
  (prn (unused) (defines) (try (fails 0) (catch ArithmeticError e :zero))))
END
run_it cljsh --no-cache checks.clj
compiled=$out
equal 12 "$(printf '%s' "$compiled" | grep -c '')" "all checks: $err"
run_it cljsh checks.clj
equal "$compiled" "$out" 'compiled, and kept'
run_it cljsh checks.clj
equal "$compiled" "$out" 'from the cache'
fails 1 '*b.clj:*:5: *in b/fails (*b.clj*' cljsh -e "(require 'b)" -e '(b/fails 0)'
how 'a:cached b:cached' cljsh --verbose -e "(require 'b)"
# Names of core: the namespace that it uses has one of its own meanwhile.
printf '(ns a)\n' > a.clj
printf '(ns b (:use a))\n(defn f [x] (inc x))\n' > b.clj
run_b 'a:compiled b:compiled'
run_b 'a:cached b:cached'
printf '(ns a (:refer-clojure :exclude [inc]))\n(defn inc [x] [x])\n' > a.clj
run_b 'a:compiled b:compiled'
run_it cljsh -e "(require 'b)" -e '(b/f 1)'
equal '[1]' "${out%?}" "with inc of a: $err"
printf '(ns a)\n' > a.clj
prints '2' cljsh -e "(require 'b)" -e '(b/f 1)'
prints '[1]' cljsh -e '(alter-var-root (var inc) (constantly vector))' -e "(require 'b)" -e '(b/f 1)'
# Two at once, and writers that are killed.
cd .. && mkdir -p crowd && cd crowd || exit 1
{ echo '(ns big)'; for i in $(seq 400); do echo "(defn f$i \"Doc $i.\" [x] (let [y (+ x $i)] (if (odd? y) [y] {:y y})))"; done; } > big.clj
echo "(require 'big) (println (big/f400 1))" > script.clj
for round in 1 2 3 4; do
    cljsh --clear-cache
    for i in 1 2 3 4; do cljsh script.clj > "out.$i" 2> /dev/null & done
    wait
    equal '[401] [401] [401] [401]' "$(cat out.1 out.2 out.3 out.4 | tr '\n' ' ' | sed 's/ $//')" 'four at once'
    equal 1 "$(ls -A "$cache" | wc -l)" 'four writers leave one entry'
done
how 'big:cached' cljsh --verbose script.clj
for pause in 0.005 0.01 0.015 0.02 0.03 0.04; do
    cljsh --clear-cache
    cljsh script.clj > /dev/null 2>&1 & victim=$!
    sleep $pause
    kill -9 $victim 2> /dev/null
    wait $victim 2> /dev/null
    prints '[401]' cljsh script.clj
    prints '[401]' cljsh script.clj
done
how 'big:cached' cljsh --verbose script.clj
touch -d '2 hours ago' "$cache/.123.abc.1"
cljsh --clear-cache
equal 0 "$(ls -A "$cache" 2> /dev/null | wc -l)" 'what dead writers left goes, too'

# --- whatever the compiler makes of a library can be kept -----------------------------
cat > walks.clj <<'END'
(ns walks)
(defn products [xs] (reduce + (for [x xs, y [1 2], :when (odd? x), :let [z (* x y)]] z)))
(defn pairs [m] (into [] (mapcat (fn [[k vs]] (for [v vs] [k v]))) m))
(defn total [xs] (reduce (fn [sum x] (if (neg? x) (reduced sum) (+ sum x))) 0 xs))
END
how 'walks:compiled' cljsh --verbose -e "(require 'walks)"
how 'walks:cached' cljsh --verbose -e "(require 'walks)"
prints '[12 [[:a 1] [:a 2]] 3]' cljsh -e "(require 'walks)" -e '[(walks/products [1 2 3]) (walks/pairs {:a [1 2]}) (walks/total [1 2 -1 5])]'
