;; SPDX-License-Identifier: MIT
;; Specs of collections by their elements, a part of clojure.spec.alpha.

(in-ns 'clojure.spec.alpha)

;; --- macros: all are every, with options of their own -----------------------

(defn- quoted
  "Code that gives a form as it is."
  [form]
  (list 'quote form))

(defn- collection-form
  "The form of such a spec: its options as they were written, but for the namespace of :kind."
  [macro preds opts]
  `(~macro ~@(map res preds) ~@(mapcat identity (cond-> opts (:kind opts) (update :kind res)))))

(defmacro every
  "Returns a spec of collections, some of whose elements are looked at.
  Options :kind :count :min-count :max-count :distinct :into :gen-max :gen."
  {:added "1.9"}
  [pred & {:keys [kind gen] :as opts}]
  (let [described (c/or (::describe opts) (quoted (collection-form `every [pred] opts)))
        opts      (assoc (dissoc opts :gen)
                         ::kind-form (form-of kind)
                         ::describe described)]
    `(every-impl ~(quoted pred) ~pred ~opts ~gen)))

(defmacro every-kv
  "As every, for maps."
  {:added "1.9"}
  [kpred vpred & {:as opts}]
  `(every (tuple ~kpred ~vpred)
          ~@(mapcat identity
                    (c/merge {:into {}
                              ::in-key true
                              ::describe (quoted (collection-form `every-kv [kpred vpred] opts))}
                             opts))))

(defmacro coll-of
  "Returns a spec of collections all of whose elements pred holds of. Options as of every."
  {:added "1.9"}
  [pred & {:as opts}]
  `(every ~pred
          ~@(mapcat identity
                    (c/merge {::all true
                              ::describe (quoted (collection-form `coll-of [pred] opts))}
                             opts))))

(defmacro map-of
  "Returns a spec of maps with such keys and values. Option :conform-keys, and those of every."
  {:added "1.9"}
  [kpred vpred & {:as opts}]
  `(every-kv ~kpred ~vpred
             ~@(mapcat identity
                       (c/merge {:kind `map?
                                 ::all true
                                 ::describe (quoted (collection-form `map-of [kpred vpred] opts))}
                                opts))))

;; --- what they do ------------------------------------------------------------

(defn- collection-problem
  "What is wrong with a collection whatever its elements are, or nil."
  [{:keys [kind count min-count max-count distinct] ::keys [kind-form]} path via in x]
  (let [kind      (c/or kind coll?)
        kind-form (c/or kind-form `coll?)]
    (cond
      (invalid? (conform-pred kind kind-form x))
      (problems-of kind kind-form path via in x)

      (c/and count (not= count (c/count x)))
      (problem `(= ~count (c/count ~'%)) path via in x)

      (c/and (c/or min-count max-count)
             (not (<= (c/or min-count 0)
                      (bounded-count (if max-count (inc max-count) min-count) x)
                      (c/or max-count Integer/MAX_VALUE))))
      (problem `(<= ~(c/or min-count 0) (c/count ~'%) ~(c/or max-count 'Integer/MAX_VALUE)) path via in x)

      (c/and distinct (seq x) (not (apply distinct? x)))
      (problem 'distinct? path via in x))))

(defn- replace-elements
  "The collection with what (f element) returns in place of its elements, as the options want it;
  ::invalid as soon as that is."
  [f {:keys [kind into conform-keys]} coll]
  (if (c/and (map? coll) (if into (map? into) kind))
    (reduce-kv (fn [ret k v]
                 (let [y (f [k v])]
                   (if (invalid? y)
                     (reduced y)
                     (assoc ret (if conform-keys (nth y 0) k) (nth y 1)))))
               (if conform-keys (empty coll) coll)
               coll)
    (let [ys (reduce (fn [ret v]
                       (let [y (f v)]
                         (if (invalid? y) (reduced y) (conj ret y))))
                     [] coll)
          to (c/or into coll)]
      (cond
        (invalid? ys)                           ys
        (c/and (vector? coll) (vector? to))     ys
        (seq? to)                               (apply list ys)
        :else                                   (c/into (empty to) ys)))))

(defn- element-problems [form pred {::keys [all in-key]} path via in coll]
  (let [found (keep (fn [[i v]]
                      (seq (problems-of pred form path via (conj in (if in-key (nth v 0) i)) v)))
                    (map-indexed vector coll))]
    (apply concat (if all found (take *coll-error-limit* found)))))

(defn- gen-collection
  [element {:keys [kind count min-count max-count distinct into gen-max]}]
  (let [least (c/or count min-count 0)
        most  (c/or count max-count (max (c/or gen-max 20) (c/* 2 least)))
        base  (cond
                into           (empty into)
                (= kind set?)  #{}
                (= kind list?) ()
                :else          [])]
    (gen/fmap (fn [xs] (if (list? base) (apply list xs) (c/into base xs)))
              (if (c/or distinct (set? base))
                (gen/vector-distinct element {:min-elements least :max-elements most :max-tries 100})
                (gen/vector element least most)))))

(defn ^:skip-wiki every-impl [form pred {::keys [all describe] :as opts} gfn]
  (let [element (fn [v] (conform-pred pred form v))
        s       (object
                 describe
                 (fn [x]
                   (cond
                     (collection-problem opts [] [] [] x) ::invalid
                     all                                  (replace-elements element opts x)
                     (some (comp invalid? element)
                           (take *coll-check-limit* x))   ::invalid
                     :else                                x))
                 (fn [y]
                   (if all
                     (replace-elements (fn [v] (unform pred v)) opts y)
                     y))
                 (fn [path via in x]
                   (c/or (collection-problem opts path via in x)
                         (element-problems form pred opts path via in x)))
                 (fn [overrides path rmap]
                   (gen-collection (gensub pred form overrides path rmap) opts)))]
    (if gfn (with-gen* s gfn) s)))
