;; SPDX-License-Identifier: MIT
(ns agents-test
  (:require [clojure.test :refer [are deftest is testing]]))

(def ^:dynamic *x* :root)

(defn settled
  "Waits until the agent has failed, and returns its error."
  [a]
  (loop []
    (or (agent-error a)
        (do (cljsh.core/pause 1)
            (recur)))))

(deftest basics
  (let [a (agent 0)]
    (is (= 0 @a (deref a)))
    (is (identical? a (send a inc)))
    (is (identical? a (send-off a + 10)))
    (is (nil? (await a)))
    (is (= 11 @a))
    (send a + 1 2 3)
    (send a (fn [x & more] [x more]) :a :b)
    (await a)
    (is (= [17 [:a :b]] @a)))
  (is (nil? *agent*))
  (is (thrown? Exception (send (atom 1) inc)))
  (is (nil? @(agent nil)))
  (is (nil? (await)))
  (is (true? (await-for 1000)))
  (let [a (agent 1), b (agent 2)]
    (send a inc) (send b inc) (send b inc)
    (await a b)
    (is (= [2 4] [@a @b]))
    (is (identical? a (await1 (send a inc))))
    (is (= 3 @a))))

(deftest options
  (let [a (agent 1 :meta {:m 1} :validator pos? :error-mode :continue)]
    (is (= {:m 1} (meta a)))
    (is (= pos? (get-validator a)))
    (is (= :continue (error-mode a)))
    (is (nil? (error-handler a)))
    (alter-meta! a assoc :n 2)
    (is (= {:m 1 :n 2} (meta a))))
  (is (= :fail (error-mode (agent 1))))
  (is (= :continue (error-mode (agent 1 :error-handler (fn [_ _])))))
  (is (= :fail (error-mode (agent 1 :error-handler (fn [_ _]) :error-mode :fail))))
  (is (thrown? IllegalStateException (agent -1 :validator pos?)))
  (let [a (agent 1), f (fn [_ _])]
    (set-error-mode! a :continue)
    (set-error-handler! a f)
    (is (= [:continue f] [(error-mode a) (error-handler a)]))))

(deftest order
  (testing "one sender's actions run in the order they were sent"
    (let [a (agent [])]
      (dotimes [i 500]
        (if (even? i) (send a conj i) (send-off a conj i)))
      (await a)
      (is (= (range 500) @a))))
  (testing "every sender's, when there are many"
    (let [a (agent [])
          fs (doall (for [k (range 8)]
                      (future (dotimes [i 200] (send-off a conj [k i])))))]
      (run! deref fs)
      (await a)
      (is (= 1600 (count @a)))
      (is (every? true? (for [k (range 8)]
                          (= (range 200) (map second (filter #(= k (first %)) @a))))))))
  (testing "one at a time"
    (let [inside (atom 0), most (atom 0)
          act (fn [n] (swap! most max (swap! inside inc)) (swap! inside dec) (inc n))
          a (agent 0)]
      (run! deref (doall (repeatedly 6 #(future (dotimes [_ 100] (send-off a act))))))
      (await a)
      (is (= 600 @a))
      (is (= 1 @most))))
  (testing "different agents' at the same time"
    (let [p (promise), q (promise), a (agent nil), b (agent nil)]
      (send-off a (fn [_] (deliver p :a) @q))
      (send-off b (fn [_] (deliver q :b) @p))
      (await a b)
      (is (= [:b :a] [@a @b])))))

(deftest many-agents
  (let [agents (vec (repeatedly 500 #(agent 0)))]
    (dotimes [_ 4]
      (doseq [a agents] (send a inc)))
    (apply await agents)
    (is (= 2000 (reduce + (map deref agents)))))
  (testing "a ring"
    (let [n 300, done (promise)
          agents (mapv agent (range n))
          pass (fn pass [state hops]
                 (if (zero? hops)
                   (deliver done :round)
                   (send (agents (mod (inc state) n)) pass (dec hops)))
                 state)]
      (send (agents 0) pass (* 3 n))
      (is (= :round (deref done 60000 :late))))))

(deftest the-running-agent
  (let [a (agent nil), seen (promise)]
    (send a (fn [_] (deliver seen *agent*) 1))
    (is (identical? a @seen))
    (await a)
    (is (nil? *agent*)))
  (testing "await is refused in an action"
    (let [a (agent nil), b (agent nil), message (promise)]
      (send a (fn [_] (deliver message (try (await b) (catch Exception e (ex-message e))))))
      (is (= "Can't await in agent action" @message)))))

(deftest conveyed-bindings
  (let [a (agent nil)]
    (binding [*x* :bound]
      (send a (fn [_] *x*))
      (await a)
      (is (= :bound @a))
      (send-off a (fn [_] (binding [*x* :inner] *x*)))
      (await a)
      (is (= :inner @a)))
    (send a (fn [_] *x*))
    (await a)
    (is (= :root @a))))

(deftest nested-sends
  (testing "are held until the action has ended"
    (let [a (agent :before), b (agent nil), go (promise), sent (promise)]
      (send-off a (fn [_]
                    (send b (fn [_] @a))
                    (deliver sent true)
                    @go
                    :after))
      @sent
      (await b)
      (is (nil? @b))
      (deliver go true)
      (await a)
      (await b)
      (is (= :after @b))))
  (testing "are dropped when it fails"
    (let [a (agent 0), b (agent 0)]
      (send a (fn [_] (send b inc) (throw (Exception. "x"))))
      (settled a)
      (await b)
      (is (= 0 @b))))
  (testing "may be released"
    (let [a (agent nil), b (agent 0), released (promise), go (promise)]
      (send-off a (fn [_]
                    (send b inc)
                    (send b inc)
                    (deliver released [(release-pending-sends) (release-pending-sends)])
                    @go))
      (is (= [2 0] @released))
      (await b)
      (is (= 2 @b))
      (deliver go true)
      (await a)
      (is (= 2 @b))))
  (testing "to itself"
    (let [a (agent 0)]
      (send a (fn f [n] (when (< n 99) (send *agent* f)) (inc n)))
      (loop [] (when (< @a 100) (await a) (recur)))
      (is (= 100 @a))))
  (is (= 0 (release-pending-sends))))

(deftest failing
  (let [a (agent 1), gate (promise), boom (ex-info "boom" {:a 1})]
    (send-off a (fn [_] @gate (throw boom)))
    (send-off a + 10)
    (deliver gate true)
    (is (identical? boom (settled a)))
    (is (identical? boom (first (agent-errors a))))
    (is (= 1 @a))
    (testing "takes no more actions"
      (let [e (try (send a inc) (catch RuntimeException e e))]
        (is (= "Agent is failed, needs restart" (ex-message e)))
        (is (identical? boom (ex-cause e)))))
    (testing "until it is restarted, then it goes on with those that wait"
      (is (= 100 (restart-agent a 100)))
      (is (nil? (agent-error a)))
      (is (nil? (agent-errors a)))
      (await a)
      (is (= 110 @a)))
    (is (thrown-with-msg? RuntimeException #"does not need a restart" (restart-agent a 1))))
  (testing "without the actions that wait"
    (let [a (agent 1), gate (promise)]
      (send-off a (fn [_] @gate (/ 1 0)))
      (send-off a + 10)
      (deliver gate true)
      (settled a)
      (is (= 5 (restart-agent a 5 :clear-actions true)))
      (await a)
      (is (= 5 @a))))
  (testing "clear-agent-errors"
    (let [a (agent 7)]
      (send a (fn [_] (/ 1 0)))
      (settled a)
      (is (= 7 (clear-agent-errors a)))
      (send a inc)
      (await a)
      (is (= 8 @a)))))

(deftest continuing
  (let [a (agent 0 :error-mode :continue)]
    (dotimes [i 20]
      (send a (fn [n] (if (odd? i) (/ 1 0) (inc n)))))
    (await a)
    (is (= 10 @a))
    (is (nil? (agent-error a)))))

(deftest handlers
  (let [seen (atom []), a (agent 0 :error-handler (fn [a e] (swap! seen conj [a (ex-message e)])))]
    (send a (fn [_] (throw (ex-info "one" {}))))
    (send a inc)
    (send a (fn [_] (throw (ex-info "two" {}))))
    (await a)
    (is (= [[a "one"] [a "two"]] @seen))
    (is (= 1 @a))
    (is (nil? (agent-error a))))
  (testing "with :fail it is called too"
    (let [seen (promise), a (agent 0 :error-mode :fail :error-handler (fn [_ e] (deliver seen e)))]
      (send a (fn [_] (/ 1 0)))
      (is (instance? ArithmeticException @seen))
      (is (identical? @seen (settled a)))))
  (testing "what a handler throws is ignored; it may send"
    (let [b (agent 0), a (agent 0 :error-handler (fn [_ _] (send b inc) (throw (Exception. "again"))))]
      (send a (fn [_] (/ 1 0)))
      (await a)
      (await b)
      (is (= 1 @b))
      (is (nil? (agent-error a))))))

(deftest validators
  (let [a (agent 1 :validator number?)]
    (send a (constantly :keyword))
    (is (instance? IllegalStateException (settled a)))
    (is (= 1 @a))
    (is (thrown? IllegalStateException (restart-agent a "text")))
    (is (some? (agent-error a)))
    (restart-agent a 2)
    (is (= 2 @a))
    (is (thrown? IllegalStateException (set-validator! a neg?)))
    (set-validator! a nil)
    (send a (constantly :keyword))
    (await a)
    (is (= :keyword @a))))

(deftest watches
  (let [a (agent 0), seen (atom [])]
    (add-watch a :w (fn [k r old new] (swap! seen conj [k (identical? r a) old new])))
    (send a inc)
    (send a + 10)
    (await a)
    (is (= [[:w true 0 1] [:w true 1 11]] (take 2 @seen)))
    (remove-watch a :w)
    (send a inc)
    (await a)
    (is (not-any? #(= 12 (last %)) @seen))))

(deftest awaiting
  (let [a (agent 0), gate (promise)]
    (send-off a (fn [_] @gate :done))
    (is (false? (await-for 5 a)))
    (deliver gate true)
    (is (true? (await-for 60000 a)))
    (is (= :done @a)))
  (testing "not in a transaction"
    (is (thrown-with-msg? IllegalStateException #"await in transaction" (dosync (await (agent 1)))))
    (is (thrown-with-msg? IllegalStateException #"await-for in transaction" (dosync (await-for 1 (agent 1)))))))

(deftest executors
  (let [used (atom []), here (fn [thunk] (swap! used conj :here) (thunk)), a (agent 0)]
    (is (identical? a (send-via here a + 5)))
    (is (= 5 @a))
    (is (= [:here] @used)))
  (testing "Python's"
    (let [pool (.ThreadPoolExecutor (py/__import__ "concurrent.futures" nil nil ["x"]) 2), a (agent 0)]
      (dotimes [_ 10] (send-via pool a inc))
      (await a)
      (is (= 10 @a))
      (.shutdown pool)))
  (testing "executors mixed keep the order"
    (let [a (agent [])]
      (dotimes [i 60]
        (case (mod i 3)
          0 (send a conj i)
          1 (send-off a conj i)
          2 (send-via cljsh.core/spawn-tasklet a conj i)))
      (await a)
      (is (= (range 60) @a)))))

(deftest sends-in-transactions
  (testing "are made once, when it has succeeded"
    (let [r (ref 0), a (agent 0), tries (atom 0)]
      (dosync
        (send a inc)
        (alter r inc)
        (when (= 1 (swap! tries inc))
          @(future (dosync (alter r inc)))))
      (await a)
      (is (= 2 @tries))
      (is (= [2 1] [@r @a]))))
  (testing "are not made when it fails"
    (let [a (agent 0)]
      (is (thrown? Exception (dosync (send a inc) (throw (Exception. "x")))))
      (await a)
      (is (= 0 @a))))
  (testing "of an action come after both"
    (let [a (agent 0), b (agent 0), r (ref 0)]
      (send a (fn [n]
                (dosync (alter r inc) (send b + @r))
                (inc n)))
      (await a)
      (await b)
      (is (= [1 1 1] [@a @b @r])))))

(deftest stress
  (let [accounts (vec (repeatedly 10 #(agent 100)))
        fs (doall (for [k (range 4)]
                    (future (dotimes [i 100]
                              (let [from (accounts (mod (+ k i) 10)), to (accounts (mod (* 3 i) 10))]
                                (send from (fn [n] (send to + 5) (- n 5))))))))]
    (run! deref fs)
    (apply await accounts)
    (apply await accounts)
    (is (= 1000 (reduce + (map deref accounts))))))
