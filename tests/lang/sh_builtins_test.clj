;; SPDX-License-Identifier: MIT
(ns sh-builtins-test
  (:require [clojure.string :as str]
            [clojure.test :refer [deftest is are]]
            [cljsh.process :as process]
            [cljsh.sh :as sh]
            [cljsh.sh.prim :as prim]))

(deftest each-builtin-is-a-function
  (doseq [builtin (prim/names :builtins) :when (re-matches #"[a-z]+" builtin)]
    (let [v (resolve (symbol "cljsh.sh" builtin))]
      (is (some? v) builtin)
      (is (seq (:doc (meta v))) builtin))))

(deftest what-they-write
  (are [text form] (= text (with-out-str form))
    "a b\n"      (sh/echo "a" "b")
    "a"          (sh/echo :n "a")
    "x-5 *"      (sh/printf "%s-%d %s" "x" 5 "*")
    "0\n"        (do (sh/true) (sh/eval "echo $?"))
    "sub\n"      (sh/eval "(echo sub)"))
  (is (str/starts-with? (with-out-str (sh/cd :help)) "usage: cd")))

(deftest what-they-do
  (process/with-dir "/"
    (sh/cd "/usr")
    (is (= "/usr" (process/pwd)))
    (sh/cd :physical "/usr/lib/..")
    (is (= "/usr" (process/pwd))))
  (is (= [true false true false] [(sh/test "-d" "/usr") (sh/test "-d" "/usr/none") (sh/true) (sh/false)]))
  (sh/export "FROM_BUILTIN=a b")
  (is (= "a b" (process/getenv "FROM_BUILTIN")))
  (sh/unset "FROM_BUILTIN")
  (is (nil? (process/getenv "FROM_BUILTIN"))))

(deftest what-is-wrong
  (are [message form] (thrown-with-msg? clojure.lang.ExceptionInfo message form)
    #"cd failed with status 1"                  (sh/eval "cd /none 2>/dev/null || (exit 1)" (sh/cd "/none/x"))
    #"cd has no option :none; it has :logical"  (sh/cd :none)
    #"read: the option :prompt needs a value"   (sh/read :prompt))
  (is (= {:status 3 :builtin "eval"} (try (sh/eval "(exit 3)") (catch clojure.lang.ExceptionInfo e (ex-data e))))))

(def shown "two words")

(deftest vars-that-are-exported
  (sh/export shown)
  (is (= "two words/two words" (sh/out "echo \"$shown/$(printenv shown)\"")))
  (alter-var-root #'shown (constantly ["a" 5]))
  (is (= "a 5/a 5" (sh/out "echo \"$shown/$(printenv shown)\"")))
  (is (= "own/none" (sh/out "shown=own; echo \"$shown/$(printenv shown || echo none)\""))))

(deftest programs-of-a-command
  (sh/defcommand reads-and-writes "Has programs read and write." [_]
    (print "before ")
    (process/$ cat)
    (println "after")
    (process/$ echo program))
  (is (= "X:before in\nX:after\nX:program" (sh/out "echo in | reads-and-writes | sed s/^/X:/")))
  (is (= "before in\nafter\nprogram" (sh/out "x=$(echo in | reads-and-writes); echo \"$x\""))))
