;; SPDX-License-Identifier: MIT
;; How often each word of k letters comes in a strand of DNA.
(defn strand [n]
  (apply str (map #(nth "ACGT" (mod (quot % 1000) 4))
                  (take n (iterate #(mod (+ (* % 3877) 29573) 139968) 42)))))

(defn counts [text k]
  (frequencies (map #(subs text % (+ % k)) (range (- (count text) k -1)))))

(let [n (parse-long (first *command-line-args*))
      text (strand n)]
  (doseq [[letter n] (sort (frequencies text))]
    (println (str letter) n))
  (doseq [k [1 2 4 6]]
    (let [[word n] (first (sort-by (juxt (comp - val) key) (counts text k)))]
      (println k word n))))
