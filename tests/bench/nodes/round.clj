;; SPDX-License-Identifier: MIT
(ns round (:require [time :refer [monotonic]]))

;; A message to a worker and its answer: the median.
(def n 20000)

(defn echo [] (receive [from x] (do (! from x) (recur))))

(let [pid   (spawn-on echo)
      times (sort (for [i (range n)]
                    (let [t (monotonic)]
                      (! pid [(self) i])
                      (receive i nil)
                      (- (monotonic) t))))]
  (println "round" (nth times (quot n 2)) n))
