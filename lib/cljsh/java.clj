;; SPDX-License-Identifier: MIT
(ns cljsh.java
  "What the names of the JVM's classes stand for here, in one table: static members, constructors, methods, classes.

  Each entry has a name, its documentation, and the function or value that it
  is. Static members are vars of namespaces named as the classes, java.lang.Math
  and so on; `new` makes an instance. A method is looked for here when the
  object has none of that name. A class that has to import something is made
  when it is first named."
  {:added "1.12"}
  (:refer-clojure :exclude [parse-boolean])
  (:require [clojure.math :as math]
            [clojure.string :as str]
            [cljsh.process]))

;; --- the table ----------------------------------------------------------------

(def ^:no-doc makers
  "What makes the classes that are there when they are asked for: full name -> function."
  (atom {}))

(def ^:no-doc method-table
  "name -> [[holds? f] …], the first whose predicate holds of the object counts."
  (atom {}))

(def documentation
  "All entries: [class-or-kind name doc], in the order they were made."
  (atom []))

(defn- module [n] (.import_module (py/__import__ "importlib") n))

(defn note
  "Enters a line of the documentation."
  [class-name member doc]
  (swap! documentation conj [(str class-name) (str member) doc]))

(def ^:no-doc static-classes
  "The full names of classes that have static members."
  (atom #{}))

(defmacro statics
  "Static members of a class: (statics java.lang.Math \"doc\" (abs \"doc\" value) …)."
  [class-name doc & entries]
  `(do (create-ns '~class-name)
       (alter-meta! (find-ns '~class-name) assoc :doc ~doc)
       (swap! static-classes conj ~(str class-name))
       ~@(for [[member member-doc value] entries]
           `(do (intern '~class-name (with-meta '~member {:doc ~member-doc}) ~value)
                (note '~class-name '~member ~member-doc)))))

(defmacro defmethods
  "Methods of what a predicate holds of: (defmethods \"String\" string? (length \"doc\" f) …)."
  [kind holds? & entries]
  `(do ~@(for [[member doc f] entries]
           `(do (swap! method-table update ~(str member) ~(if (= 'cljsh.java (ns-name *ns*)) `(fnil conj []) `(fn [all# one#] (into [one#] all#))) [~holds? ~f])
                (note ~kind '~member ~doc)))))

(defn- short-name [full] (subs full (inc (.rfind full "."))))
(defn- package [full] (subs full 0 (max 0 (.rfind full "."))))

(defn enter
  "Makes a class known by its full name, and by import."
  [full class]
  (when (and (.startswith (.-__module__ class) "cljsh.java.") (= (.-__name__ class) (short-name full)))
    (py/setattr class "__module__" (package full)))
  (cljsh.core/ns-map-name! (the-ns 'clojure.core) (symbol full) class)
  (cljsh.core/ns-map-name! (create-ns (symbol (package full))) (symbol (short-name full)) class)
  class)

(defn python-class
  "Makes a class of a full name, classes to inherit from, and a map of members."
  [full bases members]
  (py/type (short-name full) (py/tuple bases) (py/dict (assoc members "__module__" (package full)))))

(defn named-values
  "Makes a class of a full name, and its instances, one for each label."
  [full labels]
  (let [class (python-class full [py/object]
                {"__init__"  (fn [this label ordinal] (set! (.-label this) label) (set! (.-number this) ordinal) nil)
                 "__str__"   (fn [this] (.-label this))
                 "toString"  (fn [this] (.-label this))
                 "name"      (fn [this] (.-label this))
                 "ordinal"   (fn [this] (.-number this))
                 "__lt__"    (fn [this other] (< (.-number this) (.-number other)))
                 "compareTo" (fn [this other] (- (.-number this) (.-number other)))})]
    (enter full class)
    (vec (map-indexed (fn [i label] (class label i)) labels))))

(defmacro enum
  "A class of named values: (enum java.nio.file.LinkOption \"doc\" NOFOLLOW_LINKS …)."
  [class-name doc & labels]
  (let [values (gensym "values")]
    `(let [~values (named-values ~(str class-name) ~(mapv str labels))
           [~@labels] ~values]
       (statics ~class-name ~doc
         ~@(for [label labels] (list label "One of these." label))
         (~'values "All." (fn [] (py/list ~values)))
         (~'valueOf "The one of a name."
           (fn [text#] (or (first (filter (fn [v#] (= text# (str v#))) ~values))
                           (throw (IllegalArgumentException. (str "No enum constant " ~(str class-name) "." text#))))))))))

(defmacro class-made-by
  "A class that is made when it is first named."
  [full doc form]
  `(do (swap! makers assoc ~(str full) (fn [] ~form))
       (note '~full "" ~doc)))

(def ^:private homes
  "Which namespace has the classes that few programs need: full name, or package -> namespace."
  {"java.io.File"  'cljsh.java.file
   "java.nio.file" 'cljsh.java.file
   "java.io"       'cljsh.java.stream
   "java.nio.charset" 'cljsh.java.stream
   "clojure.lang.LineNumberingPushbackReader" 'cljsh.java.stream
   "java.net"      'cljsh.java.net
   "java.math"     'cljsh.java.math
   "java.time"     'cljsh.java.time
   "java.time.format" 'cljsh.java.time
   "java.time.temporal" 'cljsh.java.time
   "java.text"     'cljsh.java.time
   "java.util.Calendar" 'cljsh.java.calendar
   "java.util.GregorianCalendar" 'cljsh.java.calendar
   "java.text.MessageFormat" 'cljsh.java.text
   "java.text.ChoiceFormat" 'cljsh.java.text
   "java.util.TimeZone" 'cljsh.java.time
   "java.util.concurrent" 'cljsh.java.concurrent
   "java.util.concurrent.locks" 'cljsh.java.concurrent
   "java.util.concurrent.atomic" 'cljsh.java.concurrent
   "java.lang.ThreadLocal" 'cljsh.java.concurrent
   "java.lang.ClassLoader" 'cljsh.java.loader
   "java.net.URLClassLoader" 'cljsh.java.loader
   "clojure.lang.DynamicClassLoader" 'cljsh.java.loader
   "java.lang.Thread$State" 'cljsh.java.misc
   "java.util.Timer" 'cljsh.java.concurrent
   "java.util.TimerTask" 'cljsh.java.concurrent
   "java.util.zip"  'cljsh.java.zip
   "java.util.jar"  'cljsh.java.zip
   "java.security"  'cljsh.java.security
   "org.apache.commons.codec.binary" 'cljsh.java.codec
   "org.apache.commons.codec.digest" 'cljsh.java.codec
   "java.util.logging" 'cljsh.java.logging
   "java.sql"       'cljsh.java.sql
   "javax.crypto.Cipher" 'cljsh.java.cipher
   "javax.crypto.KeyGenerator" 'cljsh.java.cipher
   "javax.crypto.SecretKeyFactory" 'cljsh.java.cipher
   "javax.crypto.spec.IvParameterSpec" 'cljsh.java.cipher
   "javax.crypto.spec.GCMParameterSpec" 'cljsh.java.cipher
   "javax.crypto.spec.PBEKeySpec" 'cljsh.java.cipher
   "javax.crypto"   'cljsh.java.security
   "javax.crypto.spec" 'cljsh.java.security
   "org.jline.terminal" 'cljsh.java.jline
   "org.jline.utils" 'cljsh.java.jline
   "java.util.Scanner" 'cljsh.java.misc
   "java.util.StringTokenizer" 'cljsh.java.misc
   "java.util.StringJoiner" 'cljsh.java.misc
   "java.util.PriorityQueue" 'cljsh.java.misc
   "java.util.BitSet" 'cljsh.java.misc
   "java.util.TreeMap" 'cljsh.java.misc
   "java.util.concurrent.ConcurrentSkipListMap" 'cljsh.java.misc
   "java.util.TreeSet" 'cljsh.java.misc
   "java.util.Optional" 'cljsh.java.misc
   "java.util.AbstractMap$SimpleEntry" 'cljsh.java.misc
   "java.util.stream" 'cljsh.java.util-stream
   "java.lang.reflect" 'cljsh.java.misc
   "java.lang.ref" 'cljsh.java.misc
   "java.lang.management" 'cljsh.java.misc
   "java.nio" 'cljsh.java.misc
   "java.lang.Process" 'cljsh.java.process
   "java.lang.ProcessBuilder" 'cljsh.java.process
   "java.lang.ProcessBuilder$Redirect" 'cljsh.java.process
   "java.lang.ProcessHandle" 'cljsh.java.process})

(defn- class-loader [& _] @(requiring-resolve 'cljsh.java.loader/system))

(defn load-classes
  "Loads the namespace that has a class, if there is one and it is not loaded."
  [full]
  (when-let [home (or (get homes full) (get homes (package full)))]
    (when-not (contains? (loaded-libs) home)
      (require home)
      true)))

(defn class-named
  "Returns the class of a name, or nil: a full name, or that of a class of java.lang."
  [text]
  (let [make (fn [full]
               (when-let [maker (or (get @makers full)
                                    (when (contains? @static-classes full)
                                      (fn [] (python-class full [py/object] {}))))]
                 (let [class (maker)]
                   (swap! makers dissoc full)
                   (enter full class))))
        core (ns-map 'clojure.core)
        known (fn [full] (let [x (get core (symbol full))] (when (class? x) x)))]
    ;; int is there from the beginning, what it can as a BigInteger is not.
    (when (contains? #{"BigInteger" "java.math.BigInteger"} text)
      (load-classes "java.math.BigInteger"))
    (or (known text)
        (make text)
        (when (load-classes text) (class-named text))
        (when (re-find #"^(java|clojure\.lang)\." text) ; java.io.IOException is what IOException is
          (let [x (get core (symbol (short-name text)))]
            (when (class? x) x)))
        (when (contains? #{"BigDecimal" "BigInteger"} text)
          (class-named (str "java.math." text)))
        (when (neg? (.find text "."))
          (class-named (str "java.lang." text))))))

;; --- classes that are not here ---------------------------------------------------

(def ^:private missing (atom {}))

(def ^:private hints
  "What cljsh has in place of some classes."
  {"java.time"          "Python's module datetime"
   "java.util.zip"      "Python's modules zlib, gzip and zipfile"
   "java.sql"           "pod.babashka.go-sqlite3, and Python's module sqlite3"
   "java.net"           "Python's modules urllib and socket"
   "java.nio"           "cljsh.fs, and Python's module pathlib"
   "java.security"      "Python's module hashlib"
   "javax.crypto"       "Python's modules hmac and hashlib"
   "java.awt"           "nothing"
   "java.lang.invoke"   "functions"
   "java.lang.reflect"  "py/getattr, py/dir and Python's module inspect"
   "clojure.asm"        "nothing"})

(defn- hint [full]
  (when-let [[_ here] (first (filter (fn [[prefix _]] (.startswith full prefix)) (sort-by (comp - count key) hints)))]
    (str "; here it is " here)))

(defmacro ^:private exceptions
  "Exceptions that are one of Python's: full name, class, …"
  [& entries]
  `(do ~@(for [[full class] (partition 2 entries)]
           `(class-made-by ~full ~(str "Python's " (name class) ".") ~class))))

(exceptions
  com.fasterxml.jackson.core.JsonParseException py/ValueError
  com.fasterxml.jackson.core.JsonProcessingException py/ValueError
  java.lang.AbstractMethodError py/ValueError
  java.text.ParseException py/ValueError
  java.lang.reflect.InvocationTargetException py/Exception
  java.util.concurrent.CancellationException py/RuntimeError
  java.util.concurrent.RejectedExecutionException py/RuntimeError
  java.util.concurrent.BrokenBarrierException py/RuntimeError
  java.util.concurrent.CompletionException py/RuntimeError
  java.util.EmptyStackException py/IndexError
  java.util.MissingResourceException py/LookupError
  java.util.InputMismatchException py/ValueError
  java.util.IllegalFormatException py/ValueError
  java.util.UnknownFormatConversionException py/ValueError
  java.util.zip.ZipException py/OSError
  java.io.UnsupportedEncodingException py/LookupError
  java.io.InterruptedIOException py/InterruptedError
  java.io.NotSerializableException py/TypeError
  java.nio.file.NoSuchFileException py/FileNotFoundError
  java.nio.file.FileAlreadyExistsException py/FileExistsError
  java.nio.file.NotDirectoryException py/NotADirectoryError
  java.nio.file.AccessDeniedException py/PermissionError
  java.nio.file.DirectoryNotEmptyException py/OSError
  java.nio.file.FileSystemException py/OSError
  java.nio.file.InvalidPathException py/ValueError
  java.nio.charset.CharacterCodingException py/UnicodeError
  java.nio.BufferOverflowException py/IndexError
  java.nio.BufferUnderflowException py/IndexError
  java.net.SocketException py/OSError
  java.net.ConnectException py/ConnectionRefusedError
  java.net.NoRouteToHostException py/OSError
  java.net.SocketTimeoutException py/TimeoutError
  java.net.BindException py/OSError
  java.net.ProtocolException py/OSError
  java.net.http.HttpTimeoutException py/TimeoutError
  java.net.URISyntaxException py/ValueError
  javax.net.ssl.SSLException py/OSError
  java.security.NoSuchAlgorithmException py/ValueError
  java.security.GeneralSecurityException py/ValueError
  java.security.InvalidKeyException py/ValueError
  java.security.spec.InvalidKeySpecException py/ValueError
  javax.crypto.BadPaddingException py/ValueError
  javax.crypto.AEADBadTagException py/ValueError
  javax.crypto.IllegalBlockSizeException py/ValueError
  java.time.zone.ZoneRulesException py/ValueError
  java.sql.SQLException py/Exception
  org.xml.sax.SAXParseException py/SyntaxError)

(defmacro ^:private interfaces
  "Interfaces that a program's types may name; nothing is asked of them."
  [doc & names]
  `(do ~@(for [full names]
           `(class-made-by ~full ~doc (cljsh.core/make-interface ~(str full) [] [])))))

(interfaces "An interface that types may name."
  java.io.Serializable java.io.Flushable java.io.Externalizable java.io.FileFilter java.io.FilenameFilter
  java.lang.Cloneable java.lang.Appendable java.lang.Readable java.lang.Thread$UncaughtExceptionHandler java.lang.reflect.InvocationHandler
  java.util.Comparator java.util.Enumeration java.util.EventListener java.util.ListIterator java.util.Queue java.util.Deque
  java.util.NavigableMap java.util.SortedMap java.util.SortedSet java.util.Spliterator java.util.ServiceLoader
  java.util.concurrent.locks.Lock java.util.concurrent.ThreadFactory java.util.concurrent.Delayed java.util.concurrent.RejectedExecutionHandler
  java.util.concurrent.ForkJoinPool$ForkJoinWorkerThreadFactory
  java.util.function.Function java.util.function.BiFunction java.util.function.Consumer java.util.function.BiConsumer
  java.util.function.Predicate java.util.function.BiPredicate java.util.function.UnaryOperator java.util.function.BinaryOperator
  java.util.function.IntFunction java.util.function.ToIntFunction java.util.function.ToLongFunction java.util.function.ToDoubleFunction
  java.util.function.IntPredicate
  java.nio.file.PathMatcher java.nio.file.attribute.FileAttribute java.nio.file.CopyOption java.nio.file.OpenOption java.nio.file.DirectoryStream$Filter
  java.nio.file.DirectoryStream java.net.CookieStore javax.net.ssl.HostnameVerifier javax.net.ssl.X509TrustManager
  clojure.lang.Settable clojure.lang.IMapIterable clojure.lang.IChunk)

(defn missing-class
  "Returns what stands for a class that is not here: it can be named, and has no instances; anything else is an error."
  [full]
  (or (get @missing full)
      (let [text  (str "the class " full " is not available in cljsh" (hint full))
            told  (fn [e] (py/setattr e "missing_class" full) e) ; so that the loader knows
            meta* (py/type "Missing" (py/tuple [py/type])
                           (py/dict {"__call__"    (fn [& _] (throw (told (ClassNotFoundException. text))))
                                     "__getattr__" (fn [_ attr] (throw (if (.startswith attr "__") (AttributeError. attr) (told (AttributeError. text)))))
                                     "__repr__"    (fn [_] full)}))
            class (meta* (short-name full) (py/tuple [py/BaseException]) (py/dict {"__module__" (package full)}))]
        (get (swap! missing (fn [all] (if (contains? all full) all (assoc all full class)))) full))))

(defn find-method
  "Returns the function for a method of the JVM's of an object, or nil."
  [method x]
  (let [there (fn [] (some (fn [[holds? f]] (when (holds? x) f)) (get @method-table method)))]
    (or (there)
        (when-let [home (get {"decimal.Decimal" 'cljsh.java.math, "builtins.int" 'cljsh.java.math
                              "datetime.datetime" 'cljsh.java.time, "datetime.date" 'cljsh.java.time}
                             (str (.-__module__ (py/type x)) "." (.-__name__ (py/type x))))]
          (when-not (contains? (loaded-libs) home)
            (require home)
            (there))))))

;; --- numbers ------------------------------------------------------------------------

(defn- parse-int
  ([s] (parse-int s 10))
  ([s radix]
   (if (and (string? s) (re-find #"^[+-]?[0-9a-zA-Z]+$" s))
     (try (py/int s radix)
       (catch ValueError _ (throw (NumberFormatException. (str "For input string: " (cljsh.core/show s))))))
     (throw (NumberFormatException. (str "For input string: " (cljsh.core/show s)))))))

(defn- bounded [parse least most]
  (fn [& args]
    (let [n (apply parse args)]
      (if (<= least n most)
        n
        (throw (NumberFormatException. (str "Value out of range: " (cljsh.core/show (first args)))))))))

(def ^:private max-int 2147483647)
(def ^:private min-int -2147483648)
(def ^:private max-long 9223372036854775807)
(def ^:private min-long -9223372036854775808)

(defn- digits-in
  "An integer in another base; negative ones in two's complement of that many bits."
  [format-spec bits]
  (fn [n] (py/format (if (neg? n) (+ n (py/pow 2 bits)) n) format-spec)))

(defn- in-radix
  ([n] (str n))
  ([n radix]
   (if (neg? n)
     (str "-" (in-radix (- n) radix))
     (loop [n n, digits ()]
       (let [digits (cons (get "0123456789abcdefghijklmnopqrstuvwxyz" (rem n radix)) digits)]
         (if (< n radix) (str/join digits) (recur (quot n radix) digits)))))))

(defn- sign [n] (cond (neg? n) -1 (pos? n) 1 :else 0))
(defn- unsigned [n bits] (if (neg? n) (+ n (py/pow 2 bits)) n))
(defn- bit-count [bits] (fn [n] (.bit_count (py/int (unsigned n bits)))))
(defn- trailing-zeros [bits] (fn [n] (if (zero? n) bits (dec (.bit_length (py/int (bit-and n (- n))))))))
(defn- leading-zeros [bits] (fn [n] (- bits (.bit_length (py/int (unsigned n bits))))))
(defn- signed [n bits] (if (>= n (py/pow 2 (dec bits))) (- n (py/pow 2 bits)) n))
(defn- reversed-bits [bits]
  (fn [n] (signed (py/int (str/reverse (.zfill (py/format (unsigned n bits) "b") bits)) 2) bits)))
(defn- rotated [n k bits]
  (let [text (.zfill (py/format (unsigned n bits) "b") bits), k (mod k bits)]
    (signed (py/int (str (subs text k) (subs text 0 k)) 2) bits)))
(defn- compare-sign [a b] (sign (compare a b)))

(defn- property-integer
  ([property] (property-integer property nil))
  ([property otherwise]
   (let [text ((resolve 'java.lang.System/getProperty) property)]
     (if (and text (re-matches #"[+-]?\d+" text)) (py/int text) otherwise))))

(defmacro ^:private integer-class [class-name doc bits least most]
  `(statics ~class-name ~doc
     (~'TYPE "The class of the primitive ones." py/int)
     (~'MAX_VALUE "The largest." ~most)
     (~'MIN_VALUE "The smallest." ~least)
     (~'SIZE "Its number of bits." ~bits)
     (~'BYTES "Its number of bytes." ~(quot bits 8))
     (~(symbol (get {"java.lang.Integer" "parseInt" "java.lang.Long" "parseLong" "java.lang.Short" "parseShort" "java.lang.Byte" "parseByte"}
                    (str class-name)))
      "The integer that a text says, in base 10 or another." (bounded parse-int ~least ~most))
     (~'valueOf "The integer that a text or number says." (fn ([x#] (if (string? x#) ((bounded parse-int ~least ~most) x#) (long x#)))
                                                          ([x# radix#] ((bounded parse-int ~least ~most) x# radix#))))
     (~'decode "The integer that a text says, 0x and 0 in front counting." (fn [s#] (py/int (str/replace s# "#" "0x") 0)))
     ~@(when-let [getter ({"java.lang.Integer" "getInteger" "java.lang.Long" "getLong"} (str class-name))]
         [(list (symbol getter) "The integer that a system property says, another or nil." `property-integer)])
     (~'toString "The text of an integer, in base 10 or another." in-radix)
     (~'toHexString "In base 16, as bits." (digits-in "x" ~bits))
     (~'toOctalString "In base 8, as bits." (digits-in "o" ~bits))
     (~'toBinaryString "In base 2, as bits." (digits-in "b" ~bits))
     (~'compare "-1, 0 or 1." compare-sign)
     (~'signum "-1, 0 or 1." sign)
     (~'max "The larger." max)
     (~'min "The smaller." min)
     (~'sum "The sum." +)
     (~'bitCount "How many bits are set." (bit-count ~bits))
     (~'numberOfTrailingZeros "How many bits are 0 at the low end." (trailing-zeros ~bits))
     (~'reverse "Its bits in reverse order." (reversed-bits ~bits))
     (~'highestOneBit "The highest bit of it." (fn [n#] (if (neg? n#) ~least (if (zero? n#) 0 (bit-shift-left 1 (dec (.bit_length (py/int n#))))))))
     (~'lowestOneBit "The lowest bit of it." (fn [n#] (signed (bit-and (unsigned n# ~bits) (- (unsigned n# ~bits))) ~bits)))
     (~'remainderUnsigned "The remainder of two without signs." (fn [a# b#] (signed (rem (unsigned a# ~bits) (unsigned b# ~bits)) ~bits)))
     (~'divideUnsigned "The quotient of two without signs." (fn [a# b#] (signed (quot (unsigned a# ~bits) (unsigned b# ~bits)) ~bits)))
     (~'compareUnsigned "-1, 0 or 1, of two without signs." (fn [a# b#] (compare-sign (unsigned a# ~bits) (unsigned b# ~bits))))
     (~'rotateLeft "Its bits, moved round to the left." (fn [n# k#] (rotated n# k# ~bits)))
     (~'rotateRight "Its bits, moved round to the right." (fn [n# k#] (rotated n# (- k#) ~bits)))
     (~'numberOfLeadingZeros "How many bits are 0 at the high end." (leading-zeros ~bits))
     (~'hashCode "A hash." hash)
     (~'new "The integer that a text or number says." (fn [x#] (if (string? x#) ((bounded parse-int ~least ~most) x#) (long x#))))))

(integer-class java.lang.Integer "Integers of 32 bits; here integers have any size." 32 -2147483648 2147483647)
(integer-class java.lang.Long "Integers of 64 bits; here integers have any size." 64 -9223372036854775808 9223372036854775807)
(integer-class java.lang.Short "Integers of 16 bits." 16 -32768 32767)
(integer-class java.lang.Byte "Integers of 8 bits." 8 -128 127)

(defn- parse-float [s]
  (if (and (string? s) (re-find #"^\s*[+-]?(NaN|Infinity|(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[dDfF]?)\s*$" s))
    (py/float (str/replace (str/trim s) #"[dDfF]$" ""))
    (if (nil? s)
      (throw (NullPointerException. "a text is needed, not nil"))
      (throw (NumberFormatException. (str "For input string: " (cljsh.core/show s)))))))

(defn- float-bits [x] (first (.unpack (py/__import__ "struct") ">q" (.pack (py/__import__ "struct") ">d" x))))
(defn- bits-float [n] (first (.unpack (py/__import__ "struct") ">d" (.pack (py/__import__ "struct") ">q" n))))

(defn- compare-floats
  "The order of all floats: as < has it, -0.0 below 0.0, NaN above all."
  [a b]
  (cond
    (< a b) -1
    (> a b) 1
    :else   (let [place (fn [x] (if (NaN? x) 2 (if (neg? (float-bits x)) 0 1)))]
              (compare (place a) (place b)))))

(defmacro ^:private float-class [class-name parse]
  `(statics ~class-name "Floats."
     (~'TYPE "The class of the primitive ones." py/float)
     (~'MAX_VALUE "The largest finite one." 1.7976931348623157e308)
     (~'MIN_VALUE "The smallest above 0." 4.9e-324)
     (~'POSITIVE_INFINITY "∞" ##Inf)
     (~'NEGATIVE_INFINITY "-∞" ##-Inf)
     (~'NaN "Not a number." ##NaN)
     (~parse "The float that a text says." parse-float)
     (~'valueOf "The float that a text or number says." (fn [x#] (if (string? x#) (parse-float x#) (double x#))))
     (~'toString "The text of a float." str)
     (~'isNaN "Is it NaN?" NaN?)
     (~'isInfinite "Is it infinite?" infinite?)
     (~'isFinite "Is it neither infinite nor NaN?" (fn [x#] (not (or (NaN? x#) (infinite? x#)))))
     (~'compare "-1, 0 or 1: -0.0 is below 0.0, and NaN above all." compare-floats)
     (~'hashCode "A hash." hash)
     (~'max "The larger." max)
     (~'min "The smaller." min)
     (~'sum "The sum." +)
     (~'MAX_EXPONENT "The largest exponent." 1023)
     (~'MIN_EXPONENT "The smallest exponent that is not subnormal." -1022)
     (~'SIZE "Its number of bits." 64)
     (~'BYTES "Its number of bytes." 8)
     (~'doubleToLongBits "Its bits as an integer." float-bits)
     (~'doubleToRawLongBits "Its bits as an integer." float-bits)
     (~'longBitsToDouble "The float of bits." bits-float)
     (~'toHexString "Its text in base 16." (fn [x#] (.hex (py/float x#))))
     (~'new "The float that a text or number says." (fn [x#] (if (string? x#) (parse-float x#) (double x#))))))

(float-class java.lang.Double parseDouble)
(float-class java.lang.Float parseFloat)

(defn- parse-boolean [s] (and (string? s) (= "true" (str/lower-case s))))

(statics java.lang.Void "Nothing." (TYPE "The class of nil." (class nil)))

(statics java.lang.Boolean "true and false."
  (TYPE "The class of the primitive ones." py/bool)
  (TRUE "true" true)
  (FALSE "false" false)
  (parseBoolean "Is the text \"true\", in whatever case?" parse-boolean)
  (getBoolean "Is the system property \"true\"?" (fn [property] (boolean (parse-boolean ((resolve 'java.lang.System/getProperty) property)))))
  (valueOf "The boolean that a text says, or the boolean itself." (fn [x] (if (boolean? x) x (parse-boolean x))))
  (toString "Its text." str)
  (new "The boolean that a text says, or the boolean itself." (fn [x] (if (boolean? x) x (parse-boolean x)))))

(defn- exact [f]
  (fn [& args]
    (let [n (apply f args)]
      (if (<= min-long n max-long) n (throw (ArithmeticException. "long overflow"))))))

(statics java.lang.Math "Functions of numbers; clojure.math has them under names with -."
  (PI "π" math/PI) (E "e" math/E)
  (abs "The absolute value." abs) (max "The larger." max) (min "The smaller." min)
  (sqrt "The square root." math/sqrt) (cbrt "The cube root." math/cbrt) (pow "a to the b." math/pow)
  (floor "The next integer below, as a float." math/floor) (ceil "The next integer above, as a float." math/ceil)
  (round "The nearest integer; of two the higher." math/round) (rint "The nearest integer as a float; of two the even one." math/rint)
  (sin "Sine." math/sin) (cos "Cosine." math/cos) (tan "Tangent." math/tan)
  (asin "Its inverse." math/asin) (acos "Its inverse." math/acos) (atan "Its inverse." math/atan) (atan2 "The angle of a point." math/atan2)
  (sinh "Hyperbolic sine." math/sinh) (cosh "Hyperbolic cosine." math/cosh) (tanh "Hyperbolic tangent." math/tanh)
  (exp "e to the x." math/exp) (expm1 "e to the x, less 1." math/expm1)
  (log "The natural logarithm." math/log) (log10 "The logarithm to base 10." math/log10) (log1p "That of 1 + x." math/log1p)
  (hypot "The length of the hypotenuse." math/hypot) (signum "-1.0, 0.0 or 1.0." math/signum)
  (toRadians "Degrees in radians." math/to-radians) (toDegrees "Radians in degrees." math/to-degrees)
  (scalb "x times 2 to the n." math/scalb) (ulp "The distance to the next float." math/ulp) (getExponent "The exponent." math/get-exponent)
  (nextUp "The next float above." math/next-up) (nextDown "The next float below." math/next-down) (nextAfter "The next float towards another." math/next-after)
  (copySign "The size of one with the sign of another." math/copy-sign) (IEEEremainder "The remainder of IEEE 754." math/IEEE-remainder)
  (fma "a b + c, rounded once." (fn [a b c] (double (+ (* (rationalize (bigdec a)) (rationalize (bigdec b))) (rationalize (bigdec c))))))
  (random "A random float from 0 to 1." rand)
  (floorDiv "The quotient, rounded down." (fn [a b] (if (zero? b) (throw (ArithmeticException. "/ by zero")) (quot (- a (mod a b)) b))))
  (floorMod "The remainder with the sign of b." mod)
  (addExact "The sum; beyond 64 bits an error." (exact +)) (subtractExact "The difference; beyond 64 bits an error." (exact -))
  (multiplyExact "The product; beyond 64 bits an error." (exact *)) (incrementExact "One more." (exact inc))
  (decrementExact "One less." (exact dec)) (negateExact "The negative." (exact -))
  (toIntExact "The same; beyond 32 bits an error." (fn [n] (if (<= min-int n max-int) n (throw (ArithmeticException. "integer overflow"))))))

(defn- char-test [method] (fn [c] (let [c (if (string? c) c (py/chr c))] ((py/getattr c method)))))

(statics java.lang.Character "Characters; here strings of length 1."
  (TYPE "The class of the primitive ones." py/str)
  (isDigit "Is it a digit?" (char-test "isdigit"))
  (isLetter "Is it a letter?" (char-test "isalpha"))
  (isAlphabetic "Is it a letter?" (char-test "isalpha"))
  (isLetterOrDigit "Is it a letter or a digit?" (char-test "isalnum"))
  (isWhitespace "Is it white space?" (char-test "isspace"))
  (isSpaceChar "Is it a space?" (char-test "isspace"))
  (isUpperCase "Is it a capital letter?" (char-test "isupper"))
  (isLowerCase "Is it a small letter?" (char-test "islower"))
  (isISOControl "Is it a control character?" (fn [c] (let [n (if (string? c) (py/ord c) c)] (or (< n 32) (<= 127 n 159)))))
  (toUpperCase "Its capital letter." (fn [c] (if (string? c) (.upper c) (py/ord (.upper (py/chr c))))))
  (toLowerCase "Its small letter." (fn [c] (if (string? c) (.lower c) (py/ord (.lower (py/chr c))))))
  (getNumericValue "What the digit or letter is worth, or -1." (fn [c] (try (py/int c 36) (catch ValueError _ -1))))
  (digit "What the digit is worth in a base, or -1." (fn [c radix] (try (py/int c radix) (catch ValueError _ -1))))
  (forDigit "The digit of a number in a base." (fn [n radix] (get "0123456789abcdefghijklmnopqrstuvwxyz" n)))
  (toString "The string." (fn [c] (if (string? c) c (py/chr c))))
  (toChars "The characters of a code point." (fn [n] (py/list [(py/chr n)])))
  (valueOf "The character." identity)
  (codePointAt "The code of the character at an index of a text." (fn [s i] (py/ord (nth s i))))
  (charCount "How many 16-bit units a code point takes; here always 1." (fn [_] 1))
  (MAX_VALUE "The last of 16 bits." "\uffff") (MIN_VALUE "The first." "\u0000"))

;; --- strings --------------------------------------------------------------------------

(defn charset
  "Python's name of a character set, of its name or of a Charset."
  [x]
  (let [n (if (string? x) x (str x))]
    (try (.-name (.lookup (py/__import__ "codecs") n))
      (catch LookupError _ (throw (IllegalArgumentException. (str "there is no character set " n)))))))

(def ^:private ByteArray (class (byte-array 0)))

(defn signed-bytes
  "Python's bytes as an array of bytes, which are signed as on the JVM."
  [b]
  (ByteArray b))

(defn encoded
  "The bytes of a text in a character set; UTF-16 has the big end first and a mark of it, as on the JVM."
  [text encoding]
  (let [n (charset encoding)]
    (if (and (= n "utf-16") (not= text ""))
      (.__add__ (py/bytes [254 255]) (.encode text "utf-16-be" "replace"))
      (.encode text n "replace"))))

(defn decoded
  "The text of bytes in a character set; UTF-16 without a mark has the big end first, as on the JVM."
  [b encoding]
  (let [n (charset encoding), b (py/bytes b)]
    (.decode b (if (and (= n "utf-16") (not (.startswith b (py/bytes [255 254]))) (not (.startswith b (py/bytes [254 255])))) "utf-16-be" n) "replace")))

(defn- index-bound [s start]
  (max 0 (min start (count s))))

(defn object-text
  "How print-method shows an object of a class of the JVM's: #object[CLASS 0xID TEXT], the text as str has it."
  [class-name x]
  (str "#object[" class-name " 0x" (py/format (py/id x) "x") " " (if *print-readably* (pr-str (str x)) (str x)) "]"))

(defn- code-or-text [x] (if (string? x) x (py/chr x)))

(defn- separator
  "The pattern of a text; of nothing but operators, as . and |, the text itself."
  [text]
  (re-pattern (if (re-matches #"[.$|()\[\]{}^?*+]+" text) (str "\\Q" text "\\E") text)))

(defn- java-split
  ([s re] (java-split s re 0))
  ([s re limit] (py/list (str/split s (if (string? re) (separator re) re) limit))))

(defn- region [s start end]
  (if (<= 0 start end (count s))
    (subs s start end)
    (throw (StringIndexOutOfBoundsException. (str "begin " start ", end " end ", length " (count s))))))

(def ^:private language-names {"de" "German" "en" "English" "es" "Spanish" "fr" "French" "it" "Italian" "ja" "Japanese"})
(def ^:private country-names
  {"DE" "Germany" "ES" "Spain" "FR" "France" "GB" "United Kingdom" "IT" "Italy" "JP" "Japan" "US" "United States"})

(swap! makers assoc "java.util.Locale"
       (fn [] (py/type "Locale" (py/tuple [py/object])
                       (py/dict {"__module__" "java.util"
                                 "__init__"   (fn [this & [tag]] (set! (.-tag this) (or tag "")) nil)
                                 "__str__"    (fn [this] (.-tag this))
                                 "__eq__"     (fn [this other] (and (py/isinstance other (py/type this)) (= (.-tag this) (.-tag other))))
                                 "__hash__"   (fn [this] (py/hash (.-tag this)))
                                 "getLanguage" (fn [this] (nth (.split (.-tag this) "_") 0 ""))
                                 "getCountry" (fn [this] (nth (.split (.-tag this) "_") 1 ""))
                                 "getDisplayLanguage" (fn [this & _] (let [n (.getLanguage this)] (get language-names n n)))
                                 "getDisplayCountry" (fn [this & _] (let [n (.getCountry this)] (get country-names n n)))
                                 "getDisplayName" (fn [this & _] (let [country (.getDisplayCountry this)]
                                                                   (str (.getDisplayLanguage this) (when (seq country) (str " (" country ")")))))
                                 "toLanguageTag" (fn [this] (if (= "" (.-tag this)) "und" (.replace (.-tag this) "_" "-")))}))))
(def ^:private Locale (class-named "java.util.Locale"))
(note 'java.util.Locale "" "A language; text is treated the same in all.")
(statics java.util.Locale "Languages; text is treated the same in all."
  (ENGLISH "English." (Locale "en")) (US "English." (Locale "en_US")) (UK "English." (Locale "en_GB")) (ROOT "None." (Locale ""))
  (getDefault "That of the process." (fn [& _] (Locale "en"))) (getISOCountries "The codes of some countries." (fn [] (into-array ["DE" "ES" "FR" "GB" "IT" "JP" "US"]))) (getISOLanguages "The codes of some languages." (fn [] (into-array ["de" "en" "es" "fr" "it" "ja"]))) (setDefault "Does nothing." (fn [& _] nil)) (GERMANY "German." (Locale "de_DE")) (FRANCE "French." (Locale "fr_FR")) (JAPAN "Japanese." (Locale "ja_JP"))
  (new "Of a language and a country." (fn ([a] (Locale a)) ([a b] (Locale (str a "_" b))) ([a b c] (Locale (str a "_" b "_" c)))))
  (forLanguageTag "By its tag." (fn [tag] (Locale (.replace tag "-" "_")))))

(defn- format-string
  "format, whose arguments may come as an array."
  [f & args]
  (if (instance? Locale f)
    (apply format-string args)
    (apply format f (if (and (= 1 (count args)) (instance? py/list (first args))) (first args) args))))

(defn- new-string
  ([] "")
  ([x] (cond
         (string? x) x
         (or (bytes? x) (instance? py/bytearray x)) (.decode (py/bytes x) "utf-8" "replace")
         :else (if (sequential? x) (str/join x) (if (instance? py/list x) (str/join x) (str x)))))
  ([x encoding] (decoded x encoding))
  ([x start n encoding] (decoded (.__getitem__ (py/memoryview x) (py/slice start (+ start n))) encoding))
  ([x start n] (if (bytes? x) (new-string (.__getitem__ x (py/slice start (+ start n)))) (str/join (take n (drop start x))))))

(statics java.lang.String "Text: Python's str, whose own methods are there, too."
  (format "Text by a template, as clojure.core's format." format-string)
  (join "Texts with a separator between them." (fn [separator & xs] (str/join separator (if (and (= 1 (count xs)) (not (string? (first xs)))) (first xs) xs))))
  (valueOf "The text of anything." (fn ([x] (if (nil? x) "null" (if (instance? py/list x) (str/join x) (str x)))) ([x start n] (new-string x start n))))
  (copyValueOf "The text of an array of characters." new-string)
  (CASE_INSENSITIVE_ORDER "Compares without regard to case." (fn [a b] (compare (.lower a) (.lower b))))
  (new "Text of bytes in UTF-8 or another encoding, of characters, of text." new-string))

(defmethods "String" string?
  (length "The number of characters." count)
  (charAt "The character at an index." (fn [s i] (if (< -1 i (count s)) (nth s i) (throw (StringIndexOutOfBoundsException. (str "index " i ", length " (count s)))))))
  (codePointAt "The code of the character at an index." (fn [s i] (py/ord (nth s i))))
  (codePoints "The codes of all characters." (fn [s] (map py/ord s)))
  (chars "The codes of all characters." (fn [s] (map py/ord s)))
  (indexOf "The first index of a text or character, from another on, or -1." (fn ([s x] (.find s (code-or-text x))) ([s x start] (.find s (code-or-text x) (index-bound s start)))))
  (lastIndexOf "The last index, or -1." (fn ([s x] (.rfind s (code-or-text x))) ([s x end] (let [x (code-or-text x)] (.rfind s x 0 (+ (max 0 end) (count x)))))))
  (substring "From one index to another or the end." (fn ([s start] (region s start (count s))) ([s start end] (region s start end))))
  (subSequence "From one index to another." region)
  (startsWith "Does it begin with the text?" (fn ([s x] (.startswith s x)) ([s x start] (.startswith s x start))))
  (endsWith "Does it end with the text?" (fn [s x] (.endswith s x)))
  (contains "Is the text in it?" (fn [s x] (not (neg? (.find s (str x))))))
  (toUpperCase "In capital letters." (fn [s & _] (.upper s)))
  (toLowerCase "In small letters." (fn [s & _] (.lower s)))
  (trim "Without white space at both ends." (fn [s] (.strip s (str/join (map py/chr (range 33))))))
  (stripLeading "Without white space in front." (fn [s] (.lstrip s)))
  (stripTrailing "Without white space at the end." (fn [s] (.rstrip s)))
  (isEmpty "Has it no characters?" (fn [s] (= s "")))
  (isBlank "Is there nothing but white space?" str/blank?)
  (concat "With another behind it." (fn [s x] (.__add__ s x)))
  (equals "Is it the same text?" =)
  (contentEquals "Is it the same text?" (fn [s x] (= s (str x))))
  (equalsIgnoreCase "Is it the same but for case?" (fn [s x] (and (string? x) (= (.casefold s) (.casefold x)))))
  (compareTo "Which comes first: negative, 0 or positive." compare)
  (compareToIgnoreCase "The same without regard to case." (fn [s x] (compare (.lower s) (.lower x))))
  (split "Its parts between the matches of a regular expression, at most so many where a limit is given. A text that is no regular expression to the eye, without a limit of 2 and more, is Python's: as it stands." java-split)
  (matches "Does the whole match the regular expression?" (fn [s re] (some? (re-matches (re-pattern re) s))))
  (replaceAll "With all matches of a regular expression replaced." (fn [s re x] (str/replace s (re-pattern re) x)))
  (replaceFirst "With the first match replaced." (fn [s re x] (str/replace-first s (re-pattern re) x)))
  (getBytes "The bytes in UTF-8 or another encoding." (fn ([s] (signed-bytes (.encode s "utf-8" "replace"))) ([s encoding] (signed-bytes (encoded s encoding)))))
  (toCharArray "An array of its characters." (fn [s] (py/list s)))
  (repeat "n times." (fn [s n] (if (neg? n) (throw (IllegalArgumentException. (str "count is negative: " n))) (.__mul__ s n))))
  (lines "Its lines." (fn [s] (seq (.splitlines s))))
  (intern "Itself." identity)
  (chars "The codes of all characters." (fn [s] (map py/ord s)))
  (regionMatches "Is a part of it the same as that of another?"
    (fn ([s i x j n] (= (subs s i (+ i n)) (subs x j (+ j n))))
        ([s ignore i x j n] (let [f (if ignore (fn [t] (.lower t)) identity)] (= (f (subs s i (+ i n))) (f (subs x j (+ j n)))))))))

;; --- objects, classes, exceptions ------------------------------------------------------

(defn- text-hash [text]
  (reduce (fn [h unit] (unchecked-add-int (unchecked-multiply-int 31 h) unit))
          0
          (map first (.iter_unpack (py/__import__ "struct") "<H" (.encode text "utf-16-le" "surrogatepass")))))

(defn- long-hash [bits]
  (unchecked-int (bit-xor bits (unsigned-bit-shift-right bits 32))))

(defn java-hash
  "What .hashCode gives."
  [x]
  (cond
    (string? x)     (text-hash x)
    (boolean? x)    (if x 1231 1237)
    (and (int? x) (<= Long/MIN_VALUE x Long/MAX_VALUE)) (long-hash x)
    (float? x)      (long-hash (first (.unpack (py/__import__ "struct") "<q" (.pack (py/__import__ "struct") "<d" x))))
    (and (seq? x) (not (counted? x)) (nil? (hash x))) nil ; hash throws for those without an end
    (or (sequential? x) (py/isinstance x (py/tuple [py/list py/tuple])))
    (reduce (fn [h y] (unchecked-add-int (unchecked-multiply-int 31 h) (if (nil? y) 0 (.hashCode y)))) 1 x)
    (set? x)        (reduce (fn [h y] (unchecked-add-int h (if (nil? y) 0 (.hashCode y)))) 0 x)
    (map? x)        (reduce-kv (fn [h k v] (unchecked-add-int h (bit-xor (if (nil? k) 0 (.hashCode k)) (if (nil? v) 0 (.hashCode v))))) 0 x)
    :else           (unchecked-int (hash x))))

(defmethods "Object" any?
  (toString "Its text." str)
  (hashCode "A hash of 32 bits: of texts, numbers and collections of them the JVM's." java-hash)
  (equals "Are they equal?" =)
  (getClass "Its class." class)
  (notify "Nothing waits." (fn [_] nil))
  (notifyAll "Nothing waits." (fn [_] nil)))

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
  (add "The sum." +) (subtract "The difference." -) (multiply "The product." *) (divide "The quotient." (fn [a b] (if (and (integer? a) (integer? b)) (quot a b) (/ a b))))
  (negate "The negative." -) (abs "The absolute value." abs)
  (toBigInteger "As an integer." bigint)
  (bitLength "How many bits it takes." (fn [n] (.bit_length (py/int n))))
  (testBit "Is a bit set?" bit-test)
  (modPow "To a power, modulo another." (fn [a b m] (py/pow a b m)))
  (gcd "The greatest common divisor." (fn [a b] (.gcd (py/__import__ "math") a b)))
  (isProbablePrime "Is it prime?" (fn [n & _] (and (> n 1) (every? (fn [d] (pos? (rem n d))) (take-while (fn [d] (<= (* d d) n)) (cons 2 (iterate (fn [d] (+ d 2)) 3))))))))

(defmethods "Boolean" boolean?
  (booleanValue "Itself." identity))

(defmethods "Character" char?
  (charValue "Itself." identity))

(defn- class-name
  "The full name of a class, Java's where it has one."
  [c]
  (let [n (str (when-not (or (= "builtins" (.-__module__ c)) (= \[ (first (.-__qualname__ c)))) (str (.-__module__ c) ".")) (.-__qualname__ c))]
    (or (get {"str" "java.lang.String", "int" "java.lang.Long", "float" "java.lang.Double", "bool" "java.lang.Boolean", "object" "java.lang.Object", "dict" "java.util.HashMap",
              "decimal.Decimal" "java.math.BigDecimal", "uuid.UUID" "java.util.UUID", "datetime.datetime" "java.util.Date", "bytearray" "[B", "cljsh.ByteArray" "[B", "NoneType" "nil",
              "ValueError" "java.lang.IllegalArgumentException", "TypeError" "java.lang.ClassCastException", "Exception" "java.lang.Exception", "RuntimeError" "java.lang.IllegalStateException",
              "ArithmeticError" "java.lang.ArithmeticException", "ZeroDivisionError" "java.lang.ArithmeticException", "IndexError" "java.lang.IndexOutOfBoundsException", "AssertionError" "java.lang.AssertionError",
              "OSError" "java.io.IOException", "FileNotFoundError" "java.io.FileNotFoundException", "cljsh.ExceptionInfo" "clojure.lang.ExceptionInfo", "cljsh.Pattern" "java.util.regex.Pattern",
              "cljsh.Keyword" "clojure.lang.Keyword", "cljsh.Symbol" "clojure.lang.Symbol", "cljsh.Var" "clojure.lang.Var", "cljsh.Namespace" "clojure.lang.Namespace", "cljsh.Vector" "clojure.lang.PersistentVector",
              "cljsh.ArrayMap" "clojure.lang.PersistentArrayMap", "cljsh.HashMap" "clojure.lang.PersistentHashMap", "cljsh.HashSet" "clojure.lang.PersistentHashSet", "cljsh.List" "clojure.lang.PersistentList",
              "cljsh.LazySeq" "clojure.lang.LazySeq", "cljsh.Ratio" "clojure.lang.Ratio", "cljsh.Atom" "clojure.lang.Atom", "cljsh.Cons" "clojure.lang.Cons"} n)
        n)))

(defn- java-resource [c n]
  ((requiring-resolve 'clojure.java.io/resource)
   (cond (.startswith n "/")           (subs n 1)
         (neg? (.find (class-name c) ".")) n
         :else                         (str (str/replace (package (class-name c)) "." "/") "/" n))))

(defmethods "Class" class?
  (getName "Its full name." class-name)
  (getSimpleName "Its name." (fn [c] (let [n (class-name c)] (get {"[J" "long[]" "[I" "int[]" "[S" "short[]" "[D" "double[]" "[F" "float[]" "[Z" "boolean[]" "[B" "byte[]"} n (subs n (inc (.rfind n ".")))))))
  (getCanonicalName "Its full name." class-name)
  (getTypeName "Its full name." class-name)
  (getMethods "None are told." (fn [_] (py/list))) (getDeclaredMethods "None are told." (fn [_] (py/list))) (getFields "None are told." (fn [_] (py/list))) (getDeclaredFields "None are told." (fn [_] (py/list)))
  (getInterfaces "Its interfaces." (fn [c] (py/list (cljsh.core/interfaces c)))) (getModifiers "0." (fn [_] 0)) (getComponentType "That of the elements of a class of arrays." (fn [c] (case (.-__name__ c) ("[J" "[I" "[S" "bytearray" "ByteArray") py/int ("[D" "[F") py/float "[Z" py/bool Object))) (getPackage "Its package, or nil." (fn [_] nil))
  (isInstance "Is x one of its instances?" (fn [c x] (instance? c x)))
  (isAssignableFrom "Is another it, or below it?" (fn [c other] (py/issubclass other c)))
  (cast "x, if it is one of its instances." (fn [c x] (cast c x)))
  (getSuperclass "The class it inherits from." (fn [c] (.-__base__ c)))
  (isArray "Is it a class of arrays?" (fn [c] (or (identical? c py/list) (py/issubclass c py/bytearray) (= \[ (first (.-__name__ c))))))
  (isInterface "Is it an interface?" (fn [c] (= "Interface" (.-__name__ (py/type c)))))
  (isPrimitive "There are no primitive ones." (fn [_] false))
  (isEnum "Is it a class of names?" (fn [_] false))
  (getResource "The URL of a file on the load path, or nil; a name without / at its front is within the class's package." (fn [c n] (java-resource c n)))
  (getResourceAsStream "The same, opened, or nil." (fn [c n] (when-let [url (java-resource c n)] ((requiring-resolve 'clojure.java.io/input-stream) url))))
  (getClassLoader "The one there is." class-loader)
  (desiredAssertionStatus "Are assertions on?" (fn [_] (boolean *assert*))))

(declare class-of-name)

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

(defn- class-of-name
  "The class of a full name, as Java writes it, or nil."
  [text]
  (or (when (str/starts-with? text "[")
        (some-> (re-matches #"(\[+)(?:([A-Z])|L(.+);)" text) array-class-named))
      (class-named text)
      (let [x (try (resolve (symbol text)) (catch Exception _ nil))] (when (class? x) x))))

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
  (py/list (map (fn [[f file line]] (StackTraceElement. (munge (str/replace (str f) "/" "$")) "invoke" (some-> file (str/replace #".*/" "")) line))
                (cljsh.core/ex-trace e))))

(defmethods "Throwable" (fn [x] (instance? Throwable x))
  (getMessage "Its message." ex-message)
  (getLocalizedMessage "Its message." ex-message)
  (getCause "Its cause, or nil." ex-cause)
  (getData "The map of ex-info." ex-data)
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
    (fn ([qualified] (let [sym (symbol qualified)] (intern (create-ns (symbol (or (namespace sym) "clojure.core"))) (symbol (name sym)))))
        ([ns-name var-name] (intern (create-ns (symbol (str ns-name))) (symbol (str var-name)))))))

(statics java.util.Objects "Functions of any object."
  (equals "Are they equal?" =) (hash "A hash of all arguments." (fn [& xs] (hash (vec xs)))) (hashCode "A hash." hash)
  (toString "Its text." (fn ([x] (if (nil? x) "null" (str x))) ([x otherwise] (if (nil? x) otherwise (str x)))))
  (isNull "Is it nil?" nil?) (nonNull "Is it anything but nil?" some?)
  (requireNonNull "x, which must not be nil." (fn ([x] (if (nil? x) (throw (NullPointerException.)) x)) ([x text] (if (nil? x) (throw (NullPointerException. text)) x))))
  (requireNonNullElse "x, or another if it is nil." (fn [x other] (if (nil? x) other x)))
  (compare "By a comparator." (fn [a b f] (f a b))))

;; --- the system --------------------------------------------------------------------------

(defn- now-ns [] (.time_ns (py/__import__ "time")))

(def ^:private properties
  "System properties that programs set."
  (atom {}))

(defn- known-properties []
  (let [os (py/__import__ "os"), uname (delay (.uname os))]
    {"user.dir" #(.getcwd os) "user.home" #(.expanduser (.-path os) "~") "user.name" #(.getuser (py/__import__ "getpass"))
     "java.io.tmpdir" #(.gettempdir (py/__import__ "tempfile")) "line.separator" (constantly "\n") "file.separator" (constantly "/")
     "path.separator" (constantly ":") "os.name" #(.-sysname @uname) "os.arch" #(.-machine @uname) "os.version" #(.-release @uname)
     "file.encoding" (constantly "UTF-8") "java.version" (constantly "0") "java.vendor" (constantly "cljsh") "babashka.version" (constantly "1.12.0") "babashka.file" #(not-empty (first (.-argv (py/__import__ "sys")))) "java.class.path" (constantly "")}))

(defn- property
  ([k] (property k nil))
  ([k otherwise]
   (if-let [[_ v] (find @properties k)]
     v
     (if-let [f (get (known-properties) k)] (f) otherwise))))

(defn- environment [] (into {} (.items (.-environ (py/__import__ "os")))))

;; System/in and System/out are streams of bytes there, and texts in Python. So
;; each is both: bytes by the JVM's methods, a text by Python's.

(defn- standard-stream
  "A stream of a class of that name over one of sys's, with methods of its own."
  [class-name label methods]
  (let [stream (fn [] (py/getattr (py/__import__ "sys") label))]
    ((python-class (str "java.io." class-name) [py/object]
       (assoc methods
              "inner"       (py/property (fn [_] (stream)))
              "__getattr__" (fn [_ k] (py/getattr (stream) k))
              "__iter__"    (fn [_] (py/iter (stream)))
              "__enter__"   identity
              "__exit__"    (fn [& _] false)
              "close"       (fn [_] nil))))))

(def ^:private reading-bytes
  {"read" (fn
            ([this] (let [b (.read (.-buffer this) 1)] (if (zero? (count b)) -1 (first b))))
            ([this x]
             (if (integer? x)
               (.read (.-inner this) x)
               (.read this x 0 (count x))))
            ([this array offset n]
             (let [b (.read1 (.-buffer this) n)]
               (.__setitem__ array (py/slice offset (+ offset (count b))) b)
               (if (zero? (count b)) -1 (count b)))))
   "read_all"     (fn [this] (.read (.-inner this)))
   "readAllBytes" (fn [this] (.read (.-buffer this)))
   "available"    (fn [this] (if (seq (first (.select (py/__import__ "select") (py/list [(.-inner this)]) (py/list) (py/list) 0))) (count (.peek (.-buffer this) 1)) 0))})

(defn- write-standard
  ([this x]
   (if (string? x)
     (.write (.-inner this) x)
     (let [out (.-buffer this)]
       (.flush (.-inner this))
       (.write out (if (integer? x) (py/bytes [(bit-and x 255)]) (py/bytes x)))
       nil)))
  ([this x offset n] (write-standard this (.__getitem__ x (py/slice offset (+ offset n))))))

(def ^:private writing-bytes
  {"write"      write-standard
   "append"     (fn [this x & [start end]] (write-standard this (if end (subs (str x) start end) (str x))) this)
   "print"      (fn [this x] (write-standard this (if (nil? x) "null" (str x))) nil)
   "println"    (fn [this & [x :as given]] (write-standard this (str (if (and given (nil? x)) "null" x) "\n")) nil)
   "printf"     (fn [this f & args] (write-standard this (apply format f args)) this)
   "format"     (fn [this f & args] (write-standard this (apply format f args)) this)
   "checkError" (fn [_] false)
   "flush"      (fn [this] (.flush (.-inner this)) nil)})

(def ^:no-doc standard-streams
  "Standard input, output and error as the JVM's programs know them."
  {:in (standard-stream "StandardInput" "stdin" reading-bytes) :out (standard-stream "StandardOutput" "stdout" writing-bytes) :err (standard-stream "StandardError" "stderr" writing-bytes)})

(statics java.lang.System "The process and its surroundings."
  (currentTimeMillis "The time in milliseconds since 1970." (fn [] (quot (now-ns) 1000000)))
  (nanoTime "A clock in nanoseconds." (fn [] (.perf_counter_ns (py/__import__ "time"))))
  (getenv "A variable of the environment or nil; all of them." (fn ([] (environment)) ([k] (.get (.-environ (py/__import__ "os")) k))))
  (getProperty "A system property, another value or nil." property)
  (setProperty "Sets a system property; returns what it was." (fn [k v] (let [old (property k)] (swap! properties assoc k v) old)))
  (clearProperty "Takes a system property away; returns what it was." (fn [k] (let [old (property k)] (swap! properties assoc k nil) old)))
  (getProperties "All system properties." (fn [] (into (into {} (map (fn [[k f]] [k (f)])) (known-properties)) @properties)))
  (exit "Ends the program." (fn [status] (cljsh.process/exit status)))
  (lineSeparator "What ends a line." (fn [] "\n"))
  (setOut "Binds *out*." (fn [out] (alter-var-root #'*out* (constantly out)) nil)) (setErr "Binds *err*." (fn [out] (alter-var-root #'*err* (constantly out)) nil)) (setIn "Binds *in*." (fn [in] (alter-var-root #'*in* (constantly in)) nil))
  (getSecurityManager "There is none." (fn [] nil)) (console "The terminal, or nil." (fn [] (when (.isatty (.-stdin (py/__import__ "sys"))) (.-stdin (py/__import__ "sys")))))
  (out "Standard output." (:out standard-streams)) (err "Standard error." (:err standard-streams))
  (in "Standard input." (:in standard-streams))
  (identityHashCode "A number of the object." (fn [x] (unchecked-int (py/id x))))
  (gc "Collects garbage." (fn [] (.collect (py/__import__ "gc")) nil))
  (arraycopy "Copies elements from one array into another."
    (fn [from i to j n] (.__setitem__ to (py/slice j (+ j n)) (.__getitem__ from (py/slice i (+ i n)))) nil)))

(defn- threading [] (py/__import__ "threading"))

(class-made-by java.lang.Thread "A thread: Python's threading.Thread." (.-Thread (threading)))
(def ^:private uncaught-handler (atom nil))
(statics java.lang.Thread "Threads."
  (sleep "Waits so many milliseconds." (fn ([ms]
                                            (when (neg? ms) (throw (IllegalArgumentException. "timeout value is negative")))
                                            (cljsh.core/pause ms))
                                           ([ms nanos]
                                            (when (neg? ms) (throw (IllegalArgumentException. "timeout value is negative")))
                                            (cljsh.core/pause (+ ms (/ nanos 1e6))))))
  (getAllStackTraces "None." (fn [] {})) (onSpinWait "Lets others go on." (fn [] nil)) (setDefaultUncaughtExceptionHandler "What is called with what a thread throws."
    (fn [h]
      (reset! uncaught-handler h)
      (set! (.-excepthook (threading))
            (if h (fn [args] (.uncaughtException h (.-thread args) (.-exc_value args))) (.-__excepthook__ (threading))))
      nil))
  (getDefaultUncaughtExceptionHandler "What setDefaultUncaughtExceptionHandler was given, or nil." (fn [] @uncaught-handler))
  (startVirtualThread "A thread that calls a function." (fn [f] (doto ((.-Thread (threading)) ** :target f :daemon true) (.start)))) (ofVirtual "What makes threads." (fn [] (reify Object (start [_ f] (doto ((.-Thread (threading)) ** :target f :daemon true) (.start))))))
  (currentThread "The thread that asks." (fn [] (.current_thread (threading))))
  (yield "Lets others go on." (fn [] (cljsh.tasklet/pass)))
  (interrupted "Never." (fn [] false))
  (new "A thread that will call a function." (fn ([] ((.-Thread (threading)))) ([f] ((.-Thread (threading)) ** :target f))
                                                 ([f thread-name] ((.-Thread (threading)) ** :target f :name thread-name)))))
(defn- thread-state [label]
  (load-classes "java.lang.Thread$State")
  ((ns-resolve 'java.lang.Thread$State 'valueOf) label))
(defn- thread? [x] (and (py/hasattr x "_started") (py/hasattr x "is_alive")))
(defmethods "Thread" thread?
  (setDaemon "Does the program end without it?" (fn [t on] (set! (.-daemon t) on) nil))
  (isDaemon "Does the program end without it?" (fn [t] (.-daemon t)))
  (getContextClassLoader "The one there is." class-loader) (setContextClassLoader "Does nothing." (fn [_ _] nil)) (setUncaughtExceptionHandler "Does nothing." (fn [_ _] nil)) (getPriority "Always 5." (fn [_] 5)) (setPriority "Does nothing." (fn [_ _] nil))
  (getThreadGroup "There is none." (fn [_] nil)) (getState "Thread$State/RUNNABLE or TERMINATED." (fn [t] (thread-state (cond (.is_alive t) "RUNNABLE" (.-ident t) "TERMINATED" :else "NEW"))))
  (getName "Its name." (fn [t] (.-name t)))
  (setName "Names it." (fn [t n] (set! (.-name t) n) nil))
  (isAlive "Does it run?" (fn [t] (.is_alive t)))
  (getId "Its number." (fn [t] (.-ident t)))
  (interrupt "Cannot be done." (fn [_] nil))
  (isInterrupted "Never." (fn [_] false))
  (getStackTrace "Nothing." (fn [_] (py/list))))

(deftype ^:private JavaRuntime []
  Object
  (availableProcessors [_] (or (.cpu_count (py/__import__ "os")) 1))
  (addShutdownHook [_ t] (.register (py/__import__ "atexit") (fn [] (.start t) (.join t))) nil)
  (totalMemory [_] (* (.sysconf (py/__import__ "os") "SC_PHYS_PAGES") (.sysconf (py/__import__ "os") "SC_PAGE_SIZE")))
  (freeMemory [_] (* (.sysconf (py/__import__ "os") "SC_AVPHYS_PAGES") (.sysconf (py/__import__ "os") "SC_PAGE_SIZE")))
  (maxMemory [_] 9223372036854775807)
  (gc [_] (.collect (py/__import__ "gc")) nil)
  (exit [_ status] (cljsh.process/exit status))
  (halt [_ status] (._exit (py/__import__ "os") status)))
(def ^:private the-runtime (JavaRuntime.))
(statics java.lang.Runtime "The process."
  (getRuntime "It." (fn [] the-runtime)))

;; --- regular expressions --------------------------------------------------------------------

(statics java.util.regex.Pattern "Regular expressions."
  (CASE_INSENSITIVE "A flag." 2) (MULTILINE "A flag." 8) (DOTALL "A flag." 32) (UNICODE_CASE "A flag." 64) (COMMENTS "A flag." 4) (LITERAL "A flag." 16)
  (compile "The pattern of a text, with flags."
    (fn ([text] (re-pattern text))
        ([text flags]
         (let [text  (if (bit-test flags 4) (str "\\Q" text "\\E") text)
               chars (str (when (bit-test flags 1) "i") (when (bit-test flags 3) "m") (when (bit-test flags 5) "s") (when (bit-test flags 2) "x"))]
           (re-pattern (if (= chars "") text (str "(?" chars ")" text)))))))
  (quote "The text as a pattern that matches it." (fn [text] (str "\\Q" text "\\E")))
  (matches "Does the whole text match?" (fn [re text] (some? (re-matches (re-pattern re) text)))))
(defn- pattern? [x] (instance? java.util.regex.Pattern x))
(defmethods "Pattern" pattern?
  (matcher "A matcher for a text." (fn [p s] (re-matcher p (str s))))
  (pattern "Its text." str)
  (split "A text's parts." (fn ([p s] (py/list (str/split s p))) ([p s n] (py/list (str/split s p n)))))
  (asPredicate "Is there a match in a text?" (fn [p] (fn [s] (some? (re-find p s))))))
(def ^:private matcher-class (class (re-matcher #"" "")))
(enter "java.util.regex.Matcher" matcher-class)
(statics java.util.regex.Matcher "Searches of a text."
  (quoteReplacement "The text as a replacement that stands for itself." str/re-quote-replacement))
(defn- matcher? [x] (identical? (class x) matcher-class))
(defn- groups-of [m] (let [g (re-groups m)] (if (vector? g) g [g])))
(defn- group-number [m n] (if (string? n) (cljsh.core/matcher-group-number m n) n))

(defn- replacement-text
  "What a replacement stands for: $1 and ${name} are groups, a backslash quotes."
  [m text]
  (str/replace text #"(?s)\\(.)|\$(\d)|\$\{(\w+)\}"
               (fn [[_ quoted n group-name]]
                 (or quoted (str (nth (groups-of m) (if n (parse-long n) (group-number m group-name))))))))

(defn- append-replacement [m b text]
  (.append b (cljsh.core/matcher-passed! m false))
  (.append b (replacement-text m text))
  m)

(defn- frozen-match
  "A matcher's match, which stays as it is."
  [m]
  (let [groups (groups-of m)
        bounds (mapv (fn [n] (or (cljsh.core/matcher-bounds m n) [-1 -1])) (range (count groups)))]
    (reify Object
      (group [_] (first groups))
      (group [_ n] (nth groups (group-number m n)))
      (groupCount [_] (dec (count groups)))
      (start [_] (first (first bounds)))
      (start [_ n] (first (nth bounds n)))
      (end [_] (second (first bounds)))
      (end [_ n] (second (nth bounds n))))))

(defn- match-function
  "What replaces a match when a function of a match is given, as .replaceAll takes it."
  [f p]
  (fn [match]
    (let [groups (if (vector? match) match [match])]
      (f (reify Object
           (group [_] (first groups))
           (group [_ n] (nth groups (if (string? n) (group-number (re-matcher p "") n) n)))
           (groupCount [_] (dec (count groups))))))))

(defmethods "Matcher" matcher?
  (find "Goes on to the next match, or to the first from an index on."
    (fn ([m] (some? (re-find m)))
        ([m start] (some? (re-find (cljsh.core/matcher-reset! m (second (cljsh.core/matcher-subject m)) start))))))
  (matches "Does the whole text match?" (fn [m] (cljsh.core/matcher-matches m)))
  (lookingAt "Does the text begin with a match?" cljsh.core/matcher-prefix)
  (hitEnd "Did the last search look at the end of the text?" cljsh.core/matcher-hit-end)
  (group "The match, or a group of it, by number or name." (fn ([m] (first (groups-of m))) ([m n] (nth (groups-of m) (group-number m n)))))
  (groupCount "How many groups there are." (fn [m] (nth (cljsh.core/matcher-subject m) 2)))
  (start "Where the match, or a group of it, begins." (fn ([m] (first (cljsh.core/matcher-bounds m 0))) ([m n] (or (first (cljsh.core/matcher-bounds m (group-number m n))) -1))))
  (end "Where it ends." (fn ([m] (second (cljsh.core/matcher-bounds m 0))) ([m n] (or (second (cljsh.core/matcher-bounds m (group-number m n))) -1))))
  (pattern "Its pattern." (fn [m] (first (cljsh.core/matcher-subject m))))
  (reset "Begins anew, with another text or the same." (fn ([m] (cljsh.core/matcher-reset! m (second (cljsh.core/matcher-subject m)) 0)) ([m s] (cljsh.core/matcher-reset! m (str s) 0))))
  (replaceAll "The text with all matches replaced." (fn [m x] (let [[p s] (cljsh.core/matcher-subject m)] (str/replace s p (if (ifn? x) (match-function x p) x)))))
  (replaceFirst "The text with the first match replaced." (fn [m x] (let [[p s] (cljsh.core/matcher-subject m)] (str/replace-first s p x))))
  (appendReplacement "Appends what lies before the match, and its replacement." append-replacement)
  (appendTail "Appends what lies behind the last match." (fn [m b] (.append b (cljsh.core/matcher-passed! m true))))
  (results "All matches." (fn [m] (let [[p s] (cljsh.core/matcher-subject m), m (re-matcher p s)] (take-while some? (repeatedly (fn [] (when (re-find m) (frozen-match m))))))))
  (toMatchResult "The match as it is now." frozen-match))

;; --- text that grows, streams ----------------------------------------------------------------

(def StringBuilder "Text that grows." (.-StringBuilder (py/__import__ "cljsh")))
(enter "java.lang.StringBuilder" StringBuilder)
(enter "java.lang.StringBuffer" StringBuilder)
(doseq [n (py/dir StringBuilder), :when (not (.startswith n "_"))]
  (note "StringBuilder" n (.-__doc__ (py/getattr StringBuilder n))))
(statics java.lang.StringBuilder "Text that grows by .append." (new "Empty, or with a text." StringBuilder))
(statics java.lang.StringBuffer "Text that grows by .append." (new "Empty, or with a text." StringBuilder))

(defn- stream? [x] (py/hasattr x "readable"))
(defmethods "Writer" (fn [x] (py/hasattr x "write"))
  (append "Writes; returns the stream." (fn [w x] (.write w (str x)) w))
  (print "Writes text." (fn [w x] (.write w (str x)) nil))
  (println "Writes a line." (fn ([w] (.write w "\n") nil) ([w x] (.write w (str x "\n")) nil)))
  (toByteArray "The bytes written so far." (fn [s] (.getvalue s)))
  (getBuffer "The text so far." (fn [s] (.getvalue s))))
(defmethods "StringWriter" (fn [x] (py/hasattr x "getvalue"))
  (toString "What was written." (fn [s] (.getvalue s))))
(swap! method-table update "toString" (fn [entries] (conj (vec (filter (fn [[p _]] (not= p any?)) entries)) [any? str])))
(defmethods "Reader" stream?
  (readLine "The next line without its end, or nil." (fn [r] (let [line (.readline r)] (when-not (= line "") (.rstrip line "\n")))))
  (lines "The lines." (fn [r] (map (fn [l] (.rstrip l "\n")) (iterator-seq (py/iter r)))))
  (ready "Can be read." (fn [r] (.readable r)))
  (unread "Goes back." (fn [r _] (.seek r (dec (.tell r))) nil)))

;; --- collections ------------------------------------------------------------------------------

(defn- fill [this init x]
  (init this (if (or (nil? x) (integer? x)) (py/tuple) x))
  nil)

(defn- remove-at
  "The JVM's remove of lists: by index; anything else by value."
  [l x]
  (if (integer? x)
    (.pop py/list l x)
    (let [i (first (keep-indexed (fn [i y] (when (= x y) i)) l))]
      (when i (.pop py/list l i))
      (some? i))))

(def ^:private own-methods
  "Methods that Python's classes have under the same names, and mean something else."
  {"list"  {"remove" remove-at
            "pop"    (fn ([l] (.pop py/list l 0)) ([l i] (.pop py/list l i)))
            "sort"   (fn ([l] (.__setitem__ l (py/slice nil nil) (vec (sort l)))) ([l f] (.__setitem__ l (py/slice nil nil) (vec (sort f l)))))}
   "stack" {"remove" remove-at
            "pop"    (fn [l] (.pop py/list l -1))
            "push"   (fn [l x] (.append l x) x)
            "peek"   last}
   "dict"  {}
   "set"   {"add"    (fn [s x] (if (contains? s x) false (do (.add py/set s x) true)))
            "remove" (fn [s x] (if (contains? s x) (do (.discard s x) true) false))}})

(defn- print-as-clojure's
  "Has a class of collections printed as Clojure's collections are, as on the JVM."
  [class as]
  (defmethod print-method class [coll w] (print-method (as coll) w)))

(defn- java-text
  "The text of a collection as Java has it: [1, a], {k=v}."
  [coll]
  (let [text (fn [x] (if (nil? x) "null" (str x)))]
    (if (instance? py/dict coll)
      (str "{" (str/join ", " (map (fn [[k v]] (str (text k) "=" (text v))) (seq coll))) "}")
      (str "[" (str/join ", " (map text coll)) "]"))))

(defmacro ^:private collection-classes [base kind & names]
  `(do ~@(for [full names]
           `(do (enter ~(str full) (python-class ~(str full) [~base]
                                                 (assoc (get own-methods ~kind)
                                                        "__str__" java-text
                                                        "__init__" (fn [this# & [x#]] (fill this# (.-__init__ ~base) x#)))))
                (note '~full "" ~(str "Python's " base "."))))))

(collection-classes py/list "stack" java.util.Stack)
(collection-classes py/list "list" java.util.ArrayList java.util.LinkedList java.util.Vector java.util.ArrayDeque
                    java.util.concurrent.CopyOnWriteArrayList)
(collection-classes py/dict "dict" java.util.HashMap java.util.LinkedHashMap java.util.Hashtable java.util.Properties java.util.IdentityHashMap
                    java.util.WeakHashMap java.util.concurrent.ConcurrentHashMap)
(collection-classes py/set "set" java.util.HashSet java.util.LinkedHashSet)

(doseq [c [java.util.ArrayList java.util.Stack java.util.Vector java.util.concurrent.CopyOnWriteArrayList]]
  (print-as-clojure's c vec))
(print-as-clojure's java.util.LinkedList (fn [l] (apply list l)))
(doseq [c [java.util.HashMap java.util.LinkedHashMap java.util.Hashtable java.util.Properties java.util.concurrent.ConcurrentHashMap]]
  (print-as-clojure's c (fn [m] (apply array-map (mapcat identity (seq m))))))
(doseq [c [java.util.HashSet java.util.LinkedHashSet]]
  (print-as-clojure's c set))

(defn- has [class] (fn [x] (instance? class x)))
(defn- in-range [xs i]
  (if (< -1 i (count xs)) i (throw (IndexOutOfBoundsException. (str "Index " i " out of bounds for length " (count xs))))))

(defmethods "List" (has py/list)
  (add "Adds at the end, or at an index." (fn ([l x] (.append l x) true) ([l i x] (.insert l i x) nil)))
  (addAll "Adds all of another." (fn [l xs] (.extend l (vec xs)) (boolean (seq xs))))
  (addFirst "Adds in front." (fn [l x] (.insert l 0 x) nil)) (addLast "Adds at the end." (fn [l x] (.append l x) nil))
  (offer "Adds at the end." (fn [l x] (.append l x) true)) (push "Adds in front." (fn [l x] (.insert l 0 x) nil))
  (get "The element at an index." (fn [l i] (nth l (in-range l i))))
  (set "Puts another element at an index; returns the old one." (fn [l i x] (let [old (nth l (in-range l i))] (.__setitem__ l i x) old)))
  (size "How many elements there are." count)
  (contains "Is x among them?" (fn [l x] (boolean (some (fn [y] (= x y)) l))))
  (indexOf "The first index of x, or -1." (fn [l x] (or (first (keep-indexed (fn [i y] (when (= x y) i)) l)) -1)))
  (lastIndexOf "The last index of x, or -1." (fn [l x] (or (last (keep-indexed (fn [i y] (when (= x y) i)) l)) -1)))
  (getFirst "The first." first) (getLast "The last." last) (peekFirst "The first, or nil." first) (peekLast "The last, or nil." last)
  (peek "The first, or nil." first) (element "The first." first)
  (poll "Takes the first away, or nil." (fn [l] (when (seq l) (.pop py/list l 0)))) (pollFirst "Takes the first away, or nil." (fn [l] (when (seq l) (.pop py/list l 0))))
  (pollLast "Takes the last away, or nil." (fn [l] (when (seq l) (.pop py/list l -1))))
  (removeFirst "Takes the first away." (fn [l] (.pop py/list l 0))) (removeLast "Takes the last away." (fn [l] (.pop py/list l -1)))
  (subList "From one index to another." (fn [l i j] (.__getitem__ l (py/slice i j)))))

(defmethods "Map" (has py/dict)
  (put "Puts a value at a key; returns the old one." (fn [m k v] (let [old (.get m k)] (.__setitem__ m k v) old)))
  (putAll "Puts all of another map." (fn [m other] (.update m (py/dict other)) nil))
  (putIfAbsent "Puts a value where there is none; returns the old one." (fn [m k v] (let [old (.get m k)] (when (nil? old) (.__setitem__ m k v)) old)))
  (remove "Takes a key away; returns its value." (fn [m k] (.pop m k nil)))
  (computeIfAbsent "The value at a key, which a function makes if there is none." (fn [m k f] (if-some [v (.get m k)] v (let [v (f k)] (.__setitem__ m k v) v))))
  (setProperty "Puts a value at a key; returns the old one." (fn [m k v] (let [old (.get m k)] (.__setitem__ m k v) old)))
  (getProperty "The value at a key, or another." (fn ([m k] (.get m k)) ([m k otherwise] (.get m k otherwise)))))

(defn- map-like? [x] (instance? java.util.Map x))
(defn- entry-get [m k otherwise] (get m k otherwise))
(defmethods "Map" map-like?
  (containsKey "Is the key there?" (fn [m k] (contains? m k)))
  (containsValue "Is the value there?" (fn [m v] (boolean (some (fn [x] (= x v)) (vals m)))))
  (getOrDefault "The value at a key, or another." entry-get)
  (get "The value at a key, or nil." (fn [m k] (get m k)))
  (keySet "Its keys." (fn [m] (set (keys m))))
  (values "Its values." (fn [m] (or (vals m) ())))
  (entrySet "Its entries." (fn [m] (set (seq m))))
  (forEach "Calls a function with each key and value." (fn [m f] (doseq [[k v] m] (f k v)))))
(defmethods "Map$Entry" map-entry?
  (getKey "Its key." key) (getValue "Its value." val))

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
  (toArray "An array of them." (fn [c & _] (py/list (vec c))))
  (stream "A stream of them." (fn [c] ((requiring-resolve 'cljsh.java.util-stream/stream-of) c)))
  (parallelStream "A stream of them." (fn [c] ((requiring-resolve 'cljsh.java.util-stream/stream-of) c)))
  (spliterator "Goes through them, or through parts of them." (fn [c] ((requiring-resolve 'cljsh.java.util-stream/spliterator) c)))
  (forEach "Calls a function with each." (fn [c f] (run! f c)))
  (indexOf "The first index of x, or -1." (fn [c x] (or (first (keep-indexed (fn [i y] (when (= x y) i)) c)) -1)))
  (get "The element at an index." (fn [c i] (nth c i)))
  (removeIf "Takes away what a predicate holds of." (fn [c f] (let [keep (vec (remove f c)), n (count c)] (.clear c) ((if (instance? py/set c) (fn [x] (.update c x)) (fn [x] (.extend c x))) keep) (not= n (count keep))))))

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
(def ^:private looked-ahead "What hasNext has read already: by the iterator's id, since few can be referred to weakly." (atom {}))
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
  (nth "The element at an index." nth) (cons "With x added." (fn [c x] (conj c x))) (assoc "With a value at a key." assoc)
  (assocN "With a value at an index." assoc) (without "Without a key." dissoc) (disjoin "Without x." disj)
  (seq "A seq, or nil; of what is sorted, either way." (fn ([c] (seq c)) ([c ascending] (if ascending (seq c) (rseq c))))) (count "How many there are." count) (empty "An empty one of its kind." empty)
  (peek "What conj adds next to." peek) (pop "Without it." pop) (first "The first." first) (next "The rest, or nil." next) (more "The rest." rest)
  (entryAt "The entry of a key." find) (equiv "Are they =?" =) (hasheq "The hash." hash) (rseq "In reverse." rseq) (length "How many there are." count)
  (meta "Its metadata." meta) (withMeta "With other metadata." with-meta) (asTransient "A transient of it." transient))
(defmethods "clojure.lang.Sorted" (fn [x] (and (coll? x) (sorted? x)))
  (comparator "What orders it." (fn [c] (or (cljsh.core/comparator-of c) compare))) (entryKey "What orders an entry." (fn [c entry] (if (map? c) (key entry) entry)))
  (seqFrom "A seq from a key on, either way." (fn [c k ascending] (if ascending (subseq c >= k) (rsubseq c <= k)))))
(defmethods "clojure.lang" (fn [x] (or (keyword? x) (symbol? x)))
  (getName "Its name." name) (getNamespace "Its namespace, or nil." namespace)
  (withMeta "With other metadata." with-meta) (meta "Its metadata." meta))
(defmethods "clojure.lang.Compiler$LocalBinding" symbol? (hasJavaClass "Is the class of a local in &env known? Never." (fn [_] false)) (getJavaClass "Not known." (fn [_] nil)))
(defmethods "clojure.lang" keyword? (sym "Its symbol." symbol))
(defmethods "clojure.lang" (fn [x] (instance? clojure.lang.IDeref x)) (deref "Its value." deref))
(defmethods "clojure.lang" ifn?
  (invoke "Calls it." (fn [f & args] (apply f args))) (applyTo "Calls it with a seq of arguments." (fn [f args] (apply f args)))
  (call "Calls it." (fn [f] (f))) (run "Calls it." (fn [f] (f) nil)) (apply "Calls it." (fn [f & args] (apply f args)))
  (accept "Calls it." (fn [f & args] (apply f args) nil)) (test "Calls it." (fn [f & args] (boolean (apply f args))))
  (compare "Which comes first, as a comparator." (fn [f a b] (let [x (f a b)] (cond (number? x) x x -1 (f b a) 1 :else 0)))))
(defmethods "clojure.lang" var?
  (sym "Its name." (fn [v] (:name (meta v)))) (ns "Its namespace." (fn [v] (:ns (meta v)))) (toSymbol "Its full name." symbol)
  (isBound "Has it a value?" bound?) (isMacro "Is it a macro?" (fn [v] (boolean (:macro (meta v))))) (getRawRoot "Its value." deref)
  (setMacro "Makes it a macro." (fn [v] (alter-meta! v assoc :macro true) nil)) (setMeta "Sets its metadata." (fn [v m] (reset-meta! v m) nil)) (setDynamic "It can be bound." (fn ([v] (.setDynamic v true)) ([v on] (alter-meta! v assoc :dynamic on) v)))
  (alterRoot "Changes its value." (fn [v f args] (apply alter-var-root v f args))) (hasRoot "Has it a value?" bound?) (set "Sets it." (fn [v x] (var-set v x))) (isPublic "Is it public?" (fn [v] (not (:private (meta v))))) (getTag "Its type hint." (fn [v] (:tag (meta v)))) (unbindRoot "Takes its value away." (fn [_] nil)) (resetMeta "Sets its metadata." reset-meta!) (alterMeta "Changes its metadata." (fn [v f args] (apply alter-meta! v f args)))
  (bindRoot "Gives it a value." (fn [v x] (alter-var-root v (constantly x)) nil)) (isDynamic "Can it be bound?" (fn [v] (boolean (:dynamic (meta v))))))
(defmethods "clojure.lang" (fn [x] (instance? clojure.lang.MultiFn x))
  (dispatchFn "What it dispatches by." cljsh.core/multi-dispatch) (getMethod "The method of a dispatch value." get-method) (getMethodTable "All methods." methods) (methodTable "All methods." methods)
  (addMethod "Adds a method." cljsh.core/add-method) (removeMethod "Removes one." remove-method) (preferMethod "Prefers one." prefer-method) (getPreferTable "What is preferred." prefers) (reset "Removes all." remove-all-methods))
(defmethods "clojure.lang" (fn [x] (instance? clojure.lang.Namespace x))
  (getName "Its name." ns-name) (name "Its name." ns-name) (getMappings "What its names stand for." ns-map) (getAliases "Its aliases." ns-aliases))

(defn- order-of [f] (if (nil? f) compare f))
(defn- rearrange [l xs] (.__setitem__ l (py/slice nil nil) (vec xs)) nil)

(defn- part [a i j] (.__getitem__ a (py/slice i j)))
(defn- rearrange-part [a i j xs] (.__setitem__ a (py/slice i j) (vec xs)) nil)
(defn- fill-part [a i j x] (if (cljsh.core/primitive-array? a) (cljsh.core/array-fill! a i j x) (rearrange-part a i j (repeat (- j i) x))))
(defn- deep-text [a] (if (or (instance? py/list a) (cljsh.core/primitive-array? a)) (str "[" (str/join ", " (map deep-text a)) "]") (if (nil? a) "null" (str a))))
(defn- copy-part
  "A new array of the elements from i to j, with zeros or nils behind its own."
  [a i j]
  (cond
    (cljsh.core/primitive-array? a) (cljsh.core/array-copy a i j)
    (<= j (count a)) (part a i j)
    (bytes? a) (byte-array (- j i) (part a i (count a)))
    :else (py/list (take (- j i) (concat (drop i a) (repeat nil))))))

(statics java.util.Arrays "Functions of arrays."
  (asList "A list of the arguments, or of an array." (fn [& xs] (py/list (if (and (= 1 (count xs)) (instance? py/list (first xs))) (first xs) (vec xs)))))
  (sort "Sorts in place." (fn ([a] (if (cljsh.core/primitive-array? a) (cljsh.core/array-sort! a 0 (count a)) (rearrange a (sort a))))
                            ([a f] (rearrange a (sort (order-of f) a)))
                            ([a i j] (if (cljsh.core/primitive-array? a) (cljsh.core/array-sort! a i j) (rearrange-part a i j (sort (part a i j)))))
                            ([a i j f] (rearrange-part a i j (sort (order-of f) (part a i j))))))
  (fill "Puts one value everywhere." (fn ([a x] (fill-part a 0 (count a) x)) ([a i j x] (fill-part a i j x))))
  (setAll "Puts what a function makes of each index." (fn [a f] (dotimes [i (count a)] (aset a i (if (fn? f) (f i) (.apply f i))))))
  (binarySearch "The index of x in a sorted array, or where it would be: -1 - that."
    (fn [a x] (loop [low 0, high (dec (count a))]
                (if (> low high)
                  (- -1 low)
                  (let [i (quot (+ low high) 2), c (compare (aget a i) x)]
                    (cond (neg? c) (recur (inc i) high) (pos? c) (recur low (dec i)) :else i))))))
  (equals "Are the elements equal?" (fn [a b] (= (seq a) (seq b))))
  (toString "The text of the elements." (fn [a] (str "[" (str/join ", " a) "]")))
  (hashCode "A hash of the elements." (fn [a] (reduce (fn [h x] (unchecked-add-int (unchecked-multiply-int 31 h) (if (nil? x) 0 (.hashCode x)))) 1 a)))
  (deepToString "The text of the elements, and of theirs." deep-text)
  (copyOf "The first n, filled up." (fn [a n] (copy-part a 0 n)))
  (copyOfRange "From one index to another." copy-part)
  (stream "A stream of the elements." (fn [a] ((requiring-resolve 'cljsh.java.util-stream/stream-of) a))))

(statics java.util.Collections "Functions of collections."
  (sort "Sorts in place." (fn ([a] (rearrange a (sort a))) ([a f] (rearrange a (sort (order-of f) a)))))
  (reverse "Reverses in place." (fn [l] (rearrange l (reverse l))))
  (shuffle "Shuffles in place." (fn [l & _] (rearrange l (shuffle (vec l)))))
  (max "The largest." (fn [c] (last (sort c)))) (min "The smallest." (fn [c] (first (sort c))))
  (EMPTY_LIST "[]" []) (EMPTY_MAP "{}" {}) (EMPTY_SET "#{}" #{}) (emptyList "[]" (fn [] [])) (emptyMap "{}" (fn [] {})) (emptySet "#{}" (fn [] #{}))
  (singletonList "[x]" vector) (singleton "#{x}" hash-set) (singletonMap "{k v}" hash-map)
  (unmodifiableList "The same as a vector." vec) (unmodifiableMap "The same as a map." (fn [m] (into {} m)))
  (unmodifiableSet "The same as a set." set) (unmodifiableCollection "The same as a vector." vec)
  (synchronizedList "Itself." identity) (synchronizedMap "Itself." identity)
  (addAll "Adds the arguments to a collection." (fn [c & xs] (.extend c (vec xs)) true))
  (frequency "How often x is there." (fn [c x] (count (filter (fn [y] (= x y)) c))))
  (nCopies "n times x." (fn [n x] (vec (repeat n x)))) (reverseOrder "Compares the other way round." (fn ([] (fn [a b] (compare b a))) ([f] (fn [a b] (f b a))))))

;; --- java.util: the rest ---------------------------------------------------------------------------

(defn- uuid-module [] (py/__import__ "uuid"))
(class-made-by java.util.UUID "uuid.UUID." (.-UUID (uuid-module)))
(statics java.util.UUID "UUIDs: uuid.UUID."
  (randomUUID "A random one." random-uuid)
  (fromString "The one of a text." (fn [s] (or (parse-uuid s) (throw (IllegalArgumentException. (str "Invalid UUID string: " s))))))
  (nameUUIDFromBytes "The one of a name." (fn [b] ((.-UUID (uuid-module)) ** :bytes (.digest (.md5 (py/__import__ "hashlib") (py/bytes b))) :version 3)))
  (new "Of its two halves." (fn [high low] ((.-UUID (uuid-module)) ** :int (+ (* 18446744073709551616 (unsigned high 64)) (unsigned low 64))))))

(defmethods "UUID" uuid?
  (getMostSignificantBits "Its first half." (fn [u] (unchecked-long (bit-shift-right (.-int u) 64))))
  (getLeastSignificantBits "Its second half." (fn [u] (unchecked-long (bit-and (.-int u) 18446744073709551615)))))

(defn- datetime-class [] (.-datetime (py/__import__ "datetime")))
(defn- utc [] (.-utc (.-timezone (py/__import__ "datetime"))))
(defn- instant-of-ms [ms]
  (+ ((datetime-class) 1970 1 1 0 0 0 0 (utc)) ((.-timedelta (py/__import__ "datetime")) ** :microseconds (* 1000 ms))))
(class-made-by org.yaml.snakeyaml.error.YAMLException "PyYAML's error." (.-YAMLError (py/__import__ "yaml")))
(class-made-by org.yaml.snakeyaml.constructor.DuplicateKeyException "A key of a map of YAML that is there twice."
  (python-class "org.yaml.snakeyaml.constructor.DuplicateKeyException" [(.-YAMLError (py/__import__ "yaml"))] {}))
(class-made-by java.util.Date "datetime.datetime in UTC." (datetime-class))
(defn- date-of [year month day h m s]
  ((datetime-class) (+ 1900 year (quot month 12)) (inc (rem month 12)) day h m s 0 (utc)))
(statics java.util.Date "Moments: datetime.datetime in UTC." (new "Now, or so many milliseconds after 1970; or year (less 1900), month (from 0), day and time."
    (fn ([] (.now (datetime-class) (utc))) ([ms] (instant-of-ms ms))
        ([year month day] (date-of year month day 0 0 0)) ([year month day h m] (date-of year month day h m 0)) ([year month day h m s] (date-of year month day h m s)))))
(defmethods "Date" inst?
  (getTime "Milliseconds since 1970." inst-ms) (before "Is it earlier?" (fn [a b] (< (inst-ms a) (inst-ms b)))) (after "Is it later?" (fn [a b] (> (inst-ms a) (inst-ms b))))
  (toInstant "Itself." identity) (toEpochMilli "Milliseconds since 1970." inst-ms))

(defn- base64 [] (py/__import__ "base64"))
(deftype ^:private Codec [encode decode]
  Object
  (encode [_ b] (encode (py/bytes b)))
  (encodeToString [_ b] (.decode (encode (py/bytes b)) "ascii"))
  (decode [_ x] (signed-bytes (decode (if (string? x) (.encode x "ascii") (py/bytes x)))))
  (withoutPadding [_] (Codec. (fn [b] (.rstrip (encode b) (.encode "="))) decode)))
(defn- padded [b] (.__add__ b (.encode (.__mul__ "=" (mod (- (count b)) 4)))))
(def ^:private standard-codec (Codec. (fn [b] (.b64encode (base64) b)) (fn [b] (.b64decode (base64) (padded b) ** :validate true))))
(def ^:private url-codec (Codec. (fn [b] (.urlsafe_b64encode (base64) b)) (fn [b] (.urlsafe_b64decode (base64) (padded b)))))
(statics java.util.Base64 "Bytes as text."
  (getEncoder "Encodes." (fn [] standard-codec)) (getDecoder "Decodes." (fn [] standard-codec))
  (getMimeEncoder "Encodes." (fn [] standard-codec)) (getMimeDecoder "Decodes." (fn [] standard-codec))
  (getUrlEncoder "Encodes for URLs." (fn [] url-codec)) (getUrlDecoder "Decodes that." (fn [] url-codec)))

;; The JVM's generator: a seed gives the numbers it gives there.
(deftype Random [^:mutable seed ^:mutable gaussian]
  Object
  (bits [_ n]
    (set! seed (bit-and (+ (* seed 25214903917) 11) 281474976710655))
    (let [x (bit-shift-right seed (- 48 n))]
      (if (and (= n 32) (bit-test x 31)) (- x 4294967296) x)))
  (setSeed [_ n] (set! gaussian nil) (set! seed (bit-and (bit-xor n 25214903917) 281474976710655)) nil)
  (nextInt [this] (.bits this 32))
  (nextInt [this bound]
    (when-not (pos? bound) (throw (IllegalArgumentException. "bound must be positive")))
    (if (zero? (bit-and bound (dec bound)))
      (bit-shift-right (* bound (.bits this 31) ) 31)
      (loop []
        (let [n (bit-and (.bits this 31) 2147483647), x (rem n bound)]
          (if (> (+ (- n x) (dec bound)) 2147483647) (recur) x)))))
  (nextLong [this] (let [high (.bits this 32), low (.bits this 32)] (unchecked-long (+ (* high 4294967296) low))))
  (nextBoolean [this] (not (zero? (.bits this 1))))
  (nextDouble [this]
    (let [high (bit-and (.bits this 26) 67108863), low (bit-and (.bits this 27) 134217727)]
      (* (+ (* high 134217728) low) 1.1102230246251565E-16)))
  (nextFloat [this] (/ (bit-and (.bits this 24) 16777215) 16777216.0))
  (nextGaussian [this]
    (if gaussian
      (let [x gaussian] (set! gaussian nil) x)
      (loop []
        (let [a (dec (* 2 (.nextDouble this))), b (dec (* 2 (.nextDouble this))), s (+ (* a a) (* b b))]
          (if (or (>= s 1) (zero? s))
            (recur)
            (let [f (math/sqrt (/ (* -2 (math/log s)) s))]
              (set! gaussian (* b f))
              (* a f)))))))
  (nextBytes [this a]
    (loop [i 0]
      (when (< i (count a))
        (let [n (.nextInt this)]
          (dotimes [k (min 4 (- (count a) i))]
            (aset a (+ i k) (unchecked-byte (bit-shift-right n (* 8 k)))))
          (recur (+ i 4)))))))
(enter "java.util.Random" Random)
(statics java.util.Random "Random numbers; a seed gives those of the JVM."
  (new "With a seed, or any." (fn ([] (let [r (Random. 0 nil)] (.setSeed r (now-ns)) r)) ([seed] (let [r (Random. 0 nil)] (.setSeed r seed) r)))))

;; --- java.util.concurrent ----------------------------------------------------------------------------

(deftype AtomicNumber [value]
  clojure.lang.IDeref
  (deref [_] @value)
  Object
  (get [_] @value) (intValue [_] @value) (longValue [_] @value) (set [_ x] (reset! value x) nil) (lazySet [_ x] (reset! value x) nil)
  (incrementAndGet [_] (swap! value inc)) (decrementAndGet [_] (swap! value dec)) (addAndGet [_ n] (swap! value + n))
  (getAndIncrement [_] (dec (swap! value inc))) (getAndDecrement [_] (inc (swap! value dec))) (getAndAdd [_ n] (first (swap-vals! value + n)))
  (getAndSet [_ x] (first (reset-vals! value x))) (compareAndSet [_ old x] (compare-and-set! value old x))
  (updateAndGet [_ f] (swap! value f)) (getAndUpdate [_ f] (first (swap-vals! value f))) (accumulateAndGet [_ x f] (swap! value f x))
  (toString [_] (str @value)))
(defmacro ^:private atomics [& entries]
  `(do ~@(for [[full start] entries]
           `(do (enter ~(str full) AtomicNumber)
                (statics ~full "A value that changes at once." (~'new "With a value." (fn ([] (AtomicNumber. (atom ~start))) ([x#] (AtomicNumber. (atom x#))))))))))
(atomics [java.util.concurrent.atomic.AtomicLong 0] [java.util.concurrent.atomic.AtomicInteger 0]
         [java.util.concurrent.atomic.AtomicReference nil] [java.util.concurrent.atomic.AtomicBoolean false])

(deftype Unit [label seconds]
  Object
  (toString [_] label)
  (sleep [_ n] (cljsh.core/pause (* 1000 n seconds)))
  (toMillis [_ n] (long (* n seconds 1000))) (toSeconds [_ n] (long (* n seconds))) (toNanos [_ n] (long (* n seconds 1000000000)))
  (toMicros [_ n] (long (* n seconds 1000000))) (toMinutes [_ n] (long (/ (* n seconds) 60))) (toHours [_ n] (long (/ (* n seconds) 3600))) (toDays [_ n] (long (/ (* n seconds) 86400))))
(enter "java.util.concurrent.TimeUnit" Unit)
(statics java.util.concurrent.TimeUnit "Units of time."
  (NANOSECONDS "1e-9 s" (Unit. "NANOSECONDS" 1/1000000000)) (MICROSECONDS "1e-6 s" (Unit. "MICROSECONDS" 1/1000000)) (MILLISECONDS "1e-3 s" (Unit. "MILLISECONDS" 1/1000))
  (SECONDS "1 s" (Unit. "SECONDS" 1)) (MINUTES "60 s" (Unit. "MINUTES" 60)) (HOURS "3600 s" (Unit. "HOURS" 3600)) (DAYS "86400 s" (Unit. "DAYS" 86400)))

;; --- clojure.lang ------------------------------------------------------------

(class-made-by clojure.lang.LispReader$StringReader "What reads a string whose first quote is read: called with a stream, as the reader's macros are."
  (python-class "clojure.lang.LispReader$StringReader" [py/object]
    {"__call__" (fn [_ stream & _]
                  (loop [text "\""]
                    (let [c (.read stream 1)]
                      (cond
                        (= c "")   (throw (EOFError. "EOF while reading string"))
                        (= c "\"") (read-string (str text c))
                        (= c "\\") (recur (str text c (.read stream 1)))
                        :else      (recur (str text c))))))}))

(statics clojure.lang.RT "What Clojure's own code calls."
  (get "The value at a key." get) (nth "The element at an index." nth) (count "How many there are." count) (seq "A seq." seq) (first "The first." first)
  (next "The rest." next) (more "The rest." rest) (conj "With x added." conj) (assoc "With a value at a key." assoc) (contains "Is the key there?" contains?)
  (map "A map of an array." (fn [& xs] (apply hash-map (if (= 1 (count xs)) (first xs) xs)))) (vector "A vector." vector) (intCast "An integer." int) (longCast "An integer." long)
  (loadClassForName "The class of a name, or nil." (fn [n] (class-named n))) (classForName "The class of a name." (fn [n & _] (java.lang.Class/forName n))) (classForNameNonLoading "The class of a name." (fn [n & _] (java.lang.Class/forName n)))
  (readString "The form of a text." (fn [s & _] (read-string s))) (printString "The text of a form." pr-str) (toArray "An array." to-array) (keyword "A keyword." keyword)
  (T "true" true) (F "false" false) (CURRENT_NS "*ns*" #'*ns*) (REQUIRE_LOCK "Nothing is locked." (py/object)) (isReduced "Is it reduced?" reduced?) (peek "peek" peek) (pop "pop" pop) (dissoc "dissoc" dissoc) (keys "keys" keys) (vals "vals" vals) (boundedLength "How many, at most n and one." (fn [s n] (count (take (inc n) s))))
  (charCast "A character." char) (doubleCast "A float." double) (booleanCast "A boolean." boolean) (box "Itself." identity) (list "A list." list) (set "A set." (fn [& xs] (set xs))) (subvec "A part." subvec) (fourth "The fourth." (fn [xs] (nth xs 3))) (second "The second." second) (third "The third." (fn [xs] (nth xs 2))) (load "Loads a file of the load path." (fn [p & _] (load (str "/" p))))
  (baseLoader "The class loader." class-loader) (makeClassLoader "Another class loader." (fn [] ((class-named "clojure.lang.DynamicClassLoader")))) (var "A var." (fn ([n v] (intern (symbol n) (symbol v))))) (nextID "Another number." (let [n (atom 0)] (fn [] (swap! n inc)))))
(statics clojure.lang.Util "What Clojure's own code calls."
  (equiv "Are they =?" =) (equals "Are they equal?" =) (identical "Are they the same?" identical?) (hash "A hash." hash) (hasheq "A hash." hash) (compare "Which comes first." compare)
  (hashCombine "Two hashes as one." hash-combine) (isInteger "Is it an integer?" integer?) (sneakyThrow "Throws." (fn [e] (throw e))))
(statics clojure.lang.Numbers "What Clojure's own code calls."
  (add "+" +) (minus "-" -) (multiply "*" *) (divide "/" /) (quotient "quot" quot) (remainder "rem" rem) (inc "inc" inc) (dec "dec" dec)
  (lt "<" <) (lte "<=" <=) (gt ">" >) (gte ">=" >=) (equiv "==" ==) (isZero "zero?" zero?) (isPos "pos?" pos?) (isNeg "neg?" neg?)
  (and "bit-and" bit-and) (or "bit-or" bit-or) (xor "bit-xor" bit-xor) (shiftLeft "bit-shift-left" bit-shift-left) (shiftRight "bit-shift-right" bit-shift-right))
(statics clojure.lang.Keyword "Keywords." (intern "The keyword of a name." (fn ([n] (keyword n)) ([ns n] (keyword ns n)))) (find "The keyword of a name." find-keyword))
(statics clojure.lang.Symbol "Symbols." (intern "The symbol of a name." (fn ([n] (symbol n)) ([ns n] (symbol ns n)))) (create "The symbol of a name." (fn ([n] (symbol n)) ([ns n] (symbol ns n)))))
(statics clojure.lang.PersistentVector "Vectors." (EMPTY "[]" []) (create "A vector of a seq." vec))
(statics clojure.lang.PersistentHashMap "Maps." (EMPTY "{}" {}) (create "A map." (fn [x & more] (if more (apply hash-map x more) (if (map? x) x (apply hash-map x))))))
(statics clojure.lang.PersistentArrayMap "Maps." (EMPTY "{}" {}) (createAsIfByAssoc "A map of an array." (fn [xs] (apply array-map xs))))
(statics clojure.lang.PersistentHashSet "Sets." (EMPTY "#{}" #{}) (create "A set of a seq." (fn [xs] (set xs))))
(statics clojure.lang.PersistentList "Lists." (EMPTY "()" ()) (create "A list of a seq." (fn [xs] (apply list xs))))
(statics clojure.lang.Namespace "Namespaces." (find "That of a name." find-ns) (findOrCreate "That of a name." create-ns) (all "All." all-ns))
(statics clojure.lang.Var "Vars." (find "That of a full name." find-var) (intern "That of a name." (fn [ns n & more] (apply intern (if (symbol? ns) (create-ns ns) ns) n more)))
  (getThreadBindingFrame "The bindings in force." cljsh.core/binding-frame)
  (cloneThreadBindingFrame "The bindings in force." cljsh.core/binding-frame)
  (resetThreadBindingFrame "Puts others in their place." (fn [frame] (cljsh.core/exchange-bindings frame) nil))
  (pushThreadBindings "Binds." push-thread-bindings) (popThreadBindings "Ends that." pop-thread-bindings))
;; Vars that the compiler binds there; here nothing does, but programs may.
(def ^:dynamic ^:private *local-env* nil)
(def ^:dynamic ^:private *loop-locals* nil)
(def ^:dynamic ^:private *line* 0)
(def ^:dynamic ^:private *column* 0)
(def ^:dynamic ^:private *loader* nil)

(statics clojure.lang.Compiler "The compiler."
  (CHAR_MAP "What munge makes of characters."
    {\- "_" \: "_COLON_" \+ "_PLUS_" \> "_GT_" \< "_LT_" \= "_EQ_" \~ "_TILDE_" \! "_BANG_" \@ "_CIRCA_" \# "_SHARP_" \' "_SINGLEQUOTE_" \" "_DOUBLEQUOTE_"
     \% "_PERCENT_" \^ "_CARET_" \& "_AMPERSAND_" \* "_STAR_" \| "_BAR_" \{ "_LBRACE_" \} "_RBRACE_" \[ "_LBRACK_" \] "_RBRACK_" \/ "_SLASH_" \\ "_BSLASH_" \? "_QMARK_"})
  (specials "The special forms."
    (zipmap '[def loop* recur if case* let* letfn* do fn* quote var clojure.core/import* . set! deftype* reify* try throw monitor-enter monitor-exit catch finally new &] (repeat nil)))
  (LOCAL_ENV "There is none." #'*local-env*) (LOOP_LOCALS "There are none." #'*loop-locals*) (LINE "There is none." #'*line*) (COLUMN "There is none." #'*column*)
  (LOADER "There is none." #'*loader*)
  (load "Evaluates all forms of a reader." (fn [r & _] (let [end (Object.)] (loop [x nil] (let [form (read {:eof end :read-cond :allow} r)] (if (identical? form end) x (recur (eval form))))))))
  (maybeResolveIn "What a symbol names in a namespace." (fn [n sym] (ns-resolve n sym)))
  (resolve "What a symbol names." resolve) (macroexpand1 "Expands once." macroexpand-1) (demunge "A name as Clojure writes it." (fn [n] ((requiring-resolve 'clojure.main/demunge) n))) (munge "A name as the JVM writes it." munge) (eval "Evaluates." eval))

(require 'cljsh.java.iteration)

;; --- what the compiler asks -------------------------------------------------------------------------------

(alter-var-root (resolve 'cljsh.core/java-class-named) (constantly class-named))
(alter-var-root (resolve 'cljsh.core/java-missing-class) (constantly missing-class))
(alter-var-root (resolve 'cljsh.core/java-method) (constantly find-method))
