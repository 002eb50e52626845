// SPDX-License-Identifier: MIT
#include "walking.h"

#include "coll/map.h"
#include "seq/range.h"

START_TEST(host_seqs) {
    IS_SEQ(python("'aé\\U0001F600'"), "['a', 'é', '\\U0001F600']");
    IS_SEQ(python("[1, 2.5, None]"), "[1, 2.5, None]");
    IS_SEQ(python("(1, 'x')"), "[1, 'x']");
    IS_SEQ(python("b'ab\\xff'"), "[97, 98, 255]");
    IS_SEQ(python("bytearray(b'ab')"), "[97, 98]");
    IS_SEQ(python("range(3)"), "[0, 1, 2]");
    IS_SEQ(python("{7}"), "[7]");
    IS_SEQ(nil_value(), "[]");
    const char *const empty[] = {"''", "[]", "()", "{}", "b''", "set()", "iter(())", "range(0)"};
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
        IS(CALL("seq", python(empty[i])), nil_value());
        IS(CALL("first", python(empty[i])), nil_value());
        IS(CALL("next", python(empty[i])), nil_value());
        IS_SEQ(CALL("rest", python(empty[i])), "[]");
        IS_SEQ(python(empty[i]), "[]");
    }
    RAISES(CALL("seq", num(5)), ArgumentError);
    RAISES(CALL("first", python("5.5")), ArgumentError);
    RAISES(CALL("rest", keep(TRUE_REF)), ArgumentError);
    RAISES(CALL("next", python("int")), ArgumentError);
    IS(CALL("count", CALL("seq", python("'abc'"))), num(3));
    IS(CALL("count", CALL("rest", python("(1, 2, 3)"))), num(2));
    IS(CALL("nth", CALL("rest", python("(1, 2, 3)")), num(1)), num(3));
    RAISES(CALL("nth", CALL("rest", python("(1, 2, 3)")), num(2)), PyExc_IndexError);
}
END_TEST

START_TEST(dicts) {
    Value dict = python("{'a': 1, 2: None}"), seq = CALL("seq", keep(ref(dict)));
    IS(CALL("count", keep(ref(seq))), num(2));
    Value entry = CALL("first", keep(ref(seq)));
    ck_assert(kind_of(ref(entry)) & K_ENTRY);
    IS(entry, python("('a', 1)"));
    PyDict_Clear(obj(ref(dict))); // the seq is of a snapshot
    IS(CALL("second", seq), python("(2, None)"));
    drop(dict);
    IS(CALL("first", python("__import__('collections').OrderedDict(x=1)")), python("('x', 1)"));
}
END_TEST

START_TEST(changing_lists) {
    Value list = python("[1, 2, 3]"), rest = CALL("rest", keep(ref(list)));
    PyList_SetSlice(obj(ref(list)), 1, 3, NULL);
    IS(CALL("seq", keep(ref(rest))), nil_value());
    IS(CALL("first", keep(ref(rest))), nil_value());
    IS(CALL("next", keep(ref(rest))), nil_value());
    IS_SEQ(keep(ref(rest)), "[]");
    drop(rest), drop(list);
}
END_TEST

START_TEST(iterators) {
    python_run("read = []\ndef numbers(n):\n  for i in range(n):\n    read.append(i)\n    yield i\n"
               "def breaking():\n  yield 1\n  raise KeyError\n");
    Value seq = CALL("seq", python("numbers(4)"));
    IS(python("len(read)"), num(1)); // no further than asked for
    Value next = CALL("next", keep(ref(seq)));
    IS(python("len(read)"), num(2));
    IS_SEQ(keep(ref(seq)), "[0, 1, 2, 3]");
    IS_SEQ(keep(ref(seq)), "[0, 1, 2, 3]"); // each element once
    IS(python("len(read)"), num(4));
    IS_SEQ(next, "[1, 2, 3]");
    IS(CALL("count", keep(ref(seq))), num(4));
    IS(seq, python("(0, 1, 2, 3)"));
    seq = CALL("seq", python("breaking()"));
    RAISES(CALL("next", keep(ref(seq))), PyExc_KeyError);
    IS(CALL("next", seq), nil_value());
    IS_SEQ(CALL("iterator-seq", python("iter('ab')")), "['a', 'b']");
    IS(CALL("enumeration-seq", python("iter('')")), nil_value());
    seq = CALL("seq", python("numbers(100000)")); // a chain that is freed at once
    IS(CALL("count", keep(ref(seq))), num(100000));
    drop(seq);
    python_run("def selfish():\n  yield 1\n  me[0]()\n  yield 2\nme = []\n");
    seq = CALL("seq", python("selfish()"));
    PyObject *me = PyDict_GetItemString(globals(), "me");
    Value iterator = adopt(seq_iter(obj(ref(seq))));
    PyList_Append(me, PyObject_GetAttrString(obj(ref(iterator)), "__next__"));
    drop(adopt(PyIter_Next(obj(ref(iterator)))));
    RAISES(adopt(PyIter_Next(obj(ref(iterator)))), PyExc_ValueError); // in the middle of itself
    python_run("me.clear()\n");
    drop(iterator), drop(seq);
}
END_TEST

START_TEST(seqable) {
    const char *const yes[] = {"None", "'a'", "[]", "{}", "set()", "iter(())", "b''", "range(2)"};
    const char *const no[] = {"1", "2.5", "True", "len", "int"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) IS(CALL("seqable?", python(yes[i])), keep(TRUE_REF));
    for (size_t i = 0; i < sizeof no / sizeof *no; i++) IS(CALL("seqable?", python(no[i])), keep(FALSE_REF));
    IS(CALL("seqable?", vec_empty()), keep(TRUE_REF));
}
END_TEST

START_TEST(steps) {
    IS(CALL("second", python("(1, 2)")), num(2));
    IS(CALL("second", python("(1,)")), nil_value());
    IS(CALL("ffirst", python("((1, 2), 3)")), num(1));
    IS(CALL("fnext", python("(1, 2)")), num(2));
    IS_SEQ(CALL("nfirst", python("((1, 2), 3)")), "[2]");
    IS_SEQ(CALL("nnext", python("(1, 2, 3)")), "[3]");
    IS(CALL("nnext", python("(1, 2)")), nil_value());
    IS(CALL("last", python("(1, 2, 3)")), num(3));
    IS(CALL("last", nil_value()), nil_value());
    IS(CALL("last", vec_empty()), nil_value());
    IS_SEQ(CALL("nthnext", python("(1, 2, 3)"), num(2)), "[3]");
    IS(CALL("nthnext", python("(1, 2, 3)"), num(3)), nil_value());
    IS_SEQ(CALL("nthnext", python("(1, 2, 3)"), python("1.5")), "[3]");
    IS_SEQ(CALL("nthnext", python("(1, 2, 3)"), num(-1)), "[1, 2, 3]");
    IS_SEQ(CALL("nthrest", python("(1, 2, 3)"), num(1)), "[2, 3]");
    IS_SEQ(CALL("nthrest", python("(1, 2, 3)"), num(9)), "[]");
    IS_SEQ(CALL("nthrest", nil_value(), num(2)), "[]");
    IS(CALL("nthrest", python("'ab'"), num(0)), python("'ab'"));
    RAISES(CALL("nthnext", python("(1, 2)"), nil_value()), PyExc_TypeError);
    Value reversed = CALL("reverse", python("'abc'"));
    ck_assert(kind_of(ref(reversed)) & K_LIST);
    IS_SEQ(reversed, "['c', 'b', 'a']");
    IS_SEQ(CALL("reverse", nil_value()), "[]");
    RAISES(CALL("reverse", num(4)), ArgumentError);
}
END_TEST

// Every way a cursor walks gives the same as the seq does (IS_SEQ compares both).
START_TEST(cursors) {
    for (int n = 0; n < 200; n += 1 + n / 3) {
        char code[80];
        snprintf(code, sizeof code, "list(range(%d))", n);
        Value list = python(code);
        Value vec = vec_of_seqable(ref(list));
        IS_SEQ(keep(ref(vec)), code);
        IS_SEQ(seq_of(ref(vec)), code);
        IS_SEQ(CALL("range", num(n)), code);
        IS_SEQ(CALL("reverse", CALL("reverse", keep(ref(list)))), code);
        Value range = CALL("range", num(n)), cons = cons_new(int_ref(5), ref(range));
        IS_SEQ(CALL("rest", cons), code);
        drop(range), drop(vec), drop(list);
    }
    Value map = map_from((Ref[]){int_ref(1), int_ref(2)}, 2);
    struct cursor c;
    ck_assert_int_eq(cursor_start(&c, ref(map)), 0);
    IS(cursor_next(&c), python("(1, 2)"));
    ck_assert(failed(cursor_next(&c)));
    ck_assert(failed(cursor_next(&c)));
    ck_assert_int_eq(cursor_end(&c), 0);
    drop(map);
    ck_assert_int_eq(cursor_start(&c, int_ref(3)), -1);
    PyErr_Clear();
    Value fails = lazy_new(python("lambda: 1/0")), cons = cons_new(int_ref(1), ref(fails));
    ck_assert_int_eq(cursor_start(&c, ref(cons)), 0);
    IS(cursor_next(&c), num(1));
    ck_assert(failed(cursor_next(&c)));
    ck_assert_int_eq(cursor_end(&c), -1);
    PyErr_Clear();
    Value *words;
    ck_assert_int_eq(seq_to_words(ref(cons), &words), -1);
    PyErr_Clear();
    ck_assert_int_eq(seq_hash(ref(cons)), -1);
    PyErr_Clear();
    Value other = CALL("list", num(1), num(2));
    ck_assert_int_eq(val_equal(ref(cons), ref(other)), -1);
    PyErr_Clear();
    drop(fails), drop(cons), drop(other);
}
END_TEST

// A walk holds no more of a lazy seq than what is to come.
START_TEST(walks_let_go) {
    python_run("import weakref\nclass Thing: pass\nalive = weakref.WeakSet()\nmost = 0\n"
               "def things(n):\n  global most\n  for i in range(n):\n    t = Thing()\n    alive.add(t)\n"
               "    most = max(most, len(alive))\n    yield t\n    del t\n");
    Value *a = (Value[]){CALL("seq", python("things(1000)"))};
    drop(prim_call("last", a, 1));
    Value most = python("most");
    ck_assert_int_lt(int_of(ref(most)), 6);
}
END_TEST

START_TEST(python_protocol) {
    Value list = CALL("list", num(1), python("2.5"), nil_value());
    PyDict_SetItemString(globals(), "x", obj(ref(list)));
    drop(list);
    IS(python("list(x) == [1, 2.5, None] and len(x) == 3 and 2.5 in x"), keep(TRUE_REF));
    IS(python("iter(x) is not x and next(iter(x)) == 1"), keep(TRUE_REF));
    list = lazy_new(python("lambda: 'abc'"));
    PyDict_SetItemString(globals(), "x", obj(ref(list)));
    drop(list);
    IS(python("list(x) == ['a', 'b', 'c'] and hash(x) == hash(x) and x == x"), keep(TRUE_REF));
}
END_TEST

// --- sorting --------------------------------------------------------------

START_TEST(sorting) {
    python_run("import random\nrandom.seed(7)\n");
    IS_SEQ(CALL("sort", nil_value()), "[]");
    IS_SEQ(CALL("sort", vec_empty()), "[]");
    IS_SEQ(CALL("sort", python("(3, 1, 2)")), "[1, 2, 3]");
    IS_SEQ(CALL("sort", python("'hello'")), "sorted('hello')");
    for (int n = 0; n < 400; n += 1 + n / 5) {
        char code[120], wanted[160];
        const char *const kinds[] = {"random.randint(-5, 5)", "random.random()", "random.choice('abcdefg') * 2",
                                     "random.choice([1, 2.5, 10**30])", "i", "-i"};
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
            snprintf(code, sizeof code, "[%s for i in range(%d)]", kinds[k], n);
            Value items = python(code);
            PyDict_SetItemString(globals(), "items", obj(ref(items)));
            IS_SEQ(CALL("sort", keep(ref(items))), "sorted(items)");
            snprintf(wanted, sizeof wanted, "sorted(items, reverse=True)");
            IS_SEQ(CALL("sort", python("lambda a, b: a > b"), keep(ref(items))), wanted);
            IS_SEQ(CALL("sort", python("lambda a, b: (a > b) - (a < b)"), keep(ref(items))), "sorted(items)");
            // stable: by the key alone, elements that differ otherwise
            IS_SEQ(CALL("sort-by", python("lambda p: p[0]"), python("list(zip(items, range(1000)))")),
                   "sorted(zip(items, range(1000)), key=lambda p: p[0])");
            IS_SEQ(CALL("sort-by", python("lambda p: p[0]"), python("lambda a, b: a > b"), python("list(zip(items, range(1000)))")),
                   "sorted(zip(items, range(1000)), key=lambda p: p[0], reverse=True)");
            drop(items);
        }
    }
    RAISES(CALL("sort", python("(1, 'a', 2)")), PyExc_TypeError);
    RAISES(CALL("sort", num(3)), ArgumentError);
    RAISES(CALL("sort", python("lambda a, b: None"), python("(1, 2)")), PyExc_TypeError);
    RAISES(CALL("sort-by", python("lambda a: 1 / a"), python("(1, 0)")), PyExc_ZeroDivisionError);
    python_run("left = 0\ndef failing(a, b):\n  global left\n  left -= 1\n  if not left: raise KeyError\n  return a < b\n");
    for (int i = 1; i < 300; i += 7) {
        char code[80];
        snprintf(code, sizeof code, "left = %d\n", i);
        python_run(code);
        RAISES(CALL("sort", python("failing"), python("[str(i * 7919 % 101) + 'x' for i in range(100)]")), PyExc_KeyError);
    }
    Value meta = map_from((Ref[]){int_ref(1), int_ref(2)}, 2);
    Value sorted = CALL("sort", CALL("with-meta", CALL("list", num(2), num(1)), keep(ref(meta))));
    IS(coll_meta(ref(sorted)), meta);
    IS_SEQ(sorted, "[1, 2]");
    Value list = python("[2, 1]");
    drop(CALL("sort", keep(ref(list))));
    IS(list, python("[2, 1]"));
    IS_SEQ(CALL("sort", CALL("shuffle", CALL("range", num(1000)))), "list(range(1000))");
    Value shuffled = CALL("shuffle", CALL("range", num(1000))), range = CALL("range", num(1000));
    ck_assert(is_vec(ref(shuffled)));
    ck_assert_int_eq(val_equal(ref(shuffled), ref(range)), 0);
    drop(shuffled), drop(range);
}
END_TEST

START_TEST(arrays) {
    IS(CALL("to-array", CALL("range", num(3))), python("[0, 1, 2]"));
    IS(CALL("object-array", num(2)), python("[None, None]"));
    IS(CALL("object-array", python("'ab'")), python("['a', 'b']"));
    IS_SEQ(CALL("int-array", num(2)), "[0, 0]");
    IS_SEQ(CALL("int-array", python("(1.5, 2)")), "[1, 2]");
    IS_SEQ(CALL("double-array", num(2), num(7)), "[7.0, 7.0]");
    IS_SEQ(CALL("long-array", num(3), python("(1, 2)")), "[1, 2, 0]");
    IS_SEQ(CALL("long-array", num(1), python("(1, 2)")), "[1]");
    IS_SEQ(CALL("boolean-array", num(1)), "[False]");
    Value bytes = CALL("byte-array", python("(1, -1)"));
    ck_assert_int_eq(PyByteArray_AS_STRING(obj(ref(bytes)))[1], (char)0xff);
    IS(CALL("alength", bytes), num(2));
    IS(CALL("into-array", python("'ab'")), python("['a', 'b']"));
    IS(CALL("into-array", python("str"), python("'ab'")), python("['a', 'b']"));
    IS_SEQ(CALL("make-array", python("int"), num(2)), "[0, 0]");
    Value grid = CALL("make-array", python("str"), num(2), num(2));
    IS(CALL("aset", keep(ref(grid)), num(1), num(0), num(5)), num(5));
    IS(CALL("aget", keep(ref(grid)), num(1), num(0)), num(5));
    IS(grid, python("[[None, None], [5, None]]"));
    Value array = python("[1, 2]"), copy = CALL("aclone", keep(ref(array)));
    IS(CALL("aset", keep(ref(array)), num(0), num(9)), num(9));
    IS(CALL("aget", keep(ref(array)), num(0)), num(9));
    IS(copy, python("[1, 2]"));
    RAISES(CALL("aget", keep(ref(array)), num(-1)), PyExc_IndexError);
    RAISES(CALL("aset", keep(ref(array)), num(2), num(1)), PyExc_IndexError);
    RAISES(CALL("object-array", num(-1)), ArgumentError);
    drop(array);
}
END_TEST

RUN_TESTS("seq", host_seqs, dicts, changing_lists, iterators, seqable, steps, cursors, walks_let_go, python_protocol,
          sorting, arrays)
