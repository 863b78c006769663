#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# autogen.sh -- writes configure and Makefile.in.
cd "$(dirname "$0")" && exec autoreconf -fi
