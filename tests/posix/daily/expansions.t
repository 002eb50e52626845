# ${x/a/b} and its kin, {a,b}, $'…', <( ), <<<

#### substrings
@ table x=abcdef; echo "<${x{}}>"
:2 => <cdef>
:0 => <abcdef>
:2:2 => <cd>
:0:1 => <a>
:6 => <>
:7 => <>
:2:0 => <>
: -2 => <ef>
: -3:2 => <de>
:(-2) => <ef>
:1:-1 => <bcde>
:-2 => <abcdef>
:1+1:1+1 => <cd>
: 2 : 2 => <cd>
@ end
$ x=abc n=1; echo ${x:n} ${x:$n} ${x:n:1} ${x:$((n+1))}
bc bc b c
$ x=äöü; echo ${x:1:1}
ö
$ set -- a b c d; echo "${@:2}" "${@:2:2}" "${*:3}"
b c d b c c d
$ set -- a b c; echo "${@: -1}" "${@:1:1}"
c a
$ set -- 'a b' c; printf '<%s>' "${@:1}"; echo
<a b><c>
#### replacement
@ table x=foobarfoo; echo "${x{}}"
/o/0 => f0obarfoo
//o/0 => f00barf00
/foo/x => xbarfoo
//foo/x => xbarx
/#foo/x => xbarfoo
/%foo/x => foobarx
/#bar/x => foobarfoo
/%bar/x => foobarfoo
/o => fobarfoo
//o => fbarf
/o/ => fobarfoo
/z/x => foobarfoo
//[fo]/x => xxxbarxxx
/f*b/x => xarfoo
/o*/x => fx
//?/x => xxxxxxxxx
//oo/"a b" => fa bbarfa b
/b/\/ => foo/arfoo
@ end
$ x=foobarfoo; echo "${x/bar/[&]}"
foo[bar]foo
$ x=a/b/c; echo ${x//\//.} ${x/\//-}
a.b.c a-b/c
$ x='a b c'; echo "${x// /_}"
a_b_c
$ x='a*b'; echo "${x/\*/x}" "${x/'*'/x}"
axb axb
$ x=abc p=b r=X; echo ${x/$p/$r}
aXc
$ x='a.b.c'; echo "${x//./}"
abc
$ set -- ab cb; echo "${@/b/x}"
ax cx
$ a=(ab cb); echo "${a[@]/b/x}"
ax cx
$ x=aaa; echo ${x/a/b} ${x//a/b}
baa bbb
$ echo "${unset/a/b}"
|
#### case
@ table x=helloWorld; echo "${x{}}"
^ => HelloWorld
^^ => HELLOWORLD
, => helloWorld
,, => helloworld
^^[a-h] => HElloWorlD
^h => HelloWorld
^x => helloWorld
@ end
$ x=ÄÖ; echo ${x,,}
äö
$ x=äö; echo ${x^} ${x^^}
Äö ÄÖ
#### indirection and names
$ x=y y=z; echo ${!x}
z
$ x=y; echo "${!x-unset}"
unset
$ set -- a b c; n=2; echo ${!n}
b
$ set -- a b c; echo ${!#}
c
$ abc1=1 abc2=2; echo ${!abc*} ${!abc@}
abc1 abc2 abc1 abc2
$ x='a[1]' a=(p q); echo ${!x}
q
#### transformations
$ x="it's a"; echo ${x@Q}
'it'\''s a'
$ x=abc; echo ${x@U} ${x@u}
ABC Abc
$ x=ABC; echo ${x@L}
abc
$ x='a\nb'; echo "${x@E}"
a
b
#### braces
@ table echo {}
{a,b} => a b
x{a,b}y => xay xby
{a,b}{1,2} => a1 a2 b1 b2
{a,{b,c}} => a b c
{a,b,} => a b
x{,y} => x xy
{a} => {a}
{} => {}
{a,b => {a,b
a,b} => a,b}
{1..5} => 1 2 3 4 5
{5..1} => 5 4 3 2 1
{1..10..3} => 1 4 7 10
{10..1..3} => 10 7 4 1
{-2..2} => -2 -1 0 1 2
{01..03} => 01 02 03
{08..10} => 08 09 10
{a..e} => a b c d e
{e..a} => e d c b a
{a..e..2} => a c e
x{1..3}y => x1y x2y x3y
{1..3}{a,b} => 1a 1b 2a 2b 3a 3b
{1..} => {1..}
{a..1} => {a..1}
"{a,b}" => {a,b}
\{a,b} => {a,b}
{a\,b} => {a,b}
{a,"b c"} => a b c
{'a,b',c} => a,b c
${x-a}{b,c} => ab ac
{$((1+1)),b} => 2 b
a{b,c}d{e,f} => abde abdf acde acdf
{x,y}={1,2} => x=1 x=2 y=1 y=2
--{foo,bar} => --foo --bar
{1..3},{a,b} => 1,a 1,b 2,a 2,b 3,a 3,b
a.{txt,{c,h}pp} => a.txt a.cpp a.hpp
{{{{A,B},C}D},E} => {AD} {BD} {CD} E
{x,{y},z} => x {y} z
{x,{1..},z} => x {1..} z
{{x},y} => {x} y
{{a,b}} => {a} {b}
{a,{b}} => a {b}
{{a,b} => {a {b
{a,{b} => {a,{b}
{`echo a`,b} => a b
{$(echo "a)"),b} => a) b
{"$(echo "a,b")",c} => a,b c
{${u:-a b},c} => a b c
{a,b}{`echo }`,c} => a} ac b} bc
@ end
$ x={a,b}; echo $x
{a,b}
$ x='{a,b}'; echo $x
{a,b}
$ a=1 b=2; echo {$a,$b}
1 2
$ touch a1 b1; echo {a,b}*
a1 b1
$ touch a1; echo {a,c}*
a1 c*
$ for x in {1..3}; do echo $x; done
1
2
3
$ n=3; echo {1..$n}
{1..3}
$ printf '<%s>' {a,b}' c'; echo
<a c><b c>
$ mkdir -p d/{a,b}/{c,d}; ls d/a
c
d
$ HOME=/h; echo {~,a}
/h a
$ HOME=/h; echo {~,x}/a a{~,b} {a,~/b}
/h/a x/a a~ ab a /h/b
$ case '{a,b}' in {a,b}) echo yes;; esac
yes
$ case {a,b} in '{a,b}') echo yes;; esac; [[ {a,b} == "{a,b}" && -n {a,b} ]] && echo test; cat <<< {a,b}
yes
test
{a,b}
$ set +B; echo {a,b}
{a,b}
#### $' '
$ echo $'a\tb'
a	b
$ echo $'\u00e9\U1F600'
é😀
$ echo $'\x41\101'
AA
$ echo $'it\'s'
it's
$ IFS=$'\n'; x=$'a b\nc'; set -- $x; echo $#
2
$ echo $"a"
a
#### here-strings
$ cat <<< a
a
$ x='a  b'; cat <<< $x
a  b
$ x='a  b'; cat <<< "$x"
a  b
$ read x y <<< 'a b c'; echo $y
b c
$ cat <<< "a
> b"
a
b
$ cat <<< $(echo a; echo b)
a
b
$ cat <<< ''
|
$ cat <<<a$((1+1))
a2
$ while read x; do echo "<$x>"; done <<< $'a\nb'
<a>
<b>
$ touch f; cat <<< *
|*
$ { read x; read y; } <<< $'1\n2'; echo $x$y
12
$ x=$(printf '%0100000d' 0); wc -c <<< $x
100001
#### process substitution
$ cat <(echo a)
a
$ cat <(echo a) <(echo b)
a
b
$ diff <(echo a) <(echo a) && echo same
same
$ while read x; do echo "<$x>"; done < <(printf 'a\nb\n')
<a>
<b>
$ n=0; while read x; do n=$((n+1)); done < <(printf 'a\nb\n'); echo $n
2
$ echo a > >(cat); wait; sleep 0.1
a
$ echo a | tee >(cat > f) > /dev/null; sleep 0.2; cat f
a
$ x=5; cat <(echo $x)
5
$ f() { cat "$1"; }; f <(echo a)
a
$ cat <(cat <(echo a))
a
$ sort -m <(printf '1\n3\n') <(printf '2\n4\n') | tr '\n' ' '; echo
1 2 3 4 
$ [[ -r <(:) ]]; echo $?
0
$ paste <(seq 3) <(seq 4 6) | tail -n 1
3	6
$ wc -l < <(seq 10000)
10000
$ cat < <(exit 3); echo $?
0
#### $(< file)
$ echo text > f; x=`<f`; echo "$x" `< f` "`<f`"
text text text
$ echo a > f; x=$(< f); echo $x
a
$ printf 'a\nb\n\n' > f; echo "$(<f)"
a
b
$ f=nofile; x=$(< nofile); echo $?
1
! nofile
$ echo 'a b' > 'f g'; echo "$(< 'f g')"
a b
$ echo `echo a > f; echo $(< f)`
a
#### patterns that begin with a slash, and empty ones
$ x=/a/b; echo ${x////-} ${x///b/c} ${x//\//.} ${x/\//.}
-a-b /ac .a.b .a/b
$ x=; echo ${x/*/w} ${x/#/a} ${x/%/b}; y=12; echo ${y/#/a} ${y/%/b} ${y//} ${y/#}
w a b
a12 12b 12 12
$ x=aXbX; echo "${x//X/<&>}" "${x//X/\&}" "${x//X/"&"}"; y='[&]'; echo "${x/X/$y}" "${x/X/"$y"}"
a<X>b<X> a&b& a&b&
a[X]bX a[&]bX
$ shopt -u patsub_replacement; x=aXb; echo "${x/X/<&>}"
a<&>b
$ x=y y=val; echo ${!x#v} ${!x:1} ${!x/a/o} ${!x:+set} ${!x^}
al al vol set Val

#### ** takes the directory itself, too; what is unset is not replaced
$ shopt -s globstar; mkdir -p d/e; touch d/y d/e/z x
> echo d/**; echo ./**; echo **; echo */**; echo **/e/**; echo x/**
d/ d/e d/e/z d/y
./ ./d ./d/e ./d/e/z ./d/y ./x
d d/e d/e/z d/y x
d d/e d/e/z d/y
d/e d/e/z
x/**
$ unset v; echo "[${v/*/w}${v/#/w}${v//*/w}]"; v=; echo "[${v/*/w}]"
[]
[w]
$ case $OSTYPE in linux*) echo yes;; esac; [ "$HOSTTYPE" ] && echo yes
yes
yes

#### tildes of words that look like assignments
$ HOME=/h; echo a=~ b=x:~:~/y --c=~ 'd'=~ e="q":~ "f=~" g=~nosuch
a=/h b=x:/h:/h/y --c=~ d=~ e=q:/h f=~ g=~nosuch

#### arithmetic in $[ ]
$ x=(4 5); echo $[1+2] "$[2*(3+4)]" $[x[1]+$[1]] '$[1]'
3 14 6 $[1]

#### set -e in substitutions
$ set -e; z=$(false; echo foo); echo $z; shopt -s inherit_errexit; z=$(false; echo bar); echo not reached
foo
? 1

#### replacing in long texts, with patterns that match much, little or nothing
$ z=start; for ((i = 0; i < 1000; i++)); do z="$z;string$i"; done
> for p in str '[^;]' '[[:alnum:]_]' '[[:alnum:]][[fu]b' '?tr' '[[:alnum:]]_' '*tr' 's*x'; do x=${z//$p}; echo ${#x}; done
6895
1000
1000
9895
6895
9895
6
9895
$ x=aXbXc; echo ${x/X*X/-} ${x/#*X/-} ${x/%X*/-} ${x//[!X]/-} ${x//?X/-} ${x/a*c*/-}
a-c -c a- -X-X- --c -
$ shopt -s nocasematch; x=ABC; echo ${x#a} ${x%c} ${x/b/-} ${x//[a-c]/-}
ABC ABC A-C ---
$ shopt -s extglob; x=xaab; echo ${x//*(a)/-} ${x/+(a)/-} ${x//@(a|b)/-} ${x##*(x|a)}
-x--b x-b x--- b

#### more that ${!x} may name
$ f() { echo "${!*}" ${!@} .; }; fruit=123; f fruit; f; echo $?
123 123 .
 .
0
$ set -- one two; r='?'; (exit 3); echo ${!r}; r='#'; echo ${!r}; a=(x y); r='a[*]'; IFS=-; echo "${!r}"; for i in "${!r}"; do echo $i; done
3
2
x-y
x y
$ z=zz; echo ${!z:=foo} $z $zz; array=(1 2); n=array; echo "${!n@a}"; n='array[1]'; echo "${!n@a}"; s=; n=s; echo "[${!n@a}]"
foo zz foo
a
a
[]
$ z=zz; (echo ${!z:?gone}); echo $?
2
! zz: gone

#### texts are quoted so that they can be read again
$ x=$'x\001y\177z\e'; echo "${x@Q}"; a=("$x"); declare -p a; declare -A h=(["$x"]=$'a\242b'); declare -p h; set -- $'\377é'; echo "${1@Q}"
$'x\001y\177z\E'
declare -a a=([0]=$'x\001y\177z\E')
declare -A h=([$'x\001y\177z\E']=$'a\242b' )
$'\377é'
$ q="'"; echo "${q@Q}"; set | grep ^q=; alias a=more b="'"; alias a; command -v a; alias b
\'
q=\'
a='more'
alias a='more'
b=\'
@ note bash's alias writes the word alias as well
#### braces come before parameters
$ var=x vara=VA varb=VB; echo $var{a,b} ${var}{a,b} "$var"{a,b} $var{1..3} {$var,b}$var{a,b}
VA VB xa xb xa xb xVA xVB bVA bVB
$ va=1 vb1=2; echo $v{a,b{1,-}}
1 2 -
$ set -- 1; echo $1{a,b} $#{a,b}
1a 1b 1a 1b

#### an open parenthesis of extglob ends with ${…}
$ shopt -s extglob
> x='*([foo'; echo "${x##*([}" ${x/@(/y}
foo *([foo
$ shopt -s extglob
> x='a(b)c'; echo ${x/@(b|c)/-} ${x//+([a-z])/_} "${x#@(a|b)}"
a(-)c _(_)_ (b)c
$ shopt -s extglob
> case a} in @(a}|b)) echo y;; esac
y

#### texts with characters that cannot be seen
$ x=$'a\nb'; set | grep ^x=; echo "${x@Q}"; printf '%q\n' "$x" $'\xff' $'\xce\xbc\xce' $'a\tb'
x=$'a\nb'
$'a\nb'
$'a\nb'
$'\377'
$'μ\316'
$'a\tb'
$ eval() { echo mine; }; type -t eval
function
#### operators on special parameters
$ set -- a b c; set +o histexpand; set -e; echo "${-//[!e]}" "${-/e/E}" | tr -d 'hsBcE'; set +e; (exit 3); echo "${?/3/x}" "${#/3/x}" "${?@Q}" "${$/$$/pid}"
e 
x x '3' pid
$ set -- a b c; false; echo "${?#$#}" "${?/$#/x}" "${#/$?/x}" "${-#${-}}" "${#:0:$?}"; x=ab; echo "${x/$((x=99999999))/y}" "${x#${y:=9}}" $x
1 1 3  3
ab 9999999 99999999

#### a condition as the offset of a substring
$ x=abcdefg; echo ${x:1 ? 4 : 2} ${x:0 ? 4 : 2:1} ${x: 4<5 ? 4 : 2} ${x:(1?2:3):2}
efg c efg cd
$ x=abcdefg o=1; echo ${x:o?2:3:o?1:2} ${x:o?(0?1:2):4:3} ${x:${y:-2}:${z:-3}}
c cde cde
#### names that begin with a dot, and groups
$ touch .a .foo a foo; shopt -s extglob
> echo @(.foo) @(.foo|a) !(a) ?(.)foo *(x).foo
.foo .foo a foo .foo foo .foo
$ touch .a .foo a foo; shopt -s extglob
> echo @(?|.?) @(?|.*) .!(foo) @(*)
.a a .a .foo a .a a foo
$ touch .a a; shopt globskipdots; shopt -u globskipdots; echo .*; echo *; shopt -s dotglob; echo *
globskipdots    on
. .. .a
a
.a a
