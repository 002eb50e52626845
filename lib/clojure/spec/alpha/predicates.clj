;; SPDX-License-Identifier: MIT
;; Definitions, specs of predicates and of several specs together, a part of clojure.spec.alpha.

(in-ns 'clojure.spec.alpha)

;; --- forms -------------------------------------------------------------------

(defn- unfn
  "The form (fn [%] …) for what the reader made of #(…); any other form is left."
  [expr]
  (if (c/and (seq? expr) (symbol? (first expr)) (= "fn*" (name (first expr))))
    (let [[[parameter] & body] (rest expr)]
      (list* 'fn '[%] (walk/postwalk-replace {parameter '%} body)))
    expr))

(defn- res-symbol [x]
  (if (c/and (symbol? x) (not (special-symbol? x)))
    (let [v (try (resolve x) (catch Throwable _ nil))]
      (if (var? v) (symbol v) x))
    x))

(defn- res
  "A form with its symbols' namespaces."
  [form]
  (walk/postwalk res-symbol (unfn form)))

(defn- form-of
  "Code that gives a form with its symbols' namespaces."
  [form]
  (list 'quote (res form)))

;; --- definitions -------------------------------------------------------------

(defn def-impl
  "Does what the macro def does."
  {:skip-wiki true}
  [k form spec]
  (c/assert (c/and (ident? k) (namespace k)) "k must be namespaced keyword or resolvable symbol")
  (if (nil? spec)
    (swap! registry-ref dissoc k)
    (let [spec (if (c/or (spec? spec) (regex? spec) (get @registry-ref spec))
                 spec
                 (pred-spec spec form))]
      (swap! registry-ref assoc k (if (ident? spec) spec (with-name spec k)))))
  k)

(defn- qualified
  "The symbol of the var that a symbol names, or would name in this namespace."
  [sym]
  (let [v (resolve sym)]
    (if (var? v)
      (symbol v)
      (symbol (str (ns-name *ns*)) (name sym)))))

(defmacro def
  "Gives a spec a name, a keyword or symbol with namespace; nil takes the name away."
  {:added "1.9"}
  [k spec-form]
  `(def-impl '~(if (symbol? k) (qualified k) k) ~(form-of spec-form) ~spec-form))

;; --- one predicate -----------------------------------------------------------

(defn- pred-spec
  "A spec of a function, or of a set, which may contain nil and false."
  [pred form]
  (let [holds? (if (set? pred) (fn [x] (contains? pred x)) pred)]
    (object form
            (fn [x] (if (holds? x) x ::invalid))
            identity
            (fn [path via in x] (when-not (holds? x) (problem form path via in x)))
            (fn [_ _ _] (gen/gen-for-pred pred)))))

(defn- conformer-spec [form f unf]
  (object form
          f
          (c/or unf (fn [_] (throw (IllegalStateException. "no unform fn for conformer"))))
          (fn [path via in x] (when (invalid? (f x)) (problem form path via in x)))
          (fn [_ _ _] nil)))

(defn ^:skip-wiki spec-impl
  "Makes a spec of a predicate."
  ([form pred gfn cpred?] (spec-impl form pred gfn cpred? nil))
  ([form pred gfn cpred? unc]
   (let [s (cond
             (spec? pred)  pred
             (regex? pred) (regex-spec pred)
             (ident? pred) (the-spec pred)
             cpred?        (conformer-spec form pred unc)
             :else         (pred-spec pred form))]
     (if gfn (with-gen* s gfn) s))))

(defmacro spec
  "Returns a spec of a predicate, set, expression or spec. Option :gen, a function that returns a generator."
  {:added "1.9"}
  [form & {:keys [gen]}]
  (when form
    `(spec-impl ~(form-of form) ~form ~gen nil)))

(defmacro conformer
  "Returns a spec whose conform is f, and whose unform is unf."
  {:added "1.9"}
  ([f] `(spec-impl '(conformer ~(res f)) ~f nil true))
  ([f unf] `(spec-impl '(conformer ~(res f) ~(res unf)) ~f nil true ~unf)))

(defn nonconforming
  "Returns a spec that returns what is valid as it is."
  {:added "1.9"}
  [spec]
  (let [s (c/delay (the-spec spec))]
    (object `(nonconforming ~(form spec))
            (fn [x] (if (invalid? (conform* @s x)) ::invalid x))
            identity
            (fn [path via in x] (explain* @s path via in x))
            (fn [overrides path rmap] (gen* @s overrides path rmap)))))

;; --- all of several ----------------------------------------------------------

(defn- conform-in-turn
  "What x conforms to by all predicates, each given what the one before made. Where one does not hold,
  what (refused pred form y) returns of it and what it was given."
  [preds forms x refused]
  (loop [x x, preds preds, forms forms]
    (if (seq preds)
      (let [pred (first preds), form (first forms), y (conform-pred pred form x)]
        (if (invalid? y)
          (refused pred form x)
          (recur y (next preds) (next forms))))
      x)))

(defmacro and
  "Returns a spec of what all say; each is given what the one before made."
  {:added "1.9"}
  [& forms]
  `(and-impl '~(mapv res forms) ~(vec forms)))

(defn ^:skip-wiki and-impl [forms preds]
  (object `(and ~@forms)
          (fn [x] (conform-in-turn preds forms x (constantly ::invalid)))
          (fn [y] (unform-all preds y))
          (fn [path via in x]
            (let [refusal (volatile! nil)]
              (conform-in-turn preds forms x
                               (fn [pred form y] (vreset! refusal (problems-of pred form path via in y))))
              @refusal))
          (fn [overrides path rmap]
            (gen/such-that (fn [x] (every? (fn [pred] (valid? pred x)) (rest preds)))
                           (gensub (first preds) (first forms) overrides path rmap)
                           100))))

;; --- one of several ----------------------------------------------------------

(defmacro or
  "Returns a spec of what one says: (or :name spec …); conforms to [name value]."
  {:added "1.9"}
  [& key-preds]
  (let [ks    (vec (take-nth 2 key-preds))
        preds (vec (take-nth 2 (rest key-preds)))]
    `(or-impl '~ks '~(mapv res preds) ~preds)))

(defn ^:skip-wiki or-impl [ks forms preds]
  (let [id (py/object)]
    (object `(or ~@(interleave ks forms))
            (fn [x]
              (loop [i 0]
                (if (= i (count preds))
                  ::invalid
                  (let [y (conform-pred (nth preds i) (nth forms i) x)]
                    (if (invalid? y)
                      (recur (inc i))
                      (clojure.lang.MapEntry/create (nth ks i) y))))))
            (fn [[k y]]
              (let [i (.indexOf ks k)]
                (if (neg? i)
                  (throw (IllegalArgumentException. (str "no alternative " k)))
                  (unform (nth preds i) y))))
            (fn [path via in x]
              (let [all (map (fn [k pred form] (problems-of pred form (conj path k) via in x))
                             ks preds forms)]
                (when (every? seq all)
                  (apply concat all))))
            (fn [overrides path rmap]
              (one-branch id rmap path ks
                          (fn [i path rmap] (gensub (nth preds i) (nth forms i) overrides path rmap)))))))

(defmacro nilable
  "Returns a spec of nil, and of what another says."
  {:added "1.9"}
  [pred]
  `(nilable-impl ~(form-of pred) ~pred))

(defn ^:skip-wiki nilable-impl [form pred]
  (object `(nilable ~form)
          (fn [x] (if (nil? x) nil (conform-pred pred form x)))
          (fn [y] (when (some? y) (unform pred y)))
          (fn [path via in x]
            (when (c/and (some? x) (invalid? (conform-pred pred form x)))
              (into (problems-of pred form (conj path ::pred) via in x)
                    (problem 'nil? (conj path ::nil) via in x))))
          (fn [overrides path rmap]
            (gen/frequency [[1 (gen/return nil)]
                            [9 (gen/delay (gensub pred form overrides (conj path ::pred) rmap))]]))))

;; --- tuples ------------------------------------------------------------------

(defmacro tuple
  "Returns a spec of a vector with one element for each spec."
  {:added "1.9"}
  [& preds]
  `(tuple-impl '~(mapv res preds) ~(vec preds)))

(defn ^:skip-wiki tuple-impl [forms preds]
  (let [n (count preds)]
    (object `(tuple ~@forms)
            (fn [x]
              (if (c/and (vector? x) (= n (count x)))
                (let [ys (mapv conform-pred preds forms x)]
                  (if (some invalid? ys) ::invalid ys))
                ::invalid))
            (fn [y] (mapv unform preds y))
            (fn [path via in x]
              (cond
                (not (vector? x))  (problem `vector? path via in x)
                (not= n (count x)) (problem `(= (count ~'%) ~n) path via in x)
                :else              (apply concat
                                          (map (fn [i pred form v]
                                                 (problems-of pred form (conj path i) via (conj in i) v))
                                               (range) preds forms x))))
            (fn [overrides path rmap]
              (apply gen/tuple
                     (map (fn [i pred form] (gensub pred form overrides (conj path i) rmap))
                          (range) preds forms))))))
