;; SPDX-License-Identifier: MIT
(ns cljsh.java.zip
  "java.util.zip and java.util.jar: archives, compressed streams, checksums."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter enter-class statics]]
            [cljsh.java.stream]
            [zipfile]
            [zlib]))

(deftype ZipEntry [info]
  Object
  (getName [_] (.-filename info))
  (toString [_] (.-filename info))
  (isDirectory [_] (.endswith (.-filename info) "/"))
  (getSize [_] (.-file_size info))
  (getCompressedSize [_] (.-compress_size info))
  (getCrc [_] (.-CRC info))
  (getTime [_] (long (* 1000 (.mktime (py/__import__ "time") (py/tuple (concat (.-date_time info) [0 0 -1]))))))
  (setTime [_ _] nil))
(deftype ZipFile [inner]
  Object
  (entries [_] (py/iter (map (fn [i] (ZipEntry. i)) (.infolist inner))))
  (stream [_] (map (fn [i] (ZipEntry. i)) (.infolist inner)))
  (getEntry [_ n] (try (ZipEntry. (.getinfo inner n)) (catch LookupError _ nil)))
  (getJarEntry [this n] (.getEntry this n))
  (getInputStream [_ e] ((java/class-named "java.io.InputStream") (.open inner (.-info e))))
  (getName [_] (.-filename inner)) (size [_] (count (.infolist inner)))
  (getManifest [_] nil)
  (close [_] (.close inner) nil) (__enter__ [this] this) (__exit__ [_ & _] (.close inner) false))
(doseq [[full c] {"java.util.zip.ZipFile" ZipFile
                  "java.util.jar.JarFile" ZipFile
                  "java.util.zip.ZipEntry" ZipEntry
                  "java.util.jar.JarEntry" ZipEntry}]
  (enter full c)
  (java/note full "" "Of a zip archive."))
(defn- open-zip [f & _] (ZipFile. (zipfile/ZipFile (py/str f))))
(statics java.util.zip.ZipFile "A zip archive." (new "Of a file." open-zip))
(statics java.util.jar.JarFile "A zip archive." (new "Of a file." open-zip))
(statics java.util.zip.ZipEntry "What a zip archive holds." (new "Of a name." (fn [n] (ZipEntry. (zipfile/ZipInfo n)))))

(defn- octets
  "What is written: a byte, bytes, or the text that spit gives a stream."
  [x]
  (cond (integer? x) (py/bytes [(bit-and x 255)]) (string? x) (.encode x "utf-8") :else (py/bytes x)))

(deftype ZipOutputStream [inner ^:mutable open]
  Object
  (putNextEntry [this e] (.closeEntry this) (set! open (.open inner (.-info e) "w")) nil)
  (write [_ x] (.write open (octets x)) nil)
  (write [_ x i n] (.write open (.__getitem__ (py/bytes x) (py/slice i (+ i n)))) nil)
  (closeEntry [_] (when open (.close open) (set! open nil)) nil)
  (flush [_] nil)
  (finish [this] (.closeEntry this) nil)
  (close [this] (.closeEntry this) (.close inner) nil)
  (__enter__ [this] this)
  (__exit__ [this & _] (.close this) false))
(enter "java.util.zip.ZipOutputStream" ZipOutputStream)
(statics java.util.zip.ZipOutputStream "Writes a zip archive."
  (new "To a stream." (fn [out & _] (ZipOutputStream. (zipfile/ZipFile (.-inner out) "w" zipfile/ZIP_DEFLATED) nil))))
(deftype ZipInputStream [inner ^:mutable left ^:mutable open]
  Object
  (getNextEntry [_] (when-let [[i & more] (seq left)] (set! left more) (set! open (.open inner i)) (ZipEntry. i)))
  (read_all [_] (.read open))
  (read [_] (let [b (.read open 1)] (if (zero? (count b)) -1 (first b))))
  (read [_ x]
    (if (integer? x)
      (.read open x)
      (let [b (.read open (count x))]
        (if (zero? (count b)) -1 (do (.__setitem__ x (py/slice 0 (count b)) b) (count b))))))
  (closeEntry [_] nil)
  (close [_] (.close inner) nil)
  (__enter__ [this] this)
  (__exit__ [this & _] (.close this) false))
(enter "java.util.zip.ZipInputStream" ZipInputStream)
(statics java.util.zip.ZipInputStream "Reads a zip archive."
  (new "Of a stream."
    (fn [in]
      (let [z (zipfile/ZipFile (.BytesIO (py/__import__ "io") (.read_all in)))]
        (ZipInputStream. z (seq (.infolist z)) nil)))))

(statics java.util.zip.GZIPInputStream "Reads what is compressed."
  (new "Of a stream."
    (fn [in & _]
      ((java/class-named "java.io.InputStream") (.GzipFile (py/__import__ "gzip") ** :fileobj (.-inner in) :mode "rb")))))
(deftype GZIPOutputStream [inner out]
  Object
  (write [_ x] (.write inner (octets x)) nil)
  (write [_ x i n] (.write inner (.__getitem__ (py/bytes x) (py/slice i (+ i n)))) nil)
  (writable [_] true)
  (flush [_] (when-not (.-closed inner) (.flush inner)) nil)
  (finish [_] (.close inner) (.flush out) nil)
  (close [this] (.finish this) (.close out) nil) (__enter__ [this] this) (__exit__ [this & _] (.close this) false))
(enter "java.util.zip.GZIPOutputStream" GZIPOutputStream)
(.register (.-ABCMeta (py/__import__ "abc")) (java/class-named "java.io.OutputStream") GZIPOutputStream)
(statics java.util.zip.GZIPOutputStream "Compresses what is written."
  (new "To a stream."
    (fn [out & _] (GZIPOutputStream. (.GzipFile (py/__import__ "gzip") ** :fileobj (.-inner out) :mode "wb") out))))

(deftype CRC32 [^:mutable value f]
  Object
  (update [_ x] (set! value (f (if (integer? x) (py/bytes [(bit-and x 255)]) (py/bytes x)) value)) nil)
  (update [_ x i n] (set! value (f (.__getitem__ (py/bytes x) (py/slice i (+ i n))) value)) nil)
  (getValue [_] value)
  (reset [_] (set! value 0) nil))
(enter "java.util.zip.CRC32" CRC32)
(statics java.util.zip.CRC32 "A checksum." (new "0." (fn [] (CRC32. 0 zlib/crc32))))
(statics java.util.zip.Adler32 "A checksum." (new "1." (fn [] (CRC32. 1 zlib/adler32))))

;; --- what is deflated ------------------------------------------------------------------

(defn- part [x i n] (.__getitem__ (py/bytes (map (fn [b] (bit-and b 255)) x)) (py/slice i (+ i n))))
(defn- into-array-from
  "Puts the first bytes of those that wait into an array; returns [how many, what still waits]."
  [waiting array i n]
  (let [k (min n (count waiting))]
    (dotimes [j k] (aset array (+ i j) (unchecked-byte (.__getitem__ waiting j))))
    [k (.__getitem__ waiting (py/slice k nil))]))

(defn- window [nowrap] (if nowrap -15 15))

(deftype Deflater [^:mutable inner level nowrap ^:mutable waiting ^:mutable input ^:mutable ended ^:mutable flushed
                   ^:mutable in ^:mutable out ^:mutable sum]
  Object
  (setInput [this x] (.setInput this x 0 (count x)))
  (setInput [_ x i n] (set! input (part x i n)) nil)
  (setLevel [_ _] nil)
  (setStrategy [_ _] nil)
  (setDictionary [_ dictionary]
    (set! inner (zlib/compressobj level zlib/DEFLATED (window nowrap) 8 0 (py/bytes dictionary)))
    nil)
  (finish [_] (set! ended true) nil)
  (needsInput [_] (zero? (count input)))
  (finished [_] (and (boolean flushed) (zero? (count waiting))))
  (deflate [this array] (.deflate this array 0 (count array)))
  (deflate [this array i n] (.deflate this array i n 0))
  (deflate [_ array i n mode]
    (when (pos? (count input))
      (set! in (+ in (count input)))
      (set! sum (zlib/adler32 input sum))
      (set! waiting (.__add__ waiting (.compress inner input)))
      (set! input (py/bytes)))
    (cond
      (and ended (not flushed)) (do (set! waiting (.__add__ waiting (.flush inner))) (set! flushed true))
      (= mode 2) (set! waiting (.__add__ waiting (.flush inner zlib/Z_SYNC_FLUSH))))
    (let [[k more] (into-array-from waiting array i n)] (set! waiting more) (set! out (+ out k)) k))
  (getTotalIn [_] in)
  (getTotalOut [_] out)
  (getBytesRead [_] in)
  (getBytesWritten [_] out)
  (getAdler [_] sum)
  (reset [_]
    (set! inner (zlib/compressobj level zlib/DEFLATED (window nowrap)))
    (set! waiting (py/bytes))
    (set! input (py/bytes))
    (set! ended false)
    (set! flushed false)
    (set! in 0)
    (set! out 0)
    (set! sum 1)
    nil)
  (end [_] nil))
(enter-class java.util.zip.Deflater Deflater "Compresses bytes, by zlib."
  (new "Of a level."
    (fn ([] (Deflater. (zlib/compressobj) -1 false (py/bytes) (py/bytes) false false 0 0 1))
        ([level & [nowrap]]
         (Deflater. (zlib/compressobj level zlib/DEFLATED (window nowrap))
                    level
                    nowrap
                    (py/bytes)
                    (py/bytes)
                    false
                    false
                    0
                    0
                    1))))
  (BEST_COMPRESSION "9" 9)
  (BEST_SPEED "1" 1)
  (DEFAULT_COMPRESSION "-1" -1)
  (NO_COMPRESSION "0" 0)
  (DEFLATED "8" 8)
  (DEFAULT_STRATEGY "0" 0)
  (FILTERED "1" 1)
  (HUFFMAN_ONLY "2" 2)
  (NO_FLUSH "0" 0)
  (SYNC_FLUSH "2" 2)
  (FULL_FLUSH "3" 3))

(deftype Inflater [^:mutable inner nowrap ^:mutable waiting ^:mutable input ^:mutable in ^:mutable out ^:mutable sum]
  Object
  (setInput [this x] (.setInput this x 0 (count x)))
  (setInput [_ x i n] (set! input (part x i n)) nil)
  (setDictionary [_ dictionary] (set! inner (zlib/decompressobj (window nowrap) (py/bytes dictionary))) nil)
  (needsInput [_] (zero? (count input)))
  (needsDictionary [_] false)
  (finished [_] (and (.-eof inner) (zero? (count waiting))))
  (getRemaining [_] (+ (count input) (count (.-unused_data inner))))
  (inflate [this array] (.inflate this array 0 (count array)))
  (inflate [_ array i n]
    (when (and (pos? (count input)) (< (count waiting) n))
      (set! in (+ in (count input)))
      (set! waiting
            (.__add__ waiting
                      (try
                        (.decompress inner input)
                        (catch zlib/error e (throw (java.util.zip.DataFormatException. (str (ex-message e))))))))
      (set! input (py/bytes)))
    (let [[k more] (into-array-from waiting array i n)]
      (set! sum (zlib/adler32 (.__getitem__ waiting (py/slice 0 k)) sum))
      (set! waiting more)
      (set! out (+ out k))
      k))
  (getTotalIn [_] (- in (count (.-unused_data inner))))
  (getTotalOut [_] out)
  (getBytesRead [_] (- in (count (.-unused_data inner))))
  (getBytesWritten [_] out)
  (getAdler [_] sum)
  (reset [_]
    (set! inner (zlib/decompressobj (window nowrap)))
    (set! waiting (py/bytes))
    (set! input (py/bytes))
    (set! in 0)
    (set! out 0)
    (set! sum 1)
    nil)
  (end [_] nil))
(enter-class java.util.zip.Inflater Inflater "Expands what is compressed, by zlib."
  (new "With zlib's header, or without."
    (fn [& [nowrap]] (Inflater. (zlib/decompressobj (window nowrap)) nowrap (py/bytes) (py/bytes) 0 0 1))))

(deftype DeflaterOutputStream [inner out]
  Object
  (write [_ x] (.write out (.compress inner (octets x))) nil)
  (write [_ x i n] (.write out (.compress inner (part x i n))) nil)
  (writable [_] true)
  (flush [_] (.flush out) nil)
  (finish [_] (.write out (.flush inner)) (.flush out) nil)
  (close [this] (.finish this) (.close out) nil) (__enter__ [this] this) (__exit__ [this & _] (.close this) false))
(enter "java.util.zip.DeflaterOutputStream" DeflaterOutputStream)
(.register (.-ABCMeta (py/__import__ "abc")) (java/class-named "java.io.OutputStream") DeflaterOutputStream)
(statics java.util.zip.DeflaterOutputStream "Compresses what is written."
  (new "To a stream."
    (fn [out & [deflater]] (DeflaterOutputStream. (if deflater (.-inner deflater) (zlib/compressobj)) out))))
(statics java.util.zip.InflaterInputStream "Reads what is compressed."
  (new "Of a stream."
    (fn [in & [inflater]]
      (java.io.ByteArrayInputStream. (zlib/decompress (.read_all in) (window (and inflater (.-nowrap inflater))))))))
(statics java.util.zip.DeflaterInputStream "Reads what is there, compressed."
  (new "Of a stream." (fn [in & _] (java.io.ByteArrayInputStream. (zlib/compress (.read_all in))))))
(statics java.util.zip.ZipEntry "What a zip archive holds." (STORED "0" 0) (DEFLATED "8" 8))
