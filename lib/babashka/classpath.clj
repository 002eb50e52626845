;; SPDX-License-Identifier: MIT
(ns babashka.classpath
  "The load path, as a program sees and extends it."
  {:added "1.12"}
  (:refer-clojure :exclude [add-classpath])
  (:require [clojure.string :as str]))

(defn- jar? [path] (and (re-find #"\.(?:jar|zip)$" path) (.isfile (.-path (py/__import__ "os")) path)))

(defn ^:no-doc unpacked
  "The folder of a jar's contents, for libraries are loaded from folders; any other path as it is.
  It is made once for each state of the jar, beside what is compiled."
  [path]
  (if-not (jar? path)
    path
    (let [os     (py/__import__ "os"), real (.realpath (.-path os) path), st (.stat os real)
          key    (.hexdigest (.sha1 (py/__import__ "hashlib") (.encode (str real " " (.-st_size st) " " (.-st_mtime_ns st)) "utf-8" "surrogateescape")))
          jars   (str (or (not-empty (.get (.-environ os) "XDG_CACHE_HOME")) (.expanduser (.-path os) "~/.cache")) "/cljsh/jars")
          folder (str jars "/" key)]
      (when-not (.exists (.-path os) folder)
        (.makedirs os jars ** :exist_ok true)
        (let [fresh (.mkdtemp (py/__import__ "tempfile") ** :dir jars)]
          (with-open [archive (.ZipFile (py/__import__ "zipfile") real)] (.extractall archive fresh))
          (try (.rename os fresh folder)
               (catch OSError e (.rmtree (py/__import__ "shutil") fresh) ; another program was first
                      (when-not (.exists (.-path os) folder) (throw e))))))
      folder)))

(defn ^:no-doc unpack-jars!
  "Puts the folders of their contents in the place of the load path's jars."
  []
  (let [path (cljsh.core/load-path)]
    (doseq [[i entry] (vec (map-indexed vector path))]
      (.__setitem__ path i (unpacked entry)))))

(defn add-classpath "Adds folders and jars, with : between them, to the end of the load path." {:added "1.12"} [extra-classpath]
  (doseq [folder (remove str/blank? (str/split (str/trim (str extra-classpath)) #":"))]
    (let [folder (unpacked (.abspath (.-path (py/__import__ "os")) folder))]
      (when-not (some #{folder} (cljsh.core/load-path)) (.append (cljsh.core/load-path) folder))))
  nil)
(defn get-classpath "Returns the load path, with : between its folders." {:added "1.12"} [] (str/join ":" (cljsh.core/load-path)))
(defn split-classpath "Returns the folders of a load path." {:added "1.12"} [cp] (vec (str/split cp #":")))
