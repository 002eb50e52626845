;; SPDX-License-Identifier: MIT
;; Environment, directory, umask and output belong to the task that runs and
;; to what it starts: tasks that run side by side do not see each other's.
(ns surroundings-test
  (:require [cljsh.core :refer [pause]]
            [cljsh.fs :as fs]
            [cljsh.process :refer :all]
            [clojure.string :as str]
            [clojure.test :refer [deftest is testing]]
            [os]
            [time]))

(defn overlapping
  "The values of two functions that run side by side, each called with a function that lets the other go on."
  [f g]
  (let [a (future (f #(pause 60)))
        b (future (pause 20) (g #(pause 80)))]
    [@a @b]))

(deftest environments
  (is (= ["1" "2" nil]
         (conj (overlapping (fn [other] (with-env {"V" "1"} (other) (getenv "V")))
                            (fn [other] (with-env {"V" "2"} (other) (getenv "V"))))
               (getenv "V"))))
  (testing "children, Python and whatever asks see the same"
    (let [see (fn [v] (fn [other]
                        (setenv "V" v)
                        (other)
                        [($< sh -c "echo $V") (get os/environ "V") (os/getenv "V") (get (env) "V")
                         ($< env | ~(filter #(str/starts-with? % "V=")))
                         (.-stdout ((.-run (py/__import__ "subprocess")) "echo $V" ** :shell true :capture_output true :text true))]))]
      (is (= [["1" "1" "1" "1" "V=1" "1\n"] ["2" "2" "2" "2" "V=2" "2\n"]] (overlapping (see "1") (see "2"))))
      (is (nil? (getenv "V")))
      (is (not (contains? os/environ "V")))))
  (testing "Python finds what it deletes, also what it has not looked at before, and after others have run"
    (with-env {"V" "1"}
      (is (= [nil "1"] [@(future (.__delitem__ os/environ "V") (getenv "V")) (getenv "V")]))
      (let [f (py/eval "lambda environ, wait: (environ.__setitem__('W', '1'), wait(0.06), environ.pop('W'), environ.get('W'))[2:]")]
        (is (= [["1" nil] ["1" nil]]
               (map vec (overlapping (fn [_] (f os/environ time/sleep))
                                     (fn [_] (setenv "V" "2") (f os/environ time/sleep)))))))))
  (testing "what Python sets"
    (is (= ["1" "2"] (overlapping (fn [other] (.__setitem__ os/environ "V" "1") (other) (getenv "V"))
                                  (fn [other] (os/putenv "V" "2") (other) (getenv "V")))))
    (is (nil? (getenv "V"))))
  (testing "a task has what the one had that started it, then"
    (with-env {"V" "before"}
      (let [a (future (pause 50) (getenv "V"))]
        (setenv "V" "after")
        (is (= ["before" "after"] [@a (getenv "V")]))
        (is (= "after" @(future @(future (getenv "V"))))))))
  (testing "agents"
    (let [a (agent nil)]
      (with-env {"V" "agent"} (send-off a (fn [_] (getenv "V"))))
      (await a)
      (is (= "agent" @a)))))

(deftest function-stages
  (with-env {"V" "here"}
    (is (= "a here" ($< echo a | ~(map #(str % " " (getenv "V")))))))
  (is (= "a /usr" @(future (cd "/usr") ($< echo a | ~(map #(str % " " (pwd))))))))

(deftest directories
  (let [here (pwd)]
    (is (= [["/usr" "/usr" "/usr" "/usr"] ["/etc" "/etc" "/etc" "/etc"]]
           (let [see (fn [] [(pwd) ($< pwd) (os/getcwd) (getenv "PWD")])]
             (overlapping (fn [other] (with-dir "/usr" (other) (see)))
                          (fn [other] (cd "/etc") (other) (see))))))
    (is (= here (pwd)))
    (is (= ["/usr" "/etc"] (overlapping (fn [other] (os/chdir "/usr") (other) ($< pwd))
                                        (fn [other] (os/chdir "/etc") (other) ($< pwd)))))
    (is (= [here (.realpath os/path here)] [(pwd) (os/getcwd)]))
    (testing "wherever a task goes on that has changed it: who calls Python gives its thread to others"
      (let [places ["/usr" "/etc" "/usr/lib" "/var"]
            stays? (fn [dir]
                     (os/chdir dir)
                     (time/sleep 0.003)
                     (pause 3)
                     (time/sleep 0.002)
                     (= [dir dir] [(os/getcwd) ($< pwd)]))]
        (dotimes [_ 3]
          (is (= #{true} (set (mapv deref (mapv #(future (stays? (nth places (rem % 4)))) (range 40)))))))
        (is (= #{here} (set (mapv deref (mapv (fn [_] (future (time/sleep 0.003) (pause 2) (pwd))) (range 20))))))))
    (testing "relative names"
      (fs/with-temp-dir [dir]
        (is (= [["a"] ["b"]]
               (let [write (fn [name] (fn [other]
                                        (fs/make-dir (fs/join dir name))
                                        (cd (fs/join dir name))
                                        (other)
                                        (spit name "")
                                        (other)
                                        (vec (fs/list-dir))))]
                 (overlapping (write "a") (write "b")))))))
    (testing "a task starts where the one is that starts it"
      (with-dir "/usr"
        (let [a (future (pause 30) (pwd))]
          (cd "/etc")
          (is (= ["/usr" "/etc"] [@a (pwd)]))))
      (is (= here (pwd) @(future (pwd)))))
    (testing "the stack"
      (is (= ["/usr" here] @(future (pushd "/usr") (dirs))))
      (is (= [here] (dirs)))
      (is (= here @(future (pushd "/usr") (popd) (pwd)))))
    (testing "a directory that is gone can be left"
      (is (= here (do (fs/with-temp-dir [dir]
                        (with-dir dir (os/rmdir dir))
                        (fs/make-dir dir))
                      (pwd)))))))

(deftest umasks
  (let [mask (umask)]
    (is (= [63 18] (overlapping (fn [other] (umask 63) (other) (umask))
                                (fn [other] (os/umask 18) (other) (umask)))))
    (is (= mask (umask)))
    (is (= "0077" @(future (umask 63) ($< sh -c umask))))
    (is (thrown? Exception (umask 512)))
    (is (thrown? Exception (umask "022")))))

(deftest outputs
  (is (= "ab\nc" (with-out-str (print "a") ($ echo b) (print "c"))))
  (is (= ["1\n1\n" "2\n2\n"]
         (overlapping (fn [other] (with-out-str ($ echo 1) (other) ($ echo 1 | cat)))
                      (fn [other] (with-out-str ($ echo 2) (other) ($ echo 2 | cat))))))
  (is (= "e\n" (with-out-str (binding [*err* *out*] ($ sh -c "echo e >&2")))))
  (is (= "o\n" (with-out-str (is (= "x" ($< echo x))) ($ echo o))))
  (fs/with-temp-dir [dir]
    (let [file (fs/join dir "out")]
      (with-open [f (py/open file "w")]
        (binding [*out* f]
          (println 1)
          ($ echo 2)
          (println 3)
          (is (= "x" ($< echo x)))
          ($ sh -c "echo 4; echo 5 >&2" 2>&1)))
      (is (= "1\n2\n3\n4\n5\n" (slurp file))))))

(deftest many-tasks
  (is (= (range 100)
         (map deref (mapv (fn [i] (future (with-env {"N" i} (pause (mod i 7)) (with-dir (if (even? i) "/" "/usr")
                                                                                 (pause (mod i 5))
                                                                                 (if (= (pwd) (if (even? i) "/" "/usr"))
                                                                                   (parse-long (getenv "N"))
                                                                                   :elsewhere)))))
                          (range 100))))))
