;; SPDX-License-Identifier: MIT
;; An interpreter of a small Lisp, running fib.
(defn tokens [text]
  (re-seq #"[()]|[^\s()]+" text))

(defn read-form [[token & more]]
  (if (= token "(")
    (loop [forms [], more more]
      (if (= ")" (first more))
        [forms (rest more)]
        (let [[form more] (read-form more)]
          (recur (conj forms form) more))))
    [(or (parse-long token) (symbol token)) more]))

(def globals (atom {'+ + '- - '* * '< < '= =}))

(defn evaluate [form env]
  (cond
    (symbol? form) (if-let [e (find env form)] (val e) (get @globals form))
    (vector? form)
    (case (str (first form))
      "if" (let [[_ test then else] form]
             (evaluate (if (evaluate test env) then else) env))
      "define" (let [[_ name value] form]
                 (swap! globals assoc name (evaluate value env)))
      "lambda" (let [[_ params body] form]
                 (fn [& args] (evaluate body (merge env (zipmap params args)))))
      (let [[f & args] (map #(evaluate % env) form)]
        (apply f args)))
    :else form))

(let [n (first *command-line-args*)
      program (str "(define fib (lambda (n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))) (fib " n ")")]
  (loop [more (tokens program), result nil]
    (if (seq more)
      (let [[form more] (read-form more)]
        (recur more (evaluate form {})))
      (println result))))
