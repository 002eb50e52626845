;; SPDX-License-Identifier: MIT
;; receive: patterns over the mailbox.
(ns receive-test
  (:require [cljsh.tasklet :refer [! alive? become demonitor die monitor process-messages receive receive* schedule self sleep spawn
                                   spawn-link spawn-monitor]]
            [clojure.test :refer [are deftest is testing]]))

(defn reply
  "What f gives in a tasklet that has got the messages."
  [f & messages]
  (schedule (fn []
              (doseq [m messages] (! (self) m))
              (f))))

(deftest patterns
  (let [f (fn [] (receive [:add a b] :guard (pos? a) [:sum (+ a b)]
                          [:add _ b] [:second b]
                          {:k v}     [:map v]
                          :stop      :stopped
                          "text"     :text
                          [h & t]    [:rest h t]
                          x          [:other x]))]
    (are [m r] (= r (reply f m))
      [:add 1 2] [:sum 3], [:add -1 2] [:second 2], {:k 1} [:map 1], :stop :stopped, "text" :text,
      [1 2 3] [:rest 1 [2 3]], [] [:other []], nil [:other nil], '(1) [:other '(1)], 5 [:other 5]))
  (testing "a local stands for its value"
    (is (= 2 (reply (fn [] (let [k :b] (receive [k n] n))) [:a 1] [:b 2]))))
  (testing ":else takes anything"
    (is (= :e (reply (fn [] (receive [:a] 1 :else :e)) 7))))
  (testing "core.match's guards, alternatives, :as"
    (is (= [3 [:n 3]] (reply (fn [] (receive ([:n (x :guard odd?)] :as m) [x m])) [:n 2] [:n 3])))
    (is (= :ab (reply (fn [] (receive (:or :a :b) :ab)) :c :b)))))

(deftype Loose [x]
  Object
  (equals [_ other] (receive :passed nil :after 0 nil) (= x other)))

(deftest plain-patterns
  (let [f (fn [] (receive [:add b] [:second b]
                          [1 b]    [:one b]
                          ["s" b]  [:string b]
                          [a b c]  [:three a]
                          :stop    :stopped
                          7        :seven
                          x        [:other x]))]
    (are [m r] (= r (reply f m))
      [:add 2] [:second 2], [:sub 2] [:other [:sub 2]], [1 2] [:one 2], [1N 2] [:one 2], [1.0 2] [:other [1.0 2]], ["s" 2] [:string 2]
      [nil 2 3] [:three nil], :stop :stopped, 7 :seven, 7N :seven, "7" [:other "7"], [] [:other []], nil [:other nil]
      '(:add 2) [:other '(:add 2)], (first {:add 2}) [:second 2], (subvec [0 :add 2] 1) [:second 2], (subvec [1 2 3 4] 1) [:three 2]))
  (testing "nothing is = to a key that is no number, and passed over is what only may be"
    (is (= 1 (reply (fn [] (let [k ##NaN] (receive [k _] :found :after 0 (count (process-messages (self)))))) [##NaN 1]))))
  (testing "= of a type's own may receive what was passed over"
    (is (= [:found [2 [0 :v]]]
           (reply (fn [] (let [k (Loose. 1)] [(receive [k v] :found) (process-messages (self))])) :passed :passed 2 [0 :v] [1 :v]))))
  (is (= [:late 3] (schedule (fn []
                               (let [me (self)]
                                 (spawn (fn [] (! me [:no]) (sleep 5) (! me [:yes 3])))
                                 (receive [:yes n] [:late n] :stop nil :after 60000 :timeout)))))))

(deftest order
  (testing "the first message that some clause takes, the others stay in their order"
    (is (= [:b [:a1 :a2]] (reply (fn [] [(receive [:b] :b) (process-messages (self))]) :a1 :a2 [:b])))
    (is (= [1 2 3] (reply (fn [] [(receive [:x n] n) (receive [:x n] n) (receive [_ n] n)]) [:y 3] [:x 1] [:x 2]))))
  (testing "clauses are tried in order for each message, not messages for each clause"
    (is (= :second (reply (fn [] (receive :b :first :a :second)) :a :b))))
  (testing "many that nobody takes lie in front"
    (is (= (range 50) (reply (fn []
                               (dotimes [i 1000] (! (self) [:no i]))
                               (dotimes [i 50] (! (self) [:yes i]))
                               (doall (repeatedly 50 #(receive [:yes i] i)))))))
    (is (= [1.0 1 "1" :k] (reply (fn []
                                   (dotimes [i 20] (! (self) [:no i]))
                                   (doseq [x [:k "1" 1 1.0]] (! (self) [x :v]))
                                   (doall (for [x [1.0 1 "1" :k]] (receive [x :v] x))))))
        "a key of any kind is found behind others")))

(deftest time-limits
  (is (= :timeout (reply (fn [] (receive :never 1 :after 5 :timeout)))))
  (is (= :now (reply (fn [] (receive :m :now :after 0 :timeout)) :m)))
  (is (= [:timeout [:x]] (reply (fn [] [(receive :m 1 :after 0 :timeout) (process-messages (self))]) :x)) "others stay")
  (is (= :late (schedule (fn []
                           (let [me (self)]
                             (spawn (fn [] (sleep 20) (! me :late)))
                             (receive :late :late :after 60000 :timeout))))))
  (is (= :got (reply (fn [] (receive :m :got :after nil :timeout)) :m)))
  (testing "what does not match does not begin the time anew"
    (is (= :timeout (schedule (fn []
                                (let [me (self), ticker (spawn (fn [] (loop [] (sleep 5) (! me :tick) (recur))))
                                      r (receive :never 1 :after 40 :timeout)]
                                  (cljsh.tasklet/kill-process ticker :kill)
                                  r))))))
  (testing ":after alone is a sleep"
    (is (= :slept (reply (fn [] (receive :after 1 :slept)))))))

(deftest recursion
  (is (= [1 2 3] (reply (fn [] (loop [all []] (receive [:n n] (recur (conj all n)) :end all))) [:n 1] [:n 2] [:n 3] :end)))
  (is (= 6 (schedule (fn []
                       (let [server (spawn (fn f [sum] (receive [:add n] (recur (+ sum n)) [:get pid] (! pid sum))) 0)]
                         (doseq [n [1 2 3]] (! server [:add n]))
                         (! server [:get (self)])
                         (receive n n)))))))

(deftest senders
  (is (= [:echo 5] (schedule (fn [] (let [p (spawn (fn [] (receive m (! spid [:echo m]))))] (! p 5) (receive x x))))))
  (testing "a local of that name is its own"
    (is (= 1 (reply (fn [] (let [spid 1] (receive :m spid))) :m)))))

(deftest anywhere
  (testing "in functions called, lazy seqs, comparators, callbacks of Python"
    (is (= [[1 2 3] [3 1 2] 6 [10 20]]
           (schedule (fn []
                       (let [ask (spawn (fn [] (loop [] (receive [from x] (do (! from x) (recur)) :stop nil))))
                             via (fn [x] (! ask [(self) x]) (receive y y))
                             r   [(doall (map via [1 2 3]))
                                  (vec (sort-by identity (fn [a b] (compare (via (mod a 3)) (via (mod b 3)))) [3 1 2]))
                                  (reduce (fn [a b] (+ (via a) b)) [1 2 3])
                                  (vec (py/list (py/map (fn [x] (* 10 (via x))) [1 2])))]]
                         (! ask :stop)
                         r)))))))

(deftest functions-as-matchers
  (is (= [:even 2] (reply (fn [] (receive* (fn [m] (when (and (int? m) (even? m)) (fn [] [:even m]))))) 1 2)))
  (is (= :none (reply (fn [] (receive* (constantly nil) 1 (fn [] :none))) 1))))

(deftest aliases
  (testing "the first answer comes, later ones are dropped"
    (is (= [:one []] (schedule (fn []
                                 (let [p   (spawn (fn [] (receive [:ask to] (do (! to :one) (! to :two))) (receive :end nil)))
                                       ref (monitor p {:alias true})]
                                   (! p [:ask ref])
                                   (let [r (receive [ref x] x)]
                                     (! p :end)
                                     (sleep 5)
                                     [r (process-messages (self))])))))))
  (testing "after demonitor none comes"
    (is (= [] (schedule (fn []
                          (let [p (spawn (fn [] (receive [:ask to] (! to :one)))), ref (monitor p {:alias true})]
                            (demonitor ref)
                            (! p [:ask ref])
                            (sleep 5)
                            (process-messages (self)))))))))

(defmacro refused [re & clauses] `(is (~'thrown-with-msg? Exception ~re (eval '(cljsh.tasklet/receive ~@clauses)))))

(deftest bad-clauses
  (refused #"the pattern :a has no expression" :a)
  (refused #":after must be the last clause" :after 1 2 :b 3)
  (refused #":after is followed by milliseconds and an expression" :after 1)
  (refused #"No pattern is written \(1 :what 2\)" (1 :what 2) 3)
  (refused #"binds a more than once" [a a] 1))

(deftest a-guard-that-takes-out-what-was-passed-over
  (let [[_ r] (spawn-monitor (fn [] nil))]
    (while (empty? (process-messages (self))) (sleep 1))
    (! (self) [:a 1])
    (! (self) [:b 2])
    (is (= 2 (receive [:a (x :guard (fn [_] (demonitor r {:flush true}) false))] x
                      [:b y] y
                      :after 60000 :none)))
    (is (= [1 :empty] [(receive [:a x] x :after 0 :gone) (receive x x :after 0 :empty)]))))
