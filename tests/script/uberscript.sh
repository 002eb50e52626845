# SPDX-License-Identifier: MIT
# One file out of a program and what it requires.
mkdir -p src/app lib
cat > lib/helper.cljc <<'EOF'
(ns helper "Greets." (:require [clojure.string :as str]))
(def ^:dynamic *greeting* #?(:cljsh "hello" :default "bonjour"))
(defn greet [n] (str *greeting* ", " (str/capitalize n)))
EOF
cat > src/app/util.clj <<'EOF'
(ns app.util (:require [helper :as h]))
(defn tag [n] {::h/name n, ::own (h/greet n)})
EOF
cat > src/app/main.clj <<'EOF'
#!/usr/bin/env cljsh
(ns app.main (:require [app.util :as util] [clojure.set] [helper :as h]) (:use [app.late :only [late]]))
(defn -main [& args] (prn (map util/tag args) (late)))
(defn other [& args] (println "other" args h/*greeting*))
EOF
echo '(ns app.late (:require [app.util :as util])) (defn late [] (:helper/name (util/tag "late")))' > src/app/late.clj
cat > script.clj <<'EOF'
#!/usr/bin/env cljsh
(require '[app.util :as util] '[clojure.string :as str])
(println (str/upper-case (:app.util/own (util/tag (first *command-line-args*)))))
EOF
export CLJSH_PATH=src:lib
prints '' cljsh uberscript one.clj -m app.main
prints '' cljsh --uberscript two.clj script.clj
prints '' cljsh --uberscript three.clj -m app.main/other
unset CLJSH_PATH
mv src was-src; mv lib was-lib
prints '({:helper/name "a", :app.util/own "hello, A"} {:helper/name "b", :app.util/own "hello, B"}) "late"' ./one.clj a b
prints 'HELLO, BOB' ./two.clj bob
prints 'other (1 2) hello' cljsh three.clj 1 2
equal "$(grep -c '^;; ' one.clj)" 4 'each namespace is there once'
fails 1 '*there is no app.main on the load path*' cljsh --uberscript four.clj -m app.main
fails 1 '*needs the file to write*' cljsh --uberscript four.clj
fails 1 '*needs the file to write*' cljsh uberscript
equal "$(ls four.clj 2>&1 | grep -c 'cannot access')" 1 'nothing is written then'
echo '{:paths ["was-src" "was-lib"]}' > cljsh.edn
prints '' cljsh uberscript five.clj -m app.main
prints '({:helper/name "x", :app.util/own "hello, X"}) "late"' sh -c 'cd / && "$1/five.clj" x' sh "$PWD"
