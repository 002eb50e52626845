;; SPDX-License-Identifier: MIT
(ns babashka.fs
  "Files and directories, by java.nio.file.Path: the names of babashka.fs."
  {:added "1.12"}
  (:require [cljsh.fs :as fs]
            [cljsh.java.file :as jf]
            [clojure.java.io :as io]
            [clojure.string :as str])
  (:import [java.io File]
           [java.nio.file FileVisitResult Files Path Paths]))

(alias 'prim 'cljsh.process.prim)

(defn- text [x] (prim/path x))
(defn- ->path [x] (jf/as-path x))

;; --- names -------------------------------------------------------------------------

(defn path
  "Returns a Path of a text, File or Path, and of names below it."
  {:added "1.12"}
  ([p] (->path p))
  ([parent child] (.resolve (->path parent) (text child)))
  ([parent child & more] (reduce path (path parent child) more)))

(defn file
  "Returns what path returns as a java.io.File."
  {:added "1.12"}
  ([p] (.toFile (->path p)))
  ([p & more] (.toFile (apply path p more))))

(defn absolute? "Is it a path from the root?" {:added "1.12"} [f] (.isAbsolute (->path f)))
(defn relative? "Is it no path from the root?" {:added "1.12"} [f] (not (absolute? f)))
(defn absolutize "Returns a path from the root." {:added "1.12"} [f] (.toAbsolutePath (->path f)))
(defn normalize "Returns a path without . and .. in it." {:added "1.12"} [f] (.normalize (->path f)))
(defn components "Returns a seq of the names of a path." {:added "1.12"} [p] (seq (->path p)))
(defn file-name "Returns the last name of a path as a string." {:added "1.12"} [x] (.getName (.toFile (->path x))))
(defn parent "Returns the directory part of a path, or nil." {:added "1.12"} [f] (.getParent (->path f)))
(defn root "Returns the root of a path, or nil." {:added "1.12"} [p] (.getRoot (->path p)))
(defn relativize "Returns a path as seen from another." {:added "1.12"} [this other] (.relativize (->path this) (->path other)))
(defn starts-with? "Are the other's names the first of this?" {:added "1.12"} [this other] (.startsWith (->path this) (->path other)))
(defn ends-with? "Are the other's names the last of this?" {:added "1.12"} [this other] (.endsWith (->path this) (->path other)))
(defn hidden? "Does its name begin with a dot?" {:added "1.12"} [f] (Files/isHidden (->path f)))
(defn unixify "Returns the path as text with slashes." {:added "1.12"} [f] (str (->path f)))
(def file-separator "What stands between the names of a path." "/")
(def path-separator "What stands between paths." ":")
(defn windows? "Is this Windows?" {:added "1.12"} [] false)

(defn split-ext
  "Returns [path-without-extension extension] of a path; the extension is nil when there is none. Option :ext, the extension without its dot."
  {:added "1.12"}
  ([p] (split-ext p nil))
  ([p {:keys [ext]}]
   (let [t (str p), n (file-name p)]
     (if ext
       (if (.endswith t (str "." ext)) [(subs t 0 (- (count t) (count ext) 1)) ext] [t nil])
       (let [dot (.rfind n ".")]
         (if (pos? dot) [(subs t 0 (- (count t) (- (count n) dot))) (subs n (inc dot))] [t nil]))))))
(defn extension "Returns the extension of a path, or nil." {:added "1.12"} [p] (second (split-ext p)))
(defn strip-ext "Returns a path without its extension. Option :ext." {:added "1.12"} ([p] (strip-ext p nil)) ([p opts] (first (split-ext p opts))))

(defn expand-home
  "Returns a path with ~ or ~user at its beginning replaced by the home directory."
  {:added "1.12"}
  [f]
  (->path (fs/expand-home (text f))))
(defn home "Returns the home directory, of a user if one is given." {:added "1.12"} ([] (->path (fs/home))) ([user] (->path (fs/expand-home (str "~" user)))))
(defn cwd "Returns the current directory." {:added "1.12"} [] (->path (System/getProperty "user.dir")))
(defn temp-dir "Returns the directory for temporary files." {:added "1.12"} [] (->path (fs/temp-root)))

;; --- looking --------------------------------------------------------------------------

(defn- links [{:keys [nofollow-links]}] (into-array (if nofollow-links [java.nio.file.LinkOption/NOFOLLOW_LINKS] [])))

(defn exists? "Is there one? Option :nofollow-links." {:added "1.12"} ([f] (exists? f nil)) ([f opts] (Files/exists (->path f) (links opts))))
(defn directory? "Is it a directory? Option :nofollow-links." {:added "1.12"} ([f] (directory? f nil)) ([f opts] (Files/isDirectory (->path f) (links opts))))
(defn regular-file? "Is it a file? Option :nofollow-links." {:added "1.12"} ([f] (regular-file? f nil)) ([f opts] (Files/isRegularFile (->path f) (links opts))))
(defn sym-link? "Is it a symbolic link?" {:added "1.12"} [f] (Files/isSymbolicLink (->path f)))
(defn readable? "May it be read?" {:added "1.12"} [f] (Files/isReadable (->path f)))
(defn writable? "May it be written?" {:added "1.12"} [f] (Files/isWritable (->path f)))
(defn executable? "May it be run?" {:added "1.12"} [f] (Files/isExecutable (->path f)))
(defn same-file? "Are two the same file?" {:added "1.12"} [this other] (Files/isSameFile (->path this) (->path other)))
(defn size "Returns its size in bytes." {:added "1.12"} [f] (Files/size (->path f)))
(defn real-path "Returns the path from the root when all links are followed." {:added "1.12"} ([f] (.toRealPath (->path f))) ([f _opts] (.toRealPath (->path f))))
(defn canonicalize "Returns the path from the root without . and .. and links; it need not be there." {:added "1.12"} ([f] (->path (fs/real-path (text f)))) ([f {:keys [nofollow-links]}] (if nofollow-links (normalize (absolutize f)) (canonicalize f))))
(defn read-link "Returns where a symbolic link leads." {:added "1.12"} [p] (Files/readSymbolicLink (->path p)))
(defn owner "Returns whose it is." {:added "1.12"} ([f] (Files/getOwner (->path f))) ([f opts] (Files/getOwner (->path f) (links opts))))

(defn read-attributes* "Returns what is known of a file, as java.nio.file gives it." {:added "1.12"} ([p attributes] (read-attributes* p attributes nil)) ([p attributes opts] (Files/readAttributes (->path p) attributes (links opts))))
(defn read-attributes "Returns what is known of a file as a map; attributes are names, \"*\" for all. Option :key-fn." {:added "1.12"}
  ([p attributes] (read-attributes p attributes nil))
  ([p attributes {:keys [key-fn] :or {key-fn keyword} :as opts}] (into {} (map (fn [[k v]] [(key-fn k) v])) (read-attributes* p attributes opts))))
(defn get-attribute "Returns one thing known of a file." {:added "1.12"} ([p a] (get-attribute p a nil)) ([p a opts] (Files/getAttribute (->path p) a (links opts))))
(defn set-attribute "Sets one." {:added "1.12"} ([p a value] (Files/setAttribute (->path p) a value)) ([p a value _opts] (set-attribute p a value)))
(defn file-time->millis "Returns a FileTime in milliseconds." {:added "1.12"} [t] (.toMillis t))
(defn file-time->instant "Returns a FileTime as an Instant." {:added "1.12"} [t] (java.time.Instant/ofEpochMilli (.toMillis t)))
(defn instant->file-time "Returns an Instant as a FileTime." {:added "1.12"} [i] (java.nio.file.attribute.FileTime/from i))
(defn millis->file-time "Returns milliseconds as a FileTime." {:added "1.12"} [ms] (java.nio.file.attribute.FileTime/fromMillis ms))
(defn- ->file-time [x] (cond (integer? x) (millis->file-time x) (py/hasattr x "toMillis") x :else (instant->file-time x)))
(defn last-modified-time "Returns when it was last written." {:added "1.12"} ([f] (last-modified-time f nil)) ([f opts] (Files/getLastModifiedTime (->path f) (links opts))))
(defn set-last-modified-time "Sets when it was last written." {:added "1.12"} ([f time] (Files/setLastModifiedTime (->path f) (->file-time time))) ([f time _] (set-last-modified-time f time)))
(defn creation-time "Returns when it was made." {:added "1.12"} ([f] (get-attribute f "creationTime")) ([f opts] (get-attribute f "creationTime" opts)))
(defn posix-file-permissions "Returns a set of what may be done with it." {:added "1.12"} ([p] (posix-file-permissions p nil)) ([p opts] (Files/getPosixFilePermissions (->path p) (links opts))))
(defn str->posix "Returns the set of permissions of a text as rwxr-x---." {:added "1.12"} [s] (java.nio.file.attribute.PosixFilePermissions/fromString s))
(defn posix->str "Returns a set of permissions as text." {:added "1.12"} [p] (java.nio.file.attribute.PosixFilePermissions/toString p))
(defn set-posix-file-permissions "Sets what may be done with it: a set, or a text." {:added "1.12"} [p permissions] (Files/setPosixFilePermissions (->path p) (if (string? permissions) (str->posix permissions) permissions)))

(defn list-dir
  "Returns a vector of what a directory holds; with a glob or a predicate, of what it holds of."
  {:added "1.12"}
  ([dir] (vec (Files/list (->path dir))))
  ([dir accept]
   (if (string? accept)
     (vec (Files/newDirectoryStream (->path dir) accept))
     (filterv accept (list-dir dir)))))
(defn list-dirs "Returns what several directories hold that a glob or predicate holds of." {:added "1.12"} [dirs accept] (mapcat (fn [d] (list-dir d accept)) dirs))

(defn- names-of [p] (remove #{"."} (map str (seq p))))
(defn- visit-result [x] (case x :continue FileVisitResult/CONTINUE :skip-subtree FileVisitResult/SKIP_SUBTREE :skip-siblings FileVisitResult/SKIP_SIBLINGS :terminate FileVisitResult/TERMINATE x))
(defn walk-file-tree
  "Calls functions with all below a path, and with it: :pre-visit-dir :post-visit-dir :visit-file :visit-file-failed, each of which
  returns :continue, :skip-subtree, :skip-siblings or :terminate. Options :follow-links, :max-depth."
  {:added "1.12"}
  [f {:keys [pre-visit-dir post-visit-dir visit-file visit-file-failed follow-links max-depth]}]
  (let [base (count (names-of (->path f)))
        call (fn [g & args] (if g (visit-result (apply g args)) FileVisitResult/CONTINUE))]
    (jf/walk-tree (->path f)
                  (reify Object
                    (preVisitDirectory [_ dir attrs]
                      (if (and max-depth (>= (- (count (names-of dir)) base) max-depth))
                        (do (call visit-file dir attrs) FileVisitResult/SKIP_SUBTREE)
                        (call pre-visit-dir dir attrs)))
                    (postVisitDirectory [_ dir e] (call post-visit-dir dir e))
                    (visitFile [_ p attrs] (call visit-file p attrs))
                    (visitFileFailed [_ p e] (if visit-file-failed (call visit-file-failed p e) (throw e))))
                  follow-links)))

(defn match
  "Returns a vector of the paths below root, as seen from it, that \"glob:…\" or \"regex:…\" holds of.
  Options :hidden, :follow-links, :recursive, :max-depth."
  {:added "1.12"}
  ([root pattern] (match root pattern nil))
  ([root pattern {:keys [hidden follow-links max-depth recursive]}]
   (let [base    (->path root)
         pattern (let [[_ kind p] (re-matches #"(?s)([^:]*):(.*)" pattern)] (str kind ":" (if (or (absolute? p) (= "" (str base)) (= kind "regex")) p p)))
         matcher (.getPathMatcher (.getFileSystem base) pattern)
         found   (volatile! [])
         seen    (fn [p] (let [rel (.relativize base p)] (when (.matches matcher rel) (vswap! found conj p))))
         show?   (fn [p] (or hidden (not (.startswith (file-name p) "."))))]
     (walk-file-tree base
       {:follow-links follow-links
        :max-depth    (or max-depth (when-not (or recursive (str/includes? pattern "**") (str/includes? pattern "/")) 1))
        :pre-visit-dir (fn [dir _] (if (= (str dir) (str base)) :continue (if (show? dir) (do (seen dir) :continue) :skip-subtree)))
        :visit-file   (fn [p _] (when (show? p) (seen p)) :continue)
        :visit-file-failed (fn [_ _] :skip-subtree)})
     @found)))
(defn glob
  "Returns a vector of the paths below root that a glob as \"**{.clj,cljc}\" holds of. Options as those of match;
  what is hidden is found when the pattern begins with a dot."
  {:added "1.12"}
  ([root pattern] (glob root pattern nil))
  ([root pattern opts]
   (match root (str "glob:" pattern) (merge {:recursive (str/includes? pattern "**") :hidden (str/starts-with? pattern ".")} opts))))

;; --- changing ---------------------------------------------------------------------------

(defn- attributes [x permissions] (when permissions (set-posix-file-permissions x permissions)) x)
(defn create-dir "Makes a directory. Option :posix-file-permissions." {:added "1.12"} ([p] (create-dir p nil)) ([p {:keys [posix-file-permissions]}] (attributes (Files/createDirectory (->path p)) posix-file-permissions)))
(defn create-dirs "Makes a directory and those above it that are missing." {:added "1.12"} ([p] (create-dirs p nil)) ([p {:keys [posix-file-permissions]}] (attributes (Files/createDirectories (->path p)) posix-file-permissions)))
(defn create-file "Makes an empty file." {:added "1.12"} ([p] (create-file p nil)) ([p {:keys [posix-file-permissions]}] (attributes (Files/createFile (->path p)) posix-file-permissions)))
(defn touch "Makes an empty file, or sets when it was last written to now." {:added "1.12"} ([p] (->path (fs/touch (text p)))) ([p {:keys [time]}] (touch p) (when time (set-last-modified-time p time)) (->path p)))
(defn create-sym-link "Makes a symbolic link at path to target." {:added "1.12"} [p target] (Files/createSymbolicLink (->path p) (->path target)))
(defn create-link "Makes another name of a file." {:added "1.12"} [p target] (Files/createLink (->path p) (->path target)))
(defn create-temp-dir "Makes a new temporary directory. Options :dir :prefix." {:added "1.12"} ([] (create-temp-dir nil)) ([{:keys [dir prefix]}] (->path (prim/make-temp-dir (if dir (text dir) (fs/temp-root)) (or prefix "")))))
(defn create-temp-file "Makes a new empty temporary file. Options :dir :prefix :suffix." {:added "1.12"} ([] (create-temp-file nil)) ([{:keys [dir prefix suffix]}] (->path (File/createTempFile (or prefix "") (or suffix ".tmp") dir))))

(defn- copy-options [{:keys [replace-existing copy-attributes nofollow-links]}]
  (into-array (concat (when replace-existing [java.nio.file.StandardCopyOption/REPLACE_EXISTING]) (when copy-attributes [java.nio.file.StandardCopyOption/COPY_ATTRIBUTES]) (when nofollow-links [java.nio.file.LinkOption/NOFOLLOW_LINKS]))))
(defn copy
  "Copies a file, into dest if that is a directory. Options :replace-existing :copy-attributes :nofollow-links."
  {:added "1.12"}
  ([src dest] (copy src dest nil))
  ([src dest opts]
   (let [stream? (py/hasattr src "read")
         dest    (->path dest)
         dest    (if (and (not stream?) (directory? dest)) (path dest (file-name src)) dest)]
     (Files/copy (if stream? src (->path src)) dest (copy-options opts))
     dest)))
(defn copy-tree
  "Copies all that a directory holds into another, which is made. Options as those of copy."
  {:added "1.12"}
  ([src dest] (copy-tree src dest nil))
  ([src dest opts]
   (let [from (->path src), to (->path dest)]
     (when-not (directory? from) (throw (IllegalArgumentException. (str "Not a directory: " src))))
     (when (and (exists? to) (not (directory? to))) (throw (IllegalArgumentException. (str "Not a directory: " dest))))
     (let [a (fs/real-path (text from)), b (fs/real-path (text to))]
       (when (or (= a b) (.startswith b (str a "/"))) (throw (IllegalArgumentException. (str "Cannot copy a directory into itself: " dest)))))
     (create-dirs to)
     (walk-file-tree from {:pre-visit-dir (fn [dir _] (let [d (.resolve to (.relativize from dir))] (when-not (directory? d) (create-dir d))) :continue)
                           :visit-file (fn [f _]
                                         (let [target (.resolve to (.relativize from f))]
                                           (if (sym-link? f) (create-sym-link target (read-link f)) (Files/copy f target (copy-options opts))))
                                         :continue)})
     to)))
(defn move
  "Moves a file or directory, into target if that is a directory. Option :replace-existing."
  {:added "1.12"}
  ([source target] (move source target nil))
  ([source target opts]
   (let [target (->path target), target (if (directory? target) (path target (file-name source)) target)]
     (if (and (exists? target {:nofollow-links true}) (:replace-existing opts))
       (Files/move (->path source) target (copy-options opts))
       (->path (fs/move (text source) (text target)))))))
(defn delete "Deletes a file, a link or an empty directory." {:added "1.12"} [f] (Files/delete (->path f)))
(defn delete-if-exists "Deletes it; was there one?" {:added "1.12"} [f] (Files/deleteIfExists (->path f)))
(defn delete-on-exit "Deletes it when the program ends." {:added "1.12"} [f] (.deleteOnExit (.toFile (->path f))) f)
(defn delete-tree "Deletes a file, or a directory with all it holds; links are not followed. Option :force." {:added "1.12"} ([root] (delete-tree root nil)) ([root _opts] (fs/delete-tree (text root)) nil))

(defmacro with-temp-dir
  "Evaluates body with a name bound to a new temporary directory, which is deleted afterwards: (with-temp-dir [dir {:prefix \"p\"}] …)."
  {:added "1.12"}
  [[binding-name options] & body]
  `(let [~binding-name (create-temp-dir ~options)]
     (try ~@body (finally (when-not (:keep ~options) (delete-tree ~binding-name))))))

;; --- contents ------------------------------------------------------------------------------

(defn read-all-bytes "Returns the bytes of a file." {:added "1.12"} [f] (Files/readAllBytes (->path f)))
(defn read-all-lines "Returns a vector of the lines of a file. Option :charset." {:added "1.12"} ([f] (read-all-lines f nil)) ([f {:keys [charset]}] (vec (Files/readAllLines (->path f) (or charset "UTF-8")))))
(defn- write-options [{:keys [append create-new]}] (into-array (concat (when append [java.nio.file.StandardOpenOption/APPEND]) (when create-new [java.nio.file.StandardOpenOption/CREATE_NEW]))))
(defn write-bytes "Makes a file of bytes. Option :append." {:added "1.12"} ([p bytes] (write-bytes p bytes nil)) ([p bytes opts] (Files/write (->path p) (py/bytes bytes) (write-options opts))))
(defn write-lines "Makes a file of lines. Options :append :charset." {:added "1.12"} ([p lines] (write-lines p lines nil)) ([p lines {:keys [charset] :as opts}] (Files/write (->path p) lines (or charset "UTF-8") (write-options opts))))
(defn update-file
  "Writes what f makes of the text of a file, and of arguments; returns it. A map before f has options: :charset."
  {:added "1.12"}
  [p & args]
  (let [[opts f & xs] (if (map? (first args)) args (cons nil args))
        new (apply f (slurp (text p) :encoding (or (:charset opts) "UTF-8")) xs)]
    (spit (text p) new)
    new))

(defn modified-since
  "Returns a seq of the files, of a path or several, that were written after the newest of an anchor."
  {:added "1.12"}
  [anchor file-set]
  (letfn [(below [f] (if (directory? f) (filter regular-file? (map ->path (file-seq (.toFile (->path f))))) [(->path f)]))
          (millis [f] (.toMillis (last-modified-time f)))]
    (let [anchors (when (exists? anchor) (map millis (below anchor))), limit (if (seq anchors) (apply max anchors) 0)]
      (filter (fn [f] (> (millis f) limit)) (if (coll? file-set) (mapcat below file-set) (below file-set))))))

;; --- archives ---------------------------------------------------------------------------------

(defn zip
  "Makes a zip archive of files and directories. Option :root, what their names in it are seen from."
  {:added "1.12"}
  ([zip-file entries] (zip zip-file entries nil))
  ([zip-file entries {:keys [root path-fn]}]
   (with-open [z (.ZipFile (py/__import__ "zipfile") (text zip-file) "w" 8)]
     (doseq [e (if (or (string? entries) (py/hasattr entries "__fspath__")) [entries] entries) :let [p (->path e)]
             f (map ->path (file-seq (.toFile p)))
             :let [n (str (if path-fn (path-fn f) (if root (.relativize (->path root) f) f)))]
             :when (regular-file? f)]
       (.write z (text f) n)))
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
       (doseq [info (.infolist z) :let [n (.-filename info), target (fs/real-path (fs/join base n))]
               :when (or (nil? extract-fn) (extract-fn {:entry info :name n}))]
         (when-not (or (= target base) (.startswith target (str base "/"))) (throw (IllegalArgumentException. (str "An entry leads out of the directory: " n))))
         (when (and (not replace-existing) (not (.is_dir info)) (fs/exists? target)) (throw (py/FileExistsError 17 "File exists" target)))
         (.extract z info base)))
     nil)))
(defn gzip
  "Compresses a file into FILE.gz. Options :dir :out-file; returns its path."
  {:added "1.12"}
  ([source] (gzip source nil))
  ([source {:keys [dir out-file] :or {dir "."}}]
   (let [out (path dir (or out-file (str (file-name source) ".gz")))]
     (create-dirs (or (parent out) "."))
     (with-open [o (.open (py/__import__ "gzip") (str out) "wb")] (.write o (read-all-bytes source)))
     (str out))))
(defn gunzip
  "Writes what a .gz file holds below a directory. Option :replace-existing."
  {:added "1.12"}
  ([gz] (gunzip gz "."))
  ([gz dest] (gunzip gz dest nil))
  ([gz dest {:keys [replace-existing]}]
   (let [out (path dest (strip-ext (file-name gz) {:ext "gz"}))]
     (create-dirs dest)
     (when (and (exists? out) (not replace-existing)) (throw (py/FileExistsError 17 "File exists" (str out))))
     (with-open [i (.open (py/__import__ "gzip") (text gz) "rb")] (write-bytes out (.read i)))
     (str out))))

;; --- programs, places -----------------------------------------------------------------------

(defn split-paths "Returns a vector of the paths of a text with : between them." {:added "1.12"} [joined-paths] (mapv ->path (str/split joined-paths #":")))
(defn exec-paths "Returns the directories of PATH." {:added "1.12"} [] (split-paths (or (System/getenv "PATH") "")))
(defn which-all "Returns all programs of a name on PATH. Option :paths." {:added "1.12"}
  ([program] (which-all program nil))
  ([program {:keys [paths]}]
   (if (str/includes? (str program) "/")
     (when (and (regular-file? program) (executable? program)) [(->path program)])
     (filterv (fn [p] (and (regular-file? p) (executable? p))) (map (fn [d] (path d (str program))) (or paths (exec-paths)))))))
(defn which "Returns the program of a name on PATH, or nil." {:added "1.12"} ([program] (first (which-all program))) ([program opts] (first (which-all program opts))))

(defn- xdg [variable default]
  (fn ([] (let [v (System/getenv variable)] (if (and v (absolute? v)) (->path v) (path (home) default)))) ))
(defn xdg-config-home "Returns where programs keep their settings; with an application's name, its directory there." {:added "1.12"} ([] ((xdg "XDG_CONFIG_HOME" ".config"))) ([app] (path (xdg-config-home) app)))
(defn xdg-cache-home "Returns where programs keep what can be made anew." {:added "1.12"} ([] ((xdg "XDG_CACHE_HOME" ".cache"))) ([app] (path (xdg-cache-home) app)))
(defn xdg-data-home "Returns where programs keep their data." {:added "1.12"} ([] ((xdg "XDG_DATA_HOME" ".local/share"))) ([app] (path (xdg-data-home) app)))
(defn xdg-state-home "Returns where programs keep their state." {:added "1.12"} ([] ((xdg "XDG_STATE_HOME" ".local/state"))) ([app] (path (xdg-state-home) app)))
