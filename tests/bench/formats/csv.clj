;; SPDX-License-Identifier: MIT
(ns csv (:require [clojure.data.csv :as csv] [clojure.java.io :as io] [time :refer [process_time]]))

(let [start (process_time)
      rows  (with-open [r (io/reader (str (first *command-line-args*) "/records.csv"))]
              (reduce (fn [n row] (+ n (count row))) 0 (csv/read-csv r)))]
  (println "csv" (- (process_time) start) rows))
