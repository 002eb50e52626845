;; SPDX-License-Identifier: MIT
;; Lines of a table.
(defn line [i]
  (format "%5d %-10s|%08.3f %s %x" i (str "row" (mod i 100)) (/ i 7.0) (if (even? i) "even" "odd") i))

(let [n (parse-long (first *command-line-args*))
      lines (mapv line (range n))]
  (println (peek lines))
  (println (reduce + (map count lines))))
