// SPDX-License-Identifier: LGPL-3.0-or-later
module peer

go 1.19
