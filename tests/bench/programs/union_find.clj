;; SPDX-License-Identifier: MIT
;; The cheapest connections between points: Kruskal's way, with sets that are joined.
(defn root [parents x]
  (let [p (parents x x)]
    (if (= p x) x (recur parents p))))

(defn edges [n]
  (for [i (range n), k [1 7 31]
        :let [j (mod (+ (* i k) k) n)]
        :when (not= i j)]
    {:from i :to j :weight (mod (* (+ i k) 7919) 1009)}))

(defn spanning [edges]
  (reduce (fn [{:keys [parents] :as state} {:keys [from to weight]}]
            (let [a (root parents from), b (root parents to)]
              (if (= a b)
                state
                (-> state
                    (update :parents assoc (min a b) (max a b))
                    (update :total + weight)
                    (update :used inc)))))
          {:parents {} :total 0 :used 0}
          (sort-by (juxt :weight :from :to) edges)))

(let [n (parse-long (first *command-line-args*))
      {:keys [parents total used]} (spanning (edges n))]
  (println total used (count (distinct (map #(root parents %) (range n))))))
