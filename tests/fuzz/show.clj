;; SPDX-License-Identifier: MIT
;; Requires libraries and tells all that can be seen of them: what their vars
;; hold, their metadata, what calls give, where exceptions come from.
;;
;;   cljsh show.clj LIB…
(ns fuzz.show
  (:require [clojure.string :as str]
            [collections.abc] [traceback]))

(defn text [x]
  (-> (binding [*print-meta* true, *print-length* 20] (pr-str x))
      (str/replace #"0x[0-9a-f]+" "0x")
      (str/replace #"(fn|__|_)-*\d+(?:__auto__)?" "$1N")
      (str/replace #"[0-9]{5,}" "N")))

(defn frames
  "Where an exception came through, in the files of the project."
  [e]
  (vec (for [frame (traceback/extract_tb (.-__traceback__ e))
             :when (re-find #"n[abcd]\.clj" (.-filename frame))]
         [(last (str/split (.-filename frame) #"/")) (.-lineno frame) (text (.-name frame))])))

(defn outcome [f]
  (try
    (let [x (f)]
      (text (if (instance? collections.abc/Iterator x) (vec (take 5 x)) x)))
    (catch Exception e
      (str (text (type e)) (text (ex-message e)) (frames e) (text (ex-data e))))))

(defn show [n]
  (println "==" n (text (meta (the-ns n))) (sort (map str (keys (ns-aliases n)))))
  (doseq [[s v] (sort-by (comp str key) (ns-interns n))]
    (println s (text (into (sorted-map) (meta v)))) ; in an order that no hash decides
    (when (bound? v)
      (println "   " (text @v))
      (cond
        (:macro (meta v)) (doseq [x '[1 (+ 1 2)]]
                            (println "   " (outcome #(binding [*ns* (the-ns n)] (eval (list v x))))))
        (fn? @v)          (doseq [args [[] [1] [3] [1 2.0]]]
                            (println "   " (outcome #(apply @v args))))))))

(doseq [lib *command-line-args*]
  (println "require" lib (outcome #(require (symbol lib)))))
(doseq [n '[na nb nc nd extra] :when (find-ns n)]
  (show n))
