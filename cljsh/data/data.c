// SPDX-License-Identifier: MIT
#include "data/data.h"

#include "data/bytes.h"
#include "data/chunk.h"
#include "data/coll.h"
#include "data/list.h"
#include "data/map.h"
#include "data/number.h"
#include "data/queue.h"
#include "data/range.h"
#include "data/ref.h"
#include "data/regex.h"
#include "data/seq.h"
#include "data/set.h"
#include "data/sorted.h"
#include "data/symbol.h"
#include "data/transient.h"
#include "data/type.h"
#include "data/vector.h"

int data_init(void) {
    static int (*const starts[])(void) = {
        type_init, symbol_init, number_init, regex_init, list_init, chunk_init, seq_init, range_init, vec_init,
        map_init,  set_init,    sorted_init, queue_init, transient_init, coll_init, ref_init,
        bytes_init,
    };
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (starts[i]() < 0) return -1;
    return 0;
}
