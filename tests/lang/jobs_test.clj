;; SPDX-License-Identifier: MIT
;; Background jobs: one list of them, whichever language has started them.
(ns jobs-test
  (:require [clojure.string :as str]
            [clojure.test :refer [deftest is testing]]
            [cljsh.process :refer [$ $& $< cmd find-job jobs kill pipe start wait with-timeout]]
            [cljsh.sh :as sh]))

(defn done-with
  "Kills the background jobs, and waits for them."
  []
  (run! (fn [job] (wait (kill job :kill))) (jobs)))

(deftest numbered
  (is (= [] (jobs)))
  (let [a ($& sleep 60), b ($& sleep 61 | cat)]
    (is (= [a b] (jobs)))
    (is (every? true? (map identical? [a b] (jobs))))
    (is (= [1 2] (map :number (jobs))))
    (is (= [a b b a b b b nil nil]
           (map find-job ["%1" "%2" "%+" "%-" "%%" 2 "%?61" "%3" "%nothing"])))
    (is (= [a b] [(find-job (str (:pid a))) (find-job (str (first (:pids b))))]))
    (is (= 137 (wait (kill a :kill))))
    (is (= [b] (jobs)) "what was waited for is no job of the shell's any more")
    (is (nil? (:number a)))
    (is (= 137 (:status a)))
    (is (= 2 (:number b)))
    (done-with))
  (is (= [] (jobs))))

(deftest in-the-foreground
  ($ true)
  (is (= "x" ($< echo x)))
  (is (= [] (jobs)))
  (is (thrown? TimeoutError (with-timeout 50 ($ sleep 50))))
  (is (= [] (jobs))))

(deftest seen-by-the-command-language
  (let [job ($& sleep 60)]
    (is (= "[1] + Running sleep 60" (sh/out "jobs")))
    (is (= "[1] + Running sleep 60\n" (with-out-str (sh/jobs))))
    (is (= (str (:pid job)) (sh/out "jobs -p")))
    (is (= (str (:pid job)) (sh/out "echo $!")))
    (sh/kill "%1")
    (is (= 143 (wait job))))
  (is (= [] (jobs)))
  (testing "a pipeline with a function"
    (let [job (start (pipe (cmd "sleep" 60) (fn [lines] lines)))]
      (is (= "" (sh/out "jobs -s")))
      (kill job)
      (sh/wait)
      (is (= :done (:state job)))
      (is (= [] (jobs))))))

(deftest of-a-subshell
  (testing "what a subshell starts is its own, and goes on"
    (let [file ($< mktemp -u)]
      (sh/sh "(sleep 0.2; echo $x > \"$x\") & jobs > /dev/null" {:x file})
      (is (= [] (jobs)))
      (is (= file (loop [n 0] (or (try (not-empty (str/trim (slurp file))) (catch OSError _ nil))
                                  (when (< n 400) ($ sleep 0.02) (recur (inc n)))))))
      ($ rm -f ~file))))

(deftest many
  (testing "of those that have ended long ago only the status is kept"
    (dotimes [_ 200] (do ($& true) nil))
    (is (< (count (jobs)) 190))
    (sh/wait)
    (is (= [] (jobs)))))

(deftest waited-for-by-several
  (let [job     ($& sleep 0.3)
        waiting (doall (repeatedly 5 (fn [] (future (wait job)))))]
    (sh/wait)
    (is (= [0 0 0 0 0] (map deref waiting)))
    (is (= [] (jobs)))))
