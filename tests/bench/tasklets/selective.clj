;; SPDX-License-Identifier: MIT
(ns selective (:require [time :refer [monotonic]]))

;; 10,000 messages that nobody takes lie in the mailbox; 100 senders, each with a key of its own, send 100 numbers,
;; which the receiver takes by key.
(defn sender [to key]
  (dotimes [i 100] (! to [key i])))

(defn take-from [key i total]
  (if (= i 100)
    total
    (recur key (inc i) (receive [key n] (+ total n)))))

(defn receiver []
  (let [me (self)]
    (dotimes [i 10000] (! me [:unwanted i]))
    (dotimes [k 100] (spawn sender me k))
    (reduce (fn [total k] (take-from k 0 total)) 0 (range 100))))

(let [start (monotonic)
      total (schedule receiver)]
  (println "selective" (- (monotonic) start) total))
