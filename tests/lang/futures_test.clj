;; SPDX-License-Identifier: MIT
(ns futures-test
  (:require [clojure.string :as str]
            [os]
            [signal]
            [time]
            [clojure.test :refer [are deftest is testing]]))

(def ^:dynamic *x* :root)
(def ^:dynamic *y* :root-y)

(deftest values
  (is (= 3 @(future (+ 1 2))))
  (is (= 3 (deref (future-call (fn [] 3)))))
  (is (nil? @(future)))
  (is (nil? @(future nil)))
  (is (false? @(future false)))
  (is (= [1 2 3] @(future (swap! (atom 0) inc) [1 2 3])))
  (let [f (future :once)]
    (is (= :once @f @f))
    (is (= :once (deref f 60000 :late))))
  (testing "several at once"
    (is (= (range 50) (map deref (doall (for [i (range 50)] (future i)))))))
  (testing "nested"
    (is (= 6 @(future (+ 1 @(future (+ 2 @(future 3)))))))))

(deftest methods-of-the-jvm
  (let [gate (promise), f (future @gate)]
    (is (= [false false] [(.isDone f) (.isCancelled f)]))
    (is (thrown? java.util.concurrent.TimeoutException (.get f 1 java.util.concurrent.TimeUnit/MILLISECONDS)))
    (deliver gate 7)
    (is (= [7 7 true] [(.get f) (.get f 60 java.util.concurrent.TimeUnit/SECONDS) (.isDone f)])))
  (let [f (future @(promise))]
    (is (= [true true] [(.cancel f true) (.isCancelled f)]))))

(deftest predicates
  (let [gate (promise), f (future @gate)]
    (is (future? f))
    (are [x] (not (future? x)) nil 1 (promise) (delay 1) (atom 1) inc)
    (is (not (future-done? f)))
    (is (not (realized? f)))
    (is (not (future-cancelled? f)))
    (deliver gate :v)
    (is (= :v @f))
    (is (future-done? f))
    (is (realized? f))
    (is (not (future-cancelled? f)))
    (is (not (ifn? f))))
  (is (thrown? Exception (future-done? 1)))
  (is (thrown? Exception (future-cancel (promise))))
  (is (thrown? Exception (future-cancelled? nil))))

(deftest timeouts
  (let [gate (promise), f (future @gate)]
    (is (= :late (deref f 1 :late)))
    (is (nil? (deref f 0 nil)))
    (deliver gate 1)
    (is (= 1 (deref f 60000 :late)))))

(deftest exceptions
  (let [f (future (throw (ex-info "boom" {:a 1})))
        e (try @f (catch ExecutionException e e))]
    (is (instance? ExecutionException e))
    (is (instance? java.util.concurrent.ExecutionException e))
    (is (str/includes? (ex-message e) "boom"))
    (is (= {:a 1} (ex-data (ex-cause e))))
    (is (= "boom" (ex-message (ex-cause e))))
    (is (nil? (ex-data e)))
    (is (future-done? f))
    (is (thrown-with-msg? Exception #"boom" @f))
    (is (thrown? ExecutionException (deref f 60000 :late)))
    (is (not (identical? (ex-cause (try @f (catch Exception e e))) nil))))
  (is (instance? ArithmeticException (ex-cause (try @(future (/ 1 0)) (catch Exception e e)))))
  (is (instance? AssertionError (ex-cause (try @(future (assert false)) (catch Throwable e e)))))
  (testing "an exception may be caught inside"
    (is (= :caught @(future (try (throw (Exception. "x")) (catch Exception _ :caught))))))
  (testing "finally runs"
    (let [ran (promise)]
      (is (thrown? ExecutionException @(future (try (/ 1 0) (finally (deliver ran true))))))
      (is (= true @ran)))))

(deftest cancelling
  (testing "what waits"
    (let [started (promise), cleaned (promise)
          f (future (deliver started true)
                    (try @(promise) (finally (deliver cleaned true))))]
      @started
      (is (true? (future-cancel f)))
      (is (future-cancelled? f))
      (is (future-done? f))
      (is (true? @cleaned))
      (is (thrown? CancellationException @f))
      (is (thrown? IllegalStateException (deref f 10 :late)))
      (is (false? (future-cancel f)))))
  (testing "what computes"
    (let [started (promise), ended (promise)
          f (future (deliver started true)
                    (try (loop [i 0] (recur (inc i)))
                         (catch InterruptedException _ (deliver ended :interrupted))))]
      @started
      (is (true? (future-cancel f)))
      (is (= :interrupted @ended))))
  (testing "what pauses"
    (let [started (promise), ended (promise)
          f (future (deliver started true)
                    (try (cljsh.core/pause 600000)
                         (finally (deliver ended true))))]
      @started
      (is (true? (future-cancel f)))
      (is (true? @ended))))
  (testing "what has ended"
    (let [f (future 1)]
      @f
      (is (false? (future-cancel f)))
      (is (not (future-cancelled? f)))
      (is (= 1 @f))))
  (testing "who waits for it is woken"
    (let [gate (promise), f (future @gate)
          waiting (future (try @f (catch CancellationException _ :cancelled)))]
      (future-cancel f)
      (is (= :cancelled @waiting))))
  (testing "the thread is good for other work"
    (is (= (range 20) (map deref (doall (for [i (range 20)] (future (cljsh.core/pause 0) i))))))))

(deftest conveyed-bindings
  (is (= :root @(future *x*)))
  (binding [*x* 1]
    (is (= 1 @(future *x*)))
    (is (= 1 @(future @(future *x*))))
    (is (= [2 1] [@(future (binding [*x* 2] *x*)) *x*]))
    (let [f (future (cljsh.core/pause 1) *x*)]
      (binding [*x* 3]
        (is (= 1 @f)))))
  (testing "after the binding has ended here"
    (let [gate (promise)
          f (binding [*x* :then *y* 2] (future @gate [*x* *y*]))]
      (is (= :root *x*))
      (deliver gate true)
      (is (= [:then 2] @f))))
  (testing "a thread that is used again has none left over"
    (binding [*x* 1] @(future *x*))
    (is (every? #{:root} (map deref (doall (repeatedly 10 #(future *x*)))))))
  (testing "bound-fn"
    (let [f (binding [*x* :bound] (bound-fn [] *x*))
          g (binding [*x* :bound] (bound-fn* (fn [a b] [*x* a b])))]
      (is (= :bound (f) @(future (f))))
      (is (= [:bound 1 2] (g 1 2) @(future (g 1 2))))
      (is (= :root *x*))
      (is (= :bound (binding [*x* :other] (f))))))
  (testing "output goes where it went"
    (is (= "hello" (with-out-str @(future (print "hello")))))))

(deftest locks
  (testing "value and reentrance"
    (is (= 3 (locking :x 1 2 3)))
    (is (nil? (locking :x)))
    (is (= :inner (let [o (atom 0)] (locking o (locking o (locking o :inner)))))))
  (testing "an exception gives it back"
    (let [o (atom 0)]
      (is (thrown? Exception (locking o (throw (Exception. "x")))))
      (is (= :free @(future (locking o :free))))))
  (testing "nil has none"
    (is (thrown? Exception (locking nil 1))))
  (testing "one at a time"
    (let [o (Object.), n (volatile! 0), inside (atom 0), most (atom 0)
          fs (doall (repeatedly 8 #(future (dotimes [_ 200]
                                             (locking o
                                               (swap! most max (swap! inside inc))
                                               (vreset! n (inc @n))
                                               (swap! inside dec))))))]
      (run! deref fs)
      (is (= 1600 @n))
      (is (= 1 @most))))
  (testing "another's is waited for, another object's not"
    (let [a (Object.), b (Object.), have (promise), go (promise)
          f (future (locking a (deliver have true) @go :f))
          g (do @have (future (locking a :g)))]
      (is (= :b (locking b :b)))
      (is (= :b @(future (locking b :b))))
      (is (= :late (deref g 5 :late)))
      (deliver go true)
      (is (= [:f :g] [@f @g]))))
  (testing "equal values that are not the same have locks of their own"
    (let [a [1 2 3], b (vec [1 2 3])]
      (is (= :own (locking a @(future (locking b :own))))))))

(deftest many
  (is (= (reduce + (range 1000))
         (reduce + (map deref (doall (for [i (range 1000)] (future i)))))))
  (testing "as many as wait run at once"
    (let [n 60, gate (promise), there (atom 0), all (promise)
          fs (doall (repeatedly n #(future (when (= n (swap! there inc)) (deliver all true))
                                           @gate)))]
      (is (true? (deref all 60000 :late)))
      (deliver gate :go)
      (is (= (repeat n :go) (map deref fs))))))

(deftest printing
  (let [gate (promise), f (future @gate)]
    (is (str/includes? (pr-str f) ":status :pending"))
    (deliver gate 7)
    @f
    (is (str/includes? (pr-str f) "{:status :ready, :val 7}")))
  (let [f (future (/ 1 0))]
    (try @f (catch Exception _))
    (is (str/includes? (pr-str f) ":status :failed"))))

(deftest redefinitions-are-seen-by-all
  (is (= :new (with-redefs [*y* :new] @(future *y*)))))

(deftest a-wake-up-is-not-lost
  (testing "who is interrupted as it is given a lock leaves it to the next"
    (dotimes [_ 5]
      (let [o      (py/object)
            held   (promise)
            holder (future (locking o (deliver held true) (cljsh.core/pause 30))
                           (os/kill (os/getpid) signal/SIGINT))
            g      (do @held (future (cljsh.core/pause 10) (locking o :g)))]
        (try
          (locking o :main)
          (cljsh.core/pause 200)
          (catch InterruptedException _))
        (is (= :g (deref g 10000 :lost)))
        @holder)))
  (testing "so does who is cancelled"
    (dotimes [i 6]
      (let [o     (py/object)
            [f g] (locking o
                    (let [f (future (locking o :f)), _ (cljsh.core/pause 5)
                          g (future (locking o :g)), _ (cljsh.core/pause 5)]
                      (when (even? i) (future-cancel f))
                      [f g]))]
        (future-cancel f)
        (is (= :g (deref g 10000 :lost)))))))

(deftest a-wait-that-begins-on-another-thread
  (testing "who derefs a future runs it, and the thread that looks after timers has gone to sleep meanwhile"
    (dotimes [_ 3]
      (is (= :done @(future (dotimes [i 3000000] (inc i)) (cljsh.core/pause 2) :done)))))
  (testing "an interrupted wait does not shorten the one after it"
    (let [p   (promise)
          out (promise)
          f   (future (try (deref p 5 :late)
                           (run! deref [p])
                           (catch InterruptedException _
                             (let [begun (time/monotonic)]
                               (cljsh.core/pause 60)
                               (deliver out (- (time/monotonic) begun))))))]
      (cljsh.core/pause 20)
      (future-cancel f)
      (is (<= 0.06 (deref out 60000 0))))))

(deftest an-interrupt-is-for-one-future
  (testing "what is left when a future that was cancelled ends does not reach the next one on its thread"
    (dotimes [_ 10]
      (let [itself (promise), f (future (future-cancel @itself))]
        (deliver itself f)
        (while (not (future-done? f)) (cljsh.core/pause 1))
        (is (= (range 8) (map deref (doall (for [i (range 8)] (future (cljsh.core/pause 1) i))))))))))

(deftest thread-sleep-is-interrupted
  (let [p (promise)
        f (future (try (Thread/sleep 5000) (catch InterruptedException _ (deliver p :interrupted))))]
    (Thread/sleep 20)
    (is (future-cancel f))
    (is (= :interrupted (deref p 60000 :late))))
  (is (thrown? IllegalArgumentException (Thread/sleep -1))))
