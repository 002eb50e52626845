;; SPDX-License-Identifier: MIT
(ns clojure.java.io
  "Files, and streams of text and bytes."
  {:added "1.2"}
  (:require [cljsh.fs :as fs]
            [cljsh.java.file]
            [cljsh.java.net]
            [cljsh.java.stream]
            [clojure.string :as str])
  (:import [java.io BufferedInputStream BufferedOutputStream BufferedReader BufferedWriter ByteArrayInputStream File
                    FileInputStream FileOutputStream InputStream InputStreamReader OutputStream OutputStreamWriter Reader StringReader Writer]
           [java.net Socket URI URL]
           [java.nio.file Path]))

(alias 'prim 'cljsh.process.prim)

;; --- files and URLs -----------------------------------------------------------------

(defprotocol ^{:added "1.2"} Coercions
  "What can be a file or a URL."
  (^{:added "1.2"} as-file [x] "Returns x as a java.io.File.")
  (^{:added "1.2"} as-url [x] "Returns x as a java.net.URL."))

(defn- file-of-url [x scheme path]
  (if (= scheme "file")
    (File. (java.net.URLDecoder/decode (str/replace (or path "") "+" "%2B") "UTF-8"))
    (throw (IllegalArgumentException. (str "Not a file: " x)))))

(extend-protocol Coercions
  nil
  (as-file [_] nil)
  (as-url [_] nil)
  String
  (as-file [s] (File. s))
  (as-url [s] (URL. s))
  File
  (as-file [f] f)
  (as-url [f] (.toURL f))
  Path
  (as-file [p] (.toFile p))
  (as-url [p] (.toURL (.toUri p)))
  URL
  (as-file [u] (file-of-url u (.getProtocol u) (.getPath u)))
  (as-url [u] u)
  URI
  (as-file [u] (file-of-url u (.getScheme u) (or (.getRawPath u) (.getRawSchemeSpecificPart u)))) ; file:name is opaque
  (as-url [u] (.toURL u))
  Object
  (as-file [x] (File. (prim/path x)))
  (as-url [x] (.toURL (File. (prim/path x)))))

(def ^{:private true, :doc "The class of arrays of bytes."} byte-array-type (class (byte-array 0)))
(def ^{:private true, :doc "The class of arrays of characters."} char-array-type (class (char-array 0)))

(defn as-relative-path
  "Returns x as a path that is not absolute; throws if it is."
  {:added "1.2"}
  [x]
  (let [f (as-file x)]
    (if (.isAbsolute f)
      (throw (IllegalArgumentException. (str f " is not a relative path")))
      (.getPath f))))

(defn file
  "Returns a java.io.File of a path, or of a parent and relative children."
  {:added "1.2"}
  ([arg] (as-file arg))
  ([parent child] (File. (as-file parent) (as-relative-path child)))
  ([parent child & more] (reduce file (file parent child) more)))

(defn delete-file
  "Deletes a file; returns true, or silently if it could not. Without silently, that is an error."
  {:added "1.2"}
  ([f] (delete-file f false))
  ([f silently]
   (or (.delete (file f))
       silently
       (throw (java.io.IOException. (str "Couldn't delete " f))))))

(defn make-parents
  "Makes the directories above the path of the arguments of file that are missing. Were there any?"
  {:added "1.2"}
  [f & more]
  (when-let [parent (.getParentFile (apply file f more))]
    (.mkdirs parent)))

(defn resource
  "Returns the URL of a file on the load path, or nil. That of a library that is part of cljsh begins with \"cljsh:\"."
  {:added "1.2"}
  ([n] (resource n nil))
  ([n _loader]
   (or (some (fn [folder]
               (let [p (fs/join (fs/absolute folder) (str n))]
                 (when (and (fs/exists? p) (not (.startswith (str n) "/")))
                   (.toURL (File. p)))))
             (distinct (cljsh.core/load-path)))
       (when (cljsh.java.net/library-text (str n))
         (java.net.URL. (str "cljsh:" n))))))

;; --- streams ---------------------------------------------------------------------------

(defprotocol ^{:added "1.2"} IOFactory
  "What can be opened: each returns a stream that is open, opts are a map."
  (^{:added "1.2"} make-reader [x opts] "Opens x to read text from.")
  (^{:added "1.2"} make-writer [x opts] "Opens x to write text to.")
  (^{:added "1.2"} make-input-stream [x opts] "Opens x to read bytes from.")
  (^{:added "1.2"} make-output-stream [x opts] "Opens x to write bytes to."))

(defn reader
  "Opens x, a path, File, URL, stream, array of bytes or of characters, to read text from. Option :encoding, \"UTF-8\" if not given."
  {:added "1.2"}
  [x & opts]
  (make-reader x (apply hash-map opts)))

(defn writer
  "Opens x to write text to. Options :append and :encoding."
  {:added "1.2"}
  [x & opts]
  (make-writer x (apply hash-map opts)))

(defn input-stream
  "Opens x to read bytes from."
  {:added "1.2"}
  [x & opts]
  (make-input-stream x (apply hash-map opts)))

(defn output-stream
  "Opens x to write bytes to. Option :append."
  {:added "1.2"}
  [x & opts]
  (make-output-stream x (apply hash-map opts)))

(defn- encoding [opts] (or (:encoding opts) "UTF-8"))
(defn- cannot [what]
  (fn [x _] (throw (IllegalArgumentException. (str "Cannot open <" (cljsh.core/show x) "> as " what ".")))))

(def default-streams-impl
  "What IOFactory's functions do for types that can only be opened as bytes."
  {:make-reader        (fn [x opts] (make-reader (make-input-stream x opts) opts))
   :make-writer        (fn [x opts] (make-writer (make-output-stream x opts) opts))
   :make-input-stream  (cannot "an InputStream")
   :make-output-stream (cannot "an OutputStream")})

(defn- buffer-of
  "The bytes behind a text stream of Python's, as sys.stdin, or nil."
  [x]
  (py/getattr x "buffer" nil))

(extend InputStream IOFactory
  (assoc default-streams-impl
         :make-input-stream (fn [x _] (if (instance? BufferedInputStream x) x (BufferedInputStream. x)))
         :make-reader (fn [x opts] (BufferedReader. (InputStreamReader. x (encoding opts))))))
(extend OutputStream IOFactory
  (assoc default-streams-impl
         :make-output-stream (fn [x _] (if (instance? BufferedOutputStream x) x (BufferedOutputStream. x)))
         :make-writer (fn [x opts] (BufferedWriter. (OutputStreamWriter. x (encoding opts))))))

(defn- text-stream-impl [read? write?]
  (assoc default-streams-impl
         :make-reader (if read? (fn [x _] (if (instance? BufferedReader x) x (BufferedReader. x))) (cannot "a Reader"))
         :make-writer (if write? (fn [x _] (if (instance? BufferedWriter x) x (BufferedWriter. x))) (cannot "a Writer"))
         :make-input-stream  (fn [x opts] (if-let [b (buffer-of x)] (BufferedInputStream. b) ((cannot "an InputStream") x opts)))
         :make-output-stream (fn [x opts] (if-let [b (buffer-of x)] (BufferedOutputStream. b) ((cannot "an OutputStream") x opts)))))
(extend Reader IOFactory (text-stream-impl true false))
(extend Writer IOFactory (text-stream-impl false true))
(extend (.-TextIOBase (py/__import__ "io")) IOFactory (text-stream-impl true true))

(extend File IOFactory
  (assoc default-streams-impl
         :make-input-stream  (fn [x _] (BufferedInputStream. (FileInputStream. x)))
         :make-output-stream (fn [x opts] (BufferedOutputStream. (FileOutputStream. x (boolean (:append opts)))))))

(defn- as-named
  "Does what f does with the file or URL that a text, path or URI names."
  [f]
  (fn [x opts]
    (f (cond
         (and (string? x) (re-find #"^(https?|ftp|file|jar):" x)) (as-url x)
         (instance? URI x) (as-url x)
         :else (as-file x))
       opts)))
(let [named {:make-reader (as-named make-reader) :make-writer (as-named make-writer)
             :make-input-stream (as-named make-input-stream) :make-output-stream (as-named make-output-stream)}]
  (extend String IOFactory named)
  (extend URI IOFactory named)
  (extend Path IOFactory named)
  (extend (.-PathLike (py/__import__ "os")) IOFactory named))

(extend URL IOFactory
  (assoc default-streams-impl
         :make-input-stream (fn [x _] (BufferedInputStream. (.openStream x)))
         :make-output-stream (fn [x opts]
                               (if (= "file" (.getProtocol x))
                                 (make-output-stream (as-file x) opts)
                                 (throw (IllegalArgumentException. (str "Can not write to non-file URL <" x ">")))))))

(extend Socket IOFactory
  (assoc default-streams-impl
         :make-input-stream  (fn [x opts] (make-input-stream (.getInputStream x) opts))
         :make-output-stream (fn [x opts] (make-output-stream (.getOutputStream x) opts))))

(doseq [c [py/bytes py/bytearray]]
  (extend c IOFactory (assoc default-streams-impl :make-input-stream (fn [x _] (BufferedInputStream. (ByteArrayInputStream. x))))))
(extend py/list IOFactory ; an array of characters
  (assoc default-streams-impl
         :make-reader (fn [x _] (BufferedReader. (StringReader. (str/join x))))
         :make-input-stream (fn [x _] (ByteArrayInputStream. x))))
(extend Object IOFactory default-streams-impl)
(extend nil IOFactory
  {:make-reader (cannot "a Reader") :make-writer (cannot "a Writer")
   :make-input-stream (cannot "an InputStream") :make-output-stream (cannot "an OutputStream")})

;; --- copying -------------------------------------------------------------------------------

(defn- contents
  "All that is in something to read, as text or bytes."
  [x opts]
  (cond
    (or (string? x) (bytes? x)) x
    (instance? py/list x) (str/join x)
    (py/hasattr x "read_all") (.read_all x)
    (py/hasattr x "read") (.read x)
    :else (with-open [in (make-input-stream x opts)] (.read_all in))))

(defn- binary? [x]
  (or (instance? OutputStream x) (py/hasattr x "readinto")))

(defn copy
  "Copies all of input, a stream, File, URL, text or array, to output, a stream or File. Returns nil.
  Option :encoding, where one is text and the other bytes."
  {:added "1.2"}
  [input output & opts]
  (let [opts (apply hash-map opts)
        code (encoding opts)
        file? (not (py/hasattr output "write"))]
    (if (and file? (or (instance? File input) (instance? Path input)))
      (.copyfile (py/__import__ "shutil") (prim/path input) (prim/path (as-file output)))
      (let [x     (contents input opts)
            bytes (fn [] (if (string? x) (.encode x (cljsh.java/charset code) "surrogateescape") x))
            text  (fn [] (if (string? x) x (.decode x (cljsh.java/charset code) "surrogateescape")))]
        (cond
          file?            (with-open [out (make-output-stream output opts)] (.write out (bytes)))
          (binary? output) (.write output (bytes))
          :else            (.write output (text)))))
    nil))
