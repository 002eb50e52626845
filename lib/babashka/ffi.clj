;; SPDX-License-Identifier: MIT
(ns babashka.ffi
  "Functions of C libraries and their memory, through Python's ctypes. A pointer is an integer, its address.

  Types are :int :uint :long :ulong :int8 … :uint64 :byte :char :size_t :ssize_t :float :double :bool :pointer
  :string and, of results, :void; a struct is [:struct [[name type] …]], whose values are maps, or
  {:struct [type …]}, whose values are vectors. What is said wrongly of a function can end the program."
  {:added "1.12"}
  (:refer-clojure :exclude [read])
  (:require [clojure.string :as str]
            [ctypes]
            [glob]
            [os]
            [os.path :as path]))

;; --- types ------------------------------------------------------------------------

(def ^:private scalars
  {:int     ctypes/c_int32  :int32  ctypes/c_int32  :uint   ctypes/c_uint32 :uint32 ctypes/c_uint32
   :long    ctypes/c_int64  :int64  ctypes/c_int64  :ulong  ctypes/c_uint64 :uint64 ctypes/c_uint64
   :int16   ctypes/c_int16  :short  ctypes/c_int16  :uint16 ctypes/c_uint16 :ushort ctypes/c_uint16
   :int8    ctypes/c_int8   :byte   ctypes/c_int8   :char   ctypes/c_int8   :uint8  ctypes/c_uint8
   :size_t  ctypes/c_size_t :ssize_t ctypes/c_ssize_t
   :float   ctypes/c_float  :double ctypes/c_double :bool   ctypes/c_bool
   :pointer ctypes/c_void_p :string ctypes/c_char_p})

(defn- fields-of
  "The names and types of a struct's fields; nil if it is none. Fields without names are numbered."
  [type]
  (cond
    (and (vector? type) (= :struct (first type))) (second type)
    (and (map? type) (:struct type))              (map-indexed vector (:struct type))))

(declare ctype)

(def ^:private struct-class
  (memoize
    (fn [type]
      (py/type "Struct" (py/tuple [ctypes/Structure])
               (py/dict {"_fields_" (py/list (map (fn [[k t]] (py/tuple [(if (keyword? k) (name k) (str "_" k)) (ctype t)]))
                                                  (fields-of type)))})))))

(defn- ctype
  "The class of ctypes for a type; nil of :void."
  [type]
  (cond
    (= :void type)   nil
    (fields-of type) (struct-class type)
    :else            (or (get scalars type)
                         (throw (IllegalArgumentException. (str "unknown type: " (cljsh.core/show type)))))))

(defn sizeof "Returns how many bytes a type takes." {:added "1.12"} [type] (ctypes/sizeof (ctype type)))
(defn alignof "Returns what the address of a type is a multiple of." {:added "1.12"} [type] (ctypes/alignment (ctype type)))

;; --- values -----------------------------------------------------------------------

(def null "The address that leads nowhere." 0)
(defn null? "Does the address lead nowhere?" {:added "1.12"} [p] (or (nil? p) (= 0 p)))

(defn- to-c
  "A value as ctypes takes it for a type."
  [type x]
  (cond
    (fields-of type)  (let [s ((ctype type))]
                        (doseq [[k t] (fields-of type)]
                          (py/setattr s (if (keyword? k) (name k) (str "_" k)) (to-c t (get x k))))
                        s)
    (= :bool type)    (boolean x)
    (= :pointer type) (if (null? x) nil x)
    (= :string type)  (cond (nil? x) nil (string? x) (.encode x "utf-8") :else (throw (ClassCastException. (str "not a string: " (cljsh.core/show x)))))
    (#{:float :double} type) (double x)
    :else             (int x)))

(defn- of-c
  "What ctypes gives for a type as a value."
  [type x]
  (cond
    (fields-of type)           (let [at (fn [[k t]] (of-c t (py/getattr x (if (keyword? k) (name k) (str "_" k)))))]
                                 (if (map? type)
                                   (mapv at (fields-of type))
                                   (into (array-map) (map (fn [[k _ :as field]] [k (at field)])) (fields-of type))))
    (= :pointer type)          (or x 0)
    (= :string type)           (when x (.decode x "utf-8" "replace"))
    (#{:ulong :uint64} type)   (unchecked-long x)
    :else                      x))

;; --- libraries --------------------------------------------------------------------

(def ^:private loaded (atom []))
(def ^:private itself (delay (ctypes/CDLL nil)))

(defn- folders []
  (concat (remove str/blank? (str/split (get os/environ "LD_LIBRARY_PATH" "") #":"))
          ["/usr/local/lib" "/usr/lib64" "/usr/lib" (str "/usr/lib/" (.-machine (os/uname)) "-linux-gnu")
           "/lib64" "/lib" (str "/lib/" (.-machine (os/uname)) "-linux-gnu")]))

(defn- opened
  "The library of a file's name or path, or nil."
  [candidate]
  (some (fn [p] (try {:path p :library (ctypes/CDLL p ctypes/RTLD_GLOBAL)} (catch OSError _ nil)))
        (cons candidate (when-not (.__contains__ candidate "/")
                          (filter path/exists (map (fn [d] (path/join d candidate)) (folders)))))))

(defn- first-opened [candidates]
  (if-let [library (some opened candidates)]
    (do (swap! loaded conj library) library)
    (throw (ex-info (str "no such library: " (str/join ", " candidates)) {:candidates (vec candidates)}))))

(defn load-library
  "Loads a library: a file's name or path, a vector of which the first is taken that can be loaded, or a map of those by :linux and other systems.
  Returns a map with its :path, which cfn and find-symbol take."
  {:added "1.12"}
  [spec]
  (let [spec (if (map? spec)
               (or (:linux spec) (throw (ex-info "no library is named for :linux" {:spec spec})))
               spec)]
    (first-opened (if (string? spec) [spec] spec))))

(defn load-system-library
  "Loads a library by its short name, \"z\", whichever version there is."
  {:added "1.12"}
  [short-name]
  (let [file (str "lib" short-name ".so")]
    (first-opened (cons file (mapcat (fn [d] (reverse (sort (glob/glob (path/join d (str file ".*")))))) (folders))))))

(defn- found
  "The function of ctypes for a symbol, in one library or in all, or nil."
  [library symbol]
  (let [in (fn [l] (try (py/getattr l symbol) (catch AttributeError _ nil)))]
    (if library
      (in (:library library))
      (or (some (comp in :library) @loaded) (in @itself)))))

(defn find-symbol
  "Returns the address of what a library exports by a name, or nil."
  {:added "1.12"}
  ([symbol] (find-symbol nil symbol))
  ([library symbol] (when-let [f (found library symbol)] (.-value (ctypes/cast f ctypes/c_void_p)))))

;; --- functions --------------------------------------------------------------------

(defn- variadic-value [x]
  (cond
    (string? x)                (ctypes/c_char_p (.encode x "utf-8"))
    (or (float? x) (ratio? x)) (ctypes/c_double (double x))
    (boolean? x)               (ctypes/c_int64 (if x 1 0))
    :else                      (ctypes/c_int64 (or x 0))))

(defn- bound
  "A function of ctypes for a symbol or an address."
  [library symbol arg-types return-type]
  (let [make (.CFUNCTYPE ctypes (ctype return-type))
        f    (if (integer? symbol)
               (make symbol)
               (if-let [f (found library symbol)]
                 (make (.-value (ctypes/cast f ctypes/c_void_p)))
                 (throw (ex-info (str "no such symbol: " symbol) {:symbol symbol}))))]
    (set! (.-argtypes f) (py/list (map ctype arg-types)))
    f))

(defn cfn
  "Returns a function that calls one of C's, of a name, which is looked up at the first call, or of an address.
  :& at the end of arg-types stands for arguments of any number and kind."
  {:added "1.12"}
  ([symbol arg-types return-type] (cfn nil symbol arg-types return-type))
  ([library symbol arg-types return-type]
   (when (= 0 symbol)
     (throw (IllegalArgumentException. "the null address is no function")))
   (let [rest?  (= :& (last arg-types))
         fixed  (if rest? (vec (butlast arg-types)) (vec arg-types))
         n      (count fixed)
         f      (do (run! ctype fixed) (ctype return-type) (delay (bound library symbol fixed return-type)))]
     (fn [& args]
       (when-not (if rest? (<= n (count args)) (= n (count args)))
         (throw (IllegalArgumentException. (str symbol " takes " n " arguments, not " (count args)))))
       (of-c return-type (if rest?
                           (apply @f (concat (map to-c fixed args) (map variadic-value (drop n args))))
                           (apply @f (mapv to-c fixed args))))))))

(defmacro defcfn
  "Defines a function that calls one of C's: (defcfn name doc? attributes? \"symbol\" [types] type), or with a library before the symbol."
  {:added "1.12", :arglists '([name doc? attributes? library? symbol arg-types return-type])}
  [name & args]
  (let [doc  (when (and (string? (first args)) (not (vector? (second args)))) (first args))
        args (if doc (next args) args)
        attributes (when (map? (first args)) (first args))
        args (if attributes (next args) args)]
    `(def ~(vary-meta name merge attributes (when doc {:doc doc})) (cfn ~@args))))

;; --- memory -----------------------------------------------------------------------

(def ^:private calloc (delay (bound nil "calloc" [:size_t :size_t] :pointer)))
(def ^:private release (delay (bound nil "free" [:pointer] :void)))

(defn free "Gives memory back that alloc or string->ptr gave." {:added "1.12"} [p] (@release (to-c :pointer p)) nil)

(deftype ^:private Arena [blocks]
  java.io.Closeable
  (close [_] (run! free (first (reset-vals! blocks []))) nil))

(defn confined-arena "Returns what owns memory until it is closed, as with-open does." {:added "1.12"} [] (Arena. (atom [])))
(defn shared-arena "Returns what owns memory until it is closed." {:added "1.12"} [] (Arena. (atom [])))
(defn auto-arena "Returns what owns memory until the program ends." {:added "1.12"} [] (Arena. (atom [])))
(def ^{:doc "Owns memory until the program ends."} global-arena (Arena. (atom [])))

(defn alloc
  "Returns the address of memory, all of it 0, of a size in bytes or for a type; an arena gives it back, otherwise free."
  {:added "1.12"}
  ([size] (@calloc 1 (max 1 (if (integer? size) size (sizeof size)))))
  ([arena size]
   (let [p (alloc size)]
     (swap! (.-blocks arena) conj p)
     p)))

(defn segment "Returns an address as it is." {:added "1.12"} ([address] address) ([address _size] address))
(defn reinterpret "Returns a pointer as it is: none has a size." {:added "1.12"} ([p _size] p) ([p _size _arena] p))
(defn address "Returns the address of a pointer, itself." {:added "1.12"} [p] p)

(defn- checked [p]
  (when (null? p)
    (throw (NullPointerException. "the null address has no memory")))
  p)

(defn ptr->string
  "Returns the text at an address, up to the NUL; nil of the null address."
  {:added "1.12"}
  [p]
  (when-not (null? p) (.decode (ctypes/string_at p) "utf-8" "replace")))

(defn read
  "Returns the value of a type at an address, or so many bytes behind it."
  {:added "1.12"}
  ([p type] (read p type 0))
  ([p type offset]
   (let [x (.from_address (ctype type) (+ (checked p) offset))]
     (of-c type (if (fields-of type) x (.-value x))))))

(defn write
  "Writes a value of a type at an address, or so many bytes behind it."
  {:added "1.12"}
  ([p type x] (write p type 0 x))
  ([p type offset x]
   (when (= :string type)
     (throw (IllegalArgumentException. "a string is written as its :pointer")))
   (let [place (.from_address (ctype type) (+ (checked p) offset))]
     (if (fields-of type)
       (ctypes/memmove (+ p offset) (ctypes/byref (to-c type x)) (sizeof type))
       (set! (.-value place) (to-c type x)))
     nil)))

(defn string->ptr
  "Returns the address of a copy of the text, which free or an arena gives back."
  {:added "1.12"}
  ([text] (string->ptr nil text))
  ([arena text]
   (let [bytes (.encode text "utf-8"), p (if arena (alloc arena (inc (count bytes))) (alloc (inc (count bytes))))]
     (ctypes/memmove p bytes (count bytes))
     p)))

(defn read-bytes
  "Returns an array of n bytes at an address, or so many behind it."
  {:added "1.12"}
  ([p n] (read-bytes p 0 n))
  ([p offset n] (byte-array (ctypes/string_at (+ (checked p) offset) n))))

(defn write-bytes
  "Writes an array of bytes at an address, or so many behind it."
  {:added "1.12"}
  ([p bytes] (write-bytes p 0 bytes))
  ([p offset bytes] (ctypes/memmove (+ (checked p) offset) (py/bytes bytes) (count bytes)) nil))

;; --- callbacks --------------------------------------------------------------------

(def ^:private callbacks "What C can call, by address, so that it lives." (atom {}))

(defn callback
  "Returns the address of a function that C can call, which calls f. It stays until free-callback."
  {:added "1.12"}
  [f arg-types return-type]
  (let [c ((apply ctypes/CFUNCTYPE (ctype return-type) (map ctype arg-types))
           (fn [& args]
             (let [x (apply f (map of-c arg-types args))]
               (when-not (= :void return-type)
                 (to-c return-type x)))))
        p (.-value (ctypes/cast c ctypes/c_void_p))]
    (swap! callbacks assoc p c)
    p))

(defn free-callback "Gives back what callback gave." {:added "1.12"} [p] (swap! callbacks dissoc p) nil)
