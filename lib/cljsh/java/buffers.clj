;; SPDX-License-Identifier: MIT
(ns cljsh.java.buffers
  "java.nio: bytes and characters with a place in them, and how the ones become the others."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter note python-class statics]])
  (:import [java.nio BufferOverflowException BufferUnderflowException ReadOnlyBufferException]))

(def ^:private codes (py/__import__ "struct"))

(java/enum java.nio.ByteOrder "Which end is first." BIG_ENDIAN LITTLE_ENDIAN)
(statics java.nio.ByteOrder "Which end is first."
  (nativeOrder "This machine's."
    (fn []
      (if (= "little" (.-byteorder (py/__import__ "sys")))
        java.nio.ByteOrder/LITTLE_ENDIAN
        java.nio.ByteOrder/BIG_ENDIAN))))

;; --- what all buffers have ---------------------------------------------------------
;; A buffer has elements of an array, from `from` on; its places are counted from there.

(defn- field [b name value] (py/setattr b name value))

(defn- made
  "Another buffer of the array of one."
  [b from size at end read-only]
  (let [other ((py/type b) (.-elements b) from size)]
    (field other "at" at)
    (field other "end" end)
    (field other "read_only" read-only)
    other))

(defn- rest-of
  "The elements that are still to come."
  [b]
  (.__getitem__ (.-elements b) (py/slice (+ (.-from b) (.-at b)) (+ (.-from b) (.-end b)))))

(defn- between [n most]
  (if (<= 0 n most) n (throw (IllegalArgumentException. (str n " is not between 0 and " most)))))

(defn- go-past
  "The index of the next n elements, which the place is then behind."
  [b n fail]
  (let [at (.-at b)]
    (when (> (+ at n) (.-end b)) (throw (fail)))
    (field b "at" (+ at n))
    (+ (.-from b) at)))

(defn- writable [b] (when (.-read_only b) (throw (ReadOnlyBufferException.))))
(defn- next-to-read [b n] (go-past b n #(BufferUnderflowException.)))
(defn- next-to-write [b n] (writable b) (go-past b n #(BufferOverflowException.)))

(defn- index
  "The index in the array of n elements at a place."
  [b place n]
  (if (<= 0 place (- (.-end b) n)) (+ (.-from b) place) (throw (IndexOutOfBoundsException.))))

(defn- changed [f] (fn [b & args] (apply f b args) b))

(def ^:private Buffer
  (python-class "java.nio.Buffer"
    [py/object]
    {"__init__" (fn [b elements from size]
                  (doseq [[k v] {"elements" elements
                                 "from" from
                                 "size" size
                                 "at" 0
                                 "end" size
                                 "marked" nil
                                 "endian" ">"
                                 "read_only" false}]
                    (field b k v)))
     "__eq__" (fn [b other] (and (instance? (py/type b) other) (= (seq (rest-of b)) (seq (rest-of other)))))
     "__hash__" (fn [b] (hash (vec (rest-of b))))
     "compareTo" (fn [b other] (compare (vec (rest-of b)) (vec (rest-of other))))
     "array" (fn [b] (writable b) (.-elements b))
     "arrayOffset" (fn [b] (.-from b))
     "hasArray" (fn [b] (not (.-read_only b)))
     "isReadOnly" (fn [b] (.-read_only b))
     "isDirect" (fn [_] false)
     "capacity" (fn [b] (.-size b))
     "position" (fn ([b] (.-at b)) ([b n] (field b "at" (between n (.-end b))) b))
     "limit" (fn ([b] (.-end b)) ([b n] (field b "end" (between n (.-size b))) (field b "at" (min n (.-at b))) b))
     "remaining" (fn [b] (- (.-end b) (.-at b)))
     "hasRemaining" (fn [b] (< (.-at b) (.-end b)))
     "flip" (changed (fn [b] (field b "end" (.-at b)) (field b "at" 0)))
     "rewind" (changed (fn [b] (field b "at" 0)))
     "clear" (changed (fn [b] (field b "at" 0) (field b "end" (.-size b))))
     "mark" (changed (fn [b] (field b "marked" (.-at b))))
     "reset" (changed (fn [b]
                        (if-let [n (.-marked b)]
                          (field b "at" n)
                          (throw (IllegalStateException. "the buffer has no mark")))))
     "compact" (changed (fn [b]
                          (let [left (rest-of b) from (.-from b)]
                            (.__setitem__ (.-elements b) (py/slice from (+ from (count left))) left)
                            (field b "at" (count left))
                            (field b "end" (.-size b)))))
     "slice" (fn ([b] (let [n (- (.-end b) (.-at b))] (made b (+ (.-from b) (.-at b)) n 0 n (.-read_only b))))
                 ([b i n] (made b (index b i n) n 0 n (.-read_only b))))
     "duplicate" (fn [b] (made b (.-from b) (.-size b) (.-at b) (.-end b) (.-read_only b)))
     "asReadOnlyBuffer" (fn [b] (made b (.-from b) (.-size b) (.-at b) (.-end b) true))
     "order" (fn ([b] (if (= "<" (.-endian b)) java.nio.ByteOrder/LITTLE_ENDIAN java.nio.ByteOrder/BIG_ENDIAN))
                 ([b o] (field b "endian" (if (= "LITTLE_ENDIAN" (str o)) "<" ">")) b))}))
(enter "java.nio.Buffer" Buffer)
(note 'java.nio.Buffer "" "What has elements and a place in them.")

(defn- put-all
  "Writes elements at the place."
  [b xs]
  (let [i (next-to-write b (count xs))]
    (.__setitem__ (.-elements b) (py/slice i (+ i (count xs))) xs)
    b))

(defn- get-all
  "Fills a part of an array with the next elements."
  [b to offset n]
  (let [i (next-to-read b n)]
    (.__setitem__ to (py/slice offset (+ offset n)) (.__getitem__ (.-elements b) (py/slice i (+ i n))))
    b))

;; --- bytes --------------------------------------------------------------------------

(def ^:private numbers
  "How a number is read, at the place or at an index, and written."
  (into {}
        (for [[label code size narrow] [["" "b" 1 unchecked-byte] ["Short" "h" 2 unchecked-short]
                                        ["Char" "H" 2 (fn [c] (if (string? c) (py/ord c) c))]
                                        ["Int" "i" 4 unchecked-int] ["Long" "q" 8 unchecked-long] ["Float" "f" 4 double]
                                        ["Double" "d" 8 double]]
              :let [widen (if (= label "Char") py/chr identity) read
                    (fn [b i] (widen (first (.unpack_from codes (str (.-endian b) code) (.-elements b) i)))) write
                    (fn [b i x] (.pack_into codes (str (.-endian b) code) (.-elements b) i (narrow x)) b)]
              entry [[(str "get" label) (fn ([b] (read b (next-to-read b size))) ([b i] (read b (index b i size))))]
                     [(str "put" label)
                      (fn ([b x] (write b (next-to-write b size) x))
                          ([b i x] (writable b) (write b (index b i size) x)))]]]
          entry)))

(def ^:private ByteBuffer
  (python-class "java.nio.ByteBuffer"
    [Buffer]
    (let [{get1 "get" put1 "put"} numbers]
      (merge numbers
             {"get" (fn ([b] (get1 b))
                        ([b x] (if (integer? x) (get1 b x) (get-all b x 0 (count x))))
                        ([b to offset n] (get-all b to offset n)))
              "put" (fn ([b x]
                         (cond
                           (integer? x) (put1 b x)
                           (instance? Buffer x) (let [xs (rest-of x)] (put-all b xs) (.position x (.limit x)) b)
                           :else (put-all b x)))
                        ([b i x] (put1 b i x))
                        ([b x offset n] (put-all b (.__getitem__ x (py/slice offset (+ offset n))))))}))))
(enter "java.nio.ByteBuffer" ByteBuffer)
(defn- bytes-of-size [n] (ByteBuffer (byte-array n) 0 n))
(statics java.nio.ByteBuffer "Bytes with a place in them."
  (allocate "So many." bytes-of-size)
  (allocateDirect "So many." bytes-of-size)
  (wrap "Those of an array, or of a part of it."
    (fn ([xs] (ByteBuffer xs 0 (count xs)))
        ([xs offset n] (-> (ByteBuffer xs 0 (count xs)) (.limit (+ offset n)) (.position offset))))))

;; --- characters ---------------------------------------------------------------------

(def ^:private CharBuffer
  (python-class "java.nio.CharBuffer" [Buffer]
    {"__str__"    (fn [b] (apply str (rest-of b)))
     "toString"   (fn [b] (apply str (rest-of b)))
     "length"     (fn [b] (- (.-end b) (.-at b)))
     "charAt"     (fn [b i] (nth (rest-of b) i))
     "get"        (fn ([b] (nth (.-elements b) (next-to-read b 1)))
                      ([b x] (if (integer? x) (nth (.-elements b) (index b x 1)) (get-all b x 0 (count x))))
                      ([b to offset n] (get-all b to offset n)))
     "put"        (fn ([b x] (put-all b (if (instance? Buffer x) (rest-of x) (py/list x))))
                      ([b i x] (writable b) (.__setitem__ (.-elements b) (index b i 1) x) b))
     "append"     (fn [b x] (put-all b (py/list (str x))))
     "subSequence" (fn [b from to] (made b (.-from b) (.-size b) (+ (.-at b) from) (+ (.-at b) to) (.-read_only b)))}))
(enter "java.nio.CharBuffer" CharBuffer)
(statics java.nio.CharBuffer "Characters with a place in them."
  (allocate "So many." (fn [n] (CharBuffer (py/list (repeat n (py/chr 0))) 0 n)))
  (wrap "Those of a text or of an array."
    (fn ([x]
         (let [cs (if (string? x) (py/list x) x) b (CharBuffer cs 0 (count cs))]
           (if (string? x) (.asReadOnlyBuffer b) b)))
        ([x from to]
         (let [cs (if (string? x) (py/list x) x)] (-> (CharBuffer cs 0 (count cs)) (.limit to) (.position from)))))))

;; --- what goes between them -----------------------------------------------------------

(java/enum java.nio.charset.CoderResult "How coding ended." UNDERFLOW OVERFLOW)

(defn- handler
  "Python's way to do with what cannot be coded as an action says."
  [action]
  (get {"IGNORE" "ignore", "REPLACE" "replace"} (str action) "strict"))

(defn- coder-methods [charset-of]
  {"__init__"              (fn [c charset] (field c "coding" charset) (field c "errors" "strict") nil)
   "__str__"               (fn [c] (str (.-coding c))) ; where a character set may be named it may be given
   "charset"               charset-of
   "reset"                 (fn [c] c)
   "flush"                 (fn [_ _] java.nio.charset.CoderResult/UNDERFLOW)
   "onMalformedInput"      (fn [c action] (field c "errors" (handler action)) c)
   "onUnmappableCharacter" (fn [c action] (field c "errors" (handler action)) c)})

(defn- encode-into
  "Writes as many characters as there is room for, and says which ended first."
  [c from to]
  (loop []
    (if-not (.hasRemaining from)
      java.nio.charset.CoderResult/UNDERFLOW
      (let [bytes (.encode (.charAt from 0) (.-coding c) (.-errors c))]
        (if (< (.remaining to) (count bytes))
          java.nio.charset.CoderResult/OVERFLOW
          (do (.get from) (.put to (byte-array (map unchecked-byte bytes))) (recur)))))))

(defn- decode-into
  "Writes as many characters of whole bytes as there is room for, and says which ended first."
  [c from to end?]
  (let [decoder ((.getincrementaldecoder (py/__import__ "codecs") (str (.-coding c))) (.-errors c))]
    (loop [consumed (.position from)]
      (cond
        (not (.hasRemaining from))
          (do (.decode decoder (py/bytes) end?) (.position from consumed) java.nio.charset.CoderResult/UNDERFLOW)
        (not (.hasRemaining to)) (do (.position from consumed) java.nio.charset.CoderResult/OVERFLOW)
        :else (let [text (.decode decoder (py/bytes [(bit-and 255 (.get from))]))]
                (when (seq text) (.put to text))
                (recur (if (seq text) (.position from) consumed)))))))

(defn encoded
  "The bytes of a text in a buffer."
  [charset text errors]
  (let [bs (byte-array (map unchecked-byte (.encode (str text) charset errors)))]
    (ByteBuffer bs 0 (count bs))))

(defn decoded
  "The text of a buffer of bytes, which are then read."
  [charset b errors]
  (let [text (.decode (py/bytes (map #(bit-and 255 %) (rest-of b))) charset errors)]
    (.position b (.limit b))
    (.flip (.put (java.nio.CharBuffer/allocate (count text)) text))))

(def ^:private CharsetEncoder
  (python-class "java.nio.charset.CharsetEncoder"
    [py/object]
    (merge (coder-methods (fn [c] (.-coding c)))
           {"canEncode" (fn [c x]
                          (try
                            (.encode (str x) (.-coding c))
                            true
                            (catch java.nio.charset.CharacterCodingException _ false)))
            "maxBytesPerChar" (fn [_] 3.0)
            "averageBytesPerChar" (fn [_] 1.1)
            "encode" (fn ([c text] (encoded (.-coding c) text (.-errors c)))
                         ([c from to _end?] (encode-into c from to)))})))
(enter "java.nio.charset.CharsetEncoder" CharsetEncoder)
(note 'java.nio.charset.CharsetEncoder "" "Characters become bytes.")

(def ^:private CharsetDecoder
  (python-class "java.nio.charset.CharsetDecoder" [py/object]
    (merge (coder-methods (fn [c] (.-coding c)))
           {"maxCharsPerByte" (fn [_] 1.0)
            "averageCharsPerByte" (fn [_] 1.0)
            "decode"          (fn ([c b] (decoded (.-coding c) b (.-errors c)))
                                  ([c from to end?] (decode-into c from to end?)))})))
(enter "java.nio.charset.CharsetDecoder" CharsetDecoder)
(note 'java.nio.charset.CharsetDecoder "" "Bytes become characters.")

(defn encoder [charset] (CharsetEncoder charset))
(defn decoder [charset] (CharsetDecoder charset))
