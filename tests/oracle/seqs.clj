;; SPDX-License-Identifier: MIT
;; Seqs: what the functions give, with nil, nothing, too little and too much.
(ns oracle.seqs)
;=> nil

;; first, rest, next and their kin
(map first [nil [] () {} #{} "" [1] '(1 2) {:a 1} "ab" (range 3)])
;=> (nil nil nil nil nil nil 1 1 [:a 1] \a 0)
(map rest [nil [] () {} #{} "" [1] '(1 2) {:a 1} "ab" (range 3)])
;=> (() () () () () () () (2) () (\b) (1 2))
(map next [nil [] () {} #{} "" [1] '(1 2) {:a 1} "ab" (range 3)])
;=> (nil nil nil nil nil nil nil (2) nil (\b) (1 2))
(map second [nil [] [1] [1 2] '(1 2 3) "ab"])
;=> (nil nil nil 2 2 \b)
(map last [nil [] [1] [1 2] '(1 2 3) "ab" (range 5) {:a 1}])
;=> (nil nil 1 2 3 \b 4 [:a 1])
(map butlast [nil [] [1] [1 2] '(1 2 3) (range 3)])
;=> (nil nil nil (1) (1 2) (0 1))
(map ffirst [nil [] [[1 2]] [[]] [[[1]]] {:a 1}])
;=> (nil nil 1 nil [1] :a)
(map fnext [nil [1] [1 2] [1 2 3]])
;=> (nil nil 2 2)
(map nfirst [nil [[]] [[1]] [[1 2 3]]])
;=> (nil nil nil (2 3))
(map nnext [nil [] [1] [1 2] [1 2 3]])
;=> (nil nil nil nil (3))
(first 1)
;!! IllegalArgumentException
(first :a)
;!! IllegalArgumentException
(rest 1)
;!! IllegalArgumentException
(next 'a)
;!! IllegalArgumentException
(first inc)
;!! IllegalArgumentException
(last 5)
;!! IllegalArgumentException
(seq nil)
;=> nil
(map seq [[] () {} #{} "" (range 0) (lazy-seq nil)])
;=> (nil nil nil nil nil nil nil)
(seq 1)
;!! IllegalArgumentException
(seq :k)
;!! IllegalArgumentException
(seq 'sym)
;!! IllegalArgumentException
(seq 1.5)
;!! IllegalArgumentException
(seq true)
;!! IllegalArgumentException
(seq {:a 1})
;=> ([:a 1])
(seq "abc")
;=> (\a \b \c)
(seq (into-array [1 2]))
;=> (1 2)
(empty? nil)
;=> true
(empty? 1)
;!! IllegalArgumentException
(map empty? [[] () {} #{} "" [nil] '(nil) {nil nil} #{nil} " " (range 0)])
;=> (true true true true true false false false false false true)
(map not-empty [[] () {} #{} "" nil [1] "a" {:a 1}])
;=> (nil nil nil nil nil nil [1] "a" {:a 1})
(cons 1 nil)
;=> (1)
(cons 1 [2 3])
;=> (1 2 3)
(cons 1 "ab")
;=> (1 \a \b)
(cons nil nil)
;=> (nil)
(cons 1 2)
;!! IllegalArgumentException
(cons :a :b)
;!! IllegalArgumentException
(cons 1 {:a 1})
;=> (1 [:a 1])
(cons)
;!! ArityException
(cons 1)
;!! ArityException
(class? (cons 1 nil))
;=> false
(conj nil 1)
;=> (1)
(conj nil 1 2)
;=> (2 1)
(conj)
;=> []
(conj nil)
;=> nil
(conj [1] 2 3)
;=> [1 2 3]
(conj '(1) 2 3)
;=> (3 2 1)
(conj #{1} 1 2)
;=> #{1 2}
(conj {:a 1} [:b 2])
;=> {:a 1, :b 2}
(conj {:a 1} {:b 2 :c 3})
;=> {:a 1, :b 2, :c 3}
(conj {:a 1} nil)
;=> {:a 1}
(conj {:a 1} [:b])
;!! IllegalArgumentException
(conj {:a 1} [1 2 3])
;!! IllegalArgumentException
(conj {:a 1} 1)
;!! IllegalArgumentException
(conj {:a 1} '(:b 2))
;!! ClassCastException
(conj {:a 1} "ab")
;!! ClassCastException
(conj 1 2)
;!! ClassCastException
(conj "a" "b")
;!! ClassCastException
(conj (range 3) :x)
;=> (:x 0 1 2)
(conj (lazy-seq [1 2]) 0)
;=> (0 1 2)
(list)
;=> ()
(list 1 nil 2)
;=> (1 nil 2)
(list* 1 nil)
;=> (1)
(list* nil)
;=> nil
(list* [1 2])
;=> (1 2)
(list* 1 2 [3 4])
;=> (1 2 3 4)
(list* 1 2)
;!! IllegalArgumentException
(list* 1 2 "ab")
;=> (1 2 \a \b)
(concat)
;=> ()
(concat nil)
;=> ()
(concat nil nil)
;=> ()
(concat [1] nil [2] "a" {:k 1})
;=> (1 2 \a [:k 1])
(concat [1] 2)
;!! IllegalArgumentException
(seq (concat [] nil ()))
;=> nil
(concat 1)
;!! IllegalArgumentException
(reverse nil)
;=> ()
(reverse [1 2 3])
;=> (3 2 1)
(reverse "abc")
;=> (\c \b \a)
(reverse {:a 1 :b 2})
;=> ([:b 2] [:a 1])
(reverse 1)
;!! IllegalArgumentException
(map #(nth [10 20 30] %) [0 1 2])
;=> (10 20 30)
(nth [1 2] 2)
;!! IndexOutOfBoundsException
(nth [1 2] -1)
;!! IndexOutOfBoundsException
(nth [1 2] 2 :none)
;=> :none
(nth [1 2] -1 :none)
;=> :none
(nth nil 0)
;=> nil
(nth nil 5)
;=> nil
(nth nil 5 :none)
;=> :none
(nth "abc" 1)
;=> \b
(nth "abc" 3)
;!! StringIndexOutOfBoundsException
(nth "abc" 3 :none)
;=> :none
(nth '(1 2 3) 2)
;=> 3
(nth '(1 2 3) 3)
;!! IndexOutOfBoundsException
(nth '(1 2 3) 3 nil)
;=> nil
(nth () 0)
;!! IndexOutOfBoundsException
(nth (range 5) 4)
;=> 4
(nth (range 5) 5)
;!! IndexOutOfBoundsException
(nth (map inc [1 2]) 2)
;!! IndexOutOfBoundsException
(nth {:a 1} 0)
;!! UnsupportedOperationException
(nth #{1} 0)
;!! UnsupportedOperationException
(nth 1 0)
;!! UnsupportedOperationException
(nth :a 0)
;!! UnsupportedOperationException
(nth [1 2] nil)
;!! NullPointerException
(nth [1 2] "0")
;!! ClassCastException
(nth [1 2] 1.7)
;=> 2
(nth [1 2 3] 3/2)
;=> 2
(nth (first {:a 1}) 1)
;=> 1
(nth (first {:a 1}) 2)
;!! IndexOutOfBoundsException
(nth (int-array [1 2]) 1)
;=> 2
(nth (int-array [1 2]) 2)
;!! ArrayIndexOutOfBoundsException
(nthrest [1 2 3] 1)
;=> (2 3)
(nthrest [1 2 3] 5)
;=> ()
(nthrest [1 2 3] 0)
;=> [1 2 3]
(nthrest [1 2 3] -1)
;=> [1 2 3]
(nthrest nil 0)
;=> nil
(nthnext [1 2 3] 1)
;=> (2 3)
(nthnext [1 2 3] 3)
;=> nil
(nthnext [] 0)
;=> nil
(nthnext nil 3)
;=> nil
(nthnext [1 2 3] nil)
;!! NullPointerException
(count nil)
;=> 0
(map count [[] [1] () {} {:a 1} #{1 2} "abc" (range 5) (map inc [1 2]) (to-array [1])])
;=> (0 1 0 0 1 2 3 5 2 1)
(count 1)
;!! UnsupportedOperationException
(count :a)
;!! UnsupportedOperationException
(count inc)
;!! UnsupportedOperationException
(count (lazy-seq [1 2 3]))
;=> 3

;; take, drop, split
(take 2 [1 2 3])
;=> (1 2)
(take 0 [1 2])
;=> ()
(take -1 [1 2])
;=> ()
(take 5 [1 2])
;=> (1 2)
(take 2 nil)
;=> ()
(take 2 1)
;!! IllegalArgumentException
(take nil [1])
;!! NullPointerException
(take 1.5 [1 2 3])
;=> (1 2)
(take 3 (range))
;=> (0 1 2)
(take 2 {:a 1 :b 2 :c 3})
;=> ([:a 1] [:b 2])
(take "2" [1 2])
;!! ClassCastException
(drop 1 [1 2 3])
;=> (2 3)
(drop 0 [1])
;=> (1)
(drop -1 [1])
;=> (1)
(drop 5 [1])
;=> ()
(drop 1 nil)
;=> ()
(drop 1.5 [1 2 3])
;=> (3)
(drop nil [1])
;!! NullPointerException
(take-last 2 [1 2 3])
;=> (2 3)
(take-last 0 [1 2])
;=> nil
(take-last 5 [1 2])
;=> (1 2)
(take-last 2 nil)
;=> nil
(take-last -1 [1])
;=> nil
(drop-last [1 2 3])
;=> (1 2)
(drop-last 2 [1 2 3])
;=> (1)
(drop-last 5 [1 2])
;=> ()
(drop-last 0 [1 2])
;=> (1 2)
(drop-last -1 [1 2])
;=> (1 2)
(drop-last nil)
;=> ()
(take-while pos? [1 2 -1 3])
;=> (1 2)
(take-while pos? nil)
;=> ()
(take-while pos? [])
;=> ()
(take-while #{1} [1 1 2])
;=> (1 1)
(take-while nil [1])
;!! NullPointerException
(drop-while pos? [1 2 -1 3])
;=> (-1 3)
(drop-while pos? nil)
;=> ()
(drop-while pos? [1 2])
;=> ()
(drop-while :a [{:a 1} {:b 1} {:a 1}])
;=> ({:b 1} {:a 1})
(take-nth 2 [1 2 3 4 5])
;=> (1 3 5)
(take-nth 3 (range 10))
;=> (0 3 6 9)
(take-nth 2 nil)
;=> ()
(take 3 (take-nth 0 [1 2]))
;=> (1 1 1)
(take 3 (take-nth -1 [1 2]))
;=> (1 1 1)
(split-at 2 [1 2 3])
;=> [(1 2) (3)]
(split-at 0 [1])
;=> [() (1)]
(split-at 5 [1])
;=> [(1) ()]
(split-at -1 [1])
;=> [() (1)]
(split-at 1 nil)
;=> [() ()]
(split-with pos? [1 2 -1 3])
;=> [(1 2) (-1 3)]
(split-with pos? nil)
;=> [() ()]

;; map and filter
(map inc nil)
;=> ()
(map inc [])
;=> ()
(map + [1 2 3] [10 20])
;=> (11 22)
(map + [1 2] [10 20] [100 200 300])
;=> (111 222)
(map vector [1 2] "ab" '(x y z))
;=> ([1 \a x] [2 \b y])
(map {:a 1} [:a :b])
;=> (1 nil)
(map :a [{:a 1} nil {:b 2} 5])
;=> (1 nil nil nil)
(map inc 1)
;!! IllegalArgumentException
(map inc :a)
;!! IllegalArgumentException
(map nil [1])
;!! NullPointerException
(map 1 [1])
;!! ClassCastException
(map inc [1 nil])
;!! NullPointerException
(map inc {:a 1})
;!! ClassCastException
(map identity {:a 1})
;=> ([:a 1])
(map identity #{1})
;=> (1)
(map)
;!! ArityException
(fn? (map inc))
;=> true
(mapv inc nil)
;=> []
(mapv inc [1 2])
;=> [2 3]
(mapv + [1 2] [3 4 5])
;=> [4 6]
(mapv vector [1 2 3] [4 5 6] [7 8 9])
;=> [[1 4 7] [2 5 8] [3 6 9]]
(mapv inc 1)
;!! IllegalArgumentException
(map-indexed vector "ab")
;=> ([0 \a] [1 \b])
(map-indexed vector nil)
;=> ()
(map-indexed + [10 20])
;=> (10 21)
(keep identity [1 nil false 2])
;=> (1 false 2)
(keep #(when (odd? %) (* % %)) (range 6))
;=> (1 9 25)
(keep :a [{:a 1} {:b 2} nil])
;=> (1)
(keep identity nil)
;=> ()
(keep-indexed #(when (odd? %1) %2) [:a :b :c :d])
;=> (:b :d)
(mapcat reverse [[1 2] [3 4]])
;=> (2 1 4 3)
(mapcat identity nil)
;=> ()
(mapcat identity [nil [1] () [2 3]])
;=> (1 2 3)
(mapcat list [1 2] [3 4])
;=> (1 3 2 4)
(mapcat range [1 2 3])
;=> (0 0 1 0 1 2)
(mapcat inc [1])
;!! IllegalArgumentException
(mapcat identity [1])
;!! IllegalArgumentException
(filter odd? [1 2 3])
;=> (1 3)
(filter nil [1])
;!! NullPointerException
(filter odd? nil)
;=> ()
(filter odd? [1 nil])
;!! IllegalArgumentException
(filter identity [1 nil false true])
;=> (1 true)
(filter #{1 nil} [1 nil 2])
;=> (1)
(filter :a [{:a 1} {:a nil} {:a false}])
;=> ({:a 1})
(filter (comp even? val) {:a 1 :b 2})
;=> ([:b 2])
(filterv odd? [1 2 3])
;=> [1 3]
(filterv odd? nil)
;=> []
(remove odd? [1 2 3])
;=> (2)
(remove nil? [nil 1 false])
;=> (1 false)
(remove odd? nil)
;=> ()
(distinct [1 2 1 3 2])
;=> (1 2 3)
(distinct [1 1.0 1N])
;=> (1 1.0)
(distinct nil)
;=> ()
(distinct [nil nil false false])
;=> (nil false)
(distinct [[1] '(1) #{1}])
;=> ([1] #{1})
(distinct "hello")
;=> (\h \e \l \o)
(dedupe [1 1 2 2 1])
;=> (1 2 1)
(dedupe nil)
;=> ()
(dedupe [nil nil 1])
;=> (nil 1)
(some odd? [2 3])
;=> true
(some odd? [])
;=> nil
(some odd? nil)
;=> nil
(some #{2} [1 2])
;=> 2
(some #{nil} [nil])
;=> nil
(some :a [{:b 1} {:a 2}])
;=> 2
(some {:a 1} [:b :a])
;=> 1
(some nil [1])
;!! NullPointerException
(some odd? [2 "a"])
;!! IllegalArgumentException
(every? odd? [])
;=> true
(every? odd? nil)
;=> true
(every? odd? [1 3])
;=> true
(every? odd? [1 2])
;=> false
(every? #{1} [1 1])
;=> true
(every? nil [])
;=> true
(every? nil [1])
;!! NullPointerException
(not-any? odd? [2 4])
;=> true
(not-every? odd? [1 2])
;=> true
(not-any? odd? nil)
;=> true
(not-every? odd? nil)
;=> false

;; building
(range 0)
;=> ()
(range 5)
;=> (0 1 2 3 4)
(range -3)
;=> ()
(range 2 5)
;=> (2 3 4)
(range 5 2)
;=> ()
(range 0 10 3)
;=> (0 3 6 9)
(range 10 0 -3)
;=> (10 7 4 1)
(range 0 1 0.25)
;=> (0 0.25 0.5 0.75)
(range 1/2 3)
;=> (1/2 3/2 5/2)
(range 0 -5 -2)
;=> (0 -2 -4)
(take 2 (range 1 5 0))
;=> (1 1)
(range 3 3)
;=> ()
(range 0 3 -1)
;=> ()
(range nil)
;!! NullPointerException
(range "a")
;!! ClassCastException
(range 1.5)
;=> (0 1)
(range 0 2 1/2)
;=> (0 1/2 1N 3/2)
(count (range 0 10 3))
;=> 4
(last (range 0 10 3))
;=> 9
(take 3 (iterate inc 5))
;=> (5 6 7)
(take 3 (iterate #(* 2 %) 1))
;=> (1 2 4)
(take 0 (iterate nil 1))
;=> ()
(take 2 (iterate nil 1))
;!! NullPointerException
(repeat 3 :a)
;=> (:a :a :a)
(repeat 0 :a)
;=> ()
(repeat -1 :a)
;=> ()
(take 2 (repeat nil))
;=> (nil nil)
(repeat 2.5 :a)
;=> (:a :a)
(repeat nil :a)
;!! NullPointerException
(take 3 (repeatedly (constantly 1)))
;=> (1 1 1)
(repeatedly 2 (constantly nil))
;=> (nil nil)
(repeatedly 0 (constantly nil))
;=> ()
(repeatedly -1 (constantly nil))
;=> ()
(replicate 2 :x)
;=> (:x :x)
(take 5 (cycle [1 2]))
;=> (1 2 1 2 1)
(cycle [])
;=> ()
(cycle nil)
;=> ()
(take 3 (cycle "ab"))
;=> (\a \b \a)
(take 2 (cycle 1))
;!! IllegalArgumentException
(interleave [1 2 3] [:a :b])
;=> (1 :a 2 :b)
(interleave)
;=> ()
(interleave [1 2])
;=> (1 2)
(interleave nil [1])
;=> ()
(interleave [1 2] "ab" '(x y))
;=> (1 \a x 2 \b y)
(interpose :x [1 2 3])
;=> (1 :x 2 :x 3)
(interpose :x [])
;=> ()
(interpose :x nil)
;=> ()
(interpose :x [1])
;=> (1)
(interpose nil [1 2])
;=> (1 nil 2)
(zipmap [:a :b] [1 2 3])
;=> {:a 1, :b 2}
(zipmap nil [1])
;=> {}
(zipmap [:a] nil)
;=> {}
(zipmap [:a :a] [1 2])
;=> {:a 2}
(zipmap "ab" [1 2])
;=> {\a 1, \b 2}

;; partitions and groups
(partition 2 [1 2 3 4 5])
;=> ((1 2) (3 4))
(partition 2 1 [1 2 3])
;=> ((1 2) (2 3))
(partition 2 3 [1 2 3 4 5 6])
;=> ((1 2) (4 5))
(partition 3 3 [:p] [1 2 3 4])
;=> ((1 2 3) (4 :p))
(partition 3 3 [] [1 2 3 4])
;=> ((1 2 3) (4))
(partition 3 3 nil [1 2 3 4])
;=> ((1 2 3) (4))
(partition 3 3 [:p :q :r] [1 2 3 4])
;=> ((1 2 3) (4 :p :q))
(partition 2 nil)
;=> ()
(partition 5 [1 2])
;=> ()
(take 2 (partition 0 [1 2 3]))
;=> (() ())
(take 2 (partition -1 [1 2 3]))
;=> ()
(take 2 (partition 2 0 [1 2 3]))
;=> ((1 2) (1 2))
(partition-all 2 [1 2 3])
;=> ((1 2) (3))
(partition-all 2 1 [1 2 3])
;=> ((1 2) (2 3) (3))
(partition-all 3 nil)
;=> ()
(partition-all 2 3 (range 7))
;=> ((0 1) (3 4) (6))
(take 2 (partition-all 0 [1 2 3]))
;=> (() ())
(partition-by odd? [1 1 2 3 3])
;=> ((1 1) (2) (3 3))
(partition-by identity "aabbc")
;=> ((\a \a) (\b \b) (\c))
(partition-by odd? nil)
;=> ()
(partition-by identity [nil nil 1])
;=> ((nil nil) (1))
(partition nil [1 2])
;!! NullPointerException
(group-by odd? (range 5))
;=> {false [0 2 4], true [1 3]}
(group-by :a [{:a 1} {:a 2} {:b 1}])
;=> {1 [{:a 1}], 2 [{:a 2}], nil [{:b 1}]}
(group-by odd? nil)
;=> {}
(group-by count ["a" "bb" "c"])
;=> {1 ["a" "c"], 2 ["bb"]}
(frequencies "hello")
;=> {\h 1, \e 1, \l 2, \o 1}
(frequencies nil)
;=> {}
(frequencies [1 1.0 1N nil nil])
;=> {1 2, 1.0 1, nil 2}
(sort-by key (frequencies [3 1 2 1]))
;=> ([1 2] [2 1] [3 1])

;; sorting
(sort [3 1 2])
;=> (1 2 3)
(sort nil)
;=> ()
(sort [])
;=> ()
(sort > [3 1 2])
;=> (3 2 1)
(sort "hello")
;=> (\e \h \l \l \o)
(sort [[2 1] [1 5] [1]])
;=> ([1] [1 5] [2 1])
(sort [:b :a 'c])
;!! ClassCastException
(sort [nil 1 nil])
;=> (nil nil 1)
(sort ["b" "a" nil])
;=> (nil "a" "b")
(sort [1 "a"])
;!! ClassCastException
(sort [1 :a])
;!! ClassCastException
(sort [#{1} #{2}])
;!! ClassCastException
(sort [{:a 1} {:b 1}])
;!! ClassCastException
(sort [1.5 1 3/2 2N])
;=> (1 1.5 3/2 2N)
(sort #(compare %2 %1) [1 2 3])
;=> (3 2 1)
(sort < ["a" "b"])
;!! ClassCastException
(sort {:b 1 :a 2})
;=> ([:a 2] [:b 1])
(sort #{3 1 2})
;=> (1 2 3)
(sort [true false true])
;=> (false true true)
(sort 1)
;!! IllegalArgumentException
(sort-by count ["ccc" "a" "bb"])
;=> ("a" "bb" "ccc")
(sort-by - [1 2 3])
;=> (3 2 1)
(sort-by first > [[1 :a] [2 :b]])
;=> ([2 :b] [1 :a])
(sort-by :a [{:a 2} {:a 1} {}])
;=> ({} {:a 1} {:a 2})
(sort-by :k nil)
;=> ()
(sort-by nil [1])
;=> (1)
;settled strict: !! ClassCastException
(sort ['b/a 'a/b 'a])
;=> (a a/b b/a)
(sort [:b/a :a/b :a])
;=> (:a :a/b :b/a)
(sort-by val {:a 2 :b 1})
;=> ([:b 1] [:a 2])
(max-key count "a" "bbb" "cc")
;=> "bbb"
(max-key :a {:a 1})
;=> {:a 1}
(min-key count "aa" "b" "c")
;=> "c"
(max-key identity 1 3 2)
;=> 3
(max-key count)
;!! ArityException
(apply max-key second {:a 1 :b 3})
;=> [:b 3]

;; flatten and trees
(flatten [1 [2 [3 '(4 [5])]]])
;=> (1 2 3 4 5)
(flatten nil)
;=> ()
(flatten 1)
;=> ()
(flatten {:a 1})
;=> ()
(flatten [{:a [1]} #{2} "ab"])
;=> ({:a [1]} #{2} "ab")
(flatten [nil [nil]])
;=> (nil nil)
(tree-seq sequential? identity [1 [2 [3]]])
;=> ([1 [2 [3]]] 1 [2 [3]] 2 [3] 3)
(tree-seq vector? seq 1)
;=> (1)
(map count (tree-seq coll? seq [[1] [2 3]]))
;!! UnsupportedOperationException
(into [] nil)
;=> []
(into nil [1 2])
;=> (2 1)
(into nil nil)
;=> nil
(into)
;=> []
(into [1])
;=> [1]
(into [] {:a 1})
;=> [[:a 1]]
(into {} [[:a 1] [:b 2]])
;=> {:a 1, :b 2}
(into {} nil)
;=> {}
(into {} [1])
;!! IllegalArgumentException
(into {} [[1]])
;!! IllegalArgumentException
(into {} [{:a 1} {:b 2}])
;=> {:a 1, :b 2}
(into () [1 2 3])
;=> (3 2 1)
(into #{} "hello")
;=> #{\e \h \l \o}
(into [] 1)
;!! IllegalArgumentException
(into 1 [2])
;!! ClassCastException
(into [1] (map inc) [1 2])
;=> [1 2 3]
(into {:x 1} (filter (comp odd? val)) {:a 1 :b 2})
;=> {:x 1, :a 1}
(into (sorted-map) {:b 1 :a 2})
;=> {:a 2, :b 1}
(into (sorted-set) [3 1 2])
;=> #{1 2 3}

;; reduce
(reduce + [])
;=> 0
(reduce + nil)
;=> 0
(reduce + [1])
;=> 1
(reduce + 10 nil)
;=> 10
(reduce + [1 2 3])
;=> 6
(reduce conj [1 2 3])
;!! ClassCastException
(reduce conj [] {:a 1})
;=> [[:a 1]]
(reduce + 1)
;!! IllegalArgumentException
(reduce + 0 1)
;!! IllegalArgumentException
(reduce nil [])
;!! NullPointerException
(reduce nil [1])
;=> 1
(reduce nil [1 2])
;!! NullPointerException
(reduce #(reduced %2) [1 2 3])
;=> 2
(reduce (fn [a x] (if (> x 2) (reduced a) (+ a x))) 0 (range))
;=> 3
(reduce + "abc")
;!! ClassCastException
(reduce str "abc")
;=> "abc"
(reduce str nil)
;=> ""
(reduce list [1 2 3])
;=> ((1 2) 3)
(reduce list 0 [1 2])
;=> ((0 1) 2)
(reduce-kv #(assoc %1 %3 %2) {} {:a 1 :b 2})
;=> {1 :a, 2 :b}
(reduce-kv + 0 [10 20])
;=> 31
(reduce-kv + 5 nil)
;=> 5
(reduce-kv conj [] "ab")
;!! ClassCastException
(reduce-kv + 0 '(1 2))
;!! ClassCastException
(reduce-kv (fn [_ k v] (reduced k)) nil {:a 1})
;=> :a
(reductions + [1 2 3])
;=> (1 3 6)
(reductions + 10 [1 2])
;=> (10 11 13)
(reductions + [])
;=> (0)
(reductions + 0 nil)
;=> (0)
(reductions (fn [a x] (if (> x 1) (reduced :x) x)) [1 2 3])
;=> (1 :x)
(apply + nil)
;=> 0
(apply + [1 2])
;=> 3
(apply + 1 2 [3])
;=> 6
(apply + 1)
;!! IllegalArgumentException
(apply str "abc")
;=> "abc"
(apply max [])
;!! ArityException
(apply vector {:a 1})
;=> [[:a 1]]
(apply nil [])
;!! NullPointerException
(apply 1 [])
;!! ClassCastException
(apply :a [{:a 1}])
;=> 1
(run! prn [1 2])
;out "1\n2\n"
;=> nil
(run! prn nil)
;=> nil
(doall nil)
;=> nil
(dorun [1 2])
;=> nil
(doall 2 (map inc [1 2 3]))
;=> (2 3 4)
(dorun 1 [1 2])
;=> nil
(seq? (doall (map inc [1])))
;=> true
(rseq [1 2 3])
;=> (3 2 1)
(rseq [])
;=> nil
(rseq (sorted-map :a 1 :b 2))
;=> ([:b 2] [:a 1])
(rseq '(1 2))
;!! ClassCastException
(rseq nil)
;!! NullPointerException
(rseq "ab")
;!! ClassCastException
(subseq (sorted-set 1 2 3 4) > 2)
;=> (3 4)
(subseq (sorted-set 1 2 3 4) >= 2 < 4)
;=> (2 3)
(rsubseq (sorted-set 1 2 3 4) <= 3)
;=> (3 2 1)
(subseq (sorted-map :a 1 :b 2) > :a)
;=> ([:b 2])
(subseq (sorted-set) > 1)
;=> nil
(subseq [1 2] > 1)
;!! ClassCastException
(subseq #{1 2} > 1)
;!! ClassCastException
(subseq (sorted-set 1 2 3) > 5)
;=> nil
(subseq (sorted-set 1 2) > "a")
;!! ClassCastException
(rand-nth [])
;!! IndexOutOfBoundsException
(rand-nth nil)
;=> nil
(rand-nth [7])
;=> 7
(rand-nth {})
;!! UnsupportedOperationException
(shuffle [])
;=> []
(shuffle nil)
;!! NullPointerException
(shuffle [1])
;=> [1]
(shuffle "abc")
;!! ClassCastException
(count (shuffle [1 2 3]))
;=> 3
(shuffle {:a 1})
;!! ClassCastException
(bounded-count 3 (range 10))
;=> 10
(bounded-count 3 [1 2 3 4 5])
;=> 5
(bounded-count 3 nil)
;=> 0
(sequence nil)
;=> ()
(sequence [1 2])
;=> (1 2)
(sequence [])
;=> ()
(sequence (map inc) [1 2])
;=> (2 3)
(sequence (map +) [1 2] [10 20])
;=> (11 22)
(sequence (filter odd?) nil)
;=> ()
(sequence 1)
;!! IllegalArgumentException
(eduction (map inc) [1 2])
;=> (2 3)
(vec (eduction (map inc) (filter even?) [1 2 3]))
;=> [2 4]
(enumeration-seq nil)
;!! NullPointerException
;settled lenient: nil
(lazy-seq)
;=> ()
(lazy-seq nil)
;=> ()
(lazy-seq [1])
;=> (1)
(first (lazy-seq 1))
;!! IllegalArgumentException
(lazy-cat [1] nil [2])
;=> (1 2)
(chunk-first [1 2])
;!! ClassCastException
(chunked-seq? (seq [1]))
;=> true
(chunked-seq? (seq '(1)))
;=> false
(chunked-seq? [1])
;=> false
(seque 2 [1 2 3])
;=> (1 2 3)
(xml-seq {:tag :a :content [{:tag :b :content ["t"]} "u"]})
;=> ({:tag :a, :content [{:tag :b, :content ["t"]} "u"]} {:tag :b, :content ["t"]} "t" "u")
(for [x [1 2] y [:a :b]] [x y])
;=> ([1 :a] [1 :b] [2 :a] [2 :b])
(for [x (range 10) :when (odd? x) :while (< x 6)] x)
;=> (1 3 5)
(for [x [1 2 3] :let [y (* x x)] :when (> y 1)] y)
;=> (4 9)
(for [x nil] x)
;=> ()
(for [x [1 2] y (range x)] [x y])
;=> ([1 0] [2 0] [2 1])
(for [x (range 6) :while (< x 3) y [x] :when (odd? y)] y)
;=> (1)
(for [[k v] {:a 1}] [v k])
;=> ([1 :a])
(for [x 1] x)
;!! IllegalArgumentException
(for [])
;!! ArityException
;settled phase: !! CompilerException
(for [x])
;!! ArityException
;settled phase: !! CompilerException
(for x [1])
;!! CompilerException
(for [:when true] 1)
;!! CompilerException
(for [x [1]])
;!! ArityException
;settled phase: !! CompilerException
(doseq [x [1 2] y "ab"] (print x y ""))
;out "1 a 1 b 2 a 2 b "
;=> nil
(doseq [x [1 2 3] :when (odd? x)] (prn x))
;out "1\n3\n"
;=> nil
(doseq [x nil] (prn x))
;=> nil
(doseq [x 1] x)
;!! IllegalArgumentException
(dotimes [i 3] (print i))
;out "012"
;=> nil
(dotimes [i 0] (print i))
;=> nil
(dotimes [i -1] (print i))
;=> nil
(dotimes [i 2.5] (print i))
;out "01"
;=> nil
(dotimes [i nil] (print i))
;!! NullPointerException
(vec (iteration {nil {:v 1 :k 1} 1 {:v 2}} :vf :v :kf :k))
;=> [1 2]
(vec (iteration (fn [k] (when (< (or k 0) 3) (inc (or k 0))))))
;=> [1 2 3]
(halt-when odd?)
;=> #object[]
(transduce (halt-when odd?) + [2 4 5 6])
;=> 5
(transduce (halt-when odd? (fn [r i] [r i])) conj [] [2 4 5 6])
;=> [[2 4] 5]
(ffirst 1)
;!! IllegalArgumentException
(replace {1 :a} [1 2 1])
;=> [:a 2 :a]
(replace {1 :a} '(1 2))
;=> (:a 2)
(replace [:x :y] [0 1 2])
;=> [:x :y 2]
(replace {1 :a} nil)
;=> ()
(replace nil [1])
;=> [1]
(partitionv 2 [1 2 3])
;1.12 ([1 2])
(splitv-at 1 [1 2 3])
;1.12 [[1] (2 3)]
(partitionv-all 2 [1 2 3])
;1.12 ([1 2] [3])
(random-sample 0 [1 2])
;=> ()
(random-sample 1 [1 2])
;=> (1 2)
(completing +)
;=> #object[]
((completing +) 1)
;=> 1
((completing conj count) [1 2])
;=> 2
(cat)
;!! ArityException
(into [] cat [[1] nil [2 3]])
;=> [1 2 3]
(into [] cat [1])
;!! IllegalArgumentException
(unreduced (reduced 1))
;=> 1
(unreduced 1)
;=> 1
(ensure-reduced 1)
;=> #object[ {:status :ready, :val 1}]
(reduced? (ensure-reduced 1))
;=> true
(reduced? 1)
;=> false
@(reduced 5)
;=> 5
