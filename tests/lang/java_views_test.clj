;; SPDX-License-Identifier: MIT
;; Views of Java's collections, what cannot be changed, and hashes: each value is what the JVM gives.
(ns java-views-test
  (:require [clojure.test :refer [are deftest is]])
  (:import [java.util AbstractMap$SimpleEntry AbstractMap$SimpleImmutableEntry ArrayDeque ArrayList Arrays Collection Collections ConcurrentModificationException HashMap HashSet Hashtable
                      LinkedHashMap LinkedHashSet List Map Map$Entry Objects Set TreeMap Vector]
           [java.util.concurrent ConcurrentHashMap]
           [java.util.function Predicate]))

(defn- numbers [] (doto (LinkedHashMap.) (.put :a 1) (.put :b 2) (.put :c 3)))
(defmacro ^:private refused [form] `(is (~'thrown? UnsupportedOperationException ~form)))
(defn- holds [f] (reify Predicate (test [_ x] (boolean (f x)))))

(deftest views-of-maps
  (doseq [make [#(LinkedHashMap. %) #(HashMap. %) #(Hashtable. %)]]
    (are [expected f] (= expected (let [m (make {:a 1 :b 2 :c 3})] (f m) (into {} m)))
      {:b 2 :c 3}           #(.remove (.keySet %) :a)
      {:a 1 :c 3}           #(.removeIf (.keySet %) (holds #{:b}))
      {:c 3}                #(.retainAll (.keySet %) [:c :d])
      {}                    #(.clear (.entrySet %))
      {:a 1 :c 3}           #(.remove (.values %) 2)
      {:b 2}                #(.removeIf (.values %) (holds odd?))
      {:a 10 :b 20 :c 30}   #(doseq [e (.entrySet %)] (.setValue e (* 10 (.getValue e))))
      {:a 1 :c 3}           #(let [it (.iterator (.keySet %))] (while (.hasNext it) (when (= :b (.next it)) (.remove it))))))
  (let [m (numbers), ks (.keySet m), vs (.values m), es (.entrySet m), e (first es)]
    (.put m :z 9)
    (is (= [4 true [:a :b :c :z] "[:a, :b, :c, :z]" [1 2 3 9] "[1, 2, 3, 9]"] [(.size ks) (.contains ks :z) (vec ks) (str ks) (vec vs) (str vs)]))
    (is (= [1 7 7 ":a=7"] [(.setValue e 7) (.get m :a) (.getValue e) (str e)]))
    (is (= [true true true false true] [(instance? Set ks) (instance? Set es) (instance? Collection vs) (instance? Set vs) (= #{:a :b :c :z} ks)]))
    (is (= [{:a 7 :b 2 :c 3 :z 9} [:a :b :c :z] 21] [(into {} es) (map key es) (reduce + vs)]))
    (is (= es (.entrySet (LinkedHashMap. m))))
    (is (thrown? ConcurrentModificationException (let [it (.iterator ks)] (.put m :y 1) (.next it))))
    (is (= 0 (let [shared (ConcurrentHashMap. m), it (.iterator (.keySet shared))] (while (.hasNext it) (.remove shared (.next it))) (count shared))))
    (refused (.add ks :q))
    (refused (.add vs 1))))

(deftest entries
  (let [e (AbstractMap$SimpleEntry. :k 1)]
    (is (= [1 2 :k ":k=2" :k 2] [(.setValue e 2) (.getValue e) (.getKey e) (str e) (key e) (val e)]))
    (is (= [true true false [:k 2] {:k 2}] [(= e (AbstractMap$SimpleEntry. :k 2)) (instance? Map$Entry e) (vector? e) (let [[k v] e] [k v]) (conj {} e)]))
    (refused (.setValue (AbstractMap$SimpleImmutableEntry. :k 1) 2))))

(deftest what-cannot-be-changed
  (let [l (ArrayList. [1 2]), u (Collections/unmodifiableList l)]
    (.add l 3)
    (is (= [[1 2 3] 3 3 "[1, 2, 3]" true true true] [(vec u) (.size u) (.get u 2) (str u) (= u [1 2 3]) (= [1 2 3] u) (instance? List u)]))
    (refused (.add u 4))
    (refused (Collections/sort u))
    (refused (.remove (doto (.iterator u) .next))))
  (let [m (numbers), u (Collections/unmodifiableMap m)]
    (.put m :z 1)
    (is (= [1 4 4 1 true true true] [(.get u :z) (.size u) (count (.keySet u)) (:z u) (= u {:a 1 :b 2 :c 3 :z 1}) (= {:a 1 :b 2 :c 3 :z 1} u) (instance? Map u)]))
    (refused (.put u :q 1))
    (refused (.remove (.keySet u) :a))
    (refused (.setValue (first (.entrySet u)) 1)))
  (let [s (HashSet. [1]), u (Collections/unmodifiableSet s)]
    (.add s 2)
    (is (= [true 2 true true] [(.contains u 2) (count u) (= u #{1 2}) (= #{1 2} u)]))
    (refused (.add u 3))
    (refused (.clear u)))
  (let [a (object-array [3 1 2]), l (Arrays/asList a)]
    (is (= [3 [9 1 2] 9 "[9, 1, 2]"] [(.set l 0 9) (vec l) (aget a 0) (str l)]))
    (Collections/sort l)
    (is (= [1 2 9] (vec a)))
    (refused (.add l 1))
    (refused (.remove l 0))
    (refused (.clear l)))
  (let [d (ArrayDeque.), q (Collections/asLifoQueue d)]
    (run! #(.add q %) [1 2 3])
    (is (= [3 3 2 1 [1] [1]] [(.peek q) (.poll q) (.remove q) (.size q) (vec q) (vec d)])))
  (is (= [1 2] (enumeration-seq (.elements (Vector. [1 2]))))))

(deftest hashes
  (are [n x] (= n (.hashCode x))
    994 (ArrayList. [1 2]), 96 (HashMap. {"a" 1}), 195 (HashSet. ["a" "b"]), 1 (LinkedHashSet. [1]), 3 (TreeMap. {1 2}), 123106 (Arrays/asList (object-array ["a" nil 98]))
    195 (.keySet (HashMap. {"a" 1 "b" 2})), 192 (.entrySet (HashMap. {"a" 1 "b" 2})), 3 (AbstractMap$SimpleEntry. "a" "b"), 994 (Collections/unmodifiableList [1 2]))
  (is (= [994 123010 1 31871] [(Objects/hash (object-array [1 2])) (Objects/hash (object-array ["a" nil 2])) (Objects/hash (object-array [])) (Objects/hash (object-array [[1 2] {"a" 1}]))]))
  (is (= [0 97 32] [(Objects/hashCode nil) (Objects/hashCode "a") (Objects/hashCode [1])])))
