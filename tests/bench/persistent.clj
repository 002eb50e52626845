;; SPDX-License-Identifier: MIT
(ns persistent (:require [time :refer [process_time]]))

(def n 1000000)

(defn build-vector [] (reduce conj [] (range n)))
(defn sum-vector [v] (reduce (fn [sum i] (+ sum (nth v i))) 0 (range n)))
(defn update-vector [v] (reduce (fn [v i] (assoc v i (inc (nth v i)))) v (range n)))

(defn build-map [] (reduce (fn [m i] (assoc m i i)) {} (range n)))
(defn sum-map [m] (reduce (fn [sum i] (+ sum (get m i))) 0 (range n)))
(defn update-map [m] (reduce (fn [m i] (assoc m i (inc (get m i)))) m (range n)))

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
