#!/usr/bin/env cljsh
;; SPDX-License-Identifier: MIT
;; A pool of external programs: so many at a time, each a tasklet that waits for its child.
;;
;;   process-pool.clj N COMMAND ARG…   each line of standard input is the last argument of one run
;;
;; Prints the output of each run as it ends, and the failures at the end; the status is 1 if there was one.
(ns process-pool)

(defn run-one
  "The output of a run, or why it failed."
  [command line]
  (try
    {:out ($< ~command ~line)}
    (catch Exception e {:error (ex-message e)})))

(defn worker
  "Asks for work until there is none."
  [pool command]
  (! pool [:idle (self)])
  (receive
    [:run line] (let [job (run-one command line)]
                  (! pool [:ran line job])
                  (recur pool command))
    :enough     nil))

(defn hand-out
  "Gives each idle worker the next line, until all have run. Returns the failures."
  [lines workers]
  (loop [lines lines, left workers, failures []]
    (if (zero? left)
      failures
      (receive
        [:idle pid] (if (seq lines)
                      (do (! pid [:run (first lines)])
                          (recur (rest lines) left failures))
                      (do (! pid :enough)
                          (recur nil (dec left) failures)))
        [:ran line {:out out}]     (do (when (seq out) (println out))
                                       (recur lines left failures))
        [:ran line {:error error}] (recur lines left (conj failures [line error]))))))

(let [[n & command] *command-line-args*
      n (some-> n parse-long)]
  (when-not (and n (pos? n) command)
    (binding [*out* *err*] (println "usage: process-pool.clj N COMMAND [ARG…] < LINES"))
    (exit 2))
  (dotimes [_ n] (spawn-link worker (self) (vec command)))
  (let [failures (hand-out (line-seq *in*) n)]
    (binding [*out* *err*]
      (doseq [[line error] failures] (println (str line ": " error))))
    (exit (if (seq failures) 1 0))))
