;; SPDX-License-Identifier: MIT
(ns clojure.spec.test.alpha
  "Checks functions against their specs."
  {:added "1.9"}
  (:refer-clojure :exclude [test])
  (:require [clojure.spec.alpha :as s]
            [clojure.spec.gen.alpha :as gen]))

(alias 'stc (ns-name (create-ns 'clojure.spec.test.check)))

;; --- which functions ---------------------------------------------------------

(defn- fn-spec [sym]
  (when-let [spec (s/get-spec sym)]
    (when (:args spec)
      spec)))

(defn instrumentable-syms
  "Returns the symbols of functions that have specs of their arguments."
  {:added "1.9"}
  ([] (instrumentable-syms nil))
  ([_]
   (into #{}
         (filter (fn [k] (and (symbol? k) (resolve k) (fn-spec k))))
         (keys (s/registry)))))

(defn checkable-syms
  "Returns the symbols of functions that can be checked."
  {:added "1.9"}
  ([] (instrumentable-syms))
  ([o] (instrumentable-syms o)))

(defn- public-syms [ns-sym]
  (map (fn [[k _]] (symbol (name ns-sym) (name k)))
       (ns-publics ns-sym)))

(defn enumerate-namespace
  "Returns the symbols of the vars of namespaces."
  {:added "1.9"}
  [ns-sym-or-syms]
  (into #{}
        (mapcat public-syms)
        (if (symbol? ns-sym-or-syms) [ns-sym-or-syms] ns-sym-or-syms)))

;; --- functions that check their arguments ------------------------------------

(def ^:dynamic *instrument-enabled* "Do instrumented functions check?" true)

(defonce ^:private originals (atom {}))

(defmacro with-instrument-disabled
  "Evaluates body without checks of instrumented functions."
  {:added "1.9"}
  [& body]
  `(binding [*instrument-enabled* nil]
     ~@body))

(defn- refuse
  "Throws what is wrong with the arguments of a function."
  [sym spec args]
  (throw (ex-info (str "Call to " sym " did not conform to spec.")
                  (assoc (s/explain-data* spec [] [] [] args)
                         ::s/fn sym
                         ::s/args args
                         ::s/failure :instrument))))

(defn- checking
  "The function f of the name sym, which checks its arguments."
  [sym f spec]
  (fn [& args]
    (if *instrument-enabled*
      (with-instrument-disabled
        (if (s/invalid? (s/conform (:args spec) args))
          (refuse sym (:args spec) args)
          (binding [*instrument-enabled* true]
            (apply f args))))
      (apply f args))))

(defn- stand-in
  "What is called in place of the function f, as the options of instrument say; f itself if they say nothing."
  [sym f spec {:keys [stub replace]}]
  (cond
    (contains? (set stub) sym) (fn [& _] (gen/generate (s/gen (:ret spec))))
    (get replace sym)          (get replace sym)
    :else                      f))

(defn- instrument-var
  "Has the function of a symbol check; returns the symbol, nil if there is no such function or spec."
  [sym opts]
  (let [v    (resolve sym)
        spec (or (get (:spec opts) sym) (fn-spec sym))]
    (when (and (var? v) spec (not (:macro (meta v))))
      (let [f (get @originals sym @v)]
        (swap! originals assoc sym f)
        (alter-var-root v (constantly (checking sym (stand-in sym f spec opts) spec)))
        sym))))

(defn- syms-of [x]
  (cond
    (nil? x)    (instrumentable-syms)
    (symbol? x) [x]
    :else       x))

(defn instrument
  "Has functions check their arguments, all that have specs or those of symbols; returns the symbols."
  {:added "1.9"}
  ([] (instrument nil))
  ([sym-or-syms] (instrument sym-or-syms nil))
  ([sym-or-syms {:keys [spec stub replace] :as opts}]
   (into [] (keep (fn [sym] (instrument-var sym opts))) (syms-of sym-or-syms))))

(defn- unstrument-var [sym]
  (when-let [f (get @originals sym)]
    (alter-var-root (resolve sym) (constantly f))
    (swap! originals dissoc sym)
    sym))

(defn unstrument
  "Takes back what instrument did; returns the symbols."
  {:added "1.9"}
  ([] (unstrument (keys @originals)))
  ([sym-or-syms] (into [] (keep unstrument-var) (syms-of sym-or-syms))))

;; --- checks by generated arguments -------------------------------------------

(defn- returns-well?
  "Does f return for arguments what the spec says?"
  [f {:keys [args ret fn]} xs]
  (let [r     (apply f xs)
        cargs (s/conform args xs)
        cret  (if ret (s/conform ret r) r)]
    (or (and (not (s/invalid? cret))
             (or (nil? fn) (s/valid? fn {:args cargs :ret cret})))
        (throw (ex-info "Specification-based check failed"
                        {::s/failure :check-failed
                         ::args      xs
                         ::val       r})))))

(defn check-fn
  "Calls a function with generated arguments and checks what it returns."
  {:added "1.9"}
  ([f spec] (check-fn f spec nil))
  ([f spec {:keys [gen] opts ::stc/opts}]
   (let [property (gen/for-all* [(s/gen (:args spec) gen)]
                                (fn [xs] (returns-well? f spec xs)))
         options  (mapcat identity (dissoc opts :num-tests))]
     {:spec     spec
      ::stc/ret (apply gen/quick-check (:num-tests opts 1000) property options)})))

(defn- check-sym [sym opts]
  (let [result  (try
                  (check-fn @(resolve sym) (fn-spec sym) opts)
                  (catch Throwable e {:failure e}))
        outcome (:result (::stc/ret result) true)]
    (cond-> (assoc result :sym sym)
      (not (true? outcome)) (assoc :failure outcome))))

(defn check
  "Checks functions that have specs by generated arguments; returns a map for each."
  {:added "1.9"}
  ([] (check nil))
  ([syms] (check syms nil))
  ([syms opts]
   (map (fn [sym] (check-sym sym opts))
        (if (symbol? syms) [syms] (or syms (checkable-syms))))))

(defn abbrev-result
  "Returns what matters of a map that check returned."
  {:added "1.9"}
  [x]
  (if (:failure x)
    (-> (dissoc x ::stc/ret)
        (update :spec s/describe))
    (dissoc x :spec ::stc/ret)))

(defn summarize-results
  "Prints what check returned; returns counts."
  {:added "1.9"}
  ([rs] (summarize-results rs prn))
  ([rs f]
   (reduce (fn [counts r]
             (f (abbrev-result r))
             (-> counts
                 (update :total inc)
                 (update (if (:failure r) :check-failed :check-passed) (fnil inc 0))))
           {:total 0}
           rs)))
