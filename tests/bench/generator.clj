;; SPDX-License-Identifier: MIT
(ns generator (:require [time :refer [process_time]]))

(defn numbers [n]
  (loop [i 0]
    (when (< i n)
      (yield i)
      (recur (inc i)))))

(let [start (process_time)
      result (py/sum (numbers 5000000))]
  (println "generator" (- (process_time) start) result))
