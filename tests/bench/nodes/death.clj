;; SPDX-License-Identifier: MIT
(ns death (:require [time :refer [monotonic]]))

;; From the kill of a worker to the message that it has gone: the longest of ten.
(defn one [_]
  (let [[pid ref] (spawn-monitor-on (fn [] (receive :never nil)))
        os-pid    (call-on pid (fn [] (.getpid (py/__import__ "os"))))
        start     (monotonic)]
    (.kill (py/__import__ "os") os-pid 9)
    (receive [:DOWN ref _ _ :noconnection] (- (monotonic) start))))

(println "death" (reduce max (map one (range 10))))
