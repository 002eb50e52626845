;; SPDX-License-Identifier: MIT
;; Streams of bytes; a part of cljsh.java.stream.

(in-ns 'cljsh.java.stream)

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
