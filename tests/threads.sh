#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# threads.sh BUILDDIR -- the stress suite with a build that -fsanitize=thread made: `make check-threads` makes one.
#
# The thread sanitizer does not see what the collector does, so nothing is collected, and GC_MAXIMUM_HEAP_SIZE is the
# limit (the sanitizer's own address space is far over what ulimit -v could say).  Tests that need a collection (who finds
# deadlocks, lists tasks or cancels those of a pool looks through the heap after one), one that makes more fibers than the sanitizer knows and
# child processes with threads of their own, which it does not follow, are left out.
build=$1
LYRA=$build/lyra
srcdir=${srcdir:-.}
GC_DONT_GC=1
GC_MAXIMUM_HEAP_SIZE=6G
TSAN_OPTIONS="exitcode=66 report_thread_leaks=0 $TSAN_OPTIONS"
export LYRA srcdir GC_DONT_GC GC_MAXIMUM_HEAP_SIZE TSAN_OPTIONS
log=$build/threads.log
number=0
status=0

one() {
    name=$1
    shift
    number=$((number + 1))
    # What a sanitized child writes, its parent may not pass on: the sanitizer writes to files.
    rm -f "$log".*
    TSAN_OPTIONS="$TSAN_OPTIONS log_path=$log" "$@" > "$log" 2>&1
    rc=$?
    if [ "$rc" = 0 ] && ! ls "$log".* > /dev/null 2>&1 && ! grep '^not ok' "$log" | grep -qv memory; then
        echo "ok $number - $name"
    else
        echo "not ok $number - $name (status $rc)"
        cat "$log".* "$log" 2> /dev/null | grep -E 'SUMMARY|^not ok|^# ' | sort | uniq -c | sed 's/^/# /' | head -20
        status=1
    fi
}

python=${PYTHON3:-python3}
one 'tasks' "$LYRA" "$srcdir/tests/stress/tasks.wl"
one 'histories of channels' "$python" "$srcdir/tests/stress/linear.py" --histories 600
one 'ends of tasks' env LYRA_ENDINGS=12000 "$LYRA" "$srcdir/tests/stress/endings.wl"
one 'scopes' "$python" "$srcdir/tests/stress/scopes.py" "$LYRA" 10
one 'Parallel functions' "$python" "$srcdir/tests/stress/parallel.py" --tap --seed 1 --cases 120
one 'schedules' env LYRA_SCHEDULES=40 "$LYRA" "$srcdir/tests/stress/schedules.wl"
for file in "$srcdir"/tests/foreign/*.tst; do
    case $file in
        */deadlock.tst | */isolation.tst | */isolation-shared.tst | */observe.tst | */pool.tst | */pool_options.tst | */stack.tst) ;;
        *) one "$(basename "$file")" "$LYRA" --test "$file" ;;
    esac
done
for unit in sched fork pool channel clone transfer; do
    [ -x "$build/unit_$unit" ] && one "unit_$unit" "$build/unit_$unit"
done
echo "1..$number"
exit $status
