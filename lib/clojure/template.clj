;; SPDX-License-Identifier: MIT
(ns clojure.template
  "Expressions with holes, filled in with groups of values."
  (:require [clojure.walk :as walk]))

(defn apply-template
  "Returns expr with each symbol of argv replaced by the value at its place in values."
  [argv expr values]
  (assert (vector? argv) "The names in a template must be a vector")
  (assert (every? symbol? argv) "The names in a template must be symbols")
  (walk/postwalk-replace (zipmap argv values) expr))

(defmacro do-template
  "Evaluates expr once for every group of values that fills argv, as one do.

    (do-template [x y] (prn x y) 1 2 3 4)   ; prints 1 2 and 3 4"
  [argv expr & values]
  `(do ~@(map #(apply-template argv expr %)
              (partition (count argv) values))))
