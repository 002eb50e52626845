;; SPDX-License-Identifier: MIT
;; clojure.java.io, the streams and files of java.io and java.nio.file, child processes: as their documentation says.
(ns java-io-test
  (:require [clojure.java.io :as io]
            [clojure.java.process :as process]
            [clojure.java.shell :refer [sh with-sh-dir with-sh-env]]
            [clojure.test :refer [are deftest is testing]])
  (:import [java.io BufferedReader ByteArrayInputStream ByteArrayOutputStream DataInputStream DataOutputStream File PushbackReader
                    Reader StringReader StringWriter Writer InputStream OutputStream]
           [java.net URI URL URLDecoder URLEncoder]
           [java.nio.file CopyOption FileVisitResult Files LinkOption Path Paths SimpleFileVisitor StandardCopyOption]
           [java.nio.file.attribute FileAttribute]))

(defn- with-folder [f]
  (let [dir (str (Files/createTempDirectory "io" (into-array FileAttribute [])))]
    (try (f dir)
      (finally (cljsh.fs/delete-tree dir)))))

(deftest files
  (are [result form] (= result form)
    "b.txt"     (.getName (io/file "a/b.txt"))
    "a/b.txt"   (.getPath (File. "a//b.txt/"))
    "a"         (.getParent (io/file "a" "b.txt"))
    "/"         (.getParent (File. "/a"))
    nil         (.getParent (File. "a"))
    "a/b/c"     (str (io/file "a" "b" "c"))
    true        (= (io/file "a") (File. "a"))
    true        (.isAbsolute (io/file "/a"))
    [(File. "a") (File. "b")] (sort [(File. "b") (File. "a")])
    "/x y"      (.getPath (io/as-file (URL. "file:/x%20y")))
    "a/b"       (io/as-relative-path "a/b")
    "/"         File/separator)
  (is (thrown? IllegalArgumentException (io/file "a" "/b")))
  (is (thrown? IllegalArgumentException (io/as-file (URL. "http://x/y"))))
  (with-folder
    (fn [dir]
      (let [f (io/file dir "sub" "f.txt")]
        (is (io/make-parents f))
        (is (not (io/make-parents f)))
        (spit f "text")
        (is (.isFile f))
        (is (= 4 (.length f)))
        (is (= ["f.txt"] (vec (.list (io/file dir "sub")))))
        (is (= [1 0] (map (fn [end] (count (.list (io/file dir "sub") (fn [_ n] (.endsWith n end))))) [".txt" ".md"])))
        (is (= [(io/file dir) (io/file dir "sub") f] (file-seq (io/file dir))))
        (is (.renameTo f (io/file dir "g.txt")))
        (is (not (.exists f)))
        (is (thrown? java.io.IOException (io/delete-file f)))
        (is (= :no (io/delete-file f :no)))
        (is (io/delete-file (io/file dir "g.txt")))))))

(deftest text-streams
  (with-folder
    (fn [dir]
      (let [f (io/file dir "f")]
        (with-open [w (io/writer f)] (.write w "one\n") (.append w "two") (.newLine w) (.write w 233))
        (is (= "one\ntwo\né" (slurp f)))
        (with-open [w (io/writer f :append true :encoding "ISO-8859-1")] (binding [*out* w] (print "ü")))
        (is (= -4 (last (Files/readAllBytes (.toPath f)))))
        (spit f "one\r\ntwo\nthree")
        (with-open [r (io/reader f)]
          (is (= 111 (.read r)))
          (is (= "ne" (.readLine r)))
          (is (= ["two" "three"] (doall (line-seq r))))
          (is (nil? (.readLine r)))
          (is (= -1 (.read r))))
        (is (thrown? Exception (with-open [r (io/reader (io/file dir "none"))] (.read r)))))))
  (let [r (PushbackReader. (StringReader. "(a b) 7 rest"))]
    (is (= '(a b) (read r)))
    (is (= 32 (.read r)))
    (.unread r (int \5))
    (is (= 57 (read r)))
    (is (= " rest" (slurp r))))
  (let [chars (char-array 4), r (BufferedReader. (StringReader. "abcdef"))]
    (is (= 4 (.read r chars 0 4)))
    (is (= [\a \b \c \d] (vec chars)))
    (is (= 2 (.read r chars)))
    (is (= -1 (.read r chars))))
  (let [w (StringWriter.)]
    (.write w "hello" 1 3)
    (.append w \!)
    (binding [*out* w] (pr :x))
    (is (= "ell!:x" (str w) (.toString w)))
    (.setLength (.getBuffer w) 0)
    (is (= "" (str w))))
  (testing "what is what"
    (is (instance? Reader (StringReader. "")))
    (is (instance? Reader *in*))
    (is (not (instance? Writer (StringReader. ""))))
    (is (instance? Writer (StringWriter.)))
    (is (instance? InputStream (io/input-stream (.getBytes "x"))))
    (is (instance? OutputStream (ByteArrayOutputStream.)))))

(deftest byte-streams
  (let [out (ByteArrayOutputStream.)]
    (io/copy "é" out)
    (.write out 65)
    (is (= [195 169 65] (map #(bit-and 255 %) (.toByteArray out))))
    (is (= "éA" (str out) (.toString out "UTF-8")))
    (with-open [w (io/writer out)] (.write w "!"))
    (is (= 4 (.size out))))
  (let [in (ByteArrayInputStream. (.getBytes "hello")), buffer (byte-array 3)]
    (is (= 3 (.read in buffer)))
    (is (= "hel" (String. buffer)))
    (is (= 2 (.available in)))
    (is (= 108 (.read in)))
    (is (= "o" (slurp in)))
    (is (= -1 (.read in))))
  (let [out (ByteArrayOutputStream.), data (DataOutputStream. out)]
    (.writeInt data -2) (.writeUTF data "é") (.writeLong data 5)
    (let [in (DataInputStream. (ByteArrayInputStream. (.toByteArray out)))]
      (is (= [-2 "é" 5] [(.readInt in) (.readUTF in) (.readLong in)]))
      (is (thrown? java.io.EOFException (.readInt in)))))
  (is (= "abc" (slurp (.getBytes "abc"))))
  (is (= ["ab" "c"] (line-seq (io/reader (char-array "ab\nc")))))
  (is (thrown? IllegalArgumentException (io/reader nil)))
  (is (thrown? IllegalArgumentException (io/reader 5))))

(deftype Mine [text])
(extend Mine io/IOFactory (assoc io/default-streams-impl :make-input-stream (fn [x _] (io/input-stream (.getBytes (.-text x))))))

(deftest extended
  (is (= "own" (slurp (Mine. "own"))))
  (is (= "own" (slurp (proxy [Reader] [] (read [chars i n] (if (= n 1) -1 (do (aset chars i \o) (aset chars (+ i 1) \w) (aset chars (+ i 2) \n) (set! (.-read this) (fn [& _] -1)) 3))) (close []))))))

(deftest paths
  (are [result form] (= result form)
    "a/b/c"  (str (Paths/get "a" (into-array ["b" "c"])))
    "c"      (str (.getFileName (Path/of "a/b/c")))
    "a/b"    (str (.getParent (Path/of "a/b/c")))
    "a/x"    (str (.resolve (Path/of "a") "x"))
    "/x"     (str (.resolve (Path/of "a") "/x"))
    "../d"   (str (.relativize (Path/of "/a/b") (Path/of "/a/d")))
    "a/c"    (str (.normalize (Path/of "a/./b/../c")))
    3        (.getNameCount (Path/of "/a/b/c"))
    true     (.startsWith (Path/of "/a/b") "/a")
    false    (.startsWith (Path/of "/ab") "/a")
    ["a" "b"] (map str (Path/of "a/b")))
  (with-folder
    (fn [dir]
      (let [p (Path/of dir "f"), q (Path/of dir "q"), none (into-array LinkOption [])]
        (is (not (Files/exists p none)))
        (Files/writeString p "text" (into-array java.nio.file.OpenOption []))
        (is (= "text" (Files/readString p)))
        (Files/copy p q (into-array CopyOption []))
        (is (thrown? java.nio.file.FileAlreadyExistsException (Files/copy p q (into-array CopyOption []))))
        (Files/copy p q (into-array CopyOption [StandardCopyOption/REPLACE_EXISTING]))
        (is (= ["f" "q"] (map #(str (.getFileName %)) (Files/list (Path/of dir)))))
        (is (= "rw-r-----" (do (Files/setPosixFilePermissions p (java.nio.file.attribute.PosixFilePermissions/fromString "rw-r-----"))
                               (java.nio.file.attribute.PosixFilePermissions/toString (Files/getPosixFilePermissions p none)))))
        (let [seen (atom [])]
          (Files/walkFileTree (Path/of dir) (proxy [SimpleFileVisitor] [] (visitFile [f _] (swap! seen conj (str (.getFileName f))) FileVisitResult/CONTINUE)))
          (is (= ["f" "q"] @seen)))
        (is (Files/deleteIfExists p))
        (is (thrown? java.nio.file.NoSuchFileException (Files/delete p)))))))

(deftest uris
  (let [u (URI. "https://me@host:81/a%20b?q=1#frag")]
    (is (= ["https" "me" "host" 81 "/a b" "/a%20b" "q=1" "frag"]
           [(.getScheme u) (.getUserInfo u) (.getHost u) (.getPort u) (.getPath u) (.getRawPath u) (.getQuery u) (.getFragment u)])))
  (are [result base x] (= result (str (.resolve (URI. base) x)))
    "http://a/b/d"   "http://a/b/c" "d"
    "http://a/d"     "http://a/b/c" "../d"
    "http://a/d"     "http://a/b/c" "/d"
    "http://x/"      "http://a/b/c" "http://x/")
  (is (= "http://h/a%20b" (str (URI. "http" "h" "/a b" nil))))
  (is (thrown? java.net.URISyntaxException (URI. "a b")))
  (is (thrown? java.net.MalformedURLException (URL. "none")))
  (is (= ["http" "h" -1 "/p?q"] (let [u (URL. "http://h/p?q")] [(.getProtocol u) (.getHost u) (.getPort u) (.getFile u)])))
  (is (= "a+b%26%C3%A9" (URLEncoder/encode "a b&é" "UTF-8")))
  (is (= "a b&é" (URLDecoder/decode "a+b%26%C3%A9" "UTF-8"))))

(deftest children
  (is (= {:exit 3 :out "in" :err "e\n"} (sh "sh" "-c" "cat; echo e >&2; exit 3" :in "in")))
  (is (= "/\n" (:out (sh "pwd" :dir "/")) (with-sh-dir "/" (:out (sh "pwd")))))
  (is (= "v\n" (:out (with-sh-env {:V "v"} (sh "/bin/sh" "-c" "echo $V")))))
  (is (thrown? java.io.IOException (sh "no-such-program-here")))
  (is (= "hi\n" (process/exec "echo" "hi")))
  (is (thrown? RuntimeException (process/exec "false")))
  (is (= 1 @(process/exit-ref (process/start "false"))))
  (let [p (process/start {:err :stdout} "sh" "-c" "cat; echo e >&2")]
    (with-open [w (io/writer (process/stdin p))] (.write w "x"))
    (is (= "xe\n" (slurp (process/stdout p)))))
  (let [b (ProcessBuilder. ["sh" "-c" "echo $V; exit 2"])]
    (.put (.environment b) "V" "set")
    (let [p (.start b)]
      (is (= ["set\n" 2] [(slurp (.getInputStream p)) (.waitFor p)])))))

(deftest own-resources
  (is (instance? URL (io/resource "clojure/core.clj")))
  (is (re-find #"\(defn map" (slurp (io/resource "clojure/core.clj"))))
  (is (re-find #"^;; SPDX" (slurp (io/resource "clojure/string.clj"))))
  (is (nil? (io/resource "no/such.clj"))))

(deftest urls-and-buffers
  (with-folder
    (fn [dir]
      (let [f (io/file dir "a b"), loader (java.net.URLClassLoader. (into-array [(io/as-url (io/file dir))]))]
        (spit (io/as-url f) "text")
        (is (= "text" (slurp f) (slurp (io/resource "a b" loader)))))))
  (is (= (File. "quux") (io/as-file (URI. "file:quux"))))
  (is (instance? BufferedReader (io/reader (.getBytes "abc"))))
  (is (instance? java.io.BufferedWriter (io/writer (ByteArrayOutputStream.))))
  (is (instance? java.io.BufferedInputStream (io/input-stream (.getBytes "abc"))))
  (is (= "abc" (slurp (io/reader (.getBytes "abc"))))))

(deftest proxies-of-streams
  (let [below (java.io.StringWriter.)
        out   (proxy [java.io.FilterWriter] [below] (write ([x] (proxy-super write (str "<" x ">")))))]
    (.write out "a")
    (is (= "<a>" (str below))))
  (let [below (java.io.ByteArrayOutputStream.)]
    (with-open [out (proxy [java.io.FilterOutputStream] [below] (write ([b] (proxy-super write (int (inc b))))))]
      (.write out 65)
      (is (= [66] (vec (.toByteArray below))))))
  (let [in (proxy [java.io.FilterInputStream] [(java.io.ByteArrayInputStream. (.getBytes "bc"))]
             (read ([] (let [b (proxy-super read)] (if (neg? b) b (dec b))))))]
    (is (= [97 98 -1] [(.read in) (.read in) (.read in)])))
  (testing "nothing is below them that could be closed"
    (is (nil? (.close (proxy [java.io.OutputStream] [] (write [b])))))
    (is (nil? (.close (proxy [java.io.InputStream] [] (read [] -1)))))))

(deftest columns-are-counted
  (let [r (clojure.lang.LineNumberingPushbackReader. (StringReader. "ab\nc d"))]
    (is (= [1 97 2 98 10 2 1 true] [(.getColumnNumber r) (.read r) (.getColumnNumber r) (.read r) (.read r) (.getLineNumber r) (.getColumnNumber r) (.atLineStart r)]))
    (is (= ['c 2 false] [(read r) (.getLineNumber r) (.atLineStart r)]))))

(deftest bytes-written-are-counted
  (let [out (DataOutputStream. (ByteArrayOutputStream.))]
    (.writeInt out 1)
    (.write out (byte-array 3))
    (.writeByte out 1)
    (is (= 8 (.size out)))))

(deftest digests-of-buffers
  (let [digest (fn [x] (vec (.digest (doto (java.security.MessageDigest/getInstance "MD5") (.update x)))))]
    (is (= (digest (.getBytes "abc")) (digest (java.nio.ByteBuffer/wrap (.getBytes "abc")))))))
