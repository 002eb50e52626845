;; SPDX-License-Identifier: MIT
;; What libraries of other people lean on: arrays of bytes, character sets, references, pipes. The values are those of the JVM.
(ns library-names-test
  (:require [babashka.fs]
            [cheshire.core :as json]
            [cheshire.factory :as factory]
            [cheshire.generate :as generate]
            [cheshire.parse :as parse]
            [clj-yaml.core :as yaml]
            [clojure.reflect :as reflect]
            [clojure.test :refer [are deftest is testing]])
  (:import [ch.qos.logback.classic Level PatternLayout]
           [ch.qos.logback.core Appender ConsoleAppender]
           [com.codahale.metrics Gauge Histogram MetricRegistry UniformReservoir]
           [com.fasterxml.jackson.core JsonParseException]
           [gnu.gettext GettextResource]
           [java.io ByteArrayInputStream ByteArrayOutputStream File PipedInputStream PipedOutputStream]
           [java.nio.file ClosedWatchServiceException FileSystems StandardWatchEventKinds WatchEvent$Kind]
           [java.lang.ref ReferenceQueue SoftReference]
           [java.util Base64 Date Locale MissingResourceException ResourceBundle UUID]
           [java.util.concurrent TimeUnit]
           [java.util.concurrent.atomic AtomicLong AtomicReferenceArray]
           [org.apache commons.codec.binary.Hex]
           [org.slf4j Logger LoggerFactory MDC]
           [org.yaml.snakeyaml.error YAMLException]))

(defprotocol Kind (kind [x]))
(extend-protocol Kind
  (Class/forName "[B") (kind [_] :bytes)
  Object (kind [_] :other))
(defmulti kind-of class)
(defmethod kind-of (Class/forName "[B") [_] :bytes)
(defmethod kind-of :default [_] :other)

(deftest arrays-of-bytes
  (testing "what gives bytes gives an array of them"
    (are [x] (and (= :bytes (kind x) (kind-of x)) (instance? (Class/forName "[B") x))
      (.getBytes "a")
      (.getBytes "a" "UTF-8")
      (byte-array 1)
      (.decode (Base64/getDecoder) "YQ==")
      (.digest (java.security.MessageDigest/getInstance "SHA-1") (.getBytes "a"))
      (.toByteArray (doto (ByteArrayOutputStream.) (.write (.getBytes "a"))))
      (.readAllBytes (ByteArrayInputStream. (.getBytes "a")))
      (.toByteArray (biginteger 5))
      (yaml/parse-string "!!binary YQ==")))
  (testing "bytes are signed, and two digits of one show its bits"
    (is (= [-61 -97] (seq (.getBytes "ß"))))
    (is (= "c39f" (apply str (map (fn [b] (format "%02x" b)) (.getBytes "ß")))))
    (is (= "FE" (format "%02X" (byte -2))))
    (is (= "ffffffffffffffff" (format "%x" -1))))
  (is (= 0 (.read (ByteArrayInputStream. (.getBytes "x")) (byte-array 3) 0 0)))
  (is (= "é" (String. (byte-array [0 233]) 0 2 "UTF-16"))))

(deftest character-sets
  (is (= [-2 -1 0 97] (seq (.getBytes "a" "UTF-16"))))
  (is (= "a" (String. (byte-array [0 97]) "UTF-16") (String. (byte-array [-1 -2 97 0]) "UTF-16")))
  (is (= "a%FE%FF%00%2Fb+c" (java.net.URLEncoder/encode "a/b c" "UTF-16")))
  (is (= "a/b c" (java.net.URLDecoder/decode "a%FE%FF%00%2Fb+c" "UTF-16"))))

(deftest exceptions-meanwhile
  (let [e (Exception. "one"), other (Exception. "two")]
    (is (nil? (seq (.getSuppressed e))))
    (.addSuppressed e other)
    (is (= [other] (seq (.getSuppressed e))))))

(deftest references
  (let [queue (ReferenceQueue.), r (SoftReference. :x queue)]
    (is (= :x (.get r)))
    (is (nil? (.poll queue)))
    (is (true? (.enqueue r)))
    (is (nil? (.get r)))
    (is (identical? r (.poll queue)))
    (is (false? (.enqueue r)))))

(deftest what-is-a-map-of-clojure
  (defrecord Point [x])
  (is (instance? clojure.lang.IPersistentMap (->Point 1)))
  (is (not (instance? clojure.lang.APersistentMap (->Point 1))))
  (is (instance? clojure.lang.APersistentMap {}))
  (is (instance? clojure.lang.APersistentVector [1]))
  (defstruct point :x)
  (is (instance? clojure.lang.PersistentStructMap (struct point 1))))

(deftest names-of-classes
  (is (= 'java.util.concurrent.atomic.AtomicLong `AtomicLong))
  (is (= 3 (.get (eval `(AtomicLong. 3)))))
  (is (= 2 (.length (eval `(AtomicReferenceArray. 2))))))

(deftest places-in-arrays
  (let [a (AtomicReferenceArray. 2)]
    (.set a 0 :x)
    (is (= [:x nil] [(.get a 0) (.get a 1)]))
    (is (true? (.compareAndSet a 1 nil :y)))
    (is (= :y (.getAndSet a 1 :z)))))

(deftest pipes
  (let [in (PipedInputStream.), out (PipedOutputStream. in)]
    (future (with-open [w (clojure.java.io/writer out)]
              (dotimes [i 3] (.write w (str "line " i "\n")))))
    (is (= "line 0\nline 1\nline 2\n" (slurp in)))))

(deftest dates-places-identities
  (is (= [110 1 3 3 12 30 0] (let [d (Date. 110 1 3 12 30)] [(.getYear d) (.getMonth d) (.getDate d) (.getDay d) (.getHours d) (.getMinutes d) (.getSeconds d)])))
  (is (= (Locale. "en") (Locale. "en")))
  (is (= ["United Kingdom" "English" "en-GB"] [(.getDisplayCountry (Locale. "en" "GB")) (.getDisplayLanguage (Locale. "en" "GB")) (.toLanguageTag (Locale. "en" "GB"))]))
  (is (= [-4294967296 -9223372036854775807]
         [(.getMostSignificantBits #uuid "ffffffff-0000-0000-0000-000000000001") (.getLeastSignificantBits #uuid "00000000-0000-0000-8000-000000000001")]))
  (is (= #uuid "ffffffff-0000-0000-8000-000000000001" (UUID. -4294967296 -9223372036854775807))))

(deftest files-that-cannot-be-looked-at
  (let [dir (str (babashka.fs/create-temp-dir)), loop-link (str dir "/loop")]
    (babashka.fs/create-sym-link loop-link "loop")
    (let [f (File. loop-link)]
      (is (= [false false false 0 nil] [(.exists f) (.isFile f) (.isDirectory f) (.length f) (.listFiles f)])))
    (is (= 2 (count (file-seq (File. dir)))))
    (babashka.fs/delete-tree dir)))

(deftest addresses-and-sockets
  (is (= "/<><>" (.getPath (java.net.URL. "http://h/<><>"))))
  (is (thrown? java.net.URISyntaxException (java.net.URI. "http://h/<><>")))
  (with-open [s (java.net.ServerSocket.)]
    (.bind s (java.net.InetSocketAddress. "127.0.0.1" 0))
    (is (pos? (.getLocalPort s)))))

(deftest other-libraries-classes
  (is (= "6869" (Hex/encodeHexString (.getBytes "hi"))))
  (is (= "aGk=" (org.apache.commons.codec.binary.Base64/encodeBase64String (.getBytes "hi"))))
  (is (= "hi" (String. (org.apache.commons.codec.binary.Base64/decodeBase64 "aGk"))))
  (is (thrown? JsonParseException (json/parse-string "{")))
  (binding [parse/*use-bigdecimals?* true]
    (is (= {"a" 5.5M} (json/parse-string "{\"a\": 5.5}")))))

(deftest yaml-in-full
  (let [{:keys [start end unmark]} (yaml/parse-string "# c\n- [x]\n" :mark true)]
    (is (= [1 0 2] [(:line start) (:column start) (:line end)]))
    (is (every? yaml/marked? unmark))
    (is (= ["x"] (map yaml/unmark (yaml/unmark (first unmark))))))
  (is (= {{:a 1} 2} (yaml/parse-string "{a: 1}: 2")))
  (is (= {:a 2} (yaml/parse-string "{a: 1, a: 2}")))
  (is (thrown-with-msg? YAMLException #"found duplicate key a" (yaml/parse-string "{a: 1, a: 2}" :allow-duplicate-keys false)))
  (is (thrown-with-msg? YAMLException #"Number of aliases" (yaml/parse-string (str "a: &a [1]\nb: [" (apply str (repeat 51 "*a,")) "]"))))
  (is (map? (yaml/parse-string (str "a: &a [1]\nb: [" (apply str (repeat 51 "*a,")) "]") :max-aliases-for-collections 60)))
  (let [long-text (apply str (repeat 40 "word "))]
    (is (= 1 (count (re-seq #"\n" (yaml/generate-string {:a long-text})))))))

(deftest json-in-pieces
  (let [written (fn [f] (str (json/with-writer [(java.io.StringWriter.) nil] (f))))]
    (is (= "[1,[2,3],4]" (written (fn [] (json/write [1 [2]] :start-inner) (json/write 3) (json/write [] :end) (json/write 4) (json/write [] :end)))))
    (is (= "{\"a\":1,\"b\":2,\"c\":[{}]}" (written (fn [] (json/write {:a 1} :start) (json/write {:b 2} :bare) (json/write {:c [{}]} :end)))))
    (is (= "1 \"x\"" (written (fn [] (json/write 1) (json/write "x")))))))

(deftype Coin [n])
(deftest json-by-encoders
  (generate/add-encoder Coin (fn [c jg]
                               (.writeStartObject jg)
                               (.writeNumberField jg "n" (.-n c))
                               (.writeArrayFieldStart jg "xs")
                               (.writeNull jg)
                               (.writeEndArray jg)
                               (.writeEndObject jg)))
  (is (= "[{\"n\":1,\"xs\":[null]}]" (json/generate-string [(Coin. 1)])))
  (is (satisfies? generate/JSONable (Coin. 1)))
  (generate/remove-encoder Coin)
  (is (thrown? Exception (json/generate-string (Coin. 1))))
  (is (= "[\"NaN\"]" (json/generate-string [##NaN]))))

(deftest json-that-is-none
  (let [read-with (fn [options text] (binding [factory/*json-factory* (factory/make-json-factory options)] (json/parse-string text true)))]
    (is (= {:a "it\"s" :b 7} (read-with {:allow-single-quotes true, :allow-unquoted-field-names true, :allow-comments true, :allow-numeric-leading-zeros true}
                                        "{a: 'it\"s', /* b */ \"b\": 007} // end")))
    (is (= {:a ##-Inf} (read-with {:allow-non-numeric-numbers true} "{\"a\": -Infinity}")))
    (is (thrown? JsonParseException (read-with {} "{'a': 1}")))
    (is (thrown? JsonParseException (read-with {:strict-duplicate-detection true} "{\"a\": 1, \"a\": 1}")))
    (is (= "{a:\"b:c\"}" (binding [factory/*json-factory* (factory/make-json-factory {:quote-field-names false})] (json/generate-string {:a "b:c"}))))))

(deftest loggers-of-slf4j
  (let [log      (LoggerFactory/getLogger "library-names.test")
        seen     (atom [])
        appender (reify Appender
                   (doAppend [_ e] (swap! seen conj [(str (.getLevel e)) (.getLoggerName e) (.getFormattedMessage e) (some-> (.getThrowableProxy e) .getMessage)])))]
    (.setAdditive log false)
    (.addAppender log appender)
    (.setLevel log Level/DEBUG)
    (.trace log "too little")
    (.debug log "{} and {}" 1 :b)
    (.warn (LoggerFactory/getLogger "library-names.test.below") "escaped \\{} {}" 1)
    (.error log "failed: {}" "x" (ex-info "why" {}))
    (.detachAppender log appender)
    (is (= [false true] [(.isTraceEnabled log) (.isInfoEnabled log)]))
    (.setLevel log Level/OFF)
    (.error log "not seen")
    (is (= [["DEBUG" "library-names.test" "1 and :b" nil]
            ["WARN" "library-names.test.below" "escaped {} 1" nil]
            ["ERROR" "library-names.test" "failed: x" "why"]]
           @seen))
    (is (= "ROOT" Logger/ROOT_LOGGER_NAME (.getName (LoggerFactory/getLogger "ROOT")))))
  (let [log (LoggerFactory/getLogger "library-names.pattern")]
    (.setAdditive log false)
    (.addAppender log (doto (ConsoleAppender.) (.setLayout (doto (PatternLayout.) (.setPattern "%-6p|%c{0}|%m|%X{k}%n"))) .start))
    (is (= "INFO  |pattern|hi|v\n" (with-out-str (with-open [_ (MDC/putCloseable "k" "v")] (.info log "hi")))))))

(deftest bundles-of-texts
  (let [dir (babashka.fs/create-temp-dir)]
    (spit (str dir "/texts.properties") "hello=Hello\nbye=Bye\n")
    (spit (str dir "/texts_de.properties") "hello=Hallo\n")
    (.append (cljsh.core/load-path) (str dir))
    (let [b (ResourceBundle/getBundle "texts" (Locale. "de" "DE"))]
      (is (= ["Hallo" "Bye" "de" #{"hello" "bye"}] [(.getString b "hello") (.getString b "bye") (str (.getLocale b)) (.keySet b)]))
      (is (thrown? MissingResourceException (.getString b "none")))
      (is (= ["many" "Hallo" "none"] [(GettextResource/ngettext b "one" "many" 2) (GettextResource/gettext b "hello") (GettextResource/gettext b "none")])))
    (is (thrown? MissingResourceException (ResourceBundle/getBundle "no-texts")))
    (.remove (cljsh.core/load-path) (str dir))
    (babashka.fs/delete-tree dir)))

(deftest private-names-of-core
  (testing "what clojure.core has not is an error when it is used"
    (is (thrown-with-msg? RuntimeException #"Unable to resolve symbol: clojure.core/no-such" ((fn [] (clojure.core/no-such 1)))))
    (is (thrown-with-msg? RuntimeException #"Unable to resolve var: clojure.core/no-such" ((fn [] @#'clojure.core/no-such))))
    (is (= 1 ((fn [x] (if x 1 clojure.core/no-such)) true)))))

(deftest folders-that-are-watched
  (let [dir   (java.io.File. (str (babashka.fs/create-temp-dir)))
        file  (java.io.File. dir "a.txt")
        told  (fn [k] (mapv (fn [e] [(str (.kind e)) (str (.context e))]) (.pollEvents k)))
        watch (.newWatchService (FileSystems/getDefault))
        k     (.register (.toPath dir) watch (into-array WatchEvent$Kind [StandardWatchEventKinds/ENTRY_CREATE StandardWatchEventKinds/ENTRY_DELETE]))]
    (is (nil? (.poll watch)))
    (is (nil? (.poll watch 1 TimeUnit/MILLISECONDS)))
    (spit file "x")
    (is (= [k [["ENTRY_CREATE" "a.txt"]]] [(.take watch) (told k)]))
    (.delete file)
    (testing "a key that has been taken is not in the queue again before it is reset"
      (is (nil? (.poll watch)))
      (is (.reset k)))
    (is (= [k [["ENTRY_DELETE" "a.txt"]]] [(.poll watch) (told k)]))
    (.close watch)
    (is (thrown? ClosedWatchServiceException (.poll watch)))
    (babashka.fs/delete-tree dir)))

(gen-class :name library_names_test.Counter :init init :state state :prefix "counter-" :impl-ns library-names-test
           :implements [Runnable Comparable] :methods [[add [long] long] ^:static [of [long] Object]])
(gen-class :name library_names_test.Failure :extends Exception :init init :state data :prefix "failure-" :impl-ns library-names-test)
(defn counter-init [n] [[] (atom n)])
(defn counter-add [this n] (swap! (.state this) + n))
(defn counter-run [this] (reset! (.state this) 0))
(defn counter-compareTo [this other] (compare @(.state this) @(.state other)))
(defn counter-toString [this] (str "Counter " @(.state this)))
(defn counter-equals [this other] (= @(.state this) @(.state other)))
(defn counter-hashCode [this] @(.state this))
(defn counter-of [n] (library_names_test.Counter. n))
(defn failure-init [text data] [[text] data])

(definterface Overloads (over [a]) (over [a b]) (over [a ^int b]) (never [a]))
(gen-class :name library_names_test.Several :prefix "several-" :impl-ns library-names-test :implements [library_names_test.Overloads]
           :methods [[show [int] String] [show [String] String] [show [Object] String] [one [int] int] ^:static [made [int] String] ^:static [made [String] String]])
(defn several-show-int [_ n] (str "int " n))
(defn several-show-String [_ s] (str "string " s))
(defn several-show-Object [_ x] (str "object " x))
(defn several-one [_ n] (inc n))
(defn several-made-int [n] (str "made of int " n))
(defn several-made-String [s] (str "made of string " s))
(defn several-over [_ a] [:one a])
(defn several-over-Object-int [_ a b] [:int a b])
(defn several-over-Object-Object [_ a b] [:object a b])

(deftest methods-of-gen-class-told-apart
  (let [x (library_names_test.Several.)]
    (are [result form] (= result form)
      "int 1"              (.show x 1)
      "string a"           (.show x "a")
      "object :a"          (.show x :a)
      2                    (.one x 1)
      "made of int 1"      (library_names_test.Several/made 1)
      "made of string a"   (library_names_test.Several/made "a")
      [:one 1]             (.over x 1)
      [:int :a 1]          (.over x :a 1)
      [:object :a :b]      (.over x :a :b))
    (is (thrown-with-msg? UnsupportedOperationException #"several-never not defined" (.never x 1)))
    (is (re-find #"^library_names_test.Several@[0-9a-f]+$" (str x)))))

(deftest classes-of-gen-class
  (let [c (library_names_test.Counter/of 5)]
    (is (= [15 "Counter 15" true] [(.add c 10) (str c) (instance? library_names_test.Counter c)]))
    (is (= c (library_names_test.Counter. 15)))
    (is (= 1 (.compareTo c (library_names_test.Counter. 1))))
    (.run c)
    (is (= 0 @(.state c))))
  (is (= ["why" {:a 1}] (try (throw (library_names_test.Failure. "why" {:a 1}))
                             (catch library_names_test.Failure e [(.getMessage e) (.data e)]))))
  (is (thrown-with-msg? Exception #"no_such" (.no_such (library_names_test.Counter. 1))))
  (is (nil? (gen-class :main true))))

(deftest metrics-in-registries
  (let [registry (MetricRegistry.)
        counter  (.counter registry (MetricRegistry/name "a" (into-array String ["b" ""])))
        values   (Histogram. (UniformReservoir.))
        timer    (.timer registry "t")]
    (.inc counter 4)
    (.dec counter)
    (is (= [3 ["a.b" "t"] ["a.b"]] [(.getCount counter) (vec (.getNames registry)) (keys (.getCounters registry))]))
    (is (identical? counter (.counter registry "a.b")))
    (.register registry "g" (reify Gauge (getValue [_] 42)))
    (is (= [["g" 42]] (map (fn [[k v]] [k (.getValue v)]) (.getGauges registry))))
    (run! (fn [i] (.update values i)) (range 1 101))
    (let [s (.getSnapshot values)]
      (is (= [50.5 99.99 1 100 50.5 100] [(.getMedian s) (.get99thPercentile s) (.getMin s) (.getMax s) (.getMean s) (.size s)])))
    (is (= [5 1] [(.time timer (fn [] 5)) (.getCount timer)]))
    (with-open [_ (.time timer)] nil)
    (is (= [2 0.0] [(.getCount timer) (.getOneMinuteRate timer)]))
    (is (thrown? IllegalArgumentException (.meter registry "t")))
    (is (= [true false] [(.remove registry "t") (.remove registry "t")]))))

(deftest constructors-by-their-class
  (let [made (fn [class] (set (map (comp count :parameter-types) (filter (fn [m] (= (symbol (.getName class)) (:name m))) (:members (reflect/reflect class))))))]
    (is (contains? (made RuntimeException) 1))
    (is (contains? (made java.util.concurrent.atomic.AtomicReferenceArray) 1))))

(deftest names-of-classes
  (are [label x] (= label (.getName (class x)))
    "clojure.lang.PersistentArrayMap" {}, "clojure.lang.PersistentHashSet" #{1}, "clojure.lang.Delay" (delay 1), "clojure.lang.MapEntry" (first {1 2})
    "clojure.lang.PersistentTreeMap" (sorted-map), "clojure.lang.PersistentList$EmptyList" (), "clojure.lang.Iterate" (range), "clojure.lang.LongRange" (range 3)
    "clojure.lang.Volatile" (volatile! 1), "clojure.lang.APersistentVector$SubVector" (subvec [1 2] 1), "clojure.lang.Ref" (ref 1), "java.util.regex.Matcher" (re-matcher #"a" "a"))
  (is (= ["java.lang.Number" "Number"] [(.getName Number) (.getSimpleName Number)])))
