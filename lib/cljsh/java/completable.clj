;; SPDX-License-Identifier: MIT
;; A CompletableFuture is a future of Python's that others are made of: each has
;; what gives its value once the values of those before it are there.

(ns cljsh.java.completable
  "java.util.concurrent.CompletableFuture: values that are not there yet, and what is done with them then."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter python-class statics]]
            [concurrent.futures :as futures]
            [threading]))

(java/class-made-by java.util.concurrent.CompletionStage
                    "A step of a computation that goes on when the one before it has ended."
                    (cljsh.core/make-interface "java.util.concurrent.CompletionStage" [] []))
(def ^:private Stage (java/class-named "java.util.concurrent.CompletionStage"))
;; An exception of one's own class, so that one that a program throws is told from it.
(def ^:private CompletionException
  (enter "java.util.concurrent.CompletionException"
    (python-class "java.util.concurrent.CompletionException" [py/RuntimeError] {})))
(java/note 'java.util.concurrent.CompletionException "" "What a step throws, as those after it see it.")
(def ^:private CancellationException (java/class-named "java.util.concurrent.CancellationException"))

(def ^:private common "The threads for what is given no executor." (delay (futures/ThreadPoolExecutor 64)))

(defn- on
  "Calls f where an executor says: at once when there is none."
  [executor f]
  (cond (nil? executor) (f)
        (= executor :common) (.submit @common f)
        :else (.execute executor f))
  nil)

;; What is handed over may be a function, or an object with the method that its interface has.
(defn- supply [f] (if (fn? f) (f) (.get f)))
(defn- run-it [f] (if (fn? f) (f) (.run f)) nil)
(defn- apply-it [f & xs]
  (if (fn? f) (apply f xs) (if (next xs) (.apply f (first xs) (second xs)) (.apply f (first xs)))))
(defn- accept-it [f & xs]
  (if (fn? f) (apply f xs) (if (next xs) (.accept f (first xs) (second xs)) (.accept f (first xs))))
  nil)

(defn- bare "The exception that a later step is given, without what has been put around it." [e]
  (if (and (instance? CompletionException e) (ex-cause e)) (ex-cause e) e))
(defn- passed-on
  "The exception as later steps have it."
  [e]
  (if (instance? CompletionException e)
    e
    (doto (CompletionException (str (.-__name__ (class e)) ": " (ex-message e))) (.initCause e))))

(declare ->CompletableFuture)
(defn- fresh [] (->CompletableFuture (futures/Future) (atom false)))

(defn- settle
  "Gives a future the value of f, or the exception that it throws."
  [c f]
  (try (.complete c (f))
    (catch Throwable e (.completeExceptionally c (passed-on e)))))

(defn- outcome "Value and exception of one that is done." [c]
  (let [inner (.-inner c)]
    (if (.cancelled inner)
      [nil (CancellationException "cancelled")]
      (if-let [e (.exception inner)] [nil e] [(.result inner) nil]))))

(defn- then
  "The future of what `step` makes of another's value and exception, once they are there."
  [c executor step]
  (let [next-one (fresh)]
    (.add_done_callback (.-inner c)
                        (fn [_] (let [[x e] (outcome c)] (on executor (fn [] (settle next-one (fn [] (step x e))))))))
    next-one))

(defn- then-value [c executor f] (then c executor (fn [x e] (if e (throw e) (f x)))))
(defn- stage "The CompletableFuture of a stage." [x] (if (py/hasattr x "inner") x (.toCompletableFuture x)))

(defn- compose
  "The future that ends as the one does that `step` gives."
  [c executor step]
  (let [result (fresh)]
    (.add_done_callback (.-inner c)
                        (fn [_]
                          (let [[x e] (outcome c)]
                            (on executor
                                (fn []
                                  (try
                                    (let [other (stage (step x e))]
                                      (.add_done_callback (.-inner other)
                                                          (fn [_]
                                                            (let [[y e] (outcome other)]
                                                              (if e
                                                                (.completeExceptionally result (passed-on e))
                                                                (.complete result y))))))
                                    (catch Throwable e (.completeExceptionally result (passed-on e)))))))))
    result))

(defn- both [c other executor f]
  (compose c nil (fn [x e] (if e (throw e) (then-value (stage other) executor (fn [y] (f x y)))))))
(defn- either
  "The future of what f makes of the first of two values."
  [c other executor f]
  (let [first-one (fresh)]
    (doseq [one [c (stage other)]]
      (.add_done_callback (.-inner one)
                          (fn [_]
                            (let [[x e] (outcome one)]
                              (if e (.completeExceptionally first-one e) (.complete first-one x))))))
    (then-value first-one executor f)))

(defn- waited
  "The value, after so many seconds at most. What is not given a time waits for ever."
  [c secs around]
  (let [inner (.-inner c)]
    (try (if secs (.result inner secs) (.result inner))
      (catch futures/CancelledError _ (throw (CancellationException "cancelled")))
      (catch TimeoutError e (if (and secs (not (.done inner))) (throw e) (throw (around e))))
      (catch Throwable e (throw (around e))))))
(defn- executed [e]
  (let [e (bare e)] (java.util.concurrent.ExecutionException. (str (.-__name__ (class e)) ": " (ex-message e)) e)))
(defn- seconds [n unit] (min 3e9 (/ (.toNanos unit n) 1e9)))
(defn- later [secs f] (let [t (threading/Timer secs f)] (set! (.-daemon t) true) (.start t)))

(deftype CompletableFuture [inner cancelled]
  java.util.concurrent.CompletionStage
  clojure.lang.IDeref
  (deref [this] (.get this))
  clojure.lang.IBlockingDeref
  (deref [this ms otherwise]
    (try (waited this (/ ms 1000.0) executed) (catch TimeoutError e (if (.done inner) (throw e) otherwise))))
  clojure.lang.IPending
  (isRealized [_] (.done inner))
  Object
  (toCompletableFuture [this] this)
  (get [this] (waited this nil executed))
  (get [this n unit] (waited this (seconds n unit) executed))
  (join [this] (waited this nil passed-on))
  (getNow [this otherwise] (if (.done inner) (.join this) otherwise))
  (resultNow [this] (.join this))
  (complete [_ x]
    (try (if (.done inner) false (do (.set_result inner x) true)) (catch futures/InvalidStateError _ false)))
  (completeExceptionally [_ e]
    (try (if (.done inner) false (do (.set_exception inner e) true)) (catch futures/InvalidStateError _ false)))
  (completeAsync [this f] (.completeAsync this f :common))
  (completeAsync [this f executor] (on executor (fn [] (settle this (fn [] (supply f))))) this)
  (cancel [this _]
    (if (.completeExceptionally this (CancellationException "cancelled")) (reset! cancelled true) (boolean @cancelled)))
  (isDone [_] (.done inner))
  (isCancelled [_] (boolean @cancelled))
  (isCompletedExceptionally [_] (and (.done inner) (or (.cancelled inner) (some? (.exception inner)))))
  (getNumberOfDependents [_] 0)
  (newIncompleteFuture [_] (fresh))
  (copy [this] (then-value this nil identity))
  (thenApply [this f] (then-value this nil (fn [x] (apply-it f x))))
  (thenApplyAsync [this f] (.thenApplyAsync this f :common))
  (thenApplyAsync [this f executor] (then-value this executor (fn [x] (apply-it f x))))
  (thenAccept [this f] (then-value this nil (fn [x] (accept-it f x))))
  (thenAcceptAsync [this f] (.thenAcceptAsync this f :common))
  (thenAcceptAsync [this f executor] (then-value this executor (fn [x] (accept-it f x))))
  (thenRun [this f] (then-value this nil (fn [_] (run-it f))))
  (thenRunAsync [this f] (.thenRunAsync this f :common))
  (thenRunAsync [this f executor] (then-value this executor (fn [_] (run-it f))))
  (thenCompose [this f] (compose this nil (fn [x e] (if e (throw e) (apply-it f x)))))
  (thenComposeAsync [this f] (.thenComposeAsync this f :common))
  (thenComposeAsync [this f executor] (compose this executor (fn [x e] (if e (throw e) (apply-it f x)))))
  (thenCombine [this other f] (both this other nil (fn [x y] (apply-it f x y))))
  (thenCombineAsync [this other f] (.thenCombineAsync this other f :common))
  (thenCombineAsync [this other f executor] (both this other executor (fn [x y] (apply-it f x y))))
  (thenAcceptBoth [this other f] (both this other nil (fn [x y] (accept-it f x y))))
  (thenAcceptBothAsync [this other f] (.thenAcceptBothAsync this other f :common))
  (thenAcceptBothAsync [this other f executor] (both this other executor (fn [x y] (accept-it f x y))))
  (runAfterBoth [this other f] (both this other nil (fn [_ _] (run-it f))))
  (runAfterBothAsync [this other f] (.runAfterBothAsync this other f :common))
  (runAfterBothAsync [this other f executor] (both this other executor (fn [_ _] (run-it f))))
  (applyToEither [this other f] (either this other nil (fn [x] (apply-it f x))))
  (applyToEitherAsync [this other f] (.applyToEitherAsync this other f :common))
  (applyToEitherAsync [this other f executor] (either this other executor (fn [x] (apply-it f x))))
  (acceptEither [this other f] (either this other nil (fn [x] (accept-it f x))))
  (acceptEitherAsync [this other f] (.acceptEitherAsync this other f :common))
  (acceptEitherAsync [this other f executor] (either this other executor (fn [x] (accept-it f x))))
  (runAfterEither [this other f] (either this other nil (fn [_] (run-it f))))
  (runAfterEitherAsync [this other f] (.runAfterEitherAsync this other f :common))
  (runAfterEitherAsync [this other f executor] (either this other executor (fn [_] (run-it f))))
  (handle [this f] (then this nil (fn [x e] (apply-it f x e))))
  (handleAsync [this f] (.handleAsync this f :common))
  (handleAsync [this f executor] (then this executor (fn [x e] (apply-it f x e))))
  (whenComplete [this f] (then this nil (fn [x e] (accept-it f x e) (if e (throw e) x))))
  (whenCompleteAsync [this f] (.whenCompleteAsync this f :common))
  (whenCompleteAsync [this f executor] (then this executor (fn [x e] (accept-it f x e) (if e (throw e) x))))
  (exceptionally [this f] (then this nil (fn [x e] (if e (apply-it f e) x))))
  (exceptionallyAsync [this f] (.exceptionallyAsync this f :common))
  (exceptionallyAsync [this f executor] (then this executor (fn [x e] (if e (apply-it f e) x))))
  (exceptionallyCompose [this f] (compose this nil (fn [_ e] (if e (apply-it f e) this))))
  (orTimeout [this n unit] (later (seconds n unit) (fn [] (.completeExceptionally this (TimeoutError "timeout")))) this)
  (completeOnTimeout [this x n unit] (later (seconds n unit) (fn [] (.complete this x))) this))

(cljsh.core/name-class! "java.util.concurrent.CompletableFuture" CompletableFuture)
(enter "java.util.concurrent.CompletableFuture" CompletableFuture)
(java/note 'java.util.concurrent.CompletableFuture "" "A value that is not there yet.")

(defn- completed [x] (doto (fresh) (.complete x)))
(defn- failed [e] (doto (fresh) (.completeExceptionally e)))
(defn- started [f executor call] (let [c (fresh)] (on executor (fn [] (settle c (fn [] (call f))))) c))
(defn- listed [cs] (mapcat (fn [c] (if (or (sequential? c) (instance? py/list c)) c [c])) cs))

(defn- all-of [& cs]
  (let [cs (vec (listed cs)) result (fresh) left (atom (count cs))]
    (when (empty? cs) (.complete result nil))
    (doseq [c cs]
      (.add_done_callback (.-inner c)
                          (fn [_]
                            (when (zero? (swap! left dec))
                              (if-let [e (some (fn [c] (second (outcome c))) cs)]
                                (.completeExceptionally result (passed-on e))
                                (.complete result nil))))))
    result))
(defn- any-of [& cs]
  (let [result (fresh)]
    (doseq [c (listed cs)]
      (.add_done_callback (.-inner c)
                          (fn [_]
                            (let [[x e] (outcome c)]
                              (if e (.completeExceptionally result (passed-on e)) (.complete result x))))))
    result))

(statics java.util.concurrent.CompletableFuture "Values that are not there yet."
  (new "One that is completed later." fresh)
  (supplyAsync "That of a function, on a thread or an executor's."
    (fn ([f] (started f :common supply)) ([f executor] (started f executor supply))))
  (runAsync "Calls a function on a thread or an executor's."
    (fn ([f] (started f :common run-it)) ([f executor] (started f executor run-it))))
  (completedFuture "One that is there." completed)
  (completedStage "One that is there." completed)
  (failedFuture "One that failed." failed)
  (failedStage "One that failed." failed)
  (allOf "When all are there; its value is nil." all-of)
  (anyOf "The first that is there." any-of)
  (delayedExecutor "An executor that begins so much later."
    (fn [n unit & [executor]]
      (reify
        java.util.concurrent.Executor
        (execute [_ f] (later (seconds n unit) (fn [] (on (or executor :common) (fn [] (run-it f))))) nil)))))
