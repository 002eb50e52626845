;; SPDX-License-Identifier: MIT
;; Texts of the command language, made and changed at random: parsing one gives data or an error of the reader, never
;; anything else; the data printed is read again, and printed alike; words made at random are expanded or refused.
;;
;;   cljsh tests/fuzz/command_texts.clj [SEED [COUNT]]
;;
;; Nothing that is run has commands in it but builtins that only print. Ends with a line N passed, M failed.
(ns command-texts
  (:require [clojure.string :as str]
            [cljsh.sh :as sh]
            [random]))

(def seed (or (some-> (first *command-line-args*) parse-long) (some-> (getenv "FUZZ_SEED") parse-long) (random/randrange 1000000)))
(def n (or (some-> (second *command-line-args*) parse-long) 3000))
(def r (random/Random seed))

(defn pick [v] (nth v (.randrange r (count v))))

(def tokens
  ["a" "b" "x=1" "x" "\n" "\n" " " " " ";" ";;" ";&" "&" "&&" "||" "|" "!" "(" ")" "{ " " }" "((" "))" "[[ " " ]]" "if " "; then " "; fi" "else "
   "while " "; do " "; done" "for x in " "for ((;;))" "case x in " " esac" "f() " "function f " "$x" "${x}" "${x-" "${x:+" "${x#" "${x//" "${!x" "${#x"
   "${" "}" "$(" "`" "$((" "\"" "'" "$'" "\\" "\\\n" "<" ">" ">>" ">&" "<&" ">|" "<>" "<<E\n" "<<-'E'\n" "\nE\n" "<<<" "&>" "<(" ">(" "{a,b}" "{1..3}"
   "~" "~(" "@(" "+(" "*" "?" "[" "]" "[!" "[[:alpha:]" "#" "$" "$@" "$*" "1" "0x" "-" "+" "=" "==" "=~" "%" "," "select x in " "time " "in " "é" "\u0001"
   "declare -a a=(" "a[1]=" "export x=" "alias e='a '" "coproc " "\t" "-eq" "-f " "1>&2" "{v}>" "return" "break 2" "$-" "$$" "$!"])

(def samples
  ["if a; then b; elif c; then d; else e; fi" "while a; do b; done < f | c && d || ! e &" "for x in a \"b c\" $d; do echo \"${x%%.*}\"; done"
   "case $x in (a|b*) c ;; [!d]) e ;& *) esac" "f() { local x=$1; return $((x + 1)); }" "cat <<E; cat <<-'F'\n$x `b`\nE\n\tc\n\tF\n"
   "x=$(a \"$(b)\" `c \\`d\\``) y=\"${z:-'e'}\" f" "[[ $a == b* && ! -f c || $d =~ ^(e|f)$ ]] && ((i++, j <<= 2))"
   "a=(1 [3]=\"x y\" {a,b}c) declare -A m=([k]=v)" "for ((i = 0; i < 9; i++)); do :; done" "{ a; } 2>&1 >f 3<&- | (b; c) &" "a <(b) >(c) <<<\"$d\" &>e"
   "echo ${x/a/b} ${x//c} ${x:1:2} ${x^^} ${!y} ${#z[@]} ${w@Q} $'\\t\\x41'" "function g { select s in a b; do break; done; }"])

(defn made [] (apply str (repeatedly (inc (.randrange r 14)) #(pick tokens))))

(defn changed []
  (loop [s (pick samples), k (inc (.randrange r 3))]
    (if (or (zero? k) (= s ""))
      s
      (let [i (.randrange r (count s)) j (.randrange r (count s))]
        (recur (case (.randrange r 4)
                 0 (str (subs s 0 i) (subs s (inc i)))
                 1 (str (subs s 0 i) (pick tokens) (subs s i))
                 2 (subs s 0 i)
                 3 (str (subs s 0 (max i j)) (subs s (min i j))))
               (dec k))))))

(defn parsed [text] (try (sh/parse text) (catch ReaderError _ :error)))

(def word-parts
  ["a" "b c" "\\*" "'q'" "\"d q\"" "$x" "$1" "\"$@\"" "$*" "\"$*\"" "${x}" "${x-w}" "${u:-v w}" "\"${u-'s'}\"" "${x:+y}" "${x#a}" "${x##*b}" "${x%c}" "${x/b/[&]}"
   "${x//[a-c]/-}" "${x:1:2}" "${x: -1}" "${x^}" "${x^^}" "${#x}" "${#@}" "${@:2}" "${a[@]}" "\"${a[*]}\"" "${a[1]}" "${!y}" "${!x-n}" "${x@Q}" "${x@E}" "$((1+2*3))"
   "$((x=5,x<<2))" "$((1/0))" "{1..3}" "{a,b{c,d}}" "{z..w..2}" "~" "~nobody" "[a-z]" "?(x)" "$'\\x41\\u00e9'" "é" "${x?}" "${u?m}" "${x" "}" "\"" "'" "$((" "))" "%" "\\"
   "${a[-1]}" "${a[9]}" "${x/#/p}" "${x/%c/s}" "${x//}" "${x,,[A-B]}" "$-" "$?" "${IFS}" "=" ":~:" "," "{" "${x:0:-1}" "${x:$((1)):1}" "${*%?}" "${@/#/-}"])

(defn word [] (apply str (repeatedly (inc (.randrange r 4)) #(pick word-parts))))


(def failed (volatile! 0))
(defn fail! [what text & more]
  (vswap! failed inc)
  (apply println what (pr-str text) more))

(println "seed" seed)
(dotimes [_ n]
  (let [text (if (zero? (.randrange r 2)) (made) (changed))]
    (try
      (let [data (parsed text)]
        (when-not (= :error data)
          (let [printed (sh/unparse data) again (parsed printed)]
            (when-not (and (not= :error again) (= printed (sh/unparse again)))
              (fail! "printed:" text (pr-str printed))))))
      (catch Exception e (fail! "parse:" text (str e))))))
(dotimes [_ n]
  (let [w (word)]
    (try
      (sh/status (str (pick ["" "" "IFS=: ; " "IFS=; " "set -f; " "shopt -s extglob nullglob; " "set -u; "])
                      "x=abc y=x a=('e 1' f g); set -- p 'q r' ''; exec 2>/dev/null >/dev/null\n"
                      (pick ["printf '<%s>' " "x=" "case a in " "[[ a == " "for i in " ": ${x:-"]) w
                      (pick ["" "\n" ") ;; esac" " ]]" "; do :; done" "}"]) "\n"))
      (catch Exception e (fail! "expand:" w (str e))))))
(println (- (* 2 n) @failed) "passed," @failed "failed")
(when (pos? @failed) (System/exit 1))
