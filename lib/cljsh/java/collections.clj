;; SPDX-License-Identifier: MIT
;; Collections, a part of cljsh.java.

(in-ns 'cljsh.java)

(defn- fill [this init x]
  (init this (if (or (nil? x) (integer? x)) (py/tuple) x))
  nil)

(defn- in-range [xs i]
  (if (< -1 i (count xs))
    i
    (throw (IndexOutOfBoundsException. (str "Index " i " out of bounds for length " (count xs))))))

(defn- there
  "A list, which must not be empty."
  [l]
  (if (zero? (count l)) (throw (NoSuchElementException.)) l))

(defn- stacked
  "A stack, which must not be empty."
  [l]
  (if (zero? (count l)) (throw ((class-named "java.util.EmptyStackException"))) l))

(defn- remove-at
  "The JVM's remove of lists: the first; by index; anything else by value."
  ([l] (.pop py/list (there l) 0))
  ([l x]
   (if (integer? x)
     (.pop py/list l (in-range l x))
     (let [i (first (keep-indexed (fn [i y] (when (= x y) i)) l))]
       (when i (.pop py/list l i))
       (some? i)))))

;; --- what changes a value at a key -------------------------------------------------

(defn- put! [m k v]
  (let [old (.get m k)]
    (.__setitem__ m k v)
    old))

(defn- remove!
  ([m k] (.pop m k nil))
  ([m k v]
   (if (and (contains? m k) (= v (.get m k)))
     (do (.pop m k)
         true)
     false)))

;; What follows is made of get, put, remove and containsKey, of maps of any kind.
(defn- put-or-remove! [m k v]
  (if (nil? v)
    (.remove m k)
    (.put m k v))
  v)

(defn- put-if-absent! [m k v]
  (let [old (.get m k)]
    (when (nil? old)
      (.put m k v))
    old))

(defn- replace!
  ([m k v] (when (.containsKey m k) (.put m k v)))
  ([m k old v]
   (if (and (.containsKey m k) (= old (.get m k)))
     (do (.put m k v)
         true)
     false)))

(defn- compute! [m k f] (put-or-remove! m k (.apply f k (.get m k))))

(defn- compute-if-absent! [m k f]
  (let [old (.get m k)]
    (if (nil? old)
      (let [v (.apply f k)]
        (when (some? v)
          (.put m k v))
        v)
      old)))

(defn- compute-if-present! [m k f]
  (when-some [old (.get m k)]
    (put-or-remove! m k (.apply f k old))))

(defn- merge! [m k v f]
  (let [old (.get m k)]
    (put-or-remove! m k (if (nil? old) v (.apply f old v)))))

(defn- given
  "Something, which must not be nil."
  [x]
  (if (nil? x) (throw (NullPointerException.)) x))

(defn- at-once
  "A change of a map that threads share: as a whole, and without nils."
  [change]
  (fn [m k & args]
    (run! given (cons k args))
    (locking m
      (apply change m k args))))

(declare enumeration-of)

(def ^:private own-methods
  "Methods that Python's classes have under the same names, and mean something else."
  {"list" {"remove" remove-at
           "pop" (fn ([l] (.pop py/list (there l) 0)) ([l i] (.pop py/list l i)))
           "sort" (fn ([l] (.__setitem__ l (py/slice nil nil) (vec (sort l))))
                      ([l f] (.__setitem__ l (py/slice nil nil) (vec (sort f l)))))}
   "stack" {"remove" remove-at
            "pop" (fn [l] (.pop py/list (stacked l) -1))
            "push" (fn [l x] (.append l x) x)
            "peek" (fn [l] (last (stacked l)))
            "empty" (fn [l] (zero? (count l)))
            "search" (fn [l x] (let [i (.lastIndexOf l x)] (if (neg? i) -1 (- (count l) i))))}
   "shared" {"values" (fn [m] ((requiring-resolve 'cljsh.java.views/value-view) m))
             "put" (at-once put!)
             "putIfAbsent" (at-once put-if-absent!)
             "remove" (fn ([m k] (locking m (remove! m (given k)))) ([m k v] (locking m (remove! m (given k) v))))
             "replace" (at-once replace!)
             "compute" (at-once compute!)
             "computeIfAbsent" (at-once compute-if-absent!)
             "computeIfPresent" (at-once compute-if-present!)
             "merge" (at-once merge!)
             "get" (fn ([m k] (.get py/dict m (given k))) ([m k otherwise] (.get py/dict m k otherwise)))
             "contains" (fn [m v] (.containsValue m v))
             "mappingCount" count
             "elements" (fn [m] (enumeration-of (vals m)))}
   "dict" {"values" (fn [m] ((requiring-resolve 'cljsh.java.views/value-view) m))}
   "set" {"add" (fn [s x] (if (contains? s x) false (do (.add py/set s x) true)))
          "remove" (fn [s x] (if (contains? s x) (do (.discard s x) true) false))}})

(def ^:private ^:dynamic *holders*
  "The collections that are being printed: what holds itself ends there."
  ())

(defn- unless-printed
  "Calls f, which prints what is in coll, unless that is going on already; then it is otherwise."
  [coll otherwise f]
  (if (some (fn [holder] (identical? holder coll)) *holders*)
    (otherwise)
    (binding [*holders* (cons coll *holders*)]
      (f))))

(defn- print-as-clojure's
  "Has a class of collections printed as Clojure's collections are, as on the JVM."
  [class as]
  (defmethod print-method class [coll w]
    (unless-printed coll #(.write w "...") #(print-method (as coll) w))))

(defn ^:no-doc java-text
  "The text of a collection as Java has it: [1, a], {k=v}."
  [coll]
  (let [text (fn [x] (if (nil? x) "null" (str x)))]
    (unless-printed coll
      (fn [] (if (instance? py/dict coll) "(this Map)" "(this Collection)"))
      (fn []
        (if (instance? py/dict coll)
          (str "{" (str/join ", " (map (fn [[k v]] (str (text k) "=" (text v))) (seq coll))) "}")
          (str "[" (str/join ", " (map text coll)) "]"))))))

(defmacro ^:private collection-classes [base kind & names]
  `(do
     ~@(for [full names]
         `(do
            (enter ~(str full)
                   (python-class ~(str full)
                                 [~base]
                                 (assoc (get own-methods ~kind)
                                        "__str__"
                                        java-text
                                        "__init__"
                                        (fn [this# & [x#]] (fill this# (.-__init__ ~base) x#)))))
            (note '~full "" ~(str "Python's " base "."))))))

(collection-classes py/list "stack" java.util.Stack)
(collection-classes py/list "list" java.util.ArrayList java.util.LinkedList java.util.Vector
                    java.util.concurrent.CopyOnWriteArrayList)
(collection-classes py/dict "dict" java.util.HashMap java.util.Properties java.util.WeakHashMap)
(collection-classes py/dict "shared" java.util.Hashtable java.util.concurrent.ConcurrentHashMap)
(collection-classes py/set "set" java.util.HashSet)

;; A LinkedHashSet has its elements a second time, as the keys of a dict, in the order they came in.
(let [add    (fn [s x] (if (contains? s x) false (do (.add py/set s x) (.__setitem__ (.-order s) x true) true)))
      remove (fn [s x] (if (contains? s x) (do (.discard py/set s x) (.pop (.-order s) x nil) true) false))
      update (fn [s & colls] (doseq [coll colls, x (vec coll)] (add s x)))]
  (enter "java.util.LinkedHashSet"
    (python-class "java.util.LinkedHashSet" [java.util.HashSet]
      {"__init__" (fn [s & [xs]]
                    (.__init__ py/set s)
                    (set! (.-order s) (py/dict))
                    (when-not (or (nil? xs) (integer? xs)) (update s xs))
                    nil)
       "__iter__" (fn [s] (py/iter (py/list (.-order s))))
       "__ior__"  (fn [s xs] (update s xs) s)
       "add"      add
       "remove"   remove
       "discard"  (fn [s x] (remove s x) nil)
       "update"   (fn [s & colls] (apply update s colls) nil)
       "clear"    (fn [s] (.clear py/set s) (.clear (.-order s)) nil)}))
  (note 'java.util.LinkedHashSet "" "Python's set, in the order of what was added."))

(defn- used
  "Puts a key of a LinkedHashMap that orders its keys by their use behind all others."
  [m k]
  (when (and (.-by_access m) (contains? m k))
    (.__setitem__ py/dict m k (.pop py/dict m k))))

(defn- linked-get [m k otherwise]
  (used m k)
  (.get py/dict m k otherwise))

(defn- linked-put [m k v]
  (let [old  (.get py/dict m k)
        new? (not (contains? m k))]
    (used m k)
    (.__setitem__ m k v)
    (when new?
      (let [eldest (first m)]
        (when (.removeEldestEntry m eldest)
          (.pop py/dict m (key eldest) nil))))
    old))

(enter "java.util.LinkedHashMap"
       (python-class "java.util.LinkedHashMap" [py/dict]
                     {"__str__"           java-text
                      "values"            (get-in own-methods ["dict" "values"])
                      "__init__"          (fn [this & [x _ by-access?]]
                                            (set! (.-by_access this) (boolean by-access?))
                                            (fill this (.-__init__ py/dict) x))
                      "get"               (fn ([m k] (linked-get m k nil)) ([m k otherwise] (linked-get m k otherwise)))
                      "getOrDefault"      linked-get
                      "put"               linked-put
                      "removeEldestEntry" (fn [_ _] false)}))
(note 'java.util.LinkedHashMap
      ""
      "Python's dict. With true as third argument keys that are used move to the end; a proxy's removeEldestEntry is asked whenever there is a new one.")

(doseq [c [java.util.ArrayList java.util.Stack java.util.Vector java.util.concurrent.CopyOnWriteArrayList]]
  (print-as-clojure's c vec))
(print-as-clojure's java.util.LinkedList (fn [l] (apply list l)))
(doseq [c [java.util.HashMap java.util.LinkedHashMap java.util.Hashtable java.util.Properties
           java.util.concurrent.ConcurrentHashMap]]
  (print-as-clojure's c (fn [m] (apply array-map (mapcat identity (seq m))))))
(print-as-clojure's java.util.HashSet set)
(defn ^:no-doc print-set
  "Prints a set of Java's in its order."
  [s w]
  (unless-printed s #(.write w "...") #(.write w (str "#{" (str/join " " (map pr-str s)) "}"))))
(defmethod print-method java.util.LinkedHashSet [s w] (print-set s w))

;; What Java's interfaces say of them.
(doseq [[c interfaces] {java.util.LinkedList ["java.util.Deque"]
                        java.util.concurrent.ConcurrentHashMap ["java.util.concurrent.ConcurrentMap"]
                        java.util.ArrayList ["java.util.RandomAccess"]
                        java.util.Vector ["java.util.RandomAccess"]}]
  (implementing! c interfaces))

(defn- has [class] (fn [x] (instance? class x)))

;; --- a part of a list -------------------------------------------------------------------

(def ^:private SubList
  "A part of a list, as a list: what is done to it is done to the list, too."
  (let [done-to-both (fn [change]
                       (fn [this & args]
                         (let [before (count this) answer (apply change this args)]
                           (.__setitem__ (.-whole this)
                                         (py/slice (.-start this) (+ before (.-start this)))
                                         (py/list this))
                           answer)))
        changes (into {}
                      (for [m ["__setitem__" "__delitem__" "append" "extend" "insert" "clear" "reverse"]]
                        [m (done-to-both (py/getattr py/list m))]))]
    (python-class "java.util.SubList"
      [java.util.ArrayList]
      (merge changes
             {"__init__" (fn [this whole from to]
                           (set! (.-whole this) whole)
                           (set! (.-start this) from)
                           (.__init__ py/list this (.__getitem__ whole (py/slice from to)))
                           nil)
              "remove" (done-to-both remove-at)
              "pop" (done-to-both (get-in own-methods ["list" "pop"]))}))))
(enter "java.util.SubList" SubList)
(cljsh.core/name-class! "java.util.ArrayList$SubList" SubList)

(defn- sub-list [whole from to]
  (if (<= 0 from to (count whole))
    (SubList whole from to)
    (throw (IndexOutOfBoundsException. (str "fromIndex: " from ", toIndex: " to ", size: " (count whole))))))

(defn- take-out
  "Takes the element at an index out of a list, and returns it."
  [l i]
  (let [x (.__getitem__ l i)]
    (.__delitem__ l i)
    x))

(defn- add-at
  "Adds elements at an index."
  [l i xs]
  (when-not (<= 0 i (count l))
    (throw (IndexOutOfBoundsException. (str "Index: " i ", Size: " (count l)))))
  (.__setitem__ l (py/slice i i) (vec xs)))

(defn- add-first [l x] (.insert l 0 x) nil)
(defn- peek-first [l] (when (pos? (count l)) (nth l 0)))
(defn- peek-last [l] (when (pos? (count l)) (nth l (dec (count l)))))
(defn- get-first [l] (nth (there l) 0))
(defn- take-first [l] (take-out (there l) 0))
(defn- poll-first [l] (when (pos? (count l)) (take-out l 0)))

(defmethods "List" (has py/list)
  (add "Adds at the end, or at an index." (fn ([l x] (.append l x) true) ([l i x] (add-at l i [x]) nil)))
  (addAll "Adds all of another, at the end or at an index."
    (fn ([l xs] (.extend l (vec xs)) (boolean (seq xs)))
        ([l i xs] (add-at l i xs) (boolean (seq xs)))))
  (addFirst "Adds in front." add-first)
  (addLast "Adds at the end." (fn [l x] (.append l x) nil))
  (offer "Adds at the end." (fn [l x] (.append l x) true))
  (push "Adds in front." add-first)
  (get "The element at an index." (fn [l i] (nth l (in-range l i))))
  (set "Puts another element at an index; returns the old one."
    (fn [l i x]
      (let [old (nth l (in-range l i))]
        (.__setitem__ l i x)
        old)))
  (size "How many elements there are." count)
  (contains "Is x among them?" (fn [l x] (boolean (some (fn [y] (= x y)) l))))
  (indexOf "The first index of x, or -1." (fn [l x] (or (first (keep-indexed (fn [i y] (when (= x y) i)) l)) -1)))
  (lastIndexOf "The last index of x, or -1." (fn [l x] (or (last (keep-indexed (fn [i y] (when (= x y) i)) l)) -1)))
  (getFirst "The first." get-first)
  (getLast "The last." (fn [l] (peek-last (there l))))
  (element "The first." get-first)
  (peek "The first, or nil." peek-first)
  (peekFirst "The first, or nil." peek-first)
  (peekLast "The last, or nil." peek-last)
  (poll "Takes the first away, or nil." poll-first)
  (pollFirst "Takes the first away, or nil." poll-first)
  (pollLast "Takes the last away, or nil." (fn [l] (when (pos? (count l)) (take-out l -1))))
  (removeFirst "Takes the first away." take-first)
  (removeLast "Takes the last away." (fn [l] (take-out (there l) -1)))
  (clone "A copy." (fn [l] ((class l) l)))
  (subList "What lies from one index to another: what is done to it is done to the list." sub-list))

(defmethods "Map" (has py/dict)
  (put "Puts a value at a key; returns the old one." put!)
  (putAll "Puts all of another map." (fn [m other] (.update m (py/dict other)) nil))
  (remove "Takes a key away; returns its value; or, where it has that value, whether it had." remove!)
  (setProperty "Puts a value at a key; returns the old one." put!)
  (getProperty "The value at a key, or another." (fn ([m k] (.get m k)) ([m k otherwise] (.get m k otherwise)))))
(defmethods "Map" (has py/dict)
  (replaceAll "Puts what a function makes of each key and value."
    (fn [m f] (doseq [k (vec (.keys m))] (.__setitem__ m k (.apply f k (.get m k)))) nil))
  (clone "A copy." (fn [m] (let [c ((class m))] (.update c m) c))))
(defmethods "Deque" (has py/list)
  (offerLast "Adds at the end." (fn [l x] (.append l x) true))
  (offerFirst "Adds at the beginning." (fn [l x] (.insert l 0 x) true)))
(defmethods "List" sequential?
  (lastIndexOf "The last index of x, or -1."
    (fn [s x] (loop [i 0 found -1 xs (seq s)] (if xs (recur (inc i) (if (= x (first xs)) i found) (next xs)) found)))))

(defn- map-like? [x] (instance? java.util.Map x))
(defn- entry-get [m k otherwise] (get m k otherwise))
(defmethods "Map" map-like?
  (putIfAbsent "Puts a value where there is none; returns the old one." put-if-absent!)
  (replace "Puts another value at a key that is there, or that has a value." replace!)
  (computeIfAbsent "The value at a key, which a function makes if there is none." compute-if-absent!)
  (computeIfPresent "Puts what a function makes of a key and its value, where there is one." compute-if-present!)
  (compute "Puts what a function makes of a key and its value." compute!)
  (merge "Puts x at a key, or what a function makes of the value there and x." merge!)
  (containsKey "Is the key there?" (fn [m k] (contains? m k)))
  (containsValue "Is the value there?" (fn [m v] (boolean (some (fn [x] (= x v)) (vals m)))))
  (getOrDefault "The value at a key, or another." entry-get)
  (get "The value at a key, or nil." (fn [m k] (get m k)))
  (keySet "Its keys, in its order: a view."
    (fn [m] (if (instance? py/dict m) ((requiring-resolve 'cljsh.java.views/key-view) m) (set (keys m)))))
  (values "Its values." (fn [m] (or (vals m) ())))
  (entrySet "Its entries, in its order: a view."
    (fn [m] (if (instance? py/dict m) ((requiring-resolve 'cljsh.java.views/entry-view) m) (set (seq m)))))
  (forEach "Calls a function with each key and value." (fn [m f] (doseq [[k v] m] (f k v)))))
(defmethods "Map$Entry" map-entry?
  (getKey "Its key." key) (getValue "Its value." val) (key "Its key." key) (val "Its value." val))

(defmethods "Set" (has py/set)
  (add "Adds; was it new?" (fn [s x] (if (contains? s x) false (do (.__ior__ s (py/set [x])) true))))
  (remove "Takes away; was it there?" (fn [s x] (if (contains? s x) (do (.discard s x) true) false)))
  (addAll "Adds all of another." (fn [s xs] (let [n (count s)] (.update s (vec xs)) (not= n (count s))))))

(defn- collection? [x] (or (coll? x) (instance? java.util.Collection x) (instance? java.util.Map x)))
(defmethods "Collection" collection?
  (size "How many elements there are." count)
  (isEmpty "Are there none?" (fn [c] (zero? (count c))))
  (contains "Is x among them?" (fn [c x] (if (set? c) (contains? c x) (boolean (some (fn [y] (= x y)) c)))))
  (containsAll "Are all of another among them?" (fn [c xs] (every? (fn [x] (some (fn [y] (= x y)) c)) xs)))
  (iterator "An iterator over them." (fn [c] (py/iter (vec c))))
  (toArray "An array of them: that which is given, if they have room there, with nil behind them."
    (fn [c & [array]]
      (let [n (count c)]
        (if (or (nil? array) (fn? array) (< (count array) n))
          (py/list (vec c))
          (do (dorun (map-indexed (fn [i x] (aset array i x)) c)) (when (< n (count array)) (aset array n nil)) array)))))
  (stream "A stream of them." (fn [c] ((requiring-resolve 'cljsh.java.util-stream/stream-of) c)))
  (parallelStream "A stream of them." (fn [c] ((requiring-resolve 'cljsh.java.util-stream/stream-of) c)))
  (spliterator "Goes through them, or through parts of them."
    (fn [c] ((requiring-resolve 'cljsh.java.util-stream/spliterator) c)))
  (forEach "Calls a function with each." (fn [c f] (run! f c)))
  (indexOf "The first index of x, or -1." (fn [c x] (or (first (keep-indexed (fn [i y] (when (= x y) i)) c)) -1)))
  (get "The element at an index, or of a set the one that is equal." (fn [c i] (if (set? c) (get c i) (nth c i))))
  (removeIf "Takes away what a predicate holds of."
    (fn [c f]
      (let [keep (vec (remove f c)) n (count c)]
        (.clear c)
        ((if (instance? py/set c) (fn [x] (.update c x)) (fn [x] (.extend c x))) keep)
        (not= n (count keep))))))

(defn- unmodifiable
  "The method of a collection that would change it, where none can be changed."
  [& _]
  (throw (UnsupportedOperationException.)))

(defmethods "Collection" coll?
  (add "Throws: Clojure's are not changed." unmodifiable)
  (addAll "Throws: Clojure's are not changed." unmodifiable)
  (clear "Throws: Clojure's are not changed." unmodifiable)
  (put "Throws: Clojure's are not changed." unmodifiable)
  (putAll "Throws: Clojure's are not changed." unmodifiable)
  (remove "Throws: Clojure's are not changed." unmodifiable)
  (removeAll "Throws: Clojure's are not changed." unmodifiable)
  (retainAll "Throws: Clojure's are not changed." unmodifiable)
  (set "Throws: Clojure's are not changed." unmodifiable))

(defn- iterator? [x] (instance? java.util.Iterator x))
(def ^:private looked-ahead
  "What hasNext has read already: by the iterator's id, since few can be referred to weakly."
  (atom {}))
(defn- has-next [it]
  (or (contains? @looked-ahead (py/id it))
      (let [x (py/next it looked-ahead)]
        (if (identical? x looked-ahead)
          false
          (do (swap! looked-ahead assoc (py/id it) [it x]) true)))))
(defn- take-next [it]
  (if-let [[_ x] (get @looked-ahead (py/id it))]
    (do (swap! looked-ahead dissoc (py/id it)) x)
    (try (py/next it) (catch StopIteration _ (throw (NoSuchElementException.))))))
(defmethods "Iterator" iterator?
  (hasNext "Is there another?" has-next)
  (next "The next one." take-next))
