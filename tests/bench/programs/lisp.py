# SPDX-License-Identifier: MIT
import operator
import re
import sys


class Symbol(str):
    pass


def tokens(text):
    return re.findall(r"[()]|[^\s()]+", text)


def read_form(tokens):
    token = tokens.pop()
    if token == "(":
        forms = []
        while tokens[-1] != ")":
            forms.append(read_form(tokens))
        tokens.pop()
        return forms
    try:
        return int(token)
    except ValueError:
        return Symbol(token)


global_names = {"+": operator.add, "-": operator.sub, "*": operator.mul, "<": operator.lt, "=": operator.eq}


def evaluate(form, env):
    if isinstance(form, Symbol):
        return env[form] if form in env else global_names.get(form)
    if isinstance(form, list):
        match form[0]:
            case "if":
                _, test, then, other = form
                return evaluate(then if evaluate(test, env) else other, env)
            case "define":
                _, name, value = form
                global_names[name] = evaluate(value, env)
                return None
            case "lambda":
                _, params, body = form
                return lambda *args: evaluate(body, {**env, **dict(zip(params, args))})
            case _:
                f, *args = [evaluate(x, env) for x in form]
                return f(*args)
    return form


rest = tokens(f"(define fib (lambda (n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))) (fib {sys.argv[1]})")[::-1]
while rest:
    result = evaluate(read_form(rest), {})
print(result)
