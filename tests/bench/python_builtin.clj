;; SPDX-License-Identifier: MIT
(ns builtins-bench (:require [time :refer [process_time]]))

(def words (py/list ["a" "bb" "ccc"]))

(defn lengths [n]
  (loop [i 0, sum 0]
    (if (< i n)
      (recur (inc i) (+ sum (py/len words)))
      sum)))

(let [start  (process_time)
      result (lengths 1000000)]
  (println "builtins" (- (process_time) start) result))
