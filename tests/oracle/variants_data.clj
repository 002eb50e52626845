;; SPDX-License-Identifier: MIT
;; Calls of sets, zippers, specs and Java's collections with unusual values, at the ends of ranges and in rare arities, for which a wrong answer would not be noticed.
(ns oracle.variants-data
  (:require [clojure.data :as data]
            [clojure.set :as set]
            [clojure.spec.alpha :as s]
            [clojure.walk :as walk]
            [clojure.zip :as zip]))
;=> nil

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

;; --- specs
(do (s/def ::n (s/and int? pos?)) (s/def ::s string?) (s/def ::m (s/keys :req-un [::n] :opt-un [::s])) [(s/valid? ::n 1) (s/valid? ::n -1) (s/conform ::m {:n 1 :s "a"}) (s/conform ::m {:n 0}) (s/explain-str ::n "a") (s/explain-data ::m {}) (s/conform (s/or :i int? :s string?) "a") (s/conform (s/cat :a int? :b (s/* string?)) [1 "x" "y"]) (s/conform (s/? int?) []) (s/conform (s/+ int?) []) (s/unform (s/or :i int?) [:i 3]) (s/conform (s/nilable int?) nil) (s/conform (s/tuple int? string?) [1 "a"]) (s/conform (s/coll-of int? :kind set?) #{1}) (s/conform (s/map-of keyword? int?) {:a 1}) (s/conform (s/alt :a int? :b string?) [1]) (s/form ::m) (s/describe ::n) (s/conform (s/merge (s/keys :req-un [::n]) (s/keys :req-un [::s])) {:n 1 :s "b"}) (s/conform (s/every int?) [1 2]) (s/conform (s/& (s/* int?) #(even? (count %))) [1 2]) (s/conform (s/int-in 0 5) 5) (s/explain-str (s/cat :a int?) [])])
;=> [true false {:n 1, :s "a"} :clojure.spec.alpha/invalid "\"a\" - failed: int? spec: :oracle.variants-data/n\n" {:clojure.spec.alpha/problems ({:path [], :pred (clojure.core/fn [%] (clojure.core/contains? % :n)), :val {}, :via [:oracle.variants-data/m], :in []}), :clojure.spec.alpha/spec :oracle.variants-data/m, :clojure.spec.alpha/value {}} [:s "a"] {:a 1, :b ["x" "y"]} nil :clojure.spec.alpha/invalid 3 nil [1 "a"] #{1} {:a 1} [:a 1] (clojure.spec.alpha/keys :req-un [:oracle.variants-data/n] :opt-un [:oracle.variants-data/s]) (and int? pos?) {:n 1, :s "b"} [1 2] [1 2] :clojure.spec.alpha/invalid "() - failed: Insufficient input at: [:a]\n"]

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
(mapv (fn [x] (try (.hashCode x) (catch Throwable _ :throws))) [(map inc [1]) (lazy-seq nil) (cons 1 nil)])
;=> [33 1 32]
(data/diff (int-array [1 2]) [1 3])
;=> [[nil 2] [nil 3] [1]]
(data/diff (byte-array [1 2]) (long-array [1 3]))
;=> [[nil 2] [nil 3] [1]]
(data/equality-partition (double-array [1.0]))
;=> :sequential
