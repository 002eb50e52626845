;; SPDX-License-Identifier: MIT
;; Paths as names, a part of babashka.fs: nothing here looks at a file.

(in-ns 'babashka.fs)

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

(defn absolute?
  "Is it a path from the root?"
  {:added "1.12"}
  [f]
  (.isAbsolute (->path f)))

(defn relative?
  "Is it no path from the root?"
  {:added "1.12"}
  [f]
  (not (absolute? f)))

(defn absolutize
  "Returns a path from the root."
  {:added "1.12"}
  [f]
  (.toAbsolutePath (->path f)))

(defn normalize
  "Returns a path without . and .. in it."
  {:added "1.12"}
  [f]
  (.normalize (->path f)))

(defn components
  "Returns a seq of the names of a path."
  {:added "1.12"}
  [p]
  (seq (->path p)))

(defn file-name
  "Returns the last name of a path as a string."
  {:added "1.12"}
  [x]
  (.getName (.toFile (->path x))))

(defn parent
  "Returns the directory part of a path, or nil."
  {:added "1.12"}
  [f]
  (.getParent (->path f)))

(defn root
  "Returns the root of a path, or nil."
  {:added "1.12"}
  [p]
  (.getRoot (->path p)))

(defn relativize
  "Returns a path as seen from another."
  {:added "1.12"}
  [this other]
  (.relativize (->path this) (->path other)))

(defn starts-with?
  "Are the other's names the first of this?"
  {:added "1.12"}
  [this other]
  (.startsWith (->path this) (->path other)))

(defn ends-with?
  "Are the other's names the last of this?"
  {:added "1.12"}
  [this other]
  (.endsWith (->path this) (->path other)))

(defn hidden?
  "Does its name begin with a dot?"
  {:added "1.12"}
  [f]
  (Files/isHidden (->path f)))

(defn unixify
  "Returns the path as text with slashes."
  {:added "1.12"}
  [f]
  (str (->path f)))

(def file-separator "What stands between the names of a path." "/")
(def path-separator "What stands between paths." ":")

(defn windows?
  "Is this Windows?"
  {:added "1.12"}
  []
  false)

;; --- extensions --------------------------------------------------------------

(defn- without-end
  "A text without its last n characters."
  [t n]
  (subs t 0 (- (count t) n)))

(defn split-ext
  "Returns [path-without-extension extension] of a path; the extension is nil when there is none.
  Option :ext, the extension without its dot."
  {:added "1.12"}
  ([p] (split-ext p nil))
  ([p {:keys [ext]}]
   (let [t     (str p)
         n     (file-name p)
         found (if ext
                 (when (and (.endswith n (str "." ext)) (< (inc (count ext)) (count n))) ext)
                 (let [dot (.rfind n ".")]
                   (when (pos? dot) (subs n (inc dot)))))]
     (if found
       [(without-end t (inc (count found))) found]
       [t nil]))))

(defn extension
  "Returns the extension of a path, or nil."
  {:added "1.12"}
  [p]
  (second (split-ext p)))

(defn strip-ext
  "Returns a path without its extension. Option :ext."
  {:added "1.12"}
  ([p] (strip-ext p nil))
  ([p opts] (first (split-ext p opts))))

;; --- whence ------------------------------------------------------------------

(defn expand-home
  "Returns a path with ~ or ~user at its beginning replaced by the home directory."
  {:added "1.12"}
  [f]
  (->path (fs/expand-home (text f))))

(defn home
  "Returns the home directory, of a user if one is given."
  {:added "1.12"}
  ([] (->path (fs/home)))
  ([user] (->path (fs/expand-home (str "~" user)))))

(defn cwd
  "Returns the current directory."
  {:added "1.12"}
  []
  (->path (System/getProperty "user.dir")))

(defn temp-dir
  "Returns the directory for temporary files."
  {:added "1.12"}
  []
  (->path (fs/temp-root)))
