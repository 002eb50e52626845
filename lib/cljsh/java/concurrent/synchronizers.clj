;; SPDX-License-Identifier: MIT
;; What tasks wait for each other with: latches, barriers, permits, phases,
;; exchanges; a part of cljsh.java.concurrent.

(in-ns 'cljsh.java.concurrent)

(defn- object-text [full x state] (str full "@" (py/format (py/id x) "x") "[" state "]"))

(deftype CountDownLatch [changed ^:mutable n]
  Object
  (countDown [_]
    (guarded changed
      (when (pos? n)
        (set! n (dec n))
        (when (zero? n)
          (.signalAll changed)))
      nil))
  (getCount [_] n)
  (await [this] (guarded changed (.wait_for_ changed (fn [] (zero? (.getCount this)))) nil))
  (await [this k unit] (guarded changed (.wait_for_ changed (fn [] (zero? (.getCount this))) (seconds k unit))))
  (toString [this] (object-text "java.util.concurrent.CountDownLatch" this (str "Count = " n))))
(entered java.util.concurrent.CountDownLatch CountDownLatch
  "Waits until it was counted down."
  (fn [n] (when (neg? n) (throw (IllegalArgumentException. "count < 0"))) (CountDownLatch. (monitor/condition) n)))

(defn- broken [] (throw (java.util.concurrent.BrokenBarrierException.)))

;; round is an atom for each time that all come together: :open, :tripped or :broken; left is how many have to come.
(deftype CyclicBarrier [changed parties action ^:mutable left ^:mutable round]
  Object
  (await [this] (.arrive_ this nil))
  (await [this n unit] (.arrive_ this (seconds n unit)))
  (reset [this] (guarded changed (.end_ this :broken) (.next_ this)) nil)
  (getParties [_] parties)
  (getNumberWaiting [_] (guarded changed (- parties left)))
  (isBroken [_] (guarded changed (= :broken @round)))
  (next_ [_] (set! left parties) (set! round (atom :open)) nil)
  (end_ [_ how] (set! left parties) (reset! round how) (.signalAll changed) nil)
  (arrive_ [this secs]
    (guarded changed
      (let [mine round]
        (when (= :broken @mine)
          (broken))
        (set! left (dec left))
        (let [index left]
          (if (zero? index)
            (do
              (try
                (when action
                  (action))
                (catch Throwable e
                  (.end_ this :broken)
                  (throw e)))
              (.end_ this :tripped)
              (.next_ this))
            (let [there? (try
                           (.wait_for_ changed (fn [] (not= :open @mine)) secs)
                           (catch Throwable e
                             (when (= :open @mine)
                               (.end_ this :broken))
                             (throw e)))]
              (when-not there?
                (.end_ this :broken)
                (throw (TimeoutException.)))
              (when (= :broken @mine)
                (broken))))
          index)))))
(let [make (fn [n action]
             (when-not (pos? n)
               (throw (IllegalArgumentException.)))
             (CyclicBarrier. (monitor/condition) n action n (atom :open)))]
  (entered java.util.concurrent.CyclicBarrier CyclicBarrier "Waits until all are there."
    (fn ([n] (make n nil))
        ([n f] (make n (when (some? f) (callable f)))))))

(defn- no-fewer-than-none [k]
  (when (neg? k)
    (throw (IllegalArgumentException.))))

(deftype Semaphore [changed ^:mutable n fair ^:mutable waiting]
  Object
  (acquire [this] (.take_ this 1 nil) nil)
  (acquire [this k] (.take_ this k nil) nil)
  (acquireUninterruptibly [this] (.take_ this 1 nil) nil)
  (acquireUninterruptibly [this k] (.take_ this k nil) nil)
  (tryAcquire [this] (.take_ this 1 0))
  (tryAcquire [this k] (.take_ this k 0))
  (tryAcquire [this most unit] (.take_ this 1 (seconds most unit)))
  (tryAcquire [this k most unit] (.take_ this k (seconds most unit)))
  (release [this] (.release this 1))
  (release [_ k]
    (no-fewer-than-none k)
    (guarded changed
      (set! n (+ n k))
      (.signalAll changed)
      nil))
  (availablePermits [_] n)
  (drainPermits [_]
    (guarded changed
      (let [k n]
        (set! n 0)
        k)))
  (isFair [_] fair)
  (hasQueuedThreads [_] (pos? waiting))
  (getQueueLength [_] waiting)
  (toString [this] (object-text "java.util.concurrent.Semaphore" this (str "Permits = " n)))
  (waits_ [_ more] (set! waiting (+ waiting more)))
  (take_ [this k secs] ; k permits, waiting so long at most, nil for ever; were there as many?
    (no-fewer-than-none k)
    (guarded changed
      (if (or (>= n k)
              (and (not= 0 secs)
                   (try
                     (.waits_ this 1)
                     (.wait_for_ changed (fn [] (>= (.availablePermits this) k)) secs)
                     (finally (.waits_ this -1)))))
        (do (set! n (- n k))
            true)
        false))))
(entered java.util.concurrent.Semaphore Semaphore
  "So many may go on."
  (fn ([n] (Semaphore. (monitor/condition) n false 0)) ([n fair] (Semaphore. (monitor/condition) n fair 0))))

;; --- phases -------------------------------------------------------------------------------

(defn- ended
  "A phase as one of a phaser that has ended."
  [phase]
  (if (neg? phase) phase (+ phase Integer/MIN_VALUE)))

(defn- registered
  "Adds parties to a phaser; its phase."
  [phaser n]
  (no-fewer-than-none n)
  (guarded (.-changed phaser)
    (when-not (neg? (.-phase phaser))
      (set! (.-parties phaser) (+ n (.-parties phaser)))
      (set! (.-missing phaser) (+ n (.-missing phaser))))
    (.-phase phaser)))

(defn- phase-text [phaser]
  (object-text "java.util.concurrent.Phaser"
    phaser
    (str "phase = " (.-phase phaser) " parties = " (.-parties phaser) " arrived = "
         (- (.-parties phaser) (.-missing phaser)))))

(defn- arrived
  "A party has arrived, and leaves if gone is 1; the phase it came to."
  [phaser gone]
  (guarded (.-changed phaser)
    (let [phase (.-phase phaser)]
      (when-not (neg? phase)
        (when-not (pos? (.-missing phaser))
          (throw (IllegalStateException. (str "Attempted arrival of unregistered party for " (phase-text phaser)))))
        (set! (.-missing phaser) (dec (.-missing phaser)))
        (set! (.-parties phaser) (- (.-parties phaser) gone))
        (when (zero? (.-missing phaser))
          (let [end?  (.onAdvance phaser phase (.-parties phaser))
                after (bit-and (inc phase) Integer/MAX_VALUE)]
            (set! (.-missing phaser) (.-parties phaser))
            (set! (.-phase phaser) (if end? (ended after) after))
            (.signalAll (.-changed phaser)))))
      phase)))

(defn- awaited
  "Waits until a phaser is no longer in a phase, so many seconds at most; its phase."
  [phaser phase secs]
  (if (neg? phase)
    phase
    (guarded (.-changed phaser)
      (when-not (.wait_for_ (.-changed phaser) (fn [] (not= phase (.-phase phaser))) secs)
        (throw (TimeoutException.)))
      (.-phase phaser))))

(def ^:private Phaser
  (java/python-class "java.util.concurrent.Phaser" [py/object]
    {"__init__"                   (fn [this & [n]]
                                    (set! (.-changed this) (monitor/condition))
                                    (set! (.-phase this) 0)
                                    (set! (.-parties this) 0)
                                    (set! (.-missing this) 0)
                                    (registered this (or n 0))
                                    nil)
     "__str__"                    phase-text
     "register"                   (fn [this] (registered this 1))
     "bulkRegister"               registered
     "arrive"                     (fn [this] (arrived this 0))
     "arriveAndDeregister"        (fn [this] (arrived this 1))
     "arriveAndAwaitAdvance"      (fn [this] (awaited this (arrived this 0) nil))
     "awaitAdvance"               (fn [this phase] (awaited this phase nil))
     "awaitAdvanceInterruptibly"  (fn ([this phase] (awaited this phase nil))
                                      ([this phase n unit] (awaited this phase (seconds n unit))))
     "forceTermination"           (fn [this]
                                    (guarded (.-changed this)
                                      (set! (.-phase this) (ended (.-phase this)))
                                      (.signalAll (.-changed this))
                                      nil))
     "onAdvance"                  (fn [_ _ parties] (zero? parties))
     "getPhase"                   (fn [this] (.-phase this))
     "getRegisteredParties"       (fn [this] (.-parties this))
     "getArrivedParties"          (fn [this] (- (.-parties this) (.-missing this)))
     "getUnarrivedParties"        (fn [this] (.-missing this))
     "isTerminated"               (fn [this] (neg? (.-phase this)))}))
(enter "java.util.concurrent.Phaser" Phaser)
(statics java.util.concurrent.Phaser "A barrier of phases, whose parties come and go."
  (new "Of no parties, or of so many." (fn [& [n]] (Phaser n))))

;; --- two that swap -----------------------------------------------------------------------------

;; offered is nil, or what one who waits has given, with an atom for what it gets: [x answer].
(deftype Exchanger [changed ^:mutable offered]
  Object
  (exchange [this x] (.swap_ this x nil))
  (exchange [this x n unit] (.swap_ this x (seconds n unit)))
  (withdraw_ [_ mine] (when (identical? mine offered) (set! offered nil)))
  (swap_ [this x secs]
    (guarded changed
      (if-let [[y answer] offered]
        (do (set! offered nil)
            (reset! answer [x])
            (.signalAll changed)
            y)
        (let [answer (atom nil), mine [x answer]]
          (set! offered mine)
          (try
            (.wait_for_ changed (fn [] (some? @answer)) secs)
            (finally (.withdraw_ this mine)))
          (if-some [[y] @answer]
            y
            (throw (TimeoutException.))))))))
(entered java.util.concurrent.Exchanger Exchanger
  "Two tasks give each other something."
  (fn [] (Exchanger. (monitor/condition) nil)))
