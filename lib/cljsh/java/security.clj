;; SPDX-License-Identifier: MIT
(ns cljsh.java.security
  "java.security and javax.crypto: digests, keyed digests, random bytes."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter statics]]
            [clojure.string :as str]
            [hashlib]))

(defn- hash-name [algorithm]
  (let [n (str/lower-case (str/replace algorithm #"[-/]" ""))]
    (if (contains? #{"md5" "sha1" "sha224" "sha256" "sha384" "sha512"} n)
      n
      (or (get {"sha" "sha1" "sha3256" "sha3_256" "sha3512" "sha3_512"} n)
          (throw (java.security.NoSuchAlgorithmException. (str algorithm " MessageDigest not available")))))))

(defn- as-bytes [x]
  (cond (integer? x)                       (py/bytes [(bit-and x 255)])
        (py/hasattr x "remaining")         (let [taken (byte-array (.remaining x))] (.get x taken) (py/bytes taken)) ; a ByteBuffer
        :else                              (py/bytes x)))
(defn- part [b offset n] (.__getitem__ (py/bytes b) (py/slice offset (+ offset n))))
(def ^:private signed java/signed-bytes)

(deftype MessageDigest [algorithm ^:mutable inner]
  Object
  (update [_ x] (.update inner (as-bytes x)) nil)
  (update [_ x offset n] (.update inner (part x offset n)) nil)
  (digest [this] (let [d (.digest inner)] (.reset this) (signed d)))
  (digest [this x] (.update this x) (.digest this))
  (reset [_] (set! inner (hashlib/new (hash-name algorithm))) nil)
  (getAlgorithm [_] algorithm)
  (getDigestLength [_] (.-digest_size inner)))
(enter "java.security.MessageDigest" MessageDigest)
(java/note 'java.security.MessageDigest "" "Digests: Python's hashlib.")
(statics java.security.MessageDigest "Digests: Python's hashlib."
  (getInstance "That of a name, as SHA-256."
    (fn [algorithm & _] (MessageDigest. algorithm (hashlib/new (hash-name algorithm)))))
  (isEqual "Are they the same? Takes as long either way."
    (fn [a b] (.compare_digest (py/__import__ "hmac") (py/bytes a) (py/bytes b)))))

(deftype SecretKeySpec [key algorithm]
  Object
  (getEncoded [_] key) (getAlgorithm [_] algorithm))
(enter "javax.crypto.spec.SecretKeySpec" SecretKeySpec)
(statics javax.crypto.spec.SecretKeySpec "A key." (new "Of bytes." (fn [key algorithm] (SecretKeySpec. key algorithm))))

(deftype Mac [algorithm ^:mutable key ^:mutable inner]
  Object
  (init [this k] (set! key (py/bytes (.getEncoded k))) (.reset this))
  (reset [_]
    (set! inner (.new (py/__import__ "hmac") key nil (hash-name (str/replace (str/lower-case algorithm) "hmac" ""))))
    nil)
  (update [_ x] (.update inner (as-bytes x)) nil)
  (doFinal [this] (let [d (.digest inner)] (.reset this) (signed d)))
  (doFinal [this x] (.update this x) (.doFinal this)))
(enter "javax.crypto.Mac" Mac)
(statics javax.crypto.Mac "Digests with a key."
  (getInstance "That of a name, as HmacSHA256." (fn [algorithm] (Mac. algorithm nil nil))))

(deftype SecureRandom []
  Object
  (nextBytes [_ a] (.__setitem__ a (py/slice nil nil) (.token_bytes (py/__import__ "secrets") (count a))) nil)
  (nextInt [_] (- (.randbits (py/__import__ "secrets") 32) 2147483648))
  (nextInt [_ n] (.randbelow (py/__import__ "secrets") n))
  (nextLong [_] (- (.randbits (py/__import__ "secrets") 64) 9223372036854775808))
  (nextDouble [_] (/ (.randbits (py/__import__ "secrets") 53) 9007199254740992.0))
  (nextBoolean [_] (= 1 (.randbits (py/__import__ "secrets") 1)))
  (generateSeed [_ n] (py/bytearray (.token_bytes (py/__import__ "secrets") n)))
  (setSeed [_ _] nil))
(enter "java.security.SecureRandom" SecureRandom)
(statics java.security.SecureRandom "Random numbers that nobody can guess."
  (new "The system's." (fn [& _] (SecureRandom.)))
  (getInstance "The system's." (fn [& _] (SecureRandom.)))
  (getInstanceStrong "The system's." (fn [] (SecureRandom.))))

(deftype Provider [label algorithms]
  Object
  (getName [_] label) (toString [_] label) (getInfo [_] "Python's hashlib and hmac")
  (keys [_] (py/iter algorithms)) (keySet [_] (set algorithms)))
(enter "java.security.Provider" Provider)
(java/note 'java.security.Provider "" "What implements algorithms.")
(def ^:private digests ["MD5" "SHA-1" "SHA-224" "SHA-256" "SHA-384" "SHA-512"])
(statics java.security.Security "What algorithms there are."
  (getProviders "Those that implement them."
    (fn [& _]
      (py/list [(Provider. "cljsh"
                  (vec (concat (map (fn [d] (str "MessageDigest." d)) digests)
                               (map (fn [d] (str "Mac.Hmac" (.replace d "-" ""))) digests))))])))
  (getAlgorithms "The names of a kind."
    (fn [kind]
      (set (if (= "mac" (str/lower-case kind)) (map (fn [d] (str "HMAC" (.replace d "-" ""))) digests) digests)))))
