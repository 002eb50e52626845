;; SPDX-License-Identifier: MIT
;; A spec is an object with functions (see `object`).  A regular expression
;; over a sequence is a map with ::op; it is matched by trying: parse returns a
;; lazy seq of all [value rest] it can make of the beginning of an input, the
;; wanted one first, and notes in *furthest* where it failed last, which is
;; what explain tells.

(ns clojure.spec.alpha
  "Descriptions of data: what is valid, what its parts are, why something is not."
  {:added "1.9"}
  (:refer-clojure :exclude [+ * and assert or cat def keys merge])
  (:require [clojure.spec.gen.alpha :as gen]
            [clojure.string :as str]
            [clojure.walk :as walk]))

(alias 'c 'clojure.core)

(def ^:dynamic *recursion-limit* "How deep generators of specs that contain themselves go." 4)
(def ^:dynamic *fspec-iterations* "How often a function is called to conform to a spec of functions." 21)
(def ^:dynamic *coll-check-limit* "How many elements every looks at." 101)
(def ^:dynamic *coll-error-limit* "How many failures in a collection are told." 20)
(def ^:dynamic *compile-asserts* "Are assertions compiled?" true)
(defonce ^:private registry-ref (atom {}))
(defonce ^:private asserting (atom false))

(defprotocol Spec "What can be a spec."
  (conform* [spec x] "Conforms.") (unform* [spec y] "Undoes that.") (explain* [spec path via in x] "The problems.") (gen* [spec overrides path rmap] "The generator.")
  (with-gen* [spec gfn] "With another generator.") (describe* [spec] "Its form."))
(defprotocol Specize "What stands for a spec." (specize* [x] [x form] "The spec."))

(defrecord ^:private Obj [conform unform explain gen form gfn]
  Spec
  (conform* [_ x] (conform x))
  (unform* [_ y] (unform y))
  (explain* [_ path via in x] (explain path via in x))
  (gen* [_ overrides path rmap] (if gfn (gfn) (gen overrides path rmap)))
  (with-gen* [this g] (assoc this :gfn g))
  (describe* [_] form))
(defn- object [form conform unform explain gen] (->Obj conform unform explain gen form nil))

(defn spec? "Returns x if it is a spec, else false or nil." {:added "1.9"} [x] (when (c/and (some? x) (c/or (instance? Obj x) (c/and (c/or (record? x) (not (map? x))) (not (fn? x)) (not (keyword? x)) (not (symbol? x)) (satisfies? Spec x)))) x))
(defn regex? "Returns x if it is a regular expression over a sequence, else false or nil." {:added "1.9"} [x] (c/and (map? x) (::op x) x))
(defn invalid? "Is it :clojure.spec.alpha/invalid?" {:added "1.9"} [ret] (identical? ::invalid ret))
(defn registry "Returns the map of all names to their specs." {:added "1.9"} [] @registry-ref)
(defn get-spec "Returns the spec of a name, a keyword, symbol or var, or nil." {:added "1.9"} [k] (get @registry-ref (if (keyword? k) k (if (var? k) (symbol k) k))))

(defn- with-name [spec k] (if (instance? clojure.lang.IObj spec) (with-meta spec (assoc (meta spec) ::name k)) spec))
(defn- reg-resolve
  "The spec or expression that a name stands for, through other names; itself if it is none."
  [k]
  (if (ident? k)
    (loop [s k] (if (ident? s) (recur (get @registry-ref s)) (when s (with-name s (c/or (::name (meta s)) k)))))
    k))
(defn- reg-resolve! [k] (if (ident? k) (c/or (reg-resolve k) (throw (Exception. (str "Unable to resolve spec: " k)))) k))
(defn- spec-name [spec] (cond (ident? spec) spec (instance? clojure.lang.IObj spec) (::name (meta spec))))

(declare pred-spec regex-spec parse* problems-of gensub)

;; A generator of a spec that contains itself must end: what branches (or, alt,
;; *, ?, optional keys, multi-spec) counts in rmap, under a number of its own,
;; how often it was entered, and leaves out a branch that the path has been
;; through when that was more than *recursion-limit* times. Branches are made
;; when they are used.

(defn- entered [rmap id] (update rmap id (fnil inc 0)))
(defn- too-deep? [rmap id path k]
  (c/and (> (get rmap id 0) (::recursion-limit rmap *recursion-limit*))
         (boolean (some (fn [x] (= x k)) path))))

(defn- fn-form
  "The symbol of a function, or what stands for one without a name."
  [f]
  (if-not (fn? f)
    f
    (let [n (str (py/getattr f "__qualname__" "")), m (str (py/getattr f "__module__" ""))]
      (if (c/or (= n "") (= m "") (.startswith n "fn--")) ::unknown (symbol m n)))))

(defn- the-spec
  "A spec of a name, an expression, a spec or a predicate."
  ([x] (the-spec x nil))
  ([x form]
   (let [x (reg-resolve! x)]
     (cond (regex? x) (with-name (regex-spec x) (spec-name x)) (spec? x) x (c/or (ifn? x)) (pred-spec x (c/or form (fn-form x))) :else (throw (Exception. (str (cljsh.core/show x) " is not a fn, expected predicate fn")))))))

(extend-protocol Specize
  Object
  (specize* ([x] (the-spec x)) ([x form] (the-spec x form))))

(defn conform "Returns x as the spec takes it apart, or :clojure.spec.alpha/invalid." {:added "1.9"} [spec x] (conform* (the-spec spec) x))
(defn unform "Returns the value that conformed to x." {:added "1.9"} [spec x] (unform* (the-spec spec) x))
(defn valid? "Is x valid?" {:added "1.9"} ([spec x] (not (invalid? (conform spec x)))) ([spec x form] (not (invalid? (conform* (the-spec spec form) x)))))
(defn form "Returns the form of a spec." {:added "1.9"} [spec] (let [s (reg-resolve! spec)] (cond (regex? s) (::form s) (spec? s) (describe* s) :else s)))
(defn abbrev "Returns a form without the namespaces of its symbols." {:added "1.9"} [form]
  (cond (seq? form) (walk/postwalk (fn [x] (cond (c/and (symbol? x) (namespace x)) (symbol (name x)) (c/and (seq? x) (= 'fn (first x)) (= '[%] (second x))) (last x) :else x)) form)
        (c/and (symbol? form) (namespace form)) (symbol (name form)) :else form))
(defn describe "Returns the form of a spec without namespaces." {:added "1.9"} [spec] (abbrev (form spec)))
(defn with-gen "Returns the spec with a function that returns its generator." {:added "1.9"} [spec gen-fn] (let [s (reg-resolve spec)] (if (regex? s) (assoc s ::gfn gen-fn) (with-gen* (the-spec s) gen-fn))))

;; --- telling ----------------------------------------------------------------------------

(defn- dt [pred form x] (cond (c/or (ident? pred) (regex? pred) (spec? pred)) (conform pred x) (ifn? pred) (if (pred x) x ::invalid) :else (throw (Exception. (str (cljsh.core/show form) " is not a fn, expected predicate fn")))))
(defn- problems [spec form path via in x]
  (let [s (when (c/or (ident? spec) (regex? spec) (spec? spec)) (reg-resolve! spec))]
    (if s
      (let [n (spec-name s)] (explain* (the-spec s) path (if n (conj via n) via) in x))
      (when (invalid? (dt spec form x)) [{:path path :pred form :val x :via via :in in}]))))
(defn explain-data* [spec path via in x]
  (when-let [probs (explain* (the-spec spec) path via in x)]
    (when-not (empty? probs) {::problems (seq (vec probs)) ::spec spec ::value x})))
(defn explain-data "Returns nil, or a map whose :clojure.spec.alpha/problems tell why x is not valid." {:added "1.9"} [spec x] (explain-data* spec [] (if-let [n (spec-name (reg-resolve! spec))] [n] []) [] x))
(defn explain-printer "Prints what explain-data returned." {:added "1.9"} [ed]
  (if ed
    (doseq [{:keys [path pred val reason via in]} (sort-by (fn [p] (- (count (:in p)))) (::problems ed))]
      (pr val) (print " - failed: ") (if reason (print reason) (pr (abbrev pred)))
      (when-not (empty? in) (print " in:" (pr-str in))) (when-not (empty? path) (print " at:" (pr-str path))) (when-not (empty? via) (print " spec:" (pr-str (last via))))
      (newline))
    (println "Success!")))
(def ^:dynamic *explain-out* "What explain-out calls." explain-printer)
(defn explain-out "Prints what explain-data returned, by *explain-out*." {:added "1.9"} [ed] (*explain-out* ed))
(defn explain "Prints why x is not valid." {:added "1.9"} [spec x] (explain-out (explain-data spec x)))
(defn explain-str "Returns why x is not valid as text." {:added "1.9"} [spec x] (with-out-str (explain spec x)))

;; --- forms -------------------------------------------------------------------------------

(defn- unfn [expr] (if (c/and (seq? expr) (symbol? (first expr)) (= "fn*" (name (first expr)))) (let [[[s] & form] (rest expr)] (conj (walk/postwalk-replace {s '%} form) '[%] 'fn)) expr))
(defn- res [form]
  (walk/postwalk (fn [x] (if (c/and (symbol? x) (not (special-symbol? x)))
                           (let [r (try (resolve x) (catch Throwable _ nil))] (cond (var? r) (symbol r) :else x)) x))
                 (unfn form)))
(defn- form-of [form] (list 'quote (res form)))

(defn def-impl "Does what the macro def does." {:skip-wiki true} [k form spec]
  (c/assert (c/and (ident? k) (namespace k)) "k must be namespaced keyword or resolvable symbol")
  (if (nil? spec)
    (swap! registry-ref dissoc k)
    (let [spec (if (c/or (spec? spec) (regex? spec) (get @registry-ref spec)) spec (pred-spec spec form))] (swap! registry-ref assoc k (if (ident? spec) spec (with-name spec k)))))
  k)
(defmacro def "Gives a spec a name, a keyword or symbol with namespace; nil takes the name away." {:added "1.9"} [k spec-form]
  (let [k (if (symbol? k) (let [v (resolve k)] (if (var? v) (symbol v) (symbol (str (ns-name *ns*)) (name k)))) k)] `(def-impl '~k ~(form-of spec-form) ~spec-form)))

(defn- pred-spec [pred form]
  (object form (fn [x] (let [r (pred x)] (if (set? pred) (if (contains? pred x) x ::invalid) (if r x ::invalid)))) identity
          (fn [path via in x] (when (if (set? pred) (not (contains? pred x)) (not (pred x))) [{:path path :pred form :val x :via via :in in}]))
          (fn [_ _ _] (gen/gen-for-pred pred))))
(defn ^:skip-wiki spec-impl "Makes a spec of a predicate." ([form pred gfn cpred?] (spec-impl form pred gfn cpred? nil))
  ([form pred gfn cpred? unc]
   (let [s (cond (spec? pred) pred (regex? pred) (regex-spec pred) (ident? pred) (the-spec pred)
                 cpred? (object form pred (c/or unc (fn [_] (throw (IllegalStateException. "no unform fn for conformer"))))
                                (fn [path via in x] (when (invalid? (pred x)) [{:path path :pred form :val x :via via :in in}])) (fn [_ _ _] nil))
                 :else (pred-spec pred form))]
     (if gfn (with-gen* s gfn) s))))
(defmacro spec "Returns a spec of a predicate, set, expression or spec. Option :gen, a function that returns a generator." {:added "1.9"} [form & {:keys [gen]}] (when form `(spec-impl ~(form-of form) ~form ~gen nil)))
(defmacro conformer "Returns a spec whose conform is f, and whose unform is unf." {:added "1.9"} ([f] `(spec-impl '(conformer ~(res f)) ~f nil true)) ([f unf] `(spec-impl '(conformer ~(res f) ~(res unf)) ~f nil true ~unf)))
(defn nonconforming "Returns a spec that returns what is valid as it is." {:added "1.9"} [spec]
  (let [s (clojure.core/delay (the-spec spec))] (object `(nonconforming ~(form spec)) (fn [x] (if (invalid? (conform* @s x)) ::invalid x)) identity (fn [path via in x] (explain* @s path via in x)) (fn [o p r] (gen* @s o p r)))))

(defmacro and "Returns a spec of what all say; each is given what the one before made." {:added "1.9"} [& forms] `(and-impl '~(mapv res forms) ~(vec forms)))
(defn ^:skip-wiki and-impl [forms preds]
  (object `(and ~@forms)
          (fn [x] (loop [x x, ps preds, fs forms] (if (seq ps) (let [y (dt (first ps) (first fs) x)] (if (invalid? y) y (recur y (next ps) (next fs)))) x)))
          (fn [y] (reduce (fn [y p] (if (c/or (ident? p) (spec? p) (regex? p)) (unform p y) y)) y (reverse preds)))
          (fn [path via in x] (loop [x x, ps preds, fs forms] (when (seq ps) (let [y (dt (first ps) (first fs) x)] (if (invalid? y) (problems (first ps) (first fs) path via in x) (recur y (next ps) (next fs)))))))
          (fn [o p r] (let [g (gensub (first preds) (first forms) o p r)] (gen/such-that (fn [x] (every? (fn [q] (valid? q x)) (rest preds))) g 100)))))
(defmacro or "Returns a spec of what one says: (or :name spec …); conforms to [name value]." {:added "1.9"} [& key-preds]
  (let [pairs (partition 2 key-preds)] `(or-impl '~(mapv first pairs) '~(mapv (comp res second) pairs) ~(mapv second pairs))))
(defn ^:skip-wiki or-impl [ks forms preds]
  (let [id (py/object)]
    (object `(or ~@(interleave ks forms))
          (fn [x] (loop [i 0] (if (= i (count preds)) ::invalid (let [y (dt (nth preds i) (nth forms i) x)] (if (invalid? y) (recur (inc i)) (clojure.lang.MapEntry/create (nth ks i) y))))))
          (fn [[k y]] (let [i (.indexOf ks k)] (if (neg? i) (throw (IllegalArgumentException. (str "no alternative " k))) (unform (nth preds i) y))))
          (fn [path via in x] (let [all (map (fn [k p f] (problems p f (conj path k) via in x)) ks preds forms)] (when (every? seq all) (apply concat all))))
          (fn [o p r]
            (let [r       (entered r id)
                  choices (vec (keep (fn [[k q f]] (when-not (too-deep? r id p k) (gen/delay (gensub q f o (conj p k) r))))
                                     (map vector ks preds forms)))]
              (when (seq choices) (gen/one-of choices)))))))
(defmacro nilable "Returns a spec of nil, and of what another says." {:added "1.9"} [pred] `(nilable-impl ~(form-of pred) ~pred))
(defn ^:skip-wiki nilable-impl [form pred]
  (object `(nilable ~form) (fn [x] (if (nil? x) nil (dt pred form x))) (fn [y] (when (some? y) (unform pred y)))
          (fn [path via in x] (when (c/and (some? x) (invalid? (dt pred form x))) (conj (vec (problems pred form (conj path ::pred) via in x)) {:path (conj path ::nil) :pred 'nil? :val x :via via :in in})))
          (fn [o p r] (gen/frequency [[1 (gen/return nil)] [9 (gen/delay (gensub pred form o (conj p ::pred) r))]]))))
(defmacro tuple "Returns a spec of a vector with one element for each spec." {:added "1.9"} [& preds] `(tuple-impl '~(mapv res preds) ~(vec preds)))
(defn ^:skip-wiki tuple-impl [forms preds]
  (let [n (count preds)]
    (object `(tuple ~@forms)
            (fn [x] (if (c/and (vector? x) (= n (count x))) (let [ys (mapv dt preds forms x)] (if (some invalid? ys) ::invalid ys)) ::invalid))
            (fn [y] (mapv unform preds y))
            (fn [path via in x]
              (cond (not (vector? x)) [{:path path :pred 'clojure.core/vector? :val x :via via :in in}]
                    (not= n (count x)) [{:path path :pred `(= (count ~'%) ~n) :val x :via via :in in}]
                    :else (apply concat (map-indexed (fn [i v] (problems (nth preds i) (nth forms i) (conj path i) via (conj in i) v)) x))))
            (fn [o p r] (apply gen/tuple (map-indexed (fn [i q] (gensub q (nth forms i) o (conj p i) r)) preds))))))

;; --- maps ------------------------------------------------------------------------------------

(defn- flat-keys [xs] (filter keyword? (flatten xs)))
(defn- unk [k] (keyword (name k)))
(defn- contains-form [k] `(fn [~'%] (contains? ~'% ~k)))
(defn- need
  "A predicate of a map, and its form, for an element of :req: a key, or (or …), (and …) of such."
  [x as]
  (if (keyword? x)
    [(fn [m] (contains? m (as x))) (list 'contains? '% (as x))]
    (let [[op & xs] x, parts (map (fn [x] (need x as)) xs), every (= "and" (name op))]
      [(fn [m] (if every (every? (fn [[p]] (p m)) parts) (boolean (some (fn [[p]] (p m)) parts)))) (list* (if every 'and 'or) (map second parts))])))
(defmacro keys "Returns a spec of maps: :req and :opt, keys with namespace, which are the names of their values' specs; :req-un and :opt-un, whose keys have none in the map. Option :gen." {:added "1.9"}
  [& {:keys [req req-un opt opt-un gen] :as m}]
  (c/assert (every? (fn [k] (c/and (keyword? k) (namespace k))) (flat-keys (concat req req-un opt opt-un))) "all keys must be namespace-qualified keywords")
  `(keys-impl '~(select-keys m [:req :opt :req-un :opt-un]) ~gen))
(defn ^:skip-wiki keys-impl [{:keys [req req-un opt opt-un] :as m} gfn]
  (let [id (py/object)
        needs (concat (map (fn [x] (need x identity)) req) (map (fn [x] (need x unk)) req-un))
        un (into {} (map (fn [k] [(unk k) k])) (flat-keys (concat req-un opt-un)))
        spec-of (fn [k] (let [s (get un k k)] (when (c/and (ident? s) (get @registry-ref s)) s)))
        s (object `(keys ~@(mapcat (fn [k] (when-let [v (get m k)] [k v])) [:req :opt :req-un :opt-un]))
                  (fn [x] (if (c/and (map? x) (every? (fn [[p]] (p x)) needs))
                            (loop [ret x, ks (c/keys x)]
                              (if-let [[k & more] (seq ks)]
                                (if-let [s (spec-of k)]
                                  (let [v (get x k), y (conform s v)] (cond (invalid? y) y (identical? y v) (recur ret more) :else (recur (assoc ret k y) more)))
                                  (recur ret more))
                                ret))
                            ::invalid))
                  (fn [y] (reduce-kv (fn [m k v] (if-let [s (spec-of k)] (let [u (unform s v)] (if (identical? u v) m (assoc m k u))) m)) y y))
                  (fn [path via in x]
                    (if-not (map? x)
                      [{:path path :pred 'clojure.core/map? :val x :via via :in in}]
                      (concat (keep (fn [[p form]] (when-not (p x) {:path path :pred (list 'clojure.core/fn ['%] (walk/postwalk (fn [f] (if (#{'contains? 'or 'and} f) (symbol "clojure.core" (name f)) f)) form)) :val x :via via :in in})) needs)
                              (mapcat (fn [[k v]] (when-let [s (spec-of k)] (problems s s (conj path k) via (conj in k) v))) x))))
                  (fn [o p r]
                    (let [r     (entered r id)
                          pair  (fn [as k] [(as k) (gen/delay (gensub k k o (conj p (as k)) r))])
                          pairs (fn [qualified unqualified] (concat (map (partial pair identity) qualified) (map (partial pair unk) unqualified)))
                          fixed (into {} (pairs (flat-keys req) (flat-keys req-un)))
                          more  (into [] (remove (fn [[k _]] (too-deep? r id p k))) (pairs (flat-keys opt) (flat-keys opt-un)))
                          of    (fn [m] (apply gen/hash-map (mapcat identity m)))]
                      (if (empty? more)
                        (of fixed)
                        (gen/bind (gen/choose 0 (count more))
                                  (fn [n] (gen/bind (gen/shuffle more) (fn [all] (of (c/into fixed (take n all)))))))))))]
    (if gfn (with-gen* s gfn) s)))
(defmacro merge "Returns a spec of maps that all specs hold of." {:added "1.9"} [& forms] `(merge-impl '~(mapv res forms) ~(vec forms)))
(defn ^:skip-wiki merge-impl [forms preds]
  (object `(merge ~@forms)
          (fn [x] (let [ys (map (fn [p f] (dt p f x)) preds forms)] (if (some invalid? ys) ::invalid (apply c/merge ys))))
          (fn [y] (apply c/merge (map (fn [p] (unform p y)) (reverse preds))))
          (fn [path via in x] (mapcat (fn [p f] (problems p f path via in x)) preds forms))
          (fn [o p r] (gen/fmap (fn [ms] (apply c/merge ms)) (apply gen/tuple (map (fn [q f] (gensub q f o p r)) preds forms))))))
(defmacro multi-spec "Returns a spec that a multimethod returns for a value; retag is a key, or a function of a generated value and its tag." {:added "1.9"} [mm retag] `(multi-spec-impl ~(form-of mm) (var ~mm) ~retag))
(defn ^:skip-wiki multi-spec-impl [form mm retag]
  (let [spec-of (fn [x] (let [m @mm] (when (get-method m ((cljsh.core/multi-dispatch m) x)) (m x))))
        id (py/object)
        tag (fn [x y] (if (keyword? retag) (assoc x retag y) (retag x y)))]
    (object `(multi-spec ~form ~retag)
            (fn [x] (if-let [s (spec-of x)] (dt s form x) ::invalid)) (fn [y] (if-let [s (spec-of y)] (unform s y) (throw (IllegalStateException. (str "No method of: " form " for dispatch value")))))
            (fn [path via in x] (let [path (conj path (try ((cljsh.core/multi-dispatch @mm) x) (catch Throwable _ nil)))] (if-let [s (spec-of x)] (problems s form path via in x) [{:path path :pred form :val x :reason "no method" :via via :in in}])))
            (fn [o p r]
              (let [r       (entered r id)
                    choices (vec (keep (fn [[k f]]
                                         (when-not (c/or (= k :default) (too-deep? r id p k))
                                           (gen/delay (gen/fmap (fn [x] (tag x k)) (gensub (f nil) form o (conj p k) r)))))
                                       (methods @mm)))]
                (when (seq choices) (gen/one-of choices)))))))

;; --- collections --------------------------------------------------------------------------------

(defmacro every "Returns a spec of collections, some of whose elements are looked at. Options :kind :count :min-count :max-count :distinct :into :gen-max :gen." {:added "1.9"} [pred & {:as opts}] `(every-impl '~'every ~(form-of pred) ~pred ~(assoc (dissoc opts :gen) ::kform (list 'quote (res (:kind opts))) ::form (list 'quote (res (dissoc opts :gen)))) ~(:gen opts)))
(defmacro every-kv "As every, for maps." {:added "1.9"} [kpred vpred & opts] `(every (tuple ~kpred ~vpred) ::kfn (fn [i# v#] (nth v# 0)) :into {} ::map true ~@opts))
(defmacro coll-of "Returns a spec of collections all of whose elements pred holds of. Options as of every." {:added "1.9"} [pred & {:as opts}] `(every-impl '~'coll-of ~(form-of pred) ~pred ~(assoc (dissoc opts :gen) ::all true ::form (list 'quote (res (dissoc opts :gen)))) ~(:gen opts)))
(defmacro map-of "Returns a spec of maps with such keys and values. Option :conform-keys, and those of every." {:added "1.9"} [kpred vpred & {:as opts}]
  `(every-impl '~'map-of '[~(res kpred) ~(res vpred)] (tuple ~kpred ~vpred) ~(assoc (dissoc opts :gen) ::all true ::map true ::kvs [kpred vpred] :kind `map? ::form (list 'quote (res (dissoc opts :gen)))) ~(:gen opts)))
(defn ^:skip-wiki every-impl [kind-name form pred {:keys [kind count min-count max-count distinct into gen-max conform-keys] :as opts} gfn]
  (let [map-like (::map opts), all (::all opts), el-form (if (c/and map-like (vector? form)) (list* 'clojure.spec.alpha/tuple form) form)
        sized (fn [x] (c/or (when-not (if kind (valid? kind x) (coll? x)) [(if kind (c/or (::kind-form opts) (get (::form opts) :kind) 'kind) 'clojure.core/coll?)])
                            (when (c/and count (not= count (c/count x))) [`(= ~count (c/count ~'%))])
                            (when (c/and (c/or min-count max-count) (not (<= (c/or min-count 0) (bounded-count (if max-count (inc max-count) min-count) x) (c/or max-count Integer/MAX_VALUE)))) [`(<= ~(c/or min-count 0) (c/count ~'%) ~(c/or max-count `Integer/MAX_VALUE))])
                            (when (c/and distinct (seq x) (not (apply distinct? x))) ['distinct?])))
        s (object `(~(symbol "clojure.spec.alpha" (name kind-name)) ~@(if (c/and map-like (vector? form)) form [form]) ~@(mapcat identity (::form opts)))
                  (fn [x]
                    (cond
                      (sized x) ::invalid
                      (not all) (if (every? (fn [v] (not (invalid? (dt pred form v)))) (take *coll-check-limit* x)) x ::invalid)
                      map-like  (reduce-kv (fn [m k v] (let [y (dt pred form [k v])] (if (invalid? y) (reduced ::invalid) (if conform-keys (assoc (dissoc m k) (nth y 0) (nth y 1)) (assoc m k (nth y 1)))))) (if conform-keys (empty x) x) x)
                      :else     (let [ys (reduce (fn [a v] (let [y (dt pred form v)] (if (invalid? y) (reduced ::invalid) (conj a y)))) [] x)]
                                  (cond (invalid? ys) ys into (c/into (empty into) ys) (vector? x) ys (list? x) (apply list ys) (map? x) (c/into (empty x) ys) (set? x) (c/into (empty x) ys) (seq? x) (apply list ys) :else ys))))
                  (fn [y] (cond (not all) y map-like (c/into (empty y) (map (fn [[k v]] (let [[k2 v2] (unform pred [k v])] [(if conform-keys k2 k) v2]))) y) (vector? y) (mapv (fn [v] (unform pred v)) y) (seq? y) (map (fn [v] (unform pred v)) y) :else (c/into (empty y) (map (fn [v] (unform pred v))) y)))
                  (fn [path via in x]
                    (if-let [[f] (sized x)]
                      [{:path path :pred f :val x :via via :in in}]
                      (take *coll-error-limit* (mapcat (fn [i v] (if map-like
                                                                   (map (fn [p] (if (seq (:path p)) p p)) (problems pred el-form path via (conj in (first v)) v))
                                                                   (problems pred form path via (conj in (if (map? x) (first v) i)) v)))
                                                       (range) x))))
                  (fn [o p r]
                    (let [g (gensub pred form o p r), lo (c/or count min-count 0), hi (c/or count max-count (max (c/or gen-max 20) (clojure.core/* 2 lo)))
                          base (cond into (empty into) map-like {} (c/and (fn? kind) (= kind set?)) #{} (= kind list?) () (= kind vector?) [] :else [])]
                      (gen/fmap (fn [xs] (if (list? base) (apply list xs) (c/into base xs)))
                                (if (c/or distinct (set? base)) (gen/vector-distinct g {:min-elements lo :max-elements hi :max-tries 100}) (gen/vector g lo hi))))))]
    (if gfn (with-gen* s gfn) s)))

;; --- expressions over sequences --------------------------------------------------------------------

(defmacro cat "Returns an expression of parts one behind the other: (cat :name pred …); conforms to a map." {:added "1.9"} [& key-preds]
  (let [pairs (partition 2 key-preds)] `{::op :cat ::keys '~(mapv first pairs) ::forms '~(mapv (comp res second) pairs) ::preds ~(mapv second pairs) ::form (list* `cat '~(vec (mapcat (fn [[k p]] [k (res p)]) pairs)))}))
(defmacro alt "Returns an expression of one of several: (alt :name pred …); conforms to [name value]." {:added "1.9"} [& key-preds]
  (let [pairs (partition 2 key-preds)] `{::op :alt ::keys '~(mapv first pairs) ::forms '~(mapv (comp res second) pairs) ::preds ~(mapv second pairs) ::form (list* `alt '~(vec (mapcat (fn [[k p]] [k (res p)]) pairs)))}))
(defmacro * "Returns an expression of any number; conforms to a vector." {:added "1.9"} [pred-form] `{::op :rep ::preds [~pred-form] ::forms ['~(res pred-form)] ::form (list `* '~(res pred-form))})
(defmacro + "Returns an expression of one or more; conforms to a vector." {:added "1.9"} [pred-form] `{::op :rep ::least 1 ::preds [~pred-form] ::forms ['~(res pred-form)] ::form (list `+ '~(res pred-form))})
(defmacro ? "Returns an expression of one or none." {:added "1.9"} [pred-form] `{::op :maybe ::preds [~pred-form] ::forms ['~(res pred-form)] ::form (list `? '~(res pred-form))})
(defmacro & "Returns an expression with predicates that hold of what it conforms to." {:added "1.9"} [re & preds] `{::op :amp ::preds [~re] ::forms ['~(res re)] ::more ~(vec preds) ::more-forms '~(mapv res preds) ::form (list* `& '~(res re) '~(mapv res preds))})
(defmacro keys* "Returns an expression of keys and values one behind the other, as of keys; conforms to a map." {:added "1.9"} [& kspecs]
  `{::op :amp ::preds [(* (cat ::k keyword? ::v any?))] ::forms ['(* (cat ::k keyword? ::v any?))]
    ::more [(conformer (fn [xs#] (into {} (map (fn [m#] [(::k m#) (::v m#)])) xs#)) (fn [m#] (mapv (fn [[k# v#]] {::k k# ::v v#}) m#))) (keys ~@kspecs)] ::more-forms '[identity (keys ~@kspecs)]
    ::form '(clojure.spec.alpha/keys* ~@(res kspecs))})

(def ^:private ^:dynamic *furthest* "Where matching failed last: [elements-that-were-left problems], or nil when nobody asks." nil)
(defn- note-failure [left problem]
  (when *furthest*
    (let [[best probs] @*furthest*]
      (cond (c/or (nil? best) (< left best)) (vreset! *furthest* [left [problem]])
            (= left best) (vreset! *furthest* [left (conj probs problem)])))))

(def ^:private nothing ::nil)
(defn- leaf
  "One element: a lazy seq of at most one [value rest]."
  [pred form xs path via in]
  (if (seq xs)
    (let [x (first xs), y (dt pred form x)]
      (if (invalid? y)
        (do (when *furthest* (note-failure (count xs) (fn [] (problems pred form path via (conj in (- (:n (meta in)) (count xs))) x)))) nil)
        (list [y (rest xs)])))
    (do (when *furthest* (note-failure 0 (fn [] [{:path path :reason "Insufficient input" :pred (if (c/or (ident? pred)) (let [s (reg-resolve! pred)] (if (c/or (spec? s) (regex? s)) pred form)) form) :val () :via via :in in}]))) nil)))

(declare amp-ways)
(defn- parse*
  "All ways to match the beginning of xs: a lazy seq of [value rest]."
  [re form xs path via in]
  (let [op (reg-resolve! re), via (if (c/and (ident? re) (regex? op)) (conj via re) via)]
    (if-not (regex? op)
      (leaf re form xs path via in)
      (let [{::keys [keys preds forms least]} op]
        (case (::op op)
          :cat (letfn [(step [i xs m]
                         (if (= i (count preds))
                           (list [m xs])
                           (mapcat (fn [[y more]] (step (inc i) more (if (identical? y nothing) m (assoc m (nth keys i) y))))
                                   (parse* (nth preds i) (nth forms i) xs (conj path (nth keys i)) via in))))]
                 (let [out (step 0 xs (array-map))] (map (fn [[m xs]] [(if (c/and (empty? m) (seq preds)) nothing m) xs]) out)))
          :alt (mapcat (fn [k p f] (map (fn [[y more]] [(if (identical? y nothing) nothing (clojure.lang.MapEntry/create k y)) more]) (parse* p f xs (conj path k) via in))) keys preds forms)
          :maybe (concat (parse* (first preds) (first forms) xs path via in) (list [nothing xs]))
          :rep (let [p (first preds), f (first forms), least (c/or least 0)]
                 (if (regex? (reg-resolve! p))
                   (letfn [(step [xs ys]
                             (lazy-cat (mapcat (fn [[y more]] (when (< (count more) (count xs)) (step more (conj ys y)))) (parse* p f xs path via in))
                                       (when (>= (count ys) least) (list [(if (c/and (empty? ys) (zero? least)) nothing ys) xs]))))]
                     (let [direct (step xs [])] (if (c/and (pos? least) (empty? direct)) (map (fn [[y more]] [(if (identical? y nothing) nothing [y]) more]) (parse* p f xs path via in)) direct)))
                   (loop [xs xs, ys [], ends (list [(if (zero? least) nothing []) xs])]
                     (if-let [[[y more]] (seq (leaf p f xs path via in))]
                       (let [ys (conj ys y)] (recur more ys (cons [ys more] ends)))
                       (filter (fn [[y _]] (c/or (zero? least) (>= (count y) least))) ends)))))
          :amp (amp-ways op xs path via in))))))

(defn- amp-value
  "What the predicates of an & make of a value; ::invalid where one does not hold, and what explains it is handed to refuse."
  [{::keys [more more-forms]} y path via refuse]
  (loop [y y, ps more, fs more-forms]
    (if (seq ps)
      (let [z (dt (first ps) (first fs) y)]
        (if (invalid? z)
          (do (refuse (fn [in] (problems (first ps) (first fs) path via in y))) z)
          (recur z (next ps) (next fs))))
      y)))

(defn- amp-ways
  "All ways to match an &. A predicate that does not hold is what is wrong, at the element that was last where the
  expression ends there; where it could have gone on, what is wrong is the element that did not fit, if there is one."
  [{::keys [preds forms] :as op} xs path via in]
  (let [inner   (when *furthest* (volatile! nil))
        refused (volatile! {}) ; how much was left where a predicate did not hold -> its problem
        parsed  #(parse* (first preds) (first forms) xs path via in)
        ways    (if inner (binding [*furthest* inner] (doall (parsed))) (parsed))
        found   (mapcat (fn [[y more-xs]]
                          (let [y0 (if (identical? y nothing) (when (= :rep (::op (reg-resolve! (first preds)))) []) y)
                                z  (amp-value op y0 path via #(vswap! refused assoc (count more-xs) %))]
                            (when-not (invalid? z)
                              (list [(if (c/and (identical? y nothing) (nil? z)) nothing z) more-xs]))))
                        ways)]
    (when inner
      (dorun found)
      (let [[left problems] @inner]
        (doseq [[left* explain] @refused]
          (cond
            (= left left*)         (when (zero? left) (note-failure 0 #(explain in)))
            (< left* (count xs))   (note-failure (inc left*) #(explain (conj in (- (:n (meta in)) (inc left*)))))
            :else                  (note-failure left* #(explain in))))
        (when (c/and left (not (c/and (zero? left) (contains? @refused 0))))
          (run! (partial note-failure left) problems))))
    found))

(defn- whole
  "The first way to match all of xs. It is tried, too, where another match is explained: that is not told what fails here."
  [re xs path via in]
  (let [ways #(first (filter (fn [[_ more]] (empty? more)) (parse* re (::form re) xs path via in)))]
    (if *furthest* (binding [*furthest* nil] (ways)) (ways))))
(defn- unparse [re y]
  (let [op (reg-resolve! re)]
    (if-not (regex? op)
      [(unform re y)]
      (let [{::keys [op keys preds more]} op]
        (case op
          :cat (mapcat (fn [k p] (when (contains? y k) (unparse p (get y k)))) keys preds)
          :alt (if (nil? y) [] (let [[k v] y] (unparse (nth preds (.indexOf keys k)) v)))
          :maybe (if (nil? y) [] (unparse (first preds) y))
          :rep (mapcat (fn [v] (unparse (first preds) v)) y)
          :amp (unparse (first preds) (reduce (fn [y p] (if (c/or (ident? p) (spec? p) (regex? p)) (unform p y) y)) y (reverse more))))))))

(declare empty-value* form* no-gen)
(defn- re-gen [re form o path r]
  (let [op (reg-resolve! re)]
    (if-not (regex? op)
      (gen/fmap vector (gensub re form o path r))
      (let [id (::form op), {::keys [op keys preds forms least gfn]} op, r (entered r id)]
        (cond
          gfn (gen/fmap vec (gfn))
          :else
          (case op
            :cat (if (empty? preds) (gen/return []) (gen/fmap (fn [xs] (vec (apply concat xs))) (apply gen/tuple (map (fn [k p f] (re-gen p f o (conj path k) r)) keys preds forms))))
            :alt (let [choices (vec (keep (fn [[k p f]] (when-not (too-deep? r id path k) (gen/delay (re-gen p f o (conj path k) r)))) (map vector keys preds forms)))]
                   (if (seq choices) (gen/one-of choices) (no-gen path form)))
            :maybe (if (too-deep? r id [id] id) (gen/return []) (gen/one-of [(gen/return []) (gen/delay (re-gen (first preds) (first forms) o path r))]))
            :rep (if (too-deep? r id [id] id)
                   (if (pos? (c/or least 0)) (gen/fmap (fn [xs] (vec (apply concat xs))) (gen/vector (re-gen (first preds) (first forms) o path r) least)) (gen/return []))
                   (gen/fmap (fn [xs] (vec (apply concat xs)))
                             (gen/vector (gen/delay (re-gen (first preds) (first forms) o path r)) (c/or least 0) (c/+ 5 (c/or least 0)))))
            :amp (gen/such-that (fn [xs] (whole (reg-resolve! re) xs [] [] [])) (re-gen (first preds) (first forms) o path r) 100)))))))

(defn- regex-spec [re]
  (object (::form re)
          (fn [x] (if (c/or (nil? x) (sequential? x))
                    (if-let [[y _] (whole re (seq x) [] [] [])] (if (identical? y nothing) (empty-value* re) y) ::invalid)
                    ::invalid))
          (fn [y] (unparse re y))
          (fn [path via in x]
            (if (c/or (nil? x) (sequential? x))
              (binding [*furthest* (volatile! nil)]
                (let [xs (seq x), in* (vary-meta in assoc :n (count xs)), all (doall (parse* re (::form re) xs path via in*))]
                  (when-not (some (fn [[_ more]] (empty? more)) all)
                    (let [[left probs] @*furthest*, reached (when (seq all) (apply min (map (comp count second) all)))]
                      (if (c/and reached (c/or (nil? left) (< reached left)))
                        (let [more (take-last reached x)] [{:path path :reason "Extra input" :pred (::form re) :val more :via via :in (conj in (- (count xs) reached))}])
                        (if (c/and reached (= reached left) (pos? left) (= :cat (::op re)) false) nil
                          (vec (distinct (mapcat (fn [p] (p)) probs)))))))))
              [{:path path :pred `(fn [~'%] (c/or (nil? ~'%) (sequential? ~'%))) :val x :via via :in in}]))
          (fn [o p r] (if-let [g (::gfn re)] (g) (re-gen re (::form re) o p r)))))
(defn- empty-value* [re]
  (let [re (reg-resolve! re)]
    (case (::op re) :cat {} :rep [] :amp (if (regex? (reg-resolve! (first (::preds re)))) (empty-value* (first (::preds re))) nil) nil)))
(defn ^:skip-wiki regex-spec-impl [re gfn] (cond-> (regex-spec re) gfn (with-gen* gfn)))

;; --- functions --------------------------------------------------------------------------------------

(defmacro fspec "Returns a spec of functions: :args, :ret and :fn. Option :gen." {:added "1.9"} [& {:keys [args ret fn gen] :or {ret `any?}}]
  `(fspec-impl ~(when args `(spec ~args)) ~(form-of args) ~(when ret `(spec ~ret)) ~(form-of ret) ~(when fn `(spec ~fn)) ~(form-of fn) ~gen))
(defn ^:skip-wiki fspec-impl [args aform ret rform fnspec fform gfn]
  (let [call-problem (fn [f] (when args
                               (some (fn [xs] (let [r (try [(apply f xs)] (catch Throwable e e))]
                                                (cond (instance? Throwable r) {:args xs :reason (ex-message r)}
                                                      (invalid? (conform ret (first r))) {:args xs :ret (first r)}
                                                      (c/and fnspec (not (valid? fnspec {:args (conform args xs) :ret (conform ret (first r))}))) {:args xs :fn true})))
                                     (try (gen/sample (gensub args aform nil [] nil) *fspec-iterations*) (catch ImportError _ nil) (catch FileNotFoundError _ nil)))))
        s (object `(fspec :args ~aform :ret ~rform :fn ~fform)
                  (fn [f] (if (c/and (ifn? f) (nil? (call-problem f))) f ::invalid)) identity
                  (fn [path via in f] (if (ifn? f) (when-let [p (call-problem f)] [{:path (conj path (if (contains? p :ret) :ret :fn)) :pred (if (contains? p :ret) rform fform) :val (get p :ret (:args p)) :reason (:reason p) :via via :in in}]) [{:path path :pred 'ifn? :val f :via via :in in}]))
                  (fn [o p r] (gen/return (fn [& xs] (gen/generate (gensub ret rform o p r))))))]
    (assoc (if gfn (with-gen* s gfn) s) :args args :ret ret :fn fnspec)))
(defmacro fdef "Gives a function a spec, as fspec has it." {:added "1.9"} [fn-sym & specs] `(clojure.spec.alpha/def ~fn-sym (fspec ~@specs)))

;; --- generators, checks ------------------------------------------------------------------------------------

(defn- no-gen [path form]
  (throw (ex-info (str "Unable to construct gen at: " path " for: " (abbrev form)) {::path path ::form form ::failure :no-gen})))

(defn- gensub [spec form overrides path rmap]
  (let [s (the-spec spec form), overridden (c/or (get overrides (spec-name s)) (get overrides spec) (get overrides path))]
    (if-let [g (if overridden (overridden) (gen* s overrides path rmap))]
      (gen/such-that (fn [x] (valid? s x)) g 100)
      (no-gen path form))))
(defn gen "Returns a generator of a spec; overrides are functions that return generators, by names or paths." {:added "1.9"} ([spec] (gen spec nil)) ([spec overrides] (gensub spec (if (ident? spec) spec (form* spec)) overrides [] {::recursion-limit *recursion-limit*})))
(defn- form* [s] (try (form s) (catch Throwable _ s)))
(defn exercise "Returns n pairs, 10 if not given, of generated values and what they conform to." {:added "1.9"} ([spec] (exercise spec 10)) ([spec n] (exercise spec n nil)) ([spec n overrides] (map (fn [x] [x (conform spec x)]) (gen/sample (gen spec overrides) n))))
(defn exercise-fn "Calls a function that has a spec with generated arguments." {:added "1.9"} ([sym] (exercise-fn sym 10)) ([sym n] (exercise-fn sym n (get-spec sym))) ([sym n fspec] (let [f (if (symbol? sym) @(resolve sym) sym)] (for [args (gen/sample (gen (:args fspec)) n)] [args (apply f args)]))))

(defn int-in-range? "Is it an integer from start up to end, without that?" {:added "1.9"} [start end x] (c/and (int? x) (<= start x) (< x end)))
(defmacro int-in "Returns a spec of integers from start up to end, without that." {:added "1.9"} [start end] `(spec (and int? (fn [~'%] (int-in-range? ~start ~end ~'%))) :gen (fn [] (gen/large-integer* {:min ~start :max (dec ~end)}))))
(defn inst-in-range? "Is it a moment from start up to end, without that?" {:added "1.9"} [start end x] (c/and (inst? x) (<= (inst-ms start) (inst-ms x)) (< (inst-ms x) (inst-ms end))))
(defmacro inst-in "Returns a spec of moments from start up to end, without that." {:added "1.9"} [start end] `(spec (and inst? (fn [~'%] (inst-in-range? ~start ~end ~'%))) :gen (fn [] (gen/fmap (fn [ms#] (java.util.Date. ms#)) (gen/large-integer* {:min (inst-ms ~start) :max (dec (inst-ms ~end))})))))
(defmacro double-in "Returns a spec of floats. Options :infinite? :NaN? :min :max." {:added "1.9"} [& {:keys [infinite? NaN? min max] :or {infinite? true NaN? true} :as m}]
  `(spec (and double? ~@(when-not infinite? ['(fn [x] (not (infinite? x)))]) ~@(when-not NaN? ['(fn [x] (not (NaN? x)))]) ~@(when max [`(fn [~'%] (<= ~'% ~max))]) ~@(when min [`(fn [~'%] (<= ~min ~'%))])) :gen (fn [] (gen/double* ~m))))

(defn check-asserts? "Does assert check?" {:added "1.9"} [] @asserting)
(defn check-asserts "Has assert check, or not." {:added "1.9"} [flag] (reset! asserting flag))
(defn assert* "Returns x, which must be valid." [spec x]
  (if (valid? spec x) x (let [ed (c/merge (assoc (explain-data* spec [] [] [] x) ::failure :assertion-failed))] (throw (ex-info (str "Spec assertion failed\n" (with-out-str (explain-out ed))) ed)))))
(defmacro assert "Returns x; where assertions are checked, it must be valid." {:added "1.9"} [spec x] (if *compile-asserts* `(if (check-asserts?) (assert* ~spec ~x) ~x) x))
