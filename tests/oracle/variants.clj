;; SPDX-License-Identifier: MIT
;; Calls with unusual values, at the ends of ranges and in rare arities, for which a wrong answer would not be noticed.
(ns oracle.variants
  (:require [clojure.data :as data]
            [clojure.edn :as edn]
            [clojure.pprint :as pp]
            [clojure.set :as set]
            [clojure.spec.alpha :as s]
            [clojure.string :as str]
            [clojure.test :as t]
            [clojure.walk :as walk]
            [clojure.zip :as zip]))
;=> nil

;; --- core: sequences
(partition 3 1 [:pad] (range 5))
;=> ((0 1 2) (1 2 3) (2 3 4) (3 4 :pad))
(partition 3 3 nil (range 5))
;=> ((0 1 2) (3 4))
(partition 3 5 [1 2 3] (range 7))
;=> ((0 1 2) (5 6 1))
(partition 0 1 nil)
;=> ()
(partition-all 2 3 (range 8))
;=> ((0 1) (3 4) (6 7))
(into [] (partition-all 3) (range 7))
;=> [[0 1 2] [3 4 5] [6]]
(partition-all 3 1 (range 4))
;=> ((0 1 2) (1 2 3) (2 3) (3))
(partition-by identity [nil nil false false 1 1.0 1])
;=> ((nil nil) (false false) (1) (1.0) (1))
(into [] (partition-by odd?) [1 3 2 4 5])
;=> [[1 3] [2 4] [5]]
(take-last 0 [1 2])
;=> nil
(take-last 5 [1 2])
;=> (1 2)
(take-last -1 [1 2])
;=> nil
(take-last 2 nil)
;=> nil
(drop-last -1 [1 2])
;=> (1 2)
(drop-last 5 [1 2])
;=> ()
(split-at -1 [1 2])
;=> [() (1 2)]
(split-at 5 [1 2])
;=> [(1 2) ()]
(split-with nil? [nil nil 1 nil])
;=> [(nil nil) (1 nil)]
(split-at 1 nil)
;=> [() ()]
(interleave)
;=> ()
(interleave [1])
;=> (1)
(interleave [1 2] [3])
;=> (1 3)
(interleave [1 2] nil [3])
;=> ()
(interpose 0 [])
;=> ()
(interpose 0 [1])
;=> (1)
(into [] (interpose :x) [1 2])
;=> [1 :x 2]
(reductions + [])
;=> (0)
(reductions + 1 [])
;=> (1)
(reductions (fn [a x] (if (> x 2) (reduced :stop) (+ a x))) [1 2 3 4])
;=> (1 3 :stop)
(reductions + [1])
;=> (1)
(nth [1 2] 2 :none)
;=> :none
(nth nil 0)
;=> nil
(nth nil 5 :x)
;=> :x
(nth "abc" 1)
;=> \b
(nth '(1 2) 1.9)
;=> 2
(nth {:a 1} 0 :none)
;!! UnsupportedOperationException
(nth {:a 1} 0)
;!! UnsupportedOperationException
(nth #{1} 0)
;!! UnsupportedOperationException
(get "abc" 1)
;=> \b
(get "abc" 5 :x)
;=> :x
(get nil 1 2)
;=> 2
(get 5 1 :d)
;=> :d
(get #{nil} nil :x)
;=> nil
(get [1 2] 1.0)
;=> nil
(get [1 2] "1" :x)
;=> :x
(get-in {:a {:b nil}} [:a :b] :x)
;=> nil
(get-in {:a nil} [:a :b] :x)
;=> :x
(get-in {:a 1} [])
;=> {:a 1}
(get-in nil [:a] 3)
;=> 3
(get-in {nil 1} [nil])
;=> 1
(get-in [[1 [2]]] [0 1 0])
;=> 2
(assoc-in {} [] 1)
;=> {nil 1}
(assoc-in nil [:a :b] 1)
;=> {:a {:b 1}}
(assoc-in [[]] [0 0] 1)
;=> [[1]]
(update-in {:a 1} [] assoc :b 2)
;=> {:a 1, nil {:b 2}}
(update-in {} [:a :b] (fnil conj []) 1)
;=> {:a {:b [1]}}
(select-keys {:a 1 nil 2} [nil :z])
;=> {nil 2}
(select-keys nil [:a])
;=> {}
(select-keys [5 6 7] [0 2])
;=> {0 5, 2 7}
(zipmap [:a :b :a] [1 2 3])
;=> {:a 3, :b 2}
(zipmap nil [1])
;=> {}
(merge)
;=> nil
(merge nil)
;=> nil
(merge nil nil)
;=> nil
(merge nil {:a 1})
;=> {:a 1}
(merge {:a 1} nil)
;=> {:a 1}
(merge {:a 1} [:b 2])
;=> {:a 1, :b 2}
(merge [1] 2)
;=> [1 2]
(merge-with + {:a 1} nil {:a 2 :b 3})
;=> {:a 3, :b 3}
(merge-with +)
;=> nil
(group-by odd? nil)
;=> {}
(frequencies nil)
;=> {}
(frequencies "aab")
;=> {\a 2, \b 1}
(distinct [1 1.0 1N 1M nil nil])
;=> (1 1.0 1M nil)
(dedupe [1 1.0 1.0 nil nil 1])
;=> (1 1.0 nil 1)
(distinct? 1 1.0)
;=> true
(distinct? nil nil)
;=> false
(max 1 2.0)
;=> 2.0
(max 2 2.0)
;=> 2.0
(max 2.0 2)
;=> 2
(min 1 1.0)
;=> 1.0
(max ##NaN 1)
;=> ##NaN
(min 1 ##NaN)
;=> ##NaN
(max-key abs -3 2 3)
;=> 3
(min-key abs -3 2 -2)
;=> -2
(max-key first [1 :a] [1 :b])
;=> [1 :b]
(sort-by second [[1 2] [2 1] [3 2]])
;=> ([2 1] [1 2] [3 2])
(sort > [1 3 2])
;=> (3 2 1)
(sort-by count > ["a" "bb" "c"])
;=> ("bb" "a" "c")
(sort [nil 1 nil -1])
;=> (nil nil -1 1)
(sort [[2 1] [1 2 3] [3]])
;=> ([3] [2 1] [1 2 3])
(sort [:b :a/b :a])
;=> (:a :b :a/b)
(sort ["b" "B" "a" ""])
;=> ("" "B" "a" "b")
(compare [1 2] [1])
;=> 1
(compare nil 1)
;=> -1
(compare 1 nil)
;=> 1
(compare "a" "abc")
;=> -2
;settled sign: -1
(compare :a :b/a)
;=> -1
(compare 'a/b 'a)
;=> 1
(compare false true)
;=> -1
(compare 1 1.0)
;=> 0
(compare 1/2 0.5M)
;=> 0
(compare [1] '(1))
;!! ClassCastException
(compare 1 "a")
;!! ClassCastException
(every? odd? nil)
;=> true
(some odd? nil)
;=> nil
(not-any? odd? [])
;=> true
(not-every? odd? [])
;=> false
(some #{nil} [nil])
;=> nil
(some {1 :a} [2 1])
;=> :a
(every? #{1 2} [1 2])
;=> true
(conj nil 1)
;=> (1)
(conj nil)
;=> nil
(conj)
;=> []
(conj [1] nil)
;=> [1 nil]
(conj {} nil)
;=> {}
(conj {:a 1} {:b 2 :c 3})
;=> {:a 1, :b 2, :c 3}
(conj '(1) 2 3)
;=> (3 2 1)
(conj #{1} 1 2)
;=> #{1 2}
(conj {:a 1} [:b nil])
;=> {:a 1, :b nil}
(conj {:a 1} [1 2 3])
;!! IllegalArgumentException
(conj {:a 1} '(:b 2))
;!! ClassCastException
(disj #{1 2})
;=> #{1 2}
(disj nil 1)
;=> nil
(disj #{1 2} 1 3)
;=> #{2}
(dissoc nil :a)
;=> nil
(dissoc {:a 1})
;=> {:a 1}
(dissoc {:a 1 :b 2} :a :b :c)
;=> {}
(pop [1])
;=> []
(pop '(1))
;=> ()
(peek [])
;=> nil
(peek nil)
;=> nil
(pop nil)
;=> nil
(pop [])
;!! IllegalStateException
(pop ())
;!! IllegalStateException
(subvec [1 2 3] 1)
;=> [2 3]
(subvec [1 2 3] 3)
;=> []
(subvec [1 2 3] 0 0)
;=> []
(conj (subvec [1 2 3] 0 1) :x)
;=> [1 :x]
(assoc (subvec [1 2 3] 1) 2 :end)
;=> [2 3 :end]
(rseq (subvec [1 2 3] 1))
;=> (3 2)
(replace {1 :a} [1 2 1])
;=> [:a 2 :a]
(replace [:z :y] [0 1 2])
;=> [:z :y 2]
(replace {1 nil} '(1 2))
;=> (nil 2)
(replace {nil 0} [nil 1])
;=> [0 1]
(into [] (replace {1 2}) [1 3])
;=> [2 3]
(range 0 10 3)
;=> (0 3 6 9)
(range 10 0 -3)
;=> (10 7 4 1)
(range 0 1 0.25)
;=> (0 0.25 0.5 0.75)
(take 3 (range 0 10 0))
;=> (0 0 0)
(range 5 5)
;=> ()
(range 1/2 3)
;=> (1/2 3/2 5/2)
(range 0 -1)
;=> ()
(count (range 0 1 1/3))
;=> 3
(range 3.5)
;=> (0 1 2 3)
(mapcat reverse [[1 2] [3]])
;=> (2 1 3)
(mapcat list [1 2] [3 4 5])
;=> (1 3 2 4)
(mapv + [1 2] [3 4 5])
;=> [4 6]
(map + [1] [2 3] [4 5])
;=> (7)
(map-indexed vector "ab")
;=> ([0 \a] [1 \b])
(keep-indexed (fn [i x] (when (odd? i) x)) [1 2 nil 4])
;=> (2 4)
(keep #{1 nil} [1 nil 2])
;=> (1)
(flatten nil)
;=> ()
(flatten 1)
;=> ()
(flatten {:a [1]})
;=> ()
(flatten [1 #{2} [3 [nil]]])
;=> (1 #{2} 3 nil)
(flatten "ab")
;=> ()
(tree-seq map? vals {:a {:b 1}})
;=> ({:a {:b 1}} {:b 1} 1)
(rand-nth [7])
;=> 7
(shuffle [1])
;=> [1]
(take-nth 2 (range 5))
;=> (0 2 4)
(take-nth 3 [])
;=> ()
(into [] (take-nth 2) (range 5))
;=> [0 2 4]
(nthrest [1 2 3] 5)
;=> ()
(nthnext [1 2 3] 3)
;=> nil
(nthrest [1 2] 0)
;=> [1 2]
(nthnext [1 2] -1)
;=> (1 2)
(first {})
;=> nil
(rest nil)
;=> ()
(next [1])
;=> nil
(fnext [1])
;=> nil
(ffirst [[]])
;=> nil
(nfirst [[1 2]])
;=> (2)
(nnext [1 2 3])
;=> (3)
(last nil)
;=> nil
(butlast [1])
;=> nil
(second #{})
;=> nil
(last {:a 1})
;=> [:a 1]
(empty? "")
;=> true
(empty? nil)
;=> true
(empty [1])
;=> []
(empty "a")
;=> nil
(empty 1)
;=> nil
(empty (range 2))
;=> ()
(empty {:a 1})
;=> {}
(empty (first {:a 1}))
;=> nil
(not-empty "")
;=> nil
(not-empty [nil])
;=> [nil]
(seq "")
;=> nil
(empty (sorted-set 1))
;=> #{}
(apply max [1 2 3])
;=> 3
(apply + 1 2 [3])
;=> 6
(apply str nil)
;=> ""
(apply vector 1 nil)
;=> [1]
(apply map vector [[1 2] [3 4]])
;=> ([1 3] [2 4])
(vec nil)
;=> []
(vec {:a 1})
;=> [[:a 1]]
(vec "ab")
;=> [\a \b]
(set nil)
;=> #{}
(set "aab")
;=> #{\a \b}
(list* 1 [2])
;=> (1 2)
(list* nil)
;=> nil
(list* 1 nil)
;=> (1)
(into nil [1])
;=> (1)
(into {} [[1 2] nil [3 4]])
;=> {1 2, 3 4}
(into '() [1 2])
;=> (2 1)
(into #{} nil)
;=> #{}
(into (sorted-map) {:b 1 :a 2})
;=> {:a 2, :b 1}
(cycle nil)
;=> ()
(take 3 (cycle [1 2]))
;=> (1 2 1)
(repeat 0 1)
;=> ()
(repeat -1 1)
;=> ()
(repeatedly 0 rand)
;=> ()
(take 2 (iterate inc 1))
;=> (1 2)
(take 0 (iterate inc 0))
;=> ()
(iterate inc 1)
;=> (1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89 90 91 92 93 94 95 96 97 98 99 100 ...)
(reduce + nil)
;=> 0
(reduce + [5])
;=> 5
(reduce conj nil [1 2])
;=> (2 1)
(reduce (fn [_ x] (reduced x)) [1 2 3])
;=> 2
(reduce-kv (fn [a k v] (conj a [k v])) [] [:a :b])
;=> [[0 :a] [1 :b]]
(reduce-kv conj [] nil)
;=> []
(reduce (fn [a b] (reduced a)) :init [1])
;=> :init
(fnil + 1)
;=> #object[]
((fnil + 1) nil 2)
;=> 3
((fnil vector 1 2) nil nil nil)
;=> [1 2 nil]
((comp) 1)
;=> 1
((comp inc) 1)
;=> 2
((juxt :a :b) {:a 1})
;=> [1 nil]
((partial +) 1)
;=> 1
((complement nil?) nil)
;=> false
((every-pred odd? pos?) 1 3 -1)
;=> false
((some-fn :a :b) {:b 1})
;=> 1
((some-fn odd?) 2 4)
;=> false
(update {} :a identity)
;=> {:a nil}
(update nil :a str)
;=> {:a ""}
(update [1 2] 0 inc)
;=> [2 2]
(update-vals {:a 1} inc)
;=> {:a 2}
(update-vals [1 2] inc)
;=> [2 3]
(update-keys {:a 1} name)
;=> {"a" 1}
(update-keys {1 :a 2 :b} (constantly 0))
;=> {0 :b}
(bounded-count 2 (range 10))
;=> 10
(bounded-count 20 [1 2])
;=> 2
(counted? (range 3))
;=> true
(counted? (map inc [1]))
;=> false
(count nil)
;=> 0
(count "ab")
;=> 2
(count {:a 1})
;=> 1
(count (first {:a 1}))
;=> 2
(run! inc nil)
;=> nil
(doall nil)
;=> nil
(dorun [1])
;=> nil
(completing +)
;=> #object[]
((completing + str) 1)
;=> "1"
(transduce (map inc) + [1 2])
;=> 5
(transduce (map inc) conj [1 2])
;=> [2 3]
(transduce identity + 5 nil)
;=> 5
(sequence (map +) [1 2] [3 4])
;=> (4 6)
(sequence nil)
;=> ()
(eduction (map inc) [1])
;=> (2)
(sequence (comp (filter odd?) (map inc)) [1 2 3])
;=> (2 4)
(into [] cat [[1] nil [2 3]])
;=> [1 2 3]
(into [] (comp cat cat) [[[1]] [[2]]])
;=> [1 2]
(into [] (halt-when odd?) [2 4])
;=> [2 4]
(transduce (halt-when odd?) conj [2 4 5 6])
;=> 5
(into [] (take 0) [1 2])
;=> []
(into [] (drop-while odd?) [1 2 3])
;=> [2 3]
(random-sample 0 [1 2])
;=> ()
(random-sample 1 [1 2])
;=> (1 2)
(take-while pos? [1 2 -1 3])
;=> (1 2)
(drop-while pos? [1 2 -1 3])
;=> (-1 3)
(filterv odd? nil)
;=> []
(remove nil? [nil 1 false])
;=> (1 false)
(partitionv-all 2 [1])
;1.12 ([1])
(rseq [1 2])
;=> (2 1)
(rseq [])
;=> nil
(rseq (sorted-map :a 1 :b 2))
;=> ([:b 2] [:a 1])
(reverse "ab")
;=> (\b \a)
(reverse nil)
;=> ()
(subseq (sorted-set 1 2 3) > 1)
;=> (2 3)
(rsubseq (sorted-map 1 :a 2 :b) <= 2)
;=> ([2 :b] [1 :a])
(subseq (sorted-set 1 2 3 4) >= 2 < 4)
;=> (2 3)
(rseq '(1 2))
;!! ClassCastException

;; --- core: numbers
(quot -7 2)
;=> -3
(rem -7 2)
;=> -1
(mod -7 2)
;=> 1
(mod 7 -2)
;=> -1
(mod -7 -2)
;=> -1
(mod 5.5 2)
;=> 1.5
(mod -5.5 2)
;=> 0.5
(quot 7.5 2)
;=> 3.0
(rem 7.5 -2)
;=> 1.5
(mod 1/2 1/3)
;=> 1/6
(quot 7/2 1)
;=> 3N
(rem 7/2 1)
;=> 1/2
(mod 5 ##Inf)
;=> ##NaN
(rem 5 ##Inf)
;=> ##NaN
(mod 5 0)
;!! ArithmeticException
(quot 5.0 0)
;!! ArithmeticException
(/ 6 3)
;=> 2
(/ 6 4)
;=> 3/2
(/ 2)
;=> 1/2
(/ 1.0 0)
;=> ##Inf
(/ 0.0 0)
;=> ##NaN
(/ 1M 4)
;=> 0.25M
(/ 1/2 2)
;=> 1/4
(/ -6 4)
;=> -3/2
(/ 0 5)
;=> 0
(/ 4 2.0)
;=> 2.0
(/ 1M 3)
;!! ArithmeticException
(/ 1 0)
;!! ArithmeticException
(== 1 1.0 1M 1N)
;=> true
(= 1 1N)
;=> true
(= 1 1.0)
;=> false
(= 1M 1.0M)
;=> true
(== 1M 1.0M)
;=> true
(= 1/2 0.5)
;=> false
(== 1/2 0.5)
;=> true
(= ##NaN ##NaN)
;=> false
(= 0.0 -0.0)
;=> true
(== 0 -0.0)
;=> true
(= [1] [1.0])
;=> false
(hash 1N)
;=> 1392991556
;settled number: -2996345967259921035
(= {1 :a} {1N :a})
;=> true
(get {1 :a} 1N)
;=> :a
(get {1.0 :a} 1)
;=> nil
(get {1M :a} 1.0M)
;=> :a
(contains? #{1.0M} 1M)
;=> true
(= #{1} #{1N})
;=> true
(= 1.0 1.0M)
;=> false
(bit-and 12 10 8)
;=> 8
(bit-or 1 2 4)
;=> 7
(bit-xor 5 1)
;=> 4
(bit-not 0)
;=> -1
(bit-shift-left 1 62)
;=> 4611686018427387904
(bit-shift-right -8 1)
;=> -4
(unsigned-bit-shift-right -8 60)
;=> 15
(bit-test 5 2)
;=> true
(bit-set 0 3)
;=> 8
(bit-clear 15 0)
;=> 14
(bit-flip 5 0)
;=> 4
(bit-and-not 15 5)
;=> 10
(bit-shift-left 1 64)
;=> 1
(bit-shift-left 1 65)
;=> 2
(bit-shift-right 256 65)
;=> 128
(unsigned-bit-shift-right -1 64)
;=> -1
(bit-shift-left 1 -1)
;=> -9223372036854775808
(bit-test 1 64)
;=> true
(int 3.9)
;=> 3
(int -3.9)
;=> -3
(int \a)
;=> 97
(long 3.99)
;=> 3
(long 1/2)
;=> 0
(double 1/3)
;=> 0.3333333333333333
(float 0.1)
;=> 0.1
(short 5.5)
;=> 5
(byte -128)
;=> -128
(char 97)
;=> \a
(bigint 3.7)
;=> 3N
(bigdec 1/4)
;=> 0.25M
(bigdec 0.1)
;=> 0.1M
(rationalize 0.25)
;=> 1/4
(rationalize 1.1)
;=> 11/10
(num 1)
;=> 1
(int 3000000000)
;!! ArithmeticException
;settled strict: !! IllegalArgumentException
(long 1e20)
;!! IllegalArgumentException
(byte 128)
;!! IllegalArgumentException
(short -32769)
;!! IllegalArgumentException
(char 65536)
;!! IllegalArgumentException
;settled character: "𐀀"
(char -1)
;!! IllegalArgumentException
(numerator 6/4)
;=> 3
(denominator 6/4)
;=> 2
(ratio? 4/2)
;=> false
(integer? 1.0)
;=> false
(rational? 1.0)
;=> false
(rational? 1M)
;=> true
(decimal? 1M)
;=> true
(float? 1/2)
;=> false
(int? 1N)
;=> false
;settled number: true
(pos-int? 0)
;=> false
(nat-int? 0)
;=> true
(neg-int? -1)
;=> true
(double? 1)
;=> false
(NaN? ##NaN)
;=> true
(infinite? ##-Inf)
;=> true
(inc 9223372036854775806)
;=> 9223372036854775807
(dec' -9223372036854775808)
;=> -9223372036854775809N
(*' 9223372036854775807 2)
;=> 18446744073709551614N
(+' 9223372036854775807 1)
;=> 9223372036854775808N
(-' -9223372036854775808)
;=> 9223372036854775808N
(inc' 9223372036854775807)
;=> 9223372036854775808N
(unchecked-inc 9223372036854775807)
;=> -9223372036854775808
(unchecked-add 9223372036854775807 1)
;=> -9223372036854775808
(unchecked-multiply 9223372036854775807 2)
;=> -2
(unchecked-int 4294967295)
;=> -1
(unchecked-byte 200)
;=> -56
(unchecked-short 40000)
;=> -25536
(unchecked-char 97)
;=> \a
(unchecked-long 1.9)
;=> 1
(unchecked-negate -9223372036854775808)
;=> -9223372036854775808
(unchecked-dec-int -2147483648)
;=> 2147483647
(abs -9223372036854775807)
;=> 9223372036854775807
(abs -1/2)
;=> 1/2
(abs -0.0)
;=> 0.0
(abs -1M)
;=> 1M
(abs ##-Inf)
;=> ##Inf
(clojure.math/floor-mod -7 3)
;1.12 2
(clojure.math/round 2.5)
;1.12 3
(clojure.math/round -2.5)
;1.12 -2
(clojure.math/rint 2.5)
;1.12 2.0
(clojure.math/signum -3.0)
;1.12 -1.0
(Math/round 0.49999999999999994)
;=> 0
(Math/floorDiv -7 2)
;=> -4
(str 1.0)
;=> "1.0"
(str 1e7)
;=> "1.0E7"
(str 1e-3)
;=> "0.001"
(str 1e-4)
;=> "1.0E-4"
(str 123456789.0)
;=> "1.23456789E8"
(str 0.1)
;=> "0.1"
(str 1e21)
;=> "1.0E21"
(str 100.0)
;=> "100.0"
(str 1.0E10)
;=> "1.0E10"
(str -0.0)
;=> "-0.0"
(str ##Inf)
;=> "Infinity"
(str 1e22)
;=> "1.0E22"
(str 12345678.9)
;=> "1.23456789E7"
(str 9999999.0)
;=> "9999999.0"
(str 1.0E-5)
;=> "1.0E-5"
(str 1M)
;=> "1"
(str 1.50M)
;=> "1.50"
(str 1E+3M)
;=> "1E+3"
(str 1e-10M)
;=> "1E-10"
(pr-str 1N)
;=> "1N"
;settled number: "1"
(str 12345678901234567890)
;=> "12345678901234567890"
(pr-str 1/2)
;=> "1/2"
(str 0.000001M)
;=> "0.000001"
(str 0.0000001M)
;=> "1E-7"
(str 1E10M)
;=> "1E+10"
(+ 0.1 0.2)
;=> 0.30000000000000004
(+ 1M 0.1)
;=> 1.1
(+ 1/2 0.5)
;=> 1.0
(+ 1/2 1/2)
;=> 1N
(* 2 1/2)
;=> 1N
(- 1/3 1/3)
;=> 0N
(+ 1N 1)
;=> 2N
(* 1.0 0)
;=> 0.0
(- 0.0)
;=> -0.0
(- 5)
;=> -5
(+)
;=> 0
(*)
;=> 1
(* 3N 1/3)
;=> 1N
(+ 1/2 1M)
;=> 1.5M
(parse-long "12")
;=> 12
(parse-long "+12")
;=> 12
(parse-long " 12")
;=> nil
(parse-long "0x1")
;=> nil
(parse-long "")
;=> nil
(parse-long "9223372036854775808")
;=> nil
(parse-double "1e3")
;=> 1000.0
(parse-double "1.")
;=> 1.0
(parse-double ".5")
;=> 0.5
(parse-double "NaN")
;=> ##NaN
(parse-double "1d")
;=> 1.0
(parse-double "-Infinity")
;=> ##-Inf
(parse-boolean "True")
;=> nil
(parse-boolean "true")
;=> true
(parse-uuid "x")
;=> nil
(parse-long nil)
;!! IllegalArgumentException
(parse-long 5)
;!! IllegalArgumentException
(Integer/parseInt "-7f" 16)
;=> -127
(Long/toString 255 16)
;=> "ff"
(Integer/toBinaryString 5)
;=> "101"
(Long/parseLong "zz" 36)
;=> 1295
(Long/valueOf 3)
;=> 3
(Double/parseDouble " 1.5 ")
;=> 1.5
(Integer/toString -255 16)
;=> "-ff"
(Long/toBinaryString -1)
;=> "1111111111111111111111111111111111111111111111111111111111111111"
(Integer/toOctalString 8)
;=> "10"
(Long/compare 1 2)
;=> -1
(Integer/signum -5)
;=> -1
(Double/compare 0.0 -0.0)
;=> 1
(even? -2)
;=> true
(odd? -3)
;=> true
(zero? -0.0)
;=> true
(pos? 0.1)
;=> true
(neg? -1/2)
;=> true
(even? 0)
;=> true
(odd? 1N)
;=> true
(even? 1.0)
;!! IllegalArgumentException
(< 1 2 2)
;=> false
(<= 1 1.0 2)
;=> true
(> 3 2 1)
;=> true
(< 1)
;=> true
(>= 1 1 2)
;=> false
(< 1/2 0.6 1M)
;=> true
(< ##NaN 1)
;=> false
(> ##NaN 1)
;=> false
(= 1)
;=> true
(not= 1 1 2)
;=> true
(== 1)
;=> true
(< nil 1)
;!! NullPointerException
(< "a" "b")
;!! ClassCastException

;; --- strings
(str/split "a,b,,c,," #",")
;=> ["a" "b" "" "c"]
(str/split "a,b,,c,," #"," -1)
;=> ["a" "b" "" "c" "" ""]
(str/split "a,b,c" #"," 2)
;=> ["a" "b,c"]
(str/split "" #",")
;=> [""]
(str/split ",a" #",")
;=> ["" "a"]
(str/split "abc" #"")
;=> ["a" "b" "c"]
(str/split "a1b22c" #"\d+")
;=> ["a" "b" "c"]
(str/split "a b" #"x")
;=> ["a b"]
(str/split ",," #",")
;=> []
(str/split-lines "a\r\nb\nc\n\n")
;=> ["a" "b" "c"]
(str/split-lines "")
;=> [""]
(str/split-lines "\n\na")
;=> ["" "" "a"]
(str/split-lines "a\rb")
;=> ["a\rb"]
(str/join nil)
;=> ""
(str/join "," nil)
;=> ""
(str/join "," [1 nil "b" :c])
;=> "1,,b,:c"
(str/join [1 2])
;=> "12"
(str/join \- [1 2])
;=> "1-2"
(str/join ", " {:a 1})
;=> "[:a 1]"
(str/join "," "abc")
;=> "a,b,c"
(str/replace "aXbX" "X" "$1")
;=> "a$1b$1"
(str/replace "abc" #"(b)" "[$1]")
;=> "a[b]c"
(str/replace "abc" #"b" (fn [m] (str m m)))
;=> "abbc"
(str/replace "abc" #"(a)(b)" (fn [[all a b]] (str b a)))
;=> "bac"
(str/replace "a.b" "." "-")
;=> "a-b"
(str/replace "aaa" \a \b)
;=> "bbb"
(str/replace "a\\b" "\\" "/")
;=> "a/b"
(str/replace "abc" #"(?<x>b)" "${x}!")
;=> "ab!c"
(str/replace "abc" #"b" "$2")
;!! IndexOutOfBoundsException
(str/replace "abc" #"b" "\\")
;!! IllegalArgumentException
(str/replace-first "aaa" "a" "b")
;=> "baa"
(str/replace-first "aaa" #"a+" "")
;=> ""
(str/replace-first "abc" #"(b)(c)" "$2$1")
;=> "acb"
(str/replace-first "abc" "z" "y")
;=> "abc"
(str/re-quote-replacement "$1\\")
;=> "\\$1\\\\"
(str/replace-first "a.a" \. \-)
;=> "a-a"
(str/capitalize "hELLO")
;=> "Hello"
(str/capitalize "")
;=> ""
(str/capitalize "ß")
;=> "SS"
(str/upper-case "straße")
;=> "STRASSE"
(str/lower-case "ÀÉ")
;=> "àé"
(str/capitalize "éa")
;=> "Éa"
(str/upper-case "ŉ")
;=> "ʼN"
(str/trim "\u00a0 a\t\n")
;=> "  a"
(str/triml "  a ")
;=> "a "
(str/trimr "  a ")
;=> "  a"
(str/trim-newline "a\r\n\n")
;=> "a"
(str/trim "\u2003a\u2003")
;=> "a"
(str/blank? " \t\n")
;=> true
(str/blank? nil)
;=> true
(str/blank? "\u00a0")
;=> false
(str/trim "\u0000a\u001f")
;=> "\u0000a"
(str/index-of "abcabc" "c")
;=> 2
(str/index-of "abc" "z")
;=> nil
(str/index-of "abcabc" "a" 1)
;=> 3
(str/index-of "abc" "")
;=> 0
(str/last-index-of "abcabc" "a")
;=> 3
(str/last-index-of "abcabc" "a" 2)
;=> 0
(str/index-of "abc" \b)
;=> 1
(str/index-of "abc" "a" -5)
;=> 0
(str/index-of "abc" "c" 10)
;=> nil
(str/last-index-of "abc" "" 1)
;=> 1
(str/starts-with? "abc" "")
;=> true
(str/ends-with? "abc" "bc")
;=> true
(str/includes? "abc" "")
;=> true
(str/starts-with? "" "a")
;=> false
(str/reverse "ab")
;=> "ba"
(str/reverse "")
;=> ""
(str/escape "a<b" {\< "&lt;"})
;=> "a&lt;b"
(str/escape "abc" {})
;=> "abc"
(str/escape "ab" {\a 1})
;=> "1b"
(subs "abc" 1)
;=> "bc"
(subs "abc" 3)
;=> ""
(subs "abc" 1 1)
;=> ""
(str nil)
;=> ""
(str nil 1 :a)
;=> "1:a"
(str [nil "a" \b])
;=> "[nil \"a\" \\b]"
;settled character: "[nil \"a\" \"b\"]"
(str {:a "b"})
;=> "{:a \"b\"}"
(str '(1 "a"))
;=> "(1 \"a\")"
(str #"a")
;=> "a"
(str (list))
;=> "()"
(str 'a/b)
;=> "a/b"
(str :a/b)
;=> ":a/b"
(str \a)
;=> "a"
(str true nil)
;=> "true"
(subs "abc" 4)
;!! StringIndexOutOfBoundsException
(subs "abc" 2 1)
;!! StringIndexOutOfBoundsException
(format "%5d|%-5d|%05d" 1 2 3)
;=> "    1|2    |00003"
(format "%x %X %o" 255 255 8)
;=> "ff FF 10"
(format "%.2f %8.3f" 1.005 3.14159)
;=> "1.01    3.142"
(format "%s %S" :a "b")
;=> ":a B"
(format "%c" \a)
;=> "a"
(format "%b %b" nil 1)
;=> "false true"
(format "%e" 12345.678)
;=> "1.234568e+04"
(format "%,d" 1234567)
;=> "1,234,567"
(format "%+d %(d" 5 -5)
;=> "+5 (5)"
(format "%10s|%-10s|" "a" "b")
;=> "         a|b         |"
(format "%.3s" "abcdef")
;=> "abc"
(format "%%")
;=> "%"
(format "%n")
;=> "\n"
(format "%2$s %1$s" 1 2)
;=> "2 1"
(format "%h" "a")
;=> "61"
(format "%08.2f" -3.14159)
;=> "-0003.14"
(format "%g" 0.0001)
;=> "0.000100000"
(format "%s" nil)
;=> "null"
(format "%d" 12345678901234567890)
;!! IllegalFormatConversionException
;settled number: "12345678901234567890"
(format "% d" 42)
;=> " 42"
(format "%#x" 255)
;=> "0x"
(format "%x" -1)
;=> "ffffffffffffffff"
(format "%d" 1.5)
;!! IllegalFormatConversionException
(format "%s")
;!! MissingFormatArgumentException
(format "%q" 1)
;!! UnknownFormatConversionException
(re-find #"b" "abc")
;=> "b"
(re-find #"(b)(z)?" "abc")
;=> ["b" "b" nil]
(re-matches #"a.c" "abc")
;=> "abc"
(re-matches #"a" "abc")
;=> nil
(re-seq #"\w" "a b")
;=> ("a" "b")
(re-seq #"(\w)(\d)" "a1b2")
;=> (["a1" "a" "1"] ["b2" "b" "2"])
(re-find #"z" "abc")
;=> nil
(re-seq #"" "ab")
;=> ("" "" "")
(re-pattern "a")
;=> #"a"
(re-matches #"(a)|(b)" "b")
;=> ["b" nil "b"]
(re-find #"(?i)ABC" "xabc")
;=> "abc"
(re-find #"(?m)^b$" "a\nb")
;=> "b"
(re-find #"(?s)a.b" "a\nb")
;=> "a\nb"
(re-find #"a.b" "a\nb")
;=> nil
(re-find #"\bfoo\b" "a foo b")
;=> "foo"
(re-seq #"[^,]*" "a,b")
;=> ("a" "" "b" "")
(re-find #"\p{Lu}" "aB")
;=> "B"
(re-find #"[a-z&&[^b]]+" "bac")
;=> "ac"
(re-find #"\Qa.b\E" "a.b")
;=> "a.b"
(re-find #"(?<year>\d+)" "in 2020")
;=> ["2020" "2020"]
(re-find #"^\[^?&&[\]&]" "[^&]")
;=> nil
(re-find #"[a-d&&c-f]+" "abcdef")
;=> "cd"
(re-find #"[[a-c][x-z]]+" "mayz")
;=> "ayz"
(re-find #"\h+" "a \t")
;=> " \t"
(re-find #"\R" "a\r\n")
;=> "\r\n"
(re-find #"a{2,}?" "aaaa")
;=> "aa"
(re-find #"(?:a|ab)(?:c|bcd)" "abcd")
;=> "abcd"
(re-find #"a++b" "aab")
;=> "aab"
(re-find #"(?=b)b" "ab")
;=> "b"
(re-find #"\x41\u0042\0103" "ABC")
;=> "ABC"

;; --- sets
(set/union)
;=> #{}
(set/union #{1})
;=> #{1}
(set/union #{1} nil)
;=> #{1}
(set/union nil #{1})
;=> #{1}
(set/intersection #{1 2} #{2 3})
;=> #{2}
(set/intersection #{1} nil)
;=> nil
(set/difference #{1 2} #{2} #{1})
;=> #{}
(set/difference nil #{1})
;=> nil
(set/difference #{1} nil)
;=> #{1}
(set/subset? #{} #{1})
;=> true
(set/superset? #{1} nil)
;=> true
(set/subset? nil nil)
;=> true
(set/select odd? #{1 2})
;=> #{1}
(set/project #{{:a 1 :b 2} {:a 1 :b 3}} [:a])
;=> #{{:a 1}}
(set/rename #{{:a 1}} {:a :b})
;=> #{{:b 1}}
(set/rename-keys {:a 1 :b 2} {:a :b :b :a})
;=> {:b 1, :a 2}
(set/rename-keys {:a 1} {:z :y})
;=> {:a 1}
(set/map-invert {:a 1 :b 1})
;=> {1 :b}
(set/index #{{:a 1 :b 2}} [:a])
;=> {{:a 1} #{{:a 1, :b 2}}}
(set/join #{{:a 1 :b 2}} #{{:b 2 :c 3} {:b 3 :c 4}})
;=> #{{:a 1, :b 2, :c 3}}
(set/join #{{:a 1}} #{{:b 2}})
;=> #{{:a 1, :b 2}}
(set/join #{{:a 1}} #{{:b 1 :c 2}} {:a :b})
;=> #{{:a 1, :b 1, :c 2}}
(set/join #{} #{{:a 1}})
;=> #{}
(set/union [1] [2])
;=> [1 2]
(set/union #{1} [2 1])
;=> [2 1 1]

;; --- walking, zippers, differences
(walk/postwalk (fn [x] (if (number? x) (inc x) x)) {:a [1 #{2} '(3)] 4 5})
;=> {:a [2 #{3} (4)], 5 6}
(walk/prewalk (fn [x] (if (= x [:a]) [:b [:a :c]] x)) [[:a]])
;=> [[:b [:a :c]]]
(walk/keywordize-keys {"a" {"b" 1} 2 3})
;=> {:a {:b 1}, 2 3}
(walk/stringify-keys {:a {:b/c 1} 'd 2})
;=> {"a" {"c" 1}, d 2}
(walk/postwalk-replace {1 :one [2] :two} [1 [2] {1 1}])
;=> [:one :two {:one :one}]
(walk/prewalk-replace {[1] 1 1 2} [[1] 1])
;=> [1 2]
(walk/walk inc reverse [1 2])
;=> (3 2)
(walk/walk first identity {:a 1})
;!! IllegalArgumentException
(class (walk/postwalk identity (first {:a 1})))
;=> clojure.lang.MapEntry
;settled class: cljsh.MapEntry
(walk/postwalk identity (sorted-map :b 1 :a 2))
;=> {:a 2, :b 1}
(walk/macroexpand-all '(when a (when b c)))
;=> (if a (do (if b (do c))))
(list? (walk/postwalk identity '(1 2)))
;=> true
(meta (walk/postwalk identity (with-meta [1] {:a 1})))
;=> {:a 1}
(meta (walk/postwalk identity (with-meta '(1) {:a 1})))
;1.12 {:a 1}
(let [z (zip/vector-zip [1 [2 3] [] 4])] [(-> z zip/down zip/right zip/node) (-> z zip/down zip/rightmost zip/left zip/node) (-> z zip/down zip/right zip/down (zip/edit inc) zip/root) (-> z zip/down zip/remove zip/root) (-> z zip/down zip/right zip/down zip/remove zip/node) (-> z (zip/append-child 5) zip/root) (-> z (zip/insert-child 0) zip/root) (-> z zip/down (zip/insert-left :l) (zip/insert-right :r) zip/root) (zip/path (-> z zip/down zip/right zip/down)) (zip/lefts (-> z zip/down zip/rightmost)) (zip/rights (-> z zip/down)) (-> z zip/up) (-> z zip/left) (-> z zip/down zip/leftmost zip/node)])
;=> [[2 3] [] [1 [3 3] [] 4] [[2 3] [] 4] [3] [1 [2 3] [] 4 5] [0 1 [2 3] [] 4] [:l 1 :r [2 3] [] 4] [[1 [2 3] [] 4] [2 3]] (1 [2 3] []) ([2 3] [] 4) nil nil 1]
(let [z (zip/seq-zip '(1 (2 3) ()))] [(loop [z z n 0] (if (zip/end? z) n (recur (zip/next z) (inc n)))) (-> z zip/next zip/next zip/next zip/node) (-> z zip/next zip/next zip/prev zip/node) (zip/branch? z) (zip/children z) (-> z zip/down zip/rightmost zip/children) (-> z zip/down (zip/replace '(9)) zip/down zip/node) (loop [z z] (if (zip/end? z) (zip/root z) (recur (zip/next (if (number? (zip/node z)) (zip/edit z * 2) z)))))])
;=> [7 2 1 true (1 (2 3) ()) () 9 (2 (4 6) ())]
(-> (zip/vector-zip [1]) zip/remove)
;!! Exception
(-> (zip/vector-zip [1]) (zip/insert-left 2))
;!! Exception
(-> (zip/vector-zip 1) zip/children)
;!! Exception
(data/diff 1 1)
;=> [nil nil 1]
(data/diff 1 2)
;=> [1 2 nil]
(data/diff nil {:a 1})
;=> [nil {:a 1} nil]
(data/diff {:a 1 :b 2} {:a 1 :b 3 :c nil})
;=> ({:b 2} {:b 3, :c nil} {:a 1})
(data/diff [1 2 3] [1 5])
;=> [[nil 2 3] [nil 5] [1]]
(data/diff #{1 2} #{2 3})
;=> [#{1} #{3} #{2}]
(data/diff {:a {:b 1 :c 2}} {:a {:b 1 :c 3}})
;=> ({:a {:c 2}} {:a {:c 3}} {:a {:b 1}})
(data/diff [1 [2]] [1 [3]])
;=> [[nil [2]] [nil [3]] [1]]
(data/diff "a" "b")
;=> ["a" "b" nil]
(data/diff '(1) [1])
;=> [nil nil (1)]
(data/diff {:a nil} {})
;=> ({:a nil} nil nil)
(data/diff [nil] [1])
;=> [[nil] [1] nil]

;; --- reading
(edn/read-string "#{1 2}")
;=> #{1 2}
(edn/read-string "")
;=> nil
(edn/read-string nil)
;=> nil
(edn/read-string {:eof :e} " ; c")
;=> :e
(edn/read-string "1 2")
;=> 1
(edn/read-string "#_1 2")
;=> 2
(edn/read-string "[#_a]")
;=> []
(edn/read-string "\\newline")
;=> \newline
(edn/read-string "#:a{:b 1 :_/c 2 :d/e 3}")
;=> {:a/b 1, :c 2, :d/e 3}
(edn/read-string "+1")
;=> 1
(edn/read-string "1N")
;=> 1N
(edn/read-string "##Inf")
;=> ##Inf
(edn/read-string {:readers {'f inc}} "#f 1")
;=> 2
(edn/read-string {:default vector} "#g/h 1")
;=> [g/h 1]
(edn/read-string "\"\\u0041\\101\\n\"")
;=> "AA\n"
(edn/read-string "a/b")
;=> a/b
(edn/read-string "-a.b*!")
;=> -a.b*!
(edn/read-string "^:a []")
;=> []
(edn/read-string "#{1 1}")
;!! IllegalArgumentException
(edn/read-string "{:a 1 :a 2}")
;!! IllegalArgumentException
(edn/read-string "{:a}")
;!! RuntimeException
(edn/read-string "#f 1")
;!! RuntimeException
(edn/read-string ")")
;!! RuntimeException
(edn/read-string "[1")
;!! RuntimeException
(edn/read-string "\"a")
;!! RuntimeException
(edn/read-string "@a")
;!! RuntimeException
(edn/read-string "::a")
;!! RuntimeException
(edn/read-string "a/b/c")
;=> a/b/c
(edn/read-string "1a")
;!! NumberFormatException
(edn/read-string "\\abc")
;!! RuntimeException
(edn/read-string "08")
;!! NumberFormatException
(read-string "'a")
;=> (quote a)
(read-string "#'a")
;=> (var a)
(read-string "@a")
;=> (clojure.core/deref a)
(read-string "#(+ % 1)")
;=> (fn* [p1__N#] (+ p1__N# 1))
(read-string "^:a b")
;=> b
(meta (read-string "^{:a 1} ^:b c"))
;=> {:b true, :a 1}
(read-string "#\"a\\d\"")
;=> #"a\d"
(read-string "`a")
;=> (quote oracle.variants/a)
(read-string "0x1F")
;=> 31
(read-string "017")
;=> 15
(read-string "2r101")
;=> 5
(read-string "36rZ")
;=> 35
(read-string "1e3")
;=> 1000.0
(read-string "1/2")
;=> 1/2
(read-string "4/2")
;=> 2
(read-string "-0x1")
;=> -1
(read-string "1.5M")
;=> 1.5M
(read-string "\\u0041")
;=> \A
(read-string "\\o101")
;=> \A
(read-string "\\space")
;=> \space
(read-string "#!a\n1")
;=> 1
(read-string "1/0")
;!! ArithmeticException
;settled phase: !! IllegalArgumentException
(read-string "#{a a}")
;!! IllegalArgumentException
(read-string "#<a>")
;!! RuntimeException
(read-string "3r3")
;!! NumberFormatException
(read-string "%")
;=> %
(read-string "#(#(%))")
;!! IllegalStateException
;settled phase: !! IllegalArgumentException
(read-string "{1 2 3}")
;!! RuntimeException
(read-string "\\u00")
;!! IllegalArgumentException
(read-string "\"\\q\"")
;!! RuntimeException
(read-string {:read-cond :allow} "#?(:clj 1 :default 2)")
;=> 1
(read-string {:read-cond :preserve} "#?(:x 1)")
;=> #?(:x 1)
(read-string {:read-cond :allow :features #{:x}} "[#?@(:x [1 2])]")
;=> [1 2]
(read-string {:eof 7} "")
;=> 7
(read-string {:read-cond :allow} "[#?(:nope 1)]")
;=> []
(read-string "#?(:clj 1)")
;!! RuntimeException
(read-string {:read-cond :allow} "#?@(:clj [1])")
;!! RuntimeException

;; --- printing
(pr-str "a\"\\\n\t\u0001é")
;=> "\"a\\\"\\\\\\n\\t\u0001é\""
(pr-str 'a :b nil true \a)
;=> "a :b nil true \\a"
;settled character: "a :b nil true \"a\""
(pr-str [\space \newline \tab])
;=> "[\\space \\newline \\tab]"
;settled character: "[\" \" \"\\n\" \"\\t\"]"
(pr-str #"a\"b\\d")
;=> "#\"a\\\"b\\\\d\""
(pr-str {:a/b 1 :a/c 2})
;=> "{:a/b 1, :a/c 2}"
(binding [*print-namespace-maps* true] (pr-str {:a/b 1 :a/c 2}))
;=> "#:a{:b 1, :c 2}"
(binding [*print-length* 2] (pr-str (range 5) {:a 1 :b 2 :c 3}))
;=> "(0 1 ...) {:a 1, :b 2, ...}"
(binding [*print-level* 1] (pr-str [1 [2 [3]]]))
;=> "[1 #]"
(print-str "a" \b [\c "d"])
;=> "a b [c d]"
(prn-str)
;=> "\n"
(println-str "a" nil)
;=> "a nil\n"
(pr-str (symbol "a b"))
;=> "a b"
(pr-str (keyword "a b"))
;=> ":a b"
(pr-str #{})
;=> "#{}"
(pr-str ())
;=> "()"
(pr-str (lazy-seq nil))
;=> "()"
(pr-str ##NaN ##Inf)
;=> "##NaN ##Inf"
(binding [*print-meta* true] (pr-str (with-meta [1] {:a 1}) ^{:tag String} 'x))
;=> "^{:a 1} [1] x"
(binding [*print-readably* false] (pr-str "a" \b ["c"]))
;=> "a b [c]"
(binding [*print-dup* true] (pr-str [1 1.5 "a" :b #{1} '(1)]))
;=> "[1 1.5 \"a\" :b #{1} (1)]"
(with-out-str (newline) (print) (pr))
;=> "\n"
(with-out-str (prn nil) (prn))
;=> "nil\n\n"
(pr-str (sorted-map 2 1 1 2))
;=> "{1 2, 2 1}"
(pr-str (delay 1))
;=> "#object[ {:status :pending, :val nil}]"
(with-out-str (pp/pprint {:a 1 :b [1 2 3]}))
;=> "{:a 1, :b [1 2 3]}\n"
(with-out-str (pp/pprint (range 30)))
;=> "(0\n 1\n 2\n 3\n 4\n 5\n 6\n 7\n 8\n 9\n 10\n 11\n 12\n 13\n 14\n 15\n 16\n 17\n 18\n 19\n 20\n 21\n 22\n 23\n 24\n 25\n 26\n 27\n 28\n 29)\n"
(binding [pp/*print-right-margin* 20] (with-out-str (pp/pprint {:aaaa 1 :bbbb [1 2 3] :cccc "ddddd"})))
;=> "{:aaaa 1,\n :bbbb [1 2 3],\n :cccc \"ddddd\"}\n"
(with-out-str (pp/pprint nil))
;=> "nil\n"
(with-out-str (pp/pprint "a\nb"))
;=> "\"a\\nb\"\n"
(binding [*print-length* 3] (with-out-str (pp/pprint (range 10))))
;=> "(0 1 2 ...)\n"
(with-out-str (pp/print-table [{:a 1 :b "xx"} {:a 22}]))
;=> "\n| :a | :b |\n|----+----|\n|  1 | xx |\n| 22 |    |\n"
(with-out-str (pp/print-table [:b] [{:a 1 :b 2}]))
;=> "\n| :b |\n|----|\n|  2 |\n"
(with-out-str (pp/pp))
;=> "nil\n"
(pp/cl-format nil "~a ~s ~d" "x" "x" 5)
;=> "x \"x\" 5"
(pp/cl-format nil "~{~a~^, ~}" [1 2 3])
;=> "1, 2, 3"
(pp/cl-format nil "~r ~:r ~@r ~:@r" 4 4 4 4)
;=> "four fourth IV IIII"
(pp/cl-format nil "~5d|~5,'0d|~:d" 42 42 1234567)
;=> "   42|00042|1,234,567"
(pp/cl-format nil "~10a|~10@a|" "ab" "cd")
;=> "ab        |        cd|"
(pp/cl-format nil "~[zero~;one~:;many~]" 5)
;=> "many"
(pp/cl-format nil "~p ~:p" 1 2)
;=> " "
(pp/cl-format nil "~b ~o ~x" 5 8 255)
;=> "101 10 ff"
(pp/cl-format nil "~5,2f ~e ~$" 3.14159 1234.5 2.5)
;=> " 3.14 1.2345E+3 2.50"
(pp/cl-format nil "~a~%~a~&~a" 1 2 3)
;=> "1\n2\n3"
(pp/cl-format nil "~*~a" 1 2)
;=> "2"
(pp/cl-format nil "~(ABC~) ~:(abc def~) ~@(abc~) ~:@(abc~)")
;=> "abc Abc Def Abc ABC"
(pp/cl-format nil "~20<a~;b~>")
;=> "a                  b"
(pp/cl-format nil "~c ~:c" \a \space)
;=> "a Space"
(pp/cl-format nil "~?" "~a" [1])
;=> "1"
(pp/cl-format nil "~@{~a~}" 1 2)
;=> "12"
(pp/cl-format nil "~:{<~a>~}" [[1] [2]])
;=> "<1><2>"

;; --- specs
(do (s/def ::n (s/and int? pos?)) (s/def ::s string?) (s/def ::m (s/keys :req-un [::n] :opt-un [::s])) [(s/valid? ::n 1) (s/valid? ::n -1) (s/conform ::m {:n 1 :s "a"}) (s/conform ::m {:n 0}) (s/explain-str ::n "a") (s/explain-data ::m {}) (s/conform (s/or :i int? :s string?) "a") (s/conform (s/cat :a int? :b (s/* string?)) [1 "x" "y"]) (s/conform (s/? int?) []) (s/conform (s/+ int?) []) (s/unform (s/or :i int?) [:i 3]) (s/conform (s/nilable int?) nil) (s/conform (s/tuple int? string?) [1 "a"]) (s/conform (s/coll-of int? :kind set?) #{1}) (s/conform (s/map-of keyword? int?) {:a 1}) (s/conform (s/alt :a int? :b string?) [1]) (s/form ::m) (s/describe ::n) (s/conform (s/merge (s/keys :req-un [::n]) (s/keys :req-un [::s])) {:n 1 :s "b"}) (s/conform (s/every int?) [1 2]) (s/conform (s/& (s/* int?) #(even? (count %))) [1 2]) (s/conform (s/int-in 0 5) 5) (s/explain-str (s/cat :a int?) [])])
;=> [true false {:n 1, :s "a"} :clojure.spec.alpha/invalid "\"a\" - failed: int? spec: :oracle.variants/n\n" {:clojure.spec.alpha/problems ({:path [], :pred (clojure.core/fn [%] (clojure.core/contains? % :n)), :val {}, :via [:oracle.variants/m], :in []}), :clojure.spec.alpha/spec :oracle.variants/m, :clojure.spec.alpha/value {}} [:s "a"] {:a 1, :b ["x" "y"]} nil :clojure.spec.alpha/invalid 3 nil [1 "a"] #{1} {:a 1} [:a 1] (clojure.spec.alpha/keys :req-un [:oracle.variants/n] :opt-un [:oracle.variants/s]) (and int? pos?) {:n 1, :s "b"} [1 2] [1 2] :clojure.spec.alpha/invalid "() - failed: Insufficient input at: [:a]\n"]

;; --- state and others
(let [a (atom {:n 1})] [(swap! a update :n inc) (swap-vals! a assoc :z 1) (reset-vals! a 5) (compare-and-set! a 5 6) (compare-and-set! a 5 7) @a (do (add-watch a :k (fn [k _ o n] (print k o n))) (reset! a 7)) (do (remove-watch a :k) (reset! a 8))])
;out ":k 6 7"
;=> [{:n 2} [{:n 2} {:n 2, :z 1}] [{:n 2, :z 1} 5] true false 6 7 8]
(atom 1 :validator even?)
;!! IllegalStateException
(let [a (atom 2 :validator even? :meta {:m 1})] [(meta a) (try (reset! a 3) (catch IllegalStateException e (ex-message e))) @a])
;=> [{:m 1} "Invalid reference state" 2]
(let [v (volatile! 1)] [(vswap! v + 2) @v (vreset! v 0) (volatile? v) (volatile? (atom 1))])
;=> [3 3 0 true false]
(let [d (delay (print "once") 5)] [(realized? d) @d @d (force d) (force 6) (realized? d)])
;out "once"
;=> [false 5 5 5 6 true]
(let [p (promise)] [(realized? p) (deref p 1 :late) (some? (deliver p 1)) (deliver p 2) @p])
;=> [false :late true nil 1]
(do (defmulti area :shape) (defmethod area :sq [{w :w}] (* w w)) (defmethod area :default [_] :none) [(area {:shape :sq :w 3}) (area {}) (get-method area :zz) (count (methods area)) (do (remove-method area :default) (try (area {}) (catch IllegalArgumentException e :no-method)))])
;=> [9 :none #object[] 2 :no-method]
(do (derive ::sq ::shape) (derive ::shape ::thing) [(isa? ::sq ::thing) (isa? [::sq 1] [::thing 1]) (parents ::sq) (ancestors ::sq) (descendants ::thing) (isa? ::thing ::sq) (isa? Long Number) (underive ::sq ::shape) (isa? ::sq ::thing)])
;=> [true true #{:oracle.variants/shape} #{:oracle.variants/thing :oracle.variants/shape} #{:oracle.variants/sq :oracle.variants/shape} false true nil false]
(let [t (transient [1 2])] [(count t) (nth t 0) (get t 5 :x) (persistent! (pop! (conj! t 3 )))])
;=> [2 1 :x [1 2]]
(let [{:keys [a b] :or {b 5} :as m} {:a 1} [x & [y :as r]] [1 2 3] {[p] :v, q 'q, :strs [s] :syms [z]} {:v [9] 'q 1 "s" 2 'z 3}] [a b m x y r p q s z])
;=> [1 5 {:a 1} 1 2 (2 3) 9 1 2 3]
(let [[a [b :as c] & d :as e] [1 [2 3] 4 5] {:keys [:k n/l]} {:k 1 :n/l 2} [f g] "xy" [h] nil {i 0} [7]] [a b c d e k l f g h i])
;=> [1 2 [2 3] (4 5) [1 [2 3] 4 5] 1 2 \x \y nil 7]
(loop [[x & xs] [1 2 3] acc []] (if x (recur xs (conj acc x)) acc))
;=> [1 2 3]
(for [x (range 3) :when (odd? x) y [1 2] :let [z (+ x y)] :while (< z 3)] [x y z])
;=> ([1 1 2])
(for [x [1 2 3] :while (< x 3)] x)
;=> (1 2)
(for [[k v] {:a 1}] [v k])
;=> ([1 :a])
(case 1 (1 2) :a :b)
;=> :a
(case "x" "x" 1 2)
;=> 1
(case nil nil :n :d)
;=> :n
(case [1] [1] :v :d)
;=> :v
(case 'a a 1 2)
;=> 1
(case 3.0 3 :int :none)
;=> :none
(case \a \a 1 2)
;=> 1
(case :z :a 1 :default)
;=> :default
(case 5 1 2)
;!! IllegalArgumentException
(cond)
;=> nil
(cond nil 1)
;=> nil
(cond nil 1 :else 2)
;=> 2
(condp = 1 1 :a :b)
;=> :a
(condp some [1 2] #{3} :no #{2} :>> inc)
;=> 3
(if-let [x nil] 1 2)
;=> 2
(when-let [[a] [1]] a)
;=> 1
(if-some [x false] [x] 2)
;=> [false]
(when-some [x nil] 1)
;=> nil
(if-not false 1 2)
;=> 1
(when-first [x [nil 1]] [x])
;=> [nil]
(condp = 5 1 :a)
;!! IllegalArgumentException
(-> 1 inc (- 5))
;=> -3
(->> [1 2] (map inc) (reduce +))
;=> 5
(some-> nil inc)
;=> nil
(some->> [1] (map inc))
;=> (2)
(cond-> 1 true inc false (* 10))
;=> 2
(cond->> [1] true (map inc))
;=> (2)
(as-> 1 x (+ x 1) (* x x))
;=> 4
(doto (java.util.ArrayList.) (.add 1))
;=> [1]
(.. "abc" (substring 1) length)
;=> 2
(try (throw (ex-info "m" {:a 1} (Exception. "c"))) (catch Exception e [(ex-message e) (ex-data e) (ex-message (ex-cause e))]))
;=> ["m" {:a 1} "c"]
(try 1 (finally (print "f")))
;out "f"
;=> 1
(try (assert (= 1 2) "why") (catch AssertionError e (ex-message e)))
;=> "Assert failed: why\n(= 1 2)"
(try (assert nil) (catch AssertionError e (ex-message e)))
;=> "Assert failed: nil"
(boolean nil)
;=> false
(boolean "false")
;=> true
(true? 1)
;=> false
(false? nil)
;=> false
(nil? false)
;=> false
(some? false)
;=> true
(any? nil)
;=> true
(ident? :a)
;=> true
(qualified-ident? 'a)
;=> false
(simple-keyword? :a/b)
;=> false
(special-symbol? 'if)
;=> true
(special-symbol? 'when)
;=> false
(sequential? '(1))
;=> true
(sequential? {})
;=> false
(associative? [1])
;=> true
(associative? '(1))
;=> false
(ifn? {})
;=> true
(fn? :a)
;=> false
(coll? "a")
;=> false
(seqable? "a")
;=> true
(seqable? nil)
;=> true
(reversible? [1])
;=> true
(indexed? [1])
;=> true
(uuid? 1)
;=> false
(inst? #inst "2020-01-01")
;=> true
(map-entry? (first {:a 1}))
;=> true
(map-entry? [1 2])
;=> false
(name :a/b)
;=> "b"
(namespace :a/b)
;=> "a"
(namespace 'a)
;=> nil
(keyword "a" "b")
;=> :a/b
(keyword "a/b/c")
;=> :a/b/c
(namespace (keyword "a/b/c"))
;=> "a"
(symbol "a/b")
;=> a/b
(symbol :a/b)
;=> a/b
(keyword 'a/b)
;=> :a/b
(keyword nil)
;=> nil
(find-keyword "zzz-nope")
;=> nil
(symbol #'inc)
;=> clojure.core/inc
(name "s")
;=> "s"
(keyword "")
;=> :
(name 'a/b)
;=> "b"
(name nil)
;!! NullPointerException
(symbol nil)
;!! IllegalArgumentException
(inst-ms #inst "1970-01-01T00:00:01Z")
;=> 1000
#inst "2020-02-29"
;=> #inst "2020-02-29T00:00:00.000-00:00"
#inst "2020-01-01T00:00:00.5+02:00"
;=> #inst "2019-12-31T22:00:00.500-00:00"
(= #inst "2020-01-01" #inst "2020-01-01T00:00:00Z")
;=> true
(compare #inst "2020-01-01" #inst "2021-01-01")
;=> -1
#uuid "00000000-0000-0000-0000-00000000000A"
;=> #uuid "00000000-0000-0000-0000-00000000000a"
(uuid? #uuid "00000000-0000-0000-0000-000000000001")
;=> true
(t/is (= 1 1))
;=> true
(with-out-str (binding [t/*test-out* *out*] (t/is (= 1 1))))
;=> ""
(t/function? 'inc)
;=> true
(t/function? 'when)
;=> false
(t/get-possibly-unbound-var #'inc)
;=> #object[]
(do (t/deftest adds (t/testing "sum" (t/is (= 2 (+ 1 1))) (t/is (= 3 (+ 1 1)) "off by one") (t/is (thrown? ArithmeticException (/ 1 0))) (t/are [x y] (= x y) 1 1 2 3))) (let [c (binding [t/*test-out* (java.io.StringWriter.)] (t/test-vars [#'adds]) 1)] c))
;=> 1

;; --- Java's collections and hashes
[(java.util.ArrayList. [1 "a" nil]) (java.util.LinkedList. [1]) (java.util.LinkedList.) (java.util.HashMap. {:a 1}) (java.util.HashMap.) (java.util.HashSet. [1]) (java.util.Vector. [1]) (java.util.Stack.)]
;=> [[1 "a" nil] (1) () {:a 1} {} #{1} [1] []]
[(str (java.util.ArrayList. [1 "a" nil])) (str (java.util.HashMap. {"a" 1})) (str (java.util.HashSet. ["a"])) (str (java.util.LinkedList.)) (.toString (java.util.ArrayList. [[1 "b"]]))]
;=> ["[1, a, null]" "{a=1}" "[a]" "[]" "[[1 \"b\"]]"]
[(.hashCode "") (.hashCode "abc") (.hashCode "é€") (.hashCode "😀") (.hashCode 0) (.hashCode -1) (.hashCode 4294967296) (.hashCode 1.5) (.hashCode -0.0) (.hashCode true) (.hashCode false)]
;=> [0 96354 15587 1772899 0 0 1 1073217536 -2147483648 1231 1237]
[(.hashCode [1 2]) (.hashCode []) (.hashCode '(1 "a")) (.hashCode #{1 2}) (.hashCode {1 2}) (.hashCode {"a" nil}) (.hashCode [nil [1]]) (.hashCode (vector-of :long 1 2)) (.hashCode (java.util.ArrayList. [1 2]))]
;=> [994 1 1089 3 3 97 993 994 994]
[(format "%h" "hello") (format "%H" "hello") (format "%h" "é")]
;=> ["5e918d2" "5E918D2" "e9"]
[(re-find #"^?a" "ba") (re-find #"a$?b" "ab") (re-find #"^*a" "a") (re-find #"(^)?a" "a") (re-find #"x^?" "x") (re-seq #"^?b" "ab")]
;=> ["a" "ab" "a" ["a" ""] "x" ("b")]
(let [d (delay (throw (ex-info "no" {})))] (try @d (catch Exception _)) (re-find #":status :\w+" (pr-str d)))
;=> ":status :failed"
(mapv (fn [x] (re-find #"\{:status.*\}" (pr-str x))) [(delay 1) (doto (delay 2) deref) (promise) (doto (promise) (deliver :x)) (atom nil) (doto (future 5) deref)])
;=> ["{:status :pending, :val nil}" "{:status :ready, :val 2}" "{:status :pending, :val nil}" "{:status :ready, :val :x}" "{:status :ready, :val nil}" "{:status :ready, :val 5}"]
(mapv (fn [f] (try (f) (catch UnsupportedOperationException _ :unsupported))) [(fn [] (.add [1] 2)) (fn [] (.put {} 1 2)) (fn [] (.remove #{1} 1)) (fn [] (.clear '(1))) (fn [] (.addAll [1] [2])) (fn [] (.removeAll [1] [1])) (fn [] (.retainAll #{1} [1])) (fn [] (.putAll {} {1 2}))])
;=> [:unsupported :unsupported :unsupported :unsupported :unsupported :unsupported :unsupported :unsupported]
(read-string "#java.lang.Long[42]")
;=> 42
(read-string "#java.lang.String[\"a\"]")
;=> "a"
(read-string "#java.lang.Long{:a 1}")
;!! IllegalArgumentException
(clojure.instant/read-instant-date "2010-11-12T13:14:15.123456789Z")
;=> #inst "2010-11-12T13:14:15.123-00:00"
;settled instant: #inst "2010-11-12T13:14:15.123456-00:00"
(mapv (fn [x] (try (.hashCode x) (catch Throwable _ :throws))) [(map inc [1]) (lazy-seq nil) (cons 1 nil)])
;=> [33 1 32]
