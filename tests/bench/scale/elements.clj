;; SPDX-License-Identifier: MIT
;; What an element costs in collections of N elements, in nanoseconds of the processor's time; N is the argument.
;; Each work is done as often as it takes to make some two million elements, and the least counts.
(require '[clojure.string :as str] '[time])

(def n (parse-long (first *command-line-args*)))

(defn cost
  "Nanoseconds an element that (work) takes, the least of its turns."
  [work]
  (let [turns (max 2 (quot 2000000 n))]
    (double (/ (reduce min (repeatedly turns #(let [start (time/process_time_ns)] (work) (- (time/process_time_ns) start)))) n))))

(def items (vec (range n)))
(def shuffled (vec (sort-by #(bit-and (* % 2654435761) 0xffffffff) items)))
(def table (zipmap shuffled items))

(doseq [[label work] [["vector" #(into [] shuffled)]
                      ["nth" #(reduce (fn [sum i] (+ sum (nth items i))) 0 shuffled)]
                      ["map" #(reduce (fn [m i] (assoc m i i)) {} shuffled)]
                      ["get" #(reduce (fn [sum i] (+ sum (get table i))) 0 shuffled)]
                      ["set" #(into #{} shuffled)]
                      ["sort" #(sort shuffled)]
                      ["string" #(str/join "," items)]
                      ["lazy" #(count (filter even? (map (fn [a _] (inc a)) (iterate inc 0) (range n))))]
                      ["group-by" #(group-by (fn [i] (bit-and i 1023)) items)]
                      ["sorted-map" #(reduce (fn [m i] (assoc m i i)) (sorted-map) shuffled)]]]
  (println label (cost work)))
