;; SPDX-License-Identifier: MIT
;; Specs of functions, a part of clojure.spec.alpha.

(in-ns 'clojure.spec.alpha)

(defmacro fspec
  "Returns a spec of functions: :args, :ret and :fn. Option :gen."
  {:added "1.9"}
  [& {:keys [args ret fn gen] :or {ret `any?}}]
  (let [spec-of (c/fn [form] (when form `(spec ~form)))]
    `(fspec-impl ~(spec-of args) ~(form-of args)
                 ~(spec-of ret) ~(form-of ret)
                 ~(spec-of fn) ~(form-of fn)
                 ~gen)))

(defmacro fdef
  "Gives a function a spec, as fspec has it."
  {:added "1.9"}
  [fn-sym & specs]
  `(clojure.spec.alpha/def ~fn-sym (fspec ~@specs)))

(defn- call-problem
  "What is wrong with one call of f with args: a map of :args and :reason, :ret or :fn; or nil."
  [{:keys [args ret] fn-spec :fn} f xs]
  (let [[y e] (try [(apply f xs)] (catch Throwable e [nil e]))]
    (cond
      e
      {:args xs :reason (ex-message e)}

      (invalid? (conform ret y))
      {:args xs :ret y}

      (c/and fn-spec (not (valid? fn-spec {:args (conform args xs) :ret (conform ret y)})))
      {:args xs :fn true})))

(defn- generated-arguments
  "Lists of arguments to try a function with; none where there is no test.check."
  [args form]
  (try
    (gen/sample (gensub args form nil [] nil) *fspec-iterations*)
    (catch ImportError _ nil)
    (catch FileNotFoundError _ nil)))

(defn ^:skip-wiki fspec-impl [args aform ret rform fnspec fform gfn]
  (let [parts {:args args :ret ret :fn fnspec}
        fault (fn [f]
                (when args
                  (some (fn [xs] (call-problem parts f xs)) (generated-arguments args aform))))
        s     (object `(fspec :args ~aform :ret ~rform :fn ~fform)
                      (fn [f] (if (c/and (ifn? f) (nil? (fault f))) f ::invalid))
                      identity
                      (fn [path via in f]
                        (if-not (ifn? f)
                          (problem 'ifn? path via in f)
                          (when-let [p (fault f)]
                            (let [[part form] (if (contains? p :ret) [:ret rform] [:fn fform])]
                              [{:path (conj path part) :pred form :val (get p :ret (:args p))
                                :reason (:reason p) :via via :in in}]))))
                      (fn [overrides path rmap]
                        (gen/return (fn [& _] (gen/generate (gensub ret rform overrides path rmap))))))]
    (c/merge (if gfn (with-gen* s gfn) s) parts)))
