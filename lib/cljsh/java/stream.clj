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

(load "stream/readers")
(load "stream/writers")
(load "stream/bytes")
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
