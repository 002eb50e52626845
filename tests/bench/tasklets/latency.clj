;; SPDX-License-Identifier: MIT
(ns latency (:require [time :refer [monotonic]]))

;; A ping every millisecond to a tasklet that answers, while another one computes: 99.9th percentile of the answers.
(def n 3000)

(defn echo [] (receive [from x] (do (! from x) (recur))))
(defn busy [i] (recur (inc i)))

(defn play []
  (spawn busy 0)
  (let [server (spawn echo)]
    (vec (sort (for [_ (range n)]
                 (do (sleep 1)
                     (let [t (monotonic)]
                       (! server [(self) :ping])
                       (receive :ping nil)
                       (- (monotonic) t))))))))

(println "latency" (nth (deref (future (play))) (quot (* n 999) 1000)))
(exit 0)
