# XCU 2.5 Parameters and Variables

#### positional parameters
$ set -- a b c; echo $1 $2 $3 $#
a b c 3
$ set -- a b c; echo $4
|
$ set -- 1 2 3 4 5 6 7 8 9 ten eleven; echo $10 ${10} ${11} $#
10 ten eleven 11
$ set -- a b; echo $1b ${1}b "$1"b
ab ab ab
$ set -- a b; echo ${01}
a
@ note leading zeros: the digits denote a decimal value
$ set -- a b; shift; echo $1 $#
b 1
$ set --; echo $#
0
$ set a b; set --; echo $#
0
$ set -- -a -b; echo $1 $2
-a -b
$ set a -b; echo $1 $2
a -b
$ set -- ''; echo $#
1
$ f() { echo $1 $#; }; set -- x y; f a b c; echo $1 $#
a 3
x 2
$ f() { set -- p q r; echo $#; }; set -- x; f; echo $#
3
1
$ f() { shift; echo $1; }; set -- x y; f a b; echo $1
b
x
$ $SH -c 'echo $0 $1 $2 $#' name a b
name a b 2
$ $SH -c 'echo $#' name
0
$ $SH -c 'echo "$@"' name 'a  b' c
a  b c
$ $SH -c 'f() { echo $0; }; f x' name
name
$ echo 'echo $0 $1 $#' > f; $SH ./f a b
./f a 2
$ echo 'echo $1 $#' | $SH -s a b
a 2
$ set -- a b c; for x; do echo $x; done
a
b
c
$ set -- a b; (set -- z; echo $1); echo $1
z
a

#### $@ and $*
$ set -- 'a b' c; printf '<%s>' $@; echo
<a><b><c>
$ set -- 'a b' c; printf '<%s>' $*; echo
<a><b><c>
$ set -- a '' b; printf '<%s>' "$@"; echo
<a><><b>
$ set -- a '' b; printf '<%s>' "$*"; echo
<a  b>
$ set -- a b c; IFS=:; echo "$*"
a:b:c
$ set -- a b c; IFS=:-; echo "$*"
a:b:c
$ set -- a b c; IFS=; echo "$*"
abc
$ set -- a b c; unset IFS; echo "$*"
a b c
$ set -- a b c; IFS=xyz; echo "$*"
axbxc
$ set -- a b c; IFS=:; printf '<%s>' "$@"; echo
<a><b><c>
$ set -- a b c; IFS=:; x=$*; echo "$x"
a:b:c
$ set -- a b c; IFS=; x=$*; echo "$x"
abc
$ set -- a b c; IFS=:; case $* in a:b:c) echo yes;; esac
yes
$ set -- 'a b' 'c d'; IFS=; printf '<%s>' $@; echo
<a b><c d>
$ set -- 'a b' 'c d'; IFS=; printf '<%s>' $*; echo
<a b><c d>
$ set -- a '' b; IFS=; printf '<%s>' $@; echo
<a><b>
$ set -- a:b c; IFS=:; printf '<%s>' $@; echo
<a><b><c>
$ set -- a:b c; IFS=:; printf '<%s>' $*; echo
<a><b><c>
$ set -- a b; printf '<%s>' "x$*y"; echo
<xa by>
$ set -- a b; printf '<%s>' x"$@"y; echo
<xa><by>
$ set -- a b; printf '<%s>' "x $@ y"; echo
<x a><b y>
$ set --; printf '<%s>' x"$@"y; echo
<xy>
$ set --; printf '<%s>' "x$*y"; echo
<xy>
$ set --; for x in "$@"; do echo no; done; echo end
end
$ set -- ''; for x in "$@"; do echo "<$x>"; done
<>
$ set -- '' ''; for x in $@; do echo "<$x>"; done; echo end
end
$ set -- '*'; touch a b; echo "$@" $@
* a b
$ set -- a b c; echo "${@}" "${*}"
a b c a b c
$ set -- a b; x="$@"; echo "$x"
a b
$ set -- a b; set -- "$@" c; echo $#:$3
3:c
$ set -- a b; set -- z "$@"; echo $#:$1:$3
3:z:b
$ set -- 'x y'; f() { echo $#; }; f "$@"; f $@; f "$*"
1
2
1
$ set -- a b; echo ${#@} ${#*} ${#} 2>/dev/null
2 2 2
@ note ${#@} and ${#*} are unspecified; 2 is what everything else gives
$ set -- a b; echo "${@:-no}" "${*:-no}"
a b a b
$ set --; echo "${@:-no}" "${*:-no}"
no no
$ set -- ''; printf '<%s>' "${@-no}"; echo
<>
$ set -- a b; printf '<%s>' "${@+yes}"; echo
<yes>
$ set --; printf '<%s>' ${@+"$@"}; echo end
<>end
$ set -- 'a b' c; printf '<%s>' ${@+"$@"}; echo
<a b><c>
$ set -- 'a b' c; printf '<%s>' ${1+"$@"}; echo
<a b><c>
$ set -- 'a b' c; printf '<%s>' "${1+$@}"; echo
<a b><c>
$ set -- 'a b' c; printf '<%s>' "${x-$@}"; echo
<a b><c>
$ set -- 'a b' c; printf '<%s>' ${x-"$@"}; echo
<a b><c>
$ set -- 'a b' c; printf '<%s>' "${x-x$@y}"; echo
<xa b><cy>
$ set -- 'a b' c; printf '<%s>' ${x-$*}; echo
<a><b><c>
$ set -- a b; IFS=:; printf '<%s>' "${x-$*}"; echo
<a:b>

#### special parameters
$ true; echo $?
0
$ false; echo $?
1
$ (exit 7); echo $? $?; echo $?
7 7
0
$ (exit 255); echo $?
255
$ no-such-command-x 2>/dev/null; echo $?
127
$ : > f; ./f 2>/dev/null; echo $?
126
$ false; : $(true); echo $?
0
$ x=$(exit 3); echo $?
3
$ x=1; echo $?
0
$ false; x=1; echo $?
0
$ false; x=$?; echo $x
1
$ false; (echo $?)
1
$ false; echo $(echo $?)
1
$ f() { echo $?; }; false; f
1
$ false; { echo $?; }
1
$ false | true; echo $?
0
$ true | false; echo $?
1
$ ! true; echo $?
1
$ if false; then :; fi; echo $?
0
$ false; if true; then echo $?; fi
0
$ while false; do :; done; echo $?
0
$ for x in; do false; done; echo $?
0
$ case a in b) false;; esac; echo $?
0
$ false; case a in a) echo $?;; esac
1
$ false; for x in $?; do echo $x; done
1
$ f() { :; }; false; f() { :; }; echo $?
0
$ [ $$ -gt 0 ] && echo yes
yes
$ x=$$; (test $$ = $x && echo same)
same
$ x=$$; test $(echo $$) = $x && echo same
same
$ x=$$; { echo $$ | grep -q "^$x\$"; } && echo same
same
$ $SH -c 'echo $$' > f; [ "$(cat f)" != $$ ] && echo other
other
$ [ "$($SH -c 'echo $PPID')" -gt 0 ] && echo yes
yes
$ x=$PPID; (test $PPID = $x && echo same)
same
$ $SH -c 'echo $PPID; :' > f; [ "$(cat f)" = $$ ] && echo mine
mine
$ true & x=$!; wait $x; [ $x -gt 0 ] && echo yes
yes
$ true & x=$!; true & y=$!; [ $x != $y ] && echo other; wait
other
$ echo "${!-none}"
none
$ set -u; echo ${!-none}
none
$ true & x=$!; : $(true); (true); [ $! = $x ] && echo same; wait
same
$ true & x=$!; (test $! = $x) && echo same; wait
same
$ case $- in *i*) echo yes;; *) echo no;; esac
no
$ set -e; case $- in *e*) echo yes;; esac
yes
$ set -f; case $- in *f*) echo yes;; esac
yes
$ set -u -C; case $- in *C*u*|*u*C*) echo yes;; esac
yes
$ set -a; x=$-; set +a; case $x in *a*) case $- in *a*) ;; *) echo yes;; esac;; esac
yes
$ $SH -e -c 'case $- in *e*) echo yes;; esac'
yes
$ $SH -c 'case $- in *c*|*) echo "${-:+}";; esac'
|
$ set -e; set +e; case $- in *e*) echo yes;; *) echo no;; esac
no
$ $SH -uf -c 'case $- in *u*) case $- in *f*) echo yes;; esac;; esac'
yes
$ echo "$-" | grep -q '[[:space:]]' || echo none
none

#### variables
$ a=1; echo $a
1
$ a=1 b=2; echo $a$b
12
$ a=; echo "<$a>"
<>
$ echo "<$unset>"
<>
$ a=1; a=2; echo $a
2
$ a=1; b=$a; a=2; echo $b
1
$ a=x b=$a c=$b; echo $c
x
$ _a=1; echo $_a
1
$ a1_B=1; echo $a1_B
1
$ a=1; echo $ab ${a}b
1b
$ a=1; echo $a-b $a.b $a/b $a:b
1-b 1.b 1/b 1:b
$ 1a=2 2>/dev/null || echo no
no
$ a-b=2 2>/dev/null || echo no
no
$ a=b=c; echo $a
b=c
$ a==; echo $a
=
$ a='b c'; b=$a; echo "$b"
b c
$ a='*'; b=$a; echo "$b"
*
$ touch x; a=*; echo "$a"
*
$ a=`echo 'x  y'`; echo "$a"
x  y
$ a=$(echo 'x  y'); echo "$a"
x  y
$ a="1
> 2"; echo "$a"
1
2
$ a=1; unset a; echo "${a-unset}"
unset
$ a=1; (a=2); echo $a
1
$ a=1; { a=2; }; echo $a
2
$ a=1; f() { a=2; }; f; echo $a
2
$ a=1; echo x | while read y; do a=$y; done; echo $a
1
@ note whether the last command of a pipeline runs in the current environment is unspecified; of these shells mksh alone does it
$ A=1 sh -c 'echo $A'
1
$ A=1; sh -c 'echo ${A-unset}'
unset
$ A=1; export A; sh -c 'echo $A'
1
$ export A=1; A=2; sh -c 'echo $A'
2
$ export A=1; unset A; sh -c 'echo ${A-unset}'
unset
$ export A=1; unset A; A=2; sh -c 'echo ${A-unset}'
unset
$ A=2 sh -c 'A=3; :'; echo ${A-unset}
unset
$ env A=5 $SH -c 'A=6; sh -c "echo \$A"'
6
$ env 'a.b=1' $SH -c 'env' | grep '^a\.b='
a.b=1
@ note POSIX: names that are no variables may stay in the environment; dash keeps them, product.md demands it
$ env X='a
> b' $SH -c 'printf "%s\n" "$X"'
a
b
$ env X= $SH -c 'echo "${X-unset}"'
|
$ env -i $SH -c 'echo ok'
ok
$ x=$(printf '\377\376'); printf %s "$x" | od -An -tx1
| ff fe
$ env "X=$(printf 'a\377b')" $SH -c 'printf %s "$X"' | od -An -tx1
| 61 ff 62
$ x=é; echo ${#x}
1
@ note dash counts bytes; the standard says characters
$ x=aéb; echo "${x#a}"
éb

#### the variables the shell sets and uses
$ echo "$IFS" | od -An -c | tr -d '\n '; echo
\t\n\n
$ IFS=' 	
> '; x=${#IFS}; echo $x
3
$ echo $OPTIND
1
$ [ "$PWD" = "$(pwd)" ] && echo yes
yes
$ cd /; echo $PWD
/
$ cd /usr; cd /; echo $OLDPWD
/usr
$ env IFS=x $SH -c 'a=1x2; echo $a'
1x2
@ note IFS is set to the default when the shell is invoked, whatever the environment says
$ env PPID=1 $SH -c '[ $PPID != 1 ] && echo right' 2>/dev/null || echo right
right
$ env OPTIND=5 $SH -c 'echo $OPTIND'
1
$ env PS4=x $SH -c 'echo "$PS4"'
x
$ echo "[$PS4]"
[+ ]
$ PS4='> '; set -x; : a
! ^> : a
$ x=1; PS4='$x+'; set -x; : a
! ^1\+: a
$ echo $LINENO
1
$ echo a
> echo $LINENO
a
2
$ echo a; :
>
>
> echo $LINENO
a
4
$ if true; then
> echo $LINENO
> fi
2
$ (
> echo $LINENO
> )
2
$ cat <<E
> a
> E
> echo $LINENO
a
4
$ echo a \
> b
> echo $LINENO
a b
3
$ x='
> '
> echo $LINENO
3
$ echo $((LINENO+1))
2
$ while :; do
>   echo $LINENO; break
> done
2
$ LINENO=x; unset LINENO; echo "${LINENO-gone}"
gone
$ unset PWD; cd /; echo $PWD
/
$ env ENV=/nonexistent $SH -c 'echo ok'
ok
$ echo 'echo bad' > env; ENV=$PWD/env $SH -c 'echo ok'
ok
$ PATH=/nonexistent; ls 2>/dev/null; echo $?
127
$ mkdir d; printf '#!/bin/sh\necho mine\n' > d/ls; chmod +x d/ls; PATH=$PWD/d:$PATH; ls
mine
$ mkdir d; printf '#!/bin/sh\necho mine\n' > d/prog-x; chmod +x d/prog-x; PATH=$PWD/d:$PATH prog-x
mine
$ printf '#!/bin/sh\necho mine\n' > prog-x; chmod +x prog-x; PATH=:$PATH; prog-x
mine
$ printf '#!/bin/sh\necho mine\n' > prog-x; chmod +x prog-x; PATH=/nonexistent:; prog-x
mine
$ printf '#!/bin/sh\necho mine\n' > prog-x; chmod +x prog-x; PATH=/nonexistent::/x; prog-x
mine
$ printf '#!/bin/sh\necho mine\n' > prog-x; chmod +x prog-x; PATH=/usr/bin; prog-x 2>/dev/null; echo $?
127
