;; SPDX-License-Identifier: MIT
(ns cljsh.java.concurrent
  "java.util.concurrent: executors, queues, locks and latches over Python's threads."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [defmethods enter enter-class statics]]
            [cljsh.java.heap :as heap]
            [cljsh.java.monitor :as monitor :refer [guarded]]
            [clojure.string :as str]
            [collections]
            [concurrent.futures :as futures]
            [queue]
            [threading]))

(defmacro ^:private entered
  "Makes a deftype known by its name on the JVM, with what `new` does."
  [full class doc make]
  `(enter-class ~full ~class ~doc (~'new "Makes one." ~make)))

(defn- seconds
  "A span of time in seconds, one of centuries at most: for ever is said by a large number."
  [n unit]
  (min 3e9 (/ (.toNanos unit n) 1e9)))
(defn- callable [x]
  (cond (fn? x) x (py/hasattr x "call") (fn [] (.call x)) (py/hasattr x "run") (fn [] (.run x) nil) :else x))

(defn- wrapped [e] (java.util.concurrent.ExecutionException. (str (.-__name__ (class e)) ": " (ex-message e)) e))

;; --- executors ----------------------------------------------------------------------

(deftype Task [inner]
  clojure.lang.IDeref
  (deref [this] (.get this))
  clojure.lang.IBlockingDeref
  (deref [this ms otherwise] (try (.result inner (/ ms 1000.0)) (catch TimeoutError _ otherwise)))
  clojure.lang.IPending
  (isRealized [_] (.done inner))
  Object
  (get [_]
    (try
      (.result inner)
      (catch futures/CancelledError _ (throw (java.util.concurrent.CancellationException. "cancelled")))
      (catch Throwable e (throw (wrapped e)))))
  (get [_ n unit]
    (try (.result inner (seconds n unit)) (catch TimeoutError e (throw e)) (catch Throwable e (throw (wrapped e)))))
  (isDone [_] (.done inner))
  (isCancelled [_] (.cancelled inner))
  (cancel [_ _interrupt] (.cancel inner)))
(enter "java.util.concurrent.Future" Task)

(declare after every)

(defn- watched
  "f, whose exceptions nobody asks for: they go where those of threads go."
  [f]
  (fn []
    (try
      (f)
      (catch Throwable e
        (java/tell-uncaught (java.lang.Thread/currentThread) e)))))

(deftype Executor [pool ^:mutable closed timers]
  Object
  (execute [_ f] (.submit pool (watched (callable f))) nil)
  (submit [_ f]
    (when closed (throw (java.util.concurrent.RejectedExecutionException. "the executor is shut down")))
    (Task. (.submit pool (callable f))))
  (submit [_ f x] (let [f (callable f)] (Task. (.submit pool (fn [] (f) x)))))
  (invokeAll [this fs]
    (let [all (mapv (fn [f] (.submit this f)) fs)]
      (run! (fn [t] (try (.get t) (catch Throwable _ nil))) all)
      (py/list all)))
  (invokeAny [this fs] (let [all (mapv (fn [f] (.submit this f)) fs)] (.get (first all))))
  (shutdown [_] (set! closed true) (run! (fn [t] (.cancel t)) @timers) (.shutdown pool ** :wait false) nil)
  (shutdownNow [_]
    (set! closed true)
    (run! (fn [t] (.cancel t)) @timers)
    (.shutdown pool ** :wait false :cancel_futures true)
    (py/list))
  (isShutdown [_] (boolean closed))
  (isTerminated [_] (and (boolean closed) (every? (fn [t] (not (.is_alive t))) (py/getattr pool "_threads" []))))
  (awaitTermination [_ n unit]
    (let [end (+ (.monotonic (py/__import__ "time")) (seconds n unit))]
      (every? (fn [t] (.join t (max 0 (- end (.monotonic (py/__import__ "time"))))) (not (.is_alive t)))
              (vec (py/getattr pool "_threads" [])))))
  (getPoolSize [_] (count (py/getattr pool "_threads" [])))
  (getActiveCount [_] 0)
  (close [this] (.shutdown this) (.shutdown pool ** :wait true) nil)
  (__enter__ [this] this)
  (__exit__ [this & _] (.close this) false)
  (schedule [_ f n unit] (after timers (seconds n unit) (callable f)))
  (scheduleAtFixedRate [_ f start period unit] (every timers (seconds start unit) (seconds period unit) (callable f)))
  (scheduleWithFixedDelay [_ f start period unit]
    (every timers (seconds start unit) (seconds period unit) (callable f))))

(defn- after
  "Calls f once, so many seconds from now."
  [timers secs f]
  (let [result (futures/Future)
        timer (threading/Timer secs
                               (fn []
                                 (when (.set_running_or_notify_cancel result)
                                   (try (.set_result result (f)) (catch Throwable e (.set_exception result e))))))]
    (set! (.-daemon timer) true)
    (swap! timers conj timer)
    (.start timer)
    (Task. result)))

(defn- every
  "Calls f again and again, until it fails or is cancelled."
  [timers start period f]
  (let [stop (threading/Event), result (futures/Future)
        go   (threading/Thread ** :daemon true :target
               (fn []
                 (loop [wait start]
                   (when-not (or (.wait stop (double wait)) (.cancelled result))
                     (when (try (f) true (catch Throwable e (.set_exception result e) false))
                       (recur period))))))]
    (swap! timers conj (reify Object (cancel [_] (.set stop))))
    (.start go)
    (Task. result)))

(defn- pool
  ([] (pool nil))
  ([n & [most keep unit]] ; of ThreadPoolExecutor's arguments the second is how many threads there may be
   (let [threads (if (integer? most) (max n most) n)
         inner   (futures/ThreadPoolExecutor (if (and (integer? threads) (< 0 threads 256)) threads 256))]
     (set! (.-sizes_ inner) (py/tuple [n keep unit]))
     (Executor. inner false (atom [])))))

(enter "java.util.concurrent.ExecutorService" Executor)
(enter "java.util.concurrent.Executor" Executor)
(enter "java.util.concurrent.ScheduledExecutorService" Executor)
(doseq [n ["ThreadPoolExecutor" "ScheduledThreadPoolExecutor" "ForkJoinPool"]]
  (enter (str "java.util.concurrent." n) Executor))
(statics java.util.concurrent.ThreadPoolExecutor "A pool of threads." (new "With so many threads." pool))
(statics java.util.concurrent.ScheduledThreadPoolExecutor "A pool of threads." (new "With so many threads." pool))
(statics java.util.concurrent.ForkJoinPool "A pool of threads."
  (new "With so many threads." pool)
  (commonPool "One for all." (let [p (delay (pool 8))] (fn [] @p))))
(statics java.util.concurrent.Executors "Pools of threads."
  (newFixedThreadPool "With so many threads." pool)
  (newCachedThreadPool "With as many as it needs." (fn [& _] (pool)))
  (newSingleThreadExecutor "With one thread." (fn [& _] (pool 1)))
  (newWorkStealingPool "With several threads." (fn [& _] (pool 8)))
  (newScheduledThreadPool "For what is done later." (fn [& _] (pool 8)))
  (newSingleThreadScheduledExecutor "For what is done later." (fn [& _] (pool 1)))
  (newVirtualThreadPerTaskExecutor "With as many as it needs." (fn [] (pool)))
  (newThreadPerTaskExecutor "With as many as it needs." (fn [_] (pool)))
  (defaultThreadFactory "Makes threads."
    (fn [] (reify java.util.concurrent.ThreadFactory (newThread [_ f] (java.lang.Thread. f)))))
  (callable "Itself." identity))

;; --- waiting for each other, and values of a thread ------------------------------------------

(load "concurrent/synchronizers")
(load "concurrent/locks")

(def ^:private nothing (py/object))
(def ThreadLocal
  (java/python-class "java.lang.ThreadLocal"
    [py/object]
    {"__init__" (fn [this] (set! (.-local this) (threading/local)) nil)
     "initialValue" (fn [_] nil)
     "get" (fn [this]
             (let [x (py/getattr (.-local this) "value" nothing)]
               (if (identical? x nothing) (let [x (.initialValue this)] (set! (.-value (.-local this)) x) x) x)))
     "set" (fn [this x] (set! (.-value (.-local this)) x) nil)
     "remove" (fn [this] (when (py/hasattr (.-local this) "value") (py/delattr (.-local this) "value")) nil)}))
(enter "java.lang.ThreadLocal" ThreadLocal)
(enter "java.lang.InheritableThreadLocal" ThreadLocal)
(statics java.lang.ThreadLocal "A value for each thread."
  (new "Nil at first." (fn [] (ThreadLocal)))
  (withInitial "What a function gives at first."
    (fn [f] (let [t (ThreadLocal)] (set! (.-initialValue t) (fn [& _] (.get f))) t))))

(statics java.util.concurrent.ThreadLocalRandom "Random numbers."
  (current "The generator." (let [r (delay (java.util.Random.))] (fn [] @r))))
(deftype AtomicArray [cells]
  Object
  (get [_ i] @(nth cells i))
  (getPlain [_ i] @(nth cells i))
  (getAcquire [_ i] @(nth cells i))
  (length [_] (count cells))
  (set [_ i x] (reset! (nth cells i) x) nil)
  (lazySet [_ i x] (reset! (nth cells i) x) nil)
  (setRelease [_ i x] (reset! (nth cells i) x) nil)
  (getAndSet [_ i x] (first (reset-vals! (nth cells i) x)))
  (compareAndSet [_ i old x] (compare-and-set! (nth cells i) old x))
  (incrementAndGet [_ i] (swap! (nth cells i) inc))
  (decrementAndGet [_ i] (swap! (nth cells i) dec))
  (addAndGet [_ i n] (swap! (nth cells i) + n))
  (getAndIncrement [_ i] (dec (swap! (nth cells i) inc)))
  (getAndDecrement [_ i] (inc (swap! (nth cells i) dec)))
  (getAndAdd [_ i n] (first (swap-vals! (nth cells i) + n)))
  (updateAndGet [_ i f] (swap! (nth cells i) f))
  (getAndUpdate [_ i f] (first (swap-vals! (nth cells i) f)))
  (toString [_] (str (mapv deref cells))))
(defn- cells-of
  "A place for each element of an array, or so many with the same in all."
  [start]
  (fn [x] (AtomicArray. (mapv atom (if (integer? x) (repeat x start) x)))))
(entered java.util.concurrent.atomic.AtomicReferenceArray AtomicArray "Places that change at once." (cells-of nil))
(entered java.util.concurrent.atomic.AtomicIntegerArray AtomicArray "Numbers that change at once." (cells-of 0))
(entered java.util.concurrent.atomic.AtomicLongArray AtomicArray "Numbers that change at once." (cells-of 0))

(load "concurrent/blocking_queues")
(load "concurrent/timers")
(load "concurrent/tasks")
(load "concurrent/accumulators")
