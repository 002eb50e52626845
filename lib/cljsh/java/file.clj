;; SPDX-License-Identifier: MIT
(ns cljsh.java.file
  "Files and paths under their names on the JVM: java.io.File, java.nio.file.Path and Files."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [charset defmethods enter statics]]
            [cljsh.fs :as fs]
            [clojure.string :as str]
            [os]
            [os.path :as path]))

(alias 'prim 'cljsh.process.prim)

;; --- names -----------------------------------------------------------------------

(defn- tidy
  "A path as the JVM keeps it: no slash at its end, none twice."
  [text]
  (let [text (str/replace text #"/+" "/")]
    (if (and (< 1 (count text)) (.endswith text "/")) (subs text 0 (dec (count text))) text)))

(defn- joined [parent child]
  (let [parent (if (nil? parent) "" (py/str parent)), child (py/str child)]
    (cond
      (= parent "") (tidy child)
      (= child "")  (tidy parent)
      :else         (tidy (str parent "/" child)))))

(defn- last-name [text] (subs text (inc (.rfind text "/"))))

(defn- parent-of [text]
  (let [slash (.rfind text "/")]
    (cond
      (= text "/")  nil
      (pos? slash)  (subs text 0 slash)
      (zero? slash) "/")))

(defn- full [text] (if (= text "") (os/getcwd) (path/join (os/getcwd) text)))

(defn- done?
  "Did f go without an error of the system?"
  [f]
  (try (f) true (catch OSError _ false)))

(defn- change-mode [p who on]
  (done? (fn [] (let [mode (:mode (fs/stat p))] (os/chmod p (if on (bit-or mode who) (bit-and mode (bit-not who))))))))

(declare ->Matching path-in as-path make-file file-uri fs-pattern)

(defn- seen
  "What is known of a file; nil, too, where one may not look: File throws nothing."
  [p]
  (try (fs/stat p) (catch OSError _ nil)))

(defn- names-in [p]
  (try (sort (map first (prim/directory-entries (if (= p "") "." p)))) (catch OSError _ nil)))

(defn- listed [p make f]
  (when (= :directory (:type (seen p)))
    (when-some [names (names-in p)]
      (let [all       (map (fn [n] [n (make (joined p n))]) names)
            accept    (if (py/hasattr f "accept") (fn [& args] (apply (.-accept f) args)) f)
            accepted? (fn [[n file]] ; a FileFilter takes the file, a FilenameFilter the folder and the name
                        (try (accept file) (catch ArityException _ (accept (make p) n))))]
        (py/list (map second (if (nil? f) all (filter accepted? all))))))))

(deftype File [text]
  Object
  (__fspath__ [_] text)
  (toString [_] text)
  (equals [_ other] (and (instance? File other) (= text (.-text other))))
  (hashCode [_] (hash text))
  (__lt__ [_ other] (neg? (compare text (.-text other))))
  (getName [_] (last-name text))
  (getPath [_] text)
  (getParent [_] (parent-of text))
  (getParentFile [_] (some-> (parent-of text) make-file))
  (getAbsolutePath [_] (full text))
  (getAbsoluteFile [_] (make-file (full text)))
  (getCanonicalPath [_] (path/realpath (full text)))
  (getCanonicalFile [_] (make-file (path/realpath (full text))))
  (isAbsolute [_] (.startswith text "/"))
  (isHidden [_] (.startswith (last-name text) "."))
  (exists [_] (some? (seen text)))
  (isFile [_] (= :file (:type (seen text))))
  (isDirectory [_] (= :directory (:type (seen text))))
  (canRead [_] (fs/readable? text))
  (canWrite [_] (fs/writable? text))
  (canExecute [_] (fs/executable? text))
  (length [_] (or (:size (seen text)) 0))
  (lastModified [_] (long (* 1000 (or (:modified (seen text)) 0))))
  (setLastModified [_ ms] (done? (fn [] (os/utime text (py/tuple [(/ ms 1000.0) (/ ms 1000.0)])))))
  (setReadable [_ on] (change-mode text 256 on))
  (setWritable [_ on] (change-mode text 128 on))
  (setExecutable [_ on] (change-mode text 64 on))
  (setExecutable [_ on owner] (change-mode text (if owner 64 73) on))
  (setReadOnly [_] (change-mode text 146 false))
  (delete [_] (and (not= text "") (try (fs/delete text) (catch OSError _ false))))
  (deleteOnExit [this] (.register (py/__import__ "atexit") (fn [] (.delete this))) nil)
  (mkdir [_] (done? (fn [] (os/mkdir text))))
  (mkdirs [_] (and (not (fs/exists? text)) (done? (fn [] (fs/make-dir text)))))
  (createNewFile [_] (if (fs/exists? text) false (do (.close (py/open text "x")) true)))
  (renameTo [_ to] (done? (fn [] (os/rename text (py/str to)))))
  (list [_] (listed text last-name nil))
  (list [_ f] (listed text last-name f))
  (listFiles [_] (listed text make-file nil))
  (listFiles [_ f] (listed text make-file f))
  (getFreeSpace [_] (let [s (os/statvfs text)] (* (.-f_bfree s) (.-f_frsize s))))
  (getUsableSpace [_] (let [s (os/statvfs text)] (* (.-f_bavail s) (.-f_frsize s))))
  (getTotalSpace [_] (let [s (os/statvfs text)] (* (.-f_blocks s) (.-f_frsize s))))
  (toPath [_] (path-in nil text))
  (toFile [this] this)
  (toURI [_] (file-uri (full text)))
  (toURL [_] (.toURL (file-uri (full text))))
  Comparable
  (compareTo [_ other] (compare text (.-text other))))

(defn- make-file
  ([x] (cond
         (nil? x) (throw (NullPointerException. "a path is needed, not nil"))
         (and (py/hasattr x "getScheme") (py/hasattr x "getPath")) (File. (tidy (.getPath x)))
         :else    (File. (tidy (prim/path x)))))
  ([parent child] (File. (joined parent child))))

(cljsh.core/name-class! "java.io.File" File)
(enter "java.io.File" File)
(java/note 'java.io.File "" "The name of a file.")

(def ^:private temporary
  (fn [prefix suffix dir]
    (let [made (.mkstemp (py/__import__ "tempfile")
                         (or suffix ".tmp")
                         (or prefix "")
                         (if dir (prim/path dir) (fs/temp-root)))]
      (os/close (first made))
      (second made))))

(statics java.io.File "Names of files."
  (new "Of a path, or of a parent and a name." make-file)
  (separator "/" "/") (separatorChar "/" \/) (pathSeparator ":" ":") (pathSeparatorChar ":" \:)
  (listRoots "The root." (fn [] (py/list [(File. "/")])))
  (createTempFile "A new empty file." (fn ([prefix suffix] (make-file (temporary prefix suffix nil)))
                                          ([prefix suffix dir] (make-file (temporary prefix suffix dir))))))

(load "file/paths")
(load "file/files")
;; --- paths of Python's under these methods ----------------------------------------------

(defn- python-path? [x] (and (py/hasattr x "__fspath__") (not (instance? File x)) (not (instance? Path x))))
(defmacro ^:private of-file [& methods]
  `(defmethods "File" python-path?
     ~@(for [m methods]
         (list m "As of java.io.File." `(fn [p# & args#] (apply (py/getattr (make-file p#) ~(str m)) args#))))))
(of-file getName
         getPath
         getParent
         getParentFile
         getAbsolutePath
         getAbsoluteFile
         getCanonicalPath
         getCanonicalFile
         isAbsolute
         isHidden
         isFile
         isDirectory
         canRead
         canWrite
         canExecute
         length
         lastModified
         delete
         mkdirs
         listFiles
         toPath
         toURI
         toURL)
