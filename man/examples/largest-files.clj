#!/usr/bin/env cljsh
;; The largest files below a directory, and how much each type of file takes.
;;
;;     largest-files.clj [DIRECTORY [HOW-MANY]]
;;
;; The directory is the current one, and ten files are shown, if nothing else
;; is said. A file with several names is counted once. Directories that may
;; not be read are left out.

(let [[dir how-many] *command-line-args*]
  (def dir (or dir "."))
  (def how-many (if how-many (parse-long how-many) 10)))

(when-not (and how-many (fs/directory? dir))
  (binding [*out* *err*]
    (println "usage: largest-files.clj [DIRECTORY [HOW-MANY]]"))
  (exit 2))

(defn human
  "A number of bytes for people."
  [bytes]
  (loop [n (double bytes), [unit & larger] ["B" "KiB" "MiB" "GiB" "TiB"]]
    (if (and (<= 1024 n) larger)
      (recur (/ n 1024) larger)
      (format (if (= unit "B") "%.0f %s" "%.1f %s") n unit))))

(defn type-of
  "What files are grouped by: the extension, or that there is none."
  [path]
  (let [extension (fs/extension path)]
    (if (and extension (re-matches #"[A-Za-z][A-Za-z0-9]{0,7}" extension))
      (str "." (str/lower-case extension))
      "(none)")))

(defn once
  "Leaves out further names of files that have several."
  []
  (let [seen (volatile! #{})]
    (remove (fn [{:keys [links] :as stat}]
              (when (< 1 links)
                (let [file (select-keys stat [:inode :size :modified])]
                  (or (contains? @seen file)
                      (do (vswap! seen conj file)
                          false))))))))

(def files
  (into []
        (comp (keep (fn [path]
                      (when-let [stat (fs/stat path {:follow false})]
                        (assoc stat :path path))))
              (once))
        (fs/files dir)))

(println (str (count files) " files, " (human (reduce + (map :size files)))))

(println "\nLargest files:")
(doseq [{:keys [path size]} (take how-many (sort-by (juxt (comp - :size) :path) files))]
  (println (format "%12s  %s" (human size) path)))

(println "\nBy type:")
(doseq [[type files] (->> (group-by (comp type-of :path) files)
                          (sort-by (fn [[type files]] [(- (reduce + (map :size files))) type]))
                          (take how-many))]
  (println (format "%12s  %-10s %d" (human (reduce + (map :size files))) type (count files))))
