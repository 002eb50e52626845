;; SPDX-License-Identifier: MIT
(ns pingpong (:require [time :refer [monotonic]]))

(def n 2500000) ; there and back: 5M messages

(defn pong []
  (receive
    [:ping from] (do (! from :pong) (recur))
    :stop        nil))

(defn ping [pid k]
  (if (pos? k)
    (do (! pid [:ping (self)])
        (receive :pong nil)
        (recur pid (dec k)))
    (! pid :stop)))

(defn play []
  (ping (spawn pong) n)
  :done)

(let [start (monotonic)
      result (schedule play)]
  (println "pingpong" (- (monotonic) start) result))
