#!/usr/bin/env cljsh
;; SPDX-License-Identifier: MIT
;; Counts the words of files on several machines, reached by ssh:
;;
;;   word-count-ssh.clj HOST,HOST… FILE… [-- SSH-OPTION…]
;;
;; Each file is read and counted by a worker on one of the hosts, each the next
;; one when it is done; only the counts come back. CLJSH_PROGRAM says what cljsh
;; is called there.

(ns word-count-ssh
  (:require [clojure.string :as str]
            [os]))

(defn counts
  "How often each word is in a file."
  [file]
  (frequencies (re-seq #"\p{L}+" (str/lower-case (slurp file)))))

(defn worker
  "Counts files that the boss names, until there are none."
  [boss]
  (! boss [:ready (self)])
  (receive
    [:file f] (do (! boss [:counted f (try (counts f) (catch OSError e (str e)))])
                  (recur boss))
    :stop     nil))

(defn count-on
  "The counts of all files, by workers that have been started."
  [files]
  (loop [todo (seq files), running 0, total {}]
    (if (and (empty? todo) (zero? running))
      total
      (receive
        [:ready pid] (if todo
                       (do (! pid [:file (first todo)])
                           (recur (next todo) (inc running) total))
                       (do (! pid :stop)
                           (recur todo running total)))
        [:counted file words] (if (string? words)
                                (throw (ex-info (str file ": " words) {:file file}))
                                (recur todo (dec running) (merge-with + total words)))
        [:DOWN _ :process pid reason] :guard (not= reason :normal)
        (throw (ex-info (str "node " (node pid) " has gone: " (pr-str reason)) {:reason reason}))))))

(let [[[hosts & files] [_ & options]] (split-with #(not= "--" %) *command-line-args*)]
  (when (empty? files)
    (println "usage: word-count-ssh.clj HOST,HOST… FILE… [-- SSH-OPTION…]")
    (exit 2))
  (doseq [host (str/split hosts #",")]
    (doseq [pid (connect host ** :ssh-options (vec options) :program (get (env) "CLJSH_PROGRAM" "cljsh"))]
      (spawn-monitor-on pid worker (self))))
  (let [total (count-on files)]
    (doseq [[word n] (take 10 (sort-by (juxt (comp - val) key) total))]
      (println n word))))
