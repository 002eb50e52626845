;; SPDX-License-Identifier: MIT
;; Where programs and their files are, a part of babashka.fs.

(in-ns 'babashka.fs)

(defn split-paths
  "Returns a vector of the paths of a text with : between them."
  {:added "1.12"}
  [joined-paths]
  (mapv ->path (str/split joined-paths #":")))

(defn exec-paths
  "Returns the directories of PATH."
  {:added "1.12"}
  []
  (split-paths (or (System/getenv "PATH") "")))

(defn- program? [p]
  (and (regular-file? p) (executable? p)))

(defn which-all
  "Returns all programs of a name on PATH. Option :paths."
  {:added "1.12"}
  ([program] (which-all program nil))
  ([program {:keys [paths]}]
   (if (str/includes? (str program) "/")
     (when (program? program)
       [(->path program)])
     (filterv program?
              (map (fn [d] (path d (str program)))
                   (or paths (exec-paths)))))))

(defn which
  "Returns the program of a name on PATH, or nil."
  {:added "1.12"}
  ([program] (first (which-all program)))
  ([program opts] (first (which-all program opts))))

;; --- the places of the XDG base directories ----------------------------------

(defn- xdg
  "The directory that a variable names from the root, or one in the home directory."
  [variable default]
  (let [dir (System/getenv variable)]
    (if (and dir (absolute? dir))
      (->path dir)
      (path (home) default))))

(defn xdg-config-home
  "Returns where programs keep their settings; with an application's name, its directory there."
  {:added "1.12"}
  ([] (xdg "XDG_CONFIG_HOME" ".config"))
  ([app] (path (xdg-config-home) app)))

(defn xdg-cache-home
  "Returns where programs keep what can be made anew."
  {:added "1.12"}
  ([] (xdg "XDG_CACHE_HOME" ".cache"))
  ([app] (path (xdg-cache-home) app)))

(defn xdg-data-home
  "Returns where programs keep their data."
  {:added "1.12"}
  ([] (xdg "XDG_DATA_HOME" ".local/share"))
  ([app] (path (xdg-data-home) app)))

(defn xdg-state-home
  "Returns where programs keep their state."
  {:added "1.12"}
  ([] (xdg "XDG_STATE_HOME" ".local/state"))
  ([app] (path (xdg-state-home) app)))
