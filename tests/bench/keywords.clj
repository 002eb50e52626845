;; SPDX-License-Identifier: MIT
(ns keywords (:require [time :refer [process_time]]))

(def points
  (mapv (fn [i] {:id i, :x 1, :y 2, :z 3, :w 4}) (range 1000)))

(defn sum-point [sum point]
  (+ sum (:id point) (:x point) (:y point) (:z point) (:w point)))

(defn sum-points [rounds]
  (loop [round 0, sum 0]
    (if (< round rounds)
      (recur (inc round) (reduce sum-point sum points))
      sum)))

(let [start (process_time)
      result (sum-points 4000)]
  (println "keywords" (- (process_time) start) result))
