# XCU 2.2 Quoting

#### backslash
$ echo \a\b
ab
$ echo \\
\
$ echo a\ b
a b
$ echo a\ \ b
a  b
$ printf '<%s>' a\ b c; echo
<a b><c>
$ echo \$HOME
$HOME
$ echo \"a\"
"a"
$ echo \'a\'
'a'
$ echo \`a\`
`a`
$ echo \# a
|# a
$ echo a\;b\&c\|d\<e\>f\(g\)
a;b&c|d<e>f(g)
$ echo \*
*
$ touch ab; echo a\*
a*
$ touch ab; echo \a*
ab
$ touch 'a*b' aab; echo a\**
a*b
$ echo \~
~
$ echo \{ \}
{ }
$ echo \!
|!
$ echo \=a
=a
$ printf '[%s]\n' \	
[	]
$ echo a\
> b
ab
$ echo a \
> b
a b
$ ec\
> ho a
a
$ printf '%s\n' \\\
> b
\b
$ i\
> f true; then echo yes; fi
yes
$ echo a &\
> & echo b
a
b
$ echo "a\
> b"
ab
$ echo 'a\
> b'
a\
b
$ x=ab; echo $\
> x
ab
$ x=ab; echo ${\
> x}
ab
$ x=ab; echo ${x\
> }
ab
$ echo a >\
> f; cat f
a
$ \echo a
a
$ e\cho a
a
$ "echo" a
a
$ e'ch'o a
a
$ x\=1 2>/dev/null || echo no command
no command
$ 'x=1' 2>/dev/null || echo no command
no command
$ x"=1" 2>/dev/null || echo no command
no command
$ x='a b' y=c\ d; echo "$x$y"
a bc d
$ echo a \
> # a comment
a
$ echo a\
> # no comment, the word goes on
a# no comment, the word goes on
$ # a comment that ends in a backslash \
> echo b
b

#### single quotes
$ echo 'a b'
a b
$ echo 'a  b'  c
a  b c
$ printf '%s\n' '$x `y` \n "z" \\'
$x `y` \n "z" \\
$ printf '%s\n' ''
|
$ printf '<%s>' a '' b; echo
<a><><b>
$ printf '<%s>' ''''; echo
<>
$ printf '<%s>' a''b; echo
<ab>
$ echo 'a
> b'
a
b
$ echo 'it'\''s'
it's
$ echo 'a'"b"c
abc
$ printf '%s\n' '\'
\
$ printf '%s\n' '\\'
\\
$ touch a; echo '*'
*
$ echo '# a'
|# a
$ echo '~'
~
$ echo 'a;b' 'c&d'
a;b c&d
$ 'if' true 2>/dev/null; echo $?
127
$ echo '"'
"
$ echo '!'
|!
$ printf '%s\n' 'é😀'
é😀

#### double quotes
$ echo "a b"
a b
$ x='a  b'; echo "$x"
a  b
$ x='a  b'; echo $x
a b
$ x=1; echo "$x" "${x}" "$(echo 2)" "`echo 3`" "$((4))"
1 1 2 3 4
$ x='*'; echo "$x"
*
$ echo "'"
'
$ echo "'$((1))'"
'1'
$ printf '%s\n' "\$x"
$x
$ printf '%s\n' "\`x\`"
`x`
$ printf '%s\n' "\""
"
$ printf '%s\n' "\\"
\
$ printf '%s\n' "\a"
\a
$ printf '%s\n' "\n\t"
\n\t
$ printf '%s\n' "\'"
\'
$ printf '%s\n' "\!\#\*\~\ "
\!\#\*\~\ 
$ printf '%s\n' "\\\\"
\\
$ printf '%s\n' "\\\$x"
\$x
$ printf '%s\n' "a
> b"
a
b
$ printf '<%s>' "" a "" ; echo
<><a><>
$ printf '<%s>' """"; echo
<>
$ x=; printf '<%s>' "$x" ; echo
<>
$ unset x; printf '<%s>' "$x"a ; echo
<a>
$ printf '%s\n' "$"
|$
$ printf '%s\n' "a$"
a$
$ printf '%s\n' "$ a"
|$ a
$ printf '%s\n' "a$ b" $
a$ b
|$
$ echo "~"
~
$ echo "# a"
|# a
$ echo "a"b'c'\d
abcd
$ echo "a;b" "c|d" "e&f" "(g)" "<h>"
a;b c|d e&f (g) <h>
$ x=b; echo "a"$x"c"
abc
$ x=b; echo a"$x"c
abc
$ x=b; echo "a$x'c'"
ab'c'
$ echo "$(echo "a  b")"
a  b
$ echo "$(echo "$(echo "a  b")")"
a  b
$ echo "a$(echo ")")b"
a)b
$ echo "a$(echo '"')b"
a"b
$ echo "`echo \"a  b\"`"
a  b
$ echo "`echo '\$x'`"
$x
$ x='a"b'; echo "$x"
a"b
$ x="a'b"; echo "$x"
a'b
$ x='a\b'; printf '%s\n' "$x" $x
a\b
a\b
$ x='\\'; printf '%s\n' "$x"
\\
$ set -- 'a b' c; printf '<%s>' "$@"; echo
<a b><c>
$ set -- 'a b' c; printf '<%s>' "$*"; echo
<a b c>
$ set -- a b; printf '<%s>' "x$@y"; echo
<xa><by>
$ set -- a b; printf '<%s>' "$@$@"; echo
<a><ba><b>
$ set --; set -- "$@"; echo $#
0
$ set --; set -- "$*"; echo $#
1
$ set --; set -- ""$@""; echo $#
1
$ set --; set -- "$@""$@"; echo $#
0
$ set --; set -- "x$@"; echo $#:$1
1:x

#### dollar and single quotes
$ printf '%s\n' $'a'
a
$ printf '%s\n' $'a\nb'
a
b
$ printf '%s\n' $'a\tb'
a	b
$ printf '%s\n' $'\''
'
$ printf '%s\n' $'\"'
"
$ printf '%s\n' $'"'
"
$ printf '%s\n' $'\\'
\
$ printf '%s\n' $'\\n'
\n
$ printf %s $'\a\b\e\f\n\r\t\v' | od -An -tx1 | tr -d ' \n'; echo
07081b0c0a0d090b
$ printf '%s\n' $'\101\102'
AB
$ printf '%s\n' $'\x41\x42'
AB
$ printf '%s\n' $'\x4a\x4A'
JJ
$ printf '%s' $'\1\12\123' | od -An -to1
| 001 012 123
$ printf '%s' $'\cA\ca\cZ' | od -An -tx1
| 01 01 1a
$ printf '%s' $'\c\\' | od -An -tx1
| 1c
$ printf '%s' $'\c[\c]\c^\c_\c?' | od -An -tx1
| 1b 1d 1e 1f 7f
$ printf '%s\n' $'a b'$'c d'
a bc d
$ printf '<%s>' $''; echo
<>
$ x=$'a  b'; printf '%s\n' "$x"
a  b
$ printf '%s\n' "$'a'"
$'a'
$ printf '%s\n' $'$HOME `x` *'
$HOME `x` *
$ printf '%s\n' $'\303\251'
é
$ printf '%s\n' $'\xc3\xa9'
é
$ printf '%s\n' a$'\n'b
a
b
$ case a in $'\x61') echo yes;; esac
yes
$ case 'a*' in $'a*') echo yes;; esac
yes
$ case ab in $'a*') echo no;; *) echo yes;; esac
yes
$ IFS=$'\n'; set -- $(printf 'a b\nc'); echo $#
2
$ x='a.b'; printf '%s\n' "${x%$'.b'}"
a
$ cat <<E
> $'a'
> E
$'a'
$ printf '%s\n' '$'a''
$a
