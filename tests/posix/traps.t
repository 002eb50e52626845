# XCU 2.12 Signals and Error Handling, 2.15 trap

#### EXIT
$ trap 'echo t' EXIT; echo a
a
t
$ trap 'echo t' 0; echo a
a
t
$ trap 'echo t' EXIT; exit 3
? 3
t
$ trap 'echo t; exit 5' EXIT; exit 3
? 5
t
$ trap 'echo $?' EXIT; exit 3
? 3
3
$ trap 'echo $?' EXIT; false
? 1
1
$ trap 'echo $?' EXIT; (exit 7)
? 7
7
$ trap 'false' EXIT; true
$ trap 'true' EXIT; false
? 1
$ trap 'echo 1' EXIT; trap 'echo 2' EXIT
2
$ trap 'echo t' EXIT; trap - EXIT; echo a
a
$ trap 'echo t' EXIT; trap '' EXIT; echo a
a
$ trap 'echo t' EXIT; trap 0; echo a
a
$ trap '' EXIT; echo a
a
$ trap 'echo t' EXIT; f() { exit 2; }; f
? 2
t
$ trap 'echo t' EXIT; (exit 2); echo $?
2
t
$ (trap 'echo t' EXIT); echo a
t
a
$ (trap 'echo t' EXIT; echo a); echo b
a
t
b
$ (trap 'echo t' EXIT; exit 3); echo $?
t
3
$ trap 'echo t' EXIT; (echo a); echo b
a
b
t
$ trap 'echo t' EXIT; x=$(echo a); echo $x
a
t
$ x=$(trap 'echo t' EXIT; echo a); echo $x
a t
$ trap 'echo t' EXIT; echo a | cat
a
t
$ (trap 'echo t' EXIT; sh -c 'echo a')
a
t
$ trap 'echo t' EXIT; set -e; false
? 1
t
$ trap 'echo t' EXIT; : ${x?}
? >0
t
! x
$ trap 'echo t' EXIT; set -u; echo $x
? >0
t
! x
$ trap 'echo t' EXIT; readonly x; x=1
? >0
t
! x
$ trap 'echo t' EXIT; exec < nofile
? >0
t
! nofile
$ trap 'echo t' EXIT
> fi
? >0
t
! .
@ note a syntax error ends the shell too
$ trap 'echo t' EXIT; eval '('
? >0
t
! .
@ note as above
$ trap 'exit' EXIT; exit 3
? 3
$ trap 'echo a; exit; echo no' EXIT
a
$ trap 'trap "echo 2" EXIT; echo 1' EXIT
1
@ note a trap set in the EXIT trap: rivals differ, the shell is ending
@ skip dash
@ skip bash
@ skip mksh
@ skip yash
$ trap 'echo $x' EXIT; x=1
1
$ x=1; trap "echo $x" EXIT; x=2
1
$ trap 'x=1; echo $x' EXIT
1
$ trap 'echo a
> echo b' EXIT
a
b
$ trap 'echo t' EXIT; cat < /dev/null
t
$ trap 'cat f' EXIT; echo a > f
a
$ trap 'f' EXIT; f() { echo f; }
f
$ f() { trap 'echo t' EXIT; }; f; echo a
a
t
$ trap 'echo t >&2' EXIT; exec > /dev/null; echo a
! t
$ trap 'echo 1; (exit 5); echo 2' EXIT; exit 4
? 4
1
2
$ trap 'echo t' EXIT; kill -TERM $$; echo no
? 143
t
@ note the standard does not say that EXIT's trap runs when a signal ends the shell; bash and ksh run it, dash not
@ skip dash
@ skip yash
@ skip mksh
$ $SH -c 'trap "echo t" EXIT; true'
t
$ $SH -c 'trap "echo t" EXIT; sh -c "exit 3"'; echo $?
t
3
$ $SH -c 'trap "echo t" EXIT; (exit 3)'; echo $?
t
3

#### signals
$ trap 'echo t' USR1; kill -USR1 $$; echo a
t
a
$ trap 'echo t' USR1; kill -s USR1 $$; echo a
t
a
$ trap 'echo t' USR1 USR2; kill -USR1 $$; kill -USR2 $$; echo a
t
t
a
$ trap 'echo t' INT; kill -INT $$; echo a
t
a
$ trap 'echo t' TERM; kill $$; echo a
t
a
$ trap 'echo t' HUP QUIT ALRM; kill -HUP $$; kill -QUIT $$; kill -ALRM $$; echo a
t
t
t
a
$ trap 'echo t' 15; kill -TERM $$; echo a
t
a
$ trap 'echo t' 1 2 3; kill -1 $$; kill -2 $$; kill -3 $$; echo a
t
t
t
a
$ trap 'echo t' USR1; kill -USR1 $$; kill -USR1 $$; echo a
t
t
a
$ trap 'echo t' USR1; trap - USR1; (kill -USR1 $($SH -c 'echo $PPID'); echo no); [ $? -gt 128 ] && echo killed
killed
$ trap '' USR1; kill -USR1 $$; echo a
a
$ trap '' TERM; kill $$; echo a
a
$ trap '' TERM; sh -c 'kill $$; echo a'
a
@ note ignored signals are inherited as ignored
$ trap 'echo t' TERM; sh -c 'kill $$; echo no' 2>/dev/null; echo $?
143
@ note caught signals are reset for commands
$ trap '' TERM; (kill $($SH -c 'echo $PPID'); echo a)
a
$ trap 'echo t' TERM; (kill $($SH -c 'echo $PPID'); echo no) 2>/dev/null; echo $?
143
@ note caught signals are reset in subshells
$ trap 'echo t' USR1; (trap 'echo u' USR1; kill -USR1 $($SH -c 'echo $PPID'); echo a); kill -USR1 $$; echo b
u
a
t
b
$ trap 'echo $?' USR1; (exit 3); kill -USR1 $$; :
0
@ note $? in the trap is that of the last command before it: kill
$ trap '(exit 5)' USR1; kill -USR1 $$; echo $?
0
@ note $? after the trap is as before
$ trap 'false' USR1; true; kill -USR1 $$; echo $?
0
$ trap 'exit 3' USR1; kill -USR1 $$; echo no
? 3
$ trap 'exit' USR1; kill -USR1 $$; echo no
$ trap 'x=1' USR1; kill -USR1 $$; echo $x
1
$ trap 'trap - USR1; echo t' USR1; kill -USR1 $$; trap | grep -c USR1
? 1
t
0
$ trap 'break' USR1; for x in 1 2; do kill -USR1 $$; :; echo no; done; echo $x
1
@ note break in a trap: unspecified, for the loop does not enclose it lexically
@ skip dash
@ skip bash
@ skip mksh
@ skip yash
$ trap 'echo t' USR1; f() { kill -USR1 $$; echo f; }; f
t
f
$ trap 'echo t' USR1; eval 'kill -USR1 $$'; echo a
t
a
$ trap 'echo t' USR1; { kill -USR1 $$; echo a; }
t
a
$ trap 'echo t' USR1; if kill -USR1 $$; then echo a; fi
t
a
$ trap 'echo t' USR1; kill -USR1 $$ && echo a
t
a
$ trap 'echo t' USR1; sh -c "kill -USR1 $$; sleep 0.2; echo late"; echo a
late
t
a
@ note the trap runs after the foreground command has ended
$ trap 'echo t' USR1; (sleep 0.2; kill -USR1 $$) & sleep 0.5; echo a
t
a
$ trap 'echo t' USR1; (sleep 0.2; kill -USR1 $$; sleep 1) & wait $!; echo $(($? > 128))
t
1
@ note a trapped signal makes wait return at once
$ trap 'echo t' USR1; (sleep 0.2; kill -USR1 $$; sleep 1) & wait; echo $(($? > 128))
t
1
$ trap 'echo t' USR1; sleep 1 & (sleep 0.2; kill -USR1 $$) & x=0; wait; [ $? -gt 128 ] && echo interrupted; kill %1 2>/dev/null
t
interrupted
$ trap '' USR1; (sleep 0.1; kill -USR1 $$; exit 4) & wait $!; echo $?
4
@ note an ignored signal does not interrupt wait
$ trap 'echo t' CHLD; sleep 0.1; echo a
t
a
@ note whether a foreground command's end is caught: CHLD is as any other signal; dash and bash run it
@ skip dash
@ skip mksh
@ skip yash
$ trap 'echo t; kill -USR2 $$' USR1; trap 'echo u' USR2; kill -USR1 $$; echo a
t
u
a
$ trap 'echo "a  b"' USR1; kill -USR1 $$
a  b
$ trap 'echo t # comment' USR1; kill -USR1 $$; echo a
t
a
$ trap "" INT TERM; kill -INT $$; kill -TERM $$; echo a
a
$ trap 'echo t' USR1; while :; do kill -USR1 $$; break; done; echo a
t
a
$ trap 'echo t' TERM; x=$(kill $$; echo a); echo $x
t
a
$ trap 'echo t' USR1; kill -USR1 $$ | cat; sleep 0.1; echo a
t
a
$ trap 'n=$((n+1))' USR1; n=0; i=0; while [ $i -lt 20 ]; do kill -USR1 $$; i=$((i+1)); done; echo $n
20
$ $SH -c 'kill -TERM $$; echo no' 2>/dev/null; echo $?
143
$ $SH -c 'kill -INT $$; echo no' 2>/dev/null; echo $?
130
$ $SH -c 'kill -KILL $$' 2>/dev/null; echo $?
137
$ sh -c 'kill -USR1 $$' 2>/dev/null; kill -l $?
USR1

#### signals that were ignored on entry cannot be trapped
$ trap '' USR1; $SH -c 'trap "echo no" USR1; kill -USR1 $$; echo a'
a
$ trap '' INT; $SH -c 'trap "echo no" INT; kill -INT $$; echo a'
a
$ trap '' INT; $SH -c 'trap - INT; kill -INT $$; echo a'
a
$ trap '' INT; $SH -c '(trap - INT; kill -INT $$; echo a)'
a
$ trap '' INT; $SH -c 'sh -c "kill -INT \$\$; echo a"'
a
$ trap '' INT; $SH -c 'trap' | cat > f; echo ok
ok

#### printing
$ trap 'echo t' USR1; trap
trap -- 'echo t' USR1
$ trap "echo 'a'" USR1; x=$(trap); trap - USR1; eval "$x"; kill -USR1 $$
a
$ trap 'echo t' USR1; trap -- - USR1; trap
$ trap '' USR1; trap
trap -- '' USR1
$ trap 'echo t' EXIT; trap; trap - EXIT
trap -- 'echo t' EXIT
$ trap 'echo t' 0; x=$(trap); trap - 0; echo "$x"
trap -- 'echo t' EXIT
@ note in a command substitution without other commands, trap lists the parent's
$ trap 'echo t' USR1; x=$(trap); echo "$x"
trap -- 'echo t' USR1
$ trap 'echo t' USR1; (trap)
trap -- 'echo t' USR1
@ note Issue 8: in a subshell before any other trap command it lists what the parent had; mksh does not
$ trap 'echo t' USR1; (trap 'echo u' USR2; trap) | grep -c USR1
? 1
0
@ note once a trap is set in the subshell, what is listed is the subshell's; rivals as here
$ trap '' USR1; (trap)
trap -- '' USR1
$ trap 'a
> b' USR1; trap
trap -- 'a
b' USR1
$ trap "it's" USR1; trap > f; trap - USR1; . ./f; trap > g; cmp f g && echo same
same
$ trap -p USR1; echo $?
trap -- - USR1
0
@ note -p is new in Issue 8: what is not set is written as trap -- - USR1
@ skip dash
@ skip mksh
@ skip yash
@ skip bash
$ trap 'echo t' USR1 USR2; trap -p USR1
trap -- 'echo t' USR1
@ note dash has no -p
$ trap - USR1; trap
$ trap; echo $?
0
$ trap 'echo t' USR1; trap | cat
trap -- 'echo t' USR1

#### operands
$ trap 'echo t' NOSUCH; echo on
on
! .
@ note an unknown signal: trap's status is above 0, and it is not to end the shell (Issue 8); dash ends
$ trap 'echo t' NOSUCH 2>/dev/null || echo failed
failed
@ note as above
$ command trap 'echo t' NOSUCH 2>/dev/null || echo failed
failed
@ note dash ends
$ trap - NOSUCH 2>/dev/null || echo failed
failed
@ note as above
$ trap 'echo t' SIGUSR1 2>/dev/null && kill -USR1 $$; echo a
t
a
@ note the SIG prefix is an extension; dash has it not
@ skip dash
$ trap 'echo t' usr1 2>/dev/null && kill -USR1 $$; echo a
t
a
@ note lower case is an extension
@ skip dash
@ skip yash
$ trap -- 'echo t' USR1; kill -USR1 $$
t
$ trap - ; echo $?
0
@ skip dash
@ skip bash
@ skip mksh
@ skip yash
$ trap 'echo t' USR1; trap 10; kill -l 10; trap
USR1
@ note an unsigned integer as the first operand resets all that are named
$ trap 'echo t' USR1 USR2; trap USR1 2>/dev/null; trap | grep -c .
1
@ note only numbers are said; bash resets by a single name too
@ skip mksh
@ skip dash
@ skip yash
$ trap 'echo t' KILL 2>/dev/null; echo a
a
@ note KILL and STOP cannot be trapped: undefined
$ trap '-' USR1; trap
$ trap -- '-x' USR1 ; trap
trap -- '-x' USR1
$ trap 'echo t' EXIT INT TERM; trap - EXIT INT TERM; trap
#### when an action runs
$ trap 'echo T' USR1; (kill -USR1 $$; echo b; exit 3); echo $?
b
T
3
$ trap 'echo T; exit' TERM; (sleep 0.2; kill $$) & (sleep 0.6; echo in; exit 42); echo after
in
T
? 42
$ trap 'echo T; exit' USR1; (sleep 0.2; kill -USR1 $$) & while continue; do continue; done
T
$ f() { (sleep 0.2; kill -USR1 $$) & until (exit 42); do (exit 42); done; }
> trap 'echo T; return' USR1; f; echo $?
T
42
$ trap 'echo T' USR1; for i in 1 2; do (kill -USR1 $$); echo $i; done
T
1
T
2
$ trap 'echo T' USR1; (kill -USR1 $$) && echo a; [ "$(kill -USR1 $$; echo x)" = x ] && echo b
T
a
T
b
$ trap 'exit' TERM; kill $$ &
> (sleep 0.3; exit 42)
> echo no
? 42
$ trap 'echo T' USR1; kill -USR1 $$ &
> wait $!; echo w; wait
T
w
$ trap 'echo T' USR1; (kill -USR1 $$) & sleep 0.3; echo a
T
a
#### traps of a subshell are at their defaults also for signals that its children send
$ trap 'echo trapped' USR1; (sh -c 'kill -s USR1 $PPID'; echo survived); kill -l $?
USR1
$ trap 'echo trapped' USR1; (trap 'echo own' USR1; sh -c 'kill -s USR1 $PPID'; :); echo $?
own
0

#### the last command of a script is a program, and there are traps
$ trap 'echo t' TERM
> env sh -c 'kill -s TERM "$PPID"'
t
$ trap 'echo t' USR1
> env sh -c 'kill -s USR1 "$PPID"; sleep 0.1; echo program'
program
t
$ trap 'echo t' EXIT
> env true
t
#### an interrupt that a program sends is the shell's end
$ $SH -c 'sh -c "kill -s INT \$PPID"; echo no'; echo $?
130
@ note bash goes on where the program itself does not die of it
#### what a subshell of its own does at a signal
$ trap '' INT; (trap - INT; sh -c 'kill -s INT $PPID'; echo no); echo $?
130
@ note bash goes on where the program itself does not die of it
$ trap : TERM; (sh -c 'kill -s TERM $PPID'; echo no) 2>/dev/null; echo $?
143
$ trap : TERM; x=$(sh -c 'kill -s TERM $PPID'; echo no); echo $? $x
143
@ note yash has another number
$ x=$(kill -TERM $(exec sh -c 'echo $PPID'); echo no) 2>/dev/null; echo $? $x
143
@ note yash has another number
#### signals of an interactive shell
$ echo 'kill -s QUIT $$; kill -s TERM $$; echo ok' | $SH -i +m 2>/dev/null
ok
$ trap '' TERM; echo 'sh -c "kill -s TERM \$\$; echo ok"' | $SH -i +m 2>/dev/null
ok
$ echo 'trap "" TERM; (trap - TERM; sh -c "kill -s TERM \$PPID"; echo no); echo $?' | $SH -i +m 2>/dev/null
143

#### an action does not write where the trap that set it did
$ trap 'echo a' EXIT > /dev/null & wait $!
a
$ trap 'echo a' EXIT > /dev/null | cat
a
$ : | trap 'echo a' EXIT > /dev/null
a
@ note mksh does not run it
$ (trap 'echo a' EXIT > /dev/null)
a

#### the listing can be read again, whatever the action is
$ for s in "'" "''" "a'b" '"' '$' '\' ' ' "' "; do trap -- "$s" USR1; t=$(trap); trap - USR1; eval "$t"; [ "$t" = "$(trap)" ] || echo "$s"; done
