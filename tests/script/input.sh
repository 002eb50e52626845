# SPDX-License-Identifier: MIT
# *input*: lines and values from standard input.
printf 'b\na\nc' > lines
printf '1\n2\n' > numbers
printf '{:a 1} ; one\n"two" #_ignored\n [3\n 4] #inst\n"2020-01-01" \\( 5' > values

prints '("b" "a" "c")' cljsh -i '*input*' < lines
prints '("a" "b" "c")' cljsh -i -e '(sort *input*)' < lines
prints '3' cljsh -ie '(count *input*)' < lines
prints '{:a 1}' cljsh '*input*' < values
prints '1' cljsh -e '(:a *input*)' < values
prints '6' cljsh -I '(count *input*)' < values
prints '("two" [3 4])' cljsh -I '(take 2 (rest *input*))' < values
prints '' cljsh '*input*' < /dev/null
prints '()' cljsh -i '*input*' < /dev/null
prints '0' cljsh -I '(count *input*)' < /dev/null
prints '[3 "b"]' cljsh -i '[(count *input*) (first *input*)]' < lines
prints '6' cljsh -i '(defn f [] (count *input*)) (+ (f) (f))' < lines
prints '(3 3)' cljsh -i '(for [_ [1 2]] (count *input*))' < lines
prints '6' cljsh -i '(loop [n 0, k 2] (if (pos? k) (recur (+ n (count *input*)) (dec k)) n))' < lines
prints '[1 2]' cljsh -i '(binding [*input* [1 2]] *input*)' < lines
printf '(prn (count *input*))' > count.clj
prints '3' cljsh -i count.clj < lines
printf '(prn *input*)' > value.clj
prints '{:a 1}' cljsh value.clj < values

# nothing is read that is not asked for
prints '1
2' sh -c 'cljsh -e nil; cat' < numbers
prints '"first"' sh -c '{ echo first; exec sleep 2; } | cljsh -i "(first *input*)"'
prints '1' sh -c '{ echo 1 2; exec sleep 2; } | cljsh "*input*"'

# constant memory, any length
[ "${VARIANT:-}" = asan ] || prints 2000000 sh -c 'seq 2000000 | (ulimit -v 700000; cljsh -i "(count *input*)")'
prints 100000000 sh -c 'head -c 100000000 /dev/zero | tr "\0" x | cljsh -i "(count (first *input*))"'

# once per item
seq 3 > numbers
prints '2
4
6' cljsh --stream '(* 2 *input*)' < numbers
prints '"1!"
"2!"
"3!"' cljsh --stream -i '(str *input* "!")' < numbers
prints '1
1
2
2
3
3' cljsh --stream -io '[*input* *input*]' < numbers
prints '2' cljsh --stream '(when (even? *input*) *input*)' < numbers
prints '' cljsh --stream '(/ 1 0)' < /dev/null
fails 1 '*ZeroDivisionError*' cljsh --stream '(/ *input* 0)' < numbers
fails 2 '-e:1:3: syntax error: EOF while reading*' cljsh --stream '(a' < numbers

# what is no data
printf '1\n{:a\n' > open
ends 1 '1' cljsh -IO '*input*' < open
printf '1 2 ) 3' > bad
ends 1 '2
3' cljsh -IO '(map inc *input*)' < bad
equal "$err" 'standard input:1:5: syntax error: Unmatched delimiter: )
    1 | 1 2 ) 3
      |     ^' 'where the value is bad'
printf 'a\377b\n' > bytes
prints "$(printf 'a\377b')" cljsh -io '*input*' < bytes
prints 3 cljsh -i '(count (first *input*))' < bytes
prints 0 sh -c 'cljsh -i "(count *input*)" <&-'
