(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Lists and numbers *)
>> AbsoluteTime[{1970, 1, 1}]
2208988800

>> DateList[0]
{1900, 1, 1, 0, 0, 0.}

>> DateList[{2024, 2, 30, 25, 61, 61}]
{2024, 3, 2, 2, 2, 1.}

>> DateList[{2023, -1, 1}]
{2022, 11, 1, 0, 0, 0.}

>> DateList[-1]
{1899, 12, 31, 23, 59, 59.}

>> DateList[{1, 1, 0}]
{-1, 12, 31, 0, 0, 0.}

(* Text *)
>> DateList["2024-03-15T14:30:05"]
{2024, 3, 15, 14, 30, 5.}

>> DateList["15 March 2024 2:05 PM"]
{2024, 3, 15, 14, 5, 0.}

>> DateList["3/15/2024"]
{2024, 3, 15, 0, 0, 0.}

>> DateList["31.12.1999"]
{1999, 12, 31, 0, 0, 0.}

>> DateList[{"24:07:31", {"YearShort", ":", "Month", ":", "Day"}}]
{2024, 7, 31, 0, 0, 0.}

>> DateList["no date"]
DateList::str: String no date cannot be interpreted as a date.
DateList[no date]

>> DateString[{2024, 2, 29, 13, 5, 9}, {"DayNameShort", ", ", "DayShort", " ", "MonthName", " ", "Year", " ", "Hour12Short", ":", "Minute", " ", "AMPM"}]
Thu, 29 February 2024 1:05 PM

>> DateString[{2024, 2, 29, 13, 5, 9}, {"ISODate", "ISOOrdinalDate", "ISOWeekDate", "Time"}]
2024-02-292024-0602024-W09-413:05:09

>> DateString[{2024, 2, 29}]
Thu 29 Feb 2024 00:00:00

>> DateString[DateObject[{2024, 2}]]
Feb 2024

(* Date objects *)
>> DateObject[{2024, 2, 30}]
DateObject[{2024, 3, 1}, Day]

>> DateObject[{2024, 2, 29, 13, 5, 7}, "Quarter"]
DateObject[{2024, 1}, Quarter]

>> DateObject["2024"]
DateObject[{2024}, Year]

>> DateObject[{2024, 5, 16}, "Week"]
DateObject[{2024, 5, 13}, Week]

>> DateObject[{x}]
DateObject::arg: Argument {x} cannot be interpreted as a date or time input.
DateObject[{x}]

>> DateObject[{2024, 2, 29, 12, 0, 0}, TimeZone -> 2]
DateObject[{2024, 2, 29, 12, 0, 0}, Instant, Gregorian, 2]

>> UnixTime[DateObject[{2024, 2, 29, 12, 0, 0}, TimeZone -> 2]]
1709200800

>> {DateObject[{2024, 1}] < DateObject[{2024, 2}], DateObject[{2024, 1}] >= DateObject[{2024, 2}], DateObject[{2024}] == DateObject[{2024, 1, 1}]}
{True, False, True}

>> DateObject[{2024, 3, 1}] - DateObject[{2024, 2, 1}]
Quantity[29, Days]

>> DateObject[{2024, 5, 16}][{"Year", "Week", "DayName", "Quarter"}]
{2024, 20, Thursday, 2}

(* Arithmetic *)
>> DatePlus[{2024, 1, 31}, {{1, "Month"}, {1, "Day"}}]
{2024, 3, 1}

>> DatePlus[DateObject[{2024}], {1, "Year"}]
DateObject[{2025}, Year]

>> DatePlus[DateObject[{2024, 1, 1}], Quantity[2, "Weeks"]]
DateObject[{2024, 1, 15}, Day]

>> DateDifference[{2024, 1, 1}, {2025, 3, 11}, {"Year", "Month", "Day"}]
Quantity[MixedMagnitude[{1, 2, 10}], MixedUnit[{Years, Months, Days}]]

>> DateDifference[{2024, 1, 1}, {2024, 1, 2, 12}]
Quantity[3/2, Days]

>> {DayCount[{2024, 1, 1}, {2024, 12, 31}], DayCount[{2024, 6, 1}, {2024, 6, 30}, "Weekday"]}
{365, 20}

>> {LeapYearQ[{2024}], LeapYearQ[{2100}], LeapYearQ[{2000, 5, 5}]}
{True, False, True}

>> {DayName[{1969, 7, 20}], DayMatchQ[{1969, 7, 20}, "Weekend"], NextDate[{1969, 7, 20}, Monday], DayRound[{1969, 7, 20}, Sunday]}
{Sunday, True, DateObject[{1969, 7, 21}, Day], DateObject[{1969, 7, 20}, Day]}

>> DateRange[{2024, 1, 1}, {2024, 1, 31}, {2, "Week"}]
{{2024, 1, 1}, {2024, 1, 15}, {2024, 1, 29}}

>> JulianDate[DateObject[{1858, 11, 17, 0, 0, 0}, TimeZone -> 0]]
2.4000005*^6

>> {MinDate[{{2024, 1, 2}, {2023, 5, 5}}], DateBounds[{{2024, 1, 2}, {2023, 5, 5}}]}
{{2023, 5, 5}, {{2023, 5, 5}, {2024, 1, 2}}}

(* The clock *)
>> {Head[AbsoluteTime[]], Length[DateList[]], Head[Now], StringQ[DateString[]]}
{Real, 6, DateObject, True}

>> Pause[-1]
Pause::numnm: Non-negative machine-sized number expected at position 1 in Pause[-1].
Pause[-1]

>> AbsoluteTiming[Pause[0.02]; 5][[1]] >= 0.02
True
