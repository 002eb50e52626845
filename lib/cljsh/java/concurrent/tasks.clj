;; SPDX-License-Identifier: MIT
;; Tasks and the pools that run them, beyond what executors do; a part of cljsh.java.concurrent.

(in-ns 'cljsh.java.concurrent)

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
(entered java.util.concurrent.FutureTask FutureTask
  "A task that is run once, by who wants."
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
(entered java.util.concurrent.ExecutorCompletionService CompletionService
  "Gives tasks in the order they are done."
  (fn [executor & _] (CompletionService. executor (queue/Queue))))

(def ^:private ForkJoinTask
  "A task that a pool runs, or who joins it."
  (let [outcome (fn [this] (if-let [t (py/getattr this "task_" nil)] (.get t) (.compute this)))]
    (java/python-class "java.util.concurrent.ForkJoinTask"
      [py/object]
      {"fork" (fn [this]
                (set! (.-task_ this) (.submit (java.util.concurrent.ForkJoinPool/commonPool) (fn [] (.compute this))))
                this)
       "join" outcome
       "get" outcome
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
  (getCorePoolSize "How many threads there may be."
    (fn [pool] (let [[core] (py/getattr (.-pool pool) "sizes_" nil)] (or core (.-_max_workers (.-pool pool))))))
  (getMaximumPoolSize "How many threads there may be." (fn [pool] (.-_max_workers (.-pool pool))))
  (getLargestPoolSize "How many threads there have been." (fn [pool] (count (py/getattr (.-pool pool) "_threads" []))))
  (getKeepAliveTime "How long a thread may have nothing to do."
    (fn [pool unit] (let [[_ n of] (py/getattr (.-pool pool) "sizes_" nil)] (if n (.convert unit n of) 0))))
  (getQueue "What waits to be run." (fn [pool] (java.util.concurrent.LinkedBlockingQueue.)))
  (setCorePoolSize "Does nothing: threads are made as they are needed." (fn [_ _] nil))
  (setMaximumPoolSize "Does nothing: threads are made as they are needed." (fn [_ _] nil))
  (setKeepAliveTime "Does nothing." (fn [_ _ _] nil))
  (allowCoreThreadTimeOut "Does nothing." (fn [_ _] nil))
  (prestartAllCoreThreads "0" (fn [_] 0))
  (setRejectedExecutionHandler "Does nothing: nothing is rejected while it is open." (fn [_ _] nil))
  (setThreadFactory "Does nothing." (fn [_ _] nil))
  (setRemoveOnCancelPolicy "Does nothing: what is cancelled is taken out." (fn [_ _] nil)))

(doseq [n ["CallerRunsPolicy" "AbortPolicy" "DiscardPolicy" "DiscardOldestPolicy"]
        :let [full (str "java.util.concurrent.ThreadPoolExecutor$" n)]]
  (enter full
         (java/implementing! (java/python-class full
                                                [py/object]
                                                {"rejectedExecution" (fn [_ f _]
                                                                       (when (= n "CallerRunsPolicy") ((callable f))))})
                             ["java.util.concurrent.RejectedExecutionHandler"]))
  (java/note full "" "What is done with a task that a pool does not take."))
