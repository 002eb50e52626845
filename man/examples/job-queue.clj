#!/usr/bin/env cljsh
;; SPDX-License-Identifier: MIT
;; Jobs on all processors, that survive the death of any worker:
;;
;;   job-queue.clj [JOBS [KILLS]]
;;
;; A queue gives jobs to processes in workers and takes a job back when the one
;; that had it dies. To show it, a few of the workers are killed on the way
;; (kill -9); still each job is done, and its result comes once.

(ns job-queue
  (:require [os]))

(def jobs (or (some-> (first *command-line-args*) parse-long) 40))
(def kills (or (some-> (second *command-line-args*) parse-long) 3))

(defn prime? [n] (not-any? (fn [d] (zero? (rem n d))) (take-while (fn [d] (<= (* d d) n)) (range 2 n))))

(defn work
  "What a job is: the number of primes below 100 n and above 100 (n - 1)."
  [n]
  (count (filter prime? (range (max 2 (* 100 (dec n))) (* 100 n)))))

(defn worker
  "Asks the queue for jobs, one after the other."
  [queue]
  (! queue [:ready (self)])
  (receive
    [:job n] (do (! queue [:done (self) n (work n)])
                 (recur queue))
    :stop    nil))

(defn start-worker []
  (first (spawn-monitor-on worker (self))))

(defn kill-one
  "Kills the worker that a process runs in."
  [pid]
  (spawn-on pid (fn [] (os/kill (os/getpid) 9))))

(defn run-queue []
  (dotimes [_ 4] (start-worker))
  (loop [todo (range 1 (inc jobs)), running {}, done {}, idle #{}, left kills]
    (cond
      (= (count done) jobs)
      (do (doseq [pid (concat idle (keys running))] (! pid :stop))
          done)

      (and (seq todo) (seq idle))
      (let [pid (first idle), n (first todo)]
        (! pid [:job n])
        (when (and (pos? left) (zero? (rem n (quot jobs (inc kills)))))
          (kill-one pid))
        (recur (rest todo) (assoc running pid n) done (disj idle pid)
               (if (zero? (rem n (quot jobs (inc kills)))) (dec left) left)))

      :else
      (receive
        [:ready pid]            (recur todo running done (conj idle pid) left)
        [:done pid n result]    (recur todo (dissoc running pid) (assoc done n result) idle left)
        [:DOWN _ :process pid _] (do (start-worker)
                                     (recur (if-let [n (running pid)] (cons n todo) todo)
                                            (dissoc running pid) done (disj idle pid) left))))))

(let [done (run-queue)]
  (println (count done) "jobs done," (reduce + (vals done)) "primes below" (* 100 jobs)))
