;; SPDX-License-Identifier: MIT
;; The streams of java.io over Python's.
;;
;; `.read` without arguments gives a number there, and everything there is in
;; Python.  So these are classes of their own, each around a stream of
;; Python's: `inner`.  `.read` with a number of characters or bytes is
;; Python's, which the functions of clojure.core and Python's libraries call.

(ns cljsh.java.stream
  "Readers, writers and streams of bytes under their names on the JVM."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [charset defmethods enter statics]]
            [clojure.string :as str]
            [io]))

(def ^:private no-bytes (py/bytes))
(def ^:private abc (.-ABCMeta (py/__import__ "abc")))

(defn- make-class
  "Makes a class of java.io and enters it."
  [full base members]
  (enter full (abc (subs full (inc (.rfind full "."))) (py/tuple (if base [base] []))
                   (py/dict (assoc members "__module__" (subs full 0 (.rfind full ".")))))))

(defn- array? [x] (instance? py/list x))
(defn- fill-chars [array offset text]
  (.__setitem__ array (py/slice offset (+ offset (count text))) (py/list text))
  (if (= text "") -1 (count text)))

(def ^:private closing
  "What with-open and Python's with need. A stream of a program's own, a proxy, has nothing below it to be closed."
  {"close"      (fn [this] (when (py/hasattr this "inner") (.close (.-inner this))) nil)
   "__enter__"  identity
   "__exit__"   (fn [this & _] (.close this) false)
   "closed"     (py/property (fn [this] (and (py/hasattr this "inner") (.-closed (.-inner this)))))})

;; --- reading text ----------------------------------------------------------------

(defn- text-of-array [x] (if (array? x) (str/join x) (str x)))

(def ^:private SocketText
  "Text of a socket, which tells whether there is any without waiting."
  (py/type "SocketText"
    (py/tuple [py/object])
    (py/dict {"__init__" (fn [this bytes encoding] (set! (.-bytes this) bytes) (set! (.-encoding this) encoding) nil)
              "readline" (fn [this & _] (.decode (.readline (.-bytes this)) (.-encoding this) "replace"))
              "read" (fn [this & [n]]
                       (let [in (.-bytes this)]
                         (if (or (nil? n) (neg? n))
                           (.decode (.read in) (.-encoding this) "replace")
                           (loop [text "" k 0]
                             (if (= k n)
                               text
                               (let [b (.read in 1)]
                                 (if (zero? (count b))
                                   text
                                   (let [lead (first b)
                                         more (cond
                                                (not= "utf-8" (.-encoding this)) 0
                                                (< lead 192) 0
                                                (< lead 224) 1
                                                (< lead 240) 2
                                                :else 3)]
                                     (recur (str text
                                                 (.decode (.__add__ b (.read in more)) (.-encoding this) "replace"))
                                            (inc k))))))))))
              "ready_" (fn [this]
                         (let [in (.-bytes this) socket (py/getattr (.-raw in) "_sock") timeout (.gettimeout socket)]
                           (.settimeout socket 0)
                           (try
                             (pos? (count (.peek in 1)))
                             (catch OSError _ false)
                             (finally (.settimeout socket timeout)))))
              "seekable" (fn [_] false)
              "close" (fn [this] (.close (.-bytes this)) nil)
              "closed" (py/property (fn [this] (.-closed (.-bytes this))))})))

(defn- socket? [x] (= "SocketIO" (.-__name__ (py/type (py/getattr x "raw" nil)))))

(defn- text-stream
  "A stream of Python's whose text is that of a reader, or of a stream of bytes."
  ([x] (text-stream x nil))
  ([x encoding]
   (let [inner (if (and (py/hasattr x "inner") (not (py/hasattr x "pushed"))) (.-inner x) x)]
     (cond
       (instance? io/TextIOBase inner) inner
       (socket? inner) (SocketText inner (charset (or encoding "UTF-8")))
       (or (instance? io/RawIOBase inner) (instance? io/BufferedIOBase inner))
       (io/TextIOWrapper inner (charset (or encoding "UTF-8")) "surrogateescape" "")
       (py/hasattr inner "make_text") (.make_text inner (charset (or encoding "UTF-8")))
       :else inner))))

(defn- read-chars
  "`.read` of readers: a number without arguments; Python's with a count; into an array."
  ([r] (let [c (.read_text r 1)] (if (= c "") -1 (py/ord c))))
  ([r n] (if (integer? n) (.read_text r n) (fill-chars n 0 (.read_text r (count n)))))
  ([r array offset n] (fill-chars array offset (.read_text r n))))

(defn- held-text
  "What clojure.core's reading gave back to the stream."
  [r]
  (let [held (py/getattr r "unread_" "")]
    (when-not (= held "") (set! (.-unread_ r) ""))
    held))

(defn- chomp [line]
  (when-not (= line "")
    (let [line (.removesuffix line "\n")] (.removesuffix line "\r"))))

(def Reader
  "What text is read from."
  (make-class "java.io.Reader" nil
    (merge closing
      {"__init__"  (fn [this & [inner]]
                     (when inner
                       (let [text (text-stream inner)]
                         (set! (.-inner this) text)))
                     nil)
       "read_text" (fn [this n]
                     (if (py/hasattr this "inner")
                       (let [held (held-text this)]
                         (cond
                           (= held "") (.read (.-inner this) n)
                           (= n 1)     held
                           (neg? n)    (str held (.read (.-inner this) -1))
                           :else       (str held (.read (.-inner this) (dec n)))))
                       ;; one of a program's own, which can only fill arrays
                       (let [array (py/list (repeat (if (neg? n) 4096 n) nil))]
                         (loop [text ""]
                           (let [k (.read this array 0 (count array))]
                             (cond
                               (or (nil? k) (neg? k)) text
                               (neg? n)  (recur (str text (str/join (take k array))))
                               :else     (str/join (take k array))))))))
       "read"      read-chars
       "read_all"  (fn [this] (.read_text this -1))
       "readline"  (fn [this & _]
                     (if (py/hasattr this "inner")
                       (.readline (.-inner this))
                       (loop [line ""]
                         (let [c (.read_text this 1)]
                           (if (or (= c "") (= c "\n")) (str line c) (recur (str line c)))))))
       "readLine"  (fn [this] (chomp (str (held-text this) (.readline this))))
       "lines"     line-seq
       "__iter__"  (fn [this] (py/iter (map (fn [l] (str l "\n")) (line-seq this))))
       "readable"  (fn [_] true)
       "ready"     (fn [this] (let [inner (py/getattr this "inner" nil)] (if (py/hasattr inner "ready_") (.ready_ inner) true)))
       "skip"      (fn [this n] (count (.read_text this n)))
       "markSupported" (fn [this] (.seekable (.-inner this)))
       "mark"      (fn [this _] (set! (.-marked this) (.tell (.-inner this))) nil)
       "reset"     (fn [this] (.seek (.-inner this) (py/getattr this "marked" 0)) nil)
       "transferTo" (fn [this out] (let [text (.read_text this -1)] (.write out text) (count text)))})))

(.register abc Reader io/TextIOWrapper)
(.register abc Reader io/StringIO)

(java/note 'java.io.Reader "" "What text is read from.")
(defmacro ^:private reader-class [full doc make]
  `(do (make-class ~(str full) Reader {})
       (java/note '~full "" ~doc)
       (statics ~full ~doc (~'new "Makes one." ~make))))

(defn- make [full] (java/class-named full))

(reader-class java.io.InputStreamReader "Text of a stream of bytes."
  (fn ([in] ((make "java.io.InputStreamReader") (text-stream in)))
      ([in encoding] ((make "java.io.InputStreamReader") (text-stream in encoding)))))
(reader-class java.io.BufferedReader "Text with .readLine."
  (fn [in & _] ((make "java.io.BufferedReader") in)))
(reader-class java.io.FilterReader "Text of another reader, for proxies."
  (fn [in] ((make "java.io.FilterReader") in)))
(reader-class java.io.LineNumberReader "Text with .readLine."
  (fn [in & _] ((make "java.io.LineNumberReader") in)))
(reader-class java.io.StringReader "The text of a string."
  (fn [text]
    (when (nil? text) (throw (NullPointerException. "a text is needed, not nil")))
    ((make "java.io.StringReader") (io/StringIO text ""))))
(reader-class java.io.CharArrayReader "The text of an array of characters."
  (fn [chars] ((make "java.io.CharArrayReader") (io/StringIO (str/join chars) ""))))
(reader-class java.io.FileReader
              "The text of a file."
              (fn [file & [encoding]]
                ((make "java.io.FileReader") (py/open (py/str file)
                                                      "r"
                                                      -1
                                                      (charset (or encoding "UTF-8"))
                                                      "surrogateescape"
                                                      ""))))

(defn- pushed-text
  "The text of up to n characters, first of what was given back."
  [this n]
  (let [held (str (held-text this) (.-pushed this))]
    (cond
      (neg? n)           (do (set! (.-pushed this) "") (str held (.read_text (.-source this) -1)))
      (<= n (count held)) (do (set! (.-pushed this) (subs held n)) (subs held 0 n))
      :else              (do (set! (.-pushed this) "") (str held (.read_text (.-source this) (- n (count held))))))))

(defn- give-back
  ([this x]
   (set! (.-pushed this)
         (str (if (integer? x) (py/chr (if (neg? x) (bit-and x 65535) x)) (text-of-array x))
              (held-text this)
              (.-pushed this)))
   nil)
  ([this array offset n] (give-back this (str/join (take n (drop offset array))))))

(def ^:private pushback
  {"__init__" (fn [this source & _]
                (set! (.-source this)
                      (if (instance? Reader source)
                        (if (py/hasattr source "read_text") source (Reader source))
                        (Reader source)))
                (set! (.-pushed this) "")
                nil)
   "read_text" pushed-text
   "readline" (fn [this & _]
                (let [pushed (.-pushed this) end (.find pushed "\n")]
                  (if (neg? end)
                    (do (set! (.-pushed this) "") (str pushed (.readline (.-source this))))
                    (do (set! (.-pushed this) (subs pushed (inc end))) (subs pushed 0 (inc end))))))
   "unread" give-back
   "close" (fn [this] (.close (.-source this)) nil)
   "closed" (py/property (fn [this] (py/getattr (.-source this) "closed" false)))})

(make-class "java.io.PushbackReader" Reader pushback)
(java/note 'java.io.PushbackReader "" "Text that can be given back.")
(statics java.io.PushbackReader "Text that can be given back."
  (new "Over a reader." (fn [in & _] ((make "java.io.PushbackReader") in))))

(defn- passed
  "Counts the lines of text that has been read, and the characters since the last began."
  [this text]
  (let [lines (.count text "\n")]
    (set! (.-at this) (+ (py/getattr this "at" 1) lines))
    (set! (.-column this) (if (pos? lines)
                            (- (count text) (.rfind text "\n"))
                            (+ (py/getattr this "column" 1) (count text))))
    text))

(make-class "clojure.lang.LineNumberingPushbackReader" (make "java.io.PushbackReader")
  {"read_text" (fn [this n] (passed this (pushed-text this n)))
   "unread"    (fn [this x]
                 (let [text (if (integer? x) (py/chr x) (text-of-array x))]
                   (give-back this x)
                   (set! (.-at this) (- (py/getattr this "at" 1) (.count text "\n")))
                   (set! (.-column this) (- (py/getattr this "column" 1) (count text)))
                   nil))
   "readline"  (fn [this & _] (passed this ((.-readline (make "java.io.PushbackReader")) this)))
   "getLineNumber" (fn [this] (py/getattr this "at" 1))
   "setLineNumber" (fn [this n]
                     (set! (.-at this) n)
                     (set! (.-place_ this) [n (second (py/getattr this "place_" [1 1]))]) ; what is read next is there
                     nil)
   "getColumnNumber" (fn [this] (py/getattr this "column" 1))
   "atLineStart"   (fn [this] (= 1 (py/getattr this "column" 1)))})
(java/note 'clojure.lang.LineNumberingPushbackReader "" "Text that can be given back, whose lines are counted.")
(statics clojure.lang.LineNumberingPushbackReader "Text that can be given back, whose lines are counted."
  (new "Over a reader." (fn [in & _] ((make "clojure.lang.LineNumberingPushbackReader") in))))

;; --- writing text -----------------------------------------------------------------

(defn- writable-text [x] (cond (string? x) x (integer? x) (py/chr x) :else (text-of-array x)))

(defn- write-text
  ([w x] (.write_text w (writable-text x)) nil)
  ([w x offset n] (.write_text w (subs (text-of-array x) offset (+ offset n))) nil))

(defn- print-text [x] (if (array? x) (str/join x) (if (nil? x) "null" (str x))))

(def Writer
  "What text is written to."
  (make-class "java.io.Writer" nil
    (merge closing
      {"__init__"   (fn [this & [inner]] (when inner (set! (.-inner this) inner)) nil)
       "write_text" (fn [this text]
                      (if (py/hasattr this "inner")
                        (.write (.-inner this) text)
                        (.write this (py/list text) 0 (count text))))
       "write"      write-text
       "writable"   (fn [_] true)
       "flush"      (fn [this] (when (py/hasattr this "inner") (.flush (.-inner this))) nil)
       "append"     (fn ([this x] (.write this (if (nil? x) "null" (str x))) this)
                        ([this x start end] (.write this (subs (str x) start end)) this))
       "newLine"    (fn [this] (.write this "\n") nil)
       "print"      (fn [this x] (.write this (print-text x)) nil)
       "println"    (fn ([this] (.write this "\n") nil) ([this x] (.write this (str (print-text x) "\n")) nil))
       "printf"     (fn [this f & args] (.write this (apply java.lang.String/format f args)) this)
       "format"     (fn [this f & args] (.write this (apply java.lang.String/format f args)) this)
       "checkError" (fn [_] false)})))

(.register abc Writer io/TextIOWrapper)
(.register abc Writer io/StringIO)

(java/note 'java.io.Writer "" "What text is written to.")
(make-class "java.io.StringWriter" Writer
  {"__init__"  (fn [this & _] (set! (.-inner this) (java/StringBuilder)) nil)
   "toString"  (fn [this] (.getvalue (.-inner this)))
   "__str__"   (fn [this] (.getvalue (.-inner this)))
   "getvalue"  (fn [this] (.getvalue (.-inner this)))
   "getBuffer" (fn [this] (.-inner this))})
(java/note 'java.io.StringWriter "" "Keeps what is written to it.")
(statics java.io.StringWriter "Keeps what is written to it."
  (new "An empty one." (fn [& _] ((make "java.io.StringWriter")))))
(make-class "java.io.CharArrayWriter" (make "java.io.StringWriter")
  {"toCharArray" (fn [this] (py/list (.getvalue (.-inner this))))})

(defn- writing-stream
  "A stream of Python's that writes text to a writer or to a stream of bytes."
  ([x] (writing-stream x nil))
  ([x encoding]
   (let [inner (if (py/hasattr x "inner") (.-inner x) x)]
     (cond
       (instance? io/TextIOBase inner) inner
       (or (instance? io/RawIOBase inner) (instance? io/BufferedIOBase inner))
       (io/TextIOWrapper inner (charset (or encoding "UTF-8")) "surrogateescape" "")
       (py/hasattr inner "make_text_writer") (.make_text_writer inner (charset (or encoding "UTF-8")))
       :else inner))))

(defmacro ^:private writer-class [full doc make]
  `(do (make-class ~(str full) Writer {})
       (java/note '~full "" ~doc)
       (statics ~full ~doc (~'new "Makes one." ~make))))

(defn- file-writer* [full file mode]
  ((make full) (py/open (py/str file) mode -1 "utf-8" "surrogateescape" "")))

(writer-class java.io.OutputStreamWriter "Text as bytes to a stream."
  (fn ([out] ((make "java.io.OutputStreamWriter") (writing-stream out)))
      ([out encoding] ((make "java.io.OutputStreamWriter") (writing-stream out encoding)))))
(writer-class java.io.BufferedWriter
              "Text to another writer."
              (fn [out & _] ((make "java.io.BufferedWriter") (writing-stream out))))
(writer-class java.io.FilterWriter
              "Text to another writer, for proxies."
              (fn [out] ((make "java.io.FilterWriter") out)))
(writer-class java.io.PrintWriter "Text to another writer, with .println."
  (fn [out & _] (if (or (string? out) (py/hasattr out "__fspath__"))
                  (file-writer* "java.io.PrintWriter" out "w")
                  ((make "java.io.PrintWriter") (writing-stream out)))))
(writer-class java.io.PrintStream "Text to a stream of bytes, with .println."
  (fn [out & _] ((make "java.io.PrintStream") (writing-stream out))))
(doseq [k [:out :err]] (.register abc (make "java.io.PrintStream") (py/type (k java/standard-streams))))
(writer-class java.io.FileWriter "Text to a file."
  (fn ([file] (file-writer* "java.io.FileWriter" file "w"))
      ([file append] (file-writer* "java.io.FileWriter" file (if (true? append) "a" "w")))))

;; --- bytes --------------------------------------------------------------------------

(defn- fill-bytes [array offset bytes]
  (.__setitem__ array (py/slice offset (+ offset (count bytes))) bytes)
  (if (zero? (count bytes)) -1 (count bytes)))

(defn- bytes-below
  "The stream of Python's that a stream reads or writes: the bytes below a text, as standard input is."
  [x]
  (let [inner (if (py/hasattr x "inner") (.-inner x) x)]
    (if (and (instance? io/TextIOBase inner) (py/hasattr inner "buffer"))
      (do (when (.writable inner) (.flush inner)) (.-buffer inner))
      inner)))

(def InputStream
  "What bytes are read from."
  (make-class "java.io.InputStream" nil
    (merge closing
      {"__init__"   (fn [this & [inner]] (when inner (set! (.-inner this) (bytes-below inner))) nil)
       "read_bytes" (fn [this n]
                      (if (py/hasattr this "inner")
                        (or (if (neg? n) (.read (.-inner this)) (.read (.-inner this) n)) no-bytes)
                        (let [bytes (py/bytearray)] ; one of a program's own, which gives one byte at a time
                          (loop []
                            (when-not (= n (count bytes))
                              (let [b (.read this)]
                                (when-not (neg? b)
                                  (.append bytes (bit-and b 255))
                                  (recur)))))
                          (py/bytes bytes))))
       "read"       (fn ([this] (let [b (.read_bytes this 1)] (if (zero? (count b)) -1 (first b))))
                        ([this x] (cond (integer? x) (.read_bytes this x) (zero? (count x)) 0 :else (fill-bytes x 0 (.read_bytes this (count x)))))
                        ([this array offset n] (if (zero? n) 0 (fill-bytes array offset (.read_bytes this n)))))
       "read_all"   (fn [this] (.read_bytes this -1))
       "make_text"  (fn [this encoding] (io/StringIO (.decode (.read_bytes this -1) encoding "surrogateescape") ""))
       "readable"   (fn [_] true)
       "readAllBytes" (fn [this] (java/signed-bytes (.read_bytes this -1)))
       "readNBytes" (fn ([this n] (java/signed-bytes (.read_bytes this n))) ([this array offset n] (max 0 (fill-bytes array offset (.read_bytes this n)))))
       "skip"       (fn [this n] (count (.read_bytes this n)))
       "available"  (fn [this]
                      (let [inner (.-inner this)]
                        (if (.seekable inner)
                          (let [at (.tell inner), end (.seek inner 0 2)] (.seek inner at) (- end at))
                          (if (seq (first (.select (py/__import__ "select") (py/list [inner]) (py/list) (py/list) 0))) 1 0))))
       "markSupported" (fn [this] (.seekable (.-inner this)))
       "mark"       (fn [this _] (set! (.-marked this) (.tell (.-inner this))) nil)
       "reset"      (fn [this] (.seek (.-inner this) (py/getattr this "marked" 0)) nil)
       "transferTo" (fn [this out] (let [bytes (.read_bytes this -1)] (.write out bytes) (count bytes)))})))
(doseq [c [io/RawIOBase io/BufferedIOBase (py/type (:in java/standard-streams))]] (.register abc InputStream c))
(java/note 'java.io.InputStream "" "What bytes are read from.")

(def ^:private Bytes
  "Bytes in memory, which are still there when the stream is closed."
  (py/type "Bytes" (py/tuple [io/BytesIO]) (py/dict {"close" (fn [_] nil)})))

(defmacro ^:private byte-class [base full doc make]
  `(do (make-class ~(str full) ~base {})
       (java/note '~full "" ~doc)
       (statics ~full ~doc (~'new "Makes one." ~make))))

(byte-class InputStream
            java.io.ByteArrayInputStream
            "The bytes of an array."
            (fn ([b] ((make "java.io.ByteArrayInputStream") (Bytes (py/bytes b))))
                ([b offset n]
                 ((make "java.io.ByteArrayInputStream") (Bytes (.__getitem__ (py/bytes b)
                                                                             (py/slice offset (+ offset n))))))))
(byte-class InputStream java.io.FileInputStream "The bytes of a file."
  (fn [file] ((make "java.io.FileInputStream") (py/open (py/str file) "rb"))))
(byte-class InputStream java.io.BufferedInputStream "The bytes of another stream."
  (fn [in & _] ((make "java.io.BufferedInputStream") in)))
(byte-class InputStream java.io.FilterInputStream "The bytes of another stream, for proxies."
  (fn [in] ((make "java.io.FilterInputStream") in)))
(byte-class InputStream java.io.DataInputStream "Numbers in another stream of bytes."
  (fn [in] ((make "java.io.DataInputStream") in)))
(byte-class InputStream java.io.PushbackInputStream "Bytes that can be given back."
  (fn [in & _] ((make "java.io.PushbackInputStream") in)))
(let [pushback (make "java.io.PushbackInputStream")]
  (py/setattr pushback
              "read_bytes"
              (fn [this n]
                (let [held (py/getattr this "pushed" no-bytes) k (if (neg? n) (count held) (min n (count held)))]
                  (set! (.-pushed this) (.__getitem__ held (py/slice k nil)))
                  (.__add__ (.__getitem__ held (py/slice 0 k))
                            (if (= k n) no-bytes (.read (.-inner this) (if (neg? n) -1 (- n k))))))))
  (py/setattr pushback
              "unread"
              (fn ([this x]
                   (set! (.-pushed this)
                         (.__add__ (if (integer? x) (py/bytes [(bit-and x 255)]) (py/bytes x))
                                   (py/getattr this "pushed" no-bytes)))
                   nil)
                  ([this x offset n] (.unread this (.__getitem__ (py/bytes x) (py/slice offset (+ offset n))))))))

(defn- unpacked [fmt n]
  (fn [this]
    (let [b (.read_bytes this n)]
      (if (< (count b) n) (throw (EOFError.)) (first (.unpack (py/__import__ "struct") fmt b))))))
(let [data (make "java.io.DataInputStream")]
  (doseq [[m f] {"readByte" (unpacked ">b" 1)
                 "readUnsignedByte" (unpacked ">B" 1)
                 "readShort" (unpacked ">h" 2)
                 "readUnsignedShort" (unpacked ">H" 2)
                 "readInt" (unpacked ">i" 4)
                 "readLong" (unpacked ">q" 8)
                 "readFloat" (unpacked ">f" 4)
                 "readDouble" (unpacked ">d" 8)
                 "readBoolean" (unpacked "?" 1)
                 "readChar" (fn [this] (py/chr ((unpacked ">H" 2) this)))
                 "readUTF" (fn [this] (.decode (.read_bytes this ((unpacked ">H" 2) this)) "utf-8"))
                 "readFully" (fn ([this a] (.readFully this a 0 (count a)))
                                 ([this a i n] (when (< (fill-bytes a i (.read_bytes this n)) n) (throw (EOFError.)))))}]
    (py/setattr data m f)))

(defn- write-bytes
  ([out x]
   (.write_bytes out
                 (cond
                   (integer? x) (py/bytes [(bit-and x 255)])
                   (string? x) (.encode x "utf-8" "surrogateescape")
                   :else (py/bytes x)))
   nil)
  ([out x offset n] (.write_bytes out (py/bytes (.__getitem__ (py/memoryview x) (py/slice offset (+ offset n))))) nil))

(def OutputStream
  "What bytes are written to."
  (make-class "java.io.OutputStream"
    nil
    (merge closing
           {"__init__" (fn [this & [inner]] (when inner (set! (.-inner this) (bytes-below inner))) nil)
            "write_bytes" (fn [this bytes]
                            (if (py/hasattr this "inner")
                              (.write (.-inner this) bytes)
                              (doseq [b bytes] (.write this b))))
            "write" write-bytes
            "make_text_writer" (fn [this encoding]
                                 ((py/type "Encoding"
                                    (py/tuple [io/StringIO])
                                    (py/dict {"write" (fn [_ text]
                                                        (.write this (.encode text encoding "surrogateescape")))
                                              "close" (fn [_] (.close this))}))))
            "writable" (fn [_] true)
            "flush" (fn [this] (when (py/hasattr this "inner") (.flush (.-inner this))) nil)})))
(doseq [c [io/RawIOBase io/BufferedIOBase (py/type (:out java/standard-streams)) (py/type (:err java/standard-streams))]]
  (.register abc OutputStream c))
(java/note 'java.io.OutputStream "" "What bytes are written to.")

(byte-class OutputStream java.io.ByteArrayOutputStream "Keeps the bytes written to it."
  (fn [& _] ((make "java.io.ByteArrayOutputStream") (Bytes))))
(let [memory (make "java.io.ByteArrayOutputStream")
      text (fn ([this] (.decode (.getvalue (.-inner this)) "utf-8" "replace"))
               ([this encoding] (java/decoded (.getvalue (.-inner this)) encoding)))]
  (doseq [[m f] {"toByteArray" (fn [this] (java/signed-bytes (.getvalue (.-inner this))))
                 "getvalue" (fn [this] (.getvalue (.-inner this)))
                 "size" (fn [this] (.tell (.-inner this)))
                 "toString" text
                 "__str__" text
                 "reset" (fn [this] (.seek (.-inner this) 0) (.truncate (.-inner this)) nil)
                 "writeTo" (fn [this out] (.write out (.getvalue (.-inner this))) nil)}]
    (py/setattr memory m f)))
(declare connect-pipe)
(byte-class InputStream
            java.io.PipedInputStream
            "What is written to a PipedOutputStream."
            (fn ([] ((make "java.io.PipedInputStream")))
                ([out & _]
                 (let [in ((make "java.io.PipedInputStream"))] (when-not (integer? out) (connect-pipe in out)) in))))
(byte-class OutputStream
            java.io.PipedOutputStream
            "What a PipedInputStream reads."
            (fn ([] ((make "java.io.PipedOutputStream")))
                ([in] (let [out ((make "java.io.PipedOutputStream"))] (connect-pipe in out) out))))
(defn- connect-pipe [in out]
  (let [os (py/__import__ "os"), [from to] (.pipe os)]
    (set! (.-inner in) (.fdopen os from "rb" 0))
    (set! (.-inner out) (.fdopen os to "wb" 0))
    nil))
(py/setattr (make "java.io.PipedInputStream") "connect" (fn [in out] (connect-pipe in out)))
(py/setattr (make "java.io.PipedOutputStream") "connect" (fn [out in] (connect-pipe in out)))
(byte-class OutputStream java.io.FileOutputStream "Bytes to a file."
  (fn ([file] ((make "java.io.FileOutputStream") (py/open (py/str file) "wb")))
      ([file append] ((make "java.io.FileOutputStream") (py/open (py/str file) (if (true? append) "ab" "wb"))))))
(byte-class OutputStream java.io.BufferedOutputStream "Bytes to another stream."
  (fn [out & _] ((make "java.io.BufferedOutputStream") out)))
(byte-class OutputStream java.io.FilterOutputStream "Bytes to another stream, for proxies."
  (fn [out] ((make "java.io.FilterOutputStream") out)))
(byte-class OutputStream java.io.DataOutputStream "Numbers as bytes to another stream."
  (fn [out] ((make "java.io.DataOutputStream") out)))
(defn- packed [fmt] (fn [this x] (.write_bytes this (.pack (py/__import__ "struct") fmt x)) nil))
(let [data (make "java.io.DataOutputStream") write (.-write_bytes data)]
  (doseq [[m f] {"write_bytes" (fn [this b]
                                 (set! (.-written this) (+ (py/getattr this "written" 0) (count b)))
                                 (write this b))
                 "size" (fn [this] (py/getattr this "written" 0))
                 "writeByte" (fn [this x] (.write this x))
                 "writeShort" (fn [this x] ((packed ">h") this (unchecked-short x)))
                 "writeInt" (fn [this x] ((packed ">i") this (unchecked-int x)))
                 "writeLong" (packed ">q")
                 "writeFloat" (packed ">f")
                 "writeDouble" (packed ">d")
                 "writeBoolean" (packed "?")
                 "writeChar" (fn [this x] ((packed ">H") this (if (string? x) (py/ord x) x)))
                 "writeChars" (fn [this s] (.write_bytes this (.encode s "utf-16-be")) nil)
                 "writeBytes" (fn [this s] (.write_bytes this (.encode s "latin-1")) nil)
                 "writeUTF" (fn [this s]
                              (let [b (.encode s "utf-8")] ((packed ">H") this (count b)) (.write_bytes this b) nil))}]
    (py/setattr data m f)))

;; --- streams of Python's under these methods --------------------------------------------

(defmethods "InputStream" (fn [x] (or (instance? io/RawIOBase x) (instance? io/BufferedIOBase x)))
  (readAllBytes "All bytes." (fn [s] (java/signed-bytes (.read s))))
  (toByteArray "The bytes written so far." (fn [s] (java/signed-bytes (.getvalue s)))))

;; --- character sets -----------------------------------------------------------------------

(java/enum java.nio.charset.CodingErrorAction "What becomes of bytes that are no text." IGNORE REPLACE REPORT)
;; A name that Python's functions take, with Java's methods.
(def ^:private Charset
  (enter "java.nio.charset.Charset"
    (java/python-class "java.nio.charset.Charset" [py/str]
      {"name"        (fn [this] (py/str this))
       "displayName" (fn [this & _] (py/str this))
       "toString"    (fn [this] (py/str this))
       "newEncoder"  (fn [this] ((requiring-resolve 'cljsh.java.buffers/encoder) this))
       "newDecoder"  (fn [this] ((requiring-resolve 'cljsh.java.buffers/decoder) this))
       "encode"      (fn [this text] ((requiring-resolve 'cljsh.java.buffers/encoded) this text "replace"))
       "decode"      (fn [this b] ((requiring-resolve 'cljsh.java.buffers/decoded) this b "replace"))
       "canEncode"   (fn [_] true)})))

(def ^:private standard-names
  "How Java writes the names that Python has in small letters."
  {"utf-8" "UTF-8"
   "ascii" "US-ASCII"
   "iso8859-1" "ISO-8859-1"
   "utf-16" "UTF-16"
   "utf-16-be" "UTF-16BE"
   "utf-16-le" "UTF-16LE"})

(defn- charset-named [n]
  (let [python (charset n)]
    (Charset (get standard-names python (str/upper-case python)))))

(statics java.nio.charset.StandardCharsets "Encodings by name."
  (UTF_8 "UTF-8" (charset-named "UTF-8"))
  (US_ASCII "ASCII" (charset-named "US-ASCII"))
  (ISO_8859_1 "Latin 1" (charset-named "ISO-8859-1"))
  (UTF_16 "UTF-16" (charset-named "UTF-16"))
  (UTF_16BE "UTF-16, big end first" (charset-named "UTF-16BE"))
  (UTF_16LE "UTF-16, little end first" (charset-named "UTF-16LE")))
(statics java.nio.charset.Charset "Encodings by name."
  (forName "That of a name." charset-named) (defaultCharset "UTF-8." (fn [] (charset-named "UTF-8")))
  (isSupported "Is there one of that name?" (fn [n] (try (charset n) true (catch IllegalArgumentException _ false)))))

;; --- objects -----------------------------------------------------------------------

(defn- no-bytes-for [x]
  (throw (java.io.NotSerializableException. (str (.-__module__ (class x)) "." (.-__qualname__ (class x))))))

(def ^:private endless
  "Seqs that may have no end."
  (set (map class [(iterate inc 0) (cycle [1]) (repeat 1)])))

(def ^:private Objects
  "How objects become bytes: as pickle does it, and functions with what they close over. Python's pickle is imported when an object is written."
  (delay (let [pickle (py/__import__ "pickle")]
           (py/type "Objects"
             (py/tuple [(.-Pickler pickle)])
             (py/dict {"reducer_override" (fn [_ x]
                                            (cond
                                              (endless (class x)) (no-bytes-for x)
                                              (instance? clojure.lang.Namespace x)
                                                (py/tuple [create-ns (py/tuple [(ns-name x)])])
                                              (and (var? x) (= 'user (some-> x meta :ns ns-name)))
                                                (py/tuple [intern (py/tuple ['user (:name (meta x))])])
                                              (and (fn? x)
                                                   (not (identical? x
                                                                    (some-> (resolve (symbol (str (.-__module__ x))
                                                                                             (str (.-__name__ x))))
                                                                            deref))))
                                                (py/tuple [cljsh.vm/decode (py/tuple [(cljsh.vm/encode x)])])
                                              :else py/NotImplemented))})))))

(defn- object-bytes [x]
  (let [out (Bytes)]
    (.dump (@Objects out) x)
    (.getvalue out)))

(byte-class OutputStream java.io.ObjectOutputStream "Objects to another stream of bytes."
  (fn [out] ((make "java.io.ObjectOutputStream") out)))
(py/setattr (make "java.io.ObjectOutputStream") "writeObject"
  (fn [this x]
    (let [bytes (try (object-bytes x)
                  (catch java.io.NotSerializableException e (throw e))
                  (catch [Exception Error] _ (no-bytes-for x)))]
      (.write this (.to_bytes (count bytes) 8 "big"))
      (.write this bytes)
      nil)))
(byte-class InputStream
            java.io.ObjectInputStream
            "Objects of another stream of bytes, which ObjectOutputStream has written: read no others than your own."
            (fn [in] ((make "java.io.ObjectInputStream") in)))
(py/setattr (make "java.io.ObjectInputStream") "readObject"
  (fn [this]
    (let [inner (.-inner this)
          head  (.read inner 8)]
      (when-not (= 8 (count head))
        (throw (java.io.EOFException. "no object is left")))
      (.loads (py/__import__ "pickle") (.read inner (.from_bytes py/int head "big"))))))
