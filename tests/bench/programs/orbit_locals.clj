;; SPDX-License-Identifier: MIT
;; Two bodies in a loop whose locals are doubles.
(defn orbit [n]
  (let [dt 0.001]
    (loop [i 0, x 1.0, y 0.0, z 0.1, vx 0.0, vy 0.9, vz 0.05]
      (if (< i n)
        (let [r2 (+ (* x x) (* y y) (* z z))
              k (/ (- dt) (* r2 (Math/sqrt r2)))
              vx (+ vx (* k x))
              vy (+ vy (* k y))
              vz (+ vz (* k z))]
          (recur (inc i) (+ x (* dt vx)) (+ y (* dt vy)) (+ z (* dt vz)) vx vy vz))
        [x y z]))))

(println (apply format "%.6f %.6f %.6f" (orbit (parse-long (first *command-line-args*)))))
