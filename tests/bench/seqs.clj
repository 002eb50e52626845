;; SPDX-License-Identifier: MIT
(ns seqs (:require [time :refer [process_time]]))

(defn total [n]
  (reduce + (map inc (filter odd? (range n)))))

(let [start (process_time)
      result (total 10000000)]
  (println "seqs" (- (process_time) start) result))
