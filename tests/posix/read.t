# XCU read

#### splitting a line among variables
@ table IFS=' 	'; printf '%s\n' '{}' | { read a b; printf '<%s><%s>' "$a" "$b"; }; echo
x => <x><>
x y => <x><y>
x y z => <x><y z>
  x   y   z   => <x><y   z>
x	y	z => <x><y	z>
 => <><>
   => <><>
x  => <x><>
x y  => <x><y>
x\ y z => <x y><z>
x\\y z => <x\y><z>
x \y z => <x><y z>
x y\ z => <x><y z>
x y\  => <x><y >
\x => <x><>
@ end
@ table printf '%s\n' '{}' | { IFS=: read a b c; printf '<%s><%s><%s>' "$a" "$b" "$c"; }; echo
x => <x><><>
x:y => <x><y><>
x:y:z => <x><y><z>
x:y:z:w => <x><y><z:w>
x:y:z: => <x><y><z>
x:y:z:w: => <x><y><z:w:>
x:y:z:: => <x><y><z::>
:x => <><x><>
::x => <><><x>
:::x => <><><:x>
: => <><><>
:: => <><><>
::: => <><><>
x: => <x><><>
x:: => <x><><>
x::: => <x><><>
x::y => <x><><y>
 x : y  => < x >< y ><>
x\:y:z => <x:y><z><>
@ end
@ table printf '%s\n' '{}' | { IFS=' :' read a b c; printf '<%s><%s><%s>' "$a" "$b" "$c"; }; echo
x y z => <x><y><z>
x : y : z => <x><y><z>
 x:y z  => <x><y><z>
x  y::z => <x><y><:z>
x y z w => <x><y><z w>
x y z : => <x><y><z>
x y z : w  => <x><y><z : w>
 : x => <><x><>
@ end
@ table printf '%s\n' '{}' | { IFS= read a; printf '<%s>' "$a"; }; echo
x => <x>
  x  y   => <  x  y  >
a\b => <ab>
a\\b => <a\b>
a:b => <a:b>
@ end
@ table printf '%s\n' '{}' | { IFS= read -r a; printf '<%s>' "$a"; }; echo
x => <x>
  x  y   => <  x  y  >
a\b => <a\b>
a\\b => <a\\b>
\ => <\>
a\ => <a\>
$x `y` "z" * => <$x `y` "z" *>
@ end
@ table printf '%s\n' '{}' | { read -r a b; printf '<%s><%s>' "$a" "$b"; }; echo
x y z => <x><y z>
a\ b => <a\><b>
a\b c\d => <a\b><c\d>
  a  b   => <a><b>
@ end
@ table printf '%s\n' '{}' | { read a; printf '<%s>' "$a"; }; echo
  x  y   => <x  y>
	x	 => <x>
\  x => <  x>
@ end
$ printf '%s\n' 'x \ ' | { read a; printf '<%s>' "$a"; }; echo
<x  >
@ note an escaped blank is no delimiter and is not removed at the end; yash alone does it so

#### lines
$ printf 'a\nb\n' | { read x; read y; echo $x$y; }
ab
$ printf 'a\\\nb\n' | { read x; echo $x; }
ab
$ printf 'a\\\n' | { read x; echo "$x:$?"; }
a:1
@ note the line goes on, but there is no more: end of file
@ skip yash
@ skip dash
@ skip bash
@ skip mksh
$ printf 'a\\\n\\\nb\n' | { read x; echo $x; }
ab
$ printf 'a\\\nb\n' | { read -r x; printf '%s\n' "$x"; }
a\
$ printf 'a' | { read x; echo "$? $x"; }
1 a
$ printf '' | { x=1; read x; echo "$? <$x>"; }
1 <>
$ printf 'a b' | { read x y; echo "$? $x $y"; }
1 a b
$ printf '\n' | { read x; echo "$? <$x>"; }
0 <>
$ printf 'a\n\nb\n' | { read x; read y; read z; echo "<$x><$y><$z>"; }
<a><><b>
$ printf 'a\nb\n' | { read x; cat; }
b
@ note no byte beyond the newline is read
$ printf 'a\nb\nc\n' | { read x; sh -c 'read y; echo $y'; read z; echo $z; }
b
c
$ printf 'a\nb\n' > f; { read x; cat; } < f
b
$ printf 'a\nb\nc\n' > f; { read x; (read y; echo $y); read z; echo $z; } < f
b
c
$ printf 'a\n' > f; read x < f; read y < f; echo $x$y
aa
$ x=$(printf 'a\nb\n' | while read l; do echo "<$l>"; done); echo $x
<a> <b>
$ printf 'a\nb' | while read x; do echo "<$x>"; done; echo end
<a>
end
$ printf 'a\nb' | while read x || [ "$x" ]; do echo "<$x>"; done
<a>
<b>
$ printf '%s\n' a b c | { while read x; do [ $x = b ] && break; done; cat; }
c
$ exec 3<<E
> a
> b
> E
> read x <&3; read y <&3; echo $x$y
ab
$ printf 'a\377b\n' | { read x; printf %s "$x"; } | od -An -tx1
| 61 ff 62
$ printf 'é ü\n' | { read x y; echo $y $x; }
ü é
$ i=0; while [ $i -lt 500 ]; do echo line $i; i=$((i+1)); done > f; n=0; while read x y; do n=$((n+y)); done < f; echo $n
124750
$ printf '%0100000d\n' 1 | { read x; echo ${#x}; }
100000
$ printf '%s\n' '*' | { read x; echo "$x"; }
|*
$ printf '%s\n' '~' '$x' | { read x; read y; echo "$x$y"; }
~$x

#### names and status
$ read x < /dev/null; echo $?
1
$ echo a | { read x; echo $?; }
0
$ x=1; read x < /dev/null; echo "<$x>"
<>
$ echo a b c | { read x y z; echo $z$y$x; }
cba
$ echo a b c | { read x x; echo "$x"; }
b c
$ echo a | { read x y z; echo "<$x><$y><$z>"; }
<a><><>
$ echo a | { y=1; read x y; echo "<$y>"; }
<>
$ read 1a < /dev/null; [ $? -gt 1 ] && echo failed
failed
! .
$ readonly x; echo a | { read x; [ $? -gt 0 ] && echo failed; }
failed
! x
$ echo a | { set -e; read x; echo $x; }
a
$ set -a; read x <<E
> a
> E
> sh -c 'echo $x'
a
$ echo a b | { IFS=b read x; echo "<$x>"; }
<a >
$ echo a | { read -r x; echo $x; }
a
$ printf '%s\n' 'a\b' | { read -r -- x; printf '%s\n' "$x"; }
a\b
$ f() { read x; }; echo a | { f; echo $x; }
a
$ echo a > f; read x y < f; echo $x
a
$ read x <&- 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ OLD=$IFS; echo a:b | { IFS=: read x y; [ "$IFS" = "$OLD" ] && echo $y; }
b

#### -d (Issue 8)
$ printf 'a:b\n' | { read -d : x; echo $x; }
a
@ note dash has it not
$ printf 'a\nb:c' | { read -d : x; printf '<%s>\n' "$x"; }
<a
b>
@ note as above
$ printf 'a\0b\0' | { IFS= read -r -d '' x; IFS= read -r -d '' y; echo "$x$y"; }
ab
@ note as above; the empty string is the null byte
@ skip yash
$ printf 'ab' | { read -d : x; echo "$? $x"; }
1 ab
@ note as above
