;; SPDX-License-Identifier: MIT
;; Planets as maps.
(def planets
  (mapv (fn [[x y z vx vy vz m]]
          {:x x :y y :z z :vx (* 365.24 vx) :vy (* 365.24 vy) :vz (* 365.24 vz) :mass (* 39.47841760435743 m)})
        [[0.0 0.0 0.0 0.0 0.0 0.0 1.0]
         [4.841431442464721 -1.1603200440274284 -0.10362204447112311 1.6600766427440370e-03 7.6990111841974043e-03 -6.9046001697206302e-05 9.5479193842432661e-04]
         [8.343366718244580 4.124798564124305 -0.4035234171143214 -2.7674251072641102e-03 4.9985280123491724e-03 2.3041729757376393e-05 2.8588598066613081e-04]
         [12.894369562139131 -15.111151401698631 -0.22330757889265573 2.9646013756476162e-03 2.3784717395948095e-03 -2.9658956854023756e-05 4.3662440433515630e-05]
         [15.379697114850917 -25.919314609987964 0.17925877295037118 2.6806777249038932e-03 1.6282417003824230e-03 -9.5159225451971587e-05 5.1513890204661145e-05]]))

(def dt 0.01)

(defn pull [planet other]
  (if (identical? planet other)
    planet
    (let [dx (- (:x planet) (:x other))
          dy (- (:y planet) (:y other))
          dz (- (:z planet) (:z other))
          d2 (+ (* dx dx) (* dy dy) (* dz dz))
          mag (* (:mass other) (/ dt (* d2 (Math/sqrt d2))))]
      (-> planet
          (update :vx - (* dx mag))
          (update :vy - (* dy mag))
          (update :vz - (* dz mag))))))

(defn move [{:keys [vx vy vz] :as planet}]
  (-> planet
      (update :x + (* dt vx))
      (update :y + (* dt vy))
      (update :z + (* dt vz))))

(defn pulled [planets i]
  (let [planet (planets i)]
    (reduce (fn [p j] (if (= i j) p (pull p (planets j)))) planet (range 5))))

(defn step [planets]
  (mapv move (map #(pulled planets %) (range 5))))

(let [n (parse-long (first *command-line-args*))
      end (nth (iterate step planets) n)]
  (println (format "%.8f %.8f %.8f" (:x (end 1)) (:y (end 2)) (:vz (end 3)))))
