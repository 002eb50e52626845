# XCU 2.9.4 Compound Commands, 2.9.5 Function Definition Command; 2.4 Reserved Words

#### grouping
$ { echo a; echo b; }
a
b
$ { echo a; } ; echo b
a
b
$ {
> echo a
> }
a
$ { { echo a; }; }
a
$ { { echo a; } }
a
$ { (echo a) }
a
$ { false; }; echo $?
1
$ { x=1; }; echo $x
1
$ { cd /; }; pwd
/
$ { exit 3; }; echo no
? 3
$ (echo a; echo b)
a
b
$ (exit 3); echo $?
3
$ (false; true); echo $?
0
$ (x=1); echo ${x-unset}
unset
$ x=1; (x=2; echo $x); echo $x
2
1
$ (cd /); [ "$PWD" != / ] && echo same
same
$ (f() { echo a; }; f); f 2>/dev/null; echo $?
a
127
$ f() { echo 1; }; (f() { echo 2; }; f); f
2
1
$ (set -e); case $- in *e*) echo no;; *) echo yes;; esac
yes
$ set -- a b; (shift; echo $1); echo $1
b
a
$ (umask 077); umask
0022
$ (exec 3>f); { echo a >&3; } 2>/dev/null || echo closed
closed
$ (unset HOME); [ "$HOME" ] && echo kept
kept
$ ( (echo a) )
a
$ ( (exit 3) ); echo $?
3
$ (echo a;)
a
$ (
> echo a
> )
a
$ (echo a) > f; cat f
a
$ ((echo a) | cat)
a
@ note (( may be arithmetic as an extension
$ (trap 'echo t' EXIT); echo a
t
a
$ trap 'echo t' EXIT; (echo a); echo b
a
b
t
$ (exit); echo $?
0
$ false; (exit); echo $?
1
$ (return 3) 2>/dev/null; echo on
on
$ f() { (return 3); echo $?; }; f
3
$ for i in 1 2; do (break) 2>/dev/null; echo $i; done
1
2
$ for i in 1 2; do (continue; echo no) 2>/dev/null; echo $i; done
1
2
@ note what continue does in a subshell of a loop is not said; no outer loop is left

#### if
$ if true; then echo a; fi; echo $?
a
0
$ if false; then echo a; fi; echo $?
0
$ if false; then echo a; else echo b; fi
b
$ if true; then echo a; else echo b; fi
a
$ if false; then echo a; elif true; then echo b; fi
b
$ if false; then echo a; elif false; then echo b; else echo c; fi
c
$ if false; then echo a; elif false; then echo b; elif true; then echo c; else echo d; fi
c
$ if true; then echo a; elif echo no; then echo b; fi
a
$ if false; then :; elif false; then :; fi; echo $?
0
$ if true; then false; fi; echo $?
1
$ if false; then :; else (exit 3); fi; echo $?
3
$ if (exit 3); then :; else echo $?; fi
3
$ if false; then :; elif (exit 4); then :; else echo $?; fi
4
$ if true; false; then echo a; else echo b; fi
b
$ if false; true; then echo a; else echo b; fi
a
$ if ! false; then echo a; fi
a
$ if true && false; then echo a; else echo b; fi
b
$ if echo a | grep -q a; then echo yes; fi
yes
$ if [ a = a ]; then echo yes; fi
yes
$ if x=$(false); then echo yes; else echo no $?; fi
no 1
$ if if true; then false; fi; then echo a; else echo b; fi
b
$ if true; then if false; then echo a; else echo b; fi; fi
b
$ if { true; }; then echo a; fi
a
$ if (false); then echo a; else echo b; fi
b
$ if true; then x=1; fi; echo $x
1
$ if x=1; then echo $x; fi
1
$ if true; then :; fi && echo a
a
$ if true; then echo a; fi | cat
a
$ if true
> then echo a
> fi
a
$ if true; then
>   echo a
> elif false; then
>   echo b
> else
>   echo c
> fi
a
$ if true; then { echo a; } fi
a
$ if true; then (echo a) fi
a
$ if (true) then echo a; fi
a
$ if { true; } then echo a; fi
a

#### for
$ for x in a b c; do echo $x; done
a
b
c
$ for x in; do echo $x; done; echo $?
0
$ for x in a; do false; done; echo $?
1
$ for x in a b; do [ $x = a ]; done; echo $?
1
$ for x in a b; do [ $x = b ]; done; echo $?
0
$ set -- a b; for x; do echo $x; done
a
b
$ set -- a b; for x do echo $x; done
a
b
$ set -- a b; for x
> do echo $x; done
a
b
$ set -- 'a b' c; for x; do echo "<$x>"; done
<a b>
<c>
$ set -- 'a b' c; for x in "$@"; do echo "<$x>"; done
<a b>
<c>
$ set -- 'a b' c; for x in $@; do echo "<$x>"; done
<a>
<b>
<c>
$ set --; for x; do echo no; done; echo $?
0
$ for x in a b; do echo $x; done; echo $x
a
b
b
$ x=1; for x in; do :; done; echo $x
1
$ for x in a b; do for y in 1 2; do echo $x$y; done; done
a1
a2
b1
b2
$ for x in a b; do for x in 1; do :; done; echo $x; done
1
1
$ y='a b'; for x in $y; do echo $x; done
a
b
$ y='a b'; for x in "$y"; do echo $x; done
a b
$ for x in $(echo a b); do echo $x; done
a
b
$ touch f1 f2; for x in f*; do echo $x; done
f1
f2
$ for x in f*; do echo $x; done
f*
$ for x in 'a b' "c d" e\ f; do echo "<$x>"; done
<a b>
<c d>
<e f>
$ for x in do done in; do echo $x; done
do
done
in
$ for in in a; do echo $in; done
a
$ for do in a; do echo $do; done
a
$ for if in a; do echo $if; done
a
$ for x in $((1+1)) ${y-z}; do echo $x; done
2
z
$ for x in a; do x=b; echo $x; done
b
$ y='a b'; for x in $y; do y=c; echo $x; done
a
b
$ for x in a b; do echo $x; done | cat
a
b
$ for x in a b; do echo $x; done > f; cat f
a
b
$ for x in a b; do :; done && echo $x
b
$ for x in a
> do
> echo $x
> done
a
$ for x in a \
> b; do echo $x; done
a
b
$ for x in a b; do { echo $x; } done
a
b
$ for x in 1 2 3 4 5 6 7 8 9 10; do :; done; echo $x
10
$ for _x1 in a; do echo $_x1; done
a
$ f() { for x; do echo $x; done; }; f 1 2
1
2
$ f() { for x; do set -- z; echo $x; done; }; f 1 2
1
2
$ for x in a; do (x=b); echo $x; done
a
$ for x-y in a; do :; done
? >0
$ for $x in a; do :; done
? >0

#### while, until
$ x=0; while [ $x -lt 3 ]; do echo $x; x=$((x+1)); done
0
1
2
$ x=0; until [ $x -ge 3 ]; do echo $x; x=$((x+1)); done
0
1
2
$ while false; do echo no; done; echo $?
0
$ until true; do echo no; done; echo $?
0
$ x=0; while [ $x -lt 1 ]; do x=1; (exit 3); done; echo $?
3
$ x=0; until [ $x = 1 ]; do x=1; (exit 3); done; echo $?
3
$ while (exit 5); do :; done; echo $?
0
$ x=0; while x=$((x+1)); [ $x -lt 3 ]; do echo $x; done
1
2
$ while true; do echo a; break; done
a
$ while :; do while :; do break 2; done; done; echo a
a
$ while true; false; do echo no; done
$ x=0; while [ $x -lt 3 ]
> do
> x=$((x+1))
> done
> echo $x
3
$ printf 'a\nb\n' | while read x; do echo "<$x>"; done
<a>
<b>
$ while read x; do echo "<$x>"; done < /dev/null; echo $?
0
$ while read x; do echo "<$x>"; done <<E
> a
> E
<a>
$ x=0; while [ $x -lt 2 ]; do y=0; while [ $y -lt 2 ]; do echo $x$y; y=$((y+1)); done; x=$((x+1)); done
00
01
10
11
$ while ! true; do :; done; echo a
a
$ until false || true; do echo no; done; echo a
a
$ x=0; while [ $x -lt 2000 ]; do x=$((x+1)); done; echo $x
2000
$ while { false; } do :; done; echo a
a

#### break, continue
$ for x in a b c; do [ $x = b ] && break; echo $x; done
a
$ for x in a b c; do [ $x = b ] && continue; echo $x; done
a
c
$ for x in a b; do for y in 1 2; do [ $y = 2 ] && break; echo $x$y; done; done
a1
b1
$ for x in a b; do for y in 1 2; do [ $y = 2 ] && break 2; echo $x$y; done; done
a1
$ for x in a b; do for y in 1 2; do [ $y = 1 ] && continue; echo $x$y; done; done
a2
b2
$ for x in a b; do for y in 1 2; do [ $y = 2 ] && continue 2; echo $x$y; done; echo no; done
a1
b1
$ for x in a b; do break 5; done; echo $x
a
@ note a number above the depth of loops: the outermost
$ for x in a b; do continue 5; echo no; done; echo $x
b
$ for x in a b; do for y in a b; do continue 5; echo no; done; echo no; done; echo $x$y
ba
$ for x in a; do break; done; echo $?
0
$ for x in a; do false; break; done; echo $?
0
$ for x in a; do false; continue; done; echo $?
0
$ while :; do break; done; echo $?
0
$ while break; do echo no; done; echo a
a
$ x=0; while x=$((x+1)); [ $x -lt 3 ] || break; do echo $x; done; echo end
1
2
end
$ until break; do echo no; done; echo a
a
$ for x in a b; do if true; then break; fi; echo no; done; echo $x
a
$ for x in a b; do case a in a) break;; esac; echo no; done; echo $x
a
$ for x in a b; do { break; }; echo no; done; echo $x
a
$ for x in a b; do true && break; echo no; done; echo $x
a
$ for x in a b; do false || continue; echo no; done; echo $x
b
$ for x in a b; do ! break; echo no; done; echo $x
a
$ for x in a b; do eval break; echo no; done; echo $x
a
$ for x in a b; do eval 'continue; echo no'; echo no; done; echo $x
b
$ for x in a b; do command break; echo no; done; echo $x
a
$ for x in a b; do break > /dev/null; echo no; done; echo $x
a
$ for x in a b; do X=1 break; echo no; done; echo $x$X
a1
$ echo break > f; for x in a b; do . ./f; echo no; done; echo $x
a
@ note a dot script within a loop: dash, bash, mksh break the loop; the standard says that of loops that enclose lexically the effect is unspecified
$ for x in a b; do break 0; done 2>/dev/null; echo no
? >0
@ note n has to be 1 or more; break is special and the error ends the shell
$ for x in a b; do break x; done 2>/dev/null; echo no
? >0
@ note as above; bash goes on
$ for x in a b; do continue -1; done 2>/dev/null; echo no
? >0
@ note as above
$ for x in a b; do break 1; done; echo $x
a
$ for x in a b; do n=1; break $n; done; echo $x
a
$ break 2>/dev/null; echo on
on
@ note outside of a loop: unspecified; all rivals go on
$ f() { break; echo in; }; for x in a b; do f; echo $x; done 2>/dev/null | tail -n 1
b
@ note break in a function does not lexically lie in the loop; unspecified: bash, yash ignore it, dash and mksh break
$ for x in a b; do while :; do break; done; echo $x; done
a
b
$ x=0; while [ $x -lt 5 ]; do x=$((x+1)); [ $x = 3 ] && continue; echo $x; done
1
2
4
5
$ x=0; until [ $x = 3 ]; do x=$((x+1)); continue; echo no; done; echo $x
3
$ for x in a b; do echo $x | while read y; do break; done; echo $y$x; done
a
b
$ while :; do (exit 3); break; done; echo $?
0
$ trap 'echo t' EXIT; while :; do break; done
t

#### case
$ case a in a) echo yes;; esac
yes
$ case a in b) echo no;; a) echo yes;; esac
yes
$ case a in a) echo 1;; a) echo 2;; esac
1
$ case a in b) echo no;; esac; echo $?
0
$ case a in a) false;; esac; echo $?
1
$ case a in a) ;; esac; echo $?
0
$ false; case a in a) ;; esac; echo $?
0
$ false; case a in b) ;; esac; echo $?
0
$ case a in esac; echo $?
0
$ case a in a|b) echo yes;; esac
yes
$ case b in a|b) echo yes;; esac
yes
$ case c in a | b | c ) echo yes;; esac
yes
$ case a in (a) echo yes;; esac
yes
$ case a in (a|b) echo yes;; (c) echo no;; esac
yes
$ case a in a) echo yes; esac
yes
$ case a in a) echo yes
> esac
yes
$ case a in *) echo yes;; esac
yes
$ case a in b) echo no;; *) echo yes;; esac
yes
$ case a in
> a) echo x; echo y;;
> b) echo z;;
> esac
x
y
$ case a in a)
> echo yes
> ;;
> esac
yes
$ case $x in '') echo empty;; esac
empty
$ x='a b'; case $x in 'a b') echo yes;; esac
yes
$ x='a b'; case $x in a\ b) echo yes;; esac
yes
$ x='*'; case $x in a) echo no;; '*') echo yes;; esac
yes
$ case $(echo a) in a) echo yes;; esac
yes
$ case `echo a` in a) echo yes;; esac
yes
$ case $((1+1)) in 2) echo yes;; esac
yes
$ case "a" in 'a') echo yes;; esac
yes
$ case a$x in a) echo yes;; esac
yes
$ x=a; case a in $x) echo yes;; esac
yes
$ x=a; case $x in "$x") echo yes;; esac
yes
$ case if in if) echo yes;; esac
yes
$ case in in in) echo yes;; esac
yes
$ case esac in (esac) echo yes;; esac
yes
$ case esac in a|esac) echo yes;; esac
yes
$ case do in do) echo yes;; esac
yes
$ case a in a) case b in b) echo yes;; esac;; esac
yes
$ case a in a) if true; then echo yes; fi;; esac
yes
$ case a in a) for x in 1 2; do echo $x; done;; esac
1
2
$ case a in a) (echo yes);; esac
yes
$ case a in a) echo yes;; esac | cat
yes
$ case a in a) echo yes & wait;; esac
yes
$ case a in a) x=1;; esac; echo $x
1
$ case ${x=a} in a) echo $x;; esac
a
$ case a in $(echo no >&2; echo b)) echo no;; a) echo yes;; esac
yes
! no
$ case a in a) echo yes;; $(echo no >&2)) ;; esac
yes
!
$ case a in b|$(echo a)) echo yes;; esac
yes
$ case a in a) echo 1 ;& b) echo 2 ;; c) echo 3 ;; esac
1
2
@ note ;& is new in Issue 8; dash has it not
$ case a in a) echo 1 ;& b) echo 2 ;& c) echo 3 ;; d) echo 4;; esac
1
2
3
$ case a in a) echo 1 ;& esac
1
$ case a in b) echo no ;& a) echo yes ;& esac
yes
$ case a in a) ;& b) echo 2;; esac
2
$ case a in a) (exit 3) ;& b) echo $?;; esac
3
$ case a
> in
> a) echo yes;;
> esac
yes
$ case -a in -a) echo yes;; esac
yes
$ case a in a) echo yes;; esac; case b in b) echo too;; esac
yes
too
$ case '' in "") echo yes;; esac
yes
$ case "$*" in '') echo none;; esac
none
$ set a b; case "$*" in 'a b') echo yes;; esac
yes
$ set a b; case $* in 'a b') echo yes;; esac
yes
$ set a b; case "$@" in 'a b') echo yes;; esac
yes
@ note "$@" where fields are not made joins with a blank

#### functions
$ f() { echo a; }; f
a
$ f () { echo a; }; f
a
$ f() (echo a); f
a
$ f() if true; then echo a; fi; f
a
$ f() for x in a b; do echo $x; done; f
a
b
$ f() while :; do echo a; break; done; f
a
$ f() case $1 in a) echo yes;; esac; f a
yes
$ f()
> {
> echo a
> }
> f
a
$ f() { echo $1 $2 $#; }; f x y
x y 2
$ f() { echo $0; }; $SH -c 'f() { echo $0; }; f a' name
name
$ f() { return 3; }; f; echo $?
3
$ f() { return; }; false; f; echo $?
1
$ f() { false; return; }; f; echo $?
1
$ f() { false; }; f; echo $?
1
$ f() { return 0; echo no; }; f
$ f() { return 255; }; f; echo $?
255
$ f() { x=1; }; f; echo $x
1
$ f() { set -- a b; echo $#; }; set -- x; f; echo $# $1
2
1 x
$ f() { shift; echo $*; }; f a b c
b c
$ f() { echo "$@"; }; f 'a  b' c
a  b c
$ f() { g; }; g() { echo g; }; f
g
$ f() { f2() { echo in; }; }; f; f2
in
$ f() { f() { echo 2; }; echo 1; }; f; f
1
2
$ f() { echo 1; }; f() { echo 2; }; f
2
$ f() { echo f; }; unset -f f; f 2>/dev/null; echo $?
127
$ f() { [ $1 = 0 ] || { echo $1; f $(($1-1)); }; }; f 3
3
2
1
$ f() { [ $1 -le 1 ] && { echo 1; return; }; echo $(($1 * $(f $(($1-1))))); }; f 10
3628800
$ f() { exit 4; }; f; echo no
? 4
$ f() { (exit 4); }; f; echo $?
4
$ f() { return 3; }; f || echo $?
3
$ f() { return 3; }; if f; then :; else echo $?; fi
3
$ f() { return $1; }; f 7; echo $?
7
$ f() { return $(($1+1)); }; f 7; echo $?
8
$ f() { for x in 1 2; do return 5; done; echo no; }; f; echo $?
5
$ f() { while :; do return 5; done; }; f; echo $?
5
$ f() { case a in a) return 5;; esac; echo no; }; f; echo $?
5
$ f() { if true; then return 5; fi; echo no; }; f; echo $?
5
$ f() { { return 5; }; echo no; }; f; echo $?
5
$ f() { eval 'return 5'; echo no; }; f; echo $?
5
$ f() { true && return 5; echo no; }; f; echo $?
5
$ f() { ! return 5; echo no; }; f; echo $?
5
@ note what ! makes of the status is not said by all alike: the function has returned
$ f() { echo a | return 5; echo on; }; f
on
$ f() { return 3 > f; }; f; echo $?
3
$ f() { command return 3; echo no; }; f; echo $?
3
$ echo 'return 3; echo no' > s; f() { . ./s; echo $?; }; f
3
$ f() { echo a; return; echo no; }; f | cat
a
$ f() { echo $x; }; x=1; f; x=2; f
1
2
$ f() { cat; }; echo a | f
a
$ f() { cat; }; f < /dev/null; echo $?
0
$ f() { echo a; } > /dev/null; f; echo b
b
$ f() { echo a; echo b >&2; } 2>&1; f
a
b
$ f() { echo $# ; }; f ''; f; f "$@"; f '' ''
1
0
0
2
$ f=1; f() { echo f; }; echo $f; f
1
f
$ f=1; f() { echo f; }; unset f; f
f
$ f=1; f() { echo f; }; unset -v f; f; echo ${f-unset}
f
unset
$ f=1; f() { echo f; }; unset -f f; echo $f
1
$ _f1() { echo a; }; _f1
a
$ f() { :; }; echo $?
0
$ false; f() { :; }; echo $?
0
$ f() { echo a; } && echo b; f
b
a
$ if() { echo no; }
? >0
$ f() echo a
? >0
@ note the body has to be a compound command
$ f() { echo $x; }; for x in 1 2; do f; done
1
2
$ f() { trap 'echo t' EXIT; }; f; echo a
a
t
@ note an EXIT trap set in a function is the shell's; in yash and POSIX as here, zsh differs
$ f() { cd /; }; f; pwd
/
$ f() { PATH=/nonexistent; }; f; echo $PATH
/nonexistent
$ x=f; f() { echo a; }; $x
a
$ 'f'() { echo a; } 2>/dev/null
? >0
@ note the name has to be a plain NAME; mksh and bash are lax
$ f() { echo 1; return 2; echo 3; }; x=$(f); echo $? $x
2 1
$ f() { :; }; f() { echo new; }; (f); f
new
new
$ f() { echo "$1"; shift; [ $# = 0 ] || f "$@"; }; f a b c
a
b
c
$ f() { echo in; unset -f f; echo still; }; f; f 2>/dev/null; echo $?
in
still
127
$ f() { f() { echo second; }; echo first; }; f; f
first
second
$ i=0; while [ $i -lt 1500 ]; do eval "f$i() { n=\$((n + $i)); }"; i=$((i+1)); done; i=0; while [ $i -lt 1500 ]; do f$i; i=$((i+3)); done; echo $n; unset -f f900; f900 2>/dev/null; echo $?; (f3; f1497; echo $n)
374250
127
375750

#### reserved words are words of a command's beginning alone, and not when quoted
$ echo if then else elif fi do done case esac while until for in { } !
if then else elif fi do done case esac while until for in { } !
$ \if 2>/dev/null; echo $?
127
$ 'while' 2>/dev/null; echo $?
127
$ x=if; $x 2>/dev/null; echo $?
127
$ i"f" 2>/dev/null; echo $?
127
$ if=1; echo $if
1
$ for=1 in=2; echo $for $in
1 2
$ X=1 if true; then :; fi
? >0
$ > f if true; then :; fi 2>/dev/null
? >0
$ echo a; { echo b; }
a
b
$ {
> echo a; }
a
$ ! { false; } && echo a
a
$ (! false) && echo a
a
$ if ! { false; }; then echo a; fi
a
$ while ! true; do :; done; echo a
a
$ do=a; echo $do
a
$ echo done; for x in a; do echo do; done
done
do
$ true; then
? >0
$ true && { echo a; }
a
$ true || { echo a; }; echo b
b
$ true & { wait; echo a; }
a
$ case in in in) echo a;; esac
a
$ case a in (a) { echo b; } esac
b
