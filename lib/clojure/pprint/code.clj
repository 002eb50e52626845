;; SPDX-License-Identifier: MIT
;; The dispatch function for code, a part of clojure.pprint.

(in-ns 'clojure.pprint)

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

(defn- print-pair
  "Two forms that belong together, or the one that is left."
  [[left right :as pair]]
  (pprint-logical-block
    (write-out left)
    (when (next pair)
      (print " ")
      (pprint-newline :miser)
      (write-out right))))

(defn- print-binding-vector
  [bindings]
  (if (vector? bindings)
    (pprint-logical-block :prefix "[" :suffix "]"
      (loop [pairs (seq (partition-all 2 bindings))]
        (when pairs
          (print-pair (first pairs))
          (when (next pairs)
            (print " ")
            (pprint-newline :linear)
            (recur (next pairs))))))
    (write-out bindings)))

(defn- print-call
  "A form without a style of its own: one part a line unless all fits."
  [form]
  (pprint-logical-block :prefix "(" :suffix ")"
    (pprint-indent :block 1)
    (write-out (first form))
    (print-rest (rest form) :linear)))

(defn- print-hold-first
  "(op first rest...): first on the line of op, the rest below."
  [form]
  (pprint-logical-block :prefix "(" :suffix ")"
    (write-out (first form))
    (when (next form)
      (print " ")
      (pprint-newline :miser)
      (write-out (second form))
      (print-rest (nnext form) :linear))))

(defn- print-let
  [form]
  (pprint-logical-block :prefix "(" :suffix ")"
    (write-out (first form))
    (when (next form)
      (print " ")
      (print-binding-vector (second form))
      (print-body (nnext form)))))

(defn- print-if
  "(if test branch...): the test on the line of op, the branches below, indented."
  [form]
  (pprint-logical-block :prefix "(" :suffix ")"
    (pprint-indent :block 1)
    (write-out (first form))
    (when (next form)
      (print " ")
      (pprint-newline :miser)
      (write-out (second form))
      (print-rest (nnext form) :linear))))

(defn- print-condp
  "(condp pred expr clauses...): pred and expr on the first line, the clauses in pairs below."
  [form]
  (pprint-logical-block :prefix "(" :suffix ")"
    (pprint-indent :block 1)
    (write-out (first form))
    (print-rest (take 2 (rest form)) :miser)
    (doseq [pair (partition-all 2 (drop 3 form))]
      (print " ")
      (pprint-newline :linear)
      (print-pair pair))))

(defn- print-cond
  [form]
  (pprint-logical-block :prefix "(" :suffix ")"
    (write-out (first form))
    (pprint-indent :block 1)
    (doseq [clause (partition-all 2 (rest form))]
      (print " ")
      (pprint-newline :linear)
      (print-pair clause))))

(defn- print-clause
  "([params] body...), the body below the parameters; other forms as they are."
  [form]
  (if (and (seq? form) (vector? (first form)))
    (pprint-logical-block :prefix "(" :suffix ")"
      (pprint-indent :block 1)
      (write-out (first form))
      (print-rest (rest form) :linear))
    (write-out form)))

(defn- print-clauses
  "Prints what follows a function's name: parameters and body, or clauses."
  [forms]
  (print-clause (first forms))
  (doseq [form (rest forms)]
    (print " ")
    (pprint-newline :linear)
    (print-clause form)))

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
        (print-clauses more)))))

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
        (print-clauses more)))))

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

(defn- write-filled
  "Writes the elements, as many on a line as there is room for."
  [elements]
  (doseq [[i x] (map-indexed vector elements)]
    (when (pos? i)
      (print " ")
      (pprint-newline :fill))
    (write-out x)))

(defn- print-names
  "The names of :only or :refer."
  [names]
  (let [[prefix suffix] (if (vector? names) "[]" "()")]
    (pprint-logical-block :prefix prefix :suffix suffix
      (write-filled names))))

(defn- print-libspec
  "[name :option value...], each option with its value; [prefix name...]; or a name."
  [spec]
  (cond
    (and (vector? spec) (= 3 (count spec)) (keyword? (second spec)) (sequential? (peek spec)))
    (pprint-logical-block :prefix "[" :suffix "]"
      (write-out (first spec))
      (print " ")
      (write-out (second spec))
      (print " ")
      (print-names (peek spec)))

    (and (vector? spec) (odd? (count spec)) (every? keyword? (take-nth 2 (rest spec))))
    (pprint-logical-block :prefix "[" :suffix "]"
      (write-out (first spec))
      (doseq [[option value] (partition 2 (rest spec))]
        (print " ")
        (pprint-newline :fill)
        (pprint-logical-block
          (write-out option)
          (print " ")
          (write-out value))))

    (and (sequential? spec) (next spec))
    (let [[prefix suffix] (if (vector? spec) "[]" "()")]
      (pprint-logical-block :prefix prefix :suffix suffix
        (write-out (first spec))
        (print " ")
        (pprint-indent :current 0)
        (write-filled (rest spec))))

    :else (write-out spec)))

(defn- print-reference
  "(:require spec...) of an ns form."
  [[kind & specs]]
  (pprint-logical-block :prefix "(" :suffix ")"
    (write-out kind)
    (pprint-indent :current 1)
    (doseq [[before spec] (map list (cons nil specs) specs)]
      (print " ")
      (when before
        (pprint-newline (if (sequential? before) :linear :fill)))
      (print-libspec spec))))

(defn- print-ns
  [form]
  (pprint-logical-block :prefix "(" :suffix ")"
    (write-out (first form))
    (print " ")
    (write-out (second form))
    (pprint-indent :block 1)
    (doseq [[i clause] (map-indexed vector (nnext form))]
      (pprint-newline :mandatory)
      (cond
        (and (seq? clause) (keyword? (first clause))) (print-reference clause)
        (and (zero? i) (string? clause))              (print (str "\"" clause "\"")) ; on as many lines as it has
        :else                                         (write-out clause)))))

(def ^:private code-printers
  "How the forms that begin with these symbols are printed."
  (into {}
        (for [[symbols f] [['[def defonce -> .. . locking struct struct-map] print-hold-first]
                           ['[let loop binding with-open with-local-vars when-let if-let when-first doseq dotimes] print-let]
                           ['[if if-not when when-not] print-if]
                           ['[cond] print-cond]
                           ['[condp] print-condp]
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
