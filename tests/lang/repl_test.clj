;; SPDX-License-Identifier: MIT
(ns repl-test
  (:require [clojure.repl :as repl]
            [clojure.stacktrace :as stack]
            [clojure.string :as str]
            [clojure.test :refer [are deftest is testing]]))

(defn documented
  "Does nothing.
  At all."
  [a & b]
  nil)

(deftest doc-test
  (let [text (with-out-str (repl/doc repl-test/documented))]
    (are [part] (str/includes? text part)
      "repl-test/documented"
      "([a & b])"
      "  Does nothing."
      "At all."))
  (are [text] (pos? (count text))
    (with-out-str (repl/doc if))
    (with-out-str (repl/doc inc))
    (with-out-str (repl/doc when))
    (with-out-str (repl/doc clojure.string)))
  (is (str/includes? (with-out-str (repl/doc when)) "Macro"))
  (is (str/includes? (with-out-str (repl/doc if)) "Special Form"))
  (is (= "" (with-out-str (repl/doc no-such-name-anywhere))))
  (is (str/starts-with? (with-out-str (repl/doc reduc)) "No documentation of reduc. Did you mean: reduce"))
  (is (= "No documentation of str/jion. Did you mean: str/join?\n" (with-out-str (repl/doc str/jion)))))

(deftest find-doc-test
  (is (str/includes? (with-out-str (repl/find-doc "Does nothing")) "repl-test/documented")))

(deftest names-test
  (is (some #{'clojure.core/inc} (repl/apropos "inc")))
  (is (= '[repl-test/documented] (repl/apropos #"^documented$")))
  (is (= '[walk] (filter '#{walk} (do (require 'clojure.walk) (repl/dir-fn 'clojure.walk)))))
  (is (str/includes? (with-out-str (repl/dir clojure.string)) "join\n"))
  (is (= (repl/dir-fn 'clojure.string) (repl/dir-fn 'str)) "an alias")
  (is (some #{'getcwd} (do (require 'os) (repl/dir-fn 'os))) "a module of Python")
  (is (thrown? Exception (repl/dir-fn 'no.such.ns)))
  (is (thrown-with-msg? Exception #"No namespace: clojure.strin found. Did you mean: clojure.string" (repl/dir-fn 'clojure.strin)))
  (is (= "a" (repl/demunge "a"))))

(deftest source-test
  (is (str/starts-with? (repl/source-fn 'repl-test/documented) "(defn documented"))
  (is (str/ends-with? (repl/source-fn 'repl-test/documented) "nil)"))
  (is (nil? (repl/source-fn 'no-such-name-anywhere)))
  (is (str/includes? (with-out-str (repl/source repl-test/documented)) "Does nothing."))
  (is (str/starts-with? (repl/source-fn 'map) "(defn map\n"))
  (is (= "Source not found: clojure.core/nth is written in C\n" (with-out-str (repl/source nth))))
  (is (= "Source not found\n" (with-out-str (repl/source no-such-name-anywhere)))))

(defn fails [] (throw (ex-info "broken" {:a 1} (Exception. "inside"))))

(defn failure [] (try (fails) (catch Exception e e)))

(deftest stacktrace-test
  (let [e (failure)]
    (is (= "inside" (ex-message (stack/root-cause e))))
    (is (= "inside" (ex-message (repl/root-cause e))))
    (let [text (with-out-str (stack/print-stack-trace e))]
      (are [part] (str/includes? text part)
        "broken"
        "{:a 1}"
        "repl-test/fails"))
    (let [text (with-out-str (stack/print-cause-trace e))]
      (is (str/includes? text "Caused by: "))
      (is (str/includes? text "inside")))
    (is (= 3 (count (str/split-lines (with-out-str (stack/print-stack-trace e 1))))))
    (is (= "ExceptionInfo: broken\n{:a 1}" (with-out-str (stack/print-throwable e))))
    (let [text (let [out (with-out-str (binding [*err* *out*] (repl/pst e)))] out)]
      (is (str/includes? text "broken"))
      (is (str/includes? text "Caused by:")))))
