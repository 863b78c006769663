(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A report from records: associations, GroupBy, sorting, totals and shares. *)
sales = {
  <|"region" -> "north", "item" -> "tea", "units" -> 12, "price" -> 5/2|>,
  <|"region" -> "south", "item" -> "tea", "units" -> 30, "price" -> 5/2|>,
  <|"region" -> "north", "item" -> "coffee", "units" -> 8, "price" -> 4|>,
  <|"region" -> "south", "item" -> "cocoa", "units" -> 5, "price" -> 3|>,
  <|"region" -> "west", "item" -> "coffee", "units" -> 20, "price" -> 4|>};

revenue[record_] := record["units"] record["price"]
byRegion = ReverseSort[GroupBy[sales, #region &, Total[revenue /@ #] &]];
total = Total[byRegion];

row[name_, amount_] := Print[StringPadRight[name, 8], StringPadLeft[ToString[N[amount]], 8], "  ",
  Round[100 amount/total], "%"]
KeyValueMap[row, byRegion];
row["total", total];

Print["best seller: ", First[Keys[ReverseSort[GroupBy[sales, #item &, Total[#units & /@ #] &]]]]];
Print["by item and region: ", GroupBy[sales, {#item &, #region &}, Total[Lookup[#, "units"]] &]];
Print["cheap: ", DeleteDuplicates[Select[sales, #price < 4 &][[All, "item"]]]];
stock = <|"tea" -> 50, "coffee" -> 25, "cocoa" -> 5|>;
sold = Merge[#item -> #units & /@ sales, Total];
Print["left: ", Select[Merge[{stock, -sold}, Total], Positive]];
