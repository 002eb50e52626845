;; SPDX-License-Identifier: MIT
(ns cljsh.java.cipher
  "javax.crypto.Cipher and keys: AES by OpenSSL's libcrypto, which Python's
  hashlib stands on."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [enter statics]]
            [cljsh.java.security]
            [clojure.string :as str]
            [ctypes]
            [ctypes.util :as ctypes-util]
            [hashlib]))

(def ^:private signed java/signed-bytes)
(defn- fail [text] (throw (java.security.GeneralSecurityException. text)))

(def ^:private libcrypto
  (delay
    (let [n (or (ctypes-util/find_library "crypto") (fail "there is no libcrypto here"))
          c (ctypes/CDLL n)]
      (doseq [f ["EVP_CIPHER_CTX_new" "EVP_get_cipherbyname"]]
        (set! (.-restype (py/getattr c f)) ctypes/c_void_p))
      c)))

(defn- call
  "Calls a function of libcrypto that returns 1 when it did what it should."
  [f & args]
  (when-not (= 1 (apply (py/getattr @libcrypto f) args))
    (fail (str f " failed"))))

(def ^:private modes {"CBC" "cbc", "ECB" "ecb", "CTR" "ctr", "GCM" "gcm", "CFB" "cfb128", "OFB" "ofb"})

(defn- parsed
  "Takes a transformation apart: AES/CBC/PKCS5Padding, or AES alone."
  [transformation]
  (let [[algorithm mode padding] (str/split transformation #"/")
        mode (str/upper-case (or mode "ECB"))]
    (when-not (and (= "AES" (str/upper-case algorithm)) (contains? modes mode))
      (throw (java.security.NoSuchAlgorithmException. (str "Cannot find any provider supporting " transformation))))
    {:mode mode, :padding (not= "NOPADDING" (str/upper-case (or padding "PKCS5Padding")))}))

(def ^:private tag-size 16)
(def ^:private set-iv-length 9)
(def ^:private get-tag 16)
(def ^:private set-tag 17)

(defn- void-pointer [x] (ctypes/c_void_p x))

(defn- with-context [f]
  (let [context (void-pointer (.EVP_CIPHER_CTX_new @libcrypto))]
    (try (f context)
      (finally (.EVP_CIPHER_CTX_free @libcrypto context)))))

(defn- transform
  "Encrypts or decrypts all of the bytes at once."
  [{:keys [mode padding]} encrypts key iv aad data]
  (let [n      (str "aes-" (* 8 (count key)) "-" (modes mode))
        cipher (.EVP_get_cipherbyname @libcrypto (.encode n))
        gcm    (= mode "GCM")
        body   (if (and gcm (not encrypts)) (.__getitem__ data (py/slice nil (max 0 (- (count data) tag-size)))) data)
        out    (ctypes/create_string_buffer (+ 32 (count body)))
        size   (ctypes/c_int 0)
        tail   (ctypes/c_int 0)]
    (when-not cipher (fail (str "Invalid AES key length: " (count key) " bytes")))
    (with-context
      (fn [context]
        (call "EVP_CipherInit_ex" context (void-pointer cipher) nil nil nil (if encrypts 1 0))
        (when gcm (call "EVP_CIPHER_CTX_ctrl" context set-iv-length (count iv) nil))
        (call "EVP_CipherInit_ex" context nil nil key iv (if encrypts 1 0))
        (when-not gcm (call "EVP_CIPHER_CTX_set_padding" context (if padding 1 0)))
        (when (seq aad) (call "EVP_CipherUpdate" context nil (ctypes/byref size) aad (count aad)))
        (call "EVP_CipherUpdate" context out (ctypes/byref size) body (count body))
        (when (and gcm (not encrypts))
          (call "EVP_CIPHER_CTX_ctrl" context set-tag tag-size (.__getitem__ data (py/slice (- tag-size) nil))))
        (when-not (= 1 (.EVP_CipherFinal_ex @libcrypto context (ctypes/byref out (.-value size)) (ctypes/byref tail)))
          (throw ((if gcm javax.crypto.AEADBadTagException javax.crypto.BadPaddingException)
                  (if gcm "Tag mismatch!" "Given final block not properly padded"))))
        (let [text (.__getitem__ (.-raw out) (py/slice nil (+ (.-value size) (.-value tail))))
              tag  (when (and gcm encrypts)
                     (let [b (ctypes/create_string_buffer tag-size)]
                       (call "EVP_CIPHER_CTX_ctrl" context get-tag tag-size b)
                       (.-raw b)))]
          (if tag (.__add__ text tag) text))))))

(deftype IvParameterSpec [iv] Object (getIV [_] (signed iv)))
(deftype GCMParameterSpec [bits iv] Object (getIV [_] (signed iv)) (getTLen [_] bits))

(deftype Cipher [transformation how ^:mutable encrypts ^:mutable key ^:mutable iv ^:mutable data ^:mutable aad]
  Object
  (init [this mode k] (.init this mode k nil))
  (init [_ mode k parameters]
    (set! encrypts (= mode 1))
    (set! key (py/bytes (.getEncoded k)))
    (set! data (py/bytearray))
    (set! aad (py/bytearray))
    (set! iv (cond
               (py/hasattr parameters "getIV") (py/bytes (.getIV parameters))
               (= "ECB" (:mode how))           nil
               :else (.token_bytes (py/__import__ "secrets") (if (= "GCM" (:mode how)) 12 16))))
    nil)
  (init [this mode k parameters _random] (.init this mode k parameters))
  (getIV [_] (when iv (signed iv)))
  (getBlockSize [_] 16)
  (getAlgorithm [_] transformation)
  (getParameters [_] (IvParameterSpec. iv))
  (updateAAD [_ b] (.extend aad (py/bytes b)) nil)
  (update [_ b] (.extend data (py/bytes b)) (signed (py/bytes)))
  (update [_ b offset n] (.extend data (.__getitem__ (py/bytes b) (py/slice offset (+ offset n)))) (signed (py/bytes)))
  (doFinal [_]
    (let [all (py/bytes data)]
      (set! data (py/bytearray))
      (signed (transform how encrypts key iv (py/bytes aad) all))))
  (doFinal [this b] (.update this b) (.doFinal this))
  (doFinal [this b offset n] (.update this b offset n) (.doFinal this)))

(deftype PBEKeySpec [password salt iterations bits])

(defn- derived-key [algorithm spec]
  (let [[_ digest] (or (re-matches #"(?i)PBKDF2WithHmac(SHA\d+)" algorithm)
                       (throw (java.security.NoSuchAlgorithmException. (str algorithm " SecretKeyFactory not available"))))
        text (str/join (.-password spec))]
    (javax.crypto.spec.SecretKeySpec. (signed (hashlib/pbkdf2_hmac (str/lower-case digest)
                                                                   (.encode text)
                                                                   (py/bytes (.-salt spec))
                                                                   (.-iterations spec)
                                                                   (quot (.-bits spec) 8)))
                                      algorithm)))

(deftype SecretKeyFactory [algorithm]
  Object
  (generateSecret [_ spec] (derived-key algorithm spec))
  (getAlgorithm [_] algorithm))

(deftype KeyGenerator [algorithm ^:mutable bits]
  Object
  (init [_ n] (when (integer? n) (set! bits n)) nil)
  (init [_ n _random] (set! bits n) nil)
  (generateKey [_]
    (javax.crypto.spec.SecretKeySpec. (signed (.token_bytes (py/__import__ "secrets") (quot bits 8))) algorithm)))

(doseq [[full class] {"javax.crypto.Cipher" Cipher
                      "javax.crypto.spec.IvParameterSpec" IvParameterSpec
                      "javax.crypto.KeyGenerator" KeyGenerator
                      "javax.crypto.spec.GCMParameterSpec" GCMParameterSpec
                      "javax.crypto.spec.PBEKeySpec" PBEKeySpec
                      "javax.crypto.SecretKeyFactory" SecretKeyFactory}]
  (cljsh.core/name-class! full class)
  (enter full class))

(statics javax.crypto.Cipher "Ciphers: AES by OpenSSL's libcrypto."
  (getInstance "That of a transformation, as AES/CBC/PKCS5Padding; modes are CBC, ECB, CTR, GCM, CFB, OFB."
    (fn [transformation & _]
      (Cipher. transformation (parsed transformation) true nil nil (py/bytearray) (py/bytearray))))
  (getMaxAllowedKeyLength "There is no limit." (fn [_] 2147483647))
  (ENCRYPT_MODE "A mode." 1)
  (DECRYPT_MODE "A mode." 2)
  (WRAP_MODE "A mode." 3)
  (UNWRAP_MODE "A mode." 4))
(statics javax.crypto.spec.IvParameterSpec "What a cipher begins with."
  (new "Of bytes."
    (fn ([iv] (IvParameterSpec. (py/bytes iv)))
        ([iv offset n] (IvParameterSpec. (.__getitem__ (py/bytes iv) (py/slice offset (+ offset n))))))))
(statics javax.crypto.spec.GCMParameterSpec "What a cipher in GCM begins with."
  (new "Of the tag's bits, which are 128, and bytes." (fn [bits iv] (GCMParameterSpec. bits (py/bytes iv)))))
(statics javax.crypto.spec.PBEKeySpec "What a key is made of."
  (new "Of a password's characters, salt, number of iterations, and bits."
    (fn [password salt iterations bits] (PBEKeySpec. password salt iterations bits))))
(statics javax.crypto.SecretKeyFactory "Keys of passwords."
  (getInstance "That of a name, as PBKDF2WithHmacSHA256." (fn [algorithm & _] (SecretKeyFactory. algorithm))))
(statics javax.crypto.KeyGenerator "Random keys."
  (getInstance "That of a name, as AES."
    (fn [algorithm & _] (KeyGenerator. algorithm (if (re-find #"(?i)^hmac" algorithm) 256 128)))))
