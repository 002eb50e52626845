;; SPDX-License-Identifier: MIT
(ns mandelbrot (:require [time :refer [process_time]]))

(def size 400)
(def limit 200)

(defn steps
  "How many steps the point takes to leave the circle, at most limit."
  [^double cr ^double ci]
  (loop [zr 0.0, zi 0.0, n 0]
    (let [rr (* zr zr), ii (* zi zi)]
      (if (or (> (+ rr ii) 4.0) (= n limit))
        n
        (recur (+ (- rr ii) cr) (+ (* 2.0 zr zi) ci) (inc n))))))

(defn total []
  (reduce + (for [y (range size), x (range size)]
              (steps (- (/ (* 3.0 x) size) 2.25) (- (/ (* 3.0 y) size) 1.5)))))

(let [start (process_time)
      result (total)]
  (println "mandelbrot" (- (process_time) start) result))
