;; SPDX-License-Identifier: MIT
;; Static functions of java.util: Arrays, Collections, Comparator; a part of cljsh.java.

(in-ns 'cljsh.java)

(defn- order-of [f] (if (nil? f) compare f))
(defn- rearrange [l xs] (.__setitem__ l (py/slice nil nil) (vec xs)) nil)

(defn- part [a i j] (.__getitem__ a (py/slice i j)))
(defn- rearrange-part [a i j xs] (.__setitem__ a (py/slice i j) (vec xs)) nil)
(defn- fill-part [a i j x]
  (if (cljsh.core/primitive-array? a) (cljsh.core/array-fill! a i j x) (rearrange-part a i j (repeat (- j i) x))))
(defn- deep-text [a]
  (if (or (instance? py/list a) (cljsh.core/primitive-array? a))
    (str "[" (str/join ", " (map deep-text a)) "]")
    (if (nil? a) "null" (str a))))
(defn- copy-part
  "A new array of the elements from i to j, with zeros or nils behind its own."
  [a i j]
  (cond
    (cljsh.core/primitive-array? a) (cljsh.core/array-copy a i j)
    (<= j (count a)) (part a i j)
    (bytes? a) (byte-array (- j i) (part a i (count a)))
    :else (py/list (take (- j i) (concat (drop i a) (repeat nil))))))

(def ^:private FixedList
  "An array as a list: its elements change, its length does not."
  (python-class "java.util.Arrays$ArrayList"
    [SubList]
    (zipmap ["add" "addAll" "addFirst" "addLast" "append" "extend" "insert" "clear" "pop" "remove" "__delitem__"]
            (repeat unmodifiable))))

(defn- deep [x] (if (or (instance? py/list x) (cljsh.core/primitive-array? x)) (mapv deep x) x))

(statics java.util.Arrays "Functions of arrays."
  (asList "A list of the arguments, or of an array, of the length it has."
    (fn [& xs]
      (let [whole (if (and (= 1 (count xs)) (instance? py/list (first xs))) (first xs) (py/list xs))]
        (FixedList whole 0 (count whole)))))
  (sort "Sorts in place."
    (fn ([a] (if (cljsh.core/primitive-array? a) (cljsh.core/array-sort! a 0 (count a)) (rearrange a (sort a))))
        ([a f] (rearrange a (sort (order-of f) a)))
        ([a i j]
         (if (cljsh.core/primitive-array? a) (cljsh.core/array-sort! a i j) (rearrange-part a i j (sort (part a i j)))))
        ([a i j f] (rearrange-part a i j (sort (order-of f) (part a i j))))))
  (fill "Puts one value everywhere." (fn ([a x] (fill-part a 0 (count a) x)) ([a i j x] (fill-part a i j x))))
  (setAll "Puts what a function makes of each index."
    (fn [a f] (dotimes [i (count a)] (aset a i (if (fn? f) (f i) (.apply f i))))))
  (binarySearch "The index of x in a sorted array, or where it would be: -1 - that."
    (fn [a x]
      (loop [low 0 high (dec (count a))]
        (if (> low high)
          (- -1 low)
          (let [i (quot (+ low high) 2) c (compare (aget a i) x)]
            (cond (neg? c) (recur (inc i) high) (pos? c) (recur low (dec i)) :else i))))))
  (equals "Are the elements equal?" (fn [a b] (= (seq a) (seq b))))
  (toString "The text of the elements."
    (fn [a] (if (nil? a) "null" (str "[" (str/join ", " (map (fn [x] (if (nil? x) "null" x)) a)) "]"))))
  (hashCode "A hash of the elements."
    (fn [a] (reduce (fn [h x] (unchecked-add-int (unchecked-multiply-int 31 h) (if (nil? x) 0 (.hashCode x)))) 1 a)))
  (deepToString "The text of the elements, and of theirs." deep-text)
  (copyOf "The first n, filled up." (fn [a n] (copy-part a 0 n)))
  (copyOfRange "From one index to another." copy-part)
  (stream "A stream of the elements." (fn [a] ((requiring-resolve 'cljsh.java.util-stream/stream-of) a)))
  (deepEquals "Are they equal, element by element?" (fn [a b] (= (deep a) (deep b))))
  (deepHashCode "A hash of all elements." (fn [a] (hash (deep a))))
  (parallelSort "Sorts it." (fn [a & more] (apply sort a more) nil))
  (mismatch "The first index at which they differ, or -1."
    (fn [a b]
      (let [n (min (count a) (count b))]
        (or (first (filter (fn [i] (not= (nth a i) (nth b i))) (range n))) (if (= (count a) (count b)) -1 n)))))
  (compare "Which comes first."
    (fn [a b] (let [c (first (remove zero? (map compare a b)))] (or c (compare (count a) (count b)))))))

(defn- enumeration-of [coll]
  (let [left (volatile! (seq coll))]
    (reify Object
      (__iter__ [_] (py/iter (or @left ())))
      (hasMoreElements [_] (boolean @left))
      (nextElement [_]
        (when-not @left
          (throw (NoSuchElementException.)))
        (let [x (first @left)]
          (vswap! left next)
          x)))))
(defmethods "Vector" (fn [x] (instance? java.util.Vector x))
  (elements "An enumeration of the elements." enumeration-of))

(defn- shuffled
  "As the JVM does it, so that a generator with a seed gives the same."
  ([l] (rearrange l (shuffle (vec l))))
  ([l random]
   (let [places (object-array l)]
     (loop [i (dec (count places))]
       (when (pos? i)
         (let [j (.nextInt random (inc i)), x (aget places i)]
           (aset places i (aget places j))
           (aset places j x)
           (recur (dec i)))))
     (rearrange l places))))

(defn- extreme [coll order better?]
  (reduce (fn [a b] (if (better? (.compare order b a)) b a)) (or (seq coll) (throw (NoSuchElementException.)))))

(defn- elements-given
  "The arguments, or the elements of the one array that they are."
  [xs]
  (if (and (= 1 (count xs)) (instance? py/list (first xs))) (vec (first xs)) xs))

(defn- places
  "The indexes at which a list is in another."
  [l part]
  (let [n (count part), v (vec l)]
    (filter (fn [i] (= (subvec v i (+ i n)) part)) (range 0 (inc (- (count v) n))))))

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
  (enumeration "An enumeration of the elements." enumeration-of)
  (sort "Sorts in place." (fn ([a] (rearrange a (sort a))) ([a f] (rearrange a (sort (order-of f) a)))))
  (reverse "Reverses in place." (fn [l] (rearrange l (reverse l))))
  (shuffle "Shuffles in place, by a generator that may be given." shuffled)
  (max "The largest, by a comparator that may be given."
    (fn ([c] (extreme c compare pos?)) ([c f] (extreme c (order-of f) pos?))))
  (min "The smallest, by a comparator that may be given."
    (fn ([c] (extreme c compare neg?)) ([c f] (extreme c (order-of f) neg?))))
  (EMPTY_LIST "[]" [])
  (EMPTY_MAP "{}" {})
  (EMPTY_SET "#{}" #{})
  (emptyList "[]" (fn [] []))
  (emptyMap "{}" (fn [] {}))
  (emptySet "#{}" (fn [] #{}))
  (singletonList "[x]" vector)
  (singleton "#{x}" hash-set)
  (singletonMap "{k v}" hash-map)
  (unmodifiableList "A view of a list that refuses to be changed."
    (fn [l] ((requiring-resolve 'cljsh.java.wrapped/->UnmodifiableList) (given l))))
  (unmodifiableMap "A view of a map that refuses to be changed."
    (fn [m] ((requiring-resolve 'cljsh.java.wrapped/->UnmodifiableMap) (given m))))
  (unmodifiableSet "A view of a set that refuses to be changed."
    (fn [s] ((requiring-resolve 'cljsh.java.wrapped/->UnmodifiableSet) (given s))))
  (unmodifiableCollection "A view of a collection that refuses to be changed."
    (fn [c] ((requiring-resolve 'cljsh.java.wrapped/->UnmodifiableCollection) (given c))))
  (asLifoQueue "A deque as a queue that gives first what came last."
    (fn [deque] ((requiring-resolve 'cljsh.java.wrapped/->LifoQueue) deque)))
  (synchronizedCollection "A view of a collection of which a task has the lock while it does something to it."
    (fn [x] ((requiring-resolve 'cljsh.java.synchronized/->SynchronizedCollection) (given x) nil)))
  (synchronizedList "A view of a list of which a task has the lock while it does something to it."
    (fn [x] ((requiring-resolve 'cljsh.java.synchronized/->SynchronizedList) (given x) nil)))
  (synchronizedSet "A view of a set of which a task has the lock while it does something to it."
    (fn [x] ((requiring-resolve 'cljsh.java.synchronized/->SynchronizedSet) (given x) nil)))
  (synchronizedSortedSet "A view of a set of which a task has the lock while it does something to it."
    (fn [x] ((requiring-resolve 'cljsh.java.synchronized/->SynchronizedNavigableSet) (given x) nil)))
  (synchronizedNavigableSet "A view of a set of which a task has the lock while it does something to it."
    (fn [x] ((requiring-resolve 'cljsh.java.synchronized/->SynchronizedNavigableSet) (given x) nil)))
  (synchronizedMap "A view of a map of which a task has the lock while it does something to it."
    (fn [x] ((requiring-resolve 'cljsh.java.synchronized/->SynchronizedMap) (given x) nil)))
  (synchronizedSortedMap "A view of a map of which a task has the lock while it does something to it."
    (fn [x] ((requiring-resolve 'cljsh.java.synchronized/->SynchronizedNavigableMap) (given x) nil)))
  (synchronizedNavigableMap "A view of a map of which a task has the lock while it does something to it."
    (fn [x] ((requiring-resolve 'cljsh.java.synchronized/->SynchronizedNavigableMap) (given x) nil)))
  (addAll "Adds the arguments to a collection."
    (fn [c & xs] (reduce (fn [changed x] (or (.add c x) changed)) false (elements-given xs))))
  (indexOfSubList "Where a list is in another first, or -1." (fn [l part] (or (first (places l part)) -1)))
  (lastIndexOfSubList "Where a list is in another last, or -1." (fn [l part] (or (last (places l part)) -1)))
  (frequency "How often x is there." (fn [c x] (count (filter (fn [y] (= x y)) c))))
  (nCopies "n times x."
    (fn [n x] (when (neg? n) (throw (IllegalArgumentException. (str "List length = " n)))) (vec (repeat n x))))
  (reverseOrder "Compares the other way round." (fn ([] (fn [a b] (compare b a))) ([f] (fn [a b] (f b a)))))
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
