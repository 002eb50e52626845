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

;; --- asynchronous generators ---------------------------------------------------------

(defn ^:async countdown [n log]
  (try
    (loop [i n]
      (when (pos? i)
        (await (asyncio/sleep 0))
        (let [sent (yield i)]
          (when sent (swap! log conj sent)))
        (recur (dec i))))
    (finally
      (await (asyncio/sleep 0))
      (swap! log conj :finally))))

(def python
  (let [env (py/dict)]
    (py/exec "
async def collect(g):
    return [x async for x in g]
async def first_two(g):
    seen = []
    async for x in g:
        seen.append(x)
        if len(seen) == 2: break
    await g.aclose()
    return seen
async def squares(n):
    for i in range(n): yield i * i
" env)
    env))

(deftest asynchronous-generators
  (let [log (atom [])]
    (is (= [3 2 1] (vec (await ((get python "collect") (countdown 3 log))))))
    (is (= [:finally] @log)))
  (let [log (atom [])]
    (is (= [5 4] (vec (await ((get python "first_two") (countdown 5 log))))))
    (is (= [:finally] @log) "closed where it stood"))
  (is (instance? abc/AsyncGenerator (countdown 1 nil)))
  (is (instance? abc/AsyncIterator (countdown 1 nil)))
  (is (inspect/isasyncgenfunction countdown))
  (is (not (inspect/iscoroutinefunction countdown)))
  (testing "step by step"
    (let [log (atom [])]
      (is (= [2 1 :stop :stop]
             (await (async (let [g (countdown 2 log)]
                             [(await (.__anext__ g))
                              (await (.asend g :sent))
                              (try (await (.__anext__ g)) (catch StopAsyncIteration _ :stop))
                              (try (await (.__anext__ g)) (catch StopAsyncIteration _ :stop))])))))
      (is (= [:sent :finally] @log))))
  (testing "what is thrown into it, and what it throws"
    (let [g (fn ^:async [] (try (yield 1) (catch KeyError e (yield :caught))))]
      (is (= [1 :caught] (await (async (let [it (g)] [(await (.__anext__ it)) (await (.athrow it (KeyError. "k")))]))))))
    (is (thrown-with-msg? ValueError #"no" (await (async (await (.__anext__ ((fn ^:async [] (yield (throw (ValueError. "no")))))))))))
    (is (thrown-with-msg? RuntimeError #"ignored GeneratorExit"
          (await (async (let [it ((fn ^:async [] (try (yield 1) (finally (yield 2)))))] (await (.__anext__ it)) (await (.aclose it)))))))
    (is (thrown-with-msg? RuntimeError #"raised StopAsyncIteration"
          (await (async (await (.__anext__ ((fn ^:async [] (yield 1 ) (throw (StopAsyncIteration.)))))
                               ) (let [it ((fn ^:async [] (when true (throw (StopAsyncIteration.))) (yield 1)))] (await (.__anext__ it))))))))
  (testing "Python's, awaited in Clojure"
    (is (= [0 1 4] (await (async (let [it ((get python "squares") 3)]
                                   (loop [all []]
                                     (let [x (try (await (.__anext__ it)) (catch StopAsyncIteration _ :end))]
                                       (if (= x :end) all (recur (conj all x)))))))))))
  (testing "one that is left is closed when the loop ends"
    (let [log (atom []), g (countdown 3 log)]
      (asyncio/run ((fn ^:async [] (await (.__anext__ g)))))
      (is (= [:finally] @log))
      (is (some? g)))))

(deftest await-outside
  (is (= [1 2] (vec (await (asyncio/gather (asyncio/sleep 0 1) (asyncio/sleep 0 2))))))
  (is (= 1 (asyncio/run (asyncio/sleep 0 1))))
  (is (= [1 2] (vec (await (asyncio/gather (asyncio/sleep 0 1) (asyncio/sleep 0 2))))) "also after asyncio/run")
  (is (= 3 (await (.create_task (asyncio/get_event_loop) (asyncio/sleep 0 3)))))
  (is (= [1 2] @(future (vec (await (asyncio/gather (asyncio/sleep 0 1) (asyncio/sleep 0 2)))))))
  (is (= [2 4] (vec (await (asyncio/gather (twice 1) (twice 2))))))
  (testing "inside an inner fn it says what is wrong"
    (is (thrown-with-msg? IllegalStateException #"mark it, \(fn \^:async"
          (await (async (let [f (fn [x] (await (twice x)))] (f 1))))))
    (is (thrown-with-msg? IllegalStateException #"outside of an \^:async function"
          (await (async (doall (map (fn [x] (await (twice x))) [1 2]))))))))
