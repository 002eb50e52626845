;; SPDX-License-Identifier: MIT
;; Generators of specs, a part of clojure.spec.alpha.
;;
;; A generator of a spec that contains itself must end: what branches (or, alt,
;; *, ?, optional keys, multi-spec) counts in rmap, under an id of its own, how
;; often it was entered, and leaves out a branch that the path has been through
;; when that was more than *recursion-limit* times. Branches are made when they
;; are used.

(in-ns 'clojure.spec.alpha)

(defn- entered [rmap id]
  (update rmap id (fnil inc 0)))

(defn- too-deep? [rmap id path k]
  (c/and (> (get rmap id 0) (::recursion-limit rmap *recursion-limit*))
         (boolean (some (fn [x] (= x k)) path))))

(defn- one-branch
  "A generator of one of the branches named ks; nil if all are too deep.
  (generator i path rmap) makes that of the i-th."
  [id rmap path ks generator]
  (let [rmap    (entered rmap id)
        choices (vec (keep-indexed (fn [i k]
                                     (when-not (too-deep? rmap id path k)
                                       (gen/delay (generator i (conj path k) rmap))))
                                   ks))]
    (when (seq choices)
      (gen/one-of choices))))

(defn- no-gen [path form]
  (throw (ex-info (str "Unable to construct gen at: " path " for: " (abbrev form))
                  {::path path ::form form ::failure :no-gen})))

(defn- gensub
  "A generator of the spec at a path, of valid values only."
  [spec form overrides path rmap]
  (let [s          (the-spec spec form)
        overridden (c/or (get overrides (spec-name s)) (get overrides spec) (get overrides path))]
    (if-let [g (if overridden (overridden) (gen* s overrides path rmap))]
      (gen/such-that (fn [x] (valid? s x)) g 100)
      (no-gen path form))))

(defn- form-or-itself [spec]
  (try (form spec) (catch Throwable _ spec)))

(defn gen
  "Returns a generator of a spec; overrides are functions that return generators, by names or paths."
  {:added "1.9"}
  ([spec] (gen spec nil))
  ([spec overrides]
   (gensub spec
           (if (ident? spec) spec (form-or-itself spec))
           overrides
           []
           {::recursion-limit *recursion-limit*})))

(defn exercise
  "Returns n pairs, 10 if not given, of generated values and what they conform to."
  {:added "1.9"}
  ([spec] (exercise spec 10))
  ([spec n] (exercise spec n nil))
  ([spec n overrides]
   (map (fn [x] [x (conform spec x)])
        (gen/sample (gen spec overrides) n))))

(defn exercise-fn
  "Calls a function that has a spec with generated arguments."
  {:added "1.9"}
  ([sym] (exercise-fn sym 10))
  ([sym n] (exercise-fn sym n (get-spec sym)))
  ([sym n fspec]
   (let [f (if (symbol? sym) @(resolve sym) sym)]
     (for [args (gen/sample (gen (:args fspec)) n)]
       [args (apply f args)]))))
