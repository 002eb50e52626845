// SPDX-License-Identifier: MIT
#include "vm/site.h"

#include "class/instance.h"
#include "class/member.h"
#include "coll/coll.h"
#include "coll/map.h"
#include "data/equal.h"

static void remember(struct site *site, const PyTypeObject *class, uintptr_t found) {
    site->seen = (uintptr_t)class;
    site->found = found;
    site->misses++;
}

// The info of an instance whose class is no subclass that Python made.
static const struct class_info *exact_info(Ref r) {
    const struct class_info *info = info_of(r);
    return info && info->class == Py_TYPE(obj(r)) ? info : NULL;
}

Value site_get(struct site *site, Ref coll) {
    if (is_clj(coll, &map_array_type)) {
        const struct array_map *map = (const struct array_map *)obj(coll);
        for (Py_ssize_t at = 0; at < map->count; at++)
            if (map->kv[2 * at].w == site->k.w) {
                site->entry = (uint32_t)at;
                site->misses++;
                return keep(ref(map->kv[2 * at + 1]));
            }
        if (val_is_identity(site->k)) return nil_value();
    } else {
        const struct class_info *info = exact_info(coll);
        int field = info && info->ops.kind & K_RECORD ? record_field(info, site->k) : -1;
        if (field >= 0) remember(site, info->class, (uintptr_t)field);
    }
    return coll_get(coll, site->k, NIL);
}

Value site_attribute(struct site *site, Ref o) {
    const struct class_info *info = exact_info(o);
    int field = info && !(info->ops.kind & K_REIFIED) ? instance_field(info, obj(site->k)) : -1;
    if (field >= 0) remember(site, info->class, (uintptr_t)field);
    return member_get(o, site->k);
}

struct fn *site_method(struct site *site, Ref self) {
    const struct class_info *info = exact_info(self);
    PyObject *f = info ? PyDict_GetItem(info->methods, obj(site->k)) : member_java_known(self, site->k);
    if (!f || !is_fn(ref_of(f))) return NULL;
    if (!info || !(info->ops.kind & K_REIFIED)) remember(site, Py_TYPE(obj(self)), (uintptr_t)f);
    return (struct fn *)f;
}
