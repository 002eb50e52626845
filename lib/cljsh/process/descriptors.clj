;; SPDX-License-Identifier: MIT
(ns cljsh.process.descriptors
  "Reading and writing descriptors to the end.

  What may have to wait is called from here, and not from C: so a tasklet is
  parked meanwhile, and needs no thread."
  (:require [cljsh.process.prim :as prim]))

(defn reader-lines
  "Returns a lazy seq of the lines that a line reader has left; at its end the reader's on-end is called."
  {:added "1.0"}
  [reader]
  (prim/lazy (fn again []
               (or (prim/read-chunk reader again)
                   (when-let [on-end (prim/take-on-end reader)]
                     (on-end)
                     nil)))))

(defn write-lines
  "Writes the elements of a collection as lines with a line writer; returns false, and stops, when nobody reads any more."
  {:added "1.0"}
  [writer coll]
  (loop [s (seq coll)]
    (if (nil? s)
      true
      (let [more (prim/write-some writer s)]
        (if (false? more)
          false
          (recur (seq more)))))))

(defn close-writer
  "Writes what a line writer has in its buffer, and closes it; returns false when nobody reads any more."
  {:added "1.0"}
  [writer]
  (try
    (prim/flush-writer writer)
    (finally
      (.close writer))))

(defn read-fds
  "Reads several descriptors to their ends, side by side, and closes them.
  Returns a vector of what each gave, as bytes; nil stands for nil."
  {:added "1.0"}
  [fds]
  (prim/collect (prim/collector fds)))
