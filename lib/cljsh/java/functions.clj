;; SPDX-License-Identifier: MIT
;; Static functions of java.util over collections, arrays and comparators, a part of cljsh.java.

(in-ns 'cljsh.java)

(defn- search
  ([l x] (search l x compare))
  ([l x f]
   (let [v (vec l)]
     (loop [a 0, b (dec (count v))]
       (if (> a b)
         (- (inc a))
         (let [m (quot (+ a b) 2), c (.compare f (v m) x)]
           (cond (neg? c) (recur (inc m) b) (pos? c) (recur a (dec m)) :else m)))))))
(defn- copied-in [to from] (dotimes [i (count from)] (.__setitem__ to i (nth from i))) nil)
(statics java.util.Collections "Functions of collections."
  (newSetFromMap "A set." (fn [_] (java.util.HashSet.)))
  (checkedList "Itself." (fn [c & _] c))
  (checkedMap "Itself." (fn [c & _] c))
  (unmodifiableSortedSet "Itself." identity)
  (unmodifiableSortedMap "Itself." identity)
  (emptyIterator "One that is at its end." (fn [] (.iterator [])))
  (emptyListIterator "One that is at its end." (fn [] (.listIterator (java.util.ArrayList.))))
  (emptySortedMap "An empty sorted map." sorted-map)
  (emptyNavigableMap "An empty sorted map." sorted-map)
  (emptySortedSet "An empty sorted set." sorted-set)
  (emptyNavigableSet "An empty sorted set." sorted-set)
  (unmodifiableNavigableMap "Itself." identity)
  (unmodifiableNavigableSet "Itself." identity)
  (checkedCollection "Itself." (fn [c & _] c))
  (checkedSet "Itself." (fn [c & _] c))
  (emptyEnumeration "One that is at its end." (fn [] (java.util.Collections/enumeration [])))
  (fill "Puts x at all indices." (fn [l x] (copied-in l (vec (repeat (count l) x)))))
  (copy "Copies a list into another." (fn [to from] (copied-in to (vec from))))
  (list "A list of an enumeration." (fn [e] (java.util.ArrayList. (vec (enumeration-seq e)))))
  (swap "Exchanges two elements." (fn [l i j] (let [v (vec l)] (copied-in l (assoc v i (v j) j (v i))))))
  (rotate "Moves all by so many places."
    (fn [l n] (let [v (vec l) k (count v)] (copied-in l (mapv (fn [i] (v (mod (- i n) k))) (range k))))))
  (replaceAll "Puts one in the place of another." (fn [l a b] (copied-in l (mapv (fn [x] (if (= x a) b x)) l)) true))
  (disjoint "Have they no element in common?" (fn [a b] (not-any? (set a) b)))
  (binarySearch "The index of x in a sorted list; or minus where it would be, less one." search))
(defn- by-key [f] (fn [a b] (compare (.apply f a) (.apply f b))))
(statics java.util.Comparator "What orders."
  (naturalOrder "compare" (fn [] compare))
  (reverseOrder "The other way round." (fn [] (fn [a b] (compare b a))))
  (comparing "By what a function makes of them."
    (fn ([f] (by-key f)) ([f c] (fn [a b] (.compare c (.apply f a) (.apply f b))))))
  (comparingInt "By a number." by-key)
  (comparingLong "By a number." by-key)
  (comparingDouble "By a number." by-key)
  (nullsFirst "nil first."
    (fn [f] (fn [a b] (cond (and (nil? a) (nil? b)) 0 (nil? a) -1 (nil? b) 1 :else (.compare f a b)))))
  (nullsLast "nil last."
    (fn [f] (fn [a b] (cond (and (nil? a) (nil? b)) 0 (nil? a) 1 (nil? b) -1 :else (.compare f a b))))))
(statics java.util.function.Function "Functions." (identity "identity" (fn [] identity)))
(statics java.util.Objects "Functions of any object."
  (deepEquals "Are they equal, element by element?"
    (fn [a b] (if (and (cljsh.core/primitive-array? a) (cljsh.core/primitive-array? b)) (= (vec a) (vec b)) (= a b))))
  (checkIndex "The index, if it is below n."
    (fn [i n] (if (< -1 i n) i (throw (IndexOutOfBoundsException. (str "Index " i " out of bounds for length " n))))))
  (requireNonNullElseGet "x, or what a function gives." (fn [x f] (if (nil? x) (if (fn? f) (f) (.get f)) x))))
(defn- deep [x] (if (or (instance? py/list x) (cljsh.core/primitive-array? x)) (mapv deep x) x))
(statics java.util.Arrays "Functions of arrays."
  (deepEquals "Are they equal, element by element?" (fn [a b] (= (deep a) (deep b))))
  (deepHashCode "A hash of all elements." (fn [a] (hash (deep a))))
  (parallelSort "Sorts it." (fn [a & more] (apply sort a more) nil))
  (mismatch "The first index at which they differ, or -1."
    (fn [a b]
      (let [n (min (count a) (count b))]
        (or (first (filter (fn [i] (not= (nth a i) (nth b i))) (range n))) (if (= (count a) (count b)) -1 n)))))
  (compare "Which comes first."
    (fn [a b] (let [c (first (remove zero? (map compare a b)))] (or c (compare (count a) (count b)))))))
