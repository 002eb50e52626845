;; SPDX-License-Identifier: MIT
(ns fib (:require [time :refer [process_time]]))

(defn fib [n]
  (if (< n 2)
    n
    (+ (fib (- n 1)) (fib (- n 2)))))

(let [start (process_time)
      result (fib 32)]
  (println "fib" (- (process_time) start) result))
