// SPDX-License-Identifier: MIT
#include "walking.h"

#include "data/symbol.h"
#include "state/ref.h"

static Value key(const char *name) { return keyword_parse(name); }

START_TEST(atoms) {
    Value atom = CALL("atom", num(1));
    IS(CALL("deref", keep(ref(atom))), num(1));
    IS(CALL("reset!", keep(ref(atom)), num(2)), num(2));
    IS(CALL("compare-and-set!", keep(ref(atom)), num(1), num(3)), keep(FALSE_REF));
    IS(CALL("compare-and-set!", keep(ref(atom)), num(2), num(3)), keep(TRUE_REF));
    IS(CALL("reset-vals!", keep(ref(atom)), python("'x'")), python("(3, 'x')"));
    IS(CALL("compare-and-set!", keep(ref(atom)), python("''.join(['x'])"), python("10**30")), keep(TRUE_REF));
    IS(CALL("compare-and-set!", keep(ref(atom)), python("10**30 + 0"), python("2.5")), keep(TRUE_REF));
    IS(CALL("compare-and-set!", keep(ref(atom)), python("2.5"), python("(1, 2)")), keep(TRUE_REF));
    IS(CALL("compare-and-set!", keep(ref(atom)), python("tuple([1, 2])"), num(0)), keep(FALSE_REF)); // equal, another one
    RAISES(CALL("deref", num(1)), PyExc_TypeError);
    RAISES(CALL("deref", keep(ref(atom)), num(1), num(2)), PyExc_TypeError);
    RAISES(CALL("reset!", num(1), num(2)), PyExc_TypeError);
    RAISES(CALL("compare-and-set!", nil_value(), num(2), num(2)), PyExc_TypeError);
    drop(atom);
}
END_TEST

START_TEST(options) {
    Value meta = CALL("assoc", nil_value(), num(1), num(2));
    Value atom = CALL("atom", num(1), key("meta"), keep(ref(meta)), key("validator"), python("lambda x: x > 0"));
    IS(CALL("meta", keep(ref(atom))), meta);
    RAISES(CALL("reset!", keep(ref(atom)), num(0)), StateError);
    RAISES(CALL("compare-and-set!", keep(ref(atom)), num(1), num(0)), StateError);
    IS(CALL("deref", keep(ref(atom))), num(1));
    ck_assert(PyCallable_Check(obj(ref(CALL("get-validator", keep(ref(atom)))))));
    RAISES(CALL("set-validator!", keep(ref(atom)), python("lambda x: x > 5")), StateError);
    RAISES(CALL("reset!", keep(ref(atom)), num(0)), StateError);
    IS(CALL("set-validator!", keep(ref(atom)), nil_value()), nil_value());
    IS(CALL("reset!", keep(ref(atom)), num(0)), num(0));
    IS(CALL("get-validator", keep(ref(atom))), nil_value());
    IS(CALL("reset-meta!", keep(ref(atom)), nil_value()), nil_value());
    IS(CALL("meta", keep(ref(atom))), nil_value());
    RAISES(CALL("reset-meta!", keep(ref(atom)), num(1)), PyExc_TypeError);
    RAISES(CALL("reset-meta!", vec_empty(), nil_value()), PyExc_TypeError);
    drop(atom);
    RAISES(CALL("atom", num(0), key("validator"), python("lambda x: x > 0")), StateError);
    RAISES(CALL("atom", num(0), key("meta")), ArgumentError);
}
END_TEST

START_TEST(watches) {
    python_run("seen = []\n");
    Value atom = CALL("atom", num(1));
    IS(CALL("add-watch", keep(ref(atom)), key("a"), python("lambda k, r, o, n: seen.append((o, n))")), keep(ref(atom)));
    drop(CALL("add-watch", keep(ref(atom)), key("b"), python("lambda k, r, o, n: seen.append(n)")));
    drop(CALL("reset!", keep(ref(atom)), num(2)));
    drop(CALL("compare-and-set!", keep(ref(atom)), num(2), num(3)));
    drop(CALL("compare-and-set!", keep(ref(atom)), num(2), num(4)));
    IS(python("seen"), python("[(1, 2), 2, (2, 3), 3]"));
    IS(CALL("remove-watch", keep(ref(atom)), key("a")), keep(ref(atom)));
    drop(CALL("remove-watch", keep(ref(atom)), key("none")));
    drop(CALL("reset-vals!", keep(ref(atom)), num(5)));
    IS(python("seen[4:]"), python("[5]"));
    drop(CALL("add-watch", keep(ref(atom)), key("b"), python("lambda k, r, o, n: 1/0")));
    RAISES(CALL("reset!", keep(ref(atom)), num(6)), PyExc_ZeroDivisionError);
    IS(CALL("deref", keep(ref(atom))), num(6)); // set all the same
    drop(CALL("remove-watch", keep(ref(atom)), key("b")));
    IS(CALL("reset!", keep(ref(atom)), num(7)), num(7));
    RAISES(CALL("add-watch", num(1), key("a"), nil_value()), PyExc_TypeError);
    drop(atom);
}
END_TEST

START_TEST(boxes) {
    Value box = CALL("volatile!", num(1));
    IS(CALL("vreset!", keep(ref(box)), python("2.5")), python("2.5"));
    IS(CALL("deref", keep(ref(box))), python("2.5"));
    IS(CALL("volatile?", keep(ref(box))), keep(TRUE_REF));
    IS(CALL("volatile?", num(1)), keep(FALSE_REF));
    RAISES(CALL("vreset!", num(1), num(1)), PyExc_TypeError);
    drop(box);
    box = CALL("reduced", num(1));
    IS(CALL("reduced?", keep(ref(box))), keep(TRUE_REF));
    IS(CALL("reduced?", num(1)), keep(FALSE_REF));
    IS(CALL("unreduced", keep(ref(box))), num(1));
    IS(CALL("unreduced", num(1)), num(1));
    IS(CALL("deref", keep(ref(box))), num(1));
    IS(CALL("ensure-reduced", keep(ref(box))), keep(ref(box)));
    IS(CALL("deref", CALL("ensure-reduced", num(3))), num(3));
    drop(box);
}
END_TEST

START_TEST(delays) {
    python_run("calls = 0\ndef once():\n  global calls\n  calls += 1\n  return calls\n");
    Value delay = CALL("delay*", python("once"));
    IS(CALL("delay?", keep(ref(delay))), keep(TRUE_REF));
    IS(CALL("realized?", keep(ref(delay))), keep(FALSE_REF));
    IS(CALL("force", keep(ref(delay))), num(1));
    IS(CALL("deref", keep(ref(delay))), num(1));
    IS(CALL("realized?", delay), keep(TRUE_REF));
    IS(CALL("force", num(5)), num(5));
    python_run("def failing():\n  global calls\n  calls += 1\n  raise KeyError(calls)\n");
    delay = CALL("delay*", python("failing"));
    for (int i = 0; i < 3; i++) RAISES(CALL("force", keep(ref(delay))), PyExc_KeyError);
    IS(python("calls"), num(2));
    IS(CALL("realized?", delay), keep(TRUE_REF));
    python_run("def stopped():\n  global calls\n  calls += 1\n  if calls < 4: raise KeyboardInterrupt\n  return calls\n");
    delay = CALL("delay*", python("stopped"));
    RAISES(CALL("force", keep(ref(delay))), PyExc_KeyboardInterrupt);
    IS(CALL("force", delay), num(4));
    RAISES(CALL("realized?", num(1)), PyExc_TypeError);
    RAISES(CALL("delay*", num(1)), PyExc_TypeError);
}
END_TEST

static Value waited_for;
static PyObject *force_it(PyObject *data, PyObject *const *args, Py_ssize_t n) {
    (void)data, (void)args, (void)n;
    return py_give(kind_of(ref(waited_for)) & K_SEQ ? seq_first(ref(waited_for)) : delay_force(ref(waited_for)));
}

// A second thread waits for the first.
START_TEST(threads) {
    python_run("import threading, time\nruns = 0\ndef slow():\n  global runs\n  runs += 1\n  time.sleep(.05)\n  return (7,)\n"
               "def together(f):\n  got = []\n  ts = [threading.Thread(target=lambda: got.append(f())) for i in range(4)]\n"
               "  for t in ts: t.start()\n  for t in ts: t.join()\n  return got\n");
    Value together = python("together"), force = function(force_it, nil_value());
    waited_for = CALL("delay*", python("slow"));
    IS(call1(ref(together), ref(force)), python("[(7,)] * 4"));
    IS(python("runs"), num(1));
    drop(waited_for);
    waited_for = lazy_new(python("slow"));
    IS(call1(ref(together), ref(force)), python("[7] * 4"));
    IS(python("runs"), num(2));
    drop(waited_for);
    // which is not possible for the thread itself
    waited_for = CALL("delay*", keep(ref(force)));
    RAISES(delay_force(ref(waited_for)), StateError);
    RAISES(delay_force(ref(waited_for)), StateError);
    drop(waited_for), drop(together), drop(force);
}
END_TEST

START_TEST(cycles_are_found) {
    python_run("import weakref, gc\nclass Big: pass\n");
    const char *const makers[] = {"atom", "volatile!", "delay*"};
    for (size_t i = 0; i < sizeof makers / sizeof *makers; i++) {
        python_run("box = [Big()]\nwatch = weakref.ref(box[0])\n");
        Value box = python("box"), cell = CALL(makers[i], keep(ref(box)));
        PyList_Append(obj(ref(box)), obj(ref(cell)));
        drop(box), drop(cell);
        python_run("del box\nassert watch()\ngc.collect()\nassert not watch()\n");
    }
}
END_TEST

RUN_TESTS("ref", atoms, options, watches, boxes, delays, threads, cycles_are_found)
