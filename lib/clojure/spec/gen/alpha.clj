;; SPDX-License-Identifier: MIT
(ns clojure.spec.gen.alpha
  "Generators for specs: those of clojure.test.check, when that is on the load path."
  {:added "1.9"}
  (:refer-clojure :exclude [boolean cat hash-map list map not-empty set vector bytes char double int
                            keyword symbol string uuid delay shuffle])
  (:require [clojure.core :as c]))

(defn- there
  "The var of clojure.test.check.generators with a name."
  [n]
  (or (requiring-resolve (c/symbol "clojure.test.check.generators" n))
      (throw (ClassNotFoundException. (str "clojure.test.check.generators/" n " is not there")))))

(defmacro ^:private combinators
  "Defines functions that call those of test.check."
  [& names]
  `(do ~@(for [n names]
           `(defn ~n
              ~(str "Calls clojure.test.check.generators/" n ".")
              {:added "1.9"}
              [& ~'args]
              (apply (there ~(str n)) ~'args)))))

(combinators hash-map list map not-empty set vector vector-distinct fmap elements bind choose one-of
             such-that tuple sample return large-integer* double* frequency shuffle)

(defmacro ^:private generators
  "Defines functions that return the generators of test.check."
  [& names]
  `(do ~@(for [n names]
           `(defn ~n
              ~(str "Returns clojure.test.check.generators/" n ".")
              {:added "1.9"}
              []
              @(there ~(str n))))))

(generators any any-printable boolean bytes char char-alpha char-alphanumeric char-ascii double int
            keyword keyword-ns large-integer ratio simple-type simple-type-printable
            string string-ascii string-alphanumeric symbol symbol-ns uuid)

(defn generate
  "Returns a value of a generator."
  {:added "1.9"}
  ([g] ((there "generate") g))
  ([g n] ((there "generate") g n)))

(defn generator?
  "Is it a generator?"
  {:added "1.9"}
  [x]
  ((there "generator?") x))

(defn delay-impl
  "Returns a generator that is made when it is used."
  {:skip-wiki true}
  [gfnd]
  (bind (return nil) (fn [_] @gfnd)))

(defmacro delay
  "Returns a generator of body, which is evaluated when it is used."
  {:added "1.9"}
  [& body]
  `(delay-impl (c/delay ~@body)))

(defn for-all*
  "Calls clojure.test.check.properties/for-all*."
  {:added "1.9"}
  [& args]
  (apply (requiring-resolve 'clojure.test.check.properties/for-all*) args))

(defn quick-check
  "Calls clojure.test.check/quick-check."
  {:added "1.9"}
  [& args]
  (apply (requiring-resolve 'clojure.test.check/quick-check) args))

(defn cat
  "Returns a generator of the concatenation of what generators make."
  {:added "1.9"}
  [& gens]
  (fmap (fn [xs] (apply concat xs)) (apply tuple gens)))

;; --- generators for predicates -----------------------------------------------

(defn- doubled
  "A generator of even numbers."
  []
  (fmap (fn [n] (* 2 n)) (large-integer* {:min -1000000 :max 1000000})))

(defn- inst
  "A generator of moments from 1970 to 2099."
  []
  (fmap (fn [ms] (java.util.Date. ms)) (large-integer* {:min 0 :max 4102444800000})))

(def ^:private builtin
  (c/delay
    (let [simple  (simple-type-printable)
          lists   (list simple)
          vectors (vector simple)
          maps    (map simple simple)
          sets    (set simple)]
      {any?               (one-of [(return nil) (any-printable)])
       some?              (such-that some? (any-printable))
       nil?               (return nil)
       false?             (return false)
       true?              (return true)
       boolean?           (boolean)
       ;; numbers
       number?            (one-of [(large-integer) (double)])
       integer?           (large-integer)
       int?               (large-integer)
       pos-int?           (large-integer* {:min 1})
       neg-int?           (large-integer* {:max -1})
       nat-int?           (large-integer* {:min 0})
       float?             (double)
       double?            (double)
       rational?          (one-of [(large-integer) (ratio)])
       ratio?             (such-that ratio? (ratio))
       zero?              (return 0)
       pos?               (such-that pos? (large-integer))
       neg?               (such-that neg? (large-integer))
       even?              (doubled)
       odd?               (fmap inc (doubled))
       ;; texts and names
       string?            (string-alphanumeric)
       char?              (char)
       ident?             (one-of [(keyword-ns) (symbol-ns)])
       simple-ident?      (one-of [(keyword) (symbol)])
       qualified-ident?   (such-that qualified-ident? (one-of [(keyword-ns) (symbol-ns)]))
       keyword?           (keyword-ns)
       simple-keyword?    (keyword)
       qualified-keyword? (such-that qualified-keyword? (keyword-ns))
       symbol?            (symbol-ns)
       simple-symbol?     (symbol)
       qualified-symbol?  (such-that qualified-symbol? (symbol-ns))
       ;; collections
       map?               maps
       vector?            vectors
       list?              lists
       seq?               lists
       set?               sets
       coll?              (one-of [maps lists vectors sets])
       seqable?           (one-of [(return nil) lists vectors maps sets (string-alphanumeric)])
       indexed?           vectors
       associative?       (one-of [maps vectors])
       sequential?        (one-of [lists vectors])
       empty?             (elements [nil "" [] () {} #{}])
       ;; others
       uuid?              (uuid)
       inst?              (inst)
       bytes?             (bytes)})))

(defn gen-for-pred
  "Returns a generator for a predicate, or nil."
  {:added "1.9"}
  [pred]
  (if (set? pred)
    (elements pred)
    (get @builtin pred)))
