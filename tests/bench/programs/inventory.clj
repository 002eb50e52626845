;; SPDX-License-Identifier: MIT
;; Events applied to state in an atom.
(def state (atom {:stock {} :orders 0 :log []}))

(defn apply-event [state {:keys [kind item n]}]
  (case kind
    :in (update-in state [:stock item] (fnil + 0) n)
    :out (let [have (get-in state [:stock item] 0)]
           (if (>= have n)
             (-> state
                 (assoc-in [:stock item] (- have n))
                 (update :orders inc))
             (update state :log conj [item n have])))))

(defn event [i]
  {:kind (if (zero? (mod (* i 5) 3)) :in :out)
   :item (keyword (str "item" (mod (* i 7) 200)))
   :n (inc (mod i 13))})

(let [n (parse-long (first *command-line-args*))]
  (doseq [e (map event (range n))]
    (swap! state apply-event e))
  (let [{:keys [stock orders log]} @state]
    (println (reduce + (vals stock)) orders (count log) (reduce + (map second log)))))
