/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * days.c -- kinds of days, counting and finding them, and dates as intervals.
 *
 * A date of some granularity is the interval from its beginning to the beginning of the next one of
 * that granularity; an instant is an empty interval.
 */
#include "vm/builtin/date.h"
#include "vm/builtin/items.h"

#define DAY_MESSAGES \
    MESSAGES("arg", "Argument `1` cannot be interpreted as a date or time input.", \
             "str", "String `1` cannot be interpreted as a date.")

/* Reads argument [i], or today where there is none. */
static bool read_argument(Vm *vm, Args args, size_t n, size_t i, Date *date)
{
    if (i < n)
        return date_read(vm_heap(vm), args.v[i], date);
    *date = date_now(vm_heap(vm));
    date->zone = VAL_NONE;
    date_truncate(vm_heap(vm), date, GRAIN_DAY);
    return true;
}

static Val day_object(Heap *h, int64_t day, Val zone)
{
    Date date = {.day = day, .sec = val_int(0), .grain = GRAIN_DAY, .zone = zone};

    return date_object(h, &date);
}

/* ---- kinds of days ---- */

typedef enum DayType { DAYS_ALL, DAYS_WEEKDAY, DAYS_WEEKEND, DAYS_MONTH_END, DAYS_MONTH_BEGIN,
                       DAYS_MONDAY /* to DAYS_MONDAY + 6 */ } DayType;

static bool day_type(Val v, DayType *type)
{
    static const struct { const char *name; DayType type; } types[] = {
        {"All", DAYS_ALL}, {"Day", DAYS_ALL}, {"Weekday", DAYS_WEEKDAY}, {"BusinessDay", DAYS_WEEKDAY},
        {"Weekend", DAYS_WEEKEND}, {"EndOfMonth", DAYS_MONTH_END}, {"BeginningOfMonth", DAYS_MONTH_BEGIN},
    };

    if (val_is(v, S_All))
        return *type = DAYS_ALL, true;
    for (size_t i = 0; val_is_string(v) && i < COUNT_OF(types); i++)
        if (text_is(v, types[i].name))
            return *type = types[i].type, true;
    for (int i = 0; i < 7; i++)
        if (text_is(v, day_names[i]) || (val_is_symbol(v) && strcmp(symbol_name(v), day_names[i]) == 0))
            return *type = (DayType)(DAYS_MONDAY + i), true;
    return false;
}

static bool day_is(int64_t day, DayType type)
{
    int weekday = day_of_week(day);

    switch (type) {
    case DAYS_ALL:         return true;
    case DAYS_WEEKDAY:     return weekday <= 5;
    case DAYS_WEEKEND:     return weekday > 5;
    case DAYS_MONTH_END:   return civil_from_day(day + 1).day == 1;
    case DAYS_MONTH_BEGIN: return civil_from_day(day).day == 1;
    default:               return weekday == (int)type - (int)DAYS_MONDAY + 1;
    }
}

/* The nearest day of a type from [day] on, in steps of 1 or -1. */
static int64_t find_day(int64_t day, DayType type, int step)
{
    while (!day_is(day, type))
        day += step;
    return day;
}

BUILTIN(DayName,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .options = "CalendarType -> \"Gregorian\"", .quiet_count = true,
    .usage = "DayName[] gives the name of the current day of the week as a symbol; DayName[date] that of a date.",
    .messages = DAY_MESSAGES,
    .examples = EXAMPLES("DayName[{2000, 1, 1}]", "Saturday"))
{
    size_t n = options_split(args);
    Date date;

    if (n > 1 || !read_argument(vm, args, n, 0, &date))
        return NOT_MINE;
    const char *name = day_names[day_of_week(date.day) - 1];
    return vm_symbol(vm, name, strlen(name));
}

BUILTIN(DayMatchQ,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .args = "date_, type_",
    .usage = "DayMatchQ[date, daytype] gives True if the day is of a type: a day of the week, \"Weekday\", \"Weekend\", "
             "\"BusinessDay\", \"EndOfMonth\", \"BeginningOfMonth\", All.",
    .examples = EXAMPLES("DayMatchQ[{2024, 6, 15}, Saturday]", "True", "DayMatchQ[{2024, 6, 15}, \"Weekday\"]", "False"))
{
    DayType type;
    Date date;

    if (!date_read(vm_heap(vm), args.v[0], &date) || !day_type(args.v[1], &type))
        return NOT_MINE;
    return day_is(date.day, type) ? S_True : S_False;
}

BUILTIN(BusinessDayQ,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .args = "date_:",
    .usage = "BusinessDayQ[date] gives True if date is a Monday to Friday, and False otherwise.",
    .examples = EXAMPLES("BusinessDayQ[{2024, 6, 15}]", "False"))
{
    Date date;

    if (!read_argument(vm, args, args.n, 0, &date))
        return NOT_MINE;
    return day_is(date.day, DAYS_WEEKDAY) ? S_True : S_False;
}

BUILTIN(DayPlus,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .args = "date_, n_Integer, type_:All",
    .usage = "DayPlus[date, n] gives the date n days after date; DayPlus[date, n, daytype] counts only days of a type.",
    .examples = EXAMPLES("DayPlus[{2024, 2, 28}, 2]", "DateObject[{2024, 3, 1}, Day]",
                         "DayPlus[{2024, 6, 14}, 1, \"Weekday\"]", "DateObject[{2024, 6, 17}, Day]"))
{
    Heap *h = vm_heap(vm);
    DayType type;
    Date date;

    if (!date_read(h, args.v[0], &date) || !day_type(args.v[2], &type) || !val_is_small(args.v[1]))
        return NOT_MINE;
    int64_t n = val_small(args.v[1]), step = n < 0 ? -1 : 1;
    if (type == DAYS_ALL)
        return day_object(h, date.day + n, VAL_NONE);
    for (; n != 0; n -= step) {
        TRY(vm_poll(vm));
        date.day = find_day(date.day + step, type, (int)step);
    }
    return day_object(h, date.day, VAL_NONE);
}

BUILTIN(DayCount,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .args = "from_, to_, type_:All",
    .usage = "DayCount[date1, date2] gives the number of days from date1 to date2; DayCount[date1, date2, daytype] "
             "the number of days of a type after date1 and not after date2.",
    .examples = EXAMPLES("DayCount[{2023, 1, 1}, {2023, 1, 31}]", "30"))
{
    DayType type;
    Date from, to;
    int64_t n = 0;

    if (!date_read(vm_heap(vm), args.v[0], &from) || !date_read(vm_heap(vm), args.v[1], &to)
        || !day_type(args.v[2], &type))
        return NOT_MINE;
    if (type == DAYS_ALL)
        return int_from_i64(vm_heap(vm), to.day - from.day);
    int sign = to.day < from.day ? -1 : 1;
    int64_t first = sign > 0 ? from.day : to.day, last = sign > 0 ? to.day : from.day;
    for (int64_t day = first + 1; day <= last; day++) {
        TRY(vm_poll(vm));
        n += day_is(day, type);
    }
    return int_from_i64(vm_heap(vm), sign * n);
}

BUILTIN(DayRange,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .args = "from_, to_, type_:All",
    .usage = "DayRange[date1, date2] gives a list of the days from date1 to date2; DayRange[date1, date2, daytype] "
             "those of a type.",
    .examples = EXAMPLES("Length[DayRange[{2024, 1, 1}, {2024, 1, 7}]]", "7",
                         "DayRange[{2024, 6, 14}, {2024, 6, 16}, \"Weekend\"]",
                         "{DateObject[{2024, 6, 15}, Day], DateObject[{2024, 6, 16}, Day]}"))
{
    Heap *h = vm_heap(vm);
    DayType type;
    Date from, to;
    Builder b;

    if (!date_read(h, args.v[0], &from) || !date_read(h, args.v[1], &to) || !day_type(args.v[2], &type))
        return NOT_MINE;
    TRY(vm_check_length(vm, (double)(to.day - from.day), 64));
    builder_start(&b, h, S_List);
    for (int64_t day = from.day; day <= to.day; day++) {
        TRY(vm_poll(vm));
        if (day_is(day, type))
            builder_push(&b, day_object(h, day, VAL_NONE));
    }
    return builder_finish(&b);
}

BUILTIN(DayRound,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .args = "date_, type_:All, direction_:\"Next\"",
    .usage = "DayRound[date, daytype] gives date if it is a day of this type, or the next such day; DayRound[date, "
             "daytype, \"Previous\"] the one before.",
    .examples = EXAMPLES("DayRound[{2024, 6, 15}, Monday]", "DateObject[{2024, 6, 17}, Day]"))
{
    bool back = text_is(args.v[2], "Previous") || text_is(args.v[2], "Preceding");
    DayType type;
    Date date;

    if (!date_read(vm_heap(vm), args.v[0], &date) || !day_type(args.v[1], &type))
        return NOT_MINE;
    return day_object(vm_heap(vm), find_day(date.day, type, back ? -1 : 1), date.zone);
}

/* ---- the next and the previous ---- */

static Val step_date(Vm *vm, Args args, int step)
{
    Heap *h = vm_heap(vm);
    Val spec = args.v[args.n - 1];
    Granularity grain;
    DayType type;
    Date date;

    if (!read_argument(vm, args, args.n - 1, 0, &date))
        return NOT_MINE;
    if (granularity_read(spec, &grain)) {
        date_truncate(h, &date, grain);
        date_add(h, &date, val_int(step), grain);
        return date_object(h, &date);
    }
    if (!day_type(spec, &type))
        return NOT_MINE;
    return day_object(h, find_day(date.day + step, type, step), date.zone);
}

BUILTIN(NextDate,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .args = "date_, spec_:",
    .usage = "NextDate[date, spec] gives the next day of a type, or the next date of a granularity, after date; "
             "NextDate[spec] that after now.",
    .examples = EXAMPLES("NextDate[{2024, 6, 22}, Monday]", "DateObject[{2024, 6, 24}, Day]",
                         "NextDate[{2024, 6, 22}, \"Year\"]", "DateObject[{2025}, Year]"))
{
    return step_date(vm, args, 1);
}

BUILTIN(PreviousDate,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .args = "date_, spec_:",
    .usage = "PreviousDate[date, spec] gives the previous day of a type, or the previous date of a granularity, "
             "before date; PreviousDate[spec] that before now.",
    .examples = EXAMPLES("PreviousDate[{2024, 6, 22}, Sunday]", "DateObject[{2024, 6, 16}, Day]"))
{
    return step_date(vm, args, -1);
}

/* ---- dates as intervals ---- */

/* Beginning and end in seconds since 1900. */
static void interval_of(Heap *h, Date date, Val *from, Val *to)
{
    date_truncate(h, &date, date.grain);
    *from = date_absolute(h, &date);
    if (date.grain < GRAIN_INSTANT)
        date_add(h, &date, val_int(1), date.grain);
    *to = date_absolute(h, &date);
}

/* Two dates as intervals; false where an argument is none. */
static bool two_intervals(Vm *vm, Args args, Val v[4])
{
    Date a, b;

    if (!date_read(vm_heap(vm), args.v[0], &a) || !date_read(vm_heap(vm), args.v[1], &b))
        return false;
    interval_of(vm_heap(vm), a, &v[0], &v[1]);
    interval_of(vm_heap(vm), b, &v[2], &v[3]);
    return true;
}

BUILTIN(DateWithinQ,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .args = "outer_, inner_",
    .usage = "DateWithinQ[date1, date2] gives True if date2 is within date1, and False otherwise.",
    .examples = EXAMPLES("DateWithinQ[DateObject[{2024, 7}], DateObject[{2024, 7, 31}]]", "True"))
{
    Val v[4];

    if (!two_intervals(vm, args, v))
        return NOT_MINE;
    return num_compare(v[0], v[2]) <= 0 && num_compare(v[3], v[1]) <= 0 ? S_True : S_False;
}

BUILTIN(DateOverlapsQ,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .args = "date1_, date2_",
    .usage = "DateOverlapsQ[date1, date2] gives True if the two dates have some time in common, and False otherwise.",
    .examples = EXAMPLES("DateOverlapsQ[DateObject[{2024}], DateObject[{2024, 6, 1}]]", "True"))
{
    Val v[4];

    if (!two_intervals(vm, args, v))
        return NOT_MINE;
    int a = num_compare(v[0], v[3]), b = num_compare(v[2], v[1]);
    bool empty = num_compare(v[0], v[1]) == 0 || num_compare(v[2], v[3]) == 0;
    return empty ? (a <= 0 && b <= 0 ? S_True : S_False) : (a < 0 && b < 0 ? S_True : S_False);
}

/* The first (or last) of a list of dates, as it was given. */
static Val extreme_date(Heap *h, Val list, int sign)
{
    Val best = VAL_NONE, best_time = VAL_NONE;
    Date date;

    for (size_t i = 0; i < expr_len(list); i++) {
        if (!date_read(h, expr_arg(list, i), &date))
            return VAL_NONE;
        Val time = date_absolute(h, &date);
        if (val_is_none(best) || sign * num_compare(time, best_time) > 0) {
            best = expr_arg(list, i);
            best_time = time;
        }
    }
    return best;
}

static bool is_date_list(Val v)
{
    return val_is_plain_list(v) && expr_len(v) > 0 && !val_is_number(expr_arg(v, 0));
}

static Val extreme(Vm *vm, Args args, int sign)
{
    Val v = is_date_list(args.v[0]) ? extreme_date(vm_heap(vm), args.v[0], sign) : VAL_NONE;

    return val_is_none(v) ? NOT_MINE : v;
}

BUILTIN(MinDate,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .args = "dates_",
    .usage = "MinDate[{date1, date2, ...}] gives the earliest of the dates.",
    .examples = EXAMPLES("MinDate[{{2024, 6, 1}, {2024, 1, 1}}]", "{2024, 1, 1}"))
{
    return extreme(vm, args, -1);
}

BUILTIN(MaxDate,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .args = "dates_",
    .usage = "MaxDate[{date1, date2, ...}] gives the latest of the dates.",
    .examples = EXAMPLES("MaxDate[{{2024, 6, 1}, {2024, 1, 1}}]", "{2024, 6, 1}"))
{
    return extreme(vm, args, 1);
}

BUILTIN(DateBounds,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .args = "dates_",
    .usage = "DateBounds[{date1, date2, ...}] gives a list of the earliest and the latest date; DateBounds[date] the "
             "beginning and the end of a date.",
    .examples = EXAMPLES("DateBounds[{{2024, 6, 1}, {2024, 1, 1}, {2024, 3, 1}}]", "{{2024, 1, 1}, {2024, 6, 1}}"))
{
    Heap *h = vm_heap(vm);
    Date date, end;

    if (is_date_list(args.v[0])) {
        Val first = extreme_date(h, args.v[0], -1);
        return val_is_none(first) ? NOT_MINE : expr2(h, S_List, first, extreme_date(h, args.v[0], 1));
    }
    if (!val_has_head(args.v[0], S_DateObject) || !date_read(h, args.v[0], &date))
        return NOT_MINE;
    if (val_is_none(date.zone))
        date.zone = S_None;
    date_truncate(h, &date, date.grain);
    end = date;
    if (date.grain < GRAIN_INSTANT)
        date_add(h, &end, val_int(1), date.grain);
    date.grain = end.grain = GRAIN_INSTANT;
    date.sec = num_to_machine(h, date.sec);
    end.sec = num_to_machine(h, end.sec);
    return expr2(h, S_List, date_object(h, &date), date_object(h, &end));
}

/* ---- MidDate ---- */

/* The seconds that a granularity stands for on average: the weight of a date among others. */
static Val grain_seconds(Heap *h, Granularity g)
{
    static const int64_t hours_times_100[] = {876582, 219146, 73049, 16800, 2400, 100};

    if (g <= GRAIN_HOUR)
        return int_from_i64(h, hours_times_100[g] * 36);
    return val_int(g == GRAIN_MINUTE ? 60 : 1);
}

/* The weighted mean of the middles of several dates. */
static bool mean_of_dates(Heap *h, size_t n, const Val *dates, Val *mean)
{
    Val sum = val_int(0), weights = val_int(0);
    Date date;

    for (size_t i = 0; i < n; i++) {
        Val from, to;
        if (!date_read(h, dates[i], &date))
            return false;
        interval_of(h, date, &from, &to);
        Val weight = grain_seconds(h, date.grain);
        sum = num_add(h, sum, num_mul(h, weight, num_div(h, num_add(h, from, to), val_int(2))));
        weights = num_add(h, weights, weight);
    }
    *mean = num_div(h, sum, weights);
    return n > 0;
}

BUILTIN(MidDate,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .args = "date_, grain_:\"Instant\", weight_:1/2",
    .usage = "MidDate[date] gives the middle of a date; MidDate[date, gran] with another granularity; MidDate[date, "
             "gran, w] the part w of the way through it; MidDate[{date1, date2, ...}] the mean of several dates.",
    .examples = EXAMPLES("MidDate[DateObject[{2024}], \"Day\"]", "DateObject[{2024, 7, 2}, Day]",
                         "MidDate[{{2024, 1, 1}, {2024, 1, 3}}, \"Day\"]", "DateObject[{2024, 1, 2}, Day]"))
{
    Heap *h = vm_heap(vm);
    Val spec = args.v[0], middle, weight;
    Granularity grain;
    Items it;
    Date date;

    TRY(weight = vm_eval(vm, args.v[2]));
    if (!granularity_read(args.v[1], &grain) || !val_is_real_number(weight))
        return NOT_MINE;
    if (val_is_assoc(spec) || is_date_list(spec)) {
        if (!items_of(h, spec, &it) || !mean_of_dates(h, it.n, it.v, &middle))
            return NOT_MINE;
        date_from_absolute(h, middle, &date);
    } else {
        Val from, to;
        if (!date_read(h, spec, &date))
            return NOT_MINE;
        interval_of(h, date, &from, &to);
        middle = num_add(h, from, num_mul(h, weight, num_sub(h, to, from)));
        date_from_absolute(h, middle, &date);
        if (grain == GRAIN_INSTANT)
            date.sec = num_to_machine(h, date.sec);
    }
    if (grain < GRAIN_INSTANT)
        date_truncate(h, &date, grain);
    return date_object(h, &date);
}

/* ---- ranges ---- */

/* A step n (days), {n, unit}, Quantity[n, unit] or "unit". */
static bool read_step(Val v, Val *n, Granularity *unit)
{
    *unit = GRAIN_DAY;
    *n = val_int(1);
    if (val_is_string(v))
        return granularity_read(v, unit);
    if (val_is_call(v, S_List, 2) || val_is_call(v, S_Quantity, 2)) {
        *n = expr_arg(v, 0);
        return val_is_real_number(*n) && granularity_read(expr_arg(v, 1), unit);
    }
    *n = v;
    return val_is_real_number(v);
}

BUILTIN(DateRange,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .args = "from_, to_, step_:1",
    .usage = "DateRange[date1, date2] gives the list of dates from date1 to date2 by days; DateRange[date1, date2, "
             "step] by a step such as \"Month\" or {2, \"Week\"}.",
    .examples = EXAMPLES("DateRange[{2024, 1, 31}, {2024, 3, 31}, \"Month\"]", "{{2024, 1, 31}, {2024, 2, 29}, {2024, 3, 31}}"))
{
    Heap *h = vm_heap(vm);
    Date from, to, at;
    Granularity unit;
    Builder b;
    Val n;

    if (!date_read(h, args.v[0], &from) || !date_read(h, args.v[1], &to) || !read_step(args.v[2], &n, &unit)
        || num_is_zero(n))
        return NOT_MINE;
    Val end = date_absolute(h, &to);
    int sign = num_sign(n);
    builder_start(&b, h, S_List);
    for (int64_t i = 0; ; i++) {
        TRY(vm_poll(vm));
        TRY(vm_check_length(vm, (double)b.n, 128));
        at = from;
        if (!date_add(h, &at, num_mul(h, n, val_int(i)), unit) || sign * num_compare(date_absolute(h, &at), end) > 0)
            break;
        builder_push(&b, from.source == DATE_LIST ? date_parts(h, &at, from.list_len > 3 ? from.list_len : 3, false)
                                                  : date_object(h, &at));
    }
    return builder_finish(&b);
}

/* ---- calendars ---- */

/* The Julian date of a day: years of 365.25 days. */
static Civil julian_from_day(int64_t day)
{
    int64_t z = day + 693901 + 2, era = z >= 0 ? z / 1461 : (z - 1460) / 1461, d = z - era * 1461;
    int64_t y = (d - d / 1460) / 365, in_year = d - 365 * y, m = (5 * in_year + 2) / 153;
    Civil c = {.day = (int)(in_year - (153 * m + 2) / 5 + 1), .month = (int)(m < 10 ? m + 3 : m - 9)};

    c.year = era * 4 + y + (c.month <= 2);
    if (c.year <= 0)
        c.year--;
    return c;
}

BUILTIN(CalendarConvert,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_TIME, .args = "date_, calendar_:\"Gregorian\"",
    .usage = "CalendarConvert[date, \"calendar\"] converts a date object to another calendar: \"Gregorian\" or "
             "\"Julian\".",
    .examples = EXAMPLES("CalendarConvert[DateObject[{2000, 1, 1}], \"Julian\"]", "DateObject[{1999, 12, 19}, Day, Julian]"))
{
    Heap *h = vm_heap(vm);
    Date date;

    if (!val_has_head(args.v[0], S_DateObject) || !date_read(h, args.v[0], &date))
        return NOT_MINE;
    if (text_is(args.v[1], "Gregorian"))
        return args.v[0];
    if (!text_is(args.v[1], "Julian") || date.grain != GRAIN_DAY)
        return NOT_MINE;
    Civil c = julian_from_day(date.day);
    return expr3(h, S_DateObject, expr3(h, S_List, int_from_i64(h, c.year), val_int(c.month), val_int(c.day)),
                 text_from(h, "Day"), args.v[1]);
}
