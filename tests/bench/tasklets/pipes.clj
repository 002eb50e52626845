;; SPDX-License-Identifier: MIT
(ns pipes
  (:require [cljsh.io :as io]
            [os]
            [resource]
            [time :refer [monotonic]]))

;; 100,000 lines through one pipe, each read by a tasklet that answers, while as many tasklets as the argument says wait
;; for other pipes.
(def messages 100000)
(def n (let [[soft hard] (resource/getrlimit resource/RLIMIT_NOFILE)
             wanted      (parse-long (or (first *command-line-args*) "10000"))]
         (resource/setrlimit resource/RLIMIT_NOFILE [hard hard])
         (if (neg? hard) wanted (min wanted (quot (- hard 100) 2)))))

(defn reader [to in]
  (run! (fn [_] (! to :line)) (io/read-lines in)))

(let [me      (self)
      pipes   (vec (repeatedly n #(vec (os/pipe))))
      _       (doseq [[in _] pipes] (spawn reader me in))
      _       (sleep 500)
      line    (.encode "x\n")
      server  (fn []
                (let [me (self)
                      [in out] (vec (os/pipe))]
                  (spawn reader me in)
                  (let [start (monotonic)]
                    (dotimes [_ messages]
                      (os/write out line)
                      (receive :line nil))
                    (- (monotonic) start))))]
  (spawn (fn [] (! me [:time (server)])))
  (println "pipes" (receive [:time t] t))
  (exit 0))
