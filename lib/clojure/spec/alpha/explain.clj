;; SPDX-License-Identifier: MIT
;; Why something is not valid, and assertions, a part of clojure.spec.alpha.

(in-ns 'clojure.spec.alpha)

(defonce ^:private asserting (atom false))

(defn- problem
  "All problems that there are: x, at path and in, is not what the form pred says."
  [pred path via in x]
  [{:path path :pred pred :val x :via via :in in}])

(defn- problems-of
  "What is wrong with x by a predicate or by what stands for a spec; nil or empty if nothing is."
  [spec form path via in x]
  (if-let [s (when (stands-for-spec? spec) (reg-resolve! spec))]
    (let [n (spec-name s)]
      (explain* (the-spec s) path (if n (conj via n) via) in x))
    (when (invalid? (conform-pred spec form x))
      (problem form path via in x))))

(defn explain-data*
  "As explain-data, for a value that is at path and in within another."
  [spec path via in x]
  (let [probs (explain* (the-spec spec) path via in x)]
    (when-not (empty? probs)
      {::problems probs ::spec spec ::value x})))

(defn explain-data
  "Returns nil, or a map whose :clojure.spec.alpha/problems tell why x is not valid."
  {:added "1.9"}
  [spec x]
  (let [n (spec-name (reg-resolve! spec))]
    (explain-data* spec [] (if n [n] []) [] x)))

(defn explain-printer
  "Prints what explain-data returned."
  {:added "1.9"}
  [ed]
  (if ed
    (doseq [{:keys [path pred val reason via in]} (sort-by (fn [p] (- (count (:in p)))) (::problems ed))]
      (pr val)
      (print " - failed: ")
      (if reason (print reason) (pr (abbrev pred)))
      (when-not (empty? in) (print " in:" (pr-str in)))
      (when-not (empty? path) (print " at:" (pr-str path)))
      (when-not (empty? via) (print " spec:" (pr-str (last via))))
      (newline))
    (println "Success!")))

(def ^:dynamic *explain-out* "What explain-out calls." explain-printer)

(defn explain-out
  "Prints what explain-data returned, by *explain-out*."
  {:added "1.9"}
  [ed]
  (*explain-out* ed))

(defn explain
  "Prints why x is not valid."
  {:added "1.9"}
  [spec x]
  (explain-out (explain-data spec x)))

(defn explain-str
  "Returns why x is not valid as text."
  {:added "1.9"}
  [spec x]
  (with-out-str (explain spec x)))

;; --- assertions --------------------------------------------------------------

(defn check-asserts?
  "Does assert check?"
  {:added "1.9"}
  []
  @asserting)

(defn check-asserts
  "Has assert check, or not."
  {:added "1.9"}
  [flag]
  (reset! asserting flag))

(defn assert*
  "Returns x, which must be valid."
  [spec x]
  (if (valid? spec x)
    x
    (let [ed (assoc (explain-data* spec [] [] [] x) ::failure :assertion-failed)]
      (throw (ex-info (str "Spec assertion failed\n" (with-out-str (explain-out ed))) ed)))))

(defmacro assert
  "Returns x; where assertions are checked, it must be valid."
  {:added "1.9"}
  [spec x]
  (if *compile-asserts*
    `(if (check-asserts?) (assert* ~spec ~x) ~x)
    x))
