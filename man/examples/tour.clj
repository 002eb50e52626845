#!/usr/bin/env cljsh
;; A tour of cljsh: the language, processes, and both together.
;;
;;     tour.clj
;;
;; Each expression is printed, evaluated, and followed by what it gives.

(defn heading [text]
  (println)
  (println (str ";; --- " text " " (apply str (repeat (- 66 (count text)) "-"))))
  (println))

(def lines (vec (io/read-lines *file*)))

(defn source
  "The text of a form of this file, moved to the left margin."
  [form]
  (let [{:keys [line column]} (meta form)
        text   (str/join "\n" (cons (subs (lines (dec line)) (dec column)) (subvec lines line)))
        [_ text] (read+string ((py/getattr (py/__import__ "io") "StringIO") text))]
    (str/replace text (re-pattern (str "\n {" (dec column) "}")) "\n   ")))

(defmacro show
  "Prints each form as it is written here, what it prints itself, and its value."
  [& forms]
  `(do ~@(for [form forms]
           `(do
              (println ~(str "=> " (source form)))
              (let [value# ~form]
                (when (some? value#)
                  (prn value#)))))))

(heading "Clojure")

(show
  (+ 1/3 1/6)
  (reduce * (range 1N 26))
  (map (fn [[k v]] [v k]) {:a 1 :b 2})
  (let [{:keys [host port] :or {port 22}} {:host "example.org"}]
    (str host ":" port))
  (->> (range) (filter odd?) (map (fn [n] (* n n))) (take-while (fn [n] (< n 100))))
  (into [] (comp (mapcat range) (distinct)) [3 5])
  (group-by count ["to" "be" "or" "not" "that"]))

(defmulti area :shape)
(defmethod area :circle [{:keys [radius]}] (* 3.14159 radius radius))
(defmethod area :square [{:keys [side]}] (* side side))

(show
  (mapv area [{:shape :circle :radius 1} {:shape :square :side 3}])
  (reduce + (map inc (range 1000000)))
  (try
    (/ 1 0)
    (catch ArithmeticException e (ex-message e))))

(heading "Python is the host")

(show
  (py/sorted [3 1 2])
  (.upper "as a method")
  (-> (py/__import__ "datetime") .-date (.fromordinal 738000) .isoformat)
  (let [statistics (py/__import__ "statistics")]
    (.median statistics [1 5 2 4 3])))

(heading "Processes")

(show
  ($< uname -s)
  ($? grep -q root "/etc/passwd")
  ($? grep -q nobody-has-this-name "/etc/passwd")
  (str/split-lines ($< printf "c\nb\na\n" | sort))
  (let [n 3]
    ($< seq ~n | tr "\n" " "))
  (run-str (pipe (cmd "printf" "%s\n" (range 5)) (cmd "tail" "-n" 2)))
  (count (run-lines (cmd "seq" 100000))))

(heading "A function as a stage of a pipeline")

(show
  ($< seq 10
      | ~(filter (fn [line] (even? (parse-long line))))
      | ~(map (fn [line] (str "<" line ">")))
      | paste -s -d " "))

(heading "What fails says so")

(show
  (try
    ($ sh -c "exit 3")
    (catch Exception e [(ex-message e) (:statuses (ex-data e))]))
  (try
    ($ no-such-command)
    (catch Exception e (ex-message e))))

(heading "Several processes at once")

(show
  (let [jobs (mapv (fn [n] (start (cmd "sleep" (/ n 20.0)))) [3 1 2])]
    (mapv wait jobs)))

(heading "Files")

(show
  (fs/with-temp-dir [dir]
    (let [file (fs/join dir "fruit.edn")]
      (io/write-edn file {:apples 3 :pears 5})
      [(fs/file-name file) (fs/size file) (update (io/read-edn file) :apples inc)]))
  (take 3 (sort (map fs/file-name (glob "/etc/*.conf")))))

(println)
(println ";; More: cljsh --help, man cljsh, and (doc NAME) at the prompt.")
