;; SPDX-License-Identifier: MIT
;; Tasklets and asyncio beside each other: one waits for the other, in both directions.
(ns asyncio-test
  (:require [asyncio]
            [cljsh.tasklet :refer [! receive schedule self sleep spawn]]
            [clojure.test :refer [deftest is]]))

(defn ^:async value-of [reference] (await reference))

(deftest a-tasklet-waits-for-a-coroutine
  (is (= "slept" (schedule (fn [] (await (asyncio/sleep 0.01 "slept"))))))
  (is (= (range 20) (mapv deref (mapv (fn [i] (future (await (asyncio/sleep 0.01 i)))) (range 20))))))

(deftest a-coroutine-waits-for-a-tasklet
  (let [p (promise)]
    (future (sleep 10) (deliver p :x))
    (is (= [:x 2 3] (vec (await (asyncio/gather (value-of p) (value-of (future (sleep 5) 2)) (asyncio/sleep 0.01 3)))))))
  (is (= 7 (schedule (fn []
                       (let [me (self)]
                         (spawn (fn [] (! me (await (value-of (future 7))))))
                         (receive m m)))))
      "in the loop of another tasklet"))

(deftest how-it-ends
  (let [e (try (await (value-of (future (throw (ex-info "no" {:a 1}))))) (catch ExecutionException e e))]
    (is (= {:a 1} (ex-data (ex-cause e))) "as deref throws it"))
  (let [f (future (sleep 60000))]
    (is (thrown? TimeoutError (await (asyncio/wait_for (value-of f) 0.02))))
    (is (future-cancelled? f) "as the coroutine that waited for it")))
