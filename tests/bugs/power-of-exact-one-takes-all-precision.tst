(* SPDX-License-Identifier: LGPL-3.0-or-later *)
>> Precision[1^0.54611686018427387904] < 30
True
