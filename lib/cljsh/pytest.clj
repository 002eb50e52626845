;; SPDX-License-Identifier: MIT
(ns cljsh.pytest
  "A plugin of pytest: tests written with clojure.test, and functions named test…, of files test_….clj and …_test.clj.

    cljsh --python -m pytest -p cljsh.pytest [FILE…]

  Fixtures of clojure.test wrap each test; one given with :once does, too."
  {:added "1.12"}
  (:require [clojure.java.io :as io]
            [clojure.string :as str]
            [clojure.test :as t]))

(def ^:private pytest (py/__import__ "pytest"))

(defn- test-var
  "The var of a deftest that a function runs, or nil."
  [ns f]
  (first (for [[_ v] (ns-interns ns) :when (and (:test (meta v)) (bound? v) (identical? @v f))] v)))

(defn- ns-name-of
  "The name in the form that a file begins with, or nil."
  [file]
  (with-open [in (io/reader (str file))]
    (let [form (read {:eof nil, :read-cond :allow} in)]
      (when (and (seq? form) (= 'ns (first form)))
        (second form)))))

(defn- load-namespace
  "Loads a file, and returns the module of its namespace."
  [file]
  (let [n (or (ns-name-of file) (throw (ImportError. (str file " does not begin with a form ns"))))]
    (load-file (str file))
    (get (.-ns (py/__import__ "cljsh")) (str n))))

;; --- running a test ----------------------------------------------------------

(defn- problem
  "What a report of a failure or an error says."
  [{:keys [expected actual message file line]}]
  (let [out (java.io.StringWriter.)]
    (binding [*out* out]
      (println (str file ":" line))
      (when (seq t/*testing-contexts*) (println (t/testing-contexts-str)))
      (when message (println message))
      (println "expected:" (pr-str expected))
      (println "  actual:" (if (instance? Throwable actual) (str actual) (pr-str actual))))
    (str/trim-newline (str out))))

(defn- run-var
  "Runs the test of a var in the fixtures of its namespace; it fails with all that was reported."
  [v]
  (let [problems (atom [])
        fixtures (meta (:ns (meta v)))
        within   (t/join-fixtures (concat (::t/once-fixtures fixtures) (::t/each-fixtures fixtures)))]
    (binding [t/report (fn [report]
                         (when (#{:fail :error} (:type report))
                           (swap! problems conj (problem report))))]
      (within (fn [] (t/test-var v))))
    (when (seq @problems)
      (.fail pytest (str/join "\n\n" @problems) ** :pytrace false))))

;; --- hooks --------------------------------------------------------------------

(defn- tests-of
  "The tests of a namespace, in the order in which they are written: [[name function] …]."
  [ns]
  (for [[sym v] (sort-by (fn [[_ v]] (or (:line (meta v)) 0)) (ns-interns ns))
        :when (and (bound? v) (fn? @v)
                   (or (:test (meta v)) (str/starts-with? (name sym) "test")))]
    [(munge (name sym)) @v]))

(def ^:private Namespace
  "A file of Clojure among what pytest collects."
  (py/type "Namespace" (py/tuple [(.-Module pytest)])
    (py/dict {"_getobj" (fn [this] (load-namespace (.-path this)))
              "collect" (fn [this]
                          (let [ns (the-ns (symbol (.-__clojure_ns__ (.-obj this))))]
                            (py/list (mapcat (fn [[n f]] (._genfunctions this n f)) (tests-of ns)))))})))

(defn pytest_collect_file
  "Collects a file of Clojure whose name begins with test_ or ends with _test, or that was named."
  [file-path parent]
  (let [named (contains? (set (map (fn [arg] (.abspath (.-path (py/__import__ "os")) (first (str/split (str arg) #"::")))) (.-args (.-config parent))))
                         (str file-path))]
    (when (and (#{".clj" ".cljc" ".cljsh"} (.-suffix file-path))
               (or named (re-find #"^test_|_test$" (.-stem file-path))))
      (.from_parent Namespace parent ** :path file-path))))

(defn pytest_pyfunc_call
  "Runs a test: one of deftest fails when it reported something."
  [pyfuncitem]
  (let [f (.-obj pyfuncitem)
        ns (when (fn? f) (find-ns (symbol (str/replace (str (.-__module__ f)) "_" "-"))))]
    (when-let [v (when ns (test-var ns f))]
      (run-var v)
      true)))
