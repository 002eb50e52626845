;; SPDX-License-Identifier: MIT
;; Random programs of processes in this program, held against a model of Erlang's rules (model.clj):
;;
;;   cljsh tests/fuzz/tasklets.clj [SEED [COUNT]]
;;
;; Ends with a line N passed, M failed; what failed is printed with its seed.
(ns tasklets
  (:require [os.path :as path]
            [random]
            [time]))

(load-file (path/join (path/dirname *file*) "model.clj"))

(let [[seed total] (map parse-long *command-line-args*)
      seed  (or seed (mod (time/time_ns) 1000000007))
      total (or total 2000)
      bad   (atom 0)]
  (println "seed" seed "programs" total)
  (dotimes [i total]
    (let [r       (random/Random (+ (* seed 1000003) i))
          program (model/random-program r)
          run     (model/run-program program)
          faults  (model/wrong program run)]
      (when (seq faults)
        (swap! bad inc)
        (when (< @bad 5)
          (model/report (str "program " i " of seed " seed) program run faults)))
      (loop [] (when (receive _ true :after 0 false) (recur)))))
  (println (- total @bad) "passed," @bad "failed")
  (exit (if (zero? @bad) 0 1)))
