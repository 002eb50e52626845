;; SPDX-License-Identifier: MIT
;; Specs of maps by their keys, a part of clojure.spec.alpha.

(in-ns 'clojure.spec.alpha)

(defn- flat-keys [xs]
  (filter keyword? (flatten xs)))

(defn- unk
  "A key without its namespace."
  [k]
  (keyword (name k)))

(defn- need
  "A predicate of a map, and its form, for an element of :req: a key, or (or …), (and …) of such.
  The map has the key (as k)."
  [x as]
  (if (keyword? x)
    (let [k (as x)]
      [(fn [m] (contains? m k)) `(contains? ~'% ~k)])
    (let [[op & xs] x
          parts     (map (fn [x] (need x as)) xs)
          holds?    (fn [m] (fn [[p]] (p m)))]
      (if (= "and" (name op))
        [(fn [m] (every? (holds? m) parts)) `(c/and ~@(map second parts))]
        [(fn [m] (boolean (some (holds? m) parts))) `(c/or ~@(map second parts))]))))

(defn- missing
  "The problems of a map that does not have what is needed."
  [needs path via in m]
  (mapcat (fn [[has? form]]
            (when-not (has? m)
              (problem `(fn [~'%] ~form) path via in m)))
          needs))

(defn- gen-keys
  "A generator of maps with what is required and some of what is optional."
  [{:keys [req req-un opt opt-un]} id overrides path rmap]
  (let [rmap     (entered rmap id)
        pair     (fn [k as] [(as k) (gen/delay (gensub k k overrides (conj path (as k)) rmap))])
        pairs    (fn [ks un-ks]
                   (concat (map (fn [k] (pair k identity)) (flat-keys ks))
                           (map (fn [k] (pair k unk)) (flat-keys un-ks))))
        required (into {} (pairs req req-un))
        optional (into [] (remove (fn [[k _]] (too-deep? rmap id path k))) (pairs opt opt-un))
        map-of   (fn [generators] (apply gen/hash-map (mapcat identity generators)))]
    (if (empty? optional)
      (map-of required)
      (gen/bind (gen/choose 0 (count optional))
                (fn [n]
                  (gen/bind (gen/shuffle optional)
                            (fn [shuffled] (map-of (into required (take n shuffled))))))))))

(defmacro keys
  "Returns a spec of maps: :req and :opt, keys with namespace, which are the names of their values' specs;
  :req-un and :opt-un, whose keys have none in the map. Option :gen."
  {:added "1.9"}
  [& {:keys [req req-un opt opt-un gen] :as m}]
  (c/assert (every? qualified-keyword? (flat-keys (concat req req-un opt opt-un)))
            "all keys must be namespace-qualified keywords")
  `(keys-impl '~(select-keys m [:req :opt :req-un :opt-un]) ~gen))

(defn- replace-values
  "The map with its values conformed or unformed, where (spec-of key) is a spec; ::invalid as soon as one is."
  [conform-or-unform spec-of m]
  (reduce-kv (fn [ret k v]
               (if-let [spec (spec-of k)]
                 (let [y (conform-or-unform spec v)]
                   (cond
                     (identical? y v) ret
                     (invalid? y)     (reduced y)
                     :else            (assoc ret k y)))
                 ret))
             m m))

(defn ^:skip-wiki keys-impl [{:keys [req req-un opt-un] :as m} gfn]
  (let [id      (py/object)
        needs   (concat (map (fn [x] (need x identity)) req)
                        (map (fn [x] (need x unk)) req-un))
        un      (into {} (map (juxt unk identity)) (flat-keys (concat req-un opt-un)))
        spec-of (fn [k]
                  (let [n (get un k k)]
                    (when (c/and (ident? n) (get @registry-ref n))
                      n)))
        s       (object
                 `(keys ~@(mapcat (fn [k] (find m k)) [:req :opt :req-un :opt-un]))
                 (fn [x]
                   (if (c/and (map? x) (every? (fn [[has?]] (has? x)) needs))
                     (replace-values conform spec-of x)
                     ::invalid))
                 (fn [y] (replace-values unform spec-of y))
                 (fn [path via in x]
                   (if-not (map? x)
                     (problem `map? path via in x)
                     (concat (missing needs path via in x)
                             (mapcat (fn [[k v]]
                                       (when-let [n (spec-of k)]
                                         (problems-of n n (conj path k) via (conj in k) v)))
                                     x))))
                 (fn [overrides path rmap] (gen-keys m id overrides path rmap)))]
    (if gfn (with-gen* s gfn) s)))

(defmacro merge
  "Returns a spec of maps that all specs hold of."
  {:added "1.9"}
  [& forms]
  `(merge-impl '~(mapv res forms) ~(vec forms)))

(defn ^:skip-wiki merge-impl [forms preds]
  (object `(merge ~@forms)
          (fn [x]
            (let [ys (map (fn [pred form] (conform-pred pred form x)) preds forms)]
              (if (some invalid? ys) ::invalid (apply c/merge ys))))
          (fn [y] (apply c/merge (map (fn [pred] (unform pred y)) (reverse preds))))
          (fn [path via in x]
            (mapcat (fn [pred form] (problems-of pred form path via in x)) preds forms))
          (fn [overrides path rmap]
            (gen/fmap (fn [ms] (apply c/merge ms))
                      (apply gen/tuple
                             (map (fn [pred form] (gensub pred form overrides path rmap)) preds forms))))))

(defmacro multi-spec
  "Returns a spec that a multimethod returns for a value;
  retag is a key, or a function of a generated value and its tag."
  {:added "1.9"}
  [mm retag]
  `(multi-spec-impl ~(form-of mm) (var ~mm) ~retag))

(defn ^:skip-wiki multi-spec-impl [form mm retag]
  (let [id      (py/object)
        tag-of  (fn [x] ((cljsh.core/multi-dispatch @mm) x))
        spec-of (fn [x] (when (get-method @mm (tag-of x)) (@mm x)))
        tagged  (fn [x tag] (if (keyword? retag) (assoc x retag tag) (retag x tag)))]
    (object `(multi-spec ~form ~retag)
            (fn [x]
              (if-let [s (spec-of x)]
                (conform-pred s form x)
                ::invalid))
            (fn [y]
              (if-let [s (spec-of y)]
                (unform s y)
                (throw (IllegalStateException. (str "No method of: " form " for dispatch value")))))
            (fn [path via in x]
              (let [path (conj path (try (tag-of x) (catch Throwable _ nil)))]
                (if-let [s (spec-of x)]
                  (problems-of s form path via in x)
                  [{:path path :pred form :val x :reason "no method" :via via :in in}])))
            (fn [overrides path rmap]
              (let [tags (vec (remove #{:default} (c/keys (methods @mm))))]
                (one-branch id rmap path tags
                            (fn [i path rmap]
                              (let [tag (nth tags i)]
                                (gen/fmap
                                 (fn [x] (tagged x tag))
                                 (gensub ((get-method @mm tag) nil) form overrides path rmap))))))))))
