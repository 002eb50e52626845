# What a script can ask about itself: calls, commands, options; attributes of variables; traces

#### calls
$ f() { echo "${FUNCNAME[@]}"; }; g() { f; }; g
f g main
$ f() { echo "$FUNCNAME ${FUNCNAME[1]} ${#FUNCNAME[@]}"; }; f
f main 2
$ echo "${#FUNCNAME[@]}"
0
$ f() { echo "${BASH_LINENO[@]}"; }
> g() {
>   f
> }
> g
3 5 0
$ f() { caller; caller 0; caller 1; caller 2; echo $?; }
> g() {
>   f
> }
> g > out; sed "s,$0,FILE,g" out
3 FILE
3 g FILE
5 main FILE
1
$ echo 'echo "${FUNCNAME[@]}"; caller 0 | { read line name file; echo $line $name; }' > s; f() { . ./s; }; f
source f main
1 f
$ echo 'f() { echo "${BASH_SOURCE[@]##*/}"; }' > s; . ./s; f; f() { echo "${BASH_SOURCE[0]##*/}"; }; f
s case.sh
case.sh
$ f() { if [ "$1" -gt 0 ]; then f $(($1 - 1)); else echo "${FUNCNAME[*]}"; fi; }; f 2
f f f main
$ caller 0; echo $?
1
$ caller x; echo $?
2
! caller
#### the command of a trap
$ trap 'echo "<$BASH_COMMAND>"' DEBUG; echo a  b; x=5; trap - DEBUG
<echo a b>
a b
<x=5>
<trap - DEBUG>
$ trap 'echo "<$BASH_COMMAND> $?"' ERR; false; f() { return 3; }; f; true
<false> 1
<return 3> 3
$ set -e; trap 'echo "<$BASH_COMMAND>"' EXIT; test a = b; echo no
<test a = b>
? 1
$ trap 'echo "<$BASH_COMMAND>"' EXIT; exit 3
<exit 3>
? 3
$ trap 'x=1; y=2; echo "<$BASH_COMMAND>"' ERR; false; true
<false>
#### subshells
$ echo $BASH_SUBSHELL; (echo $BASH_SUBSHELL; (echo $BASH_SUBSHELL)); echo $(echo $BASH_SUBSHELL)
0
1
2
1
$ { echo $BASH_SUBSHELL; (echo $BASH_SUBSHELL); } & wait
1
2
$ [ "$BASHPID" = $$ ] && echo same; ([ "$BASHPID" = $$ ] || echo other)
same
other
#### the stack of directories
$ cd /; pushd /usr > /dev/null; pushd /tmp > /dev/null; echo "${DIRSTACK[@]}" ${#DIRSTACK[@]} ${DIRSTACK[1]} $DIRSTACK
/tmp /usr / 3 /usr /tmp
$ HOME=/usr; cd /usr/bin; echo $DIRSTACK
/usr/bin
#### options and groups
$ case :$SHELLOPTS: in *:errexit:*) echo yes;; *) echo no;; esac; set -e; case :$SHELLOPTS: in *:errexit:*) echo yes;; esac
no
yes
$ echo $((GROUPS == $(id -g))) ${#GROUPS[0]} | cut -c 1
1
$ [ "$SRANDOM" != "$SRANDOM" ] && echo ok
ok
#### declare -p
$ a=1; unset a; declare -p a; echo $?
1
! a: not
$ declare v; declare -p v
declare -- v
$ declare -A m=(["y z"]=2); declare -p m
declare -A m=(["y z"]="2" )
$ s=$'a\nb\t\001'; declare -p s
declare -- s=$'a\nb\t\001'
$ declare -A m=(['a"b$c']=1 [k]=2); declare -p m > t; unset m; . ./t; echo "${m['a"b$c']} ${m[k]}"
1 2
#### transformations
$ s=hello; a=('x y' z); set -- 'p q' r; echo ${s@Q} "${a[@]@Q}" "${@@Q}"
'hello' 'x y' 'z' 'p q' 'r'
$ echo "<${nosuch@Q}>"
<>
$ declare -i n=5; echo "${n@A}"; x='a b'; echo "${x@A}"
declare -i n='5'
x='a b'
$ a=('x y' z); echo "${a[@]@A}" > t; unset a; . ./t; printf '<%s>' "${a[@]}"; echo
<x y><z>
$ a=('x y' z); printf '<%s>' "${a[@]@k}"; echo
<0><x y><1><z>
$ declare -l l; declare -ru u; echo ${l@a} ${u@a}
l ru
$ S=Hello; echo ${S~~} ${S~}; a=(ab Cd); echo "${a[@]~}"; x=äß; echo ${x~~}
hELLO hello
Ab cd
Äß
$ s=hello; echo ${s~[x-z]} ${s~~[el]}
hello hELLo
#### names of other variables
$ declare -n r=a; a=1; r=(1 2 3); echo ${a[1]} ${r[2]} "${r[@]}" ${#r[@]}
2 3 1 2 3 3
$ f() { declare -n x=$1; x+=(z); }; b=(1); f b; echo "${b[@]}"
1 z
$ b=(p q); declare -n e=b[1]; echo $e; e=new; echo "${b[@]}"
q
p new
$ declare -A m=([k]=v); declare -n r=m; echo ${r[k]}; r[j]=w; echo ${m[j]}; unset 'r[k]'; echo ${#m[@]}
v
w
1
#### what set -x writes
$ exec 2>&1; set -x; a=('x y' z); b=; c=x=y; [ a = b ]
+ a=('x y' z)
+ b=
+ c=x=y
+ '[' a = b ']'
? 1
@ note bash quotes the brackets as well
$ exec 2>&1; a='x y'; set -x; [[ $a == x* && -n $a ]]; (( 1 + 1 ))
+ [[ 'x y' == x* ]]
+ [[ -n 'x y' ]]
+ ((  1 + 1  ))
@ note bash does not quote the left side
$ f() { local q='a b'; }; exec 2>&1; set -x; f
+ f
+ local 'q=a b'
@ note bash: q='a b'

#### functions as they are shown
$ f() { echo "$1" ${2}>&2; if a; then b & elif (( c > 1 )); then d; fi; for x do e; done; }; declare -f f
|f () 
|{ 
    echo "$1" ${2} 1>&2;
    if a; then
        b &
    else
        if (( c > 1 )); then
            d;
        fi;
    fi;
    for x in "$@";
    do
        e;
    done
}
$ f() ( case $1 in a|b) [[ -f x && ( $1 == c || ! -d y ) ]];; *) ;; esac ) ; type f
f is a function
|f () 
|{ 
|    ( case $1 in 
        a | b)
            [[ -f x && ( $1 == c || ! -d y ) ]]
        ;;
        *)
|
        ;;
    esac )
}
$ f() { cat <<A; echo x; }; echo z
> hi
> A
> f; eval "$(declare -f f)"; f; declare -f f
z
hi
x
hi
x
|f () 
|{ 
    cat <<A
hi
A
|
    echo x
}
$ f() { cat <<-'A B'; }
> 	$x
> 	A B
> export -f f; $SH -c f; eval "$(declare -f f)"; f
$x
$x
$ g() { while :; do { until a; do b; done; } | c && ! d || time -p e; a[1]=x; b=(1 [3]=2) export c=d; break; done; }
> declare -f g >1; eval "$(declare -f g)"; declare -f g | cmp - 1
$ g() { select x in a; do :; done; for ((i = 0; ; i++)); do h() { :; }; done <x 3>&1 4<&- &>y; coproc_() { :; }; }
> declare -f g >1; eval "$(declare -f g)"; declare -f g | cmp - 1; declare -f g | sed -n 7,9p
    for ((i = 0; 1; i++))
    do
|        function h () 

#### jobs that were disowned leave their numbers
$ sleep 0.2 & sleep 0.2 & disown -a; sleep 0.1 & wait %1; echo $?
0

#### functions whose names are not names
$ foo-bar() { echo; }; declare -f foo-bar | head -n 1
foo-bar () 
$ function if { :; }; declare -f if | head -n 1
function if () 

#### local alone: what the function has of its own
$ f() { local -I x; echo $x; x=3; local -I x; echo $x; }; x=7; f; echo $x; g() { local -I n=1+2; echo $n; }; declare -i n=4; g; echo $n
7
3
7
3
4
$ g=1; f() { local a=1 b; local -i c=2; local | grep '[abcg]='; local -p | grep ' [acg]='; }; f
a=1
c=2
declare -- a="1"
declare -i c="2"

#### $BASH_COMMAND without any trap
$ x=y; echo "$BASH_COMMAND"; f() { v=$BASH_COMMAND; echo $v "$x$x"_ ${x}y $1; echo "$BASH_COMMAND"; trap 'echo "$BASH_COMMAND"' DEBUG; : $v "$x$x"_ ${x}y "${10}"; trap - DEBUG; }; f
echo "$BASH_COMMAND"
v=$BASH_COMMAND yy_ yy
echo "$BASH_COMMAND"
: $v "$x$x"_ ${x}y "${10}"
trap - DEBUG

#### set -x: before the assignment, each on its line, without the command's own redirections
$ exec 2>&1; PS4='+$x:'; set -x; x=1 y=2; x=3; z=4 y=5 true
+:x=1
+1:y=2
+1:x=3
+3:z=4
+3:y=5
+3:true
$ exec 2>&1; set -x; a=(1 'b c'); a+=("d e" f); a[1]+=g
+ a=(1 'b c')
+ a+=('d e' f)
+ a[1]+=g
$ exec 2>&1; set -x; echo a >f 2>g; set +x; cat g
+ echo a
+ set +x
$ exec 2>&1; set -x; x=$(echo a; : $(echo b)); eval 'eval :'; echo : >f; . ./f
++ echo a
+++ echo b
++ : b
+ x=a
+ eval 'eval :'
++ eval :
+++ :
+ echo :
+ . ./f
++ :
$ PS4='+$((1/0)) '; set -x; false; echo $?
1
! \+\$\(\(1/0\)\) false
$ exec 2>&1; set -x; ((  1 + 1)); for ((i=0 ; i < 1;  i++)); do :; done
+ ((   1 + 1 ))
+ (( i=0  ))
+ (( i < 1 ))
+ :
+ (( i++ ))
+ (( i < 1 ))

#### a loop has three expressions
$ eval 'for ((i=0; i<3; i++; 7)); do :; done'; echo $?; eval 'for ((i=0; i<3)); do :; done'; echo $?; for ((i=0; i<1; i+=$(echo 1; :))); do echo $i; done
2
2
0
! three expressions

#### the end of a job does not end the wait for others
$ trap 'echo caught' CHLD; set -m; sleep 0.1 & sleep 0.2 & wait; echo $?
caught
caught
0

#### the DEBUG trap before a loop's turn, a case, and each expression of for ((…))
$ trap 'echo "[$LINENO]"' DEBUG
> for x in 1 2; do
>   :
> done
> case x in
>   x) : ;;
> esac
> for ((i = 0; i < 1; i++)); do
>   :
> done
[2]
[3]
[2]
[3]
[5]
[6]
[8]
[8]
[9]
[8]
[8]

#### the ERR trap of a pipeline: its status, its line
$ trap 'echo $? $LINENO ${PIPESTATUS[*]}' ERR
>
> true | (exit 3)
> set -o pipefail
> (exit 4) |
>   true; :
3 3 0 3
4 6 4 0

#### under the name of bash: what version, and where
$ ln -s "$(command -v $SH)" bash 2>/dev/null || ln -s "$SH" bash; ./bash -c 'echo ${BASH_VERSION%%.*} ${BASH_VERSINFO[0]} $BASH'; PATH=$PWD:$PATH bash -c 'echo "${BASH##*/}"'
5 5 ./bash
bash

#### set -T: the DEBUG trap where a function begins
$ trap 'echo "[$LINENO]"' DEBUG
> f() {
>   :
> }
> f
> set -T
> f
[5]
[6]
[7]
[2]
[3]
#### unset of what an assignment before a function has set
$ x=0; f() { unset x; echo "[${x-unset}]"; unset x; echo "[${x-unset}]"; }; x=1 f; echo "[${x-unset}]"
[0]
[unset]
[unset]
$ x=0; f() { local x=2; unset x; echo "[${x-unset}]"; }; x=1 f; echo "[${x-unset}]"
[unset]
[0]
$ x=0; f() { g; echo "[${x-unset}]"; }; g() { unset x; }; x=1 f; echo "[${x-unset}]"
[0]
[0]

#### readonly functions
$ f() { echo 1; }; readonly -f f; f() { echo 2; }; echo $?; f
1
1
! readonly function
$ f() { echo 1; }; declare -rf f; unset -f f; echo $?; f; declare -F; declare +r -f f; echo $?
1
1
declare -fr f
1
$ f() { echo 1; }; ( readonly -f f ); f() { echo 2; }; f
2
$ f() { echo 1; }; g() { :; }; readonly -f f; readonly -f
f () 
{ 
    echo 1
}
declare -fr f
$ readonly -f nothing; echo $?
1
! nothing
#### how deep calls go
$ FUNCNEST=5; f() { echo $((++n)); f; }; (f | tail -n 1); unset FUNCNEST; n=0; g() { [ $((++n)) = 50 ] || g; }; g; echo $n
5
50
! nested
#### the input of what runs in the background
$ f() { cat & wait; }; echo x >in; f <in; eval 'cat & wait' <in; { f; } <in; ( cat & wait ) <in
x
x
$ f() { cat & wait; } <in; echo x >in; f; echo y | f
x
x
