;; SPDX-License-Identifier: MIT
;; The longest time that Python's cycle collector stops the program, in seconds of the processor's time, while ten
;; million objects that may be in cycles come to be, and while as many come and go beside them.
(require '[gc])

(def watch (py/dict))
(py/exec "
import time
pauses = []
def collecting(phase, info):
    now = time.thread_time()
    if phase == 'start': pauses.append(now)
    else: pauses[-1] = now - pauses[-1]
" watch)
(.append gc/callbacks (get watch "collecting"))

(def million 1000000)
(def live (mapv (fn [i] (atom [i])) (range (* 10 million))))
(reduce (fn [seen i] (atom [seen i])) nil (range million))
(dotimes [i (* 10 million)] (let [a (atom nil)] (reset! a [a i])))
(println "pauses" (apply max (get watch "pauses")))
