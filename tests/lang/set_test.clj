;; SPDX-License-Identifier: MIT
(ns set-test
  (:require [clojure.set :as set]
            [clojure.test :refer [are deftest is testing]]))

(deftest union-test
  (is (= #{} (set/union)))
  (is (nil? (set/union nil)))
  (is (nil? (set/union nil nil)))
  (are [result sets] (= result (apply set/union sets))
    #{1}           [#{1}]
    #{1 2}         [#{1} #{2}]
    #{1 2}         [#{1 2} #{2}]
    #{1 2 3 4}     [#{1 2} #{3 4}]
    #{1 2 3 4 5}   [#{1 2} #{3} #{4 5}]
    #{1 2}         [#{} #{1 2}]
    #{1 2}         [#{1 2} #{}]
    #{1 2}         [nil #{1 2}]
    #{1 2}         [#{1 2} nil]
    #{1 2 3 4}     [#{1} #{2} #{3} #{4}]
    #{nil}         [#{nil} #{}]
    #{false nil}   [#{nil} #{false}]
    #{[1] {:a 1}}  [#{[1]} #{{:a 1}}])
  (testing "a sorted set that is larger stays sorted"
    (is (= [1 2 3 5] (seq (set/union (sorted-set 3 1 2) #{5}))))
    (is (sorted? (set/union (sorted-set 3 1 2) #{5}))))
  (testing "metadata of the larger set is kept"
    (is (= {:m 1} (meta (set/union (with-meta #{1 2} {:m 1}) #{3}))))))

(deftest intersection-test
  (are [result sets] (= result (apply set/intersection sets))
    #{1}       [#{1}]
    #{}        [#{} #{1}]
    #{}        [#{1} #{}]
    #{}        [#{1} #{2}]
    #{2}       [#{1 2} #{2 3}]
    #{2}       [#{1 2} #{2 3} #{2 4}]
    #{}        [#{1 2} #{2 3} #{3 4}]
    #{1 2 3}   [#{1 2 3} #{1 2 3 4} #{0 1 2 3}]
    #{nil}     [#{nil 1} #{nil 2}]
    #{false}   [#{false 1} #{false 2}]
    #{4}       [#{1 2 3 4} #{4} #{4 5} #{3 4}])
  (is (nil? (set/intersection nil #{1})))
  (is (nil? (set/intersection #{1} nil)))
  (is (sorted? (set/intersection (sorted-set 1 2) #{1 2 3})))
  (is (thrown? Exception (set/intersection))))

(deftest difference-test
  (are [result sets] (= result (apply set/difference sets))
    #{1}     [#{1}]
    #{}      [#{} #{1}]
    #{1}     [#{1} #{}]
    #{1}     [#{1 2} #{2 3}]
    #{}      [#{1 2} #{2} #{1}]
    #{1}     [#{1 2 3} #{2} #{3}]
    #{1 2}   [#{1 2} nil]
    #{1}     [#{1} #{2} #{3} #{4}]
    #{1}     [#{1 nil} #{nil}]
    #{1 2}   [#{1 2 3 4 5} #{3 4 5 6 7 8 9}])
  (is (nil? (set/difference nil #{1})))
  (is (= [1 5] (seq (set/difference (sorted-set 5 4 1) #{4}))))
  (testing "the second may be any collection that disj or contains? can work with"
    (is (= #{3} (set/difference #{1 2 3} [1 2])))))

(deftest select-test
  (are [result pred s] (= result (set/select pred s))
    #{}      integer?  #{}
    #{}      integer?  #{:a :b}
    #{1 2}   integer?  #{1 2}
    #{1 2}   integer?  #{1 2 :a "b"}
    #{1 3}   odd?      #{1 2 3}
    #{nil}   nil?      #{nil 1}))

(def albums
  #{{:title "Blue" :artist "Joni" :year 1971}
    {:title "Hejira" :artist "Joni" :year 1976}
    {:title "Pink Moon" :artist "Nick" :year 1972}})

(def artists
  #{{:artist "Joni" :country "CA"}
    {:artist "Nick" :country "GB"}})

(deftest project-test
  (is (= #{{:artist "Joni"} {:artist "Nick"}} (set/project albums [:artist])))
  (is (= #{{}} (set/project albums [])))
  (is (= #{{}} (set/project albums [:none])))
  (is (= #{} (set/project #{} [:artist])))
  (is (= {:m 1} (meta (set/project (with-meta albums {:m 1}) [:artist])))))

(deftest rename-keys-test
  (are [result m kmap] (= result (set/rename-keys m kmap))
    {}                {}             {:a :b}
    {:b 1}            {:a 1}         {:a :b}
    {:a 1}            {:a 1}         {:x :y}
    {:b 1 :a 2}       {:a 1 :b 2}    {:a :b, :b :a}
    {:c 1 :b 2}       {:a 1 :b 2}    {:a :c}
    {:b nil}          {:a nil}       {:a :b}
    {:b false}        {:a false}     {:a :b}
    {:a 1}            {:a 1}         {}
    {"x" 1}           {:a 1}         {:a "x"}))

(deftest rename-test
  (is (= #{{:name "Joni" :country "CA"} {:name "Nick" :country "GB"}}
         (set/rename artists {:artist :name})))
  (is (= artists (set/rename artists {:none :name})))
  (is (= #{} (set/rename #{} {:a :b})))
  (is (= {:m 1} (meta (set/rename (with-meta artists {:m 1}) {})))))

(deftest index-test
  (is (= {{:artist "Joni"} #{{:title "Blue" :artist "Joni" :year 1971}
                             {:title "Hejira" :artist "Joni" :year 1976}}
          {:artist "Nick"} #{{:title "Pink Moon" :artist "Nick" :year 1972}}}
         (set/index albums [:artist])))
  (is (= {} (set/index #{} [:a])))
  (is (= {{} #{{:a 1} {:a 2}}} (set/index #{{:a 1} {:a 2}} [:b]))))

(deftest map-invert-test
  (are [result m] (= result (set/map-invert m))
    {}           {}
    {}           nil
    {1 :a}       {:a 1}
    {1 :a 2 :b}  {:a 1 :b 2}
    {nil :a}     {:a nil}
    {[1] {2 3}}  {{2 3} [1]}))

(deftest join-test
  (is (= #{{:title "Blue" :artist "Joni" :year 1971 :country "CA"}
           {:title "Hejira" :artist "Joni" :year 1976 :country "CA"}
           {:title "Pink Moon" :artist "Nick" :year 1972 :country "GB"}}
         (set/join albums artists)
         (set/join artists albums)))
  (is (= #{} (set/join #{} artists)))
  (is (= #{} (set/join albums #{})))
  (testing "nothing in common gives the product"
    (is (= #{{:a 1 :b 1} {:a 1 :b 2} {:a 2 :b 1} {:a 2 :b 2}}
           (set/join #{{:a 1} {:a 2}} #{{:b 1} {:b 2}}))))
  (testing "keys of different names"
    (is (= #{{:id 1 :owner 1 :name "x" :pet "cat"}}
           (set/join #{{:id 1 :name "x"} {:id 2 :name "y"}}
                     #{{:owner 1 :pet "cat"}}
                     {:id :owner})
           (set/join #{{:id 1 :name "x"}}
                     #{{:owner 1 :pet "cat"} {:owner 3 :pet "dog"}}
                     {:id :owner})))))

(deftest subset-superset-test
  (are [a b] (and (set/subset? a b) (set/superset? b a))
    #{} #{}
    #{} #{1}
    #{1} #{1}
    #{1 2} #{1 2 3}
    #{nil} #{nil 1}
    #{false} #{false}
    nil #{}
    nil nil
    #{1} (sorted-set 1 2))
  (are [a b] (not (or (set/subset? a b) (set/superset? b a)))
    #{1} #{}
    #{1 2} #{1}
    #{1 4} #{1 2 3}
    #{nil} #{1 2}
    #{1} nil))
