;; SPDX-License-Identifier: MIT
;; What few programs name of java.util.concurrent: tasks, values that are changed
;; at once; a part of cljsh.java.concurrent.

(in-ns 'cljsh.java.concurrent)

;; --- tasks ------------------------------------------------------------------------

(deftype FutureTask [f result]
  clojure.lang.IDeref
  (deref [this] (.get this))
  clojure.lang.IPending
  (isRealized [_] (.done result))
  java.lang.Runnable
  Object
  (run [_]
    (when (.set_running_or_notify_cancel result)
      (try (.set_result result (f))
           (catch Throwable e (.set_exception result e))))
    nil)
  (call [this] (.run this))
  (get [_] (.get (Task. result)))
  (get [_ n unit] (.get (Task. result) n unit))
  (isDone [_] (.done result))
  (isCancelled [_] (.cancelled result))
  (cancel [_ _interrupt] (.cancel result)))
(entered java.util.concurrent.FutureTask FutureTask "A task that is run once, by who wants."
  (fn ([f] (FutureTask. (callable f) (futures/Future)))
      ([f x] (FutureTask. (let [f (callable f)] (fn [] (f) x)) (futures/Future)))))

(deftype CompletionService [executor done]
  Object
  (submit [_ f]
    (let [task (.submit executor f)]
      (.add_done_callback (.-inner task) (fn [_] (.put done task)))
      task))
  (submit [this f x] (let [f (callable f)] (.submit this (fn [] (f) x))))
  (take [_] (.get done))
  (poll [_] (try (.get_nowait done) (catch queue/Empty _ nil)))
  (poll [_ n unit] (try (.get done true (seconds n unit)) (catch queue/Empty _ nil))))
(enter "java.util.concurrent.CompletionService" CompletionService)
(entered java.util.concurrent.ExecutorCompletionService CompletionService "Gives tasks in the order they are done." (fn [executor & _] (CompletionService. executor (queue/Queue))))

(def ^:private ForkJoinTask
  "A task that a pool runs, or who joins it."
  (let [outcome (fn [this] (if-let [t (py/getattr this "task_" nil)] (.get t) (.compute this)))]
    (java/python-class "java.util.concurrent.ForkJoinTask" [py/object]
      {"fork"   (fn [this] (set! (.-task_ this) (.submit (java.util.concurrent.ForkJoinPool/commonPool) (fn [] (.compute this)))) this)
       "join"   outcome
       "get"    outcome
       "invoke" (fn [this] (.compute this))
       "isDone" (fn [this] (let [t (py/getattr this "task_" nil)] (boolean (and t (.isDone t)))))})))
(enter "java.util.concurrent.ForkJoinTask" ForkJoinTask)
(doseq [n ["RecursiveTask" "RecursiveAction"]]
  (enter (str "java.util.concurrent." n) (java/python-class (str "java.util.concurrent." n) [ForkJoinTask] {}))
  (java/note (str "java.util.concurrent." n) "" "A task that a program's compute does."))

(defn- compute-of [task] (if (py/hasattr task "compute") (fn [] (.compute task)) (callable task)))
(defmethods "ForkJoinPool" (fn [x] (instance? Executor x))
  (invoke "Runs a task, and gives what it computes." (fn [pool task] (.get (.submit pool (compute-of task)))))
  (getParallelism "How many threads there may be." (fn [pool] (.-_max_workers (.-pool pool))))
  (getCorePoolSize "How many threads there may be." (fn [pool] (let [[core] (py/getattr (.-pool pool) "sizes_" nil)] (or core (.-_max_workers (.-pool pool))))))
  (getMaximumPoolSize "How many threads there may be." (fn [pool] (.-_max_workers (.-pool pool))))
  (getLargestPoolSize "How many threads there have been." (fn [pool] (count (py/getattr (.-pool pool) "_threads" []))))
  (getKeepAliveTime "How long a thread may have nothing to do." (fn [pool unit] (let [[_ n of] (py/getattr (.-pool pool) "sizes_" nil)] (if n (.convert unit n of) 0))))
  (getQueue "What waits to be run." (fn [pool] (java.util.concurrent.LinkedBlockingQueue.)))
  (setCorePoolSize "Does nothing: threads are made as they are needed." (fn [_ _] nil)) (setMaximumPoolSize "Does nothing: threads are made as they are needed." (fn [_ _] nil)) (setKeepAliveTime "Does nothing." (fn [_ _ _] nil))
  (allowCoreThreadTimeOut "Does nothing." (fn [_ _] nil)) (prestartAllCoreThreads "0" (fn [_] 0)) (setRejectedExecutionHandler "Does nothing: nothing is rejected while it is open." (fn [_ _] nil)) (setThreadFactory "Does nothing." (fn [_ _] nil))
  (setRemoveOnCancelPolicy "Does nothing: what is cancelled is taken out." (fn [_ _] nil)))

(doseq [n ["CallerRunsPolicy" "AbortPolicy" "DiscardPolicy" "DiscardOldestPolicy"]
        :let [full (str "java.util.concurrent.ThreadPoolExecutor$" n)]]
  (enter full (java/implementing! (java/python-class full [py/object] {"rejectedExecution" (fn [_ f _] (when (= n "CallerRunsPolicy") ((callable f))))})
                                  ["java.util.concurrent.RejectedExecutionHandler"]))
  (java/note full "" "What is done with a task that a pool does not take."))

;; --- values that are changed at once ------------------------------------------------------

(def ^:private operator @#'java/operator)

(deftype Accumulator [value f start]
  clojure.lang.IDeref
  (deref [_] @value)
  Object
  (accumulate [_ x] (swap! value f x) nil)
  (get [_] @value) (intValue [_] (long @value)) (longValue [_] (long @value)) (doubleValue [_] (double @value))
  (reset [_] (reset! value start) nil)
  (getThenReset [_] (first (reset-vals! value start)))
  (toString [_] (str @value)))
(entered java.util.concurrent.atomic.LongAccumulator Accumulator "A value that a function makes of the old one and a number." (fn [f start] (Accumulator. (atom start) (operator f) start)))
(entered java.util.concurrent.atomic.DoubleAccumulator Accumulator "A value that a function makes of the old one and a number." (fn [f start] (Accumulator. (atom (double start)) (operator f) (double start))))

(deftype Adder [value zero]
  clojure.lang.IDeref
  (deref [_] @value)
  Object
  (add [_ n] (swap! value + n) nil) (increment [_] (swap! value inc) nil) (decrement [_] (swap! value dec) nil)
  (sum [_] @value) (reset [_] (reset! value zero) nil) (sumThenReset [_] (first (reset-vals! value zero)))
  (intValue [_] (int @value)) (longValue [_] (long @value)) (doubleValue [_] (double @value)) (floatValue [_] (double @value))
  (toString [_] (str @value)))
(entered java.util.concurrent.atomic.LongAdder Adder "A sum." (fn [] (Adder. (atom 0) 0)))
(entered java.util.concurrent.atomic.DoubleAdder Adder "A sum." (fn [] (Adder. (atom 0.0) 0.0)))

(deftype Marked [value]
  Object
  (getReference [_] (first @value)) (getStamp [_] (second @value)) (isMarked [_] (second @value))
  (get [_ holder] (let [[x mark] @value] (aset holder 0 mark) x))
  (set [_ x mark] (reset! value [x mark]) nil)
  (compareAndSet [_ old x old-mark mark]
    (let [[before] (swap-vals! value (fn [[was was-mark :as all]] (if (and (identical? was old) (= was-mark old-mark)) [x mark] all)))]
      (and (identical? (first before) old) (= (second before) old-mark))))
  (weakCompareAndSet [this old x old-mark mark] (.compareAndSet this old x old-mark mark))
  (attemptStamp [this old mark] (.compareAndSet this old old (second @value) mark))
  (attemptMark [this old mark] (.compareAndSet this old old (second @value) mark)))
(entered java.util.concurrent.atomic.AtomicStampedReference Marked "An object and a number that change together." (fn [x stamp] (Marked. (atom [x stamp]))))
(entered java.util.concurrent.atomic.AtomicMarkableReference Marked "An object and a boolean that change together." (fn [x mark] (Marked. (atom [x mark]))))

(let [atomic?  (let [c (class (java.util.concurrent.atomic.AtomicLong. 0))] (fn [x] (instance? c x)))
      read     (fn [a] (.get a))
      write    (fn [a x] (.set a x))
      exchange (fn [a old x] (if (.compareAndSet a old x) old (.get a)))
      compare  (fn [a old x] (.compareAndSet a old x))]
  (defmethods "AtomicLong" atomic?
    (getPlain "Its value." read) (getAcquire "Its value." read) (getOpaque "Its value." read)
    (setPlain "Sets it." write) (setRelease "Sets it." write) (setOpaque "Sets it." write)
    (compareAndExchange "Sets it if it is old; returns what it was." exchange) (compareAndExchangeAcquire "Sets it if it is old; returns what it was." exchange) (compareAndExchangeRelease "Sets it if it is old; returns what it was." exchange)
    (weakCompareAndSet "Sets it if it is old." compare) (weakCompareAndSetPlain "Sets it if it is old." compare) (weakCompareAndSetAcquire "Sets it if it is old." compare) (weakCompareAndSetRelease "Sets it if it is old." compare) (weakCompareAndSetVolatile "Sets it if it is old." compare)
    (getAndAccumulate "Sets it to what a function makes of it and x; returns what it was." (fn [a x f] (first (swap-vals! (.-value a) (operator f) x))))
    (doubleValue "It as a double." (fn [a] (double (.get a)))) (floatValue "It as a double." (fn [a] (double (.get a))))))
