// SPDX-License-Identifier: MIT
// What generator.c and async_generator.c share.
#ifndef VM_GENERATOR_INTERNAL_H
#define VM_GENERATOR_INTERNAL_H

#include "vm/generator.h"

enum state { FRESH, SUSPENDED, RUNNING, DONE };

struct generator {
    PyObject_HEAD
    struct activation run;
    PyObject *delegate;  // whose items are handed out, or what is awaited; or NULL
    PyObject *bindings;  // the frame of dynamic bindings made inside, while it is set aside; or NULL
    PyObject *name;
    PyObject *weak;
    uint8_t state;
};

/* An asynchronous generator is asked by awaitables (see async_generator.c):
 * one at a time. */
struct async_generator {
    struct generator generator;
    PyObject *finalizer; // the event loop's, which closes it when nobody has it any more; or NULL
    bool hooked;         // it is known to the event loop
    bool busy;           // one of its awaitables has begun and has not ended
};

extern PyTypeObject async_generator_type;
extern PyAsyncMethods async_generator_slots;
extern PyMethodDef async_generator_methods[];
int async_generator_init(void);
void async_generator_begin(struct generator *g);
// Its end is left to the event loop: 1; 0 when there is none.
int async_generator_finalize(struct generator *g);

bool generator_has_frame(const struct generator *g);
void generator_abandon(struct generator *g); // lets go of a frame that will not run again
/* The next item (PYGEN_NEXT; of the delegate, if there is one then, else of
 * the frame's own), the function's value (PYGEN_RETURN), or PYGEN_ERROR.
 * Takes what is sent; throws: the exception that is set. */
PySendResult generator_step(struct generator *g, Value sent, bool throws, PyObject **result);
// A step's result as send() gives it: StopIteration for PYGEN_RETURN.
PyObject *generator_stepped(PySendResult r, PyObject *result);
// Sets the exception that the arguments of throw() stand for; 0, or -1 with another one.
int generator_set_thrown(PyObject *args);
PyObject *generator_close(PyObject *self, PyObject *unused);
PyObject *generator_running(PyObject *self, void *unused);

#endif
