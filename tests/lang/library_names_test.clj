;; SPDX-License-Identifier: MIT
;; What libraries of other people lean on: arrays of bytes, character sets, references, pipes. The values are those of the JVM.
(ns library-names-test
  (:require [cheshire.core :as json]
            [cheshire.parse :as parse]
            [clj-yaml.core :as yaml]
            [clojure.test :refer [are deftest is testing]])
  (:import [com.fasterxml.jackson.core JsonParseException]
           [java.io ByteArrayInputStream ByteArrayOutputStream File PipedInputStream PipedOutputStream]
           [java.lang.ref ReferenceQueue SoftReference]
           [java.util Base64 Date Locale UUID]
           [java.util.concurrent.atomic AtomicLong AtomicReferenceArray]
           [org.apache commons.codec.binary.Hex]
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
