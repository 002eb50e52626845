;; SPDX-License-Identifier: MIT
;; A web server's log: who asks for what, and how much goes out.
(def paths ["/" "/index.html" "/img/logo.png" "/api/items" "/api/users/17"])

(defn line [i]
  (str "10.0." (mod i 5) "." (mod (* i 7) 50) " - - [12/Mar/2024:10:" (mod i 60) ":00] \"GET "
       (nth paths (mod (* i i) 5)) " HTTP/1.1\" " (if (zero? (mod i 11)) 404 200) " " (mod (* i 37) 5000)))

(def pattern #"^(\S+) \S+ \S+ \[([^\]]+)\] \"(\w+) (\S+) [^\"]*\" (\d{3}) (\d+)$")

(defn parse [line]
  (when-let [[_ host time method path status size] (re-find pattern line)]
    {:host host :time time :method method :path path :status (parse-long status) :size (parse-long size)}))

(let [n (parse-long (first *command-line-args*))
      entries (keep parse (map line (range n)))
      ok (filter #(= 200 (:status %)) entries)]
  (println (count entries) (count ok) (reduce + (map :size ok)))
  (doseq [[path es] (sort-by key (group-by :path ok))]
    (println path (count es) (reduce max (map :size es))))
  (doseq [[host n] (take 5 (sort-by (fn [[host n]] [(- n) host]) (frequencies (map :host entries))))]
    (println host n)))
