;; SPDX-License-Identifier: MIT
;; Sorted maps, records and a program's own maps where a map is wanted: as metadata, bindings, options. The values are those of the JVM.
(ns odd-maps-test
  (:require [clojure.test :refer [are deftest is testing]])
  (:import [java.io ByteArrayInputStream ByteArrayOutputStream ObjectInputStream ObjectOutputStream]))

(defrecord Rec [a b])
(defrecord Hinted [^long a ^String b])
(deftype HintedType [^double x ^boolean y])

(def odd-maps [(sorted-map :a 1) (->Rec 1 2) (struct (create-struct :a) 1)])

(deftest as-metadata
  (doseq [m odd-maps]
    (is (= m (meta (with-meta [1] m))))
    (is (= 1 (:a (meta (eval (list 'def (with-meta 'odd-maps-sample m) 1))))))
    (is (= m (ex-data (ex-info "a" m))))
    (is (= 3 (eval (list 'let [(with-meta 'x m) 3] 'x))))
    (is (= 1 (:a (meta (eval (list 'with-meta (with-meta [] {}) m))))))))

(deftest as-bindings
  (doseq [m odd-maps]
    (is (thrown? ClassCastException (with-bindings* m < 1))))
  (is (= 3 (with-bindings* (sorted-map-by (fn [a b] (compare (str a) (str b))) #'*print-length* 3) (fn [] *print-length*)))))

(deftest records-with-more
  (is (= (assoc (->Rec 1 2) :c 3) (Rec. 1 2 nil {:c 3})))
  (is (= {:m 1} (meta (Rec. 1 2 {:m 1} nil))))
  (is (thrown? Exception (Rec. 1 2 3)))
  (testing "hints"
    (is (= '[long String] (map (comp :tag meta) (Hinted/getBasis))))
    (is (nil? (meta (first (Rec/getBasis)))))
    (is (= (->Rec 1 nil) (odd_maps_test.Rec/create {:a 1})))
    (testing "in a namespace whose name begins as Clojure's do"
      (is (= '[a] (binding [*ns* *ns*] (eval '(do (ns clojure.odd-maps.here) (clojure.core/defrecord Here [a]) (clojure.odd_maps.here.Here/getBasis)))))))
    (is (= (->Hinted 1 "x") (->Hinted 1.7 "x")))
    (is (= 1.0 (.-x (HintedType. 1 true))))
    (are [form] (thrown? ClassCastException form)
      (->Hinted "" "")
      (map->Hinted {:a "" :b 1})
      (HintedType. 1 2))
    (is (thrown? NullPointerException (map->Hinted {})))))

(defn- round-trip [x]
  (let [out (ByteArrayOutputStream.)]
    (with-open [objects (ObjectOutputStream. out)]
      (.writeObject objects x)
      (.flush objects))
    (with-open [objects (ObjectInputStream. (ByteArrayInputStream. (.toByteArray out)))]
      (.readObject objects))))

(deftest objects-as-bytes
  (are [x] (= x (round-trip x))
    [1 "a" :b 'c 1/2] {:a #{1}} (->Rec 1 2) (sorted-map 1 2) (map inc [1 2]) *ns* #'round-trip)
  (is (= 5 (let [n 5] ((round-trip (fn [] n))))))
  (are [x] (thrown? java.io.NotSerializableException (round-trip x))
    (atom 1) (ref 1) (transient []) (iterate inc 1)))

(deftest wrong-arguments
  (is (thrown? ClassCastException (bases 1)))
  (are [form] (thrown? IllegalArgumentException form)
    (alength (range)) (aclone [1 2]) (bit-or 1 (ex-info "" {})) (bigint String))
  (are [form] (thrown? ClassCastException form)
    (+ String) (* (ex-info "" {})) (num String) (rationalize String))
  (are [value form] (= value (pr-str form))
    "()" (partition ##Inf [1 2]), "((1 2))" (partition-all 100000000000000000000N [1 2]), "0M" (* -1 0M), "0.0M" (bigdec -0.0)
    "nil" (merge false), "nil" (destructure nil), "[a 1]" (destructure '[a 1]))
  (is (= [1 2] (enumeration-seq (java.util.Collections/enumeration [1 2])))))

(deftest pickled-in-order
  (let [pickle (py/__import__ "pickle")
        m      (apply array-map (range 100))]
    (is (= m (.loads pickle (.dumps pickle m))))
    (is (= (seq m) (seq (.loads pickle (.dumps pickle m)))))
    (is (= (class m) (class (.loads pickle (.dumps pickle m)))))))
