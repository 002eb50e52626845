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

;; Clojure's own interfaces under their methods' names.
(defmethods "clojure.lang" coll?
  (valAt "The value at a key." (fn ([c k] (get c k)) ([c k otherwise] (get c k otherwise))))
  (nth "The element at an index." nth)
  (cons "With x added." (fn [c x] (conj c x)))
  (assoc "With a value at a key." assoc)
  (assocN "With a value at an index." assoc)
  (without "Without a key." dissoc)
  (disjoin "Without x." disj)
  (seq "A seq, or nil; of what is sorted, either way."
    (fn ([c] (seq c)) ([c ascending] (if ascending (seq c) (rseq c)))))
  (count "How many there are." count)
  (empty "An empty one of its kind." empty)
  (subList "From an index up to another."
    (fn [c from to] (if (vector? c) (subvec c from to) (take (- to from) (drop from c)))))
  (arrayFor "The elements from an index on, up to 32 of them."
    (fn [v i] (let [start (* 32 (quot i 32))] (object-array (subvec v start (min (count v) (+ start 32)))))))
  (assocEx "With a value at a key that is not there."
    (fn [m k v] (if (contains? m k) (throw (RuntimeException. "Key already present")) (assoc m k v))))
  (peek "What conj adds next to." peek)
  (pop "Without it." pop)
  (first "The first." first)
  (next "The rest, or nil." next)
  (more "The rest." rest)
  (entryAt "The entry of a key." find)
  (equiv "Are they =?" =)
  (hasheq "The hash." hash)
  (rseq "In reverse." rseq)
  (length "How many there are." count)
  (meta "Its metadata." meta)
  (withMeta "With other metadata." with-meta)
  (asTransient "A transient of it." transient))
(defmethods "clojure.lang.Sorted" (fn [x] (and (coll? x) (sorted? x)))
  (comparator "What orders it." (fn [c] (or (cljsh.core/comparator-of c) compare)))
  (entryKey "What orders an entry." (fn [c entry] (if (map? c) (key entry) entry)))
  (seqFrom "A seq from a key on, either way." (fn [c k ascending] (if ascending (subseq c >= k) (rsubseq c <= k)))))
(defmethods "clojure.lang" (fn [x] (or (keyword? x) (symbol? x)))
  (getName "Its name." name) (getNamespace "Its namespace, or nil." namespace)
  (withMeta "With other metadata." with-meta) (meta "Its metadata." meta))
(defmethods "clojure.lang.Compiler$LocalBinding" symbol?
  (hasJavaClass "Is the class of a local in &env known? Never." (fn [_] false))
  (getJavaClass "Not known." (fn [_] nil)))
(defmethods "clojure.lang" keyword? (sym "Its symbol." symbol))
(defmethods "clojure.lang" (fn [x] (instance? clojure.lang.IDeref x)) (deref "Its value." deref))
(defmethods "clojure.lang" ifn?
  (invoke "Calls it." (fn [f & args] (apply f args)))
  (applyTo "Calls it with a seq of arguments." (fn [f args] (apply f args)))
  (call "Calls it." (fn [f] (f)))
  (run "Calls it." (fn [f] (f) nil))
  (apply "Calls it." (fn [f & args] (apply f args)))
  (accept "Calls it." (fn [f & args] (apply f args) nil))
  (test "Calls it." (fn [f & args] (boolean (apply f args))))
  (compare "Which comes first, as a comparator."
    (fn [f a b] (let [x (f a b)] (cond (number? x) x x -1 (f b a) 1 :else 0)))))
(defmethods "clojure.lang" var?
  (sym "Its name." (fn [v] (:name (meta v))))
  (ns "Its namespace." (fn [v] (:ns (meta v))))
  (toSymbol "Its full name." symbol)
  (isBound "Has it a value?" bound?)
  (isMacro "Is it a macro?" (fn [v] (boolean (:macro (meta v)))))
  (getRawRoot "Its value." deref)
  (setMacro "Makes it a macro." (fn [v] (alter-meta! v assoc :macro true) nil))
  (setMeta "Sets its metadata." (fn [v m] (reset-meta! v m) nil))
  (setDynamic "It can be bound." (fn ([v] (.setDynamic v true)) ([v on] (alter-meta! v assoc :dynamic on) v)))
  (alterRoot "Changes its value." (fn [v f args] (apply alter-var-root v f args)))
  (hasRoot "Has it a value?" bound?)
  (set "Sets it." (fn [v x] (var-set v x)))
  (isPublic "Is it public?" (fn [v] (not (:private (meta v)))))
  (getTag "Its type hint." (fn [v] (:tag (meta v))))
  (unbindRoot "Takes its value away." (fn [_] nil))
  (resetMeta "Sets its metadata." reset-meta!)
  (alterMeta "Changes its metadata." (fn [v f args] (apply alter-meta! v f args)))
  (bindRoot "Gives it a value; it is no macro then."
    (fn [v x] (alter-meta! v dissoc :macro) (alter-var-root v (constantly x)) nil))
  (isDynamic "Can it be bound?" (fn [v] (boolean (:dynamic (meta v))))))
(defmethods "clojure.lang" (fn [x] (instance? clojure.lang.MultiFn x))
  (dispatchFn "What it dispatches by." cljsh.core/multi-dispatch)
  (getMethod "The method of a dispatch value." get-method)
  (getMethodTable "All methods." methods)
  (methodTable "All methods." methods)
  (addMethod "Adds a method." cljsh.core/add-method)
  (removeMethod "Removes one." remove-method)
  (preferMethod "Prefers one." prefer-method)
  (getPreferTable "What is preferred." prefers)
  (reset "Removes all." remove-all-methods))
(defmethods "clojure.lang" (fn [x] (instance? clojure.lang.Namespace x))
  (getName "Its name." ns-name)
  (name "Its name." ns-name)
  (getMappings "What its names stand for." ns-map)
  (getAliases "Its aliases." ns-aliases)
  (findInternedVar "Its own var of a name, or nil." (fn [n sym] (get (ns-interns n) sym)))
  (getMapping "What a name stands for, or nil." (fn [n sym] (get (ns-map n) sym)))
  (intern "Its var of a name." intern)
  (lookupAlias "The namespace of an alias, or nil." (fn [n sym] (get (ns-aliases n) sym)))
  (addAlias "Adds an alias." (fn [n sym other] (binding [*ns* n] (alias sym (ns-name other))) nil))
  (removeAlias "Takes an alias away." ns-unalias)
  (unmap "Takes a name away." ns-unmap)
  (importClass "Names a class."
    (fn ([n c] (cljsh.core/ns-map-name! n (symbol (.-__name__ c)) c)) ([n sym c] (cljsh.core/ns-map-name! n sym c)))))
(defmethods "clojure.lang.Atom" (fn [x] (instance? clojure.lang.IAtom x))
  (reset "Gives it another value." reset!)
  (swap "Changes its value." (fn [a f & args] (apply swap! a f args)))
  (compareAndSet "Gives it another value if it has this one." compare-and-set!)
  (resetVals "The same; the old and the new value." reset-vals!)
  (swapVals "The same; the old and the new value." (fn [a f & args] (apply swap-vals! a f args))))
(defmethods "clojure.lang.IRef" (fn [x] (instance? clojure.lang.IRef x))
  (addWatch "Calls f when it changes." (fn [r k f] (add-watch r k f)))
  (removeWatch "No longer." remove-watch)
  (setValidator "What its values must be." (fn [r f] (set-validator! r f)))
  (getValidator "That, or nil." get-validator)
  (getWatches "The map of what watches it." (fn [r] (or (cljsh.core/watches r) {}))))

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
  (stream "A stream of the elements." (fn [a] ((requiring-resolve 'cljsh.java.util-stream/stream-of) a))))

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
  (reverseOrder "Compares the other way round." (fn ([] (fn [a b] (compare b a))) ([f] (fn [a b] (f b a))))))
