# XCU 2.7.4 Here-Document

#### text
$ cat <<E
> a
> b
> E
a
b
$ cat << E
> a
> E
a
$ cat <<E
> E
$ cat <<E
>
> E
|
$ cat <<E
>   a  b
> E
|  a  b
$ cat <<E
> a
> E
> echo b
a
b
$ cat <<E; echo b
> a
> E
a
b
$ cat <<E && echo b
> a
> E
a
b
$ cat <<E | cat
> a
> E
a
$ cat <<E |
> a
> E
> cat
a
$ cat <<E &&
> a
> E
> echo b
a
b
$ cat 0<<E
> a
> E
a
$ cat <<E -
> a
> E
a
$ <<E cat
> a
> E
a
$ cat <<E > f
> a
> E
> cat f
a
$ cat > f <<E
> a
> E
> cat f
a
$ cat <<E
> a
>  E
> E
a
| E
$ cat <<E
> a
> E 
> E
a
E 
$ cat <<E
> EE
> E
EE
$ cat <<EOF
> it's "so" `echo a`
> EOF
it's "so" a
$ cat <<-E
> 	one\
> 	two
> 	three
> 	E
|one	two
three
$ cat <<-E
> 	a
> 		b
> 	E
a
b
$ cat <<-E
> a	b
> E
a	b
$ cat <<-E
>  	a
> E
| 	a
$ cat <<-	E
> 	a
> 	E
a
$ cat <<-'E'
> 	$a
> 	E
$a
$ x='	a'; cat <<-E
> 	$x
> 	E
|	a
$ if true; then
> 	cat <<-E
> 	a
> 	E
> fi
a
$ cat <<END-OF_TEXT.1
> a
> END-OF_TEXT.1
a
$ cat <<!
> a
> !
a
$ cat <<%
> a
> %
a
$ cat <<E
> # a
> E
|# a
$ cat <<E
> a;b|c&d<e>f(g)
> E
a;b|c&d<e>f(g)
$ cat <<é
> a
> é
a
$ x=$(cat <<E
> a
> E
> ); echo $x
a
$ cat <<E | { read x; echo "<$x>"; cat; }
> a
> b
> E
<a>
b
$ read x <<E
> a b
> E
> echo "$x"
a b
$ while read x; do echo "<$x>"; done <<E
> a
> b
> E
<a>
<b>
$ (cat) <<E
> a
> E
a
$ { cat; } <<E
> a
> E
a
$ if cat; then echo b; fi <<E
> a
> E
a
b
$ for x in 1 2; do cat <<E; done
> $x
> E
1
2
$ f() { cat <<E
> $1
> E
> }; f a; f b
a
b
$ f() { cat <<E; }
> $1
> E
> f a
a
$ case a in a) cat <<E;; esac
> b
> E
b
$ eval 'cat <<E
> a
> E'
a
$ eval 'cat <<E
> a
> E
> echo b'
a
b
$ cat <<E & wait
> a
> E
a
$ : <<E
> $(echo a >&2)
> E
! a
$ cat <<E 2>&1
> $(echo a >&2)
> E
|
! ^a
@ note the document is expanded before the redirections that follow take effect
$ exec 3<<E
> a
> E
> cat <&3
a
$ cat <&3 3<<E
> a
> E
? >0
@ note the order: descriptor 3 is not open yet
$ cat 3<<E <&3
> a
> E
a

#### quoted: nothing is expanded
$ cat <<'E'
> $x `a` $(b) $((1)) \$ \\ \
> E
$x `a` $(b) $((1)) \$ \\ \
$ cat <<"E"
> $x \a
> E
$x \a
$ cat <<\E
> $x \a
> E
$x \a
$ cat <<E'O'F
> $x
> EOF
$x
$ cat <<''
> $x
>
> echo b
$x
b
$ cat <<"A B"
> $x
> A B
$x
$ cat <<A\ B
> $x
> A B
$x
$ cat <<'$x'
> a
> $x
a
$ cat <<'E'
> a\
> E
a\
$ cat <<"E\\F"
> $x
> E\F
$x
$ cat <<'a"b'
> $x
> a"b
$x
$ cat <<'`'
> $x
> `
$x
$ cat <<"\$E"
> $x
> $E
$x
$ cat <<''E
> $x
> E
$x

#### unquoted: parameters, commands, arithmetic, and the backslash
$ x=v; cat <<E
> $x ${x} "$x" '$x'
> E
v v "v" 'v'
$ cat <<E
> $(echo a) `echo b` $((1+2))
> E
a b 3
$ cat <<E
> \$x \`a\` \\ \a \" \'
> E
$x `a` \ \a \" \'
$ cat <<E
> a\
> b
> E
ab
$ cat <<E
> a\
> E
> E
aE
$ cat <<E
> a\\
> E
a\
$ cat <<E
> a\\\
> b
> E
a\b
$ cat <<E
> \
> E
$ cat <<E
> $
> a$ b
> E
|$
a$ b
$ x='a  b'; cat <<E
> $x
> E
a  b
$ touch a; cat <<E
> * ~ {a,b}
> E
|* ~ {a,b}
$ x='$y'; cat <<E
> $x
> E
$y
$ x='a
> b'; cat <<E
> $x
> E
a
b
$ set -- 'a b' c; cat <<E
> $@ $* "$@" $# $1
> E
a b c a b c "a b c" 2 a b
$ set -- a b; IFS=:; cat <<E
> $*
> E
a:b
$ cat <<E
> ${x-a}
> ${x-"a"}
> ${x-'a'}
> E
a
a
'a'
@ note double quotes within the braces are special again; dash prints them
$ cat <<E
> ${x-a b}
> ${x-a  b}
> E
a b
a  b
$ cat <<E
> ${x-\}}
> E
}
$ cat <<E
> ${x-$(echo a)}
> E
a
$ x=abc; cat <<E
> ${x%c} ${x#a} ${#x}
> E
ab bc 3
$ x=abc; cat <<E
> ${x%"c"} ${x%'c'}
> E
ab ab
@ note quotes in the word of a pattern expansion
$ cat <<E
> ${x:=d}
> E
> echo $x
d
d
$ cat <<E
> $(cat <<F
> a
> F
> )
> E
a
$ cat <<E
> $(echo "a  b")
> "$(echo "a  b")"
> E
a  b
"a  b"
$ cat <<E
> $(echo ')')
> E
)
$ cat <<E
> $((
> 1 + 2
> ))
> E
3
$ cat <<E
> `echo "a"` `echo '\$x'`
> E
a $x
$ x=E; cat <<E
> $x
> E
E
$ x='a
> E
> b'; cat <<E
> $x
> E
a
E
b
$ cat <<E
> $(false)
> E
> echo $?
|
0
$ false; cat <<E
> $?
> E
1
$ x=1; cat <<E
> $((x+=1))
> E
> echo $x
2
2
$ cat <<$x
> a
> $x
a
@ note the delimiter is not expanded
$ set -u; cat <<E
> $x
> E
> echo no
? >0
! x
@ note an expansion error ends the shell; three of the rivals expand the document in the child
$ cat <<E
> 

> a
> E
|
a

#### several
$ cat <<A <<B
> a
> A
> b
> B
b
$ cat <<A; cat <<B
> a
> A
> b
> B
a
b
$ cat <<A && cat <<B
> a
> A
> b
> B
a
b
$ cat <<A | cat - /dev/fd/3 3<<B
> a
> A
> b
> B
a
b
$ { cat; cat <&3; } <<A 3<<B
> a
> A
> b
> B
a
b
$ { cat <<A; cat <<B; }
> a
> A
> b
> B
a
b
$ cat <<A; echo "$(cat <<B
> b
> B
> )"
> a
> A
a
b
$ cat <<A; echo $(cat <<B
> a
> A
> b
> B
> )
> c
> A
c
a A b
$ x=$(cat <<A; (cat <<B)
> a
> A
> b
> B
> ); echo "$x"
a
b
$ cat <<A && echo "$(cat <<B && cat <<C
> b
> B
> c
> C
> )" && cat <<D
> a
> A
> d
> D
a
b
c
d
$ if cat <<A; then cat <<B; fi
> a
> A
> b
> B
a
b
$ cat <<-A; cat <<'B'
> 	a
> 	A
> $b
> B
a
$b
$ cat 3<<A 4<<B <&3; cat 4<<C <&4
> a
> A
> b
> B
> c
> C
a
c
$ cat <<A; x=1
> $x
> A
> cat <<A
> $x
> A
|
1

#### large ones
$ x=$(i=0; while [ $i -lt 5000 ]; do echo "this is line $i"; i=$((i+1)); done); cat <<E | wc -l
> $x
> E
5000
$ x=$(printf '%0200000d' 0); cat <<E | wc -c
> $x
> E
200001
$ x=$(printf '%0200000d' 0); cat <<E > f
> $x
> E
> wc -c < f
200001
$ x=$(printf '%0200000d' 0); read y <<E
> $x
> E
> echo ${#y}
200000
$ x=$(printf '%0100000d' 0); : <<E
> $x
> E
> echo $?
0
$ x=$(printf '%0100000d' 0); true <<E; echo $?
> $x
> E
0
$ i=0; while [ $i -lt 300 ]; do read x <<E
> $i
> E
> i=$((i+1)); done; echo $x
299

#### the document in a subshell and in the background
$ (cat <<E
> a
> E
> )
a
$ { cat <<E
> a
> E
> } | cat
a
$ x=1; (cat) <<E
> $x
> E
1
$ x=1; cat <<E | cat
> $x$((x+=1))
> E
12
$ f() { cat; } <<E
> $x
> E
> x=1; f; x=2; f
1
2

#### what one process has read is gone for all
$ while read l; do ($(echo ulimit) -n 50; read m; echo $l-$m); done <<E
> a
> b
> c
> d
> E
a-b
c-d
$ while read l; do (: & read m; echo $l-$m); done <<E
> a
> b
> c
> d
> E
a-b
c-d
$ { read a; { read b; echo $b; } | cat; echo $a; } <<E
> a
> b
> E
b
a
$ { x=$(read a; : & echo $a); (: & read b; echo $x $b); cat; } <<E
> a
> b
> c
> E
a b
c

#### the text ends before the here-document does
$ printf 'cat <<E\na\n' > s; $SH s
a
$ printf 'cat <<E\na' > s; $SH s; echo
a

#### a delimiter that begins with tabs
$ cat <<-'	END'
> 	hello
> 	END
> echo end
hello
end
@ note in others such a delimiter is never met; bash compares the line before its tabs are taken away
