;; SPDX-License-Identifier: MIT
;; Names of core that are about the JVM: they are there, and do what can be
;; meant by them.

(in-ns 'clojure.core)

(def ^{:dynamic true :added "1.0"} *allow-unresolved-vars* "Has no effect: what cannot be resolved is an error." false)
(def ^{:dynamic true :added "1.0"} *fn-loader* "Has no effect: there are no class loaders." nil)
(def ^{:dynamic true :added "1.0"} *use-context-classloader* "Has no effect: there are no class loaders." true)
(def ^{:dynamic true :private true} print-initialized "Printing works from the start." true)

(def ^{:added "1.0"} primitives-classnames
  "The names of primitive types, which are hints."
  '{float "Float", int "Integer", long "Long", boolean "Boolean", char "Character", double "Double", byte "Byte", short "Short"})

(defn add-classpath
  "Adds a folder or jar, named by its path or URL, to the load path. As on the JVM, prefer the option -cp."
  {:added "1.0", :deprecated "1.1"}
  [url]
  (println "WARNING: add-classpath is deprecated")
  (.append (cljsh.core/load-path) (let [text (str url)] (if (.startswith text "file:") (subs text 5) text)))
  nil)

(defmacro with-loading-context
  "Evaluates body as a file does that is being loaded."
  {:added "1.0"}
  [& body]
  `((fn [] ~@body)))

(defn resultset-seq
  "Returns a lazy seq of structs of the rows of a cursor of Python's DB-API, with the columns' names in lower case as keys."
  {:added "1.0"}
  [rs]
  (let [columns (map (fn [column] (keyword (.lower (first column)))) (.-description rs))]
    (when-not (or (empty? columns) (apply distinct? columns))
      (throw (Exception. "ResultSet must have unique column labels")))
    (let [row-struct (apply create-struct columns)]
      (map (fn [row] (apply struct row-struct row)) (seq rs)))))

(defn print-ctor
  "Prints what the reader makes an object of when it may evaluate: #=(CLASS. ARGUMENTS). print-args prints the arguments."
  {:added "1.0"}
  [o print-args w]
  (.write w "#=(")
  (.write w (.getName (class o)))
  (.write w ". ")
  (print-args o w)
  (.write w ")"))

(defn PrintWriter-on
  "Returns a stream for text that calls flush-fn with what was written since the last time when it is flushed; close-fn is called when it is closed."
  {:added "1.10"}
  ([flush-fn close-fn] (PrintWriter-on flush-fn close-fn true))
  ([flush-fn close-fn _autoflush]
   ((requiring-resolve 'cljsh.java/flushing-writer) flush-fn close-fn)))
