# SPDX-License-Identifier: MIT
# What the program's own text has without asking for it.
prints '"1,2"' cljsh '(str/join "," [1 2])'
prints '#{1 2}' cljsh '(set/union #{1} #{2})'
prints '{:a 1}' cljsh '(edn/read-string "{:a 1}")'
prints '{"a" 1}' cljsh '(walk/stringify-keys {:a 1})'
prints '"b"' cljsh '(fs/file-name "a/b")'
prints '{:a 1}' cljsh '(io/parse-json "{\"a\": 1}")'
prints '"b"' cljsh '(str (.getName (io/file "a/b")))'
prints '2' cljsh '(count (line-seq (io/reader (java.io.StringReader. "a\nb"))))'
prints '{:a [1]}' cljsh '(json/parse-string "{\"a\":[1]}" true)'
prints '(["a" "b"])' cljsh '(csv/read-csv "a,b")'
prints '{:a 1}' cljsh '(yaml/parse-string "a: 1")'
prints '"hi\n"' cljsh '(:out (shell/sh "echo" "hi"))'
prints '1' cljsh '(async/<!! (async/go 1))'
prints '"x"' cljsh '(proc/run-str (proc/cmd "echo" "x"))'
prints '"x"' cljsh '($< echo x)'
prints 'x' cljsh '(do (sh/echo "x") nil)'
prints '"x"' cljsh '(run-str (cmd "echo" "x"))'
prints 'x' cljsh '(sh "echo x")'
prints '"a b"' cljsh '(sh/out "echo $x" {:x "a b"})'
prints '1' cljsh '(count (sh/parse "ls | wc"))'
prints 'hi you' cljsh '(defcommand greet "Greets." [_ who] (str "hi " who)) (sh "greet you")'
prints '[clojure.string/join cljsh.process/run]' cljsh '[`str/join `run]'
prints ':clojure.string/x' cljsh -e '::str/x'
prints "#'cljsh.process/run" cljsh "(resolve 'run)"
prints '"1-2"' cljsh -e '(defmacro m [& xs] `(str/join "-" [~@xs]))' -e '(m 1 2)'
run_it cljsh '(doc str/join)'
case $out in *clojure.string/join*) pass ;; *) fail "doc: $out" ;; esac
run_it cljsh '(doc run)'
case $out in *cljsh.process/run*) pass ;; *) fail "doc run: $out" ;; esac

# the program's definitions win
prints '"a"' cljsh -e "(require 'io)" -e '(.getvalue (io/StringIO "a"))'
prints '"[1]"' cljsh -e "(require 'json)" -e '(json/dumps (py/list [1]))'
prints '[:mine 1]' cljsh -e '(defn run [x] [:mine x])' -e '(run 1)'
prints '6' cljsh '(let [run inc] (run 5))'
prints '[:mine 1]' cljsh -e '(defn f [] (run-str (cmd "true")))' -e '(defn run-str [x] [:mine x])' -e '(run-str 1)'
mkdir mine
printf '(ns mine.string) (defn join [& _] :mine)' > mine/string.clj
prints ':mine' cljsh -e "(require '[mine.string :as str])" -e '(str/join [1])'
printf '(ns script) (println (str/upper-case "ok") ($< echo hi))' > script.clj
prints 'OK hi' cljsh script.clj

# a library says what it needs
printf '(ns library) (defn f [] (str/join [1]))' > library.clj
fails 2 '*No such namespace: str*' cljsh -e "(require 'library)"
printf '(ns other) (defn f [] (run (cmd "true")))' > other.clj
fails 2 '*Unable to resolve symbol: run *' cljsh -e "(require 'other)"

# the table has all there is
prints '' cljsh -e "(require 'cljsh.process)" -e "
  (run! println (remove (fn [name] (resolve (symbol (str name)))) (keys (ns-publics 'cljsh.process))))"
prints '(nil nil nil nil nil nil nil)' cljsh "(map (fn [s] (when-not (resolve s) s)) '[doc source dir apropos find-doc pst glob])"
