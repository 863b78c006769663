(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Dates that need no C: comparing, adding and subtracting date objects, selecting dates. *)

DateObject /: (rel : Less | LessEqual | Greater | GreaterEqual)[dates__DateObject] :=
  rel @@ Map[AbsoluteTime, {dates}] /; Length[{dates}] > 1 && AllTrue[{dates}, DateObjectQ]

DateObject /: Equal[a_DateObject, b_DateObject] :=
  AbsoluteTime[a] == AbsoluteTime[b] /; DateObjectQ[a] && DateObjectQ[b]

DateObject /: Plus[date_DateObject, offset_Quantity] := DatePlus[date, offset]

DateObject /: Plus[to_DateObject, Times[-1, from_DateObject]] := DateDifference[from, to]

(** DateSelect[{date1, date2, ...}, crit] gives the dates for which crit gives True.

    >> DateSelect[{DateObject[{2020, 1, 1}], DateObject[{2021, 1, 1}]}, #["Year"] == 2020 &]
    {DateObject[{2020, 1, 1}, Day]}
 **)
DateSelect[dates_List, crit_] := Select[dates, crit]
