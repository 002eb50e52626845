// SPDX-License-Identifier: MIT
#include "walking.h"

#include "seq/chunk.h"
#include "seq/range.h"

START_TEST(int_ranges) {
    IS_SEQ(CALL("range", num(5)), "list(range(5))");
    IS_SEQ(CALL("range", num(0)), "[]");
    IS_SEQ(CALL("range", num(-3)), "[]");
    IS_SEQ(CALL("range", num(2), num(100)), "list(range(2, 100))");
    IS_SEQ(CALL("range", num(10), num(0), num(-3)), "[10, 7, 4, 1]");
    IS_SEQ(CALL("range", num(0), num(10), num(-1)), "[]");
    IS_SEQ(CALL("range", num(0), num(97), num(3)), "list(range(0, 97, 3))");
    for (int start = -3; start < 4; start++)
        for (int end = -70; end < 70; end += 11)
            for (int step = -3; step < 4; step++) {
                if (!step) continue;
                char code[60];
                snprintf(code, sizeof code, "list(range(%d, %d, %d))", start, end, step);
                Value range = CALL("range", num(start), num(end), num(step)), list = python(code);
                IS(CALL("count", keep(ref(range))), num(PyList_GET_SIZE(obj(ref(list)))));
                IS_SEQ(range, code);
                drop(list);
            }
    Value range = CALL("range", num(1000000));
    IS(CALL("nth", keep(ref(range)), num(777777)), num(777777));
    RAISES(CALL("nth", keep(ref(range)), num(1000000)), PyExc_IndexError);
    IS(CALL("chunk-count", CALL("chunk-first", keep(ref(range)))), num(32));
    IS(CALL("first", CALL("chunk-rest", keep(ref(range)))), num(32));
    IS(CALL("last", range), num(999999));
    IS_SEQ(CALL("chunk-rest", CALL("range", num(32))), "[]");
    IS(CALL("chunk-next", CALL("range", num(32))), nil_value());
    IS_SEQ(CALL("conj", CALL("range", num(2)), num(9)), "[9, 0, 1]");
    IS(CALL("range", num(3)), python("(0, 1, 2)"));
    IS(CALL("hash", CALL("range", num(3))), CALL("hash", python("(0, 1, 2)")));
    // at the edges of 64 bits
    IS_SEQ(CALL("range", python("2**63 - 3"), python("2**63 - 1")), "[2**63 - 3, 2**63 - 2]");
    IS_SEQ(CALL("range", python("2**63 - 5"), python("2**63 - 1"), num(3)), "[2**63 - 5, 2**63 - 2]");
    IS_SEQ(CALL("range", python("-2**63"), python("2**63 - 1"), python("2**62")),
           "list(range(-2**63, 2**63 - 1, 2**62))");
    IS_SEQ(CALL("range", python("2**61 - 2"), python("2**61 + 2")), "list(range(2**61 - 2, 2**61 + 2))");
}
END_TEST

START_TEST(other_ranges) {
    IS_SEQ(CALL("range", num(0), num(1), python("0.25")), "[0, 0.25, 0.5, 0.75]");
    IS_SEQ(CALL("range", python("2.5")), "[0, 1, 2]");
    IS_SEQ(CALL("range", python("1.0"), num(-1), python("-0.5")), "[1.0, 0.5, 0.0, -0.5]");
    IS_SEQ(CALL("range", python("2**70"), python("2**70 + 2")), "[2**70, 2**70 + 1]");
    IS_SEQ(CALL("range", num(1), python("0.5")), "[]");
    RAISES(CALL("range", python("'a'")), PyExc_TypeError);
    RAISES(CALL("range", nil_value()), PyExc_TypeError);
    // a step of 0
    IS_SEQ(CALL("range", num(1), num(1), num(0)), "[]");
    Value same = CALL("range", num(1), num(5), num(0));
    ck_assert(is_clj(ref(same), &repeat_type));
    IS(CALL("second", same), num(1));
    IS_SEQ(CALL("range", num(1), python("1.0"), python("0.0")), "[]");
    // without an end
    Value all = CALL("range");
    ck_assert(is_clj(ref(all), &iterate_type));
    IS(CALL("first", CALL("nthnext", all, num(100000))), num(100000));
}
END_TEST

START_TEST(repeats) {
    IS_SEQ(CALL("repeat", num(3), python("'x'")), "['x', 'x', 'x']");
    IS_SEQ(CALL("repeat", num(0), num(1)), "[]");
    IS_SEQ(CALL("repeat", num(-1), num(1)), "[]");
    IS_SEQ(CALL("repeat", python("2.7"), num(1)), "[1, 1]");
    IS(CALL("count", CALL("repeat", num(100), num(1))), num(100));
    Value endless = CALL("repeat", num(7)), next = CALL("next", keep(ref(endless)));
    ck_assert(same(ref(endless), ref(next)));
    RAISES(CALL("count", next), PyExc_ArithmeticError);
    IS(CALL("first", CALL("nthrest", endless, num(1000))), num(7));
    RAISES(CALL("repeat", python("'a'"), num(1)), PyExc_TypeError);
}
END_TEST

START_TEST(iterates) {
    python_run("calls = 0\ndef double(x):\n  global calls\n  calls += 1\n  return x * 2\n");
    Value all = CALL("iterate", python("double"), num(1));
    IS(CALL("first", keep(ref(all))), num(1));
    Value next = CALL("next", keep(ref(all)));
    IS(python("calls"), num(0)); // the value only when it is asked for
    IS(CALL("realized?", keep(ref(next))), keep(FALSE_REF));
    IS(CALL("first", keep(ref(next))), num(2));
    IS(CALL("first", keep(ref(next))), num(2));
    IS(python("calls"), num(1));
    IS(CALL("first", CALL("nthnext", keep(ref(all)), num(80))), python("2**80"));
    IS(CALL("first", CALL("nthnext", keep(ref(all)), num(80))), python("2**80"));
    IS(python("calls"), num(80));
    drop(all), drop(next);
    python_run("tries = 0\ndef failing(x):\n  global tries\n  tries += 1\n  if tries < 3: raise KeyError\n  return x + 1\n");
    next = CALL("next", CALL("iterate", python("failing"), num(1)));
    RAISES(CALL("first", keep(ref(next))), PyExc_KeyError);
    RAISES(CALL("next", keep(ref(next))), PyExc_KeyError);
    IS(CALL("first", next), num(2));
    // a long chain whose head is held, then freed
    all = CALL("range");
    drop(CALL("nthnext", keep(ref(all)), num(1000000)));
    drop(all);
    // a function that asks for its own result
    python_run("me = []\ndef selfish(x): return next(it)\n");
    all = CALL("iterate", python("selfish"), num(1));
    next = CALL("next", keep(ref(all)));
    PyObject *it = seq_iter(obj(ref(next)));
    PyDict_SetItemString(globals(), "it", it);
    Py_DECREF(it);
    RAISES(CALL("first", keep(ref(next))), StateError);
    python_run("del it\n");
    drop(all), drop(next);
}
END_TEST

START_TEST(cycles) {
    IS_SEQ(CALL("cycle", nil_value()), "[]");
    IS_SEQ(CALL("cycle", vec_empty()), "[]");
    Value all = CALL("cycle", python("(1, 2, 3)"));
    for (int i = 0; i < 10; i++) IS(CALL("first", CALL("nthrest", keep(ref(all)), num(i))), num(i % 3 + 1));
    drop(all);
    python_run("read = []\ndef reading():\n  for i in range(3):\n    read.append(i)\n    yield i\n");
    all = CALL("cycle", python("reading()"));
    Value rest = CALL("rest", keep(ref(all)));
    IS(python("len(read)"), num(1)); // the rest is there, its first not yet
    IS(CALL("first", rest), num(1));
    IS(CALL("first", CALL("nthrest", all, num(5))), num(2));
}
END_TEST

START_TEST(metadata) {
    Value meta = CALL("assoc", nil_value(), num(1), num(2));
    Value seqs[] = {
        CALL("range", num(3)), CALL("range", num(0), num(1), python("0.5")), CALL("repeat", num(1)), CALL("range"),
        CALL("cycle", python("(1, 2)")), CALL("seq", python("'ab'")), CALL("seq", python("iter('ab')")),
        CALL("cons", num(1), nil_value()), CALL("cons", num(1), python("(1, 2)")),
    };
    for (size_t i = 0; i < sizeof seqs / sizeof *seqs; i++) {
        Value with = CALL("with-meta", keep(ref(seqs[i])), keep(ref(meta)));
        IS(coll_meta(ref(with)), keep(ref(meta)));
        IS(coll_meta(ref(seqs[i])), nil_value());
        IS(CALL("first", keep(ref(with))), CALL("first", keep(ref(seqs[i]))));
        Value a = CALL("next", with), b = CALL("next", seqs[i]);
        IS(coll_meta(ref(a)), nil_value());
        IS(CALL("first", a), CALL("first", b));
    }
    drop(meta);
}
END_TEST

RUN_TESTS("range", int_ranges, other_ranges, repeats, iterates, cycles, metadata)
