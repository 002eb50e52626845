;; SPDX-License-Identifier: MIT
(ns clojure.spec.test.alpha
  "Checks functions against their specs."
  {:added "1.9"}
  (:refer-clojure :exclude [test])
  (:require [clojure.spec.alpha :as s]
            [clojure.spec.gen.alpha :as gen]))

(def ^:dynamic *instrument-enabled* "Do instrumented functions check?" true)
(defonce ^:private originals (atom {}))

(defmacro with-instrument-disabled "Evaluates body without checks of instrumented functions." {:added "1.9"} [& body] `(binding [*instrument-enabled* nil] ~@body))

(defn- fn-spec [sym] (when-let [x (s/get-spec sym)] (when (:args x) x)))
(defn instrumentable-syms "Returns the symbols of functions that have specs of their arguments." {:added "1.9"} ([] (instrumentable-syms nil)) ([_] (into #{} (filter (fn [k] (and (symbol? k) (resolve k) (fn-spec k)))) (keys (s/registry)))))
(defn checkable-syms "Returns the symbols of functions that can be checked." {:added "1.9"} ([] (instrumentable-syms)) ([o] (instrumentable-syms o)))
(defn enumerate-namespace "Returns the symbols of the vars of namespaces." {:added "1.9"} [ns-sym-or-syms] (into #{} (mapcat (fn [n] (map (fn [[k _]] (symbol (name n) (name k))) (ns-publics n)))) (if (symbol? ns-sym-or-syms) [ns-sym-or-syms] ns-sym-or-syms)))

(defn- checking [sym f spec]
  (fn [& args]
    (if *instrument-enabled*
      (with-instrument-disabled
        (if (s/invalid? (s/conform (:args spec) args))
          (let [ed (merge (assoc (s/explain-data* (:args spec) [] [] [] args) ::s/fn sym ::s/args args ::s/failure :instrument))]
            (throw (ex-info (str "Call to " sym " did not conform to spec.") ed)))
          (binding [*instrument-enabled* true] (apply f args))))
      (apply f args))))

(defn- syms-of [x] (cond (nil? x) (instrumentable-syms) (symbol? x) [x] :else x))
(defn instrument "Has functions check their arguments, all that have specs or those of symbols; returns the symbols." {:added "1.9"}
  ([] (instrument nil)) ([sym-or-syms] (instrument sym-or-syms nil))
  ([sym-or-syms {:keys [spec stub replace]}]
   (into [] (keep (fn [sym]
                    (let [v (resolve sym), sp (or (get spec sym) (fn-spec sym))]
                      (when (and (var? v) sp (not (:macro (meta v))))
                        (let [f (get @originals sym @v)]
                          (swap! originals assoc sym f)
                          (alter-var-root v (constantly (checking sym (cond (contains? (set stub) sym) (fn [& _] (gen/generate (s/gen (:ret sp)))) (get replace sym) (get replace sym) :else f) sp)))
                          sym)))))
         (syms-of sym-or-syms))))
(defn unstrument "Takes back what instrument did; returns the symbols." {:added "1.9"} ([] (unstrument (keys @originals)))
  ([sym-or-syms] (into [] (keep (fn [sym] (when-let [f (get @originals sym)] (alter-var-root (resolve sym) (constantly f)) (swap! originals dissoc sym) sym))) (syms-of sym-or-syms))))

(defn check-fn "Calls a function with generated arguments and checks what it returns." {:added "1.9"} ([f spec] (check-fn f spec nil))
  ([f spec {:keys [gen] opts :clojure.spec.test.check/opts}]
   (let [{:keys [args ret fn]} spec
         property (gen/for-all* [(s/gen args gen)]
                    (clojure.core/fn [xs]
                      (let [r (apply f xs), cargs (s/conform args xs), cret (if ret (s/conform ret r) r)]
                        (if (and (not (s/invalid? cret)) (or (nil? fn) (s/valid? fn {:args cargs :ret cret}))) true
                          (throw (ex-info "Specification-based check failed" {::s/failure :check-failed ::args xs ::val r}))))))]
     {:spec spec :clojure.spec.test.check/ret (apply gen/quick-check (:num-tests opts 1000) property (mapcat identity (dissoc opts :num-tests)))})))
(defn check "Checks functions that have specs by generated arguments; returns a map for each." {:added "1.9"} ([] (check nil)) ([syms] (check syms nil))
  ([syms opts] (for [sym (if (symbol? syms) [syms] (or syms (checkable-syms))) :let [r (try (check-fn @(resolve sym) (fn-spec sym) opts) (catch Throwable e {:failure e}))]]
                 (let [ret (:clojure.spec.test.check/ret r)] (cond-> (assoc r :sym sym) (and ret (not (true? (:result ret)))) (assoc :failure (:result ret)))))))
(defn abbrev-result "Returns what matters of a map that check returned." {:added "1.9"} [x] (if (:failure x) (-> (dissoc x :clojure.spec.test.check/ret) (update :spec s/describe)) (dissoc x :spec :clojure.spec.test.check/ret)))
(defn summarize-results "Prints what check returned; returns counts." {:added "1.9"} ([rs] (summarize-results rs prn)) ([rs f] (reduce (fn [m r] (f (abbrev-result r)) (-> m (update :total inc) (update (if (:failure r) :check-failed :check-passed) (fnil inc 0)))) {:total 0} rs)))
