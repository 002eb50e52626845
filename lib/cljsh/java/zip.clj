;; SPDX-License-Identifier: MIT
(ns cljsh.java.zip
  "java.util.zip and java.util.jar: archives, compressed streams, checksums."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter statics]]
            [cljsh.java.stream]
            [zipfile]
            [zlib]))

(deftype ZipEntry [info]
  Object
  (getName [_] (.-filename info)) (toString [_] (.-filename info)) (isDirectory [_] (.endswith (.-filename info) "/"))
  (getSize [_] (.-file_size info)) (getCompressedSize [_] (.-compress_size info)) (getCrc [_] (.-CRC info))
  (getTime [_] (long (* 1000 (.mktime (py/__import__ "time") (py/tuple (concat (.-date_time info) [0 0 -1])))))) (setTime [_ _] nil))
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
(doseq [[full c] {"java.util.zip.ZipFile" ZipFile "java.util.jar.JarFile" ZipFile "java.util.zip.ZipEntry" ZipEntry "java.util.jar.JarEntry" ZipEntry}] (enter full c) (java/note full "" "Of a zip archive."))
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
  (flush [_] nil) (finish [this] (.closeEntry this) nil)
  (close [this] (.closeEntry this) (.close inner) nil) (__enter__ [this] this) (__exit__ [this & _] (.close this) false))
(enter "java.util.zip.ZipOutputStream" ZipOutputStream)
(statics java.util.zip.ZipOutputStream "Writes a zip archive." (new "To a stream." (fn [out & _] (ZipOutputStream. (zipfile/ZipFile (.-inner out) "w" zipfile/ZIP_DEFLATED) nil))))
(deftype ZipInputStream [inner ^:mutable left ^:mutable open]
  Object
  (getNextEntry [_] (when-let [[i & more] (seq left)] (set! left more) (set! open (.open inner i)) (ZipEntry. i)))
  (read_all [_] (.read open)) (read [_] (let [b (.read open 1)] (if (zero? (count b)) -1 (first b))))
  (read [_ x] (if (integer? x) (.read open x) (let [b (.read open (count x))] (if (zero? (count b)) -1 (do (.__setitem__ x (py/slice 0 (count b)) b) (count b))))))
  (closeEntry [_] nil) (close [_] (.close inner) nil) (__enter__ [this] this) (__exit__ [this & _] (.close this) false))
(enter "java.util.zip.ZipInputStream" ZipInputStream)
(statics java.util.zip.ZipInputStream "Reads a zip archive." (new "Of a stream." (fn [in] (let [z (zipfile/ZipFile (.BytesIO (py/__import__ "io") (.read_all in)))] (ZipInputStream. z (seq (.infolist z)) nil)))))

(statics java.util.zip.GZIPInputStream "Reads what is compressed." (new "Of a stream." (fn [in & _] ((java/class-named "java.io.InputStream") (.GzipFile (py/__import__ "gzip") ** :fileobj (.-inner in) :mode "rb")))))
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
  (new "To a stream." (fn [out & _] (GZIPOutputStream. (.GzipFile (py/__import__ "gzip") ** :fileobj (.-inner out) :mode "wb") out))))
(statics java.util.zip.InflaterInputStream "Reads what is compressed." (new "Of a stream." (fn [in & _] (java.io.ByteArrayInputStream. (zlib/decompress (.read_all in))))))
(deftype CRC32 [^:mutable value f]
  Object
  (update [_ x] (set! value (f (if (integer? x) (py/bytes [(bit-and x 255)]) (py/bytes x)) value)) nil) (update [_ x i n] (set! value (f (.__getitem__ (py/bytes x) (py/slice i (+ i n))) value)) nil)
  (getValue [_] value) (reset [_] (set! value 0) nil))
(enter "java.util.zip.CRC32" CRC32)
(statics java.util.zip.CRC32 "A checksum." (new "0." (fn [] (CRC32. 0 zlib/crc32))))
(statics java.util.zip.Adler32 "A checksum." (new "1." (fn [] (CRC32. 1 zlib/adler32))))
