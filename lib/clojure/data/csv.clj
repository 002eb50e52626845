;; SPDX-License-Identifier: MIT
(ns clojure.data.csv
  "CSV: reading and writing rows of strings."
  {:added "1.12"}
  (:require [clojure.string :as str]))

(defn- rows
  "A lazy seq of the rows of Python's csv reader, taken some hundreds at a time."
  [reader]
  (lazy-seq
    (let [some-rows (try
                      (py/list (.islice (py/__import__ "itertools") reader 256))
                      (catch [Exception Error] e
                        (throw (if (re-find #"unexpected end of data" (str (ex-message e)))
                                 (java.io.EOFException. "CSV error (unexpected end of file)")
                                 (Exception. (str "CSV error: " (ex-message e)))))))]
      (when (pos? (py/len some-rows))
        (let [b (chunk-buffer 256)]
          (doseq [row some-rows] (chunk-append b (if (= 0 (py/len row)) [""] (vec row))))
          (chunk-cons (chunk b) (rows reader)))))))

(defn read-csv
  "Returns a lazy seq of the rows, vectors of strings, of a text or reader. Options: :separator, by default a comma, and :quote."
  {:added "1.12"}
  [input & options]
  (let [{:keys [separator quote] :or {separator \, quote \"}} (apply hash-map options)
        csv  (py/__import__ "csv")
        text (if (string? input)
               (.StringIO (py/__import__ "io") input "")
               (let [inner (py/getattr input "inner" nil)] (if (and inner (py/hasattr inner "__next__")) inner (py/iter (.StringIO (py/__import__ "io") (slurp input) "")))))]
    (.field_size_limit csv 2147483647)
    (rows (.reader csv text ** :delimiter (str separator) :quotechar (str quote) :strict true))))

(defn write-csv
  "Writes rows to a writer. Options: :separator, :quote, :quote?, a function that tells of a string whether it is quoted, and :newline, :lf or :cr+lf."
  {:added "1.12"}
  [writer data & options]
  (let [{:keys [separator quote quote? newline] :or {separator \, quote \" newline :lf}} (apply hash-map options)
        needs  (or quote? (let [special #{(str separator) (str quote) "\n" "\r"}] (fn [s] (boolean (some (fn [c] (.__contains__ s c)) special)))))
        end    (case newline :lf "\n" :cr+lf "\r\n" newline)
        q      (str quote)
        field  (fn [x] (let [s (if (string? x) x (if (nil? x) "" (str x)))] (if (needs s) (str q (.replace s q (str q q)) q) s)))
        comma  (str separator)]
    (doseq [row data]
      (.write writer (str (str/join comma (map field row)) end)))))
