;; SPDX-License-Identifier: MIT
(ns builder (:require [time :refer [process_time]]))

(let [start (process_time)
      sb    (StringBuilder.)]
  (dotimes [_ 1000000]
    (.append sb "ten chars."))
  (let [n (count (str sb))]
    (println "builder" (- (process_time) start) n)))
