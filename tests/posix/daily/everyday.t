# What is typed every day beside the standard

#### redirections
$ { echo a; echo b >&2; } &> f; cat f
a
b
$ { echo a; echo b >&2; } >& f; cat f
a
b
$ echo a > f; { echo b; echo c >&2; } &>> f; cat f
a
b
c
$ { echo a; echo b >&2; } |& cat
a
b
$ ls nofile |& grep -c nofile
1
$ exec {fd}> f; echo a >&$fd; exec {fd}>&-; cat f
a
$ { echo a >&$fd; } {fd}> f; cat f
a
$ echo a > f; if :; then echo b; fi {fd}< f; cat <&$fd; : {out}> g; echo c >&$out; readlink /dev/fd/$out | grep -o 'g$'
b
a
g
$ : {fd}> /no/such {out}> g; (echo a >&$out) 2>/dev/null; echo $?
1
$ echo a > f; exec {fd}< f; read x <&$fd; echo $x; [ $fd -ge 10 ] && echo high
a
high
$ exec 3> f; echo a >&3-; cat f
a
$ exec 3> f; exec 4>&3-; echo a >&4; { echo b >&3; } 2>/dev/null || echo closed; cat f
closed
a
$ echo a &>/dev/null; echo b
b
#### functions
$ function f { echo a; }; f
a
$ function f() { echo a; }; f
a
$ function f
> { echo a; }; f
a
$ function f-g { echo a; }; f-g
a
$ a.b() { echo a; }; a.b
a
$ f() { echo ${FUNCNAME[0]}; }; f
f
$ f() { return 3; }; f; echo $?
3
$ f() [[ $1 = a ]]; f a && echo yes
yes
$ f() { echo "${BASH_SOURCE[0]##*/}"; }; f
case.sh
$ f() (( $1 > 1 )); f 2 && echo yes
yes
$ export -f f 2>/dev/null; g() { echo g; }; export -f g; $SH -c g
g
#### source
$ echo 'echo a' > f; source ./f
a
$ echo 'echo $1' > f; source ./f x
x
$ echo 'echo $1 $#' > f; set -- p q; source ./f x; echo $1 $#
x 1
p 2
$ echo 'x=1; return 4' > f; source ./f; echo $? $x
4 1
$ echo 'echo a' > f; source f
a
@ note without a slash bash looks in the current directory at last, outside of posix mode
$ source nofile 2>/dev/null; echo on
on
$ source <(echo 'x=5'); echo $x
5
#### echo
$ echo -n a; echo b
ab
$ echo -e 'a\tb'
a	b
$ echo -e 'a\nb'
a
b
$ echo 'a\tb'
a\tb
$ echo -E 'a\tb'
a\tb
$ echo -en 'a\n'
a
$ echo -ne 'a\tb\n'
a	b
$ echo -e '\x41\0101\e' | od -An -tx1
| 41 41 1b 0a
$ echo -e 'a\cb'; echo c
ac
$ echo -e '\u00e9'
é
$ echo -x a
-x a
$ echo - a
- a
$ echo -nx
-nx
$ echo -n -e 'a\n'
a
$ echo -e '\\'
\
$ echo -- a
-- a
#### printf
$ printf -v x '%05d' 42; echo $x
00042
$ printf -v x %s a b; echo $x
ab
$ printf -v 'a[1]' %s x; echo ${a[1]}
x
$ printf '%q\n' a
a
$ printf '%q\n' ''
''
$ for x in 'a b' "it's" $'a\nb' $'\t' '$x' '~' '#' '\' '"' é; do eval "y=$(printf %q "$x")"; [ "$x" = "$y" ] || echo "<$x>"; done; echo end
end
$ x='a "b" $c `d` *'; eval "y=$(printf %q "$x")"; [ "$x" = "$y" ] && echo same
same
$ printf '\x41\u00e9\n'
Aé
$ printf '%(%Y)T\n' 0
1970
$ printf '%s\n' {a,b}
a
b
#### read
$ read -e -p name -i nobody x <<< 'a b'; echo "[$x]"; read -rei nobody x <<< ''; echo "[$x]"
[a b]
[]
$ printf '\nab\n' | script -qec "$SH -c 'read -e -p name -i nobody x; read -ei other y; echo \"[\$x] [\$y]\"'" /dev/null | tr -d '\r' | grep -o '\[nobody.*'
[nobody] [ab]
@ skip bash
$ read -r x <<< 'a\b'; echo $x
a\b
$ read -n 2 x <<< abcd; echo $x
ab
$ read -N 3 x <<< $'a\nbc'; printf '<%s>\n' "$x"
<a
b>
$ read -d : x <<< 'a b:c'; echo $x
a b
$ read -t 0.1 x < <(sleep 1); echo $(($? > 128))
1
$ read -t 1 x <<< a; echo $x $?
a 0
$ read -p 'prompt: ' x <<< a; echo $x
a
!
$ read -s x <<< a; echo $x
a
$ read <<< ' a b '; echo "<$REPLY>"
< a b >
$ read -r -d '' x < <(printf 'a\nb\0c'); echo "$x"
a
b
$ read -u 3 x 3<<< a; echo $x
a
$ while IFS= read -r l || [[ $l ]]; do echo "<$l>"; done < <(printf 'a\n b')
<a>
< b>
$ while IFS=, read -r a b; do echo $b; done <<< $'1,2\n3,4'
2
4
#### case
$ case a in a) echo 1 ;;& [a-z]) echo 2 ;;& b) echo 3;; *) echo 4;; esac
1
2
4
$ case a in a) echo 1 ;& b) echo 2;; esac
1
2
#### select
$ select x in a b; do echo $x; break; done <<< 2 2>/dev/null
b
$ select x in a b; do echo "<$x>$REPLY"; break; done <<< 9 2>/dev/null
<>9
$ select x in a b; do :; done < /dev/null > /dev/null 2>&1; echo $?
1
$ PS3='> '; select x in a; do break; done <<< 1
! 1\) a
$ set -- p q; select x; do echo $x; break; done <<< 1 2>/dev/null
p
#### time
$ time true 2>/dev/null; echo $?
0
! real
$ { time true; } 2>&1 | grep -c .
3
$ { time -p true; } 2>&1 | grep -Ec '^(real|user|sys) [0-9]+\.[0-9]+$'
3
$ { time { true; false; }; } 2>/dev/null; echo $?
1
$ { time true | false; } 2>/dev/null; echo $?
1
$ TIMEFORMAT=%R; { time true; } 2>&1 | grep -Ec '^[0-9]+\.[0-9]+$'
1
$ ! time false 2>/dev/null
! real
$ time
! real
#### shopt
$ shopt -s nullglob; echo x* a; shopt -u nullglob; echo x*
a
x*
$ touch .a b; shopt -s dotglob; echo *
.a b
$ mkdir -p a/b; touch a/b/c; shopt -s globstar; echo **/c
a/b/c
$ touch Ab; shopt -s nocaseglob; echo a*
Ab
$ shopt -s nocasematch; [[ ABC =~ ^a(b) ]] && echo ${BASH_REMATCH[1]}; shopt -u nocasematch; [[ ABC =~ b ]]; echo $?
B
1
$ shopt -s nocasematch; case A in a) echo yes;; esac; [[ A = a ]] && echo yes
yes
yes
$ shopt -s failglob
> echo x*
> echo $?
1
! x\*
$ shopt -q nullglob; echo $?; shopt -s nullglob; shopt -q nullglob; echo $?
1
0
$ shopt -s nosuch 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ shopt -s extglob
> touch a.c b.c c.h; echo !(*.c) @(a|b).c
c.h a.c b.c
$ shopt -s extglob
> case aaa in +(a)) echo yes;; esac; case '' in ?(a)) echo yes;; esac; [[ abab = *(ab) ]] && echo yes
yes
yes
yes
$ shopt -s extglob
> x='  a '; echo "<${x##+( )}>" "<${x%%*( )}>"
<a > <  a>
$ [[ aab = +(a)b ]] && echo yes
yes
@ note in [[ ]] extended patterns are always on
$ shopt -s lastpipe; echo a | read x; echo $x
a
$ shopt -s expand_aliases
> alias aa='echo b'
> aa
b
$ shopt -p nullglob
shopt -u nullglob
? 1
$ set -o pipefail; false | true; echo $?
1
#### pushd, popd, dirs
$ mkdir a b; pushd a >/dev/null; pushd ../b >/dev/null; for d in ~0 ~1 ~2 ~+1 ~-0 ~-2/x; do echo "${d##*/}"; done; echo ~3 ~-3 "~1" ~1x
b
a
work
a
work
x
~3 ~-3 ~1 ~1x
$ cd /; pushd /usr > /dev/null; pwd; popd > /dev/null; pwd
/usr
/
$ cd /; pushd /usr; popd
/usr /
/
$ cd /; pushd /usr > /dev/null; pushd > /dev/null; pwd; dirs
/
/ /usr
$ cd /; pushd /usr > /dev/null; pushd /tmp > /dev/null; dirs -v
| 0  /tmp
 1  /usr
 2  /
$ cd /; pushd /usr > /dev/null; pushd +1 > /dev/null; pwd
/
$ cd /; pushd /usr > /dev/null; dirs -c; dirs
/usr
$ popd 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ cd /; pushd -n /usr > /dev/null; pwd; dirs -l
/
/ /usr
$ pushd /nonexistent 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
#### type, which, command, builtin, enable
$ type -t cd ls if nosuch; f() { :; }; type -t f
builtin
file
keyword
function
$ type -p ls
/usr/bin/ls
$ cd() { echo mine; }; builtin cd /; pwd
/
$ builtin nosuch 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ enable -n echo; type -t echo; enable echo; type -t echo
file
builtin
$ builtin echo a
a
#### variables
$ [ $RANDOM -ge 0 ] && [ $RANDOM -lt 32768 ] && echo yes
yes
$ RANDOM=1; a=$RANDOM$RANDOM; RANDOM=1; b=$RANDOM$RANDOM; [ $a = $b ] && echo same
same
$ SECONDS=100; [ $SECONDS -ge 100 ] && echo yes
yes
$ SECONDS=100; SECONDS=500 true; f() { local SECONDS=700; [ $SECONDS -ge 700 ] && echo own; }; f; echo $((SECONDS < 200))
own
1
$ [ $UID = $(id -u) ] && [ $EUID = $(id -u) ] && echo yes
yes
$ [ "$HOSTNAME" ] && echo yes
yes
$ true | false | true; echo "${PIPESTATUS[@]}"
0 1 0
$ (exit 3) | (exit 4); echo ${PIPESTATUS[0]} ${PIPESTATUS[1]}
3 4
$ [ $EPOCHSECONDS -gt 1000000000 ] && echo yes
yes
$ (echo $BASHPID; echo $$) | uniq | grep -c .
2
$ echo a b; echo $_
a b
b
$ true; $nothing; echo "[$_]"
[]
$ echo "$SHLVL" | grep -Eq '^[0-9]+$' && echo yes
yes
$ IFS=, ; x=(a b); echo "${x[*]}"
a,b
#### traps
$ trap 'echo err' ERR; false; true; echo a
err
a
$ trap 'echo err' ERR; if false; then :; fi; false || true; echo a
a
$ trap 'echo d' DEBUG; true; trap - DEBUG
d
d
$ f() { trap 'echo r' RETURN; echo f; }; f; trap - RETURN
f
r
$ trap 'echo "$LINENO"' ERR
> false
? 1
2
#### waiting
$ (sleep 0.1; exit 3) & sleep 5 & wait -n; echo $?; kill %2
3
$ (exit 3) & wait -n; echo $?
3
$ wait -n; echo $?
127
$ (exit 4) & (sleep 0.3; exit 5) & sleep 0.1; wait -n; echo $?; wait -n; echo $?
4
5
$ sleep 1 & disown; jobs; echo end; kill $!
end
#### let me be strict
$ set -euo pipefail; x=${1-}; echo "<$x>"
<>
$ set -euo pipefail; echo a | grep b | cat; echo no
? 1
$ set -Eeuo pipefail; trap 'echo "line $LINENO"' ERR
> false
? 1
line 2
$ IFS=$'\n\t'; x='a b'; set -- $x; echo $#
1
#### words that Clojure's reader would not keep
$ printf '%s\n' 0640 1.10 1e3 0x10 007 2/4 5m +1k 10.0.0.1 2024-01-01 host:/x C: a,b --dir=x -C"a b" ^b @x x@y %x '#x' | tr '\n' ' '; echo
0640 1.10 1e3 0x10 007 2/4 5m +1k 10.0.0.1 2024-01-01 host:/x C: a,b --dir=x -Ca b ^b @x x@y %x #x 
$ echo git@host:path user/repo.git *.nothing ~nobody-x a=b ,x :x :a/b \\x
git@host:path user/repo.git *.nothing ~nobody-x a=b ,x :x :a/b \x
$ echo [a] {b} 'c' "d" ^e @f ~g-x %h :i ;# comment
[a] {b} c d ^e @f ~g-x %h :i
#### coproc is refused
$ coproc cat 2>/dev/null; [ $? -gt 0 ] && echo refused
? 0|1|2|127
@ note cljsh has no coproc, and says so; bash has it
@ skip bash
#### getopts, shift and main loops as people write them
$ main() { while [[ $# -gt 0 ]]; do case $1 in -v|--verbose) v=1; shift;; -o) o=$2; shift 2;; --) shift; break;; -*) echo bad; return 2;; *) break;; esac; done; echo "v=${v:-0} o=${o:-} rest=$*"; }; main -v -o out a b
v=1 o=out rest=a b
$ usage() { cat <<EOF >&2
> usage: x
> EOF
> exit 2; }; [ $# -eq 0 ] && usage
? 2
! usage: x
$ dir=$(cd "$(dirname "$0")" && pwd); echo ${dir##*/} | grep -c .
1
$ if ! command -v nosuch-x &> /dev/null; then echo missing; fi
missing
$ tmp=$(mktemp -d); trap 'rmdir "$tmp"' EXIT; [[ -d $tmp ]] && echo made
made
$ for f in *.txt; do [[ -e $f ]] || continue; echo no; done; echo end
end
$ while read -r k v; do echo "$v=$k"; done < <(printf '%s %s\n' a 1 b 2)
1=a
2=b
$ printf '%s\n' b a c | sort | { mapfile -t x; echo "${x[*]}"; }
a b c
$ n=$(ls | wc -l); (( n == 0 )) && echo empty
empty
$ x=5; (( x > 3 && x < 10 )) && echo in range
in range
$ [[ $OSTYPE == linux* || -z $OSTYPE ]] && echo ok
ok
$ s="a,b,c"; IFS=, read -ra p <<< "$s"; echo "${p[1]}" "${#p[@]}"
b 3
$ f=archive.tar.gz; echo "${f%%.*} ${f#*.} ${f##*.}"
archive tar.gz gz
$ v=1.2.3; IFS=. read -r a b c <<< "$v"; echo $((a*100+b*10+c))
123
$ echo $(( $(date +%s) > 0 ))
1
$ { sleep 0.1; echo slow; } & { echo fast; }; wait
fast
slow
#### groups of alternatives in patterns
$ shopt -s extglob
> touch a.c b.c c.h .d; echo @(a|b).c; echo !(*.c); echo ?(a|x).c +([a-c]).*; p='@(a|b).c'; echo $p "$p"
a.c b.c
c.h
a.c a.c b.c c.h
a.c b.c @(a|b).c
$ shopt -s extglob
> for x in '' a aa ab b; do case $x in *(a)) echo -n "[$x]";; +(a|b)) echo -n "<$x>";; esac; done; echo
[][a][aa]<ab><b>
$ for x in abab ababc 'a b'; do [[ $x == +(ab) ]] && echo 1; [[ $x == a+([[:space:]])b ]] && echo 2; [[ $x == !(*c) ]] && echo 3; done
1
3
2
3
$ p='+(a)'; [[ aaa == $p ]] && echo 1; [[ aaa == "$p" ]] || echo 2; [[ '+(a)' == '+(a)' ]] && echo 3
1
2
3
$ shopt -s extglob
> x=1222321; echo ${x/+(2)/-} ${x//+(2)/-} ${x##+(1|2)} ${x%%?(2)1} ${x#@(1|12)}
1-321 1-3-1 321 12223 222321
$ [[ aab == *(*(a))b ]] && echo 1; [[ aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac == *(*(a)|*(a))b ]] || echo 2
1
2
$ shopt -u extglob
> eval 'echo @(a|b)'
? 2
! syntax error
#### traps of functions
$ trap 'echo e' ERR; f() { false; true; }; f; set -E; f; (false; true); false
e
e
e
? 1
$ f() { echo f; }; trap 'echo r' RETURN; f; set -T; f
f
f
r
$ echo 'echo dot' > s; trap 'echo r' RETURN; . ./s
dot
r
$ trap 'echo d' DEBUG; [[ a ]]; ((1)); trap - DEBUG; echo a
d
d
d
a
#### functions for programs
$ f() { echo "f $1"; }; export -f f; $SH -c 'f 1; $SH -c "f 2"'; export -nf f; $SH -c 'f 3' 2>/dev/null; echo $?
f 1
f 2
127
$ f() ( echo sub ); function g { echo g; }; export -f f g; $SH -c 'f; g'
sub
g
$ env 'BASH_FUNC_x%%=() { echo x; }; echo no' $SH -c 'x' 2>/dev/null; echo $?
127
#### local again
$ f() { local x=1; local x; echo $x; }; f; g() { local x; echo "<$x>"; }; x=2 g
1
<2>
#### options that are so in any case
$ set -k
> f() { echo "$x" "$@"; }; f a x=1 b "y=2"; echo $(sh -c 'echo $z' z=3) ${x-unset}
> set +k
> f a x=1
1 a b y=2
3 unset
 a x=1
$ shopt -s inherit_errexit checkwinsize && shopt -q inherit_errexit && set +H && echo yes
yes
$ shopt -s autocd 2>/dev/null || echo no; shopt -u autocd && echo yes
no
yes
$ shopt -s globstar; mkdir -p a/a; touch a/a/f; echo **/** , **/**/f
a a/a a/a/f , a/a/f

#### the EXIT trap of a substitution runs when the redirections inside it are over
$ cat <({ trap 'echo t' EXIT; } > f1); cat f1
t

#### another $0
$ BASH_ARGV0=new; echo $0; (BASH_ARGV0=sub; echo $0); echo $0 $BASH_ARGV0
new
sub
new new

#### names of signals and of what is missing
$ trap 'echo hi' INT EXIT; trap; trap -p INT; trap - EXIT
trap -- 'echo hi' EXIT
trap -- 'echo hi' SIGINT
trap -- 'echo hi' SIGINT
$ /dev/null/x 2>/dev/null; nosuchcommand
? 127
! nosuchcommand: command not found

#### set -x
$ x=a; set -x; for i in $x "q r"; do :; done; x+=3; a=(1 2); a[1]+=' 5'; for ((i = 0; i < 1; i++)); do :; done; [[ $x == a* ]]; ((i))
! ^\+ for i in a 'q r'\n\+ :\n\+ for i in a 'q r'\n\+ :\n\+ x\+=3\n\+ a=\(1 2\)\n\+ a\[1\]\+=' 5'\n\+ \(\( i = 0 \)\)\n\+ \(\( i < 1 \)\)\n\+ :\n\+ \(\( i\+\+ \)\)\n\+ \(\( i < 1 \)\)\n\+ \[\[ a3 == a\* \]\]\n\+ \(\( i \)\)\n$
$ exec 4> f; BASH_XTRACEFD=4; set -x; echo hi; set +x; exec 4>&-; cat f
hi
+ echo hi
+ set +x
!

#### $! tells the process of <( )
$ cat <(exit 123) > /dev/null; wait "$!"; echo $?
123
$ sleep 0.1 & p=$!; : <(exit 2); [ $p != $! ] && wait $!; echo $?; wait $p; echo $?; jobs
2
0

#### getopts where a function has an OPTIND of its own
$ f() { local OPTIND=1 opt; while getopts :abcxyz opt; do echo $opt; if [ $opt = y ]; then f -ab; fi; done; }; f -xyz
x
y
a
b
z

#### shopt tells all it knows
$ shopt -p | grep -E '^shopt -. (cdspell|extglob|lastpipe|compat42)$'; shopt | sort -c && echo sorted
shopt -u cdspell
shopt -u compat42
shopt -u extglob
shopt -u lastpipe
sorted

#### here-documents that the text or a substitution ends
$ printf 'cat <<E\na\n' > s.sh; $SH s.sh
a
! s.sh: line 2: warning: here-document at line 1 delimited by end-of-file \(wanted `E'\)
$ x=$(cat <<E
> a )
> E)
> echo "$x"
a )
! line 3: warning: here-document at line 1

#### failglob ends the line, as other errors of expansions do
$ shopt -s failglob; echo none*; echo no
? 1
! none\*
$ (exit 7) & p=$!; wait -n; echo $?; wait $p; echo $?; wait $p; echo $?
7
7
127
@ note bash tells it as often as it is asked
$ (exit 7) & (exit 8) & sleep .1; wait -n; a=$?; wait -n; echo $((a + $?)); wait -n; echo $?
15
127
#### programs are told their own place
$ env | grep ^_=; /bin/sh -c 'echo $_'
_=/usr/bin/env
/bin/sh
#### parentheses in the operands of let
$ let i=(3+4) j=( 2 * (i - 5) )+1; echo $i $j
7 5
$ let i=3 i+=(2*5) i*=(2); echo $i
26
#### what hash remembers
$ hash -t ls; echo $?; hash ls cat; hash -t ls; hash -t ls cat; hash -lt ls
1
/usr/bin/ls
ls	/usr/bin/ls
cat	/usr/bin/cat
builtin hash -p /usr/bin/ls ls
! not found

#### GLOBIGNORE
$ cd "$(mktemp -d)"; touch a.c a.h a.o .b.c; GLOBIGNORE=*.o:*.h; echo *; GLOBIGNORE=*.?; echo *; GLOBIGNORE=; echo *
.b.c a.c
*
a.c a.h a.o
$ cd "$(mktemp -d)"; mkdir d e; touch d/a d/b e/a; GLOBIGNORE='*/a'; echo */*; GLOBIGNORE='d/*'; echo */*; GLOBIGNORE='*'; echo */*
d/b
e/a
d/a d/b e/a
$ cd "$(mktemp -d)"; touch 1.a x.a _.a 'a:b'; GLOBIGNORE='[[:digit:]_:]*'; echo *; GLOBIGNORE='a\:b:[1x].a'; echo *
a:b x.a
_.a
$ cd "$(mktemp -d)"; touch a.c a.h; shopt -s extglob nullglob; GLOBIGNORE='@(a.c|a:b)'; echo *; GLOBIGNORE=a.*; echo . *
a.h
.

#### $_ is empty behind assignments, a name behind declare, and a subshell's own
$ : a; x=1; echo "[$_]"; declare a=(1 2); echo "[$_]"; declare -a b+=(1); echo "[$_]"
[]
[a]
[b]
$ : a; (: b); echo $_; : a; x=$_; echo $x
a
a

#### LINENO in for ((
$ :
> for ((i = 0; i < LINENO; i++)); do
> echo $i
> done
0
1

#### the stack of directories, cdable_vars, shift_verbose and PROMPT_DIRTRIM
$ pushd -z 2>/dev/null; echo $?; cd /; pushd -- /tmp >/dev/null; popd --; popd 2>&1 | grep -c 'directory stack'
2
/
1
$ shopt -s cdable_vars; d=/usr e=/none; cd d; cd e 2>/dev/null; echo $?; a=(/tmp /); cd a; shopt -u cdable_vars; cd d 2>/dev/null; echo $?; shopt cdable_vars
/usr
1
/tmp
1
? 1
cdable_vars     off
$ shift 2; echo $?; shopt -s shift_verbose; shift 2; echo $?
1
1
! shift
$ p='\w'; HOME=/home/x; PWD=/usr/lib/a/b; PROMPT_DIRTRIM=2; echo "${p@P}"; PWD=/usr/lib; echo "${p@P}"; PWD=/home/x/a/b/c; echo "${p@P}"; PROMPT_DIRTRIM=0; echo "${p@P}"
.../a/b
/usr/lib
~/.../b/c
~/a/b/c

#### the word of a redirection is to become one
$ x='a b'; echo 1 > $x; echo $?; x=; echo 1 > $x; echo $?; set -- a b; echo 1 > "$@"; echo $?; ls
1
1
1
! ambiguous
$ : > aa; echo 1 > a*; : > ab; echo 2 >> a*; echo $?; cat aa; x='c d'; echo 3 > "$x"; cat <<< $x; cat < c\ d
1
1
c d
3
! ambiguous
$ fd=; echo 1 >&$fd; echo $?; fd=1; echo 2 >&$fd; set -f; echo 3 > *; cat "*"
1
2
3
! ambiguous
$ set -o posix; x='a b'; echo 1 > $x; cat "$x"; : > ca; echo 2 > c*; cat "c*"
1
2

#### descriptors in elements of arrays
$ exec {fd[1]}> f {fd[i+2]}< /dev/null; echo 1 >&${fd[1]}; read x <&${fd[2]}; echo $? ${#fd[@]}; exec {fd[1]}>&-; cat f
1 2
1
$ declare -A m; exec {m[a]}> f; echo 2 >&${m[a]}; cat f; echo {m[a]}x {m[a] x}
2
{m[a]}x {m[a] x}

#### options in variables
$ set -o pipefail; echo $SHELLOPTS; shopt -s extglob nullglob; [[ :$BASHOPTS: == *:extglob:*:nullglob:* ]] && echo yes
braceexpand:hashall:interactive-comments:pipefail
yes
$ shopt -s execfail; exec ./none; echo $?; exec none; echo on
127
on
! .

#### in the background input that was redirected around the command is there
$ echo a > f; echo b | { cat & wait; }; { cat & wait; } < f; while :; do cat & wait; break; done < f; exec < f; cat & wait
b
a
a
$ set -o posix; echo b | { cat & wait; }

#### local - beside names
$ f() { local x - y; set -f; x=1 y=2; }; x=3 y=4; f; case $- in *f*) echo f;; esac; echo $x $y
3 4

#### IGNOREEOF is the option ignoreeof
$ set -o ignoreeof; echo $IGNOREEOF; set +o ignoreeof; echo ${IGNOREEOF-none}; IGNOREEOF=3; set -o | grep ignoreeof; unset IGNOREEOF; set -o | grep ignoreeof
10
none
ignoreeof       on
ignoreeof       off
