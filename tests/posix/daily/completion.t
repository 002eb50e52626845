# compgen, complete, compopt

#### what compgen lists
$ compgen -W 'apple banana apricot' ap; echo $?; compgen -W 'apple' z; echo $?
apple
apricot
0
1
$ compgen -W '"a b" c\ d $((1+1))'
a b
c d
2
$ a=('x y' z -q); compgen -W '"${a[@]}" n${#a[@]}'; compgen -W '"${a[@]/#/-}"' -- -x; set -- p 'q r'; compgen -W '"$@"'
x y
z
-q
n3
-x y
p
q r
$ cd /; HOME=/h; compgen -W '{v,w}1 * ~/f $(echo s t) "$(echo s t)" ${no:-u u}'
v1
w1
*
/h/f
s
t
s t
u
u
$ compgen -A setopt err; compgen -A setopt inter; compgen -A setopt b; echo $?
errexit
errtrace
braceexpand
0
$ compgen -W 'a;b (c) d|e #f $x<'
a;b
(c)
d|e
|#f
<
$ IFS=:; compgen -W 'a b:c'
a b
c
$ f_one() { :; }; f_two() { :; }; compgen -A function f_
f_one
f_two
$ alias al1=x; compgen -a al; xyz_v=1; compgen -v xyz_; export xyz_e=1; compgen -e xyz_
al1
xyz_v
xyz_e
$ compgen -b compg; compgen -k fu; compgen -A setopt pipef; compgen -A shopt extg; compgen -A signal SIGHU
compgen
function
pipefail
extglob
SIGHUP
$ a=(1); xyz_a=(1 2); compgen -A arrayvar xyz
xyz_a
$ mkdir dd; touch dfile; compgen -f df; compgen -d d; touch dd/x; compgen -f dd/
dfile
dd
dd/x
$ mkdir bin; echo > bin/xyzzy; chmod +x bin/xyzzy; PATH=$PWD/bin; compgen -c xyzz
xyzzy
$ compgen -W 'a b' -P '<' -S '>'
<a>
<b>
$ compgen -W 'a.c a.o b.c' -X '*.o'; compgen -W 'a.c a.o b.c' -X '!*.o'
a.c
b.c
a.o
$ touch x1 x2; compgen -G 'x*'
x1
x2
$ mkdir ddir; compgen -o dirnames -W 'q' d; compgen -o plusdirs -W 'dx' d
ddir
dx
ddir
$ f() { COMPREPLY=("$@"); }; compgen -F f word 2> /dev/null
compgen
word
|
$ compgen -A nothing; echo $?
2
! nothing
#### what complete keeps
$ touch bar; mkdir bad; compgen -o default ba | sort; compgen -o default none; echo $?; compgen -W bax -o default ba; compgen -W foo -o bashdefault b | sort
bad
bar
1
bax
bad
bar
$ complete -W 'a b' foo; complete -p foo; complete -F _f -o nospace bar; complete -p bar
complete -W 'a b' foo
complete -o nospace -F _f bar
$ complete -W 'a b' foo; complete -r foo; complete -p foo; echo $?
1
! foo
$ complete -F d -D; complete -p
complete -F d -D
$ complete -W "it's" foo; complete -p > s; complete -r; . ./s; complete -p
complete -W 'it'\''s' foo
$ complete -W a foo; (complete -W b foo; complete -W c bar; complete -p foo); complete -p
complete -W 'b' foo
complete -W 'a' foo
@ note bash lists them in another order where there are several
$ compopt -o nospace; echo $?; complete -W a foo; compopt -o nospace foo; complete -p foo; compopt +o nospace foo; complete -p foo
1
complete -o nospace -W 'a' foo
complete -W 'a' foo
! compopt
#### complete --try
$ complete -W 'start stop' svc; complete --try svc sto; complete --try /usr/bin/svc sta; complete --try other x; echo $?
stop
start
2
@ skip bash
$ f() { echo "$COMP_CWORD ${COMP_WORDS[*]} <$2> <$3>" >&2; COMPREPLY=($(compgen -W 'one two' -- "$2")); }
> complete -F f cmd; complete --try cmd a o
one
! 2 cmd a o <o> <a>
@ skip bash
$ d() { complete -W "$1-word" "$1"; return 124; }; complete -D -F d; complete --try anything a
anything-word
@ skip bash
#### a local variable of a caller that is unset shows what it hides
$ up() { unset -v "$1"; printf -v "$1" %s new; }; f() { local x=1; up x; }; g() { local x=0; f; echo $x; }; g; echo "${x-unset}"
new
unset
$ f() { unset x; echo "${x-unset}"; }; g() { local x=1; f; echo "${x-unset}"; }; x=outer; g; echo $x
outer
outer
outer
$ f() { local x=1; unset x; echo "${x-unset}"; x=2; }; x=outer; f; echo $x
unset
outer
$ g() { unset x; x=3; }; f() { local x=1; (g; echo $x); echo $x; }; x=outer; f; echo $x
3
1
outer
