;; SPDX-License-Identifier: MIT
(ns spawn (:require [time :refer [monotonic]]))

;; A million tasklets, all there at once; each gets a message, replies and ends.
(def n 1000000)

(defn child []
  (receive [from i] (! from (inc i))))

(defn sum [k total]
  (if (zero? k)
    total
    (recur (dec k) (receive i (+ total i)))))

(let [start (monotonic)
      me    (self)
      pids  (loop [i 0, pids (transient [])]
              (if (< i n) (recur (inc i) (conj! pids (spawn child))) (persistent! pids)))]
  (doseq [pid pids] (! pid [me 1]))
  (let [total (sum n 0)]
    (println "spawn" (- (monotonic) start) total)))
