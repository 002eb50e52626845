;; SPDX-License-Identifier: MIT
(ns field (:require [time :refer [process_time]]))

(defrecord Point [id x y z])
(def points (mapv (fn [i] (->Point i 1 2 3)) (range 1000)))

(defn sum-point [sum point]
  (+ sum (:id point) (:x point) (:y point) (:z point)))

(defn sum-points [rounds]
  (loop [round 0, sum 0]
    (if (< round rounds)
      (recur (inc round) (reduce sum-point sum points))
      sum)))

(let [start  (process_time)
      result (sum-points 5000)]
  (println "field" (- (process_time) start) result))
