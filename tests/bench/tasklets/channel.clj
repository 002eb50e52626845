;; SPDX-License-Identifier: MIT
(ns channel
  (:require [clojure.core.async :as a]
            [time :refer [monotonic]]))

(let [start (monotonic)
      ch    (a/chan 100)]
  (a/go (dotimes [i 1000000] (a/>! ch i))
        (a/close! ch))
  (let [total (a/<!! (a/reduce + 0 ch))]
    (println "channel" (- (monotonic) start) total)))
