;; SPDX-License-Identifier: MIT
;; Shell text run by Clojure code.
(ns sh-test
  (:require [cljsh.process :as p]
            [cljsh.sh :as sh]
            [clojure.test :refer [are deftest is testing]]
            [os]))

(deftest output-and-status
  (is (= "a\nb" (sh/out "echo a; echo b")))
  (is (= "a b" (sh/out "printf 'a b\n\n'")))
  (is (= 3 (sh/status "exit 3")))
  (is (= 1 (sh/status "false")))
  (is (= 2 (sh/status "if" )) "a syntax error")
  (is (nil? (sh/sh ":")))
  (is (= ["a" "" "b"] (sh/lines "printf 'a\n\nb\n'")))
  (is (= [] (sh/lines ":")))
  (is (= 3 (:status (ex-data (try (sh/sh "exit 3") (catch Exception e e))))))
  (is (= "x" (:out (ex-data (try (sh/out "printf x; exit 1") (catch Exception e e)))))))

(deftest parameters-are-never-read-again
  (are [value] (= (str value) (sh/out "printf %s \"$x\"" {:x value}))
    "a b" "$(echo no)" "'" "\"" "`x`" "*" "\\" "ü" 12 :k "a\nb")
  (is (= "$(echo no)" (sh/out "echo $x" {:x "$(echo no)"})))
  (is (= "<a b><*><>" (sh/out "printf '<%s>' \"${x[@]}\"" {:x ["a b" "*" ""]})))
  (is (= "<1><2 3>" (sh/out "printf '<%s>' \"$@\"" nil 1 "2 3")))
  (is (= "unset" (sh/out "echo ${x-unset}" {:x nil})))
  (is (thrown? ValueError (sh/out ":" {"a b" 1})))
  (is (thrown? TypeError (sh/out ":" {:x inc})))
  (is (thrown? TypeError (sh/out :x))))

(deftest nothing-stays
  (let [before (os/getcwd)]
    (sh/sh "cd /; x=1; export y=2; f() { :; }; set -f; umask 0" )
    (is (= before (os/getcwd)))
    (is (= "--" (sh/out "echo ${x-}-${y-}-; f 2>/dev/null && echo no || :")))))

(deftest the-tasks-surroundings
  (p/with-env {"SH_TEST" "a"}
    (is (= "a" (sh/out "echo $SH_TEST") (sh/out "sh -c 'echo $SH_TEST'"))))
  (is (= "unset" (sh/out "echo ${SH_TEST-unset}")))
  (p/with-dir "/"
    (is (= "/" (sh/out "pwd") (sh/out "sh -c pwd")))))

(deftest pipelines-and-programs
  (is (= "2" (sh/out "printf 'a\nb\n' | cat | { n=0; while read -r l; do n=$((n+1)); done; echo $n; }")))
  (is (= "c b a" (sh/out "for x in c b a; do echo $x; done | cat | tr '\\n' ' ' | sed 's/ $//'")))
  (is (= "late" (sh/out "{ sleep 0.1; echo late; } & wait"))))

(deftest within-each-other
  (is (= "1 2" (sh/out "echo 1 ~(cljsh.sh/out \"echo 2\")")))
  (is (= (range 20) (sort (map #(Integer/parseInt %) (pmap #(sh/out "echo $i" {:i %}) (range 20)))))))

(deftest text-as-data
  (is (= "ls | wc -l >n\n" (sh/unparse (sh/parse "ls|wc -l > n")))))
