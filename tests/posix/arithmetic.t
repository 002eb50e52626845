# XCU 2.6.4 Arithmetic Expansion; the operators are those of C (XCU 1.1.2.1)

#### constants
@ table echo $(({}))
0 => 0
7 => 7
 7 => 7
7  => 7
0x10 => 16
0X10 => 16
0xff => 255
0xFF => 255
0xAbC => 2748
010 => 8
0777 => 511
00 => 0
9223372036854775807 => 9223372036854775807
0x7fffffffffffffff => 9223372036854775807
0777777777777777777777 => 9223372036854775807
-9223372036854775807 => -9223372036854775807
-9223372036854775807-1 => -9223372036854775808
@ end

#### unary operators
@ table echo $(({}))
-1 => -1
- 1 => -1
+1 => 1
-+1 => -1
+-1 => -1
- -1 => 1
-(-1) => 1
!0 => 1
!1 => 0
!5 => 0
!-1 => 0
!!5 => 1
! 0 => 1
~0 => -1
~1 => -2
~-1 => 0
~~5 => 5
-~5 => 6
!~-1 => 1
-!0 => -1
~!0 => -2
@ end

#### the four operations and remainder
@ table echo $(({}))
1+2 => 3
1 + 2 => 3
1-2 => -1
3-2-1 => 0
3-(2-1) => 2
2*3 => 6
7/2 => 3
-7/2 => -3
7/-2 => -3
-7/-2 => 3
7%3 => 1
-7%3 => -1
7%-3 => 1
-7%-3 => -1
8/2/2 => 2
8/(2/2) => 8
100%7%3 => 2
2*7%4 => 2
7%4*2 => 6
1+2*3 => 7
(1+2)*3 => 9
2*3+1 => 7
10-2*3 => 4
1- -1 => 2
1 - - 1 => 2
1+-1 => 0
2*-3 => -6
((2)) => 2
( 1 ) => 1
(((1)+(2))*((3))) => 9
0/5 => 0
0%5 => 0
@ end

#### shifts
@ table echo $(({}))
1<<0 => 1
1<<4 => 16
1 << 4 => 16
256>>4 => 16
-16>>2 => -4
1<<2<<3 => 32
256>>2>>2 => 16
1<<62 => 4611686018427387904
1<<2+1 => 8
(1<<2)+1 => 5
1+1<<2 => 8
16>>1-1 => 16
@ end

#### comparisons
@ table echo $(({}))
1<2 => 1
2<1 => 0
1<1 => 0
1<=1 => 1
2<=1 => 0
1>2 => 0
2>1 => 1
1>=1 => 1
1>=2 => 0
1==1 => 1
1==2 => 0
1!=1 => 0
1!=2 => 1
-1<0 => 1
-1<1 => 1
3>2>1 => 0
1<2<3 => 1
3>2==1 => 1
1==2>3 => 0
1==0==0 => 1
1<2==2>1 => 1
1<<1<3 => 1
1+1==2 => 1
2==1+1 => 1
010==8 => 1
0x10==16 => 1
@ end

#### and, xor, or of bits
@ table echo $(({}))
12&10 => 8
12|10 => 14
12^10 => 6
1|2&3 => 3
(1|2)&4 => 0
1^3&2 => 3
(1^3)&2 => 2
1|3^1 => 3
(1|3)^1 => 2
-1&255 => 255
~0&15 => 15
5&1==1 => 1
4&5==5 => 0
(4&5)==4 => 1
7&3|8 => 11
1|2|4|8 => 15
7^7^7 => 7
2&3<<1 => 2
@ end

#### and, or of truth
@ table echo $(({}))
1&&1 => 1
1&&0 => 0
0&&1 => 0
0&&0 => 0
1||1 => 1
1||0 => 1
0||1 => 1
0||0 => 0
5&&7 => 1
5||0 => 1
0||7 => 1
1||0&&0 => 1
(1||0)&&0 => 0
0&&0||1 => 1
0&&(0||1) => 0
!0&&1 => 1
!1||0 => 0
1|0&&0 => 0
1<2&&2<3 => 1
2&1||0 => 0
@ end

#### the right side of && and || is evaluated only when needed
$ x=1; : $((0 && (x=5))); echo $x
1
$ x=1; : $((1 && (x=5))); echo $x
5
$ x=1; : $((1 || (x=5))); echo $x
1
$ x=1; : $((0 || (x=5))); echo $x
5
$ echo $((0 && 1/0)) $((1 || 1/0))
0 1
$ echo $((1 ? 2 : 1/0)) $((0 ? 1/0 : 3))
2 3
$ x=1; : $((1 ? 0 : (x=9))); echo $x
1
$ x=1; y=1; : $((0 ? (x=9) : (y=8))); echo $x $y
1 8
$ x=0; : $((0 && (1 || (x=1)))) ; echo $x
0
$ x=0; : $((1 || 0 && (x=1))); echo $x
0

#### conditional operator
@ table echo $(({}))
1?2:3 => 2
0?2:3 => 3
1 ? 2 : 3 => 2
-1?2:3 => 2
1?0?4:5:6 => 5
0?1:0?2:3 => 3
0?1:1?2:3 => 2
1?2:0?3:4 => 2
1?2:3+10 => 2
0?2:3+10 => 13
1+0?2:3 => 2
1>2?10:20 => 20
0||1?5:6 => 5
(1?2:3)+1 => 3
1?2+3:4 => 5
1 ? 1 ? 7 : 8 : 9 => 7
@ end

#### variables
$ x=5; echo $((x))
5
$ x=5; echo $(($x))
5
$ x=5; echo $((${x}))
5
$ x=5; echo $((x+x))
10
$ x=5; echo $((x*$x))
25
$ x=-5; echo $((x))
-5
$ x=-5; echo $((-x))
5
$ x=-5; echo $((10-x))
15
$ x=-5; echo $((10-$x))
15
$ x=+5; echo $((x))
5
$ x=0x1f; echo $((x))
31
$ x=017; echo $((x))
15
$ x=0x1f; echo $(($x+1))
32
$ unset x; echo $((x))
0
$ x=; echo $((x))
0
$ unset x; echo $((x+1))
1
$ x=' 5 '; echo $((x))
5
$ a_1=3; echo $((a_1))
3
$ _=3; A9=4; echo $((A9+1))
5
$ x=3; echo $((x == 3 && x != 4))
1
$ set -- 3 4; echo $(($1+$2))
7
$ set -- 3 4; echo $(($#*10))
20
$ set 1 2 3 4 5 6 7 8 9 10 11; echo $((${11}+1))
12
$ true; echo $(($?+1))
1
$ x=7; y=x; echo $(($y))
7
$ x=; echo $((${x:-4}+1))
5
$ x=abc; echo $((${#x}*2))
6
$ x=3+4; echo $(($x*2))
11
$ x='1 + 2'; echo $(($x))
3
$ a=2; b=3; op='*'; echo $((a $op b))
6
$ x=12; echo $((1$x))
112
$ x2=0 y=2; echo $((x$y=7)); echo $x2
7
7

#### assignments
$ echo $((x=5)); echo $x
5
5
$ x=5; echo $((x+=2)) $x
7 7
$ x=5; echo $((x-=2)) $x
3 3
$ x=5; echo $((x*=2)) $x
10 10
$ x=5; echo $((x/=2)) $x
2 2
$ x=5; echo $((x%=3)) $x
2 2
$ x=5; echo $((x<<=2)) $x
20 20
$ x=20; echo $((x>>=2)) $x
5 5
$ x=12; echo $((x&=10)) $x
8 8
$ x=12; echo $((x|=10)) $x
14 14
$ x=12; echo $((x^=10)) $x
6 6
$ echo $((x=y=3)) $x $y
3 3 3
$ x=1 y=2; echo $((x+=y+=3)) $x $y
6 6 5
$ echo $((x = 1 + 2)) $x
3 3
$ echo $((x = 3 > 2)) $x
1 1
$ echo $(( (x=2) * 3 )) $x
6 2
$ echo $((x = 1 ? 5 : 6)) $x
5 5
$ unset x; echo $((x += 4)) $x
4 4
$ x=0x10; : $((x+=1)); echo $x
17
$ x=010; : $((x=x)); echo $x
8
$ : $((x=-3)); echo $x
-3
$ i=0; while [ $((i+=1)) -lt 5 ]; do :; done; echo $i
5
$ x=1; (: $((x=2))); echo $x
1
$ x=1; y=$((x=2)); echo $x $y
2 2
$ readonly x=1; : $((x=2)); echo no
? >0
! .
$ f() { : $((g=3)); }; f; echo $g
3
$ x=1; echo $((x=x+1)) $((x=x+1)) $x
2 3 3
$ set -a; : $((avar=4)); sh -c 'echo $avar'
4
$ x=3; echo $(( x = x * 2 , x + 1 )) 2>/dev/null || echo 7
7
@ note the comma operator is C's but need not be supported; the shell may refuse it or give 7

#### what stands inside is expanded as in double quotes
$ echo $((1 + $(echo 2)))
3
$ echo $((1 + `echo 2`))
3
$ echo $(( $((1+1)) * $((2+1)) ))
6
$ echo $((
> 1
> +
> 2
> ))
3
$ echo $((1 +\
> 2))
3
$ echo $((1\
> 0))
10
$ x='$((1+1))'; echo "$x"
$((1+1))
$ echo "$((1+1))"
2
$ echo a$((1+1))b
a2b
$ echo $((1+1))$((2+2))
24
$ echo '$((1+1))'
$((1+1))
$ echo \$((1+1)) 2>/dev/null; echo no
? >0
$ echo "\$((1+1))"
$((1+1))
$ echo $((("1"))) 2>/dev/null || :
1
@ note in the standard a quote in an arithmetic expression is not special to quoting, most shells remove it; 1 is what all that accept it give
$ cat <<E
> $((1+2))
> E
3
$ x=$((1+2)); echo $x
3
$ x=$((1 + 2))$((3)); echo $x
33
$ IFS=0; echo $((100))
1
@ note the result is subject to field splitting: 1 and an empty field
$ IFS=2; set -- $((123)); echo "$#:$1:$2"
2:1:3
$ IFS=2; set -- "$((123))"; echo "$#:$1"
1:123
$ IFS=-; set -- $((-5)); printf '<%s>' "$@"
%<><5>
$ IFS=' '; x=$((1 + 1)); echo $x
2
$ set -f; echo $((2*3))
6
$ touch 6; echo $((2*3))
6
$ set -u; echo $((1+1))
2
$ cd /; echo $((2 * 3))
6

#### -u inside
$ set -u; unset x; echo $(($x)); echo no
? >0
! .
$ set -u; unset x; echo $((x)); echo no
? >0
! .
$ set -u; unset x; : $((x=1)); echo $x
1
$ set -u; unset x; echo $((x+1)); echo no
? >0
! .
$ set -u; unset x; echo $((${x:-3}+1))
4

#### errors end a non-interactive shell
$ echo $((1/0)); echo no
? >0
! .
$ echo $((1%0)); echo no
? >0
! .
$ echo $((1+)); echo no
? >0
! .
$ echo $((*1)); echo no
? >0
! .
$ echo $((1 2)); echo no
? >0
! .
$ echo $((1=2)); echo no
? >0
! .
$ echo $(( (1 )); echo no
? >0
! .
$ echo $((1 ? 2)); echo no
? >0
! .
$ echo $((09)); echo no
? >0
! .
@ note 09 is no constant of C
$ echo $((08)); echo no
? >0
! .
$ echo $((0xg)); echo no
? >0
! .
$ echo $((1 @ 2)); echo no
? >0
! .
$ x=abc; echo $(($x+)); echo no
? >0
! .
$ x='1+'; echo $((x)); echo no
? >0
! .
$ (echo $((1/0))) 2>/dev/null; echo after
after
$ x=$(echo $((1/0))) 2>/dev/null || echo failed
failed
$ x=0; echo $((1/x)); echo no
? >0
! .
$ x=1; echo $((x/=0)); echo no
? >0
! .
$ : $((1=)) ; echo no
? >0
! .

#### (( that is a subshell in a subshell, and $(( that is a command substitution
$ ( (echo a); echo b)
a
b
$ echo $( (echo a); echo b)
a b
$ echo $( ( echo 1 ) )
1
$ echo $(( 1 + ( 2 ) ))
3

#### wide
@ table echo $(({}))
2147483647+1 => 2147483648
4294967296*2 => 8589934592
1<<32 => 4294967296
-2147483648-1 => -2147483649
9223372036854775806+1 => 9223372036854775807
4611686018427387904+4611686018427387903 => 9223372036854775807
1000000*1000000 => 1000000000000
0xffffffff => 4294967295
0x100000000/2 => 2147483648
-9223372036854775807/3 => -3074457345618258602
@ end
