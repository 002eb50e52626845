;; SPDX-License-Identifier: MIT
;; What fits nowhere else: time, identity of things, taps, arrays, testing.

(in-ns 'clojure.core)

(defn- nano-time
  "Nanoseconds since some moment."
  []
  (.perf_counter_ns (py/__import__ "time")))

(defn- print-elapsed
  "Prints the time since start, as time does."
  [start]
  (prn (str "Elapsed time: " (/ (- (nano-time) start) 1000000.0) " msecs")))

(intern 'cljsh.core 'nano-time nano-time)
(intern 'cljsh.core 'print-elapsed print-elapsed)

(defmacro time
  "Evaluates expr, prints how long that took, and returns its value."
  {:added "1.0"}
  [expr]
  `(let* [start# (cljsh.core/nano-time)
          value# ~expr]
     (cljsh.core/print-elapsed start#)
     value#))

(defn clojure-version
  "Returns the version of the language as a string."
  {:added "1.0"}
  []
  (let [{:keys [major minor incremental qualifier]} *clojure-version*]
    (str major "." minor
         (if incremental (str "." incremental) "")
         (if (pos? (count qualifier)) (str "-" qualifier) ""))))

(defn distinct?
  "Are no two of the arguments equal?"
  {:added "1.0"}
  ([x] true)
  ([x y] (not (= x y)))
  ([x y & more]
   (if (= x y)
     false
     (loop [seen #{x y}, more more]
       (if more
         (if (contains? seen (first more))
           false
           (recur (conj seen (first more)) (next more)))
         true)))))

(defn test
  "Calls the function under :test in the metadata of v: :ok if it returns, :no-test if there is none."
  {:added "1.0"}
  [v]
  (let [f (:test (meta v))]
    (if f
      (do (f) :ok)
      :no-test)))

(defn- math-context
  "A context of decimal arithmetic: digits, and the name of a rounding mode."
  [precision rounding]
  (let [decimal (py/__import__ "decimal")
        exact?  (= rounding "UNNECESSARY")
        context (.Context decimal precision (if exact? nil (str "ROUND_" rounding)))]
    (when exact?
      (.__setitem__ (.-traps context) (.-Inexact decimal) true))
    context))

(intern 'cljsh.core 'math-context math-context)

(defmacro with-precision
  "Evaluates the body with decimal arithmetic rounded to a number of digits.
  :rounding and a mode may stand before the body: CEILING FLOOR HALF_UP
  HALF_DOWN HALF_EVEN UP DOWN UNNECESSARY."
  {:added "1.0"}
  [precision & exprs]
  (let [rounding? (= :rounding (first exprs))
        rounding  (if rounding? (name (second exprs)) "HALF_UP")
        body      (if rounding? (nnext exprs) exprs)]
    `(binding [*math-context* (cljsh.core/math-context ~precision ~rounding)]
       ~@body)))

;; --- classes, names, hashes -------------------------------------------------

(defn type
  "Returns the :type in the metadata of x, or else its class."
  {:added "1.0"}
  [x]
  (or (get (meta x) :type) (class x)))

(defn cast
  "Returns x if it is nil or an instance of class c, and throws otherwise."
  {:added "1.0"}
  [c x]
  (if (if (nil? x) (class? c) (instance? c x))
    x
    (throw (ClassCastException.
             (if (class? c)
               (str "Cannot cast " (.-__qualname__ (class x)) " to " (.-__qualname__ c))
               (str "cast needs a class, not " (.-__qualname__ (py/type c))))))))

(defn bytes?
  "Is x a sequence of bytes: bytes or a bytearray?"
  {:added "1.9"}
  [x]
  (or (instance? py/bytes x) (instance? py/bytearray x)))

(defn hash-combine
  "Mixes the hash of y into the hash x."
  [x y]
  (let [low  (bit-and x 0xffffffff)
        seed (bit-xor low (+ (bit-and (hash y) 0xffffffff) 0x9e3779b9
                             (bit-shift-left low 6) (bit-shift-right low 2)))]
    (- (bit-and (+ seed 0x80000000) 0xffffffff) 0x80000000)))

(def ^:private munged
  "What stands for the characters that a name in Python can't have."
  {\- "_", \: "_COLON_", \+ "_PLUS_", \> "_GT_", \< "_LT_", \= "_EQ_", \~ "_TILDE_",
   \! "_BANG_", \@ "_CIRCA_", \# "_SHARP_", \' "_SINGLEQUOTE_", \" "_DOUBLEQUOTE_",
   \% "_PERCENT_", \^ "_CARET_", \& "_AMPERSAND_", \* "_STAR_", \| "_BAR_",
   \{ "_LBRACE_", \} "_RBRACE_", \[ "_LBRACK_", \] "_RBRACK_", \/ "_SLASH_",
   \\ "_BSLASH_", \? "_QMARK_"})

(defn munge
  "Returns a symbol or string with every character that Python allows in no name replaced."
  [s]
  (let [text (apply str (map (fn [c] (get munged c c)) (str s)))]
    (if (symbol? s)
      (symbol text)
      text)))

(defn seq-to-map-for-destructuring
  "Returns the map that keyword arguments make: keys and values, and perhaps a map behind them."
  {:added "1.11"}
  [s]
  (if (seq s)
    (cljsh.core/kwargs-map (seq s))
    {}))

(def ^{:doc "In a syntax-quoted form: evaluates what follows, ~x. Without value."} unquote)

(def ^{:doc "In a syntax-quoted form: evaluates what follows to elements, ~@x. Without value."}
  unquote-splicing)

;; --- UUIDs, URIs --------------------------------------------------

(defn- from-module?
  "Is x an instance of a class of a Python module, by name? Imports nothing."
  [module name x]
  (let [loaded (get (.-modules (py/__import__ "sys")) module)]
    (if (nil? loaded)
      false
      (instance? (py/getattr loaded name) x))))

(defn random-uuid
  "Returns a new random UUID, a uuid.UUID."
  {:added "1.11"}
  []
  (.uuid4 (py/__import__ "uuid")))

(defn uuid?
  "Is x a UUID (a uuid.UUID)?"
  {:added "1.9"}
  [x]
  (from-module? "uuid" "UUID" x))

(defn uri?
  "Is x a java.net.URI, or a result of urllib.parse.urlparse or urlsplit?"
  {:added "1.9"}
  [x]
  (or (from-module? "urllib.parse" "ParseResult" x)
      (from-module? "urllib.parse" "SplitResult" x)
      (let [c (class x)]
        (and (some? c) (= "URI" (.-__name__ c)) (= "java.net" (.-__module__ c))))))

(def ^{:added "1.4"
       :doc "The functions for the tags of literals that are always there."}
  default-data-readers
  {'inst (fn [s] (read-string (str "#inst " (pr-str s))))
   'uuid (fn [s] (read-string (str "#uuid " (pr-str s))))
   'bytes (fn [s] (read-string (str "#bytes " (pr-str s))))
   'py/list (fn [v] (py/list v))
   'py/tuple (fn [v] (py/tuple v))
   'py/set (fn [s] (py/set s))
   'py/frozenset (fn [s] (py/frozenset s))
   'py/dict (fn [m] (py/dict m))
   'py/bytearray (fn [s] (read-string (str "#py/bytearray " (pr-str s))))
   'py/datetime (fn [s] (read-string (str "#py/datetime " (pr-str s))))
   'py/date (fn [s] (read-string (str "#py/date " (pr-str s))))
   'py/time (fn [s] (read-string (str "#py/time " (pr-str s))))})

;; --- names as the host writes them --------------------------------------------

(defn namespace-munge
  "Returns a namespace's name, or the namespace, as files and packages are called: - is _."
  {:added "1.2"}
  [ns]
  (.replace (str ns) "-" "_"))

;; --- exceptions -------------------------------------------------------------

(defn- in-message
  "A property of ArityException: what its message has at a group of the pattern, read by f, or nil."
  [group f]
  (py/property
    (fn [e]
      (some-> (re-find #"^Wrong number of args \((?:> )?(\d+)\) passed to: (?:the macro )?([^;]+)" (str e))
              (get group)
              f))))

(py/setattr ArityException "actual" (in-message 1 parse-long))
(py/setattr ArityException "name" (in-message 2 str))

(defn StackTraceElement->vec
  "Returns what is known of a step of a trace as [class method file line].
  A step is an element of the :trace of Throwable->map, or a frame of
  Python's module traceback."
  {:added "1.7"}
  [o]
  (cond
    (vector? o)
    (let [[name file line] o]
      [(symbol (str name)) 'invoke file line])
    (py/hasattr o "getClassName")
    [(symbol (.getClassName o)) (symbol (.getMethodName o)) (.getFileName o) (.getLineNumber o)]
    :else
    [(symbol (.-name o)) (quote invoke) (.-filename o) (.-lineno o)]))

(defn Throwable->map
  "Returns what is known of an exception as data: :via, from the outermost to its cause, :cause, :data, and :trace,
  the steps from where it was thrown outwards."
  {:added "1.7"}
  [o]
  (let [chain (take-while some? (iterate ex-cause o))
        root  (last chain)
        trace (fn [e]
                (mapv (fn [frame]
                        [(symbol (.-name frame)) (.-filename frame) (.-lineno frame)])
                      (rseq (vec (.extract_tb (py/__import__ "traceback") (.-__traceback__ e))))))
        base  (fn [e]
                (cond-> {:type (symbol (pr-str (class e)))}
                  (ex-message e) (assoc :message (ex-message e))
                  (ex-data e)    (assoc :data (ex-data e))))]
    (cond-> {:via   (mapv base chain)
             :trace (trace root)}
      (ex-message root) (assoc :cause (ex-message root))
      (ex-data root)    (assoc :data (ex-data root)))))

;; --- taps -------------------------------------------------------------------

(def ^:private taps
  "The functions that tap> calls."
  (atom #{}))

(defn add-tap
  "Adds a function of one argument to those that tap> calls. Returns nil."
  {:added "1.10"}
  [f]
  (swap! taps conj f)
  nil)

(defn remove-tap
  "Removes a function that add-tap added. Returns nil."
  {:added "1.10"}
  [f]
  (swap! taps disj f)
  nil)

(defn tap>
  "Gives x to every function that add-tap added; what they throw is dropped. Returns true."
  {:added "1.10"}
  [x]
  (doseq [f @taps]
    (try
      (f x)
      (catch [Exception Error] _ nil)))
  true)

;; --- arrays -----------------------------------------------------------------

(defmacro amap
  "Returns a copy of array a with the value of expr in every place.
  idx is bound to the place, ret to the copy."
  {:added "1.0"}
  [a idx ret expr]
  `(let* [a# ~a, n# (alength a#), ~ret (aclone a#)]
     (loop* [~idx 0]
       (if (< ~idx n#)
         (do (aset ~ret ~idx ~expr)
             (recur (inc ~idx)))
         ~ret))))

(defmacro areduce
  "Combines an array: ret is bound to init, then again to the value of expr for every place idx."
  {:added "1.0"}
  [a idx ret init expr]
  `(let* [a# ~a, n# (alength a#)]
     (loop* [~idx 0, ~ret ~init]
       (if (< ~idx n#)
         (recur (inc ~idx) ~expr)
         ~ret))))

(defmacro definline
  "Defines a function whose body is a template: an expression that makes code of the parameters' names, as a macro does.

  The function that makes the code is :inline in the var's metadata; calls are
  calls of the function."
  {:added "1.0"}
  [name & decl]
  (let [[before [params template]] (split-with (complement vector?) decl)
        body (apply (eval `(fn ~params ~template)) params)]
    `(do
       (defn ~name ~@before ~params ~body)
       (alter-meta! (var ~name) assoc :inline (fn ~name ~params ~template))
       (var ~name))))

;; --- streams: iterators, which are read once -----------------------------------

(defn stream-reduce!
  "Reduces a stream, which is used up, by f, beginning with init."
  {:added "1.12"}
  ([f s] (reduce f (iterator-seq s)))
  ([f init s] (reduce f init (iterator-seq s))))

(defn stream-seq!
  "Returns a seq of a stream, which is used up."
  {:added "1.12"}
  [stream]
  (iterator-seq stream))

(defn stream-transduce!
  "Transduces a stream, which is used up."
  {:added "1.12"}
  ([xform f stream] (transduce xform f (iterator-seq stream)))
  ([xform f init stream] (transduce xform f init (iterator-seq stream))))

(defn stream-into!
  "Returns a collection with the elements of a stream, which is used up, in it, through xform if there is one."
  {:added "1.12"}
  ([to stream] (into to (iterator-seq stream)))
  ([to xform stream] (into to xform (iterator-seq stream))))

;; --- parts of what a program's types keep in order ---------------------------

(defn- within
  "Tells whether an element is on the right side of a key, by clojure.lang.Sorted."
  [coll test key]
  (fn [e] (test (.compare (.comparator coll) (.entryKey coll e) key) 0)))

(defn- from-limit
  "What `part` makes of the seq from a key on, without an element that does not pass the test at the key itself; nil where there is none."
  [coll test key ascending? part]
  (when-let [s (seq (.seqFrom coll key ascending?))]
    (part (if ((within coll test key) (first s)) s (next s)))))

(intern 'cljsh.core (with-meta 'instance-subseq {:doc "A part of a collection whose type is a clojure.lang.Sorted."})
  (fn [coll descending? [test key end-test end-key]]
    (let [ascending? (not descending?)
          until      (fn [test key] (fn [s] (take-while (within coll test key) s)))]
      (cond
        (and end-test ascending?) (from-limit coll test key true (until end-test end-key))
        end-test                  (from-limit coll end-test end-key false (until test key))
        (contains? (if ascending? #{> >=} #{< <=}) test) (from-limit coll test key ascending? identity)
        :else                     ((until test key) (.seq coll ascending?))))))

(defn- join-literal
  "The value of a vector, map or set literal that is too long to be built at once: pieces are its parts, of its type."
  [& pieces]
  (reduce (fn [all piece]
            (let [joined (into all piece)]
              (when (< (count joined) (+ (count all) (count piece)))
                (throw (IllegalArgumentException.
                         (str "Duplicate key: "
                              (cljsh.core/show (first (filter #(contains? all %) (if (map? piece) (keys piece) piece))))))))
              joined))
          pieces))
