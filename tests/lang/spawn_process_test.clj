;; SPDX-License-Identifier: MIT
(ns spawn-process-test
  (:require [cljsh.otp.supervisor :as supervisor]
            [cljsh.process :refer [$ cmd kill pipe spawn-process spawn-process*]]
            [cljsh.tasklet :refer :all]
            [clojure.string :as str]
            [clojure.test :refer [deftest is testing]]))

(defn- until-exit
  "The messages of a command up to its end, without the pid."
  [pid]
  (loop [all []]
    (receive [pid :exit status] (conj all [:exit status])
             [pid which x]      (recur (conj all [which x]))
             :after 10000       (conj all :timeout))))

(defmacro ^:private in-tasklet [& body] `(schedule (fn [] ~@body)))

(defn- running? [pid]
  (try
    (not (re-find #"State:\s+Z" (slurp (str "/proc/" pid "/status"))))
    (catch OSError _ false)))

(defn- soon? [pred]
  (loop [i 0] (cond (pred) true (< i 500) (do (sleep 10) (recur (inc i))) :else false)))

(deftest output-comes-as-messages
  (is (= [[:out "1"] [:out "2"] [:exit 0]] (until-exit (spawn-process ($ seq 2)))))
  (is (= [[:out "o"] [:exit 3]] (remove #{[:err "e"]} (until-exit (spawn-process ($ sh -c "echo o; echo e >&2; exit 3"))))))
  (is (= [[:err "e"] [:exit 143]] (until-exit (spawn-process ($ sh -c "echo e >&2; kill $$")))))
  (testing "a pipeline, a stage of which is a function"
    (is (= [[:out "A"] [:exit 0]] (until-exit (spawn-process* (pipe (cmd "echo" "a") (fn [lines] (map str/upper-case lines))))))))
  (testing "bytes, values"
    (is (= (.encode "a\nb") (reduce + (map second (filter #(= :out (first %)) (until-exit (spawn-process ($ printf "a\\nb") {:out :chunks})))))))
    (is (= [[:out {:a [1 2]}] [:out 'b] [:out nil] [:exit 0]] (until-exit (spawn-process ($ printf "{:a\\n[1 2]} b\\nnil\\n") {:out :edn}))))
    (is (= [[:out {:a [1 nil]}] [:out "b"] [:exit 0]] (until-exit (spawn-process ($ printf "{\"a\":[1,null]}\\n\"b\"\\n") :out :json)))))
  (testing "to another process"
    (let [me (self)
          to (spawn (fn [] (receive [_ :out x] (! me [:got x]))))]
      (spawn-process ($ echo x) {:to to})
      (is (= "x" (receive [:got x] x :after 60000 nil))))))

(deftest input-is-what-is-sent
  (let [p (spawn-process ($ cat -n))]
    (! p "a")
    (! p 1)
    (! p :eof)
    (is (= [[:out "     1\ta"] [:out "     2\t1"] [:exit 0]] (until-exit p))))
  (let [p (spawn-process ($ cat) {:out :edn})]
    (! p {:a "b\nc"})
    (is (= {:a "b\nc"} (receive [p :out x] x)))
    (kill p))
  (testing "who sends waits while the command does not read"
    (let [p    (spawn-process ($ sh -c "sleep 0.4; wc -c"))
          sent (atom 0)]
      (spawn (fn []
               (dotimes [_ 2000] (! p (apply str (repeat 999 "x"))) (swap! sent inc))
               (! p :eof)))
      (sleep 150)
      (is (< 50 @sent 500))
      (is (= [[:out "2000000"] [:exit 0]] (until-exit p)))))
  (testing "nobody reads any more"
    (let [p (spawn-process ($ true))]
      (is (= [[:exit 0]] (until-exit p)))
      (is (= :x (! p :x))))))

(deftest ends
  (testing "of the command, for monitors and links"
    (in-tasklet
      (let [p (spawn-process ($ sh -c "exit 3")), ref (monitor p)]
        (is (= [:exit-status 3] (receive [:DOWN ref _ p reason] reason)))))
    (in-tasklet
      (let [p (spawn-process ($ true)), ref (monitor p)]
        (is (= :normal (receive [:DOWN ref _ p reason] reason)))))
    (in-tasklet
      (trap-exit true)
      (let [p (spawn-process ($ sh -c "exit 4") {:link true})]
        (is (= [:exit-status 4] (receive [:EXIT p reason] reason))))))
  (testing "of the pid: its process group goes, too"
    (in-tasklet
      (let [p     (spawn-process ($ sh -c "sleep 100 & echo $!; echo $$; wait"))
            child (parse-long (receive [p :out x] x))
            shell (parse-long (receive [p :out x] x))
            ref   (monitor p)]
        (is (running? child))
        (kill p :no-more)
        (is (= :no-more (receive [:DOWN ref _ p reason] reason)))
        (is (soon? #(not (or (running? child) (running? shell))))))))
  (testing "of the owner"
    (let [me    (self)
          owner (spawn (fn []
                         (let [p (spawn-process ($ sh -c "echo $$; exec sleep 100"))]
                           (! me [:pid p (parse-long (receive [p :out x] x))])
                           (receive :never nil))))
          [p n] (receive [:pid p n] [p n])]
      (is (running? n))
      (kill owner :gone)
      (is (soon? #(and (not (running? n)) (not (alive? p)))))))
  (testing "what does not listen to SIGTERM"
    (in-tasklet
      (let [p (spawn-process ($ sh -c "trap '' TERM; echo $$; while :; do sleep 0.01; done") {:shutdown 50})
            n (parse-long (receive [p :out x] x))]
        (kill p)
        (is (soon? #(not (running? n))))))))

(deftest supervised
  (in-tasklet
    (let [me  (self)
          sup (supervisor/start-link {:intensity 3, :period 5
                                      :children [{:id :command, :start [spawn-process* (cmd "sh" "-c" "echo up; read x; exit 1") {:link true, :to me}]}]})
          p   (receive [p :out "up"] p)]
      (! p "")
      (let [q (receive [q :out "up"] q :after 60000 nil)]
        (is (and (pid? q) (not= p q)))
        (unlink sup)
        (kill sup :shutdown)
        (is (soon? #(not (alive? q))))))))

(deftest what-cannot-be
  (is (thrown-with-msg? clojure.lang.ExceptionInfo #"command not found" (spawn-process* (cmd "there-is-no-such-command"))))
  (is (thrown-with-msg? IllegalArgumentException #":out is" (spawn-process* (cmd "true") {:out :xml})))
  (is (thrown-with-msg? IllegalArgumentException #"no option :outt" (spawn-process* (cmd "true") {:outt :lines})))
  (is (thrown? TypeError (spawn-process* 1)))
  (testing "data that is none"
    (in-tasklet
      (let [p (spawn-process ($ sh -c "echo '{:a'; echo '}'; sleep 100") {:out :edn}), ref (monitor p)]
        (is (instance? Exception (receive [:DOWN ref _ p reason] reason)))))))
