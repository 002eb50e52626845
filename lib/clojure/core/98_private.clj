;; SPDX-License-Identifier: MIT
;; Private functions of Clojure's core that other libraries call all the same,
;; above all those with which they write print-methods of their own.

(in-ns 'clojure.core)

(defn- pr-on
  "Prints x to a writer: as data that reads back where *print-dup* is true."
  [x w]
  (if *print-dup* (print-dup x w) (print-method x w))
  nil)

(defn- print-meta
  "Does nothing: what prints calls a print-method when it has printed the metadata."
  [_x _w]
  nil)

(defn- print-sequential
  "Prints elements by print-one between begin and end, as *print-length* and *print-level* want it."
  [^String begin print-one ^String sep ^String end coll ^java.io.Writer w]
  (binding [*print-level* (and (not *print-dup*) *print-level* (dec *print-level*))]
    (if (and *print-level* (neg? *print-level*))
      (.write w "#")
      (let [most (when-not *print-dup* *print-length*)]
        (.write w begin)
        (loop [xs (seq coll), n 0]
          (when xs
            (when (pos? n)
              (.write w sep))
            (if (and most (>= n most))
              (.write w "...")
              (do
                (print-one (first xs) w)
                (recur (next xs) (inc n))))))
        (.write w end)))))

(defn- print-map [m print-one w]
  (print-sequential "{" (fn [e ^java.io.Writer w] (print-one (key e) w) (.write w " ") (print-one (val e) w)) ", " "}" (seq m) w))

(defn- print-tagged-object
  "Prints x as an object that is not read back: its class, its identity, and rep."
  [x rep ^java.io.Writer w]
  (.write w "#object[")
  (.write w (.getName (class x)))
  (.write w (str " 0x" (py/format (py/id x) "x") " "))
  (print-method rep w)
  (.write w "]"))

(defn- print-object [x w] (print-tagged-object x (str x) w))

(defn- spread
  "The arguments of apply as one seq: the last of them holds the rest."
  [args]
  (when args (apply list* args)))

(defn- sigs
  "The :arglists of what stands behind the name in a defn."
  [fdecl]
  (map first (if (vector? (first fdecl)) (list fdecl) fdecl)))

(defn- protocol? [x] (cljsh.core/protocol? x))

(defn- throw-if
  "Throws an exception with a formatted text where pred is true."
  [pred fmt & args]
  (when pred
    (throw (Exception. (apply format fmt args)))))

(defn- root-resource
  "The path of the file of a library, without what the name ends with."
  [lib]
  (str "/" (.replace (.replace (name lib) "-" "_") "." "/")))

(defn- mk-bound-fn
  "What subseq takes elements by: does test hold of 0 and how an element's key compares with key?"
  [sorted test key]
  (fn [e] (test (.compare (.comparator sorted) (.entryKey sorted e) key) 0)))

(def ^{:private true} system-newline "What ends a line." "\n")
