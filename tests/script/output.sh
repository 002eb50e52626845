# SPDX-License-Identifier: MIT
# How the result is printed, and what happens when it cannot be.
prints '1
2' cljsh -o '[1 2]'
prints 'a b
:k
nil
[1 x]' cljsh -o '["a b" :k nil [1 "x"]]'
prints '"a b"
:k
nil
[1 "x"]' cljsh -O '["a b" :k nil [1 "x"]]'
prints 'text' cljsh -o -e '"text"'
prints '5' cljsh -oe 5
prints '' cljsh -oe nil
prints '' cljsh -o '[]'
prints '[:a 1]' cljsh -O '{:a 1}'
prints 'X
Y' sh -c 'printf "x\ny\n" | cljsh -io "(map str/upper-case *input*)"'
prints 'first
1
2' cljsh -o '(println "first") [1 2]'
printf '[1 2]' > vector.clj
prints '' cljsh vector.clj
prints '1
2' cljsh -o vector.clj
prints 'π 😀' cljsh -o '["π 😀"]'
prints '"π"' env LC_ALL=C cljsh -e '"π"'

# nobody reads any more: an end without a word, by the signal
for program in '(loop [] (println "y") (recur))' '(run! println (repeat "y"))' '($ yes)' '(sh/yes)' \
    '($ yes | ~(map identity))' '(do ($ yes | ~(map identity)) (spit "after" 1))'; do
    prints 'y
0' sh -c '{ cljsh -e "$1"; echo "$?" >&3; } 3> status | head -n 1; grep -c -v 141 status | grep -x 0' sh "$program"
done
prints '' cljsh -e '(when (fs/exists? "after") :went-on)'
for options in -o -O; do
    prints '1
141' sh -c '{ cljsh "$1" "(repeat 1)"; echo "$?" >&3; } 3> status | head -n 1; cat status' sh $options
done

# the disk is full
fails 1 'cljsh: OSError: standard output: No space left on device' sh -c 'cljsh -e 1 > /dev/full'
fails 1 '*standard output: No space left on device' sh -c 'cljsh -o "(range 10)" > /dev/full'
fails 1 '*standard output: No space left on device' sh -c 'cljsh -o "(range 1000000)" > /dev/full'
fails 1 '*No space left on device*' sh -c 'cljsh -e "(print 1)" > /dev/full'
fails 1 '*No space left on device*' sh -c 'cljsh -e "(run! println (range 100000))" > /dev/full'
fails 1 '*standard output: No space left on device' sh -c 'cljsh --help > /dev/full'

# standard streams that are closed
fails 1 '*' sh -c 'cljsh -e 1 <&- >&- 2>&-'
fails 1 '*Bad file descriptor*' sh -c 'cljsh -e "(println 1)" >&-'
prints '1' sh -c 'cljsh -e 1 2>&-'
prints 'nil' sh -c 'cljsh -e "(prn (read-line))" <&-'
prints 'hi' sh -c 'cljsh -e "(do (\$ echo hi) nil)" <&-'
fails 1 '*ZeroDivisionError*' sh -c 'cljsh -e "(/ 1 0)" <&- >&-'
# so it is where Python, which ignores that signal, was not started from the image
for start in CLJSH_NO_IMAGE=1 PYTHONHASHSEED=1; do
    prints 'y
141 0' env "$start" timeout 20 cljsh -c 'while :; do echo y; done | { head -n 1; :; }; echo "${PIPESTATUS[@]}"'
done
