;; SPDX-License-Identifier: MIT
;; Planets on arrays of doubles.
(set! *warn-on-reflection* true)

(def xs (double-array [0 4.84143144246472082945e+00 8.34336671824457987790e+00 1.28943695621391310164e+01 1.53796971148509165498e+01]))
(def ys (double-array [0 -1.16032004402742839362e+00 4.12479856412430479268e+00 -1.51111514016986312525e+01 -2.59193146099879641146e+01]))
(def zs (double-array [0 -1.03622044471123109494e-01 -4.03523417114321381293e-01 -2.23307578892655734398e-01 1.79258772950371181757e-01]))
(def vxs (double-array (map #(* 365.24 %) [0 1.66007664274403694959e-03 -2.76742510726411021912e-03 2.96460137564761618652e-03 2.68067772490389322511e-03])))
(def vys (double-array (map #(* 365.24 %) [0 7.69901118419740425080e-03 4.99852801234917238954e-03 2.37847173959480950349e-03 1.62824170038242295431e-03])))
(def vzs (double-array (map #(* 365.24 %) [0 -6.90460016972063023554e-05 2.30417297573763929463e-05 -2.96589568540237556131e-05 -9.51592254519715870971e-05])))
(def masses (double-array (map #(* 39.47841760435743 %) [1.0 9.54791938424326609124e-04 2.85885980666130812119e-04 4.36624404335156298062e-05 5.15138902046611451304e-05])))

(defn advance! [^doubles x ^doubles y ^doubles z ^doubles vx ^doubles vy ^doubles vz ^doubles m]
  (let [dt 0.01]
    (dotimes [i 5]
      (loop [j (inc i)]
        (when (< j 5)
          (let [dx (- (aget x i) (aget x j))
                dy (- (aget y i) (aget y j))
                dz (- (aget z i) (aget z j))
                d2 (+ (* dx dx) (* dy dy) (* dz dz))
                mag (/ dt (* d2 (Math/sqrt d2)))
                mi (* mag (aget m i))
                mj (* mag (aget m j))]
            (aset vx i (- (aget vx i) (* dx mj)))
            (aset vy i (- (aget vy i) (* dy mj)))
            (aset vz i (- (aget vz i) (* dz mj)))
            (aset vx j (+ (aget vx j) (* dx mi)))
            (aset vy j (+ (aget vy j) (* dy mi)))
            (aset vz j (+ (aget vz j) (* dz mi)))
            (recur (inc j))))))
    (dotimes [i 5]
      (aset x i (+ (aget x i) (* dt (aget vx i))))
      (aset y i (+ (aget y i) (* dt (aget vy i))))
      (aset z i (+ (aget z i) (* dt (aget vz i)))))))

(let [n (parse-long (first *command-line-args*))]
  (dotimes [_ n]
    (advance! xs ys zs vxs vys vzs masses))
  (println (format "%.8f %.8f %.8f" (aget ^doubles xs 1) (aget ^doubles ys 2) (aget ^doubles vzs 3))))
