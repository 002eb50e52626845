#!/usr/bin/env cljsh
;; SHA-256 checksums of all files below a directory, by several processes.
;;
;;     checksums.clj [-j PROCESSES] [DIRECTORY]
;;     checksums.clj --check FILE
;;
;; Prints what `sha256sum` prints, sorted by path; with --check, compares files
;; with such a list. The files are dealt out by size, so that all processes
;; have about as much to read. Names may hold any bytes, except that a newline
;; is written \n, as sha256sum does.

(defn usage []
  (binding [*out* *err*]
    (println "usage: checksums.clj [-j PROCESSES] [DIRECTORY] | --check FILE"))
  (exit 2))

(defn processors []
  (parse-long ($< nproc)))

(defn deal
  "Deals files to n hands, the largest first, always to the one that has least."
  [n files]
  (let [least (fn [hands] (first (apply min-key (comp :bytes second) (map-indexed vector hands))))]
    (->> files
         (sort-by (comp - :size))
         (reduce (fn [hands {:keys [path size]}]
                   (update hands (least hands)
                           (fn [hand] (-> hand (update :bytes + size) (update :paths conj path)))))
                 (vec (repeat n {:bytes 0 :paths []})))
         (map :paths)
         (remove empty?))))

(defn start-sums
  "Starts the checksums of files in the background; the names go in through a pipe, as many as there are."
  [paths]
  (start (redirect (cmd "xargs" "-0" "sha256sum" "--")
                   :in  (str/join (map (fn [path] (str path \u0000)) paths))
                   :out :pipe)))

(defn checksums [n dir]
  (let [files (for [path (fs/files dir)
                    :let [stat (fs/stat path {:follow false})]
                    :when stat]
                (assoc stat :path path))
        jobs  (mapv start-sums (deal n files))]
    (->> jobs
         (mapcat job-lines)
         (sort-by (fn [line] (subs line (str/index-of line "  ")))))))

(defn check-list [file]
  (let [job (start (redirect (cmd "sha256sum" "--check" "--quiet" "--" file) :out :pipe :err :out))
        end (try
              (run! println (job-lines job))
              (catch Exception e e))]
    (if (nil? end)
      (println "all files are as they were")
      (do (println "some files are not as they were")
          (exit 1)))))

(let [[a b c :as args] *command-line-args*]
  (cond
    (and (= a "--check") b (nil? c)) (check-list b)
    (some #{"--check"} args)         (usage)
    :else
    (let [[n args] (if (= a "-j")
                     [(or (some-> b parse-long) (usage)) (nnext args)]
                     [(processors) args])
          dir      (or (first args) ".")]
      (when (or (next args) (< n 1))
        (usage))
      (when-not (fs/directory? dir)
        (binding [*out* *err*]
          (println (str "checksums: " dir ": not a directory")))
        (exit 1))
      (run! println (checksums n dir)))))
