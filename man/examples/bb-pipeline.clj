#!/usr/bin/env bb
;; SPDX-License-Identifier: MIT
;; The login shells of a passwd file and how many have them, by a pipeline of programs. Runs on babashka, too:
;;   bb-pipeline.clj [FILE]
(require '[babashka.process :refer [check process]]
         '[clojure.string :as str])

(let [file (or (first *command-line-args*) "/etc/passwd")
      out  (-> (process ["cut" "-d:" "-f7" file])
               (process "sort")
               (process {:out :string} "uniq" "-c")
               check :out)]
  (doseq [line (str/split-lines out)
          :let [[n shell] (str/split (str/trim line) #"\s+" 2)]]
    (println (format "%-20s %s" shell n))))
