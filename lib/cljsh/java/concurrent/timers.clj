;; SPDX-License-Identifier: MIT
;; java.util.Timer: one thread does all tasks of one, each when it is due; a
;; part of cljsh.java.concurrent.

(in-ns 'cljsh.java.concurrent)

(def TimerTask
  (java/python-class "java.util.TimerTask" [py/object]
    ;; state_: none yet, :scheduled, :done or :cancelled; time_: when it is due
    {"cancel"                 (fn [this]
                                (let [waits (= :scheduled (py/getattr this "state_" nil))]
                                  (set! (.-state_ this) :cancelled)
                                  waits))
     "scheduledExecutionTime" (fn [this] (long (* 1e3 (py/getattr this "last_" 0))))}))
(enter "java.util.TimerTask" TimerTask)

(defn- due-sooner [[a] [b]] (compare a b))
(defn- now [] (.time (py/__import__ "time")))
(defn- cancelled? [task] (= :cancelled (.-state_ task)))

;; tasks: a heap of [[when number] task period fixed].  The thread ends when
;; there is nothing to do, so that the program can; what comes then starts another.
(deftype Timer [changed tasks ^:mutable thread ^:mutable cancelled ^:mutable number thread-name daemon]
  Object
  (schedule [this task at] (.enter_ this task (.due_ this at) nil false))
  (schedule [this task at period] (.enter_ this task (.due_ this at) (.span_ this period) false))
  (scheduleAtFixedRate [this task at period] (.enter_ this task (.due_ this at) (.span_ this period) true))
  (cancel [_]
    (guarded changed
      (set! cancelled true)
      (.clear tasks)
      (.signalAll changed)
      nil))
  (purge [_]
    (guarded changed
      (let [left (filterv (fn [[_ task]] (not (cancelled? task))) tasks)
            gone (- (count tasks) (count left))]
        (.clear tasks)
        (run! (fn [entry] (heap/add! tasks entry due-sooner)) left)
        gone)))
  (due_ [_ at] ; of a date, or of milliseconds from now
    (if (number? at)
      (if (neg? at)
        (throw (IllegalArgumentException. "Negative delay."))
        (+ (now) (/ at 1e3)))
      (/ (.getTime at) 1e3)))
  (span_ [_ period]
    (if (pos? period)
      (/ period 1e3)
      (throw (IllegalArgumentException. "Non-positive period."))))
  (enter_ [this task at period fixed]
    (guarded changed
      (when cancelled
        (throw (IllegalStateException. "Timer already cancelled.")))
      (when (some? (py/getattr task "state_" nil))
        (throw (IllegalStateException. "Task already scheduled or cancelled")))
      (set! (.-state_ task) :scheduled)
      (.put_ this task at period fixed)
      (.signalAll changed)
      (when-not thread
        (set! thread (threading/Thread ** :target (fn [] (.work_ this)) :daemon daemon :name thread-name))
        (.start thread))
      nil))
  (put_ [_ task at period fixed]
    (set! number (inc number))
    (heap/add! tasks [[at number] task period fixed] due-sooner))
  (next_ [this] ; waits for the next task that is due, and returns it; nil when there is none any more
    (guarded changed
      (loop []
        (if (zero? (count tasks))
          (do (set! thread nil)
              nil)
          (let [[[at] task period fixed] (nth tasks 0), left (- at (now))]
            (cond
              (cancelled? task) (do (heap/poll! tasks due-sooner) (recur))
              (pos? left)       (do (.wait_ changed (min left 3e6)) (recur))
              :else
              (do (heap/poll! tasks due-sooner)
                  (set! (.-last_ task) (if fixed at (now)))
                  (if period
                    (.put_ this task (+ period (if fixed at (now))) period fixed)
                    (set! (.-state_ task) :done))
                  task)))))))
  (work_ [this]
    (try
      (loop []
        (when-let [task (.next_ this)]
          (.run task)
          (recur)))
      (catch Throwable e ; a task that fails ends all of them
        (.cancel this)
        (throw e)))))

(let [numbers (atom -1)
      make (fn [thread-name daemon]
             (Timer. (monitor/condition)
                     (py/list)
                     nil
                     false
                     0
                     (or thread-name (str "Timer-" (swap! numbers inc)))
                     daemon))]
  (entered java.util.Timer
           Timer
           "Does tasks later, one after the other."
           (fn ([] (make nil false))
               ([x] (if (boolean? x) (make nil x) (make x false)))
               ([thread-name daemon] (make thread-name daemon)))))
