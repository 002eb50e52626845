;; SPDX-License-Identifier: MIT
(ns futures (:require [time :refer [monotonic]]))

(let [start (monotonic)
      total (loop [i 0, total 0] (if (< i 1000000) (recur (inc i) (+ total (deref (future 1)))) total))]
  (println "futures" (- (monotonic) start) total))
