# XCU 2.6.2 Parameter Expansion

#### use default values
$ echo ${x-d}
d
$ echo ${x:-d}
d
$ x=; echo "<${x-d}>"
<>
$ x=; echo "<${x:-d}>"
<d>
$ x=v; echo ${x-d} ${x:-d}
v v
$ echo "<${x-}>" "<${x:-}>"
<> <>
$ y=z; echo ${x-$y} ${x:-$y}
z z
$ echo ${x-$(echo a)} ${x:-`echo b`} ${x-$((1+1))}
a b 2
$ echo ${x-${y-z}}
z
$ echo ${x-a b}
a b
$ printf '<%s>' ${x-a b}; echo
<a><b>
$ printf '<%s>' "${x-a b}"; echo
<a b>
$ printf '<%s>' ${x-"a b"}; echo
<a b>
$ printf '<%s>' ${x-'a b'}; echo
<a b>
$ printf '<%s>' ${x-a\ b}; echo
<a b>
$ printf '<%s>' ${x-"a b" c}; echo
<a b><c>
$ printf '<%s>' ${x-a "b c"}; echo
<a><b c>
$ printf '<%s>' a${x-b c}d; echo
<ab><cd>
$ printf '<%s>' ${x-}; echo
<>
$ printf '<%s>' ${x-""}; echo
<>
$ set -- ${x-}; echo $#
0
$ set -- ${x-""}; echo $#
1
$ set -- "${x-}"; echo $#
1
$ set -- ${x-''}; echo $#
1
$ printf '%s\n' "${x-'a'}"
'a'
$ printf '%s\n' "${x-"a"}"
a
$ printf '%s\n' "${x-"a  b"}"
a  b
$ printf '%s\n' "${x-\"a\"}"
"a"
$ printf '%s\n' "${x-a\}b}"
a}b
$ printf '%s\n' ${x-a\}b}
a}b
$ printf '%s\n' ${x-'}'}
}
$ printf '%s\n' ${x-"}"}
}
$ printf '%s\n' "${x-"}"}"
}
$ printf '%s\n' "${x-\$y}"
$y
$ printf '%s\n' "${x-\a}"
\a
$ printf '%s\n' ${x-\a}
a
$ printf '%s\n' "${x-\\}"
\
$ printf '%s\n' ${x-$y}a
a
$ printf '%s\n' ${x-{}
{
$ printf '%s\n' ${x-{a}}
{a}
$ touch ab; echo ${x-a*}
ab
$ touch ab; echo "${x-a*}"
a*
$ touch ab; echo ${x-"a*"}
a*
$ HOME=/h; echo ${x-~}
/h
$ HOME=/h; echo ${x:-~/a}
/h/a
$ HOME=/h; echo "${x-~}"
~
$ x=v; echo ${x-$(echo no >&2)}
v
!
$ x=v; echo ${x:-$((y=1))}${y-unset}
vunset
$ set a; echo ${1-d} ${2-d}
a d
$ echo ${0:+set}
set
$ set --; echo ${#-d} ${#:-d} 2>/dev/null || :
0 0
@ note ${#-d}: $# with a default; where the reading is ambiguous this one is required
$ echo ${?-d} ${?:-d}
0 0
$ echo ${x:-
> }a
a
$ echo "${x:-a
> b}"
a
b
$ echo "${x-$(echo "a  b")}"
a  b
$ echo ${x-a}${y-b}
ab
$ echo ${x-'a'"b"\c}
abc
$ IFS=:; printf '<%s>' ${x-a:b}; echo
<a><b>
@ note the expansion's result is split, its literal text included
$ IFS=:; printf '<%s>' ${x-"a:b"}; echo
<a:b>
$ y=a:b; IFS=:; printf '<%s>' ${x-$y}; echo
<a><b>
$ y=a:b; IFS=:; printf '<%s>' ${x-"$y"}; echo
<a:b>

#### assign default values
$ echo ${x=d}; echo $x
d
d
$ echo ${x:=d}; echo $x
d
d
$ x=; echo "<${x=d}>"; echo "<$x>"
<>
<>
$ x=; echo "<${x:=d}>"; echo "<$x>"
<d>
<d>
$ x=v; echo ${x=d} ${x:=d}; echo $x
v v
v
$ : ${x=a b}; echo "$x"
a b
$ : ${x="a  b"}; echo "$x"
a  b
$ : "${x=a  b}"; echo "$x"
a  b
$ : ${x='a  b'}; echo "$x"
a  b
$ printf '<%s>' ${x=a b}; echo
<a><b>
$ printf '<%s>' "${x=a b}"; echo
<a b>
$ y=z; : ${x=$y}; echo $x
z
$ : ${x=${y=z}}; echo $x $y
z z
$ HOME=/h; : ${x=~}; echo "$x"
/h
$ HOME=/h; : ${x=~/a}; echo "$x"
/h/a
$ : ${x=*}; echo "$x"
*
$ touch f; : ${x=*}; echo "$x"
*
$ : ${x:=$(echo a)}; echo $x
a
$ : ${1=d}; echo no
? >0
! .
$ set --; : ${1:=d}; echo no
? >0
! .
$ set a; : ${1=d}; echo $1
a
$ readonly x=; : ${x:=d}; echo no
? >0
! .
$ (: ${x=d}; echo $x); echo ${x-unset}
d
unset
$ : "${x=\a}"; printf '%s\n' "$x"
\a
$ : ${x=\a}; printf '%s\n' "$x"
a
$ : ${x='$y'}; printf '%s\n' "$x"
$y
$ IFS=:; echo ${x=a:b}; echo "$x"
a b
a:b

#### indicate an error
$ echo ${x?}; echo no
? >0
! x
$ echo ${x:?}; echo no
? >0
! x
$ x=; echo "<${x?}>"
<>
$ x=; echo ${x:?}; echo no
? >0
! x
$ x=v; echo ${x?} ${x:?} ${x?msg} ${x:?msg}
v v v v
$ : ${x?some message}; echo no
? >0
! x.*some message
$ : ${x:?some message}; echo no
? >0
! x.*some message
$ y=text; : ${x?the $y}; echo no
? >0
! the text
$ : ${x?"a  b"}; echo no
? >0
! a  b
$ (: ${x?}) 2>/dev/null; echo after
after
$ (: ${x?}; echo no) 2>/dev/null; [ $? -ne 0 ] && echo failed
failed
$ y=$(: ${x?}) 2>/dev/null; [ $? -ne 0 ] && echo failed
failed
$ : ${1?}; echo no
? >0
! 1
$ set -- a; : ${1?}; echo yes
yes
$ : ${x?} || echo no
? >0
$ if : ${x?}; then echo no; else echo no; fi
? >0
$ f() { : ${x?}; echo no; }; f; echo no
? >0
$ { : ${x?}; } 2>/dev/null; echo no
? >0
$ eval ': ${x?}' 2>/dev/null; echo no
? >0
$ echo ${x?} > f 2>/dev/null; echo no
? >0
$ ${x?} 2>/dev/null; echo no
? >0
$ y=${x?} 2>/dev/null; echo no
? >0
$ for y in ${x?}; do :; done 2>/dev/null; echo no
? >0
$ case ${x?} in *) echo no;; esac
? >0
$ cat <<E
> ${x?}
> E
> echo no
? >0
@ note the here-document of a utility that is not special: the expansion error ends the shell all the same

#### use alternative values
$ echo "<${x+a}>" "<${x:+a}>"
<> <>
$ x=; echo "<${x+a}>" "<${x:+a}>"
<a> <>
$ x=v; echo ${x+a} ${x:+a}
a a
$ x=v; echo "<${x+}>" "<${x:+}>"
<> <>
$ x=v; printf '<%s>' ${x+a b}; echo
<a><b>
$ x=v; printf '<%s>' "${x+a b}"; echo
<a b>
$ x=v; printf '<%s>' ${x+"a b"}; echo
<a b>
$ x=v; printf '<%s>' ${x+"a b" c}; echo
<a b><c>
$ x=v; printf '<%s>' ${x:+"$x" "$x w"}; echo
<v><v w>
$ set -- ${x+a}; echo $#
0
$ set -- "${x+a}"; echo $#
1
$ x=v; set -- ${x+}; echo $#
0
$ x=v; set -- ${x+""}; echo $#
1
$ echo ${x+$(echo no >&2)}
|
!
$ x=v; echo ${x+$x$x}
vv
$ x=v; printf '%s\n' "${x+'a'}"
'a'
$ x=v; printf '%s\n' "${x+"a"}"
a
$ x=v; printf '%s\n' ${x+'a'}
a
$ x=v; HOME=/h; echo ${x+~}
/h
$ echo "${1+a}" "${#+a}" "${?+a}" "${$+a}" "${0+a}"
| a a a a
$ set --; echo "<${@+a}>" "<${*+a}>"
<> <>
$ set -- ''; echo "<${@+a}>" "<${*+a}>"
<a> <a>
$ set -- a; echo "<${@:+b}>" "<${*:+b}>"
<b> <b>
$ x=v; echo "${x:+a\}b}"
a}b
$ touch f1 f2; x=v; echo ${x+f*}
f1 f2
$ touch f1 f2; x=v; echo "${x+f*}"
f*

#### length
$ x=abc; echo ${#x}
3
$ x=; echo ${#x}
0
$ echo ${#x}
0
$ x='a b'; echo ${#x}
3
$ x='  '; echo ${#x}
2
$ x='a
> b'; echo ${#x}
3
$ set -- abcd; echo ${#1}
4
$ set -- a bb ccc 4 5 6 7 8 9 tententen; echo ${#10}
9
$ x=1234567890; echo ${#x}
10
$ true; echo ${#?}
1
$ (exit 100); echo ${#?}
3
$ x=$$; [ ${#$} = ${#x} ] && echo yes
yes
$ set a b c; echo ${#}
3
$ x=abc; echo "${#x}" a${#x}b
3 a3b
$ x=$(printf '%01000d' 0); echo ${#x}
1000
$ x=äöü; echo ${#x}
3
$ set -u; echo ${#x}; echo no
? >0
! x
$ echo ${#PWD} > /dev/null && echo yes
yes

#### remove smallest and largest suffix
@ table x=foo.tar.gz; echo "<${x{}}>"
%.* => <foo.tar>
%%.* => <foo>
%.gz => <foo.tar>
%%.gz => <foo.tar>
%.zip => <foo.tar.gz>
%z => <foo.tar.g>
%? => <foo.tar.g>
%?? => <foo.tar.>
%* => <foo.tar.gz>
%%* => <>
%*gz => <foo.tar.>
%%*gz => <>
% => <foo.tar.gz>
%% => <foo.tar.gz>
%o* => <fo>
%%o* => <f>
%[a-z]* => <foo.tar.g>
%%[a-z]* => <>
%foo* => <>
%f => <foo.tar.gz>
%[!.]* => <foo.tar.g>
%'.*' => <foo.tar.gz>
%".*" => <foo.tar.gz>
%\.* => <foo.tar>
%.[gh]z => <foo.tar>
%.tar* => <foo>
%%.tar.gz => <foo>
%.??? => <foo.tar.gz>
%.?? => <foo.tar>
%foo.tar.gz => <>
@ end

#### remove smallest and largest prefix
@ table x=/usr/local/bin; echo "<${x{}}>"
#/ => <usr/local/bin>
##/ => <usr/local/bin>
#*/ => <usr/local/bin>
##*/ => <bin>
#/usr => </local/bin>
#usr => </usr/local/bin>
#? => <usr/local/bin>
## => </usr/local/bin>
#* => </usr/local/bin>
##* => <>
#/*/ => <local/bin>
##/*/ => <bin>
#*l => <ocal/bin>
##*l => </bin>
#[/] => <usr/local/bin>
#[!/]* => </usr/local/bin>
#'*/' => </usr/local/bin>
#"*/" => </usr/local/bin>
#\*/ => </usr/local/bin>
#/usr/local/bin => <>
#/usr/local/bin/ => </usr/local/bin>
#/?sr => </local/bin>
##*/?i => <n>
@ end

#### patterns in the word
$ x=abc p='b*'; echo "${x%$p}"
a
$ x='ab*' p='*'; echo "${x%"$p"}"
ab
$ x='ab*' p='b*'; echo "${x%"$p"}"
a
$ x=abc p='b*'; echo "${x%"$p"}"
abc
$ x=abc p='b*'; echo ${x%"$p"} ${x%$p}
abc a
$ x=abc; echo "${x%$(echo c)}"
ab
$ x=abc; echo "${x%'c'}" "${x%"c"}" "${x%\c}"
ab ab ab
$ x='a}b'; echo "${x%\}b}"
a
$ x='a}b'; echo "${x%'}b'}"
a
$ x="a'b"; echo "${x%\'b}"
a
$ x='a"b'; echo "${x%\"b}"
a
$ x='a\b'; printf '%s\n' "${x%\\b}"
a
$ x='a\b'; printf '%s\n' "${x%'\b'}"
a
$ x='a$b'; echo "${x%\$b}"
a
$ x='a$b'; echo "${x%'$b'}"
a
$ x='a[b]'; echo "${x%\[b]}"
a
$ x='a[b]'; echo "${x%'[b]'}"
a
$ x='a b'; echo "${x% b}" "${x#a }"
a b
$ x='a  b'; echo ${x%b}c
a c
$ x='a
> b'; echo "${x%
> b}"
a
$ x='a
> b'; echo "${x%?b}" "${x##*a?}"
a b
$ x=~; HOME=/h; y=~/a; echo ${y#~}
/a
$ x=abab; echo ${x%ab} ${x%%ab} ${x#ab} ${x##ab}
ab ab ab ab
$ x=aaa; echo ${x%a*} ${x%%a*}. ${x#*a} ${x##*a}.
aa . aa .
$ x=abc; echo ${x%[bc]} ${x#[ab]} ${x%[!a]}
ab bc ab
$ x=a-b; echo ${x%[-]b} ${x%[a-]b} ${x#*[a-]}
a a -b
$ x=a]b; echo ${x%[]]b}
a
$ x=aé; echo "${x%?}"
a
@ note dash takes ? for a byte
$ x=éa; echo "${x#?}"
a
@ note dash takes ? for a byte
$ set -- a.c b.c; printf '<%s>' "${1%.c}" "${2%.c}"; echo
<a><b>
$ x=a.b.c; y=${x%.*}; z=${y##*.}; echo $z
b
$ x=abc; echo ${x#"a"b}
c
$ x='*'; echo "${x#\*}" "${x#'*'}" "${x#"*"}."
|  .
$ x='a*b*c'; echo "${x#*\*}" "${x##*\*}" "${x%\**}" "${x%%\**}"
b*c c a*b a
$ x=a/b/; echo "${x%/}" "${x%/*}"
a/b a/b
$ x=/; echo "<${x%/}>" "<${x#/}>"
<> <>
$ x=; echo "<${x%a}>" "<${x#a}>" "<${x%*}>"
<> <> <>
$ echo "<${x%a}>" "<${x##*}>"
<> <>
$ set -u; echo "${x%a}"; echo no
? >0
! x
$ x=12ab; echo "${x%%[!0-9]*}" "${x##*[0-9]}"
12 ab
$ x=ABcd; echo "${x%%[[:lower:]]*}" "${x##*[[:upper:]]}"
AB cd
$ x='  a b  '; y="${x#"${x%%[! ]*}"}"; echo "<$y>"
<a b  >
$ x='  a b  '; y="${x%"${x##*[! ]}"}"; echo "<$y>"
<  a b>
$ x=abc; echo ${x%${x#a}}
a
$ x=file.c; echo ${x%.c}.o
file.o
$ x='a(b)'; echo "${x%(b)}"
a
$ x='a(b)'; echo "${x#a(}"
b)
$ x='a;b|c&d'; echo "${x#*;}" "${x#*|}" "${x#*&}"
b|c&d c&d d
$ x=a#b#c; echo "${x#*#}" "${x##*#}" "${x%#*}" "${x%%#*}"
b#c c a#b a
$ x='a%b%c'; echo "${x#*%}" "${x%\%*}" "${x%%\%*}"
b%c a%b a
$ x='a b c'; printf '<%s>' ${x#a }; echo
<b><c>

#### -u
$ set -u; echo $x; echo no
? >0
! x
$ set -u; echo "${x}"; echo no
? >0
! x
$ set -u; echo $1; echo no
? >0
! 1
$ set -u; echo "$@" "$*" $@ $*; echo yes
|
yes
$ set -u; echo ${x-a} ${x:-a} ${x+b} ${x=c} $x
a a c c
$ set -u; x=; echo "$x"; echo yes
|
yes
$ set -u; (echo $x) 2>/dev/null; echo after
after
$ set -u; y=$x; echo no
? >0
$ set -u; echo $x || echo no
? >0
$ set -u; if [ -z "$x" ]; then echo no; fi
? >0
$ set -u; set +u; echo "<$x>"
<>
$ set -u; f() { echo $x; }; x=1; f
1
$ set -u; for x in; do :; done; echo "${x-unset}"
unset
$ set -u; echo $# $? ${#}
0 0 0
$ set -u; set --; for x in "$@"; do :; done; echo yes
yes
$ $SH -u -c 'echo $x; echo no'
? >0

#### what is no expansion
$ echo ${}; echo no
? >0
! .
$ echo ${x y}; echo no
? >0
! .
$ echo ${x-y; echo no
? >0
! .
$ echo ${-}x > /dev/null && echo yes
yes
$ echo $ $+ $% $. $/ $= $: $, $] $^ $}
|$ $+ $% $. $/ $= $: $, $] $^ $}
$ echo "$" "$+" "$%" "$.a"
|$ $+ $% $.a
$ x=1; echo $x$x${x}$x
1111
$ x=1; echo "$x"'$x'$x
1$x1
$ x=y y=z; eval echo \$$x
z
$ x='$y'; echo $x
$y
$ x='a b'; eval "y='$x'"; echo "$y"
a b

#### the order of expansions: once, and left to right
$ x='$(echo bad)'; echo $x
$(echo bad)
$ x='`echo bad`'; echo "$x"
`echo bad`
$ x=~; y='~'; HOME=/h; echo $y
~
$ echo ${x=1}$x ${x}
11 1
$ echo $x${x=1}
1
$ x='"a b"'; printf '<%s>' $x; echo
<"a><b">
$ x="'a b'"; printf '<%s>' $x; echo
<'a><b'>
$ x='a\ b'; printf '<%s>' $x; echo
<a\><b>
$ x='{a,b}'; echo $x
{a,b}
$ x='a;b'; echo $x
a;b
$ x='>f'; echo $x; [ -e f ] || echo none
>f
none
$ x='a|b'; echo $x
a|b
#### $@ beside quoted nothing
$ set --; for a in """$@"; do echo "<$a>"; done; for a in "$@"""; do echo "<$a>"; done; for a in "$@"; do echo "<$a>"; done
<>
<>
$ set --; for a in """$@"''"$@"''; do echo "<$a>"; done
<>
$ IFS=; set -- '' ''; echo "x${*:+y}x"; set -- '' a; echo "x${*:+y}x"
xx
xyx

#### a word of ? that becomes nothing is no omitted one
$ unset foo; x=; (echo ${foo?$x}); (echo ${foo:?""}); (echo ${foo?})
! foo: \n.*foo: \n.*foo: .*set
? >0
