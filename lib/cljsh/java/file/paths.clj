;; SPDX-License-Identifier: MIT
;; Paths; a part of cljsh.java.file.

(in-ns 'cljsh.java.file)

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
