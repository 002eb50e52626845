;; SPDX-License-Identifier: MIT
(ns clojure.java.process
  "Starts programs, and reads and writes what they do."
  {:added "1.12"}
  (:require [cljsh.java.process :as process]
            [clojure.java.io :as io]))

(defn to-file
  "Returns what :out and :err take to write to a file, at its end with :append true."
  {:added "1.12"}
  [f & {:keys [append]}]
  (if append (java.lang.ProcessBuilder$Redirect/appendTo (io/file f)) (java.lang.ProcessBuilder$Redirect/to (io/file f))))

(defn from-file
  "Returns what :in takes to read from a file."
  {:added "1.12"}
  [f]
  (java.lang.ProcessBuilder$Redirect/from (io/file f)))

(def ^:private places
  {:inherit java.lang.ProcessBuilder$Redirect/INHERIT
   :pipe    java.lang.ProcessBuilder$Redirect/PIPE
   :discard java.lang.ProcessBuilder$Redirect/DISCARD})

(defn start
  "Starts a program, given by its words, after a map of options if there is one, and returns the Process.
  Options: :in :out :err, each :pipe, :inherit, :discard, or of to-file or
  from-file, :err also :stdout; :dir; :clear-env; :env, a map of strings."
  {:added "1.12"}
  [& args]
  (let [[{:keys [in out err dir env clear-env] :or {in :pipe out :pipe err :pipe}} words] (if (map? (first args)) [(first args) (rest args)] [{} args])
        b (ProcessBuilder. (vec words))]
    (when dir (.directory b (io/file dir)))
    (when clear-env (.clear (.environment b)))
    (doseq [[k v] env] (if (nil? v) (.pop (.environment b) k nil) (.put (.environment b) k v)))
    (.redirectInput b (get places in in))
    (.redirectOutput b (get places out out))
    (if (= err :stdout) (.redirectErrorStream b true) (.redirectError b (get places err err)))
    (.start b)))

(defn stdin  "Returns the stream that a process reads from."  {:added "1.12"} [^Process p] (.getOutputStream p))
(defn stdout "Returns the stream that a process writes to." {:added "1.12"} [^Process p] (.getInputStream p))
(defn stderr "Returns the stream that a process writes errors to." {:added "1.12"} [^Process p] (.getErrorStream p))

(defn exit-ref
  "Returns a future of the exit status of a process."
  {:added "1.12"}
  [^Process p]
  (future (.waitFor p)))

(defn exec
  "Runs a program as start does and returns what it writes, once it has ended; a status other than 0 is an error."
  {:added "1.12"}
  [& args]
  (let [[opts words] (if (map? (first args)) [(first args) (rest args)] [{} args])
        p      (apply start (merge {:err :inherit} opts) words)
        text   (slurp (stdout p))
        status (.waitFor p)]
    (if (zero? status)
      text
      (throw (RuntimeException. (str "Process failed with exit=" status))))))
