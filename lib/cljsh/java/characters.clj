;; SPDX-License-Identifier: MIT
;; What java.lang.Character knows of characters out of Unicode's tables, a part of cljsh.java.

(in-ns 'cljsh.java)

(defn- unicode [] (py/__import__ "unicodedata"))

(defn- code [c] (if (string? c) (py/ord c) c))
(defn- category [c] (.category (unicode) (py/chr (code c))))
(defn- among
  "Is a character in one of the categories?"
  [& categories]
  (let [all (set categories)]
    (fn [c] (contains? all (category c)))))
(defn- within
  "Is a character's number from one to another?"
  [from to]
  (fn [c] (<= from (code c) to)))

(def ^:private categories
  "Unicode's name of a category: Java's number and name."
  {"Cn" [0 'UNASSIGNED]
   "Lu" [1 'UPPERCASE_LETTER]
   "Ll" [2 'LOWERCASE_LETTER]
   "Lt" [3 'TITLECASE_LETTER]
   "Lm" [4 'MODIFIER_LETTER]
   "Lo" [5 'OTHER_LETTER]
   "Mn" [6 'NON_SPACING_MARK]
   "Me" [7 'ENCLOSING_MARK]
   "Mc" [8 'COMBINING_SPACING_MARK]
   "Nd" [9 'DECIMAL_DIGIT_NUMBER]
   "Nl" [10 'LETTER_NUMBER]
   "No" [11 'OTHER_NUMBER]
   "Zs" [12 'SPACE_SEPARATOR]
   "Zl" [13 'LINE_SEPARATOR]
   "Zp" [14 'PARAGRAPH_SEPARATOR]
   "Cc" [15 'CONTROL]
   "Cf" [16 'FORMAT]
   "Co" [18 'PRIVATE_USE]
   "Cs" [19 'SURROGATE]
   "Pd" [20 'DASH_PUNCTUATION]
   "Ps" [21 'START_PUNCTUATION]
   "Pe" [22 'END_PUNCTUATION]
   "Pc" [23 'CONNECTOR_PUNCTUATION]
   "Po" [24 'OTHER_PUNCTUATION]
   "Sm" [25 'MATH_SYMBOL]
   "Sc" [26 'CURRENCY_SYMBOL]
   "Sk" [27 'MODIFIER_SYMBOL]
   "So" [28 'OTHER_SYMBOL]
   "Pi" [29 'INITIAL_QUOTE_PUNCTUATION]
   "Pf" [30 'FINAL_QUOTE_PUNCTUATION]})

(def ^:private directions
  "Unicode's name of a direction: Java's number and the rest of its name."
  {"" [-1 "UNDEFINED"]
   "L" [0 "LEFT_TO_RIGHT"]
   "R" [1 "RIGHT_TO_LEFT"]
   "AL" [2 "RIGHT_TO_LEFT_ARABIC"]
   "EN" [3 "EUROPEAN_NUMBER"]
   "ES" [4 "EUROPEAN_NUMBER_SEPARATOR"]
   "ET" [5 "EUROPEAN_NUMBER_TERMINATOR"]
   "AN" [6 "ARABIC_NUMBER"]
   "CS" [7 "COMMON_NUMBER_SEPARATOR"]
   "NSM" [8 "NONSPACING_MARK"]
   "BN" [9 "BOUNDARY_NEUTRAL"]
   "B" [10 "PARAGRAPH_SEPARATOR"]
   "S" [11 "SEGMENT_SEPARATOR"]
   "WS" [12 "WHITESPACE"]
   "ON" [13 "OTHER_NEUTRALS"]
   "LRE" [14 "LEFT_TO_RIGHT_EMBEDDING"]
   "LRO" [15 "LEFT_TO_RIGHT_OVERRIDE"]
   "RLE" [16 "RIGHT_TO_LEFT_EMBEDDING"]
   "RLO" [17 "RIGHT_TO_LEFT_OVERRIDE"]
   "PDF" [18 "POP_DIRECTIONAL_FORMAT"]
   "LRI" [19 "LEFT_TO_RIGHT_ISOLATE"]
   "RLI" [20 "RIGHT_TO_LEFT_ISOLATE"]
   "FSI" [21 "FIRST_STRONG_ISOLATE"]
   "PDI" [22 "POP_DIRECTIONAL_ISOLATE"]})

(doseq [[label n doc] (concat (for [[_ [n label]] categories] [label n "A category."])
                              (for [[_ [n label]] directions] [(symbol (str "DIRECTIONALITY_" label)) n "A direction."]))]
  (intern 'java.lang.Character (with-meta label {:doc doc}) n)
  (note 'java.lang.Character label doc))

(def ^:private identifier-start? (among "Lu" "Ll" "Lt" "Lm" "Lo" "Nl"))
(def ^:private identifier-more? (among "Pc" "Nd" "Mc" "Mn"))
(defn- ignorable?
  "Is it a character that identifiers may have without being others for it?"
  [c]
  (let [n (code c)]
    (or (<= 0 n 8) (<= 14 n 27) (<= 127 n 159) (= "Cf" (category c)))))
(defn- java-identifier-start? [c] (or (identifier-start? c) ((among "Sc" "Pc") c)))
(defn- java-identifier-part? [c] (or (java-identifier-start? c) (identifier-more? c) (ignorable? c)))

(defn- high-surrogate [n] (py/chr (+ 0xD800 (bit-shift-right (- n 0x10000) 10))))
(defn- low-surrogate [n] (py/chr (+ 0xDC00 (bit-and n 1023))))
(defn- same-kind
  "What a function of a number makes of a character: a character, or of a number a number."
  [f]
  (fn [c] (if (string? c) (f c) (py/ord (f (py/chr c))))))

(statics java.lang.Character "Characters; here strings of length 1."
  (BYTES "2" 2)
  (SIZE "16" 16)
  (MIN_RADIX "2" 2)
  (MAX_RADIX "36" 36)
  (MIN_CODE_POINT "0" 0)
  (MAX_CODE_POINT "The last number of a character." 0x10FFFF)
  (MIN_SUPPLEMENTARY_CODE_POINT "The first number of more than 16 bits." 0x10000)
  (MIN_SURROGATE "The first half of a character." (py/chr 0xD800))
  (MAX_SURROGATE "The last half." (py/chr 0xDFFF))
  (MIN_HIGH_SURROGATE "The first upper half." (py/chr 0xD800))
  (MAX_HIGH_SURROGATE "The last upper half." (py/chr 0xDBFF))
  (MIN_LOW_SURROGATE "The first lower half." (py/chr 0xDC00))
  (MAX_LOW_SURROGATE "The last lower half." (py/chr 0xDFFF))
  (getType "Its category, one of the numbers with names." (fn [c] (first (categories (category c)))))
  (getDirectionality "Its direction, one of the numbers with names."
    (fn [c] (first (directions (.bidirectional (unicode) (py/chr (code c)))))))
  (getName "Its name in Unicode, or nil." (fn [n] (.name (unicode) (py/chr n) nil)))
  (codePointOf "The number of the character of a name." (fn [n] (py/ord (.lookup (unicode) n))))
  (isDefined "Has it a meaning?" (fn [c] (not= "Cn" (category c))))
  (isTitleCase "Is it a capital beside small letters?" (among "Lt"))
  (isMirrored "Is it turned about in text from right to left?" (fn [c] (= 1 (.mirrored (unicode) (py/chr (code c))))))
  (isIdeographic "Is it an ideograph?"
    (fn [c] (boolean (re-find #"^CJK (UNIFIED|COMPATIBILITY) IDEOGRAPH" (.name (unicode) (py/chr (code c)) "")))))
  (isJavaIdentifierStart "May a name of Java's begin with it?" java-identifier-start?)
  (isJavaLetter "The same." java-identifier-start?)
  (isJavaIdentifierPart "May a name of Java's have it?" java-identifier-part?)
  (isJavaLetterOrDigit "The same." java-identifier-part?)
  (isUnicodeIdentifierStart "May an identifier begin with it?" identifier-start?)
  (isUnicodeIdentifierPart "May an identifier have it?"
    (fn [c] (or (identifier-start? c) (identifier-more? c) (ignorable? c))))
  (isIdentifierIgnorable "Does it make no other identifier?" ignorable?)
  (isSpace "Is it white space of ASCII?" (fn [c] (contains? #{9 10 12 13 32} (code c))))
  (isSurrogate "Is it half of a character?" (within 0xD800 0xDFFF))
  (isHighSurrogate "Is it the upper half of a character?" (within 0xD800 0xDBFF))
  (isLowSurrogate "Is it the lower half of a character?" (within 0xDC00 0xDFFF))
  (isSurrogatePair "Are they the halves of a character?"
    (fn [a b] (and ((within 0xD800 0xDBFF) a) ((within 0xDC00 0xDFFF) b))))
  (isSupplementaryCodePoint "Has its number more than 16 bits?" (within 0x10000 0x10FFFF))
  (isBmpCodePoint "Has its number at most 16 bits?" (within 0 0xFFFF))
  (isValidCodePoint "Is it the number of a character?" (within 0 0x10FFFF))
  (highSurrogate "The upper half of the character of a number." high-surrogate)
  (lowSurrogate "The lower half." low-surrogate)
  (toCodePoint "The number of the character that two halves are."
    (fn [a b] (if (> (code a) 0xFFFF) (code a) (+ 0x10000 (bit-shift-left (- (code a) 0xD800) 10) (- (code b) 0xDC00)))))
  (codePointBefore "The number of the character before an index." (fn [s i] (py/ord (nth s (dec i)))))
  (codePointCount "How many characters from an index to another; of an array from one on so many."
    (fn [s from to] (if (string? s) (- to from) to)))
  (offsetByCodePoints "The index so many characters on." (fn [_ i n] (+ i n)))
  (reverseBytes "With its bytes the other way."
    (fn [c] (let [n (code c)] (py/chr (bit-or (bit-shift-left (bit-and n 255) 8) (bit-shift-right n 8))))))
  (compare "Which comes first: the difference of their numbers." (fn [a b] (- (code a) (code b))))
  (hashCode "Its number." code)
  (toTitleCase "It as a capital beside small letters." (same-kind (fn [c] (.title c)))))
