;; SPDX-License-Identifier: MIT
;; The MB that this process had at most after it read a gigabyte by lines from standard input.
(require '[resource])
(let [bytes (reduce (fn [sum line] (+ sum (count line) 1)) 0 (line-seq *in*))]
  (assert (<= 1000000000 bytes 1000000001) bytes)
  (println "lines" (/ (.-ru_maxrss (resource/getrusage resource/RUSAGE_SELF)) 1000.0)))
