;; SPDX-License-Identifier: MIT
;; What there is of Clojure for the JVM's sake, and that programs and tests name. The values are those of the JVM.
(ns jvm-leftovers-test
  (:require [cljsh.fs :as fs]
            [clojure.core.server :as server]
            [clojure.inspector :as inspector]
            [clojure.java.javadoc :as javadoc]
            [clojure.java.shell :as shell]
            [clojure.string :as str]
            [clojure.test :as t :refer [are deftest is testing]]
            [clojure.test.junit :as junit]
            [clojure.test.tap :as tap]))

(deftest proxies
  (testing "the functions of a proxy may be changed"
    (is (= "a" (-> (get-proxy-class Object) construct-proxy (init-proxy {"toString" (fn [_] "a")}) str)))
    (is (= "b" (-> (proxy [Object] [] (toString [] "a")) (update-proxy {"toString" (fn [_] "b")}) str)))
    (is (= ["toString"] (keys (proxy-mappings (proxy [Object] [] (toString [] "a")))))))
  (testing "what is not defined is what every object has"
    (let [p (proxy [Object] [])]
      (is (and (= p p) (not= p 1) (string? (str p)))))))

(deftest threads-are-interrupted
  (let [seen (promise)
        t    (Thread. (fn [] (try (Thread/sleep 60000) (catch InterruptedException _ (deliver seen (.isInterrupted (Thread/currentThread)))))))]
    (.start t)
    (.interrupt t)
    (is (false? (deref seen 20000 :late)))
    (.join t))
  (let [t (Thread. (fn [] (while (not (.isInterrupted (Thread/currentThread))) (Thread/yield))))]
    (.start t)
    (.interrupt t)
    (.join t 20000)
    (is (not (.isAlive t)))))

(deftest streams-that-flush
  (let [seen (atom [])
        w    (PrintWriter-on (fn [s] (swap! seen conj s)) (fn [] (swap! seen conj :closed)))]
    (binding [*out* w] (print "a" 1) (flush) (flush) (print "b"))
    (.close w)
    (is (= ["a 1" "b" :closed] @seen))))

(deftest libraries-without-a-namespace
  (is (nil? (require 'clojure.uuid)))
  (let [dir (py/str ((.-mkdtemp (py/__import__ "tempfile"))))]
    (spit (str dir "/no_namespace_here.clj") "(def ^:dynamic no-namespace-here 7)")
    (.append (cljsh.core/load-path) dir)
    (is (nil? (require 'no-namespace-here)))
    (is (thrown-with-msg? Exception #"not found after loading" (require '[no-namespace-here :as x] :reload)))
    (.remove (cljsh.core/load-path) dir)
    (fs/delete-tree dir)))

(deftest options-of-servers
  (are [opts message] (= [message opts] (try (server/start-server opts) (catch Exception e [(ex-message e) (ex-data e)])))
    {} "Missing required socket server property :name"
    {:name "a"} "Missing required socket server property :port"
    {:name "a" :port -1 :accept 'a/b} "Invalid socket server port: -1"
    {:name "a" :port 5555} "Missing required socket server property :accept"))

(deftest reports-in-other-forms
  (let [this  (create-ns 'jvm-leftovers-sample)
        check (with-meta (fn [] (t/is (= 1 1)) (t/is (= 1 2) "a<b")) {})]
    (intern this (with-meta 'sample {:test check}) nil)
    (testing "tap"
      (let [lines (str/split-lines (with-out-str (binding [t/*test-out* *out*] (tap/with-tap-output (t/run-tests this)))))]
        (is (= ["ok" "not ok"] (keep (fn [l] (re-find #"^(?:not )?ok" l)) lines)))
        (is (= "1..2" (last lines)))))
    (testing "junit"
      (let [text (with-out-str (binding [t/*test-out* *out*] (junit/with-junit-output (t/run-tests this))))]
        (is (str/includes? text "<testcase name=\"sample\" classname=\"jvm-leftovers-sample\">"))
        (is (str/includes? text "<failure message=\"a&lt;b\">expected: (= 1 2)"))))))

(deftest other-leftovers
  (is (= [["ls" "-l"] {:in-enc "UTF-8" :out-enc "a" :dir nil :env nil}] (#'shell/parse-args ["ls" "-l" :out-enc "a"])))
  (is (str/ends-with? (#'javadoc/javadoc-url "java.lang.String") "java.base/java/lang/String.html"))
  (is (= {:file nil :line nil} (#'t/stacktrace-file-and-line [])))
  (is (= [3 2 :b] (let [m (inspector/old-table-model [[1 :a] [2 :b] [3 :c]])] [(.getRowCount m) (.getColumnCount m) (.getValueAt m 1 1)])))
  (is (= '*ns* (.sym #'*ns*)))
  (testing "what came when"
    (are [v version] (= version (:added (meta v)))
      #'map "1.0", #'parse-long "1.11", #'str/join "1.2", #'str/index-of "1.8", #'reduced "1.5")))
