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

#### expansions and assignments: the line ends, the text goes on
$ readonly a=1
> a=2; echo same
> echo next $?
next 1
! readonly
$ readonly a=1; f() { a=3; echo in f; }
> f; echo same
> echo next $? $a
next 1 1
! readonly
$ readonly a=1
> eval 'a=3; echo same
> echo next $?'; echo behind $?
next 1
behind 0
! readonly
$ readonly a=1; (a=4; echo sub)
> echo $?
1
! readonly
$ x=$(echo $((1/0)); echo sub); echo "x=$x $?"
x= 1
! division
$ echo ${foo!y} same
> echo next $?
next 1
! bad substitution
$ echo $((1/0)) || echo or
> echo $?
1
! division
$ for b in 1 2; do echo $((1/0)); done; while echo $((1/0)); do :; done
> echo $? $b
1 1
! division
$ if [ $((1/0)) ]; then :; fi
> set -e; false; echo not reached
? 1
! division
$ set -e; trap 'echo end $?' EXIT; readonly a=1
> a=2
> echo not reached
end 1
? 1
! readonly
$ echo "a=8; echo \$((1/0))
> echo s2" > d; . ./d; echo behind
s2
behind
! division
$ echo $((1/0)) | cat; echo $?
0
! division
$ echo ${foo?text}
> echo not reached
? 2
! text
$ set -u; echo $foo
> echo not reached
? 2
! foo

#### assignments before special builtins
$ a=b; a=e exec 1>&1; a=1 :; a=2 eval 'echo $a'; a=3 export x; echo $a
2
b
$ f() { x=1 local y=2; x=2 command local z=3; x=4 eval 'local v=5 x=6; echo $x'; echo "$y,$z,$v"; }; f; echo "[$y$z$v$x]"
6
2,3,5
[]
$ f() { x=1 local x=2; echo $x; }; x=0; f; echo $x
2
0

#### traps of traps
$ set -T; g() { :; }; trap 'g; echo returned' RETURN; f() { :; }; f
returned
#### an array that is wrong ends its line, not the script
$ echo before
> echo not; a=(1 2; 3)
> echo $?
before
1
! unexpected ; in an array
$ eval 'a=(1 & 2)'; echo $?
1
! unexpected &
#### who we are cannot be changed
$ UID=5; echo no
? 1
! UID: readonly
$ unset EUID; echo $?
1
! EUID: readonly
$ env UID=x EUID=y $SH -c '[ $UID = $(id -u) ] && echo yes'
yes
@ note bash believes the environment

#### readonly names of loops, restricted shells
$ readonly r; for r in a b; do echo x; done; echo $?
1
! r
$ set -r; echo $?; set -o restricted; echo $?
2
2
! restricted
$ SHELLOPTS=x; echo no
? 1
! SHELLOPTS
