# Errors after which a script goes on, out of POSIX mode

#### special builtins
$ eval '('
> echo $?
2
! syntax error
$ eval 'eval "("; echo in'; echo out
in
out
$ shift 5; echo $?
1
!
$ set a b; shift 3 || echo "$@"
a b
$ f() { shift 2; echo $?; }; f 1; echo out
1
out
$ shift x || echo on
on
! shift
$ set -o nosuch || echo $?
2
$ set -o nosuch 2>/dev/null; echo $?
2
$ unset -Z || echo $?
2
$ export 1a=2 || echo on
on
$ readonly r=1; unset r || echo "$? $r"
1 1
! readonly
$ readonly r=1; export r=2 || echo "$? $r"
1 1
$ : >/nonexistent/x || echo $?
1
$ exec >/nonexistent/x || echo $?
1
$ exec 3</nonexistent/x
> echo on
on
$ . ./missing || echo $?
1
$ source ./missing; echo on
on
$ echo 'echo (' >lib; . ./lib; echo on
on
! lib: line 1: syntax error
$ trap 'x' || echo $?
2
$ command shift 5; echo $?
1
$ exec nosuchprogram
> echo on
? 127
! nosuchprogram

#### return where there is nothing to leave
$ return; echo $?
2
! return
$ return 3; echo on
on
$ (return 0 2>/dev/null) && echo sourced || echo run
run
$ echo '(return 0 2>/dev/null) && echo sourced || echo run' >lib; . ./lib
sourced
$ f() { return x; echo no; }; f; echo $?
2
! x
$ f() { return; }; false; f; echo $?
1

#### what ends a script all the same
$ echo ${x?wrong}; echo no
? >0
! wrong
$ set -u; echo $nope; echo no
? >0
! nope
