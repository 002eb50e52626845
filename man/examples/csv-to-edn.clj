#!/usr/bin/env cljsh
;; CSV on standard input as EDN on standard output, a map per row.
;;
;;     … | csv-to-edn.clj | cljsh -IO '(filter #(< 100 (:size %)) *input*)'
;;
;; The first row names the columns. Numbers become numbers, empty fields nil.
;; Fields may be quoted and hold commas, quotes and newlines. A row that is
;; longer than the first is an error; in a shorter one the last keys are missing.

(defn column-key
  "Unit Price ($) as :unit-price"
  [text]
  (-> text
      str/lower-case
      (str/replace #"[^\p{L}\p{N}]+" "-")
      (str/replace #"^-|-$" "")
      keyword))

(defn value [text]
  (cond
    (= text "")                         nil
    (re-matches #"-?(0|[1-9]\d*)" text) (parse-long text)
    (re-matches #"-?\d+\.\d+" text)     (parse-double text)
    :else                               text))

(let [[header & rows] (io/parse-csv (io/read-lines 0))
      ks              (mapv column-key header)]
  (doseq [[n row] (map-indexed vector rows)
          :when (seq row)]
    (when (< (count ks) (count row))
      (binding [*out* *err*]
        (println (str "csv-to-edn: row " (+ n 2) " has " (count row) " fields, but there are "
                      (count ks) " columns")))
      (exit 1))
    (prn (zipmap ks (map value row)))))
