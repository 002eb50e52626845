;; SPDX-License-Identifier: MIT
(ns yaml (:require [clj-yaml.core :as yaml] [time :refer [process_time]]))

(yaml/parse-string "a: 1")
(let [text  (slurp (str (first *command-line-args*) "/records.yaml"))
      start (process_time)
      all   (yaml/parse-string text)]
  (println "yaml" (- (process_time) start) (count all)))
