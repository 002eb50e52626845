;; SPDX-License-Identifier: MIT
(ns loop (:require [time :refer [process_time]]))

(defn count-to [n]
  (loop [i 0]
    (if (< i n)
      (recur (inc i))
      i)))

(let [start (process_time)
      result (count-to 50000000)]
  (println "loop" (- (process_time) start) result))
