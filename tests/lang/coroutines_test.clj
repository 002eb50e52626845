;; SPDX-License-Identifier: MIT
;; ^:async functions and await: Python's coroutines.
(ns coroutines-test
  (:require [clojure.test :refer [deftest is testing]]
            [asyncio] [collections.abc :as abc] [gc] [inspect] [warnings]))

(defn ^:async twice [x]
  (await (asyncio/sleep 0))
  (* 2 x))

(defn ^:async fails []
  (await (asyncio/sleep 0))
  (throw (ex-info "no" {:a 1})))

(deftest run-by-asyncio
  (is (= 42 (asyncio/run (twice 21))))
  (is (instance? abc/Coroutine (let [c (twice 1)] (.close c) c)))
  (is (inspect/isawaitable (let [c (twice 1)] (.close c) c)))
  (is (= [2 4 6] (vec (asyncio/run (async (await (asyncio/gather (twice 1) (twice 2) (twice 3)))))))))

(deftest awaited-outside-of-coroutines
  (is (= 42 (await (twice 21))))
  (is (= 1 (await (async 1))))
  (is (nil? (await (asyncio/sleep 0)))))

(deftest awaiting
  (is (= [2 :done] (await (async [(await (twice 1)) (await (asyncio/sleep 0 :done))]))))
  (is (= 10 (await (async (loop [i 0, sum 0]
                            (if (< i 5)
                              (recur (inc i) (+ sum (/ (await (twice i)) 2)))
                              sum))))))
  (is (= 7 (await ((fn ^:async [x] (+ x (await (twice 3)))) 1))))
  (is (= 7 (await ((fn ^:async name [x] (+ x (await (twice 3)))) 1))))
  (testing "what Python defines"
    (let [env (py/dict)]
      (py/exec "import asyncio\nasync def add(a, b):\n    await asyncio.sleep(0)\n    return a + b\nasync def call(f):\n    return (await f(4)) + 1" env)
      (is (= 3 (await ((get env "add") 1 2))))
      (is (= 9 (await ((get env "call") twice))) "and Python awaits ours")))
  (testing "tasks, futures, timeouts"
    (is (= 6 (await (async (let [t (asyncio/create_task (twice 3))] (await t))))))
    (is (= 5 (await (async (let [f (.create_future (asyncio/get_running_loop))] (.set_result f 5) (await f))))))
    (is (thrown? TimeoutError (await (async (await (asyncio/wait_for (asyncio/sleep 10) 0.01))))))))

(deftest concurrency
  (is (= [:a1 :b1 :a2 :b2]
         (let [log  (atom [])
               work (fn ^:async [a b]
                      (swap! log conj a)
                      (await (asyncio/sleep 0.001))
                      (swap! log conj b))]
           (await (async (await (asyncio/gather (work :a1 :a2) (work :b1 :b2)))))
           @log))
      "both stand at their awaits at the same time"))

(deftest failing
  (is (= {:a 1} (try (await (fails)) (catch Exception e (ex-data e)))))
  (is (= :caught (await (async (try (await (fails)) (catch Exception e :caught))))))
  (is (= [:caught :finally]
         (let [log (atom [])]
           (await (async (try (await (fails))
                              (catch Exception _ (swap! log conj :caught))
                              (finally (await (asyncio/sleep 0)) (swap! log conj :finally)))))
           @log)))
  (is (thrown-with-msg? TypeError #"can't be used in 'await'" (await (async (await 1)))))
  (is (thrown-with-msg? RuntimeError #"already awaited" (let [c (twice 1)] (await c) (await c)))))

(deftest cancelling
  (let [log (atom [])
        work (fn ^:async [] (try (await (asyncio/sleep 10)) (catch asyncio/CancelledError e (swap! log conj :cancelled) (throw e))))]
    (is (= :cancelled
           (await (async (let [t (asyncio/create_task (work))]
                           (await (asyncio/sleep 0))
                           (.cancel t)
                           (try (await t) (catch asyncio/CancelledError _ :cancelled)))))))
    (is (= [:cancelled] @log))))

(deftest agents-are-awaited-as-ever
  (let [a (agent 0)]
    (send a inc)
    (is (nil? (await a)))
    (is (= 1 @a))))

(deftest never-awaited
  (let [caught (warnings/catch_warnings ** :record true)
        log    (.__enter__ caught)]
    (warnings/simplefilter "always")
    (twice 1)
    (gc/collect)
    (is (some (fn [w] (re-find #"never awaited" (str (.-message w)))) log))
    (.__exit__ caught nil nil nil)))

(deftest as-inspect-sees-them
  (is (inspect/iscoroutinefunction twice))
  (is (asyncio/iscoroutinefunction twice))
  (is (inspect/isgeneratorfunction (fn [] (yield 1))))
  (is (not (inspect/iscoroutinefunction inc)))
  (is (not (inspect/isgeneratorfunction twice)))
  (is (= "(x)" (str (inspect/signature twice))))
  (is (= "twice" (.-__name__ twice))))
