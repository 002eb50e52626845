;; SPDX-License-Identifier: MIT
(ns timers (:require [time :refer [monotonic]] [random]))

;; 100,000 tasklets that each sleep for a random time of up to 10 s: how late they wake, 99th percentile.
(def n 100000)

(defn sleeper [to at]
  (sleep (max 0 (* 1000 (- at (monotonic)))))
  (! to (- (monotonic) at)))

(let [me    (self)
      start (+ 1.0 (monotonic))]
  (dotimes [_ n] (spawn sleeper me (+ start (* 10 (random/random)))))
  (let [late (sort (loop [k 0, all []] (if (= k n) all (recur (inc k) (conj all (receive x x))))))]
    (println "lateness" (nth late (quot (* n 99) 100)))))
