# XCU 2.15 Special Built-In Utilities

#### :
$ :; echo $?
0
$ : a b c; echo $?
0
$ false; :; echo $?
0
$ : ${x=1}; echo $x
1
$ : > f; [ -f f ] && echo made
made
$ if :; then echo a; fi
a
$ : --help
$ : -x; echo $?
0

#### .
$ echo 'echo a' > f; . ./f
a
$ echo 'x=1' > f; . ./f; echo $x
1
$ echo 'f() { echo a; }' > s; . ./s; f
a
$ echo 'return 3' > f; . ./f; echo $?
3
$ echo 'return 3; echo no' > f; . ./f; echo $?
3
$ echo 'false' > f; . ./f; echo $?
1
$ : > f; false; . ./f; echo $?
0
$ echo '# comment' > f; false; . ./f; echo $?
0
$ echo 'echo $?' > f; false; . ./f
1
$ echo 'exit 4' > f; . ./f; echo no
? 4
$ echo 'cd /' > f; . ./f; pwd
/
$ echo 'set -- z' > f; set -- a; . ./f; echo $1
z
$ echo 'echo $1 $#' > f; set -- a b; . ./f
a 2
$ echo 'echo $0' > f; $SH -c '. ./f' name
name
$ echo 'echo a' > f; . $PWD/f
a
$ mkdir d; echo 'echo a' > d/s; PATH=$PATH:$PWD/d; . s
a
@ note found by PATH, and need not be executable
$ mkdir d e; echo 'echo no' > e/s; chmod 0 e/s; echo 'echo yes' > d/s; PATH=$PWD/e:$PWD/d:$PATH; . s
yes
@ note a file that cannot be read is passed over; rivals differ
$ . ./nofile; echo no
? >0
! nofile
$ . no-such-file-x; echo no
? >0
! no-such-file-x
$ command . ./nofile; echo on
on
! nofile
$ command . ./nofile 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ (. ./nofile; echo no) 2>/dev/null; echo after
after
$ . 2>/dev/null; echo no
? >0
@ note without an operand; dash is silent
$ echo 'echo a
> echo b' > f; . ./f
a
b
$ echo '. ./g; echo f' > f; echo 'echo g' > g; . ./f
g
f
$ echo 'return 2' > g; echo '. ./g; echo $?; return 3' > f; . ./f; echo $?
2
3
$ printf 'echo a' > f; . ./f
a
$ echo 'echo $LINENO
> echo $LINENO' > f; . ./f
1
2
$ echo 'cat' > f; echo in | . ./f
in
$ echo 'echo a' > f; . ./f > g; cat g
a
$ echo 'x=1; f() { return 5; }; f; echo $?' > f; . ./f
5
$ echo 'trap "echo t" EXIT' > f; . ./f; echo a
a
t
$ echo 'alias aa="echo b"' > f; . ./f
> aa
b
@ skip bash
$ echo 'if true; then
> echo a
> fi' > f; . ./f
a
$ echo 'echo "$@"' > f; set -- a b; . ./f | cat
a b
$ echo 'cat <<E
> $x
> E' > f; x=v; . ./f
v
$ mkfifo p; echo 'echo a' > p & . ./p
a
$ . /dev/null; echo $?
0
$ echo 'echo a' | . /dev/stdin
a
$ echo 'false; return' > f; . ./f; echo $?
1
$ echo 'echo a; if' > f; command . ./f 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
@ note commands of the same line are read together; through command the shell does not end

#### eval
$ eval echo a
a
$ eval 'echo a'
a
$ eval echo a \; echo b
a
b
$ eval 'echo a' 'b'
a b
$ x='echo a'; eval $x
a
$ x='echo "a  b"'; eval "$x"
a  b
$ x='echo "a  b"'; eval $x
a b
$ eval; echo $?
0
$ false; eval; echo $?
0
$ false; eval ''; echo $?
0
$ false; eval ' '; echo $?
0
$ eval false; echo $?
1
$ eval '(exit 3)'; echo $?
3
$ eval 'exit 3'; echo no
? 3
$ eval x=1; echo $x
1
$ y=x; eval $y=2; echo $x
2
$ y=x; x=3; eval "echo \$$y"
3
$ y=x; eval "$y='a  b'"; echo "$x"
a  b
$ eval 'f() { echo a; }'; f
a
$ eval 'echo a
> echo b'
a
b
$ eval 'if true
> then echo a
> fi'
a
$ eval 'echo $?'; false; eval 'echo $?'
0
1
$ eval eval echo a
a
$ eval 'eval "echo a"'
a
$ eval "eval 'echo \$x'"
|
$ for x in a b; do eval 'echo $x'; done
a
b
$ eval '# comment'; echo $?
0
$ eval 'echo a # comment'
a
$ set -- a 'b c'; eval 'printf "<%s>" "$@"'; echo
<a><b c>
$ x='a;b'; eval "y=\$x"; echo $y
a;b
$ eval -- 'echo a'
a
@ note eval has no options; -- is accepted
$ eval 'echo a' > f; cat f
a
$ eval 'echo a >&2' 2> f; cat f
a
$ eval 'cat' < /dev/null; echo $?
0
$ echo a | eval cat
a
$ eval '{ echo a; }' | cat
a
$ eval 'x=1'; (eval 'x=2'); echo $x
1

#### exec
$ exec echo a; echo no
a
$ exec sh -c 'exit 3'; echo no
? 3
$ exec; echo $?
0
$ exec > f; echo a; cat f >&2
! ^a$
$ exec 3> f; echo a >&3; cat f
a
$ exec < /dev/null; cat; echo $?
0
$ exec no-such-command-x; echo no
? 127
! no-such-command-x
$ : > f; exec ./f; echo no
? 126
! f
$ (exec no-such-command-x) 2>/dev/null; echo $?
127
$ (exec echo a; echo no); echo b
a
b
$ x=$(exec echo a); echo $x
a
$ command exec no-such-command-x 2>/dev/null; echo $?
127
@ note through command the shell does not end: Issue 8; rivals differ
$ X=1 exec sh -c 'echo $X'
1
$ exec -- echo a
a
$ f() { echo function; }; exec f 2>/dev/null; echo no
? 127
@ note functions are not seen by exec
$ exec true; echo no
$ trap 'echo t' EXIT; exec echo a
a
@ note the shell does not end, it becomes another program: no trap runs; dash and bash as here
$ exec echo a > f; echo no
$ (exec echo a > f); cat f
a
$ exec 3< /dev/null 4> f; echo a >&4; cat f
a
$ { exec 3> f; }; echo a >&3; cat f
a
$ exec 3>&1; (echo a >&3) > f; cat f
a
$ f() { exec > f; }; f; echo a; cat f >&2
! ^a$
$ echo $($SH -c 'exec sh -c "echo \$\$"; echo $$') > f; grep -c . f
1
$ trap '' INT; exec sh -c 'kill -INT $$; echo alive'
alive
$ trap 'echo t' TERM; exec sh -c 'kill -TERM $$; echo no'
? 143
@ note caught signals are reset

#### exit
$ exit; echo no
$ exit 3
? 3
$ exit 0
$ exit 255
? 255
$ false; exit
? 1
$ (exit 7); exit
? 7
$ exit 1; echo no
? 1
$ { exit 2; }; echo no
? 2
$ if true; then exit 3; fi; echo no
? 3
$ f() { exit 4; }; f; echo no
? 4
$ eval 'exit 5'; echo no
? 5
$ for x in a; do exit 6; done; echo no
? 6
$ (exit 7); echo $?
7
$ x=$(exit 8); echo $?
8
$ exit 9 | cat; echo $?
0
$ ! exit 3; echo no
? 3
$ true && exit 3 || echo no
? 3
$ exit $((1+1))
? 2
$ x=3; exit $x
? 3
$ trap 'echo t' EXIT; exit 3
? 3
t
$ trap 'exit 5' EXIT; exit 3
? 5
$ trap 'false' EXIT; exit 3
? 3
$ trap '(exit 9); exit' EXIT; exit 3
? 3
@ note exit without an operand in a trap: the status from before the trap
$ trap '(exit 9); exit' EXIT; (exit 4)
? 4
@ note as above
$ trap 'exit' INT; (exit 7); kill -INT $$; echo no
? 0
@ note the last command before the trap was kill, with 0
$ exit 256 2>/dev/null
? 0
@ note only the low 8 bits
$ exit 257 2>/dev/null
? 1
@ note as above
$ false; (exit); echo $?
1
$ exit abc 2>/dev/null; echo no
? >0
@ note not a number: unspecified; a usage error of a special built-in ends the shell

#### export
$ export x=1; sh -c 'echo $x'
1
$ x=1; export x; sh -c 'echo $x'
1
$ export x; x=1; sh -c 'echo $x'
1
$ export x y=2 z; x=1; sh -c 'echo $x$y${z-unset}'
12unset
$ export x='a b'; sh -c 'echo "$x"'
a b
$ y='a b'; export x=$y; echo "$x"
a b
@ note Issue 8: export is a declaration utility, no splitting; dash 0.5.12 splits
$ y='a b'; export x="$y"; echo "$x"
a b
$ touch f; export x=*; echo "$x"
|*
@ note as above
$ HOME=/h; export x=~ y=a:~; echo $x $y
/h a:/h
$ y='a b'; command export x=$y; echo "$x"
a b
@ note command export is one too
$ e=export; y='a b'; $e x=$y 2>/dev/null; echo "$x"
a
@ note found by expansion it is no declaration utility: unspecified whether; the usual result is a
$ export x=1; export -p | grep '[^a-zA-Z]x=' | sed 's/["'\'']//g'
export x=1
@ note yash writes export x=1 too
$ x="it's \"a\" \$b"; export x; y=$(export -p | grep ' x='); unset x; eval "$y"; echo "$x"
it's "a" $b
$ export x; export -p | grep -q '^export x$' && echo yes
yes
$ x='a
> b'; export x; s=$(export -p); unset x; eval "$s" 2>/dev/null; echo "$x"
a
b
$ export x=1 && echo $?
0
$ export > f; export -p > g; cmp f g && echo same
same
@ note export without operands is unspecified; as export -p in all rivals
$ export -- x=1; sh -c 'echo $x'
1
$ export 1a=2; echo no
? >0
! .
$ export a-b; echo no
? >0
! .
$ export x=1; (export x=2; sh -c 'echo $x'); sh -c 'echo $x'
2
1
$ export x=1; unset x; x=2; sh -c 'echo ${x-unset}'
unset
$ export PATH; sh -c 'echo a'
a
$ export x=; sh -c 'echo "<${x-unset}>"'
<>
$ export x=a=b; sh -c 'echo $x'
a=b
$ f() { export x=1; }; f; sh -c 'echo $x'
1
$ export x; sh -c 'echo ${x-unset}'
unset
$ readonly x=1; export x; sh -c 'echo $x'
1

#### readonly
$ readonly x=1; echo $x
1
$ x=1; readonly x; echo $x
1
$ readonly x; echo ${x-unset}
unset
$ readonly x y=2; echo $y
2
$ readonly x=1; readonly -p | grep ' x=' | sed 's/["'\'']//g'
readonly x=1
$ readonly x; readonly -p | grep -c '^readonly x$'
1
$ x="it's"; readonly x; s=$(readonly -p | grep ' x='); $SH -c "$s"'; echo "$x"'
it's
$ y='a b'; readonly x=$y; echo "$x"
a b
$ readonly -- x=1; echo $x
1
$ readonly 1a=2; echo no
? >0
! .
$ readonly x=1; (x=2) 2>/dev/null; echo $x
1
$ (readonly x=1); x=2; echo $x
2
$ f() { readonly x=1; }; f; x=2; echo no
? >0
$ readonly x=1; sh -c 'echo ${x-unset}'
unset
$ export x=1; readonly x; sh -c 'x=2; echo $x'
2
$ readonly x=1; readonly x; echo $x
1

#### return
$ f() { return 2; }; f; echo $?
2
$ f() { (exit 3); return; }; f; echo $?
3
$ f() { return 1; echo no; }; f || echo a
a
$ f() { trap 'return 4' USR1; kill -USR1 $$; sleep 0.1; echo no; }; f; echo $?
4
@ note the trap runs in the function
$ trap '(exit 3); return' USR1; f() { (exit 5); kill -USR1 $$; sleep 0.1; echo no; }; f; echo $?
0
@ note return in a trap without an operand: the status before the trap; rivals differ
@ skip mksh
@ skip yash
@ skip bash
@ skip dash
$ f() { return 300; } 2>/dev/null; f 2>/dev/null; echo $?
44
@ note beyond 255 it is unspecified; the low 8 bits, as in bash and mksh
@ skip dash
@ skip yash
$ f() { return -- 3; } ; f 2>/dev/null; echo $?
3
@ skip dash

#### set
$ set -- a b; echo $1 $2 $#
a b 2
$ set a b; echo $1 $2 $#
a b 2
$ set -- -a; echo $1; case $- in *a*) echo no;; esac
-a
$ set -e a b; echo $1 $2; case $- in *e*) echo e;; esac
a b
e
$ set - a b; echo $1 $2
a b
@ note set - is unspecified, and obsolete; rivals as here
$ set -- -; echo $1
-
$ set a -- b; echo $*
a -- b
$ set a b; set > /dev/null; [ $# = 2 ] && echo kept
kept
$ set a b; set -f; echo $#
2
$ set a b; set -f --; echo $#
0
$ x='a b'; set > f; grep -q "^x='a b'\$" f && echo quoted
quoted
$ x="it's"; s=$(set | grep '^x='); unset x; eval "$s"; echo "$x"
it's
$ f() { :; }; x=1; set | grep '^x='
x=1
$ x=1; set -o > f; grep -q 'noglob.*off' f && echo yes
yes
$ set -f; set -o | grep -q 'noglob.*on' && echo yes
yes
$ set -f; s=$(set +o); set +f; eval "$s"; case $- in *f*) echo restored;; esac
restored
$ s=$(set +o); set -f -u; eval "$s"; case $- in *f*|*u*) echo no;; *) echo restored;; esac
restored
$ set +o | grep -q 'set +o noglob' && echo yes
yes
@ note in a form that can be read again; yash and mksh write it in another
@ skip mksh
$ set -o noglob; case $- in *f*) echo yes;; esac
yes
$ set -o noglob; set +o noglob; case $- in *f*) echo no;; *) echo yes;; esac
yes
$ set -fu; case $- in *f*) case $- in *u*) echo yes;; esac;; esac
yes
$ set -f -u; set +fu; case $- in *[fu]*) echo no;; *) echo yes;; esac
yes
@ table set -o {}; case $- in *[abCefhmnuvx]*) echo yes;; esac 2>/dev/null
allexport => yes
noglob => yes
nounset => yes
errexit => yes
noclobber => yes
@ end
@ table set -{}; case $- in *{}*) echo yes;; esac; set +{}; case $- in *{}*) echo no;; esac
a => yes
C => yes
e => yes
f => yes
u => yes
@ end
$ set -b; case $- in *b*) echo yes;; esac; set +b
yes
@ note mksh shows it not
$ set -m; case $- in *m*) echo yes;; esac; set +m
yes
$ set -h; case $- in *h*) echo yes;; esac; set +h; echo ok
yes
ok
@ note dash has no -h
$ set -o no-such-option 2>/dev/null; echo no
? >0
@ note a usage error of a special built-in ends the shell; bash 5.2 --posix too
$ set -Z 2>/dev/null; echo no
? >0
@ note as above
$ command set -o no-such-option 2>/dev/null; echo on
on
@ note through command it does not end the shell; dash's does
$ set -n; echo no
$ set -n; echo no
> echo no
$ $SH -n -c 'echo no'
$ $SH -n -c 'if' 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ set -v; echo a
> echo b
a
b
! echo b
$ set -x; echo a
a
! ^\+ echo a$
$ set -x; x=1
! ^\+ x=1$
$ set -x; x=1 true
! x=1
$ set -x; echo 'a b'
a b
! ^\+ echo ['"]?a b['"]?$
$ set -x; echo a | cat
a
! \+ cat
$ set -x; x=$(env a=1 true 2>&1 | cat); y=$(: b 2>&1 | cat); z=$(env true 2>&1); set +x; echo "[$x$y$z]"
[]
! \+ env a=1 true[^$]*\+ : b
$ f() { : inside; }; set -x; f 2> e | cat; env true 2> f & wait; set +x; cat e f
+ : inside
! \+ f\n[^$]*\+ env true
$ set -x; a=1 b='2 3' env 2> e | grep '^[ab]='; set +x; cat e
a=1
b=2 3
! \+ a=1 (?:\n\+ )?b=['"]?2 3
$ set -x; if true; then echo a; fi
a
! \+ true\n\+ echo a
$ set -x; f() { echo a; }; f
a
! \+ f\n\+ echo a
$ set -x; echo $(echo a)
a
! \+ echo a
$ set -x; set +x; echo a
a
! \+ set \+x
$ { set -x; :; } 2> f; set +x 2>/dev/null; grep -c ':' f
1
$ set -x; for x in a; do :; done
! \+ :
$ PS4='$x '; x=5; set -x; : a
! 5 : a
$ set -a; x=1; sh -c 'echo $x'
1
$ set -a; x=1; set +a; y=2; sh -c 'echo $x${y-unset}'
1unset
$ set -a; read x <<E
> v
> E
> sh -c 'echo $x'
v
$ set -a; for x in v; do :; done; sh -c 'echo $x'
v
$ set -a; : ${x=v}; sh -c 'echo $x'
v
$ set -a; getopts a o -a; sh -c 'echo $o'
a
$ set -u; set +u; echo $x
|
$ $SH -a -c 'x=1; sh -c "echo \$x"'
1
$ $SH -o noglob -c 'echo *'
|*
$ $SH +o noglob -c 'case $- in *f*) echo no;; *) echo yes;; esac'
yes
$ set -f +f; case $- in *f*) echo no;; *) echo yes;; esac
yes
$ set -o nolog 2>/dev/null; echo ok | cat > f; command set -o vi 2>/dev/null; cat f
ok
@ note nolog is obsolete
@ skip dash
@ skip yash
$ set -o ignoreeof; set +o ignoreeof; echo $?
0
$ set "a b" c; printf '<%s>' "$@"; echo
<a b><c>
$ set -- $(echo a b); echo $#
2
$ set -- "$@" a; set -- "$@" b; echo $*
a b
$ set x a b; shift; echo $*
a b

#### shift
$ set a b c; shift; echo $* $#
b c 2
$ set a b c; shift 2; echo $* $#
c 1
$ set a b c; shift 3; echo $#
0
$ set a b c; shift 0; echo $#
3
$ set a; shift; shift 0; echo $?
0
$ set a; shift 2; echo no
? >0
@ note more than there are: the shell may exit (special built-in's error), dash, mksh and yash do; bash goes on with 1
$ set --; shift; echo no
? >0
@ note as above
$ set a; command shift 2 2>/dev/null; [ $? -gt 0 ] && echo failed $#
failed 1
@ note through command it does not end the shell; dash's does
$ set a b; x=1; shift $x; echo $*
b
$ set a b; shift $((1)); echo $*
b
$ set a b c; while [ $# -gt 0 ]; do echo $1; shift; done
a
b
c
$ set a b; f() { shift; echo $#; }; f x y z; echo $#
2
2
$ set a; shift -1; echo no
? >0
! .
$ set a; shift x; echo no
? >0
! .
$ set a b; shift -- 1; echo $*
b
@ skip dash

#### times
$ times | wc -l
2
$ times | grep -Ec '^[0-9]+m[0-9]+[.,][0-9]+s [0-9]+m[0-9]+[.,][0-9]+s$'
2
$ times > /dev/null; echo $?
0

#### unset
$ x=1; unset x; echo ${x-unset}
unset
$ x=1; unset -v x; echo ${x-unset}
unset
$ x=1 y=2; unset x y; echo ${x-unset} ${y-unset}
unset unset
$ unset no_such_variable; echo $?
0
$ unset -v no_such_variable; echo $?
0
$ unset -f no_such_function; echo $?
0
$ f() { :; }; unset -f f; f 2>/dev/null; echo $?
127
$ f() { echo f; }; f=1; unset -v f; f; echo ${f-unset}
f
unset
$ f() { echo f; }; f=1; unset f; f; echo ${f-unset}
f
unset
$ unset 1a; echo no
? >0
@ note not a name; yash and bash go on
$ unset a-b 2>/dev/null; echo no
? >0
@ note as above
$ unset -- x; echo $?
0
$ unset; echo $?
0
@ note without operands: unspecified; silently done
@ skip yash
$ export x=1; unset x; sh -c 'echo ${x-unset}'
unset
$ x=1; (unset x); echo $x
1
$ unset IFS; x='a b'; set -- $x; echo $#
2
$ unset PATH; /bin/echo a
a
$ unset HOME; echo ${HOME-unset}
unset
$ x=1; f() { unset x; }; f; echo ${x-unset}
unset
$ unset OPTIND; OPTIND=1; getopts a o -a; echo $o
a
$ readonly x; unset x; echo no
? >0
! x
$ readonly x; unset -v x; echo no
? >0
$ readonly x; unset y x z; echo no
? >0
$ f() { :; }; readonly f; unset -f f; echo $?
0
