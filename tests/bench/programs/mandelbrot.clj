;; SPDX-License-Identifier: MIT
;; The Mandelbrot set as text.
(defn steps [cr ci limit]
  (loop [x 0.0, y 0.0, n 0]
    (let [x2 (* x x), y2 (* y y)]
      (if (or (= n limit) (> (+ x2 y2) 4.0))
        n
        (recur (+ (- x2 y2) cr) (+ (* 2.0 x y) ci) (inc n))))))

(defn row [y size]
  (apply str (for [x (range size)]
               (let [n (steps (- (/ (* 3.0 x) size) 2.0) (- (/ (* 2.0 y) size) 1.0) 50)]
                 (nth " .:-=+*#%@" (quot n 5) \@)))))

(let [size (parse-long (first *command-line-args*))
      rows (map #(row % size) (range size))]
  (println (nth rows (quot size 3)))
  (println (reduce + (map (fn [r] (count (filter #{\@} r))) rows))))
