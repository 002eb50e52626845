;; SPDX-License-Identifier: MIT
;; walk, data, zip, template; arrays; numbers of a known type.
(ns oracle.libraries (:require [clojure.walk :as walk] [clojure.data :as data] [clojure.zip :as zip] [clojure.template :as template] [clojure.string :as str]))
;=> nil

;; walk, data, zip, template
(walk/postwalk #(if (number? %) (inc %) %) [1 {:a 2} '(3)])
;=> [2 {:a 3} (4)]
(walk/prewalk #(if (vector? %) (seq %) %) [1 [2]])
;=> (1 (2))
(walk/walk inc vec [1 2])
;=> [2 3]
(walk/walk inc identity 5)
;=> 5
(walk/keywordize-keys {"a" {"b" 1} 2 3})
;=> {:a {:b 1}, 2 3}
(walk/stringify-keys {:a {:b 1}})
;=> {"a" {"b" 1}}
(walk/postwalk-replace {:a :b} [:a {:a :a}])
;=> [:b {:b :b}]
(walk/prewalk-replace {1 2} [1 [1]])
;=> [2 [2]]
(walk/macroexpand-all '(when a (when b c)))
;=> (if a (do (if b (do c))))
(walk/postwalk identity nil)
;=> nil
(walk/keywordize-keys nil)
;=> nil
(walk/postwalk identity (first {:a 1}))
;=> [:a 1]
(with-out-str (walk/postwalk-demo [1 [2]]))
;=> "Walked: 1\nWalked: 2\nWalked: [2]\nWalked: [1 [2]]\n"
(data/diff 1 1)
;=> [nil nil 1]
(data/diff 1 2)
;=> [1 2 nil]
(data/diff [1 2] [1 3])
;=> [[nil 2] [nil 3] [1]]
(data/diff {:a 1 :b 2} {:a 1 :c 3})
;=> ({:b 2} {:c 3} {:a 1})
(data/diff #{1 2} #{2 3})
;=> [#{1} #{3} #{2}]
(data/diff nil 1)
;=> [nil 1 nil]
(data/diff [1] '(1))
;=> [nil nil [1]]
(data/diff {:a {:b 1 :c 2}} {:a {:b 1}})
;=> ({:a {:c 2}} nil {:a {:b 1}})
(data/diff "a" "b")
;=> ["a" "b" nil]
(data/diff [1 2 3] [1 2])
;=> [[nil nil 3] nil [1 2]]
(-> (zip/vector-zip [1 [2 3]]) zip/down zip/node)
;=> 1
(-> (zip/vector-zip [1 [2 3]]) zip/down zip/right zip/down zip/node)
;=> 2
(-> (zip/vector-zip [1 [2 3]]) zip/down (zip/edit inc) zip/root)
;=> [2 [2 3]]
(-> (zip/vector-zip [1 2]) zip/down zip/remove zip/root)
;=> [2]
(-> (zip/vector-zip [1 2]) zip/down (zip/insert-right :x) zip/root)
;=> [1 :x 2]
(-> (zip/vector-zip [1 2]) (zip/append-child 3) zip/root)
;=> [1 2 3]
(-> (zip/vector-zip [1 2]) zip/down zip/rightmost zip/node)
;=> 2
(-> (zip/vector-zip [1 2]) zip/up)
;=> nil
(-> (zip/vector-zip [1 2]) zip/remove)
;!! Exception
(-> (zip/vector-zip []) zip/down)
;=> nil
(zip/node nil)
;!! NullPointerException
(->> (zip/vector-zip [1 [2]]) (iterate zip/next) (take-while (complement zip/end?)) (map zip/node))
;=> ([1 [2]] 1 [2] 2)
(-> (zip/seq-zip '(1 (2))) zip/next zip/next zip/children)
;=> (2)
(-> (zip/vector-zip [1 [2]]) zip/down zip/right zip/path)
;=> [[1 [2]]]
(template/apply-template '[a b] '(+ a b) [1 2])
;=> (+ 1 2)
(template/do-template [a] (print a) 1 2)
;out "12"
;=> nil

;; arrays
(alength (int-array 3))
;=> 3
(aget (int-array [1 2]) 1)
;=> 2
(aget (int-array [1 2]) 2)
;!! ArrayIndexOutOfBoundsException
(aget (int-array [1 2]) -1)
;!! ArrayIndexOutOfBoundsException
(let [a (int-array 2)] (aset a 0 5) (vec a))
;=> [5 0]
(let [a (object-array 2)] (aset a 0 :x) (vec a))
;=> [:x nil]
(aset (int-array 1) 5 1)
;!! ArrayIndexOutOfBoundsException
(vec (int-array [1 2]))
;=> [1 2]
(vec (int-array 2))
;=> [0 0]
(vec (int-array 2 7))
;=> [7 7]
(vec (double-array [1 2]))
;=> [1.0 2.0]
(vec (long-array 2 (range 5)))
;=> [0 1]
(vec (boolean-array 2))
;=> [false false]
(vec (object-array 2))
;=> [nil nil]
(vec (char-array "ab"))
;=> [\a \b]
(vec (byte-array [1 -1 127]))
;=> [1 -1 127]
(vec (byte-array [128]))
;=> [-128]
(vec (short-array [1]))
;=> [1]
(vec (float-array [1.5]))
;=> [1.5]
(int-array nil)
;=> #object[]
(int-array -1)
;!! NegativeArraySizeException
(int-array "ab")
;!! ClassCastException
(int-array [1 "a"])
;!! ClassCastException
(vec (to-array [1 2]))
;=> [1 2]
(vec (to-array nil))
;=> []
(to-array 1)
;!! RuntimeException
(map vec (to-array-2d [[1] [2 3]]))
;=> ([1] [2 3])
(vec (into-array [1 2]))
;=> [1 2]
(vec (into-array nil))
;=> []
(vec (into-array String ["a"]))
;=> ["a"]
(alength (make-array Object 2 3))
;=> 2
(aget (make-array Object 2 3) 1 2)
;=> nil
(vec (aclone (int-array [1 2])))
;=> [1 2]
(amap (int-array [1 2]) i ret (+ 1 (aget ret i)))
;=> #object[]
(vec (amap (int-array [1 2]) i ret (int (+ 1 (aget ret i)))))
;=> [2 3]
(areduce (int-array [1 2 3]) i acc 0 (+ acc (aget (int-array [1 2 3]) i)))
;=> 6
(= (int-array [1]) (int-array [1]))
;=> false
(seq (int-array 0))
;=> nil
(count (int-array 3))
;=> 3
(first (int-array [7]))
;=> 7
(map inc (int-array [1 2]))
;=> (2 3)
(reduce + (int-array [1 2]))
;=> 3
(sort (int-array [2 1]))
;=> (1 2)
(bytes (byte-array 1))
;=> #object[]
;settled array: #py/bytearray "\000"
(bytes "a")
;!! ClassCastException
(ints (int-array 0))
;=> #object[]
(ints [1])
;!! ClassCastException
(longs nil)
;=> nil

;; numbers where Clojure's JVM compiles differently when it knows the type
(let [x (identity 1) {a :a} x] a)
;=> nil
(alength (identity nil))
;!! NullPointerException
(aclone (identity nil))
;!! NullPointerException
(ex-message (ex-info nil {}))
;=> nil
(let [p (promise) f (fn [v] (when (= v ::here) (deliver p v)))] (add-tap f) [(tap> ::here) (deref p 2000 :late) (remove-tap f)])
;=> [true :oracle.libraries/here nil]
(try (ex-message (throw (Exception. "a"))) (catch Exception e (ex-message e)))
;=> "a"
(. "abc" toString)
;=> "abc"
(try (throw (Exception. "a")) (catch Exception e (ex-message e)))
;=> "a"
(map? (Throwable->map (ex-info "m" {:a 1})))
;=> true
(select-keys (Throwable->map (ex-info "m" {:a 1})) [:cause :data])
;=> {:cause "m", :data {:a 1}}
