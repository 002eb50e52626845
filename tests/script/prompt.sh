# SPDX-License-Identifier: MIT
# The prompt without a terminal. (tests/tty has the one with a terminal.)
prompt() { # EXPECTED INPUT
    printf '%s' "$2" > typed
    run_it cljsh -i < typed
    equal "$out" "$1" "prompt: $2"
}
prompt 'user=> 3
user=> ' '(+ 1 2)
'
prompt 'user=> 1
2
user=> ' '1 2
'
prompt "user=>   #_=> #'user/f
user=> 3
user=> " '(defn f [x]
(inc x))
(f 2)
'
prompt "user=> 1
2
  #_=> (4 5)
user=> " '1 2 (map inc
[3 4])
'
prompt 'user=> 1
user=> 2
user=> [2 1]
user=> ' '1
(inc *1)
[*1 *2]
'
prompt 'user=> nil
other=> :other/k
other=> ' '(ns other)
::k
'
prompt 'user=> user=> "Divide by zero"
user=> ' '(/ 1 0)
(ex-message *e)
'
prompt 'user=> user=> 5
user=> ' ')
5
'
prompt 'user=> user=> ' '; nothing
'
prompt 'user=> user=> 1
user=> ' '(throw (ex-info "x" {}))1
1
'
prints 'user=> 3' sh -c 'echo "(exit 3) 4" | cljsh -i; echo $?'
prints 'user=> 3' sh -c 'printf "(exit 3)" | cljsh -i; echo $?'
printf '(defn f [x]\n  (/ 1 x))\n(f 0)\n' > typed
run_it cljsh -i < typed
equal "$err" 'repl:2:3: ZeroDivisionError: Divide by zero
    2 |   (/ 1 x))
      |   ^
    in user/f (repl:2:3)
    in top level (repl:3:1)' 'the place of an error at the prompt'
