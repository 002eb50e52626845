;; SPDX-License-Identifier: MIT
;; Two tasklets that give way to each other, on one thread; and one that finds nobody to give way to.
(ns switch (:require [time :refer [process_time]]))

(def n 1000000)

(defn passes [k]
  (when (pos? k)
    (pass)
    (recur (dec k))))

(defn measured [label f]
  (let [start (process_time)]
    (f)
    (println label (- (process_time) start) "done")))

(defn play []
  (measured "switch" (fn []
                       (let [other (future (passes n))]
                         (passes n)
                         @other)))
  (measured "pause" (fn [] (passes n))))

(schedule play)
