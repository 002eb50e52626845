;; SPDX-License-Identifier: MIT
(ns workers (:require [time :refer [monotonic]]))

(defn fib [n] (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))

(set-workers! 2)
(let [start  (monotonic) ; real time: the work is done elsewhere
      result (reduce + (pmap-on {:chunk 1} fib (repeat 20 30)))]
  (println "workers" (- (monotonic) start) result))
