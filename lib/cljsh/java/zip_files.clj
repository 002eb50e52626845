;; SPDX-License-Identifier: MIT
(ns cljsh.java.zip-files
  "The file systems that zip archives are: each is unpacked to a folder, and packed again if that was changed."
  {:added "1.12"}
  (:require [cljsh.java :as java]
            [cljsh.java.file :as file]
            [cljsh.fs :as fs]
            [os]
            [os.path :as path]
            [zipfile]))

(alias 'prim 'cljsh.process.prim)

;; --- unpacked and packed ----------------------------------------------------------

(defn- files-below
  "The names of all below a folder, those of folders with a slash at their end, with what tells whether they were changed."
  [root]
  (letfn [(below [prefix]
                 (mapcat (fn [[n _]]
                           (let [name (str prefix n) s (os/lstat (str root "/" name))]
                             (if (= :directory (:type (prim/stat (str root "/" name) false)))
                               (cons [(str name "/") :folder] (below (str name "/")))
                               [[name [(.-st_mtime_ns s) (.-st_size s) (.-st_ino s)]]])))
                         (sort (prim/directory-entries (if (= prefix "") root (str root "/" prefix))))))]
    (into {} (below ""))))

(defn- unpack
  "Unpacks an archive; returns its entries by the names of their files."
  [source root]
  (with-open [archive (try (zipfile/ZipFile source)
                        (catch zipfile/BadZipFile _ (throw (java.util.zip.ZipException. "zip END header not found"))))]
    (into {} (for [info (.infolist archive)]
               (let [to     (.extract archive info root)
                     folder? (.endswith (.-filename info) "/")
                     [y m d h min s] (.-date_time info)
                     time   (.mktime (py/__import__ "time") (py/tuple [y m d h min s 0 0 -1]))]
                 (when-not folder?
                   (os/utime to (py/tuple [time time])))
                 [(str (path/relpath to root) (when folder? "/")) info])))))

(defn- pack
  "Makes an archive of what is below a folder: what was in it before, in the order it had, then what is new."
  [source root entries before]
  (let [now  (files-below root)
        temp (str source "." (os/getpid))
        kept (filter (fn [n] (contains? now n)) (keys entries))
        new  (sort (remove (fn [n] (or (contains? entries n) (= :folder (before n)))) (keys now)))] ; a folder that only names said is none
    (with-open [archive (zipfile/ZipFile temp "w" zipfile/ZIP_DEFLATED)]
      (doseq [n (concat kept new)]
        (let [file (str root "/" n)]
          (cond
            (.endswith n "/") (.writestr archive (or (entries n) n) "")
            (and (entries n) (= (now n) (before n)))
            (.writestr archive (entries n) (with-open [f (py/open file "rb")] (.read f)))
            :else (.write archive file n)))))
    (os/replace temp source)))

;; --- the file system ---------------------------------------------------------------------

(def ^:private by-uri "The open file systems that were made by the URIs of their archives." (atom {}))

(deftype ZipFileSystem [source root entries before ^:mutable open]
  Object
  (inside [_ text]
    (when-not open
      (throw (java.nio.file.ClosedFileSystemException.)))
    (let [plain (file/plain (str "/" text))]
      (if (= plain "/") root (str root plain))))
  (getPath [this first & more] (apply file/path-in this first more))
  (getPathMatcher [_ pattern] (file/matcher pattern))
  (getSeparator [_] "/")
  (getRootDirectories [this] [(file/path-in this "/")])
  (isOpen [_] open)
  (isReadOnly [_] (not (fs/writable? source)))
  (newWatchService [_] (throw (UnsupportedOperationException.)))
  (toString [_] source)
  (close [this]
    (when open
      (set! open false)
      (swap! by-uri (fn [all] (if (identical? this (get all source)) (dissoc all source) all)))
      (try
        (when (not= before (files-below root))
          (pack source root entries before))
        (finally (fs/delete-tree root)))))
  (__enter__ [this] this)
  (__exit__ [this & _] (.close this) false))
(cljsh.core/name-class! "jdk.nio.zipfs.ZipFileSystem" ZipFileSystem)
(java/implementing! ZipFileSystem ["java.nio.file.FileSystem" "java.io.Closeable"])

(defn- option [options k] (or (get options k) (get options (keyword k))))

(defn- opened
  "The file system of an archive, or of one that is made, if the options say so."
  [source options]
  (let [there? (fs/exists? source)]
    (when-not (or there? (contains? #{true "true"} (option options "create")))
      (throw (py/FileNotFoundError 2 "No such file or directory" source)))
    (when-not there?
      (.close (zipfile/ZipFile source "w")))
    (let [root (prim/make-temp-dir (fs/temp-root) "zip")]
      (.register (py/__import__ "atexit") (fn [] (when (fs/exists? root) (fs/delete-tree root)))) ; of a program that does not close it
      (try
        (let [entries (unpack source root)]
          (ZipFileSystem. source root entries (files-below root) true))
        (catch py/BaseException e
          (fs/delete-tree root)
          (throw e))))))

;; --- by names and URIs ---------------------------------------------------------------

(defn- source-of
  "The path of the archive in a URI jar:file:…, and what stands behind its !."
  [uri]
  (let [[_ text inner] (re-matches #"(?s)jar:(file:[^!]*)(?:!(.*))?" (str uri))]
    (when-not text
      (throw (java.nio.file.ProviderNotFoundException. (str "Provider \"" (.getScheme uri) "\" not found"))))
    [(path/realpath (.getPath (java.net.URI. text))) (when inner (.getPath (java.net.URI. inner)))]))

(defn system-at
  "The open file system of a URI."
  [uri]
  (let [[source] (source-of uri)]
    (or (get @by-uri source)
        (throw (java.nio.file.FileSystemNotFoundException. source)))))

(defn path-at
  "The path of a URI in an open file system."
  [uri]
  (let [[_ inner] (source-of uri)]
    (when (nil? inner)
      (throw (IllegalArgumentException. (str "URI: " uri " does not contain path info ex. jar:file:/c:/foo.zip!/BAR"))))
    (file/path-in (system-at uri) inner)))

(defn- archive-or-none? [source] (or (not (fs/exists? source)) (zipfile/is_zipfile source)))

(defn make-system
  "The file system of the archive at a path, or at a URI."
  [x & [options]]
  (let [options (when (map? options) options)]
    (if (py/hasattr x "getScheme")
      (let [[source] (source-of x)]
        (when (get @by-uri source)
          (throw (java.nio.file.FileSystemAlreadyExistsException. source)))
        (when-not (archive-or-none? source)
          (throw (java.nio.file.ProviderNotFoundException. "Provider \"jar\" not found")))
        (let [system (opened source options)]
          (swap! by-uri assoc source system)
          system))
      (let [source (path/realpath (prim/path x))]
        (when-not (archive-or-none? source)
          (throw (java.nio.file.ProviderNotFoundException. "Provider not found")))
        (opened source options)))))
