/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * dates.c -- dates as lists, strings, numbers and DateObjects.
 */
#include "vm/builtin/date.h"

#include <math.h>

#include "vm/builtin/items.h"

/* Reads argument [i], or now where there is none; gives the message and false where it is no date. */
static bool date_argument(Vm *vm, Args args, size_t n, size_t i, Date *date)
{
    if (i >= n) {
        *date = date_now(vm_heap(vm));
        return true;
    }
    if (date_read(vm_heap(vm), args.v[i], date))
        return true;
    if (val_is_string(args.v[i]))
        MESSAGE(vm, "str", args.v[i]);
    else if (val_is_plain_list(args.v[i]) || val_is_number(args.v[i]))
        MESSAGE(vm, "arg", args.v[i]);
    return false;
}

#define DATE_MESSAGES \
    MESSAGES("arg", "Argument `1` cannot be interpreted as a date or time input.", \
             "str", "String `1` cannot be interpreted as a date.")

BUILTIN(AbsoluteTime,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .options = "CalendarType -> \"Gregorian\", TimeZone :> $TimeZone",
    .usage = "AbsoluteTime[] gives the number of seconds since 1 January 1900, in local time; "
             "AbsoluteTime[date] that of a date.",
    .messages = DATE_MESSAGES,
    .examples = EXAMPLES("AbsoluteTime[{1900, 1, 2}]", "86400", "AbsoluteTime[{2000, 1, 1}]", "3155673600"))
{
    Heap *h = vm_heap(vm);
    size_t n = options_split(args);
    Date date;

    if (n > 1 || !date_argument(vm, args, n, 0, &date))
        return NOT_MINE;
    return date_absolute(h, &date);
}

BUILTIN(DateList,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .options = "CalendarType -> \"Gregorian\", TimeZone :> $TimeZone",
    .usage = "DateList[] gives the current local date as {year, month, day, hour, minute, second}; DateList[date] "
             "that of a date in any form; DateList[{\"string\", {e1, e2, ...}}] of a string made of these elements.",
    .messages = DATE_MESSAGES,
    .examples = EXAMPLES("DateList[{2020, 14, 1}]", "{2021, 2, 1, 0, 0, 0.}",
                         "DateList[\"2016-09-09\"]", "{2016, 9, 9, 0, 0, 0.}"))
{
    size_t n = options_split(args);
    Date date;

    if (n > 1 || !date_argument(vm, args, n, 0, &date))
        return NOT_MINE;
    return date_parts(vm_heap(vm), &date, 6, true);
}

/* ---- DateString ---- */

static bool is_element(Vm *vm, const Date *date, Val v)
{
    Out scratch;

    if (!val_is_string(v))
        return false;
    out_init(&scratch);
    bool is = date_element(vm, date, text_data(v), &scratch, NULL);
    out_fini(&scratch);
    return is;
}

static bool is_format(Vm *vm, const Date *date, Val v)
{
    bool any = false;

    if (!val_is_plain_list(v))
        return is_element(vm, date, v);
    for (size_t i = 0; i < expr_len(v); i++) {
        if (!val_is_string(expr_arg(v, i)))
            return false;
        any |= is_element(vm, date, expr_arg(v, i));
    }
    return any;
}

static Val date_text(Vm *vm, const Date *date, Val format)
{
    size_t n = val_is_plain_list(format) ? expr_len(format) : 1;
    const Val *parts = val_is_plain_list(format) ? expr_args(format) : &format;
    Out out;

    out_init(&out);
    for (size_t i = 0; i < n; i++)
        if (!date_element(vm, date, text_data(parts[i]), &out, NULL))
            out_bytes(&out, text_data(parts[i]), text_bytes(parts[i]));
    Val v = text_from_out(vm_heap(vm), &out);
    out_fini(&out);
    return v;
}

/* How a date is shown where no format is given. */
static Val default_format(Heap *h, const Date *date)
{
    if (date->source != DATE_OBJECT || date->grain >= GRAIN_HOUR)
        return text_from(h, "DateTimeShort");
    if (date->grain >= GRAIN_WEEK)
        return text_from(h, "DateShort");
    if (date->grain == GRAIN_YEAR)
        return text_from(h, "Year");
    return expr3(h, S_List, text_from(h, date->grain == GRAIN_MONTH ? "MonthNameShort" : "QuarterNameShort"),
                 text_from(h, " "), text_from(h, "Year"));
}

BUILTIN(DateString,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .options = "CalendarType -> \"Gregorian\", TimeZone :> $TimeZone",
    .usage = "DateString[] gives a string of the current local date and time; DateString[date] of a date in any "
             "form; DateString[date, {e1, e2, ...}] a string of the elements e_i, such as \"Year\", \"MonthName\", "
             "\"DayShort\", \"Hour24\", \"ISODate\", and of other strings as they stand.",
    .messages = DATE_MESSAGES,
    .examples = EXAMPLES("DateString[{2000, 1, 1}]", "Sat 1 Jan 2000 00:00:00",
                         "DateString[{2024, 3, 5}, {\"Day\", \".\", \"Month\", \".\", \"Year\"}]", "05.03.2024",
                         "DateString[{2024, 3, 5, 14, 7, 9}, \"ISODateTime\"]", "2024-03-05T14:07:09"))
{
    Heap *h = vm_heap(vm);
    size_t n = options_split(args);
    Date date = date_now(h);

    if (n > 2)
        return NOT_MINE;
    if (n == 1 && is_format(vm, &date, args.v[0]))
        return date_text(vm, &date, args.v[0]);
    if (!date_argument(vm, args, n, 0, &date))
        return NOT_MINE;
    Val format = n == 2 ? args.v[1] : default_format(h, &date);
    if (val_is_plain_list(format)) {
        for (size_t i = 0; i < expr_len(format); i++)
            if (!val_is_string(expr_arg(format, i)))
                return NOT_MINE;
    } else if (!val_is_string(format)) {
        return NOT_MINE;
    }
    return date_text(vm, &date, format);
}

/* ---- DateValue ---- */

static Val date_property(Vm *vm, const Date *date, Val name)
{
    Val value = VAL_NONE;
    Out scratch;

    if (val_is_plain_list(name)) {
        Expr *list = expr_new(vm_heap(vm), S_List, expr_len(name));
        for (size_t i = 0; i < expr_len(name); i++) {
            list->args[i] = date_property(vm, date, expr_arg(name, i));
            if (val_is_none(list->args[i]))
                return VAL_NONE;
        }
        return expr_seal(list);
    }
    if (!val_is_string(name))
        return VAL_NONE;
    if (text_is(name, "CalendarType"))
        return text_from(vm_heap(vm), "Gregorian");
    if (text_is(name, "DateList"))
        return date_parts(vm_heap(vm), date, 6, true);
    if (text_is(name, "TimeZone") && date->grain < GRAIN_HOUR)
        return S_None;
    out_init(&scratch);
    if (!date_element(vm, date, text_data(name), &scratch, &value))
        value = VAL_NONE;
    out_fini(&scratch);
    return value;
}

BUILTIN(DateValue,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .options = "CalendarType -> \"Gregorian\", TimeZone :> $TimeZone",
    .usage = "DateValue[date, \"prop\"] gives the value of a property of date, such as \"Year\", \"DayName\" or "
             "\"Week\"; DateValue[date, {prop1, prop2, ...}] those of several; DateValue[\"prop\"] that of now.",
    .messages = DATE_MESSAGES,
    .examples = EXAMPLES("DateValue[{2024, 6, 15}, \"MonthName\"]", "June",
                         "DateValue[{2024, 6, 15}, {\"Year\", \"DayOfYear\"}]", "{2024, 167}"))
{
    size_t n = options_split(args);
    Date date;

    if (n < 1 || n > 2 || !date_argument(vm, args, n - 1, 0, &date))
        return NOT_MINE;
    Val v = date_property(vm, &date, args.v[n - 1]);
    return val_is_none(v) ? NOT_MINE : v;
}

/* ---- DateObject ---- */

static Val apply_date_object(Vm *vm, Args args)
{
    Date date;

    if (args.n != 1 || !date_read(vm_heap(vm), expr_head(args.expr), &date))
        return NOT_MINE;
    Val v = date_property(vm, &date, args.v[0]);
    return val_is_none(v) ? NOT_MINE : v;
}

/* {y, m, d} with a TimeObject: both together. */
static bool join_time(Heap *h, Date *date, Val time)
{
    Val parts[6];

    if (!val_has_head(time, S_TimeObject) || expr_len(time) < 1 || !val_is_plain_list(expr_arg(time, 0)))
        return false;
    Val clock = expr_arg(time, 0), ymd = date_parts(h, date, 3, false);
    size_t n = expr_len(clock);
    if (n > 3)
        return false;
    memcpy(parts, expr_args(ymd), 3 * sizeof(Val));
    memcpy(parts + 3, expr_args(clock), n * sizeof(Val));
    return date_from_list(h, 3 + n, parts, date);
}

BUILTIN(DateObject,
    .attrs = ATTR_PROTECTED | ATTR_READ_PROTECTED, .effects = EFFECT_TIME, .apply = apply_date_object,
    .options = "CalendarType -> \"Gregorian\", TimeZone :> $TimeZone",
    .usage = "DateObject[date] represents a date given as a list, a string or a number of seconds; "
             "DateObject[date, \"granularity\"] one of granularity \"Year\", \"Month\", \"Week\", \"Day\", \"Hour\", "
             "\"Instant\" and so on. DateObject[...][\"prop\"] gives a property.",
    .messages = DATE_MESSAGES,
    .examples = EXAMPLES("DateObject[{2024, 2, 30}]", "DateObject[{2024, 3, 1}, Day]",
                         "DateObject[\"March 2024\"]", "DateObject[{2024, 3}, Month]",
                         "DateObject[{2024, 5, 17}][\"DayName\"]", "Friday"))
{
    Heap *h = vm_heap(vm);
    size_t n = options_split(args);
    Granularity grain;
    Date date;

    if (n > 4 || (n > 2 && !text_is(args.v[2], "Gregorian")))
        return NOT_MINE;
    if (!date_argument(vm, args, n, 0, &date))
        return NOT_MINE;
    if (n >= 2) {
        if (granularity_read(args.v[1], &grain))
            date_truncate(h, &date, grain);
        else if (n > 2 || !join_time(h, &date, args.v[1]))
            return NOT_MINE;
    }
    if (n == 4)
        date.zone = args.v[3];
    if (n < args.n && n < 4 && date.grain >= GRAIN_HOUR) {
        Val zone;
        TRY(zone = option_get(vm, args, S_TimeZone));
        if (!val_is(zone, S_Automatic))
            date.zone = zone;
    }
    Val v = date_object(h, &date);
    return val_same(v, args.expr) ? NOT_MINE : v;
}

BUILTIN(DateObjectQ,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "x_", .quiet_count = true,
    .usage = "DateObjectQ[expr] gives True if expr is a DateObject with a valid date, and False otherwise.",
    .examples = EXAMPLES("DateObjectQ[DateObject[{2024, 1, 1}]]", "True", "DateObjectQ[{2024, 1, 1}]", "False"))
{
    Date date;

    return val_has_head(args.v[0], S_DateObject) && date_read(vm_heap(vm), args.v[0], &date) ? S_True : S_False;
}

/* ---- TimeObject ---- */

static Val apply_time_object(Vm *vm, Args args)
{
    Heap *h = vm_heap(vm);
    Val time = expr_head(args.expr);
    Date date;

    if (args.n != 1 || !date_read(h, expr3(h, S_List, val_int(2000), val_int(1), val_int(1)), &date)
        || !join_time(h, &date, time))
        return NOT_MINE;
    Val v = date_property(vm, &date, args.v[0]);
    return val_is_none(v) ? NOT_MINE : v;
}

BUILTIN(TimeObject,
    .attrs = ATTR_PROTECTED | ATTR_READ_PROTECTED, .effects = EFFECT_TIME, .apply = apply_time_object,
    .usage = "TimeObject[{h, m, s}] represents a time of day; TimeObject[] the current one; "
             "TimeObject[...][\"prop\"] gives a property.",
    .examples = EXAMPLES("TimeObject[{13, 5, 7}][\"Minute\"]", "5"))
{
    Heap *h = vm_heap(vm);

    if (args.n > 0)
        return NOT_MINE;
    Date now = date_now(h);
    Val parts = date_parts(h, &now, 6, true);
    return expr1(h, S_TimeObject, list_make(h, 3, expr_args(parts) + 3));
}

/* ---- arithmetic ---- */

/* Adds n units given as n (days), {n, unit}, a list of those, or Quantity[n, unit]; *finest is the
 * smallest unit so far. */
static bool add_offset(Heap *h, Date *date, Val offset, Granularity *finest)
{
    Granularity unit = GRAIN_DAY;
    Val n = offset;

    if (val_is_call(offset, S_Quantity, 2) || (val_is_call(offset, S_List, 2)
                                                && !val_is_list(expr_arg(offset, 0)))) {
        n = expr_arg(offset, 0);
        if (!granularity_read(expr_arg(offset, 1), &unit))
            return false;
    } else if (val_is_plain_list(offset)) {
        for (size_t i = 0; i < expr_len(offset); i++)
            if (!add_offset(h, date, expr_arg(offset, i), finest))
                return false;
        return true;
    }
    if (unit > *finest)
        *finest = unit;
    return date_add(h, date, n, unit);
}

BUILTIN(DatePlus,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .args = "date_, offset_:",
    .usage = "DatePlus[date, n] gives the date n days after date; DatePlus[date, {n, unit}] n units after it; "
             "DatePlus[date, {{n1, unit1}, ...}] adds several; DatePlus[offset] adds to the current date. A list "
             "gives a list, a DateObject a DateObject.",
    .messages = DATE_MESSAGES,
    .examples = EXAMPLES("DatePlus[{2024, 2, 28}, 2]", "{2024, 3, 1}",
                         "DatePlus[{2020, 1, 31}, {1, \"Month\"}]", "{2020, 2, 29}"))
{
    static const size_t parts[] = {1, 2, 2, 3, 3, 4, 5, 6, 6};
    Heap *h = vm_heap(vm);
    Granularity finest = GRAIN_YEAR;
    Date date;

    if (!date_argument(vm, args, args.n - 1, 0, &date))
        return NOT_MINE;
    Granularity grain = date.grain;
    if (!add_offset(h, &date, args.v[args.n - 1], &finest))
        return NOT_MINE;
    size_t n = parts[finest] > date.list_len ? parts[finest] : date.list_len;
    if (date.source == DATE_LIST)
        return date_parts(h, &date, n, false);
    if (date.source == DATE_NUMBER)
        return date_absolute(h, &date);
    date_truncate(h, &date, finest > grain ? finest == GRAIN_SECOND ? GRAIN_INSTANT : finest : grain);
    return date_object(h, &date);
}

static Val plural_quantity(Heap *h, Val n, Granularity unit)
{
    return expr2(h, S_Quantity, n, text_format(h, "%ss", granularity_name(unit)));
}

/* Whole months between two dates, and the two dates on either side of the rest. */
static Val difference_in_months(Heap *h, Date from, Date to, int per_unit)
{
    Civil a = civil_from_day(from.day), b = civil_from_day(to.day);
    bool negative = false;

    if (from.day > to.day || (from.day == to.day && num_compare(from.sec, to.sec) > 0)) {
        Date swap = from;
        from = to;
        to = swap;
        a = civil_from_day(from.day);
        b = civil_from_day(to.day);
        negative = true;
    }
    /* Down from an upper bound to the last whole unit that does not pass [to]. */
    int64_t n = ((b.year - a.year) * 12 + b.month - a.month) / per_unit + 1;
    Date low, high = from;
    for (low = from; ; n--) {
        low = from;
        date_add(h, &low, val_int(n * per_unit), GRAIN_MONTH);
        if (low.day < to.day || (low.day == to.day && num_compare(low.sec, to.sec) <= 0))
            break;
        high = low;
    }
    /* From the last day of a month to that of a shorter one is a whole month. */
    Val rest = num_sub(h, date_absolute(h, &to), date_absolute(h, &low));
    Val whole = val_int(negative ? -n : n);
    if (num_is_zero(rest))
        return whole;
    Val length = num_sub(h, date_absolute(h, &high), date_absolute(h, &low));
    Val v = num_to_machine(h, num_add(h, val_int(n), num_div(h, rest, length)));
    return negative ? num_neg(h, v) : v;
}

static Val date_difference(Heap *h, const Date *from, const Date *to, Granularity unit)
{
    static const int seconds[] = {7 * 86400, 86400, 3600, 60, 1, 1};

    if (unit <= GRAIN_MONTH)
        return difference_in_months(h, *from, *to, unit == GRAIN_YEAR ? 12 : unit == GRAIN_QUARTER ? 3 : 1);
    Val diff = num_sub(h, date_absolute(h, to), date_absolute(h, from));
    return num_div(h, diff, val_int(seconds[unit - GRAIN_WEEK]));
}

/* Several units: whole numbers of each but the last. */
static Val mixed_difference(Heap *h, Date from, const Date *to, Val units)
{
    size_t n = expr_len(units);
    Expr *magnitudes = expr_new(h, S_List, n), *names = expr_new(h, S_List, n);
    Granularity unit;

    for (size_t i = 0; i < n; i++) {
        if (!granularity_read(expr_arg(units, i), &unit))
            return VAL_NONE;
        Val v = date_difference(h, &from, to, unit);
        if (i + 1 < n) {
            v = num_truncate(h, v);
            date_add(h, &from, v, unit);
        }
        magnitudes->args[i] = v;
        names->args[i] = text_format(h, "%ss", granularity_name(unit));
    }
    return expr2(h, S_Quantity, expr1(h, S_MixedMagnitude, expr_seal(magnitudes)),
                 expr1(h, S_MixedUnit, expr_seal(names)));
}

BUILTIN(DateDifference,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .args = "from_, to_, unit_:\"Day\"",
    .usage = "DateDifference[date1, date2] gives the number of days from date1 to date2 as a Quantity; "
             "DateDifference[date1, date2, \"unit\"] uses another unit; a list of units gives a mixed quantity.",
    .messages = DATE_MESSAGES,
    .examples = EXAMPLES("DateDifference[{2024, 1, 1}, {2024, 3, 1}]", "Quantity[60, Days]",
                         "DateDifference[{2024, 1, 1}, {2024, 1, 2}, \"Hour\"]", "Quantity[24, Hours]"))
{
    Heap *h = vm_heap(vm);
    Granularity unit;
    Date from, to;

    if (!date_argument(vm, args, 3, 0, &from) || !date_argument(vm, args, 3, 1, &to))
        return NOT_MINE;
    if (val_is_plain_list(args.v[2])) {
        Val v = mixed_difference(h, from, &to, args.v[2]);
        return val_is_none(v) ? NOT_MINE : v;
    }
    if (!granularity_read(args.v[2], &unit))
        return NOT_MINE;
    return plural_quantity(h, date_difference(h, &from, &to, unit), unit);
}

/* ---- other counts of time ---- */

/* A date in UTC, as seconds since 1900. */
static Val absolute_utc(Heap *h, const Date *date)
{
    double zone = local_zone();
    Val v = date_absolute(h, date);

    return zone == 0 ? v : num_sub(h, v, val_int((int64_t)(zone * 3600)));
}

#define UNIX_EPOCH INT64_C(2208988800)

BUILTIN(UnixTime,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .args = "date_:",
    .usage = "UnixTime[] gives the number of seconds since the beginning of 1970 in UTC; UnixTime[date] that of a "
             "date.",
    .messages = DATE_MESSAGES,
    .examples = EXAMPLES("UnixTime[DateObject[{1970, 1, 2, 0, 0, 0}, TimeZone -> 0]]", "86400"))
{
    Heap *h = vm_heap(vm);
    Date date;

    if (!date_argument(vm, args, args.n, 0, &date))
        return NOT_MINE;
    return num_floor(h, num_sub(h, absolute_utc(h, &date), val_int(UNIX_EPOCH)));
}

static Val object_of_absolute(Heap *h, Val seconds)
{
    Date date;

    if (!date_from_absolute(h, seconds, &date))
        return NOT_MINE;
    return date_object(h, &date);
}

BUILTIN(FromUnixTime,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .args = "n_",
    .usage = "FromUnixTime[n] gives the DateObject that is n seconds after the beginning of 1970 in UTC.",
    .examples = EXAMPLES("UnixTime[FromUnixTime[1000000000]]", "1000000000"))
{
    Heap *h = vm_heap(vm);

    if (!val_is_real_number(args.v[0]))
        return NOT_MINE;
    return object_of_absolute(h, num_add(h, args.v[0],
                                         val_int(UNIX_EPOCH + (int64_t)(local_zone() * 3600))));
}

BUILTIN(FromAbsoluteTime,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .args = "n_",
    .usage = "FromAbsoluteTime[n] gives the DateObject that is n seconds after the beginning of 1900.",
    .examples = EXAMPLES("FromAbsoluteTime[86400][\"Day\"]", "2"))
{
    return object_of_absolute(vm_heap(vm), args.v[0]);
}

/* The Julian date of 1 January 1900, 0h: 2415020 1/2. */
static Val julian_epoch(Heap *h)
{
    return rat_new(h, val_int(4830041), val_int(2));
}

BUILTIN(JulianDate,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .args = "date_:",
    .usage = "JulianDate[] gives the current number of days since noon of 24 November -4714 in UTC; "
             "JulianDate[date] that of a date.",
    .messages = DATE_MESSAGES,
    .examples = EXAMPLES("JulianDate[DateObject[{2000, 1, 1, 12, 0, 0}, TimeZone -> 0]]", "2.451545*^6"))
{
    Heap *h = vm_heap(vm);
    Date date;

    if (!date_argument(vm, args, args.n, 0, &date))
        return NOT_MINE;
    Val days = num_div(h, absolute_utc(h, &date), val_int(86400));
    return num_to_machine(h, num_add(h, days, julian_epoch(h)));
}

BUILTIN(FromJulianDate,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .args = "n_",
    .usage = "FromJulianDate[jd] gives the DateObject of a Julian date.",
    .examples = EXAMPLES("FromJulianDate[2451545][\"Year\"]", "2000"))
{
    Heap *h = vm_heap(vm);

    if (!val_is_real_number(args.v[0]))
        return NOT_MINE;
    /* The whole days first: in seconds since 1900 the fraction of an inexact day would suffer. */
    Val days = num_sub(h, args.v[0], julian_epoch(h)), whole = num_floor(h, days);
    Val shift = val_int((int64_t)(local_zone() * 3600));
    Val sec = num_add(h, num_mul(h, num_sub(h, days, whole), val_int(86400)), shift);
    int64_t day;
    Date date;
    if (!int_fits_i64(whole, &day) || llabs(day) > INT64_C(400000000000) || !date_from_absolute(h, sec, &date))
        return NOT_MINE;
    date.day += day;
    return date_object(h, &date);
}

BUILTIN(LeapYearQ,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .args = "date_:",
    .usage = "LeapYearQ[date] gives True if the year of date is a leap year, and False otherwise.",
    .messages = DATE_MESSAGES,
    .examples = EXAMPLES("LeapYearQ[{2000}]", "True", "LeapYearQ[{1900}]", "False"))
{
    Date date;

    if (!date_argument(vm, args, args.n, 0, &date))
        return NOT_MINE;
    return is_leap_year(civil_from_day(date.day).year) ? S_True : S_False;
}

/* ---- now ---- */

static Val value_now(Vm *vm)
{
    Date now = date_now(vm_heap(vm));

    return date_object(vm_heap(vm), &now);
}

static Val day_from_today(Vm *vm, int64_t days)
{
    Date now = date_now(vm_heap(vm));

    now.day += days;
    now.zone = VAL_NONE;
    date_truncate(vm_heap(vm), &now, GRAIN_DAY);
    return date_object(vm_heap(vm), &now);
}

static Val value_today(Vm *vm)     { return day_from_today(vm, 0); }
static Val value_tomorrow(Vm *vm)  { return day_from_today(vm, 1); }
static Val value_yesterday(Vm *vm) { return day_from_today(vm, -1); }
static Val value_zone(Vm *vm)      { return val_real_new(vm_heap(vm), local_zone()); }

SYMBOL(Now, .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .value = value_now,
    .usage = "Now gives the current date and time as a DateObject.",
    .examples = EXAMPLES("Head[Now]", "DateObject"));
SYMBOL(Today, .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .value = value_today,
    .usage = "Today gives the current date as a DateObject.",
    .examples = EXAMPLES("Today[\"Granularity\"]", "Day"));
SYMBOL(Tomorrow, .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .value = value_tomorrow,
    .usage = "Tomorrow gives the date of tomorrow as a DateObject.",
    .examples = EXAMPLES("Tomorrow[\"Granularity\"]", "Day"));
SYMBOL(Yesterday, .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .value = value_yesterday,
    .usage = "Yesterday gives the date of yesterday as a DateObject.",
    .examples = EXAMPLES("Yesterday[\"Granularity\"]", "Day"));
SYMBOL_AS(TimeZoneVariable, "$TimeZone", .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .value = value_zone,
    .usage = "$TimeZone gives the current time zone, in hours east of UTC.",
    .examples = EXAMPLES("Head[$TimeZone]", "Real"));
