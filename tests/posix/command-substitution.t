# XCU 2.6.3 Command Substitution

#### what is written replaces it, less the newlines at its end
$ echo $(echo a) `echo b`
a b
$ x=$(echo a); echo "<$x>"
<a>
$ x=$(printf 'a\n\n\n'); echo "<$x>"
<a>
$ x=$(printf '\n\na'); echo "<$x>"
<
|
a>
$ x=$(printf 'a\nb\n'); echo "$x"
a
b
$ x=$(printf 'a\n\nb\n\n'); echo "$x"
a
|
b
$ x=$(printf '\n\n'); echo "<$x>"
<>
$ x=$(printf ' a \n'); echo "<$x>"
< a >
$ x=$(printf 'a \n \n'); printf '<%s>' "$x"
<a 
% >
$ x=$(:); echo "<$x>"
<>
$ x=$(); echo "<$x>"
<>
$ x=$( ); echo "<$x>"
<>
$ x=``; echo "<$x>"
<>
$ x=$(
> ); echo "<$x>"
<>
$ x=$(# comment
> echo a); echo $x
a
$ echo $(echo a; echo b)
a b
$ echo "$(echo a; echo b)"
a
b
$ echo $(echo a
> echo b)
a b
$ echo a$(echo b)c
abc
$ echo a`echo b`c
abc
$ echo $(echo a)$(echo b)
ab
$ echo "a$(echo b)c"
abc
$ printf '<%s>' $(echo 'a b' c); echo
<a><b><c>
$ printf '<%s>' "$(echo 'a  b' c)"; echo
<a  b c>
$ touch f1 f2; echo $(echo 'f*')
f1 f2
$ touch f1 f2; echo "$(echo 'f*')"
f*
$ echo $(echo '$HOME ~ `x` "a"')
$HOME ~ `x` "a"
$ IFS=:; printf '<%s>' $(echo a:b); echo
<a><b>
$ $(echo echo a)
a
$ $(echo echo) a
a
$ `echo echo a`
a
$ $(:) echo a
a
$ x=$(cat <<E
> a
> b
> E
> ); echo "$x"
a
b
$ x=$(cat <<'E'
> $a )
> E
> ); echo "$x"
$a )
$ echo $(cat) < /dev/null
|
$ printf 'a\0b' > f; x=$(cat f 2>/dev/null) 2>/dev/null; echo ${#x}
2
@ note with a null byte the result is unspecified; all rivals drop it
$ x=$(printf '%0100000d' 1); echo ${#x}
100000
$ x=$(i=0; while [ $i -lt 3000 ]; do echo line $i; i=$((i+1)); done); echo ${#x}
28889

#### exit status
$ x=$(exit 3) $(exit 4); echo $?; x=$(false) $(true); echo $?; x=$(true) $(false); echo $?
3
1
0
$ x=$(false); echo $?
1
$ x=$(exit 5); echo $?
5
$ x=$(true); echo $?
0
$ x=$(exit 3) y=$(exit 4); echo $?
4
$ x=$(exit 3) y=4; echo $?
3
$ $(exit 3); echo $?
3
$ $(exit 3) $(exit 4); echo $?
4
$ : $(exit 3); echo $?
0
$ echo $(exit 3); echo $?
|
0
$ x=$(exit 3) true; echo $?
0
$ > $(echo f) ; echo $?
0
$ `exit 4`; echo $?
4
$ ''; [ $? = 127 ] && echo yes
yes
! .
$ x=`false` || echo no
no
$ if x=$(false); then echo no; else echo else; fi
else
$ while x=$(exit 1); do echo no; done; echo $?
0
$ ! x=$(false); echo $?
0
$ false; x=$(echo $?); echo $x
1
$ readonly x=$(exit 3); echo $?
0
$ export x=$(exit 3); echo $?
0
$ set -e; x=$(false); echo no
? 1
$ set -e; echo $(false) a; echo b
a
b
$ x=$(no-such-command-x 2>/dev/null); echo $?
127

#### its environment is a subshell's
$ x=1; y=$(x=2; echo $x); echo $x $y
1 2
$ y=$(cd /; pwd); [ "$PWD" != / ] && echo $y
/
$ set -- a; y=$(set -- b c; echo $#); echo $# $y
1 2
$ y=$(f() { echo f; }; f); f 2>/dev/null; echo $y $?
f 127
$ f() { echo 1; }; y=$(f() { echo 2; }; f); f; echo $y
1
2
$ y=$(exit 0; echo no); echo "<$y>"
<>
$ y=$(set -f; echo *); touch a; echo "$y" *
|* a
$ y=$(umask 077; umask); umask 022; echo $(umask)
0022
$ x=1; y=$(unset x; echo ${x-unset}); echo $x $y
1 unset
$ y=$(readonly x=1; echo $x); x=2; echo $x $y
2 1
$ y=$(exec echo a; echo no); echo $y
a
$ y=$(trap 'echo t' EXIT; echo a); echo $y
a t
$ y=$(alias a='echo b'; echo ok); echo $y
ok
$ y=$(export X=1; sh -c 'echo $X'); echo $y ${X-unset}
1 unset
$ f() { y=$(return 3; echo no); echo $?; }; f
3
$ for i in 1 2; do x=$(echo $i; break; echo no) 2>/dev/null; echo $x; done
1
2
$ y=$(exec 3>f; echo a >&3); cat f; echo b 2>/dev/null >&3 || echo closed
a
closed
$ y=$(getopts a z -a; echo $OPTIND); echo $y $OPTIND
2 1

#### nested
$ echo $(echo $(echo a))
a
$ echo $(echo `echo a`)
a
$ echo `echo $(echo a)`
a
$ echo `echo \`echo a\``
a
$ echo `echo \`echo \\\`echo a\\\`\``
a
$ echo "$(echo "$(echo "a  b")")"
a  b
$ echo "`echo "a  b"`"
a  b
$ echo "`echo \"a  b\"`"
a  b
$ echo $(echo "$(echo ')')")
)
$ x=$(echo "$(echo '"')"); echo "$x"
"
$ echo $(echo $((1+1)))
2
$ echo $(echo ${x-$(echo a)})
a
$ echo "${x-"$(echo "a  b")"}"
a  b

#### the end of $( ) is found by parsing
$ echo $(echo ')')
)
$ echo $(echo ")")
)
$ echo $(echo \))
)
$ echo $(case a in (a) echo yes;; esac)
yes
$ echo $(case a in a) echo yes;; esac)
yes
$ echo $(case a in a) echo yes;; (b) echo no;; c) ;; esac; echo end)
yes end
$ echo $(
> case a in
>   b) echo no ;;
>   a) echo yes ;;
> esac
> )
yes
$ echo $(echo a # comment )
> )
a
$ echo $(echo a # it's
> )
a
$ echo $(# ) " '
> echo a)
a
$ echo $(f() { echo a; }; f)
a
$ echo $( (echo a) )
a
$ echo $( (echo a); (echo b) )
a b
$ echo $(for x in a b; do echo $x; done)
a b
$ echo $(if true; then echo a; fi)
a
$ echo $({ echo a; })
a
$ echo $(echo 'a
> b')
a b
$ echo $(cat <<E
> )
> E
> )
)
$ echo $(cat <<\)
> a
> )
> )
a
$ echo "$(cat <<E
> it's "a
> E
> )"
it's "a
$ echo $(echo a;)
a
$ echo $(echo a &) 
a
$ echo $(echo a |
> cat)
a
$ echo $(echo esac)
esac
$ echo "$(echo "a)b")"
a)b
$ echo "$(echo 'a)b')"
a)b
$ x="$(printf '%s' "a
> b")"; echo "$x"
a
b
$ echo $(echo a)b$(echo c)
abc
$ x=$(echo a) y=$(echo b); echo $x$y
ab
$ echo $(true; false; echo $?)
1

#### backquotes and backslashes
$ echo `echo '$x'`
$x
$ echo `echo \$HOME`| grep -q / && echo home
home
$ x=v; echo `echo \$x`
v
$ x=v; echo `echo \\$x`
$x
$ x=v; echo `echo '\$x'`
$x
$ x=v; echo "`echo '\$x'`"
$x
$ printf '%s\n' `printf '%s' 'a\\b'`
a\b
$ printf '%s\n' `printf '%s' \\\\\\\\a`
\\a
$ printf '%s\n' "`printf '%s' \\\\\\\\a`"
\\a
$ printf '%s\n' `printf '%s' 'a\nb'`
a\nb
$ echo `echo "a\"b"`
a"b
$ echo "`echo 'a"b'`"
a"b
$ echo `echo a\
> b`
ab
$ x=`echo 'a
> b'`; echo "$x"
a
b
$ echo `# comment`a
a
$ echo `echo a # comment`b
ab
$ echo `echo ')'` `echo '('`
) (
$ echo `case a in a) echo y;; esac`
y
$ echo `cat <<E
> a
> E
> `b
ab

#### standard input and the rest of the descriptors are the shell's
$ echo in | { x=$(cat); echo $x; }
in
$ printf 'a\nb\n' | { read x; y=$(cat); echo $x:$y; }
a:b
$ { x=$(echo err >&2); } 2>f; cat f
err
$ exec 3>f; x=$(echo a >&3); exec 3>&-; cat f
a
$ x=$(echo a >&2) 2>/dev/null; echo "<$x>"
<>
$ x=$( { echo a >&2; echo b; } 2>&1 ); echo $x
a b
$ x=$( { echo a; echo b >&2; } 2>&1 >/dev/null ); echo $x
b
$ (x=$(echo a); echo $x) | cat
a
$ x=$(true & wait; echo a); echo $x
a
$ x=$(sleep 0.1 && echo a & wait); echo $x
a
$ x=$(true & echo a); echo $x
a
$ x=$({ sleep 0.1; echo late; } & echo a); echo $x
a late
#### lines that go on
$ echo $\
> (echo a) $\
> ((1+2)) $((1+\
> 2)\
> ) $\
> {x-b}
a 3 3 b
#### a newline behind a backslash in backquotes
$ echo `echo 'a\
> b'` "`echo c\
> d`" $(echo 'e\
> f')
ab cd e\ f
#### what stays in the substitution
$ x=$(ulimit -n 50; ulimit -n); [ $(ulimit -n) -gt 50 ] && echo $x
50
$ x=$(sh -c 'echo $PPID'; :); [ $x = $$ ] || echo other
other
