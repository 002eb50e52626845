;; SPDX-License-Identifier: MIT
;; Files and directories.  A path is a string; os.PathLike objects are taken,
;; too.  What a name stands for is looked at without following links only
;; where the docstring says so.

(ns cljsh.fs
  "Files and directories: looking, walking, making, copying, deleting."
  {:added "1.0"}
  (:require [errno]
            [os]
            [os.path :as path]))

(alias 'prim 'cljsh.process.prim)

;; --- names -----------------------------------------------------------------

(defn join
  "Returns the path of names joined by slashes; an absolute name begins anew."
  {:added "1.0"}
  [dir & names]
  (reduce (fn [dir name] (path/join dir name)) dir names))

(defn parent
  "Returns the directory part of a path; nil when it has none."
  {:added "1.0"}
  [p]
  (let [dir (path/dirname p)]
    (when-not (or (= dir "") (= dir (str p)))
      dir)))

(defn file-name
  "Returns the last name of a path."
  {:added "1.0"}
  [p]
  (path/basename p))

(defn extension
  "Returns what stands behind the last dot of a path's last name; nil when there is none."
  {:added "1.0"}
  [p]
  (let [end (second (path/splitext p))]
    (when (< 1 (count end))
      (subs end 1))))

(defn strip-extension
  "Returns a path without its extension."
  {:added "1.0"}
  [p]
  (first (path/splitext p)))

(defn- from-here
  "Calls f, an error of which can only be that the current directory is gone."
  [f & args]
  (cljsh.core/naming "current directory" (fn [] (apply f args))))

(defn absolute
  "Returns a path as seen from the root, without . and .. in it."
  {:added "1.0"}
  [p]
  (from-here path/abspath p))

(defn real-path
  "Returns the path from the root that a path leads to when all links are followed."
  {:added "1.0"}
  [p]
  (from-here path/realpath p))

(defn relative
  "Returns a path as seen from a directory, by default the current one."
  {:added "1.0"}
  ([p] (from-here path/relpath p))
  ([p dir] (from-here path/relpath p dir)))

(defn expand-home
  "Returns a path with ~ or ~user at its beginning replaced by the home directory."
  {:added "1.0"}
  [p]
  (path/expanduser p))

(defn home
  "Returns the home directory."
  {:added "1.0"}
  []
  (path/expanduser "~"))

;; --- looking ---------------------------------------------------------------

(defn stat
  "Returns a map of what is known of a file, or nil when there is none.

  :type (:file :directory :link :fifo :socket …) :size :mode :modified (seconds
  since 1970) :user :group :links :inode. With {:follow false}, of the link itself."
  {:added "1.0"}
  ([p] (prim/stat p true))
  ([p {:keys [follow] :or {follow true}}] (prim/stat p follow)))

(defn exists?
  "Is there a file of any type by this name?"
  {:added "1.0"}
  [p]
  (some? (prim/stat p true)))

(defn file?
  "Is it a regular file?"
  {:added "1.0"}
  [p]
  (= :file (:type (prim/stat p true))))

(defn directory?
  "Is it a directory?"
  {:added "1.0"}
  [p]
  (= :directory (:type (prim/stat p true))))

(defn link?
  "Is it a symbolic link?"
  {:added "1.0"}
  [p]
  (= :link (:type (prim/stat p false))))

(defn readable?
  "May this process read it?"
  {:added "1.0"}
  [p]
  (os/access p os/R_OK))

(defn writable?
  "May this process write it?"
  {:added "1.0"}
  [p]
  (os/access p os/W_OK))

(defn executable?
  "May this process run it?"
  {:added "1.0"}
  [p]
  (os/access p os/X_OK))

(defn- existing
  "Returns what is known of a file; throws when there is none."
  [p]
  (or (prim/stat p true)
      (throw (py/FileNotFoundError 2 "No such file or directory" p))))

(defn size
  "Returns the size of a file in bytes."
  {:added "1.0"}
  [p]
  (:size (existing p)))

(defn modified
  "Returns when a file was last written, in seconds since 1970."
  {:added "1.0"}
  [p]
  (:modified (existing p)))

(defn list-dir
  "Returns a sorted vector of the paths of what a directory holds, by default the current one."
  {:added "1.0"}
  ([] (vec (sort (map first (prim/directory-entries ".")))))
  ([dir] (mapv (fn [name] (path/join dir name))
               (sort (map first (prim/directory-entries dir))))))

(declare walk-entries)

(defn- walk-dir
  "Returns a lazy seq of [path type] of all that is below a directory, which is left out if it is unreadable or gone."
  [dir]
  (lazy-seq
    (walk-entries dir (try
                        (prim/directory-entries dir)
                        (catch PermissionError _ nil)
                        (catch FileNotFoundError _ nil)))))

(defn- walk-entries
  "Returns a lazy seq of [path type] of the entries of a directory and of all that is below them."
  [dir entries]
  (mapcat (fn [[name type]]
            (let [p (path/join dir name)]
              (cons [p type]
                    (when (= type :directory)
                      (walk-dir p)))))
          (sort-by first entries)))

(defn walk
  "Returns a lazy seq of the paths of all that is below a directory, each directory before what it holds.

  Links are not followed, directories below that cannot be read are left out. With
  a set of types (:file :directory :link …), only what is of these types."
  {:added "1.0"}
  ([dir] (map first (walk-entries dir (prim/directory-entries dir))))
  ([dir types]
   (keep (fn [[p type]] (when (contains? types type) p))
         (walk-entries dir (prim/directory-entries dir)))))

(defn files
  "Returns a lazy seq of the paths of all regular files below a directory."
  {:added "1.0"}
  [dir]
  (walk dir #{:file}))

;; --- changing --------------------------------------------------------------

(defn make-dir
  "Makes a directory and those above it that are missing; returns its path."
  {:added "1.0"}
  [dir]
  (when-not (directory? dir)
    (when-let [above (parent dir)]
      (make-dir above))
    (try
      (os/mkdir dir)
      (catch FileExistsError e
        (when-not (directory? dir) (throw e)))))
  dir)

(defn touch
  "Makes an empty file, or sets the time of an existing one to now; returns its path."
  {:added "1.0"}
  [p]
  (prim/close-fd (prim/open-fd p :append))
  (os/utime p)
  p)

(defn delete
  "Deletes a file, a link or an empty directory; was there any?"
  {:added "1.0"}
  [p]
  (case (:type (prim/stat p false))
    nil        false
    :directory (do (os/rmdir p) true)
    (do (os/unlink p) true)))

(defn delete-tree
  "Deletes a file, or a directory with all it holds; was there any?

  Symbolic links are deleted, not followed. Refused are the root directory, however
  it is spelt, and paths that are empty or end in . or .. ; a directory on which
  another file system is mounted is deleted only with {:mounts true}."
  {:added "1.0"}
  ([p] (prim/remove-tree p false))
  ([p {:keys [mounts]}] (prim/remove-tree p mounts)))

(defn- inside
  "Returns the path for from at to: in that directory when there is one, else to itself."
  [from to]
  (if (directory? to)
    (path/join to (path/basename from))
    to))

(defn- refuse-inside
  "Throws when a directory would be put into itself."
  [from to]
  (let [source (path/realpath from)
        target (path/join (path/realpath (path/dirname (path/abspath to))) (path/basename to))]
    (when (or (= source target) (.startswith target (path/join source "")))
      (throw (py/OSError errno/EINVAL "A directory cannot be put into itself" to)))))

(defn copy
  "Copies a file with its mode and times, into `to` if that is a directory; returns the new path."
  {:added "1.0"}
  [from to]
  (let [from (prim/path from)
        to   (inside from (prim/path to))]
    (cljsh.core/naming to (fn [] (.copy2 (py/__import__ "shutil") from to)))))

(defn- copy-below
  "Copies what is at from, of a type, to a path where nothing is."
  [from type to]
  (case type
    :file      (cljsh.core/naming to (fn [] (.copy2 (py/__import__ "shutil") from to ** :follow_symlinks false)))
    :link      (os/symlink (os/readlink from) to)
    :fifo      (os/mkfifo to (:mode (prim/stat from false)))
    :directory (do
                 (os/mkdir to 448)
                 (doseq [[name type] (prim/directory-entries from)]
                   (copy-below (path/join from name) type (path/join to name)))
                 (.copystat (py/__import__ "shutil") from to))
    (throw (py/OSError errno/EOPNOTSUPP (str "A " (name type) " cannot be copied") from))))

(defn copy-tree
  "Copies a directory with all it holds to a path where nothing is; returns the new path.

  Symbolic links are copied, not followed."
  {:added "1.0"}
  [from to]
  (let [from (prim/path from)
        to   (prim/path to)]
    (when-not (directory? from)
      (existing from)
      (throw (py/NotADirectoryError errno/ENOTDIR "Not a directory" from)))
    (when (prim/stat to false)
      (throw (py/FileExistsError errno/EEXIST "File exists" to)))
    (refuse-inside from to)
    (copy-below (path/join from "") :directory to)
    to))

(defn- move-across
  "Moves from one file system to another: copies under another name, renames, deletes."
  [from to]
  (let [copied (str to "." (os/getpid) ".part")]
    (try
      (copy-below from (:type (prim/stat from false)) copied)
      (os/rename copied to)
      (catch Throwable e
        (prim/remove-tree copied false)
        (throw e)))
    (prim/remove-tree from false)))

(defn move
  "Moves or renames a file or directory, into `to` if that is a directory; returns the new path.

  A file at the new path is replaced by a file; what is in a directory is not. The
  root directory and paths that end in . or .. cannot be moved."
  {:added "1.0"}
  [from to]
  (let [from   (prim/removable from)
        to     (prim/path to)
        target (inside from to)]
    (when (and (not= to target) (prim/stat target false))
      (throw (py/FileExistsError errno/EEXIST "File exists" target)))
    (when (= :directory (:type (prim/stat from false)))
      (refuse-inside from target))
    (try
      (os/rename from target)
      (catch OSError e
        (if (= (.-errno e) errno/EXDEV)
          (move-across from target)
          (throw e))))
    target))

(defn symlink
  "Makes a symbolic link at path that leads to target; returns path."
  {:added "1.0"}
  [path target]
  (os/symlink (prim/path target) (prim/path path))
  path)

(defn read-link
  "Returns where a symbolic link leads."
  {:added "1.0"}
  [p]
  (os/readlink p))

(defn chmod
  "Sets the mode bits of a file; returns its path."
  {:added "1.0"}
  [p mode]
  (os/chmod (prim/path p) mode)
  p)

;; --- temporary -------------------------------------------------------------

(defn temp-root
  "Returns the directory for temporary files, as seen from the root: TMPDIR or /tmp."
  {:added "1.0"}
  []
  (path/abspath (or (not-empty (os/getenv "TMPDIR")) "/tmp")))

(defn temp-dir
  "Makes a new temporary directory and returns its path."
  {:added "1.0"}
  ([] (temp-dir "cljsh."))
  ([prefix] (prim/make-temp-dir (temp-root) prefix)))

(defn temp-file
  "Makes a new empty temporary file and returns its path."
  {:added "1.0"}
  ([] (temp-file "cljsh."))
  ([prefix] (prim/make-temp-file (temp-root) prefix)))

(defmacro with-temp-dir
  "Evaluates body with name bound to a new temporary directory, which is deleted afterwards."
  {:added "1.0"}
  [[name] & body]
  `(let [~name (temp-dir)]
     (try
       ~@body
       (finally (delete-tree ~name)))))

(defmacro with-temp-file
  "Evaluates body with name bound to a new empty temporary file, which is deleted afterwards."
  {:added "1.0"}
  [[name] & body]
  `(let [~name (temp-file)]
     (try
       ~@body
       (finally (delete ~name)))))
