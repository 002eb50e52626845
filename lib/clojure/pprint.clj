;; SPDX-License-Identifier: MIT
(ns clojure.pprint
  "Pretty printing: data and code broken into lines where they are too long for one.

  The printer works in two steps. Dispatch functions write text to *out* and,
  between, mark logical blocks, places where a line may end, and indentation;
  that makes a tree of nodes. When the outermost block ends, the tree is laid out
  (clojure.pprint.layout)."
  (:require [clojure.pprint.cl-format :as cl-format]
            [clojure.pprint.layout :as layout]
            [clojure.pprint.numerals :refer [in-base]]
            [clojure.string :as str]
            [io]))

;;; Settings

(def ^{:dynamic true, :added "1.2"
       :doc "Are line breaks added by write?"}
  *print-pretty* true)

(def ^{:dynamic true, :added "1.2"
       :doc "The length lines should not exceed; nil: no limit."}
  *print-right-margin* 72)

(def ^{:dynamic true, :added "1.2"
       :doc "The room for a block below which fill newlines all break; nil: none."}
  *print-miser-width* 40)

(def ^{:dynamic true, :added "1.2"
       :doc "Are symbols printed without their namespaces?"}
  *print-suppress-namespaces* nil)

(def ^{:dynamic true, :added "1.2"
       :doc "Are integers printed with a mark of their base?"}
  *print-radix* nil)

(def ^{:dynamic true, :added "1.2"
       :doc "The base integers and ratios are printed in."}
  *print-base* 10)

(def ^{:dynamic true, :private true
       :doc "The nodes of the innermost open block, in a volatile; nil outside of pprint."}
  *nodes* nil)

(def ^{:dynamic true, :private true} *current-level* 0)

;;; Blocks

(defn- flush-text!
  "Moves the text written to *out* since the last node into the tree."
  []
  (let [out *out*]
    (when (pos? (.tell out))
      (vswap! *nodes* conj (.getvalue out))
      (.seek out 0)
      (.truncate out 0))))

(defn- add-node!
  [node]
  (flush-text!)
  (vswap! *nodes* conj node))

(defn- finish-block!
  "Adds a finished block to the one around it, or prints it when it is the outermost."
  [block writer]
  (if *nodes*
    (vswap! *nodes* conj block)
    (.write writer (layout/lay-out block *print-right-margin* *print-miser-width*))))

(defn ^:no-doc call-in-block
  "Calls body with *out* writing into a new logical block; used by pprint-logical-block."
  [options body]
  (if (and *print-level* (>= *current-level* *print-level*))
    (print "#")
    (let [writer *out*
          nodes (volatile! [])]
      (when *nodes* (flush-text!))
      (binding [*nodes* nodes
                *out* (io/StringIO)
                *current-level* (inc *current-level*)]
        (body)
        (flush-text!))
      (finish-block! (layout/make-block (:prefix options) (:per-line-prefix options) (:suffix options) @nodes)
                     writer)))
  nil)

;;; What dispatch functions use

(defmacro pprint-logical-block
  "Evaluates body, whose output becomes a block that stands together where possible.
  Options before the body: :prefix and :suffix, strings around the block, and
  :per-line-prefix, a string that begins each of its lines."
  {:added "1.2", :arglists '[[options* body]]}
  [& args]
  (loop [options {}, body args]
    (if (#{:prefix :suffix :per-line-prefix} (first body))
      (recur (assoc options (first body) (second body)) (nnext body))
      `(call-in-block ~options (fn [] ~@body)))))

(def ^:private newline-nodes
  (into {} (map (fn [kind] [kind {:node :newline, :kind kind}])) [:linear :fill :miser :mandatory]))

(defn pprint-newline
  "Marks a place where the line may end.
  :linear breaks when the block does not fit on one line, :fill when the next
  section does not fit, :miser when room is scarce, :mandatory always."
  {:added "1.2"}
  [kind]
  (let [node (newline-nodes kind)]
    (cond
      (nil? node) (throw (IllegalArgumentException. (str "Not a kind of newline: " (cljsh.core/show kind))))
      *nodes* (add-node! node)
      (= kind :mandatory) (newline)))
  nil)

(defn pprint-indent
  "Sets the indentation of the lines that follow in the block, relative to its start (:block) or to here (:current)."
  {:added "1.2"}
  [relative-to n]
  (when-not (#{:block :current} relative-to)
    (throw (IllegalArgumentException. (str "Not a place to indent from: " (cljsh.core/show relative-to)))))
  (when *nodes*
    (add-node! {:node :indent, :from relative-to, :n n}))
  nil)

(defn pprint-tab
  "Moves to a column: colnum, or the next at a multiple of colinc after it.
  kind is :line, :section, :line-relative or :section-relative."
  {:added "1.2"}
  [kind colnum colinc]
  (when *nodes*
    (add-node! {:node :tab, :kind kind, :column colnum, :step colinc}))
  nil)

(defmacro print-length-loop
  "Like loop, but prints ... and stops after *print-length* rounds."
  {:added "1.3"}
  [bindings & body]
  (let [n (gensym "n")
        with-count (fn with-count [form]
                     (cond
                       (and (seq? form) (= 'recur (first form))) `(recur (inc ~n) ~@(rest form))
                       (and (seq? form) (#{'loop 'fn 'quote} (first form))) form
                       (seq? form) (with-meta (apply list (map with-count form)) (meta form))
                       :else form))]
    `(loop [~n 0 ~@bindings]
       (if (or (not *print-length*) (< ~n *print-length*))
         (do ~@(map with-count body))
         (print "...")))))

(declare simple-dispatch write-out)

(defn- print-metadata
  "^{…} before what has metadata, when *print-meta* is on; symbols print theirs with themselves."
  [object]
  (when (and *print-meta* (coll? object))
    (when-let [m (not-empty (meta object))]
      (print "^")
      (write-out m)
      (print " ")
      (pprint-newline :fill))))

(def ^{:dynamic true, :added "1.2"
       :doc "The function that prints an object for write-out; nil: simple-dispatch."}
  *print-pprint-dispatch* nil)

(defn write-out
  "Prints an object to *out* as the current dispatch function does it, inside a pretty-printing function."
  {:added "1.2"}
  [object]
  (if *print-pretty*
    (do
      (print-metadata object)
      ((or *print-pprint-dispatch* simple-dispatch) object))
    (pr object))
  nil)

;;; Atoms

(defn- radix-prefix
  [base]
  (case base
    2 "#b"
    8 "#o"
    16 "#x"
    (str "#" base "r")))

(defn- print-number
  [n]
  (let [mark (if (and *print-radix* (not= 10 *print-base*)) (radix-prefix *print-base*) "")]
    (cond
      (integer? n) (print (str mark (in-base n *print-base*)
                               (when (and *print-radix* (= 10 *print-base*)) ".")))
      (ratio? n) (print (str (if *print-radix* (radix-prefix *print-base*) "")
                             (in-base (numerator n) *print-base*) "/"
                             (in-base (denominator n) *print-base*)))
      :else (pr n))))

(defn- print-atom
  [x]
  (cond
    (and (number? x) (or *print-radix* (not= 10 *print-base*))) (print-number x)
    (and *print-suppress-namespaces* (symbol? x)) (print (name x))
    :else (pr x)))

;;; Data

(defn- print-elements
  "Prints elements with a space and a linear newline between."
  [coll]
  (print-length-loop [s (seq coll)]
    (when s
      (write-out (first s))
      (when (next s)
        (print " ")
        (pprint-newline :linear)
        (recur (next s))))))

(def ^:private reader-macros
  '{quote "'", var "#'", clojure.core/deref "@", clojure.core/unquote "~"})

(defn- print-reader-macro
  "Prints (quote x) and the like in their short form; false when form is no such thing."
  [form]
  (let [macro (reader-macros (first form))]
    (if (and macro (= 2 (bounded-count 3 form)))
      (do (print macro)
          (write-out (second form))
          true)
      false)))

(defn- print-list
  [form]
  (when-not (print-reader-macro form)
    (pprint-logical-block :prefix "(" :suffix ")"
      (print-elements form))))

(defn- print-entry
  [k v]
  (pprint-logical-block
    (write-out k)
    (print " ")
    (pprint-newline :linear)
    (write-out v)))

(defn- lift-namespace
  "[ns m] when all keys of the map are idents of one namespace and that may be written once, else [nil m]."
  [m]
  (let [ns (when (and *print-namespace-maps* (seq m) (qualified-ident? (key (first m))))
             (namespace (key (first m))))]
    (if (and ns (every? #(and (qualified-ident? %) (= ns (namespace %))) (keys m)))
      [ns (map (fn [[k v]] [(if (keyword? k) (keyword (name k)) (symbol (name k))) v]) m)]
      [nil m])))

(defn- print-map
  [m]
  (let [[ns entries] (lift-namespace m)]
    (pprint-logical-block :prefix (if ns (str "#:" ns "{") "{") :suffix "}"
      (print-length-loop [s (seq entries)]
        (when s
          (let [[k v] (first s)]
            (print-entry k v))
          (when (next s)
            (print ", ")
            (pprint-newline :linear)
            (recur (next s))))))))

(def ^{:dynamic true, :private true
       :doc "The references and arrays that are being printed: what holds itself is shown once."}
  *holders* ())

(defn- print-holder
  "Calls f, which prints what is in object, unless that is going on already."
  [object f]
  (if (some (fn [holder] (identical? holder object)) *holders*)
    (print "...")
    (binding [*holders* (cons object *holders*)]
      (f))))

(defn- undelivered
  "What stands for the value of a reference that has none yet; nil when it has one, or would wait for nothing."
  [object]
  (cond
    (and (future? object) (not (future-done? object)))                          :pending
    (and (instance? clojure.lang.IPending object) (not (realized? object)))     :not-delivered))

(defn- print-deref
  "#<Atom@id: value>; of what may have no value yet without waiting for it."
  [object]
  (let [class-name (last (str/split (.-__name__ (class object)) #"\\."))
        prefix     (str "#<" class-name "@" (py/format (py/id object) "x")
                        (when (and (instance? clojure.lang.Agent object) (agent-error object)) " FAILED")
                        ": ")]
    (pprint-logical-block :prefix prefix :suffix ">"
      (pprint-indent :block (- 2 (count prefix)))
      (pprint-newline :linear)
      (write-out (or (undelivered object) @object)))))

(defn- print-array
  "The elements with commas between."
  [array]
  (print-length-loop [s (seq array)]
    (when s
      (write-out (first s))
      (when (next s)
        (print ", ")
        (pprint-newline :linear)
        (recur (next s))))))

(defn- print-collection
  [object]
  (cond
    (vector? object) (pprint-logical-block :prefix "[" :suffix "]" (print-elements object))
    (map? object) (print-map object)
    (set? object) (pprint-logical-block :prefix "#{" :suffix "}" (print-elements object))
    (seq? object) (print-list object)
    (instance? clojure.lang.PersistentQueue object) (pprint-logical-block :prefix "<-(" :suffix ")-<" (print-elements object))
    (and (instance? clojure.lang.IDeref object) (not (var? object))) (print-holder object #(print-deref object))
    (or (instance? py/list object) (cljsh.core/primitive-array? object)) (pprint-logical-block :prefix "[" :suffix "]" (print-holder object #(print-array object)))
    :else (print-atom object)))

(defmulti simple-dispatch
  "The dispatch function for data: a multimethod on the class of the object."
  {:added "1.2", :arglists '[[object]]}
  class)

(defmethod simple-dispatch :default [object]
  (print-collection object))

;; By this name other libraries give objects of theirs the printing that others have.
(defn- pprint-simple-default [object]
  (print-collection object))

(load "pprint/code")

;;; Entry points

(defn write
  "Prints an object, with settings as keyword arguments, and returns nil; with :stream nil returns the text.
  :base :length :level :miser-width :dispatch :pretty :radix :readably
  :right-margin :suppress-namespaces set the var of that name, :stream is the
  writer, or true for *out*."
  {:added "1.2"}
  [object & kw-args]
  (let [options (merge {:stream true} (apply hash-map kw-args))
        setting (fn [k default] (get options k default))
        stream (:stream options)
        writer (cond
                 (nil? stream) (io/StringIO)
                 (true? stream) *out*
                 :else stream)]
    (binding [*print-base* (setting :base *print-base*)
              *print-length* (setting :length *print-length*)
              *print-level* (setting :level *print-level*)
              *print-miser-width* (setting :miser-width *print-miser-width*)
              *print-pprint-dispatch* (setting :dispatch *print-pprint-dispatch*)
              *print-pretty* (setting :pretty *print-pretty*)
              *print-radix* (setting :radix *print-radix*)
              *print-readably* (setting :readably *print-readably*)
              *print-right-margin* (setting :right-margin *print-right-margin*)
              *print-suppress-namespaces* (setting :suppress-namespaces *print-suppress-namespaces*)
              *out* writer]
      (if (and *print-pretty* (not *nodes*))
        ;; A block without brackets around it all, so that text is collected in any case.
        (binding [*current-level* -1]
          (call-in-block {} (fn [] (binding [*current-level* 0] (write-out object)))))
        (write-out object))
      (when (nil? stream)
        (.getvalue writer)))))

(defn pprint
  "Prints an object with line breaks and indentation, and a newline at the end, to writer or *out*."
  {:added "1.2"}
  ([object] (pprint object *out*))
  ([object writer]
   (binding [*nodes* nil
             *current-level* 0]
     (write object :pretty true :stream writer))
   (binding [*out* writer]
     (newline)
     (when *flush-on-newline*
       (flush)))))

(defmacro pp
  "Pretty prints the last value at the prompt."
  {:added "1.2"}
  []
  `(pprint *1))

(defn set-pprint-dispatch
  "Makes function the dispatch function of pprint and write; nil: simple-dispatch."
  {:added "1.2"}
  [function]
  (if (thread-bound? #'*print-pprint-dispatch*)
    (set! *print-pprint-dispatch* function)
    (alter-var-root #'*print-pprint-dispatch* (constantly function)))
  nil)

(defmacro with-pprint-dispatch
  "Evaluates body with function as the dispatch function."
  {:added "1.2"}
  [function & body]
  `(binding [*print-pprint-dispatch* ~function]
     ~@body))

(defn get-pretty-writer
  "Returns a writer that can be pretty printed to: any writer is one."
  {:added "1.2"}
  [writer]
  writer)

(defn fresh-line
  "Prints a newline unless *out* is known to be at the beginning of a line."
  {:added "1.2"}
  []
  (let [text (when (instance? io/StringIO *out*) (.getvalue *out*))]
    (when-not (and text (or (= "" text) (str/ends-with? text "\n")))
      (newline))))

(defn print-table
  "Prints maps as a table: a column for every key in ks (those of the first map by default), a line for every map."
  {:added "1.3"}
  ([rows] (print-table (keys (first rows)) rows))
  ([ks rows]
   (when (seq rows)
     (let [widths (map (fn [k] (apply max (count (str k)) (map #(count (str (get % k))) rows))) ks)
           padded (fn [width x]
                    (let [text (str x)]
                      (str (layout/blanks (- width (count text))) text)))
           line (fn [left between right cells]
                  (str left (str/join between (map padded widths cells)) right))]
       (println)
       (println (line "| " " | " " |" ks))
       (println (str "|-" (str/join "-+-" (map #(apply str (repeat % "-")) widths)) "-|"))
       (doseq [row rows]
         (println (line "| " " | " " |" (map #(get row %) ks))))))))

;;; Common Lisp's format

(defn- number-text
  "A number's text where *print-base* or *print-radix* asks for another one than usual, else nil."
  [x]
  (when (and (or (integer? x) (ratio? x)) (or *print-radix* (not= 10 *print-base*)))
    (with-out-str (print-number x))))

(alter-var-root #'cl-format/*pretty*
                (constantly {:block call-in-block, :write write-out, :number number-text
                             :newline pprint-newline, :indent pprint-indent}))

(defn cl-format
  "Prints text as a format string says, with Common Lisp's directives.
  writer is a stream, true for *out*, or nil or false to get the text as the result."
  {:added "1.2"}
  [writer format-in & args]
  (let [nodes   (cl-format/parse format-in)
        pretty? (cl-format/pretty? nodes)
        out     (io/StringIO)]
    (if (and pretty? *nodes* (true? writer)) ; what a dispatch function prints is part of the block it is called in
      (cl-format/run-with nodes args)
      (do (binding [*out* out
                    *nodes* nil]
            (if pretty?
              (call-in-block {} (fn [] (cl-format/run-with nodes args)))
              (cl-format/run-with nodes args)))
          (let [text (.getvalue out)]
            (if-not writer
              text
              (do (.write (if (true? writer) *out* writer) text)
                  nil)))))))

(defmacro formatter
  "Makes a function (fn [writer & args]) of a format string."
  {:added "1.2"}
  [format-in]
  `(let [nodes# (cl-format/parse ~format-in)]
     (fn [writer# & args#]
       (apply cl-format writer# nodes# args#))))

(defmacro formatter-out
  "Makes a function (fn [& args]) of a format string, for use in dispatch functions: it prints to *out*."
  {:added "1.2"}
  [format-in]
  `(let [nodes# (cl-format/parse ~format-in)]
     (fn [& args#]
       (cl-format/run-with nodes# args#))))

(defn- use-method
  "Makes a function the method of a multimethod for a dispatch value."
  [multifn dispatch-val f]
  (.addMethod multifn dispatch-val f))
