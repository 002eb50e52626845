;; SPDX-License-Identifier: MIT
(ns numpy-bench
  (:require [numpy :as np]
            [time :refer [process_time]]))

(def xs (np/arange 10000000.0))

(let [start (process_time)]
  (dotimes [_ 4] (np/sum (+ (* 2.0 xs) (/ xs 3.0) 1.0)))
  (println "numpy" (- (process_time) start) (long (np/sum (+ (* 2.0 xs) (/ xs 3.0) 1.0)))))
