;; SPDX-License-Identifier: MIT
;; Python's callables as functions with arities, Python's data as Clojure's.

(in-ns 'clojure.core)

;; --- wrap-fn ----------------------------------------------------------------

(defn- signature-of
  "What a callable says of its parameters: [[name required?] …] of the positional ones and whether it takes more; nil if it says nothing."
  [f]
  (let [inspect    (py/__import__ "inspect")
        signature  (try (.signature inspect f)
                     (catch ValueError _ nil)
                     (catch TypeError _ nil))
        kind-of    (fn [p] (.-name (.-kind p)))
        no-default (.-_empty inspect)]
    (when signature
      (let [params (vec (.values (.-parameters signature)))]
        (when (some (fn [p] (and (= "KEYWORD_ONLY" (kind-of p)) (identical? no-default (.-default p)))) params)
          (throw (IllegalArgumentException. (str "wrap-fn: " (cljsh.core/show f) " cannot be called without keyword arguments"))))
        [(into [] (comp (filter (fn [p] (contains? #{"POSITIONAL_ONLY" "POSITIONAL_OR_KEYWORD"} (kind-of p))))
                        (map (fn [p] [(.-name p) (identical? no-default (.-default p))])))
               params)
         (boolean (some (fn [p] (= "VAR_POSITIONAL" (kind-of p))) params))]))))

(defn- arities-for
  "The arities of a function that calls what f-sym holds: one for each number of arguments it takes."
  [f-sym params more?]
  (let [syms  (mapv (fn [[n]] (symbol n)) params)
        least (count (take-while second params))
        most  (min (count syms) 20)
        fixed (map (fn [n]
                     (let [args (subvec syms 0 n)]
                       (list args (list* f-sym args))))
                   (range (min least 20) (if more? most (inc most))))]
    (if more?
      (let [args (subvec syms 0 most)]
        (concat fixed [(list (conj args '& 'args) `(apply ~f-sym ~@args ~'args))]))
      fixed)))

(defn wrap-fn
  "Makes a Clojure function of a Python callable, with the arities its signature tells.
  A call with another number of arguments is an error before Python is
  entered. A callable without signature takes any number. The function's
  metadata has :doc, :arglists and, under :wraps, the callable."
  {:added "1.12"}
  [f]
  (cond
    (instance? clojure.lang.IFn f)
    f
    (not (py/callable f))
    (throw (ClassCastException. (str "wrap-fn: " (cljsh.core/show f) " cannot be called")))
    :else
    (let [[params more?] (or (signature-of f) [[] true])
          f-sym   (gensym "callable")
          fname   (str (py/getattr f "__module__" "python") "/" (py/getattr f "__qualname__" "callable"))
          arities (arities-for f-sym params more?)
          make    (binding [*ns* (the-ns 'clojure.core)]
                    (eval (list 'fn* (list [f-sym] (list* 'fn* arities)))))]
      (with-meta (cljsh.core/name-fn! (make f) fname)
        {:doc      (py/getattr f "__doc__" nil)
         :arglists (map first arities)
         :wraps    f}))))

;; --- decorators ---------------------------------------------------------------

(defn- decorate
  "Replaces what a var holds by what the decorators make of it, the last one first. Returns the var."
  [v decorators]
  (alter-var-root v (fn [f] (reduce (fn [f d] (d f)) f (reverse decorators))))
  v)

(intern 'cljsh.core 'decorated decorate)

;; --- data -------------------------------------------------------------------

(defn- deeper
  "What is done one level further down: an option map with one level less, and x among those around it."
  [opts x]
  (when (some (fn [outer] (identical? outer x)) (:around opts))
    (throw (ValueError. (str "a " (.-__name__ (class x)) " that contains itself cannot be converted"))))
  (cond-> (assoc opts :around (cons x (:around opts)))
    (:depth opts) (update :depth dec)))

(defn- plain-key
  "A key of a Python mapping as Clojure's, keywords as asked for."
  [opts k]
  (if (and (:keywordize-keys opts) (string? k))
    (keyword k)
    k))

(defn- to-clojure
  [opts x]
  (let [abc (:abc opts)]
    (cond
      (and (:depth opts) (zero? (:depth opts))) x
      (or (nil? x) (string? x) (bytes? x) (coll? x)) x
      (instance? (.-Mapping abc) x)
      (let [opts (deeper opts x)]
        (persistent!
          (reduce (fn [m [k v]] (assoc! m (plain-key opts (to-clojure opts k)) (to-clojure opts v)))
                  (transient {})
                  (.items x))))
      (instance? (.-Set abc) x)
      (let [opts (deeper opts x)]
        (into #{} (map (fn [e] (to-clojure opts e))) x))
      (and (instance? (.-Sequence abc) x) (not (instance? py/range x)) (not (instance? py/memoryview x)))
      (let [opts (deeper opts x)]
        (mapv (fn [e] (to-clojure opts e)) x))
      :else x)))

(defn py->clj
  "Turns Python's mappings, sequences and sets, and what is in them, into maps, vectors and sets.
  Strings, bytes, iterators and other objects stay as they are. Options:
  :keywordize-keys true makes keys that are strings keywords; :depth n goes
  only so many levels down (0: x itself).
    (py->clj (py/dict {\"a\" (py/list [1 2])}) :keywordize-keys true)  ;=> {:a [1 2]}"
  {:added "1.12"}
  [x & {:as opts}]
  (to-clojure (assoc opts :abc (py/__import__ "collections.abc" ** :fromlist ["abc"])) x))

(declare ^:private to-python)

(defn- hashable
  "A key or an element of a set: what Python can hash."
  [opts x]
  (cond
    (keyword? x)    ((:keyword-fn opts) x)
    (symbol? x)     (str x)
    (and (:depth opts) (zero? (:depth opts))) x
    (map-entry? x)  (py/tuple (map (fn [e] (hashable opts e)) x))
    (sequential? x) (let [opts (deeper opts x)] (py/tuple (map (fn [e] (hashable opts e)) x)))
    (set? x)        (let [opts (deeper opts x)] (py/frozenset (map (fn [e] (hashable opts e)) x)))
    :else           x))

(defn- to-python
  [opts x]
  (cond
    (and (:depth opts) (zero? (:depth opts))) x
    (keyword? x)    ((:keyword-fn opts) x)
    (symbol? x)     (str x)
    (map? x)        (let [opts   (deeper opts x)
                          result (py/dict)]
                      (doseq [[k v] x]
                        (.__setitem__ result (hashable opts k) (to-python opts v)))
                      result)
    (set? x)        (let [opts (deeper opts x)] (py/set (map (fn [e] (hashable opts e)) x)))
    (sequential? x) (let [opts (deeper opts x)] (py/list (map (fn [e] (to-python opts e)) x)))
    :else           x))

(defn clj->py
  "Turns maps, vectors, seqs and sets, and what is in them, into Python's dicts, lists and sets.
  Keywords become strings by :keyword-fn (name if not given), symbols their
  text; in keys and sets, vectors become tuples and sets frozensets. Option
  :depth n goes only so many levels down.
    (clj->py {:a [1 2]})  ;=> #py/dict {\"a\" #py/list [1 2]}"
  {:added "1.12"}
  [x & {:keys [keyword-fn] :as opts}]
  (to-python (assoc opts :keyword-fn (or keyword-fn name)) x))
