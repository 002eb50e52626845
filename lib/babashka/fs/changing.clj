;; SPDX-License-Identifier: MIT
;; Making, copying, moving and deleting, a part of babashka.fs.

(in-ns 'babashka.fs)

(defn- with-permissions
  "What was made, with permissions if there are any."
  [made permissions]
  (when permissions
    (set-posix-file-permissions made permissions))
  made)

(defn create-dir
  "Makes a directory. Option :posix-file-permissions."
  {:added "1.12"}
  ([p] (create-dir p nil))
  ([p {:keys [posix-file-permissions]}]
   (with-permissions (Files/createDirectory (->path p)) posix-file-permissions)))

(defn create-dirs
  "Makes a directory and those above it that are missing."
  {:added "1.12"}
  ([p] (create-dirs p nil))
  ([p {:keys [posix-file-permissions]}]
   (with-permissions (Files/createDirectories (->path p)) posix-file-permissions)))

(defn create-file
  "Makes an empty file."
  {:added "1.12"}
  ([p] (create-file p nil))
  ([p {:keys [posix-file-permissions]}]
   (with-permissions (Files/createFile (->path p)) posix-file-permissions)))

(defn touch
  "Makes an empty file, or sets when it was last written to now."
  {:added "1.12"}
  ([p] (->path (fs/touch (text p))))
  ([p {:keys [time]}]
   (touch p)
   (when time
     (set-last-modified-time p time))
   (->path p)))

(defn create-sym-link
  "Makes a symbolic link at path to target."
  {:added "1.12"}
  [p target]
  (Files/createSymbolicLink (->path p) (->path target)))

(defn create-link
  "Makes another name of a file."
  {:added "1.12"}
  [p target]
  (Files/createLink (->path p) (->path target)))

(defn create-temp-dir
  "Makes a new temporary directory. Options :dir :prefix."
  {:added "1.12"}
  ([] (create-temp-dir nil))
  ([{:keys [dir prefix]}]
   (->path (prim/make-temp-dir (if dir (text dir) (fs/temp-root))
                               (or prefix "")))))

(defn create-temp-file
  "Makes a new empty temporary file. Options :dir :prefix :suffix."
  {:added "1.12"}
  ([] (create-temp-file nil))
  ([{:keys [dir prefix suffix]}]
   (->path (File/createTempFile (or prefix "") (or suffix ".tmp") dir))))

;; --- copying, moving ---------------------------------------------------------

(defn- copy-options [{:keys [replace-existing copy-attributes nofollow-links]}]
  (into-array (remove nil? [(when replace-existing StandardCopyOption/REPLACE_EXISTING)
                            (when copy-attributes StandardCopyOption/COPY_ATTRIBUTES)
                            (when nofollow-links LinkOption/NOFOLLOW_LINKS)])))

(defn- place-for
  "Where what has the name of source goes: into dest if that is a directory."
  [source dest]
  (if (directory? dest)
    (path dest (file-name source))
    (->path dest)))

(defn copy
  "Copies a file, into dest if that is a directory.
  Options :replace-existing :copy-attributes :nofollow-links."
  {:added "1.12"}
  ([src dest] (copy src dest nil))
  ([src dest opts]
   (let [stream? (py/hasattr src "read")
         dest    (if stream? (->path dest) (place-for src dest))]
     (Files/copy (if stream? src (->path src)) dest (copy-options opts))
     dest)))

(defn- inside?
  "Is a path, with all links followed, another or below it?"
  [p dir]
  (let [p   (fs/real-path (text p))
        dir (fs/real-path (text dir))]
    (or (= p dir) (.startswith p (str dir "/")))))

(defn- refuse [message subject]
  (throw (IllegalArgumentException. (str message ": " subject))))

(defn copy-tree
  "Copies all that a directory holds into another, which is made. Options as those of copy."
  {:added "1.12"}
  ([src dest] (copy-tree src dest nil))
  ([src dest opts]
   (let [from   (->path src)
         to     (->path dest)
         target (fn [p] (.resolve to (.relativize from p)))]
     (cond
       (not (directory? from))                  (refuse "Not a directory" src)
       (and (exists? to) (not (directory? to))) (refuse "Not a directory" dest)
       (inside? to from)                        (refuse "Cannot copy a directory into itself" dest))
     (create-dirs to)
     (walk-file-tree from
       {:pre-visit-dir (fn [dir _]
                         (when-not (directory? (target dir))
                           (create-dir (target dir)))
                         :continue)
        :visit-file    (fn [f _]
                         (if (sym-link? f)
                           (create-sym-link (target f) (read-link f))
                           (Files/copy f (target f) (copy-options opts)))
                         :continue)})
     to)))

(defn move
  "Moves a file or directory, into target if that is a directory. Option :replace-existing."
  {:added "1.12"}
  ([source target] (move source target nil))
  ([source target opts]
   (let [target (place-for source target)]
     (if (and (exists? target {:nofollow-links true}) (:replace-existing opts))
       (Files/move (->path source) target (copy-options opts))
       (->path (fs/move (text source) (text target)))))))

;; --- deleting ----------------------------------------------------------------

(defn delete
  "Deletes a file, a link or an empty directory."
  {:added "1.12"}
  [f]
  (Files/delete (->path f)))

(defn delete-if-exists
  "Deletes it; was there one?"
  {:added "1.12"}
  [f]
  (Files/deleteIfExists (->path f)))

(defn delete-on-exit
  "Deletes it when the program ends."
  {:added "1.12"}
  [f]
  (.deleteOnExit (.toFile (->path f)))
  f)

(defn delete-tree
  "Deletes a file, or a directory with all it holds; links are not followed. Returns its path, or nil where there was none. Option :force."
  {:added "1.12"}
  ([root] (delete-tree root nil))
  ([root _opts]
   (let [there? (exists? root {:nofollow-links true})]
     (fs/delete-tree (text root))
     (when there? (->path root)))))

(defmacro with-temp-dir
  "Evaluates body with a name bound to a new temporary directory, which is deleted afterwards:
  (with-temp-dir [dir {:prefix \"p\"}] …)."
  {:added "1.12"}
  [[binding-name options] & body]
  `(let [~binding-name (create-temp-dir ~options)]
     (try
       ~@body
       (finally
         (when-not (:keep ~options)
           (delete-tree ~binding-name))))))
