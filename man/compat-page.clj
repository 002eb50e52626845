;; SPDX-License-Identifier: MIT
;; Writes man/cljsh-compat.7, out of the namespaces themselves: cljsh man/compat-page.clj > man/cljsh-compat.7
(require '[clojure.string :as str])

(def groups
  '[["Clojure" [clojure.core.async clojure.core.cache clojure.core.cache.wrapped clojure.core.match clojure.core.memoize clojure.core.protocols clojure.core.reducers clojure.core.rrb-vector
                clojure.core.server clojure.core.specs.alpha clojure.data clojure.data.csv clojure.data.json clojure.data.priority-map clojure.data.xml clojure.data.zip clojure.data.zip.xml clojure.datafy clojure.edn clojure.instant
                clojure.java.browse clojure.java.io clojure.java.process clojure.java.shell clojure.main clojure.math clojure.math.combinatorics clojure.pprint clojure.reflect clojure.repl clojure.set
                clojure.spec.alpha clojure.spec.gen.alpha clojure.spec.test.alpha clojure.stacktrace clojure.string clojure.template clojure.test clojure.tools.cli clojure.tools.logging clojure.walk
                clojure.xml clojure.zip]]
    ["Babashka" [babashka.classpath babashka.cli babashka.curl babashka.deps babashka.ffi babashka.fs babashka.http-client babashka.nrepl.server babashka.pods babashka.process babashka.signal babashka.tasks babashka.wait
                 pod.babashka.go-sqlite3]]
    ["Others" [bencode.core cheshire.core cheshire.custom cheshire.exact cheshire.factory cheshire.generate cheshire.parse clj-yaml.core flatland.ordered.map flatland.ordered.set hiccup.core hiccup.page hiccup.util hiccup2.core nrepl.core nrepl.middleware nrepl.server nrepl.transport org.httpkit.client
               org.httpkit.server ring.adapter.jetty selmer.filters selmer.parser taoensso.timbre]]])

(defn esc [text] (-> (str text) (str/replace "\\" "\\e") (str/replace "-" "\\-") (str/replace #"(?m)^([.'])" "\\\\&$1")))
(defn first-line [text] (first (str/split-lines (str text))))

(println ".\\\" SPDX-License-Identifier: MIT\n.\\\" Made by man/compat-page.clj out of the namespaces in lib.")
(println ".Dd November 29, 2026\n.Dt CLJSH-COMPAT 7\n.Os\n.Sh NAME\n.Nm cljsh-compat\n.Nd namespaces of other people's Clojure that cljsh has")
(println ".Sh DESCRIPTION\nThese namespaces are part of\n.Xr cljsh 1\nunder the names that programs for Clojure on the JVM and for babashka require.\nThey cost nothing until they are required.")
(println "A library of the same name on the load path\n.Pq Ev CLJSH_PATH\ngoes before them.\nWhat the names of the JVM's classes stand for is told in\n.Xr cljsh-java 7 ;\nhow cljsh differs from Clojure, in\n.Xr cljsh-differences 7 .")
(println "YAML needs Debian's python3-yaml.\nOf dependencies,\n.Ic babashka.deps/add-deps\ntakes local roots, jars in\n.Pa ~/.m2 ,\nand Git repositories; what is part of cljsh needs none.")
(println ".Pp\nA project has a file\n.Pa cljsh.edn\nor\n.Pa bb.edn :\na map of :paths, folders of the load path; :deps; :reader-features; :main; and :tasks, whose keys :requires, :init, :enter and :leave are for all of them.\nA task is an expression, in which 'x, @x, #(…) and #\"…\" stand as in programs, the full name of a function, or a map of :doc, :task, :depends, :requires, :enter, :leave, :exec-args and :override-builtin.\n.Ic cljsh tasks\nlists them,\n.Ic cljsh run Ar NAME\nruns one and those it depends on, as does\n.Ic cljsh Ar NAME\nwhere there is no file of that name;\n.Ic cljsh run --parallel Ar NAME\nat the same time where they can be.\n.Ic cljsh run\nwithout a name calls :main, a namespace with\n.Ic -main\nor the full name of a function.\nThe paths, dependencies and reader features hold for tasks, for\n.Fl m ,\n.Fl x\nand\n.Fl -uberscript\nin the folder of the file, and for the scripts that lie there.\n.Pp\nOf the branches of a reader conditional the first of :cljsh, :bb, :clj and :default that is there counts; behind :default none does.\n:reader-features in the project's file, as [:clj], or in the metadata of a namespace,\n.Ic (ns my.lib {:reader-features [:clj]}) ,\nare other features in place of the first three, in the order in which they count.")
(doseq [[group namespaces] groups]
  (println (str ".Sh " (str/upper-case group)))
  (doseq [n namespaces]
    (require n)
    (println (str ".Ss " n))
    (when-let [doc (:doc (meta (find-ns n)))] (println (esc (first-line doc))))
    (when-let [names (seq (for [[s v] (sort-by (comp str key) (ns-publics n)) :when (not (or (:no-doc (meta v)) (re-find #"[|]" (str s))))] (str "\\&" (esc s))))]
      (println ".Pp")
      (println (str/join "\n" names)))))
(println ".Sh SEE ALSO\n.Xr cljsh 1 ,\n.Xr cljsh-java 7 ,\n.Xr cljsh-differences 7")
