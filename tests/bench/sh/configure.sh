# SPDX-License-Identifier: MIT
# sh/configure.sh FOLDER: 60 checks, as those of a script that autoconf has made: here-documents, functions, cached
# answers, a log on a descriptor, and programs that look at files. No compiler runs: its time would hide the shell's.
cd "$1" && mkdir -p shell-configure && cd shell-configure || exit
exec 5> config.log 6> output
as_echo_n() { printf %s "$*"; }
as_tr_sh() { as_val=`echo "$1" | sed 'y%*+%pp%;s%[^_a-zA-Z0-9]%_%g'`; }
check_header() {
    as_lineno=$2
    as_tr_sh "ac_cv_header_$1"
    ac_var=$as_val
    as_echo_n "checking for $1... " >&6
    echo "configure:$as_lineno: checking for $1" >&5
    if eval test \${$ac_var+y}; then
        as_echo_n "(cached) " >&6
    else
        cat confdefs.h - > conftest.c <<_ACEOF
/* end confdefs.h.  */
#include <$1>
int main (void) { return 0; }
_ACEOF
        if test -f conftest.c && grep "include <$1>" conftest.c > conftest.out 2>&5; then
            eval "$ac_var=yes"
        else
            eval "$ac_var=no"
            sed 's/^/| /' conftest.c >&5
        fi
        rm -f conftest.c conftest.out
    fi
    eval ac_res=\$$ac_var
    echo "$ac_res" >&6
    case $ac_res in
        yes) ac_define=`echo "HAVE_$1" | tr 'abcdefghijklmnopqrstuvwxyz./' 'ABCDEFGHIJKLMNOPQRSTUVWXYZ__'`
             cat >> confdefs.h <<_ACEOF
#define $ac_define 1
_ACEOF
             ;;
    esac
}
: > confdefs.h
for ac_round in 1 2 3 4; do
    for ac_header in stdio.h stdlib.h string.h unistd.h sys/types.h sys/stat.h inttypes.h stdint.h strings.h fcntl.h \
                     sys/time.h limits.h locale.h sys/param.h netdb.h; do
        check_header "r$ac_round/$ac_header" "$ac_round"
    done
done
{
    echo "# cached answers"
    set | sed -n "/^ac_cv_[a-zA-Z0-9_]*=/p" | sort
} > config.cache
for ac_file in Makefile config.h; do
    sed "s|@top@|$PWD|;s|@file@|$ac_file|" > "$ac_file" <<'_ACEOF'
# @file@, made in @top@
_ACEOF
done
grep -c yes output
