;; SPDX-License-Identifier: MIT
;; clojure.core.async, from its documentation.
(ns async-test
  (:require [clojure.core.async :as a :refer [<! <!! >! >!! alt! alt!! alts! alts!! buffer chan close! dropping-buffer go go-loop
                                              offer! onto-chan! poll! promise-chan put! sliding-buffer take! thread timeout to-chan!]]
            [clojure.test :refer [are deftest is testing]]
            [time]))

(defn all [ch] (<!! (a/into [] ch)))

(deftest putting-and-taking
  (is (= 1 (let [c (chan)] (go (>! c 1)) (<!! c))))
  (is (= [1 2 3 nil nil] (let [c (chan 3)] (doseq [x [1 2 3]] (>!! c x)) (close! c) (vec (repeatedly 5 #(<!! c))))))
  (is (= [true false] (let [c (chan 2)] [(>!! c 1) (do (close! c) (>!! c 2))])))
  (is (thrown? IllegalArgumentException (>!! (chan 1) nil)))
  (is (thrown-with-msg? IllegalArgumentException #"nil" (put! (chan 1) nil)))
  (is (nil? (close! (chan))))
  (testing "false and :clojure.core/nil-like values pass"
    (is (= [false :x] (let [c (chan 2)] (>!! c false) (>!! c :x) (close! c) (all c)))))
  (testing "order, with many who put"
    (let [c (chan)]
      (dotimes [i 100] (put! c i))
      (is (= (range 100) (repeatedly 100 #(<!! c))))))
  (testing "puts that wait survive the close"
    (let [c (chan)]
      (put! c 1) (put! c 2) (close! c)
      (is (= [1 2] (all c))))))

(deftest buffers
  (is (= [3 4] (let [c (chan (sliding-buffer 2))] (dotimes [i 5] (>!! c i)) (close! c) (all c))))
  (is (= [0 1] (let [c (chan (dropping-buffer 2))] (dotimes [i 5] (>!! c i)) (close! c) (all c))))
  (are [b r] (= r (a/unblocking-buffer? b)) (buffer 1) false, (dropping-buffer 1) true, (sliding-buffer 1) true)
  (is (= [true true nil] (let [c (chan 2)] [(offer! c 1) (offer! c 2) (offer! c 3)])))
  (is (= [nil 1 nil] (let [c (chan 1)] [(poll! c) (do (>!! c 1) (poll! c)) (poll! c)])))
  (is (= false (let [c (chan 1)] (close! c) (offer! c 1))))
  (doseq [none [0 -1 1.5]]
    (is (thrown? AssertionError (buffer none)))
    (is (thrown? AssertionError (chan none))))
  (is (thrown-with-msg? IllegalArgumentException #"has a buffer or the size of one, not :a" (chan :a))))

(deftest transducers
  (is (= [2 3 4] (let [c (chan 3 (map inc))] (onto-chan! c [1 2 3]) (all c))))
  (is (= [0 1 2 0 1 0 1 2 3] (let [c (chan 2 (mapcat range))] (onto-chan! c [3 2 4]) (all c))) "more than there is room for")
  (is (= [[1 2] [3]] (let [c (chan 1 (partition-all 2))] (onto-chan! c [1 2 3]) (all c))) "what is kept comes at the end")
  (is (= [1 2] (let [c (chan 5 (take 2))] (onto-chan! c [1 2 3 4]) (all c))) "closes by itself")
  (is (= [1 :bad 3] (let [c (chan 5 (map #(if (= % 2) (throw (Exception. "no")) %)) (constantly :bad))] (onto-chan! c [1 2 3]) (all c))))
  (is (thrown? AssertionError (chan nil (map inc)))))

(deftest callbacks
  (is (= 5 (let [p (promise), c (chan)] (take! c #(deliver p %)) (put! c 5) @p)))
  (is (= true (let [p (promise), c (chan)] (put! c 5 #(deliver p %)) (<!! c) @p)))
  (is (= [true false] (let [c (chan 1), r (put! c 1)] (close! c) [r (put! c 2)])))
  (testing "at most 1024 wait"
    (is (thrown-with-msg? AssertionError #"1024" (let [c (chan)] (dotimes [i 1025] (put! c i)))))))

(deftest alternatives
  (is (= [:a 1] (let [c (chan 1)] (>!! c 1) (let [[v p] (alts!! [c (chan)])] [(if (= p c) :a :b) v]))))
  (is (= [:d :default] (alts!! [(chan)] :default :d)))
  (is (= [true true] (let [c (chan 1), [v p] (alts!! [[c 5] (chan)])] [v (= p c)])))
  (is (= 1 (let [c (chan 1), d (chan 1)] (>!! c 1) (>!! d 2) (first (alts!! [c d] :priority true)))))
  (is (nil? (first (alts!! [(chan) (timeout 5)]))))
  (is (= 7 (let [c (chan), d (chan)] (go (<! (timeout 5)) (>! d 7)) (first (alts!! [c d])))))
  (is (thrown? AssertionError (alts!! [])))
  (testing "an offer that was made elsewhere takes nothing"
    (let [c (chan), d (chan)]
      (go (>! c 1))
      (is (= 1 (first (alts!! [c d]))))
      (go (>! d 2))
      (is (= 2 (<!! d)))))
  (testing "alt"
    (is (= [:got 3] (let [c (chan 1)] (>!! c 3) (alt!! c ([v] [:got v]) (timeout 1000) :timeout))))
    (is (= :timeout (alt!! (chan) :never (timeout 2) :timeout)))
    (is (= :none (alt!! (chan) :never :default :none)))
    (is (= [:sent true] (let [c (chan 1)] (alt!! [[c 1]] ([v] [:sent v])))))
    (is (= [4 true] (let [c (chan 1), d (chan)] (>!! c 4) (alt!! [c d] ([v p] [v (= p c)])))))
    (is (= 9 (<!! (go (alt! (go 9) ([v] v))))))))

(deftest processes
  (is (= 3 (<!! (go (+ 1 2)))))
  (is (nil? (<!! (go nil))))
  (is (= :caught (<!! (go (try (throw (Exception. "x")) (catch Exception _ :caught))))))
  (is (= 5 (<!! (thread 5))))
  (is (= [0 1 2] (let [c (chan)] (go-loop [i 0] (if (< i 3) (do (>! c i) (recur (inc i))) (close! c))) (all c))))
  (testing "taking works in functions that a go block calls, and in lazy seqs"
    (is (= [1 2 3] (let [c (to-chan! [1 2 3]), f (fn [] (<! c))] (<!! (go (doall (repeatedly 3 f))))))))
  (testing "bindings are conveyed"
    (is (= 7 (binding [*print-length* 7] (<!! (go *print-length*))))))
  (testing "a hundred thousand, at most a thousand of which wait at a time"
    (is (= 100000 (let [c (chan 100000)] (dotimes [_ 100000] (go (>! c 1))) (reduce + (repeatedly 100000 #(<!! c))))))))

(deftest collections
  (is (= [1 2 3] (all (to-chan! [1 2 3]))))
  (is (= [] (all (to-chan! []))))
  (is (= 6 (<!! (a/reduce + 0 (to-chan! [1 2 3])))))
  (is (= 3 (<!! (a/reduce (fn [s x] (if (> s 2) (reduced s) (+ s x))) 0 (to-chan! (range 100))))))
  (is (= 9 (<!! (a/transduce (map inc) + 0 (to-chan! [1 2 3])))))
  (is (= #{1 2 3} (set (all (a/merge [(to-chan! [1 2]) (to-chan! [3])])))))
  (is (= [11 22] (all (a/map + [(to-chan! [1 2 3]) (to-chan! [10 20])]))))
  (is (= [0 1] (all (a/take 2 (to-chan! (range 10))))))
  (is (= [[1 3] [2 4]] (mapv all (a/split odd? (to-chan! [1 2 3 4]) 5 5))))
  (is (= [1 2] (all (a/pipe (to-chan! [1 2]) (chan))))))

(deftest pipelines
  (is (= (map #(* % %) (range 20)) (let [out (chan)] (a/pipeline 4 out (map #(* % %)) (to-chan! (range 20))) (all out))))
  (is (= [0 0 1 0 1 2] (let [out (chan)] (a/pipeline 2 out (mapcat range) (to-chan! [1 2 3])) (all out))))
  (is (= [1 2 3] (let [out (chan)] (a/pipeline-async 2 out (fn [v ch] (go (<! (timeout (- 6 v))) (>! ch v) (close! ch))) (to-chan! [1 2 3])) (all out))))
  (is (= [1 2] (let [out (chan)] (a/pipeline-blocking 2 out (filter #(< % 3)) (to-chan! [1 2 3])) (all out)))))

(deftest one-to-many
  (let [c (chan), m (a/mult c), x (a/tap m (chan 5)), y (a/tap m (chan 5))]
    (>!! c 1) (>!! c 2)
    (<!! (timeout 20)) ; 2 has been given to both
    (a/untap m y)
    (>!! c 3)
    (close! c)
    (is (= [1 2 3] (all x)))
    (is (= [1 2] [(<!! y) (<!! y)])))
  (let [c (chan), p (a/pub c :t), x (a/sub p :a (chan 5)), y (a/sub p :b (chan 5))]
    (>!! c {:t :a, :n 1}) (>!! c {:t :b, :n 2}) (>!! c {:t :c, :n 3})
    (close! c)
    (is (= [{:t :a, :n 1}] (all x)))
    (is (= [{:t :b, :n 2}] (all y)))))

(deftest many-to-one
  (let [out (chan 10), m (a/mix out), x (chan), y (chan)]
    (a/admix m x) (a/admix m y)
    (>!! x 1) (>!! y 2)
    (is (= #{1 2} (set [(<!! out) (<!! out)])))
    (a/toggle m {x {:mute true}})
    (<!! (timeout 5))
    (>!! x 3) (>!! y 4)
    (is (= 4 (<!! out)))
    (a/toggle m {x {:mute false, :solo true}})
    (<!! (timeout 5))
    (>!! y 5) (>!! x 6)
    (is (= 6 (<!! out)))))

(deftest promises
  (let [p (promise-chan)]
    (is (nil? (poll! p)))
    (is (true? (>!! p 1)))
    (is (true? (>!! p 2)))
    (is (= [1 1] [(<!! p) (<!! p)]))
    (close! p)
    (is (= 1 (<!! p))))
  (is (nil? (let [p (promise-chan)] (close! p) (<!! p))))
  (is (= 2 (let [p (promise-chan (map inc))] (>!! p 1) (<!! p)))))

(deftest timeouts
  (let [start (time/perf_counter_ns)]
    (<!! (timeout 20))
    (is (<= 20 (/ (- (time/perf_counter_ns) start) 1e6)))))

(deftest a-transducer-is-told-of-the-end-when-the-last-put-has-come-in
  (let [c (a/chan 1 (partition-all 2))]
    (a/put! c 1)
    (a/put! c 2)
    (a/put! c 3) ; waits
    (a/close! c)
    (is (= [[1 2] [3]] (a/<!! (a/into [] c))))))

(deftest what-is-put-before-a-channel
  (doseq [[want before] [[[2 3 4] (fn [out] (a/map> inc out))]
                         [[2]     (fn [out] (a/filter> even? out))]
                         [[1 3]   (fn [out] (a/remove> even? out))]
                         [[0 0 1 0 1 2] (fn [out] (a/mapcat> range out))]]]
    (let [out (a/chan)]
      (a/onto-chan! (before out) [1 2 3])
      (is (= want (a/<!! (a/into [] out))))))
  (testing "what is put there goes on at once, and what is taken from it is the other's"
    (let [out (a/chan 10)
          ins {:map (a/map> inc out), :filter (a/filter> odd? out), :remove (a/remove> odd? out)}]
      (is (= [true true true true] [(a/>!! (:map ins) 1) (a/>!! (:filter ins) 2) (a/put! (:remove ins) 4) (a/offer! (:filter ins) 5)]))
      (is (= [2 4 5 nil] [(a/<!! (:map ins)) (a/<!! (:filter ins)) (a/poll! (:remove ins)) (a/poll! (:map ins))]))
      (let [[v ch] (a/alts!! [[(:map ins) 7] (a/chan)] :priority true)]
        (is (= [true true 8] [v (= ch (:map ins)) (a/<!! out)])))
      (is (= [[9 :default] [true true]] [(a/alts!! [(:map ins)] :default 9)
                                         (let [[v ch] (a/alts!! [[(:filter ins) 2]])] [v (= ch (:filter ins))])]))
      (a/close! (:filter ins))
      (is (= [nil false false false] [(a/<!! (:filter ins)) (a/>!! (:map ins) 1) (a/>!! (:filter ins) 2) (a/put! out 1)]))))
  (testing "what map< returns takes puts for the other one"
    (let [in (a/chan 2), out (a/map< inc in), told (promise)]
      (a/>!! out 1)
      (a/>!! in 2)
      (a/take! out (fn [v] (deliver told v)))
      (is (= [2 3] [@told (a/<!! out)]))
      (a/close! out)
      (is (= [nil false] [(a/<!! out) (a/>!! in 1)])))))
