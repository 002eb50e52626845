;; SPDX-License-Identifier: MIT
;; Regular expressions over sequences, a part of clojure.spec.alpha.
;;
;; An expression is a map:
;;   ::op      :cat, :alt, :maybe, :rep or :amp
;;   ::preds   its parts, with ::forms, and ::keys, their names in :cat and :alt
;;   ::least   how often :rep must match at least
;;   ::more    the predicates of :amp, with ::more-forms
;;   ::form    what form returns
;; It is matched by trying: ways returns a lazy seq of all [value rest] it can
;; make of the beginning of an input, the wanted one first, and notes in
;; *furthest* where it failed last, which is what explain tells.

(in-ns 'clojure.spec.alpha)

;; --- macros ------------------------------------------------------------------

(defn- named-parts
  "Code that makes a cat or an alt."
  [op macro key-preds]
  (let [ks    (vec (take-nth 2 key-preds))
        preds (vec (take-nth 2 (rest key-preds)))
        forms (mapv res preds)]
    `{::op ~op ::keys '~ks ::preds ~preds ::forms '~forms
      ::form '(~macro ~@(interleave ks forms))}))

(defn- one-part
  "Code that makes an expression of one part."
  [op macro pred-form]
  (let [form (res pred-form)]
    `{::op ~op ::preds [~pred-form] ::forms ['~form]
      ::form '(~macro ~form)}))

(defmacro cat
  "Returns an expression of parts one behind the other: (cat :name pred …); conforms to a map."
  {:added "1.9"}
  [& key-preds]
  (named-parts :cat `cat key-preds))

(defmacro alt
  "Returns an expression of one of several: (alt :name pred …); conforms to [name value]."
  {:added "1.9"}
  [& key-preds]
  (named-parts :alt `alt key-preds))

(defmacro *
  "Returns an expression of any number; conforms to a vector."
  {:added "1.9"}
  [pred-form]
  (one-part :rep `* pred-form))

(defmacro +
  "Returns an expression of one or more; conforms to a vector."
  {:added "1.9"}
  [pred-form]
  `(assoc ~(one-part :rep `+ pred-form) ::least 1))

(defmacro ?
  "Returns an expression of one or none."
  {:added "1.9"}
  [pred-form]
  (one-part :maybe `? pred-form))

(defmacro &
  "Returns an expression with predicates that hold of what it conforms to."
  {:added "1.9"}
  [re & preds]
  (let [forms (mapv res preds)]
    `{::op :amp ::preds [~re] ::forms ['~(res re)]
      ::more ~(vec preds) ::more-forms '~forms
      ::form '(clojure.spec.alpha/& ~(res re) ~@forms)}))

(def ^:private pairs->map
  "From the pairs that keys* finds to a map, and back."
  (conformer (fn [pairs] (into {} (map (juxt ::k ::v)) pairs))
             (fn [m] (mapv (fn [[k v]] {::k k ::v v}) m))))

(defmacro keys*
  "Returns an expression of keys and values one behind the other, as of keys; conforms to a map."
  {:added "1.9"}
  [& kspecs]
  `{::op :amp
    ::preds [(* (cat ::k keyword? ::v any?))]
    ::forms ['(* (cat ::k keyword? ::v any?))]
    ::more [@#'pairs->map (keys ~@kspecs)]
    ::more-forms '[identity (keys ~@kspecs)]
    ::form '(clojure.spec.alpha/keys* ~@(res kspecs))})

;; --- where matching failed ---------------------------------------------------

(def ^:private ^:dynamic *furthest*
  "Where matching failed last: [elements-that-were-left functions-that-return-problems],
  or nil when nobody asks."
  nil)

(defn- note-failure [left explain]
  (when *furthest*
    (let [[best explains] @*furthest*]
      (cond
        (c/or (nil? best) (< left best)) (vreset! *furthest* [left [explain]])
        (= left best)                    (vreset! *furthest* [left (conj explains explain)])))))

;; The metadata of in tell how many elements there are in all, and whether a
;; branch was taken: problems in one are a seq, as there could have been others.

(defn- in-branch [in]
  (if *furthest* (vary-meta in assoc ::branch true) in))

(defn- in-element
  "Where the element is with which so many were left."
  [in left]
  (conj in (- (::size (meta in)) left)))

(defn- insufficient
  "The problem that there is no element for a predicate."
  [pred form path via in]
  (let [s (when (ident? pred) (reg-resolve! pred))]
    [{:path path :reason "Insufficient input" :pred (if (c/or (spec? s) (regex? s)) pred form)
      :val () :via via :in in}]))

;; --- matching ----------------------------------------------------------------

(def ^:private nothing "The value of what matched no element." ::nil)

(defn- nothing? [y]
  (identical? y nothing))

(defn- unless-nothing
  "What f makes of a value, if it is one."
  [f y]
  (if (nothing? y) nothing (f y)))

(defn- leaf-failure [in left explain]
  (when *furthest*
    (note-failure left (if (::branch (meta in)) (comp seq explain) explain))
    nil))

(defn- leaf
  "One element: a seq of one [value rest], or nil."
  [pred form xs path via in]
  (if-not (seq xs)
    (leaf-failure in 0 (fn [] (insufficient pred form path via in)))
    (let [x (first xs), y (conform-pred pred form x)]
      (if (invalid? y)
        (let [left (if *furthest* (count xs) 0)]
          (leaf-failure in left (fn [] (problems-of pred form path via (in-element in left) x))))
        (list [y (rest xs)])))))

(declare ways amp-ways)

(defn- cat-ways [{::keys [keys preds forms]} xs path via in]
  (letfn [(ways-from [i xs m]
            (if (= i (count preds))
              (list [m xs])
              (let [k (nth keys i)]
                (mapcat (fn [[y more]]
                          (ways-from (inc i) more (if (nothing? y) m (assoc m k y))))
                        (ways (nth preds i) (nth forms i) xs (conj path k) via in)))))]
    (map (fn [[m more]] [(if (c/and (empty? m) (seq preds)) nothing m) more])
         (ways-from 0 xs (array-map)))))

(defn- alt-ways [{::keys [keys preds forms]} xs path via in]
  (let [in (in-branch in)]
    (mapcat (fn [k pred form]
              (map (fn [[y more]]
                     [(unless-nothing (fn [y] (clojure.lang.MapEntry/create k y)) y) more])
                   (ways pred form xs (conj path k) via in)))
            keys preds forms)))

(defn- maybe-ways [{::keys [preds forms]} xs path via in]
  (concat (ways (first preds) (first forms) xs path via (in-branch in))
          (list [nothing xs])))

(defn- rep-leaf-ways
  "All ways to match a predicate again and again, in a loop, as there may be many elements."
  [pred form least xs path via in]
  (loop [xs xs, ys [], found (list [(if (zero? least) nothing []) xs])]
    (if-let [[[y more]] (seq (leaf pred form xs path via in))]
      (let [ys (conj ys y)]
        (recur more ys (cons [ys more] found)))
      (filter (fn [[y _]] (c/or (zero? least) (>= (count y) least))) found))))

(defn- rep-regex-ways
  "All ways to match an expression again and again, the longest first. What matches nothing does so once."
  [re form least xs path via in]
  (letfn [(ways-after [ys xs]
            (lazy-cat
             (mapcat (fn [[y more]]
                       (when (< (count more) (count xs))
                         (ways-after (conj ys y) more)))
                     (ways re form xs path via in))
             (when (>= (count ys) least)
               (list [(if (c/and (empty? ys) (zero? least)) nothing ys) xs]))))]
    (let [found (ways-after [] xs)]
      (if (c/and (pos? least) (empty? found))
        (map (fn [[y more]] [(unless-nothing vector y) more])
             (ways re form xs path via in))
        found))))

(defn- ways
  "All ways to match the beginning of xs: a lazy seq of [value rest]."
  [re form xs path via in]
  (let [op  (reg-resolve! re)
        via (if (c/and (ident? re) (regex? op)) (conj via re) via)]
    (if-not (regex? op)
      (leaf re form xs path via in)
      (case (::op op)
        :cat   (cat-ways op xs path via in)
        :alt   (alt-ways op xs path via in)
        :maybe (maybe-ways op xs path via in)
        :amp   (amp-ways op xs path via in)
        :rep   (let [{[pred] ::preds [form] ::forms ::keys [least]} op
                     rep-ways (if (regex? (reg-resolve! pred)) rep-regex-ways rep-leaf-ways)]
                 (rep-ways pred form (c/or least 0) xs path via in))))))

(defn- amp-value
  "What the predicates of an & make of a value; ::invalid where one does not hold,
  and what explains it is handed to refuse."
  [{::keys [more more-forms]} y path via refuse]
  (conform-in-turn more more-forms y
                   (fn [pred form y]
                     (refuse (fn [in] (problems-of pred form path via in y)))
                     ::invalid)))

(defn- note-refusals
  "Notes, of an &, where its expression failed last and what was refused: a map of
  how much was left to what explains it. A predicate that does not hold is what is
  wrong, at the element that was last where the expression ends there; where it could
  have gone on, what is wrong is the element that did not fit, if there is one."
  [[left explains] refused xs in]
  (doseq [[left* explain] refused]
    (cond
      (= left left*)       (when (zero? left) (note-failure 0 (fn [] (explain in))))
      (< left* (count xs)) (note-failure (inc left*) (fn [] (explain (in-element in (inc left*)))))
      :else                (note-failure left* (fn [] (explain in)))))
  (when (c/and left (not (c/and (zero? left) (contains? refused 0))))
    (run! (fn [explain] (note-failure left explain)) explains)))

(defn- amp-ways
  "All ways to match an &."
  [{[re] ::preds [form] ::forms :as op} xs path via in]
  (let [inner   (when *furthest* (volatile! nil))
        refused (volatile! {})
        found   (if inner
                  (binding [*furthest* inner] (doall (ways re form xs path via in)))
                  (ways re form xs path via in))
        value   (fn [y more]
                  (let [none (when (= :rep (::op (reg-resolve! re))) [])
                        z    (amp-value op (if (nothing? y) none y) path via
                                        (fn [explain] (vswap! refused assoc (count more) explain)))]
                    (if (c/and (nothing? y) (nil? z)) nothing z)))
        kept    (keep (fn [[y more]]
                        (let [z (value y more)]
                          (when-not (invalid? z) [z more])))
                      found)]
    (when inner
      (dorun kept)
      (note-refusals @inner @refused xs in))
    kept))

(defn- whole
  "The first way to match all of xs. It is tried, too, where another match is explained:
  that is not told what fails here."
  [re xs path via in]
  (let [first-way (fn [] (first (filter (fn [[_ more]] (empty? more))
                                        (ways re (::form re) xs path via in))))]
    (if *furthest*
      (binding [*furthest* nil] (first-way))
      (first-way))))

(defn- empty-value
  "What an expression conforms to that matched nothing."
  [re]
  (let [{[part] ::preds :as re} (reg-resolve! re)]
    (case (::op re)
      :cat {}
      :rep []
      :amp (when (regex? (reg-resolve! part)) (empty-value part))
      nil)))

(defn- unmatch
  "The elements that conformed to y."
  [re y]
  (let [op (reg-resolve! re)]
    (if-not (regex? op)
      [(unform re y)]
      (let [{::keys [op keys preds more]} op]
        (case op
          :cat   (mapcat (fn [k pred] (when (contains? y k) (unmatch pred (get y k)))) keys preds)
          :alt   (if (nil? y)
                   []
                   (let [[k v] y] (unmatch (nth preds (.indexOf keys k)) v)))
          :maybe (if (nil? y) [] (unmatch (first preds) y))
          :rep   (mapcat (fn [v] (unmatch (first preds) v)) y)
          :amp   (unmatch (first preds) (unform-all more y)))))))

;; --- generators --------------------------------------------------------------

(defn- joined [generator]
  (gen/fmap (fn [xs] (vec (apply concat xs))) generator))

(defn- gen-elements
  "A generator of vectors that an expression matches."
  [re form overrides path rmap]
  (let [op (reg-resolve! re)]
    (if-not (regex? op)
      (gen/fmap vector (gensub re form overrides path rmap))
      (let [{id ::form ::keys [op keys preds forms least gfn]} op
            outer rmap
            rmap  (entered rmap id)
            least (c/or least 0)
            deep? (fn [] (too-deep? rmap id [id] id))
            part  (fn [] (gen-elements (first preds) (first forms) overrides path rmap))]
        (if gfn
          (gen/fmap vec (gfn))
          (case op
            :cat   (if (empty? preds)
                     (gen/return [])
                     (joined (apply gen/tuple
                                    (map (fn [k pred form]
                                           (gen-elements pred form overrides (conj path k) rmap))
                                         keys preds forms))))
            :alt   (c/or (one-branch id outer path keys
                                     (fn [i path rmap]
                                       (gen-elements (nth preds i) (nth forms i) overrides path rmap)))
                         (no-gen path form))
            :maybe (if (deep?)
                     (gen/return [])
                     (gen/one-of [(gen/return []) (gen/delay (part))]))
            :rep   (cond
                     (not (deep?)) (joined (gen/vector (gen/delay (part)) least (c/+ 5 least)))
                     (pos? least)  (joined (gen/vector (part) least))
                     :else         (gen/return []))
            :amp   (gen/such-that (fn [xs] (whole (reg-resolve! re) xs [] [] [])) (part) 100)))))))

;; --- the spec of a whole sequence --------------------------------------------

(defn- sequence-problems
  "Why an expression does not match all of a sequence, or nil."
  [re path via in x]
  (binding [*furthest* (volatile! nil)]
    (let [size  (count x)
          in*   (with-meta in {::size size})
          lefts (mapv (comp count second) (ways re (::form re) (seq x) path via in*))]
      (when-not (some zero? lefts)
        (let [[left explains] @*furthest*
              reached (when (seq lefts) (apply min lefts))]
          (if (c/and reached (c/or (nil? left) (< reached left)))
            [{:path path :reason "Extra input" :pred (::form re) :val (take-last reached x)
              :via via :in (conj in (- size reached))}]
            (let [told (distinct (map (fn [explain] (explain)) explains))]
              (if (next told)
                (doall (distinct (apply concat told)))
                (first told)))))))))

(defn- regex-spec [re]
  (let [fits? (fn [x] (c/or (nil? x) (sequential? x)))]
    (object (::form re)
            (fn [x]
              (if-let [[y _] (when (fits? x) (whole re (seq x) [] [] []))]
                (if (nothing? y) (empty-value re) y)
                ::invalid))
            (fn [y] (unmatch re y))
            (fn [path via in x]
              (if (fits? x)
                (sequence-problems re path via in x)
                (problem `(fn [~'%] (c/or (nil? ~'%) (sequential? ~'%))) path via in x)))
            (fn [overrides path rmap]
              (if-let [g (::gfn re)]
                (g)
                (gen-elements re (::form re) overrides path rmap))))))

(defn ^:skip-wiki regex-spec-impl [re gfn]
  (cond-> (regex-spec re) gfn (with-gen* gfn)))
