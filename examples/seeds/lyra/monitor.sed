# SPDX-License-Identifier: LGPL-3.0-or-later
s/: [0-9][0-9.e*^-]*$/: measured/
s/: Missing\[NotAvailable\]$/: measured/
s/^Bottlenecks: {.*}$/Bottlenecks: listed/
