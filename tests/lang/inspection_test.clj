;; SPDX-License-Identifier: MIT
;; What one can see of tasklets, and the limits one can set them.
(ns inspection-test
  (:require [cljsh.tasklet :refer [! kill-process mailbox-limit monitor process-info receive register schedule self sleep spawn tasklets top]]
            [clojure.string :as str]
            [clojure.test :refer [deftest is]]))

(defn waiting [] (receive [:end] nil))

(deftest tables
  (schedule
    (fn []
      (let [pid (spawn waiting)]
        (register :inspected pid)
        (! pid :junk)
        (sleep 1)
        (let [[heading & rows] (str/split-lines (with-out-str (tasklets)))
              row (first (filter #(str/starts-with? % (pr-str pid)) rows))]
          (is (re-find #"^pid +name +state +messages +reductions +function +place$" heading))
          (is (re-find #":inspected +waiting +1 +\d+ +waiting +inspection-test/waiting" row)))
        (let [text (with-out-str (top))]
          (is (re-find #"(?m)^\d+ tasklets: \d+ running, \d+ runnable, \d+ waiting; \d+ messages; \d+ registered$" text))
          (is (str/includes? text (pr-str pid))))
        (! pid [:end])))))

(deftest work-is-counted
  (schedule
    (fn []
      (let [pid (spawn (fn [] (dotimes [_ 100000] (identity 1)) (waiting)))]
        (sleep 50)
        (is (< 50000 (:reductions (process-info pid))))
        (is (pos? (:stack-size (process-info pid))))
        (! pid [:end])))))

(deftest limits-of-mailboxes
  (is (= [:mailbox-full 3]
         (schedule (fn []
                     (let [me  (self)
                           pid (spawn (fn [] (mailbox-limit 3) (! me :ready) (receive [:never] nil)))
                           ref (monitor pid)]
                       (receive :ready nil)
                       (dotimes [i 5] (! pid i))
                       (receive [:DOWN ref _ _ reason] reason))))))
  (is (= [nil 3] (schedule (fn [] [(mailbox-limit 3) (mailbox-limit nil)]))))
  (is (thrown? IllegalArgumentException (mailbox-limit 0))))
