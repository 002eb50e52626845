;; SPDX-License-Identifier: MIT
;; Strings and characters, a part of cljsh.java.

(in-ns 'cljsh.java)

(defn charset
  "Python's name of a character set, of its name or of a Charset."
  [x]
  (let [n (if (string? x) x (str x))]
    (try (.-name (.lookup (py/__import__ "codecs") n))
      (catch LookupError _ (throw (IllegalArgumentException. (str "there is no character set " n)))))))

(def ^:private ByteArray (class (byte-array 0)))

(defn signed-bytes
  "Python's bytes as an array of bytes, which are signed as on the JVM."
  [b]
  (ByteArray b))

(defn encoded
  "The bytes of a text in a character set; UTF-16 has the big end first and a mark of it, as on the JVM."
  [text encoding]
  (let [n (charset encoding)]
    (if (and (= n "utf-16") (not= text ""))
      (.__add__ (py/bytes [254 255]) (.encode text "utf-16-be" "replace"))
      (.encode text n "replace"))))

(defn decoded
  "The text of bytes in a character set; UTF-16 without a mark has the big end first, as on the JVM."
  [b encoding]
  (let [n (charset encoding) b (py/bytes b)]
    (.decode b
             (if (and (= n "utf-16") (not (.startswith b (py/bytes [255 254])))
                      (not (.startswith b (py/bytes [254 255]))))
               "utf-16-be"
               n)
             "replace")))

(defn- index-bound [s start]
  (max 0 (min start (count s))))

(defn object-text
  "How print-method shows an object of a class of the JVM's: #object[CLASS 0xID TEXT], the text as str has it."
  [class-name x]
  (str "#object[" class-name " 0x" (py/format (py/id x) "x") " " (if *print-readably* (pr-str (str x)) (str x)) "]"))

(defn- code-or-text [x] (if (string? x) x (py/chr x)))

(defn- separator
  "The pattern of a text; of nothing but operators, as . and |, the text itself."
  [text]
  (re-pattern (if (re-matches #"[.$|()\[\]{}^?*+]+" text) (str "\\Q" text "\\E") text)))

(defn- java-split
  ([s re] (java-split s re 0))
  ([s re limit] (py/list (str/split s (if (string? re) (separator re) re) limit))))

(defn- region [s start end]
  (if (<= 0 start end (count s))
    (subs s start end)
    (throw (StringIndexOutOfBoundsException. (str "begin " start ", end " end ", length " (count s))))))

(def ^:private language-names
  {"de" "German" "en" "English" "es" "Spanish" "fr" "French" "it" "Italian" "ja" "Japanese"})
(def ^:private country-names
  {"DE" "Germany" "ES" "Spain" "FR" "France" "GB" "United Kingdom" "IT" "Italy" "JP" "Japan" "US" "United States"})

(swap! makers
       assoc
       "java.util.Locale"
       (fn []
         (py/type "Locale"
           (py/tuple [py/object])
           (py/dict {"__module__" "java.util"
                     "__init__" (fn [this & [tag]] (set! (.-tag this) (or tag "")) nil)
                     "__str__" (fn [this] (.-tag this))
                     "__eq__" (fn [this other]
                                (and (py/isinstance other (py/type this)) (= (.-tag this) (.-tag other))))
                     "__hash__" (fn [this] (py/hash (.-tag this)))
                     "getLanguage" (fn [this] (nth (.split (.-tag this) "_") 0 ""))
                     "getCountry" (fn [this] (nth (.split (.-tag this) "_") 1 ""))
                     "getDisplayLanguage" (fn [this & _] (let [n (.getLanguage this)] (get language-names n n)))
                     "getDisplayCountry" (fn [this & _] (let [n (.getCountry this)] (get country-names n n)))
                     "getDisplayName" (fn [this & _]
                                        (let [country (.getDisplayCountry this)]
                                          (str (.getDisplayLanguage this) (when (seq country) (str " (" country ")")))))
                     "toLanguageTag" (fn [this] (if (= "" (.-tag this)) "und" (.replace (.-tag this) "_" "-")))}))))
(def ^:private Locale (class-named "java.util.Locale"))
(note 'java.util.Locale "" "A language; text is treated the same in all.")
(statics java.util.Locale "Languages; text is treated the same in all."
  (ENGLISH "English." (Locale "en"))
  (US "English." (Locale "en_US"))
  (UK "English." (Locale "en_GB"))
  (ROOT "None." (Locale ""))
  (getDefault "That of the process." (fn [& _] (Locale "en")))
  (getISOCountries "The codes of some countries." (fn [] (into-array ["DE" "ES" "FR" "GB" "IT" "JP" "US"])))
  (getISOLanguages "The codes of some languages." (fn [] (into-array ["de" "en" "es" "fr" "it" "ja"])))
  (setDefault "Does nothing." (fn [& _] nil))
  (GERMANY "German." (Locale "de_DE"))
  (FRANCE "French." (Locale "fr_FR"))
  (JAPAN "Japanese." (Locale "ja_JP"))
  (ITALY "Italian." (Locale "it_IT"))
  (GERMAN "German." (Locale "de"))
  (FRENCH "French." (Locale "fr"))
  (ITALIAN "Italian." (Locale "it"))
  (JAPANESE "Japanese." (Locale "ja"))
  (CHINESE "Chinese." (Locale "zh"))
  (KOREAN "Korean." (Locale "ko"))
  (CHINA "Chinese." (Locale "zh_CN"))
  (KOREA "Korean." (Locale "ko_KR"))
  (CANADA "English." (Locale "en_CA"))
  (CANADA_FRENCH "French." (Locale "fr_CA"))
  (new "Of a language and a country."
    (fn ([a] (Locale a)) ([a b] (Locale (str a "_" b))) ([a b c] (Locale (str a "_" b "_" c)))))
  (forLanguageTag "By its tag." (fn [tag] (Locale (.replace tag "-" "_")))))

(defn- format-string
  "format, whose arguments may come as an array."
  [f & args]
  (if (instance? Locale f)
    (apply format-string args)
    (apply format f (if (and (= 1 (count args)) (instance? py/list (first args))) (first args) args))))

(defn- new-string
  ([] "")
  ([x]
   (cond
     (string? x) x
     (or (bytes? x) (instance? py/bytearray x)) (.decode (py/bytes x) "utf-8" "replace")
     :else (if (sequential? x) (str/join x) (if (instance? py/list x) (str/join x) (str x)))))
  ([x encoding] (decoded x encoding))
  ([x start n encoding] (decoded (.__getitem__ (py/memoryview x) (py/slice start (+ start n))) encoding))
  ([x start n]
   (if (bytes? x) (new-string (.__getitem__ x (py/slice start (+ start n)))) (str/join (take n (drop start x))))))

(statics java.lang.String "Text: Python's str, whose own methods are there, too."
  (format "Text by a template, as clojure.core's format." format-string)
  (join "Texts with a separator between them."
    (fn [separator & xs] (str/join separator (if (and (= 1 (count xs)) (not (string? (first xs)))) (first xs) xs))))
  (valueOf "The text of anything."
    (fn ([x] (if (nil? x) "null" (if (instance? py/list x) (str/join x) (str x)))) ([x start n] (new-string x start n))))
  (copyValueOf "The text of an array of characters." new-string)
  (CASE_INSENSITIVE_ORDER "Compares without regard to case." (fn [a b] (compare (.lower a) (.lower b))))
  (new "Text of bytes in UTF-8 or another encoding, of characters, of text." new-string))

(def ^:private controls-and-space "What trim takes away." (str/join (map py/chr (range 33))))

(defmethods "String" string?
  (length "The number of characters." count)
  (charAt "The character at an index."
    (fn [s i]
      (if (< -1 i (count s))
        (nth s i)
        (throw (StringIndexOutOfBoundsException. (str "index " i ", length " (count s)))))))
  (codePointAt "The code of the character at an index." (fn [s i] (py/ord (nth s i))))
  (codePoints "The codes of all characters." (fn [s] (map py/ord s)))
  (chars "The codes of all characters." (fn [s] (map py/ord s)))
  (indexOf "The first index of a text or character, from another on, or -1."
    (fn ([s x] (or (str/index-of s (code-or-text x)) -1))
        ([s x start] (or (str/index-of s (code-or-text x) (index-bound s start)) -1))))
  (lastIndexOf "The last index, or -1."
    (fn ([s x] (.rfind s (code-or-text x)))
        ([s x end] (let [x (code-or-text x)] (.rfind s x 0 (+ (max 0 end) (count x)))))))
  (substring "From one index to another or the end."
    (fn ([s start] (region s start (count s))) ([s start end] (region s start end))))
  (subSequence "From one index to another." region)
  (startsWith "Does it begin with the text?" (fn ([s x] (str/starts-with? s x)) ([s x start] (.startswith s x start))))
  (endsWith "Does it end with the text?" str/ends-with?)
  (contains "Is the text in it?" (fn [s x] (str/includes? s (if (string? x) x (str x)))))
  (toUpperCase "In capital letters." (fn ([s] (str/upper-case s)) ([s _] (str/upper-case s))))
  (toLowerCase "In small letters." (fn ([s] (str/lower-case s)) ([s _] (str/lower-case s))))
  (trim "Without white space at both ends." (fn [s] (.strip s controls-and-space)))
  (stripLeading "Without white space in front." (fn [s] (.lstrip s)))
  (stripTrailing "Without white space at the end." (fn [s] (.rstrip s)))
  (isEmpty "Has it no characters?" (fn [s] (= s "")))
  (isBlank "Is there nothing but white space?" str/blank?)
  (concat "With another behind it." (fn [s x] (str s (if (nil? x) (throw (NullPointerException. "concat of nil")) x))))
  (equals "Is it the same text?" =)
  (contentEquals "Is it the same text?" (fn [s x] (= s (str x))))
  (equalsIgnoreCase "Is it the same but for case?" (fn [s x] (and (string? x) (= (.casefold s) (.casefold x)))))
  (compareTo "Which comes first: negative, 0 or positive." compare)
  (compareToIgnoreCase "The same without regard to case." (fn [s x] (compare (.lower s) (.lower x))))
  (split "Its parts between the matches of a regular expression, at most so many where a limit is given. A text that is no regular expression to the eye, without a limit of 2 and more, is Python's: as it stands."
    java-split)
  (matches "Does the whole match the regular expression?" (fn [s re] (some? (re-matches (re-pattern re) s))))
  (replaceAll "With all matches of a regular expression replaced." (fn [s re x] (str/replace s (re-pattern re) x)))
  (replaceFirst "With the first match replaced." (fn [s re x] (str/replace-first s (re-pattern re) x)))
  (getBytes "The bytes in UTF-8 or another encoding."
    (fn ([s] (signed-bytes (.encode s "utf-8" "replace"))) ([s encoding] (signed-bytes (encoded s encoding)))))
  (toCharArray "An array of its characters." (fn [s] (py/list s)))
  (repeat "n times."
    (fn [s n] (if (neg? n) (throw (IllegalArgumentException. (str "count is negative: " n))) (.__mul__ s n))))
  (lines "Its lines." (fn [s] (seq (.splitlines s))))
  (intern "Itself." identity)
  (chars "The codes of all characters." (fn [s] (map py/ord s)))
  (regionMatches "Is a part of it the same as that of another?"
    (fn ([s i x j n] (= (subs s i (+ i n)) (subs x j (+ j n))))
        ([s ignore i x j n]
         (let [f (if ignore (fn [t] (.lower t)) identity)] (= (f (subs s i (+ i n))) (f (subs x j (+ j n)))))))))
