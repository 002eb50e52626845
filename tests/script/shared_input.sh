# SPDX-License-Identifier: MIT
# Standard input that the program and its commands read by turns: of a file and of a pipe, nothing is lost.

seq 1 5 > five

alternately='(do (println (read-line)) ($ sh -c "read x; echo got $x") (println (read-line)) (println ($< cat)) (prn (read-line)))'
wanted='1
got 2
3
4
5
nil'
prints "$wanted" cljsh -e "$alternately" < five
prints "$wanted" sh -c 'cat five | cljsh -e "$1"' sh "$alternately"

# the rest comes while the command runs
prints 'a
b
c' sh -c '(echo a; sleep 0.2; echo b; sleep 0.2; echo c) | cljsh -e "(do (println (read-line)) (\$ cat))"'

# more than a pipe holds, and a place in the middle
prints '500000
500000' sh -c 'seq 1 1000000 | cljsh -e "(do (println (count (take-while some? (repeatedly 500000 read-line)))) (\$ wc -l))"'

# forms end where they end; the characters after them are the command's
printf '(1 2) [3] é\nü→\n' > forms
prints '(1 2)
[3]
 é
ü→' cljsh -e '(do (prn (read)) (prn (read)) ($ cat))' < forms
prints '(1 2)
[3]
 é
ü→' sh -c 'cat forms | cljsh -e "(do (prn (read)) (prn (read)) (\$ cat))"'

# a command that has nothing to do with it changes nothing
prints '1
2
3' cljsh -e '(dotimes [_ 3] (println (read-line)) ($ true))' < five
prints '1
2
3' sh -c 'cat five | cljsh -e "(dotimes [_ 3] (println (read-line)) (\$ true < /dev/null))"'
prints '2' sh -c 'printf "a\nb\n" | cljsh -e "(println (count (line-seq *in*)))"'
prints 'nil' cljsh -e '(prn (read-line))' < /dev/null
