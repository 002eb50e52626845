# declare -n and local -n: variables that stand for others

#### values
$ bar=one; declare -n foo=bar; echo "$foo ${!foo}"; foo=two; echo "$bar"; foo+=3; echo "$bar ${#foo} ${foo/w/W} ${foo:1}"
one bar
two
two3 4 tWo3 wo3
$ f() { local -n v=$1; v=changed; v+=more; echo "${!v} $v"; }; bar=1; f bar; echo $bar
> g() { local bar=l; f bar; echo $bar; }; g; echo $bar
bar changedmore
changedmore
bar changedmore
changedmore
changedmore
$ declare -n r; r=bar; echo "$r ${!r}"; r=7; echo $bar
 bar
7
$ bar=1 baz=2; declare -n r=bar; declare -n r=baz; echo $r; declare -p r; declare +n r; echo $r
2
declare -n r="baz"
baz
$ bar=1 baz=2; declare -n loop; for loop in bar baz; do echo ${!loop} $loop; done
bar 1
baz 2
$ q() { local -n ref=ref2; local ref2=in; echo $ref; ref=out; echo $ref2; }; q; echo ${ref2-none}
in
out
none
$ v=1; declare -n p=v; export p; env | grep '^v='; declare -i p; p=3+4; declare -p v p
v=1
declare -ix v="7"
declare -n p="v"
$ declare -n p=v; read p <<< a; echo $v; printf -v p b; echo $v; mapfile -t p <<< $'c\nd'; echo ${v[1]}; p=x; ((p = 2 + 1)); echo $v
a
b
d
3

#### arrays and elements
$ a=(1 2 3); declare -n ar=a; ar[1]=x; echo "${a[@]} ${#ar[@]} ${ar[2]} ${!ar[@]}"; ar+=(9); echo "${a[@]}"; unset 'ar[0]'; echo "${!a[@]}"
1 x 3 3 3 0 1 2
1 x 3 9
1 2 3
$ a=(1 2); declare -n el='a[1]'; el=E; el+=F; echo "${a[@]} $el ${!el}"; unset el; echo "${#a[@]} ${el-unset}"
1 EF EF a[1]
1 unset
$ declare -A m=([k]=v); declare -n mr=m; mr[z]=1; echo "${mr[k]} ${m[z]}"; declare -n x=y; y=(a b); echo "${x[@]/a/z}"; x=(c); declare -p y
v 1
z b
declare -a y=([0]="c")
$ a=(a b); declare a[1]+=c; declare -i n=(1 2); declare n[1]+=3; echo "${a[@]} ${n[@]}"
a bc 1 5

#### being there, going, and what is refused
$ bar=1; declare -n foo=bar; [[ -v foo && -R foo ]] && test -R foo && echo yes; unset foo; [[ -v foo || -v bar ]] || echo gone; declare -p foo; unset -n foo; declare -p foo 2>/dev/null || echo none
yes
gone
declare -n foo="bar"
none
$ readonly ro=1; declare -n rr=ro; rr=2
> echo $ro; declare -r rr; declare -p rr
1
declare -n rr="ro"
! readonly
$ declare -n self=self || echo no; declare -n bad=1x || echo no; declare -n c1=c2 c2=c1; echo "[$c1]"; c1=4
> echo $?
no
no
[]
1
! .

#### a reference that is readonly: it, not what it stands for
$ x=X; typeset -n -r ref=x; ref=XX; echo $x; declare -p ref x; typeset -r x; ref=Y
? 1
XX
declare -nr ref="x"
declare -- x="XX"
! readonly

#### what is no name cannot be stood for
$ r='#'; typeset -n r; echo $? $r
1 #
! r: #
@ note bash words the error otherwise
$ r=x x=5; typeset -n r; echo $? $r
0 5
$ r=; typeset -n r; echo $?
0
