# SPDX-License-Identifier: MIT
"""Random programs: one closed Clojure expression each, well-formed, ending by
itself, and mostly well-typed, in the language that cljsh and Clojure share.

    python3 programs.py SEED COUNT [SIZE]      one program a line

The same seed gives the same programs.  What a program does besides its value
it tells by (tick x), which notes x and gives it back (see driver.clj), so the
order of evaluation counts too.  Maps and sets are never walked in their own
order.
"""
import sys
from random import Random

KEYS = [":a", ":b", ":c", ":d"]
CLASSES = ["Exception", "Throwable", "clojure.lang.ExceptionInfo", "ArithmeticException"]


class Programs:
    def __init__(self, seed):
        self.r = Random(seed)
        self.names = 0

    def pick(self, xs):
        return xs[int(self.r.random() * len(xs))]

    def below(self, n):
        return int(self.r.random() * n)

    def chance(self, p):
        return self.r.random() < p

    def name(self):
        # Few names, so that they shadow each other.
        if self.chance(0.3):
            return self.pick(["x", "y", "z", "f", "s"])
        self.names += 1
        return f"v{self.names}"

    # env: name -> type.  loop: what recur takes here, or None where it may not stand:
    # (types of its arguments, name of its counter).

    def local(self, type, env):
        found = [n for n, t in env.items() if t == type]
        return self.pick(found) if found else None

    def program(self, size):
        self.names = 0
        self.left = size
        type = self.pick(["int", "int", "any", "vec", "seq", "map", "double", "bool"])
        n = self.below(4)
        if n == 0:
            return self.expr(type, 0, {}, None)
        types = [self.type() for _ in range(n)]
        names = [f"p{i}" for i in range(n)]
        given = [self.leaf(t, {}) for t in types]
        body = self.body(type, 0, dict(zip(names, types)), None)
        return f"((fn [{' '.join(names)}] {body}) {' '.join(given)})"

    def type(self):
        return self.pick(["int", "int", "int", "vec", "seq", "map", "double", "bool", "fn", "any"])

    def leaf(self, type, env):
        known = self.local(type, env)
        if known and self.chance(0.8):
            return known
        if type == "int":
            return str(self.pick([0, 1, 2, 3, -1, 7, 10, 100, -5, 40000, self.below(50)]))
        if type == "double":
            return self.pick(["0.0", "1.0", "1.5", "-2.25", "0.5", "10.0", "-0.0", "3.0"])
        if type == "bool":
            return self.pick(["true", "false"])
        if type == "vec":
            return self.pick(["[]", "[1 2 3]", "[5]", "[4 0 -1 9]"])
        if type == "seq":
            return self.pick(["nil", "()", "(list 1 2)", "(range 4)", "'(3 1 2)", "(seq [7 8])"])
        if type == "map":
            return self.pick(["{}", "{:a 1}", "{:a 1, :b 2}", "{:c [1], :d nil}"])
        if type == "fn":
            return self.pick(["inc", "dec", "identity", "-", "(fn [x] (+ x 2))", "#(* 2 %)"])
        return self.pick(["nil", ":k", "\"s\"", "1", "[1]", "{:a 2}", "true"] + [n for n in env])

    def expr(self, type, depth, env, loop):
        self.left -= 1
        if self.left < 0 or depth > 9 or self.chance(0.05 * depth):
            if loop and self.chance(0.3):
                return self.recur(depth, env, loop)
            return self.leaf(type, env)
        if type == "any":
            if self.chance(0.3):
                return self.any(depth, env, loop)
            return self.expr(self.type(), depth, env, loop) if self.chance(0.9) else self.leaf(type, env)
        if loop and self.chance(0.25):
            return self.recur(depth, env, loop)
        if self.chance(0.55):
            return self.control(type, depth, env, loop)
        return getattr(self, type)(depth, env)

    def sub(self, type, depth, env):
        return self.expr(type, depth + 1, env, None)

    # A body: effects before the value.
    def body(self, type, depth, env, loop):
        parts = []
        while self.chance(0.2):
            parts.append(self.sub(self.pick(["any", "int"]), depth, env))
        parts.append(self.expr(type, depth + 1, env, loop))
        return " ".join(parts)

    def recur(self, depth, env, loop):
        types, counter = loop
        args = [self.leaf(t, env) if self.chance(0.4) else self.sub(t, depth + 1, env) for t in types]
        if env.get(counter) != "counter":  # shadowed
            return self.leaf("int", env)
        step = f"(recur (dec {counter}) {' '.join(args)})".replace(" )", ")")
        return f"(if (pos? {counter}) {step} {self.leaf('any', env)})"

    # --- what any type can be made by ---

    def control(self, type, depth, env, loop):
        e = lambda t=type, env=env, loop=loop: self.expr(t, depth + 1, env, loop)
        s = lambda t, env=env: self.sub(t, depth, env)
        which = self.below(30)
        if which < 4:
            return f"(if {self.test(depth, env)} {e()} {e()})"
        if which < 8:
            return self.let(type, depth, env, loop)
        if which < 11:
            return self.loop(type, depth, env)
        if which < 14:
            return self.try_(type, depth, env)
        if which == 14:
            return f"(do {self.body(type, depth, env, loop)})"
        if which == 15:
            return self.case(type, depth, env, loop)
        if which == 16:
            clauses = " ".join(f"{self.test(depth, env)} {e()}" for _ in range(1 + self.below(3)))
            return f"(cond {clauses} :else {e()})"
        if which == 17:
            n = 1 + self.below(3)
            types = [self.type() for _ in range(n)]
            names = [self.name() for _ in range(n)]
            inner = self.closed(env)
            inner.update(zip(names, types))
            if len(set(names)) < n:
                return e()
            return f"((fn [{' '.join(names)}] {self.body(type, depth, inner, None)}) {' '.join(s(t) for t in types)})"
        if which == 18:
            return self.letfn(type, depth, env, loop)
        if which == 19:
            return self.recursive(type, depth, env)
        if which == 20:
            return self.variadic(type, depth, env)
        if which == 21:
            return f"(binding [*d* {s('any')}] {self.body(type, depth, env, None)})"
        if which == 22 and self.chance(0.4):
            return self.throw(depth, env)
        if which == 23:
            x = self.name()
            return f"(let [{x} (atom {s(type)})] (swap! {x} (fn [y] {self.sub(type, depth, {**self.closed(env), 'y': type})})) (deref {x}))"
        if which == 24:
            return f"(if-let [{(x := self.name())} {s('seq')}] {e(env={**env, x: 'seq'})} {e()})"
        if which == 25:
            a, b = self.name(), self.name()
            if a == b:
                return e()
            shape = self.pick([f"[{a} & {b}]", f"[{a} :as {b}]"])
            inner = {**env, a: "any", b: "seq" if "&" in shape else "vec"}
            return f"(let [{shape} {s('vec')}] {e(env=inner)})"
        if which == 26:
            return self.counting(type, depth, env)
        if which == 27:
            return self.chunks(type, depth, env)
        return f"(do {self.statement(depth, env)} {e()})"

    # A loop that counts up or down, over the border of small integers too, or with doubles; either branch may go on.
    def counting(self, type, depth, env):
        i, acc = self.name(), self.name()
        if i == acc:
            return self.leaf(type, env)
        down = self.chance(0.3)
        first = self.pick([0, 0, -3, -2305843009213693950 if down else 2305843009213693949])
        sign = -1 if down else 1
        limit = self.pick([str(first + 4 * sign), str(first + sign), f"(+ {first} {self.below(6) * sign})",
                           f"{first}.0" if abs(first) < 9 else str(first + 3 * sign)])
        inner = {**self.closed(env), i: "int" if abs(first) < 9 else "large", acc: type}
        less, most, more, least = ("<", "<=", ">", ">=") if not down else (">", ">=", "<", "<=")
        step = self.pick([f"({'dec' if down else 'inc'} {i})"] * 2 + [f"(+ {i} {2 * sign})", f"(+ {sign} {i})", f"(- {i} {-sign})"])
        goes_on, test = self.pick([
            (True, f"({less} {i} {limit})"), (True, f"({less} {i} {limit})"), (True, f"({most} {i} {limit})"), (True, f"({more} {limit} {i})"),
            (False, f"({least} {i} {limit})"), (False, f"({more} {i} {limit})"), (False, f"({most} {limit} {i})"),
        ])
        if str(2 * sign) not in step and "." not in limit and self.chance(0.2):
            equal = self.pick(["=", "=="])
            goes_on, test = self.pick([(False, f"({equal} {i} {limit})"), (True, f"(not= {i} {limit})")])
        args = [f"{i} {first}", f"{acc} {self.sub(type, depth, env)}"]
        recur = [step, self.sub(type, depth, inner)]
        if self.chance(0.3):  # the other way round
            args.reverse(), recur.reverse()
        end = self.pick([acc, acc, f"(do (tick {i}) {acc})"])
        again = f"(recur {' '.join(recur)})"
        if self.chance(0.2):
            again = f"(do {self.statement(depth, inner)} {again})"
        branches = f"{again} {end}" if goes_on else f"{end} {again}"
        return f"(loop [{' '.join(args)}] (if {test} {branches}))"

    # More elements than a chunk has.
    def chunks(self, type, depth, env):
        x = self.name()
        inner = {**self.closed(env), x: "int"}
        f = self.pick([f"(fn [{x}] {self.sub('int', depth + 2, inner)})", "inc", "identity", "-", "(partial + 1)", f"(fn [{x}] [{x}])"])
        p = self.pick([f"(fn [{x}] {self.sub('bool', depth + 2, inner)})", "odd?", "some?", "(fn [y] (< y 33))"])
        from_ = self.pick(["(range 40)", "(vec (range 35))", "(map inc (range 66))", "(range)", "(concat (range 3) (range 33))"])
        some = f"(take {self.pick([3, 34, 40])} {from_})"
        seq = self.pick([f"(map {f} {some})", f"(filter {p} {some})", f"(map {f} (filter {p} {some}))", f"(keep {f} {some})",
                         f"(remove {p} {some})", f"(into [] (comp (map {f}) (take 35)) {some})", f"(sequence (filter {p}) {some})",
                         f"(map-indexed (fn [i y] (+ i y)) {some})", f"(eduction (filter {p}) (map {f}) {some})"])
        acc = self.name()
        if acc == x:
            return self.leaf(type, env)
        body = {**self.closed(env), acc: type, x: "any"}
        whole = self.pick(["(fn [a b] (if (int? b) (+ a b) a)) 0", "(fn [a b] b) 0", "(fn [a b] (if (int? b) (if (< b 9) (+ a b) (reduced a)) a)) 1"])
        if self.chance(0.5):
            return f"(do (tick (reduce {whole} {seq})) {self.sub(type, depth, env)})"
        return f"(reduce (fn [{acc} {x}] {self.sub(type, depth + 2, body)}) {self.sub(type, depth, env)} (take 5 {seq}))"

    # What a function body sees: no counter of a loop outside of it.
    def closed(self, env):
        return {n: "int" if t == "counter" else t for n, t in env.items()}

    def statement(self, depth, env):
        s = lambda t: self.sub(t, depth, env)
        return self.pick([
            lambda: f"(when {self.test(depth, env)} {s('any')})",
            lambda: f"(tick {s('int')})",
            lambda: f"(dotimes [{(x := self.name())} 3] {self.sub('any', depth, {**self.closed(env), x: 'int'})})",
            lambda: f"(doseq [{(x := self.name())} (take 3 {s('seq')})] (tick {self.sub('any', depth, {**self.closed(env), x: 'any'})}))",
            lambda: f"(when-not {self.test(depth, env)} (tick {s('int')}) {s('any')})",
        ])()

    def let(self, type, depth, env, loop):
        env = dict(env)
        bindings = []
        for _ in range(1 + self.below(3)):
            t, x = self.type(), self.name()
            bindings.append(f"{x} {self.sub(t, depth, env)}")
            env[x] = t
        return f"(let [{' '.join(bindings)}] {self.body(type, depth, env, loop)})"

    def loop(self, type, depth, env):
        env = dict(env)
        self.names += 1
        counter = f"n{self.names}"
        bindings = [f"{counter} {self.below(5)}"]
        env[counter] = "counter"
        types = []
        for _ in range(self.below(4)):
            t, x = self.type(), self.name()
            bindings.append(f"{x} {self.sub(t, depth, env)}")
            env[x] = t
            types.append(t)
        rounds = (types, counter)
        if self.chance(0.5):
            go = self.recur(depth, env, rounds)
            if self.chance(0.5):
                go = f"(let [{(x := self.name())} {self.sub(t := self.type(), depth, env)}] {self.expr(type, depth + 1, {**env, x: t}, rounds)})"
            body = f"(if {self.test(depth, env)} {go} {self.expr(type, depth + 1, env, None)})"
        else:
            body = self.body(type, depth, env, rounds)
        return f"(loop [{' '.join(bindings)}] {body})"

    def throw(self, depth, env):
        if self.chance(0.15):
            return f"(quot (int-of {self.sub('int', depth, env)}) 0)"
        return f"(throw (ex-info \"{self.pick('uvw')}\" {{:x {self.sub('any', depth, env)}}}))"

    def try_(self, type, depth, env):
        body = self.body(type, depth, env, None)
        if self.chance(0.6):
            thrown = self.throw(depth, env)
            body = self.pick([f"(if {self.test(depth, env)} {thrown} {self.sub(type, depth, env)})",
                              f"{self.sub('any', depth, env)} (when {self.test(depth, env)} {thrown}) {body}",
                              f"(let [x {self.sub('any', depth, env)}] {thrown})"])
        clauses = []
        for _ in range(self.pick([0, 1, 1, 1, 2])):
            e = self.name()
            inner = {**env, e: "exception"}
            handler = self.sub(type, depth, inner)
            if self.chance(0.3):
                handler = f"(do (tick (:x (ex-data {e}))) {handler})"
            if self.chance(0.15):
                handler = f"(throw {e})"
            clauses.append(f"(catch {self.pick(CLASSES)} {e} {handler})")
        if not clauses or self.chance(0.4):
            clauses.append(f"(finally {self.statement(depth, env)})")
        return f"(try {body} {' '.join(clauses)})"

    def case(self, type, depth, env, loop):
        test = self.pick(["int", "int", "any", "bool"])
        pool = ["0", "1", "2", "3", "-1", "(7 8 9)", ":k", "\"s\"", "nil", "true", "[1]", "(:a :b)", "1.5"]
        constants, seen = [], 1 + self.below(4)
        for _ in range(seen):
            c = self.pick(pool)
            if c not in constants:
                constants.append(c)
        clauses = " ".join(f"{c} {self.expr(type, depth + 1, env, loop)}" for c in constants)
        return f"(case {self.sub(test, depth, env)} {clauses} {self.expr(type, depth + 1, env, loop)})"

    def letfn(self, type, depth, env, loop):
        f, g = self.name(), self.name()
        if f == g:
            return self.leaf(type, env)
        inner = {**self.closed(env), f: "fn", g: "fn"}
        # Each calls the other with a smaller number, below 10.
        fs = [f"({a} [x] (if (and (< 0 x) (< x 10)) ({b} (dec x)) {self.sub('int', depth, {**{n: t for n, t in inner.items() if t != 'fn'}, 'x': 'int'})}))"
              for a, b in ((f, g), (g, f))]
        return f"(letfn [{' '.join(fs)}] {self.body(type, depth, {**env, f: 'fn', g: 'fn'}, loop)})"

    def recursive(self, type, depth, env):
        me = self.name()
        inner = {**{n: t for n, t in self.closed(env).items()}, "acc": type, "n": "counter"}
        inner.pop(me, None)
        last = self.body(type, depth, inner, None)
        call = self.pick([f"({me} (dec n) {self.sub(type, depth, inner)})", f"(recur (dec n) {self.sub(type, depth, inner)})",
                          f"(let [acc ({me} (dec n) {self.sub(type, depth, inner)})] {self.sub(type, depth, inner)})"])
        return f"((fn {me} [n acc] (if (pos? n) {call} (do {last}))) {self.below(4)} {self.sub(type, depth, env)})"

    def variadic(self, type, depth, env):
        inner = {**self.closed(env), "a": "int", "more": "seq"}
        one = {**self.closed(env), "a": "int"}
        f = f"(fn ([a] {self.sub(type, depth, one)}) ([a & more] {self.sub(type, depth, inner)}))"
        args = " ".join(self.sub("int", depth, env) for _ in range(1 + self.below(4)))
        if self.chance(0.5):
            return f"(apply {f} {args} (take 3 {self.sub('seq', depth, env)}))"
        return f"({f} {args})"

    def test(self, depth, env):
        return self.sub(self.pick(["bool", "bool", "bool", "any", "seq"]), depth, env)

    # --- by type ---

    def int(self, depth, env):
        s = lambda t: self.sub(t, depth, env)
        return self.pick([
            lambda: f"(+ {s('int')} {s('int')})",
            lambda: f"(- {s('int')} {s('int')})",
            lambda: f"(+ {s('int')} {self.below(5)})",
            lambda: f"(inc {s('int')})",
            lambda: f"(dec {s('int')})",
            lambda: f"(rem (* {s('int')} {s('int')}) 97)",
            lambda: f"(quot {s('int')} {1 + self.below(5)})",
            # Without effects in the third: where the second is no number, as on the JVM, an inlined + does not come to it, and a called one does.
            lambda: f"(+ {s('int')} {s('int')} {self.leaf('int', env)})",
            lambda: f"(bit-and {s('int')} {s('int')})",
            lambda: f"(max {s('int')} {s('int')})",
            lambda: f"(min {s('int')} {s('int')} {self.below(5)})",
            lambda: f"(abs {s('int')})",
            lambda: f"(int-of (peek {s('vec')}))",
            lambda: f"(count {s(self.pick(['vec', 'map', 'seq']))})",
            lambda: f"(tick {s('int')})",
            lambda: f"(tick {s('int')})",
            lambda: f"(int-of ({s('fn')} {s('int')}))",
            lambda: f"(int-of ({self.local('fn', env) or 'inc'} {s('int')}))",
            lambda: f"(int-of (nth {s('vec')} {self.below(3)} {s('int')}))",
            lambda: f"(int-of (get {s('map')} {self.pick(KEYS)} {s('int')}))",
            lambda: f"(int-of ({self.pick(KEYS)} {s('map')}))",
            lambda: f"(int-of (first {s('seq')}))",
            lambda: f"(int-of (reduce (fn [a b] {self.sub('int', depth, {**self.closed(env), 'a': 'int', 'b': 'any'})}) {s('int')} (take 3 {s('seq')})))",
            lambda: f"(int-of (apply + (filter int? (take 3 {s('seq')}))))",
            lambda: f"(int-of (get-in {s('map')} [{self.pick([':z', self.pick(KEYS)])} {self.pick(KEYS)}]))",
            lambda: f"(let [[p q] [{s('any')} {s('int')}]] {self.sub('int', depth, {**self.closed(env), 'p': 'any', 'q': 'int'})})",
            lambda: self.pair_loop(depth, env),
            lambda: f"(or {s('int')} {s('int')})",
            lambda: f"(int-of (and {s('any')} {s('int')}))",
        ])()

    def counter(self, depth, env):
        return self.int(depth, env)

    def exception(self, depth, env):
        return "(ex-info \"e\" {})"

    def double(self, depth, env):
        s = lambda t: self.sub(t, depth, env)
        return self.pick([
            lambda: f"(+ {s('double')} {s('double')})",
            lambda: f"(- {s('double')} {s('double')})",
            lambda: f"(* {s('double')} {s(self.pick(['double', 'int']))})",
            lambda: f"(+ {s('double')} {s('int')})",
            lambda: f"(/ {s('double')} 2.0)",
            lambda: f"(inc {s('double')})",
            lambda: f"(double {s('int')})",
            lambda: f"({self.pick(['min', 'max'])} {s('double')} {s('double')})",
            lambda: f"(tick {s('double')})",
        ])()

    def bool(self, depth, env):
        s = lambda t: self.sub(t, depth, env)
        n = self.pick(["int", "int", "double"])
        return self.pick([
            lambda: f"(< {s(n)} {s('int')})",
            lambda: f"(> {s(n)} {s('int')})",
            lambda: f"(<= {s('int')} {s(n)})",
            lambda: f"(>= {s(n)} {self.below(5)})",
            lambda: f"(< {s(n)} {self.below(5)})",
            lambda: f"(== {s(n)} {s('int')})",
            lambda: f"(= {s((t := self.pick(['vec', 'seq', 'map', 'double', 'bool']), t)[1])} {s('vec' if t == 'seq' else t)})",
            lambda: f"(= {s(n)} {self.below(5)})",
            lambda: f"(not= {s('int')} {s('int')})",
            lambda: f"(not {s('any')})",
            lambda: f"(nil? {s('any')})",
            lambda: f"(some? {s('any')})",
            lambda: f"(zero? {s(n)})",
            lambda: f"(and {s('bool')} {s('bool')})",
            lambda: f"(or {s('bool')} {s('bool')})",
            lambda: f"(and {s('any')} {s('any')})",
            lambda: f"(or {s('bool')} {s('any')})",
            lambda: f"(empty? {s('seq')})",
            lambda: f"(seq {s('vec')})",
            lambda: f"(contains? {s('map')} {self.pick(KEYS)})",
            lambda: f"(identical? {self.pick(KEYS)} {self.pick(KEYS)})",
            lambda: f"({self.pick(['odd?', 'even?'])} {s('int')})",
            lambda: f"({self.pick(['number?', 'integer?', 'string?', 'keyword?', 'vector?', 'map?', 'coll?', 'true?'])} {s('any')})",
        ])()

    def vec(self, depth, env):
        s = lambda t: self.sub(t, depth, env)
        return self.pick([
            lambda: f"[{s('any')} {s('any')}]",
            lambda: f"[{s('int')}]",
            lambda: f"(conj {s('vec')} {s('any')})",
            lambda: f"(conj {s('vec')} {s('int')} {s('int')})",
            lambda: f"(assoc (conj {s('vec')} 1) 0 {s('any')})",
            lambda: f"(mapv {self.mapping(depth, env)} {s('vec')})",
            lambda: f"(vec (take 5 {s('seq')}))",
            lambda: f"(into {s('vec')} (take 3 {s('seq')}))",
            lambda: f"(vec (rest {s('vec')}))",
            lambda: f"[*d* {s('int')}]",
            lambda: f"(into {s('vec')} (mapcat (fn [y] {self.sub(self.pick(['vec', 'seq']), depth + 1, {**self.closed(env), 'y': 'any'})})) (take 3 {s('seq')}))",
            lambda: f"(persistent! (reduce conj! (transient {s('vec')}) (take 3 {s('seq')})))",
        ])()

    # A loop whose local is taken apart; its recurs give it vectors, or at times something that is one.
    def pair_loop(self, depth, env):
        inner = {**self.closed(env), "p": "int", "q": "int"}
        i = lambda: self.sub("int", depth + 1, inner)
        again = self.pick([f"[q {i()}]", f"[{i()} p]", f"[{i()} {i()}]", f"(if {self.sub('bool', depth + 1, inner)} [q p] [p {i()}])", f"(vector q {i()})"])
        start = self.pick([f"[{self.sub('int', depth, env)} {self.sub('int', depth, env)}]", "[1 2]"])
        return f"(loop [n 2, [p q{self.pick(['', ' :as pair'])}] {start}] (if (pos? n) (recur (dec n) {again}) {i()}))"

    def mapping(self, depth, env):
        if self.chance(0.5):
            x = self.name()
            return f"(fn [{x}] {self.sub('any', depth, {**self.closed(env), x: 'any'})})"
        return self.pick(["identity", "(fn [x] [x])", "tick", "shown", "#(if (int? %) (inc %) %)"])

    def seq(self, depth, env):
        s = lambda t: self.sub(t, depth, env)
        return self.pick([
            lambda: f"(list {s('any')} {s('int')})",
            lambda: f"(cons {s('any')} {s('seq')})",
            lambda: f"(map {self.mapping(depth, env)} {s('seq')})",
            lambda: f"(filter (fn [x] {self.sub('bool', depth, {**self.closed(env), 'x': 'any'})}) {s('seq')})",
            lambda: f"(rest {s('seq')})",
            lambda: f"(next {s('seq')})",
            lambda: f"(seq {s('vec')})",
            lambda: f"(concat {s('seq')} {s('seq')})",
            lambda: f"(lazy-seq {s('seq')})",
            lambda: f"(lazy-seq (cons {s('any')} {s('seq')}))",
            lambda: f"(take 4 (iterate (fn [x] {self.sub('int', depth, {**self.closed(env), 'x': 'int'})}) {s('int')}))",
            lambda: f"(take 3 (repeatedly (fn [] {self.sub('any', depth, self.closed(env))})))",
            lambda: f"(range {self.below(5)})",
            lambda: f"(reverse {s('seq')})",
            lambda: f"(for [x (take 4 {s('seq')}) :when {self.sub('bool', depth, {**self.closed(env), 'x': 'any'})}] {self.sub('any', depth, {**self.closed(env), 'x': 'any'})})",
            lambda: f"(drop 1 {s('seq')})",
            lambda: f"({self.pick(['take-while', 'partition-by'])} (fn [x] {self.sub('bool', depth, {**self.closed(env), 'x': 'any'})}) (take 5 {s('seq')}))",
            lambda: f"(apply concat (map (fn [x] (list x {self.sub('any', depth, {**self.closed(env), 'x': 'any'})})) (take 3 {s('seq')})))",
            lambda: f"(doall {s('seq')})",
            lambda: f"(conj {s('seq')} {s('int')})",
        ])()

    def map(self, depth, env):
        s = lambda t: self.sub(t, depth, env)
        k = lambda: self.pick(KEYS)
        return self.pick([
            lambda: f"{{{k()} {s('any')}}}",
            lambda: f"{{:a {s('any')}, :b {s('int')}, :c {s('vec')}}}",
            lambda: f"(assoc {s('map')} {k()} {s('any')})",
            lambda: f"(assoc {s('map')} {k()} {s('any')} {k()} {s('int')})",
            lambda: f"(dissoc {s('map')} {k()})",
            lambda: f"(merge {s('map')} {s('map')})",
            lambda: f"(update {s('map')} {k()} (fn [x] {self.sub('any', depth, {**self.closed(env), 'x': 'any'})}))",
            lambda: f"(into {{}} (map (fn [x] [x {self.sub('any', depth, {**self.closed(env), 'x': 'any'})}]) (take 3 {s('seq')})))",
            lambda: f"(update {s('map')} {k()} {self.pick(['vector', 'str', 'tick', '(fn [& xs] (vec xs))'])})",
            lambda: f"(update {s('map')} {k()} {self.pick(['vector', 'list', '(fn [& xs] (vec xs))'])} {s('any')} {s('int')})",
            lambda: f"(assoc-in {s('map')} [:z {k()}] {s('int')})",
            lambda: f"(update-in {s('map')} [:z {k()}] (fn [x] {self.sub('any', depth, {**self.closed(env), 'x': 'any'})}))",
            lambda: f"(update-in {s('map')} [:z {s('int')}] vector {s('any')})",
        ])()

    def fn(self, depth, env):
        x = self.name()
        inner = {**self.closed(env), x: "int"}
        return self.pick([
            lambda: f"(fn [{x}] {self.body('int', depth, inner, None)})",
            lambda: f"(fn [{x}] {self.body('int', depth, inner, None)})",
            lambda: f"(partial + {self.sub('int', depth, env)})",
            lambda: f"(comp {self.sub('fn', depth, env)} {self.sub('fn', depth, env)})",
            lambda: f"(constantly {self.sub('int', depth, env)})",
        ])()

    def any(self, depth, env, loop):
        s = lambda t: self.sub(t, depth, env)
        return self.pick([
            lambda: f"#{{{s('int')} :k}}",
            lambda: f"(str (shown {s(self.pick(['int', 'bool']))}) (shown {s('int')}))",
            lambda: f"(when {self.test(depth, env)} {self.expr('any', depth + 1, env, loop)})",
            lambda: f"(some-> {s('any')} {self.pick(['tick', 'list'])})",
            lambda: f"(peek {s('vec')})",
            lambda: f"(second {s('seq')})",
            lambda: f"(last (take 4 {s('seq')}))",
            lambda: f"(reduce (fn [a b] (if {self.sub('bool', depth, {**self.closed(env), 'a': 'any', 'b': 'any'})} (reduced b) {self.sub('any', depth, {**self.closed(env), 'a': 'any', 'b': 'any'})})) {s('any')} (take 4 {s('seq')}))",
            lambda: f"(+ {s('any')} 1)",
            lambda: f"*d*",
        ])()


def programs(seed, count, size=60):
    p = Programs(seed)
    for _ in range(count):
        yield p.program(5 + p.below(size))


if __name__ == "__main__":
    args = [int(a) for a in sys.argv[1:]]
    for text in programs(*args):
        print(text)
