;; SPDX-License-Identifier: MIT
(ns cljsh.java.channels
  "java.nio.channels: files and streams that are read into buffers and written out of them."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter statics]]
            [io]
            [os]))

(defn- octets
  "What is left in a buffer, as bytes of Python; afterwards nothing is left in it."
  [buffer]
  (let [from (.-from buffer), at (.position buffer), end (.limit buffer)]
    (.position buffer end)
    (py/bytes (.__getitem__ (py/memoryview (.-elements buffer)) (py/slice (+ from at) (+ from end))))))

(defn- fill
  "Puts bytes of Python into a buffer; returns how many, -1 where there are none although there is room."
  [buffer bytes room]
  (let [n (count bytes), at (.position buffer), start (+ (.-from buffer) at)]
    (.__setitem__ (.-elements buffer) (py/slice start (+ start n)) bytes)
    (.position buffer (+ at n))
    (if (and (zero? n) (pos? room)) -1 n)))

(defn- open! [channel]
  (when (.-closed (.-inner channel))
    (throw (java.nio.channels.ClosedChannelException.))))

(deftype Channel [inner]
  java.nio.channels.SeekableByteChannel
  Object
  (isOpen [_] (not (.-closed inner)))
  (close [_] (.close inner) nil)
  (__enter__ [this] this)
  (__exit__ [_ & _] (.close inner) false)
  (read [this buffer]
    (open! this)
    (let [room (.remaining buffer)] (fill buffer (or (.read inner room) (py/bytes)) room)))
  (read [this buffer position]
    (open! this)
    (let [room (.remaining buffer)] (fill buffer (os/pread (.fileno inner) room position) room)))
  (write [this buffer] (open! this) (let [bytes (octets buffer)] (.write inner bytes) (count bytes)))
  (write [this buffer position] (open! this) (.flush inner) (os/pwrite (.fileno inner) (octets buffer) position))
  (position [this] (open! this) (.tell inner))
  (position [this n] (open! this) (.seek inner n) this)
  (size [this] (open! this) (.flush inner) (.-st_size (os/fstat (.fileno inner))))
  (truncate [this n]
    (open! this)
    (.flush inner)
    (when (< n (.size this)) (.truncate inner n))
    (.seek inner (min n (.tell inner)))
    this)
  (force [_ _] (.flush inner) (os/fsync (.fileno inner)) nil)
  (transferTo [this position n to]
    (let [bytes (os/pread (.fileno inner) n position)]
      (.write to (java.nio.ByteBuffer/wrap (py/bytearray bytes)))
      (count bytes)))
  (transferFrom [this from position n]
    (let [buffer (java.nio.ByteBuffer/allocate n) k (max 0 (.read from buffer))]
      (.flush inner)
      (os/pwrite (.fileno inner) (.__getitem__ (.array buffer) (py/slice 0 k)) position)))
  (map [this mode position n]
    (let [bytes (os/pread (.fileno inner) n position)]
      (if (= "READ_ONLY" (str mode))
        (java.nio.ByteBuffer/wrap (py/bytearray bytes))
        (throw (UnsupportedOperationException. "only a part that is read can be mapped")))))
  (lock [_ & _]
    (.flock (py/__import__ "fcntl") inner 2)
    (reify
      Object
      (release [_] (.flock (py/__import__ "fcntl") inner 8) nil)
      (close [this] (.release this))
      (isValid [_] true)))
  (tryLock [this & _]
    (try
      (.flock (py/__import__ "fcntl") inner 6)
      (reify
        Object
        (release [_] (.flock (py/__import__ "fcntl") inner 8) nil)
        (close [this] (.release this))
        (isValid [_] true))
      (catch OSError _ nil))))

(doseq [n ["FileChannel" "SeekableFileChannel"]] (enter (str "java.nio.channels." n) Channel))
(java/note 'java.nio.channels.FileChannel "" "The bytes of a file or stream.")
(java/enum java.nio.channels.FileChannel$MapMode "What a mapped part of a file is for." READ_ONLY READ_WRITE PRIVATE)

(defn- mode-of
  "Python's mode for options of java.nio.file.StandardOpenOption."
  [options]
  (let [has (into #{} (map str) options)]
    (cond
      (has "APPEND")            "ab"
      (not (has "WRITE"))       "rb"
      (has "CREATE_NEW")        (if (has "READ") "x+b" "xb")
      (has "TRUNCATE_EXISTING") (if (has "READ") "w+b" "wb")
      :else                     (if (has "READ") "r+b" "r+b"))))

(defn open-channel
  "The channel of a file: options say what it is opened for."
  [path & options]
  (let [options (mapcat (fn [o] (if (or (coll? o) (py/isinstance o (py/tuple [py/list py/set]))) o [o])) options)
        mode    (mode-of options)
        name    (py/str path)]
    (when (and (= mode "r+b") (some #{"CREATE"} (map str options)) (not (.exists (.-path os) name)))
      (.close (py/open name "xb")))
    (Channel. (py/open name mode))))

(statics java.nio.channels.FileChannel "The bytes of a file." (open "Of a path and options." open-channel))

(defn- stream-below [x] (if (py/hasattr x "inner") (.-inner x) x))
(statics java.nio.channels.Channels "Channels and streams."
  (newChannel "Of a stream." (fn [stream] (Channel. (stream-below stream))))
  (newInputStream "What a channel reads." (fn [channel] ((java/class-named "java.io.InputStream") (.-inner channel))))
  (newOutputStream "What a channel writes."
    (fn [channel] ((java/class-named "java.io.OutputStream") (.-inner channel))))
  (newReader "The text that a channel reads."
    (fn [channel & _] (java.io.InputStreamReader. ((java/class-named "java.io.InputStream") (.-inner channel)))))
  (newWriter "The text that a channel writes."
    (fn [channel & _] (java.io.OutputStreamWriter. ((java/class-named "java.io.OutputStream") (.-inner channel))))))

(java/defmethods "FileInputStream"
  (fn [x] (or (instance? java.io.FileInputStream x) (instance? java.io.FileOutputStream x)))
  (getChannel "Its channel." (fn [stream] (Channel. (.-inner stream)))))
