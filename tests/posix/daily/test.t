# [[ ]] and (( )), let, for ((;;))

#### [[ ]]: strings
@ table [[ {} ]]; echo $?
a => 0
'' => 1
-n a => 0
-n '' => 1
-z '' => 0
-z a => 1
a = a => 0
a = b => 1
a == a => 0
a == b => 1
a != b => 0
a != a => 1
a < b => 0
b < a => 1
b > a => 0
a > b => 1
'a b' = 'a b' => 0
$unset = '' => 0
-z $unset => 0
-n $unset => 1
$unset => 1
! a => 1
! '' => 0
! a = b => 0
! ! a => 0
( a ) => 0
( a = b ) => 1
! ( a = b ) => 0
a = a && b = b => 0
a = a && b = c => 1
a = b || b = b => 0
a = b || b = c => 1
a = b && b = c || c = c => 0
a = a || b = c && c = d => 0
( a = a || b = b ) && a = b => 1
! a = a || b = b => 0
-n a && -z '' => 0
a && b => 0
'' || b => 0
"-n" => 0
"=" => 0
"!" => 0
@ end
#### [[ ]]: patterns
@ table [[ {} ]]; echo $?
abc = a* => 0
abc = 'a*' => 1
abc = "a*" => 1
abc = a\* => 1
'a*' = a\* => 0
abc = *b* => 0
abc = ?b? => 0
abc = [a-c]* => 0
abc != a* => 1
abc != b* => 0
abc == [[:alpha:]]* => 0
'a b' = a* => 0
'a b' = a' 'b => 0
.abc = * => 0
a/b = * => 0
'' = '' => 0
'' = * => 0
abc = "a"* => 0
abc = a"b"c => 0
@ end
$ x='a b'; [[ $x = 'a b' ]] && echo yes
yes
$ x='a*'; [[ abc = $x ]] && echo yes
yes
$ x='a*'; [[ abc = "$x" ]] || echo no
no
$ x='a*'; [[ 'a*' = "$x" ]] && echo yes
yes
$ x='a  b'; [[ $x == "a  b" ]] && echo yes
yes
$ touch f; [[ * = '*' ]] && echo yes
yes
$ x=; [[ $x = a ]] || echo no
no
$ HOME=/h; [[ ~ = /h ]] && echo yes
yes
$ [[ $(echo a) = a ]] && echo yes
yes
$ [[ $((1+1)) = 2 ]] && echo yes
yes
#### [[ ]]: regular expressions
@ table [[ {} ]]; echo $?
abc =~ b => 0
abc =~ ^a => 0
abc =~ ^b => 1
abc =~ c$ => 0
abc =~ ^abc$ => 0
abc =~ a.c => 0
ac =~ a.c => 1
aaa =~ ^a+$ => 0
aab =~ ^a+$ => 1
ab =~ ^(a|b)+$ => 0
a1 =~ [0-9] => 0
a =~ [0-9] => 1
a.b =~ a\.b => 0
axb =~ a\.b => 1
axb =~ a"."b => 1
axb =~ 'a.b' => 1
a.b =~ 'a.b' => 0
aa =~ ^a{2}$ => 0
aaa =~ ^a{2}$ => 1
abc =~ ^[[:alpha:]]+$ => 0
'a b' =~ a[[:space:]]b => 0
'a b' =~ 'a b' => 0
'' =~ ^$ => 0
a =~ '' => 0
! a =~ b => 0
@ end
$ [[ foobar =~ (o+)(b) ]] && echo "${BASH_REMATCH[0]} ${BASH_REMATCH[1]} ${BASH_REMATCH[2]}"
oob oo b
$ x='^[0-9]+$'; [[ 123 =~ $x ]] && echo yes
yes
$ x='^[0-9]+$'; [[ 12a =~ $x ]] || echo no
no
$ x='a.c'; [[ abc =~ "$x" ]] || echo no
no
$ [[ 2024-01-31 =~ ^([0-9]{4})-([0-9]{2})-([0-9]{2})$ ]]; echo ${BASH_REMATCH[1]} ${BASH_REMATCH[3]}
2024 31
$ [[ a =~ b ]]; echo $?
1
$ [[ a =~ ( ]] 2>/dev/null; [ $? -gt 0 ] && echo failed
? >0
#### [[ ]]: numbers and files
@ table [[ {} ]]; echo $?
1 -eq 1 => 0
1 -ne 1 => 1
1 -lt 2 => 0
2 -le 1 => 1
2 -gt 1 => 0
1 -ge 2 => 1
1+1 -eq 2 => 0
010 -eq 8 => 0
0x10 -eq 16 => 0
$unset -eq 0 => 0
"2 * 3" -eq 6 => 0
-d / => 0
-f / => 1
-e /nonexistent => 1
-r / => 0
-x / => 0
-c /dev/null => 0
-d / && ! -f / => 0
@ end
$ x=5; [[ x -eq 5 ]] && echo yes
yes
$ > a; > b; touch -d 2001-01-01 a; [[ b -nt a && a -ot b ]] && echo yes
yes
$ x=1; [[ -v x ]] && echo yes; [[ -v y ]] || echo no
yes
no
$ set -f; [[ -o noglob ]] && echo yes
yes
#### [[ ]]: as a command
$ [[ a = a
> && b = b ]] && echo yes
yes
$ [[ a = a &&
> b = b ]] && echo yes
yes
$ if [[ -n a ]]; then echo yes; fi
yes
$ ! [[ a = b ]] && echo yes
yes
$ [[ a = b ]] || echo no
no
$ [[ a ]] > f; echo $?
0
$ [[ a = a ]] && [[ b = b ]] && echo yes
yes
$ x=1; while [[ $x -lt 3 ]]; do x=$((x+1)); done; echo $x
3
$ [[ a b ]]
? >0
@ note a syntax error; bash tells it and ends with 0
$ [[ ]]
? >0
@ note a syntax error; bash tells it and ends with 0
$ [[ a = ]]
? >0
@ note a syntax error; bash tells it and ends with 0
$ set -e; [[ a = b ]] || true; [[ a = b ]]; echo no
? 1
$ echo [[ a ]]
[[ a ]]
$ [[ -z $x && -z $y ]]; echo $?
0
$ [[ (-n a || -n '') && -n b ]]; echo $?
0
#### (( ))
$ ((1)); echo $?
0
$ ((0)); echo $?
1
$ ((x=5)); echo $x
5
$ x=1; ((x++)); echo $x
2
$ x=1; ((++x)); echo $x
2
$ x=1; ((x--)); echo $x $?
0 0
$ x=1; (( x += 4 )); echo $x
5
$ if ((1 < 2)); then echo yes; fi
yes
$ if ((1 > 2)); then :; else echo no; fi
no
$ x=0; while ((x < 3)); do echo $x; ((x++)); done
0
1
2
$ ((1, 0)); echo $?
1
$ ((x = 3, y = x * 2)); echo $y
6
$ (( 2 ** 10 == 1024 )) && echo yes
yes
$ ((1/0)) 2>/dev/null; echo $?
1
$ x='a b'; (( ${#x} == 3 )) && echo yes
yes
$ ((
> 1 + 1
> )); echo $?
0
$ set -e; ((0)) || true; ((0)); echo no
? 1
$ let x=1+2; echo $x
3
$ let 'x = 1 + 2' y=x*2; echo $x $y
3 6
$ let 0; echo $?
1
$ let x=5 x++; echo $x
6
#### $(( )) beyond C's basics
@ table echo $(({}))
2**3 => 8
2**3**2 => 512
-2**2 => 4
1,2 => 2
(1,2)+1 => 3
2#101 => 5
16#ff => 255
16#FF => 255
8#17 => 15
36#z => 35
64#_ => 63
10#08 => 8
@ end
$ x=1; echo $((x++)) $x
1 2
$ x=1; echo $((++x)) $x
2 2
$ x=1; echo $((x--)) $x
1 0
$ x=1; echo $((--x)) $x
0 0
$ x=2; echo $((x**=3)) 2>/dev/null || echo 8
? >0
@ note ** has no assignment form: an error
$ a=(1 2 3); echo $((a[0]+a[2]))
4
$ a=(1 2); ((a[1]+=5)); echo ${a[1]}
7
$ x=y y=3; echo $((x))
3
@ note names are followed
#### for ((;;))
$ for ((i=0; i<3; i++)); do echo $i; done
0
1
2
$ for ((i=0, j=9; i<2; i++, j--)); do echo $i $j; done
0 9
1 8
$ for ((;;)); do break; done; echo a
a
$ for ((i=0;i<5;i++)); do ((i==2)) && continue; ((i==4)) && break; echo $i; done
0
1
3
$ for (( i = 3 ; i ; i-- )) do echo $i; done
3
2
1
$ for ((i=0; i<2; i++))
> do echo $i
> done
0
1
$ for ((i=0; i<2; i++)) { echo $i; }
0
1
$ for ((i=0; i<3; i++)); do :; done; echo $i
3
#### quoted characters in brackets of a regular expression
$ [[ '\' =~ [\.] ]] || echo 1; [[ . =~ [\.] ]] && echo 2; [[ '\' =~ ["."] ]] || echo 3; [[ '\' =~ [\\] ]] && echo 4
1
2
3
4
$ [[ 'a.b-c' =~ ^[a-z\.\-]+$ ]] && echo 1; [[ 'a]b' =~ ^[]ab]+$ ]] && echo 2; [[ 'a"b' =~ [\"] ]] && echo 3; [[ a1 =~ ^[[:alpha:]][0-9]$ ]] && echo 4
1
2
3
4

#### words that look like operators
$ [[ -f == ]]; echo $?; [[ -n == ]]; echo $?; [[ -z > ]] || echo $?
? 2
! syntax error
$ [[ -f == ]]; echo $?; [[ -n == ]]; echo $?; x=-f; [[ -f == $x ]]; echo $?
1
0
0
$ [[ '|' =~ | ]]; echo $?; [[ a =~ a| ]]; echo $?
0
0
