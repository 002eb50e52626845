;; SPDX-License-Identifier: MIT
;; EDN of 10 MB; runs on Clojure's JVM as well.
(require '[clojure.edn :as edn])

(let [text  (slurp (str (first *command-line-args*) "/records.edn"))
      start (System/nanoTime)
      all   (edn/read-string text)]
  (println "edn" (/ (- (System/nanoTime) start) 1e9) (count all)))
