;; SPDX-License-Identifier: MIT
(ns json (:require [cheshire.core :as json] [time :refer [process_time]]))

(let [text   (slurp (str (first *command-line-args*) "/records.json"))
      start  (process_time)
      parsed (json/parse-string text true)
      middle (process_time)
      back   (json/generate-string parsed)]
  (println "json" (- (process_time) start) (count parsed))
  (println "parse" (- middle start))
  (println "generate" (- (process_time) middle)))
