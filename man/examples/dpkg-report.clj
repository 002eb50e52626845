#!/usr/bin/env cljsh
;; What dpkg has done on this machine, and what is installed.
;;
;;     dpkg-report.clj [ROOT]
;;
;; Reads ROOT/var/log/dpkg.log* (older ones may be compressed) and
;; ROOT/var/lib/dpkg/status; ROOT is empty if it is not given. Prints what was
;; installed, upgraded and removed per day, and the largest packages and
;; sections. What cannot be read is said on standard error and left out.

(def root (or (first *command-line-args*) ""))

(defn complain [& words]
  (binding [*out* *err*]
    (apply println "dpkg-report:" words)))

;; --- the log ---------------------------------------------------------------

(defn log-lines
  "The lines of a log file, uncompressed; none when it cannot be read."
  [file]
  (try
    (if (= "gz" (fs/extension file))
      (doall ($<lines gzip -dc ~file))
      (io/read-lines file))
    (catch Exception e
      (complain (str file ": " (ex-message e)))
      nil)))

(defn parse-action
  "2026-01-31 10:00:00 upgrade bash:amd64 5.1 5.2 as [day action package], nil for other lines."
  [line]
  (let [[day _time action package] (str/split line #" ")]
    (when (contains? #{"install" "upgrade" "remove" "purge"} action)
      [day action (first (str/split package #":"))])))

(defn print-log []
  (let [actions (->> (glob (str root "/var/log/dpkg.log*"))
                     (mapcat log-lines)
                     (keep parse-action))
        by-day  (group-by first actions)]
    (println "Days on which packages changed:" (count by-day))
    (doseq [[day actions] (take-last 10 (sort by-day))
            :let [counts (frequencies (map second actions))]]
      (println (str "  " day "  "
                    (str/join ", " (for [[action n] (sort counts)]
                                     (str n " " action))))))
    (when-let [busiest (seq (take 3 (sort-by (juxt (comp - val) key) (frequencies (map peek actions)))))]
      (println "Changed most often:"
               (str/join ", " (for [[package n] busiest]
                                (str package " (" n ")")))))))

;; --- the database ----------------------------------------------------------

(defn parse-paragraph
  "Lines `Field: value` as a map; continued lines are left out."
  [lines]
  (into {} (keep (fn [line]
                   (when-let [[_ field value] (re-matches #"([A-Za-z-]+): (.*)" line)]
                     [(keyword (str/lower-case field)) value])))
        lines))

(defn installed-packages []
  (let [file (str root "/var/lib/dpkg/status")]
    (try
      (->> (io/read-lines file)
           (partition-by str/blank?)
           (remove (comp str/blank? first))
           (map parse-paragraph)
           (filter (fn [{:keys [status]}] (str/ends-with? (str status) " installed")))
           (mapv (fn [package] (update package :installed-size (fnil parse-long "0")))))
      (catch OSError e
        (complain (str file ": " (.-strerror e)))
        []))))

(defn mib [kib]
  (format "%8.1f MiB" (/ kib 1024.0)))

(defn print-packages [packages]
  (let [size (fn [packages] (reduce + (map :installed-size packages)))]
    (println "Packages installed:" (count packages) "taking" (str/trim (mib (size packages))))
    (println "Largest packages:")
    (doseq [{:keys [package version installed-size]} (take 10 (sort-by (comp - :installed-size) packages))]
      (println (str "  " (mib installed-size) "  " package " " version)))
    (println "Largest sections:")
    (doseq [[section packages] (take 5 (sort-by (comp - size val) (group-by :section packages)))]
      (println (str "  " (mib (size packages)) "  " section ", " (count packages) " packages")))))

(print-log)
(let [packages (installed-packages)]
  (if (empty? packages)
    (exit 1)
    (print-packages packages)))
