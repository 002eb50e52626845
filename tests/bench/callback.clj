;; SPDX-License-Identifier: MIT
(ns callback (:require [time :refer [process_time]]))

(def numbers (py/list (range 1000000)))
(defn add-one [x] (+ x 1))

(let [start  (process_time)
      result (py/sum (py/map add-one numbers))]
  (println "callback" (- (process_time) start) result))
