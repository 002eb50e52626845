;; SPDX-License-Identifier: MIT
;; The largest singular value of an infinite matrix, on vectors.
(defn a [i j]
  (/ 1.0 (+ (quot (* (+ i j) (+ i j 1)) 2) i 1)))

(defn times [f v]
  (let [n (count v)]
    (mapv (fn [i]
            (loop [j 0, sum 0.0]
              (if (< j n)
                (recur (inc j) (+ sum (* (f i j) (nth v j))))
                sum)))
          (range n))))

(defn step [v]
  (times (fn [i j] (a j i)) (times a v)))

(defn dot [u v]
  (reduce + (map * u v)))

(let [n (parse-long (first *command-line-args*))
      u (nth (iterate (comp step step) (vec (repeat n 1.0))) 4)
      v (step u)]
  (println (format "%.9f" (Math/sqrt (/ (dot u v) (dot u u))))))
