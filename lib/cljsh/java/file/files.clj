;; SPDX-License-Identifier: MIT
;; java.nio.file.Files; a part of cljsh.java.file.

(in-ns 'cljsh.java.file)

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
