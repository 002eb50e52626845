;; SPDX-License-Identifier: MIT
(ns stm-test
  (:require [clojure.test :refer [are deftest is testing]]))

(defn in-parallel
  "Calls f on n threads with 0 … n-1, and returns the values."
  [n f]
  (mapv deref (doall (for [k (range n)] (future (f k))))))

(defn elsewhere
  "Runs a transaction on another thread and waits for it."
  [f]
  @(future (dosync (f))))

(deftest basics
  (let [r (ref 1)]
    (is (= 1 @r (deref r)))
    (is (= 2 (dosync (ref-set r 2))))
    (is (= 3 (dosync (alter r inc))))
    (is (= 9 (dosync (alter r + 1 2 3))))
    (is (= 10 (dosync (commute r inc))))
    (is (= 16 (dosync (commute r + 1 2 3))))
    (is (= 16 (dosync (ensure r))))
    (is (= 16 @r))
    (is (= :value (dosync (alter r inc) :value)))
    (is (nil? (dosync)))
    (is (= 18 (sync nil (alter r inc))))
    (is (= [19 20 20] (dosync [(alter r inc) (alter r inc) @r])))))

(deftest outside-of-a-transaction
  (let [r (ref 1)]
    (are [form] (thrown-with-msg? IllegalStateException #"No transaction running" form)
      (ref-set r 2)
      (alter r inc)
      (commute r inc)
      (ensure r))
    (is (= 1 @r)))
  (is (thrown? Exception (dosync (ref-set (atom 1) 2))))
  (is (thrown? Exception (dosync (alter 1 inc))))
  (is (thrown? Exception (dosync (commute nil inc)))))

(deftest order-of-changes
  (let [r (ref 1)]
    (is (thrown-with-msg? IllegalStateException #"Can't set after commute"
                          (dosync (commute r inc) (alter r inc))))
    (is (thrown-with-msg? IllegalStateException #"Can't set after commute"
                          (dosync (commute r inc) (ref-set r 5))))
    (is (= 1 @r))
    (is (= 3 (dosync (alter r inc) (commute r inc))))
    (is (= 3 @r))
    (is (= 5 (dosync (commute r inc) (commute r inc))))
    (is (= 5 @r))))

(deftest exceptions
  (let [r (ref 1), s (ref 1)]
    (is (thrown-with-msg? Exception #"boom"
                          (dosync (alter r inc) (commute s inc) (throw (ex-info "boom" {})))))
    (is (= [1 1] [@r @s]))
    (is (= 2 (dosync (try (alter r inc) (throw (Exception. "x")) (catch Exception _ @r)))))
    (is (= 2 @r))
    (testing "afterwards no transaction runs"
      (is (thrown? IllegalStateException (alter r inc))))))

(deftest nesting
  (let [r (ref 0)]
    (is (= 2 (dosync (alter r inc) (dosync (alter r inc)) @r)))
    (is (thrown? Exception (dosync (dosync (alter r inc)) (throw (Exception. "x")))))
    (is (= 2 @r))))

(deftest options
  (let [r (ref 1 :meta {:m 1} :validator pos? :min-history 2 :max-history 5)]
    (is (= {:m 1} (meta r)))
    (is (= pos? (get-validator r)))
    (is (= [2 5 0] [(ref-min-history r) (ref-max-history r) (ref-history-count r)]))
    (is (identical? r (ref-min-history r 1)))
    (is (identical? r (ref-max-history r 7)))
    (is (= [1 7] [(ref-min-history r) (ref-max-history r)])))
  (is (= [0 10] ((juxt ref-min-history ref-max-history) (ref nil))))
  (is (thrown? IllegalStateException (ref 0 :validator pos?)))
  (is (thrown? IllegalArgumentException (ref 0 :meta))))

(deftest history
  (let [r (ref 0)]
    (dotimes [_ 5] (dosync (alter r inc)))
    (is (= 0 (ref-history-count r)))
    (ref-min-history r 3)
    (dotimes [_ 5] (dosync (alter r inc)))
    (is (= 3 (ref-history-count r)))
    (is (= 10 @r)))
  (testing "grows when a transaction misses a version"
    (let [r (ref 0), tries (atom 0)]
      (is (= 1 (dosync
                 (when (= 1 (swap! tries inc))
                   (elsewhere #(alter r inc)))
                 @r)))
      (is (= 2 @tries))
      (dosync (alter r inc))
      (is (= 1 (ref-history-count r))))))

(deftest snapshots
  (testing "a transaction sees all as it was when it began"
    (let [a (ref 0 :min-history 5), b (ref 0 :min-history 5)]
      (dotimes [_ 5] (dosync (alter a inc) (alter b inc)))
      (is (= [5 5 5] (dosync
                       (let [x @a]
                         (elsewhere #(do (alter a inc) (alter b inc)))
                         [x @a @b]))))
      (is (= [6 6] [@a @b]))))
  (testing "sums are never torn"
    (let [a (ref 500), b (ref 500), stop (atom false)
          mover (future (loop [i 0]
                          (when-not @stop
                            (dosync (alter a - 1) (alter b + 1))
                            (recur (inc i)))))
          sums (in-parallel 3 (fn [_] (set (repeatedly 500 #(dosync (+ @a @b))))))]
      (reset! stop true)
      @mover
      (is (= (repeat 3 #{1000}) sums)))))

(deftest conflicts
  (testing "a change of what is altered has the body run again"
    (let [r (ref 0), tries (atom 0)]
      (is (= 11 (dosync
                  (swap! tries inc)
                  (let [v @r]
                    (when (= 1 @tries)
                      (elsewhere #(ref-set r 10)))
                    (ref-set r (inc v))))))
      (is (= [2 11] [@tries @r]))))
  (testing "also when it comes after the alter"
    (let [r (ref 0), tries (atom 0)]
      (dosync
        (alter r inc)
        (when (= 1 (swap! tries inc))
          (elsewhere #(alter r + 10))))
      (is (= [2 11] [@tries @r]))))
  (testing "a change of what is only read does not"
    (let [r (ref 0), s (ref 0), tries (atom 0)]
      (dosync
        (let [v @r]
          (swap! tries inc)
          (elsewhere #(alter r inc))
          (ref-set s v)))
      (is (= [1 1 0] [@tries @r @s]))))
  (testing "but of what is ensured it does"
    (let [r (ref 0), s (ref :none), tries (atom 0)]
      (dosync
        (let [v (ensure r)]
          (when (= 1 (swap! tries inc))
            (elsewhere #(alter r inc)))
          (ref-set s v)))
      (is (= [2 1 1] [@tries @r @s])))))

(deftest write-skew
  (testing "two that each read both and change one, never both at once"
    (dotimes [_ 30]
      (let [a (ref 1), b (ref 1)
            take-one (fn [mine other]
                       (dosync
                         (when (= 2 (+ (ensure mine) (ensure other)))
                           (alter mine dec))))]
        (in-parallel 2 (fn [k] (if (zero? k) (take-one a b) (take-one b a))))
        (is (= 1 (+ @a @b)))))))

(deftest commutes
  (testing "are run again on the latest value"
    (let [r (ref 0), bodies (atom 0), calls (atom [])]
      (is (= 1 (dosync
                 (swap! bodies inc)
                 (let [v (commute r (fn [x] (swap! calls conj x) (inc x)))]
                   (elsewhere #(alter r + 10))
                   v))))
      (is (= 11 @r))
      (is (= 1 @bodies))
      (is (= [0 10] @calls))))
  (testing "many at once never repeat the body"
    (let [r (ref 0), bodies (atom 0)]
      (in-parallel 8 (fn [_] (dotimes [_ 200] (dosync (swap! bodies inc) (commute r inc)))))
      (is (= 1600 @r @bodies))))
  (testing "several functions, in order"
    (let [r (ref [])]
      (dosync (commute r conj :a)
              (elsewhere #(alter r conj :x))
              (commute r conj :b))
      (is (= [:x :a :b] @r))))
  (testing "what is ensured and commuted must not change"
    (let [r (ref 0), tries (atom 0)]
      (dosync (ensure r)
              (commute r inc)
              (when (= 1 (swap! tries inc))
                (elsewhere #(alter r + 10))))
      (is (= [2 11] [@tries @r])))))

(deftest validators
  (let [r (ref 1 :validator pos?), s (ref 1)]
    (is (thrown-with-msg? IllegalStateException #"Invalid reference state"
                          (dosync (alter s inc) (ref-set r -1))))
    (is (= [1 1] [@r @s]))
    (is (thrown? IllegalStateException (dosync (commute r - 5))))
    (testing "only the last value counts"
      (is (= 3 (dosync (ref-set r -1) (ref-set r 3))))
      (is (= 3 @r)))
    (is (thrown? IllegalStateException (set-validator! r neg?)))
    (set-validator! r nil)
    (is (= -1 (dosync (ref-set r -1))))
    (is (thrown? Exception (dosync (ref-set (doto (ref 1) (set-validator! odd?)) :x))))))

(deftest watches
  (let [r (ref 0), s (ref 0), seen (atom [])]
    (add-watch r :w (fn [k x old new] (swap! seen conj [k (identical? x r) old new @s])))
    (dosync (alter r inc) (alter r inc) (alter s inc))
    (is (= [[:w true 0 2 1]] @seen))
    (dosync @r)
    (is (= 1 (count @seen)))
    (is (thrown? Exception (dosync (alter r inc) (throw (Exception. "x")))))
    (is (= 1 (count @seen)))
    (remove-watch r :w)
    (dosync (alter r inc))
    (is (= 1 (count @seen)))))

(deftest io-in-transactions
  (is (= 3 (io! 1 2 3)))
  (is (nil? (io!)))
  (is (= 3 (io! "message" 3)))
  (is (thrown-with-msg? IllegalStateException #"I/O in transaction" (dosync (io! 1))))
  (is (thrown-with-msg? IllegalStateException #"not here" (dosync (io! "not here" 1)))))

(deftest a-thread-of-its-own
  (testing "another thread is not in the transaction"
    (let [r (ref 0)]
      (dosync
        (alter r inc)
        (is (= 0 @(future @r)))
        (is (thrown? Exception @(future (alter r inc)))))
      (is (= 1 @r)))))

(deftest refs-are-callable-and-comparable
  (is (= 2 ((ref inc) 1)))
  (is (= 1 ((ref {:a 1}) :a)))
  (let [a (ref 1), b (ref 1)]
    (is (= [a b] (sort [b a])))
    (is (not= a b))
    (is (= a a))))

(deftest repeated-effects-are-counted
  (testing "a body runs once more for every commit that came between"
    (let [r (ref 0), tries (atom 0)]
      (dosync
        (let [v @r]
          (when (<= (swap! tries inc) 5)
            (elsewhere #(alter r inc)))
          (ref-set r (+ 100 v))))
      (is (= [6 105] [@tries @r])))))

(deftest stress-counter
  (let [r (ref 0), tries (atom 0)]
    (in-parallel 8 (fn [_] (dotimes [_ 300] (dosync (swap! tries inc) (alter r inc)))))
    (is (= 2400 @r))
    (is (<= 2400 @tries))))

(deftest stress-bank
  (let [n 20
        accounts (vec (repeatedly n #(ref 100)))
        total (fn [] (dosync (reduce + (map deref accounts))))
        stop (atom false)
        auditor (future (loop [sums #{}] (if @stop sums (recur (conj sums (total))))))]
    (in-parallel 8
      (fn [k]
        (dotimes [i 250]
          (let [from (accounts (mod (+ k (* 7 i)) n)), to (accounts (mod (+ 3 (* i 11)) n))
                amount (mod i 9)]
            (dosync
              (when (<= amount @from)
                (alter from - amount)
                (alter to + amount)))))))
    (reset! stop true)
    (is (= (* 100 n) (total)))
    (is (= #{(* 100 n)} (conj @auditor (* 100 n))))
    (is (every? #(<= 0 @%) accounts))))

(deftest stress-mixed
  (let [items (ref (set (range 300))), taken (vec (repeatedly 6 #(ref []))), moves (ref 0)]
    (in-parallel 6
      (fn [k]
        (loop []
          (when (dosync
                  (when-let [x (first @items)]
                    (alter items disj x)
                    (alter (taken k) conj x)
                    (commute moves inc)))
            (recur)))))
    (is (empty? @items))
    (is (= 300 @moves))
    (is (= (range 300) (sort (mapcat deref taken))))))

(deftest long-against-short
  (testing "a transaction that touches all is not starved by those that touch one"
    (let [rs (vec (repeatedly 50 #(ref 0))), stop (atom false), sum (ref nil)
          fs (doall (for [k (range 3)]
                      (future (loop [i k]
                                (when-not @stop
                                  (dosync (alter (rs (mod i 50)) inc))
                                  (recur (+ i 7)))))))]
      (dotimes [_ 3]
        (dosync (doseq [r rs] (alter r identity))
                (ref-set sum (reduce + (map deref rs)))))
      (reset! stop true)
      (run! deref fs)
      (is (number? @sum)))))

(deftest philosophers
  (let [forks (vec (repeatedly 5 #(ref :free))), meals (vec (repeatedly 5 #(ref 0))), wrong (atom 0)]
    (in-parallel 5
      (fn [k]
        (let [left (forks k), right (forks (mod (inc k) 5))]
          (loop []
            (when (< @(meals k) 40)
              (when (dosync
                      (when (and (= :free (ensure left)) (= :free (ensure right)))
                        (ref-set left k)
                        (ref-set right k)))
                (dosync (when-not (= [k k] [@left @right]) (swap! wrong inc))
                        (alter (meals k) inc)
                        (ref-set left :free)
                        (ref-set right :free)))
              (recur))))))
    (is (zero? @wrong))
    (is (= (repeat 5 40) (map deref meals)))
    (is (every? #(= :free @%) forks))))
