;; SPDX-License-Identifier: MIT
;; Vectors, maps, sets, lists, sorted and transient collections.
(ns oracle.colls (:require [clojure.set :as set]))
;=> nil

;; vectors
(vector)
;=> []
(vector nil)
;=> [nil]
(vec nil)
;=> []
(vec '(1 2))
;=> [1 2]
(vec {:a 1})
;=> [[:a 1]]
(vec "ab")
;=> [\a \b]
(vec 1)
;!! RuntimeException
(vec (to-array [1 2]))
;=> [1 2]
([1 2 3] 0)
;=> 1
([1 2 3] 3)
;!! IndexOutOfBoundsException
([1 2 3] -1)
;!! IndexOutOfBoundsException
([1 2 3] nil)
;!! IllegalArgumentException
([1 2 3] :a)
;!! IllegalArgumentException
([1 2 3] 1.0)
;!! IllegalArgumentException
([1 2 3] 0 :none)
;!! ArityException
([1 2 3])
;!! ArityException
(get [1 2] 0)
;=> 1
(get [1 2] 2)
;=> nil
(get [1 2] -1)
;=> nil
(get [1 2] :a)
;=> nil
(get [1 2] nil)
;=> nil
(get [1 2] 1.0)
;=> nil
(get [1 2] 0.5)
;=> nil
(get [1 2] 5 :none)
;=> :none
(get [1 2] "0" :none)
;=> :none
(assoc [1 2] 0 :x)
;=> [:x 2]
(assoc [1 2] 2 :x)
;=> [1 2 :x]
(assoc [1 2] 3 :x)
;!! IndexOutOfBoundsException
(assoc [1 2] -1 :x)
;!! IndexOutOfBoundsException
(assoc [1 2] :a 1)
;!! IllegalArgumentException
(assoc [1 2] nil 1)
;!! IllegalArgumentException
(assoc [] 0 1 1 2)
;=> [1 2]
(assoc [1] 0)
;!! ArityException
(assoc [1] 0 1 2)
;!! IllegalArgumentException
(assoc [1 2] 1.0 3)
;!! IllegalArgumentException
(subvec [1 2 3 4] 1 3)
;=> [2 3]
(subvec [1 2 3] 1)
;=> [2 3]
(subvec [1 2 3] 3)
;=> []
(subvec [1 2 3] 4)
;!! IndexOutOfBoundsException
(subvec [1 2 3] 2 1)
;!! IndexOutOfBoundsException
(subvec [1 2 3] -1 2)
;!! IndexOutOfBoundsException
(subvec [1 2 3] 0 4)
;!! IndexOutOfBoundsException
(subvec nil 0)
;!! NullPointerException
(subvec '(1 2) 0)
;!! ClassCastException
(subvec [1 2] 0.5 1.7)
;=> [1]
(conj (subvec [1 2 3] 0 2) :x)
;=> [1 2 :x]
(assoc (subvec [1 2 3] 1) 0 :x)
;=> [:x 3]
(pop (subvec [1 2 3] 1))
;=> [2]
(subvec (subvec [1 2 3 4 5] 1 4) 1 2)
;=> [3]
(peek [1 2])
;=> 2
(peek [])
;=> nil
(peek nil)
;=> nil
(peek '(1 2))
;=> 1
(peek ())
;=> nil
(peek #{1})
;!! ClassCastException
(peek (range 3))
;!! ClassCastException
(peek 1)
;!! ClassCastException
(pop [1 2])
;=> [1]
(pop [])
;!! IllegalStateException
(pop nil)
;=> nil
(pop '(1 2))
;=> (2)
(pop ())
;!! IllegalStateException
(pop {})
;!! ClassCastException
(pop (seq [1 2]))
;!! ClassCastException
(contains? [1 2] 0)
;=> true
(contains? [1 2] 2)
;=> false
(contains? [1 2] -1)
;=> false
(contains? [1 2] :a)
;=> false
(contains? [1 2] 0.0)
;=> false
(contains? nil :a)
;=> false
(contains? {:a nil} :a)
;=> true
(contains? #{nil} nil)
;=> true
(contains? "abc" 1)
;=> true
(contains? "abc" 3)
;=> false
(contains? "abc" :a)
;!! IllegalArgumentException
(contains? '(1 2) 0)
;!! IllegalArgumentException
(contains? 1 1)
;!! IllegalArgumentException
(contains? :a :a)
;!! IllegalArgumentException
(contains? (int-array 2) 1)
;=> true
(contains? (int-array 2) 2)
;=> false
(contains? (int-array 2) :a)
;!! IllegalArgumentException
(contains? (transient {:a 1}) :a)
;=> true
(find {:a 1} :a)
;=> [:a 1]
(find {:a nil} :a)
;=> [:a nil]
(find {:a 1} :b)
;=> nil
(find [1 2] 1)
;=> [1 2]
(find [1 2] 2)
;=> nil
(find nil :a)
;=> nil
(find #{1} 1)
;!! IllegalArgumentException
(find 1 1)
;!! IllegalArgumentException
(compare [1 2] [1 3])
;=> -1
(compare [1 2] [1])
;=> 1
(compare [2] [1 5])
;=> -1
(compare [] nil)
;=> 1
(compare [1] '(1))
;!! ClassCastException
(vector? [1])
;=> true
(vector? (first {:a 1}))
;=> true
(vector? '(1))
;=> false
(vector? (subvec [1] 0))
;=> true
(mapv vector? [[] (map-entry? 1) (first {:a 1})])
;=> [true false true]
(update [1 2] 0 inc)
;=> [2 2]
(update [1 2] 2 identity)
;=> [1 2 nil]
(update [1 2] 3 identity)
;!! IndexOutOfBoundsException
(update-in [[1]] [0 0] inc)
;=> [[2]]
(rseq (subvec [1 2 3] 1))
;=> (3 2)
(vector-of :int 1 2)
;=> [1 2]
(vector-of :long)
;=> []
(vector-of :byte 300)
;!! IllegalArgumentException
(vector-of :foo 1)
;!! IllegalArgumentException
(conj (vector-of :int 1) 2)
;=> [1 2]
(conj (vector-of :int 1) "a")
;!! ClassCastException
;settled character: [1 97]
(vector-of :boolean true)
;=> [true]

;; lists
(list? '(1))
;=> true
(list? (cons 1 nil))
;=> true
(list? (rest '(1 2)))
;=> true
(list? ())
;=> true
(list? (range 2))
;=> false
(list? (map inc [1]))
;=> false
(seq? ())
;=> true
(seq? [1])
;=> false
(seq? (seq [1]))
;=> true
(seq? nil)
;=> false
(conj () 1 2)
;=> (2 1)
(rest ())
;=> ()
(next ())
;=> nil
(empty '(1 2))
;=> ()
(empty [1])
;=> []
(empty {:a 1})
;=> {}
(empty #{1})
;=> #{}
(empty nil)
;=> nil
(empty "a")
;=> nil
(empty 1)
;=> nil
(empty (range 3))
;=> ()
(empty (map inc [1]))
;=> ()
(empty (first {:a 1}))
;=> nil
(empty (sorted-map 1 2))
;=> {}
(into (empty (sorted-set-by > 1 2)) [1 3 2])
;=> #{3 2 1}
(= () nil)
;=> false
(= () [])
;=> true
(= '(1 2) [1 2])
;=> true
(= (range 2) [0 1] '(0 1) (map identity [0 1]))
;=> true
('(1 2) 0)
;!! ClassCastException
((list) 1)
;!! ClassCastException
(get '(1 2) 0)
;=> nil
(get '(1 2) 0 :none)
;=> :none

;; maps
(hash-map)
;=> {}
(hash-map :a 1)
;=> {:a 1}
(hash-map :a)
;!! IllegalArgumentException
(hash-map :a 1 :a 2)
;=> {:a 2}
(array-map)
;=> {}
(array-map :b 1 :a 2)
;=> {:b 1, :a 2}
(array-map :a)
;!! IllegalArgumentException
(array-map :a 1 :a 2)
;=> {:a 2}
(apply array-map [1 2 3])
;!! IllegalArgumentException
{:a 1 :b 2}
;=> {:a 1, :b 2}
({:a 1} :a)
;=> 1
({:a 1} :b)
;=> nil
({:a 1} :b :none)
;=> :none
({:a nil} :a :none)
;=> nil
({:a 1})
;!! ArityException
({:a 1} 1 2 3)
;!! ArityException
(:a {:a 1})
;=> 1
(:a nil)
;=> nil
(:a nil :none)
;=> :none
(:a 1)
;=> nil
(:a 1 :none)
;=> :none
(:a [1])
;=> nil
(:a #{:a})
;=> :a
(:a #{} :none)
;=> :none
(:a)
;!! ArityException
(:a {} 1 2)
;!! ArityException
('a {'a 1})
;=> 1
('a nil 5)
;=> 5
(get {:a 1} :a)
;=> 1
(get {:a 1} :b)
;=> nil
(get {:a nil} :a :none)
;=> nil
(get nil :a)
;=> nil
(get nil :a :none)
;=> :none
(get 1 :a)
;=> nil
(get 1 :a :none)
;=> :none
(get "abc" 1)
;=> \b
(get "abc" 5)
;=> nil
(get "abc" :a)
;=> nil
(get #{1 2} 1)
;=> 1
(get #{1 2} 3 :none)
;=> :none
(get #{nil} nil :none)
;=> nil
(get {1 :a} 1.0)
;=> nil
(get {1 :a} 1N)
;=> :a
(get {1.0 :a} 1)
;=> nil
(get {[1] :a} '(1))
;=> :a
(get {nil :a} nil)
;=> :a
(get {:a 1})
;!! ArityException
(assoc {:a 1} :b 2)
;=> {:a 1, :b 2}
(assoc {:a 1} :a 2 :a 3)
;=> {:a 3}
(assoc nil :a 1)
;=> {:a 1}
(assoc nil nil nil)
;=> {nil nil}
(assoc {} :a)
;!! ArityException
(assoc {} :a 1 :b)
;!! IllegalArgumentException
(assoc 1 :a 1)
;!! ClassCastException
(assoc '(1) 0 1)
;!! ClassCastException
(assoc #{} :a 1)
;!! ClassCastException
(assoc "a" 0 1)
;!! ClassCastException
(dissoc {:a 1 :b 2} :a)
;=> {:b 2}
(dissoc {:a 1} :b)
;=> {:a 1}
(dissoc {:a 1 :b 2} :a :b)
;=> {}
(dissoc nil :a)
;=> nil
(dissoc {:a 1})
;=> {:a 1}
(dissoc nil)
;=> nil
(dissoc [1] 0)
;!! ClassCastException
(dissoc #{1} 1)
;!! ClassCastException
(dissoc 1 :a)
;!! ClassCastException
(dissoc 1)
;=> 1
(merge)
;=> nil
(merge nil)
;=> nil
(merge nil nil)
;=> nil
(merge {:a 1} nil)
;=> {:a 1}
(merge nil {:a 1})
;=> {:a 1}
(merge {:a 1} {:a 2 :b 3})
;=> {:a 2, :b 3}
(merge {:a 1} [:b 2])
;=> {:a 1, :b 2}
(merge [1 2] 3)
;=> [1 2 3]
(merge {} 1)
;!! IllegalArgumentException
(merge {:a 1} {:b 2} nil {:a 3})
;=> {:a 3, :b 2}
(merge #{1} 2)
;=> #{1 2}
(merge 1 2)
;!! ClassCastException
(merge nil 1)
;!! IllegalArgumentException
(merge-with + {:a 1} {:a 2 :b 3})
;=> {:a 3, :b 3}
(merge-with + nil {:a 1})
;=> {:a 1}
(merge-with +)
;=> nil
(merge-with + {:a 1} nil)
;=> {:a 1}
(merge-with conj {:a []} {:a 1} {:a 2})
;=> {:a [1 2]}
(merge-with nil {:a 1} {:b 2})
;=> {:a 1, :b 2}
(merge-with nil {:a 1} {:a 2})
;!! NullPointerException
(keys nil)
;=> nil
(keys {})
;=> nil
(keys {:a 1})
;=> (:a)
(keys [])
;=> nil
(keys [1])
;!! ClassCastException
(keys [[1 2]])
;!! ClassCastException
(keys #{})
;=> nil
(keys 1)
;!! IllegalArgumentException
(keys "")
;=> nil
(keys (map identity {:a 1}))
;=> (:a)
(vals nil)
;=> nil
(vals {})
;=> nil
(vals {:a 1 :b nil})
;=> (1 nil)
(vals 1)
;!! IllegalArgumentException
(vals [[1 2]])
;!! ClassCastException
(key (first {:a 1}))
;=> :a
(val (first {:a 1}))
;=> 1
(key [1 2])
;!! ClassCastException
(key nil)
;!! NullPointerException
(val 1)
;!! ClassCastException
(map-entry? (first {:a 1}))
;=> true
(map-entry? [1 2])
;=> false
(map-entry? (vec (first {:a 1})))
;=> false
(map-entry? (find {:a 1} :a))
;=> true
(conj (first {:a 1}) 3)
;=> [:a 1 3]
(assoc (first {:a 1}) 0 :b)
;=> [:b 1]
(pop (first {:a 1}))
;=> [:a]
(clojure.lang.MapEntry. :a 1)
;=> [:a 1]
(clojure.lang.MapEntry/create :a 1)
;=> [:a 1]
(key (clojure.lang.MapEntry/create :a 1))
;=> :a
(get-in {:a {:b 1}} [:a :b])
;=> 1
(get-in {:a {:b 1}} [:a :c])
;=> nil
(get-in {:a {:b 1}} [:a :c] :none)
;=> :none
(get-in {:a nil} [:a] :none)
;=> nil
(get-in {:a 1} [])
;=> {:a 1}
(get-in {:a 1} nil)
;=> {:a 1}
(get-in nil [:a])
;=> nil
(get-in nil nil :none)
;=> nil
(get-in [[1 2]] [0 1])
;=> 2
(get-in {:a 1} [:a :b :c])
;=> nil
(get-in {:a 1} :a)
;!! IllegalArgumentException
(get-in {:a 1} 1)
;!! IllegalArgumentException
(get-in "abc" [0])
;=> \a
(assoc-in {} [:a :b] 1)
;=> {:a {:b 1}}
(assoc-in nil [:a] 1)
;=> {:a 1}
(assoc-in {:a {:b 1}} [:a :c] 2)
;=> {:a {:b 1, :c 2}}
(assoc-in {} [] 1)
;=> {nil 1}
(assoc-in {} nil 1)
;=> {nil 1}
(assoc-in {:a 1} [:a :b] 1)
;!! ClassCastException
(assoc-in [1] [0] 2)
;=> [2]
(assoc-in [[1]] [0 1] 2)
;=> [[1 2]]
(assoc-in [] [1] 2)
;!! IndexOutOfBoundsException
(update {:a 1} :a inc)
;=> {:a 2}
(update {} :a identity)
;=> {:a nil}
(update nil :a (constantly 1))
;=> {:a 1}
(update {} :a inc)
;!! NullPointerException
(update {:a 1} :a + 1 2 3 4)
;=> {:a 11}
(update {:a 1} :a nil)
;!! NullPointerException
(update-in {:a {:b 1}} [:a :b] + 5)
;=> {:a {:b 6}}
(update-in {} [:a :b] (fnil inc 0))
;=> {:a {:b 1}}
(update-in {} [] (constantly 1))
;=> {nil 1}
(update-in {:a 1} nil identity)
;=> {:a 1, nil nil}
(update-vals {:a 1 :b 2} inc)
;=> {:a 2, :b 3}
(update-vals nil inc)
;=> {}
(update-vals [1 2] inc)
;=> [2 3]
(update-vals 1 inc)
;!! IllegalArgumentException
(update-keys {:a 1} name)
;=> {"a" 1}
(update-keys nil name)
;=> {}
(update-keys {:a 1 :b 2} (constantly :x))
;=> {:x 2}
(select-keys {:a 1 :b 2} [:a])
;=> {:a 1}
(select-keys {:a 1} [:b])
;=> {}
(select-keys {:a nil} [:a])
;=> {:a nil}
(select-keys nil [:a])
;=> {}
(select-keys {:a 1} nil)
;=> {}
(select-keys [10 20] [1])
;=> {1 20}
(select-keys {:a 1} :a)
;!! IllegalArgumentException
(select-keys {:a 1} {:a 1})
;=> {}
(reduce conj {} [[:a 1] {:b 2}])
;=> {:a 1, :b 2}
(map? {})
;=> true
(map? (sorted-map))
;=> true
(map? [])
;=> false
(map? nil)
;=> false
(count {:a 1 :b 2})
;=> 2
(seq {})
;=> nil
(= {:a 1} {:a 1.0})
;=> false
(= {:a 1} (sorted-map :a 1) (hash-map :a 1))
;=> true
(= {:a 1} [[:a 1]])
;=> false
(= {1 :a} {1N :a})
;=> true
(every? map-entry? {:a 1 :b 2})
;=> true
(read-string "{:a 1 :a 2}")
;!! IllegalArgumentException
(read-string "{:a}")
;!! RuntimeException
(hash-map nil nil)
;=> {nil nil}
(count (zipmap (range 100) (range 100)))
;=> 100
(= (zipmap (range 20) (range)) (into (sorted-map) (zipmap (range 20) (range))))
;=> true

;; sets
(set nil)
;=> #{}
(set [1 1 2])
;=> #{1 2}
(set "aab")
;=> #{\a \b}
(set {:a 1})
;=> #{[:a 1]}
(set 1)
;!! IllegalArgumentException
(hash-set)
;=> #{}
(hash-set 1 1)
;=> #{1}
(hash-set nil)
;=> #{nil}
(sort (hash-set 3 1 2 1))
;=> (1 2 3)
(#{1 2} 1)
;=> 1
(#{1 2} 3)
;=> nil
(#{nil} nil)
;=> nil
(#{false} false)
;=> false
(#{1} 1 :none)
;!! ArityException
(#{1} 2 :none)
;!! ArityException
(#{1})
;!! ArityException
(conj #{1} nil)
;=> #{nil 1}
(disj #{1 2} 1)
;=> #{2}
(disj #{1} 5)
;=> #{1}
(disj #{1 2 3} 1 2)
;=> #{3}
(disj nil 1)
;=> nil
(disj #{1})
;=> #{1}
(disj nil)
;=> nil
(disj [1] 0)
;!! ClassCastException
(disj {:a 1} :a)
;!! ClassCastException
(contains? #{1} 1.0)
;=> false
(contains? #{1} 1N)
;=> true
(contains? #{[1]} '(1))
;=> true
(= #{1 2} #{2 1})
;=> true
(= #{1} [1])
;=> false
(= #{} nil)
;=> false
(= #{1} (sorted-set 1))
;=> true
(set? #{})
;=> true
(set? (sorted-set))
;=> true
(set? {})
;=> false
(read-string "#{1 1}")
;!! IllegalArgumentException
(count #{1 1.0 1N 1M})
;!! IllegalArgumentException
(set/union)
;=> #{}
(set/union nil)
;=> nil
(set/union nil nil)
;=> nil
(set/union #{1} nil)
;=> #{1}
(set/union #{1} #{2})
;=> #{1 2}
(set/union #{1} [2 3])
;=> [2 3 1]
(set/union [1] #{2})
;=> [1 2]
(set/union #{1} #{2} #{3})
;=> #{1 3 2}
(set/intersection #{1 2} #{2 3})
;=> #{2}
(set/intersection #{1} nil)
;=> nil
(set/intersection nil nil)
;=> nil
(set/intersection #{1 2})
;=> #{1 2}
(set/intersection)
;!! ArityException
(set/intersection #{1 2} [1])
;=> [1]
(set/intersection #{1} #{1 2 3})
;=> #{1}
(set/intersection {:a 1} {:a 1})
;!! ClassCastException
(set/difference #{1 2} #{2})
;=> #{1}
(set/difference #{1 2} [2])
;=> #{1}
(set/difference #{1} nil)
;=> #{1}
(set/difference nil #{1})
;=> nil
(set/difference #{1 2 3} #{1} #{2})
;=> #{3}
(set/difference)
;!! ArityException
(set/select odd? #{1 2 3})
;=> #{1 3}
(set/select odd? nil)
;=> nil
(set/select odd? [1 2])
;!! ClassCastException
(set/project #{{:a 1 :b 2}} [:a])
;=> #{{:a 1}}
(set/project nil [:a])
;=> #{}
(set/project [{:a 1 :b 2}] [:b])
;=> #{{:b 2}}
(set/rename #{{:a 1}} {:a :b})
;=> #{{:b 1}}
(set/rename-keys {:a 1 :b 2} {:a :c})
;=> {:b 2, :c 1}
(set/rename-keys {:a 1 :b 2} {:a :b :b :a})
;=> {:b 1, :a 2}
(set/rename-keys nil {:a :b})
;=> nil
(set/rename-keys {:a 1} nil)
;=> {:a 1}
(set/map-invert {:a 1 :b 2})
;=> {1 :a, 2 :b}
(set/map-invert nil)
;=> {}
(set/map-invert {:a 1 :b 1})
;=> {1 :b}
(set/map-invert [1])
;=> {1 0}
(set/index #{{:a 1 :b 2} {:a 1 :b 3}} [:a])
;=> {{:a 1} #{{:a 1, :b 2} {:a 1, :b 3}}}
(set/index nil [:a])
;=> {}
(set/join #{{:a 1 :b 2}} #{{:b 2 :c 3}})
;=> #{{:a 1, :b 2, :c 3}}
(set/join #{{:a 1}} #{{:b 2}})
;=> #{{:a 1, :b 2}}
(set/join #{{:a 1}} #{{:x 1 :y 2}} {:a :x})
;=> #{{:a 1, :x 1, :y 2}}
(set/join nil #{{:a 1}})
;=> #{}
(set/subset? #{1} #{1 2})
;=> true
(set/subset? #{} nil)
;=> true
(set/subset? nil #{1})
;=> true
(set/subset? #{1 3} #{1 2})
;=> false
(set/superset? #{1 2} #{1})
;=> true
(set/superset? nil nil)
;=> true
(set/subset? [1] #{1})
;=> true
(set/union 1 2)
;!! UnsupportedOperationException

;; sorted
(sorted-map)
;=> {}
(sorted-map :b 1 :a 2)
;=> {:a 2, :b 1}
(sorted-map :a)
;!! IllegalArgumentException
(sorted-map 1 :a "b" :c)
;!! ClassCastException
(sorted-map nil 1 :a 2)
;=> {nil 1, :a 2}
(sorted-map-by > 1 :a 2 :b)
;=> {2 :b, 1 :a}
(sorted-map-by > 1)
;!! IllegalArgumentException
(sorted-set 3 1 2)
;=> #{1 2 3}
(sorted-set 1 "a")
;!! ClassCastException
(sorted-set nil 1)
;=> #{nil 1}
(sorted-set [2] [1 1] [])
;=> #{[] [2] [1 1]}
(sorted-set-by > 1 3 2)
;=> #{3 2 1}
(sorted-set-by (fn [a b] 0) 1 2 3)
;=> #{1}
(sorted-set :b 'a)
;!! ClassCastException
(get (sorted-map :a 1) "x")
;!! ClassCastException
(get (sorted-map :a 1) nil)
;=> nil
(contains? (sorted-set 1 2) "x")
;!! ClassCastException
(assoc (sorted-map 1 2) :a 3)
;!! ClassCastException
(dissoc (sorted-map :a 1 :b 2) :a)
;=> {:b 2}
(disj (sorted-set 1 2 3) 2)
;=> #{1 3}
(first (sorted-map :b 1 :a 2))
;=> [:a 2]
(last (sorted-map :b 1 :a 2))
;=> [:b 1]
(sorted? (sorted-map))
;=> true
(sorted? {})
;=> false
(sorted? nil)
;=> false
(= (sorted-map :a 1) {:a 1})
;=> true
(conj (sorted-set 1) nil)
;=> #{nil 1}
((sorted-map :a 1) :a)
;=> 1
((sorted-set 1 2) 2)
;=> 2
(seq (sorted-set))
;=> nil
(sorted-set 1 1.0 1N)
;=> #{1}
(into (sorted-map-by (comparator >)) {1 1 2 2})
;=> {2 2, 1 1}
(keys (sorted-map 2 :b 1 :a 3 :c))
;=> (1 2 3)
(sorted-set "b" "a" "C")
;=> #{"C" "a" "b"}
(sorted-map 1.5 :a 1 :b 3/2 :c)
;=> {1 :b, 1.5 :c}

;; transients
(persistent! (conj! (transient []) 1 2))
;!! ArityException
(persistent! (conj! (transient []) 1))
;=> [1]
(persistent! (assoc! (transient {}) :a 1 :b 2))
;=> {:a 1, :b 2}
(persistent! (dissoc! (transient {:a 1 :b 2}) :a :b))
;=> {}
(persistent! (disj! (transient #{1 2}) 1))
;=> #{2}
(persistent! (pop! (transient [1 2])))
;=> [1]
(persistent! (pop! (transient [])))
;!! IllegalStateException
(persistent! (assoc! (transient [1]) 1 2))
;=> [1 2]
(persistent! (assoc! (transient [1]) 2 2))
;!! IndexOutOfBoundsException
(persistent! (assoc! (transient [1]) :a 2))
;!! IllegalArgumentException
(get (transient {:a 1}) :a)
;=> 1
((transient {:a 1}) :a)
;=> 1
((transient {:a 1}) :b :none)
;=> :none
((transient [1 2]) 1)
;=> 2
((transient #{1}) 1)
;=> 1
((transient #{1}) 2 :none)
;=> :none
(:a (transient {:a 1}))
;=> 1
(count (transient [1 2]))
;=> 2
(nth (transient [1 2]) 0)
;=> 1
(nth (transient [1 2]) 5)
;!! IndexOutOfBoundsException
(nth (transient [1 2]) 5 :none)
;=> :none
(transient '(1))
;!! ClassCastException
(transient nil)
;!! NullPointerException
(transient 1)
;!! ClassCastException
(transient (sorted-map))
;!! ClassCastException
(transient "a")
;!! ClassCastException
(conj!)
;=> #object[]
(conj! (transient [1]))
;=> #object[]
(conj! nil 1)
;!! NullPointerException
(conj! [] 1)
;!! ClassCastException
(persistent! [])
;!! ClassCastException
(persistent! nil)
;!! NullPointerException
(let [t (transient [])] (persistent! t) (conj! t 1))
;!! IllegalAccessError
(let [t (transient {})] (persistent! t) (get t :a))
;!! IllegalAccessError
(let [t (transient {})] (persistent! t) (persistent! t))
;!! IllegalAccessError
(seq (transient [1]))
;!! IllegalArgumentException
(map inc (transient [1]))
;!! IllegalArgumentException
(contains? (transient #{1}) 1)
;=> true
(conj! (transient {}) 1)
;!! IllegalArgumentException
(persistent! (conj! (transient {}) [:a 1]))
;=> {:a 1}
(persistent! (conj! (transient {}) {:a 1 :b 2}))
;=> {:a 1, :b 2}
(persistent! (conj! (transient {}) nil))
;=> {}
(persistent! (reduce conj! (transient #{}) [1 1 2]))
;=> #{1 2}
(assoc! (transient #{}) 1 2)
;!! ClassCastException
(meta (persistent! (transient (with-meta [1] {:a 1}))))
;=> nil

;; predicates over values of all sorts
(def values [nil true 0 1.5 3/2 1M 1N \a "a" :a 'a [] () {} #{} (range 2) (first {:a 1}) inc (sorted-set) (sorted-map) #"a" (atom 1) (delay 1) (var values)])
;=> #'oracle.colls/values
(map coll? values)
;=> (false false false false false false false false false false false true true true true true true false true true false false false false)
(map seqable? values)
;=> (true false false false false false false false true false false true true true true true true false true true false false false false)
;settled character: (true false false false false false false true true false false true true true true true true false true true false false false false)
(map sequential? values)
;=> (false false false false false false false false false false false true true false false true true false false false false false false false)
(map associative? values)
;=> (false false false false false false false false false false false true false true false false true false false true false false false false)
(map counted? values)
;=> (false false false false false false false false false false false true true true true true true false true true false false false false)
(map reversible? values)
;=> (false false false false false false false false false false false true false false false false true false true true false false false false)
(map indexed? values)
;=> (false false false false false false false false false false false true false false false false true false false false false false false false)
(map ifn? values)
;=> (false false false false false false false false false true true true false true true false true true true true false false false true)
(map fn? values)
;=> (false false false false false false false false false false false false false false false false false true false false false false false false)
(map seq? values)
;=> (false false false false false false false false false false false false true false false true false false false false false false false false)
(map list? values)
;=> (false false false false false false false false false false false false true false false false false false false false false false false false)
(map empty? [nil "" [] () {} #{}])
;=> (true true true true true true)
(map boolean values)
;=> (false true true true true true true true true true true true true true true true true true true true true true true true)
(map nil? values)
;=> (true false false false false false false false false false false false false false false false false false false false false false false false)
(map some? values)
;=> (false true true true true true true true true true true true true true true true true true true true true true true true)
(map any? values)
;=> (true true true true true true true true true true true true true true true true true true true true true true true true)
(map ident? values)
;=> (false false false false false false false false false true true false false false false false false false false false false false false false)
(map number? values)
;=> (false false true true true true true false false false false false false false false false false false false false false false false false)
(map integer? [1 1N 1.0 1M 1/2 nil "1"])
;=> (true true false false false false false)
(map int? [1 1.0 1/2 nil])
;=> (true false false false)
(map rational? [1 1N 1.0 1M 1/2 nil])
;=> (true true false true true false)
(map ratio? [1 1/2 0.5])
;=> (false true false)
(map decimal? [1M 1.0 1])
;=> (true false false)
(map float? [1.0 1 1M 1/2])
;=> (true false false false)
(map double? [1.0 1 1M 1/2])
;=> (true false false false)
(map keyword? values)
;=> (false false false false false false false false false true false false false false false false false false false false false false false false)
(map symbol? values)
;=> (false false false false false false false false false false true false false false false false false false false false false false false false)
(map string? values)
;=> (false false false false false false false false true false false false false false false false false false false false false false false false)
;settled character: (false false false false false false false true true false false false false false false false false false false false false false false false)
(map map? values)
;=> (false false false false false false false false false false false false false true false false false false false true false false false false)
(map vector? values)
;=> (false false false false false false false false false false false true false false false false true false false false false false false false)
(map set? values)
;=> (false false false false false false false false false false false false false false true false false false true false false false false false)
(map var? values)
;=> (false false false false false false false false false false false false false false false false false false false false false false false true)
(map delay? values)
;=> (false false false false false false false false false false false false false false false false false false false false false false true false)
(map record? values)
;=> (false false false false false false false false false false false false false false false false false false false false false false false false)
(map class? [String nil "a"])
;=> (true false false)
(map volatile? [(volatile! 1) (atom 1)])
;=> (true false)
(map future? [nil 1])
;=> (false false)
(map uuid? [#uuid "00000000-0000-0000-0000-000000000000" "a"])
;=> (true false)
(map inst? [#inst "2020-01-01" "2020"])
;=> (true false)
(map uri? [nil "http://a"])
;=> (false false)
(map bytes? [(byte-array 1) nil "a" [1]])
;=> (true false false false)
(map tagged-literal? [(tagged-literal 'a 1) nil])
;=> (true false)
(map special-symbol? '[if def let fn* recur & . new catch nil])
;=> (true true false true true true true true true false)
(special-symbol? nil)
;=> false
(map simple-symbol? '[a a/b :a])
;=> (true false false)
(map qualified-symbol? '[a a/b :a/b])
;=> (false true false)
(map simple-keyword? [:a :a/b 'a])
;=> (true false false)
(map qualified-keyword? [:a :a/b 'a/b])
;=> (false true false)
(map qualified-ident? [:a :a/b 'a/b 1])
;=> (false true true false)
(map pos-int? [1 0 -1 1.0 nil])
;=> (true false false false false)
(map neg-int? [1 0 -1 -1.0 nil])
;=> (false false true false false)
(map nat-int? [1 0 -1 1.0 nil])
;=> (true true false false false)
(map true? [true 1 nil])
;=> (true false false)
(map false? [false nil 0])
;=> (true false false)
(map boolean? [true false nil 1])
;=> (true true false false)
(map zero? [0 0.0 0N 0M 1])
;=> (true true true true false)
(map infinite? [##Inf ##-Inf 1.0 ##NaN])
;=> (true true false false)
(map NaN? [##NaN 1.0 ##Inf])
;=> (true false false)
(map distinct? [1 2])
;=> (true true)
(distinct? 1 2 1)
;=> false
(distinct? 1 1.0)
;=> true
(distinct? nil nil)
;=> false
(distinct?)
;!! ArityException
