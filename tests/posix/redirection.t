# XCU 2.7 Redirection

#### output
$ echo a > f; cat f
a
$ echo a > f; echo b > f; cat f
b
$ echo a >f >g; cat f g
a
$ echo a > f; : > f; cat f
$ > f; [ -f f ] && echo yes
yes
$ > f > g; ls
f
g
$ echo a > f; > f; cat f
$ echo a 1> f; cat f
a
$ echo a 2> f; cat f
a
$ echo a > "f g"; cat 'f g'
a
$ x=f; echo a > $x; cat f
a
$ x='f g'; echo a > "$x"; cat 'f g'
a
$ x='f g'; echo a > $x; cat 'f g'
a
@ note the word of a redirection is not split
$ echo a > $(echo f); cat f
a
$ echo a > f$((1+1)); cat f2
a
$ HOME=$PWD; echo a > ~/f; cat f
a
$ > f echo a; cat f
a
$ echo > f a b; cat f
a b
$ echo a > f b; cat f
a b
$ echo a > f; echo b >> f; cat f
a
b
$ echo a >> f; cat f
a
$ echo a >| f; cat f
a
$ echo a > f; echo b >| f; cat f
b
$ echo a > d/f || echo failed
failed
! d/f
$ mkdir d; echo a > d; [ $? -gt 0 ] && echo failed
failed
! .
$ echo a > ''; [ $? -gt 0 ] && echo failed
failed
! .
$ echo a > /dev/null
$ echo a > /dev/full; [ $? -gt 0 ] && echo failed
failed
! .
$ printf a > /dev/full; [ $? -gt 0 ] && echo failed
failed
! .
$ umask 027; > f; ls -l f | cut -c1-10
-rw-r-----
$ echo a > f; chmod 0 f; echo b > f 2>/dev/null; [ $? -gt 0 ] && echo failed; chmod 600 f; cat f
failed
a
! .

#### input
$ echo a > f; cat < f
a
$ echo a > f; cat <f
a
$ echo a > f; < f cat
a
$ echo a > f; cat 0< f
a
$ cat < nofile; [ $? -gt 0 ] && echo failed
failed
! nofile
$ < nofile; [ $? -gt 0 ] && echo failed
failed
! nofile
$ echo a > f; < f
$ printf 'a\nb\n' > f; read x < f; read y < f; echo $x $y
a a
$ printf 'a\nb\n' > f; { read x; read y; } < f; echo $x $y
a b
$ printf 'a\nb\n' > f; while read x; do echo "<$x>"; done < f
<a>
<b>
$ echo a > f; echo b > g; cat < f < g
b
$ x='f g'; echo a > "$x"; cat < $x
a

#### reading and writing
$ echo abc > f; printf X 1<> f; cat f
Xbc
$ printf 'a\nb\n' > f; { read x; cat; } <> f
b
$ : 3<> f; [ -f f ] && echo made
made
$ cat <> f; [ -f f ] && echo made
made
$ echo abc > f; exec 3<>f; read x <&3; echo def >&3; exec 3>&-; cat f
abc
def
$ echo abc > f; exec 3<>f; printf X >&3; read x <&3; echo $x
bc

#### duplicating
$ echo a >&2
! ^a$
$ echo a 1>&2
! ^a$
$ { echo a >&2; } 2>&1
a
$ { echo a; echo b >&2; } > f 2>&1; cat f
a
b
$ { echo a; echo b >&2; } 2>&1 > f; echo -; cat f
b
-
a
$ ls nofile > f 2>&1; [ -s f ] && echo yes
yes
$ x=$(ls nofile 2>&1 > f); [ -n "$x" ] && [ ! -s f ] && echo yes
yes
$ exec 3>&1; echo a >&3
a
$ exec 3> f; echo a >&3; echo b >&3; cat f
a
b
$ exec 3> f; echo a 1>&3; cat f
a
$ exec 3> f; x=3; echo a >&$x; cat f
a
$ exec 3> f; echo a >&"3"; cat f
a
$ exec 3> f; echo a >& 3; cat f
a
$ exec 3> f; echo a >&$(echo 3); cat f
a
$ echo a > f; exec 3< f; read x <&3; echo $x
a
$ echo a > f; exec 3< f; cat <&3
a
$ echo a > f; exec 3< f; cat 0<&3
a
$ exec 3> f 4>&3; echo a >&4; cat f
a
$ exec 3> f; exec 4>&3; exec 3>&-; echo a >&4; cat f
a
$ exec 3>&1 > f; echo a; echo b >&3; exec 1>&3; cat f
b
a
$ exec 3>&1 1>f; echo a; exec 1>&3 3>&-; echo b; cat f
b
a
$ { echo a; echo b >&2; } 3>&1 1>&2 2>&3 2>/dev/null
! a
@ note the swap: a goes to standard error, and b to /dev/null
$ { { echo a; echo b >&2; } 3>&1 1>&2 2>&3; } 2>/dev/null
b
$ echo a >&7 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
! .
$ cat <&7; [ $? -gt 0 ] && echo failed
failed
! .
$ echo a >&x; [ $? -gt 0 ] || cat x
? 0|1|2
@ note a word that is no number is unspecified: bash writes to a file x
$ printf 'a\nb\nc\n' > f; exec 3< f; read x <&3; read y <&3; echo $x $y; cat <&3
a b
c
$ exec 9> f; echo a >&9; exec 9>&-; cat f
a
$ exec 5> f; (echo a >&5); cat f
a
$ exec 5> f; sh -c 'echo a >&5'; cat f
a
@ note descriptors opened by exec are passed on, as bash and dash do; unspecified
$ exec 3> f; { echo a; echo b; } >&3; cat f
a
b
$ echo a 3> f >&3; cat f
a
$ echo a >&3 3> f; [ $? -gt 0 ] && echo failed
failed
! .

#### closing
$ exec 3> f; exec 3>&-; { echo a >&3; } 2>/dev/null || echo closed
closed
$ exec 3> f; exec 3<&-; { echo a >&3; } 2>/dev/null || echo closed
closed
$ echo a >&-; [ $? -gt 0 ] && echo failed
failed
! .
$ cat <&- 2>/dev/null || echo failed
failed
$ read x <&- 2>/dev/null || echo failed
failed
$ : >&-; echo $?
0
$ : 7>&-; echo $?
0
$ exec 3> f; { echo a >&3; } 3>&- 2>/dev/null || echo closed; echo b >&3; cat f
closed
b
$ x=-; exec 3> f; exec 3>&$x; { echo a >&3; } 2>/dev/null || echo closed
closed
$ ls nofile 2>&-; [ $? -gt 0 ] && echo yes
yes
!
$ exec 2>&-; echo a >&2; echo $?
? 0
1
@ note the status is greater than 0: dash and bash say 1
$ (exec >&-; echo a) 2>/dev/null; echo b
b
$ sh -c 'echo a' >&- 2>/dev/null; [ $? -gt 0 ] && echo failed
failed

#### numbers
$ echo a 1 > f; cat f
a 1
$ echo a 1> f; cat f
a
$ echo a1> f; cat f
a1
$ echo a 01> f; cat f
a
@ note the number is decimal
$ echo a \1> f; cat f
a 1
$ echo a '1'> f; cat f
a 1
$ echo a ""1> f; cat f
a 1
$ x=1; echo a $x> f; cat f
a 1
$ echo a -1> f; cat f
a -1
$ echo a 1>f 2>g; cat f
a
$ exec 10> f; echo a >&10; cat f
a
@ note numbers above 9: the standard asks for 0 to 9; product demands more; dash and mksh refuse
$ exec 12> f 11>&12; echo a >&11; cat f
a
@ note as above
$ { echo a >&15; } 15> f; cat f
a
@ note as above
$ echo a 20> f; cat f
a
@ note as above
$ exec 10> f; exec 10>&-; { echo a >&10; } 2>/dev/null || echo closed
closed
@ note as above
$ echo a 3> f 4> g 5> h; ls
a
f
g
h

#### order: from left to right
$ echo a > f > g; cat f; echo -; cat g
-
a
$ echo a > g < nofile; [ -e g ] && echo made
made
! .
$ echo a < nofile > g; [ -e g ] || echo none
none
! .
$ echo a 2>/dev/null < nofile; echo b
b
!
$ echo a < nofile 2>/dev/null; echo b
b
! .
$ echo a > f 2>&1 > g; cat g
a
$ cat < f > f 2>/dev/null; echo b
b
! .
$ echo a > f; cat < f > g; cat g
a
$ echo a > f; cat f > f 2>/dev/null; [ -s f ] || echo empty
empty
$ x=0; echo a > f$((x+=1)) > f$((x+=1)); ls
f1
f2

#### -C
$ set -C; echo a > f; echo b > f; [ $? -gt 0 ] && echo failed; cat f
failed
a
! f
$ set -C; echo a > f; echo b >| f; cat f
b
$ set -C; echo a > f; echo b >> f; cat f
a
b
$ set -C; echo a > f; cat f
a
$ set -C; echo a > /dev/null; echo $?
0
$ set -C; > f; > f; [ $? -gt 0 ] && echo failed
failed
! f
$ set -C; set +C; echo a > f; echo b > f; cat f
b
$ set -o noclobber; : > f; { true > f; } 2>/dev/null || echo failed
failed
$ set -C; ln -s nowhere l; { echo a > l; } 2>/dev/null; [ -e nowhere ] || echo none
none
@ note a link to nothing exists: the file must not be made; dash does
$ set -C; mkfifo p; cat p > f & echo a > p; wait; cat f
a
$ set -C; echo abc > f; printf X 1<> f; cat f
Xbc

#### compound commands
$ { echo a; echo b; } > f; cat f
a
b
$ (echo a; echo b) > f; cat f
a
b
$ if true; then echo a; fi > f; cat f
a
$ for x in a b; do echo $x; done > f; cat f
a
b
$ while read x; do echo "<$x>"; done <<E > f
> a
> E
> cat f
<a>
$ case a in a) echo y;; esac > f; cat f
y
$ until true; do :; done > f; [ -f f ] && echo made
made
$ { echo a; } > f 2>&1; cat f
a
$ { echo a > g; echo b; } > f; cat f g
b
a
$ { { echo a; } > f; echo b; } > g; cat f g
a
b
$ { cat; } <<E
> a
> E
a
$ { echo a; } > d/f; [ $? -gt 0 ] && echo failed
failed
! d/f
$ { echo a; } < nofile; [ $? -gt 0 ] && echo failed
failed
! nofile
$ (echo a) < nofile || echo failed
failed
! nofile
$ if true; then echo a; fi < nofile || echo failed
failed
! nofile
$ for x in a; do echo a; done < nofile || echo failed
failed
! nofile
$ while true; do echo a; break; done < nofile || echo failed
failed
! nofile
$ case a in a) echo a;; esac < nofile || echo failed
failed
! nofile
$ ! { echo a; } < nofile 2>/dev/null && echo yes
yes
! nofile
$ x=1; { x=2; } < nofile 2>/dev/null; echo $x
1
! nofile
$ x=1; { x=2; } > f; echo $x
2
$ { exec 3> g; } > f; echo a >&3; cat g
a
$ { exec > g; echo a; } > f; echo b; cat g
b
a
$ f() { echo a; } > f; f; cat f
a
$ f() { echo a; } > f; f; rm f; f; cat f
a
$ f() { cat; } <<E
> a
> E
> f; f
a
a
$ n=f1; f() { echo a; } > $n; n=f2; f; ls
f2
$ f() { echo a >&2; } 2>&1; f
a
$ f() { echo a; }; f > f; cat f
a
$ f() { echo a; }; f < nofile || echo failed
failed
! nofile
$ f() { echo a; } < nofile; f || echo failed
failed
! nofile
$ f() ( echo a ) > f; f; cat f
a
$ { echo a; false; } > f; echo $?
1
$ { echo a >&3; } 3> f; cat f
a
$ { echo a >&3; } 3> f; { echo b >&3; } 2>/dev/null || echo closed
closed

#### without a command
$ x=1 > f; echo $x; [ -f f ] && echo made
1
made
$ x=1 < nofile; echo "failed: $?, ${x-unset}" | sed 's/[12],.*/ok/'
failed: ok
! nofile
$ > f; echo $?
0
$ false; > f; echo $?
0
$ > d/f 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
! .
$ > f$(echo a >&2); ls
f
! a
$ > "$(echo f)"; ls
f

#### errors of special built-in utilities end the shell, of others not
$ : < nofile; echo no
? >0
! nofile
$ eval 'echo a' < nofile; echo no
? >0
$ . /dev/null < nofile; echo no
? >0
$ export x=1 < nofile; echo no
? >0
$ set a < nofile; echo no
? >0
$ unset x < nofile; echo no
? >0
$ trap - INT < nofile; echo no
? >0
$ exec < nofile; echo no
? >0
! nofile
$ exec 3< nofile; echo no
? >0
$ exec > d/f; echo no
? >0
$ exec 3>&9; echo no
? >0
$ readonly x < nofile; echo no
? >0
$ times < nofile; echo no
? >0
$ shift 0 < nofile; echo no
? >0
$ for i in 1; do break < nofile; done; echo no
? >0
$ f() { return 0 < nofile; }; f; echo no
? >0
$ command : < nofile; echo on
on
! nofile
$ command exec < nofile; echo on
on
! nofile
$ command eval 'echo a' < nofile || echo on
on
! nofile
$ command export x=1 < nofile || echo on
on
! nofile
$ true < nofile; echo on
on
! nofile
$ echo a < nofile; echo on
on
! nofile
$ cd . < nofile; echo on
on
! nofile
$ read x < nofile; echo on
on
! nofile
$ cat < nofile; echo on
on
! nofile
$ no-such-command-x < nofile; echo on
on
! nofile
$ (: < nofile; echo no) 2>/dev/null; echo after
after
$ { : < nofile; } 2>/dev/null; echo no
? >0
$ : < nofile || echo no
? >0
$ if : < nofile; then :; fi; echo no
? >0
$ x=$(: < nofile; echo no) 2>/dev/null; echo "<$x>"
<>

#### built-ins restore what was redirected
$ echo a > f; echo b
b
$ read x < /dev/null; echo a | { read y; echo $y; }
a
$ : 3> f; { echo a >&3; } 2>/dev/null || echo closed
closed
$ exec 3> g; echo a 3> f >&3; echo b >&3; cat f g
a
b
$ eval 'echo a' > f; echo b; cat f
b
a
$ echo 'echo a' > s; . ./s > f; echo b; cat f
b
a
$ command echo a > f; echo b; cat f
b
a
$ exec 3>&1; exec > f; echo a; exec >&3; cat f
a
$ command exec > f; echo a; cat f >&2
! ^a$
$ echo a 2>&1 >/dev/null; echo b
b
$ exec 3> f; echo a >&3 3>&-; echo b >&3; cat f
a
b
#### the shell's own descriptors by name
$ x=$(echo a > /proc/self/fd/1); echo "<$x>"; echo b > /dev/stdout | cat; y=$(echo c >&2 2> /dev/stdout); echo "<$y>"
<a>
b
<>
! c

#### what waits for the end of a pipe does not wait for a shell that has left it
$ timeout 3 $SH -c '$0 -c "( sleep 9; : ) > /dev/null 2>&1 &" | cat' $SH && echo ended
ended
$ timeout 3 $SH -c '$0 -c "{ exec > /dev/null 2>&1; sleep 9; :; } &" | cat' $SH && echo ended
ended
$ timeout 3 $SH -c '$0 -c "f() { sleep 9; :; }; f > /dev/null 2>&1 &" | cat' $SH && echo ended
ended
$ timeout 3 $SH -c '$0 -c "while :; do sleep 9; exit; done > /dev/null 2>&1 &" | cat' $SH && echo ended
ended
$ exec 2> f; readlink /proc/$$/fd/2 | sed 's,.*/,,'
f
$ exec 5> f; [ -e /proc/$$/fd/5 ] && echo open; exec 5>&-; [ -e /proc/$$/fd/5 ] || echo closed
open
closed
$ { exec 3> a; echo in >&3; } 3> b; echo out >&3 2> /dev/null || echo closed; cat a
closed
in
$ exec 3> a 1>&3; echo x; ( exec > b; echo y ); echo z; cat a b >&2
! ^x\nz\ny$

#### the EXIT trap of a subshell runs when the redirections inside it are over
$ ( if :; then { trap 'echo t' EXIT; } || :; fi > f1 ) || :; cat f1
t

#### a FIFO is waited for by the process that it is for
$ mkfifo p; timeout 5 $SH -c 'cat < p & echo a > p; wait; cat < p | cat & echo b > p; wait'
a
b
$ mkfifo p; timeout 5 $SH -c 'echo a > p | cat < p'
a
$ mkfifo p; timeout 5 $SH -c 'cat < $(cat p) & echo /dev/null > p; wait; x=$(cat p) env true & : > p; wait' && echo done
done

#### what waits can be ended by a signal
$ mkfifo p; $SH -c ': < p' & sleep 0.3; kill $!; wait $!; echo $?
143
$ mkfifo p; $SH -c 'exec 3> p' 2>/dev/null & sleep 0.3; kill -s HUP $!; wait $!; echo $?
129
@ skip mksh
$ mkfifo p; exec 3<>p; $SH -c 'while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done > p' 3<&- & sleep 0.4; kill $!; wait $!; echo $?
143
$ mkfifo p; exec 3<>p; $SH -c '. ./p' & sleep 0.3; kill $!; wait $!; echo $?
143
$ mkfifo p; exec 3<>p; $SH -s < p & sleep 0.3; kill $!; wait $!; echo $?
143
$ mkfifo p; exec 3<>p; $SH -c 'x=$(read x <p; :); :' & sleep 0.3; kill $!; wait $!; echo $?
143
$ $SH -c 'x=$(exec sleep 3); echo not reached' & sleep 0.3; kill $!; wait $!; echo $?
143
