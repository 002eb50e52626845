;; SPDX-License-Identifier: MIT
;; Static members of clojure.lang, a part of cljsh.java.

(in-ns 'cljsh.java)

(class-made-by clojure.lang.LispReader$StringReader
               "What reads a string whose first quote is read: called with a stream, as the reader's macros are."
               (python-class "clojure.lang.LispReader$StringReader"
                 [py/object]
                 {"__call__" (fn [_ stream & _]
                               (loop [text "\""]
                                 (let [c (.read stream 1)]
                                   (cond
                                     (= c "") (throw (EOFError. "EOF while reading string"))
                                     (= c "\"") (read-string (str text c))
                                     (= c "\\") (recur (str text c (.read stream 1)))
                                     :else (recur (str text c))))))}))

(defn- py-array? [x] (instance? py/list x)) ; as object-array and Object's varargs are

(statics clojure.lang.RT "What Clojure's own code calls."
  (print "Prints a value readably to a stream." (fn [x w] (print-method x w)))
  (toUrl "What as-url makes of it." (fn [x] ((requiring-resolve 'clojure.java.io/as-url) x)))
  (DEFAULT_COMPARATOR "compare" compare)
  (get "The value at a key." get)
  (nth "The element at an index." nth)
  (count "How many there are." count)
  (seq "A seq." seq)
  (first "The first." first)
  (next "The rest." next)
  (more "The rest." rest)
  (conj "With x added." conj)
  (assoc "With a value at a key." assoc)
  (contains "Is the key there?" contains?)
  (map "A map of an array." (fn [& xs] (apply hash-map (if (= 1 (count xs)) (first xs) xs))))
  (vector "A vector." (fn [& xs] (if (py-array? (first xs)) (vec (first xs)) (vec xs))))
  (intCast "An integer." int)
  (longCast "An integer." long)
  (loadClassForName "The class of a name, or nil." (fn [n] (class-named n)))
  (classForName "The class of a name." (fn [n & _] (java.lang.Class/forName n)))
  (classForNameNonLoading "The class of a name." (fn [n & _] (java.lang.Class/forName n)))
  (readString "The form of a text." (fn [s & _] (read-string s)))
  (printString "The text of a form." pr-str)
  (toArray "An array." to-array)
  (keyword "A keyword." keyword)
  (T "true" true)
  (F "false" false)
  (CURRENT_NS "*ns*" #'*ns*)
  (REQUIRE_LOCK "Nothing is locked." (py/object))
  (isReduced "Is it reduced?" reduced?)
  (peek "peek" peek)
  (pop "pop" pop)
  (dissoc "dissoc" dissoc)
  (keys "keys" keys)
  (vals "vals" vals)
  (iter "An iterator." (fn [coll] (.iterator (sequence coll))))
  (boundedLength "How many, at most n and one." (fn [s n] (count (take (inc n) s))))
  (charCast "A character." char)
  (doubleCast "A float." double)
  (booleanCast "A boolean." boolean)
  (box "Itself." identity)
  (list "A list." list)
  (set "A set." (fn [& xs] (set (if (py-array? (first xs)) (first xs) xs))))
  (subvec "A part." subvec)
  (fourth "The fourth." (fn [xs] (nth xs 3)))
  (second "The second." second)
  (third "The third." (fn [xs] (nth xs 2)))
  (load "Loads a file of the load path." (fn [p & _] (load (str "/" p))))
  (EMPTY_ARRAY "An array of nothing." (object-array 0))
  (IN "*in*" #'*in*)
  (OUT "*out*" #'*out*)
  (ERR "*err*" #'*err*)
  (READEVAL "*read-eval*" #'*read-eval*)
  (ASSERT "*assert*" #'*assert*)
  (UNCHECKED_MATH "*unchecked-math*" #'*unchecked-math*)
  (DATA_READERS "*data-readers*" #'*data-readers*)
  (DEFAULT_DATA_READERS "default-data-readers" #'default-data-readers)
  (DEFAULT_DATA_READER_FN "*default-data-reader-fn*" #'*default-data-reader-fn*)
  (AGENT "*agent*" #'*agent*)
  (CLOJURE_NS "clojure.core" (the-ns 'clojure.core))
  (baseLoader "The class loader." class-loader)
  (makeClassLoader "Another class loader." (fn [] ((class-named "clojure.lang.DynamicClassLoader"))))
  (var "A var." (fn ([n v] (intern (symbol n) (symbol v)))))
  (nextID "Another number." (let [n (atom 0)] (fn [] (swap! n inc))))
  (length "How many there are." count)
  (find "The entry of a key." find)
  (cons "A seq with x before." cons)
  (meta "Its metadata." meta)
  (assocN "With a value at an index." (fn [i x v] (assoc v i x)))
  (listStar "list*" list*)
  (seqToArray "An array of a seq." to-array)
  (seqToPassedArray "An array of a seq: a given one, if it is long enough."
    (fn [s xs]
      (if (> (count s) (count xs))
        (to-array s)
        (do (dorun (map-indexed (fn [i x] (aset xs i x)) s)) (when (> (count xs) (count s)) (aset xs (count s) nil)) xs))))
  (seqToTypedArray "An array of a seq." (fn ([s] (into-array s)) ([c s] (into-array c s))))
  (object_array "An array." object-array)
  (aget "The element at an index." aget)
  (aset "Sets it." aset)
  (alength "How many." alength)
  (aclone "A copy." aclone)
  (byteCast "A byte." byte)
  (shortCast "A short." short)
  (floatCast "A float." float)
  (uncheckedByteCast "A byte." unchecked-byte)
  (uncheckedShortCast "A short." unchecked-short)
  (uncheckedIntCast "An int." unchecked-int)
  (uncheckedLongCast "A long." unchecked-long)
  (uncheckedCharCast "A character." unchecked-char)
  (uncheckedFloatCast "A float." float)
  (uncheckedDoubleCast "A float." double)
  (canSeq "Can seq be called with it?" seqable?)
  (mapUniqueKeys "A map." hash-map)
  (chunkIteratorSeq "A seq of an iterator." iterator-seq)
  (suppressRead "Nothing is." (fn [] false))
  (getResource "The URL of a name, or nil." (fn [_ n] ((requiring-resolve 'clojure.java.io/resource) n)))
  (resourceAsStream "Its bytes, or nil."
    (fn [_ n]
      (some-> ((requiring-resolve 'clojure.java.io/resource) n) ((requiring-resolve 'clojure.java.io/input-stream))))))
(statics clojure.lang.Util "What Clojure's own code calls."
  (equiv "Are they =?" =)
  (equals "Are they equal?" =)
  (identical "Are they the same?" identical?)
  (hash "Java's hash, of 32 bits." (fn [x] (if (nil? x) 0 (.hashCode x))))
  (hasheq "A hash." hash)
  (compare "Which comes first." compare)
  (hashCombine "Two hashes of 32 bits as one."
    (fn [seed h]
      (let [seed (unchecked-int seed)]
        (unchecked-int (bit-xor seed (+ (unchecked-int h) 0x9e3779b9 (bit-shift-left seed 6) (bit-shift-right seed 2)))))))
  (isInteger "Is it an integer?" integer?)
  (sneakyThrow "Throws." (fn [e] (throw e)))
  (isPrimitive "There are no primitive classes." (fn [_] false))
  (runtimeException "An exception." (fn [& args] (RuntimeException. (first args))))
  (ret1 "The first of two." (fn [x _] x))
  (classOf "Its class, or nil." class)
  (pcequiv "Are they =?" =)
  (clearCache "Nothing is there." (fn [& _] nil)))
(statics clojure.lang.Numbers "What Clojure's own code calls."
  (add "+" +)
  (minus "-" -)
  (multiply "*" *)
  (divide "/" /)
  (quotient "quot" quot)
  (remainder "rem" rem)
  (inc "inc" inc)
  (dec "dec" dec)
  (lt "<" <)
  (lte "<=" <=)
  (gt ">" >)
  (gte ">=" >=)
  (equiv "==" ==)
  (isZero "zero?" zero?)
  (isPos "pos?" pos?)
  (isNeg "neg?" neg?)
  (and "bit-and" bit-and)
  (or "bit-or" bit-or)
  (xor "bit-xor" bit-xor)
  (shiftLeft "bit-shift-left" bit-shift-left)
  (shiftRight "bit-shift-right" bit-shift-right)
  (unsignedShiftRight "unsigned-bit-shift-right" unsigned-bit-shift-right)
  (not "bit-not" bit-not)
  (setBit "bit-set" bit-set)
  (clearBit "bit-clear" bit-clear)
  (flipBit "bit-flip" bit-flip)
  (testBit "bit-test" bit-test)
  (rationalize "rationalize" rationalize)
  (toRatio "A rational number." rationalize)
  (num "Itself." identity)
  (max "max" max)
  (min "min" min)
  (addP "+'" +')
  (minusP "-'" -')
  (multiplyP "*'" *')
  (incP "inc'" inc')
  (decP "dec'" dec')
  (abs "abs" abs)
  (unchecked_add "unchecked-add" unchecked-add)
  (unchecked_inc "unchecked-inc" unchecked-inc)
  (unchecked_minus "unchecked-subtract" unchecked-subtract)
  (unchecked_multiply "unchecked-multiply" unchecked-multiply)
  (hasheq "A hash." hash)
  (compare "Which comes first." compare)
  (isNaN "Is it no number?" NaN?)
  (equal "=" =)
  (andNot "bit-and-not" bit-and-not)
  (reduceBigInt "Itself." identity)
  (unchecked_dec "unchecked-dec" unchecked-dec)
  (shiftLeftInt "bit-shift-left" bit-shift-left)
  (shiftRightInt "bit-shift-right" bit-shift-right)
  (unsignedShiftRightInt "unsigned-bit-shift-right" unsigned-bit-shift-right)
  (unchecked_int_add "unchecked-add-int" unchecked-add-int)
  (unchecked_int_subtract "unchecked-subtract-int" unchecked-subtract-int)
  (unchecked_int_multiply "unchecked-multiply-int" unchecked-multiply-int)
  (unchecked_int_negate "unchecked-negate-int" unchecked-negate-int)
  (unchecked_int_inc "unchecked-inc-int" unchecked-inc-int)
  (unchecked_int_dec "unchecked-dec-int" unchecked-dec-int)
  (unchecked_int_divide "unchecked-divide-int" unchecked-divide-int)
  (unchecked_int_remainder "unchecked-remainder-int" unchecked-remainder-int)
  (int_array "int-array" int-array)
  (long_array "long-array" long-array)
  (double_array "double-array" double-array)
  (float_array "float-array" float-array)
  (byte_array "byte-array" byte-array)
  (char_array "char-array" char-array)
  (boolean_array "boolean-array" boolean-array)
  (short_array "short-array" short-array)
  (ints "Itself." identity)
  (longs "Itself." identity)
  (doubles "Itself." identity)
  (floats "Itself." identity)
  (bytes "Itself." identity)
  (chars "Itself." identity)
  (booleans "Itself." identity)
  (shorts "Itself." identity))
(statics clojure.lang.Keyword "Keywords."
  (intern "The keyword of a name." (fn ([n] (keyword n)) ([ns n] (keyword ns n))))
  (find "The keyword of a name." find-keyword))
(statics clojure.lang.Symbol "Symbols."
  (intern "The symbol of a name." (fn ([n] (symbol n)) ([ns n] (symbol ns n))))
  (create "The symbol of a name." (fn ([n] (symbol n)) ([ns n] (symbol ns n)))))
(statics clojure.lang.Cons "Seqs with an element before."
  (new "A seq of an element and the rest, or metadata and both."
    (fn ([x s] (cons x s)) ([m x s] (with-meta (cons x s) m)))))
(statics clojure.lang.PersistentVector "Vectors."
  (EMPTY "[]" [])
  (create "A vector of a seq." vec)
  (adopt "A vector of an array." vec))
(statics clojure.lang.PersistentHashMap "Maps."
  (EMPTY "{}" {})
  (create "A map." (fn [x & more] (if more (apply hash-map x more) (if (map? x) x (apply hash-map x)))))
  (createWithCheck "A map of an array whose keys differ."
    (fn [xs]
      (let [m (apply hash-map xs)]
        (if (= (* 2 (count m)) (count xs)) m (throw (IllegalArgumentException. "Duplicate key")))))))
(defn- array-of-keys-checked
  "The map of an array of keys and values; an error if a key is there twice."
  [xs]
  (reduce (fn [seen k]
            (when (contains? seen k)
              (throw (IllegalArgumentException. (str "Duplicate key: " k))))
            (conj seen k))
          #{}
          (take-nth 2 xs))
  (apply array-map xs))
(statics clojure.lang.PersistentArrayMap "Maps."
  (EMPTY "{}" {})
  (createAsIfByAssoc "A map of an array." (fn [xs] (apply array-map xs)))
  (create "A map of a map." (fn [m] (into {} m)))
  (createWithCheck "A map of an array whose keys differ." array-of-keys-checked)
  (new "Of an array of keys and values." (fn [& xs] (apply array-map (last xs)))))
(statics clojure.lang.PersistentHashSet "Sets." (EMPTY "#{}" #{}) (create "A set of a seq." (fn [xs] (set xs)))
  (createWithCheck "A set of elements that differ."
    (fn [xs] (let [s (set xs)] (if (= (count s) (count xs)) s (throw (IllegalArgumentException. "Duplicate key")))))))
(defn- apply-to-helper
  "Calls the invoke of an object with arguments; what comes after the twentieth goes into an array."
  [f args]
  (let [[few more] (split-at 20 args)]
    (if (fn? f)
      (apply f args)
      (call-method f "invoke" (if (seq more) (concat few [(object-array more)]) few)))))
(statics clojure.lang.AFn "Functions." (applyToHelper "Calls a function with a seq of arguments." apply-to-helper))
(statics clojure.lang.TaggedLiteral "What a tag and a form stand for." (TAG_KW ":tag" :tag) (FORM_KW ":form" :form)
  (create "tagged-literal" tagged-literal))
(statics clojure.lang.ReaderConditional "Branches that were read, and not chosen."
  (SPLICING_KW ":splicing?" :splicing?)
  (FORM_KW ":form" :form)
  (create "reader-conditional" reader-conditional))
(statics clojure.lang.MultiFn "Functions with methods."
  (new "One without methods: its name, what it dispatches by, the value of the method for all others, and a reference to a hierarchy."
    (fn [n dispatch fallback hierarchy] (cljsh.core/make-multi n dispatch fallback hierarchy))))
(statics clojure.lang.APersistentMap$KeySeq "The keys of maps."
  (create "The keys of a seq of entries, or nil." (fn [entries] (keys entries))))
(statics clojure.lang.APersistentMap$ValSeq "The values of maps."
  (create "The values of a seq of entries, or nil." (fn [entries] (vals entries))))
(statics clojure.lang.PersistentQueue "Queues." (EMPTY "An empty one." (.-EMPTY clojure.lang.PersistentQueue)))
(statics clojure.lang.PersistentList "Lists."
  (EMPTY "()" ())
  (creator "What makes one of its arguments." list)
  (create "A list of a seq." (fn [xs] (apply list xs))))
(statics clojure.lang.APersistentMap "Maps."
  (mapHash "Java's hash of a map." (fn [m] (.hashCode (into {} m))))
  (mapHasheq "A hash of a map." hash)
  (mapEquals "Are they equal?" =))
(statics clojure.lang.APersistentSet "Sets." (setEquals "Are they equal?" =))
(statics clojure.lang.APersistentVector "Vectors." (doEquals "Are they equal?" =))
(statics clojure.lang.BigInt "Integers."
  (fromLong "Itself." identity)
  (fromBigInteger "Itself." identity)
  (valueOf "Itself." identity)
  (ZERO "0" 0)
  (ONE "1" 1))
(statics clojure.lang.PersistentTreeMap "Sorted maps."
  (EMPTY "An empty one." (sorted-map))
  (create "A sorted map of a map, or of a comparator and a seq."
    (fn ([m] (into (sorted-map) m)) ([f xs] (apply sorted-map-by f xs)))))
(statics clojure.lang.PersistentTreeSet "Sorted sets."
  (EMPTY "An empty one." (sorted-set))
  (create "A sorted set of a seq, or of a comparator and a seq."
    (fn ([xs] (into (sorted-set) xs)) ([f xs] (apply sorted-set-by f xs)))))

;; The pools of agents: what they are given is done as a future is.
(defn- agents-pool []
  (reify Object
    (execute [_ f] (future-call (if (fn? f) f (fn [] (.run f)))) nil)
    (submit [_ f] (future-call (if (fn? f) f (fn [] (.call f)))))
    (shutdown [_] (shutdown-agents))
    (isShutdown [_] false)))
(statics clojure.lang.Agent "Agents."
  (soloExecutor "The threads of send-off and future." (agents-pool))
  (pooledExecutor "The threads of send." (agents-pool))
  (shutdown "Ends them." shutdown-agents)
  (new "Of a value, and metadata." (fn ([x] (agent x)) ([x m] (agent x :meta m))))
  (releasePendingSends "release-pending-sends" release-pending-sends))
(statics clojure.lang.Namespace "Namespaces."
  (find "That of a name." find-ns)
  (findOrCreate "That of a name." create-ns)
  (all "All." all-ns)
  (remove "Removes one." remove-ns))
(statics clojure.lang.Var "Vars."
  (find "That of a full name." find-var)
  (intern "That of a name." (fn [ns n & more] (apply intern (if (symbol? ns) (create-ns ns) ns) n more)))
  (getThreadBindingFrame "The bindings in force." cljsh.core/binding-frame)
  (cloneThreadBindingFrame "The bindings in force." cljsh.core/binding-frame)
  (resetThreadBindingFrame "Puts others in their place." (fn [frame] (cljsh.core/exchange-bindings frame) nil))
  (pushThreadBindings "Binds." push-thread-bindings)
  (popThreadBindings "Ends that." pop-thread-bindings)
  (create "One without a name." (fn ([] (with-local-vars [v nil] v)) ([x] (with-local-vars [v x] v))))
  (internPrivate "A private one." (fn [n sym] (intern (create-ns (symbol n)) (with-meta (symbol sym) {:private true}))))
  (getThreadBindings "The bindings in force." get-thread-bindings))
(statics clojure.lang.Delay "What is computed when it is asked for."
  (force "Its value." force)
  (new "Of a function." (fn [f] (delay (f)))))
(statics clojure.lang.Reduced "What ends a reduction." (new "Of a value." reduced))
(statics clojure.lang.LazySeq "Seqs that are computed when they are asked for."
  (new "Of a function." (fn [f] (lazy-seq (f)))))
(statics clojure.lang.Atom "Atoms." (new "Of a value, and metadata." (fn ([x] (atom x)) ([x m] (atom x :meta m)))))
(statics clojure.lang.Volatile "Volatiles." (new "Of a value." volatile!))
(statics clojure.lang.Ref "Refs." (new "Of a value, and metadata." (fn ([x] (ref x)) ([x m] (ref x :meta m)))))
(statics clojure.lang.ArityException "Calls with too many or too few arguments."
  (new "Of how many, and a name."
    (fn [n label & _] (ArityException (str "Wrong number of args (" n ") passed to: " label)))))

;; Vars that the compiler binds there; here nothing does, but programs may.
(def ^:dynamic ^:private *loop-locals* nil)
(def ^:dynamic ^:private *line* 0)
(def ^:dynamic ^:private *column* 0)
(def ^:dynamic ^:private *loader* nil)
(def ^:dynamic ^:private *method* nil)
(def ^:dynamic ^:private *clear-sites* nil)

;; What a function or method being compiled is there; code that walks forms makes some.
(class-made-by clojure.lang.Compiler$ObjExpr "A function that is being compiled, with nothing in it."
  (python-class "clojure.lang.Compiler$ObjExpr" [py/object] {"__init__" (fn [_ & _args] nil)}))
(class-made-by clojure.lang.Compiler$ObjMethod "An arity that is being compiled, with nothing in it."
  (python-class "clojure.lang.Compiler$ObjMethod" [py/object] {"__init__" (fn [_ & _args] nil)}))

;; Annotations say nothing here.
(class-made-by java.lang.Deprecated "An annotation." (python-class "java.lang.Deprecated" [py/object] {}))
(class-made-by java.lang.Override "An annotation." (python-class "java.lang.Override" [py/object] {}))
(class-made-by java.lang.SuppressWarnings "An annotation." (python-class "java.lang.SuppressWarnings" [py/object] {}))

(statics clojure.lang.Compiler "The compiler."
  (CHAR_MAP "What munge makes of characters."
    {\- "_"
     \: "_COLON_"
     \+ "_PLUS_"
     \> "_GT_"
     \< "_LT_"
     \= "_EQ_"
     \~ "_TILDE_"
     \! "_BANG_"
     \@ "_CIRCA_"
     \# "_SHARP_"
     \' "_SINGLEQUOTE_"
     \" "_DOUBLEQUOTE_"
     \% "_PERCENT_"
     \^ "_CARET_"
     \& "_AMPERSAND_"
     \* "_STAR_"
     \| "_BAR_"
     \{ "_LBRACE_"
     \} "_RBRACE_"
     \[ "_LBRACK_"
     \] "_RBRACK_"
     \/ "_SLASH_"
     \\ "_BSLASH_"
     \? "_QMARK_"})
  (specials "The special forms."
    (zipmap '[def loop* recur if case* let* letfn* do fn* quote var clojure.core/import* . set! deftype* reify* try
              throw monitor-enter monitor-exit catch finally new &]
            (repeat nil)))
  (LOCAL_ENV "The locals around what macroexpand-1 expands, where a program binds it." #'cljsh.core/*local-env*)
  (LOOP_LOCALS "There are none." #'*loop-locals*)
  (METHOD "There is none." #'*method*)
  (CLEAR_SITES "There are none." #'*clear-sites*)
  (LINE "There is none." #'*line*)
  (COLUMN "There is none." #'*column*)
  (LOADER "There is none." #'*loader*)
  (SOURCE "*file*" #'*file*)
  (SOURCE_PATH "*file*" #'*file*)
  (COMPILE_PATH "*compile-path*" #'*compile-path*)
  (COMPILE_FILES "*compile-files*" #'*compile-files*)
  (loadFile "Evaluates all forms of a file." load-file)
  (resolveIn "What a symbol names in a namespace." (fn [n sym & _] (ns-resolve n sym)))
  (isMacro "The var of a macro, or nil."
    (fn [sym]
      (let [v (if (var? sym) sym (when (symbol? sym) (resolve sym)))] (when (and (var? v) (:macro (meta v))) v))))
  (load "Evaluates all forms of a reader."
    (fn [r & _]
      (let [end (Object.)]
        (loop [x nil]
          (let [form (read {:eof end :read-cond :allow} r)] (if (identical? form end) x (recur (eval form))))))))
  (maybeResolveIn "What a symbol names in a namespace." (fn [n sym] (ns-resolve n sym)))
  (resolve "What a symbol names." resolve)
  (macroexpand1 "Expands once." macroexpand-1)
  (demunge "A name as Clojure writes it." (fn [n] ((requiring-resolve 'clojure.main/demunge) n)))
  (munge "A name as the JVM writes it." munge)
  (eval "Evaluates." eval))
