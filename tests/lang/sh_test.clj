;; SPDX-License-Identifier: MIT
;; Shell text run by Clojure code.
(ns sh-test
  (:require [cljsh.fs :as fs]
            [cljsh.process :as p]
            [cljsh.sh :as sh]
            [clojure.string :as str]
            [clojure.walk :as walk]
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

;; What others would make commands, expansions, patterns, options or names of.
(def hostile
  ["; echo no" "$(echo no)" "`echo no`" "${IFS}" "$((1+1))" "$x" "${x}" "'; echo no; '" "\"; echo no; \"" "\\" "\\\\" "\\n" "a\\" "\n" "a\nb\n"
   "\necho no\n" "| echo no" "&& echo no" "& echo no" "> file" "<(echo no)" "~" "~root" "~(+ 1 2)" "~inc" "*" "/*" "[a-z]*" "?" "{a,b}" "{1..3}" "!!" "#" "# no"
   "-n" "-e" "--" "-" "--help" "=" "a=b" "a[$(echo no)]" "x[$(echo no >&2)]" "(echo no)" "{ echo no; }" "EOF" "\u0001" "\u007f" "\t" " " "  a  b  " ""
   "ü→😀" "\udc80\udcff" "%s%n" "$'\\n'" "() { :; }; echo no" "$@" "$0" "!" "^a^b"])

(deftest hostile-values-are-words
  (doseq [v hostile]
    (testing (pr-str v)
      (is (= (str "<" v ">") (sh/out "printf '<%s>' \"$x\"" {:x v})))
      (is (= (str "<" v ">") (sh/out "printf '<%s>' \"$1\"" nil v)))
      (is (= (str "<" v "><" v ">") (sh/out "printf '<%s>' \"${x[@]}\"" {:x [v v]})))
      (is (= (str "<" v "><" v ">") (sh/out "printf '<%s>' \"$@\"" nil v v)))
      (is (= (str "<" v ">") (sh/out "y=$x; z=${y}; printf '<%s>' \"${z-no}\"" {:x v})) "assigned")
      (is (= (str "<" v ">") (sh/out "f() { local y=\"$1\"; printf '<%s>' \"$y\"; }; f \"$x\"" {:x v})))
      (is (= (str "<" v ">") (sh/out "printf '<%s>' \"${u:-$x}\"" {:x v})))
      (is (= (str v "\n.") (sh/out "cat <<E\n$x\nE\necho ." {:x v})) "a here-document")
      (is (= (str v "\n.") (sh/out "cat <<<\"$x\"; echo ." {:x v})))
      (is (= "same" (sh/out "case $x in \"$x\") echo same ;; *) echo other ;; esac" {:x v})))
      (is (= "same" (sh/out "[[ $x == \"$x\" ]] && echo same" {:x v})))
      (is (= (str "<" v ">") (sh/out "sh -c 'printf \"<%s>\" \"$1\"' sh \"$x\"" {:x v})) "to a program")
      (is (= (str "<" v ">") (sh/out "export x; sh -c 'printf \"<%s>\" \"$x\"'" {:x v})) "in the environment")
      (is (= (str "<" v ">") (sh/out "for y in \"$x\"; do printf '<%s>' \"$y\"; done" {:x v})))
      (is (= (str "<" v ".>") (sh/out "printf '<%s>' \"$(printf %s. \"$x\")\"" {:x v}))))))

(deftest hostile-names-are-refused
  (doseq [n ["" "1" "a b" "a;b" "a=b" "a[0]" "$x" "x\n" "-" "a-b" "?" "@" "*" "ü"]]
    (is (thrown? ValueError (sh/out ":" {n 1})) n)
    (is (thrown? ValueError (sh/out ":" {(keyword n) 1})) n))
  (is (thrown? ValueError (sh/out "echo \"$x\"" {:x "a\u0000b"})) "no word can hold it")
  (is (thrown? ValueError (sh/out "echo \"$1\"" nil "a\u0000b"))))

(deftest an-expression-in-a-value-runs-nothing
  (doseq [v ["a[$(echo ran >&2)]" "$(echo ran >&2)" "`echo ran >&2`" "a[`echo ran >&2`]" "a[a[$(echo ran >&2)]]" "a[$(echo ran >&2)]=1" "1+a[$(echo ran >&2)]"
             "a[\"$(echo ran >&2)\"]" "${a[$(echo ran >&2)]}" "x[$(echo ran >&2)]"]
          text ["$((x))" "$(($x))" "$((x+1))" "$((b[x]))" "$((b[$x]))" "((x))" "(( x += 1 ))" "[[ $x -eq 0 ]]" "[[ 1 -lt $x ]]" "[ \"$x\" -eq 0 ]" "let \"y=$x\"" "let x"
                "declare -i y=$x" "declare -i y; y=$x" "echo ${b:x}" "echo ${b:$x:1}" "b[x]=1" "b[$x]=1" "echo ${b[x]}" "echo ${b[$x]}" "echo ${!x}"
                "[[ -v $x ]]" "printf -v \"$x\" 1" "read -r \"$x\" <<<1" "unset \"$x\"" "declare \"$x=1\"" "export \"$x=1\"" "readonly \"$x\""
                "f() { local \"$x\"; }; f" "declare -n r=$x; echo $r" "declare -n r=$x; r=1" "for ((i = x; i < 0; i++)); do :; done" "shift \"$x\""
                "exit \"$x\"" "printf %d \"$x\"" "umask \"$x\"" "getopts a \"$x\" -a" "trap : \"$x\"" "kill -s \"$x\" $$" "cd \"$x\"" "alias \"$x\""
                "type \"$x\"" "command -v \"$x\"" "eval : '\"$x\"'" "PS4='$x'; set -x; :" "mapfile \"$x\" </dev/null" "wait \"$x\"" "ulimit -n \"$x\""]]
    (is (not (str/includes? (str "\n" (sh/out (str "( " text " ) 2>&1 </dev/null; :") {:x v :b ["u" "v"]})) "\nran")) (str text " with " v)))
  (is (= "3" (sh/out "declare -A m; m[$x]=1; ((m[$x] += 2)); echo ${m[$x]}" {:x "$(echo ran)"})) "a key is a key")
  (is (= "7" (sh/out "a=(5 6 7) i=2; echo $((a[$i]))") (sh/out "a=(5 6 7) i=2; echo $((a[i]))") (sh/out "a=(5 6 7) i=1; echo $((a[$(echo 2)]))"))))

(deftest nothing-stays
  (let [before (os/getcwd), mask (p/umask)]
    (sh/sh "cd /; x=1; export y=2; f() { :; }; set -f; umask 0" )
    (is (= before (os/getcwd) @(future (os/getcwd)) (os/getcwd)))
    (is (= mask (p/umask) @(future (p/umask)) (p/umask)))
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

(deftest text-as-forms
  (are [text expected] (= expected (walk/postwalk #(if (and (symbol? %) (#{"cljsh.process" "cljsh.sh" "clojure.core"} (namespace %)) (not= "unquote" (name %))) (symbol (name %)) %) (sh/forms text)))
    "ls | wc -l > n"          '[($ ls | wc -l > "n")]
    "a b; c"                  '[($ a b) ($ c)]
    "a && b || c"             '[($ a && b || c)]
    "a &"                     '[($& a)]
    "! a x"                   '[(not ($? a x))]
    "a 0640 1.10 'x y' \"z\""  '[($ a "0640" "1.10" "x y" z)]
    "a ~(+ 1 2)"              '[($ a (clojure.core/unquote (+ 1 2)))]
    "a <in >>out 2>&1"        '[($ a < "in" >> "out" 2>&1)]
    "X=1 a"                   '[($ {:env {"X" "1"}} a)]
    "a <<<hi"                 '[($ a <<< "hi\n")]
    "a *.c"                   '[(sh "a *.c")]
    "a \"$x\""                '[(sh "a \"$x\"")]
    "cd /"                    '[(sh "cd /")]
    "a; for x in 1; do b; done" '[($ a) (sh "for x in 1\ndo\nb\ndone")]
    ""                        '[])
  (is (thrown? ReaderError (sh/forms "if")))
  (doseq [text ["printf '%s|' a 0640 1.10 'x y' '' \"q'\" -n --x=y a,b | tr a b" "echo hi | cat && echo ho" "false || echo x" "cat <<<hi" "cat <<E\nx y\nE"
                "SH_FORM=1 env | grep SH_FORM" "sh -c 'echo e >&2' 2>&1 | cat" "printf %s ~(vector 1 \"a b\")" "for x in 1 2; do echo $x; done"]]
    (is (= (sh/out text) (str/trim-newline (apply str (for [[op & args] (sh/forms text)]
                                                        (if (= op 'cljsh.sh/sh) (apply sh/out args) (eval (list* 'cljsh.process/$< args)))))))
        text)))

(defn- while-others-run
  "Calls f in a future while another counts; then writes x to the FIFO.
  Returns whether the other went on, and what f gave."
  [fifo f]
  (let [n (atom 0), done (atom false)
        counts (future (while (not @done) (cljsh.tasklet/sleep 2) (swap! n inc)))
        result (future (f))]
    (cljsh.tasklet/sleep 200)
    (let [before @n]
      (cljsh.tasklet/sleep 200)
      (let [went-on? (> @n before)]
        (with-open [out (py/open fifo "w")] (.write out "echo x\n"))
        (let [v (deref result 20000 :late)]
          (reset! done true)
          @counts
          [went-on? v])))))

(deftest nobody-waits-with-all-others
  (fs/with-temp-dir [dir]
    (os/mkfifo (str dir "/fifo"))
    (let [fifo (str dir "/fifo")] ; its other end is waited for
      (is (= [true "echo x"] (while-others-run fifo #(sh/out "cat < $1" nil fifo))))
      (is (= [true "x"] (while-others-run fifo #(sh/out ". $1" nil fifo))))
      (is (= [true "echo x\n"] (while-others-run fifo #(slurp fifo)))))))

(deftest calls-side-by-side
  (is (= ["2 1 a" "5 2 b"]
         (let [a (future (sh/out "x=1; sleep .1; :\nsleep .3; echo $LINENO $x $1" nil "a"))
               b (future (sh/out "x=2\nsleep .2\n\n\necho $LINENO $x $1; sleep .3" nil "b"))]
           [@a @b])))
  (testing "one that ends before the other has begun to end"
    (let [a (future (sh/out "sleep .2; case abc in A*) echo no ;; *) echo yes; esac"))
          b (future (sh/out "shopt -s nocasematch; sleep .4; case abc in A*) echo yes ;; *) echo no; esac"))]
      (is (= ["yes" "yes"] [@a @b])))))
