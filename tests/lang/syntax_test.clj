;; SPDX-License-Identifier: MIT
;; The command language as data, and back.
(ns syntax-test
  (:require [cljsh.sh.syntax :refer [parse unparse]]
            [clojure.string :as str]
            [clojure.test :refer [are deftest is testing]]))

(defn only [text & options] (first (apply parse text options)))
(defn words [text] (nth (only (str "echo " text)) 2))
(defn word [text] (let [[_ w & more] (words text)] (assert (nil? more)) w))

(deftest quoting
  (are [text w] (= w (word text))
    "a"                "a"
    "'a b'"            [[:q "a b"]]
    "a'b'c"            ["a" [:q "b"] "c"]
    "\\$x"             [[:q "$"] "x"]
    "\"a \\$ \\x\""    [[:q "a $ \\x"]]
    "\"$x y\""         [[:dq [:var "x"] " y"]]
    "''"               [[:q ""]]
    "a\\\nb"           "ab"
    "$'\\x41\\n\\'\\u00e9'" [[:q "A\n'é"]]
    "$"                "$"
    "a$"               "a$"
    "a#b"              "a#b"
    "~/x"              "~/x"
    "\\~"              [[:q "~"]]))

(deftest expansions
  (are [text w] (= w (word text))
    "$x"               [[:var "x"]]
    "${x}y"            [[:var "x"] "y"]
    "$10"              [[:var "1"] "0"]
    "${10}"            [[:var "10"]]
    "$@"               [[:var "@"]]
    "$$x"              [[:var "$"] "x"]
    "${#}"             [[:var "#"]]
    "${#x}"            [[:param "x" "len" nil nil nil]]
    "${#-}"            [[:param "-" "len" nil nil nil]]
    "${#:-y}"          [[:param "#" ":-" "y" nil nil]]
    "${x:-a b}"        [[:param "x" ":-" "a b" nil nil]]
    "${x-\"a }\"}"     [[:param "x" "-" [[:q "a }"]] nil nil]]
    "${x%%*.}"         [[:param "x" "%%" "*." nil nil]]
    "${x/a\\/b/c}"     [[:param "x" "/" ["a" [:q "/"] "b"] "c" nil]]
    "${x:1:${n}}"      [[:param "x" ":" "1" [[:var "n"]] nil]]
    "${a[$i]}"         [[:param "a" nil nil nil [[:var "i"]]]]
    "${!x}"            [[:param "x" "indirect" nil nil nil]]
    "${!x*}"           [[:param "x" "names" "*" nil nil]]
    "${!x[@]}"         [[:param "x" "keys" nil nil "@"]]
    "\"${x-'a'}\""     [[:dq [:param "x" "-" "'a'" nil nil]]]
    "\"${x#'a'}\""     [[:dq [:param "x" "#" [[:q "a"]] nil nil]]]
    "${a b}"           [[:bad "${a b}"]]
    "$(a)"             [[:cmd [:simple [] ["a"] [] 1] 1]]
    "`a \\`b\\``"      [[:cmd [:simple [] ["a" [[:cmd [:simple [] ["b"] [] 1] 1]]] [] 1] 1]]
    "$( (a) )"         [[:cmd [:subshell [:simple [] ["a"] [] 1] [] 1] 1]]
    "<(a)"             [[:proc "<" [:simple [] ["a"] [] 1]]]
    "~(+ 1 2)"         [[:clj '(+ 1 2)]]
    "{a,b}c"           [[:brace ["a" "b"]] "c"]
    "{1..03..2}"       [[:range 1 3 2 2]]
    "{a..c}"           [[:range "a" "c" 1 0]]
    "{a}"              "{a}"
    "{a,b"             "{a,b"
    "a{,}"             ["a" [:brace ["" ""]]]))

(deftest arithmetic
  (are [text e] (= e (nth (first (word (str "$((" text "))"))) 2))
    "1+2*3"        [:binary "+" 1 [:binary "*" 2 3]]
    "(1+2)*3"      [:binary "*" [:binary "+" 1 2] 3]
    "010+0x1F"     [:binary "+" 8 31]
    "2#101"        5
    "x"            [:name "x"]
    "$x+1"         [:binary "+" [:expand "x"] 1]
    "$x$y"         nil
    "a=b+=2"       [:set "=" [:name "a"] [:set "+=" [:name "b"] 2]]
    "x++ + ++y"    [:binary "+" [:post "++" [:name "x"]] [:pre "++" [:name "y"]]]
    "a?b:c?d:e"    [:if [:name "a"] [:name "b"] [:if [:name "c"] [:name "d"] [:name "e"]]]
    "a||b&&c|d"    [:or [:name "a"] [:and [:name "b"] [:binary "|" [:name "c"] [:name "d"]]]]
    "2**3**2"      [:binary "**" 2 [:binary "**" 3 2]]
    "-2**2"        [:binary "**" -2 2]
    "!a==b"        [:binary "==" [:unary "!" [:name "a"]] [:name "b"]]
    "1<<2<3"       [:binary "<" [:binary "<<" 1 2] 3]
    "a[i+1]=2,3"   [:comma [:set "=" [:index "a" "i+1"] 2] 3]
    ""             0
    "1 +"          nil
    "$(a)+1"       nil))

(defn redirections [text] (nth (only text) 3))

(deftest redirecting
  (are [text r] (= r (redirections text))
    "a >f"           [[">" nil "f" false]]
    "a 2>&1 </dev/null" [[">&" 2 "1" false] ["<" nil "/dev/null" false]]
    "a 2 >f"         [[">" nil "f" false]]
    "a &>f"          [["&>" nil "f" false]]
    "a {fd}>>f"      [[">>" "fd" "f" false]]
    "a >|f 3<>g 4<&-" [[">|" nil "f" false] ["<>" 3 "g" false] ["<&" 4 "-" false]]
    "a <<<$x"        [["<<<" nil [[:var "x"]] false]])
  (testing "here-documents"
    (are [text docs] (= docs (mapv #(nth % 2) (redirections text)))
      "a <<E\nx $y \\$z\nE\n"           [["x " [:var "y"] " $z\n"]]
      "a <<'E'\nx $y\nE\n"              [[:q "x $y\n"]]
      "a <<-E <<F\n\tx\n\tE\ny\nF\n"    ["x\n" "y\n"]
      "a <<E\\ F\nx\nE F\n"             [[:q "x\n"]]
      "a <<E\nx"                        ["x"]))
  (is (= [[:cmd [:simple [] ["cat"] [["<<" nil "x\n" false]] 1] 1]] (word "$(cat <<E\nx\nE\n)")))
  (is (= ["a" "b"] (map #(get-in % [2 0]) (parse "a <<E\nx\nE\nb")))))

(deftest commands
  (are [text c] (= c (only text))
    "! a | b"          [:not [:pipe [[:simple [] ["a"] [] 1] [:simple [] ["b"] [] 1]]]]
    "a && b || c"      [:or [:and [:simple [] ["a"] [] 1] [:simple [] ["b"] [] 1]] [:simple [] ["c"] [] 1]]
    "a & b;"           [:seq [[:bg [:simple [] ["a"] [] 1]] [:simple [] ["b"] [] 1]]]
    "x=1 y+=2 z[0]=3"  [:simple [["x" nil false "1"] ["y" nil true "2"] ["z" "0" false "3"]] [] [] 1]
    "x=(a [2]=b)"      [:simple [["x" nil false [:array [[nil false "a"] ["2" false "b"]]]]] [] [] 1]
    "a x=1"            [:simple [] ["a" "x=1"] [] 1]
    "command export x=~" [:simple [] ["command" "export" [:assignment ["x" nil false "~"]]] [] 1]
    "(a)>f"            [:subshell [:simple [] ["a"] [] 1] [[">" nil "f" false]] 1]
    "{ a; }"           [:group [:simple [] ["a"] [] 1] [] 1]
    "if a\nthen b\nfi" [:if [[[:simple [] ["a"] [] 1] [:simple [] ["b"] [] 2]]] nil [] 1]
    "for i do a; done" [:for "i" nil [:simple [] ["a"] [] 1] [] 1]
    "for i in; do a; done" [:for "i" [] [:simple [] ["a"] [] 1] [] 1]
    "f(){ a; }"        [:function "f" [:group [:simple [] ["a"] [] 1] [] 1] 1 "f(){ a; }"]
    "f() (a)"          [:function "f" [:subshell [:simple [] ["a"] [] 1] [] 1] 1 "f() (a)"]
    "((1))"            [:arithmetic "1" 1 [] 1]
    "( (a) )"          [:subshell [:subshell [:simple [] ["a"] [] 1] [] 1] [] 1]
    "[[ a < b ]]"      [:test [:binary "<" "a" "b"] [] 1]
    "time a"           [:time [:simple [] ["a"] [] 1] false]
    "echo if fi"       [:simple [] ["echo" "if" "fi"] [] 1])
  (is (= [["a"] nil ";;"] (get-in (only "case x in a) ;; esac") [2 0])))
  (is (= 2 (count (parse "a\n\n# b\nc\n"))))
  (is (= [] (parse "  # nothing\n"))))

(deftest posix-alone
  (are [text c] (= c (only text :posix true))
    "{a,b}"          [:simple [] ["{a,b}"] [] 1]
    "a &>f"          [:seq [[:bg [:simple [] ["a"] [] 1]] [:simple [] [] [[">" nil "f" false]] 1]]]
    "((exit 1))"     [:subshell [:subshell [:simple [] ["exit" "1"] [] 1] [] 1] [] 1]
    "time -v a"      [:simple [] ["time" "-v" "a"] [] 1])
  (testing "and what it leaves open is read as everywhere"
    (are [text] (= (only text) (only text :posix true))
      "[[ a < b ]]" "a+=1" "echo ${x/a/b}" "a=(b c)" "cat <<< a" "a <(b)" "((x + 1))" "function f { a; }" "time -p a" "a |& b")))

(deftest aliases
  (let [table {"ll" "ls -l ", "a" "b", "b" "a", "iff" "if", "e" "", "two" "x; y"}]
    (are [text same] (= (parse same) (parse text :aliases table))
      "ll f"             "ls -l f"
      "ll ll f"          "ls -l ls -l f"
      "a c"              "a c"
      "iff x; then y; fi" "if x; then y; fi"
      "'ll'"             "'ll'"
      "echo ll"          "echo ll"
      "two z"            "x; y z"
      "e c"              "c"
      "x=1 ll"           "x=1 ls -l"
      "$(ll)"            "$(ls -l)")))

(deftest refusals
  (are [text message] (= message (try (parse text) nil (catch ValueError e (ex-message e))))
    "if a; then"      "sh:1:11: the text ends inside if … fi of 1:1"
    "echo 'a"         "sh:1:8: the text ends inside '…' of 1:6"
    "a\n\"$(b"        "sh:2:5: the text ends inside $(…) of 2:2, in \"…\" of 2:1"
    "fi"              "sh:1:1: unexpected fi where a command must stand"
    "a ;; b"          "sh:1:3: unexpected ;; behind a command"
    "a | | b"         "sh:1:5: unexpected | where a command must stand"
    "a >"             "sh:1:4: the text ends"
    "a >\nb"          "sh:1:4: the line ends where the word of a redirection must stand"
    "for 1 in a; do b; done" "sh:1:5: unexpected 1 where the name of a variable must stand"
    "case a in b c) d;; esac" "sh:1:13: unexpected c behind a pattern, where ) is due"
    "(a"              "sh:1:3: the text ends inside (…) of 1:1"
    "a)"              "sh:1:2: unexpected ) behind a command"
    "f() a"           "sh:1:5: unexpected a where the body of a function must stand, such as { …; }"
    "{ a; "           "sh:1:6: the text ends inside { … } of 1:1"
    "coproc a"        "sh:1:1: coproc is not part of the command language"
    "if a; then fi"   "sh:1:12: unexpected fi where a command must stand"))

;; --- there and back --------------------------------------------------------------

(defn placeless
  "The data without lines and texts of functions; lists of one command are that command."
  [x]
  (cond
    (and (vector? x) (keyword? (first x)))
    (let [[tag & more] x]
      (case tag
        (:simple :subshell :group :if :while :until :for :select :for-arith :case :test :arithmetic)
        (into [tag] (map placeless) (butlast more))
        :function [tag (first more) (placeless (second more))]
        :cmd      [tag (placeless (first more))]
        :seq      (if (= 1 (count (first more))) (placeless (ffirst more)) [tag (mapv placeless (first more))])
        :clj      x
        (into [tag] (map placeless) more)))
    (vector? x) (mapv placeless x)
    :else x))

(deftest a-form-that-is-no-clojure
  (is (thrown-with-msg? ReaderError #"resolve" (parse "a ~(#=(no-such-name 1))"))))

(deftest written-and-read-again
  (doseq [text ["a 'b c' \"d $e\" $f ${g:-h} $(i | j) $((k + 1)) | l >m 2>&1 && ! n || { o; p & }"
                "if a; then b; elif c; then d; else e; fi <f"
                "for i in a \"$@\" {1..3} {a,b}c; do while x; do break; done; done"
                "case $x in a|b*) c;; (*) d;& e) esac"
                "f() { local x=1; cat <<A <<'B'; echo; }\nh $v \\$w\nA\n$raw\nB\n"
                "echo $(cat <<E\nx\nE\n) y"
                "[[ ( -f a || b == c* ) && ! d =~ ^(e|f)$ ]]"
                "((i++)); for ((i=0; i<3; i++)); do x[i]=(1 2 [5]=3); done"
                "diff <(a) >(b) {fd}<&- <<<\"$z\""
                "export a=1 b=~/c; time -p (d); ${e/f/g} ${h:1:2} ${!i} ${#j} ${k[@]} ${l^^} $'\\n\\001'"
                "$a{b,c} ${a}{b,c} \"${a:-\"b c'\"}\" \"${a-\\}}\""
                "for ((i; j\\;k; \\${x)); do ((a \\( b)); done; cat <<E\n$((\\'))\nE\n"
                "let i=(1+(2)) j+=( $x )2; [[ a =~ \\(b$c ]]"
                "a~(,)b ~(,)\\~ x=~(,)"
                "~(,) a"
                "[[ ! a =~ ^(b|c\n || d =~ \"(\"[(]$e\n && f =~ \\((\n ]]; cat <<E; [[ a =~ ((b)\nx\nE\n ]]"]]
    (is (= (placeless (parse text)) (placeless (parse (unparse (parse text))))) text)))

(def tokens
  ["if a; then b; fi" "for i in " "; do c; done" "case x in a) b;; esac" " x" " $x" " \"${x:-" "y}\"" " 'q'" " \"d $z\"" " $(a b)" " `c`"
   " $((1+x))" " && " " || " " | " " ; " " & " "\n" " >f" " 2>&1" " <<E\nh $v\nE\n" " {a,b}" " {1..3}" "(a) " "{ b; } " " a=1" " b+=2"
   "f() { g; }\n" "[[ a == b ]]" " ! " "\\x" " ~" " ~(f 1)" " ${#x}" " ${x#y}" " <(p)" " é" " c=(1 2)" "while q; do r; done" "time " "((1)) "])

(deftest random-texts
  (let [seed (py/hash (py/object)), random (.Random (py/__import__ "random") seed), good (atom 0)]
    (dotimes [_ 2000]
      (let [text   (apply str (repeatedly (inc (.randrange random 8)) #(.choice random (py/list tokens))))
            parsed (try (parse text) (catch ValueError _ nil))]
        (when parsed
          (swap! good inc)
          (let [again (try (placeless (parse (unparse parsed))) (catch ValueError e (ex-message e)))]
            (when-not (= (placeless parsed) again)
              (is (= (placeless parsed) again) (pr-str {:seed seed :text text :unparsed (unparse parsed)})))))))
    (is (pos? @good))))
