;; SPDX-License-Identifier: MIT
(ns java-buffers-test
  "java.nio's buffers, and how characters become bytes in them; expectations are the JVM's."
  (:require [clojure.test :refer [are deftest is testing]])
  (:import [java.nio BufferOverflowException BufferUnderflowException ByteBuffer ByteOrder CharBuffer]
           [java.nio.charset Charset CharsetEncoder CoderResult CodingErrorAction StandardCharsets]))

(deftest numbers-at-places
  (let [b (ByteBuffer/allocate 8)]
    (.putShort b 0 (unchecked-short 513))
    (is (= [0 513 8] [(.position b) (.getShort b 0) (.remaining b)]))
    (.order b ByteOrder/LITTLE_ENDIAN)
    (is (= [258 "LITTLE_ENDIAN"] [(.getShort b 0) (str (.order b))]))
    (is (= [7 1.5] [(.getInt (.putInt b 4 7) 4) (.getFloat (.putFloat b 0 1.5) 0)]))
    (is (= 200 (bit-and 255 (.get (.put b 1 (unchecked-byte 200)) 1))))
    (are [form] (thrown? IndexOutOfBoundsException form)
      (.getInt b 5) (.putLong b 1 1) (.get b 8))))

(deftest the-place-moves
  (let [b (doto (ByteBuffer/wrap (byte-array [1 2 3 4 5 6 7 8])) (.position 2) (.limit 6))]
    (is (= 0x03040506 (.getInt b)))
    (is (= [6 false] [(.position b) (.hasRemaining b)]))
    (is (thrown? BufferUnderflowException (.get b)))
    (is (thrown? BufferOverflowException (.put b (byte 1))))
    (.flip b)
    (is (= [0 6] [(.position b) (.limit b)]))
    (let [to (byte-array 3)]
      (.get b to 1 2)
      (is (= [0 1 2] (vec to))))
    (.mark b)
    (.get b)
    (is (= 2 (.position (.reset b))))
    (is (= [3 4 5 6] (let [s (.slice b)] (mapv (fn [_] (.get s)) (range 4)))))
    (is (= [4 8] (let [c (.compact b)] [(.position c) (.limit c)])))
    (is (thrown? IllegalArgumentException (.position b 9))))
  (let [xs (byte-array 4), b (ByteBuffer/wrap xs)]
    (.put b (byte-array [5 6]))
    (is (= [5 6 0 0] (vec xs)) "the array is shared")
    (is (= [2 true] [(.remaining (.duplicate b)) (identical? xs (.array b))]))
    (is (thrown? RuntimeException (.put (.asReadOnlyBuffer b) (byte 1))))
    (is (= (ByteBuffer/wrap (byte-array [1 2])) (ByteBuffer/wrap (byte-array [1 2]))))))

(deftest characters-and-bytes
  (let [coded (fn [room]
                (let [from (CharBuffer/wrap "héllo"), to (ByteBuffer/allocate room)
                      result (.encode (.newEncoder StandardCharsets/UTF_8) from to true)]
                  [(condp = result CoderResult/UNDERFLOW :ended CoderResult/OVERFLOW :full) (.position to) (.position from)]))]
    (is (= [:full 4 3] (coded 4)))
    (is (= [:ended 6 5] (coded 40))))
  (is (= 3 (.remaining (.encode StandardCharsets/UTF_8 "aé"))))
  (is (= "aé" (str (.decode StandardCharsets/UTF_8 (.encode StandardCharsets/UTF_8 "aé")))))
  (let [decoder (doto (.newDecoder (Charset/forName "UTF-8")) (.onMalformedInput CodingErrorAction/REPLACE))]
    (is (= "a\ufffd" (str (.decode decoder (ByteBuffer/wrap (byte-array [97 -1])))))))
  (is (thrown? java.nio.charset.CharacterCodingException (.decode (.newDecoder StandardCharsets/UTF_8) (ByteBuffer/wrap (byte-array [-1])))))
  (let [from (ByteBuffer/wrap (.getBytes "aéb")), to (CharBuffer/allocate 2)]
    (is (= CoderResult/OVERFLOW (.decode (.newDecoder StandardCharsets/UTF_8) from to true)))
    (is (= [3 "aé"] [(.position from) (str (.flip to))])))
  (is (instance? CharsetEncoder (.newEncoder StandardCharsets/US_ASCII)))
  (is (= [true false] [(.canEncode (.newEncoder StandardCharsets/US_ASCII) "a") (.canEncode (.newEncoder StandardCharsets/US_ASCII) "é")])))
