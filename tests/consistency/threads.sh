# SPDX-License-Identifier: LGPL-3.0-or-later
# No thread, lock or atomic in vm/ but where symbols are interned, in the interrupt word, in shared.h, and where
# a library is opened on first use.
grep -nE 'pthread|<threads\.h>|stdatomic|_Atomic|atomic_[a-z]+ *\(|atomic_(bool|int|uint|flag)|__atomic_|__sync_|_Thread_local|__thread|[^a-z_]mutex|GC_alloc_lock' vm/*.[ch] vm/*/*.[ch] |
    grep -vE '^vm/(value/symbol\.c|base/interrupt\.h|base/shared\.h|math/flint_lazy\.c):' |
    grep -vE 'heap_alloc_atomic|(alloc|malloc)_atomic *\(' && exit 1
exit 0
