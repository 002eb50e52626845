;; SPDX-License-Identifier: MIT
(ns ring (:require [time :refer [monotonic]]))

(def size 10000)
(def hops 10000000)

(defn node [next main]
  (receive k (if (zero? k)
               (! main :done)
               (do (! next (dec k)) (recur next main)))))

(defn first-node [main]
  (receive next (node next main)))

(let [start (monotonic)
      me    (self)
      head  (spawn first-node me)
      tail  (loop [i 1, next head] (if (< i size) (recur (inc i) (spawn node next me)) next))]
  (! head tail)
  (! head hops)
  (receive :done nil)
  (println "ring" (- (monotonic) start) :done))
