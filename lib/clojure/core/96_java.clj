;; SPDX-License-Identifier: MIT
;; Clojure's own classes by their names on the JVM, those that are not known
;; from the start.

(in-ns 'clojure.core)

(doseq [[full class] {"clojure.lang.Ref"                (class (ref nil))
                      "clojure.lang.Agent"              (class (agent nil))
                      "clojure.lang.Ratio"              (class (/ 1 2))
                      "clojure.lang.PersistentTreeSet"  (class (sorted-set))
                      "clojure.lang.LongRange"          (class (range 3))
                      "clojure.lang.Repeat"             (class (repeat 1))
                      "clojure.lang.Iterate"            (class (iterate inc 1))
                      "clojure.lang.Cycle"              (class (cycle [1]))
                      "clojure.lang.TaggedLiteral"      (class (tagged-literal 'a 1))
                      "clojure.lang.ReaderConditional"  (class (reader-conditional '(:clj 1) false))
                      "clojure.lang.IExceptionInfo"     ExceptionInfo
                      "clojure.lang.Var$Unbound"        (.-Unbound (py/__import__ "cljsh"))}]
  (cljsh.core/name-class! full class))

;; What *print-dup* writes of sorted collections is read back by these.
(intern (create-ns 'clojure.lang.PersistentTreeMap)
        (with-meta 'create {:doc "Makes a sorted map of a map."})
        (fn [m] (into (sorted-map) m)))
(intern (create-ns 'clojure.lang.PersistentTreeSet)
        (with-meta 'create {:doc "Makes a sorted set of a collection."})
        (fn [coll] (into (sorted-set) coll)))
