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
       (alter-meta! (find-ns '~class-name) assoc :doc ~doc :class-members true) ; import makes an alias of it
       (swap! static-classes conj ~(str class-name))
       ~@(for [[member member-doc value] entries]
           `(do (intern '~class-name (with-meta '~member {:doc ~member-doc}) ~value)
                (note '~class-name '~member ~member-doc)))))

(defmacro defmethods
  "Methods of what a predicate holds of: (defmethods \"String\" string? (length \"doc\" f) …)."
  [kind holds? & entries]
  `(do
     ~@(for [[member doc f] entries]
         `(do
            (swap! method-table
                   update
                   ~(str member)
                   ~(if (= 'cljsh.java (ns-name *ns*)) `(fnil conj []) `(fn [all# one#] (into [one#] all#)))
                   [~holds? ~f])
            (note ~kind '~member ~doc)))))

(defn- short-name [full] (subs full (inc (.rfind full "."))))
(defn- package [full] (subs full 0 (max 0 (.rfind full "."))))

(defn enter
  "Makes a class known by its full name, and by import."
  [full class]
  (when (and (re-matches #"cljsh\.java(\..*)?" (.-__module__ class)) (= (.-__name__ class) (short-name full)))
    (py/setattr class "__module__" (package full)))
  (cljsh.core/ns-map-name! (the-ns 'clojure.core) (symbol full) class)
  (cljsh.core/ns-map-name! (create-ns (symbol (package full))) (symbol (short-name full)) class)
  class)

(defmacro enter-class
  "Makes a deftype known by its name on the JVM, with static members (see statics) and a line of the documentation."
  [full class doc & members]
  `(do (cljsh.core/name-class! ~(str full) ~class)
       (enter ~(str full) ~class)
       (note '~full "" ~doc)
       (statics ~full ~doc ~@members)))

(defn python-class
  "Makes a class of a full name, classes to inherit from, and a map of members."
  [full bases members]
  (py/type (short-name full) (py/tuple bases) (py/dict (assoc members "__module__" (package full)))))

(def ^:private enum-class
  "What all classes of named values inherit from."
  (enter "java.lang.Enum" (python-class "java.lang.Enum" [py/object] {"getDeclaringClass" class})))
(note 'java.lang.Enum "" "What classes of named values inherit from.")

(defn named-values
  "Makes a class of a full name, and its instances, one for each label."
  [full labels]
  (let [class (python-class full [enum-class]
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
    `(let [~values (named-values ~(str class-name) ~(mapv str labels)) [~@labels] ~values]
       (statics ~class-name ~doc
         ~@(for [label labels] (list label "One of these." label))
         (~'values "All." (fn [] (py/list ~values)))
         (~'valueOf "The one of a name."
           (fn [text#]
             (or (first (filter (fn [v#] (= text# (.name v#))) ~values))
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
   "java.nio.file.StandardWatchEventKinds" 'cljsh.java.watch
   "java.nio.file.WatchEvent" 'cljsh.java.watch
   "java.nio.file.WatchEvent$Kind" 'cljsh.java.watch
   "java.nio.file.WatchKey" 'cljsh.java.watch
   "java.nio.file.WatchService" 'cljsh.java.watch
   "java.io"       'cljsh.java.stream
   "java.nio.charset" 'cljsh.java.stream
   "clojure.lang.LineNumberingPushbackReader" 'cljsh.java.stream
   "java.net"      'cljsh.java.net
   "java.net.URLConnection"     'cljsh.java.connection
   "java.net.HttpURLConnection" 'cljsh.java.connection
   "java.math"     'cljsh.java.math
   "java.time"     'cljsh.java.time
   "java.time.format" 'cljsh.java.time
   "java.time.temporal" 'cljsh.java.time
   "java.time.chrono" 'cljsh.java.time
   "java.time.zone" 'cljsh.java.time
   "java.text"     'cljsh.java.time
   "java.util.Calendar" 'cljsh.java.calendar
   "java.util.GregorianCalendar" 'cljsh.java.calendar
   "org.joda.time" 'cljsh.java.joda
   "org.joda.time.base" 'cljsh.java.joda
   "org.joda.time.chrono" 'cljsh.java.joda
   "org.joda.time.format" 'cljsh.java.joda-format
   "java.text.MessageFormat" 'cljsh.java.text
   "java.text.ChoiceFormat" 'cljsh.java.text
   "java.util.TimeZone" 'cljsh.java.time
   "java.util.concurrent.CompletableFuture" 'cljsh.java.completable
   "java.util.concurrent.CompletionStage" 'cljsh.java.completable
   "java.util.concurrent.CompletionException" 'cljsh.java.completable
   "java.util.concurrent" 'cljsh.java.concurrent
   "java.util.concurrent.locks" 'cljsh.java.concurrent
   "java.util.concurrent.atomic" 'cljsh.java.concurrent
   "java.lang.ThreadLocal" 'cljsh.java.concurrent
   "java.lang.ClassLoader" 'cljsh.java.loader
   "java.net.URLClassLoader" 'cljsh.java.loader
   "clojure.lang.DynamicClassLoader" 'cljsh.java.loader
   "java.lang.Thread$State" 'cljsh.java.reflection
   "java.util.Timer" 'cljsh.java.concurrent
   "java.util.TimerTask" 'cljsh.java.concurrent
   "java.util.zip"  'cljsh.java.zip
   "java.util.jar"  'cljsh.java.zip
   "java.security"  'cljsh.java.security
   "org.apache.commons.codec.binary" 'cljsh.java.codec
   "org.apache.commons.codec.digest" 'cljsh.java.codec
   "java.util.logging" 'cljsh.java.logging
   "java.util.ResourceBundle" 'cljsh.java.resources
   "java.util.PropertyResourceBundle" 'cljsh.java.resources
   "java.util.ListResourceBundle" 'cljsh.java.resources
   "gnu.gettext" 'cljsh.java.resources
   "com.codahale.metrics" 'cljsh.java.metrics
   "org.slf4j" 'cljsh.java.slf4j
   "ch.qos.logback.classic" 'cljsh.java.slf4j
   "ch.qos.logback.classic.encoder" 'cljsh.java.slf4j
   "ch.qos.logback.classic.joran" 'cljsh.java.slf4j
   "ch.qos.logback.classic.spi" 'cljsh.java.slf4j
   "ch.qos.logback.core" 'cljsh.java.slf4j
   "ch.qos.logback.core.spi" 'cljsh.java.slf4j
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
   "java.util.Scanner" 'cljsh.java.scanner
   "java.util.StringTokenizer" 'cljsh.java.text-parts
   "java.util.StringJoiner" 'cljsh.java.text-parts
   "java.util.PriorityQueue" 'cljsh.java.heap
   "java.util.ArrayDeque" 'cljsh.java.deques
   "java.util.IdentityHashMap" 'cljsh.java.identity-map
   "java.util.BitSet" 'cljsh.java.bits
   "java.util.EnumSet" 'cljsh.java.sets
   "java.util.EnumMap" 'cljsh.java.sets
   "java.util.HexFormat" 'cljsh.java.sets
   "java.util.concurrent.CopyOnWriteArraySet" 'cljsh.java.sets
   "java.util.concurrent.ConcurrentSkipListSet" 'cljsh.java.sorted
   "java.util.IntSummaryStatistics" 'cljsh.java.sets
   "java.util.LongSummaryStatistics" 'cljsh.java.sets
   "java.util.DoubleSummaryStatistics" 'cljsh.java.sets
   "java.nio.channels" 'cljsh.java.channels
   "java.util.TreeMap" 'cljsh.java.sorted
   "java.util.concurrent.ConcurrentSkipListMap" 'cljsh.java.sorted
   "java.util.TreeSet" 'cljsh.java.sorted
   "java.util.Optional" 'cljsh.java.optional
   "java.util.AbstractMap$SimpleEntry" 'cljsh.java.views
   "java.util.AbstractMap$SimpleImmutableEntry" 'cljsh.java.views
   "java.util.stream" 'cljsh.java.util-stream
   "java.lang.reflect" 'cljsh.java.reflection
   "java.lang.ref" 'cljsh.java.reflection
   "java.lang.management" 'cljsh.java.reflection
   "java.nio" 'cljsh.java.buffers
   "java.nio.charset.CharsetEncoder" 'cljsh.java.buffers
   "java.nio.charset.CharsetDecoder" 'cljsh.java.buffers
   "java.nio.charset.CoderResult" 'cljsh.java.buffers
   "clojure.lang.Murmur3" 'cljsh.java.runtime
   "clojure.lang.LazilyPersistentVector" 'cljsh.java.runtime
   "clojure.lang.ArraySeq" 'cljsh.java.runtime
   "clojure.lang.IteratorSeq" 'cljsh.java.runtime
   "clojure.lang.EnumerationSeq" 'cljsh.java.runtime
   "clojure.lang.StringSeq" 'cljsh.java.runtime
   "clojure.lang.ChunkedCons" 'cljsh.java.runtime
   "clojure.lang.ChunkBuffer" 'cljsh.java.runtime
   "clojure.lang.ArrayChunk" 'cljsh.java.runtime
   "clojure.lang.LispReader" 'cljsh.java.runtime
   "clojure.lang.EdnReader" 'cljsh.java.runtime
   "clojure.lang.TransformerIterator" 'cljsh.java.runtime
   "clojure.lang.Box" 'cljsh.java.runtime
   "clojure.lang.SeqIterator" 'cljsh.java.runtime
   "clojure.lang.SeqEnumeration" 'cljsh.java.runtime
   "clojure.core.protocols.CollReduce" 'clojure.core.protocols
   "clojure.core.protocols.IKVReduce" 'clojure.core.protocols
   "clojure.core.protocols.Datafiable" 'clojure.core.protocols
   "clojure.core.protocols.Navigable" 'clojure.core.protocols
   "clojure.lang.PersistentUnrolledVector" 'cljsh.java.companions
   "clojure.lang.PersistentUnrolledMap" 'cljsh.java.companions
   "com.rpl.specter" 'cljsh.java.companions
   "riddley.Util"    'cljsh.java.companions
   "potemkin.PersistentMapProxy$MapEntry" 'cljsh.java.companions
   "java.lang.Process" 'cljsh.java.process
   "java.lang.ProcessBuilder" 'cljsh.java.process
   "java.lang.ProcessBuilder$Redirect" 'cljsh.java.process
   "java.lang.ProcessHandle" 'cljsh.java.process})

;; What lies between two moments is in a namespace of its own.
(def ^:private joda-periods
  #{"ReadablePeriod" "ReadableDuration" "ReadableInterval" "PeriodType" "Period" "Years" "Months" "Weeks" "Days" "Hours"
    "Minutes" "Seconds" "Duration" "Interval" "base.AbstractInterval" "base.BaseSingleFieldPeriod"})
(defn- home-of [full]
  (or (get homes full)
      (if (and (.startswith full "org.joda.time.") (contains? joda-periods (subs full 14)))
        'cljsh.java.joda-periods
        (get homes (package full)))))

(defn- class-loader [& _] @(requiring-resolve 'cljsh.java.loader/system))

(defn load-classes
  "Loads the namespace that has a class, if there is one and it is not loaded."
  [full]
  (when-let [home (home-of full)]
    (when-not (contains? (loaded-libs) home)
      (require home)
      true)))

(declare array-class)

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
        known (fn [full] (let [x (cljsh.core/ns-mapping 'clojure.core (symbol full))] (when (class? x) x)))]
    ;; int is there from the beginning, what it can as a BigInteger is not.
    (when (contains? #{"BigInteger" "java.math.BigInteger"} text)
      (load-classes "java.math.BigInteger"))
    (or (known text)
        (when (.startswith text "[") (array-class text))
        (make text)
        (when (load-classes text) (class-named text))
        (when (re-find #"^(java|clojure\.lang)\." text) ; java.io.IOException is what IOException is
          (known (short-name text)))
        (when (contains? #{"BigDecimal" "BigInteger"} text)
          (class-named (str "java.math." text)))
        (when (= "Compiler" text)
          (class-named "clojure.lang.Compiler"))
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
  com.fasterxml.jackson.core.JsonGenerationException py/ValueError
  java.text.ParseException py/ValueError
  java.lang.reflect.InvocationTargetException py/Exception
  java.util.concurrent.CancellationException py/RuntimeError
  java.util.concurrent.RejectedExecutionException py/RuntimeError
  java.util.EmptyStackException py/IndexError
  java.util.MissingResourceException py/LookupError
  java.util.IllegalFormatException py/ValueError
  java.util.UnknownFormatConversionException py/ValueError
  java.util.zip.ZipException py/OSError
  java.util.zip.DataFormatException py/ValueError
  java.io.UnsupportedEncodingException py/LookupError
  java.io.InterruptedIOException py/InterruptedError
  java.io.NotSerializableException py/TypeError
  java.nio.file.NoSuchFileException py/FileNotFoundError
  java.nio.file.FileAlreadyExistsException py/FileExistsError
  java.nio.file.NotDirectoryException py/NotADirectoryError
  java.nio.file.AccessDeniedException py/PermissionError
  java.nio.file.DirectoryNotEmptyException py/OSError
  java.nio.file.FileSystemException py/OSError
  java.nio.file.ClosedWatchServiceException py/RuntimeError
  java.nio.file.ClosedFileSystemException py/RuntimeError
  java.nio.file.FileSystemAlreadyExistsException py/RuntimeError
  java.nio.file.ProviderMismatchException py/ValueError
  java.nio.file.FileSystemNotFoundException py/RuntimeError
  java.nio.file.ProviderNotFoundException py/RuntimeError
  java.nio.file.ReadOnlyFileSystemException py/RuntimeError
  java.nio.file.FileSystemLoopException py/OSError
  java.nio.channels.ClosedChannelException py/OSError
  java.nio.channels.AsynchronousCloseException py/OSError
  java.nio.channels.ClosedByInterruptException py/OSError
  java.nio.charset.MalformedInputException py/UnicodeError
  java.nio.charset.UnmappableCharacterException py/UnicodeError
  java.nio.charset.UnsupportedCharsetException py/LookupError
  java.nio.charset.IllegalCharsetNameException py/LookupError
  java.nio.file.InvalidPathException py/ValueError
  java.nio.charset.CharacterCodingException py/UnicodeError
  java.nio.BufferOverflowException py/IndexError
  java.nio.BufferUnderflowException py/IndexError
  java.nio.ReadOnlyBufferException py/RuntimeError
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
  java.sql.BatchUpdateException py/Exception
  org.xml.sax.SAXParseException py/SyntaxError)

(defmacro ^:private interfaces
  "Interfaces that a program's types may name; nothing is asked of them: names, or vectors of one and of those it extends."
  [doc & names]
  `(do
     ~@(for [entry names :let [[full & bases] (if (vector? entry) entry [entry])]]
         `(class-made-by ~full
                         ~doc
                         (cljsh.core/make-interface ~(str full)
                                                    (mapv (fn [base#] (class-named base#)) ~(mapv str bases))
                                                    [])))))

(declare class-named)
;; Those that are a kind of another, not only of Python's.
(class-made-by java.util.InputMismatchException "A token that is not what was asked for."
  (python-class "java.util.InputMismatchException" [NoSuchElementException py/ValueError] {}))
(class-made-by java.util.concurrent.BrokenBarrierException "A barrier that one who waited has left."
  (python-class "java.util.concurrent.BrokenBarrierException" [py/Exception] {}))
(class-made-by java.net.http.HttpConnectTimeoutException "A server that could not be reached in time."
  (python-class "java.net.http.HttpConnectTimeoutException" [(class-named "java.net.http.HttpTimeoutException")] {}))

;; Errors of linking, each a kind of the one before it in its row.
(doseq [[parent & names] '[[Error LinkageError]
                           [LinkageError NoClassDefFoundError ExceptionInInitializerError IncompatibleClassChangeError
                            ClassFormatError ClassCircularityError VerifyError UnsatisfiedLinkError BootstrapMethodError]
                           [IncompatibleClassChangeError NoSuchMethodError NoSuchFieldError InstantiationError]
                           [ClassFormatError UnsupportedClassVersionError]]
        n names
        :let [full (str "java.lang." n)]]
  (swap! makers assoc full (fn [] (python-class full [(class-named (str parent))] {})))
  (note full "" "An error of linking, which is thrown by programs only."))

(interfaces "An interface that types may name."
  java.io.Serializable java.io.Flushable java.io.Externalizable java.io.FileFilter java.io.FilenameFilter
  java.io.DataInput java.io.DataOutput [java.io.ObjectInput java.io.DataInput] [java.io.ObjectOutput java.io.DataOutput]
  java.lang.Cloneable java.lang.Appendable java.lang.Readable java.lang.Thread$UncaughtExceptionHandler
  java.lang.reflect.InvocationHandler java.util.Enumeration java.util.EventListener
  [java.util.ListIterator java.util.Iterator] [java.util.Queue java.util.Collection] [java.util.Deque java.util.Queue]
  java.util.Formattable java.util.Observer [java.util.PrimitiveIterator java.util.Iterator]
  [java.util.SortedMap java.util.Map] [java.util.NavigableMap java.util.SortedMap] [java.util.SortedSet java.util.Set]
  [java.util.NavigableSet java.util.SortedSet] java.util.Spliterator java.util.ServiceLoader java.util.regex.MatchResult
  java.util.zip.Checksum java.util.concurrent.locks.Lock java.util.concurrent.locks.Condition
  java.util.concurrent.locks.ReadWriteLock java.util.concurrent.ThreadFactory java.util.concurrent.Delayed
  java.util.concurrent.RejectedExecutionHandler java.util.concurrent.ForkJoinPool$ForkJoinWorkerThreadFactory
  [java.util.concurrent.ConcurrentMap java.util.Map]
  [java.util.concurrent.ConcurrentNavigableMap java.util.concurrent.ConcurrentMap java.util.NavigableMap]
  java.util.concurrent.Flow$Publisher java.util.concurrent.Flow$Subscriber java.util.concurrent.Flow$Subscription
  java.util.function.Function java.util.function.BiFunction java.util.function.Consumer java.util.function.BiConsumer
  java.util.function.Predicate java.util.function.BiPredicate java.util.function.UnaryOperator
  java.util.function.BinaryOperator java.util.function.IntFunction java.util.function.ToIntFunction
  java.util.function.ToLongFunction java.util.function.ToDoubleFunction java.util.function.IntPredicate
  java.util.function.LongPredicate java.util.function.DoublePredicate java.util.function.LongFunction
  java.util.function.DoubleFunction java.util.function.IntConsumer java.util.function.LongConsumer
  java.util.function.DoubleConsumer java.util.function.IntUnaryOperator java.util.function.LongUnaryOperator
  java.util.function.DoubleUnaryOperator java.util.function.IntBinaryOperator java.util.function.LongBinaryOperator
  java.util.function.DoubleBinaryOperator java.util.function.ToIntBiFunction java.util.function.ToLongBiFunction
  java.util.function.ToDoubleBiFunction java.util.function.ObjIntConsumer java.util.function.ObjLongConsumer
  java.util.function.ObjDoubleConsumer java.nio.file.PathMatcher java.nio.file.attribute.FileAttribute
  java.nio.file.CopyOption java.nio.file.OpenOption java.nio.file.DirectoryStream$Filter java.nio.file.DirectoryStream
  [java.nio.channels.Channel java.io.Closeable] [java.nio.channels.ReadableByteChannel java.nio.channels.Channel]
  [java.nio.channels.WritableByteChannel java.nio.channels.Channel]
  [java.nio.channels.ByteChannel java.nio.channels.ReadableByteChannel java.nio.channels.WritableByteChannel]
  [java.nio.channels.SeekableByteChannel java.nio.channels.ByteChannel] java.net.CookieStore
  javax.net.ssl.HostnameVerifier javax.net.ssl.X509TrustManager java.security.Principal java.security.PrivilegedAction
  java.security.Key [java.security.PublicKey java.security.Key] [java.security.PrivateKey java.security.Key]
  java.time.temporal.TemporalAccessor [java.time.temporal.Temporal java.time.temporal.TemporalAccessor]
  java.time.temporal.TemporalAdjuster java.time.temporal.TemporalAmount java.time.temporal.TemporalUnit
  java.time.temporal.TemporalField java.time.temporal.TemporalQuery
  [java.time.chrono.ChronoLocalDate java.time.temporal.Temporal java.time.temporal.TemporalAdjuster]
  [java.time.chrono.ChronoLocalDateTime java.time.temporal.Temporal java.time.temporal.TemporalAdjuster]
  [java.time.chrono.ChronoZonedDateTime java.time.temporal.Temporal]
  [java.time.chrono.ChronoPeriod java.time.temporal.TemporalAmount] java.time.chrono.Chronology
  [java.time.chrono.Era java.time.temporal.TemporalAccessor java.time.temporal.TemporalAdjuster] java.time.InstantSource
  clojure.lang.Settable clojure.lang.IMapIterable clojure.lang.IChunk
  [clojure.lang.ITransientAssociative2 clojure.lang.ITransientAssociative])

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
  ;; What a predicate finds in an object, it may find in the object's class, too.
  (let [there (fn [] (some (fn [[holds? f]] (when (and (or (not (class? x)) (identical? holds? class?) (identical? holds? any?)) (holds? x)) f)) (get @method-table method)))]
    (or (there)
        (when-let [home (get {"decimal.Decimal" 'cljsh.java.math, "builtins.int" 'cljsh.java.math
                              "datetime.datetime" 'cljsh.java.time, "datetime.date" 'cljsh.java.time}
                             (str (.-__module__ (py/type x)) "." (.-__name__ (py/type x))))]
          (when-not (contains? (loaded-libs) home)
            (require home)
            (there))))))

(defn implementing!
  "Has a class made by Python be an instance of interfaces of the JVM's, by their full names."
  [class interfaces]
  (py/setattr class "__implements__" (py/tuple (map class-named interfaces)))
  class)

;; --- what the names stand for ------------------------------------------------------

(load "java/numbers")
(load "java/characters")
(load "java/strings")
(load "java/objects")
(load "java/system")
(load "java/patterns")
(load "java/writers")
(load "java/collections")
(load "java/lang_methods")
(load "java/functions")
(load "java/util")
(load "java/lang")
(load "java/properties")
(load "java/factories")
(require 'cljsh.java.iteration)

;; --- what the compiler asks -------------------------------------------------------------------------------

(alter-var-root (resolve 'cljsh.core/java-class-named) (constantly class-named))
(alter-var-root (resolve 'cljsh.core/java-missing-class) (constantly missing-class))
(alter-var-root (resolve 'cljsh.core/java-method) (constantly find-method))
(alter-var-root (resolve 'cljsh.core/java-properties) (constantly bean-properties))
