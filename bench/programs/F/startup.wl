(* SPDX-License-Identifier: LGPL-3.0-or-later *)
Print[1 + 1]
