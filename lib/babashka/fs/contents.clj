;; SPDX-License-Identifier: MIT
;; What is in files, and archives of them, a part of babashka.fs.

(in-ns 'babashka.fs)

(defn read-all-bytes
  "Returns the bytes of a file."
  {:added "1.12"}
  [f]
  (Files/readAllBytes (->path f)))

(defn read-all-lines
  "Returns a vector of the lines of a file. Option :charset."
  {:added "1.12"}
  ([f] (read-all-lines f nil))
  ([f {:keys [charset]}]
   (vec (Files/readAllLines (->path f) (or charset "UTF-8")))))

(defn- write-options [{:keys [append create-new]}]
  (into-array (remove nil? [(when append StandardOpenOption/APPEND)
                            (when create-new StandardOpenOption/CREATE_NEW)])))

(defn write-bytes
  "Makes a file of bytes. Option :append."
  {:added "1.12"}
  ([p bytes] (write-bytes p bytes nil))
  ([p bytes opts]
   (Files/write (->path p) (py/bytes bytes) (write-options opts))))

(defn write-lines
  "Makes a file of lines. Options :append :charset."
  {:added "1.12"}
  ([p lines] (write-lines p lines nil))
  ([p lines {:keys [charset] :as opts}]
   (Files/write (->path p) lines (or charset "UTF-8") (write-options opts))))

(defn update-file
  "Writes what f makes of the text of a file, and of arguments; returns it.
  A map before f has options: :charset."
  {:added "1.12"}
  [p & args]
  (let [[opts f & xs] (if (map? (first args)) args (cons nil args))
        before        (slurp (text p) :encoding (or (:charset opts) "UTF-8"))
        after         (apply f before xs)]
    (spit (text p) after)
    after))

(defn- files-of
  "A file, or the files below a directory."
  [f]
  (if (directory? f)
    (filter regular-file? (map ->path (file-seq (.toFile (->path f)))))
    [(->path f)]))

(defn- written [f]
  (.toMillis (last-modified-time f)))

(defn modified-since
  "Returns a seq of the files, of a path or several, that were written after the newest of an anchor."
  {:added "1.12"}
  [anchor file-set]
  (let [anchors (when (exists? anchor) (map written (files-of anchor)))
        limit   (reduce max 0 anchors)]
    (filter (fn [f] (> (written f) limit))
            (mapcat files-of (if (coll? file-set) file-set [file-set])))))

;; --- archives ----------------------------------------------------------------

(defn- refuse-existing [out]
  (throw (py/FileExistsError 17 "File exists" (str out))))

(defn zip
  "Makes a zip archive of files and directories. Option :root, what their names in it are seen from."
  {:added "1.12"}
  ([zip-file entries] (zip zip-file entries nil))
  ([zip-file entries {:keys [root path-fn]}]
   (let [entries (if (or (string? entries) (py/hasattr entries "__fspath__")) [entries] entries)
         name-of (cond
                   path-fn path-fn
                   root    (fn [f] (.relativize (->path root) f))
                   :else   identity)]
     ;; a zip archive knows no time before 1980: what is older counts as of then
     (with-open [z (.ZipFile (py/__import__ "zipfile") (text zip-file) "w" 8 ** :strict_timestamps false)]
       (doseq [e entries
               f (map ->path (file-seq (.toFile (->path e))))
               :let [n (str (name-of f))]
               :when (regular-file? f)]
         (.write z (text f) n))))
   (->path zip-file)))

(defn unzip
  "Writes what a zip archive holds below a directory, \".\" if not given. Option :replace-existing."
  {:added "1.12"}
  ([zip-file] (unzip zip-file "."))
  ([zip-file dest] (unzip zip-file dest nil))
  ([zip-file dest {:keys [replace-existing extract-fn]}]
   (let [base (fs/real-path (text dest))]
     (create-dirs dest)
     (with-open [z (.ZipFile (py/__import__ "zipfile") (text zip-file))]
       (doseq [info (.infolist z)
               :let [n      (.-filename info)
                     target (fs/real-path (fs/join base n))]
               :when (or (nil? extract-fn) (extract-fn {:entry info :name n}))]
         (when-not (inside? target base)
           (refuse "An entry leads out of the directory" n))
         (when (and (not replace-existing) (not (.is_dir info)) (fs/exists? target))
           (refuse-existing target))
         (.extract z info base)))
     nil)))

(defn- open-gzip [f mode]
  (.open (py/__import__ "gzip") f mode))

(defn gzip
  "Compresses a file into FILE.gz. Options :dir :out-file; returns its path."
  {:added "1.12"}
  ([source] (gzip source nil))
  ([source {:keys [dir out-file] :or {dir "."}}]
   (let [out (path dir (or out-file (str (file-name source) ".gz")))]
     (create-dirs (or (parent out) "."))
     (with-open [o (open-gzip (str out) "wb")]
       (.write o (read-all-bytes source)))
     (str out))))

(defn gunzip
  "Writes what a .gz file holds below a directory. Option :replace-existing."
  {:added "1.12"}
  ([gz] (gunzip gz "."))
  ([gz dest] (gunzip gz dest nil))
  ([gz dest {:keys [replace-existing]}]
   (let [out (path dest (strip-ext (file-name gz) {:ext "gz"}))]
     (create-dirs dest)
     (when (and (exists? out) (not replace-existing))
       (refuse-existing out))
     (with-open [i (open-gzip (text gz) "rb")]
       (write-bytes out (.read i)))
     (str out))))
