;; SPDX-License-Identifier: MIT
(ns ^:no-doc cljsh.tasklet.inspect
  "What tasklets and top show."
  (:require [cljsh.tasklet :refer [process-info process-stack process-waits processes registered threads-max]]
            [clojure.string :as str]))

(defn- function-name [f]
  (let [s (str (or (when (var? f) (symbol f)) (py/getattr f "__qualname__" nil) (py/getattr f "__name__" nil) f))]
    (if (re-find #" at 0x" s) (str/replace s #"^<|>$| at 0x.*" "") s)))

(defn- place-of [pid]
  (when-let [[f file line] (first (process-stack pid))]
    (str f (when file (str " (" file (when line (str ":" line)) ")")))))

(def ^:private waits
  "What programs call the primitives in which a tasklet waits."
  {"receive-first" "receive", "receive-next" "receive", "receive-way" "receive", "receive-one" "receive", "take-now" "<!", "put-now" ">!"
   "await" "alts!", "lock!" "locking", "pause" "sleep", "wait-job" "wait", "await-group" "schedule", "tx-commit" "dosync", "read-chunk" "a pipe", "read-line" "a pipe"
   "write-some" "a pipe", "flush-writer" "a pipe", "collect" "a pipe"})

(defn- shortly [x]
  (let [text (binding [*print-length* 5, *print-level* 3] (pr-str x))]
    (if (< 60 (count text)) (str (subs text 0 59) "…") text)))

(defn- waiting-text [pid]
  (let [{:keys [name messages function]} (process-info pid)
        [in & args] (process-waits pid)
        in          (when in (clojure.core/name (symbol in)))
        what        (get waits in in)
        place       (some (fn [[f file line]] (when-not (or (nil? file) (str/starts-with? (str file) "<")) (str file ":" line))) (process-stack pid))]
    (str "  " (pr-str pid) (when name (str " " (pr-str name))) " " (function-name function) " waits "
         (cond
           (nil? what)        "below code that is not Clojure's"
           (= what "receive") (str "in receive, " messages (if (= 1 messages) " message" " messages") " in its mailbox")
           (= what "deref")   (str "for " (shortly (first args)))
           (#{"locking" "<!" ">!"} what) (str "in " what " of " (shortly (first args)))
           :else              (str "in " what))
         (when place (str ", at " place)))))

(def ^:private most-shown 20)

(defn deadlock-text []
  (let [pids  (processes)
        lines (keep (fn [pid] (try (waiting-text pid) (catch [Exception Error] _ nil))) (take most-shown pids))
        more  (- (count pids) most-shown)]
    (str/join "\n" (concat ["the main program waits, and nothing is left that could wake it"]
                           (when (cljsh.core/threads-used-up?)
                             [(str "  all " (threads-max) " threads are kept by tasklets that wait below code that is not Clojure's (threads-max)")])
                           lines
                           (when (pos? more) [(str "  and " more " more")])))))

(defn- row [pid]
  (when-let [{:keys [name status messages reductions function]} (process-info pid)]
    {:key pid, :pid (pr-str pid), :name (if name (pr-str name) ""), :state (clojure.core/name status), :messages messages
     :reductions reductions, :function (function-name function), :place (or (place-of pid) "")}))

(defn rows
  "A row for each tasklet of this node."
  []
  (into [] (keep row) (processes)))

(defn- rows-of-all
  "The rows of this node and of those that it has started, as far as they answer: [rows nodes]."
  []
  (let [others (when-let [node (find-ns 'cljsh.node)] ((ns-resolve node 'ask-all) rows 1000))]
    [(into (rows)
           (for [[_ theirs] others, {:keys [key] :as r} theirs]
             (assoc r :pid (pr-str key)))) ; as it is called here
     (mapv first others)]))

(def ^:private columns [:pid :name :state :messages :reductions :function :place])

(defn- table
  "Rows as lines, columns aligned, numbers to the right; no longer than width."
  [rows width]
  (let [number? #{:messages :reductions}
        texts   (cons (map name columns) (map (fn [r] (map (comp str r) columns)) rows))
        widths  (apply map (fn [& cells] (reduce max (map count cells))) texts)]
    (map (fn [cells]
           (let [line (str/trimr (str/join "  " (map (fn [column cell w]
                                                       (let [pad (str/join (repeat (- w (count cell)) " "))]
                                                         (if (number? column) (str pad cell) (str cell pad))))
                                                     columns cells widths)))]
             (if (< width (count line)) (str (subs line 0 (dec width)) "…") line)))
         texts)))

(defn- size
  "Columns and lines of the terminal; elsewhere nothing is cut off."
  []
  (if (.isatty *out*)
    (let [s (.get_terminal_size (py/__import__ "shutil"))]
      [(.-columns s) (.-lines s)])
    [##Inf ##Inf]))

(defn print-tasklets []
  (doseq [line (table (keep row (processes)) (first (size)))]
    (println line)))

(defn- busiest
  "Rows with :reductions since the last look, the most first."
  [before rows]
  (->> rows
       (map (fn [r] (assoc r :reductions (- (:reductions r) (get before (:key r) 0)))))
       (sort-by (juxt (comp - :reductions) (comp - :messages)))))

(defn top [{:keys [interval times rows] :or {interval 1000, rows 20}}]
  (let [terminal? (.isatty *out*)
        times     (if terminal? times (or times 1))]
    (try
      (loop [before {}, turn 1]
        (let [[all nodes]   (rows-of-all)
              [width lines] (size)
              states        (frequencies (map :state all))]
          (when terminal? (print "\u001b[H\u001b[2J"))
          (println (str (count all) " tasklets: " (get states "running" 0) " running, " (get states "runnable" 0) " runnable, "
                        (get states "waiting" 0) " waiting; " (reduce + (map :messages all)) " messages; "
                        (count (registered)) " registered"
                        (when (seq nodes) (str "; with " (str/join ", " nodes)))))
          (doseq [line (table (take (if terminal? (min rows (- lines 3)) rows) (busiest before all)) width)]
            (println line))
          (flush)
          (when-not (= turn times)
            (cljsh.core/pause interval)
            (recur (into {} (map (juxt :key :reductions)) all) (inc turn)))))
      (catch KeyboardInterrupt _ nil)))
  nil)
