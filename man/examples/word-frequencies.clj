#!/usr/bin/env cljsh
;; How often each word of a text occurs, the most frequent first.
;;
;;     word-frequencies.clj [-n HOW-MANY] [FILE…]
;;
;; Without a file, standard input is read. Upper and lower case are not told
;; apart. The text is read line by line, so it may be larger than memory.

(defn usage []
  (binding [*out* *err*]
    (println "usage: word-frequencies.clj [-n HOW-MANY] [FILE…]"))
  (exit 2))

(defn parse-args
  "The arguments as [how-many files]."
  [args]
  (loop [[arg & more :as args] args, how-many 20]
    (cond
      (= arg "-n")                          (recur (next more) (or (some-> (first more) parse-long) (usage)))
      (= arg "--")                          [how-many more]
      (and arg (re-matches #"-.+" arg))     (usage)
      :else                                 [how-many args])))

(defn words [line]
  (re-seq #"[\p{L}\p{N}]+(?:['’][\p{L}]+)*" (str/lower-case line)))

(defn count-words
  "Adds the words of lines to counts."
  [counts lines]
  (persistent!
    (transduce (mapcat words)
               (completing (fn [counts word] (assoc! counts word (inc (get counts word 0)))))
               (transient counts)
               lines)))

(defn count-file
  "Adds a file's words to counts; a file that cannot be read is left out, and remembered."
  [{:keys [counts] :as state} file]
  (try
    (assoc state :counts (count-words counts (io/read-lines file)))
    (catch OSError e
      (binding [*out* *err*]
        (println (str "word-frequencies: " (.-filename e) ": " (.-strerror e))))
      (assoc state :failed true))))

(let [[how-many files] (parse-args *command-line-args*)
      {:keys [counts failed]} (reduce count-file {:counts {}} (or (seq files) [0]))]
  (doseq [[word n] (take how-many (sort-by (juxt (comp - val) key) counts))]
    (println (format "%8d %s" n word)))
  (when failed
    (exit 1)))
