# SPDX-License-Identifier: MIT
# Tasks of a project, and what else the words tasks, run and doc do; the page on namespaces is made of them.
equal "$(cljsh "$here/../../man/compat-page.clj")" "$(cat "$here/../../man/cljsh-compat.7")" 'man/cljsh-compat.7 is up to date (cljsh man/compat-page.clj)'
mkdir src
echo '(ns own) (defn main "Runs main." [& args] (println "main" args)) (defn given [m] (println (into (sorted-map) m)))' > src/own.clj
cat > bb.edn <<'EDN'
{:paths ["src"]
 :tasks {:requires ([clojure.string :as str])
         :init     (def x 5)
         clean     {:doc "Removes things" :task (println "clean" x)}
         build     {:depends [clean] :task (do (println "build" *command-line-args*) 42)}
         all       {:doc "All" :depends [build clean] :task (println "all" build (str/upper-case "a"))}
         out       (shell "echo shell")
         one       {:depends [two]}
         two       {:depends [one]}
         -hidden   (println 1)
         again     (run 'clean)
         quoted    (println 'a (map #(inc %) [1]) @(delay 2) (re-find #"b+" "abb"))
         main      own/main
         status    (shell "sh -c 'exit 3'")
         value     {:task (+ x 1) :enter (println "enter") :leave (println "leave" (:name (current-task)))}
         given     {:exec-args {:n 1 :k 2} :task (exec 'own/given)}
         uberscript {:override-builtin true :task (println "own" *command-line-args*)}}}
EDN
prints 'The following tasks are available:

again
all        All
build
clean      Removes things
given
main       Runs main.
one
out
quoted
status
two
uberscript
value' cljsh tasks
prints 'clean 5
build (x y)
all 42 A' cljsh run all x y
prints 'shell' cljsh run out
prints 'clean 5' cljsh run again
prints 'a (2) 2 bb' cljsh run quoted
prints 'main (1 2)' cljsh run main 1 2
prints 'main (1 2)' cljsh main 1 2
fails 1 '*there is no file and no task nope*' cljsh nope
fails 3 '*exited with code 3*in the task status*' cljsh run status
prints 'enter
leave value
6' cljsh run --prn value
prints '{:k 2, :n 5}' cljsh run given --n 5
prints 'own (to)' cljsh uberscript to
fails 1 '*No such task: nope*' cljsh run nope
fails 1 '*depend on each other*' cljsh run one
mkdir elsewhere
fails 1 '*no cljsh.edn or bb.edn*' sh -c 'cd elsewhere && cljsh tasks'
prints 'main (5)' cljsh --classpath src -e '(require (quote own)) (own/main 5)'
prints '-------------------------
clojure.string/join' sh -c 'cljsh doc clojure.string/join | head -2'
fails 1 '*no documentation of no.such.thing*' cljsh doc no.such.thing
# A script's own guard.
echo '(when (= *file* (System/getProperty "babashka.file")) (println "main"))' > guard.clj
prints 'main' cljsh guard.clj
