;; SPDX-License-Identifier: MIT
(ns cljsh.java.monitor
  "What Java's locks, queues and barriers wait with: a lock that belongs to a task, and conditions of it."
  {:added "1.12"}
  (:require [cljsh.java :as java]
            [collections]
            [time]))

;; Python's locks belong to threads, and one thread runs many tasklets: two of
;; them would both have it.  The locks here are those of `locking`; who waits
;; is parked, and its thread does something else.

(defmacro guarded
  "Evaluates body while the lock of a condition is held."
  [condition & body]
  `(let [lock# (.-lock ~condition)]
     (cljsh.core/lock! lock#)
     (try ~@body (finally (cljsh.core/unlock! lock#)))))

(defn- not-owner []
  (throw (IllegalMonitorStateException. "current thread is not owner")))

(defn- tell
  "Tells the first of waiters, or so many of them, to go on."
  [waiters n]
  (when (and (pos? n) (pos? (count waiters)))
    ;; One that an interrupt has woken is told in vain.
    (recur waiters (if (deliver (.popleft waiters) true) (dec n) n))))

(defn- wait-on
  "Gives back a lock until one of waiters, which this adds to, is told so, or that many seconds are over (nil: for ever).
  Was it told?"
  [lock waiters secs]
  (let [depth (cljsh.core/lock-depth lock)]
    (when (zero? depth)
      (not-owner))
    (java/throw-if-interrupted)
    (let [told  (promise)
          again (fn []
                  (java/waits-for nil)
                  (dotimes [_ depth]
                    (cljsh.core/lock! lock))
                  (when-not (realized? told)
                    (.remove waiters told)))]
      (.append waiters told)
      (java/waits-for told)
      (dotimes [_ depth]
        (cljsh.core/unlock! lock))
      (try
        (try
          (if secs
            (deref told (* 1e3 secs) nil)
            @told)
          (finally (again)))
        (java/throw-if-interrupted)
        (catch Throwable e
          (when (and (realized? told) @told) ; another one is to hear of it
            (tell waiters 1))
          (throw e)))
      (realized? told))))

(defn- nanos-left [end] (- end (* 1e9 (time/monotonic))))

(deftype Condition [lock waiters]
  java.util.concurrent.locks.Condition
  (await [_] (wait-on lock waiters nil) nil)
  (await [_ n unit] (wait-on lock waiters (/ (.toNanos unit n) 1e9)))
  (awaitNanos [_ n]
    (let [end (+ (* 1e9 (time/monotonic)) n)]
      (wait-on lock waiters (/ n 1e9))
      (long (nanos-left end))))
  (awaitUntil [_ date] (wait-on lock waiters (max 0 (- (/ (.getTime date) 1e3) (time/time)))))
  (awaitUninterruptibly [_] (wait-on lock waiters nil) nil)
  (signal [_]
    (when (zero? (cljsh.core/lock-depth lock))
      (not-owner))
    (tell waiters 1))
  (signalAll [_]
    (when (zero? (cljsh.core/lock-depth lock))
      (not-owner))
    (tell waiters (count waiters)))
  Object
  (wait_ [_ secs] (wait-on lock waiters secs))
  (wait_for_ [this there?] (.wait_for_ this there? nil))
  (wait_for_ [_ there? secs] ; until there? holds, so many seconds at most; does it?
    (let [end (when secs (+ (time/monotonic) secs))]
      (loop []
        (let [left (when end (- end (time/monotonic)))]
          (cond
            (there?)               true
            (and left (<= left 0)) false
            :else                  (do (wait-on lock waiters left)
                                       (recur))))))))

(defn condition
  "A condition of a lock, or of one of its own."
  ([] (condition (py/object)))
  ([lock] (Condition. lock (collections/deque))))

;; --- wait and notify of any object ----------------------------------------------------

;; Who waits for an object, while somebody does: its id -> [object waiters].
(def ^:private waited-for (py/dict))

(defn- waiters-of [x]
  (second (.setdefault waited-for (py/id x) [x (collections/deque)])))

(defn wait-for
  "Object.wait: gives its lock back until another task notifies, or so many milliseconds are over."
  [x ms]
  (when (neg? ms)
    (throw (IllegalArgumentException. "timeout value is negative")))
  (when (zero? (cljsh.core/lock-depth x))
    (not-owner))
  (let [waiters (waiters-of x)]
    (try
      (wait-on x waiters (when (pos? ms) (/ ms 1e3)))
      (finally
        (when (zero? (count waiters))
          (.pop waited-for (py/id x) nil))))
    nil))

(defn notify
  "Object.notify and notifyAll: wakes one task that waits for an object, or all."
  [x all?]
  (when (zero? (cljsh.core/lock-depth x))
    (not-owner))
  (when-let [[_ waiters] (.get waited-for (py/id x))]
    (tell waiters (if all? (count waiters) 1)))
  nil)
