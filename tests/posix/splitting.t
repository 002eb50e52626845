# XCU 2.6.5 Field Splitting, 2.6.7 Quote Removal

#### the default IFS
$ x=' a  b	c
> d '; printf '<%s>' $x; echo
<a><b><c><d>
$ x='a b'; printf '<%s>' "$x"; echo
<a b>
$ x=' '; set -- $x; echo $#
0
$ x=; set -- $x; echo $#
0
$ set -- $x; echo $#
0
$ x=' '; set -- "$x"; echo $#
1
$ x=' '; set -- a$x; echo $#:$1
1:a
$ x=' '; set -- a${x}b; echo $#:$1:$2
2:a:b
$ x=' '; set -- $x$x; echo $#
0
$ x='a '; set -- ${x}b; echo $#:$1:$2
2:a:b
$ x=' a'; set -- b$x; echo $#:$1:$2
2:b:a
$ x=' a '; set -- b${x}c; echo $#:$1:$2:$3
3:b:a:c
$ x='a b' y='c d'; set -- $x$y; echo $#:$1:$2:$3
3:a:bc:d
$ x='a b'; set -- "$x"$x; echo "$#:$1:$2"
2:a ba:b
$ x='a b'; set -- $x"$x"; echo "$#:$1:$2"
2:a:ba b
$ x='a b'; set -- ''$x''; echo "$#:$1:$2"
2:a:b
$ x=' '; set -- ''$x''; echo "$#"
2
$ x=' '; set -- ''$x; echo "$#"
1
$ x=; set -- ''$x; echo "$#"
1
$ x=; set -- $x''; echo "$#"
1
$ x=' a'; set -- ''$x; echo "$#:$1:$2"
2::a
$ x='a '; set -- $x''; echo "$#:$1:$2"
2:a:
$ unset IFS; x=' a  b	c
> d '; printf '<%s>' $x; echo
<a><b><c><d>

#### what is split: only results of expansions
$ IFS=:; printf '<%s>' a:b; echo
<a:b>
$ IFS=:; x=a:b; printf '<%s>' $x; echo
<a><b>
$ IFS=:; printf '<%s>' $(echo a:b); echo
<a><b>
$ IFS=:; printf '<%s>' `echo a:b`; echo
<a><b>
$ IFS=1; printf '<%s>' $((213)); echo
<2><3>
$ IFS=:; x=a:b; printf '<%s>' $x:$x; echo
<a><b:a><b>
$ IFS=:; x=a:b; printf '<%s>' c:$x:d; echo
<c:a><b:d>
$ IFS=:; x=:; printf '<%s>' a${x}b; echo
<a><b>
$ IFS=/; printf '<%s>' a/b $HOME/c | head -c 5; echo
<a/b>
$ IFS=:; for x in a:b; do echo $x; done
a b
$ IFS=:; x=a:b; for y in $x; do echo $y; done
a
b
$ IFS=o; echo foo
foo
$ IFS=o; x=foo; echo $x
f 
@ note the fields f, and an empty one, which echo separates by a blank
$ IFS=:; HOME=/a:b; printf '<%s>' ~; echo
</a:b>
$ IFS=:; x=a:b; y=$x; echo "$y"
a:b
$ IFS=:; x=a:b; case $x in a:b) echo yes;; esac
yes
$ IFS=:; x=a:b; echo z > $x; ls
a:b
$ IFS=:; x=a:b; cat <<E
> $x
> E
a:b
$ IFS=:; x=a:b; export y=$x; echo "$y"
a:b
$ IFS=' '; x='a b'; readonly y=$x; echo "$y"
a b
$ IFS=:; x=a:b; set -- "$x"$x; printf '<%s>' "$@"; echo
<a:ba><b>
$ IFS=x; y=axb; echo $y ${y} "$y"
a b a b axb
$ IFS=-; x=echo-a; $x
a
$ IFS=' '; x='echo a'; $x
a
$ IFS=:; x=a:b; printf '<%s>' ${x#a}; echo
<><b>
$ IFS=:; x=a:b; printf '<%s>' ${#x}; echo
<3>

#### IFS characters that are no blanks: each ends a field
@ table IFS=:; x='{}'; printf '<%s>' $x; echo
a => <a>
a:b => <a><b>
a:b:c => <a><b><c>
a: => <a>
:a => <><a>
: => <>
:: => <><>
a::b => <a><><b>
a:b: => <a><b>
a:b:: => <a><b><>
:a: => <><a>
::a => <><><a>
a b => <a b>
a b:c d => <a b><c d>
 a : b  => < a >< b >
@ end

#### mixed: blanks beside another separator belong to it
@ table IFS=' :'; x='{}'; printf '<%s>' $x; echo
a b => <a><b>
a:b => <a><b>
a : b => <a><b>
a  :  b => <a><b>
a: b => <a><b>
a :b => <a><b>
a : : b => <a><><b>
a::b => <a><><b>
 a => <a>
a  => <a>
 : a => <><a>
a : => <a>
a :  => <a>
a : : => <a><>
 a:b  => <a><b>
 : => <>
a b:c => <a><b><c>
a:  :b => <a><><b>
@ end

#### other IFS values
$ IFS=; x='a b	c'; printf '<%s>' $x; echo
<a b	c>
$ IFS=; x=; set -- $x; echo $#
0
$ IFS=; x=' '; set -- $x; echo $#
1
$ IFS='
> '; x='a b
> c'; printf '<%s>' $x; echo
<a b><c>
$ IFS='
> '; x='

> a

> b

> '; printf '<%s>' $x; echo
<a><b>
$ IFS='	'; x='a b	c'; printf '<%s>' $x; echo
<a b><c>
$ IFS='	'; x='a		b'; printf '<%s>' $x; echo
<a><b>
$ IFS=ab; x=1a2b3; printf '<%s>' $x; echo
<1><2><3>
$ IFS=,; x='a, b ,c'; printf '<%s>' $x; echo
<a>< b ><c>
$ IFS=', '; x='a, b ,c'; printf '<%s>' $x; echo
<a><b><c>
$ IFS='*'; x='a*b'; printf '<%s>' $x; echo
<a><b>
$ IFS='\'; x='a\b'; printf '<%s>' $x; echo
<a><b>
$ IFS='"'; x='a"b"c'; printf '<%s>' $x; echo
<a><b><c>
$ IFS="'"; x="a'b"; printf '<%s>' $x; echo
<a><b>
$ IFS='$'; x='a$b'; printf '<%s>' $x; echo
<a><b>
$ IFS='[]'; x='a[b]c'; printf '<%s>' $x; echo
<a><b><c>
$ IFS=-; x=a-b; printf '<%s>' $x; echo
<a><b>
$ IFS=^a; x=1a2^3; printf '<%s>' $x; echo
<1><2><3>
$ IFS=é; x=aéb; printf '<%s>' $x; echo
<a><b>
@ note characters of IFS may be longer than a byte; dash and mksh split at bytes
$ IFS=é; x=aèb; printf '<%s>' $x; echo
<aèb>
@ note è shares a byte with é
$ IFS=é; set -- a b; echo "$*"
aéb
@ note the first character, not byte
$ IFS=' é'; x='a é b'; printf '<%s>' $x; echo
<a><b>
@ note as above
$ IFS=::; x=a:b::c; printf '<%s>' $x; echo
<a><b><><c>
$ IFS='  '; x='a  b'; printf '<%s>' $x; echo
<a><b>
$ x='a:b'; IFS=: y=$x; printf '<%s>' $x; echo
<a><b>
$ x=a:b; f() { printf '<%s>' $x; echo; }; IFS=: f; f
<a><b>
<a:b>
@ note Issue 8 leaves it unspecified whether the assignment before a function stays; these shells say it does not
$ x=a:b; IFS=: eval 'printf "<%s>" $x'; echo
<a><b>
$ x='a b'; IFS=: ; printf '<%s>' $x; IFS=' '; printf '<%s>' $x; echo
<a b><a><b>
$ x=a:b; (IFS=:; printf '<%s>' $x); printf '<%s>' $x; echo
<a><b><a:b>
$ IFS=:; set -- a:b c; printf '<%s>' $1 $2; echo
<a><b><c>
$ IFS=:; set -- 'a b' ''; printf '<%s>' $1 $2 x; echo
<a b><x>
$ IFS=:; x=; set -- $x$x; echo $#
0
$ IFS=:; x=; set -- a$x; echo $#
1
$ IFS=:; x=:; set -- $x$x; echo $#
2
$ IFS=:; x=a: y=b; printf '<%s>' $x$y; echo
<a><b>
$ IFS=:; x=a y=:b; printf '<%s>' $x$y; echo
<a><b>
$ IFS=:; x=a: y=:b; printf '<%s>' $x$y; echo
<a><><b>
$ IFS=' :'; x='a ' y=':b'; printf '<%s>' $x$y; echo
<a><b>
$ IFS=' :'; x='a: ' y='b'; printf '<%s>' $x$y; echo
<a><b>
$ IFS=' :'; x='a :' y=' b'; printf '<%s>' $x$y; echo
<a><b>
$ IFS=:; x=':'; set -- ''$x; echo "$#"
1
$ IFS=:; x=':'; set -- $x''; echo "$#"
2
$ IFS=:; x=':'; set -- ''$x''; echo "$#"
2
$ IFS=:; x='a:'; set -- "$x"; printf '<%s>' "$@"; echo
<a:>
$ IFS=:; x=a:b; set -- ${x-d} ${y-c:d}; printf '<%s>' "$@"; echo
<a><b><c><d>
$ x='a\ b'; printf '<%s>' $x; echo
<a\><b>
$ x='"a b"'; printf '<%s>' $x; echo
<"a><b">
$ IFS=:; x='\:'; printf '<%s>' $x; echo
<\>
$ IFS=:; x='a\:b'; printf '<%s>' $x; echo
<a\><b>

#### many fields
$ x=$(i=0; while [ $i -lt 2000 ]; do echo $i; i=$((i+1)); done); set -- $x; echo $# $1 ${2000}
2000 0 1999
$ x=$(printf '%02000d' 0); IFS=0; set -- $x; echo "$#"
1999
$ x=$(printf '%02000d' 0); IFS=1; set -- $x; echo "$# ${#1}"
1 2000

#### quote removal: quotes that were written, not those that came from an expansion
$ echo a'b'"c"\d
abcd
$ x="'"; echo $x"'"\'
'''
$ x='\'; printf '%s\n' $x\\
\\
$ x='"'; echo "$x" $x '"'
" " "
$ echo ''
|
$ printf '<%s>' ''"" ''; echo
<><>
$ x=''\''a'\'''; echo $x
'a'
$ printf '%s\n' "\\a" '\\a' \\a
\a
\\a
\a
$ cat < 'f'"" 2>/dev/null || echo no
no
$ echo a > 'f'"1"; cat f1
a
$ case 'a'b in a"b") echo yes;; esac
yes
$ for x in 'a'"b" \c; do echo $x; done
ab
c
$ x='a'"b"\c; echo $x
abc
$ e"ch"o a
a
