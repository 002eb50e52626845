;; SPDX-License-Identifier: MIT
;; The posts of April 2012 on concurrency: generators, and the tasklets that are
;; described there, on the scheduler.
(ns seeds-tasklets-test
  (:require [cljsh.tasklet :refer [! become die receive schedule self spawn]]
            [clojure.java.io :as io]
            [clojure.string :as str]
            [clojure.test :refer [deftest is]]
            [tempfile]))

(deftest generators
  (let [gen-test (fn [] (yield 1) (yield 2) (yield 3))
        z        (gen-test)]
    (is (= [1 2 3] [(py/next z) (py/next z) (py/next z)]))
    (is (thrown? StopIteration (py/next z))))
  (let [printed     (atom [])
        print-stuff (fn []
                      (loop []
                        (let [x (yield "Ready")]
                          (when (not= x "Stop")
                            (swap! printed conj x)
                            (recur)))))
        z           (print-stuff)]
    (is (= "Ready" (py/next z) (.send z 1) (.send z 1) (.send z 4) (.send z 5)))
    (is (thrown? StopIteration (.send z "Stop")))
    (is (= [1 1 4 5] @printed))))

;; --- the posts' tasklets ----------------------------------------------------------

(defn universal-server []
  (receive [f args] (become f args)))

(defn crazy-server []
  (receive [:ping]           (! spid :pong)
           [:clone]          (! spid (spawn crazy-server))
           [:become fn args] (become fn args)
           [:die]            (die)))

(defn log-info [file]
  (loop [file (py/open file "w")]
    (receive [:log message] (do (.write file (str message "\n"))
                                (recur file))
             [:stop]        (do (.close file) (die)))))

(deftest universal-servers
  (is (= 6 (schedule (fn []
                       (let [pid (spawn universal-server), me (self)]
                         (! pid [(fn [numbers] (! me (apply + numbers))) [1 2 3]])
                         (receive sum sum)))))))

(deftest crazy-servers
  (is (= :pong (schedule (fn []
                           (let [pid (spawn crazy-server)]
                             (! pid [:ping])
                             (receive :pong :pong))))))
  (is (= :pong (schedule (fn []
                           (let [pid (spawn crazy-server)]
                             (! pid [:clone])
                             (receive clone (do (! clone [:ping])
                                                (receive :pong :pong)))))))
      "a clone answers too")
  (is (= [:became 5] (schedule (fn []
                                 (let [pid (spawn crazy-server), me (self)]
                                   (! pid [:become (fn [x] (! me [:became x])) 5])
                                   (receive m m))))))
  (is (= :dead (schedule (fn []
                           (let [pid (spawn crazy-server)]
                             (cljsh.tasklet/monitor pid)
                             (! pid [:die])
                             (receive [:DOWN _ :process pid :normal] :dead)))))))

(deftest logging
  (let [file            (tempfile/mktemp)
        log-hello-world (fn []
                          (let [pid (spawn log-info file)]
                            (! pid [:log "Hello"])
                            (! pid [:log "World"])
                            (! pid [:stop])))]
    (schedule log-hello-world)
    (is (= ["Hello" "World"] (str/split-lines (slurp file))))
    (io/delete-file file)))

(deftest a-hundred-thousand
  (is (= (reduce + (range 100000)) (schedule (fn []
                            (let [me (self)]
                              (dotimes [i 100000] (spawn (fn [] (! me i))))
                              (reduce + (repeatedly 100000 #(receive i i)))))))))
