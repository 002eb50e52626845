;; SPDX-License-Identifier: MIT
;; clojure.spec.alpha: each value is what Clojure's JVM gives.
(ns spec-test
  (:require [clojure.spec.alpha :as s]
            [clojure.spec.test.alpha :as st]
            [clojure.test :refer [are deftest is testing]]))

(s/def ::id int?)
(s/def ::name string?)
(s/def ::tags (s/coll-of keyword? :kind set?))
(s/def ::person (s/keys :req-un [::id ::name] :opt-un [::tags]))

(deftest conforming
  (are [result spec x] (= result (s/conform spec x))
    [:i 5]                    (s/or :i int? :s string?) 5
    ::s/invalid               (s/or :i int? :s string?) :k
    {:a 1 :b ["x" "y"] :c :k} (s/cat :a int? :b (s/* string?) :c (s/? keyword?)) [1 "x" "y" :k]
    {:a 1}                    (s/cat :a int? :b (s/* string?)) [1]
    [{:k :a :v 1} {:k :b :v 2}] (s/* (s/cat :k keyword? :v any?)) [:a 1 :b 2]
    [:y "q"]                  (s/alt :x int? :y string?) ["q"]
    ::s/invalid               (s/+ int?) []
    []                        (s/* int?) []
    [1 2]                     (s/& (s/* int?) #(even? (count %))) [1 2]
    ::s/invalid               (s/& (s/* int?) #(even? (count %))) [1]
    {:a [:i 1]}               (s/map-of keyword? (s/or :i int? :s string?)) {:a 1}
    [1 "a"]                   (s/tuple int? string?) [1 "a"]
    nil                       (s/nilable int?) nil
    {:id 1}                   (s/keys* :req-un [::id]) [:id 1]
    {:x [1 2]}                (s/cat :x (s/spec (s/* int?))) [[1 2]]
    3                         (s/conformer #(if (string? %) (count %) ::s/invalid)) "abc")
  (is (= [1 "x"] (s/unform (s/cat :a int? :b (s/* string?)) {:a 1 :b ["x"]})))
  (is (= 100000 (count (s/conform (s/* int?) (range 100000)))))
  (is (s/valid? ::person {:id 1 :name "x" :other 1}))
  (is (not (s/valid? ::person {:id 1 :name "x" :tags [:a]})))
  (is (not (s/valid? (s/int-in 0 5) 5)))
  (is (s/valid? #{1 2} 1))
  (is (thrown-with-msg? Exception #"Unable to resolve spec: :no.such/spec" (s/valid? :no.such/spec 1))))

(deftest explaining
  (are [text spec x] (= text (s/explain-str spec x))
    "Success!\n" ::id 1
    "\"1\" - failed: int? in: [:id] at: [:id] spec: :spec-test/id\n{:id \"1\"} - failed: (contains? % :name) spec: :spec-test/person\n" ::person {:id "1"}
    "2 - failed: string? in: [1] at: [:b]\n"      (s/cat :a int? :b string?) [1 2]
    "() - failed: Insufficient input at: [:b]\n"  (s/cat :a int? :b string?) [1]
    "(2) - failed: Extra input in: [1]\n"         (s/cat :a int?) [1 2]
    ":a - failed: int? in: [1]\n"                 (s/coll-of int?) [1 :a])
  (is (= {::s/problems '({:path [:id], :pred clojure.core/int?, :val "1", :via [:spec-test/person :spec-test/id], :in [:id]}),
          ::s/spec ::person, ::s/value {:id "1" :name "x"}}
         (s/explain-data ::person {:id "1" :name "x"})))
  (is (nil? (s/explain-data ::id 1))))

(deftest explaining-collections
  (testing "what is wrong with a collection as a whole comes in a vector, with its elements in a seq"
    (are [vector-or-seq pred spec x]
        (let [problems (::s/problems (s/explain-data spec x))]
          (is (= pred (:pred (first problems))))
          (vector-or-seq problems))
      vector? `map?                                                (s/map-of keyword? int?) 5
      vector? `sorted?                                             (s/map-of int? int? :kind sorted?) {}
      vector? '(clojure.core/fn [%] (clojure.core/vector? %))      (s/coll-of int? :kind #(vector? %)) '(1)
      vector? '(clojure.core/<= 3 (clojure.core/count %) Integer/MAX_VALUE)
      (s/coll-of int? :min-count 3) [1]
      seq?    'int?                                                (s/coll-of int?) [:x]
      seq?    'int?                                                (s/every int?) [:x]
      seq?    `int?                                                (s/map-of int? int?) {1 :x}
      vector? `int?                                                int? :x
      vector? `int?                                                (s/cat :a int?) [:x]
      seq?    `int?                                                (s/alt :a int? :b string?) [:x]
      seq?    `int?                                                (s/? int?) [:x]
      seq?    'nil?                                                (s/nilable ::person) {}
      vector? `int?                                                (s/nilable int?) :x))
  (is (= [0 1] (:in (first (::s/problems (s/explain-data (s/coll-of (s/tuple keyword? int?)) {:a :b}))))))
  (is (= '(1 2 3) (s/conform (s/coll-of int? :into ()) [1 2 3])))
  (testing "the limit is for every"
    (binding [s/*coll-error-limit* 2]
      (is (= 2 (count (::s/problems (s/explain-data (s/every int?) [:a :b :c])))))
      (is (= 3 (count (::s/problems (s/explain-data (s/coll-of int?) [:a :b :c]))))))))

(deftest forms
  (are [form spec] (= form (s/form spec))
    `int?                                  int?
    ::s/unknown                            #(< % 1)
    ::s/unknown                            5
    #{1}                                   #{1}
    '(clojure.spec.alpha/& clojure.core/int? clojure.core/even?) (s/& int? even?)
    `(s/every-kv int? int?)                (s/every-kv int? int?)
    `(s/map-of int? int? :kind sorted?)    (s/map-of int? int? :kind sorted?)
    `(s/and double? (fn [~'%] (not (~'Double/isNaN ~'%)))) (s/double-in :NaN? false))
  (is (= '(clojure.spec.alpha/keys :req-un [:spec-test/id :spec-test/name] :opt-un [:spec-test/tags]) (s/form ::person)))
  (is (= '(and int? pos?) (s/describe (s/and int? pos?))))
  (is (= '(clojure.spec.alpha/coll-of clojure.core/int? :min-count 1) (s/form (s/coll-of int? :min-count 1)))))

(defn add [a b] (+ a b))
(s/fdef add :args (s/cat :a int? :b int?) :ret int?)
(defmulti shape :type)
(defmethod shape :circle [_] (s/keys :req-un [::id]))
(s/def ::shape (s/multi-spec shape :type))

(deftest functions
  (is (= [`add] (st/instrument `add)))
  (is (thrown-with-msg? Exception #"Call to spec-test/add did not conform to spec" (add 1 "x")))
  (is (= 3 (add 1 2)))
  (is (= [`add] (st/unstrument `add)))
  (is (s/valid? ::shape {:type :circle :id 1}))
  (is (not (s/valid? ::shape {:type :square :id 1}))))

(deftest asserting
  (is (= "x" (s/assert int? "x")))
  (s/check-asserts true)
  (is (thrown-with-msg? Exception #"Spec assertion failed" (s/assert int? "x")))
  (s/check-asserts false))

(deftest explaining-expressions
  (testing "one inside another is tried while the outer one is explained"
    (is (= [{:path [:a] :pred `int? :val :k :via [] :in [0 1]}]
           (::s/problems (s/explain-data (s/cat :a (s/spec (s/* int?)) :b int?) [[1 :k] 2])))))
  (testing "a predicate that does not hold of what was matched"
    (is (= [{:path [] :pred '(clojure.core/fn [%] (clojure.core/even? (clojure.core/count %))) :val [1] :via [] :in []}]
           (::s/problems (s/explain-data (s/& (s/* int?) #(even? (count %))) [1]))))
    (is (= [{:path [:id] :pred `string? :val 1 :via [::id] :in [:id]}]
           (::s/problems (do (s/def ::id string?) (s/explain-data (s/keys* :req-un [::id]) [:id 1]))))))
  (testing "an element that the expression does not know goes before"
    (is (= [{:path [] :pred `int? :val :k :via [] :in [1]}]
           (::s/problems (s/explain-data (s/& (s/* int?) #(even? (count %))) [1 :k])))))
  (testing "forms of predicates read as they were written"
    (is (= '(clojure.core/fn [%] (clojure.spec.alpha/int-in-range? 0 5 %))
           (:pred (first (::s/problems (s/explain-data (s/int-in 0 5) 7))))))))
