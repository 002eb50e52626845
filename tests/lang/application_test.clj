;; SPDX-License-Identifier: MIT
;; Applications, with the semantics of Erlang's.
(ns application-test
  (:refer-clojure :exclude [load])
  (:require [cljsh.otp.application :as application]
            [cljsh.otp.report :as report]
            [cljsh.otp.server :as server]
            [cljsh.otp.supervisor :as supervisor]
            [cljsh.tasklet :refer [alive? kill-process sleep whereis]]
            [clojure.test :refer [deftest is use-fixtures]]))

(def events (atom []))

(def counter {:init (fn [n] [:ok n]), :handle-call (fn [_ _ n] [:reply n (inc n)])})

(defn app [name & {:as more}]
  (merge {:name  name
          :start [(fn []
                    (swap! events conj [:start name])
                    (supervisor/start-link {:children [{:id :counter, :start [server/start-link counter [0]]}]}))]
          :stop  (fn [] (swap! events conj [:stop name]))}
         more))

(use-fixtures :each (fn [f]
                      (reset! events [])
                      (binding [report/*listener* (fn [_])]
                        (try (f) (finally (application/stop-all))))))

(defn names [] (mapv :name (application/which-applications)))

(deftest starting-and-stopping
  (let [a   (app :a), b (app :b :applications [a])
        pid (application/start b)]
    (is (alive? pid))
    (is (= [[:start :a] [:start :b]] @events) "what it needs comes first")
    (is (= [:a :b] (names)))
    (is (= pid (application/start b)) "it runs already")
    (application/stop :b)
    (is (not (alive? pid)))
    (is (= [:a] (names)) "what it needed goes on")
    (is (= [:stop :b] (last @events)))
    (is (= :not-started (:reason (ex-data (try (application/stop :b) (catch Exception e e))))))))

(deftest the-end-of-one
  (let [a (application/start (app :a)), b (application/start (app :b) :permanent)]
    (kill-process a :kill)
    (while (some #{:a} (names)) (sleep 1))
    (is (= [:b] (names)) "a temporary one ends alone")
    (application/start (app :c))
    (kill-process b :kill)
    (while (seq (names)) (sleep 1))
    (is (= [] (names)) "with a permanent one all end")
    (is (= #{[:stop :a] [:stop :b] [:stop :c]} (set (filter #(= :stop (first %)) @events))))))

(deftest settings
  (application/load (app :a :env {:port 80}))
  (is (= 80 (application/env :a :port)))
  (is (= :none (application/env :a :host :none)))
  (application/put-env :a :port 81)
  (is (= 81 (application/env :a :port)))
  (application/start :a)
  (is (= [:a] (names))))

(deftest what-does-not-start
  (is (= :unknown-application (:reason (ex-data (try (application/start :nobody) (catch Exception e e))))))
  (is (thrown-with-msg? ExceptionInfo #"boom" (application/start (app :a :start [(fn [] (throw (ex-info "boom" {})))]))))
  (is (thrown-with-msg? ExceptionInfo #"started no process" (application/start (app :a :start [(fn [] 1)]))))
  (is (thrown-with-msg? ExceptionInfo #"need each other" (application/start (app :x :applications [(app :y :applications [:x])]))))
  (is (= [] (names))))
