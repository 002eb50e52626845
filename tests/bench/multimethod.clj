;; SPDX-License-Identifier: MIT
(ns multimethod (:require [time :refer [process_time]]))

(defmulti area :shape)
(defmethod area :square [s] (:a s))
(defmethod area :circle [s] (:r s))
(defmethod area :triangle [s] (:h s))

(def shapes [{:shape :square, :a 1} {:shape :circle, :r 2} {:shape :triangle, :h 3}])

(defn total [n]
  (loop [i 0, sum 0]
    (if (< i n)
      (recur (inc i) (+ sum (area (nth shapes (rem i 3)))))
      sum)))

(let [start  (process_time)
      result (total 5000000)]
  (println "multimethod" (- (process_time) start) result))
