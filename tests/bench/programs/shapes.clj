;; SPDX-License-Identifier: MIT
;; Records, a protocol and a multimethod.
(defprotocol Shape
  (area [shape])
  (grow [shape by]))

(defrecord Circle [r]
  Shape
  (area [_] (* 3 r r))
  (grow [shape by] (assoc shape :r (+ r by))))

(defrecord Rect [w h]
  Shape
  (area [_] (* w h))
  (grow [shape by] (-> shape (update :w + by) (update :h + by))))

(defmulti describe :kind)
(defmethod describe :small [{:keys [n]}] (str "small " n))
(defmethod describe :big [{:keys [n]}] (str "big " n))
(defmethod describe :default [_] "none")

(defn shape [i]
  (if (even? i) (->Circle (mod i 10)) (->Rect (mod i 7) (mod i 11))))

(let [n (parse-long (first *command-line-args*))
      shapes (map #(grow (shape %) 1) (range n))]
  (println (reduce + (map area shapes)))
  (println (count (filter #(instance? Circle %) shapes))
           (reduce max (map #(:r % 0) shapes)))
  (println (reduce + (map #(count (describe {:kind (case (mod % 3) 0 :small 1 :big :odd) :n %})) (range n)))))
