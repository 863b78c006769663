dnl SPDX-License-Identifier: GPL-3.0-or-later
dnl
dnl lyra.m4 -- the macros of configure.ac.

dnl LYRA_PROBE(header, function, library, found, missing, [prologue])
AC_DEFUN([LYRA_PROBE], [
  AC_CHECK_HEADER([$1],
    [AC_CHECK_LIB([$3], [$2], [$4], [$5])],
    [$5],
    [#include <stdio.h>
     $6])
])

dnl LYRA_NEED(header, function, library, Debian package, [prologue]): stops without it.
AC_DEFUN([LYRA_NEED], [
  LYRA_PROBE([$1], [$2], [$3], [LIBS="-l$3 $LIBS"],
    [AC_MSG_ERROR([<$1> and lib$3 are needed: apt-get install $4])], [$5])
])

dnl The same for a library that only the program links, not libvm.
AC_DEFUN([LYRA_NEED_FOR_PROGRAM], [
  LYRA_PROBE([$1], [$2], [$3], [PROGRAM_LIBS="-l$3 $PROGRAM_LIBS"],
    [AC_MSG_ERROR([<$1> and lib$3 are needed: apt-get install $4])])
  AC_SUBST([PROGRAM_LIBS])
])

dnl LYRA_WANT(header, function, library, Debian package): goes on without it.
AC_DEFUN([LYRA_WANT], [
  LYRA_PROBE([$1], [$2], [$3],
    [have_$3=yes],
    [have_$3=no
     AC_MSG_NOTICE([without lib$3 (Debian package $4)])])
])

AC_DEFUN([LYRA_WARNINGS], [
  LYRA_CFLAGS="-std=gnu11 -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion"
  LYRA_CFLAGS="$LYRA_CFLAGS -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wundef"
])

AC_DEFUN([LYRA_SANITIZERS], [
  AC_ARG_ENABLE([sanitize],
    [AS_HELP_STRING([--enable-sanitize=KIND], [build with the address, undefined or thread sanitizer])],
    [], [enable_sanitize=no])
  AS_CASE([$enable_sanitize],
    [no],        [],
    [address],   [sanitize="-fsanitize=address -fno-omit-frame-pointer"],
    [undefined], [sanitize="-fsanitize=undefined -fno-sanitize-recover=undefined"],
    [thread],    [sanitize="-fsanitize=thread"],
    [AC_MSG_ERROR([--enable-sanitize takes address, undefined or thread])])
  LYRA_CFLAGS="$LYRA_CFLAGS $sanitize"
  LYRA_LDFLAGS="$LYRA_LDFLAGS $sanitize"
])

dnl What foreign/ consists of is optimised as a whole in the program: a message between tasks goes through a dozen short functions of six
dnl files, and is a fifth slower where each is a call.  The objects hold code as well (fat), so the tests link them without that.
AC_DEFUN([LYRA_LINK_TIME], [
  AC_ARG_ENABLE([link-time-optimization],
    [AS_HELP_STRING([--disable-link-time-optimization], [compile each file of foreign/ by itself])],
    [], [enable_link_time_optimization=yes])
  AS_CASE(["$enable_sanitize $enable_hard $enable_fuzz $enable_gcov $CFLAGS"],
    [*yes*|*address*|*undefined*|*thread*|*-fsanitize*|*-O0*], [enable_link_time_optimization=no])
  AS_IF([test "x$enable_link_time_optimization" = xyes], [
    AC_MSG_CHECKING([whether the linker optimises])
    lyra_cflags=$CFLAGS
    CFLAGS="$CFLAGS -Werror -flto -ffat-lto-objects"
    AC_LINK_IFELSE([AC_LANG_PROGRAM()], [AC_MSG_RESULT([yes])], [AC_MSG_RESULT([no]); enable_link_time_optimization=no])
    CFLAGS=$lyra_cflags])
  AS_IF([test "x$enable_link_time_optimization" = xyes],
    [LINK_TIME_CFLAGS="-flto -ffat-lto-objects"; LINK_TIME_LDFLAGS="-flto"; LYRA_LDFLAGS="$LYRA_LDFLAGS -fno-lto"])
  AC_SUBST([LINK_TIME_CFLAGS])
  AC_SUBST([LINK_TIME_LDFLAGS])
])
