;; SPDX-License-Identifier: MIT
;; What is known of a file, a part of babashka.fs: what it is, what may be done
;; with it, its times and permissions.

(in-ns 'babashka.fs)

(defn- links [{:keys [nofollow-links]}]
  (into-array (if nofollow-links [LinkOption/NOFOLLOW_LINKS] [])))

(defn exists?
  "Is there one? Option :nofollow-links."
  {:added "1.12"}
  ([f] (exists? f nil))
  ([f opts] (Files/exists (->path f) (links opts))))

(defn directory?
  "Is it a directory? Option :nofollow-links."
  {:added "1.12"}
  ([f] (directory? f nil))
  ([f opts] (Files/isDirectory (->path f) (links opts))))

(defn regular-file?
  "Is it a file? Option :nofollow-links."
  {:added "1.12"}
  ([f] (regular-file? f nil))
  ([f opts] (Files/isRegularFile (->path f) (links opts))))

(defn sym-link?
  "Is it a symbolic link?"
  {:added "1.12"}
  [f]
  (Files/isSymbolicLink (->path f)))

(defn readable?
  "May it be read?"
  {:added "1.12"}
  [f]
  (Files/isReadable (->path f)))

(defn writable?
  "May it be written?"
  {:added "1.12"}
  [f]
  (Files/isWritable (->path f)))

(defn executable?
  "May it be run?"
  {:added "1.12"}
  [f]
  (Files/isExecutable (->path f)))

(defn same-file?
  "Are two the same file?"
  {:added "1.12"}
  [this other]
  (Files/isSameFile (->path this) (->path other)))

(defn size
  "Returns its size in bytes."
  {:added "1.12"}
  [f]
  (Files/size (->path f)))

(defn real-path
  "Returns the path from the root when all links are followed."
  {:added "1.12"}
  ([f] (.toRealPath (->path f)))
  ([f _opts] (real-path f)))

(defn canonicalize
  "Returns the path from the root without . and .. and links; it need not be there."
  {:added "1.12"}
  ([f] (->path (fs/real-path (text f))))
  ([f {:keys [nofollow-links]}]
   (if nofollow-links
     (normalize (absolutize f))
     (canonicalize f))))

(defn read-link
  "Returns where a symbolic link leads."
  {:added "1.12"}
  [p]
  (Files/readSymbolicLink (->path p)))

(defn owner
  "Returns whose it is."
  {:added "1.12"}
  ([f] (Files/getOwner (->path f)))
  ([f opts] (Files/getOwner (->path f) (links opts))))

;; --- attributes by name ------------------------------------------------------

(defn read-attributes*
  "Returns what is known of a file, as java.nio.file gives it."
  {:added "1.12"}
  ([p attributes] (read-attributes* p attributes nil))
  ([p attributes opts] (Files/readAttributes (->path p) attributes (links opts))))

(defn read-attributes
  "Returns what is known of a file as a map; attributes are names, \"*\" for all. Option :key-fn."
  {:added "1.12"}
  ([p attributes] (read-attributes p attributes nil))
  ([p attributes {:keys [key-fn] :or {key-fn keyword} :as opts}]
   (into {}
         (map (fn [[k v]] [(key-fn k) v]))
         (read-attributes* p attributes opts))))

(defn get-attribute
  "Returns one thing known of a file."
  {:added "1.12"}
  ([p a] (get-attribute p a nil))
  ([p a opts] (Files/getAttribute (->path p) a (links opts))))

(defn set-attribute
  "Sets one."
  {:added "1.12"}
  ([p a value] (Files/setAttribute (->path p) a value))
  ([p a value _opts] (set-attribute p a value)))

;; --- times -------------------------------------------------------------------

(defn file-time->millis
  "Returns a FileTime in milliseconds."
  {:added "1.12"}
  [t]
  (.toMillis t))

(defn file-time->instant
  "Returns a FileTime as an Instant."
  {:added "1.12"}
  [t]
  (.toInstant t))

(defn instant->file-time
  "Returns an Instant as a FileTime."
  {:added "1.12"}
  [i]
  (FileTime/from i))

(defn millis->file-time
  "Returns milliseconds as a FileTime."
  {:added "1.12"}
  [ms]
  (FileTime/fromMillis ms))

(defn- ->file-time [x]
  (cond
    (integer? x)              (millis->file-time x)
    (py/hasattr x "toMillis") x
    :else                     (instant->file-time x)))

(defn last-modified-time
  "Returns when it was last written."
  {:added "1.12"}
  ([f] (last-modified-time f nil))
  ([f opts] (Files/getLastModifiedTime (->path f) (links opts))))

(defn set-last-modified-time
  "Sets when it was last written."
  {:added "1.12"}
  ([f time] (Files/setLastModifiedTime (->path f) (->file-time time)))
  ([f time _] (set-last-modified-time f time)))

(defn creation-time
  "Returns when it was made."
  {:added "1.12"}
  ([f] (creation-time f nil))
  ([f opts] (get-attribute f "creationTime" opts)))

(defn set-creation-time
  "Sets when it was made, where the file system lets one; that of Linux does not, and nothing happens."
  {:added "1.12"}
  ([f time] (set-creation-time f time nil))
  ([f time opts] (set-attribute f "basic:creationTime" (->file-time time) opts)))

;; --- permissions -------------------------------------------------------------

(defn posix-file-permissions
  "Returns a set of what may be done with it."
  {:added "1.12"}
  ([p] (posix-file-permissions p nil))
  ([p opts] (Files/getPosixFilePermissions (->path p) (links opts))))

(defn str->posix
  "Returns the set of permissions of a text as rwxr-x---."
  {:added "1.12"}
  [s]
  (PosixFilePermissions/fromString s))

(defn posix->str
  "Returns a set of permissions as text."
  {:added "1.12"}
  [p]
  (PosixFilePermissions/toString p))

(defn set-posix-file-permissions
  "Sets what may be done with it: a set, or a text."
  {:added "1.12"}
  [p permissions]
  (Files/setPosixFilePermissions (->path p)
                                 (if (string? permissions) (str->posix permissions) permissions)))
