;; SPDX-License-Identifier: MIT
;; Printing to *out*, which holds a Python text stream, and whole files.

(in-ns 'clojure.core)

(defn- write-out
  "Writes a string to *out*. Returns nil."
  [s]
  (.write *out* s)
  nil)

(defn flush
  "Sends what *out* still holds on its way. Returns nil."
  {:added "1.0"}
  []
  (cljsh.core/flush-stream *out*))

(defn newline
  "Prints a newline. Returns nil."
  {:added "1.0"}
  []
  (write-out "\n"))

(defn- end-line
  "Flushes *out* after a line, if *flush-on-newline* says so. Returns nil."
  []
  (when *flush-on-newline*
    (cljsh.core/flush-stream *out*)))

(defn pr
  "Prints values so that read would give them back, with a space between them. Returns nil."
  {:added "1.0"}
  ([] nil)
  ([x] (cljsh.core/print-to *out* true false x))
  ([x & more] (apply cljsh.core/print-to *out* true false x more)))

(defn prn
  "Prints values as pr does, and a newline. Returns nil."
  {:added "1.0"}
  ([] (newline) (end-line))
  ([x] (cljsh.core/print-to *out* true true x) (end-line))
  ([x & more] (apply cljsh.core/print-to *out* true true x more) (end-line)))

(defn print
  "Prints values for people, strings as they are, with a space between them. Returns nil."
  {:added "1.0"}
  ([] nil)
  ([x] (cljsh.core/print-to *out* false false x))
  ([x & more] (apply cljsh.core/print-to *out* false false x more)))

(defn println
  "Prints values as print does, and a newline. Returns nil."
  {:added "1.0"}
  ([] (newline) (end-line))
  ([x] (cljsh.core/print-to *out* false true x) (end-line))
  ([x & more] (apply cljsh.core/print-to *out* false true x more) (end-line)))

(defn printf
  "Prints (format fmt & args). Returns nil."
  {:added "1.0"}
  [fmt & args]
  (write-out (apply format fmt args)))

;; --- strings as streams -----------------------------------------------------

(defn- string-stream
  "A text stream over a string, to read or to write."
  [s]
  (.StringIO (py/__import__ "_io") s ""))

(intern 'cljsh.core 'string-stream string-stream)

(defmacro with-out-str
  "Evaluates the body, and returns what it prints as a string."
  {:added "1.0"}
  [& body]
  `(let* [stream# (cljsh.core/string-stream "")]
     (binding [*out* stream#]
       ~@body
       (.getvalue stream#))))

(defmacro with-in-str
  "Evaluates the body with the text of s as its input."
  {:added "1.0"}
  [s & body]
  `(binding [*in* (cljsh.core/string-stream ~s)]
     ~@body))

;; --- files ------------------------------------------------------------------

(defn- stream?
  "Is f open already?"
  [f]
  (or (py/hasattr f "read") (py/hasattr f "write") (py/hasattr f "read_all")))

(declare requiring-resolve)

(defn- opened-by-io
  "What clojure.java.io opens where f is no path: bytes, sockets, URIs, types that a program extended IOFactory to; else nil."
  [f open options]
  (when-not (or (string? f) (nil? f) (integer? f) (py/hasattr f "__fspath__"))
    (apply (requiring-resolve open) f (mapcat identity options))))

(defn- open-path
  "Opens what f names, a path or a URL to read from, as a text stream."
  [f mode {:keys [encoding] :or {encoding "UTF-8"}}]
  (if (and (string? f) (= mode "r") (re-find #"^(https?|ftp|file)://" f))
    (.TextIOWrapper (py/__import__ "_io")
                    (.urlopen (.-request (py/__import__ "urllib.request")) f)
                    encoding)
    (py/open (cljsh.process.prim/path f) mode -1 encoding "surrogateescape" "")))

(defn- read-to-end
  "What is left in a text stream; in a tasklet it is waited for part by part."
  [stream]
  (loop [parts [], n (cljsh.core/await-text stream)]
    (if (nil? n)
      (if (= parts [])
        (.read stream)
        (.join "" (conj parts (.read stream))))
      (let [part (.read stream n)]
        (if (= part "")
          (.join "" parts)
          (recur (conj parts part) (cljsh.core/await-text stream)))))))

(defn- read-all-text
  "What is left in a stream, decoded if it is bytes."
  [stream {:keys [encoding] :or {encoding "UTF-8"}}]
  (let [text (if (py/hasattr stream "read_all") (.read_all stream) (read-to-end stream))]
    (if (string? text)
      text
      (.decode text encoding))))

(defn- naming
  "Calls f; an error of the system that names no file gets the name of this one."
  [file f]
  (try
    (f)
    (catch OSError e
      (when (nil? (.-filename e))
        (set! (.-filename e) (str file)))
      (if (= 36 (.-errno e)) ; no file has a name that is too long for one
        (throw (FileNotFoundError 2 (.-strerror e) (.-filename e)))
        (throw e)))))

(intern 'cljsh.core 'naming naming)

(defn slurp
  "Reads everything from f, a path, URL or open stream, and returns it as a string.
  Option :encoding, \"UTF-8\" if not given."
  {:added "1.0"}
  [f & opts]
  (let [options (apply hash-map opts)]
    (if (stream? f)
      (read-all-text f options)
      (naming f (fn []
                  (with-open [stream (or (opened-by-io f 'clojure.java.io/reader options) (open-path f "r" options))]
                    (read-all-text stream options)))))))

(defn spit
  "Writes content, made a string by str, to f, a path or open stream. Returns nil.
  Options: :append true adds to the file; :encoding, \"UTF-8\" if not given."
  {:added "1.2"}
  [f content & options]
  (let [options (apply hash-map options)
        text    (str content)]
    (if (and (stream? f) (py/hasattr f "write"))
      (.write f text)
      (naming f (fn []
                  (with-open [stream (or (opened-by-io f 'clojure.java.io/writer options) (open-path f (if (:append options) "a" "w") options))]
                    (.write stream text)))))
    nil))

(defn file-seq
  "Returns a lazy seq of a folder and everything in it, depth first: java.io.Files of one, else pathlib.Path objects."
  {:added "1.0"}
  [dir]
  (if (py/hasattr dir "listFiles")
    (tree-seq (fn [f] (.isDirectory f)) (fn [f] (seq (.listFiles f))) dir)
    (let [path (.Path (py/__import__ "pathlib") dir)]
      (tree-seq (fn [p] (.is_dir p))
                (fn [p] (seq (py/list (.iterdir p))))
                path))))
