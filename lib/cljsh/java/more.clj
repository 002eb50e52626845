;; SPDX-License-Identifier: MIT
;; Members that few programs name, a part of cljsh.java: static ones first.

(in-ns 'cljsh.java)

(statics clojure.lang.RT "What Clojure's own code calls."
  (length "How many there are." count) (find "The entry of a key." find) (cons "A seq with x before." cons) (meta "Its metadata." meta) (assocN "With a value at an index." (fn [i x v] (assoc v i x))) (listStar "list*" list*)
  (seqToArray "An array of a seq." to-array) (seqToPassedArray "An array of a seq: a given one, if it is long enough." (fn [s xs] (if (> (count s) (count xs)) (to-array s) (do (dorun (map-indexed (fn [i x] (aset xs i x)) s)) (when (> (count xs) (count s)) (aset xs (count s) nil)) xs)))) (seqToTypedArray "An array of a seq." (fn ([s] (into-array s)) ([c s] (into-array c s)))) (object_array "An array." object-array) (aget "The element at an index." aget) (aset "Sets it." aset) (alength "How many." alength) (aclone "A copy." aclone)
  (byteCast "A byte." byte) (shortCast "A short." short) (floatCast "A float." float) (uncheckedByteCast "A byte." unchecked-byte) (uncheckedShortCast "A short." unchecked-short) (uncheckedIntCast "An int." unchecked-int) (uncheckedLongCast "A long." unchecked-long) (uncheckedCharCast "A character." unchecked-char)
  (uncheckedFloatCast "A float." float) (uncheckedDoubleCast "A float." double) (canSeq "Can seq be called with it?" seqable?) (mapUniqueKeys "A map." hash-map) (chunkIteratorSeq "A seq of an iterator." iterator-seq) (suppressRead "Nothing is." (fn [] false))
  (getResource "The URL of a name, or nil." (fn [_ n] ((requiring-resolve 'clojure.java.io/resource) n))) (resourceAsStream "Its bytes, or nil." (fn [_ n] (some-> ((requiring-resolve 'clojure.java.io/resource) n) ((requiring-resolve 'clojure.java.io/input-stream))))))
(statics clojure.lang.Util "What Clojure's own code calls."
  (isPrimitive "There are no primitive classes." (fn [_] false)) (runtimeException "An exception." (fn [& args] (RuntimeException. (first args)))) (ret1 "The first of two." (fn [x _] x)) (classOf "Its class, or nil." class) (pcequiv "Are they =?" =) (clearCache "Nothing is there." (fn [& _] nil)))
(statics clojure.lang.Numbers "What Clojure's own code calls."
  (equal "=" =) (andNot "bit-and-not" bit-and-not) (reduceBigInt "Itself." identity) (unchecked_dec "unchecked-dec" unchecked-dec) (shiftLeftInt "bit-shift-left" bit-shift-left) (shiftRightInt "bit-shift-right" bit-shift-right) (unsignedShiftRightInt "unsigned-bit-shift-right" unsigned-bit-shift-right)
  (unchecked_int_add "unchecked-add-int" unchecked-add-int) (unchecked_int_subtract "unchecked-subtract-int" unchecked-subtract-int) (unchecked_int_multiply "unchecked-multiply-int" unchecked-multiply-int) (unchecked_int_negate "unchecked-negate-int" unchecked-negate-int)
  (unchecked_int_inc "unchecked-inc-int" unchecked-inc-int) (unchecked_int_dec "unchecked-dec-int" unchecked-dec-int) (unchecked_int_divide "unchecked-divide-int" unchecked-divide-int) (unchecked_int_remainder "unchecked-remainder-int" unchecked-remainder-int)
  (int_array "int-array" int-array) (long_array "long-array" long-array) (double_array "double-array" double-array) (float_array "float-array" float-array) (byte_array "byte-array" byte-array) (char_array "char-array" char-array) (boolean_array "boolean-array" boolean-array) (short_array "short-array" short-array)
  (ints "Itself." identity) (longs "Itself." identity) (doubles "Itself." identity) (floats "Itself." identity) (bytes "Itself." identity) (chars "Itself." identity) (booleans "Itself." identity) (shorts "Itself." identity))
(statics clojure.lang.Var "Vars." (create "One without a name." (fn ([] (with-local-vars [v nil] v)) ([x] (with-local-vars [v x] v)))) (internPrivate "A private one." (fn [n sym] (intern (create-ns (symbol n)) (with-meta (symbol sym) {:private true})))) (getThreadBindings "The bindings in force." get-thread-bindings))
(statics clojure.lang.Delay "What is computed when it is asked for." (force "Its value." force) (new "Of a function." (fn [f] (delay (f)))))
(statics clojure.lang.Reduced "What ends a reduction." (new "Of a value." reduced))
(statics clojure.lang.LazySeq "Seqs that are computed when they are asked for." (new "Of a function." (fn [f] (lazy-seq (f)))))
(statics clojure.lang.Atom "Atoms." (new "Of a value, and metadata." (fn ([x] (atom x)) ([x m] (atom x :meta m)))))
(statics clojure.lang.Volatile "Volatiles." (new "Of a value." volatile!))
(statics clojure.lang.Ref "Refs." (new "Of a value, and metadata." (fn ([x] (ref x)) ([x m] (ref x :meta m)))))
(statics clojure.lang.ArityException "Calls with too many or too few arguments."
  (new "Of how many, and a name." (fn [n label & _] (ArityException (str "Wrong number of args (" n ") passed to: " label)))))
(statics clojure.lang.PersistentArrayMap "Maps." (new "Of an array of keys and values." (fn [& xs] (apply array-map (last xs)))))
(statics clojure.lang.Agent "Agents." (new "Of a value, and metadata." (fn ([x] (agent x)) ([x m] (agent x :meta m)))) (releasePendingSends "release-pending-sends" release-pending-sends))
(statics clojure.lang.Namespace "Namespaces." (remove "Removes one." remove-ns))
(statics clojure.lang.TaggedLiteral "tagged-literal" (create "tagged-literal" tagged-literal))
(statics clojure.lang.ReaderConditional "reader-conditional" (create "reader-conditional" reader-conditional))
(statics clojure.lang.PersistentHashSet "Sets." (createWithCheck "A set of elements that differ." (fn [xs] (let [s (set xs)] (if (= (count s) (count xs)) s (throw (IllegalArgumentException. "Duplicate key")))))))
(statics clojure.lang.PersistentHashMap "Maps." (createWithCheck "A map of an array whose keys differ." (fn [xs] (let [m (apply hash-map xs)] (if (= (* 2 (count m)) (count xs)) m (throw (IllegalArgumentException. "Duplicate key")))))))

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
  (newSetFromMap "A set." (fn [_] (java.util.HashSet.))) (checkedList "Itself." (fn [c & _] c)) (checkedMap "Itself." (fn [c & _] c))
  (unmodifiableSortedSet "Itself." identity) (unmodifiableSortedMap "Itself." identity) (emptyIterator "One that is at its end." (fn [] (.iterator []))) (emptyListIterator "One that is at its end." (fn [] (.listIterator (java.util.ArrayList.)))) (emptySortedMap "An empty sorted map." sorted-map) (emptyNavigableMap "An empty sorted map." sorted-map) (emptySortedSet "An empty sorted set." sorted-set) (emptyNavigableSet "An empty sorted set." sorted-set)
  (unmodifiableNavigableMap "Itself." identity) (unmodifiableNavigableSet "Itself." identity) (checkedCollection "Itself." (fn [c & _] c)) (checkedSet "Itself." (fn [c & _] c)) (emptyEnumeration "One that is at its end." (fn [] (java.util.Collections/enumeration [])))
  (fill "Puts x at all indices." (fn [l x] (copied-in l (vec (repeat (count l) x))))) (copy "Copies a list into another." (fn [to from] (copied-in to (vec from)))) (list "A list of an enumeration." (fn [e] (java.util.ArrayList. (vec (enumeration-seq e)))))
  (swap "Exchanges two elements." (fn [l i j] (let [v (vec l)] (copied-in l (assoc v i (v j) j (v i)))))) (rotate "Moves all by so many places." (fn [l n] (let [v (vec l), k (count v)] (copied-in l (mapv (fn [i] (v (mod (- i n) k))) (range k))))))
  (replaceAll "Puts one in the place of another." (fn [l a b] (copied-in l (mapv (fn [x] (if (= x a) b x)) l)) true)) (disjoint "Have they no element in common?" (fn [a b] (not-any? (set a) b)))
  (binarySearch "The index of x in a sorted list; or minus where it would be, less one." search))
(defn- by-key [f] (fn [a b] (compare (.apply f a) (.apply f b))))
(statics java.util.Comparator "What orders."
  (naturalOrder "compare" (fn [] compare)) (reverseOrder "The other way round." (fn [] (fn [a b] (compare b a)))) (comparing "By what a function makes of them." (fn ([f] (by-key f)) ([f c] (fn [a b] (.compare c (.apply f a) (.apply f b))))))
  (comparingInt "By a number." by-key) (comparingLong "By a number." by-key) (comparingDouble "By a number." by-key)
  (nullsFirst "nil first." (fn [f] (fn [a b] (cond (and (nil? a) (nil? b)) 0 (nil? a) -1 (nil? b) 1 :else (.compare f a b))))) (nullsLast "nil last." (fn [f] (fn [a b] (cond (and (nil? a) (nil? b)) 0 (nil? a) 1 (nil? b) -1 :else (.compare f a b))))))
(statics java.util.function.Function "Functions." (identity "identity" (fn [] identity)))
(statics java.util.Objects "Functions of any object."
  (deepEquals "Are they equal, element by element?" (fn [a b] (if (and (cljsh.core/primitive-array? a) (cljsh.core/primitive-array? b)) (= (vec a) (vec b)) (= a b))))
  (checkIndex "The index, if it is below n." (fn [i n] (if (< -1 i n) i (throw (IndexOutOfBoundsException. (str "Index " i " out of bounds for length " n)))))) (requireNonNullElseGet "x, or what a function gives." (fn [x f] (if (nil? x) (if (fn? f) (f) (.get f)) x))))
(defn- deep [x] (if (or (instance? py/list x) (cljsh.core/primitive-array? x)) (mapv deep x) x))
(statics java.util.Arrays "Functions of arrays."
  (deepEquals "Are they equal, element by element?" (fn [a b] (= (deep a) (deep b)))) (deepHashCode "A hash of all elements." (fn [a] (hash (deep a)))) (parallelSort "Sorts it." (fn [a & more] (apply sort a more) nil)) (mismatch "The first index at which they differ, or -1." (fn [a b] (let [n (min (count a) (count b))] (or (first (filter (fn [i] (not= (nth a i) (nth b i))) (range n))) (if (= (count a) (count b)) -1 n)))))
  (compare "Which comes first." (fn [a b] (let [c (first (remove zero? (map compare a b)))] (or c (compare (count a) (count b)))))))

;; --- methods ------------------------------------------------------------------------------

(defn- present [m k] (.get m k))
(defmethods "Map" (fn [x] (instance? py/dict x))
  (replaceAll "Puts what a function makes of each key and value." (fn [m f] (doseq [k (vec (.keys m))] (.__setitem__ m k (.apply f k (present m k)))) nil))
  (clone "A copy." (fn [m] (let [c ((class m))] (.update c m) c))))

(defn- unescaped [s]
  (str/replace s #"\\(u[0-9a-fA-F]{4}|.)" (fn [[_ c]] (case (first c) \n "\n" \t "\t" \r "\r" \f "\f" \u (if (= 5 (count c)) (str (char (Integer/parseInt (subs c 1) 16))) "u") c))))
(defn- property-lines
  "The lines of a file of properties: without comments, and those that go on in the next one joined."
  [text]
  (->> (reduce (fn [[done part] line]
                 (let [line (str/triml line)]
                   (cond (and (nil? part) (or (= line "") (re-find #"^[#!]" line))) [done nil]
                         (odd? (count (re-find #"\\*$" line)))                       [done (str part (subs line 0 (dec (count line))))]
                         :else                                                      [(conj done (str part line)) nil])))
               [[] nil] (str/split text #"\r\n|\r|\n"))
       ((fn [[done part]] (cond-> done part (conj part))))))
(defn- load-properties [p from]
  (doseq [line (property-lines (slurp from))
          :let [[_ k v] (re-matches #"(?s)((?:[^\\=:\s]|\\.)*)\s*[=:]?\s*(.*)" line)]]
    (.__setitem__ p (unescaped k) (unescaped v)))
  nil)
(defn- escaped [s] (str/replace s #"[\\=:#!\n\t\r]" (fn [c] (get {"\n" "\\n" "\t" "\\t" "\r" "\\r"} c (str "\\" c)))))
(defn- store-properties [p out comment]
  (let [text (str (when comment (str "#" comment "\n")) (str/join (map (fn [[k v]] (str (str/replace (escaped k) " " "\\ ") "=" (escaped v) "\n")) p)))]
    (if (instance? (class-named "java.io.OutputStream") out) (.write out (.getBytes text)) (.write out text))
    (.flush out)))
(defmethods "Properties" (fn [x] (instance? java.util.Properties x))
  (load "Reads them from a reader or a stream." load-properties) (store "Writes them, after a comment." store-properties)
  (stringPropertyNames "The names." (fn [p] (set (.keys p)))) (propertyNames "The names." (fn [p] (java.util.Collections/enumeration (vec (.keys p))))) (list "Prints them." (fn [p out] (doseq [[k v] p] (.println out (str k "=" v))))))

(defmethods "clojure.lang.Ref" (fn [x] (instance? clojure.lang.Ref x))
  (set "ref-set" ref-set) (alter "alter" (fn [r f args] (apply alter r f args))) (commute "commute" (fn [r f args] (apply commute r f args))) (touch "ensure" ensure)
  (getHistoryCount "ref-history-count" ref-history-count) (getMinHistory "ref-min-history" ref-min-history) (getMaxHistory "ref-max-history" ref-max-history) (setMinHistory "Sets it." (fn [r n] (ref-min-history r n))) (setMaxHistory "Sets it." (fn [r n] (ref-max-history r n))))
(defmethods "clojure.lang.Agent" (fn [x] (instance? clojure.lang.Agent x))
  (getError "agent-error" agent-error) (restart "restart-agent" (fn [a x clear] (restart-agent a x :clear-actions clear))) (setErrorHandler "Sets it." set-error-handler!) (setErrorMode "Sets it." set-error-mode!) (getErrorHandler "error-handler" error-handler) (getErrorMode "error-mode" error-mode) (getQueueCount "0." (fn [_] 0))
  (dispatch "send" (fn [a f args _] (apply send a f args))))
(defmethods "java.util.concurrent.Future" future?
  (get "Its value, waiting for it; at most so long, then TimeoutException."
       (fn ([f] @f)
           ([f n unit] (let [v (deref f (/ (.toNanos unit n) 1e6) ::late)]
                         (if (= v ::late) (throw (TimeoutError. "the future has no value yet")) v)))))
  (isDone "future-done?" future-done?) (isCancelled "future-cancelled?" future-cancelled?)
  (cancel "future-cancel" (fn [f _] (future-cancel f))))
(defmethods "clojure.lang.IPending" (fn [x] (instance? clojure.lang.IPending x)) (isRealized "Is its value there?" realized?))
(defmethods "clojure.lang.Named" (fn [x] (or (keyword? x) (symbol? x))) (hasheq "Its hash." hash))
(defmethods "clojure.lang.Volatile" volatile? (reset "Gives it another value." vreset!))
(defmethods "clojure.lang.Ratio" ratio? (bigIntegerValue "Without its fraction." bigint) (decimalValue "As a decimal." (fn [x & _] (bigdec x))))
(defmethods "clojure.lang.Namespace" (fn [x] (instance? clojure.lang.Namespace x)) (refer "Names a var." cljsh.core/ns-refer!))
(defmethods "clojure.lang.Var" var? (fn "Its value, a function." deref) (setTag "Sets its type hint." (fn [v tag] (alter-meta! v assoc :tag tag) nil)) (doReset "var-set" var-set) (doSet "var-set" var-set) (commuteRoot "Changes its value." (fn [v f] (alter-var-root v f))) (getThreadBinding "Its binding in this thread, or nil." (fn [v] (get (get-thread-bindings) v))))
(defmethods "Date" inst?
  (setTime "Dates cannot be changed here." (fn [_ _] (throw (UnsupportedOperationException. "a java.util.Date cannot be changed in cljsh")))) (toGMTString "Its text." (fn [d] (.strftime d "%-d %b %Y %H:%M:%S GMT"))) (clone "Itself." identity))
(defmethods "UUID" uuid? (timestamp "When it was made." (fn [u] (.-time u))) (clockSequence "Its clock sequence." (fn [u] (.-clock_seq u))))
(defmethods "BigInteger" integer?
  (bitCount "How many bits are set." (fn [n] (.bit_count n))) (setBit "With a bit." bit-set) (clearBit "Without a bit." bit-clear) (flipBit "With a bit changed." bit-flip) (andNot "bit-and-not" bit-and-not) (getLowestSetBit "The index of the lowest bit that is set." (fn [n] (if (zero? n) -1 (dec (.bit_length (bit-and n (- n)))))))
  (divideAndRemainder "quot and rem." (fn [a b] (into-array [(quot a b) (rem a b)]))))
(defmethods "List" sequential? (lastIndexOf "The last index of x, or -1." (fn [s x] (loop [i 0, found -1, xs (seq s)] (if xs (recur (inc i) (if (= x (first xs)) i found) (next xs)) found)))))
(defmethods "clojure.lang.IReference" (fn [x] (instance? clojure.lang.IReference x))
  (meta "Its metadata." meta) (resetMeta "Sets its metadata." reset-meta!) (alterMeta "Changes its metadata." (fn [x f args] (apply alter-meta! x f args))))
(defmethods "clojure.lang.Associative" associative? (containsKey "Is the key there?" contains?))
(defmethods "Deque" (fn [x] (instance? py/list x))
  (offerLast "Adds at the end." (fn [l x] (.append l x) true)) (offerFirst "Adds at the beginning." (fn [l x] (.insert l 0 x) true)))
