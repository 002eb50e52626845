// SPDX-License-Identifier: MIT
#include "boot/data.h"

#include "coll/coll.h"
#include "coll/map.h"
#include "coll/queue.h"
#include "coll/set.h"
#include "coll/sorted.h"
#include "coll/transient.h"
#include "coll/prim_array.h"
#include "coll/vector.h"
#include "data/bytes.h"
#include "data/symbol.h"
#include "data/type.h"
#include "num/number.h"
#include "seq/chunk.h"
#include "seq/list.h"
#include "seq/range.h"
#include "seq/seq.h"
#include "state/ref.h"
#include "text/regex.h"

int data_init(void) {
    static int (*const starts[])(void) = {
        type_init, symbol_init, number_init, regex_init, list_init, chunk_init, seq_init, range_init, vec_init,
        map_init,  set_init,    sorted_init, queue_init, transient_init, coll_init, ref_init,
        bytes_init, prim_array_init,
    };
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (starts[i]() < 0) return -1;
    return 0;
}
