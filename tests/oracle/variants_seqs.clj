;; SPDX-License-Identifier: MIT
;; Calls of the functions of sequences with unusual values, at the ends of ranges and in rare arities, for which a wrong answer would not be noticed.
(ns oracle.variants-seqs)
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

(partition-all 1.5M (double-array [1.0 2.5]))
;=> ((1.0 2.5))
(partition-all 1.5 [1 2 3])
;=> ((1 2) (3))
(partition-all 2 1.5 [1 2 3 4 5])
;=> ((1 2) (3 4) (5))
(partition 1.5M (double-array [1.0 2.5 3.0]))
;=> ()
(partition 2.0 [1 2 3 4])
;=> ()
