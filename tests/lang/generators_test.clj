;; SPDX-License-Identifier: MIT
;; (yield x): calls that give Python generators.
(ns generators-test
  (:require [clojure.test :refer [deftest is testing are]]
            [collections.abc :as abc]
            [copy] [gc] [itertools] [weakref]))

(defn numbers [n]
  (loop [i 0]
    (when (< i n)
      (yield i)
      (recur (inc i)))))

(defn echo
  "Hands back what it is sent, until that is :stop."
  []
  (loop [x (yield :ready)]
    (if (= x :stop)
      :stopped
      (recur (yield [:got x])))))

(defmacro returned
  "The value of the StopIteration that the form raises."
  [form]
  `(try ~form :nothing (catch StopIteration e# (.-value e#))))

(deftest as-seqs
  (is (= [0 1 2] (seq (numbers 3))))
  (is (nil? (seq (numbers 0))))
  (is (= 499500 (reduce + (numbers 1000))))
  (is (= [1 2 3] (map inc (numbers 3))))
  (is (= {0 1, 2 3} (into {} (map vec (partition 2 (numbers 4))))))
  (testing "read once, and kept"
    (let [s (seq (numbers 3))]
      (is (= s s [0 1 2]))
      (is (= 3 (count s))))))

(deftest as-python-sees-them
  (let [g (numbers 2)]
    (is (instance? abc/Generator g))
    (is (instance? abc/Iterator g))
    (is (identical? g (py/iter g)))
    (is (= 0 (py/next g)))
    (is (= 1 (py/next g)))
    (is (= :end (py/next g :end)))
    (is (= :end (py/next g :end)) "it stays at its end"))
  (is (= 10 (py/sum (numbers 5))))
  (is (= [0 1 2] (vec (itertools/islice (numbers 1000000000) 3)))))

(deftest nothing-runs-before-it-is-asked
  (let [log (atom [])
        f   (fn [x] (swap! log conj :begun) (yield x) (swap! log conj :over))
        g   (f 1)]
    (is (= [] @log))
    (is (= 1 (py/next g)))
    (is (= [:begun] @log))
    (is (= :end (py/next g :end)))
    (is (= [:begun :over] @log))))

(deftest send-and-return
  (let [g (echo)]
    (is (= :ready (.send g nil)))
    (is (= [:got 1] (.send g 1)))
    (is (= [:got nil] (py/next g)))
    (is (= :stopped (returned (.send g :stop))))
    (is (nil? (returned (py/next g)))))
  (is (thrown-with-msg? TypeError #"just-started generator" (.send (echo) 1))))

(deftest throwing-into-it
  (let [f (fn []
            (try
              (yield 1)
              (catch ValueError e (yield [:caught (ex-message e)]))
              (finally (yield :finally)))
            (yield :after))]
    (let [g (f)]
      (is (= 1 (py/next g)))
      (is (= [:caught "x"] (.throw g (ValueError "x"))))
      (is (= :finally (py/next g)))
      (is (= :after (py/next g)))
      (is (thrown? KeyError (.throw g (KeyError "k"))))
      (is (nil? (returned (py/next g))) "an exception that leaves it ends it"))
    (let [g (f)]
      (is (thrown? ValueError (.throw g (ValueError "early"))) "before its start nothing catches it")
      (is (nil? (returned (py/next g)))))
    (let [g (f)]
      (py/next g)
      (is (= :finally (.throw g KeyError)) "a class will do")
      (is (thrown? KeyError (py/next g))))
    (is (thrown-with-msg? TypeError #"must be classes or instances" (.throw (f) 1)))))

(deftest closing
  (let [log (atom [])
        f   (fn [] (try (yield 1) (yield 2) (finally (swap! log conj :cleaned))))]
    (let [g (f)]
      (is (nil? (.close g)) "not begun")
      (is (= [] @log))
      (is (nil? (returned (py/next g)))))
    (let [g (f)]
      (py/next g)
      (is (nil? (.close g)))
      (is (= [:cleaned] @log))
      (is (nil? (.close g)) "again"))
    (reset! log [])
    (let [g (f)] (py/next g))
    (gc/collect)
    (is (= [:cleaned] @log) "what is dropped is closed"))
  (is (thrown-with-msg? RuntimeError #"ignored GeneratorExit"
        (let [g ((fn [] (try (yield 1) (finally (yield 2)))))]
          (py/next g)
          (.close g)))))

(deftest everywhere-in-a-body
  (are [result body] (= result (vec ((fn [] body))))
    [1 2]     (do (yield 1) (yield 2))
    [1]       (let [x (yield 1)] x)
    [1 :nil]  (yield (if (nil? (yield 1)) :nil :other))
    [0 1 4]   (doseq [x (range 3)] (yield (* x x)))
    [1 2]     (when true (yield 1) (if (yield 2) :a :b))
    [[nil 1]] (yield [(when false (yield 0)) 1])
    [1 2 3]   (dotimes [i 3] (yield (inc i)))
    [:x]      (case (yield :x) 1 (yield :one) nil)
    ["a" "b"] (run! identity (do (yield "a") (yield "b") nil)))
  (is (= [1 2 3 6] (vec ((fn [a & more] (yield a) (doseq [m more] (yield m)) (yield (apply + a more))) 1 2 3))))
  (is (= [:one] (vec ((fn ([] (yield :none)) ([_] (yield :one))) 1))))
  (is (= [1 [2]] (vec ((fn [{:keys [a]} [b & c]] (yield a) (yield c)) {:a 1} [1 2]))) "destructuring"))

(deftest of-the-function-it-stands-in
  (let [f (fn [] (mapv (fn [x] (yield x)) [1 2]))]
    (is (every? (fn [g] (instance? abc/Generator g)) (f)) "the inner function yields, not the outer one")))

(deftest closures-and-recursion
  (let [walk (fn walk [tree]
               (if (vector? tree)
                 (doseq [t tree] (yield-from (walk t)))
                 (yield tree)))]
    (is (= [1 2 3 4] (vec (walk [1 [2 [3] []] 4])))))
  (let [fs (mapv (fn [i] (fn [] (yield i) (yield (* 10 i)))) (range 3))]
    (is (= [0 0 1 10 2 20] (mapcat (fn [f] (f)) fs)))))

(deftest yielding-from
  (let [f (fn [it] (let [r (yield-from it)] (yield [:result r])))]
    (is (= [1 2 [:result nil]] (vec (f [1 2]))))
    (let [g (f (echo))]
      (is (= :ready (py/next g)))
      (is (= [:got 1] (.send g 1)))
      (is (= [:result :stopped] (.send g :stop))))
    (let [log (atom [])
          g   (f ((fn [] (try (yield 1) (catch ValueError _ (yield :caught)) (finally (swap! log conj :closed))))))]
      (is (= 1 (py/next g)))
      (is (= :caught (.throw g (ValueError "x"))))
      (.close g)
      (is (= [:closed] @log)))
    (is (thrown? TypeError (vec (f 1))))))

(deftest misuse
  (is (thrown-with-msg? Exception #"yield outside of a function" (eval '(yield 1))))
  (is (thrown-with-msg? Exception #"can't yield-from" (eval '(fn ^:async [] (yield-from [1])))))
  (is (thrown-with-msg? TypeError #"pickle" (copy/copy (numbers 1))))
  (testing "entered again while it runs"
    (let [g (atom nil)]
      (reset! g ((fn [] (yield (py/next @g)))))
      (is (thrown-with-msg? ValueError #"already executing" (py/next @g)))))
  (testing "a StopIteration does not end somebody else's loop"
    (is (thrown-with-msg? RuntimeError #"raised StopIteration" (vec ((fn [] (yield 1) (throw (StopIteration))))))))
  (is (thrown? ArityException (numbers))))

(def ^:dynamic *d* :root)

(deftest dynamic-bindings
  (let [g ((fn [] (binding [*d* :inside] (yield *d*) (yield *d*)) (yield *d*)))]
    (is (= :inside (py/next g)))
    (is (= :root *d*) "they hold only while it runs")
    (is (= :inside (binding [*d* :other] (py/next g))))
    (is (= :root (py/next g)))))

(deftest gives-back-what-it-holds
  (let [held (py/set [1]), r (weakref/ref held)
        g    ((fn [x] (yield 1) (yield (count x))) held)]
    (py/next g)
    (is (some? (r)))
    (is (= 1 (py/next g)))
    (testing "also from a cycle"
      (let [a (atom nil)]
        (reset! a ((fn [] (yield 1) (yield @a))))
        (py/next @a)
        (let [dead (weakref/ref @a)]
          (reset! a nil)
          (gc/collect)
          (is (nil? (dead))))))))

(deftype Tree [items]
  Object
  (__iter__ [_] (doseq [i items] (yield i))))

(deftest as-a-method
  (is (= [1 2 3] (vec (py/list (Tree. [1 2 3])))))
  (is (= 6 (py/sum (Tree. [1 2 3])))))
