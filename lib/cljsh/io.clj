;; SPDX-License-Identifier: MIT
;; Reading and writing: text, lines, bytes, EDN, JSON, CSV.
;;
;; Text is UTF-8; bytes that are none become surrogate escapes and are written
;; back as they were.  A source or target is a path or a descriptor.

(ns cljsh.io
  "Reading and writing whole files, lines, and data as EDN, JSON and CSV."
  {:added "1.0"}
  (:require [cljsh.process.descriptors :as descriptors]
            [clojure.edn :as edn]))

(alias 'prim 'cljsh.process.prim)

(defn- fd-of
  "Returns a descriptor for a path, or a descriptor as it is."
  [file mode]
  (if (integer? file)
    file
    (prim/open-fd file mode)))

;; --- text ------------------------------------------------------------------

(defn read-bytes
  "Returns the contents of a file as bytes."
  {:added "1.0"}
  [file]
  (first (descriptors/read-fds [(fd-of file :read)])))

(defn read-text
  "Returns the contents of a file as a string."
  {:added "1.0"}
  [file]
  (prim/text (read-bytes file)))

(defn read-lines
  "Returns a lazy seq of the lines of a file, without their newlines.

  The file is closed at its end, or when the seq is dropped."
  {:added "1.0"}
  [file]
  (descriptors/reader-lines (prim/line-reader (fd-of file :read))))

(defn- write-all
  [file mode content]
  (let [fd (fd-of file mode)]
    (try
      (prim/write-bytes fd content)
      (finally
        (when-not (integer? file)
          (prim/close-fd fd))))
    nil))

(defn write-text
  "Makes a file whose contents are a string or bytes."
  {:added "1.0"}
  [file content]
  (write-all file :write content))

(defn append-text
  "Appends a string or bytes to a file."
  {:added "1.0"}
  [file content]
  (write-all file :append content))

(defn- write-all-lines
  [file mode lines]
  (let [writer (prim/line-writer (fd-of file mode))]
    (try
      (descriptors/write-lines writer lines)
      (finally (.close writer)))
    nil))

(defn write-lines
  "Makes a file whose lines are the elements of a collection."
  {:added "1.0"}
  [file lines]
  (write-all-lines file :write lines))

(defn append-lines
  "Appends the elements of a collection to a file, as lines."
  {:added "1.0"}
  [file lines]
  (write-all-lines file :append lines))

;; --- EDN -------------------------------------------------------------------

(defn read-edn
  "Returns the first EDN value of a file."
  {:added "1.0"}
  ([file] (edn/read-string (read-text file)))
  ([options file] (edn/read-string options (read-text file))))

(defn write-edn
  "Makes a file with an EDN value in it."
  {:added "1.0"}
  [file value]
  (write-text file (str (pr-str value) "\n")))

;; --- JSON ------------------------------------------------------------------

(defn parse-json
  "Returns the value of a JSON text; key-fn makes the keys of maps, by default keywords."
  {:added "1.0"}
  ([text] (prim/json-parse text nil))
  ([text key-fn] (prim/json-parse text key-fn)))

(defn read-json
  "Returns the JSON value in a file; key-fn makes the keys of maps, by default keywords."
  {:added "1.0"}
  ([file] (parse-json (read-text file)))
  ([file key-fn] (parse-json (read-text file) key-fn)))

(defn json-str
  "Returns a value as JSON text, over several lines when indent is a number of blanks.

  Dates, times, UUIDs and paths become strings, ratios and decimals numbers. NaN,
  infinite numbers, functions and the like are refused."
  {:added "1.0"}
  ([x] (prim/json-text x nil))
  ([x indent] (prim/json-text x indent)))

(defn write-json
  "Makes a file with a value as JSON in it."
  {:added "1.0"}
  ([file x] (write-json file x nil))
  ([file x indent] (write-text file (str (json-str x indent) "\n"))))

;; --- CSV -------------------------------------------------------------------

(defn parse-csv
  "Returns a lazy seq of the rows of CSV, given as text or a seq of lines, as vectors of strings."
  {:added "1.0"}
  [csv]
  (let [lines (if (string? csv)
                (.splitlines csv true)
                (map (fn [line] (str line "\n")) csv))]
    (map vec (.reader (py/__import__ "csv") (py/iter lines)))))

(defn read-csv
  "Returns a lazy seq of the rows of a CSV file, as vectors of strings."
  {:added "1.0"}
  [file]
  (parse-csv (read-lines file)))

(defn rows->maps
  "Returns rows as maps, whose keys are the first row as keywords (or what key-fn makes of it)."
  {:added "1.0"}
  ([rows] (rows->maps rows keyword))
  ([rows key-fn]
   (let [ks (mapv key-fn (first rows))]
     (map (fn [row] (zipmap ks row)) (rest rows)))))

(defn- csv-field
  "Returns a value as a field of CSV."
  [x]
  (let [text (if (keyword? x) (name x) (str x))]
    (if (some #{\" \, \newline \return} text)
      (str \" (.replace text "\"" "\"\"") \")
      text)))

(defn csv-line
  "Returns a row as a line of CSV."
  {:added "1.0"}
  [row]
  (.join "," (map csv-field row)))

(defn write-csv
  "Makes a CSV file of rows."
  {:added "1.0"}
  [file rows]
  (write-lines file (map csv-line rows)))

;; --- the names of clojure.java.io -------------------------------------------
;; So that io/ without a require has both; that library is loaded when one of them is called.

(defmacro ^:private from-java-io [& names]
  `(do ~@(for [n names]
           `(defn ~n
              ~(str "Calls clojure.java.io/" n " with the arguments.")
              {:added "1.0"}
              [& ~'args]
              (apply (requiring-resolve '~(symbol "clojure.java.io" (name n))) ~'args)))))

(from-java-io as-file as-relative-path copy delete-file file input-stream make-parents output-stream reader resource writer)
