;; SPDX-License-Identifier: MIT
;; Patterns counted and replaced in a strand of DNA.
(require '[clojure.string :as str])

(defn strand [n]
  (apply str (map #(nth "acgt" (mod (quot % 1000) 4))
                  (take n (iterate #(mod (+ (* % 3877) 29573) 139968) 42)))))

(def variants [#"agggtaaa|tttaccct" #"[cgt]gggtaaa|tttaccc[acg]" #"a[act]ggtaaa|tttacc[agt]t"
               #"ag[act]gtaaa|tttac[agt]ct" #"agg[act]taaa|ttta[agt]cct" #"gg|cc" #"a.t"])

(let [n (parse-long (first *command-line-args*))
      text (strand n)]
  (doseq [variant variants]
    (println (str variant) (count (re-seq variant text))))
  (println (count (-> text
                      (str/replace #"tha[Nt]" "<4>")
                      (str/replace #"a[cg]+t" "<3>")
                      (str/replace #"gg*c" (fn [s] (str "[" (count s) "]")))))))
