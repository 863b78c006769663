(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* What has changed since an expression was evaluated is noted for groups of symbols. Where the variable was in the group of a symbol in
   its value, that was evaluated again, and its message came twice: of 32 symbols in a row one is in the group. *)

>> value = {u1[[1, 2]]};
Part::partd: Part specification u1[[1,2]] is longer than depth of object.

>> value = {u2[[1, 2]]};
Part::partd: Part specification u2[[1,2]] is longer than depth of object.

>> value = {u3[[1, 2]]};
Part::partd: Part specification u3[[1,2]] is longer than depth of object.

>> value = {u4[[1, 2]]};
Part::partd: Part specification u4[[1,2]] is longer than depth of object.

>> value = {u5[[1, 2]]};
Part::partd: Part specification u5[[1,2]] is longer than depth of object.

>> value = {u6[[1, 2]]};
Part::partd: Part specification u6[[1,2]] is longer than depth of object.

>> value = {u7[[1, 2]]};
Part::partd: Part specification u7[[1,2]] is longer than depth of object.

>> value = {u8[[1, 2]]};
Part::partd: Part specification u8[[1,2]] is longer than depth of object.

>> value = {u9[[1, 2]]};
Part::partd: Part specification u9[[1,2]] is longer than depth of object.

>> value = {u10[[1, 2]]};
Part::partd: Part specification u10[[1,2]] is longer than depth of object.

>> value = {u11[[1, 2]]};
Part::partd: Part specification u11[[1,2]] is longer than depth of object.

>> value = {u12[[1, 2]]};
Part::partd: Part specification u12[[1,2]] is longer than depth of object.

>> value = {u13[[1, 2]]};
Part::partd: Part specification u13[[1,2]] is longer than depth of object.

>> value = {u14[[1, 2]]};
Part::partd: Part specification u14[[1,2]] is longer than depth of object.

>> value = {u15[[1, 2]]};
Part::partd: Part specification u15[[1,2]] is longer than depth of object.

>> value = {u16[[1, 2]]};
Part::partd: Part specification u16[[1,2]] is longer than depth of object.

>> value = {u17[[1, 2]]};
Part::partd: Part specification u17[[1,2]] is longer than depth of object.

>> value = {u18[[1, 2]]};
Part::partd: Part specification u18[[1,2]] is longer than depth of object.

>> value = {u19[[1, 2]]};
Part::partd: Part specification u19[[1,2]] is longer than depth of object.

>> value = {u20[[1, 2]]};
Part::partd: Part specification u20[[1,2]] is longer than depth of object.

>> value = {u21[[1, 2]]};
Part::partd: Part specification u21[[1,2]] is longer than depth of object.

>> value = {u22[[1, 2]]};
Part::partd: Part specification u22[[1,2]] is longer than depth of object.

>> value = {u23[[1, 2]]};
Part::partd: Part specification u23[[1,2]] is longer than depth of object.

>> value = {u24[[1, 2]]};
Part::partd: Part specification u24[[1,2]] is longer than depth of object.

>> value = {u25[[1, 2]]};
Part::partd: Part specification u25[[1,2]] is longer than depth of object.

>> value = {u26[[1, 2]]};
Part::partd: Part specification u26[[1,2]] is longer than depth of object.

>> value = {u27[[1, 2]]};
Part::partd: Part specification u27[[1,2]] is longer than depth of object.

>> value = {u28[[1, 2]]};
Part::partd: Part specification u28[[1,2]] is longer than depth of object.

>> value = {u29[[1, 2]]};
Part::partd: Part specification u29[[1,2]] is longer than depth of object.

>> value = {u30[[1, 2]]};
Part::partd: Part specification u30[[1,2]] is longer than depth of object.

>> value = {u31[[1, 2]]};
Part::partd: Part specification u31[[1,2]] is longer than depth of object.

>> value = {u32[[1, 2]]};
Part::partd: Part specification u32[[1,2]] is longer than depth of object.

>> value = {u33[[1, 2]]};
Part::partd: Part specification u33[[1,2]] is longer than depth of object.
