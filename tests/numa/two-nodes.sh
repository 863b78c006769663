#!/bin/sh
# SPDX-License-Identifier: LGPL-3.0-or-later
# Placement where nodes of memory are real: a machine of two, which qemu emulates, runs what tests/numa/check.wl
# asks and the unit test of topologies.
#
# It needs qemu-system-x86_64, busybox and a kernel that has NUMA and a serial console built in; in Debian the
# packages qemu-system-x86, busybox-static and linux-image-cloud-amd64.  LYRA_TEST_KERNEL names the kernel's
# file where it is not /boot/vmlinuz-*.

skip() {
    echo "1..0 # SKIP $1"
    exit 0
}

[ "$(uname -m)" = x86_64 ] || skip 'the emulated machine is an x86-64'
command -v qemu-system-x86_64 > /dev/null || skip 'there is no qemu-system-x86_64'
busybox=$(command -v busybox) || skip 'there is no busybox'
kernel=$LYRA_TEST_KERNEL
for file in /boot/vmlinuz-*; do
    [ -n "$kernel" ] || [ ! -r "$file" ] || kernel=$file
done
[ -r "$kernel" ] || skip 'there is no kernel to be read; LYRA_TEST_KERNEL may name one'
hwloc=$(ldconfig -p 2> /dev/null | sed -n 's/.*libhwloc\.so\.15 .*=> //p' | head -n 1)
[ -n "$hwloc" ] || skip 'there is no hwloc'

work=$(mktemp -d "${TMPDIR:-/tmp}/lyra-numa-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
root=$work/root
mkdir -p "$root/bin" "$root/proc" "$root/sys" "$root/dev" "$root/tmp"

# The programs with the libraries that they load.
cp "$busybox" "$root/bin/busybox"
cp "$srcdir/tests/numa/check.wl" "$root/check.wl"
strip -o "$root/bin/lyra" "$LYRA" || cp "$LYRA" "$root/bin/lyra"
programs=$LYRA
if [ -x "$builddir/unit_topology" ]; then
    strip -o "$root/bin/unit_topology" "$builddir/unit_topology" || cp "$builddir/unit_topology" "$root/bin/unit_topology"
    programs="$programs $builddir/unit_topology"
fi
# shellcheck disable=SC2086
for library in $(ldd $programs "$hwloc" "$busybox" 2> /dev/null | sed -n 's/.*\(=> \|^\t\)\(\/[^ ]*\) (.*/\2/p' | sort -u) "$hwloc"; do
    mkdir -p "$root$(dirname "$library")"
    cp -L "$library" "$root$library"
done

cat > "$root/init" << 'END'
#!/bin/busybox sh
/bin/busybox mount -t proc none /proc
/bin/busybox mount -t sysfs none /sys
/bin/busybox mount -t tmpfs none /tmp
/bin/busybox --install -s /bin
export PATH=/bin HOME=/tmp
echo begin
[ ! -x /bin/unit_topology ] || unit_topology
lyra /check.wl 2>&1
echo end
poweroff -f
END
ln -s busybox "$root/bin/sh"
chmod 755 "$root/init"
(cd "$root" && find . | "$busybox" cpio -o -H newc 2> /dev/null) > "$work/initrd" || skip 'the archive of the files could not be made'

timeout 400 qemu-system-x86_64 -accel tcg -cpu max -smp 4,sockets=2,cores=2,threads=1 -m 1280M \
    -object memory-backend-ram,id=m0,size=640M -object memory-backend-ram,id=m1,size=640M \
    -numa node,nodeid=0,memdev=m0,cpus=0-1 -numa node,nodeid=1,memdev=m1,cpus=2-3 -numa dist,src=0,dst=1,val=21 \
    -kernel "$kernel" -initrd "$work/initrd" -append 'console=ttyS0 quiet panic=-1' \
    -display none -monitor none -serial stdio -no-reboot < /dev/null > "$work/console" 2> "$work/errors"

# What the machine said between begin and end, numbered anew.
tr -d '\r' < "$work/console" | ${AWK:-awk} '
    /^(.*[^a-z])?begin$/ { on = 1; next }
    /^end$/              { on = 0; ended = 1 }
    !on                  { next }
    /^ok/                { sub(/^ok [0-9]*( - )?(- )?/, ""); print "ok " ++n " - " $0; next }
    /^not ok/            { sub(/^not ok [0-9]*( - )?(- )?/, ""); print "not ok " ++n " - " $0; next }
    !/^1\.\./            { print "# " $0 }
    END {
        print (ended ? "" : "not ") "ok " ++n " - the emulated machine came to its end"
        print "1.." n
    }'
grep -q '^end' "$work/console" || { tail -n 5 "$work/console"; cat "$work/errors"; } | sed 's/^/# /'
