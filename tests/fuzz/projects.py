# SPDX-License-Identifier: MIT
"""Random little projects: four namespaces that make use of one another, and edits of them."""

import copy

NAMES = ["na", "nb", "nc", "nd"]
VARS = ["f0", "f1", "f2", "k0", "k1", "m0", "m1", "p0"]

ITEMS = r"""1 | -7 | 2.5 | 1/3 | "s" | "a\nb" | \x | :k | ::own | :q/k | nil | true | 100000000000000000000N | 1.5M | ##Inf | 'sym | `sym | `f0 |
`(f0 ~1) | [1 [2] #{3}] | {:a 1 "b" [2]} | #{1 :b} | '(1 (2 [3])) | () | #"a+b" | #inst "2020-01-02" | (quote ^:x y) | @#'k0 | (str 'a 1) |
#uuid "00000000-0000-0000-0000-000000000001" | ^:m [1] | ^{:a {:b 2}} {} | (vec (range 3)) | #'f0 | #() | (list `k0 ::k)""".replace("\n", " ").split(" | ")

# What forms may name; the forms after it define most of it again.
PRELUDE = """(declare f0 f1 f2)
(def k0 1) (def k1 [2]) (def ^:dynamic *d* 5)
(defn f0 [x] [x 0]) (defn f1 [x] (str x)) (defn f2 [x & more] (count more))
(defmacro m0 [x] `[~x]) (defmacro m1 [x] (list 'list x))
(defprotocol P (pm [this])) (defrecord R [a b] P (pm [this] a)) (deftype T [a] P (pm [this] [a]))
(extend-protocol P py/int (pm [x] [:int x]) nil (pm [x] nil))
(defmulti mm (fn [x] x)) (defmethod mm :default [x] [:other x])
(defn p0 [x] x) (def st (atom [])) (def root [])"""


class Project:
    """Texts of files, changed by edit(); the same ones for the same random numbers."""

    def __init__(self, random):
        self.random = random
        self.number = 0
        self.forms = {name: [self.form(name) for _ in range(random.randint(0, 2))] for name in NAMES}
        self.heads = {name: self.head(name) for name in NAMES}
        self.ends = {name: random.choice(["clj", "clj", "cljc"]) for name in NAMES}
        self.python = 1
        self.gone = set()
        self.bare = {name for name in NAMES if random.random() < 0.1}

    # --- parts of texts ------------------------------------------------------

    def pick(self, *choices):
        return self.random.choice(choices)

    def before(self, name):
        """A namespace that the one may require."""
        at = NAMES.index(name)
        return self.random.choice(NAMES[:at]) if at else None

    def head(self, name):
        clauses = []
        for other in NAMES[:NAMES.index(name)]:
            if self.random.random() < 0.75:
                clauses.append(self.pick(f"[{other} :as {other}]", f"[{other} :as {other[1]}]", other, f"[{other} :refer :all]",
                                         f"[{other} :as {other} :refer [{self.random.choice(VARS)}]]", f"[{other} :as x]",
                                         f"[{other} :as {other} :rename {{f0 g0}} :refer [f0]]"))
        clauses.append("[pmod :as pm]")
        more = f"(:require {' '.join(clauses)})"
        return f"(ns {self.pick('', '', '^:top ')}{name} {self.pick('', '', '(:refer-clojure :exclude [mapv])')} {more})"

    def number_of(self):
        return self.random.randint(0, 9)

    def ref(self, name):
        """Something to call or to use: of the namespace, or of one before."""
        other = self.before(name)
        var = self.random.choice(VARS)
        return self.pick(var, var, f"{other}/{var}", f"{other[1]}/{var}", f"x/{var}", "g0") if other else var

    def datum(self, name):
        item = self.random.choice(ITEMS)
        other = self.before(name)
        if other and self.random.random() < 0.2:
            item = self.pick(f"::{other}/k", f"::{other[1]}/k", f"`{other[1]}/f0", f"#:{other}{{:a 1}}", f"#::{other}{{:a 1}}", f"#'{other}/f0")
        return item

    def expr(self, name, x="x"):
        ref, n = self.ref(name), self.number_of()
        return self.pick(
            f"[{n} {x}]", f"({ref} {x})", f"({ref} {x})", f"[{ref} {n}]", self.datum(name), f"({ref} ({self.ref(name)} {x}))", f"(inc {n})",
            f"(let [y {x}] (fn [] y))", f"(case {x} 1 :one {n} :n [:else {n}])", f"(loop [i 0 s 0.5] (if (< i {n}) (recur (inc i) (+ s 1.5)) s))",
            f"(for [i (range 3) :when (odd? i)] [i {n}])", f"(vec ((fn [] (yield {n}) (yield {x}))))", f"(await (async (await (async {n}))))",
            f"(try ({ref} {x}) (catch Exception e [:caught (ex-message e)]) (finally {n}))", f"(throw (ex-info \"bad {n}\" {{:a {n}}}))",
            f"(reduce + (map inc [{n} 2 3]))", f"(if (= {x} {n}) (recur {n + 1}) :end)" if x == "x" else f"{n}",
            f"(binding [*d* {n}] *d*)", "(str *ns*)", f"(->> {x} (vector {n}) (map str))", "(pm/number)", f"(let [{{:keys [a] :or {{a {n}}}}} {{}}] a)",
            f"(letfn [(g [a] (h a)) (h [a] [a {n}])] (g 1))", f"(some-> {x} list)", f"#?(:clj {n} :cljsh [{n}] :default nil)")

    def form(self, name):
        v, n, e, d = self.random.choice(VARS), self.number_of(), self.expr(name), self.datum(name)
        f, k, m = self.random.choice(VARS[:3]), self.random.choice(VARS[3:5]), self.random.choice(VARS[5:7])
        other = self.before(name) or name
        self.number += 1
        return self.pick(
            f"(def {k} {d})", f"(def {k} {d})", f"(def {self.pick('^:const', '^:private', '^:dynamic', '^long', '^{:a [1 k0]}')} {k} {n})",
            f"(def {k} {self.expr(name, n)})", f"(def {v} \"doc {n}\" {n})", f"(defonce {k} {n})", f"(declare {v})",
            f"(defn {f} [x] {e})", f"(defn {f} [x] {e})", f"(defn {f} [x] {e})", f"(defn {f} \"Doc.\" {{:added \"{n}\"}} ([] {n}) ([x & more] {e}))",
            f"(defn- {f} [x] {e})", f"(defn ^:async {f} [x] {e})", f"(defn {f} [x] (yield {n}) (yield x))",
            f"(defmacro {m} [x] `[~x {n}])", f"(defmacro {m} [x] (list '{self.random.choice(['vector', 'str', 'list'])} x {n}))",
            f"(defmacro {m} [x] (list 'quote (let [x 1] {e})))", f"(defmacro {m} [x] `(let [y# ~x] [y# {n} `z#]))",
            f"(defmacro {m} [x] (let [y (str {self.ref(name)})] (count y)))", f"(defmacro {m} [x] `({self.ref(name)} ~x))",
            f"(defmacro {m} [x] `(do (def made ~x) made))", f"(defmacro {m} [x] (count (ns-publics '{other})))",
            f"(defmacro {m} [x] (if (resolve '{self.ref(name)}) 1 0))", f"(defmacro {m} [x] [(:line (meta &form)) (count &env)])",
            f"(defrecord R [a b])", f"(defrecord R [a] P (pm [this] {n}))", f"(def {k} (->R {n} 2))", f"(def {k} (R. {n}))",
            f"(defprotocol P \"Doc.\" (pm [this] \"Says {n}.\"))", f"(deftype T [a] P (pm [this] {self.expr(name, 'a')}))",
            f"(extend-protocol P py/int (pm [x] {e}) nil (pm [x] {n}))", f"(def {k} (pm {self.pick('1', 'nil', '(T. 1)', f'(->R {n})')}))",
            f"(defmulti mm (fn [x] {self.pick('x', '(class x)', '1')}))", f"(defmethod mm {n % 3} [x] {e})", f"(def {k} (mm {n % 3}))",
            f"(swap! {other}/st conj {n})", f"(defmacro {m} [x] (list 'quote [(count @{other}/st) @{other}/st]))", f"(defmethod {other}/mm {n % 3} [x] [:more {n}])",
            f"(alter-var-root #'{other}/root conj {n})", f"(defmacro {m} [x] (list 'quote {other}/root))", f"(defmacro {m} [x] (list 'quote ({other}/mm {n % 3})))",
            f"(def {k} [({other}/m0 {n}) ({other}/m1 {n}) (m0 1) (m1 2)])", f"(def {k} [({other}/m0 {n}) ({other}/m1 {n}) (m0 1) (m1 2)])", f"(defn {f} [x] [({other}/m0 x) (m1 x)])",
            f"(println :loading '{name} {n})", f"(println (try {self.expr(name, n)} (catch Exception e (ex-message e))))",
            f"(do (def {k} {n}) (defmacro {m} [x] [x {n}]) (def k1 ({m} {k})))", f"(when {self.pick('true', 'false', 'k0', f'(= {n} 3)')} (def {v} {n}))",
            f"(alter-var-root #'{self.ref(name)} (constantly {self.pick(str(n), '(fn [x] [:root x])')}))", f"(alter-meta! #'{v} assoc :z {n})",
            f"(in-ns '{other}) (clojure.core/defn f0 [x] [x {n}]) (in-ns '{name})", f"(in-ns '{other})", f"(in-ns 'extra) (clojure.core/refer-clojure) (def v {n}) (in-ns '{name})",
            f"(require '[{other} :as x])", f"(require '{other} :reload)" if other != name else "nil", f"(ns-unmap *ns* '{v})" if n < 3 else "nil", f"(refer '{other} :only '[{v}])" if other != name else "nil",
            f"(set! *warn-on-reflection* {self.pick('true', 'false')})", f"(set! *unchecked-math* {self.pick('true', 'false')})", f"(set! *assert* false)",
            f"(defn {f} [x] (assert (= x {n})) x)", f"(defn {f} [x] {{:pre [(not= x {n})]}} {e})", f"(eval '(def {k} {n}))", f"(def {k} (eval '({self.ref(name)} 1)))",
            f"(load-string \"(def {k} {n})\")", f"(def ^:dynamic *d* {n})", "; nothing", f"#_(def {k} {n})", f"\n\n(def {k} [{n}\n {d}])", f"(comment {n})",
            f"(set! *data-readers* (assoc *data-readers* 'my/tag #'{f})) (def {k} #my/tag [{n}])",
            f"(import [collections :refer [Counter]]) (def {k} (count (Counter. [{n}])))", f"(def {k} [{n} (pm/number)])", f"(.append pm/xs {n})",
            f"(defmacro {m} [x] (pm/number))", f"(def {k} ({m} {n}))", f"(def {k} ({self.ref(name)} {n}))", f"(def {k} ({self.ref(name)} {n}))", f"(intern '{other} '{v} {n})",
            f"(def {k} (let [a (atom {n})] (fn [] (swap! a inc))))", f"(def {k} (fn me [x] (if (pos? x) (me (dec x)) me)))", f"(defn {f} [^long x ^double y] (+ x y {n}))",
            f"(defn {f} {{:inline (fn [x] `[:inlined ~x {n}])}} [x] x)", f"(require '{NAMES[-1]})" if self.random.random() < 0.05 else "nil", f"(throw (ex-info \"load {n}\" {{}}))" if self.random.random() < 0.05 else "nil",
            f"(def {k} *file*)", f"(def {k} (with-meta [{n}] {{:v #'{v}}}))", f"(binding [*d* {n}] (def {k} *d*))")

    def prelude(self, name):
        return [] if name in self.bare else PRELUDE.splitlines()

    # --- the whole ------------------------------------------------------------

    def files(self):
        texts = {f"{name}.{self.ends[name]}": "\n".join([self.heads[name], *self.prelude(name), *self.forms[name]]) + "\n" for name in NAMES if name not in self.gone}
        texts["pmod.py"] = f"xs = []\ndef number():\n    return {self.python}\n"
        return texts

    def state(self):
        return copy.deepcopy((self.forms, self.heads, self.ends, self.python, self.gone))

    def restore(self, state):
        self.forms, self.heads, self.ends, self.python, self.gone = copy.deepcopy(state)

    def edit(self):
        """Changes something; what, in a word."""
        name, random = self.random.choice(NAMES), self.random
        forms = self.forms[name]
        at = random.randrange(len(forms)) if forms else 0
        what = random.choices(["insert", "replace", "delete", "swap", "head", "number", "python", "end", "gone", "back", "nothing", "redo"],
                              [10, 8, 2, 2, 3, 5, 1, 0.5, 0.2, 3, 2, 0.2])[0]
        if what == "insert":
            forms.insert(random.randint(0, len(forms)), self.form(name))
        elif what == "replace" and forms:
            forms[at] = self.form(name)
        elif what == "delete" and len(forms) > 1:
            del forms[at]
        elif what == "swap" and forms:
            to = random.randrange(len(forms))
            forms[at], forms[to] = forms[to], forms[at]
        elif what == "head":
            self.heads[name] = self.head(name)
        elif what == "number" and forms:
            digits = [i for i, c in enumerate(forms[at]) if c.isdigit()]
            if digits:
                i = random.choice(digits)
                forms[at] = forms[at][:i] + str(random.randint(0, 9)) + forms[at][i + 1:]
        elif what == "python":
            self.python += 1
        elif what == "end":
            self.ends[name] = "clj" if self.ends[name] == "cljc" else "cljc"
        elif what == "gone":
            self.gone.add(name)
        elif what == "back":
            self.gone.clear()
        elif what == "redo":
            self.forms[name] = [self.form(name) for _ in range(4)]
        return f"{what} {name}"
