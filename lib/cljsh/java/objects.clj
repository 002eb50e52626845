;; SPDX-License-Identifier: MIT
;; Objects, classes and exceptions, a part of cljsh.java.

(in-ns 'cljsh.java)

(defn- long-hash [bits]
  (unchecked-int (bit-xor bits (unsigned-bit-shift-right bits 32))))

(defn java-hash
  "What .hashCode gives."
  [x]
  (cond
    (string? x)     (cljsh.core/text-hash x)
    (boolean? x)    (if x 1231 1237)
    (and (int? x) (<= Long/MIN_VALUE x Long/MAX_VALUE)) (long-hash x)
    (float? x)      (long-hash (first (.unpack (py/__import__ "struct") "<q" (.pack (py/__import__ "struct") "<d" x))))
    (and (seq? x) (not (counted? x)) (nil? (hash x))) nil ; hash throws for those without an end
    (or (sequential? x) (py/isinstance x (py/tuple [py/list py/tuple])))
    (reduce (fn [h y] (unchecked-add-int (unchecked-multiply-int 31 h) (if (nil? y) 0 (.hashCode y)))) 1 x)
    (or (set? x) (py/isinstance x py/set)) (reduce (fn [h y] (unchecked-add-int h (if (nil? y) 0 (.hashCode y)))) 0 x)
    (or (map? x) (py/isinstance x py/dict)) (reduce-kv (fn [h k v] (unchecked-add-int h (bit-xor (if (nil? k) 0 (.hashCode k)) (if (nil? v) 0 (.hashCode v))))) 0 x)
    :else           (unchecked-int (hash x))))

(defmethods "Object" any?
  (toString "Its text." (fn [x] (str x)))
  (hashCode "A hash of 32 bits: of texts, numbers and collections of them the JVM's." java-hash)
  (equals "Are they equal? Of maps, have they the same entries, though one be a record."
    (fn [x y] (if (and (map? x) (map? y) (or (record? x) (record? y)))
                (= (into {} x) (into {} y))
                (= x y))))
  (getClass "Its class." class)
  (wait "Gives its lock back until another task notifies, so many milliseconds at most."
    (fn ([x] ((requiring-resolve 'cljsh.java.monitor/wait-for) x 0))
        ([x ms] ((requiring-resolve 'cljsh.java.monitor/wait-for) x ms))
        ([x ms nanos] ((requiring-resolve 'cljsh.java.monitor/wait-for) x (+ ms (/ nanos 1e6))))))
  (notify "Wakes one task that waits for it." (fn [x] ((requiring-resolve 'cljsh.java.monitor/notify) x false)))
  (notifyAll "Wakes all tasks that wait for it." (fn [x] ((requiring-resolve 'cljsh.java.monitor/notify) x true))))

(defmethods "Comparable" some?
  (compareTo "Which comes first: negative, 0 or positive." compare))

(defmethods "Number" number?
  (intValue "As an integer." (fn [n] (unchecked-int n)))
  (longValue "As an integer." (fn [n] (unchecked-long n)))
  (shortValue "As an integer." unchecked-short)
  (byteValue "As an integer." unchecked-byte)
  (doubleValue "As a float." double)
  (floatValue "As a float." double)
  (isNaN "Is it NaN?" NaN?)
  (isInfinite "Is it infinite?" infinite?)
  (signum "-1, 0 or 1." sign)
  (add "The sum." +)
  (subtract "The difference." -)
  (multiply "The product." *)
  (divide "The quotient." (fn [a b] (if (and (integer? a) (integer? b)) (quot a b) (/ a b))))
  (negate "The negative." -)
  (abs "The absolute value." abs)
  (toBigInteger "As an integer." bigint)
  (bitLength "How many bits it takes." (fn [n] (.bit_length (py/int n))))
  (testBit "Is a bit set?" bit-test)
  (modPow "To a power, modulo another." (fn [a b m] (py/pow a b m)))
  (gcd "The greatest common divisor." (fn [a b] (.gcd (py/__import__ "math") a b)))
  (isProbablePrime "Is it prime?"
    (fn [n & _]
      (and (> n 1)
           (every? (fn [d] (pos? (rem n d))) (take-while (fn [d] (<= (* d d) n)) (cons 2 (iterate (fn [d] (+ d 2)) 3))))))))

(defmethods "Boolean" boolean?
  (booleanValue "Itself." identity))

(defmethods "Character" char?
  (charValue "Itself." identity))

(defn- class-name
  "The full name of a class, Java's where it has one."
  [c]
  (let [n (str (when-not (or (= "builtins" (.-__module__ c)) (= \[ (first (.-__qualname__ c))))
                 (str (.-__module__ c) "."))
               (.-__qualname__ c))]
    (or (get {"str" "java.lang.String"
              "int" "java.lang.Long"
              "float" "java.lang.Double"
              "bool" "java.lang.Boolean"
              "object" "java.lang.Object"
              "dict" "java.util.HashMap"
              "decimal.Decimal" "java.math.BigDecimal"
              "uuid.UUID" "java.util.UUID"
              "datetime.datetime" "java.util.Date"
              "bytearray" "[B"
              "cljsh.ByteArray" "[B"
              "NoneType" "nil"
              "ValueError" "java.lang.IllegalArgumentException"
              "TypeError" "java.lang.ClassCastException"
              "Exception" "java.lang.Exception"
              "RuntimeError" "java.lang.IllegalStateException"
              "ArithmeticError" "java.lang.ArithmeticException"
              "ZeroDivisionError" "java.lang.ArithmeticException"
              "IndexError" "java.lang.IndexOutOfBoundsException"
              "AssertionError" "java.lang.AssertionError"
              "OSError" "java.io.IOException"
              "FileNotFoundError" "java.io.FileNotFoundException"
              "cljsh.ExceptionInfo" "clojure.lang.ExceptionInfo"
              "cljsh.Pattern" "java.util.regex.Pattern"
              "cljsh.Keyword" "clojure.lang.Keyword"
              "cljsh.Symbol" "clojure.lang.Symbol"
              "cljsh.Var" "clojure.lang.Var"
              "cljsh.Namespace" "clojure.lang.Namespace"
              "cljsh.Vector" "clojure.lang.PersistentVector"
              "cljsh.ArrayMap" "clojure.lang.PersistentArrayMap"
              "cljsh.HashMap" "clojure.lang.PersistentHashMap"
              "cljsh.HashSet" "clojure.lang.PersistentHashSet"
              "cljsh.List" "clojure.lang.PersistentList"
              "cljsh.LazySeq" "clojure.lang.LazySeq"
              "cljsh.Ratio" "clojure.lang.Ratio"
              "cljsh.Atom" "clojure.lang.Atom"
              "cljsh.Cons" "clojure.lang.Cons"
              "cljsh.Map" "clojure.lang.PersistentArrayMap"
              "cljsh.Set" "clojure.lang.PersistentHashSet"
              "cljsh.MapEntry" "clojure.lang.MapEntry"
              "cljsh.EmptyList" "clojure.lang.PersistentList$EmptyList"
              "cljsh.Delay" "clojure.lang.Delay"
              "cljsh.Volatile" "clojure.lang.Volatile"
              "cljsh.Reduced" "clojure.lang.Reduced"
              "cljsh.Ref" "clojure.lang.Ref"
              "cljsh.Agent" "clojure.lang.Agent"
              "cljsh.SortedMap" "clojure.lang.PersistentTreeMap"
              "cljsh.SortedSet" "clojure.lang.PersistentTreeSet"
              "cljsh.SubVector" "clojure.lang.APersistentVector$SubVector"
              "cljsh.VectorSeq" "clojure.lang.PersistentVector$ChunkedSeq"
              "cljsh.Range" "clojure.lang.LongRange"
              "cljsh.Iterate" "clojure.lang.Iterate"
              "cljsh.Repeat" "clojure.lang.Repeat"
              "cljsh.Cycle" "clojure.lang.Cycle"
              "cljsh.StringSeq" "clojure.lang.StringSeq"
              "cljsh.Matcher" "java.util.regex.Matcher"
              "numbers.Number" "java.lang.Number"
              "list" "[Ljava.lang.Object;"
              "cljsh.Queue" "clojure.lang.PersistentQueue"
              "cljsh.TaggedLiteral" "clojure.lang.TaggedLiteral"
              "cljsh.ReaderConditional" "clojure.lang.ReaderConditional"
              "cljsh.MultiFn" "clojure.lang.MultiFn"
              "clojure.core.StructMap" "clojure.lang.PersistentStructMap"
              "threading.Thread" "java.lang.Thread"
              "threading._MainThread" "java.lang.Thread"}
             n)
        n)))

(defn- java-resource [c n]
  ((requiring-resolve 'clojure.java.io/resource)
   (cond (.startswith n "/")           (subs n 1)
         (neg? (.find (class-name c) ".")) n
         :else                         (str (str/replace (package (class-name c)) "." "/") "/" n))))

(declare class-of-name)

;; Methods whose names are found out while the program runs.
(def ^:private caller
  "A function that calls the method of a name with so many arguments."
  (memoize (fn [label n]
             (let [args (vec (repeatedly n (fn [] (gensym "a"))))]
               (eval `(fn [x# ~@args] (. x# ~(symbol label) ~@args)))))))

(defn- call-method [x label args] (apply (caller label (count args)) x args))

(defn- property-given
  "The keyword of the property that a method's name says it gives, or nil: getLastName gives :lastName, and getURL :URL."
  [label]
  (when-let [[_ text] (re-matches #"(?:get|is)([A-Z].*)" label)]
    (keyword (if (re-find #"^[A-Z]{2}" text) text (str (str/lower-case (subs text 0 1)) (subs text 1))))))

(defn- bean-properties
  "What the getters of an object give, by property: its methods so named that want no arguments, its class's and those it is given here."
  [x]
  (let [absent (Object.) given (fn [f] (try (f) (catch [Exception Error] _ absent)))]
    (into {}
          (for [[label f] (concat (for [[label entries] @method-table]
                                    [label
                                     (fn []
                                       (let [f (some (fn [[holds? f]] (when (and (not= holds? any?) (holds? x)) f))
                                                     entries)]
                                         (if f (f x) absent)))])
                                  (for [label (py/dir x)] [label (fn [] ((py/getattr x label)))]))
                :let [k (property-given label) v (if k (given f) absent)]
                :when (not (identical? v absent))]
            [k v]))))

(defn- class-member
  "The var of a static member of a class of Java's, or nil."
  [c label]
  (let [home (find-ns (symbol (class-name c)))]
    (when (:class-members (meta home))
      (get (ns-interns home) (symbol label)))))

(defn- static-member
  "The static member of a class, or of a class's name."
  [c label]
  (let [c (if (string? c) (class-of-name c) c)]
    (if-let [v (class-member c label)]
      @v
      (py/getattr c label))))

(statics clojure.lang.Reflector "Methods by their names."
  (invokeInstanceMethod "Calls a method." call-method)
  (invokeNoArgInstanceMember "Calls a method without arguments, or gives a field."
    (fn [x label & _] ((eval `(fn [x#] (. x# ~(symbol label)))) x)))
  (getInstanceField "The value of a field." (fn [x label] ((eval `(fn [x#] (. x# ~(symbol (str "-" label))))) x)))
  (setInstanceField "Sets a field." (fn [x label value] (py/setattr x label value) value))
  (invokeStaticMethod "Calls a static method." (fn [c label args] (apply (static-member c label) args)))
  (getStaticField "The value of a static field." static-member)
  (invokeConstructor "Makes an instance."
    (fn [c args] (eval `(new ~(symbol (class-name c)) ~@(map (fn [a] (list 'quote a)) args))))))

(def ^:private hinted
  "What a type hint that is no class's name stands for."
  {"bytes" "[B"
   "shorts" "[S"
   "ints" "[I"
   "longs" "[J"
   "floats" "[F"
   "doubles" "[D"
   "booleans" "[Z"
   "chars" "[C"
   "objects" "[Ljava.lang.Object;"
   "byte" "java.lang.Byte"
   "short" "java.lang.Short"
   "int" "java.lang.Integer"
   "long" "java.lang.Long"
   "char" "java.lang.Character"
   "float" "java.lang.Float"
   "double" "java.lang.Double"
   "boolean" "java.lang.Boolean"
   "void" "java.lang.Void"})

(defn- hinted-class
  "The class of a type hint that stands in a namespace."
  [ns-name hint]
  (let [text (str hint)]
    (cond
      (nil? hint) Object
      (or (hinted text) (= \[ (first text))) (class-of-name (hinted text text))
      :else (let [c (try (ns-resolve ns-name (symbol text)) (catch Exception _ nil))] (if (class? c) c Object)))))

;; A method that was looked for by its name; which of several of that name is decided by the call.
(deftype ClassMethod [owner label types returns]
  Object
  (getName [_] label)
  (getDeclaringClass [_] owner)
  (getParameterTypes [_] (py/list types))
  (getParameterCount [_] (count types))
  (getReturnType [_] returns)
  (getModifiers [_] 1)
  (setAccessible [_ _flag] nil)
  (invoke [_ target args]
    (if (or (nil? target) (class? target))
      (apply (static-member owner label) args)
      (call-method target label args)))
  (toString [_] (str (class-name owner) "." label)))

(defn- class-method
  "The method of a class of that name."
  [c label & _types]
  (if (or (py/hasattr c label)
          (contains? @method-table label)
          (contains? (ns-interns (or (find-ns (symbol (class-name c))) 'user)) (symbol label)))
    (ClassMethod. c label [] Object)
    (throw (NoSuchMethodException. (str (class-name c) "." label)))))

(defn- declared-methods
  "The methods that an interface, or the one that stands for a protocol, declares itself."
  [c]
  (let [[ns-name signatures] (py/getattr c "__signatures__" nil)]
    (for [[label returns types] (if-let [p (cljsh.core/protocol-behind c)]
                                  (for [{:keys [name arglists tag]} (vals (:sigs p)) args arglists]
                                    [(munge (str name)) tag (map (constantly nil) (rest args))])
                                  signatures)]
      (ClassMethod. c
                    label
                    (mapv (partial hinted-class (or ns-name 'clojure.core)) types)
                    (hinted-class (or ns-name 'clojure.core) returns)))))

(deftype Member [owner label]
  Object
  (getName [_] label)
  (getDeclaringClass [_] owner)
  (getType [_] (if-let [v (class-member owner label)] (class @v) Object))
  (getModifiers [_] (if (class-member owner label) 25 17)) ; public, final and, of a class's own, static
  (setAccessible [_ _] nil)
  (get [_ x] (if (nil? x) (static-member owner label) (py/getattr x label)))
  (toString [_] (str (class-name owner) "." label)))

(defn- declared-fields
  "The fields of a deftype or record, or the static members of a class of Java's that are no functions."
  [c]
  (let [home   (find-ns (symbol (class-name c)))
        labels (if (:class-members (meta home))
                 (sort (for [[label v] (ns-interns home) :when (not (fn? @v))] (str label)))
                 (py/getattr c "__match_args__" []))]
    (py/list (map (fn [label] (Member. c (str/replace label "-" "_"))) labels))))

(defn- methods-of
  "The methods of a class: those of the class and of those above it, or, of a class of Java's, the static ones, too."
  [c labels]
  (py/list (map (fn [label] (ClassMethod. c label [] Object))
                (distinct (concat (remove (fn [label] (.startswith label "_")) labels)
                                  (for [[label v] (some-> (find-ns (symbol (class-name c))) ns-interns)
                                        :when (and (fn? @v) (not= label 'new))]
                                    (str label)))))))

(defn- enumerated
  "The values of an enumeration, or nil."
  [c]
  (some-> (find-ns (symbol (class-name c))) (ns-interns) (get 'values) deref (.__call__) py/list))

(defmethods "Class" class?
  (getMethod "The method of a name." class-method)
  (getDeclaredMethod "The method of a name." class-method)
  (getName "Its full name." class-name)
  (getSimpleName "Its name." (fn [c] (let [n (class-name c)] (get {"[J" "long[]" "[I" "int[]" "[S" "short[]" "[D" "double[]" "[F" "float[]" "[Z" "boolean[]" "[B" "byte[]"} n (cond-> (subs n (inc (.rfind n "."))) (re-find #"^(java|javax|clojure\.lang)\." n) (str/replace #"^.*\$" "")))))) ; of a nested class the last
  (getCanonicalName "Its full name." class-name)
  (getTypeName "Its full name." class-name)
  (getMethods "Its methods, but for those that all kinds of objects are given here." (fn [c] (if (cljsh.core/interface? c) (py/list (mapcat declared-methods (filter cljsh.core/interface? (.-__mro__ c)))) (methods-of c (py/dir c))))) (getDeclaredMethods "Its own." (fn [c] (if (cljsh.core/interface? c) (py/list (declared-methods c)) (methods-of c (keys (.-__dict__ c))))))
  (getFields "Its fields." declared-fields) (getDeclaredFields "Its fields." declared-fields)
  (getDeclaredField "The field of a name." (fn [c label] (Member. c label))) (getField "The field of a name." (fn [c label] (Member. c label)))
  (getEnumConstants "Its values, if it is an enumeration." enumerated) (isAnnotation "There are no annotations." (fn [_] false))
  (getInterfaces "Its interfaces." (fn [c] (py/list (cljsh.core/interfaces c)))) (getModifiers "Public, and: of interfaces abstract, of what nothing inherits from final." (fn [c] (cond (cljsh.core/interface? c) 1537 (zero? (bit-and (.-__flags__ c) 1024)) 17 :else 1))) (getComponentType "That of the elements of a class of arrays." (fn [c] (case (.-__name__ c) ("[J" "[I" "[S" "bytearray" "ByteArray") py/int ("[D" "[F") py/float "[Z" py/bool Object))) (getPackage "Its package, or nil." (fn [c] (let [n (package (class-name c))] (when-not (= n "") (reify Object (getName [_] n) (getImplementationVersion [_] nil) (toString [_] (str "package " n)))))))
  (getPackageName "The name of its package." (fn [c] (package (class-name c))))
  (isInstance "Is x one of its instances?" (fn [c x] (instance? c x)))
  (isAssignableFrom "Is another it, or below it?" (fn [c other] (py/issubclass other c)))
  (cast "x, if it is one of its instances." (fn [c x] (cast c x)))
  (getSuperclass "The class it inherits from." (fn [c] (cond (cljsh.core/interface? c) nil (and (isa? c Number) (not= c Number)) Number :else (.-__base__ c))))
  (isArray "Is it a class of arrays?" (fn [c] (or (identical? c py/list) (py/issubclass c py/bytearray) (= \[ (first (.-__name__ c))))))
  (isInterface "Is it an interface?" (fn [c] (= "Interface" (.-__name__ (py/type c)))))
  (isPrimitive "There are no primitive ones." (fn [_] false))
  (isEnum "Is it a class of names?" (fn [c] (some? (enumerated c))))
  (getResource "The URL of a file on the load path, or nil; a name without / at its front is within the class's package." (fn [c n] (java-resource c n)))
  (getResourceAsStream "The same, opened, or nil." (fn [c n] (when-let [url (java-resource c n)] ((requiring-resolve 'clojure.java.io/input-stream) url))))
  (getClassLoader "The one there is." class-loader)
  (desiredAssertionStatus "Are assertions on?" (fn [_] (boolean *assert*))))

(defn- array-class-named
  "The class of a name such as [J or [[Ljava.lang.String; that has been taken apart: dimensions and element; or nil."
  [[_ dimensions code element]]
  (cond
    (not (or element (str/includes? "BCSIJFDZ" code))) nil
    (and element (not (class-of-name element)))        nil
    (or (next dimensions) (= code "C"))                py/list
    element                                            (class (into-array (class-of-name element) []))
    (= code "B")                                       (class (byte-array 0))
    :else                                              (cljsh.core/array-class code)))

(defn- array-class
  "The class of a name such as [J, or nil."
  [text]
  (some-> (re-matches #"(\[+)(?:([A-Z])|L(.+);)" text) array-class-named))

(defn- class-of-name
  "The class of a full name, as Java writes it, or nil."
  [text]
  (or (class-named text)
      (let [x (try (resolve (symbol text)) (catch [Exception Error] _ nil))] (when (class? x) x))))

(statics java.lang.Class "Classes."
  (forName "The class of a full name."
    (fn [text & _]
      (or (class-of-name text) (throw (ClassNotFoundException. text))))))

(deftype StackTraceElement [class-name method file line]
  Object
  (getClassName [_] class-name)
  (getMethodName [_] method)
  (getFileName [_] file)
  (getLineNumber [_] line)
  (isNativeMethod [_] false)
  (toString [_] (str class-name "." method "(" (or file "Unknown Source") (when (and file line (nat-int? line)) (str ":" line)) ")"))
  clojure.lang.Seqable ; as steps of a trace are elsewhere here
  (seq [_] (list (symbol class-name) file line))
  clojure.lang.Indexed
  (nth [this i] (nth (seq this) i))
  (nth [this i not-found] (nth (seq this) i not-found))
  clojure.lang.Counted
  (count [_] 3))
(enter "java.lang.StackTraceElement" StackTraceElement)
(statics java.lang.StackTraceElement "A step of an exception's trace."
  (new "Of a class, a method, a file and a line." (fn [c m f l] (StackTraceElement. c m f l))))

(defn- stack-of [e]
  (py/list (map (fn [[f file line]]
                  (StackTraceElement. (munge (str/replace (str f) "/" "$"))
                                      "invoke"
                                      (some-> file (str/replace #".*/" ""))
                                      line))
                (cljsh.core/ex-trace e))))

(defmethods "ExceptionInfo" (fn [x] (instance? clojure.lang.IExceptionInfo x))
  (getData "The map of ex-info." ex-data))
(defmethods "Throwable" (fn [x] (instance? Throwable x))
  (getMessage "Its message." ex-message)
  (getLocalizedMessage "Its message." ex-message)
  (getCause "Its cause, or nil." ex-cause)
  (initCause "Gives it a cause." (fn [e cause] (set! (.-__cause__ e) cause) e))
  (printStackTrace "Shows it on standard error."
    (fn ([e] (.print_exception (py/__import__ "traceback") e))
        ([e out] (.write out (str/join (.format_exception (py/__import__ "traceback") e))) nil)))
  (getStackTrace "Where it came through." stack-of)
  (setStackTrace "Does nothing." (fn [_ _] nil))
  (fillInStackTrace "Itself." identity)
  (getSuppressed "Those that were added to it." (fn [e] (py/list (py/getattr e "__suppressed__" (py/list)))))
  (addSuppressed "Adds one that was thrown meanwhile, and a note of it."
    (fn [e other]
      (.add_note e (str "suppressed: " other))
      (set! (.-__suppressed__ e) (conj (py/getattr e "__suppressed__" []) other))
      nil)))

(statics clojure.java.api.Clojure "How Java gets at Clojure."
  (read "The form that a text is." read-string)
  (var "The var of a name, or of a namespace and a name, which is made when there is none."
    (fn ([qualified]
         (let [sym (symbol qualified)]
           (intern (create-ns (symbol (or (namespace sym) "clojure.core"))) (symbol (name sym)))))
        ([ns-name var-name] (intern (create-ns (symbol (str ns-name))) (symbol (str var-name)))))))

(declare elements-given)
(statics java.util.Objects "Functions of any object."
  (equals "Are they equal?" =)
  (hash "A hash of all arguments." (fn [& xs] (java-hash (vec (elements-given xs)))))
  (hashCode "What .hashCode gives; of nil 0." (fn [x] (if (nil? x) 0 (.hashCode x))))
  (toString "Its text." (fn ([x] (if (nil? x) "null" (str x))) ([x otherwise] (if (nil? x) otherwise (str x)))))
  (isNull "Is it nil?" nil?)
  (nonNull "Is it anything but nil?" some?)
  (requireNonNull "x, which must not be nil."
    (fn ([x] (if (nil? x) (throw (NullPointerException.)) x))
        ([x text] (if (nil? x) (throw (NullPointerException. text)) x))))
  (requireNonNullElse "x, or another if it is nil." (fn [x other] (if (nil? x) other x)))
  (compare "By a comparator." (fn [a b f] (f a b)))
  (deepEquals "Are they equal, element by element?"
    (fn [a b] (if (and (cljsh.core/primitive-array? a) (cljsh.core/primitive-array? b)) (= (vec a) (vec b)) (= a b))))
  (checkIndex "The index, if it is below n."
    (fn [i n] (if (< -1 i n) i (throw (IndexOutOfBoundsException. (str "Index " i " out of bounds for length " n))))))
  (requireNonNullElseGet "x, or what a function gives." (fn [x f] (if (nil? x) (if (fn? f) (f) (.get f)) x))))

;; --- classes of seqs, which libraries extend protocols to ---------------------------

(doseq [[full x] {"clojure.lang.PersistentVector$ChunkedSeq" (seq [1])
                  "clojure.lang.APersistentVector$Seq" (seq [1])
                  "clojure.lang.StringSeq" (seq "a")
                  "clojure.lang.PersistentArrayMap$Seq" (seq {1 2})
                  "clojure.lang.PersistentHashMap$NodeSeq" (seq {1 2})
                  "clojure.lang.PersistentTreeMap$Seq" (seq (sorted-map 1 2))
                  "clojure.lang.APersistentMap$KeySeq" (keys {1 2})
                  "clojure.lang.APersistentMap$ValSeq" (vals {1 2})}]
  (enter full (class x))
  (note full "" "What seq, keys or vals gives of such a collection."))
