;; SPDX-License-Identifier: MIT
(ns sh-complete-test
  (:require [clojure.test :refer [deftest is are testing]]
            [cljsh.fs :as fs]
            [cljsh.sh.complete :as complete]
            [cljsh.sh.place :as place]))

(defn- at [text]
  (let [{:keys [kind word words]} (place/at-end text)]
    [kind word words]))

(deftest what-stands-at-the-end
  (are [text place] (= place (at text))
    ""                        [:command "" []]
    "l"                       [:command "l" []]
    "ls "                     [:argument "" ["ls"]]
    "ls -l a"                 [:argument "a" ["ls" "-l"]]
    "ls | gr"                 [:command "gr" []]
    "a && b"                  [:command "b" []]
    "a; b c; d e"             [:argument "e" ["d"]]
    "x=1 y=2 com"             [:command "com" []]
    "if tr"                   [:command "tr" []]
    "for i in 1 2; do ec"     [:command "ec" []]
    "sudo apt ins"            [:argument "ins" ["apt"]]
    "sudo -E apt ins"         [:argument "ins" ["apt"]]
    "echo > fi"               [:redirect "fi" ["echo"]]
    "echo 2>&1 > fi"          [:redirect "fi" ["echo"]]
    "< in ca"                 [:command "ca" []]
    "echo $(l"                [:command "l" []]
    "echo $(ls a) b"          [:argument "b" ["echo" "$(ls a)"]]
    "echo \"$(ls a"           [:argument "a" ["ls"]]
    "(cd x"                   [:argument "x" ["cd"]]
    "( cd x ) | wc -"         [:argument "-" ["wc"]]
    "echo `ls x"              [:argument "x" ["ls"]]
    "a 'b c' \"d e\" f\\ g"   [:argument "f g" ["a" "b c" "d e"]]
    "echo 'it is"             [:argument "it is" ["echo"]]
    "echo $HO"                [:variable "HO" []]
    "echo \"a ${HO"           [:variable "HO" []]
    "echo ~(str \")\" x"      [:clojure "(str \")\" x" []]
    "echo ~(f 1) x"           [:argument "x" ["echo" "~(f 1)"]]
    "echo a # ls b"           [:none nil nil]
    "echo a#b"                [:argument "a#b" ["echo"]]
    "cat <<E\nl"              [:command "l" []]))

(deftest quotes-that-are-open
  (are [raw value quote] (= {:value value :quote quote} (place/unquoted raw))
    "a\\ b"      "a b"   nil
    "'a b"       "a b"   "'"
    "\"a \\$b"   "a $b"  "\""
    "\"a \\b"    "a \\b" "\""
    "a'b'\"c\"d" "abcd"  nil
    "a\\"        "a"     nil))

(defn- names [text] (:names (complete/complete text)))

(deftest files
  (fs/with-temp-dir [dir]
    (doseq [name ["one file" "other$file" "it's" "-dash" ".hidden"]] (spit (fs/join dir name) ""))
    (fs/make-dir (fs/join dir "folder"))
    (let [in #(str "cat " %1 dir "/" %2)]
      (is (= [(str dir "/one\\ file")] (names (in "" "one"))))
      (is (= [(str "\"" dir "/one file")] (names (in "\"" "on"))))
      (is (= [(str "'" dir "/it'\\''s")] (names (in "'" "it"))))
      (is (= [(str dir "/other\\$file")] (names (in "" "oth"))))
      (is (= [(str "\"" dir "/other\\$file")] (names (in "\"" "oth"))))
      (is (= [(str dir "/folder/")] (names (str "cd " dir "/"))))
      (is (= [(str dir "/.hidden")] (names (in "" "."))))
      (is (= 5 (count (names (in "" "")))))
      (is (= [(str dir "/one\\ file")] (names (str "dd if=" dir "/on"))))
      (is (= [] (names (in "" "nothing")))))))

(deftest options
  (is (= ["--physical"] (names "pwd --ph")))
  (is (= ["-L" "-P" "--help" "--logical" "--physical"] (sort-by (juxt count identity) (names "pwd -"))))
  (is (every? string? (:docs (complete/complete "read -"))))
  (is (= ["noclobber" "noexec" "noglob" "nolog" "notify" "nounset"] (names "set -o no")))
  (is (= ["-TERM"] (names "kill -TER"))))

(deftest own-completers
  (complete/completer! "sh-complete-test" (fn [{:keys [words word]}] (if (= 1 (count words)) [["go" "doc of go"] "a b"] nil)))
  (is (= {:names ["a\\ b" "go"] :docs [nil "doc of go"]} (select-keys (complete/complete "sh-complete-test ") [:names :docs])))
  (is (= ["go"] (names "sh-complete-test g"))))

(deftest any-beginning
  (testing "a text may be cut off anywhere"
    (let [text "if [ \"$x\" = 'a b' ] && ls -l ${HOME}/f* | ~(map #(str % \")\")) > \"out $(date +%F)\"; then `echo a`; fi <<E # end\n$'x'"]
      (doseq [n (range (inc (count text)))]
        (is (map? (place/at-end (subs text 0 n))))))))
