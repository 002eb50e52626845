;; SPDX-License-Identifier: MIT
(ns clojure.pprint
  "Pretty printing: data and code broken into lines where they are too long for one.

  The printer works in two steps. Dispatch functions write text to *out* and,
  between, mark logical blocks, places where a line may end, and indentation;
  that makes a tree of nodes. When the outermost block ends, the tree is laid out.

  A node is a string, or a map with :node
    :newline  and :kind :linear :fill :miser :mandatory
    :indent   and :from :block or :current, and :n
    :tab      and :kind, :column, :step
    :block    and :prefix, :line-prefix, :suffix, :nodes (a vector)
              and :width, its length on one line (infinite with a :mandatory newline).
  The rules are those of Common Lisp's pretty printer (XP)."
  (:require [clojure.pprint.cl-format :as cl-format]
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

;;; The tree

(defn- width
  "The length of a node on one line."
  [node]
  (cond
    (string? node) (count node)
    (= :block (:node node)) (:width node)
    (= :mandatory (:kind node)) ##Inf
    :else 0))

(defn- flush-text!
  "Moves the text written to *out* since the last node into the tree."
  []
  (let [text (.getvalue *out*)]
    (when (pos? (count text))
      (.seek *out* 0)
      (.truncate *out* 0)
      (vswap! *nodes* conj text))))

(defn- add-node!
  [node]
  (flush-text!)
  (vswap! *nodes* conj node))

(defn- make-block
  [prefix line-prefix suffix nodes]
  (let [prefix (or line-prefix prefix "")
        suffix (or suffix "")]
    {:node :block, :prefix prefix, :line-prefix line-prefix, :suffix suffix, :nodes nodes
     :width (reduce + (+ (count prefix) (count suffix)) (map width nodes))}))

;;; Layout

(defn- section-widths
  "For each node, the width of what follows it up to the next newline of the
  block; after stands for what follows the block."
  [nodes after]
  (loop [i (dec (count nodes)), so-far after, widths ()]
    (if (neg? i)
      (vec widths)
      (let [node (nth nodes i)]
        (recur (dec i)
               (if (= :newline (:node node)) 0 (+ so-far (width node)))
               (cons so-far widths))))))

(declare lay-out-block)

;; out is a map of volatiles: :text, a vector of strings whose last one is the
;; current line, and :column.

(defn- emit!
  [out text]
  (when (pos? (count text))
    (vswap! (:text out) conj text)
    (let [newline-at (str/last-index-of text "\n")]
      (if newline-at
        (vreset! (:column out) (- (count text) newline-at 1))
        (vswap! (:column out) + (count text))))))

(defn- drop-trailing-blanks!
  [out]
  (loop []
    (let [text (peek @(:text out))]
      (when (and text (str/ends-with? text " "))
        (let [short (str/replace text #" +$" "")]
          (vswap! (:text out) pop)
          (if (= "" short)
            (recur)
            (vswap! (:text out) conj short)))))))

(defn- blanks
  [n]
  (apply str (repeat n " ")))

(defn- break-line!
  "Ends the line and begins the next with the line prefixes of the blocks around and blanks up to the indentation."
  [out line-prefixes indent]
  (drop-trailing-blanks! out)
  (emit! out "\n")
  (doseq [[column text] line-prefixes]
    (emit! out (blanks (- column @(:column out))))
    (emit! out text))
  (emit! out (blanks (- indent @(:column out)))))

(defn- tab-to
  "How many blanks a tab node stands for in a column."
  [{:keys [kind column step]} block-start at]
  (let [base (if (= kind :section) block-start 0)
        target (+ base column)]
    (cond
      (#{:line-relative :section-relative} kind)
      (let [to (+ at column)]
        (+ column (if (pos? step) (mod (- step (mod (- to base) step)) step) 0)))
      (< at target) (- target at)
      (zero? step) 0
      :else (- step (mod (- at target) step)))))

(defn- print-flat!
  [out node]
  (cond
    (string? node) (emit! out node)
    (= :block (:node node)) (do (emit! out (:prefix node))
                                (run! #(print-flat! out %) (:nodes node))
                                (emit! out (:suffix node)))
    (= :tab (:node node)) (emit! out (blanks (tab-to node 0 @(:column out))))
    :else nil))

(defn- lay-out-nodes!
  "Prints the nodes of a block that does not fit on the line."
  [out {:keys [nodes line-prefix]} line-prefixes after]
  (let [margin (or *print-right-margin* ##Inf)
        start @(:column out)
        miser? (and *print-miser-width* (<= (- margin start) *print-miser-width*))
        line-prefixes (if line-prefix
                        (conj line-prefixes [(- start (count line-prefix)) line-prefix])
                        line-prefixes)
        widths (section-widths nodes after)
        n (count nodes)]
    ;; broken? says whether the section before the next newline has a line break in it.
    (loop [i 0, indent start, broken? false]
      (when (< i n)
        (let [node (nth nodes i)
              section (nth widths i)]
          (cond
            (string? node)
            (do (emit! out node)
                (recur (inc i) indent broken?))

            (= :block (:node node))
            (let [broke? (lay-out-block out node line-prefixes section)]
              (recur (inc i) indent (or broken? broke?)))

            (= :indent (:node node))
            (recur (inc i)
                   (+ (:n node) (if (= :current (:from node)) @(:column out) start))
                   broken?)

            (= :tab (:node node))
            (do (emit! out (blanks (tab-to node start @(:column out))))
                (recur (inc i) indent broken?))

            :else
            (do (when (case (:kind node)
                        (:linear :mandatory) true
                        :miser miser?
                        (or miser? broken? (> (+ @(:column out) section) margin)))
                  (break-line! out line-prefixes indent))
                (recur (inc i) indent false))))))))

(defn- lay-out-block
  "Prints a block; after is the width of what follows on the line.  Was it broken into lines?"
  [out block line-prefixes after]
  (if (<= (+ @(:column out) (:width block) after) (or *print-right-margin* ##Inf))
    (do (print-flat! out block) false)
    (do (emit! out (:prefix block))
        (lay-out-nodes! out block line-prefixes (+ after (count (:suffix block))))
        (emit! out (:suffix block))
        (boolean (some #(= :newline (:node %)) (:nodes block))))))

(defn- finish-block!
  "Adds a finished block to the one around it, or prints it when it is the outermost."
  [block writer]
  (if *nodes*
    (vswap! *nodes* conj block)
    (let [out {:text (volatile! []), :column (volatile! 0)}]
      (lay-out-block out block [] 0)
      (.write writer (apply str @(:text out))))))

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
      (finish-block! (make-block (:prefix options) (:per-line-prefix options) (:suffix options) @nodes)
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

(defn pprint-newline
  "Marks a place where the line may end.
  :linear breaks when the block does not fit on one line, :fill when the next
  section does not fit, :miser when room is scarce, :mandatory always."
  {:added "1.2"}
  [kind]
  (when-not (#{:linear :fill :miser :mandatory} kind)
    (throw (IllegalArgumentException. (str "Not a kind of newline: " (pr-str kind)))))
  (if *nodes*
    (add-node! {:node :newline, :kind kind})
    (when (= kind :mandatory) (newline)))
  nil)

(defn pprint-indent
  "Sets the indentation of the lines that follow in the block, relative to its start (:block) or to here (:current)."
  {:added "1.2"}
  [relative-to n]
  (when-not (#{:block :current} relative-to)
    (throw (IllegalArgumentException. (str "Not a place to indent from: " (pr-str relative-to)))))
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

(declare simple-dispatch)

(def ^{:dynamic true, :added "1.2"
       :doc "The function that prints an object for write-out; nil: simple-dispatch."}
  *print-pprint-dispatch* nil)

(defn write-out
  "Prints an object to *out* as the current dispatch function does it, inside a pretty-printing function."
  {:added "1.2"}
  [object]
  (if *print-pretty*
    ((or *print-pprint-dispatch* simple-dispatch) object)
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

(defn- print-collection
  [object]
  (cond
    (vector? object) (pprint-logical-block :prefix "[" :suffix "]" (print-elements object))
    (map? object) (print-map object)
    (set? object) (pprint-logical-block :prefix "#{" :suffix "}" (print-elements object))
    (seq? object) (print-list object)
    :else (print-atom object)))

(defmulti simple-dispatch
  "The dispatch function for data: a multimethod on the class of the object."
  {:added "1.2", :arglists '[[object]]}
  class)

(defmethod simple-dispatch :default [object]
  (print-collection object))

;;; Code

(declare code-dispatch)

(defn- print-rest
  "Prints what is left of a form, with a space and a newline of the kind before each."
  [forms kind]
  (doseq [form forms]
    (print " ")
    (pprint-newline kind)
    (write-out form)))

(defn- print-body
  "Prints the forms of a body, one a line unless all fits."
  [forms]
  (pprint-indent :block 1)
  (print-rest forms :linear))

(defn- print-binding-vector
  [bindings]
  (if (vector? bindings)
    (pprint-logical-block :prefix "[" :suffix "]"
      (loop [pairs (seq (partition-all 2 bindings))]
        (when pairs
          (let [[left right :as pair] (first pairs)]
            (pprint-logical-block
              (write-out left)
              (when (next pair)
                (print " ")
                (pprint-newline :miser)
                (write-out right))))
          (when (next pairs)
            (print " ")
            (pprint-newline :linear)
            (recur (next pairs))))))
    (write-out bindings)))

(defn- print-call
  "A call: the arguments under the first one."
  [form]
  (pprint-logical-block :prefix "(" :suffix ")"
    (write-out (first form))
    (when (next form)
      (print " ")
      (when (symbol? (first form))
        (pprint-indent :current 0))
      (pprint-newline :miser)
      (write-out (second form))
      (print-rest (nnext form) :linear))))

(defn- print-hold-first
  "(op first body...): first on the line of op, the body below."
  [form]
  (pprint-logical-block :prefix "(" :suffix ")"
    (write-out (first form))
    (when (next form)
      (print " ")
      (pprint-newline :miser)
      (write-out (second form))
      (print-body (nnext form)))))

(defn- print-let
  [form]
  (pprint-logical-block :prefix "(" :suffix ")"
    (write-out (first form))
    (when (next form)
      (print " ")
      (print-binding-vector (second form))
      (print-body (nnext form)))))

(defn- print-if
  [form]
  (pprint-logical-block :prefix "(" :suffix ")"
    (write-out (first form))
    (when (next form)
      (print " ")
      (pprint-indent :current 0)
      (write-out (second form))
      (print-rest (nnext form) :linear))))

(defn- print-cond
  [form]
  (pprint-logical-block :prefix "(" :suffix ")"
    (write-out (first form))
    (pprint-indent :block 1)
    (doseq [[test value :as clause] (partition-all 2 (rest form))]
      (print " ")
      (pprint-newline :linear)
      (pprint-logical-block
        (write-out test)
        (when (next clause)
          (print " ")
          (pprint-newline :miser)
          (write-out value))))))

(defn- print-definition
  "(defn name doc? attributes? [params] body...) and its relatives."
  [form]
  (let [[op name & more] form
        [doc more] (if (string? (first more)) [(first more) (rest more)] [nil more])
        [attributes more] (if (map? (first more)) [(first more) (rest more)] [nil more])]
    (pprint-logical-block :prefix "(" :suffix ")"
      (write-out op)
      (print " ")
      (write-out name)
      (pprint-indent :block 1)
      (when doc
        (print " ")
        (pprint-newline :linear)
        (write-out doc))
      (when attributes
        (print " ")
        (pprint-newline :linear)
        (write-out attributes))
      (when (seq more)
        (print " ")
        (pprint-newline (if (or doc attributes (seq? (first more))) :linear :miser))
        (write-out (first more))
        (print-rest (rest more) :linear)))))

(defn- print-fn
  [form]
  (let [[op & more] form
        [name more] (if (symbol? (first more)) [(first more) (rest more)] [nil more])]
    (pprint-logical-block :prefix "(" :suffix ")"
      (write-out op)
      (when name
        (print " ")
        (write-out name))
      (pprint-indent :block 1)
      (when (seq more)
        (print " ")
        (pprint-newline (if (vector? (first more)) :miser :linear))
        (write-out (first more))
        (print-rest (rest more) :linear)))))

(defn- print-short-fn
  "#(...) for the fn* the reader makes of it."
  [form]
  (let [[_ params body] form]
    (if (and (vector? params) (= 3 (count form)) (<= (count params) 3))
      (let [names (zipmap params (if (= 1 (count params)) ["%"] (map #(str "%" (inc %)) (range))))
            rename (fn rename [x]
                     (cond
                       (contains? names x) (symbol (names x))
                       (seq? x) (apply list (map rename x))
                       (vector? x) (mapv rename x)
                       :else x))]
        (if (and (seq? body) (not-any? #{'&} params))
          (do (print "#")
              (write-out (rename body)))
          (print-fn form)))
      (print-fn form))))

(defn- print-ns
  [form]
  (pprint-logical-block :prefix "(" :suffix ")"
    (write-out (first form))
    (print " ")
    (write-out (second form))
    (pprint-indent :block 1)
    (doseq [clause (nnext form)]
      (print " ")
      (pprint-newline :linear)
      (if (and (seq? clause) (keyword? (first clause)))
        (print-if clause)
        (write-out clause)))))

(def ^:private code-printers
  "How the forms that begin with these symbols are printed."
  (into {}
        (for [[symbols f] [['[def defonce defmulti defmethod when when-not when-let when-some when-first
                              if-let if-some dotimes doseq for binding with-open with-local-vars locking
                              while struct case deftype defrecord defprotocol reify extend-type
                              extend-protocol let-when doto testing]
                            print-hold-first]
                           ['[let loop let* loop* with-redefs] print-let]
                           ['[if if-not ->  ->> and or] print-if]
                           ['[cond condp cond-> cond->>] print-cond]
                           ['[defn defn- defmacro] print-definition]
                           ['[fn] print-fn]
                           ['[fn*] print-short-fn]
                           ['[ns] print-ns]]
              s symbols]
          [s f])))

(defn- core-name
  "The symbol without namespace if it is one of clojure.core."
  [x]
  (if (and (symbol? x) (= "clojure.core" (namespace x)))
    (symbol (name x))
    x))

(defmulti code-dispatch
  "The dispatch function for code: knows how the forms of clojure.core are written."
  {:added "1.2", :arglists '[[object]]}
  class)

(defmethod code-dispatch :default [object]
  (if (and (seq? object) (seq object))
    (when-not (print-reader-macro object)
      (let [op (first object)]
        ((or (code-printers (core-name op)) print-call) object)))
    (print-collection object)))

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
     (newline))))

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
                      (str (blanks (- width (count text))) text)))
           line (fn [left between right cells]
                  (str left (str/join between (map padded widths cells)) right))]
       (println)
       (println (line "| " " | " " |" ks))
       (println (str "|-" (str/join "-+-" (map #(apply str (repeat % "-")) widths)) "-|"))
       (doseq [row rows]
         (println (line "| " " | " " |" (map #(get row %) ks))))))))

;;; Common Lisp's format

(alter-var-root #'cl-format/*pretty*
                (constantly {:block call-in-block, :write write-out
                             :newline pprint-newline, :indent pprint-indent}))

(defn cl-format
  "Prints text as a format string says, with Common Lisp's directives.
  writer is a stream, true for *out*, or nil to get the text as the result."
  {:added "1.2"}
  [writer format-in & args]
  (let [out (io/StringIO)]
    (binding [*out* out
              *nodes* nil]
      (cl-format/run-with format-in args))
    (let [text (.getvalue out)]
      (if (nil? writer)
        text
        (do (.write (if (true? writer) *out* writer) text)
            nil)))))

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
