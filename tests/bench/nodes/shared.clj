;; SPDX-License-Identifier: MIT
(ns shared (:require [time :refer [monotonic]]))

(def data (.__mul__ (py/bytes (range 256)) (* 4 1024 1024)))

(call-on identity 1)
(let [start (monotonic)
      n     (call-on (fn [b] (+ (count b) (.__getitem__ b -1))) data)]
  (println "shared" (- (monotonic) start) n))
