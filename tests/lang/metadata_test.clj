;; SPDX-License-Identifier: MIT
(ns metadata-test
  (:require [clojure.test :refer [are deftest is testing]]))

(deftest with-meta-test
  (are [x] (and (= {:m 1} (meta (with-meta x {:m 1})))
                (= x (with-meta x {:m 1}))
                (nil? (meta (with-meta (with-meta x {:m 1}) nil))))
    'a
    'a/b
    []
    [1 2]
    ()
    '(1 2)
    {}
    {:a 1}
    (zipmap (range 20) (range 20))
    #{}
    #{1}
    (sorted-map 1 2)
    (sorted-set 1 2)
    (range 3)
    (map inc [1 2])
    (lazy-seq [1])
    (cons 1 [2])
    (subvec [1 2 3] 1)
    (conj (cljsh.core/queue-empty) 1))
  (are [x] (nil? (meta x))
    nil 1 "a" :a 1.5 true [] {} inc (range 3))
  (is (= {:m 1} (meta (with-meta (fn []) {:m 1}))))
  (is (= 1 ((with-meta (fn [] 1) {:m 1}))))
  (are [form] (thrown? Exception form)
    (with-meta 1 {})
    (with-meta "a" {})
    (with-meta :a {})
    (with-meta nil {})
    (with-meta [] 1)))

(deftest vary-meta-test
  (are [result x] (= result (meta x))
    {:a 1} (vary-meta [] assoc :a 1)
    {:a 1 :b 2} (vary-meta (with-meta [] {:a 1}) assoc :b 2)
    {:a 2} (vary-meta (with-meta [] {:a 1}) update :a inc)
    nil (vary-meta (with-meta [] {:a 1}) (constantly nil))))

(deftest reader-test
  (are [result x] (= result (meta x))
    {:a true} ^:a []
    {:a 1} ^{:a 1} []
    {:tag 'String} '^String x
    {:tag "x"} ^"x" []
    {:a true :b true} ^:a ^:b []
    {:a true :b 1} ^:a ^{:b 1} []
    {:a 2} ^{:a 2} ^{:a 1} []
    {:a true} '^:a x
    {:param-tags ['a 'b]} '^[a b] x
    {:a 3} ^{:a (+ 1 2)} [1]
    {:a true} ^:a {:b 1}
    {:a true} ^:a #{1})
  (is (= {:k 1} (select-keys (meta '^{:k 1} (a b)) [:k])))
  (is (integer? (:line (meta '(a b)))))
  (is (integer? (:column (meta '(a b)))))
  (is (= [1] ^:a [1])))

(deftest kept-test
  (testing "operations keep the metadata of the collection"
    (are [x] (= {:m 1} (meta x))
      (conj ^{:m 1} [] 1)
      (assoc ^{:m 1} {} :a 1)
      (dissoc ^{:m 1} {:a 1} :a)
      (assoc ^{:m 1} [1] 0 2)
      (pop ^{:m 1} [1])
      (disj ^{:m 1} #{1} 1)
      (conj ^{:m 1} #{} 1)
      (into ^{:m 1} [] [1 2])
      (into ^{:m 1} {} [[1 2]])
      (into ^{:m 1} #{} [1])
      (empty ^{:m 1} [1])
      (empty ^{:m 1} {1 2})
      (empty (with-meta '(1) {:m 1}))
      (merge ^{:m 1} {} {:a 1})
      (select-keys ^{:m 1} {:a 1} [:a])
      (update ^{:m 1} {:a 1} :a inc)
      (assoc (with-meta (sorted-map) {:m 1}) 1 2)
      (conj (with-meta (sorted-set) {:m 1}) 1)
      (with-meta (seq [1]) {:m 1})))
  (testing "others lose it"
    (are [x] (nil? (meta x))
      (rest (with-meta '(1 2) {:m 1}))
      (map inc ^{:m 1} [1])
      (vec (list 1))
      (cons 1 ^{:m 1} [])
      (persistent! (transient ^{:m 1} []))
      (seq ^{:m 1} [1])
      (set (with-meta '(1) {:m 1})))))

(deftest references-test
  (let [a (atom 1 :meta {:m 1})]
    (is (= {:m 1} (meta a)))
    (is (= {:m 1 :n 2} (alter-meta! a assoc :n 2)))
    (is (= {:m 1 :n 2} (meta a)))
    (is (= {:z 1} (reset-meta! a {:z 1})))
    (is (= {:z 1} (meta a))))
  (def v 1)
  (alter-meta! #'v assoc :k 1)
  (is (= 1 (:k (meta #'v))))
  (is (= 'v (:name (meta #'v))))
  (alter-meta! (the-ns 'metadata-test) assoc ::k 1)
  (is (= 1 (::k (meta (the-ns 'metadata-test)))) "a namespace has metadata"))
