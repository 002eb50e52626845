# XCU 2.9.1 Simple Commands

#### assignments before a command
$ X=1 sh -c 'echo $X'
1
$ X=1 sh -c 'echo $X'; echo ${X-unset}
1
unset
$ X=0; X=1 sh -c 'echo $X'; echo $X
1
0
$ X=1 Y=2 sh -c 'echo $X$Y'
12
$ X=1 true; echo ${X-unset}
unset
$ X=1 echo $X
|
$ X=1; X=2 echo $X
1
$ X=1 Y=$X sh -c 'echo "<$Y>"'
<1>
$ X=1 env | grep '^X='
X=1
$ X=1 :; echo ${X-unset}
1
@ note before a special built-in utility the assignment stays
$ X=1 eval 'echo $X'; echo $X
1
1
$ X=1 export Y=2; echo $X$Y
12
$ X=1 unset Y; echo $X
1
$ X=1 set a; echo $X
1
$ X=1 . /dev/null; echo $X
1
$ X=1 readonly Y; echo $X
1
$ X=1 times > /dev/null; echo $X
1
$ X=1 trap - INT; echo $X
1
$ X=1 exec; echo $X
1
$ for i in 1; do X=1 break; done; echo $X
1
$ X=1 command :; echo ${X-unset}
unset
@ note through command it is no special built-in
$ X=1 command eval 'echo $X'; echo ${X-unset}
1
unset
$ X=1 command export Y=2; echo ${X-unset} $Y
unset 2
$ X=1 cd .; echo ${X-unset}
unset
$ X=1 read Y < /dev/null; echo ${X-unset}
unset
$ X=1 [ a ]; echo ${X-unset}
unset
$ X=1 command true; echo ${X-unset}
unset
$ f() { echo $X; }; X=1 f
1
$ f() { sh -c 'echo ${X-unset}'; }; X=1 f
1
$ f() { X=2; }; X=1 f; echo ${X-unset}
unset
@ note unspecified in Issue 8: here as dash, bash and yash do
$ X=0; f() { echo $X; }; X=1 f; echo $X
1
0
$ X=1 no-such-command-x 2>/dev/null; echo ${X-unset}
unset
$ X=1 (echo a) 2>/dev/null
? >0
$ X=1 if true; then :; fi 2>/dev/null
? >0
$ X=a=b sh -c 'echo $X'
a=b
$ X= sh -c 'echo "<${X-unset}>"'
<>
$ X='a b' sh -c 'echo "$X"'
a b
$ Y='a b'; X=$Y sh -c 'echo "$X"'
a b
$ X=$(echo a b) sh -c 'echo "$X"'
a b
$ touch f; X=* sh -c 'echo "$X"'
|*
$ X=$((1+1)) sh -c 'echo "$X"'
2
$ HOME=/h; X=~ sh -c 'echo "$X"'
/h
$ echo X=1; echo ${X-unset}
X=1
unset
$ env X=1 sh -c 'echo $X'
1
$ X=1 \env | grep ^X=
X=1
$ X=1 > f; echo $X
1
$ > f X=1; echo $X
1
$ X=1 Y=2; echo $X $Y
1 2
$ X=1 Y=$X; echo $Y
1
$ X=1; X=$X$X X=$X$X; echo $X
1111
$ PATH=/nonexistent ls 2>/dev/null; echo $?
127
$ PATH=/nonexistent; PATH=/usr/bin:/bin true; echo $PATH
/nonexistent
$ mkdir d; printf '#!/bin/sh\necho mine\n' > d/xx; chmod +x d/xx; PATH=$PWD/d:$PATH xx; xx 2>/dev/null; echo $?
mine
127
$ IFS=: ; X=a:b; IFS=x printf '<%s>' $X; echo
<a><b>
$ export X=0; X=1 :; sh -c 'echo $X'
1
$ X=1 :; sh -c 'echo ${X-unset}'
unset
@ note whether the variable stays exported is unspecified; bash and dash say it does not
$ X=1 exec sh -c 'echo $X'
1
$ X=1 command exec sh -c 'echo $X'
1

#### assignments to read-only variables end the shell
$ readonly X=1; X=2; echo no
? >0
! X
$ readonly X=1; X=2 true; echo no
? >0
@ note an assignment error before a command: dash, yash and mksh end, bash --posix goes on; Issue 8 says the shell shall exit
$ readonly X=1; X=2 :; echo no
? >0
! X
$ readonly X=1; X=2 sh -c 'echo no'; echo no
? >0
$ readonly X=1; (X=2; echo no) 2>/dev/null; echo after
after
$ readonly X=1; X=2 || echo no
? >0
$ readonly X=1; if X=2; then :; fi; echo no
? >0
$ readonly X=1; export X=2; echo no
? >0
$ readonly X=1; readonly X=2; echo no
? >0
$ readonly X=1; unset X; echo no
? >0
$ readonly X=1; command unset X || echo on
on
! X
$ readonly X=1; command export X=2 || echo on
on
! X
@ note through command it does not end the shell
$ readonly X=1; read X <<E || echo on
> 2
> E
> echo $X
on
1
! X
@ note read is no special built-in: a status above 0
$ readonly X=1; for X in 2; do :; done; echo no
? >0
! X
$ readonly X=1; : ${X:=2}; echo $X
1
$ readonly X=; : ${X:=2}; echo no
? >0
$ readonly X=1; : $((X=2)); echo no
? >0
$ readonly X; X=1; echo no
? >0
$ readonly OPTIND; getopts a x -a 2>/dev/null; [ $? -ne 0 ] && echo failed
failed
@ note getopts cannot keep its place
$ readonly X=1; f() { X=2; echo no; }; f; echo no
? >0
$ readonly X=1; eval X=2; echo no
? >0
$ readonly X=1; x=$(X=2; echo no) 2>/dev/null; echo "<$x>"
<>
$ readonly X=1; echo $X
1
$ readonly X=1; echo a > f; X=2 > f; cat f
? >0
! X

#### the command
$ x=echo; $x a
a
$ x='echo a'; $x b
a b
$ x=; $x echo a
a
$ $x; echo $?
0
$ x=; $x; echo $?
0
$ false; $x; echo $?
0
$ "$x"; echo $?
127
! .
$ ''; echo $?
127
! .
$ x='"echo a"'; $x 2>/dev/null; echo $?
127
$ x='X=1'; $x 2>/dev/null; echo $? ${X-unset}
127 unset
$ x='if'; $x 2>/dev/null; echo $?
127
$ x='> f'; echo a $x; ls
a > f
$ x='a;b'; echo $x
a;b
$ set -- echo a b; "$@"
a b
$ set -- echo 'a  b'; "$@"
a  b
$ set -- echo 'a  b'; $@
a b
$ e=ec; ${e}ho a
a
$ $(echo echo) a
a
$ X=1 $(echo sh) -c 'echo $X'
1
$ x=X=1; $x true 2>/dev/null; echo $?
127

#### the search: special built-ins, functions, other built-ins, PATH
$ f() { echo function; }; f
function
$ cd() { echo mine; }; cd /; pwd | grep -q '^/$' || echo here
mine
here
$ echo() { printf 'mine\n'; }; echo a
mine
$ true() { return 3; }; true; printf '%s\n' $?
3
$ mkdir d; printf '#!/bin/sh\necho file\n' > d/true; chmod +x d/true; PATH=$PWD/d:$PATH; true
@ note true is intrinsic or found in PATH by the standard; all rivals take the built-in
$ ls() { echo mine; }; ls; command ls -d /
mine
/
$ export() { echo mine; } 2>/dev/null; export A=1
? 0|1|2|3
@ note a function with a special built-in's name: the standard finds the special built-in; the definition may be an error
$ times() { echo mine; }; shift() { echo mine; }; set a b; shift; echo $1
b
! ^$
@ note defined, and not found: as mksh and yash; dash and bash refuse it
$ PATH=; true && echo a
a
@ note true is a built-in
$ PATH=/nonexistent; echo a
a
$ PATH=/nonexistent; : && cd / && echo a
a
$ PATH=/nonexistent; cat < /dev/null 2>/dev/null; echo $?
127
$ PATH=/nonexistent; /bin/echo a
a
$ /bin/echo a
a
$ /nonexistent/x 2>/dev/null; echo $?
127
$ ./nofile 2>/dev/null; echo $?
127
$ mkdir d; ./d 2>/dev/null; echo $?
126
$ echo 'echo a' > s; ./s 2>/dev/null; echo $?
126
$ echo 'echo a "$1"' > s; chmod +x s; ./s b
a b
@ note a file that is no program (ENOEXEC) is a script
$ echo 'echo a; exit 3' > s; chmod +x s; ./s; echo $?
a
3
$ printf '#!/bin/sh\necho $0 $1\n' > s; chmod +x s; ./s b
./s b
$ printf '#!/nonexistent/x\n' > s; chmod +x s; ./s 2>/dev/null; [ $? -ge 126 ] && echo failed
failed
@ note the interpreter is not found: 126 in bash, 127 in others
$ : > s; chmod +x s; ./s; echo $?
0
$ mkdir d; printf '#!/bin/sh\necho $0\n' > d/s; chmod +x d/s; PATH=$PWD/d; s
TOP/work/d/s
$ mkdir d e; echo no > d/s; printf '#!/bin/sh\necho yes\n' > e/s; chmod +x e/s; PATH=$PWD/d:$PWD/e:$PATH; s
yes
@ note a file that cannot be executed is passed over
$ mkdir d; echo no > d/s; PATH=$PWD/d:$PATH; s 2>/dev/null; echo $?
126
@ note found, but not executable
$ mkdir -p d/s; PATH=$PWD/d:$PATH; s 2>/dev/null; echo $?
127
@ note a folder is no candidate; bash and yash say 126
$ no-such-command-x
? 127
! no-such-command-x.*not found
$ ./no-such-file-x
? 127
! no-such-file-x
$ no-such-command-x 2> f; cat f | grep -c 'not found'
1
$ { no-such-command-x; } 2>/dev/null; echo $?
127
$ printf '\177ELF\1\1\1' > s; chmod +x s; ./s 2>/dev/null; echo $?
126
@ note no valid program, and no text
$ printf 'echo a\n' > s; chmod 111 s; ./s > /dev/null 2>&1; [ $? -gt 0 ] && echo failed; chmod 700 s
failed
$ sh -c 'exit 3'; echo $?
3
$ sh -c 'kill -TERM $$'; echo $?
143
$ sh -c 'kill -KILL $$' 2>/dev/null; echo $?
137
$ sh -c 'kill -HUP $$'; [ $? -gt 128 ] && echo killed
killed
$ sh -c 'exit 255'; echo $?
255
$ sh -c 'exit 256' 2>/dev/null; echo $?
0
@ note only the low 8 bits are seen
$ x=$(printf '%0100000d' 0); /bin/echo $x | wc -c
100001
$ x=$(printf '%03000000d' 0); /bin/echo $x 2>/dev/null > /dev/null; echo $?
126
@ note the argument list is too long

#### the order: words, redirections, assignments
$ X=$(echo a >&2) echo $(echo b >&2)
|
! b\na
@ note without a special built-in the words are expanded first, then redirections, then assignments
$ echo $(echo w >&2) > $(echo r >&2; echo f)
! w\nr
$ x=0; echo $((x+=1)) > f$((x+=1)); ls
f2
$ x=1 y=$((x+1)); echo $y
2
$ A=$(echo 1 >&2) B=$(echo 2 >&2)
! 1\n2

#### the last command of a script is a function whose commands are programs
$ f() { env true; echo x; }
> f
x
$ f() { cat <<E; echo $?
> 1$1
> E
> }
> f bar
1bar
0
$ f() { env false || echo no; env true && echo yes; }
> f a b
no
yes
$ echo 'env true; echo x' >lib
> . ./lib
x
$ eval 'env true; echo x'
x
$ command eval 'env true; echo x'
x
#### a hyphen where the options end
$ $SH -c - 'echo a'; $SH -c -- 'echo b'; $SH -c -e - 'echo c $#' x y; echo 'echo d' | $SH -
a
b
c 1
d
$ $SH -c -; echo $?
2
! .
@ note mksh has 1
#### a directory of PATH that is closed to us
$ mkdir closed; chmod 0 closed; PATH=$PWD/closed:$PATH
> nosuchcommand 2>/dev/null; echo $?
127
@ note dash takes the directory's error for the command's
#### unset of what an assignment before a function has set
$ x=0; f() { unset x; echo "[${x-unset}]"; }; x=1 f; echo "[${x-unset}]"
[0]
[0]
@ note dash has unset
$ f() { unset x; echo "[${x-unset}]"; }; x=1 f; echo "[${x-unset}]"
[unset]
[unset]
