;; SPDX-License-Identifier: MIT
(ns protocol (:require [time :refer [process_time]]))

(defprotocol Weighed (weight [x]))
(deftype Box [grams] Weighed (weight [_] grams))
(extend-protocol Weighed
  py/str (weight [_] 2)
  nil    (weight [_] 3))

(defn total [x n]
  (loop [i 0, sum 0]
    (if (< i n)
      (recur (inc i) (+ sum (weight x)))
      sum)))

(doseq [[label x] [["deftype" (Box. 1)] ["str" "a"] ["nil" nil]]]
  (let [start  (process_time)
        result (total x 5000000)]
    (println label (- (process_time) start) result)))
