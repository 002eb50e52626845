;; SPDX-License-Identifier: MIT
;; Memory does not grow with the number of messages:
;;
;;   cljsh tests/fuzz/growth.clj [COUNT]
;;
;; COUNT messages (100 million) of all kinds between tasklets, some of which end
;; and are followed by others. After the first tenth, what the process has in
;; memory must stay as it is. Ends with a line N passed, M failed.
(ns growth
  (:require [time]))

(defn resident
  "Kilobytes in memory."
  []
  (* 4 (parse-long (second (re-seq #"\d+" (slurp "/proc/self/statm"))))))

(defn echo []
  (receive
    [from :end]                  (! from :ended)
    [from x]                     (do (! from x) (recur))))


(defn round
  "A thousand messages or so: plain, nested, selected from behind others, with monitors, with names, to the dead."
  [pid i]
  (let [me (self)]
    (dotimes [k 200] (! pid [me k]) (receive x x))
    (dotimes [k 100] (! pid [me {:k k, :text "some text"}]))
    (! pid [me :last])
    (receive :last nil)
    (dotimes [_ 100] (receive {:k k} k))
    (let [[p ref] (spawn-monitor echo)]
      (! p [me [:nested [i]]])
      (receive [:nested [x]] x)
      (! p [me :end])
      (receive :ended nil)
      (receive [:DOWN ref _ _ _] nil)
      (! p [me :too-late])
      (dotimes [_ 10] (! p :nobody)))
    (register :growth-echo pid)
    (dotimes [k 100] (! :growth-echo [me k]) (receive x x))
    (unregister :growth-echo)
    (receive _ nil :after 0 nil)))

(def messages-of-a-round (+ 400 202 7 11 200))

(defn run [total]
  (let [rounds (max 10 (quot total messages-of-a-round))
        tenth  (quot rounds 10)
        pid    (spawn echo)
        start  (time/monotonic)]
    (dotimes [i tenth] (round pid i))
    (let [before (resident)]
      (dotimes [i (- rounds tenth)] (round pid i))
      (let [after (resident), grown (- after before)]
        (println "messages" (* rounds messages-of-a-round) "kilobytes" before "then" after "seconds" (- (time/monotonic) start))
        (println (if (< grown 2048) "1 passed, 0 failed" "0 passed, 1 failed"))
        (if (< grown 2048) 0 1)))))

(let [total (or (some-> (first *command-line-args*) parse-long) 100000000)]
  (exit (deref (future (run total)))))
