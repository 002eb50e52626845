;; SPDX-License-Identifier: MIT
(ns transient (:require [time :refer [process_time]]))

(def n 1000000)

(defn build-vector []
  (loop [i 0, v (transient [])]
    (if (< i n) (recur (inc i) (conj! v i)) (persistent! v))))

(defn sum-vector [v]
  (loop [i 0, sum 0]
    (if (< i n) (recur (inc i) (+ sum (nth v i))) sum)))

(defn update-vector [v]
  (loop [i 0, v (transient v)]
    (if (< i n) (recur (inc i) (assoc! v i (inc (nth v i)))) (persistent! v))))

(defn build-map []
  (loop [i 0, m (transient {})]
    (if (< i n) (recur (inc i) (assoc! m i i)) (persistent! m))))

(defn sum-map [m]
  (loop [i 0, sum 0]
    (if (< i n) (recur (inc i) (+ sum (get m i))) sum)))

(defn update-map [m]
  (loop [i 0, m (transient m)]
    (if (< i n) (recur (inc i) (assoc! m i (inc (get m i)))) (persistent! m))))

(let [t0 (process_time), v (build-vector)
      t1 (process_time), v-sum (sum-vector v)
      t2 (process_time), v (update-vector v)
      t3 (process_time), m (build-map)
      t4 (process_time), m-sum (sum-map m)
      t5 (process_time), m (update-map m)
      t6 (process_time)]
  (println "all" (- t6 t0) (+ v-sum m-sum (peek v) (get m 1000)))
  (println "build-vector" (- t1 t0))
  (println "sum-vector" (- t2 t1))
  (println "update-vector" (- t3 t2))
  (println "build-map" (- t4 t3))
  (println "sum-map" (- t5 t4))
  (println "update-map" (- t6 t5)))
