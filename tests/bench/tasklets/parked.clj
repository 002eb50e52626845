;; SPDX-License-Identifier: MIT
(ns parked (:require [time :refer [monotonic]]))

;; Tasklets that wait inside of a callback of Python's sorted, a frame of C below them; with the argument plain, that wait
;; in Clojure code alone. A message to each, and its answer: seconds for one; and bytes of memory for each.
(def n 200)
(def turns 50)

(defn resident [] (* 4096 (parse-long (second (re-seq #"\d+" (slurp "/proc/self/statm"))))))

(defn answer [] (receive [from x] (! from x)))

(defn inside [] (py/sorted (range turns) ** :key (fn [x] (answer) x)))
(defn plain [] (dotimes [_ turns] (answer)))

(defn play [f]
  (let [before (resident)
        pids   (vec (repeatedly n (fn [] (spawn f))))
        me     (self)]
    (sleep 500)
    (let [bytes (/ (- (resident) before) n)
          start (monotonic)]
      (dotimes [_ turns]
        (doseq [p pids] (! p [me 1]))
        (dotimes [_ n] (receive 1 nil)))
      [(/ (- (monotonic) start) (* n turns)) bytes])))

(let [[switch bytes] (schedule play (if (= ["plain"] *command-line-args*) plain inside))]
  (println "switch" switch)
  (println "bytes" (double bytes)))
