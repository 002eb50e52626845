;; SPDX-License-Identifier: MIT
;; The raw protocol of the post of April 18, 2012: generators that yield what they want of the scheduler.
(ns generator-tasklets-test
  (:require [cljsh.tasklet :as t :refer [! monitor receive schedule self spawn]]
            [clojure.test :refer [deftest is]]
            [types]))

(defn- python-function
  "A function of Python, from its source text."
  [source name]
  (let [globals (py/dict)]
    (py/exec source globals)
    (get globals name)))

(deftest a-clojure-generator
  (is (= [:pong 1 2]
         (schedule
           (fn []
             (let [me   (self)
                   echo (fn []
                          (loop []
                            (let [[from x] (yield (py/tuple [::t/recv]))]
                              (yield (py/tuple [::t/send from x]))
                              (recur))))
                   pid  (spawn echo)]
               (try
                 (mapv (fn [x] (! pid [me x]) (receive m m)) [:pong 1 2])
                 (finally (t/kill-process pid :kill)))))))) ; schedule waits for it
  (is (= 42 (schedule (fn [] (yield [::t/yield]) 42))) "the value of schedule is what the generator returns"))

(deftest selective
  (is (= [:b :a :c]
         (schedule
           (fn []
             (let [me  (self)
                   pid (spawn (fn []
                                ;; first the :b, wherever it stands, then the others in their order
                                (loop [m (yield [::t/recv])]
                                  (if (= m :b)
                                    (yield [::t/send me m])
                                    (recur (yield [::t/next-msg]))))
                                (loop []
                                  (yield [::t/send me (yield [::t/recv])])
                                  (recur))))]
               (doseq [m [:a :b :c]] (! pid m))
               (let [got [(receive m m) (receive m m) (receive m m)]]
                 (t/kill-process pid :kill)
                 got)))))))

(deftest python-generators
  (let [server (python-function "
def server(owner):
    child = yield ('spawn', worker, owner)
    n = 0
    while True:
        message = yield ('recv',)
        if message == 'stop':
            yield ('send', child, 'stop')
            yield ('die', 'enough')
        n += 1
        yield ('yield',)
        yield ('send', child, (message, n))

def worker(owner):
    while True:
        message = yield ('recv',)
        if message == 'stop':
            return
        yield ('send', owner, message)
" "server")]
    (is (= [["x" 1] ["y" 2] "enough"]
           (schedule (fn []
                       (let [pid (spawn server (self)), ref (monitor pid)]
                         (! pid "x")
                         (! pid "y")
                         (let [a (receive m m), b (receive m m)]
                           (! pid "stop")
                           [(vec a) (vec b) (receive [:DOWN ref _ _ reason] reason)]))))))))

(deftest becoming-and-ending
  (is (= [:became 5]
         (schedule (fn []
                     (let [me (self), pid (spawn (fn [] (let [[f x] (yield [::t/recv])] (yield [::t/become f x]))))]
                       (! pid [(fn [x] (! me [:became x])) 5])
                       (receive m m))))))
  (is (= :late (schedule (fn [] (if (nil? (yield [::t/recv 5])) :late :early)))))
  (is (= :normal (schedule (fn []
                             (let [ref (monitor (spawn (fn [] (yield [::t/die]))))]
                               (receive [:DOWN ref _ _ reason] reason))))))
  (is (thrown-with-msg? IllegalArgumentException #"yields \(state & args\).*not 7" (schedule (fn [] (yield 7)))))
  (is (thrown-with-msg? IllegalArgumentException #"not \[:dance\]" (schedule (fn [] (yield [:dance]))))))
