// SPDX-License-Identifier: MIT
#include "base/error.h"
#include "base/prim.h"
#include "class/member.h"
#include "data/str.h"
#include "data/symbol.h"

PRIM(own_member, "cljsh.core", "member", "[x name]", "Gets the attribute of that name (symbol or string) of a Python object.")
{
    PyObject *name = is_symbol(a[1]) ? symbol_of(a[1])->name : is_str(a[1]) ? obj(a[1]) : NULL;
    if (!name) return err_arg("an attribute is named by a symbol or string, not %s", err_type_name(a[1]));
    return member_get(a[0], ref_of(name));
}
