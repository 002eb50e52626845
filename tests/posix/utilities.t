# The regular built-ins: cd, pwd, echo, true, false, command, type, hash, getopts, kill, umask, ulimit, alias' kin, fc

#### cd, pwd
$ cd /; pwd
/
$ cd /usr/bin; pwd; echo $PWD
/usr/bin
/usr/bin
$ mkdir d; cd d; pwd
TOP/work/d
$ mkdir d; cd d; cd ..; pwd
TOP/work
$ mkdir d; cd ./d; pwd
TOP/work/d
$ mkdir d; cd d/; pwd
TOP/work/d
$ mkdir d; cd d//; pwd
TOP/work/d
$ mkdir -p d/e; cd d/e/..; pwd
TOP/work/d
$ mkdir -p d/e; cd d/./e/../e; pwd
TOP/work/d/e
$ HOME=/usr; cd; pwd
/usr
$ HOME=/usr; cd --; pwd
/usr
$ unset HOME; cd 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
@ note with HOME unset it is implementation-defined; nobody changes the directory, most fail
@ skip yash
$ HOME=; cd; pwd
TOP/work
@ note an empty HOME: implementation-defined
$ cd /usr; cd /; cd -
/usr
$ cd /usr; cd /; cd - > /dev/null; pwd; echo $OLDPWD
/usr
/
$ unset OLDPWD; cd - 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ cd /nonexistent; [ $? -gt 0 ] && echo failed; pwd
failed
TOP/work
! nonexistent
$ > f; cd f; [ $? -gt 0 ] && echo failed
failed
! f
$ mkdir d; chmod 0 d; cd d 2>/dev/null; [ $? -gt 0 ] && echo failed; chmod 700 d
failed
$ mkdir d; ln -s d l; cd l; pwd; pwd -P; pwd -L
TOP/work/l
TOP/work/d
TOP/work/l
$ mkdir d; ln -s d l; cd -P l; pwd
TOP/work/d
$ mkdir d; ln -s d l; cd -L l; pwd
TOP/work/l
$ mkdir -p d/e; ln -s d/e l; cd l; cd ..; pwd
TOP/work
$ mkdir -p d/e; ln -s d/e l; cd l; cd -P ..; pwd
TOP/work/d
$ mkdir -p d/e; ln -s d/e l; cd l/..; pwd
TOP/work
$ mkdir -p d/e; ln -s d/e l; cd -P l/..; pwd
TOP/work/d
$ mkdir d; ln -s d l; cd -P -L l; pwd
TOP/work/l
$ mkdir d; ln -s d l; cd -L -P l; pwd
TOP/work/d
$ cd bad/..; [ $? -gt 0 ] && echo failed
failed
! bad
$ mkdir d; cd d/bad/.. 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ > f; cd f/.. 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
@ note dash goes
$ mkdir d; CDPATH=$PWD/d; mkdir d/e; cd e
TOP/work/d/e
$ mkdir -p d/e e; CDPATH=$PWD/d; cd e; pwd
TOP/work/d/e
TOP/work/d/e
$ mkdir -p d/e e; CDPATH=:$PWD/d; cd e; pwd
TOP/work/e
$ mkdir -p d/e; CDPATH=$PWD/d; cd ./e 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ mkdir -p d/e; CDPATH=$PWD/d; cd /usr; pwd
/usr
$ mkdir e; CDPATH=/nonexistent; cd e; pwd
TOP/work/e
$ mkdir e; CDPATH=; cd e; pwd
TOP/work/e
$ mkdir -p d/e; CDPATH=d; cd e > /dev/null; pwd
TOP/work/d/e
$ mkdir -- -d; cd -- -d; pwd
TOP/work/-d
$ mkdir 'a b'; cd 'a b'; pwd
TOP/work/a b
$ (cd /); pwd
TOP/work
$ cd / && cd .. && pwd
/
$ cd /..; pwd
/
$ cd /usr/../usr/./bin; pwd
/usr/bin
$ cd //usr > /dev/null; pwd | tr -s /
/usr
$ cd '' 2>/dev/null; echo $?
1
@ note an empty operand: Issue 8 makes it an error, older shells stay where they are
@ skip dash
@ skip bash
@ skip mksh
@ skip yash
$ cd a b 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
@ note dash ignores further operands
$ cd /; cd usr; pwd
/usr
$ cd -x 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ pwd > f; [ "$(cat f)" = "$PWD" ] && echo same
same
$ PWD=/nonexistent; pwd
TOP/work
@ note pwd writes where the shell is, whatever was assigned to PWD: dash and yash keep the value elsewhere
@ skip bash
$ PWD=/nonexistent $SH -c 'pwd'
TOP/work
$ mkdir d; ln -s d l; cd l; $SH -c 'pwd; echo $PWD'
TOP/work/l
TOP/work/l
$ mkdir d; cd d; rmdir ../d; cd ..; pwd
TOP/work
$ cd /usr; cd /bin > /dev/null; echo $OLDPWD
/usr
$ f() { cd /; }; f; pwd
/
$ cd / > f 2>&1; pwd
/
$ cd . && pwd
TOP/work
$ pwd -P -L > /dev/null; echo $?
0
$ pwd -x 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ cd -P . ; pwd -P | sed "s|$PWD|same|"
same
$ export PWD; mkdir d; cd d; sh -c 'echo $PWD' | sed 's/.*work/work/'
work/d

#### echo
$ echo a b
a b
$ echo
|
$ echo ''
|
$ echo a '' b
a  b
$ echo -- a
-- a
$ echo - a
- a
$ echo --help
--help
$ echo a > f; cat f
a
$ echo 'a  b'
a  b

#### true, false
$ true; echo $?
0
$ false; echo $?
1
$ true a b; echo $?
0
$ false a b; echo $?
1
$ true --help > /dev/null; echo $?
0

#### command
$ command echo a
a
$ f() { echo function; }; echo() { printf 'function\n'; }; command echo a
a
$ command -v echo
echo
$ command -v ls
/usr/bin/ls
@ note where ls is; bin may be a link
$ command -v if
if
$ command -v '{'
{
$ command -v :
|:
$ f() { :; }; command -v f
f
$ alias aa='echo b'; command -v aa
alias aa='echo b'
$ command -v no-such-command-x; echo $?
1
@ note above 0, and nothing is written; dash says 127
@ skip dash
$ command -v no-such-command-x || echo none
none
$ command -v /bin/sh
/bin/sh
$ command -v ./nofile || echo none
none
$ > f; command -v ./f || echo none
none
@ note not executable; dash shows it
$ command -v cd
cd
$ command -v true
true
$ command -v test [ | tail -n 1 | cut -c1-1
[
$ for x in if then else elif fi do done case esac while until for in '!' '{' '}'; do command -v "$x"; done | tr '\n' ' '; echo
if then else elif fi do done case esac while until for in ! { } 
$ command -v export set eval exec . | head -n 5 | tr '\n' ' '; echo
export set eval exec . 
@ note several operands are an extension
@ skip dash
$ mkdir d; cp /bin/true d/xx; PATH=$PATH:$PWD/d; command -v xx
TOP/work/d/xx
$ mkdir d; cp /bin/true d/xx; PATH=d; command -v xx
TOP/work/d/xx
@ note an absolute pathname is asked for; dash, bash write d/xx
$ command -V ls > f; grep -q ls f && echo yes
yes
$ command -V cd > f; grep -q cd f && echo yes
yes
$ command -V if > f; grep -q 'if' f && echo yes
yes
$ command -V no-such-command-x > /dev/null 2>&1; [ $? -gt 0 ] && echo failed
failed
$ command no-such-command-x 2>/dev/null; echo $?
127
$ command -p ls -d /
/
$ PATH=/nonexistent; command -p ls -d /
/
$ PATH=/nonexistent; command -pv ls
/usr/bin/ls
@ note as command -v; dash ignores -v with -p
@ skip dash
$ command
$ command -- echo a
a
$ command command echo a
a
$ command -v -- ls > /dev/null && echo yes
yes
$ command exit 3; echo no
? 3
$ command false; echo $?
1
$ command eval 'echo a'
a
$ command cd /; pwd
/
$ command export x=1; sh -c 'echo $x'
1
$ command set -- a b; echo $#
2
$ command readonly x=1; echo $x
1
$ command : a
$ command . /dev/null; echo $?
0
$ command exec > f; echo a; cat f >&2
! ^a$
$ x=command; $x echo a
a
$ command -x 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ command printf '%s\n' a
a
$ alias echo='printf no'; command echo a
a

$ > f; chmod +x f; command -V ./f | grep -F "$PWD/f" > /dev/null && echo whole
whole
@ note paths from the root on; others show what was given
$ > f; chmod +x f; ln -s f g; [ "$(command -v ./g)" = "$PWD/g" ] && echo link
link
@ note the name stays, for a program may go by it
$ mkdir d; > d/f; chmod +x d/f; PATH=d:$PATH; cd -P .; [ "$(command -v f)" = "$PWD/d/f" ] && echo whole
whole
@ note paths from the root on; others show what is in PATH
#### type, hash
$ type ls > f; grep -q '/ls' f && echo yes
yes
$ type cd > f; grep -q 'builtin\|built-in' f && echo yes
yes
$ f() { :; }; type f > f; grep -q 'function' f && echo yes
yes
$ type if > f; grep -q 'keyword\|reserved' f && echo yes
yes
$ alias aa=b; type aa > f; grep -q 'alias' f && echo yes
yes
$ type no-such-command-x > /dev/null 2>&1; [ $? -gt 0 ] && echo failed
failed
$ type ls cd > f; wc -l < f
2
$ type : > f; grep -q 'special\|builtin\|built-in' f && echo yes
yes
$ hash; echo $?
0
@ note dash and bash print what is remembered, or nothing
@ skip bash
$ hash ls; echo $?
0
$ hash no-such-command-x 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ ls > /dev/null; hash > f; grep -q ls f && echo yes
yes
$ ls > /dev/null; hash -r; hash > f 2>&1; grep -q /ls f || echo none
none
$ mkdir d e; printf '#!/bin/sh\necho 1\n' > d/xx; printf '#!/bin/sh\necho 2\n' > e/xx; chmod +x d/xx e/xx; PATH=$PWD/d:$PWD/e:$PATH; xx; PATH=$PWD/e:$PATH; xx
1
2
@ note what is remembered is forgotten when PATH is assigned
$ mkdir d e; printf '#!/bin/sh\necho 1\n' > d/xx; printf '#!/bin/sh\necho 2\n' > e/xx; chmod +x d/xx e/xx; PATH=$PWD/d:$PWD/e:$PATH; xx; rm d/xx; xx
1
2
@ note a remembered file that is gone is looked for again; bash without checkhash does not
@ skip bash
@ skip mksh

#### getopts
$ set -- -a -b arg c; while getopts ab: o; do echo "$o <${OPTARG-unset}>"; done; echo $OPTIND
a <unset>
b <arg>
4
@ note OPTARG is unset for an option without argument: Issue 8; some set it to nothing
@ skip bash
@ skip mksh
@ skip dash
$ set -- -a -b arg c; while getopts ab: o; do echo "$o <$OPTARG>"; done; shift $((OPTIND-1)); echo $*
a <>
b <arg>
c
$ set -- -ab; while getopts ab o; do echo $o; done; echo $OPTIND
a
b
2
$ set -- -barg; while getopts ab: o; do echo $o $OPTARG; done
b arg
$ set -- -abarg; while getopts ab: o; do echo $o $OPTARG; done
a
b arg
$ set -- -b '' c; while getopts b: o; do echo "$o <$OPTARG>"; done; echo $OPTIND
b <>
3
$ set -- -a -- -b; while getopts ab o; do echo $o; done; echo $OPTIND
a
3
$ set -- -a x -b; while getopts ab o; do echo $o; done; echo $OPTIND
a
2
$ set -- -a - -b; while getopts ab o; do echo $o; done; echo $OPTIND
a
2
$ set --; getopts a o; echo $? $o $OPTIND
1 ? 1
$ set -- -a; getopts a o; echo $? $o; getopts a o; echo $? $o
0 a
1 ?
$ set -- -x; getopts a o; echo "$? $o <${OPTARG-unset}>"
0 ? <unset>
! x
@ note OPTARG is unset with a message written
$ set -- -x; getopts :a o; echo "$? $o <$OPTARG>"
0 ? <x>
!
$ set -- -b; getopts b: o; echo "$? $o <${OPTARG-unset}>"
0 ? <unset>
! b
$ set -- -b; getopts :b: o; echo "$? $o <$OPTARG>"
|0 : <b>
!
$ set -- -xa; while getopts a o 2>/dev/null; do echo $o; done
|?
a
$ getopts a o -a; echo $o
a
$ getopts ab: o -b x -a; echo $o $OPTARG; getopts ab: o -b x -a; echo $o
b x
a
$ while getopts ab o -a -b; do echo $o; done
a
b
$ set -- -a; while getopts a o; do :; done; set -- -b; OPTIND=1; while getopts b o; do echo $o; done
b
$ set -- -a -b; getopts ab o; getopts ab o; echo $o; OPTIND=1; getopts ab o; echo $o
b
a
$ set -- -ab; getopts ab o; OPTIND=1; getopts ab o; echo $o
a
@ note OPTIND=1 begins anew also within a cluster
$ f() { OPTIND=1; while getopts x o; do echo f$o; done; }; f -x; set -- -a; OPTIND=1; getopts a o; echo $o
fx
a
$ f() { while getopts ab o; do echo $o; done; }; f -a; OPTIND=1; f -b
a
b
$ set -- -a; (getopts a o; echo $o); getopts a o; echo $o
a
a
$ set -- +a; getopts a o; echo $? $OPTIND
1 1
@ note mksh and others know options with +
$ set -- -:; getopts : o; echo $?
0
@ skip dash
@ skip bash
@ skip mksh
@ skip yash
$ set -- -1; getopts 1 o; echo $o
1
$ set -- -A -a; while getopts aA o; do echo $o; done
A
a
$ set -- -a -b; getopts ab o; echo $OPTIND; getopts ab o; echo $OPTIND
2
3
$ set -- -b x; getopts b: o; echo $OPTIND
3
$ set -- -bx; getopts b: o; echo $OPTIND
2
$ getopts 2>/dev/null; [ $? -gt 1 ] && echo failed
failed
$ getopts a 2>/dev/null; [ $? -gt 1 ] && echo failed
failed
$ set -- -b --; getopts b: o; echo "$o $OPTARG"
b --
$ set -- -b -a; getopts ab: o; echo "$o $OPTARG"
b -a
$ echo $OPTIND
1
$ set -- -a; getopts a OPT; echo $OPT
a

#### kill
$ kill -l | grep -q TERM && echo yes
yes
$ kill -l 15
TERM
$ kill -l 143
TERM
$ kill -l 9 137
KILL
KILL
@ note several operands
@ skip dash
$ kill -l 1 | tr -d '\n'; echo
HUP
$ sh -c 'kill -TERM $$' 2>/dev/null; kill -l $?
TERM
$ kill -l TERM 2>/dev/null; echo ok | cat > /dev/null
15
@ note a name as the operand is an extension
@ skip dash
@ skip mksh
$ kill -0 $$; echo $?
0
$ kill -s 0 $$; echo $?
0
$ kill -0 99999999 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ kill; [ $? -gt 0 ] && echo failed
failed
! .
$ kill -s NOSUCH $$ 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ kill -NOSUCH $$ 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ kill -l NOSUCH 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ kill abc 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ sleep 5 & kill -s TERM $!; wait $! 2>/dev/null; echo $?
143
$ sleep 5 & kill -TERM $!; wait $! 2>/dev/null; echo $?
143
$ sleep 5 & kill -15 $!; wait $! 2>/dev/null; echo $?
143
$ sleep 5 & kill -s term $! 2>/dev/null || kill $!; wait $! 2>/dev/null; echo $?
143
$ sleep 5 & kill -- $!; wait $! 2>/dev/null; echo $?
143
$ sleep 5 & kill -s KILL -- $!; wait $! 2>/dev/null; echo $?
137
$ sleep 5 & x=$!; sleep 5 & kill $x $!; wait $x 2>/dev/null; echo $?; wait $! 2>/dev/null; echo $?
143
143
$ sleep 5 & kill 99999999 $! 2>/dev/null; echo $(($? > 0)); wait $! 2>/dev/null; echo $?
1
143
@ note those that can be signalled are
$ sleep 5 & kill -HUP $!; wait $! 2>/dev/null; echo $?
129
$ trap 'echo t' USR1; kill -s USR1 $$
t
$ set -m; sleep 5 & kill -- -$!; wait $! 2>/dev/null; echo $?
143
@ note a process group
@ skip yash
@ skip dash

$ kill -s PIPE $$; echo alive
? 141
$ kill -PIPE 0; echo alive
? 141
@ skip mksh
@ skip yash
@ skip dash
@ skip bash
$ trap 'echo p' PIPE; kill -s PIPE $$; echo alive
p
alive
$ trap '' PIPE; kill -s PIPE $$; echo alive
alive
#### umask
$ umask 022; umask
0022
$ umask 22; umask
0022
$ umask 077; umask
0077
$ umask 0; umask
0000
$ umask 777; umask
0777
$ umask 027; > f; ls -l f | cut -c1-10
-rw-r-----
$ umask 077; mkdir d; ls -ld d | cut -c1-10
drwx------
$ umask 022; umask -S
u=rwx,g=rx,o=rx
$ umask 077; umask -S
u=rwx,g=,o=
$ umask 777; umask -S
u=,g=,o=
$ umask 0; umask -S
u=rwx,g=rwx,o=rwx
@ table umask 022; umask -- {}; umask
u=rwx,g=rx,o= => 0027
g=w => 0052
go= => 0077
a=rwx => 0000
a=rx => 0222
g+w => 0002
go+w => 0000
o-rx => 0027
o-r => 0026
u-w => 0222
+w => 0000
-x => 0133
a-w => 0222
a+w => 0000
u=rwx,go= => 0077
g=u => 0002
o=g => 0022
g=o => 0022
u=g => 0222
ug+w,o-w => 0002
u+x => 0022
go-rwx => 0077
=rx => 0222
= => 0777
u=,g=,o=rwx => 0770
g+r-w+w => 0002
u-x+x => 0022
g=rw => 0012
@ end
$ x=$(umask -S); umask 077; umask "$x"; umask
0022
$ x=$(umask); umask 077; umask $x; umask
0022
$ (umask 077); umask
0022
$ umask 999 2>/dev/null; [ $? -gt 0 ] && echo failed; umask
failed
0022
$ umask x=r 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ umask -- 077; umask
0077

$ umask -S 022; umask
0022
@ note with a mask the standard has nothing written; bash writes it
#### ulimit
$ ulimit > f; grep -Eq '^([0-9]+|unlimited)$' f && echo yes
yes
$ ulimit -f > f; grep -Eq '^([0-9]+|unlimited)$' f && echo yes
yes
$ ulimit -f 100; ulimit -f
100
$ ulimit -S -f 100; ulimit -S -f
100
$ ulimit -n 50; ulimit -n
50
$ (ulimit -n 50); ulimit -n | grep -vc '^50$'
1
$ ulimit -Sn 50; sh -c 'ulimit -n'
50
$ ulimit -a > f; [ $(wc -l < f) -gt 5 ] && echo yes
yes
$ ulimit -c 0; ulimit -c
0
$ ulimit -f abc 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ ulimit -S -n 60; ulimit -H -n > f; [ "$(cat f)" != 60 ] && echo yes
yes
@ table ulimit -{} > f && grep -Eq '^([0-9]+|unlimited)$' f && echo yes
c => yes
d => yes
f => yes
n => yes
s => yes
t => yes
v => yes
@ end
$ ulimit -f 1; (printf '%02000d' 0 > f) 2>/dev/null; [ $? -gt 0 ] && echo limited
limited
$ ulimit -f unlimited; ulimit -f
unlimited

#### limits of a subshell are its own, however it comes to them
@ table f() { ulimit -n 60; }; g() { f; }; echo 'ulimit -n 60' > u; c=ulimit; {}; ulimit -n | grep -vc '^60$'
(f) => 1
(g) => 1
x=$(f) => 1
: "${x:-$(f)}" => 1
: `f` => 1
: | f => 1
f | : => 1
f & wait => 1
: | { f; } => 1
(eval 'ulimit -n 60') => 1
: | eval 'ulimit -n 60' => 1
(. ./u) => 1
($c -n 60) => 1
(\ulimit -n 60) => 1
(command ulimit -n 60) => 1
(trap f EXIT) => 1
(ulimit -S -n 60) => 1
@ end
$ f() { ulimit -n 60; }; x=$(echo a; { f; echo hidden; } > /dev/null; ulimit -n; echo $(ulimit -n) b); echo "$x"
a
60
60 b
$ f() { ulimit -n 60; return 3; }; (f); echo $?; (f; exit 4); echo $?; x=$(f || exit 5; echo no); echo $?
3
4
5
$ f() { ulimit -n 60; }; e() { trap 'echo bye' EXIT; }; (e; f; echo in); x=$(e; f; echo in); echo $x
in
bye
in bye
$ f() { ulimit -n 60; }; (v=0; cd /; set a b; f; echo $v $PWD $2); echo "<$v$2>"
0 / b
<>
$ f() { ulimit -n 60; read b; }; (read a; f; echo $a $b) << E
> 1
> 2
> E
1 2
$ f() { ulimit -n 60; }; printf 'a\nb\n' | while read l; do f; echo $l $(ulimit -n); done
a 60
b 60
$ f() { ulimit -n 60; exec sh -c 'ulimit -n'; }; (f; echo no); x=$(f; echo no); echo $x
60
60
$ f() { ulimit -n 60; }; set -e; (f; false; echo no); echo no
? 1
$ f() { sh -c 'kill $PPID'; }; (f; echo no) 2>/dev/null; echo $?
143

#### intrinsic utilities are found whatever PATH is
@ table PATH=/nonexistent; {} > /dev/null; echo $?
alias => 0
cd / => 0
command : => 0
getopts a o => 1
hash -r => 0
jobs => 0
kill -l => 0
read x < /dev/null => 1
type cd => 0
ulimit => 0
umask => 0
unalias -a => 0
wait => 0
true => 0
false => 1
pwd => 0
echo a => 0
printf a => 0
test a => 0
[ a ] => 0
@ end

#### getopts when there are fewer words than before
$ set -- -h -c foo x; while getopts hc: o; do :; done; echo $OPTIND; set --; getopts hc: o; echo $? $OPTIND; set -- -h; getopts hc: o; echo $o
4
1 1
h
@ note mksh and yash go on behind the end

#### getopts: OPTIND beyond the last word
$ set -- -a; n=0; while getopts a o && [ $n -lt 5 ]; do n=$((n+1)); OPTIND=9; done; echo $n
1
