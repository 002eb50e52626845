;; SPDX-License-Identifier: MIT
(ns messages (:require [time :refer [monotonic]]))

(def n 1000000)

(defn echo [from] (receive x (do (! from x) (recur from))))

(defn play []
  (let [me (self), pid (spawn-on echo me)]
    (spawn (fn [] (dotimes [i n] (! pid i))))
    (loop [k 0, sum 0]
      (if (= k n)
        sum
        (recur (inc k) (+ sum (receive x x)))))))

(call-on identity 1)
(let [start (monotonic)
      sum   (schedule play)]
  (println "messages" (- (monotonic) start) sum))
