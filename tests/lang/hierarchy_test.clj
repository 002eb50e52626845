;; SPDX-License-Identifier: MIT
(ns hierarchy-test
  (:require [clojure.test :refer [are deftest is testing]]))

(def shapes
  (-> (make-hierarchy)
      (derive ::rect ::shape)
      (derive ::circle ::shape)
      (derive ::square ::rect)
      (derive ::square ::regular)))

(deftest own-hierarchy
  (is (= {:parents {} :ancestors {} :descendants {}} (make-hierarchy)))
  (are [result call] (= result call)
    true   (isa? shapes ::rect ::shape)
    true   (isa? shapes ::square ::shape)
    true   (isa? shapes ::square ::regular)
    false  (isa? shapes ::shape ::rect)
    false  (isa? shapes ::circle ::rect)
    true   (isa? shapes ::circle ::circle)
    true   (isa? shapes 1 1)
    true   (isa? shapes [::square ::circle] [::rect ::shape])
    true   (isa? shapes [] [])
    false  (isa? shapes [::square] [::rect ::shape])
    false  (isa? shapes [::square ::shape] [::rect ::circle])
    #{::rect ::regular}          (parents shapes ::square)
    #{::rect ::regular ::shape}  (ancestors shapes ::square)
    #{::rect ::circle ::square}  (descendants shapes ::shape)
    nil    (parents shapes ::shape)
    nil    (ancestors shapes ::shape)
    nil    (descendants shapes ::square)
    nil    (parents shapes ::unknown))
  (testing "deriving again changes nothing"
    (is (= shapes (derive shapes ::square ::rect)))))

(deftest extending-upwards
  (testing "what is derived later is an ancestor of what was there"
    (let [h (derive shapes ::shape ::thing)]
      (is (isa? h ::square ::thing))
      (is (= #{::shape ::rect ::circle ::square} (descendants h ::thing))))))

(deftest underive-test
  (let [h (underive shapes ::square ::rect)]
    (is (not (isa? h ::square ::shape)))
    (is (isa? h ::square ::regular))
    (is (= #{::rect ::circle} (descendants h ::shape))))
  (is (= shapes (underive shapes ::circle ::rect)))
  (is (= (make-hierarchy)
         (-> shapes (underive ::rect ::shape) (underive ::circle ::shape)
             (underive ::square ::rect) (underive ::square ::regular)
             (select-keys [:parents :ancestors :descendants])))))

(deftest errors
  (is (thrown? Exception (derive shapes ::shape ::square)))
  (is (thrown? Exception (derive shapes ::square ::shape)))
  (is (thrown? AssertionError (derive shapes ::a ::a)))
  (is (thrown? AssertionError (derive :plain ::shape)))
  (is (thrown? AssertionError (derive ::a :plain)))
  (is (thrown? Throwable (derive shapes 1 ::shape)))
  (testing "a hierarchy has three maps"
    (is (thrown? Exception (derive {} ::a ::b)))
    (is (thrown? Exception (derive {:parents {}, :descendants {}} ::a ::b)))
    (is (thrown? Exception (underive {:parents {}, :ancestors {}} ::a ::b)))))

(deftest global
  (is (nil? (derive ::dog ::animal)))
  (is (isa? ::dog ::animal))
  (is (= #{::animal} (parents ::dog) (ancestors ::dog)))
  (is (= #{::dog} (descendants ::animal)))
  (is (not (isa? shapes ::dog ::animal)))
  (is (nil? (underive ::dog ::animal)))
  (is (not (isa? ::dog ::animal)))
  (derive 'a.b/sym ::animal)
  (is (isa? 'a.b/sym ::animal))
  (underive 'a.b/sym ::animal))

(deftest classes
  (let [text (class "")
        h    (derive (make-hierarchy) text ::text)]
    (is (isa? text (last (cons Object (supers text)))))
    (is (isa? text Object))
    (is (not (isa? Object text)))
    (is (isa? h text ::text))
    (is (contains? (parents h text) ::text))
    (is (contains? (ancestors h text) ::text))
    (is (= #{text} (descendants h ::text)))
    (is (contains? (supers text) Object))
    (is (seq (bases text)))
    (testing "numbers have what the JVM's have"
      (are [c] (and (contains? (set (bases c)) Number) (contains? (supers c) Number) (contains? (ancestors c) Comparable))
        Long Integer Double clojure.lang.Ratio BigDecimal)
      (is (not-any? (fn [c] (contains? (supers c) Number)) [Number Boolean])))))
