;; SPDX-License-Identifier: MIT
(ns one-process (:require [time :refer [monotonic]]))

(defn fib [n] (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))

(let [start  (monotonic)
      result (reduce + (map fib (repeat 20 30)))]
  (println "workers" (- (monotonic) start) result))
