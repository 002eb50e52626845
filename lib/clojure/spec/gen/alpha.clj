;; SPDX-License-Identifier: MIT
(ns clojure.spec.gen.alpha
  "Generators for specs: those of clojure.test.check, when that is on the load path."
  {:added "1.9"}
  (:refer-clojure :exclude [boolean cat hash-map list map not-empty set vector bytes char double int keyword symbol string uuid delay shuffle]))

(defn- there [n]
  (or (requiring-resolve (clojure.core/symbol "clojure.test.check.generators" n))
      (throw (ClassNotFoundException. (str "clojure.test.check.generators/" n " is not there")))))

(defmacro ^:private combinators [& names]
  `(do ~@(clojure.core/map (fn [n] `(defn ~n ~(str "Calls clojure.test.check.generators/" n ".") {:added "1.9"} [& ~'args] (apply (there ~(str n)) ~'args))) names)))
(combinators hash-map list map not-empty set vector vector-distinct fmap elements bind choose one-of such-that tuple sample return large-integer* double* frequency shuffle)

(defmacro ^:private generators [& names]
  `(do ~@(clojure.core/map (fn [n] `(defn ~n ~(str "Returns clojure.test.check.generators/" n ".") {:added "1.9"} [] @(there ~(str n)))) names)))
(generators any any-printable boolean bytes char char-alpha char-alphanumeric char-ascii double int keyword keyword-ns large-integer ratio simple-type
            simple-type-printable string string-ascii string-alphanumeric symbol symbol-ns uuid)

(defn generate "Returns a value of a generator." {:added "1.9"} ([g] ((there "generate") g)) ([g n] ((there "generate") g n)))
(defn generator? "Is it a generator?" {:added "1.9"} [x] ((there "generator?") x))
(defn delay-impl "Returns a generator that is made when it is used." {:skip-wiki true} [gfnd] ((there "bind") ((there "return") nil) (fn [_] @gfnd)))
(defmacro delay "Returns a generator of body, which is evaluated when it is used." {:added "1.9"} [& body] `(delay-impl (clojure.core/delay ~@body)))
(defn for-all* "Calls clojure.test.check.properties/for-all*." {:added "1.9"} [& args] (apply (requiring-resolve 'clojure.test.check.properties/for-all*) args))
(defn quick-check "Calls clojure.test.check/quick-check." {:added "1.9"} [& args] (apply (requiring-resolve 'clojure.test.check/quick-check) args))
(defn cat "Returns a generator of the concatenation of what generators make." {:added "1.9"} [& gens] (fmap (fn [xs] (apply concat xs)) (apply tuple gens)))

(def ^:private builtin
  (clojure.core/delay
    (let [simple (simple-type-printable), pos-num (fn [g] (such-that pos? g))]
      {any? (one-of [(return nil) (any-printable)]), some? (such-that some? (any-printable)), number? (one-of [(large-integer) (double)])
       integer? (large-integer), int? (large-integer), pos-int? (large-integer* {:min 1}), neg-int? (large-integer* {:max -1}), nat-int? (large-integer* {:min 0})
       float? (double), double? (double), boolean? (boolean), string? (string-alphanumeric), ident? (one-of [(keyword-ns) (symbol-ns)])
       simple-ident? (one-of [(keyword) (symbol)]), qualified-ident? (such-that qualified-ident? (one-of [(keyword-ns) (symbol-ns)])), keyword? (keyword-ns)
       simple-keyword? (keyword), qualified-keyword? (such-that qualified-keyword? (keyword-ns)), symbol? (symbol-ns), simple-symbol? (symbol)
       qualified-symbol? (such-that qualified-symbol? (symbol-ns)), uuid? (uuid), inst? (fmap (fn [ms] (java.util.Date. ms)) (large-integer* {:min 0 :max 4102444800000}))
       seqable? (one-of [(return nil) (list simple) (vector simple) (map simple simple) (set simple) (string-alphanumeric)]), indexed? (vector simple)
       map? (map simple simple), vector? (vector simple), list? (list simple), seq? (list simple), char? (char), set? (set simple), nil? (return nil), false? (return false), true? (return true)
       zero? (return 0), rational? (one-of [(large-integer) (ratio)]), ratio? (such-that ratio? (ratio)), coll? (one-of [(map simple simple) (list simple) (vector simple) (set simple)])
       empty? (elements [nil "" [] () {} #{}]), associative? (one-of [(map simple simple) (vector simple)]), sequential? (one-of [(list simple) (vector simple)])
       pos? (such-that pos? (large-integer)) neg? (such-that neg? (large-integer)) even? (fmap (fn [n] (* 2 n)) (large-integer* {:min -1000000 :max 1000000})) odd? (fmap (fn [n] (inc (* 2 n))) (large-integer* {:min -1000000 :max 1000000})) bytes? (bytes)})))
(defn gen-for-pred "Returns a generator for a predicate, or nil." {:added "1.9"} [pred] (if (set? pred) (elements pred) (get @builtin pred)))
