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

;; --- paths --------------------------------------------------------------------------

(defn- names-of [text] (vec (remove #{""} (str/split text #"/"))))

;; A path of a zip archive knows the archive's file system, which says where in the system's it is kept.
(defn- text-of [x] (prim/path x))
(defn- name-of
  "The text of a path, which in an archive is not that of where it is kept."
  [x]
  (if (py/hasattr x "path_text") (.path_text x) (text-of x)))

(defn plain
  "Without . and .. in it, as text alone."
  [text]
  (let [root? (.startswith text "/")
        names (reduce (fn [out n]
                        (cond
                          (= n ".") out
                          (and (= n "..") (seq out) (not= ".." (peek out))) (pop out)
                          (and (= n "..") root?) out
                          :else (conj out n)))
                      [] (names-of text))]
    (str (when root? "/") (str/join "/" names))))

(defn matcher
  "What a pattern glob:… or regex:… matches."
  [pattern]
  (let [[_ kind text] (re-matches #"(?s)(glob|regex):(.*)" pattern)]
    (->Matching (if (= kind "glob") (fs-pattern text) (re-pattern text)))))

(deftype FileSystem []
  Object
  (getPathMatcher [_ pattern] (matcher pattern))
  (getPath [_ first & more] (apply path-in nil first more))
  (newWatchService [_] ((requiring-resolve 'cljsh.java.watch/service)))
  (getSeparator [_] "/")
  (isOpen [_] true)
  (isReadOnly [_] false)
  (close [_] (throw (UnsupportedOperationException.)))
  (getRootDirectories [_] [(path-in nil "/")]))
(def ^:private default-system (FileSystem.))

(deftype Path [text system]
  Object
  (__fspath__ [_] (if system (.inside system text) text))
  (path_text [_] text)
  (toString [_] text)
  (equals [_ other] (and (instance? Path other) (= text (.-text other)) (identical? system (.-system other))))
  (hashCode [_] (hash text))
  (__lt__ [_ other] (neg? (compare text (.-text other))))
  (getFileName [_] (when-not (= text "/") (Path. (last-name text) system)))
  (getParent [_] (some-> (parent-of text) (Path. system)))
  (getRoot [_] (when (.startswith text "/") (Path. "/" system)))
  (getNameCount [_] (if (= text "") 1 (count (names-of text))))
  (getName [_ i] (Path. (nth (names-of text) i) system))
  (subpath [_ i j] (Path. (str/join "/" (subvec (names-of text) i j)) system))
  (of_own [_ other]
    (if (and (instance? Path other) (not (identical? system (.-system other))))
      (throw (java.nio.file.ProviderMismatchException.))
      (name-of other)))
  (resolve [this other]
    (let [other (.of_own this other)]
      (if (.startswith other "/") (Path. (tidy other) system) (Path. (joined text other) system))))
  (resolveSibling [this other]
    (if-let [p (parent-of text)] (.resolve (Path. p system) other) (Path. (tidy (.of_own this other)) system)))
  (relativize [this other]
    (let [other (.of_own this other)]
      (when (not= (.startswith text "/") (.startswith other "/"))
        (throw (IllegalArgumentException. "'other' is different type of Path")))
      (Path. (let [p (path/relpath (if (= other "") "." other) (if (= text "") "." text))] (if (= p ".") "" p)) system)))
  (normalize [_] (Path. (plain text) system))
  (isAbsolute [_] (.startswith text "/"))
  (toAbsolutePath [_] (Path. (if system (joined "/" text) (tidy (full text))) system))
  (toRealPath [this & options]
    (os/lstat (if system (.__fspath__ this) (full text)))
    (Path. (if system (plain (joined "/" text)) (path/realpath (full text))) system))
  (toFile [_] (if system (throw (UnsupportedOperationException.)) (File. text)))
  (toPath [this] this)
  (toUri [_]
    (if system
      (java.net.URI. (str "jar:" (.toUri (Path. (str system) nil)) "!" (.getRawPath (file-uri (joined "/" text)))))
      (java.net.URI. (str "file://" (.getRawPath (file-uri (full text)))))))
  (startsWith [_ other]
    (let [other (name-of other)]
      (and (= (.startswith text "/") (.startswith other "/"))
           (= (names-of other) (take (count (names-of other)) (names-of text))))))
  (endsWith [_ other]
    (let [other (name-of other)]
      (if (.startswith other "/")
        (= other text)
        (= (names-of other) (take-last (count (names-of other)) (names-of text))))))
  (getFileSystem [_] (or system default-system))
  (register [this service kinds & _] ((requiring-resolve 'cljsh.java.watch/register) this service kinds))
  (iterator [this] (.__iter__ this))
  (__iter__ [_] (py/iter (map (fn [n] (Path. n system)) (names-of text))))
  Comparable
  (compareTo [_ other] (compare text (.-text other))))

(defn fs-pattern
  "The regular expression of a glob of java.nio: * ** ? [a-z] {one,other}."
  [glob]
  (re-pattern
    (loop [cs (seq glob), depth 0, out ""]
      (if-let [[c & more] cs]
        (case (str c)
          "*" (if (= \* (first more)) (recur (next more) depth (str out ".*")) (recur more depth (str out "[^/]*")))
          "?" (recur more depth (str out "[^/]"))
          "{" (recur more (inc depth) (str out "(?:"))
          "}" (recur more (dec depth) (str out ")"))
          "," (recur more depth (str out (if (pos? depth) "|" ",")))
          "\\" (recur (next more) depth (str out "\\" (first more)))
          "[" (let [set (take-while #(not= \] %) more)
                    text (str/join set)]
                (recur (nthnext more (inc (count set))) depth
                       (str out "[" (if (str/starts-with? text "!") (str "^" (subs text 1)) text) "]")))
          (recur more depth (str out (if (re-find #"[.^$+()|]" (str c)) (str "\\" c) c))))
        out))))

(deftype ^:private Matching [re]
  Object
  (matches [_ p] (some? (re-matches re (name-of p)))))

(defn as-path
  "The Path of a text, File, Path, or file: URI."
  [x]
  (cond
    (instance? Path x) x
    (instance? File x) (Path. (.-text x) nil)
    (and (py/hasattr x "getScheme") (= "jar" (.getScheme x))) ((requiring-resolve 'cljsh.java.zip-files/path-at) x)
    (py/hasattr x "getScheme") (Path. (tidy (.getPath x)) nil)
    :else (Path. (tidy (text-of x)) nil)))

(cljsh.core/name-class! "java.nio.file.Path" Path)
(enter "java.nio.file.Path" Path)
(java/note 'java.nio.file.Path "" "The name of a file.")
(enter "java.nio.file.FileSystem" FileSystem)

(defn- flat
  "Arguments some of which may come as an array."
  [xs]
  (mapcat (fn [x] (if (instance? py/list x) x [x])) xs))

(defn path-in
  "The path of names in a file system, the one there is if that is nil."
  [system first & more]
  (Path. (reduce joined (tidy first) (flat more)) system))
(defn- path-of [first & more] (if (py/hasattr first "getScheme") (as-path first) (apply path-in nil first more)))
(statics java.nio.file.Path "Names of files." (of "Of names." path-of))
(statics java.nio.file.Paths "Names of files." (get "Of names." path-of))
(statics java.nio.file.FileSystems "File systems."
  (getDefault "The one there is." (fn [] default-system))
  (getFileSystem "The open one of a URI jar:file:…, or the one there is."
    (fn [uri] (if (= "file" (.getScheme uri)) default-system ((requiring-resolve 'cljsh.java.zip-files/system-at) uri))))
  (newFileSystem "That of a zip archive, by its path or a URI jar:file:…; with {\"create\" \"true\"} it is made. What is changed in it is written by close."
    (fn [x & more] (apply (requiring-resolve 'cljsh.java.zip-files/make-system) x more))))

(defmethod print-method File [f ^java.io.Writer w] (.write w (java/object-text "java.io.File" f)))
(defmethod print-method Path
  [f ^java.io.Writer w]
  (.write w (java/object-text (if (.-system f) "jdk.nio.zipfs.ZipPath" "sun.nio.fs.UnixPath") f)))

(defn- file-uri [p]
  ((requiring-resolve (quote cljsh.java.net/make-uri)) (str "file:"
                                                         (.quote (py/__import__ "urllib.parse"
                                                                                nil
                                                                                nil
                                                                                (py/tuple ["quote"]))
                                                                 p
                                                                 "/~!$&'()*+,;=:@")
                                                         (when (and (fs/directory? p) (not= p "/")) "/"))))

;; --- Files ------------------------------------------------------------------------------

(java/enum java.nio.file.LinkOption "How links are looked at." NOFOLLOW_LINKS)
(java/enum java.nio.file.FileVisitOption "How links are looked at." FOLLOW_LINKS)
(java/enum java.nio.file.StandardCopyOption "How files are copied." REPLACE_EXISTING COPY_ATTRIBUTES ATOMIC_MOVE)
(java/enum java.nio.file.StandardOpenOption
           "How files are opened."
           READ
           WRITE
           APPEND
           TRUNCATE_EXISTING
           CREATE
           CREATE_NEW
           DELETE_ON_CLOSE
           SPARSE
           SYNC
           DSYNC)
(java/enum java.nio.file.FileVisitResult "What a walk does next." CONTINUE TERMINATE SKIP_SUBTREE SKIP_SIBLINGS)
(java/enum java.nio.file.AccessMode "What may be done." READ WRITE EXECUTE)
(java/enum java.nio.file.attribute.PosixFilePermission "What may be done, and by whom."
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_WRITE GROUP_EXECUTE OTHERS_READ OTHERS_WRITE OTHERS_EXECUTE)

(def permissions
  "The names of permissions in the order of ls."
  (vec (java.nio.file.attribute.PosixFilePermission/values)))

(defn mode-of
  "The mode bits of a set of permissions, or of a text as ls shows it."
  [x]
  (if (string? x)
    (reduce (fn [mode c] (+ (* 2 mode) (if (= c \-) 0 1))) 0 x)
    (reduce bit-or 0 (map (fn [p] (bit-shift-left 1 (- 8 (.ordinal p)))) x))))

(defn permissions-of
  "The set of permissions of mode bits."
  [mode]
  (set (keep-indexed (fn [i p] (when (bit-test mode (- 8 i)) p)) permissions)))

(statics java.nio.file.attribute.PosixFilePermissions "What may be done."
  (fromString "A set of a text as ls shows it." (fn [s] (permissions-of (mode-of s))))
  (toString "The text of a set."
    (fn [s] (str/join (map (fn [p c] (if (contains? (set s) p) c "-")) permissions (cycle "rwx")))))
  (asFileAttribute "For files that are made." identity))

(deftype ^:private FileTime [ns]
  Object
  (toMillis [_] (quot ns 1000000))
  (to [_ unit] (.convert unit ns java.util.concurrent.TimeUnit/NANOSECONDS))
  (toInstant [_] ((ns-resolve 'java.time.Instant 'ofEpochSecond) 0 ns))
  (equals [_ o] (= ns (.-ns o)))
  (hashCode [_] (hash ns))
  (toString [_]
    (.isoformat (.fromtimestamp (.-datetime (py/__import__ "datetime"))
                                (/ ns 1e9)
                                (.-utc (.-timezone (py/__import__ "datetime"))))))
  Comparable
  (compareTo [_ o] (compare ns (.-ns o))))
(enter "java.nio.file.attribute.FileTime" FileTime)
(statics java.nio.file.attribute.FileTime "When something happened to a file."
  (fromMillis "Of milliseconds since 1970." (fn [ms] (FileTime. (* ms 1000000))))
  (from "Of an Instant, or of a number and its unit."
    (fn ([instant] (FileTime. (+ (* 1000000000 (.getEpochSecond instant)) (.getNano instant))))
        ([n unit] (FileTime. (.toNanos unit n))))))

(defn- option? [xs label] (some (fn [x] (= label (str x))) (flat xs)))
(defn- follow? [xs] (not (option? xs "NOFOLLOW_LINKS")))
(defn- known [p xs] (prim/stat (text-of p) (follow? xs)))

(defn- open-mode [xs default]
  (cond (option? xs "APPEND") "a" (option? xs "CREATE_NEW") "x" :else default))

(defn- charset-in [xs] (or (first (filter string? (flat xs))) "UTF-8"))

(defn- open-text [p mode xs] (py/open (text-of p) mode -1 (charset (charset-in xs)) "surrogateescape" ""))
(defn- refuse-existing [to xs]
  (when (and (not (option? xs "REPLACE_EXISTING")) (prim/stat (text-of to) false))
    (throw (py/FileExistsError 17 "File exists" (text-of to)))))

(defn- rename
  "Renames a file or directory, or moves it to another file system."
  [from to]
  (try (os/rename from to)
    (catch OSError e
      (if (= (.-errno e) (.-EXDEV (py/__import__ "errno")))
        (.move (py/__import__ "shutil") from to)
        (throw e)))))

(defn- attributes [p & xs]
  (let [s (os/stat (text-of p) ** :follow_symlinks (boolean (follow? xs))) type (:type (known p xs))]
    {:size (.-st_size s)
     :lastModifiedTime (FileTime. (.-st_mtime_ns s))
     :lastAccessTime (FileTime. (.-st_atime_ns s))
     :creationTime (FileTime. (.-st_ctime_ns s))
     :isDirectory (= type :directory)
     :isRegularFile (= type :file)
     :isSymbolicLink (= type :link)
     :isOther (not (#{:directory :file :link} type))
     :fileKey (str "(dev=" (.-st_dev s) ",ino=" (.-st_ino s) ")")
     :permissions (permissions-of (.-st_mode s))
     :owner (:user (known p xs))
     :group (:group (known p xs))
     :mode (.-st_mode s)
     :uid (.-st_uid s)
     :gid (.-st_gid s)
     :nlink (.-st_nlink s)
     :ino (.-st_ino s)
     :dev (.-st_dev s)}))

(deftype ^:private Attributes [all]
  Object
  (size [_] (:size all))
  (isDirectory [_] (:isDirectory all))
  (isRegularFile [_] (:isRegularFile all))
  (isSymbolicLink [_] (:isSymbolicLink all))
  (isOther [_] (:isOther all))
  (lastModifiedTime [_] (:lastModifiedTime all))
  (lastAccessTime [_] (:lastAccessTime all))
  (creationTime [_] (:creationTime all))
  (fileKey [_] (:fileKey all))
  (permissions [_] (:permissions all))
  (owner [_] (:owner all))
  (group [_] (:group all)))
(enter "java.nio.file.attribute.BasicFileAttributes" Attributes)
(enter "java.nio.file.attribute.PosixFileAttributes" Attributes)

(java/class-made-by java.nio.file.FileVisitor
                    "What is called in a walk."
                    (java/python-class "java.nio.file.FileVisitor" [py/object] {}))
(java/class-made-by java.nio.file.SimpleFileVisitor
                    "What is called in a walk, going on."
                    (java/python-class "java.nio.file.SimpleFileVisitor"
                      [(java/class-named "java.nio.file.FileVisitor")]
                      {"visitFile" (fn [_ _ _] java.nio.file.FileVisitResult/CONTINUE)
                       "preVisitDirectory" (fn [_ _ _] java.nio.file.FileVisitResult/CONTINUE)
                       "postVisitDirectory" (fn [_ _ _] java.nio.file.FileVisitResult/CONTINUE)
                       "visitFileFailed" (fn [_ _ e] (throw e))}))

(defn walk-tree
  "Calls a visitor's methods with all below a path, and with it; returns the path."
  [start visitor follow]
  (letfn [(walk [p]
                (let [at (try
                           (Attributes. (if follow (attributes p) (attributes p "NOFOLLOW_LINKS")))
                           (catch OSError e e))]
                  (cond
                    (instance? OSError at) (str (.visitFileFailed visitor p at))
                    (.isDirectory at) (case (str (.preVisitDirectory visitor p at))
                                        "TERMINATE" "TERMINATE"
                                        "SKIP_SUBTREE" "CONTINUE"
                                        "SKIP_SIBLINGS" "SKIP_SIBLINGS"
                                        (let [end (loop [names (sort (map first
                                                                          (prim/directory-entries (let [t (text-of p)]
                                                                                                    (if (= t "") "." t)))))]
                                                    (if-let [[n & more] (seq names)]
                                                      (case (walk (.resolve p n))
                                                        "TERMINATE" "TERMINATE"
                                                        "SKIP_SIBLINGS" "CONTINUE"
                                                        (recur more))
                                                      "CONTINUE"))]
                                          (if (= end "TERMINATE") end (str (.postVisitDirectory visitor p nil)))))
                    :else (str (.visitFile visitor p at)))))]
    (walk (as-path start))
    start))

(defn- below [p depth]
  (cons p
        (when (and (pos? depth) (= :directory (:type (prim/stat (text-of p) false))))
          (lazy-seq (mapcat (fn [[n _]] (below (.resolve p n) (dec depth))) (sort (prim/directory-entries (text-of p))))))))

(statics java.nio.file.Files "What is done with files."
  (exists "Is there one?" (fn [p & o] (some? (known p o))))
  (notExists "Is there none?" (fn [p & o] (nil? (known p o))))
  (isDirectory "Is it a directory?" (fn [p & o] (= :directory (:type (known p o)))))
  (isRegularFile "Is it a file?" (fn [p & o] (= :file (:type (known p o)))))
  (isSymbolicLink "Is it a link?" (fn [p] (fs/link? (text-of p))))
  (isReadable "May it be read?" (fn [p] (fs/readable? (text-of p))))
  (isWritable "May it be written?" (fn [p] (fs/writable? (text-of p))))
  (isExecutable "May it be run?" (fn [p] (fs/executable? (text-of p))))
  (isHidden "Does its name begin with a dot?" (fn [p] (.startswith (last-name (text-of p)) ".")))
  (isSameFile "Are two the same?" (fn [a b] (path/samefile a b)))
  (size "Its size in bytes." (fn [p] (fs/size (text-of p))))
  (copy "Copies a file, or a stream to a file or from one."
    (fn [from to & o]
      (cond
        (py/hasattr from "read")
          (do
            (refuse-existing to o)
            (let [bytes (if (py/hasattr from "read_all") (.read_all from) (.read from))]
              (with-open [f (py/open (text-of to) "wb")] (.write f bytes))
              (count bytes)))
        (py/hasattr to "write") (let [b (.read (py/open (text-of from) "rb"))] (.write to b) (count b))
        :else (do
                (refuse-existing to o)
                (if (= :directory (:type (known from o)))
                  (when-not (fs/directory? (text-of to)) (os/mkdir (text-of to)))
                  (.copyfile (py/__import__ "shutil")
                             (text-of from)
                             (text-of to)
                             **
                             :follow_symlinks
                             (boolean (follow? o))))
                (when (option? o "COPY_ATTRIBUTES") (.copystat (py/__import__ "shutil") (text-of from) (text-of to)))
                to))))
  (move "Moves a file or directory." (fn [from to & o] (refuse-existing to o) (rename (text-of from) (text-of to)) to))
  (delete "Deletes; where there is none, an error."
    (fn [p]
      (when-not (fs/delete (text-of p)) (throw (py/FileNotFoundError 2 "No such file or directory" (text-of p))))
      nil))
  (deleteIfExists "Deletes; was there one?" (fn [p] (fs/delete (text-of p))))
  (createDirectory "Makes a directory." (fn [p & _] (os/mkdir (text-of p)) p))
  (createDirectories "Makes it and those above." (fn [p & _] (fs/make-dir (text-of p)) p))
  (createFile "Makes an empty file." (fn [p & _] (.close (py/open (text-of p) "x")) p))
  (createTempFile "A new empty file."
    (fn [& xs]
      (let [xs (flat xs) dir (when (instance? Path (first xs)) (first xs)) [prefix suffix] (if dir (rest xs) xs)]
        (as-path (temporary prefix suffix dir)))))
  (createTempDirectory "A new directory."
    (fn [& xs]
      (let [xs (flat xs) dir (when (instance? Path (first xs)) (first xs)) [prefix] (if dir (rest xs) xs)]
        (as-path (prim/make-temp-dir (if dir (text-of dir) (fs/temp-root)) (or prefix ""))))))
  (createSymbolicLink "Makes a link." (fn [link target & _] (os/symlink (text-of target) (text-of link)) link))
  (createLink "Another name of a file." (fn [link p] (os/link (text-of p) (text-of link)) link))
  (readSymbolicLink "Where a link leads." (fn [p] (as-path (os/readlink (text-of p)))))
  (readAllBytes "Its bytes." (fn [p] (with-open [f (py/open (text-of p) "rb")] (java/signed-bytes (.read f)))))
  (readString "Its text." (fn [p & o] (with-open [f (open-text p "r" o)] (.read f))))
  (readAllLines "Its lines." (fn [p & o] (with-open [f (open-text p "r" o)] (py/list (line-seq f)))))
  (lines "Its lines." (fn [p & o] (with-open [f (open-text p "r" o)] (doall (line-seq f)))))
  (write "Writes bytes or lines."
    (fn [p content & o]
      (if (bytes? content)
        (with-open [f (py/open (text-of p) (str (open-mode o "w") "b"))] (.write f content))
        (with-open [f (open-text p (open-mode o "w") o)] (doseq [l content] (.write f (str l "\n")))))
      p))
  (writeString "Writes text."
    (fn [p content & o] (with-open [f (open-text p (open-mode o "w") o)] (.write f (str content))) p))
  (newBufferedReader "A reader." (fn [p & o] ((java/class-named "java.io.BufferedReader") (open-text p "r" o))))
  (newBufferedWriter "A writer."
    (fn [p & o] ((java/class-named "java.io.BufferedWriter") (open-text p (open-mode o "w") o))))
  (newInputStream "A stream." (fn [p & o] ((java/class-named "java.io.FileInputStream") (py/open (text-of p) "rb"))))
  (newOutputStream "A stream."
    (fn [p & o] ((java/class-named "java.io.FileOutputStream") (py/open (text-of p) (str (open-mode o "w") "b")))))
  (newDirectoryStream "What it holds."
    (fn [p & [glob]]
      (let [re (if (string? glob) (fs-pattern glob) #".*") p (as-path p)]
        (py/list (for [n (sort (map first (prim/directory-entries (let [t (text-of p)] (if (= "" t) "." t)))))
                       :when (and (re-matches re n) (or (nil? glob) (string? glob) (.accept glob (.resolve p n))))]
                   (.resolve p n))))))
  (list "What it holds."
    (fn [p] (let [p (as-path p)] (map (fn [[n _]] (.resolve p n)) (sort (prim/directory-entries (text-of p)))))))
  (walk "It and all below." (fn [p & xs] (below (as-path p) (or (first (filter integer? (flat xs))) 1000000))))
  (walkFileTree "Calls a visitor with all below."
    (fn ([p visitor] (walk-tree p visitor false))
        ([p options depth visitor] (walk-tree p visitor (option? [(vec options)] "FOLLOW_LINKS")))))
  (getLastModifiedTime "When it was last written." (fn [p & o] (:lastModifiedTime (apply attributes p o))))
  (setLastModifiedTime "Sets that." (fn [p t] (let [ns (.-ns t)] (os/utime (text-of p) ** :ns (py/tuple [ns ns]))) p))
  (getPosixFilePermissions "What may be done with it." (fn [p & o] (:permissions (apply attributes p o))))
  (setPosixFilePermissions "Sets that." (fn [p s] (os/chmod (text-of p) (mode-of s)) p))
  (getOwner "Whose it is." (fn [p & o] (:owner (apply attributes p o))))
  (getAttribute "One thing known of it."
    (fn [p n & o] (get (apply attributes p o) (keyword (last (str/split n #":"))))))
  (setAttribute "Sets one."
    (fn [p n v & _]
      (let [k (last (str/split n #":"))]
        (case k
          "lastModifiedTime" (os/utime (text-of p) ** :ns (py/tuple [(.-ns v) (.-ns v)]))
          "permissions" (os/chmod (text-of p) (mode-of v))
          "creationTime" (os/lstat (text-of p))
          (throw (IllegalArgumentException. (str "attribute " n " cannot be set"))))
        p)))
  (readAttributes "What is known of it."
    (fn [p what & o]
      (let [all (apply attributes p o)]
        (if (string? what)
          (let [n (last (str/split what #":"))]
            (into {}
                  (map (fn [[k v]] [(name k) v]))
                  (if (= n "*") all (select-keys all (map keyword (str/split n #","))))))
          (Attributes. all)))))
  (probeContentType "What its name says is in it."
    (fn [p] (first (.guess_type (py/__import__ "mimetypes") (text-of p))))))

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
