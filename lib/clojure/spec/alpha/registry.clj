;; SPDX-License-Identifier: MIT
;; Specs and their names, a part of clojure.spec.alpha.

(in-ns 'clojure.spec.alpha)

(defonce ^:private registry-ref (atom {}))

(defrecord ^:private Obj [conform unform explain gen form gfn]
  Spec
  (conform* [_ x] (conform x))
  (unform* [_ y] (unform y))
  (explain* [_ path via in x] (explain path via in x))
  (gen* [_ overrides path rmap] (if gfn (gfn) (gen overrides path rmap)))
  (with-gen* [this g] (assoc this :gfn g))
  (describe* [_] form))

(defn- object
  "A spec of its form and the functions that do what the protocol Spec names."
  [form conform unform explain gen]
  (->Obj conform unform explain gen form nil))

(defn spec?
  "Returns x if it is a spec, else false or nil."
  {:added "1.9"}
  [x]
  (when (c/and (some? x)
               (c/or (instance? Obj x)
                     (c/and (c/or (record? x) (not (map? x)))
                            (not (fn? x))
                            (not (keyword? x))
                            (not (symbol? x))
                            (satisfies? Spec x))))
    x))

(defn regex?
  "Returns x if it is a regular expression over a sequence, else nil."
  {:added "1.9"}
  [x]
  (when (c/and (map? x) (::op x)) x))

(defn invalid?
  "Is it :clojure.spec.alpha/invalid?"
  {:added "1.9"}
  [ret]
  (identical? ::invalid ret))

;; --- names -------------------------------------------------------------------

(defn registry
  "Returns the map of all names to their specs."
  {:added "1.9"}
  []
  @registry-ref)

(defn get-spec
  "Returns the spec of a name, a keyword, symbol or var, or nil."
  {:added "1.9"}
  [k]
  (get @registry-ref (if (var? k) (symbol k) k)))

(defn- with-name [spec k]
  (if (instance? clojure.lang.IObj spec) (vary-meta spec assoc ::name k) spec))

(defn- spec-name [spec]
  (cond
    (ident? spec)                       spec
    (instance? clojure.lang.IObj spec) (::name (meta spec))))

(defn- reg-resolve
  "The spec or expression that a name stands for, through other names; itself if it is none."
  [k]
  (if (ident? k)
    (loop [s k]
      (cond
        (ident? s) (recur (get @registry-ref s))
        s          (with-name s (c/or (::name (meta s)) k))))
    k))

(defn- reg-resolve! [k]
  (if (ident? k)
    (c/or (reg-resolve k) (throw (Exception. (str "Unable to resolve spec: " k))))
    k))

;; --- what stands for a spec --------------------------------------------------

(declare pred-spec regex-spec)

(defn- fn-form
  "The symbol of a function, or what stands for one without a name."
  [f]
  (if-not (fn? f)
    f
    (let [n (str (py/getattr f "__qualname__" ""))
          m (str (py/getattr f "__module__" ""))]
      (if (c/or (= n "") (= m "") (str/starts-with? n "fn--"))
        ::unknown
        (symbol m n)))))

(defn- not-a-predicate [form]
  (Exception. (str (cljsh.core/show form) " is not a fn, expected predicate fn")))

(defn- the-spec
  "A spec of a name, an expression, a spec or a predicate."
  ([x] (the-spec x nil))
  ([x form]
   (let [x (reg-resolve! x)]
     (cond
       (regex? x) (with-name (regex-spec x) (spec-name x))
       (spec? x)  x
       (ifn? x)   (pred-spec x (c/or form (fn-form x)))
       :else      (throw (not-a-predicate x))))))

(extend-protocol Specize
  Object
  (specize*
    ([x] (the-spec x))
    ([x form] (the-spec x form))))

(defn- stands-for-spec?
  "Is it more than a predicate: a spec, an expression, or the name of one?"
  [x]
  (c/or (ident? x) (regex? x) (spec? x)))

;; --- what is done with a spec ------------------------------------------------

(defn conform
  "Returns x as the spec takes it apart, or :clojure.spec.alpha/invalid."
  {:added "1.9"}
  [spec x]
  (conform* (the-spec spec) x))

(defn unform
  "Returns the value that conformed to x."
  {:added "1.9"}
  [spec x]
  (unform* (the-spec spec) x))

(defn valid?
  "Is x valid?"
  {:added "1.9"}
  ([spec x] (not (invalid? (conform spec x))))
  ([spec x form] (not (invalid? (conform* (the-spec spec form) x)))))

(defn- conform-pred
  "What x conforms to by a predicate, which gives x itself, or by what stands for a spec."
  [pred form x]
  (cond
    (fn? pred)              (if (pred x) x ::invalid) ; most are: asked first
    (stands-for-spec? pred) (conform pred x)
    (ifn? pred)             (if (pred x) x ::invalid)
    :else                   (throw (not-a-predicate form))))

(defn- unform-all
  "Undoes, last first, what specs made one out of the value of another."
  [preds y]
  (reduce (fn [y pred] (if (stands-for-spec? pred) (unform pred y) y)) y (reverse preds)))

(defn form
  "Returns the form of a spec."
  {:added "1.9"}
  [spec]
  (let [s (reg-resolve! spec)]
    (cond
      (regex? s)               (::form s)
      (spec? s)                (describe* s)
      (c/or (fn? s) (set? s))  (fn-form s)
      :else                    ::unknown)))

(defn- short-fn
  "What (fn [%] x) is abbreviated to, x; nil for another form."
  [x]
  (when (c/and (seq? x) (= 'fn (first x)) (= '[%] (second x)))
    (last x)))

(defn abbrev
  "Returns a form without the namespaces of its symbols."
  {:added "1.9"}
  [form]
  (let [unqualified (fn [x] (if (c/and (symbol? x) (namespace x)) (symbol (name x)) x))]
    (if (seq? form)
      (walk/postwalk (fn [x] (c/or (short-fn x) (unqualified x))) form)
      (unqualified form))))

(defn describe
  "Returns the form of a spec without namespaces."
  {:added "1.9"}
  [spec]
  (abbrev (form spec)))

(defn with-gen
  "Returns the spec with a function that returns its generator."
  {:added "1.9"}
  [spec gen-fn]
  (let [s (reg-resolve spec)]
    (if (regex? s)
      (assoc s ::gfn gen-fn)
      (with-gen* (the-spec s) gen-fn))))
