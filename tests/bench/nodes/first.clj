;; SPDX-License-Identifier: MIT
(ns first-spawn (:require [time :refer [monotonic]]))

(defn add [a b] (+ a b))

(let [start  (monotonic)
      result (call-on add 1 2)]
  (println "first" (- (monotonic) start) result))
