# Indexed and associative arrays, declare, local, +=

#### indexed arrays
$ a=(x y z); echo ${a[0]} ${a[1]} ${a[2]}
x y z
$ a=(x y z); echo $a ${a}
x x
$ a=(x y z); echo ${a[@]} ${a[*]}
x y z x y z
$ a=(x y z); echo ${#a[@]} ${#a[*]} ${#a[0]}
3 3 1
$ a=(); echo ${#a[@]}
0
$ a=('x y' z); printf '<%s>' "${a[@]}"; echo
<x y><z>
$ a=('x y' z); printf '<%s>' "${a[*]}"; echo
<x y z>
$ a=('x y' z); printf '<%s>' ${a[@]}; echo
<x><y><z>
$ a=(x y); IFS=:; echo "${a[*]}"
x:y
$ a=(x y); a[1]=Y; echo ${a[@]}
x Y
$ a[3]=x; echo ${#a[@]} ${a[3]} ${!a[@]}
1 x 3
$ a=(x y z); echo ${!a[@]}
0 1 2
$ a=([2]=c [0]=a); echo ${a[@]} ${!a[@]}
a c 0 2
$ a=(a [5]=f g); echo ${!a[@]}
0 5 6
$ a=(x y); a+=(z); echo ${a[@]}
x y z
$ a=(x y); a[0]+=1; echo ${a[0]}
x1
$ a=(x y z); unset 'a[1]'; echo ${a[@]} ${#a[@]} ${!a[@]}
x z 2 0 2
$ a=(x y z); unset a; echo ${#a[@]}
0
$ a=(x y z); echo ${a[-1]} ${a[-2]}
z y
$ a=(x y z); i=1; echo ${a[i]} ${a[$i]} ${a[i+1]} ${a[$((i-1))]}
y y z x
$ a=(x y z w); echo ${a[@]:1} ${a[@]:1:2} ${a[@]: -1}
y z w y z w
$ a=(a b c); for x in "${a[@]}"; do echo $x; done
a
b
c
$ a=(); for x in "${a[@]}"; do echo no; done; echo end
end
$ a=(x y); b=("${a[@]}"); b[0]=z; echo ${a[0]} ${b[0]}
x z
$ a=($(echo a b c)); echo ${#a[@]}
3
$ touch f1 f2; a=(f*); echo ${#a[@]} ${a[1]}
2 f2
$ a=(
> x # comment
> y
> ); echo ${a[@]}
x y
$ x=v; a=($x "$x $x" '$x'); printf '<%s>' "${a[@]}"; echo
<v><v v><$x>
$ a=({1..3}); echo ${#a[@]}
3
$ a=(foo.c bar.c); echo ${a[@]%.c} ${a[@]#f}
foo bar oo.c bar.c
$ a=(x y); echo ${a[5]-unset} ${a[0]-unset}
unset x
$ a=(x ''); echo "${a[1]-unset}" "${a[1]:-empty}"
| empty
$ a=(3 1 2); echo $((a[0]+a[1]*a[2]))
5
$ a=(x y); set -- "${a[@]}"; echo $# $2
2 y
$ a=(x y); f() { echo $#; }; f "${a[@]}"
2
$ a=(x y); (a[0]=z); echo ${a[0]}
x
$ declare -a a; a[0]=x; echo ${a[0]}
x
$ a=5; a[1]=6; echo ${a[@]}
5 6
$ a=(1 2); a=(3); echo ${a[@]}
3
$ a=(1 2); a=3; echo ${a[@]}
3 2
$ readonly a=(1 2) 2>/dev/null; echo ${a[1]}
2
$ a=(x y); echo "${a[@]/x/z}"
z y
$ a=(x y); echo ${a[@]^^}
X Y
$ a=(a b c); echo "${#a[@]}" "${a[${#a[@]}-1]}"
3 c
$ a=(1 2 3); unset 'a[-1]'; echo ${a[@]}
1 2
$ a=(x 'y z'); s=$(declare -p a); unset a; eval "$s"; echo "${a[1]} ${s%% a=*}"
y z declare -a
$ a=(x y); declare -A m=(); m[k]="${a[*]}"; echo ${m[k]}
x y
#### associative arrays
$ declare -A m; m[a]=1; m[b]=2; echo ${m[a]} ${m[b]} ${#m[@]}
1 2 2
$ declare -A m=([a]=1 [b]=2); echo ${m[a]}${m[b]}
12
$ declare -A m=([a]=1); echo ${m[x]-unset}
unset
$ declare -A m=(['a b']=1); echo "${m['a b']}" "${m[a b]}"
1 1
$ declare -A m; k='x y'; m[$k]=v; echo "${m[$k]}"
v
$ declare -A m=([b]=2 [a]=1); for k in "${!m[@]}"; do echo $k=${m[$k]}; done | sort
a=1
b=2
$ declare -A m=([a]=1 [b]=2); unset 'm[a]'; echo ${!m[@]} ${#m[@]}
b 1
$ declare -A m=([a]=1); m[a]+=2; echo ${m[a]}
12
$ declare -A m=([a]=1); m+=([b]=2); echo ${#m[@]}
2
$ declare -A m; ((m[x]++)); ((m[x]++)); echo ${m[x]}
2
$ declare -A m; for w in a b a; do m[$w]=$((${m[$w]:-0}+1)); done; echo ${m[a]} ${m[b]}
2 1
$ declare -A m=([a]=1); [[ -v m[a] ]] && echo yes; [[ -v m[b] ]] || echo no
yes
no
$ declare -A m=([a/b]=1 [c.d]=2); echo ${m[a/b]} ${m[c.d]}
1 2
$ f() { declare -A m=([a]=1); echo ${m[a]}; }; f; echo ${m[a]-unset}
1
unset
$ declare -A m=([*]=star); echo "${m[*]}"
star
#### mapfile, readarray
$ printf 'a\nb\n' > f; mapfile -t a < f; echo ${#a[@]} ${a[1]}
2 b
$ mapfile -t a < <(printf 'a b\nc\n'); printf '<%s>' "${a[@]}"; echo
<a b><c>
$ readarray -t a <<< $'x\ny'; echo ${a[@]}
x y
$ mapfile a <<< x; printf '<%s>' "${a[0]}"
<x
%>
$ mapfile -t -n 1 a <<< $'x\ny'; echo ${#a[@]}
1
$ mapfile -t -s 1 a <<< $'x\ny'; echo ${a[@]}
y
$ mapfile -t -d : a < <(printf 'a:b:'); echo ${a[@]} ${#a[@]}
a b 2
$ mapfile -t < <(echo a); echo ${MAPFILE[0]}
a
#### read -a
$ read -a a <<< 'x y z'; echo ${#a[@]} ${a[2]}
3 z
$ IFS=: read -ra a <<< 'x:y'; echo ${a[1]}
y
#### +=
$ x=a; x+=b; echo $x
ab
$ x+=b; echo $x
b
$ x=1; x+=2; echo $x
12
$ declare -i x=1; x+=2; echo $x
3
$ x='a b'; x+=' c'; echo "$x"
a b c
$ PATH+=:/x; echo ${PATH##*:}
/x
$ x=a; x+=$x$x; echo $x
aaa
$ x=a; export x+=b; echo $x
ab
#### local
$ f() { local x=1; echo $x; }; x=0; f; echo $x
1
0
$ f() { local x; echo "<${x-unset}>"; }; x=0; f; echo $x
<unset>
0
$ f() { local x=1; g; }; g() { echo $x; x=2; }; x=0; f; echo $x
1
0
$ f() { local x=1 y=2; echo $x$y; }; f; echo ${x-unset}${y-unset}
12
unsetunset
$ f() { local x=$1; [ $x = 0 ] || f $((x-1)); echo $x; }; f 2
0
1
2
$ f() { local x='a  b'; echo "$x"; }; f
a  b
$ f() { y='a b'; local x=$y; echo "$x"; }; f
a b
$ f() { local a=(1 2); echo ${a[1]}; }; f; echo ${#a[@]}
2
0
$ f() { local x; x=$(false); echo $?; local y=$(false); echo $?; }; f
1
0
$ f() { local -r x=1; (x=2) 2>/dev/null || echo readonly; }; f; x=3; echo $x
readonly
3
$ f() { local -i n=1+1; echo $n; }; f
2
$ f() { local IFS=:; set -- a b; echo "$*"; }; f; set -- a b; echo "$*"
a:b
a b
$ f() { local x=1; unset x; echo ${x-unset}; }; x=0; f; echo $x
unset
0
$ f() { local x=1; return 3; }; f; echo $? ${x-unset}
3 unset
$ f() { local OPTIND; getopts a o; echo $o; }; f -a; f -a
a
a
$ local x=1 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ f() { local x=1; sh -c 'echo ${x-unset}'; }; f
unset
$ export x=0; f() { local x=1; sh -c 'echo $x'; }; f; sh -c 'echo $x'
1
0
#### declare, typeset
$ declare -t v=1; declare -p v; echo ${v@a}; declare +t v; declare -p v; export -a a=(1 2); declare -p a; sh -c 'echo ${a-none}'
declare -t v="1"
t
declare -- v="1"
declare -ax a=([0]="1" [1]="2")
none
$ declare x=1; echo $x
1
$ typeset x=1; echo $x
1
$ f() { declare x=1; }; f; echo ${x-unset}
unset
$ f() { declare -g x=1; }; f; echo ${x-unset}
1
$ declare -i n; n=1+2; echo $n
3
$ declare -r x=1; (x=2) 2>/dev/null || echo readonly
readonly
$ declare -x x=1; sh -c 'echo $x'
1
$ declare -u x; x=abc; echo $x
ABC
$ declare -l x; x=ABC; echo $x
abc
$ declare -p HOME > /dev/null && echo yes
yes
$ x=1; s=$(declare -p x); x=2; eval "$s"; echo "$x ${s%% x=*}"
1 declare --
$ declare -x x=1; declare -p x | tr -d "\"'"
declare -x x=1
$ declare -i x=1; declare -p x | tr -d "\"'"
declare -i x=1
$ x='a "b" $c'; s=$(declare -p x); x=; eval "$s"; echo "$x"
a "b" $c
$ f() { :; }; declare -f f > /dev/null && echo yes
yes
$ f() { echo a; }; eval "$(declare -f f | sed 's/echo a/echo b/')"; f
b
$ f() { :; }; declare -F f
f
$ declare -p nosuch 2>/dev/null; echo $?
1
$ declare -n r=x; x=1; echo $r; r=2; echo $x
1
2
$ f() { local -n r=$1; r=new; }; x=old; f x; echo $x
new
$ declare +x HOME; sh -c 'echo ${HOME-unset}'
unset
#### parts of an array with elements that are not there
$ b=([2]=x [5]=y [9]=z); echo ${b[@]:3}; echo ${b[@]:2:2}; echo ${b[@]:9}; echo "<${b[@]:10}>"; echo ${b[@]: -1}; echo ${b[@]: -5:1}
y z
x y
z
<>
z
y
$ set -- 1 2 3; a=(a b c d); echo "${a[*]:1:2}"; unset 'a[0]'; echo "${a[@]:1:1}"; echo "${a[@]:0:1}"
b c
b
b

#### what is added to elements
$ declare -ai a; a[0]=1; a[0]+=8; a+=(2+3); echo "${a[@]}"; b=(1 2 3); b+=([1]+=8 [4]=5); echo "${b[@]}"; c=([3]+=8); declare -p c
9 5
1 28 3 5
declare -a c=([3]="8")
$ declare -ai d=(1 2); d=([0]+=5 [1]+=6 7); echo "${d[@]}"
5 6 7
$ declare -A m; m[x]+=1; m[x]+=2; echo ${m[x]}; declare -iA n; n[x]+=1; n[x]+=2; echo ${n[x]}
12
3

#### values with control characters, as they are declared
$ x=$'a\nb\t\e\'\\\001'; declare -p x; eval "$(declare -p x)"; y=($'\n' "b"); declare -p y; [ "$x" = $'a\nb\t\e\'\\\001' ]; echo $?
declare -- x=$'a\nb\t\E\'\\\001'
declare -a y=([0]=$'\n' [1]="b")
0

#### attributes that change the case hold for elements, too
$ declare -u a=(x éy); a[2]=z; declare -l -A h; h[K]=VAL; echo ${a[@]} ${h[K]}
X ÉY Z val
$ declare -c x; x='hELLO wORLD'; echo "$x"; declare -p x; echo ${x@a}; declare -c a=(foo BAR); echo ${a[@]}
Hello world
declare -c x="Hello world"
c
Foo Bar
$ declare -l y=ABC; declare -u y; y=abC; echo $y; declare -uc z=aBc; echo $z
ABC
aBc

#### what is no element
$ a=(1 2); a[0]=(3 4)
> echo $? ${a[@]}
1 1 2
! list
$ a=(1 2); echo x${a[-3]}y; echo $?
xy
0
! bad array subscript
$ a=(1 2); export a; env | grep ^a=; echo $?
1

#### arrays that were kept in texts
$ declare -a q='(5 "6 7")'; declare -p q; x='([k]=v)'; declare -A h="$x"; echo ${h[k]}; r='(5)'; declare -p r
declare -a q=([0]="5" [1]="6 7")
v
declare -- r="(5)"
$ a=(1); a='(5)'; readonly -a z='(9)'; declare -p a z
declare -a a=([0]="(5)")
declare -ar z=([0]="9")

#### an index in a text has its parameters and quotes, and runs no command
$ arr=(1 2 3); i=1; unset 'arr[$i]'; echo ${!arr[@]}; printf -v 'arr[$i+3]' q; let 'arr[$i]=7'; declare 'arr[${i}0]=z'; declare -p arr
0 2
declare -a arr=([0]="1" [1]="7" [2]="3" [4]="q" [10]="z")
$ declare -A h=([a b]=1 [c]=2 ['$k']=3); k='a b'; unset 'h[$k]'; echo ${!h[@]}; unset 'h[$k]'; echo ${!h[@]}; n='h["c"]'; echo ${!n}; n='h[$j]' j=c; echo ${!n}
a b c
c
2
2
$ read 'a[1]' 'a[$((1+2))]' 'b' <<< 'x y z'; declare -p a; declare -A h; read 'h[k l]' <<< v; echo "${h[k l]}"
declare -a a=([1]="x")
v
! arithmetic
$ a=(1); x='a[$(echo 0 >f)]'
> echo $((x))
> echo ${!x}
> unset "$x"
> ls
|
! arithmetic
@ note bash runs it
$ declare -A h; h[']']=1; h["a[0"]=2; k=]; echo ${h[$k]} ${h['a[0']} ${#h[@]}
1 2 2

#### what an array cannot become
$ declare -a a=(1 2); declare -A a; echo $?; declare -p a
1
declare -a a=([0]="1" [1]="2")
! a: an array
@ note bash words the error otherwise
$ declare -A m=([x]=1); declare -a m; echo $?; declare m[y]=2; echo ${m[x]} ${m[y]} ${m@a}
1
1 2 A
$ f() { local -a m=(1); declare -p m; }; declare -A m=([x]=1); f
declare -a m=([0]="1")
$ declare -A a=([j]=1 2 3); echo "${!a[@]}"
j
! a: 2: the key is missing
@ note bash words the error otherwise
$ declare -A a=(j 1 k 2); echo "${a[j]} ${a[k]}"
1 2

#### arrays as operands of eval
$ s='x y'; eval a=($s z) b+=(1
> 2 # c
> ); echo ${a[1]} ${#a[@]} ${b[1]}; eval c=(\"\$s\"); echo ${#c[@]}; eval d=(); echo ${#d[@]}
y 3 2
1
0

#### declare -g: outside of all functions
$ f() { local v=1; g; echo $v; }; g() { declare -g v=2; echo $v; }; f; echo $v
1
1
2
$ f() { local -a v=(1 2); declare -ga v=(3 4 5); declare -g w+=x; echo ${v[@]}; }; w=a; f; echo ${v[@]} $w
1 2
3 4 5 ax
$ f() { local -x v=in; declare -gx v=out; sh -c 'echo $v'; }; f; sh -c 'echo $v'
in
out

#### a readonly variable can be hidden where it is another function's
$ readonly v=out; f() { local v=in || echo $? $v; local v || echo $?; }; f
1 out
1
! readonly
$ f() { local -r v=1; g; echo $v; }; g() { local v=2; echo $v; }; f
2
1

#### what a function has declared without a value
$ f() { local v; declare -p v; local -i n; declare -p n; v=1; declare -p v; }; f; declare -p v
? 1
declare -- v
declare -i n
declare -- v="1"
! not found

#### an index is an expression, evaluated once
$ i=0; ((a[i++]++)); ((a[i++]+=5)); ((++a[i++])); echo $i ${!a[@]} = ${a[@]}
3 0 1 2 = 1 5 1
$ i=0; a[i++]+=x; a[i++]+=y; echo $i ${!a[@]} = ${a[@]}
2 0 1 = x y
$ declare -i a; i=0; a[i++]+=3; let 'a[i++]-=2'; echo $i ${a[@]}
2 3 -2
$ i=0; echo ${a[i++]:=x} $i ${!a[@]}
x 1 0
$ for i in {1..300}; do ((d[RANDOM%6]++)); done; for n in ${d[@]}; do ((sum+=n)); done; echo $sum
300
$ declare -A a; k=x; ((a[$k]++)); ((a[$k]+=2)); a[$k]+=4; echo ${a[x]}
34
$ declare -a a; declare -A b; declare -p a b; a=(); b=(); declare -p a b
declare -a a
declare -A b
declare -a a=()
declare -A b=()
