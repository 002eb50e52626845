;; SPDX-License-Identifier: MIT
;; 100M messages between two tasklets: the kB that the process has grown by after the first tenth of them.
(def million 1000000)

(defn resident [] (parse-long (second (re-find #"VmRSS:\s*(\d+)" (slurp "/proc/self/status")))))

(defn pong []
  (receive
    [:ping from] (do (! from :pong) (recur))
    :stop        nil))

(defn ping [pid k]
  (when (pos? k)
    (! pid [:ping (self)])
    (receive :pong nil)
    (recur pid (dec k))))

(defn play []
  (let [pid (spawn pong)]
    (ping pid (* 5 million))
    (let [before (resident)]
      (ping pid (* 45 million))
      (! pid :stop)
      (- (resident) before))))

(println "memory" (schedule play))
