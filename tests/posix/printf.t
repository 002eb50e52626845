# XCU printf

#### conversions
@ table printf '{}; echo
%s' a => a
[%s]' '' => []
%s\n%s' a b | tail -n 1 => b
[%s]' a => [a]
[%s]' '' => []
[%s]' => []
[%s]' a b c => [a][b][c]
[%s %s]' a b c => [a b][c ]
[%5s]' ab => [   ab]
[%-5s]' ab => [ab   ]
[%.1s]' ab => [a]
[%.0s]' ab => []
[%.s]' ab => []
[%5.1s]' ab => [    a]
[%-5.1s]' ab => [a    ]
[%5s]' abcdefg => [abcdefg]
[%.10s]' ab => [ab]
[%*s]' 5 ab => [   ab]
[%-*s]' 5 ab => [ab   ]
[%.*s]' 1 ab => [a]
[%*.*s]' 4 1 ab => [   a]
[%*s]' -5 ab => [ab   ]
%d' 5 => 5
%d' -5 => -5
%d' +5 => 5
%d' 0 => 0
%d' => 0
%d' '' => 0
%i' 5 => 5
%5d' 5 =>     5
[%5d]' 5 => [    5]
[%-5d]' 5 => [5    ]
[%05d]' 5 => [00005]
[%05d]' -5 => [-0005]
[%+d]' 5 => [+5]
[%+d]' -5 => [-5]
[% d]' 5 => [ 5]
[% d]' -5 => [-5]
[%.3d]' 5 => [005]
[%.0d]' 0 => []
[%5.3d]' 5 => [  005]
[%-5.3d]' 5 => [005  ]
[%+.3d]' 5 => [+005]
%d' 0x1F => 31
%d' 0X1f => 31
%d' 017 => 15
%d' -0x10 => -16
%d' "'a" => 97
%d' '"a' => 97
%d' "'1" => 49
%d' 9223372036854775807 => 9223372036854775807
%d' -9223372036854775808 => -9223372036854775808
%d %d' 1 2 => 1 2
%d,' 1 2 3 => 1,2,3,
%u' 5 => 5
%u' 18446744073709551615 => 18446744073709551615
%o' 8 => 10
%o' 0x10 => 20
%#o' 8 => 010
%x' 255 => ff
%X' 255 => FF
%#x' 255 => 0xff
%#X' 255 => 0XFF
%#x' 0 => 0
%04x' 255 => 00ff
%-6xX' 255 => ff    X
%8.4x' 255 =>     00ff
%c' a => a
%c' abc => a
%c%c' a b => ab
[%3c]' a => [  a]
[%-3c]' a => [a  ]
%%' => %
a%%b' => a%b
%%%s' a => %a
%s%%' 50 => 50%
%f' 1.5 => 1.500000
%.2f' 1.256 => 1.26
%.0f' 1.6 => 2
%6.2f|' 1.5 =>   1.50|
%e' 12345.678 => 1.234568e+04
%E' 12345.678 => 1.234568E+04
%g' 0.0001 => 0.0001
%g' 1000000 => 1e+06
%G' 1e-10 => 1E-10
%f' => 0.000000
@ end

#### escapes in the format
@ table printf '{}' | od -An -tx1 | tr -d ' \n'; echo
\a\b\f\n\r\t\v => 07080c0a0d090b
\\ => 5c
\101 => 41
\0 => 00
\1 => 01
\12 => 0a
\101B => 4142
\1012 => 4132
\377 => ff
a\nb => 610a62
\\n => 5c6e
@ end
$ printf '\"'; echo
"
@ note in a format \" is unspecified; as C has it in bash and yash
@ skip dash
@ skip mksh
$ printf 'a\n'
a
$ printf "a\n"
a
$ printf a
%a
$ printf 'a\tb\n'
a	b
$ printf '%s\n' 'a\nb'
a\nb
$ printf '%s\n' a b c
a
b
c
$ printf 'x\n' a b c
x
$ printf '%s %s\n' a b c d
a b
c d
$ printf '%s %d\n' a 1 b
a 1
b 0
$ printf '%s\n'
|
$ printf '%d\n' 1 2
1
2
$ printf '%s=%d\n' a 1 b 2
a=1
b=2
$ printf '' a; echo end
end
$ printf '\n'
|
$ printf '%s' ''; echo end
end
$ printf -- '-a\n'
-a
$ printf -- '%s\n' -a
-a
$ printf '%s\n' -a --
-a
--
$ printf '%s\n' --help
--help

#### %b
@ table printf '%b' '{}' | od -An -tx1 | tr -d ' \n'; echo
a => 61
\a\b\f\n\r\t\v => 07080c0a0d090b
\\ => 5c
\0101 => 41
\0 => 00
\01 => 01
\0377 => ff
a\cb => 61
a\nb => 610a62
% => 25
@ end
$ printf '%b|%s\n' 'a\cb' c; echo end
aend
$ printf '%b\n' 'a\tb' 'c\td'
a	b
c	d
$ printf '[%5b]\n' 'a'
[    a]
$ printf '[%-5b]\n' 'a'
[a    ]
$ printf '[%.1b]\n' 'ab'
[a]
$ printf '%b'
$ printf '%b\n' ''
|

#### errors
$ printf '%d\n' abc; echo $?
0
1
! abc
$ printf '%d\n' 12abc; echo $?
12
1
! 12abc
$ printf '%d\n' 1.5 2>/dev/null; echo $?
1
1
$ printf '%d\n' 99999999999999999999 2>/dev/null; echo $?
9223372036854775807
1
$ printf '%d\n' '1 ' 2>/dev/null; echo $?
1
1
@ note a blank after the number is not converted
$ printf '%d %d\n' x 5 2>/dev/null; echo $?
0 5
1
$ printf; [ $? -gt 0 ] && echo failed
failed
! .
$ printf '%z\n' 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
$ printf 'a%' > f 2>/dev/null; [ $? -gt 0 ] && echo failed
failed
@ note a lone % at the end is unspecified
@ skip mksh
@ skip yash
@ skip bash
@ skip dash
$ printf '%f\n' abc 2>/dev/null; echo $?
0.000000
1
$ printf '%x\n' -1
ffffffffffffffff
$ printf '%d' "''" ; echo
39
$ printf "%d\n" "'"  2>/dev/null
0
@ note nothing after the quote: rivals give 0
$ printf '%d\n' "'é"
233
@ note the character's value in the locale's set; dash takes the byte
$ printf '%d\n' "'ab" 2>/dev/null
97
$ printf 'é%s\n' ü
éü
$ printf '%s\n' "$(printf '\303\251')"
é

#### numbered conversions (Issue 8)
$ printf '%2$s %1$s\n' a b
b a
@ note new in Issue 8; of the rivals none has it
$ printf '%1$s%1$s\n' a
aa
@ note as above
$ printf '%2$s %1$s\n' a b c d
b a
d c
@ note as above
$ printf '%1$d %1$x\n' 255
255 ff
@ note as above

#### large and many
$ printf '%s' a b c d e f g h i j k l m n; echo
abcdefghijklmn
$ printf '%01000d' 0 | wc -c
1000
$ printf '%1000s' a | wc -c
1000
$ printf '%s\n' $(seq 1 1000) | tail -n 1
1000
$ printf %s%s%s a b c; echo
abc
$ printf '%s\n' a > f; cat f
a
$ printf '%s\n' "a  b" 'c*'
a  b
c*
$ x='%s'; printf "$x\n" a
a
$ printf '\x41\n' | cut -c1-1
A
@ note \x is unspecified; here as bash
@ skip dash
@ skip yash
