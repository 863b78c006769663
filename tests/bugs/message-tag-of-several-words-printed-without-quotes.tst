(* SPDX-License-Identifier: LGPL-3.0-or-later *)
>> ToString[Hold[f::"a b", f::tag], InputForm]
Hold[f::"a b", f::tag]
