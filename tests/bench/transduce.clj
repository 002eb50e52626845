;; SPDX-License-Identifier: MIT
(ns transduce (:require [time :refer [process_time]]))

(defn total [n]
  (transduce (comp (filter odd?) (map inc)) + (range n)))

(let [start (process_time)
      result (total 10000000)]
  (println "seqs" (- (process_time) start) result))
