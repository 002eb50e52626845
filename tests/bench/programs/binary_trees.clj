;; SPDX-License-Identifier: MIT
;; Trees built and walked.
(deftype Node [left right])

(defn make [depth]
  (if (zero? depth)
    (Node. nil nil)
    (Node. (make (dec depth)) (make (dec depth)))))

(defn size [^Node node]
  (if-let [left (.-left node)]
    (+ 1 (size left) (size (.-right node)))
    1))

(let [n (parse-long (first *command-line-args*))
      long-lived (make n)]
  (doseq [depth (range 4 (inc n) 4)]
    (let [rounds (bit-shift-left 1 (- n depth))]
      (println rounds depth (reduce + (map (fn [_] (size (make depth))) (range rounds))))))
  (println (size long-lived)))
