;; SPDX-License-Identifier: MIT
;; java.util.concurrent.locks; a part of cljsh.java.concurrent.

(in-ns 'cljsh.java.concurrent)

(defn- not-the-owner [] (throw (IllegalMonitorStateException.)))

(defn- ms-of [n unit] (* 1e3 (seconds n unit)))

;; The lock is that of the object `key`, as `locking` takes it.
(deftype ReentrantLock [key fair ^:mutable waiting]
  java.util.concurrent.locks.Lock
  (lock [this]
    (when-not (cljsh.core/try-lock! key 0) (.waits_ this 1) (try (cljsh.core/lock! key) (finally (.waits_ this -1)))))
  (lockInterruptibly [this] (java/throw-if-interrupted) (.lock this))
  (tryLock [_] (cljsh.core/try-lock! key 0))
  (tryLock [this n unit]
    (java/throw-if-interrupted)
    (or (cljsh.core/try-lock! key 0)
        (do (.waits_ this 1) (try (cljsh.core/try-lock! key (ms-of n unit)) (finally (.waits_ this -1))))))
  (unlock [_] (when (zero? (cljsh.core/lock-depth key)) (not-the-owner)) (cljsh.core/unlock! key))
  (newCondition [_] (monitor/condition key))
  Object
  (isHeldByCurrentThread [_] (pos? (cljsh.core/lock-depth key)))
  (getHoldCount [_] (cljsh.core/lock-depth key))
  (isLocked [this]
    (or (.isHeldByCurrentThread this) (if (cljsh.core/try-lock! key 0) (do (cljsh.core/unlock! key) false) true)))
  (isFair [_] fair)
  (hasQueuedThreads [_] (pos? waiting))
  (getQueueLength [_] waiting)
  (waits_ [_ more] (set! waiting (+ waiting more)) nil)
  (toString [this]
    (object-text "java.util.concurrent.locks.ReentrantLock" this (if (.isLocked this) "Locked" "Unlocked"))))
(entered java.util.concurrent.locks.ReentrantLock ReentrantLock
  "Only one goes on."
  (fn ([] (ReentrantLock. (py/object) false 0)) ([fair] (ReentrantLock. (py/object) fair 0))))

;; --- many may read, one may write ----------------------------------------------------------

;; readers: task -> how often it has the lock to read.  A writer that waits
;; lets no new reader pass, else it could wait for ever.
(deftype ReadWrite [changed readers ^:mutable writer ^:mutable writes ^:mutable waiting fair]
  Object
  (may_read_ [_ task]
    (or (= writer task)
        (and (nil? writer)
             (or (zero? waiting) (contains? readers task)))))
  (may_write_ [_ task]
    (or (= writer task)
        (and (nil? writer) (zero? (count readers)))))
  (reads_ [_] (reduce + 0 (vals readers)))
  (read_ [this secs] ; takes it to read, waiting so many seconds at most; has it?
    (let [task (cljsh.tasklet/self)]
      (guarded changed
        (let [got (or (if (= 0 secs) (or (nil? writer) (= writer task)) (.may_read_ this task))
                      (and (not= 0 secs) (.wait_for_ changed (fn [] (.may_read_ this task)) secs)))]
          (when got
            (.__setitem__ readers task (inc (.get readers task 0))))
          (boolean got)))))
  (end_read_ [_]
    (let [task (cljsh.tasklet/self)]
      (guarded changed
        (let [n (.get readers task 0)]
          (case n
            0 (throw (IllegalMonitorStateException. "attempt to unlock read lock, not locked by current thread"))
            1 (do (.pop readers task) (.signalAll changed))
            (.__setitem__ readers task (dec n)))
          nil))))
  (waits_ [_ more] (set! waiting (+ waiting more)))
  (write_ [this secs]
    (let [task (cljsh.tasklet/self)]
      (guarded changed
        (let [got (or (.may_write_ this task)
                      (and (not= 0 secs)
                           (try
                             (.waits_ this 1)
                             (.wait_for_ changed (fn [] (.may_write_ this task)) secs)
                             (finally
                               (.waits_ this -1)
                               (.signalAll changed)))))]
          (when got
            (set! writer task)
            (set! writes (inc writes)))
          (boolean got)))))
  (end_write_ [this]
    (guarded changed
      (.must_own_ this)
      (set! writes (dec writes))
      (when (zero? writes)
        (set! writer nil)
        (.signalAll changed))
      nil))
  (must_own_ [_]
    (when-not (= writer (cljsh.tasklet/self))
      (not-the-owner)))
  (writes_ [_] (if (= writer (cljsh.tasklet/self)) writes 0))
  (writing_ [_] (some? writer)))

(deftype ReadLock [state]
  java.util.concurrent.locks.Lock
  (lock [_] (.read_ state nil) nil)
  (lockInterruptibly [_] (java/throw-if-interrupted) (.read_ state nil) nil)
  (tryLock [_] (.read_ state 0))
  (tryLock [_ n unit] (.read_ state (seconds n unit)))
  (unlock [_] (.end_read_ state))
  (newCondition [_] (throw (UnsupportedOperationException.)))
  Object
  (toString [this]
    (object-text "java.util.concurrent.locks.ReentrantReadWriteLock$ReadLock"
      this
      (str "Read locks = " (.reads_ state)))))

;; What waits for a condition gives the lock back as often as it has it, and takes it again.
(deftype WriteCondition [state inner]
  java.util.concurrent.locks.Condition
  (await [this] (.given_back_ this (fn [] (.wait_ inner nil))) nil)
  (await [this n unit] (.given_back_ this (fn [] (.wait_ inner (seconds n unit)))))
  (awaitNanos [this n] (.given_back_ this (fn [] (.awaitNanos inner n))))
  (awaitUntil [this date] (.given_back_ this (fn [] (.awaitUntil inner date))))
  (awaitUninterruptibly [this] (.await this))
  (signal [_] (.must_own_ state) (guarded inner (.signal inner)))
  (signalAll [_] (.must_own_ state) (guarded inner (.signalAll inner)))
  Object
  (given_back_ [_ wait]
    (.must_own_ state)
    (let [n (.writes_ state)]
      (try
        (guarded inner ; that of the state: nobody can signal before this waits
          (dotimes [_ n]
            (.end_write_ state))
          (wait))
        (finally
          (dotimes [_ n]
            (.write_ state nil)))))))

(deftype WriteLock [state]
  java.util.concurrent.locks.Lock
  (lock [_] (.write_ state nil) nil)
  (lockInterruptibly [_] (java/throw-if-interrupted) (.write_ state nil) nil)
  (tryLock [_] (.write_ state 0))
  (tryLock [_ n unit] (.write_ state (seconds n unit)))
  (unlock [_] (.end_write_ state))
  (newCondition [_] (WriteCondition. state (monitor/condition (.-lock (.-changed state)))))
  Object
  (isHeldByCurrentThread [_] (pos? (.writes_ state)))
  (getHoldCount [_] (.writes_ state))
  (toString [this]
    (object-text "java.util.concurrent.locks.ReentrantReadWriteLock$WriteLock"
      this
      (if (.writing_ state) "Locked" "Unlocked"))))

(deftype ReentrantReadWriteLock [state reading writing]
  java.util.concurrent.locks.ReadWriteLock
  (readLock [_] reading)
  (writeLock [_] writing)
  Object
  (isFair [_] (.-fair state))
  (isWriteLocked [_] (.writing_ state))
  (isWriteLockedByCurrentThread [_] (pos? (.writes_ state)))
  (getReadLockCount [_] (.reads_ state))
  (getReadHoldCount [_] (.get (.-readers state) (cljsh.tasklet/self) 0))
  (getWriteHoldCount [_] (.writes_ state))
  (toString [this]
    (object-text "java.util.concurrent.locks.ReentrantReadWriteLock" this
                 (str "Write locks = " (.-writes state) ", Read locks = " (.reads_ state)))))
(defn- read-write [fair] (ReadWrite. (monitor/condition) (py/dict) nil 0 0 fair))
(let [make (fn [fair]
             (let [state (read-write fair)]
               (ReentrantReadWriteLock. state (ReadLock. state) (WriteLock. state))))]
  (entered java.util.concurrent.locks.ReentrantReadWriteLock ReentrantReadWriteLock "Many may read, or one may write."
    (fn ([] (make false))
        ([fair] (make fair)))))
(enter "java.util.concurrent.locks.ReentrantReadWriteLock$ReadLock" ReadLock)
(enter "java.util.concurrent.locks.ReentrantReadWriteLock$WriteLock" WriteLock)

;; --- the same with numbers ---------------------------------------------------------------------

;; Not a task's: who has the number can give it back.  writes counts those who
;; have had it to write, and is odd while one does; a stamp is a number that was
;; not given before.
(deftype StampedLock [changed stamps ^:mutable last ^:mutable writing ^:mutable version]
  Object
  (taken_ [this there? writes secs] ; the stamp, or 0
    (guarded changed
      (if (or (there?) (and (not= 0 secs) (.wait_for_ changed there? secs)))
        (do (set! last (+ 2 last))
            (if writes
              (set! writing last)
              (.add stamps last))
            last)
        0)))
  (free_ [_] (and (nil? writing) (zero? (count stamps))))
  (readable_ [_] (nil? writing))
  (end_ [_ stamp may-read may-write]
    (guarded changed
      (cond
        (and may-write (= stamp writing))          (do (set! writing nil) (set! version (inc version)))
        (and may-read (.__contains__ stamps stamp)) (.remove stamps stamp)
        :else                                      (not-the-owner))
      (.signalAll changed)
      nil))
  (writeLock [this] (.taken_ this (fn [] (.free_ this)) true nil))
  (writeLockInterruptibly [this] (.writeLock this))
  (readLock [this] (.taken_ this (fn [] (.readable_ this)) false nil))
  (readLockInterruptibly [this] (.readLock this))
  (tryWriteLock [this] (.taken_ this (fn [] (.free_ this)) true 0))
  (tryWriteLock [this n unit] (.taken_ this (fn [] (.free_ this)) true (seconds n unit)))
  (tryReadLock [this] (.taken_ this (fn [] (.readable_ this)) false 0))
  (tryReadLock [this n unit] (.taken_ this (fn [] (.readable_ this)) false (seconds n unit)))
  (tryOptimisticRead [_] (if writing 0 (inc (* 2 version)))) ; odd: no stamp of a lock's
  (validate [_ stamp]
    (cond
      (zero? stamp) false
      (odd? stamp)  (and (nil? writing) (= stamp (inc (* 2 version))))
      :else         (boolean (or (= stamp writing) (.__contains__ stamps stamp)))))
  (unlockWrite [this stamp] (.end_ this stamp false true))
  (unlockRead [this stamp] (.end_ this stamp true false))
  (unlock [this stamp] (.end_ this stamp true true))
  (isWriteLocked [_] (some? writing))
  (isReadLocked [_] (pos? (count stamps)))
  (getReadLockCount [_] (count stamps))
  (tryConvertToWriteLock [this stamp]
    (guarded changed
      (cond
        (= stamp writing)             stamp
        (odd? stamp)                  (if (.validate this stamp) (.tryWriteLock this) 0)
        (and (.__contains__ stamps stamp) (= 1 (count stamps)))
        (do (.remove stamps stamp)
            (.tryWriteLock this))
        :else                         0)))
  (tryConvertToReadLock [this stamp]
    (guarded changed
      (cond
        (= stamp writing)              (do (.unlockWrite this stamp) (.tryReadLock this))
        (odd? stamp)                   (if (.validate this stamp) (.tryReadLock this) 0)
        (.__contains__ stamps stamp)   stamp
        :else                          0)))
  (tryConvertToOptimisticRead [this stamp]
    (guarded changed
      (cond
        (odd? stamp)             (if (.validate this stamp) stamp 0)
        (.validate this stamp)   (do (.unlock this stamp) (.tryOptimisticRead this))
        :else                    0)))
  (asReadLock [this]
    (let [held (py/list)]
      (reify java.util.concurrent.locks.Lock
        (lock [_] (.append held (.readLock this)) nil)
        (tryLock [_] (let [stamp (.tryReadLock this)] (when-not (zero? stamp) (.append held stamp)) (not (zero? stamp))))
        (unlock [_] (if (seq held) (.unlockRead this (.pop held)) (not-the-owner))))))
  (asWriteLock [this]
    (let [held (py/list)]
      (reify java.util.concurrent.locks.Lock
        (lock [_] (.append held (.writeLock this)) nil)
        (tryLock [_] (let [stamp (.tryWriteLock this)] (when-not (zero? stamp) (.append held stamp)) (not (zero? stamp))))
        (unlock [_] (if (seq held) (.unlockWrite this (.pop held)) (not-the-owner)))))))
(entered java.util.concurrent.locks.StampedLock StampedLock
  "Many may read, or one may write; each time has a number."
  (fn [] (StampedLock. (monitor/condition) (py/set) 256 nil 0)))

;; --- parking --------------------------------------------------------------------------------------

(def ^:private permits "The threads that may go on although they park, by their ids." (py/set))
(def ^:private parked (monitor/condition))
(defn- thread-id [t] (or (py/getattr t "ident" nil) (.getId t)))
(defn- park
  "Waits until another unparks this thread, at most so many seconds."
  [secs]
  (guarded parked
    (let [me (threading/get_ident)]
      (try
        (.wait_for_ parked (fn [] (.__contains__ permits me)) secs)
        (catch InterruptedException _ ; park returns then, and the thread stays interrupted
          (.interrupt (java.lang.Thread/currentThread))))
      (.discard permits me)))
  nil)
(defn- until [ms] (max 0 (- (/ ms 1e3) (.time (py/__import__ "time")))))
(statics java.util.concurrent.locks.LockSupport "Threads that wait for each other."
  (park "Waits until it is unparked." (fn [& _] (park nil)))
  (parkNanos "Waits so long at most." (fn ([n] (park (/ n 1e9))) ([_ n] (park (/ n 1e9)))))
  (parkUntil "Waits until then at most." (fn ([ms] (park (until ms))) ([_ ms] (park (until ms)))))
  (unpark "Has a thread go on." (fn [t] (when t (guarded parked (.add permits (thread-id t)) (.signalAll parked))) nil)))
