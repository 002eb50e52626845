;; SPDX-License-Identifier: MIT
(ns cljsh.match
  "Pattern matching, as clojure.core.match tells, and what receive is made of."
  (:require [cljsh.match.tree :as tree :refer [->LiteralPattern ->WildcardPattern ->LocalPattern ->VectorPattern
                                                      ->SeqPattern ->MapPattern ->OrPattern ->GuardPattern ->AsPattern
                                                      ->AppPattern ->RegexPattern]]
            [clojure.string :as str]))

(def ^:dynamic *locals* "The symbols that are locals where the match stands." #{})
(def ^:dynamic *vector-type* "What a vector pattern matches: :clojure.core.match/vector, or a type with methods of test-inline and its like." :clojure.core.match/vector)
(def ^:dynamic *in-seq* "Is the pattern the rest of a :seq pattern?" false)

(def to-source
  "Multimethod (to-source pattern occurrence) by the pattern's class: the form of
  the test whether the value of the symbol occurrence matches."
  tree/to-source)
(def groupable?
  "Multimethod (groupable? a b) by the classes of two patterns: do they make the
  same test, so that one result serves both? By default when they are =."
  tree/groupable?)
(def test-inline   "Multimethod (test-inline type occurrence): the form that tests for a vector of that type." tree/test-inline)
(def count-inline  "Multimethod (count-inline type occurrence): the form that gives its length." tree/count-inline)
(def nth-inline    "Multimethod (nth-inline type occurrence i): the form that gives its i-th element." tree/nth-inline)
(def subvec-inline "Multimethod (subvec-inline type occurrence from): the form that gives what follows." tree/subvec-inline)

(defprotocol IMatchLookup
  "What map patterns look into, beside maps."
  (val-at [this k not-found] "Returns what this has under k, or not-found."))

(extend-protocol IMatchLookup
  nil    (val-at [_ _ not-found] not-found)
  Object (val-at [this k not-found] (get this k not-found)))

(defn ^:no-doc lookup?
  "Can a map pattern match x?"
  [x]
  (or (map? x) (instance? clojure.lang.ILookup x) (py/isinstance x py/dict)
      (boolean (some-> (find-protocol-impl IMatchLookup x) (not= (find-protocol-impl IMatchLookup (Object.)))))))

(defn ^:no-doc val-at*
  "Returns what x has under k, or not-found."
  [x k not-found]
  (if (map? x) (get x k not-found) (val-at x k not-found)))

(defn ^:no-doc only-keys?
  "Has the map no keys but those in the set?"
  [m ks]
  (every? #(contains? ks %) (keys m)))

;; --- forms to patterns ---------------------------------------------------------

(defmulti emit-pattern
  "Returns the pattern that a form stands for; by the class of the form."
  class)

(declare emit-pattern-for-syntax)

(defn- syntax-of
  "How a pattern in parentheses is dispatched: [keyword :default] for (:keyword …), [:default keyword] for (p :keyword …)."
  [[f s]]
  (let [prefix [f :default]]
    (if (and (keyword? f) (or (not (keyword? s)) (get-method emit-pattern-for-syntax prefix)))
      prefix
      [:default s])))

(defmulti emit-pattern-for-syntax
  "Returns the pattern of a form in parentheses; by [:or :default] for
  (:or …), by [:default :guard] for (p :guard …)."
  #'syntax-of :default ::unknown)

(def ^:private infix
  "The syntaxes that need no parentheses within a vector."
  #{:when :guard :as :<<})

(defn- grouped
  "The forms of a vector pattern, with p :as x and its like put in parentheses."
  [forms]
  (loop [done [], [p & more] forms, left (count forms)]
    (cond
      (zero? left) done
      (and (seq done) (infix p))
      (if (seq more)
        (recur (conj (pop done) (list (peek done) p (first more))) (rest more) (- left 2))
        (throw (IllegalArgumentException. (str "In the pattern " (cljsh.core/show (vec forms)) " nothing follows " p))))
      :else (recur (conj done p) more (dec left)))))

(defn- emit-rest [form]
  (if (and *in-seq* (vector? form)) (emit-pattern (list form :seq)) (emit-pattern form)))

(defn- elements
  "The patterns of a vector's elements, and of its rest or nil."
  [v]
  (let [[before [amp & after]] (split-with #(not= '& %) (grouped v))]
    (when (and amp (not= 1 (count after)))
      (throw (IllegalArgumentException. (str "One pattern must follow the & of " (cljsh.core/show v)))))
    [(binding [*in-seq* false] (mapv emit-pattern before)) (when amp (emit-rest (first after)))]))

(defmethod emit-pattern :default [form] (->LiteralPattern form))

(defmethod emit-pattern clojure.lang.Symbol [sym]
  (cond
    (= '_ sym)      (->WildcardPattern nil)
    (*locals* sym)  (->LocalPattern sym)
    (namespace sym) (throw (IllegalArgumentException. (str "The pattern " sym " is neither a name that can be bound nor quoted")))
    :else           (->WildcardPattern sym)))

(defmethod emit-pattern clojure.lang.IPersistentVector [v]
  (let [[patterns rest] (binding [*in-seq* false] (elements v))]
    (->VectorPattern *vector-type* patterns rest)))

(defmethod emit-pattern clojure.lang.IPersistentMap [m]
  (->MapPattern (into {} (map (fn [[k p]] [(if (and (seq? k) (= 'quote (first k))) (second k) k) (emit-pattern p)])) m) nil))

(defmethod emit-pattern clojure.lang.ISeq [form]
  (if (= 'quote (first form)) (->LiteralPattern (second form)) (emit-pattern-for-syntax form)))

(defmethod emit-pattern java.util.regex.Pattern [re] (->RegexPattern re))

(defmethod emit-pattern-for-syntax ::unknown [form]
  (throw (IllegalArgumentException.
           (str "No pattern is written " (cljsh.core/show form) ": "
                (if (keyword? (second form)) (str (second form) " is not known after a pattern") "a keyword says what is meant")
                "; there are " (str/join " " (sort (map #(first (remove #{:default} %))
                                                        (remove #{::unknown} (keys (methods emit-pattern-for-syntax))))))))))

(defmethod emit-pattern-for-syntax [:or :default] [[_ & forms :as form]]
  (when (empty? forms) (throw (IllegalArgumentException. (str "A pattern is missing in " (cljsh.core/show form)))))
  (->OrPattern (mapv emit-pattern forms)))

(defmethod emit-pattern-for-syntax [:default :seq] [[v :as form]]
  (when-not (vector? v) (throw (IllegalArgumentException. (str "A vector comes before :seq, not as in " (cljsh.core/show form)))))
  (let [[patterns rest] (binding [*in-seq* true] (elements v))]
    (->SeqPattern patterns rest)))

(defmethod emit-pattern-for-syntax [:default :clojure.core.match/vector] [[v]]
  (binding [*vector-type* :clojure.core.match/vector] (emit-pattern v)))

(defmethod emit-pattern-for-syntax [:default :clojure.core.match/array] [[v]]
  (binding [*vector-type* :clojure.core.match/array] (emit-pattern v)))

(defmethod emit-pattern-for-syntax [:default :only] [[m _ ks :as form]]
  (when-not (and (map? m) (sequential? ks))
    (throw (IllegalArgumentException. (str ":only stands between a map and a vector of keys, not as in " (cljsh.core/show form)))))
  (assoc (emit-pattern m) :only (set ks)))

(defmethod emit-pattern-for-syntax [:default :as] [[p _ sym :as form]]
  (when-not (simple-symbol? sym) (throw (IllegalArgumentException. (str "A name follows :as, not as in " (cljsh.core/show form)))))
  (->AsPattern (emit-pattern p) sym))

(defn- guarded [[p _ f :as form]]
  (when-not (= 3 (count form)) (throw (IllegalArgumentException. (str "One function, or a vector of some, follows the keyword in " (cljsh.core/show form)))))
  (->GuardPattern (emit-pattern p) (if (vector? f) f [f])))

(defmethod emit-pattern-for-syntax [:default :guard] [form] (guarded form))
(defmethod emit-pattern-for-syntax [:default :when] [form] (guarded form))

(defmethod emit-pattern-for-syntax [:default :<<] [[p _ f :as form]]
  (when-not (= 3 (count form)) (throw (IllegalArgumentException. (str "One function follows :<< in " (cljsh.core/show form)))))
  (->AppPattern (emit-pattern p) f))

(defmacro defpred
  "Declares that a predicate, by its name and perhaps a form other than it, is used after :when.
  It is not needed here: any function can be."
  ([name] nil)
  ([name f] `(def ~name ~f)))

;; --- clauses to code -------------------------------------------------------------

(defn- bad-row [n & message]
  (throw (IllegalArgumentException. (apply str "Clause " n ": " message))))

(defn- names-of
  "The names a pattern binds; those of alternatives once."
  [p]
  (cond
    (instance? cljsh.match.tree.OrPattern p) (distinct (mapcat names-of (:patterns p)))
    (record? p) (concat (when (:sym p) (when-not (instance? cljsh.match.tree.LocalPattern p) [(:sym p)]))
                        (names-of (:pattern p)) (mapcat names-of (:patterns p)) (names-of (:rest p))
                        (mapcat names-of (vals (:entries p))))
    :else nil))

(defn- check-names [n patterns row]
  (when-let [twice (seq (keep (fn [[sym k]] (when (> k 1) sym)) (frequencies (mapcat names-of patterns))))]
    (bad-row n (cljsh.core/show row) " binds " (str/join ", " (sort twice)) " more than once; a name stands for one value")))

(defn ^:no-doc emit-row
  "The patterns of a clause's row, for so many values; n is the clause's number, for errors."
  [n row width]
  (when-not (vector? row)
    (bad-row n "its patterns must stand in a vector: [" (cljsh.core/show row) "], not " (cljsh.core/show row)))
  (let [forms (grouped row)]
    (when-not (= width (count forms))
      (bad-row n (cljsh.core/show row) " has " (count forms) " patterns for " width " values"))
    (let [patterns (mapv emit-pattern forms)]
      (check-names n patterns row)
      patterns)))

(defn- rows-of
  "The rows of a match's clauses: {:pats … :action form}."
  [vars clauses]
  (when (odd? (count clauses))
    (throw (IllegalArgumentException. (str "The last clause, " (cljsh.core/show (last clauses)) ", has no expression"))))
  (let [pairs (partition 2 clauses)]
    (map-indexed
      (fn [i [row action]]
        {:n i, :action action
         :pats (if (= :else row)
                 (if (= (inc i) (count pairs))
                   (mapv (constantly (->WildcardPattern nil)) vars)
                   (bad-row (inc i) ":else must be the last one"))
                 (emit-row (inc i) row (count vars)))})
      pairs)))

(defn ^:no-doc no-match
  "Throws: no clause matches the values."
  [& values]
  (throw (IllegalArgumentException. (str "No matching clause: " (str/join " " (map cljsh.core/show values))))))

(defn ^:no-doc clj-form
  "The code of a match. vars: forms of the values; env: the locals around it."
  [vars clauses env]
  (binding [*locals* (into #{} (remove #{'_}) (keys env))]
    (let [bound (mapv (fn [v] (if (and (symbol? v) (contains? env v)) v (gensym "ocr"))) vars)
          code  (tree/emit (tree/build bound (rows-of vars clauses)) `(no-match ~@bound))]
      `(let [~@(mapcat (fn [b v] (when-not (= b v) [b v])) bound vars)]
         ~code))))

(defn- several
  "The values and clauses of a match: those of one value are wrapped in vectors."
  [vars clauses]
  (if (vector? vars)
    [vars clauses]
    [[vars] (mapcat (fn [[row & action]] (cons (if (= :else row) row [row]) action)) (partition-all 2 clauses))]))

(defmacro match
  "Evaluates the expression of the first clause whose patterns match the values,
  with the names in them bound. vars is a vector of values and each clause begins
  with a vector of as many patterns; or one value, and one pattern each. The
  last clause may be :else expr. Without a match, IllegalArgumentException is thrown.
  An expression may recur to what is around the match."
  [vars & clauses]
  (let [[vars clauses] (several vars clauses)]
    (clj-form vars clauses &env)))

(defmacro matchv
  "Like match, with vector patterns that match vectors of a type, such as :clojure.core.match/array."
  [type vars & clauses]
  (binding [*vector-type* type]
    (let [[vars clauses] (several vars clauses)]
      (clj-form vars clauses &env))))

(defmacro matchm
  "Like match; there, too, map patterns match what IMatchLookup is extended to."
  [vars & clauses]
  (let [[vars clauses] (several vars clauses)]
    (clj-form vars clauses &env)))

(defmacro match-let
  "Binds names to values as let does, and matches these values."
  [bindings & clauses]
  (let [names (take-nth 2 bindings)]
    `(let ~bindings (match [~@names] ~@clauses))))
