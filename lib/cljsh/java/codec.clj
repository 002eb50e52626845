;; SPDX-License-Identifier: MIT
(ns cljsh.java.codec
  "Apache's commons-codec, which many libraries lean on: Base64, hexadecimal digits, digests."
  {:added "1.12"}
  (:require [cljsh.java :as java :refer [signed-bytes statics]]
            [base64]
            [binascii]
            [hashlib]))

(defn- as-bytes [x] (if (string? x) (.encode x "utf-8") (py/bytes x)))

(defn- to-base64 [x] (base64/b64encode (as-bytes x)))

(defn- url-safe [x] (.rstrip (base64/urlsafe_b64encode (as-bytes x)) (.encode "=")))

(defn- from-base64
  "What either alphabet says; what is none of its letters is passed over, as commons-codec does."
  [x]
  (let [b (.translate (as-bytes x) (.maketrans py/bytes (.encode "-_") (.encode "+/")))]
    (signed-bytes (base64/b64decode (.__add__ (.rstrip b (.encode "=\r\n ")) (.encode "==="))))))

(deftype Base64 []
  Object
  (encode [_ x] (signed-bytes (to-base64 x)))
  (decode [_ x] (from-base64 x)))

(java/enter "org.apache.commons.codec.binary.Base64" Base64)
(statics org.apache.commons.codec.binary.Base64 "Bytes as text."
  (new "One." (fn [& _] (Base64.)))
  (encodeBase64 "The letters as bytes." (fn [x & _] (signed-bytes (to-base64 x))))
  (encodeBase64String "The letters." (fn [x] (.decode (to-base64 x) "ascii")))
  (encodeBase64URLSafe "Letters for URLs, as bytes." (fn [x] (signed-bytes (url-safe x))))
  (encodeBase64URLSafeString "Letters for URLs." (fn [x] (.decode (url-safe x) "ascii")))
  (decodeBase64 "The bytes that letters stand for." from-base64)
  (isBase64 "Are these such letters?"
    (fn [x] (boolean (re-matches #"[A-Za-z0-9+/=_\-\s]*" (if (string? x) x (.decode (py/bytes x) "latin-1")))))))

(deftype Hex [])
(java/enter "org.apache.commons.codec.binary.Hex" Hex)
(defn- digits [x] (.decode (binascii/hexlify (as-bytes x)) "ascii"))
(statics org.apache.commons.codec.binary.Hex "Bytes as hexadecimal digits."
  (encodeHex "The digits, an array of characters."
    (fn [x & [lower]] (py/list (if (false? lower) (.upper (digits x)) (digits x)))))
  (encodeHexString "The digits." (fn [x & [lower]] (if (false? lower) (.upper (digits x)) (digits x))))
  (decodeHex "The bytes." (fn [x] (signed-bytes (binascii/unhexlify (if (string? x) x (apply str x)))))))

(deftype DigestUtils [])
(java/enter "org.apache.commons.codec.digest.DigestUtils" DigestUtils)
(defn- hashed [n x] (hashlib/new n (as-bytes x)))
(defn- digest [n] (fn [x] (signed-bytes (.digest (hashed n x)))))
(defn- hex-digest [n] (fn [x] (.hexdigest (hashed n x))))
(statics org.apache.commons.codec.digest.DigestUtils "Digests."
  (md5 "MD5, bytes." (digest "md5")) (md5Hex "MD5, digits." (hex-digest "md5"))
  (sha1 "SHA-1, bytes." (digest "sha1")) (sha1Hex "SHA-1, digits." (hex-digest "sha1"))
  (sha256 "SHA-256, bytes." (digest "sha256")) (sha256Hex "SHA-256, digits." (hex-digest "sha256"))
  (sha512 "SHA-512, bytes." (digest "sha512")) (sha512Hex "SHA-512, digits." (hex-digest "sha512")))
