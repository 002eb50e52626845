;; SPDX-License-Identifier: MIT
;; The queues of java.util.concurrent; a part of cljsh.java.concurrent.

(in-ns 'cljsh.java.concurrent)

;; The elements are in a deque of Python's or, where a comparator orders them,
;; in a heap.  One lock guards them; who waits for an element, or for room,
;; waits on one of its two conditions.

(defn- some-element [x]
  (if (nil? x) (throw (NullPointerException.)) x))

(defn- none-there [] (throw (java.util.NoSuchElementException.)))

(deftype QueueIterator [queue ^:mutable left ^:mutable given]
  java.util.Iterator
  (hasNext [_] (some? left))
  (next [_]
    (when-not left
      (none-there))
    (let [x (first left)]
      (set! left (next left))
      (set! given [x])
      x))
  (remove [_]
    (when-not given
      (throw (IllegalStateException.)))
    (let [x (first given)]
      (set! given nil)
      (.remove_that_ queue (fn [y] (identical? x y)))
      nil))
  Object
  (__iter__ [this] this)
  (__next__ [this] (if (.hasNext this) (.next this) (throw (py/StopIteration.)))))

(deftype BlockingQueue [items order capacity full filled emptied]
  java.util.Queue
  ;; without waiting
  (add [this x] (if (.in_ this x false 0) true (throw (IllegalStateException. full))))
  (offer [this x] (.in_ this x false 0))
  (poll [this] (.out_ this false 0))
  (remove [this] (.there_ this (.out_ this false 0)))
  (peek [_] (guarded filled (when (pos? (count items)) (nth items 0))))
  (element [this] (.there_ this (.peek this)))
  ;; waiting
  (put [this x] (.in_ this x false nil) nil)
  (offer [this x n unit] (.in_ this x false (seconds n unit)))
  (take [this] (.out_ this false nil))
  (poll [this n unit] (.out_ this false (seconds n unit)))
  ;; at both ends
  (addFirst [this x] (if (.in_ this x true 0) nil (throw (IllegalStateException. full))))
  (addLast [this x] (.add this x) nil)
  (offerFirst [this x] (.in_ this x true 0))
  (offerLast [this x] (.in_ this x false 0))
  (offerFirst [this x n unit] (.in_ this x true (seconds n unit)))
  (offerLast [this x n unit] (.in_ this x false (seconds n unit)))
  (putFirst [this x] (.in_ this x true nil) nil)
  (putLast [this x] (.in_ this x false nil) nil)
  (push [this x] (.addFirst this x))
  (pollFirst [this] (.out_ this false 0))
  (pollLast [this] (.out_ this true 0))
  (pollFirst [this n unit] (.out_ this false (seconds n unit)))
  (pollLast [this n unit] (.out_ this true (seconds n unit)))
  (takeFirst [this] (.out_ this false nil))
  (takeLast [this] (.out_ this true nil))
  (pop [this] (.there_ this (.out_ this false 0)))
  (removeFirst [this] (.there_ this (.out_ this false 0)))
  (removeLast [this] (.there_ this (.out_ this true 0)))
  (peekFirst [this] (.peek this))
  (peekLast [_] (guarded filled (when (pos? (count items)) (nth items (dec (count items))))))
  (getFirst [this] (.there_ this (.peek this)))
  (getLast [this] (.there_ this (.peekLast this)))
  (removeFirstOccurrence [this x] (.remove this x))
  (removeLastOccurrence [this x]
    (guarded filled
      (let [i (last (keep-indexed (fn [i y] (when (= x y) i)) (vec items)))]
        (when i
          (.__delitem__ items i)
          (.signal emptied))
        (some? i))))
  (descendingIterator [this] (QueueIterator. this (seq (rseq (.all_ this))) nil))
  ;; as a collection
  (size [_] (count items))
  (isEmpty [_] (zero? (count items)))
  (contains [this x] (boolean (some (fn [y] (= x y)) (.all_ this))))
  (containsAll [this xs] (every? (fn [x] (.contains this x)) xs))
  (addAll [this xs]
    (when (identical? this xs)
      (throw (IllegalArgumentException.)))
    (run! (fn [x] (.add this x)) (vec xs))
    (boolean (seq xs)))
  (remove [this x] (.remove_that_ this (fn [y] (= x y))))
  (removeIf [this f] (.keep_ this (fn [x] (not (.test f x)))))
  (removeAll [this xs] (.keep_ this (fn [x] (not (.contains xs x)))))
  (retainAll [this xs] (.keep_ this (fn [x] (.contains xs x))))
  (clear [this] (.keep_ this (constantly false)) nil)
  (remainingCapacity [_] (if capacity (- capacity (count items)) 2147483647))
  (drainTo [this coll] (.drainTo this coll 2147483647))
  (drainTo [this coll most]
    (when (identical? this coll)
      (throw (IllegalArgumentException.)))
    (loop [n 0]
      (let [x (when (< n most) (.out_ this false 0))]
        (if (nil? x)
          n
          (do (.add coll x)
              (recur (inc n)))))))
  (forEach [this f]
    (run! (fn [x] (.accept f x)) (.all_ this))
    nil)
  (toArray [this] (to-array (.all_ this)))
  (iterator [this] (QueueIterator. this (seq (.all_ this)) nil))
  clojure.lang.Counted
  (count [_] (count items))
  clojure.lang.Seqable
  (seq [this] (seq (.all_ this)))
  Object
  (toString [this] (str "[" (str/join ", " (.all_ this)) "]"))
  ;; what those above are made of; secs: how long to wait, nil for ever
  (all_ [_] (guarded filled (vec items)))
  (there_ [_ x] (if (nil? x) (none-there) x))
  (in_ [_ x front secs]
    (some-element x)
    (guarded filled
      (if (or (nil? capacity)
              (< (count items) capacity)
              (and (not= 0 secs) (.wait_for_ emptied (fn [] (< (count items) capacity)) secs)))
        (do (cond order (heap/add! items x order)
                  front (.appendleft items x)
                  :else (.append items x))
            (.signal filled)
            true)
        false)))
  (out_ [_ back secs]
    (guarded filled
      (when (or (pos? (count items))
                (and (not= 0 secs) (.wait_for_ filled (fn [] (pos? (count items))) secs)))
        (let [x (cond order (heap/poll! items order)
                      back  (.pop items)
                      :else (.popleft items))]
          (.signal emptied)
          x))))
  (remove_that_ [_ that?]
    (guarded filled
      (let [i (first (keep-indexed (fn [i y] (when (that? y) i)) (vec items)))]
        (when i
          (if order
            (heap/remove-at! items i order)
            (.__delitem__ items i))
          (.signal emptied))
        (some? i))))
  (keep_ [_ keep?]
    (guarded filled
      (let [kept (filterv keep? (vec items))
            less (not= (count kept) (count items))]
        (when less
          (.clear items)
          (.extend items kept)
          (when order
            (heap/heapify! items order))
          (.signalAll emptied))
        less))))

(defn- queue-of
  "A queue of elements, in an order or that in which they come; capacity nil: there is always room."
  [xs order capacity full]
  (let [filled (monitor/condition)
        items (if order (py/list) (collections/deque))
        queue (BlockingQueue. items order capacity full filled (monitor/condition (.-lock filled)))]
    (run! (fn [x] (.add queue x)) xs)
    queue))

(defn- linked
  "What makes queues without an order: empty ones, of a capacity, or with elements."
  [full]
  (fn
    ([] (queue-of nil nil nil full))
    ([x & [_fair xs]]
     (cond
       (not (integer? x)) (queue-of x nil nil full)
       (pos? x)           (queue-of xs nil x full)
       :else              (throw (IllegalArgumentException.))))))

(defn- prioritized
  "What makes queues with an order."
  ([] (queue-of nil compare nil nil))
  ([x]
   (cond
     (integer? x) (prioritized x nil)
     (or (coll? x) (instance? java.util.Collection x)) (queue-of x compare nil nil)
     :else (queue-of nil (heap/order-of x) nil nil)))
  ([capacity comparator]
   (when (< capacity 1)
     (throw (IllegalArgumentException.)))
   (queue-of nil (heap/order-of comparator) nil nil)))

(enter "java.util.concurrent.BlockingQueue" BlockingQueue)
(entered java.util.concurrent.LinkedBlockingQueue BlockingQueue "A queue that is waited for." (linked "Queue full"))
(entered java.util.concurrent.ArrayBlockingQueue BlockingQueue "A queue that is waited for." (linked "Queue full"))
(entered java.util.concurrent.LinkedBlockingDeque BlockingQueue
  "A queue with two ends that is waited for."
  (linked "Deque full"))
(entered java.util.concurrent.LinkedTransferQueue BlockingQueue "A queue that is waited for." (linked "Queue full"))
(entered java.util.concurrent.ConcurrentLinkedQueue BlockingQueue "A queue." (linked "Queue full"))
(entered java.util.concurrent.ConcurrentLinkedDeque BlockingQueue "A queue with two ends." (linked "Deque full"))
(entered java.util.concurrent.PriorityBlockingQueue BlockingQueue "The least first." prioritized)

;; --- from hand to hand --------------------------------------------------------------

;; What is put is in `offers` until somebody takes it: [element, volatile of
;; whether it was taken].  takers counts those who wait for one.
(deftype SynchronousQueue [offers ^:mutable takers changed]
  java.util.Queue
  (put [this x] (.in_ this x nil) nil)
  (offer [this x n unit] (.in_ this x (seconds n unit)))
  (offer [this x] (.in_ this x 0))
  (add [this x] (if (.in_ this x 0) true (throw (IllegalStateException. "Queue full"))))
  (take [this] (.out_ this nil))
  (poll [this] (.out_ this 0))
  (poll [this n unit] (.out_ this (seconds n unit)))
  (remove [this] (or (.out_ this 0) (none-there)))
  (remove [_ _] false)
  (element [_] (none-there))
  (peek [_] nil)
  (size [_] 0)
  (isEmpty [_] true)
  (contains [_ _] false)
  (clear [_] nil)
  (remainingCapacity [_] 0)
  (drainTo [this coll]
    (loop [n 0]
      (let [x (.out_ this 0)]
        (if (nil? x)
          n
          (do (.add coll x)
              (recur (inc n)))))))
  (iterator [this] (QueueIterator. this nil nil))
  clojure.lang.Counted
  (count [_] 0)
  clojure.lang.Seqable
  (seq [_] nil)
  Object
  (toString [_] "[]")
  (free_takers_ [_] (> takers (count offers)))
  (waiting_ [_ n] (set! takers (+ takers n)))
  (in_ [this x secs]
    (some-element x)
    (guarded changed
      (if (and (= 0 secs) (not (.free_takers_ this)))
        false
        (let [taken (volatile! false), one (py/tuple [x taken])]
          (.append offers one)
          (.signalAll changed)
          (if (= 0 secs)
            true
            (let [done (boolean (.wait_for_ changed (fn [] @taken) secs))]
              (when-not done
                (.remove offers one))
              done))))))
  (out_ [this secs]
    (guarded changed
      (.waiting_ this 1)
      (try
        (when (or (pos? (count offers))
                  (and (not= 0 secs) (.wait_for_ changed (fn [] (pos? (count offers))) secs)))
          (let [[x taken] (.popleft offers)]
            (vreset! taken true)
            (.signalAll changed)
            x))
        (finally (.waiting_ this -1))))))
(entered java.util.concurrent.SynchronousQueue SynchronousQueue
  "Hands an element from one thread to another."
  (fn [& _] (SynchronousQueue. (collections/deque) 0 (monitor/condition))))

;; --- what is due later ----------------------------------------------------------------

(defn- sooner [a b] (.compareTo a b))

;; What is in it can be taken when its delay is over.
(deftype DelayQueue [heap changed]
  java.util.Queue
  (put [this x] (.add this x) nil)
  (add [_ x]
    (guarded changed
      (heap/add! heap x sooner)
      (.signalAll changed)
      true))
  (offer [this x] (.add this x))
  (offer [this x _ _] (.add this x))
  (take [this] (.until_ this ##Inf))
  (poll [this] (.until_ this 0))
  (poll [this n unit] (.until_ this (+ (.monotonic (py/__import__ "time")) (seconds n unit))))
  (peek [_] (guarded changed (when (pos? (count heap)) (nth heap 0))))
  (remove [_ x]
    (guarded changed
      (let [i (first (keep-indexed (fn [i y] (when (= x y) i)) heap))]
        (when i
          (heap/remove-at! heap i sooner))
        (some? i))))
  (drainTo [this coll]
    (loop [n 0]
      (let [x (.poll this)]
        (if (nil? x)
          n
          (do (.add coll x)
              (recur (inc n)))))))
  (clear [_] (guarded changed (.clear heap)) nil)
  (size [_] (count heap))
  (isEmpty [_] (zero? (count heap)))
  (iterator [this] (QueueIterator. this (seq this) nil))
  clojure.lang.Counted
  (count [_] (count heap))
  clojure.lang.Seqable
  (seq [_] (guarded changed (seq (vec heap))))
  Object
  (toString [this] (str "[" (str/join ", " this) "]"))
  (remove_that_ [this that?] (run! (fn [x] (.remove this x)) (filter that? (vec heap))))
  (left_ [_] (if (pos? (count heap)) (/ (.getDelay (nth heap 0) java.util.concurrent.TimeUnit/NANOSECONDS) 1e9) 3e9))
  (until_ [this end] ; the first that is due, or nil at that time
    (guarded changed
      (loop []
        (let [left (.left_ this), now (.monotonic (py/__import__ "time"))]
          (cond
            (<= left 0)  (heap/poll! heap sooner)
            (>= now end) nil
            :else        (do (.wait_ changed (min left (- end now) 3e6))
                             (recur))))))))
(entered java.util.concurrent.DelayQueue DelayQueue
  "What is due first, when it is."
  (fn [& _] (DelayQueue. (py/list) (monitor/condition))))
