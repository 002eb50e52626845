;; SPDX-License-Identifier: MIT
(ns library (:require [time :refer [process_time]]))

(let [start (process_time)]
  (require 'bench.library)
  (println "library" (- (process_time) start)))
