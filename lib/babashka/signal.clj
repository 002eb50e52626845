;; SPDX-License-Identifier: MIT
(ns babashka.signal
  "Whether writing makes sense."
  {:added "1.12"})

(defn pipe-signal-received? "Has the reader of standard output gone?" {:added "1.12"} []
  (try (let [p (.poll (py/__import__ "select"))] (.register p 1 0) (boolean (some (fn [[_ event]] (pos? (bit-and event 8))) (.poll p 0)))) (catch Throwable _ false)))
