;; SPDX-License-Identifier: MIT
;; The JVM's names and what comes of bad forms: numbers' statics, iterators, vectors of one type, text that grows, errors of the reader and of macros.
(ns oracle.corners)
;=> nil

[(Long/reverse 0) (Long/reverse 1) (Long/reverse -1) (Long/reverse 2) (Long/reverse 7) (Long/reverse -8) (Long/reverse 100) (Long/reverse 255) (Long/reverse 1024) (Long/reverse 123456789) (Long/reverse -123456789) (Long/reverse Long/MAX_VALUE) (Long/reverse Long/MIN_VALUE)]
;=> [0 -9223372036854775808 -1 4611686018427387904 -2305843009213693952 2305843009213693951 2738188573441261568 -72057594037927936 9007199254740992 -6290443598898921472 -2932928437955854337 -2 1]
[(Integer/reverse (int 0)) (Integer/reverse (int 1)) (Integer/reverse (int -1)) (Integer/reverse (int 2)) (Integer/reverse (int 7)) (Integer/reverse (int -8)) (Integer/reverse (int 100)) (Integer/reverse (int 255)) (Integer/reverse (int 1024)) (Integer/reverse (int 123456789)) (Integer/reverse (int -123456789)) (Integer/reverse (int Integer/MAX_VALUE)) (Integer/reverse (int Integer/MIN_VALUE))]
;=> [0 -2147483648 -1 1073741824 -536870912 536870911 637534208 -16777216 2097152 -1464608032 -682875617 -2 1]
[(Long/highestOneBit 0) (Long/highestOneBit 1) (Long/highestOneBit -1) (Long/highestOneBit 2) (Long/highestOneBit 7) (Long/highestOneBit -8) (Long/highestOneBit 100) (Long/highestOneBit 255) (Long/highestOneBit 1024) (Long/highestOneBit 123456789) (Long/highestOneBit -123456789) (Long/highestOneBit Long/MAX_VALUE) (Long/highestOneBit Long/MIN_VALUE)]
;=> [0 1 -9223372036854775808 2 4 -9223372036854775808 64 128 1024 67108864 -9223372036854775808 4611686018427387904 -9223372036854775808]
[(Integer/highestOneBit (int 0)) (Integer/highestOneBit (int 1)) (Integer/highestOneBit (int -1)) (Integer/highestOneBit (int 2)) (Integer/highestOneBit (int 7)) (Integer/highestOneBit (int -8)) (Integer/highestOneBit (int 100)) (Integer/highestOneBit (int 255)) (Integer/highestOneBit (int 1024)) (Integer/highestOneBit (int 123456789)) (Integer/highestOneBit (int -123456789)) (Integer/highestOneBit (int Integer/MAX_VALUE)) (Integer/highestOneBit (int Integer/MIN_VALUE))]
;=> [0 1 -2147483648 2 4 -2147483648 64 128 1024 67108864 -2147483648 1073741824 -2147483648]
[(Long/lowestOneBit 0) (Long/lowestOneBit 1) (Long/lowestOneBit -1) (Long/lowestOneBit 2) (Long/lowestOneBit 7) (Long/lowestOneBit -8) (Long/lowestOneBit 100) (Long/lowestOneBit 255) (Long/lowestOneBit 1024) (Long/lowestOneBit 123456789) (Long/lowestOneBit -123456789) (Long/lowestOneBit Long/MAX_VALUE) (Long/lowestOneBit Long/MIN_VALUE)]
;=> [0 1 1 2 1 8 4 1 1024 1 1 1 -9223372036854775808]
[(Integer/lowestOneBit (int 0)) (Integer/lowestOneBit (int 1)) (Integer/lowestOneBit (int -1)) (Integer/lowestOneBit (int 2)) (Integer/lowestOneBit (int 7)) (Integer/lowestOneBit (int -8)) (Integer/lowestOneBit (int 100)) (Integer/lowestOneBit (int 255)) (Integer/lowestOneBit (int 1024)) (Integer/lowestOneBit (int 123456789)) (Integer/lowestOneBit (int -123456789)) (Integer/lowestOneBit (int Integer/MAX_VALUE)) (Integer/lowestOneBit (int Integer/MIN_VALUE))]
;=> [0 1 1 2 1 8 4 1 1024 1 1 1 -2147483648]
[(Long/bitCount 0) (Long/bitCount 1) (Long/bitCount -1) (Long/bitCount 2) (Long/bitCount 7) (Long/bitCount -8) (Long/bitCount 100) (Long/bitCount 255) (Long/bitCount 1024) (Long/bitCount 123456789) (Long/bitCount -123456789) (Long/bitCount Long/MAX_VALUE) (Long/bitCount Long/MIN_VALUE)]
;=> [0 1 64 1 3 61 3 8 1 16 49 63 1]
[(Integer/bitCount (int 0)) (Integer/bitCount (int 1)) (Integer/bitCount (int -1)) (Integer/bitCount (int 2)) (Integer/bitCount (int 7)) (Integer/bitCount (int -8)) (Integer/bitCount (int 100)) (Integer/bitCount (int 255)) (Integer/bitCount (int 1024)) (Integer/bitCount (int 123456789)) (Integer/bitCount (int -123456789)) (Integer/bitCount (int Integer/MAX_VALUE)) (Integer/bitCount (int Integer/MIN_VALUE))]
;=> [0 1 32 1 3 29 3 8 1 16 17 31 1]
[(Long/numberOfLeadingZeros 0) (Long/numberOfLeadingZeros 1) (Long/numberOfLeadingZeros -1) (Long/numberOfLeadingZeros 2) (Long/numberOfLeadingZeros 7) (Long/numberOfLeadingZeros -8) (Long/numberOfLeadingZeros 100) (Long/numberOfLeadingZeros 255) (Long/numberOfLeadingZeros 1024) (Long/numberOfLeadingZeros 123456789) (Long/numberOfLeadingZeros -123456789) (Long/numberOfLeadingZeros Long/MAX_VALUE) (Long/numberOfLeadingZeros Long/MIN_VALUE)]
;=> [64 63 0 62 61 0 57 56 53 37 0 1 0]
[(Integer/numberOfLeadingZeros (int 0)) (Integer/numberOfLeadingZeros (int 1)) (Integer/numberOfLeadingZeros (int -1)) (Integer/numberOfLeadingZeros (int 2)) (Integer/numberOfLeadingZeros (int 7)) (Integer/numberOfLeadingZeros (int -8)) (Integer/numberOfLeadingZeros (int 100)) (Integer/numberOfLeadingZeros (int 255)) (Integer/numberOfLeadingZeros (int 1024)) (Integer/numberOfLeadingZeros (int 123456789)) (Integer/numberOfLeadingZeros (int -123456789)) (Integer/numberOfLeadingZeros (int Integer/MAX_VALUE)) (Integer/numberOfLeadingZeros (int Integer/MIN_VALUE))]
;=> [32 31 0 30 29 0 25 24 21 5 0 1 0]
[(Long/numberOfTrailingZeros 0) (Long/numberOfTrailingZeros 1) (Long/numberOfTrailingZeros -1) (Long/numberOfTrailingZeros 2) (Long/numberOfTrailingZeros 7) (Long/numberOfTrailingZeros -8) (Long/numberOfTrailingZeros 100) (Long/numberOfTrailingZeros 255) (Long/numberOfTrailingZeros 1024) (Long/numberOfTrailingZeros 123456789) (Long/numberOfTrailingZeros -123456789) (Long/numberOfTrailingZeros Long/MAX_VALUE) (Long/numberOfTrailingZeros Long/MIN_VALUE)]
;=> [64 0 0 1 0 3 2 0 10 0 0 0 63]
[(Integer/numberOfTrailingZeros (int 0)) (Integer/numberOfTrailingZeros (int 1)) (Integer/numberOfTrailingZeros (int -1)) (Integer/numberOfTrailingZeros (int 2)) (Integer/numberOfTrailingZeros (int 7)) (Integer/numberOfTrailingZeros (int -8)) (Integer/numberOfTrailingZeros (int 100)) (Integer/numberOfTrailingZeros (int 255)) (Integer/numberOfTrailingZeros (int 1024)) (Integer/numberOfTrailingZeros (int 123456789)) (Integer/numberOfTrailingZeros (int -123456789)) (Integer/numberOfTrailingZeros (int Integer/MAX_VALUE)) (Integer/numberOfTrailingZeros (int Integer/MIN_VALUE))]
;=> [32 0 0 1 0 3 2 0 10 0 0 0 31]
[(Long/toHexString 0) (Long/toHexString 1) (Long/toHexString -1) (Long/toHexString 2) (Long/toHexString 7) (Long/toHexString -8) (Long/toHexString 100) (Long/toHexString 255) (Long/toHexString 1024) (Long/toHexString 123456789) (Long/toHexString -123456789) (Long/toHexString Long/MAX_VALUE) (Long/toHexString Long/MIN_VALUE)]
;=> ["0" "1" "ffffffffffffffff" "2" "7" "fffffffffffffff8" "64" "ff" "400" "75bcd15" "fffffffff8a432eb" "7fffffffffffffff" "8000000000000000"]
[(Integer/toHexString (int 0)) (Integer/toHexString (int 1)) (Integer/toHexString (int -1)) (Integer/toHexString (int 2)) (Integer/toHexString (int 7)) (Integer/toHexString (int -8)) (Integer/toHexString (int 100)) (Integer/toHexString (int 255)) (Integer/toHexString (int 1024)) (Integer/toHexString (int 123456789)) (Integer/toHexString (int -123456789)) (Integer/toHexString (int Integer/MAX_VALUE)) (Integer/toHexString (int Integer/MIN_VALUE))]
;=> ["0" "1" "ffffffff" "2" "7" "fffffff8" "64" "ff" "400" "75bcd15" "f8a432eb" "7fffffff" "80000000"]
[(Long/toBinaryString 0) (Long/toBinaryString 1) (Long/toBinaryString -1) (Long/toBinaryString 2) (Long/toBinaryString 7) (Long/toBinaryString -8) (Long/toBinaryString 100) (Long/toBinaryString 255) (Long/toBinaryString 1024) (Long/toBinaryString 123456789) (Long/toBinaryString -123456789) (Long/toBinaryString Long/MAX_VALUE) (Long/toBinaryString Long/MIN_VALUE)]
;=> ["0" "1" "1111111111111111111111111111111111111111111111111111111111111111" "10" "111" "1111111111111111111111111111111111111111111111111111111111111000" "1100100" "11111111" "10000000000" "111010110111100110100010101" "1111111111111111111111111111111111111000101001000011001011101011" "111111111111111111111111111111111111111111111111111111111111111" "1000000000000000000000000000000000000000000000000000000000000000"]
[(Integer/toBinaryString (int 0)) (Integer/toBinaryString (int 1)) (Integer/toBinaryString (int -1)) (Integer/toBinaryString (int 2)) (Integer/toBinaryString (int 7)) (Integer/toBinaryString (int -8)) (Integer/toBinaryString (int 100)) (Integer/toBinaryString (int 255)) (Integer/toBinaryString (int 1024)) (Integer/toBinaryString (int 123456789)) (Integer/toBinaryString (int -123456789)) (Integer/toBinaryString (int Integer/MAX_VALUE)) (Integer/toBinaryString (int Integer/MIN_VALUE))]
;=> ["0" "1" "11111111111111111111111111111111" "10" "111" "11111111111111111111111111111000" "1100100" "11111111" "10000000000" "111010110111100110100010101" "11111000101001000011001011101011" "1111111111111111111111111111111" "10000000000000000000000000000000"]
[(Long/toOctalString 0) (Long/toOctalString 1) (Long/toOctalString -1) (Long/toOctalString 2) (Long/toOctalString 7) (Long/toOctalString -8) (Long/toOctalString 100) (Long/toOctalString 255) (Long/toOctalString 1024) (Long/toOctalString 123456789) (Long/toOctalString -123456789) (Long/toOctalString Long/MAX_VALUE) (Long/toOctalString Long/MIN_VALUE)]
;=> ["0" "1" "1777777777777777777777" "2" "7" "1777777777777777777770" "144" "377" "2000" "726746425" "1777777777777051031353" "777777777777777777777" "1000000000000000000000"]
[(Integer/toOctalString (int 0)) (Integer/toOctalString (int 1)) (Integer/toOctalString (int -1)) (Integer/toOctalString (int 2)) (Integer/toOctalString (int 7)) (Integer/toOctalString (int -8)) (Integer/toOctalString (int 100)) (Integer/toOctalString (int 255)) (Integer/toOctalString (int 1024)) (Integer/toOctalString (int 123456789)) (Integer/toOctalString (int -123456789)) (Integer/toOctalString (int Integer/MAX_VALUE)) (Integer/toOctalString (int Integer/MIN_VALUE))]
;=> ["0" "1" "37777777777" "2" "7" "37777777770" "144" "377" "2000" "726746425" "37051031353" "17777777777" "20000000000"]
[(Long/signum 0) (Long/signum 1) (Long/signum -1) (Long/signum 2) (Long/signum 7) (Long/signum -8) (Long/signum 100) (Long/signum 255) (Long/signum 1024) (Long/signum 123456789) (Long/signum -123456789) (Long/signum Long/MAX_VALUE) (Long/signum Long/MIN_VALUE)]
;=> [0 1 -1 1 1 -1 1 1 1 1 -1 1 -1]
[(Integer/signum (int 0)) (Integer/signum (int 1)) (Integer/signum (int -1)) (Integer/signum (int 2)) (Integer/signum (int 7)) (Integer/signum (int -8)) (Integer/signum (int 100)) (Integer/signum (int 255)) (Integer/signum (int 1024)) (Integer/signum (int 123456789)) (Integer/signum (int -123456789)) (Integer/signum (int Integer/MAX_VALUE)) (Integer/signum (int Integer/MIN_VALUE))]
;=> [0 1 -1 1 1 -1 1 1 1 1 -1 1 -1]
[(Long/rotateLeft 0 0) (Long/rotateLeft 1 0) (Long/rotateLeft -1 0) (Long/rotateLeft 2 0) (Long/rotateLeft 7 0) (Long/rotateLeft -8 0) (Long/rotateLeft 100 0) (Long/rotateLeft 255 0) (Long/rotateLeft 1024 0) (Long/rotateLeft 123456789 0) (Long/rotateLeft -123456789 0) (Long/rotateLeft Long/MAX_VALUE 0) (Long/rotateLeft Long/MIN_VALUE 0)]
;=> [0 1 -1 2 7 -8 100 255 1024 123456789 -123456789 9223372036854775807 -9223372036854775808]
[(Integer/rotateLeft (int 0) (int 0)) (Integer/rotateLeft (int 1) (int 0)) (Integer/rotateLeft (int -1) (int 0)) (Integer/rotateLeft (int 2) (int 0)) (Integer/rotateLeft (int 7) (int 0)) (Integer/rotateLeft (int -8) (int 0)) (Integer/rotateLeft (int 100) (int 0)) (Integer/rotateLeft (int 255) (int 0)) (Integer/rotateLeft (int 1024) (int 0)) (Integer/rotateLeft (int 123456789) (int 0)) (Integer/rotateLeft (int -123456789) (int 0)) (Integer/rotateLeft (int Integer/MAX_VALUE) (int 0)) (Integer/rotateLeft (int Integer/MIN_VALUE) (int 0))]
;=> [0 1 -1 2 7 -8 100 255 1024 123456789 -123456789 2147483647 -2147483648]
[(Long/rotateLeft 0 1) (Long/rotateLeft 1 1) (Long/rotateLeft -1 1) (Long/rotateLeft 2 1) (Long/rotateLeft 7 1) (Long/rotateLeft -8 1) (Long/rotateLeft 100 1) (Long/rotateLeft 255 1) (Long/rotateLeft 1024 1) (Long/rotateLeft 123456789 1) (Long/rotateLeft -123456789 1) (Long/rotateLeft Long/MAX_VALUE 1) (Long/rotateLeft Long/MIN_VALUE 1)]
;=> [0 2 -1 4 14 -15 200 510 2048 246913578 -246913577 -2 1]
[(Integer/rotateLeft (int 0) (int 1)) (Integer/rotateLeft (int 1) (int 1)) (Integer/rotateLeft (int -1) (int 1)) (Integer/rotateLeft (int 2) (int 1)) (Integer/rotateLeft (int 7) (int 1)) (Integer/rotateLeft (int -8) (int 1)) (Integer/rotateLeft (int 100) (int 1)) (Integer/rotateLeft (int 255) (int 1)) (Integer/rotateLeft (int 1024) (int 1)) (Integer/rotateLeft (int 123456789) (int 1)) (Integer/rotateLeft (int -123456789) (int 1)) (Integer/rotateLeft (int Integer/MAX_VALUE) (int 1)) (Integer/rotateLeft (int Integer/MIN_VALUE) (int 1))]
;=> [0 2 -1 4 14 -15 200 510 2048 246913578 -246913577 -2 1]
[(Long/rotateLeft 0 5) (Long/rotateLeft 1 5) (Long/rotateLeft -1 5) (Long/rotateLeft 2 5) (Long/rotateLeft 7 5) (Long/rotateLeft -8 5) (Long/rotateLeft 100 5) (Long/rotateLeft 255 5) (Long/rotateLeft 1024 5) (Long/rotateLeft 123456789 5) (Long/rotateLeft -123456789 5) (Long/rotateLeft Long/MAX_VALUE 5) (Long/rotateLeft Long/MIN_VALUE 5)]
;=> [0 32 -1 64 224 -225 3200 8160 32768 3950617248 -3950617217 -17 16]
[(Integer/rotateLeft (int 0) (int 5)) (Integer/rotateLeft (int 1) (int 5)) (Integer/rotateLeft (int -1) (int 5)) (Integer/rotateLeft (int 2) (int 5)) (Integer/rotateLeft (int 7) (int 5)) (Integer/rotateLeft (int -8) (int 5)) (Integer/rotateLeft (int 100) (int 5)) (Integer/rotateLeft (int 255) (int 5)) (Integer/rotateLeft (int 1024) (int 5)) (Integer/rotateLeft (int 123456789) (int 5)) (Integer/rotateLeft (int -123456789) (int 5)) (Integer/rotateLeft (int Integer/MAX_VALUE) (int 5)) (Integer/rotateLeft (int Integer/MIN_VALUE) (int 5))]
;=> [0 32 -1 64 224 -225 3200 8160 32768 -344350048 344350079 -17 16]
[(Long/rotateLeft 0 31) (Long/rotateLeft 1 31) (Long/rotateLeft -1 31) (Long/rotateLeft 2 31) (Long/rotateLeft 7 31) (Long/rotateLeft -8 31) (Long/rotateLeft 100 31) (Long/rotateLeft 255 31) (Long/rotateLeft 1024 31) (Long/rotateLeft 123456789 31) (Long/rotateLeft -123456789 31) (Long/rotateLeft Long/MAX_VALUE 31) (Long/rotateLeft Long/MIN_VALUE 31)]
;=> [0 2147483648 -1 4294967296 15032385536 -15032385537 214748364800 547608330240 2199023255552 265121435612086272 -265121433464602625 -1073741825 1073741824]
[(Integer/rotateLeft (int 0) (int 31)) (Integer/rotateLeft (int 1) (int 31)) (Integer/rotateLeft (int -1) (int 31)) (Integer/rotateLeft (int 2) (int 31)) (Integer/rotateLeft (int 7) (int 31)) (Integer/rotateLeft (int -8) (int 31)) (Integer/rotateLeft (int 100) (int 31)) (Integer/rotateLeft (int 255) (int 31)) (Integer/rotateLeft (int 1024) (int 31)) (Integer/rotateLeft (int 123456789) (int 31)) (Integer/rotateLeft (int -123456789) (int 31)) (Integer/rotateLeft (int Integer/MAX_VALUE) (int 31)) (Integer/rotateLeft (int Integer/MIN_VALUE) (int 31))]
;=> [0 -2147483648 -1 1 -2147483645 2147483644 50 -2147483521 512 -2085755254 -61728395 -1073741825 1073741824]
[(Long/rotateLeft 0 -1) (Long/rotateLeft 1 -1) (Long/rotateLeft -1 -1) (Long/rotateLeft 2 -1) (Long/rotateLeft 7 -1) (Long/rotateLeft -8 -1) (Long/rotateLeft 100 -1) (Long/rotateLeft 255 -1) (Long/rotateLeft 1024 -1) (Long/rotateLeft 123456789 -1) (Long/rotateLeft -123456789 -1) (Long/rotateLeft Long/MAX_VALUE -1) (Long/rotateLeft Long/MIN_VALUE -1)]
;=> [0 -9223372036854775808 -1 1 -9223372036854775805 9223372036854775804 50 -9223372036854775681 512 -9223372036793047414 -61728395 -4611686018427387905 4611686018427387904]
[(Integer/rotateLeft (int 0) (int -1)) (Integer/rotateLeft (int 1) (int -1)) (Integer/rotateLeft (int -1) (int -1)) (Integer/rotateLeft (int 2) (int -1)) (Integer/rotateLeft (int 7) (int -1)) (Integer/rotateLeft (int -8) (int -1)) (Integer/rotateLeft (int 100) (int -1)) (Integer/rotateLeft (int 255) (int -1)) (Integer/rotateLeft (int 1024) (int -1)) (Integer/rotateLeft (int 123456789) (int -1)) (Integer/rotateLeft (int -123456789) (int -1)) (Integer/rotateLeft (int Integer/MAX_VALUE) (int -1)) (Integer/rotateLeft (int Integer/MIN_VALUE) (int -1))]
;=> [0 -2147483648 -1 1 -2147483645 2147483644 50 -2147483521 512 -2085755254 -61728395 -1073741825 1073741824]
[(Long/rotateRight 0 0) (Long/rotateRight 1 0) (Long/rotateRight -1 0) (Long/rotateRight 2 0) (Long/rotateRight 7 0) (Long/rotateRight -8 0) (Long/rotateRight 100 0) (Long/rotateRight 255 0) (Long/rotateRight 1024 0) (Long/rotateRight 123456789 0) (Long/rotateRight -123456789 0) (Long/rotateRight Long/MAX_VALUE 0) (Long/rotateRight Long/MIN_VALUE 0)]
;=> [0 1 -1 2 7 -8 100 255 1024 123456789 -123456789 9223372036854775807 -9223372036854775808]
[(Integer/rotateRight (int 0) (int 0)) (Integer/rotateRight (int 1) (int 0)) (Integer/rotateRight (int -1) (int 0)) (Integer/rotateRight (int 2) (int 0)) (Integer/rotateRight (int 7) (int 0)) (Integer/rotateRight (int -8) (int 0)) (Integer/rotateRight (int 100) (int 0)) (Integer/rotateRight (int 255) (int 0)) (Integer/rotateRight (int 1024) (int 0)) (Integer/rotateRight (int 123456789) (int 0)) (Integer/rotateRight (int -123456789) (int 0)) (Integer/rotateRight (int Integer/MAX_VALUE) (int 0)) (Integer/rotateRight (int Integer/MIN_VALUE) (int 0))]
;=> [0 1 -1 2 7 -8 100 255 1024 123456789 -123456789 2147483647 -2147483648]
[(Long/rotateRight 0 1) (Long/rotateRight 1 1) (Long/rotateRight -1 1) (Long/rotateRight 2 1) (Long/rotateRight 7 1) (Long/rotateRight -8 1) (Long/rotateRight 100 1) (Long/rotateRight 255 1) (Long/rotateRight 1024 1) (Long/rotateRight 123456789 1) (Long/rotateRight -123456789 1) (Long/rotateRight Long/MAX_VALUE 1) (Long/rotateRight Long/MIN_VALUE 1)]
;=> [0 -9223372036854775808 -1 1 -9223372036854775805 9223372036854775804 50 -9223372036854775681 512 -9223372036793047414 -61728395 -4611686018427387905 4611686018427387904]
[(Integer/rotateRight (int 0) (int 1)) (Integer/rotateRight (int 1) (int 1)) (Integer/rotateRight (int -1) (int 1)) (Integer/rotateRight (int 2) (int 1)) (Integer/rotateRight (int 7) (int 1)) (Integer/rotateRight (int -8) (int 1)) (Integer/rotateRight (int 100) (int 1)) (Integer/rotateRight (int 255) (int 1)) (Integer/rotateRight (int 1024) (int 1)) (Integer/rotateRight (int 123456789) (int 1)) (Integer/rotateRight (int -123456789) (int 1)) (Integer/rotateRight (int Integer/MAX_VALUE) (int 1)) (Integer/rotateRight (int Integer/MIN_VALUE) (int 1))]
;=> [0 -2147483648 -1 1 -2147483645 2147483644 50 -2147483521 512 -2085755254 -61728395 -1073741825 1073741824]
[(Long/rotateRight 0 5) (Long/rotateRight 1 5) (Long/rotateRight -1 5) (Long/rotateRight 2 5) (Long/rotateRight 7 5) (Long/rotateRight -8 5) (Long/rotateRight 100 5) (Long/rotateRight 255 5) (Long/rotateRight 1024 5) (Long/rotateRight 123456789 5) (Long/rotateRight -123456789 5) (Long/rotateRight Long/MAX_VALUE 5) (Long/rotateRight Long/MIN_VALUE 5)]
;=> [0 576460752303423488 -1 1152921504606846976 4035225266123964416 -4035225266123964417 2305843009213693955 -576460752303423481 32 -6341068275333800344 6917529027637223831 -288230376151711745 288230376151711744]
[(Integer/rotateRight (int 0) (int 5)) (Integer/rotateRight (int 1) (int 5)) (Integer/rotateRight (int -1) (int 5)) (Integer/rotateRight (int 2) (int 5)) (Integer/rotateRight (int 7) (int 5)) (Integer/rotateRight (int -8) (int 5)) (Integer/rotateRight (int 100) (int 5)) (Integer/rotateRight (int 255) (int 5)) (Integer/rotateRight (int 1024) (int 5)) (Integer/rotateRight (int 123456789) (int 5)) (Integer/rotateRight (int -123456789) (int 5)) (Integer/rotateRight (int Integer/MAX_VALUE) (int 5)) (Integer/rotateRight (int Integer/MIN_VALUE) (int 5))]
;=> [0 134217728 -1 268435456 939524096 -939524097 536870915 -134217721 32 -1472536984 1606754711 -67108865 67108864]
[(Long/rotateRight 0 31) (Long/rotateRight 1 31) (Long/rotateRight -1 31) (Long/rotateRight 2 31) (Long/rotateRight 7 31) (Long/rotateRight -8 31) (Long/rotateRight 100 31) (Long/rotateRight 255 31) (Long/rotateRight 1024 31) (Long/rotateRight 123456789 31) (Long/rotateRight -123456789 31) (Long/rotateRight Long/MAX_VALUE 31) (Long/rotateRight Long/MIN_VALUE 31)]
;=> [0 8589934592 -1 17179869184 60129542144 -60129542145 858993459200 2190433320960 8796093022208 1060485742448345088 -1060485733858410497 -4294967297 4294967296]
[(Integer/rotateRight (int 0) (int 31)) (Integer/rotateRight (int 1) (int 31)) (Integer/rotateRight (int -1) (int 31)) (Integer/rotateRight (int 2) (int 31)) (Integer/rotateRight (int 7) (int 31)) (Integer/rotateRight (int -8) (int 31)) (Integer/rotateRight (int 100) (int 31)) (Integer/rotateRight (int 255) (int 31)) (Integer/rotateRight (int 1024) (int 31)) (Integer/rotateRight (int 123456789) (int 31)) (Integer/rotateRight (int -123456789) (int 31)) (Integer/rotateRight (int Integer/MAX_VALUE) (int 31)) (Integer/rotateRight (int Integer/MIN_VALUE) (int 31))]
;=> [0 2 -1 4 14 -15 200 510 2048 246913578 -246913577 -2 1]
[(Long/rotateRight 0 -1) (Long/rotateRight 1 -1) (Long/rotateRight -1 -1) (Long/rotateRight 2 -1) (Long/rotateRight 7 -1) (Long/rotateRight -8 -1) (Long/rotateRight 100 -1) (Long/rotateRight 255 -1) (Long/rotateRight 1024 -1) (Long/rotateRight 123456789 -1) (Long/rotateRight -123456789 -1) (Long/rotateRight Long/MAX_VALUE -1) (Long/rotateRight Long/MIN_VALUE -1)]
;=> [0 2 -1 4 14 -15 200 510 2048 246913578 -246913577 -2 1]
[(Integer/rotateRight (int 0) (int -1)) (Integer/rotateRight (int 1) (int -1)) (Integer/rotateRight (int -1) (int -1)) (Integer/rotateRight (int 2) (int -1)) (Integer/rotateRight (int 7) (int -1)) (Integer/rotateRight (int -8) (int -1)) (Integer/rotateRight (int 100) (int -1)) (Integer/rotateRight (int 255) (int -1)) (Integer/rotateRight (int 1024) (int -1)) (Integer/rotateRight (int 123456789) (int -1)) (Integer/rotateRight (int -123456789) (int -1)) (Integer/rotateRight (int Integer/MAX_VALUE) (int -1)) (Integer/rotateRight (int Integer/MIN_VALUE) (int -1))]
;=> [0 2 -1 4 14 -15 200 510 2048 246913578 -246913577 -2 1]
[(Long/remainderUnsigned 0 1) (Long/remainderUnsigned 1 1) (Long/remainderUnsigned -1 1) (Long/remainderUnsigned 2 1) (Long/remainderUnsigned 7 1) (Long/remainderUnsigned -8 1) (Long/remainderUnsigned 100 1) (Long/remainderUnsigned 255 1) (Long/remainderUnsigned 1024 1) (Long/remainderUnsigned 123456789 1) (Long/remainderUnsigned -123456789 1) (Long/remainderUnsigned Long/MAX_VALUE 1) (Long/remainderUnsigned Long/MIN_VALUE 1)]
;=> [0 0 0 0 0 0 0 0 0 0 0 0 0]
[(Long/remainderUnsigned 0 10) (Long/remainderUnsigned 1 10) (Long/remainderUnsigned -1 10) (Long/remainderUnsigned 2 10) (Long/remainderUnsigned 7 10) (Long/remainderUnsigned -8 10) (Long/remainderUnsigned 100 10) (Long/remainderUnsigned 255 10) (Long/remainderUnsigned 1024 10) (Long/remainderUnsigned 123456789 10) (Long/remainderUnsigned -123456789 10) (Long/remainderUnsigned Long/MAX_VALUE 10) (Long/remainderUnsigned Long/MIN_VALUE 10)]
;=> [0 1 5 2 7 8 0 5 4 9 7 7 8]
[(Long/remainderUnsigned 0 -1) (Long/remainderUnsigned 1 -1) (Long/remainderUnsigned -1 -1) (Long/remainderUnsigned 2 -1) (Long/remainderUnsigned 7 -1) (Long/remainderUnsigned -8 -1) (Long/remainderUnsigned 100 -1) (Long/remainderUnsigned 255 -1) (Long/remainderUnsigned 1024 -1) (Long/remainderUnsigned 123456789 -1) (Long/remainderUnsigned -123456789 -1) (Long/remainderUnsigned Long/MAX_VALUE -1) (Long/remainderUnsigned Long/MIN_VALUE -1)]
;=> [0 1 0 2 7 -8 100 255 1024 123456789 -123456789 9223372036854775807 -9223372036854775808]
[(Long/remainderUnsigned 0 Long/MAX_VALUE) (Long/remainderUnsigned 1 Long/MAX_VALUE) (Long/remainderUnsigned -1 Long/MAX_VALUE) (Long/remainderUnsigned 2 Long/MAX_VALUE) (Long/remainderUnsigned 7 Long/MAX_VALUE) (Long/remainderUnsigned -8 Long/MAX_VALUE) (Long/remainderUnsigned 100 Long/MAX_VALUE) (Long/remainderUnsigned 255 Long/MAX_VALUE) (Long/remainderUnsigned 1024 Long/MAX_VALUE) (Long/remainderUnsigned 123456789 Long/MAX_VALUE) (Long/remainderUnsigned -123456789 Long/MAX_VALUE) (Long/remainderUnsigned Long/MAX_VALUE Long/MAX_VALUE) (Long/remainderUnsigned Long/MIN_VALUE Long/MAX_VALUE)]
;=> [0 1 1 2 7 9223372036854775801 100 255 1024 123456789 9223372036731319020 0 1]
[(Long/divideUnsigned 0 1) (Long/divideUnsigned 1 1) (Long/divideUnsigned -1 1) (Long/divideUnsigned 2 1) (Long/divideUnsigned 7 1) (Long/divideUnsigned -8 1) (Long/divideUnsigned 100 1) (Long/divideUnsigned 255 1) (Long/divideUnsigned 1024 1) (Long/divideUnsigned 123456789 1) (Long/divideUnsigned -123456789 1) (Long/divideUnsigned Long/MAX_VALUE 1) (Long/divideUnsigned Long/MIN_VALUE 1)]
;=> [0 1 -1 2 7 -8 100 255 1024 123456789 -123456789 9223372036854775807 -9223372036854775808]
[(Long/divideUnsigned 0 10) (Long/divideUnsigned 1 10) (Long/divideUnsigned -1 10) (Long/divideUnsigned 2 10) (Long/divideUnsigned 7 10) (Long/divideUnsigned -8 10) (Long/divideUnsigned 100 10) (Long/divideUnsigned 255 10) (Long/divideUnsigned 1024 10) (Long/divideUnsigned 123456789 10) (Long/divideUnsigned -123456789 10) (Long/divideUnsigned Long/MAX_VALUE 10) (Long/divideUnsigned Long/MIN_VALUE 10)]
;=> [0 0 1844674407370955161 0 0 1844674407370955160 10 25 102 12345678 1844674407358609482 922337203685477580 922337203685477580]
[(Long/divideUnsigned 0 -1) (Long/divideUnsigned 1 -1) (Long/divideUnsigned -1 -1) (Long/divideUnsigned 2 -1) (Long/divideUnsigned 7 -1) (Long/divideUnsigned -8 -1) (Long/divideUnsigned 100 -1) (Long/divideUnsigned 255 -1) (Long/divideUnsigned 1024 -1) (Long/divideUnsigned 123456789 -1) (Long/divideUnsigned -123456789 -1) (Long/divideUnsigned Long/MAX_VALUE -1) (Long/divideUnsigned Long/MIN_VALUE -1)]
;=> [0 0 1 0 0 0 0 0 0 0 0 0 0]
[(Long/divideUnsigned 0 Long/MAX_VALUE) (Long/divideUnsigned 1 Long/MAX_VALUE) (Long/divideUnsigned -1 Long/MAX_VALUE) (Long/divideUnsigned 2 Long/MAX_VALUE) (Long/divideUnsigned 7 Long/MAX_VALUE) (Long/divideUnsigned -8 Long/MAX_VALUE) (Long/divideUnsigned 100 Long/MAX_VALUE) (Long/divideUnsigned 255 Long/MAX_VALUE) (Long/divideUnsigned 1024 Long/MAX_VALUE) (Long/divideUnsigned 123456789 Long/MAX_VALUE) (Long/divideUnsigned -123456789 Long/MAX_VALUE) (Long/divideUnsigned Long/MAX_VALUE Long/MAX_VALUE) (Long/divideUnsigned Long/MIN_VALUE Long/MAX_VALUE)]
;=> [0 0 2 0 0 1 0 0 0 0 1 1 1]
[(Long/compareUnsigned 0 1) (Long/compareUnsigned 1 1) (Long/compareUnsigned -1 1) (Long/compareUnsigned 2 1) (Long/compareUnsigned 7 1) (Long/compareUnsigned -8 1) (Long/compareUnsigned 100 1) (Long/compareUnsigned 255 1) (Long/compareUnsigned 1024 1) (Long/compareUnsigned 123456789 1) (Long/compareUnsigned -123456789 1) (Long/compareUnsigned Long/MAX_VALUE 1) (Long/compareUnsigned Long/MIN_VALUE 1)]
;=> [-1 0 1 1 1 1 1 1 1 1 1 1 1]
[(Long/compareUnsigned 0 10) (Long/compareUnsigned 1 10) (Long/compareUnsigned -1 10) (Long/compareUnsigned 2 10) (Long/compareUnsigned 7 10) (Long/compareUnsigned -8 10) (Long/compareUnsigned 100 10) (Long/compareUnsigned 255 10) (Long/compareUnsigned 1024 10) (Long/compareUnsigned 123456789 10) (Long/compareUnsigned -123456789 10) (Long/compareUnsigned Long/MAX_VALUE 10) (Long/compareUnsigned Long/MIN_VALUE 10)]
;=> [-1 -1 1 -1 -1 1 1 1 1 1 1 1 1]
[(Long/compareUnsigned 0 -1) (Long/compareUnsigned 1 -1) (Long/compareUnsigned -1 -1) (Long/compareUnsigned 2 -1) (Long/compareUnsigned 7 -1) (Long/compareUnsigned -8 -1) (Long/compareUnsigned 100 -1) (Long/compareUnsigned 255 -1) (Long/compareUnsigned 1024 -1) (Long/compareUnsigned 123456789 -1) (Long/compareUnsigned -123456789 -1) (Long/compareUnsigned Long/MAX_VALUE -1) (Long/compareUnsigned Long/MIN_VALUE -1)]
;=> [-1 -1 0 -1 -1 -1 -1 -1 -1 -1 -1 -1 -1]
[(Long/compareUnsigned 0 Long/MAX_VALUE) (Long/compareUnsigned 1 Long/MAX_VALUE) (Long/compareUnsigned -1 Long/MAX_VALUE) (Long/compareUnsigned 2 Long/MAX_VALUE) (Long/compareUnsigned 7 Long/MAX_VALUE) (Long/compareUnsigned -8 Long/MAX_VALUE) (Long/compareUnsigned 100 Long/MAX_VALUE) (Long/compareUnsigned 255 Long/MAX_VALUE) (Long/compareUnsigned 1024 Long/MAX_VALUE) (Long/compareUnsigned 123456789 Long/MAX_VALUE) (Long/compareUnsigned -123456789 Long/MAX_VALUE) (Long/compareUnsigned Long/MAX_VALUE Long/MAX_VALUE) (Long/compareUnsigned Long/MIN_VALUE Long/MAX_VALUE)]
;=> [-1 -1 1 -1 -1 1 -1 -1 -1 -1 1 0 1]
[(Double/compare 0.0 0.0) (Double/compare 0.0 -0.0) (Double/compare 0.0 1.0) (Double/compare 0.0 -1.0) (Double/compare 0.0 0.5) (Double/compare 0.0 1e10) (Double/compare 0.0 -1e-10) (Double/compare 0.0 ##Inf) (Double/compare 0.0 ##-Inf) (Double/compare 0.0 ##NaN) (Double/compare 0.0 Double/MAX_VALUE) (Double/compare 0.0 Double/MIN_VALUE)]
;=> [0 1 -1 1 -1 -1 1 -1 1 -1 -1 -1]
[(Double/compare -0.0 0.0) (Double/compare -0.0 -0.0) (Double/compare -0.0 1.0) (Double/compare -0.0 -1.0) (Double/compare -0.0 0.5) (Double/compare -0.0 1e10) (Double/compare -0.0 -1e-10) (Double/compare -0.0 ##Inf) (Double/compare -0.0 ##-Inf) (Double/compare -0.0 ##NaN) (Double/compare -0.0 Double/MAX_VALUE) (Double/compare -0.0 Double/MIN_VALUE)]
;=> [-1 0 -1 1 -1 -1 1 -1 1 -1 -1 -1]
[(Double/compare 1.0 0.0) (Double/compare 1.0 -0.0) (Double/compare 1.0 1.0) (Double/compare 1.0 -1.0) (Double/compare 1.0 0.5) (Double/compare 1.0 1e10) (Double/compare 1.0 -1e-10) (Double/compare 1.0 ##Inf) (Double/compare 1.0 ##-Inf) (Double/compare 1.0 ##NaN) (Double/compare 1.0 Double/MAX_VALUE) (Double/compare 1.0 Double/MIN_VALUE)]
;=> [1 1 0 1 1 -1 1 -1 1 -1 -1 1]
[(Double/compare -1.0 0.0) (Double/compare -1.0 -0.0) (Double/compare -1.0 1.0) (Double/compare -1.0 -1.0) (Double/compare -1.0 0.5) (Double/compare -1.0 1e10) (Double/compare -1.0 -1e-10) (Double/compare -1.0 ##Inf) (Double/compare -1.0 ##-Inf) (Double/compare -1.0 ##NaN) (Double/compare -1.0 Double/MAX_VALUE) (Double/compare -1.0 Double/MIN_VALUE)]
;=> [-1 -1 -1 0 -1 -1 -1 -1 1 -1 -1 -1]
[(Double/compare 0.5 0.0) (Double/compare 0.5 -0.0) (Double/compare 0.5 1.0) (Double/compare 0.5 -1.0) (Double/compare 0.5 0.5) (Double/compare 0.5 1e10) (Double/compare 0.5 -1e-10) (Double/compare 0.5 ##Inf) (Double/compare 0.5 ##-Inf) (Double/compare 0.5 ##NaN) (Double/compare 0.5 Double/MAX_VALUE) (Double/compare 0.5 Double/MIN_VALUE)]
;=> [1 1 -1 1 0 -1 1 -1 1 -1 -1 1]
[(Double/compare 1e10 0.0) (Double/compare 1e10 -0.0) (Double/compare 1e10 1.0) (Double/compare 1e10 -1.0) (Double/compare 1e10 0.5) (Double/compare 1e10 1e10) (Double/compare 1e10 -1e-10) (Double/compare 1e10 ##Inf) (Double/compare 1e10 ##-Inf) (Double/compare 1e10 ##NaN) (Double/compare 1e10 Double/MAX_VALUE) (Double/compare 1e10 Double/MIN_VALUE)]
;=> [1 1 1 1 1 0 1 -1 1 -1 -1 1]
[(Double/compare -1e-10 0.0) (Double/compare -1e-10 -0.0) (Double/compare -1e-10 1.0) (Double/compare -1e-10 -1.0) (Double/compare -1e-10 0.5) (Double/compare -1e-10 1e10) (Double/compare -1e-10 -1e-10) (Double/compare -1e-10 ##Inf) (Double/compare -1e-10 ##-Inf) (Double/compare -1e-10 ##NaN) (Double/compare -1e-10 Double/MAX_VALUE) (Double/compare -1e-10 Double/MIN_VALUE)]
;=> [-1 -1 -1 1 -1 -1 0 -1 1 -1 -1 -1]
[(Double/compare ##Inf 0.0) (Double/compare ##Inf -0.0) (Double/compare ##Inf 1.0) (Double/compare ##Inf -1.0) (Double/compare ##Inf 0.5) (Double/compare ##Inf 1e10) (Double/compare ##Inf -1e-10) (Double/compare ##Inf ##Inf) (Double/compare ##Inf ##-Inf) (Double/compare ##Inf ##NaN) (Double/compare ##Inf Double/MAX_VALUE) (Double/compare ##Inf Double/MIN_VALUE)]
;=> [1 1 1 1 1 1 1 0 1 -1 1 1]
[(Double/compare ##-Inf 0.0) (Double/compare ##-Inf -0.0) (Double/compare ##-Inf 1.0) (Double/compare ##-Inf -1.0) (Double/compare ##-Inf 0.5) (Double/compare ##-Inf 1e10) (Double/compare ##-Inf -1e-10) (Double/compare ##-Inf ##Inf) (Double/compare ##-Inf ##-Inf) (Double/compare ##-Inf ##NaN) (Double/compare ##-Inf Double/MAX_VALUE) (Double/compare ##-Inf Double/MIN_VALUE)]
;=> [-1 -1 -1 -1 -1 -1 -1 -1 0 -1 -1 -1]
[(Double/compare ##NaN 0.0) (Double/compare ##NaN -0.0) (Double/compare ##NaN 1.0) (Double/compare ##NaN -1.0) (Double/compare ##NaN 0.5) (Double/compare ##NaN 1e10) (Double/compare ##NaN -1e-10) (Double/compare ##NaN ##Inf) (Double/compare ##NaN ##-Inf) (Double/compare ##NaN ##NaN) (Double/compare ##NaN Double/MAX_VALUE) (Double/compare ##NaN Double/MIN_VALUE)]
;=> [1 1 1 1 1 1 1 1 1 0 1 1]
[(Double/compare Double/MAX_VALUE 0.0) (Double/compare Double/MAX_VALUE -0.0) (Double/compare Double/MAX_VALUE 1.0) (Double/compare Double/MAX_VALUE -1.0) (Double/compare Double/MAX_VALUE 0.5) (Double/compare Double/MAX_VALUE 1e10) (Double/compare Double/MAX_VALUE -1e-10) (Double/compare Double/MAX_VALUE ##Inf) (Double/compare Double/MAX_VALUE ##-Inf) (Double/compare Double/MAX_VALUE ##NaN) (Double/compare Double/MAX_VALUE Double/MAX_VALUE) (Double/compare Double/MAX_VALUE Double/MIN_VALUE)]
;=> [1 1 1 1 1 1 1 -1 1 -1 0 1]
[(Double/compare Double/MIN_VALUE 0.0) (Double/compare Double/MIN_VALUE -0.0) (Double/compare Double/MIN_VALUE 1.0) (Double/compare Double/MIN_VALUE -1.0) (Double/compare Double/MIN_VALUE 0.5) (Double/compare Double/MIN_VALUE 1e10) (Double/compare Double/MIN_VALUE -1e-10) (Double/compare Double/MIN_VALUE ##Inf) (Double/compare Double/MIN_VALUE ##-Inf) (Double/compare Double/MIN_VALUE ##NaN) (Double/compare Double/MIN_VALUE Double/MAX_VALUE) (Double/compare Double/MIN_VALUE Double/MIN_VALUE)]
;=> [1 1 -1 1 -1 -1 1 -1 1 -1 -1 0]
[(Double/doubleToLongBits 0.0) (Double/doubleToLongBits -0.0) (Double/doubleToLongBits 1.0) (Double/doubleToLongBits -1.0) (Double/doubleToLongBits 0.5) (Double/doubleToLongBits 1e10) (Double/doubleToLongBits -1e-10) (Double/doubleToLongBits ##Inf) (Double/doubleToLongBits ##-Inf) (Double/doubleToLongBits Double/MAX_VALUE) (Double/doubleToLongBits Double/MIN_VALUE)]
;=> [0 -9223372036854775808 4607182418800017408 -4616189618054758400 4602678819172646912 4756540486875873280 -4766078479767192133 9218868437227405312 -4503599627370496 9218868437227405311 1]
[(Double/isNaN 0.0) (Double/isNaN -0.0) (Double/isNaN 1.0) (Double/isNaN -1.0) (Double/isNaN 0.5) (Double/isNaN 1e10) (Double/isNaN -1e-10) (Double/isNaN ##Inf) (Double/isNaN ##-Inf) (Double/isNaN ##NaN) (Double/isNaN Double/MAX_VALUE) (Double/isNaN Double/MIN_VALUE)]
;=> [false false false false false false false false false true false false]
[(Double/isInfinite 0.0) (Double/isInfinite -0.0) (Double/isInfinite 1.0) (Double/isInfinite -1.0) (Double/isInfinite 0.5) (Double/isInfinite 1e10) (Double/isInfinite -1e-10) (Double/isInfinite ##Inf) (Double/isInfinite ##-Inf) (Double/isInfinite ##NaN) (Double/isInfinite Double/MAX_VALUE) (Double/isInfinite Double/MIN_VALUE)]
;=> [false false false false false false false true true false false false]
[(Math/getExponent (double 0.0)) (Math/getExponent (double -0.0)) (Math/getExponent (double 1.0)) (Math/getExponent (double -1.0)) (Math/getExponent (double 0.5)) (Math/getExponent (double 1e10)) (Math/getExponent (double -1e-10)) (Math/getExponent (double ##Inf)) (Math/getExponent (double ##-Inf)) (Math/getExponent (double ##NaN)) (Math/getExponent (double Double/MAX_VALUE)) (Math/getExponent (double Double/MIN_VALUE))]
;=> [-1023 -1023 0 0 -1 33 -34 1024 1024 1024 1023 -1023]
[(Math/nextUp (double 0.0)) (Math/nextUp (double -0.0)) (Math/nextUp (double 1.0)) (Math/nextUp (double -1.0)) (Math/nextUp (double 0.5)) (Math/nextUp (double 1e10)) (Math/nextUp (double -1e-10)) (Math/nextUp (double ##Inf)) (Math/nextUp (double ##-Inf)) (Math/nextUp (double ##NaN)) (Math/nextUp (double Double/MAX_VALUE)) (Math/nextUp (double Double/MIN_VALUE))]
;=> [4.9E-324 4.9E-324 1.0000000000000002 -0.9999999999999999 0.5000000000000001 1.0000000000000002E10 -9.999999999999999E-11 ##Inf -1.7976931348623157E308 ##NaN ##Inf 1.0E-323]
[(Math/ulp (double 0.0)) (Math/ulp (double -0.0)) (Math/ulp (double 1.0)) (Math/ulp (double -1.0)) (Math/ulp (double 0.5)) (Math/ulp (double 1e10)) (Math/ulp (double -1e-10)) (Math/ulp (double ##Inf)) (Math/ulp (double ##-Inf)) (Math/ulp (double ##NaN)) (Math/ulp (double Double/MAX_VALUE)) (Math/ulp (double Double/MIN_VALUE))]
;=> [4.9E-324 4.9E-324 2.220446049250313E-16 2.220446049250313E-16 1.1102230246251565E-16 1.9073486328125E-6 1.2924697071141057E-26 ##Inf ##Inf ##NaN 1.9958403095347198E292 4.9E-324]
;settled place: [4.9E-324 4.9E-324 2.220446049250313E-16 2.220446049250313E-16 1.1102230246251565E-16 1.9073486328125E-6 1.2924697071141057E-26 ##Inf ##Inf ##NaN 1.99584030953472E292 4.9E-324]
[(Math/rint (double 0.0)) (Math/rint (double -0.0)) (Math/rint (double 1.0)) (Math/rint (double -1.0)) (Math/rint (double 0.5)) (Math/rint (double 1e10)) (Math/rint (double -1e-10)) (Math/rint (double ##Inf)) (Math/rint (double ##-Inf)) (Math/rint (double ##NaN)) (Math/rint (double Double/MAX_VALUE)) (Math/rint (double Double/MIN_VALUE))]
;=> [0.0 -0.0 1.0 -1.0 0.0 1.0E10 -0.0 ##Inf ##-Inf ##NaN 1.7976931348623157E308 0.0]
[(Math/signum (double 0.0)) (Math/signum (double -0.0)) (Math/signum (double 1.0)) (Math/signum (double -1.0)) (Math/signum (double 0.5)) (Math/signum (double 1e10)) (Math/signum (double -1e-10)) (Math/signum (double ##Inf)) (Math/signum (double ##-Inf)) (Math/signum (double ##NaN)) (Math/signum (double Double/MAX_VALUE)) (Math/signum (double Double/MIN_VALUE))]
;=> [0.0 -0.0 1.0 -1.0 1.0 1.0 -1.0 1.0 -1.0 ##NaN 1.0 1.0]
[(Math/abs (double 0.0)) (Math/abs (double -0.0)) (Math/abs (double 1.0)) (Math/abs (double -1.0)) (Math/abs (double 0.5)) (Math/abs (double 1e10)) (Math/abs (double -1e-10)) (Math/abs (double ##Inf)) (Math/abs (double ##-Inf)) (Math/abs (double ##NaN)) (Math/abs (double Double/MAX_VALUE)) (Math/abs (double Double/MIN_VALUE))]
;=> [0.0 0.0 1.0 1.0 0.5 1.0E10 1.0E-10 ##Inf ##Inf ##NaN 1.7976931348623157E308 4.9E-324]
[(Math/floor (double 0.0)) (Math/floor (double -0.0)) (Math/floor (double 1.0)) (Math/floor (double -1.0)) (Math/floor (double 0.5)) (Math/floor (double 1e10)) (Math/floor (double -1e-10)) (Math/floor (double ##Inf)) (Math/floor (double ##-Inf)) (Math/floor (double ##NaN)) (Math/floor (double Double/MAX_VALUE)) (Math/floor (double Double/MIN_VALUE))]
;=> [0.0 -0.0 1.0 -1.0 0.0 1.0E10 -1.0 ##Inf ##-Inf ##NaN 1.7976931348623157E308 0.0]
[(Math/ceil (double 0.0)) (Math/ceil (double -0.0)) (Math/ceil (double 1.0)) (Math/ceil (double -1.0)) (Math/ceil (double 0.5)) (Math/ceil (double 1e10)) (Math/ceil (double -1e-10)) (Math/ceil (double ##Inf)) (Math/ceil (double ##-Inf)) (Math/ceil (double ##NaN)) (Math/ceil (double Double/MAX_VALUE)) (Math/ceil (double Double/MIN_VALUE))]
;=> [0.0 -0.0 1.0 -1.0 1.0 1.0E10 -0.0 ##Inf ##-Inf ##NaN 1.7976931348623157E308 1.0]
[(Math/cbrt (double 0.0)) (Math/cbrt (double -0.0)) (Math/cbrt (double 1.0)) (Math/cbrt (double -1.0)) (Math/cbrt (double 0.5)) (Math/cbrt (double 1e10)) (Math/cbrt (double -1e-10)) (Math/cbrt (double ##Inf)) (Math/cbrt (double ##-Inf)) (Math/cbrt (double ##NaN)) (Math/cbrt (double Double/MAX_VALUE)) (Math/cbrt (double Double/MIN_VALUE))]
;=> [0.0 -0.0 1.0 -1.0 0.7937005259840998 2154.4346900318837 -4.641588833612779E-4 ##Inf ##-Inf ##NaN 5.643803094122362E102 1.7031839360032603E-108]
[(Math/sqrt (double 0.0)) (Math/sqrt (double -0.0)) (Math/sqrt (double 1.0)) (Math/sqrt (double -1.0)) (Math/sqrt (double 0.5)) (Math/sqrt (double 1e10)) (Math/sqrt (double -1e-10)) (Math/sqrt (double ##Inf)) (Math/sqrt (double ##-Inf)) (Math/sqrt (double ##NaN)) (Math/sqrt (double Double/MAX_VALUE)) (Math/sqrt (double Double/MIN_VALUE))]
;=> [0.0 -0.0 1.0 ##NaN 0.7071067811865476 100000.0 ##NaN ##Inf ##NaN ##NaN 1.3407807929942596E154 2.2227587494850775E-162]
[(Math/scalb (double 0.0) (int 0)) (Math/scalb (double -0.0) (int 0)) (Math/scalb (double 1.0) (int 0)) (Math/scalb (double -1.0) (int 0)) (Math/scalb (double 0.5) (int 0)) (Math/scalb (double 1e10) (int 0)) (Math/scalb (double -1e-10) (int 0)) (Math/scalb (double ##Inf) (int 0)) (Math/scalb (double ##-Inf) (int 0)) (Math/scalb (double ##NaN) (int 0)) (Math/scalb (double Double/MAX_VALUE) (int 0)) (Math/scalb (double Double/MIN_VALUE) (int 0))]
;=> [0.0 -0.0 1.0 -1.0 0.5 1.0E10 -1.0E-10 ##Inf ##-Inf ##NaN 1.7976931348623157E308 4.9E-324]
[(Math/scalb (double 0.0) (int 1)) (Math/scalb (double -0.0) (int 1)) (Math/scalb (double 1.0) (int 1)) (Math/scalb (double -1.0) (int 1)) (Math/scalb (double 0.5) (int 1)) (Math/scalb (double 1e10) (int 1)) (Math/scalb (double -1e-10) (int 1)) (Math/scalb (double ##Inf) (int 1)) (Math/scalb (double ##-Inf) (int 1)) (Math/scalb (double ##NaN) (int 1)) (Math/scalb (double Double/MAX_VALUE) (int 1)) (Math/scalb (double Double/MIN_VALUE) (int 1))]
;=> [0.0 -0.0 2.0 -2.0 1.0 2.0E10 -2.0E-10 ##Inf ##-Inf ##NaN ##Inf 1.0E-323]
[(Math/scalb (double 0.0) (int -1)) (Math/scalb (double -0.0) (int -1)) (Math/scalb (double 1.0) (int -1)) (Math/scalb (double -1.0) (int -1)) (Math/scalb (double 0.5) (int -1)) (Math/scalb (double 1e10) (int -1)) (Math/scalb (double -1e-10) (int -1)) (Math/scalb (double ##Inf) (int -1)) (Math/scalb (double ##-Inf) (int -1)) (Math/scalb (double ##NaN) (int -1)) (Math/scalb (double Double/MAX_VALUE) (int -1)) (Math/scalb (double Double/MIN_VALUE) (int -1))]
;=> [0.0 -0.0 0.5 -0.5 0.25 5.0E9 -5.0E-11 ##Inf ##-Inf ##NaN 8.988465674311579E307 0.0]
[(Math/scalb (double 0.0) (int 10)) (Math/scalb (double -0.0) (int 10)) (Math/scalb (double 1.0) (int 10)) (Math/scalb (double -1.0) (int 10)) (Math/scalb (double 0.5) (int 10)) (Math/scalb (double 1e10) (int 10)) (Math/scalb (double -1e-10) (int 10)) (Math/scalb (double ##Inf) (int 10)) (Math/scalb (double ##-Inf) (int 10)) (Math/scalb (double ##NaN) (int 10)) (Math/scalb (double Double/MAX_VALUE) (int 10)) (Math/scalb (double Double/MIN_VALUE) (int 10))]
;=> [0.0 -0.0 1024.0 -1024.0 512.0 1.024E13 -1.024E-7 ##Inf ##-Inf ##NaN ##Inf 5.06E-321]
[(Math/scalb (double 0.0) (int -1074)) (Math/scalb (double -0.0) (int -1074)) (Math/scalb (double 1.0) (int -1074)) (Math/scalb (double -1.0) (int -1074)) (Math/scalb (double 0.5) (int -1074)) (Math/scalb (double 1e10) (int -1074)) (Math/scalb (double -1e-10) (int -1074)) (Math/scalb (double ##Inf) (int -1074)) (Math/scalb (double ##-Inf) (int -1074)) (Math/scalb (double ##NaN) (int -1074)) (Math/scalb (double Double/MAX_VALUE) (int -1074)) (Math/scalb (double Double/MIN_VALUE) (int -1074))]
;=> [0.0 -0.0 4.9E-324 -4.9E-324 0.0 4.9406564584E-314 -0.0 ##Inf ##-Inf ##NaN 8.881784197001251E-16 0.0]
[(Math/copySign (double 0.0) (double 1.0)) (Math/copySign (double -0.0) (double 1.0)) (Math/copySign (double 1.0) (double 1.0)) (Math/copySign (double -1.0) (double 1.0)) (Math/copySign (double 0.5) (double 1.0)) (Math/copySign (double 1e10) (double 1.0)) (Math/copySign (double -1e-10) (double 1.0)) (Math/copySign (double ##Inf) (double 1.0)) (Math/copySign (double ##-Inf) (double 1.0)) (Math/copySign (double Double/MAX_VALUE) (double 1.0)) (Math/copySign (double Double/MIN_VALUE) (double 1.0))]
;=> [0.0 0.0 1.0 1.0 0.5 1.0E10 1.0E-10 ##Inf ##Inf 1.7976931348623157E308 4.9E-324]
[(Math/nextAfter (double 0.0) (double 1.0)) (Math/nextAfter (double -0.0) (double 1.0)) (Math/nextAfter (double 1.0) (double 1.0)) (Math/nextAfter (double -1.0) (double 1.0)) (Math/nextAfter (double 0.5) (double 1.0)) (Math/nextAfter (double 1e10) (double 1.0)) (Math/nextAfter (double -1e-10) (double 1.0)) (Math/nextAfter (double ##Inf) (double 1.0)) (Math/nextAfter (double ##-Inf) (double 1.0)) (Math/nextAfter (double ##NaN) (double 1.0)) (Math/nextAfter (double Double/MAX_VALUE) (double 1.0)) (Math/nextAfter (double Double/MIN_VALUE) (double 1.0))]
;=> [4.9E-324 4.9E-324 1.0 -0.9999999999999999 0.5000000000000001 9.999999999999998E9 -9.999999999999999E-11 1.7976931348623157E308 -1.7976931348623157E308 ##NaN 1.7976931348623155E308 1.0E-323]
[(Math/IEEEremainder (double 0.0) (double 1.0)) (Math/IEEEremainder (double -0.0) (double 1.0)) (Math/IEEEremainder (double 1.0) (double 1.0)) (Math/IEEEremainder (double -1.0) (double 1.0)) (Math/IEEEremainder (double 0.5) (double 1.0)) (Math/IEEEremainder (double 1e10) (double 1.0)) (Math/IEEEremainder (double -1e-10) (double 1.0)) (Math/IEEEremainder (double ##Inf) (double 1.0)) (Math/IEEEremainder (double ##-Inf) (double 1.0)) (Math/IEEEremainder (double ##NaN) (double 1.0)) (Math/IEEEremainder (double Double/MAX_VALUE) (double 1.0)) (Math/IEEEremainder (double Double/MIN_VALUE) (double 1.0))]
;=> [0.0 -0.0 0.0 -0.0 0.5 0.0 -1.0E-10 ##NaN ##NaN ##NaN 0.0 4.9E-324]
[(Math/copySign (double 0.0) (double -1.0)) (Math/copySign (double -0.0) (double -1.0)) (Math/copySign (double 1.0) (double -1.0)) (Math/copySign (double -1.0) (double -1.0)) (Math/copySign (double 0.5) (double -1.0)) (Math/copySign (double 1e10) (double -1.0)) (Math/copySign (double -1e-10) (double -1.0)) (Math/copySign (double ##Inf) (double -1.0)) (Math/copySign (double ##-Inf) (double -1.0)) (Math/copySign (double Double/MAX_VALUE) (double -1.0)) (Math/copySign (double Double/MIN_VALUE) (double -1.0))]
;=> [-0.0 -0.0 -1.0 -1.0 -0.5 -1.0E10 -1.0E-10 ##-Inf ##-Inf -1.7976931348623157E308 -4.9E-324]
[(Math/nextAfter (double 0.0) (double -1.0)) (Math/nextAfter (double -0.0) (double -1.0)) (Math/nextAfter (double 1.0) (double -1.0)) (Math/nextAfter (double -1.0) (double -1.0)) (Math/nextAfter (double 0.5) (double -1.0)) (Math/nextAfter (double 1e10) (double -1.0)) (Math/nextAfter (double -1e-10) (double -1.0)) (Math/nextAfter (double ##Inf) (double -1.0)) (Math/nextAfter (double ##-Inf) (double -1.0)) (Math/nextAfter (double ##NaN) (double -1.0)) (Math/nextAfter (double Double/MAX_VALUE) (double -1.0)) (Math/nextAfter (double Double/MIN_VALUE) (double -1.0))]
;=> [-4.9E-324 -4.9E-324 0.9999999999999999 -1.0 0.49999999999999994 9.999999999999998E9 -1.0000000000000002E-10 1.7976931348623157E308 -1.7976931348623157E308 ##NaN 1.7976931348623155E308 0.0]
[(Math/IEEEremainder (double 0.0) (double -1.0)) (Math/IEEEremainder (double -0.0) (double -1.0)) (Math/IEEEremainder (double 1.0) (double -1.0)) (Math/IEEEremainder (double -1.0) (double -1.0)) (Math/IEEEremainder (double 0.5) (double -1.0)) (Math/IEEEremainder (double 1e10) (double -1.0)) (Math/IEEEremainder (double -1e-10) (double -1.0)) (Math/IEEEremainder (double ##Inf) (double -1.0)) (Math/IEEEremainder (double ##-Inf) (double -1.0)) (Math/IEEEremainder (double ##NaN) (double -1.0)) (Math/IEEEremainder (double Double/MAX_VALUE) (double -1.0)) (Math/IEEEremainder (double Double/MIN_VALUE) (double -1.0))]
;=> [0.0 -0.0 0.0 -0.0 0.5 0.0 -1.0E-10 ##NaN ##NaN ##NaN 0.0 4.9E-324]
[(Math/copySign (double 0.0) (double 0.0)) (Math/copySign (double -0.0) (double 0.0)) (Math/copySign (double 1.0) (double 0.0)) (Math/copySign (double -1.0) (double 0.0)) (Math/copySign (double 0.5) (double 0.0)) (Math/copySign (double 1e10) (double 0.0)) (Math/copySign (double -1e-10) (double 0.0)) (Math/copySign (double ##Inf) (double 0.0)) (Math/copySign (double ##-Inf) (double 0.0)) (Math/copySign (double Double/MAX_VALUE) (double 0.0)) (Math/copySign (double Double/MIN_VALUE) (double 0.0))]
;=> [0.0 0.0 1.0 1.0 0.5 1.0E10 1.0E-10 ##Inf ##Inf 1.7976931348623157E308 4.9E-324]
[(Math/nextAfter (double 0.0) (double 0.0)) (Math/nextAfter (double -0.0) (double 0.0)) (Math/nextAfter (double 1.0) (double 0.0)) (Math/nextAfter (double -1.0) (double 0.0)) (Math/nextAfter (double 0.5) (double 0.0)) (Math/nextAfter (double 1e10) (double 0.0)) (Math/nextAfter (double -1e-10) (double 0.0)) (Math/nextAfter (double ##Inf) (double 0.0)) (Math/nextAfter (double ##-Inf) (double 0.0)) (Math/nextAfter (double ##NaN) (double 0.0)) (Math/nextAfter (double Double/MAX_VALUE) (double 0.0)) (Math/nextAfter (double Double/MIN_VALUE) (double 0.0))]
;=> [0.0 0.0 0.9999999999999999 -0.9999999999999999 0.49999999999999994 9.999999999999998E9 -9.999999999999999E-11 1.7976931348623157E308 -1.7976931348623157E308 ##NaN 1.7976931348623155E308 0.0]
[(Math/IEEEremainder (double 0.0) (double 0.0)) (Math/IEEEremainder (double -0.0) (double 0.0)) (Math/IEEEremainder (double 1.0) (double 0.0)) (Math/IEEEremainder (double -1.0) (double 0.0)) (Math/IEEEremainder (double 0.5) (double 0.0)) (Math/IEEEremainder (double 1e10) (double 0.0)) (Math/IEEEremainder (double -1e-10) (double 0.0)) (Math/IEEEremainder (double ##Inf) (double 0.0)) (Math/IEEEremainder (double ##-Inf) (double 0.0)) (Math/IEEEremainder (double ##NaN) (double 0.0)) (Math/IEEEremainder (double Double/MAX_VALUE) (double 0.0)) (Math/IEEEremainder (double Double/MIN_VALUE) (double 0.0))]
;=> [##NaN ##NaN ##NaN ##NaN ##NaN ##NaN ##NaN ##NaN ##NaN ##NaN ##NaN ##NaN]
[(Math/copySign (double 0.0) (double ##Inf)) (Math/copySign (double -0.0) (double ##Inf)) (Math/copySign (double 1.0) (double ##Inf)) (Math/copySign (double -1.0) (double ##Inf)) (Math/copySign (double 0.5) (double ##Inf)) (Math/copySign (double 1e10) (double ##Inf)) (Math/copySign (double -1e-10) (double ##Inf)) (Math/copySign (double ##Inf) (double ##Inf)) (Math/copySign (double ##-Inf) (double ##Inf)) (Math/copySign (double Double/MAX_VALUE) (double ##Inf)) (Math/copySign (double Double/MIN_VALUE) (double ##Inf))]
;=> [0.0 0.0 1.0 1.0 0.5 1.0E10 1.0E-10 ##Inf ##Inf 1.7976931348623157E308 4.9E-324]
[(Math/nextAfter (double 0.0) (double ##Inf)) (Math/nextAfter (double -0.0) (double ##Inf)) (Math/nextAfter (double 1.0) (double ##Inf)) (Math/nextAfter (double -1.0) (double ##Inf)) (Math/nextAfter (double 0.5) (double ##Inf)) (Math/nextAfter (double 1e10) (double ##Inf)) (Math/nextAfter (double -1e-10) (double ##Inf)) (Math/nextAfter (double ##Inf) (double ##Inf)) (Math/nextAfter (double ##-Inf) (double ##Inf)) (Math/nextAfter (double ##NaN) (double ##Inf)) (Math/nextAfter (double Double/MAX_VALUE) (double ##Inf)) (Math/nextAfter (double Double/MIN_VALUE) (double ##Inf))]
;=> [4.9E-324 4.9E-324 1.0000000000000002 -0.9999999999999999 0.5000000000000001 1.0000000000000002E10 -9.999999999999999E-11 ##Inf -1.7976931348623157E308 ##NaN ##Inf 1.0E-323]
[(Math/IEEEremainder (double 0.0) (double ##Inf)) (Math/IEEEremainder (double -0.0) (double ##Inf)) (Math/IEEEremainder (double 1.0) (double ##Inf)) (Math/IEEEremainder (double -1.0) (double ##Inf)) (Math/IEEEremainder (double 0.5) (double ##Inf)) (Math/IEEEremainder (double 1e10) (double ##Inf)) (Math/IEEEremainder (double -1e-10) (double ##Inf)) (Math/IEEEremainder (double ##Inf) (double ##Inf)) (Math/IEEEremainder (double ##-Inf) (double ##Inf)) (Math/IEEEremainder (double ##NaN) (double ##Inf)) (Math/IEEEremainder (double Double/MAX_VALUE) (double ##Inf)) (Math/IEEEremainder (double Double/MIN_VALUE) (double ##Inf))]
;=> [0.0 -0.0 1.0 -1.0 0.5 1.0E10 -1.0E-10 ##NaN ##NaN ##NaN 1.7976931348623157E308 4.9E-324]
[Double/MAX_EXPONENT Double/MIN_EXPONENT Double/SIZE Double/BYTES Long/SIZE Long/BYTES Integer/SIZE Integer/BYTES]
;=> [1023 -1022 64 8 64 8 32 4]
(Double/longBitsToDouble 4607182418800017408)
;=> 1.0
(Double/longBitsToDouble -4616189618054758400)
;=> -1.0
[(compare (into (vector-of :int) []) []) (compare [] (into (vector-of :long) [])) (compare (into (vector-of :int) []) (into (vector-of :short) []))]
;=> [0 0 0]
[(compare (into (vector-of :int) []) [1]) (compare [] (into (vector-of :long) [1])) (compare (into (vector-of :int) []) (into (vector-of :short) [1]))]
;=> [-1 -1 -1]
[(compare (into (vector-of :int) []) [1 2]) (compare [] (into (vector-of :long) [1 2])) (compare (into (vector-of :int) []) (into (vector-of :short) [1 2]))]
;=> [-1 -1 -1]
[(compare (into (vector-of :int) []) [1 3]) (compare [] (into (vector-of :long) [1 3])) (compare (into (vector-of :int) []) (into (vector-of :short) [1 3]))]
;=> [-1 -1 -1]
[(compare (into (vector-of :int) []) [2 1]) (compare [] (into (vector-of :long) [2 1])) (compare (into (vector-of :int) []) (into (vector-of :short) [2 1]))]
;=> [-1 -1 -1]
[(compare (into (vector-of :int) []) [1 2 3]) (compare [] (into (vector-of :long) [1 2 3])) (compare (into (vector-of :int) []) (into (vector-of :short) [1 2 3]))]
;=> [-1 -1 -1]
[(compare (into (vector-of :int) [1]) []) (compare [1] (into (vector-of :long) [])) (compare (into (vector-of :int) [1]) (into (vector-of :short) []))]
;=> [1 1 1]
[(compare (into (vector-of :int) [1]) [1]) (compare [1] (into (vector-of :long) [1])) (compare (into (vector-of :int) [1]) (into (vector-of :short) [1]))]
;=> [0 0 0]
[(compare (into (vector-of :int) [1]) [1 2]) (compare [1] (into (vector-of :long) [1 2])) (compare (into (vector-of :int) [1]) (into (vector-of :short) [1 2]))]
;=> [-1 -1 -1]
[(compare (into (vector-of :int) [1]) [1 3]) (compare [1] (into (vector-of :long) [1 3])) (compare (into (vector-of :int) [1]) (into (vector-of :short) [1 3]))]
;=> [-1 -1 -1]
[(compare (into (vector-of :int) [1]) [2 1]) (compare [1] (into (vector-of :long) [2 1])) (compare (into (vector-of :int) [1]) (into (vector-of :short) [2 1]))]
;=> [-1 -1 -1]
[(compare (into (vector-of :int) [1]) [1 2 3]) (compare [1] (into (vector-of :long) [1 2 3])) (compare (into (vector-of :int) [1]) (into (vector-of :short) [1 2 3]))]
;=> [-1 -1 -1]
[(compare (into (vector-of :int) [1 2]) []) (compare [1 2] (into (vector-of :long) [])) (compare (into (vector-of :int) [1 2]) (into (vector-of :short) []))]
;=> [1 1 1]
[(compare (into (vector-of :int) [1 2]) [1]) (compare [1 2] (into (vector-of :long) [1])) (compare (into (vector-of :int) [1 2]) (into (vector-of :short) [1]))]
;=> [1 1 1]
[(compare (into (vector-of :int) [1 2]) [1 2]) (compare [1 2] (into (vector-of :long) [1 2])) (compare (into (vector-of :int) [1 2]) (into (vector-of :short) [1 2]))]
;=> [0 0 0]
[(compare (into (vector-of :int) [1 2]) [1 3]) (compare [1 2] (into (vector-of :long) [1 3])) (compare (into (vector-of :int) [1 2]) (into (vector-of :short) [1 3]))]
;=> [-1 -1 -1]
[(compare (into (vector-of :int) [1 2]) [2 1]) (compare [1 2] (into (vector-of :long) [2 1])) (compare (into (vector-of :int) [1 2]) (into (vector-of :short) [2 1]))]
;=> [-1 -1 -1]
[(compare (into (vector-of :int) [1 2]) [1 2 3]) (compare [1 2] (into (vector-of :long) [1 2 3])) (compare (into (vector-of :int) [1 2]) (into (vector-of :short) [1 2 3]))]
;=> [-1 -1 -1]
[(compare (into (vector-of :int) [1 3]) []) (compare [1 3] (into (vector-of :long) [])) (compare (into (vector-of :int) [1 3]) (into (vector-of :short) []))]
;=> [1 1 1]
[(compare (into (vector-of :int) [1 3]) [1]) (compare [1 3] (into (vector-of :long) [1])) (compare (into (vector-of :int) [1 3]) (into (vector-of :short) [1]))]
;=> [1 1 1]
[(compare (into (vector-of :int) [1 3]) [1 2]) (compare [1 3] (into (vector-of :long) [1 2])) (compare (into (vector-of :int) [1 3]) (into (vector-of :short) [1 2]))]
;=> [1 1 1]
[(compare (into (vector-of :int) [1 3]) [1 3]) (compare [1 3] (into (vector-of :long) [1 3])) (compare (into (vector-of :int) [1 3]) (into (vector-of :short) [1 3]))]
;=> [0 0 0]
[(compare (into (vector-of :int) [1 3]) [2 1]) (compare [1 3] (into (vector-of :long) [2 1])) (compare (into (vector-of :int) [1 3]) (into (vector-of :short) [2 1]))]
;=> [-1 -1 -1]
[(compare (into (vector-of :int) [1 3]) [1 2 3]) (compare [1 3] (into (vector-of :long) [1 2 3])) (compare (into (vector-of :int) [1 3]) (into (vector-of :short) [1 2 3]))]
;=> [-1 -1 -1]
[(compare (into (vector-of :int) [2 1]) []) (compare [2 1] (into (vector-of :long) [])) (compare (into (vector-of :int) [2 1]) (into (vector-of :short) []))]
;=> [1 1 1]
[(compare (into (vector-of :int) [2 1]) [1]) (compare [2 1] (into (vector-of :long) [1])) (compare (into (vector-of :int) [2 1]) (into (vector-of :short) [1]))]
;=> [1 1 1]
[(compare (into (vector-of :int) [2 1]) [1 2]) (compare [2 1] (into (vector-of :long) [1 2])) (compare (into (vector-of :int) [2 1]) (into (vector-of :short) [1 2]))]
;=> [1 1 1]
[(compare (into (vector-of :int) [2 1]) [1 3]) (compare [2 1] (into (vector-of :long) [1 3])) (compare (into (vector-of :int) [2 1]) (into (vector-of :short) [1 3]))]
;=> [1 1 1]
[(compare (into (vector-of :int) [2 1]) [2 1]) (compare [2 1] (into (vector-of :long) [2 1])) (compare (into (vector-of :int) [2 1]) (into (vector-of :short) [2 1]))]
;=> [0 0 0]
[(compare (into (vector-of :int) [2 1]) [1 2 3]) (compare [2 1] (into (vector-of :long) [1 2 3])) (compare (into (vector-of :int) [2 1]) (into (vector-of :short) [1 2 3]))]
;=> [-1 -1 -1]
[(compare (into (vector-of :int) [1 2 3]) []) (compare [1 2 3] (into (vector-of :long) [])) (compare (into (vector-of :int) [1 2 3]) (into (vector-of :short) []))]
;=> [1 1 1]
[(compare (into (vector-of :int) [1 2 3]) [1]) (compare [1 2 3] (into (vector-of :long) [1])) (compare (into (vector-of :int) [1 2 3]) (into (vector-of :short) [1]))]
;=> [1 1 1]
[(compare (into (vector-of :int) [1 2 3]) [1 2]) (compare [1 2 3] (into (vector-of :long) [1 2])) (compare (into (vector-of :int) [1 2 3]) (into (vector-of :short) [1 2]))]
;=> [1 1 1]
[(compare (into (vector-of :int) [1 2 3]) [1 3]) (compare [1 2 3] (into (vector-of :long) [1 3])) (compare (into (vector-of :int) [1 2 3]) (into (vector-of :short) [1 3]))]
;=> [1 1 1]
[(compare (into (vector-of :int) [1 2 3]) [2 1]) (compare [1 2 3] (into (vector-of :long) [2 1])) (compare (into (vector-of :int) [1 2 3]) (into (vector-of :short) [2 1]))]
;=> [1 1 1]
[(compare (into (vector-of :int) [1 2 3]) [1 2 3]) (compare [1 2 3] (into (vector-of :long) [1 2 3])) (compare (into (vector-of :int) [1 2 3]) (into (vector-of :short) [1 2 3]))]
;=> [0 0 0]
[(vec (vector-of :int 1 2 3)) (count (vector-of :int)) (= [1 2] (vector-of :int 1 2)) (nth (vector-of :int 1 2) 1)]
;=> [[1 2 3] 0 true 2]
[(vec (vector-of :long 1 2 3)) (count (vector-of :long)) (= [1 2] (vector-of :long 1 2)) (nth (vector-of :long 1 2) 1)]
;=> [[1 2 3] 0 true 2]
[(vec (vector-of :short 1 2 3)) (count (vector-of :short)) (= [1 2] (vector-of :short 1 2)) (nth (vector-of :short 1 2) 1)]
;=> [[1 2 3] 0 true 2]
[(vec (vector-of :byte 1 2 3)) (count (vector-of :byte)) (= [1 2] (vector-of :byte 1 2)) (nth (vector-of :byte 1 2) 1)]
;=> [[1 2 3] 0 true 2]
[(vec (vector-of :float 1 2 3)) (= [1.0 2.0] (vector-of :float 1 2)) (peek (vector-of :float 1 2)) (rseq (vector-of :float 1 2))]
;=> [[1.0 2.0 3.0] true 2.0 (2.0 1.0)]
[(vec (vector-of :double 1 2 3)) (= [1.0 2.0] (vector-of :double 1 2)) (peek (vector-of :double 1 2)) (rseq (vector-of :double 1 2))]
;=> [[1.0 2.0 3.0] true 2.0 (2.0 1.0)]
(compare (vector-of :int 1) nil)
;=> 1
(compare nil (vector-of :int 1))
;=> -1
(compare (vector-of :int 1) '(1))
;!! ClassCastException
(compare [1] '(1))
;!! ClassCastException
(sort [(vector-of :int 2) (vector-of :int 1) [0 0]])
;=> ([1] [2] [0 0])
(vector-of :int "a")
;!! ClassCastException
;settled character: [97]
(vector-of :foo 1)
;!! IllegalArgumentException
(vector-of :byte 128)
;!! IllegalArgumentException
(vector-of nil)
;!! IllegalArgumentException
((vector-of :int 5 6) 1)
;=> 6
((vector-of :int 5 6) 2)
;!! IndexOutOfBoundsException
(nth (vector-of :int 1) 1)
;!! IndexOutOfBoundsException
(nth (vector-of :int 1) 1 :none)
;=> :none
(get (vector-of :int 1) 5)
;=> nil
(assoc (vector-of :int 1) 1 2)
;=> [1 2]
(assoc (vector-of :int 1) 2 2)
;!! IndexOutOfBoundsException
(pop (vector-of :int))
;!! IllegalStateException
(peek (vector-of :int))
;=> nil
(subvec (vector-of :int 1 2 3) 1)
;=> [2 3]
(conj (vector-of :int) "a")
;!! ClassCastException
;settled character: [97]
(empty (vector-of :int 1))
;=> []
(meta (with-meta (vector-of :int 1) {:a 1}))
;=> {:a 1}
(let [i (.iterator [1 2])] (loop [r []] (if (.hasNext i) (recur (conj r (.next i))) r)))
;=> [1 2]
(let [i (.iterator [1 2])] (while (.hasNext i) (.next i)) (.next i))
;!! NoSuchElementException
(let [i (.iterator '(1 2))] (loop [r []] (if (.hasNext i) (recur (conj r (.next i))) r)))
;=> [1 2]
(let [i (.iterator '(1 2))] (while (.hasNext i) (.next i)) (.next i))
;!! NoSuchElementException
(let [i (.iterator (range 3))] (loop [r []] (if (.hasNext i) (recur (conj r (.next i))) r)))
;=> [0 1 2]
(let [i (.iterator (range 3))] (while (.hasNext i) (.next i)) (.next i))
;!! NoSuchElementException
(let [i (.iterator (map inc [1]))] (loop [r []] (if (.hasNext i) (recur (conj r (.next i))) r)))
;=> [2]
(let [i (.iterator (map inc [1]))] (while (.hasNext i) (.next i)) (.next i))
;!! NoSuchElementException
(let [i (.iterator #{1})] (loop [r []] (if (.hasNext i) (recur (conj r (.next i))) r)))
;=> [1]
(let [i (.iterator #{1})] (while (.hasNext i) (.next i)) (.next i))
;!! NoSuchElementException
(let [i (.iterator (sorted-set 2 1))] (loop [r []] (if (.hasNext i) (recur (conj r (.next i))) r)))
;=> [1 2]
(let [i (.iterator (sorted-set 2 1))] (while (.hasNext i) (.next i)) (.next i))
;!! NoSuchElementException
(let [i (.iterator {:a 1})] (loop [r []] (if (.hasNext i) (recur (conj r (.next i))) r)))
;=> [[:a 1]]
(let [i (.iterator {:a 1})] (while (.hasNext i) (.next i)) (.next i))
;!! NoSuchElementException
(let [i (.iterator (sorted-map :b 1 :a 2))] (loop [r []] (if (.hasNext i) (recur (conj r (.next i))) r)))
;=> [[:a 2] [:b 1]]
(let [i (.iterator (sorted-map :b 1 :a 2))] (while (.hasNext i) (.next i)) (.next i))
;!! NoSuchElementException
(let [i (.iterator [])] (loop [r []] (if (.hasNext i) (recur (conj r (.next i))) r)))
;=> []
(let [i (.iterator [])] (while (.hasNext i) (.next i)) (.next i))
;!! NoSuchElementException
(let [i (.iterator ())] (loop [r []] (if (.hasNext i) (recur (conj r (.next i))) r)))
;=> []
(let [i (.iterator ())] (while (.hasNext i) (.next i)) (.next i))
;!! NoSuchElementException
(let [i (.iterator (vector-of :int 1 2))] (loop [r []] (if (.hasNext i) (recur (conj r (.next i))) r)))
;=> [1 2]
(let [i (.iterator (vector-of :int 1 2))] (while (.hasNext i) (.next i)) (.next i))
;!! NoSuchElementException
(let [i (.iterator (seq [1 2]))] (loop [r []] (if (.hasNext i) (recur (conj r (.next i))) r)))
;=> [1 2]
(let [i (.iterator (seq [1 2]))] (while (.hasNext i) (.next i)) (.next i))
;!! NoSuchElementException
(let [i (.iterator (cons 1 nil))] (loop [r []] (if (.hasNext i) (recur (conj r (.next i))) r)))
;=> [1]
(let [i (.iterator (cons 1 nil))] (while (.hasNext i) (.next i)) (.next i))
;!! NoSuchElementException
(let [i (.iterator (lazy-seq [1]))] (loop [r []] (if (.hasNext i) (recur (conj r (.next i))) r)))
;=> [1]
(let [i (.iterator (lazy-seq [1]))] (while (.hasNext i) (.next i)) (.next i))
;!! NoSuchElementException
(let [i (.iterator (subvec [1 2 3] 1))] (loop [r []] (if (.hasNext i) (recur (conj r (.next i))) r)))
;=> [2 3]
(let [i (.iterator (subvec [1 2 3] 1))] (while (.hasNext i) (.next i)) (.next i))
;!! NoSuchElementException
(let [i (.listIterator [1 2 3])] (loop [r []] (if (.hasNext i) (recur (conj r (.next i))) [r (.hasPrevious i) (.nextIndex i)])))
;=> [[1 2 3] true 3]
(let [i (.listIterator [1 2 3])] (.previous i))
;!! NoSuchElementException
(let [i (.listIterator [])] (loop [r []] (if (.hasNext i) (recur (conj r (.next i))) [r (.hasPrevious i) (.nextIndex i)])))
;=> [[] false 0]
(let [i (.listIterator [])] (.previous i))
;!! NoSuchElementException
(let [i (.listIterator (subvec [1 2 3] 1))] (loop [r []] (if (.hasNext i) (recur (conj r (.next i))) [r (.hasPrevious i) (.nextIndex i)])))
;=> [[2 3] true 2]
(let [i (.listIterator (subvec [1 2 3] 1))] (.previous i))
;!! NoSuchElementException
(let [i (.listIterator '(1 2))] (loop [r []] (if (.hasNext i) (recur (conj r (.next i))) [r (.hasPrevious i) (.nextIndex i)])))
;=> [[1 2] true 2]
(let [i (.listIterator '(1 2))] (.previous i))
;!! NoSuchElementException
[(.reduce [1 2 3] +) (.reduce [1 2 3] + 10)]
;=> [6 16]
[(.reduce (list 1 2 3) +) (.reduce (list 1 2 3) + 10)]
;=> [6 16]
[(.reduce (range 4) +) (.reduce (range 4) + 10)]
;=> [6 16]
[(.reduce (seq (long-array [1 2])) +) (.reduce (seq (long-array [1 2])) + 10)]
;=> [3 13]
[(.reduce (seq [1 2 3]) +) (.reduce (seq [1 2 3]) + 10)]
;!! IllegalArgumentException
;settled lenient: [6 16]
[(.contains (transient #{1}) 1) (.contains (transient #{1}) 2) (.valAt (transient {:a 1}) :a) (.valAt (transient {:a 1}) :b 5) (.count (transient [1 2]))]
;=> [true false 1 5 2]
[(.index (rseq [1 2 3])) (.first (rseq [1 2 3])) (.count (rseq [1 2 3]))]
;=> [2 3 3]
(first (.chunkedNext (seq (vec (range 100)))))
;=> 32
(count (.chunkedFirst (seq (vec (range 100)))))
;=> 32
[(clojure.string/reverse (StringBuffer. "")) (clojure.string/reverse (StringBuffer. "  foo-bar ")) (clojure.string/reverse (StringBuffer. "a-o"))]
;=> ["" " rab-oof  " "o-a"]
[(clojure.string/upper-case (StringBuffer. "")) (clojure.string/upper-case (StringBuffer. "  foo-bar ")) (clojure.string/upper-case (StringBuffer. "a-o"))]
;=> ["" "  FOO-BAR " "A-O"]
[(clojure.string/capitalize (StringBuffer. "")) (clojure.string/capitalize (StringBuffer. "  foo-bar ")) (clojure.string/capitalize (StringBuffer. "a-o"))]
;=> ["" "  foo-bar " "A-o"]
[(clojure.string/trim (StringBuffer. "")) (clojure.string/trim (StringBuffer. "  foo-bar ")) (clojure.string/trim (StringBuffer. "a-o"))]
;=> ["" "foo-bar" "a-o"]
[(clojure.string/triml (StringBuffer. "")) (clojure.string/triml (StringBuffer. "  foo-bar ")) (clojure.string/triml (StringBuffer. "a-o"))]
;=> ["" "foo-bar " "a-o"]
[(clojure.string/trimr (StringBuffer. "")) (clojure.string/trimr (StringBuffer. "  foo-bar ")) (clojure.string/trimr (StringBuffer. "a-o"))]
;=> ["" "  foo-bar" "a-o"]
[(clojure.string/trim-newline (StringBuffer. "")) (clojure.string/trim-newline (StringBuffer. "  foo-bar ")) (clojure.string/trim-newline (StringBuffer. "a-o"))]
;=> ["" "  foo-bar " "a-o"]
[(clojure.string/blank? (StringBuffer. "")) (clojure.string/blank? (StringBuffer. "  foo-bar ")) (clojure.string/blank? (StringBuffer. "a-o"))]
;=> [true false false]
[(clojure.string/split (StringBuffer. "") #"-") (clojure.string/split (StringBuffer. "  foo-bar ") #"-") (clojure.string/split (StringBuffer. "a-o") #"-")]
;=> [[""] ["  foo" "bar "] ["a" "o"]]
[(clojure.string/split (StringBuffer. "") #"-" 1) (clojure.string/split (StringBuffer. "  foo-bar ") #"-" 1) (clojure.string/split (StringBuffer. "a-o") #"-" 1)]
;=> [[""] ["  foo-bar "] ["a-o"]]
[(clojure.string/split-lines (StringBuffer. "")) (clojure.string/split-lines (StringBuffer. "  foo-bar ")) (clojure.string/split-lines (StringBuffer. "a-o"))]
;=> [[""] ["  foo-bar "] ["a-o"]]
[(clojure.string/escape (StringBuffer. "") {\o "0"}) (clojure.string/escape (StringBuffer. "  foo-bar ") {\o "0"}) (clojure.string/escape (StringBuffer. "a-o") {\o "0"})]
;=> ["" "  f00-bar " "a-0"]
[(clojure.string/replace (StringBuffer. "") #"o" "0") (clojure.string/replace (StringBuffer. "  foo-bar ") #"o" "0") (clojure.string/replace (StringBuffer. "a-o") #"o" "0")]
;=> ["" "  f00-bar " "a-0"]
[(clojure.string/replace (StringBuffer. "") "o" "0") (clojure.string/replace (StringBuffer. "  foo-bar ") "o" "0") (clojure.string/replace (StringBuffer. "a-o") "o" "0")]
;=> ["" "  f00-bar " "a-0"]
[(clojure.string/replace-first (StringBuffer. "") #"o" "0") (clojure.string/replace-first (StringBuffer. "  foo-bar ") #"o" "0") (clojure.string/replace-first (StringBuffer. "a-o") #"o" "0")]
;=> ["" "  f0o-bar " "a-0"]
[(clojure.string/starts-with? (StringBuffer. "") "a") (clojure.string/starts-with? (StringBuffer. "  foo-bar ") "a") (clojure.string/starts-with? (StringBuffer. "a-o") "a")]
;=> [false false true]
[(clojure.string/ends-with? (StringBuffer. "") "a") (clojure.string/ends-with? (StringBuffer. "  foo-bar ") "a") (clojure.string/ends-with? (StringBuffer. "a-o") "a")]
;=> [false false false]
[(clojure.string/includes? (StringBuffer. "") "o") (clojure.string/includes? (StringBuffer. "  foo-bar ") "o") (clojure.string/includes? (StringBuffer. "a-o") "o")]
;=> [false true true]
[(clojure.string/index-of (StringBuffer. "") "o") (clojure.string/index-of (StringBuffer. "  foo-bar ") "o") (clojure.string/index-of (StringBuffer. "a-o") "o")]
;=> [nil 3 2]
[(clojure.string/last-index-of (StringBuffer. "") "o") (clojure.string/last-index-of (StringBuffer. "  foo-bar ") "o") (clojure.string/last-index-of (StringBuffer. "a-o") "o")]
;=> [nil 4 2]
[(re-find #"o+" (StringBuffer. "")) (re-find #"o+" (StringBuffer. "  foo-bar ")) (re-find #"o+" (StringBuffer. "a-o"))]
;=> [nil "oo" "o"]
[(re-seq #"o" (StringBuffer. "")) (re-seq #"o" (StringBuffer. "  foo-bar ")) (re-seq #"o" (StringBuffer. "a-o"))]
;=> [nil ("o" "o") ("o")]
[(re-matches #".*" (StringBuffer. "")) (re-matches #".*" (StringBuffer. "  foo-bar ")) (re-matches #".*" (StringBuffer. "a-o"))]
;=> ["" "  foo-bar " "a-o"]
[(str (StringBuffer. "")) (str (StringBuffer. "  foo-bar ")) (str (StringBuffer. "a-o"))]
;=> ["" "  foo-bar " "a-o"]
[(count (StringBuffer. "")) (count (StringBuffer. "  foo-bar ")) (count (StringBuffer. "a-o"))]
;=> [0 10 3]
(read-string "\"\\o\"")
;!! RuntimeException
(try (read-string "\"\\o\"") (catch Exception e (boolean (re-find #"^(.*: )?(Unsupported escape character|Invalid digit|Invalid unicode|Invalid character|EOF while reading|Octal escape|Invalid octal|Unsupported character)" (ex-message e)))))
;=> true
(read-string "\"\\8\"")
;!! IllegalArgumentException
(try (read-string "\"\\8\"") (catch Exception e (boolean (re-find #"^(.*: )?(Unsupported escape character|Invalid digit|Invalid unicode|Invalid character|EOF while reading|Octal escape|Invalid octal|Unsupported character)" (ex-message e)))))
;=> true
(read-string "\"\\0800\"")
;!! IllegalArgumentException
(try (read-string "\"\\0800\"") (catch Exception e (boolean (re-find #"^(.*: )?(Unsupported escape character|Invalid digit|Invalid unicode|Invalid character|EOF while reading|Octal escape|Invalid octal|Unsupported character)" (ex-message e)))))
;=> true
(read-string "\"\\2and\"")
;!! IllegalArgumentException
(try (read-string "\"\\2and\"") (catch Exception e (boolean (re-find #"^(.*: )?(Unsupported escape character|Invalid digit|Invalid unicode|Invalid character|EOF while reading|Octal escape|Invalid octal|Unsupported character)" (ex-message e)))))
;=> true
(read-string "\"\\u\"")
;!! RuntimeException
(try (read-string "\"\\u\"") (catch Exception e (boolean (re-find #"^(.*: )?(Unsupported escape character|Invalid digit|Invalid unicode|Invalid character|EOF while reading|Octal escape|Invalid octal|Unsupported character)" (ex-message e)))))
;=> true
(read-string "\"\\ug\"")
;!! RuntimeException
(try (read-string "\"\\ug\"") (catch Exception e (boolean (re-find #"^(.*: )?(Unsupported escape character|Invalid digit|Invalid unicode|Invalid character|EOF while reading|Octal escape|Invalid octal|Unsupported character)" (ex-message e)))))
;=> true
(read-string "\"\\u0\"")
;!! IllegalArgumentException
(try (read-string "\"\\u0\"") (catch Exception e (boolean (re-find #"^(.*: )?(Unsupported escape character|Invalid digit|Invalid unicode|Invalid character|EOF while reading|Octal escape|Invalid octal|Unsupported character)" (ex-message e)))))
;=> true
(read-string "\"\\u004\"")
;!! IllegalArgumentException
(try (read-string "\"\\u004\"") (catch Exception e (boolean (re-find #"^(.*: )?(Unsupported escape character|Invalid digit|Invalid unicode|Invalid character|EOF while reading|Octal escape|Invalid octal|Unsupported character)" (ex-message e)))))
;=> true
(read-string "\"\\u004g\"")
;!! IllegalArgumentException
(try (read-string "\"\\u004g\"") (catch Exception e (boolean (re-find #"^(.*: )?(Unsupported escape character|Invalid digit|Invalid unicode|Invalid character|EOF while reading|Octal escape|Invalid octal|Unsupported character)" (ex-message e)))))
;=> true
(read-string "\"\\400\"")
;!! RuntimeException
(try (read-string "\"\\400\"") (catch Exception e (boolean (re-find #"^(.*: )?(Unsupported escape character|Invalid digit|Invalid unicode|Invalid character|EOF while reading|Octal escape|Invalid octal|Unsupported character)" (ex-message e)))))
;=> true
(read-string "\"abc")
;!! RuntimeException
(try (read-string "\"abc") (catch Exception e (boolean (re-find #"^(.*: )?(Unsupported escape character|Invalid digit|Invalid unicode|Invalid character|EOF while reading|Octal escape|Invalid octal|Unsupported character)" (ex-message e)))))
;=> true
(read-string "\\")
;!! RuntimeException
(try (read-string "\\") (catch Exception e (boolean (re-find #"^(.*: )?(Unsupported escape character|Invalid digit|Invalid unicode|Invalid character|EOF while reading|Octal escape|Invalid octal|Unsupported character)" (ex-message e)))))
;=> true
(read-string "\\o378")
;!! IllegalArgumentException
(try (read-string "\\o378") (catch Exception e (boolean (re-find #"^(.*: )?(Unsupported escape character|Invalid digit|Invalid unicode|Invalid character|EOF while reading|Octal escape|Invalid octal|Unsupported character)" (ex-message e)))))
;=> true
(read-string "\\o800")
;!! IllegalArgumentException
(try (read-string "\\o800") (catch Exception e (boolean (re-find #"^(.*: )?(Unsupported escape character|Invalid digit|Invalid unicode|Invalid character|EOF while reading|Octal escape|Invalid octal|Unsupported character)" (ex-message e)))))
;=> true
(read-string "\\oand")
;!! IllegalArgumentException
(try (read-string "\\oand") (catch Exception e (boolean (re-find #"^(.*: )?(Unsupported escape character|Invalid digit|Invalid unicode|Invalid character|EOF while reading|Octal escape|Invalid octal|Unsupported character)" (ex-message e)))))
;=> true
(read-string "\\o0470")
;!! RuntimeException
(try (read-string "\\o0470") (catch Exception e (boolean (re-find #"^(.*: )?(Unsupported escape character|Invalid digit|Invalid unicode|Invalid character|EOF while reading|Octal escape|Invalid octal|Unsupported character)" (ex-message e)))))
;=> true
(read-string "\\o400")
;!! RuntimeException
(try (read-string "\\o400") (catch Exception e (boolean (re-find #"^(.*: )?(Unsupported escape character|Invalid digit|Invalid unicode|Invalid character|EOF while reading|Octal escape|Invalid octal|Unsupported character)" (ex-message e)))))
;=> true
(read-string "\\u0")
;!! IllegalArgumentException
(try (read-string "\\u0") (catch Exception e (boolean (re-find #"^(.*: )?(Unsupported escape character|Invalid digit|Invalid unicode|Invalid character|EOF while reading|Octal escape|Invalid octal|Unsupported character)" (ex-message e)))))
;=> true
(read-string "\\ug")
;!! IllegalArgumentException
(try (read-string "\\ug") (catch Exception e (boolean (re-find #"^(.*: )?(Unsupported escape character|Invalid digit|Invalid unicode|Invalid character|EOF while reading|Octal escape|Invalid octal|Unsupported character)" (ex-message e)))))
;=> true
(read-string "\\u00041")
;!! IllegalArgumentException
(try (read-string "\\u00041") (catch Exception e (boolean (re-find #"^(.*: )?(Unsupported escape character|Invalid digit|Invalid unicode|Invalid character|EOF while reading|Octal escape|Invalid octal|Unsupported character)" (ex-message e)))))
;=> true
(read-string "\\u004g")
;!! IllegalArgumentException
(try (read-string "\\u004g") (catch Exception e (boolean (re-find #"^(.*: )?(Unsupported escape character|Invalid digit|Invalid unicode|Invalid character|EOF while reading|Octal escape|Invalid octal|Unsupported character)" (ex-message e)))))
;=> true
(read-string "\\abc")
;!! RuntimeException
(try (read-string "\\abc") (catch Exception e (boolean (re-find #"^(.*: )?(Unsupported escape character|Invalid digit|Invalid unicode|Invalid character|EOF while reading|Octal escape|Invalid octal|Unsupported character)" (ex-message e)))))
;=> true
(read-string "#\"a")
;!! RuntimeException
(try (read-string "#\"a") (catch Exception e (boolean (re-find #"^(.*: )?(Unsupported escape character|Invalid digit|Invalid unicode|Invalid character|EOF while reading|Octal escape|Invalid octal|Unsupported character)" (ex-message e)))))
;=> true
(read-string "\"\\u0041\"")
;=> "A"
(try (read-string "\"\\u0041\"") (catch Exception e (boolean (re-find #"^(.*: )?(Unsupported escape character|Invalid digit|Invalid unicode|Invalid character|EOF while reading|Octal escape|Invalid octal|Unsupported character)" (ex-message e)))))
;=> "A"
(read-string "\"\\101\"")
;=> "A"
(try (read-string "\"\\101\"") (catch Exception e (boolean (re-find #"^(.*: )?(Unsupported escape character|Invalid digit|Invalid unicode|Invalid character|EOF while reading|Octal escape|Invalid octal|Unsupported character)" (ex-message e)))))
;=> "A"
(read-string "\"\\0\"")
;=> "\u0000"
(try (read-string "\"\\0\"") (catch Exception e (boolean (re-find #"^(.*: )?(Unsupported escape character|Invalid digit|Invalid unicode|Invalid character|EOF while reading|Octal escape|Invalid octal|Unsupported character)" (ex-message e)))))
;=> "\u0000"
(read-string "\\u0041")
;=> \A
(try (read-string "\\u0041") (catch Exception e (boolean (re-find #"^(.*: )?(Unsupported escape character|Invalid digit|Invalid unicode|Invalid character|EOF while reading|Octal escape|Invalid octal|Unsupported character)" (ex-message e)))))
;=> \A
(read-string "\\o101")
;=> \A
(try (read-string "\\o101") (catch Exception e (boolean (re-find #"^(.*: )?(Unsupported escape character|Invalid digit|Invalid unicode|Invalid character|EOF while reading|Octal escape|Invalid octal|Unsupported character)" (ex-message e)))))
;=> \A
(try (:k) (catch clojure.lang.ArityException e [(.-actual e) (boolean (re-find #"passed to: :k" (ex-message e)))]))
;=> [0 true]
(try (apply :a/b (range 0)) (catch IllegalArgumentException e (boolean (re-find #"^Wrong number of args \(0\) passed to: :a/b" (ex-message e)))))
;=> true
(try (apply :a/b (range 3)) (catch IllegalArgumentException e (boolean (re-find #"^Wrong number of args \(3\) passed to: :a/b" (ex-message e)))))
;=> true
(try (apply :a/b (range 20)) (catch IllegalArgumentException e (boolean (re-find #"^Wrong number of args \(20\) passed to: :a/b" (ex-message e)))))
;=> true
(try (apply :a/b (range 21)) (catch IllegalArgumentException e (boolean (re-find #"^Wrong number of args \(> 20\) passed to: :a/b" (ex-message e)))))
;=> false
;settled newer: true
(try ((fn [x] x)) (catch clojure.lang.ArityException e (.-actual e)))
;=> 0
(try ((fn [x] x) 1 2 3) (catch clojure.lang.ArityException e (.-actual e)))
;=> 3
(try (eval '(let [:a 1] a)) (catch Throwable e [(instance? clojure.lang.Compiler$CompilerException e) (boolean (re-find #"did not conform to spec" (ex-message (ex-cause e))))]))
;=> [true true]
(try (eval '(let [a/b 1] b)) (catch Throwable e [(instance? clojure.lang.Compiler$CompilerException e) (boolean (re-find #"did not conform to spec" (ex-message (ex-cause e))))]))
;=> [true true]
(try (eval '(let [[:a] [1]] a)) (catch Throwable e [(instance? clojure.lang.Compiler$CompilerException e) (boolean (re-find #"did not conform to spec" (ex-message (ex-cause e))))]))
;=> [true true]
(try (eval '(let [a] 1)) (catch Throwable e [(instance? clojure.lang.Compiler$CompilerException e) (boolean (re-find #"did not conform to spec" (ex-message (ex-cause e))))]))
;=> [true true]
(try (eval '(let a 1)) (catch Throwable e [(instance? clojure.lang.Compiler$CompilerException e) (boolean (re-find #"did not conform to spec" (ex-message (ex-cause e))))]))
;=> [true true]
(try (eval '(fn "a" a)) (catch Throwable e [(instance? clojure.lang.Compiler$CompilerException e) (boolean (re-find #"did not conform to spec" (ex-message (ex-cause e))))]))
;=> [true true]
(try (eval '(fn (1))) (catch Throwable e [(instance? clojure.lang.Compiler$CompilerException e) (boolean (re-find #"did not conform to spec" (ex-message (ex-cause e))))]))
;=> [true true]
(try (eval '(fn ([a] 1) ("a" 2))) (catch Throwable e [(instance? clojure.lang.Compiler$CompilerException e) (boolean (re-find #"did not conform to spec" (ex-message (ex-cause e))))]))
;=> [true true]
(try (eval '(fn a "a")) (catch Throwable e [(instance? clojure.lang.Compiler$CompilerException e) (boolean (re-find #"did not conform to spec" (ex-message (ex-cause e))))]))
;=> [true true]
(try (eval '(fn a ([a] 1) [a b])) (catch Throwable e [(instance? clojure.lang.Compiler$CompilerException e) (boolean (re-find #"did not conform to spec" (ex-message (ex-cause e))))]))
;=> [true true]
(try (eval '(fn a)) (catch Throwable e [(instance? clojure.lang.Compiler$CompilerException e) (boolean (re-find #"did not conform to spec" (ex-message (ex-cause e))))]))
;=> [true true]
(try (eval '(fn)) (catch Throwable e [(instance? clojure.lang.Compiler$CompilerException e) (boolean (re-find #"did not conform to spec" (ex-message (ex-cause e))))]))
;=> [true true]
(try (eval '(loop [x] 1)) (catch Throwable e [(instance? clojure.lang.Compiler$CompilerException e) (boolean (re-find #"did not conform to spec" (ex-message (ex-cause e))))]))
;=> [true false]
;settled expansion: [true true]
(try (eval '(loop [:a 1] 1)) (catch Throwable e [(instance? clojure.lang.Compiler$CompilerException e) (boolean (re-find #"did not conform to spec" (ex-message (ex-cause e))))]))
;=> [true false]
;settled expansion: [true true]
(try (eval '(defn f)) (catch Throwable e [(instance? clojure.lang.Compiler$CompilerException e) (boolean (re-find #"did not conform to spec" (ex-message (ex-cause e))))]))
;=> [true true]
(try (eval '(defn f a)) (catch Throwable e [(instance? clojure.lang.Compiler$CompilerException e) (boolean (re-find #"did not conform to spec" (ex-message (ex-cause e))))]))
;=> [true true]
(try (eval '(defn f [:a] 1)) (catch Throwable e [(instance? clojure.lang.Compiler$CompilerException e) (boolean (re-find #"did not conform to spec" (ex-message (ex-cause e))))]))
;=> [true true]
(try (eval '(defn "f" [] 1)) (catch Throwable e [(instance? clojure.lang.Compiler$CompilerException e) (boolean (re-find #"did not conform to spec" (ex-message (ex-cause e))))]))
;=> [true true]
(macroexpand '(when-let 1 2))
;!! CompilerException
(macroexpand '(when-let [a 1 b 2] a))
;!! CompilerException
(macroexpand '(if-let [a] 1))
;!! CompilerException
(macroexpand '(with-open [a] 1))
;!! CompilerException
(macroexpand '(dotimes [x] 1))
;!! CompilerException
(macroexpand '(doseq 1 2))
;!! CompilerException
(macroexpand '(for [x] 1))
;!! CompilerException
(macroexpand '(binding [a] 1))
;!! CompilerException
(macroexpand '(when-some [a] 1))
;!! CompilerException
(macroexpand '(if-some a 1))
;!! CompilerException
(macroexpand '(when-first [a] 1))
;!! CompilerException
(macroexpand '(with-redefs))
;!! ArityException
(macroexpand '(case))
;!! ArityException
[(nthnext #{} 0) (seq (nthrest #{} 0))]
;=> [nil nil]
[(nthnext #{} 1) (seq (nthrest #{} 1))]
;=> [nil nil]
[(nthnext #{} 2) (seq (nthrest #{} 2))]
;=> [nil nil]
[(nthnext #{} 7) (seq (nthrest #{} 7))]
;=> [nil nil]
[(nthnext {} 0) (seq (nthrest {} 0))]
;=> [nil nil]
[(nthnext {} 1) (seq (nthrest {} 1))]
;=> [nil nil]
[(nthnext {} 2) (seq (nthrest {} 2))]
;=> [nil nil]
[(nthnext {} 7) (seq (nthrest {} 7))]
;=> [nil nil]
[(nthnext nil 0) (seq (nthrest nil 0))]
;=> [nil nil]
[(nthnext nil 1) (seq (nthrest nil 1))]
;=> [nil nil]
[(nthnext nil 2) (seq (nthrest nil 2))]
;=> [nil nil]
[(nthnext nil 7) (seq (nthrest nil 7))]
;=> [nil nil]
[(nthnext [] 0) (seq (nthrest [] 0))]
;=> [nil nil]
[(nthnext [] 1) (seq (nthrest [] 1))]
;=> [nil nil]
[(nthnext [] 2) (seq (nthrest [] 2))]
;=> [nil nil]
[(nthnext [] 7) (seq (nthrest [] 7))]
;=> [nil nil]
[(nthnext "" 0) (seq (nthrest "" 0))]
;=> [nil nil]
[(nthnext "" 1) (seq (nthrest "" 1))]
;=> [nil nil]
[(nthnext "" 2) (seq (nthrest "" 2))]
;=> [nil nil]
[(nthnext "" 7) (seq (nthrest "" 7))]
;=> [nil nil]
[(nthnext () 0) (seq (nthrest () 0))]
;=> [nil nil]
[(nthnext () 1) (seq (nthrest () 1))]
;=> [nil nil]
[(nthnext () 2) (seq (nthrest () 2))]
;=> [nil nil]
[(nthnext () 7) (seq (nthrest () 7))]
;=> [nil nil]
[(nthnext #{1} 0) (seq (nthrest #{1} 0))]
;=> [(1) (1)]
[(nthnext #{1} 1) (seq (nthrest #{1} 1))]
;=> [nil nil]
[(nthnext #{1} 2) (seq (nthrest #{1} 2))]
;=> [nil nil]
[(nthnext #{1} 7) (seq (nthrest #{1} 7))]
;=> [nil nil]
[(nthnext [1 2] 0) (seq (nthrest [1 2] 0))]
;=> [(1 2) (1 2)]
[(nthnext [1 2] 1) (seq (nthrest [1 2] 1))]
;=> [(2) (2)]
[(nthnext [1 2] 2) (seq (nthrest [1 2] 2))]
;=> [nil nil]
[(nthnext [1 2] 7) (seq (nthrest [1 2] 7))]
;=> [nil nil]
[(nthnext (range 5) 0) (seq (nthrest (range 5) 0))]
;=> [(0 1 2 3 4) (0 1 2 3 4)]
[(nthnext (range 5) 1) (seq (nthrest (range 5) 1))]
;=> [(1 2 3 4) (1 2 3 4)]
[(nthnext (range 5) 2) (seq (nthrest (range 5) 2))]
;=> [(2 3 4) (2 3 4)]
[(nthnext (range 5) 7) (seq (nthrest (range 5) 7))]
;=> [nil nil]
[(nthnext "abc" 0) (seq (nthrest "abc" 0))]
;=> [(\a \b \c) (\a \b \c)]
[(nthnext "abc" 1) (seq (nthrest "abc" 1))]
;=> [(\b \c) (\b \c)]
[(nthnext "abc" 2) (seq (nthrest "abc" 2))]
;=> [(\c) (\c)]
[(nthnext "abc" 7) (seq (nthrest "abc" 7))]
;=> [nil nil]
[(nthnext {:a 1} 0) (seq (nthrest {:a 1} 0))]
;=> [([:a 1]) ([:a 1])]
[(nthnext {:a 1} 1) (seq (nthrest {:a 1} 1))]
;=> [nil nil]
[(nthnext {:a 1} 2) (seq (nthrest {:a 1} 2))]
;=> [nil nil]
[(nthnext {:a 1} 7) (seq (nthrest {:a 1} 7))]
;=> [nil nil]
(let [m (re-matcher #"c" "ab")] (re-find m) [(nth m 0 :nf) (nth m 2 :nf)])
;=> [:nf :nf]
(let [m (re-matcher #"c" "ab")] (re-find m) (nth m 0))
;!! IllegalStateException
(let [m (re-matcher #"(a)(b)" "ab")] (re-find m) [(nth m 0) (nth m 2) (nth m 3 :nf)])
;=> ["ab" "b" :nf]
(let [m (re-matcher #"(a)" "ab")] (re-find m) (nth m 2))
;!! IndexOutOfBoundsException
[(.getClassName (StackTraceElement. "a.b" "m" "f" 3)) (.getLineNumber (StackTraceElement. "a.b" "m" "f" 3)) (StackTraceElement->vec (StackTraceElement. "a.b" "m" "f" 3))]
;=> ["a.b" 3 [a.b m "f" 3]]
(str (StackTraceElement. "a.b" "m" "f.clj" 3))
;=> "a.b.m(f.clj:3)"
(instance? clojure.lang.IDeref (atom 1))
;=> true
(instance? clojure.lang.IDeref (delay 1))
;=> true
(instance? clojure.lang.IDeref (ref 1))
;=> true
(instance? clojure.lang.IDeref (volatile! 1))
;=> true
(instance? clojure.lang.IDeref (promise))
;=> true
(instance? clojure.lang.IDeref (future 1))
;=> true
(instance? clojure.lang.IDeref [1])
;=> false
(instance? clojure.lang.IDeref (var inc))
;=> true
