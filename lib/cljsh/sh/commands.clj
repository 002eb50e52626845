;; SPDX-License-Identifier: MIT
(ns cljsh.sh.commands
  "Functions as commands and stages of the command language; see cljsh.sh."
  (:require [cljsh.process.descriptors :as descriptors]
            [cljsh.process.prim :as process]
            [cljsh.sh.prim :as prim]
            [clojure.string :as str]
            [io]
            [os]
            [sys]))

;; --- stages ------------------------------------------------------------------

(defn- apply-stage [f lines]
  (let [result (f lines)]
    (if (fn? result) (sequence f lines) result))) ; a transducer, which took the lines for a reducing function

(defn- elements [result]
  (cond
    (nil? result)                                                                   nil
    (and (not (string? result)) (not (instance? py/bytes result)) (seqable? result)) result
    :else                                                                           [result]))

(defn- message [name e]
  (str name ": " (or (ex-message e) (str e)) "\n"))

(defn- stage [f in out]
  (let [writer (when out (process/line-writer out))
        reader (when in (process/line-reader in nil writer))]
    (try
      (let [result (elements (apply-stage f (when reader (descriptors/reader-lines reader))))]
        (if writer
          (do (descriptors/write-lines writer result) [(if (.flush writer) 0 141) nil nil])
          [0 (apply str (map #(str % "\n") result)) nil]))
      (finally
        (when reader (.close reader))
        (when writer (.close writer))))))

;; --- commands ----------------------------------------------------------------

(defn- cli
  "Returns a function of babashka.cli, which only commands need."
  [f]
  (requiring-resolve (symbol "babashka.cli" (str f))))

(defn- operands
  "Returns the least and the most number of operands of an arglist whose first element is for the options."
  [arglist]
  (let [[fixed more] (split-with #(not= '& %) (rest arglist))]
    [(count fixed) (when (empty? more) (count fixed))]))

(defn- synopsis [{:keys [name options arglist]}]
  (let [[fixed more] (split-with #(not= '& %) (rest arglist))
        word         #(if (symbol? %) (str %) "arg")]
    (str "usage: " name (when (seq options) " [option …]")
         (apply str (map #(str " " (word %)) fixed))
         (when-let [x (second more)] (str " [" (word x) " …]")))))

(defn- help [{:keys [doc options] :as command}]
  (str (synopsis command) "\n" (when doc (str "\n" doc "\n"))
       "\n" ((cli 'format-opts) {:spec (assoc options :help {:desc "show this text" :coerce :boolean})}) "\n"))

(defn- invoke
  "Calls a command's function: its exit status and a message."
  [{:keys [name options arglist f] :as command} words]
  (let [usage (fn [text] [2 (str name ": " text "\n" (synopsis command) "\n")])]
    (if (some #{"--help"} (take-while #(not= "--" %) words))
      (do (print (help command)) [0 nil])
      (let [{:keys [opts args wrong]} (try
                                        ((cli 'parse-args) words {:spec options :restrict true})
                                        (catch clojure.lang.ExceptionInfo e {:wrong (ex-message e)}))
            [least most] (operands arglist)
            n            (count args)]
        (cond
          wrong             (usage wrong)
          (< n least)       (usage "an operand is missing")
          (and most (> n most)) (usage (str "too many operands: " (nth args most)))
          :else             (let [result (apply f opts args)]
                              (cond
                                (integer? result) [(mod result 256) nil]
                                (false? result)   [1 nil]
                (process/job? result) [0 nil] ; it has been waited for, and did not throw
                                :else             (do (when-not (true? result) (run! println (elements result))) [0 nil]))))))))

(defn- command [c words in out]
  (let [from (if in (py/open in "r" -1 "utf-8" "surrogateescape" "\n") (io/StringIO ""))
        to   (if out (py/open out "w" -1 "utf-8" "surrogateescape" "\n") (io/StringIO))
        mine (prim/stream 0)]
    (try
      (when in (process/set-stream! 0 (os/dup in))) ; programs that it runs read what it would
      (let [[status message] (binding [*in* from *out* to] (invoke c words))]
        (.flush to)
        [status (when-not out (.getvalue to)) message])
      (catch BrokenPipeError _ [141 nil nil])
      (catch [Exception Error] e
        [(let [s (:status (ex-data e))] (if (and (integer? s) (< 0 s 256)) s 1))
         (when-not out (.getvalue to))
         (message (:name c) e)])
      (finally
        (when in (process/set-stream! 0 mine))
        (.close from)
        (try (.close to) (catch OSError _ nil))))))

(defn run-stage
  "Runs a function as a stage, or as a command, between two descriptors, which are closed.
  Returns the status, what it wrote where out is nil, and what is to be told."
  {:added "1.0"}
  [f command? words in out]
  (if command?
    (command (f) (vec words) in out)
    (try
      (when (seq words)
        (throw (ex-info (str "a function takes no words: " (first words)) {})))
      (stage f in out)
      (catch [Exception Error] e [1 nil (message "~" e)]))))

(def options
  "The specs of the commands' options, by their names."
  (atom {}))

(defn keep-command
  "Makes a function a command; options, the text and the arglist are for --help and the errors."
  {:added "1.0"}
  [name doc spec arglist f]
  (swap! options assoc name spec)
  (prim/keep-command name (fn [] {:name name :doc doc :options spec :arglist arglist :f f})))
