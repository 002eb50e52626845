# XCU 2.9.2 Pipelines, 2.9.3 Lists

#### pipelines
$ echo a | cat
a
$ echo a | cat | cat | cat
a
$ echo a | sed s/a/b/ | sed s/b/c/
c
$ printf 'b\na\n' | sort | head -n 1
a
$ echo a | read x; echo "<${x-}>"
<>
@ note the last command may run in the current environment; dash, bash and yash run all in subshells
$ echo a | { read x; echo "<$x>"; }
<a>
$ echo a | (read x; echo "<$x>")
<a>
$ echo a | while read x; do echo "<$x>"; done
<a>
$ echo a | if read x; then echo "<$x>"; fi
<a>
$ echo a | for i in 1; do cat; done
a
$ echo a | case a in a) cat;; esac
a
$ f() { cat; }; echo a | f
a
$ f() { echo a; }; f | cat
a
$ { echo a; echo b; } | cat
a
b
$ (echo a; echo b) | cat
a
b
$ for x in a b; do echo $x; done | cat
a
b
$ while :; do echo a; break; done | cat
a
$ if :; then echo a; fi | cat
a
$ case a in a) echo a;; esac | cat
a
$ echo a | { echo b; cat; } | { cat; echo c; }
b
a
c
$ echo a >&2 | cat
! ^a$
$ { echo a >&2; } 2>&1 | cat
a
$ echo a 2>&1 >/dev/null | cat
$ echo a > f | cat; cat f
a
$ echo a | cat < /dev/null
$ echo a | cat > f; cat f
a
$ echo a | tee f | cat; cat f
a
a
$ x=1; x=2 | true; echo $x
1
$ x=1; true | x=2 | true; echo $x
1
$ cd / | true; [ "$PWD" != / ] && echo same
same
$ exit 3 | true; echo $?
0
$ exit 3 | cat; echo on
on
$ { exit 3; } | true; echo on
on
$ true | exit 3; echo $?
3
@ note in mksh, where the last runs in the current environment, the shell ends
@ skip mksh
$ yes | head -n 1
y
$ yes | head -n 100000 | tail -n 1
y
$ seq 1 100000 | wc -l
100000
$ seq 1 100000 | cat | cat | tail -n 1
100000
$ seq 1 100000 | while read x; do [ $x = 5 ] && break; done; echo $?
0
$ (yes; echo $? >&2) 2>f | head -n 1; [ -s f ] && [ "$(cat f)" -gt 0 ] && echo broken
y
broken
$ true | sleep 0.1 | true; echo $?
0
$ : | : | :; echo $?
0
$ echo a|cat|cat
a
$ echo a | 
> cat
a
$ echo a |
> # comment
> cat
a
$ trap 'echo t' EXIT; true | true
t
$ set -- a b; echo $# | cat
2
$ echo a | cat - /dev/null
a
$ echo $(echo a | cat)
a
$ x=$(printf 'a\nb\n' | tail -n 1); echo $x
b
$ echo in | { cat; exec cat < /dev/null; }
in
$ printf 'a\nb\n' | { read x; cat; }
b
$ printf 'a\nb\nc\n' | { head -n 1 > /dev/null; read x; echo "<$x>"; } | grep -c '<'
1

#### status of pipelines
@ table {}; echo $?
true | true => 0
false | true => 0
true | false => 1
false | false => 1
exit 2 | (exit 3) => 3
true | (exit 5) | (exit 6) => 6
(exit 6) | true | (exit 0) => 0
! true => 1
! false => 0
! true | false => 0
! false | true => 1
! true | true => 1
! (exit 3) => 0
! { exit 0; } | false => 0
! no-such-command-x 2>/dev/null => 0
! [ a = b ] => 0
! : => 1
true && ! true => 1
true && ! false => 0
false || ! false => 0
! true && false => 1
! false && true => 0
! true || true => 0
@ end
$ ! ! true; echo $?
0
@ note ! ! is no grammar of POSIX; bash, mksh accept it
@ skip dash
@ skip yash
$ if ! false; then echo a; fi
a
$ while ! true; do echo no; done; echo $?
0
$ ! if false; then :; fi; echo $?
1
$ ! for x in; do :; done; echo $?
1
$ ! (exit 3) | true; echo $?
1
$ ! false
> echo $?
0
$ !(true) 2>/dev/null; echo $?
1
@ note ! is a reserved word, ( an operator; in bash with extglob a pattern
$ ! { false; }; echo $?
0
$ set -o pipefail; false | true; echo $?
1
$ set -o pipefail; (exit 3) | (exit 4) | true; echo $?
4
$ set -o pipefail; (exit 3) | true | (exit 4) | true; echo $?
4
$ set -o pipefail; (exit 3) | true; echo $?
3
$ set -o pipefail; true | true; echo $?
0
$ set -o pipefail; ! false | true; echo $?
0
$ set -o pipefail; set +o pipefail; false | true; echo $?
0
$ set -o pipefail; if false | true; then echo no; else echo yes; fi
yes
$ set -o pipefail; x=$(false | true); echo $?
1
$ (set -o pipefail; false | true); echo $?
1
$ (set -o pipefail); false | true; echo $?
0
$ set -e -o pipefail; false | true; echo no
? 1

#### and, or
@ table {}; echo $?
true && true => 0
true && false => 1
false && true => 1
false && false => 1
true || true => 0
true || false => 0
false || true => 0
false || false => 1
(exit 3) && true => 3
(exit 3) || (exit 4) => 4
true && (exit 5) => 5
false && true || true => 0
true || true && false => 1
true && false || true => 0
false || false && true => 1
false || true && true => 0
true || false && false => 1
(exit 2) && true && true => 2
@ end
$ true && echo a && echo b
a
b
$ false && echo a && echo b
? 1
$ false || echo a || echo b
a
$ true || echo a && echo b
b
$ false && echo a || echo b
b
$ true && echo a || echo b
a
$ false && echo a || false && echo b || echo c
c
$ true || { echo a; exit 1; }; echo b
b
$ false || { echo a; }; echo b
a
b
$ x=1 && y=2 && echo $x$y
12
$ true &&
>
> # comment
> echo a
a
$ false ||
> echo a
a
$ false && x=1; echo ${x-unset}
unset
$ true && if false; then :; else echo a; fi
a
$ false || for x in a; do echo $x; done
a
$ echo a && echo b | cat
a
b
$ false || echo a | cat && echo b
a
b

#### sequences
$ echo a; echo b; echo c
a
b
c
$ false; echo a
a
$ echo a;
a
$ true; false
? 1
$ false; true
$ (false; true); echo $?
0
$ (true; false); echo $?
1

#### asynchronous lists
$ echo a & wait
a
$ echo a & wait; echo b
a
b
$ (sleep 0.2; echo late) & echo first; wait
first
late
$ { sleep 0.2; echo late; } & echo first; wait
first
late
$ false & echo $?; wait
0
$ false & wait $!; echo $?
1
$ (exit 7) & wait $!; echo $?
7
$ false & true; wait $!; echo $?
1
$ sleep 0.1 && echo a & wait
a
$ false || echo a & wait
a
$ sleep 0.1 | echo a & wait
a
$ x=1; x=2 & wait; echo $x
1
$ true & true & wait; echo $?
0
$ cat & wait; echo ended
ended
$ echo a | { cat & wait; }
@ note standard input of an asynchronous list is as /dev/null without job control
$ echo a | { cat <&0 & wait; }
@ note 0 duplicated is /dev/null already; bash says a
$ echo a > f; cat < f & wait
a
$ echo a | { exec 3<&0; cat <&3 & wait; }
a
$ { read x && echo "<$x>" || echo eof; } & wait
eof
$ exit 3 & wait $!; echo $?
3
$ f() { echo a; }; f & wait
a
$ for x in a b; do echo $x; done & wait
a
b
$ if true; then echo a; fi & wait
a
$ trap 'echo t' EXIT; (:) & wait
t
$ trap 'echo t' EXIT; : & wait
t
$ { echo a & echo b & wait; } | sort
a
b
$ sleep 0.3 & x=$!; kill $x; wait $x 2>/dev/null; echo $?
143
$ sleep 5 & kill -KILL $!; wait $! 2>/dev/null; echo $?
137
$ (trap 'exit 9' TERM; while :; do sleep 0.05; done) & sleep 0.2; kill $!; wait $!; echo $?
9
$ x=$(true & echo a); echo $x
a
$ set -m; true & wait; echo $?
0
$ set -m; cat < /dev/null & wait $!; echo $?
0
$ true&echo a;wait
a
$ true &
> wait
> echo a
a
$ { true & }
> echo a
a
$ (true &); echo a
a
$ if true & then echo a; fi
a
$ while true & do break; done; echo a
a

#### SIGINT and SIGQUIT are ignored in asynchronous lists without job control
$ (kill -INT $($SH -c 'echo $PPID'); echo alive) & wait
alive
$ (kill -QUIT $($SH -c 'echo $PPID'); echo alive) & wait
alive
$ sh -c 'kill -INT $$; echo alive' & wait
alive
$ (trap 'echo t' INT; kill -INT $($SH -c 'echo $PPID'); echo alive) & wait
t
alive
@ note Issue 8: trap may be used to set it again, for it was not ignored when the shell was started
#### a writer that nobody reads ends
$ while :; do echo y; done | head -n 1; echo $?
y
0
$ (while :; do echo y; done; echo no >&2) | head -n 1
y
! ^$
$ f() { while :; do printf 'y\n'; done; }; f | head -n 1
y
$ trap '' PIPE; { sleep 0.2; echo x || echo failed >&2; } | true
! failed
$ { trap 'echo P >&2; exit' PIPE; sleep 0.2; echo x; echo no >&2; } | true
! P

#### a stage whose command's name is expanded
$ e=eval; printf '%s\n' a | $e 'read x; echo $x $x'; echo "<$x>"
a a
<>
$ e="eval sed 's/a/b/'"; x=$(printf '%s\n' a | $e); echo $x
b
$ f() { read q; echo $q.; }; g=f; echo a | $g; echo "<$q>"
a.
<>
$ e=exit; echo a | $e 3; echo $?
3
$ e=eval; echo a | $e '(exit 4)' | $e 'cat; exit 5'; echo $?
5
$ p='printf %s\n'; $p a b | sed s/a/c/; $p a | $p b
c
b
b
$ e=eval; echo a | $e 'exec cat'; echo b
a
b

#### printf before a program
$ printf %070000d 1 | wc -c | tr -d ' '
70000
$ printf %070000d 1 | head -c 3; echo $?
0000
$ printf '%d\n' x 2> /dev/null | cat; echo $?
0
0
