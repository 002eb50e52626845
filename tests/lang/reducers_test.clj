;; SPDX-License-Identifier: MIT
(ns reducers-test
  (:require [clojure.core.protocols :as p]
            [clojure.core.reducers :as r]
            [clojure.datafy :as d]
            [clojure.instant :as instant]
            [clojure.test :refer [are deftest is testing]]))

(deftest transformations
  (are [expected actual] (= expected (into [] actual))
    [2 3 4]     (r/map inc [1 2 3])
    [2 3 4]     ((r/map inc) [1 2 3])
    [0 2 4]     (r/filter even? (range 6))
    [1 3 5]     (r/remove even? (range 6))
    [1 1 2 2]   (r/mapcat (fn [x] [x x]) [1 2])
    [1 1 2]     (r/take 3 (r/mapcat (fn [x] [x x]) [1 2 3]))
    [0 1 2]     (r/take 3 (range))
    []          (r/take 0 [1 2])
    [3 4]       (r/drop 2 [1 2 3 4])
    [1 2]       (r/take-while pos? [1 2 0 3])
    [1 2 3 4]   (r/flatten [1 [2 [3]] '(4)])
    [1 2]       (r/take 2 (r/flatten [[1 [2 3]] 4]))
    []          (r/map inc nil)
    [3 5]       (->> (range 6) (r/filter even?) (r/map inc) (r/drop 1)))
  (is (= 5 (reduce + (r/map inc [1 2]))))
  (is (= 15 (reduce + 10 (r/map inc [1 2]))))
  (is (= 6 (r/reduce + [1 2 3])))
  (is (= 0 (r/reduce + [])))
  (is (= :stop (r/reduce (fn [_ x] (if (= 3 x) (reduced :stop) x)) 0 (r/map inc (range)))))
  (is (= {1 :a} (r/reduce (fn [m k v] (assoc m v k)) {} {:a 1}))))

(deftest folding
  (is (= 50005000 (r/fold + (r/map inc (vec (range 10000))))))
  (is (= 45 (r/fold 2 + + (vec (range 10)))))
  (is (= 0 (r/fold + [])))
  (is (= 0 (r/fold + nil)))
  (is (= 10 (r/fold + (list 1 2 3 4))))
  (testing "the order is kept"
    (is (= (range 5000) (r/fold 64 into conj (vec (range 5000)))))
    (is (= (range 1 5001) (seq (r/foldcat (r/map inc (vec (range 5000))))))))
  (testing "maps, by key and value"
    (let [m (zipmap (range 2000) (range 2000))]
      (is (= 1999000 (r/fold + (fn [acc _ v] (+ acc v)) m)))
      (is (= m (r/fold (r/monoid merge hash-map) assoc m)))))
  (let [c (r/cat [1 2] (r/cat [3] [4 5]))]
    (is (= 5 (count c)))
    (is (= [1 2 3 4 5] (seq c) (into [] c)))
    (is (= 15 (reduce + c) (r/fold + c)))
    (is (= 3 (reduce (fn [_ x] (if (= x 3) (reduced x) x)) 0 c))))
  (is (= [1 2] (r/cat [1 2] [])))
  (is (= 120 ((r/monoid * (constantly 1)) 24 5))))

(deftest protocols
  (is (= 6 (p/coll-reduce [1 2 3] +)))
  (is (= 16 (p/coll-reduce [1 2 3] + 10)))
  (is (= 0 (p/coll-reduce nil +)))
  (is (= 3 (p/internal-reduce (seq [1 2]) + 0)))
  (is (= 3 (p/kv-reduce {:a 1 :b 2} (fn [a _ v] (+ a v)) 0))))

(deftest datafy-and-nav
  (are [x] (= x (d/datafy x)) nil 1 "s" [1 2] {:a 1})
  (let [a (atom 1 :meta {:m 1}), v (d/datafy a)]
    (is (= [1] v))
    (is (= 1 (:m (meta v))))
    (is (identical? a (::d/obj (meta v)))))
  (is (= "no" (:cause (d/datafy (ex-info "no" {})))))
  (is (= 'reducers-test (:name (d/datafy (the-ns 'reducers-test)))))
  (is (= [:data] (d/datafy (with-meta {} {`p/datafy (fn [_] [:data])}))))
  (is (= 1 (d/nav {:a 1} :a 1)))
  (is (= [:k 1] (d/nav (with-meta {} {`p/nav (fn [_ k v] [k v])}) :k 1))))

(deftest instants
  (is (= #inst "2020-01-01T08:00:00.123" (instant/read-instant-date "2020-01-01T10:00:00.123+02:00")))
  (is (= #inst "2020-02-29" (.getTime (instant/read-instant-calendar "2020-02-29")) (instant/read-instant-date "2020-02-29T00:00Z")))
  (is (= #inst "2020-01-01T10:00:00.123" (instant/read-instant-date "2020-01-01T10:00:00.123456789")))
  (let [read-with (fn [f s] (binding [*data-readers* {'inst f}] (read-string s)))
        c         (read-with instant/read-instant-calendar "#inst \"2010-11-12T13:14:15.666-06:00\"")
        t         (read-with instant/read-instant-timestamp "#inst \"2010-11-12T13:14:15.123456789-06:00\"")]
    (is (instance? java.util.Calendar c))
    (is (= "#inst \"2010-11-12T13:14:15.666-06:00\"" (pr-str c)))
    (is (= 666 (.get c java.util.Calendar/MILLISECOND)))
    (is (not= c (read-with instant/read-instant-calendar "#inst \"2010-11-12T19:14:15.666-00:00\"")))
    (is (instance? java.sql.Timestamp t))
    (is (= 123456789 (.getNanos t)))
    (is (= "#inst \"2010-11-12T19:14:15.123456789-00:00\"" (pr-str t))))
  (is (= [2020 1 1 0 0 0 0 0 0 0] (instant/parse-timestamp vector "2020")))
  (is (= [2020 12 31 23 59 60 500000000 -1 3 30] (instant/parse-timestamp vector "2020-12-31T23:59:60.5-03:30")))
  (are [s] (thrown? RuntimeException (instant/read-instant-date s))
    "" "20" "2020-13" "2021-02-29" "2020-01-01T24:00" "2020-01-01T10:00:60" "2020-01-01 10:00" "2020-01-01T10:00+24:00"))
