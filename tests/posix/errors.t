# XCU 2.8 Exit Status and Errors

#### 2.8.1 what ends a non-interactive shell
$ echo a; if; echo no
? >0
! .
$ echo a
> if; echo no
? >0
a
! .
$ set -Z 2>/dev/null; echo no
? >0
$ export -Z 2>/dev/null; echo no
? >0
@ note a usage error of a special built-in
$ readonly -Z 2>/dev/null; echo no
? >0
@ note as above
$ unset -Z 2>/dev/null; echo no
? >0
@ note as above
$ . 2>/dev/null; echo no
? >0
@ note as above; dash is silent
@ skip dash
$ exit Z 2>/dev/null; echo no
? >0
$ shift Z 2>/dev/null; echo no
? >0
$ trap 'echo' Z 2>/dev/null; echo on
on
@ note an invalid signal name is no usage error (Issue 8)
@ skip dash
$ x=${y?}; echo no
? >0
! y
$ echo ${y!z} 2>/dev/null; echo no
? >0
@ note a bad expansion
$ readonly y; y=1; echo no
? >0
! y
$ : < nofile; echo no
? >0
! nofile
$ eval 'echo a; )'; echo no
? >0
! .
$ exec nofile-x; echo no
? 127
! nofile-x
$ exec < nofile; echo no
? >0
! nofile

#### 2.8.1 what does not
$ cat < nofile; echo on
on
! nofile
$ cd nofile; echo on
on
! nofile
$ cd -Z 2>/dev/null; echo on
on
$ umask Z 2>/dev/null; echo on
on
$ kill Z 2>/dev/null; echo on
on
$ wait Z 2>/dev/null; echo on
on
$ read -Z x 2>/dev/null < /dev/null; echo on
on
$ unalias Z 2>/dev/null; echo on
on
$ getopts 2>/dev/null; echo on
on
$ type no-such 2>/dev/null > /dev/null; echo on
on
$ test a b c 2>/dev/null; echo on
on
$ printf 2>/dev/null; echo on
on
$ no-such-command-x 2>/dev/null; echo on
on
$ false; echo on
on
$ sh -c 'kill -KILL $$' 2>/dev/null; echo on
on
$ (exit 3); echo on
on
$ { true; } < nofile; echo on
on
! nofile
$ f() { return 3; }; f; echo on
on
$ fg 2>/dev/null; bg 2>/dev/null; echo on
on
$ command . nofile 2>/dev/null; echo on
on
$ command eval ')' 2>/dev/null; echo on
on
@ note dash ends
$ command readonly x=1; command readonly x=2 2>/dev/null; echo on
on
@ note through command; dash ends
$ command shift 99 2>/dev/null; echo on
on
@ note as above
$ command set -o nosuch 2>/dev/null; echo on
on
@ note as above
$ command unset -Z 2>/dev/null; echo on
on
@ note as above

#### errors in subshells end the subshell
@ table ({}; echo no) 2>/dev/null; [ $? -gt 0 ] && echo failed
: < nofile => failed
exec < nofile => failed
. ./nofile => failed
set -Z => failed
x=${y?} => failed
: ${y?} => failed
readonly x; x=1 => failed
readonly x; unset x => failed
eval ')' => failed
exec no-such-command-x => failed
echo $((1/0)) => failed
echo $((1+)) => failed
set -u; echo $x => failed
set -e; false => failed
: ${1=a} => failed
@ end
@ table x=$({}; echo no) 2>/dev/null; echo "$(($? > 0))<$x>"
: < nofile => 1<>
. ./nofile => 1<>
: ${y?} => 1<>
readonly y; y=1 => 1<>
echo $((1/0)) => 1<>
set -u; echo $y => 1<>
@ end
@ table ({}; echo no) 2>/dev/null & wait $!; echo $(($? > 0))
: < nofile => 1
: ${y?} => 1
readonly y; y=1 => 1
echo $((1/0)) => 1
@ end
@ table {{}; echo no; } 2>/dev/null | cat; echo after
 : < nofile => after
 : ${y?} => after
 readonly y; y=1 => after
 echo $((1/0)) => after
@ end

#### 2.8.2 exit statuses
$ no-such-command-x 2>/dev/null; echo $?
127
$ ./nofile 2>/dev/null; echo $?
127
$ > f; ./f 2>/dev/null; echo $?
126
$ ./ 2>/dev/null; echo $?
126
@ note a directory is found and cannot be executed; dash and mksh too
$ > f; f/x 2>/dev/null; echo $?
127
@ note ENOTDIR: 127 in bash, mksh
@ skip bash
@ skip yash
$ sh -c 'kill -TERM $$' 2>/dev/null; echo $?
143
$ sh -c 'kill -USR1 $$' 2>/dev/null; kill -l $?
USR1
$ sh -c 'exit 200'; echo $?
200
$ $SH -c 'exit 12'; echo $?
12
$ $SH -c 'false'; echo $?
1
$ $SH -c ''; echo $?
0
$ $SH -c '# comment'; echo $?
0
$ $SH -c 'no-such-command-x' 2>/dev/null; echo $?
127
$ $SH ./nofile 2>/dev/null; echo $?
127
@ note sh: the command file could not be found; dash says 2
@ skip dash
@ skip mksh
$ : > f; $SH ./f; echo $?
0
$ echo 'exit 5' > f; $SH ./f; echo $?
5
$ echo 'false' | $SH; echo $?
1
$ echo 'exit 5' | $SH; echo $?
5
$ $SH < /dev/null; echo $?
0
$ $SH -c 'fi' 2>/dev/null; [ $? -gt 0 ] && [ $? -lt 126 ] && echo bad
bad

#### how the shell is called
$ $SH -c 'echo $0' | grep -q . && echo set
set
$ $SH -c 'echo $0' xx
xx
$ $SH -c 'echo $1' xx yy
yy
$ $SH -c -- 'echo a'
a
@ note the operand comes after the options
$ $SH -s a b <<E
> echo \$1 \$2 \$#
> E
a b 2
$ $SH <<E
> echo a
> E
a
$ echo 'echo $1' > f; $SH f a
a
$ echo 'echo $-' > f; $SH -f f | grep -q f && echo yes
yes
$ $SH -e -c 'false; echo no'; echo $?
1
$ $SH -ef -c 'echo *'
|*
$ $SH +f -c 'echo a'
a
$ $SH -o nounset -c 'echo $x; echo no' 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ printf 'read x\nhello\necho "<$x>"\n' | $SH
<hello>
@ note the shell reads no further than the current command
$ printf 'cat\na\nb\n' | $SH
a
b
$ printf 'sh -c "read x; echo =\\$x="\nline\necho end\n' | $SH
=line=
end
$ printf 'exec cat\nrest\n' | $SH
rest
$ printf 'cat <<E\na\nE\necho b\n' | $SH
a
b
$ printf 'if true\nthen echo a\nfi\necho b' | $SH
a
b
$ printf 'echo a\nif' | $SH 2>/dev/null; [ $? -gt 0 ] && echo failed
a
failed
$ printf 'echo a\n\n\n# c\necho b\n' | $SH
a
b
$ printf 'echo a' | $SH
a
$ printf 'exit 3\necho no\n' | $SH; echo $?
3
$ echo 'echo a' > s; chmod +x s; $SH -c ./s
a
$ printf '#!/bin/sh\necho "$@"\n' > s; chmod +x s; $SH -c './s a "b  c"'
a b  c
$ $SH -c 'exec echo a'
a
$ $SH -c 'echo a
> echo b'
a
b
$ $SH -c 'echo "$@"' - a b
a b
$ $SH - -c 'echo no' 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
@ note after a lone - there are no options: the operand -c is a file
@ skip dash
@ skip bash
@ skip mksh
@ skip yash
$ echo 'echo a' > ./-f; $SH -- -f
a
$ mkdir d; cd d; echo 'echo a' > script; $SH script
a
$ env -i $SH -c 'echo "$PATH" > /dev/null; echo ok'
ok
$ $SH -x -c 'echo a' 2> f; cat f
a
+ echo a
$ $SH -v < /dev/null; echo $?
0

#### a script of an interactive shell goes on with the next line
$ printf '%s\n' 'readonly x=1' 'x=2; echo no' 'echo on' ': ${none?}; echo no' '. ./none' 'echo end' >script; $SH -i ./script
on
end
! none
