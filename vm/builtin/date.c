/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * date.c -- reading dates of every form, arithmetic on them, and giving them back.
 */
#include "vm/builtin/date.h"

#include <math.h>
#include <time.h>

#include "vm/builtin/items.h"
#include "vm/eval/limits.h"

enum { DAY_SECONDS = 86400 };
/* Days from 1 March of the year 0 to 1 January 1900. */
#define EPOCH_SHIFT INT64_C(693901)
static const int64_t unix_epoch_day = 25567;       /* 1 January 1970 */

static int64_t floor_div(int64_t a, int64_t b)
{
    int64_t q = a / b;

    return a % b != 0 && (a < 0) != (b < 0) ? q - 1 : q;
}

/* The year with a year 0, and without. */
static int64_t astronomical(int64_t year) { return year < 0 ? year + 1 : year; }
static int64_t historical(int64_t year)   { return year <= 0 ? year - 1 : year; }

/* Years are counted from March, so that the leap day is the last of its year. */
int64_t day_from_civil(int64_t year, int64_t month, int64_t day)
{
    int64_t y = astronomical(year) + floor_div(month - 1, 12);
    int64_t m = month - 1 - 12 * floor_div(month - 1, 12);       /* 0: January */

    y -= m < 2;
    m = (m + 10) % 12;                                           /* 0: March */
    return 365 * y + floor_div(y, 4) - floor_div(y, 100) + floor_div(y, 400) + (153 * m + 2) / 5
         + day - 1 - EPOCH_SHIFT;
}

Civil civil_from_day(int64_t day)
{
    int64_t z = day + EPOCH_SHIFT, era = floor_div(z, 146097), d = z - era * 146097;
    int64_t y = (d - d / 1460 + d / 36524 - d / 146096) / 365;
    int64_t in_year = d - (365 * y + y / 4 - y / 100), m = (5 * in_year + 2) / 153;
    Civil c = {.day = (int)(in_year - (153 * m + 2) / 5 + 1), .month = (int)(m < 10 ? m + 3 : m - 9)};

    c.year = historical(y + era * 400 + (c.month <= 2));
    return c;
}

int day_of_week(int64_t day)
{
    return (int)(day - 7 * floor_div(day, 7)) + 1;               /* 1 January 1900 was a Monday */
}

bool is_leap_year(int64_t year)
{
    int64_t y = astronomical(year);

    return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
}

static int days_in_month(int64_t year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return month == 2 && is_leap_year(year) ? 29 : days[month - 1];
}

int iso_week(int64_t day, int64_t *year)
{
    int64_t thursday = day - day_of_week(day) + 4;

    *year = civil_from_day(thursday).year;
    return (int)((thursday - day_from_civil(*year, 1, 1)) / 7) + 1;
}

/* ---- reading ---- */

/* [total] seconds from the beginning of [day] on. */
static bool set_seconds(Heap *h, Date *date, int64_t day, Val total)
{
    double size = num_to_double(total);
    Val unit = val_int(DAY_SECONDS);
    int64_t days;

    if (!(fabs(size) < 1e17))
        return false;
    Val q = num_floor(h, num_div(h, total, unit));
    if (!int_fits_i64(q, &days))
        return false;
    date->day = day + days;
    date->sec = num_sub(h, total, num_mul(h, q, unit));
    return true;
}

static bool machine_integer(Heap *h, Val v, int64_t *i)
{
    if (!val_is_real_number(v) || !(fabs(num_to_double(v)) < 1e9))
        return false;
    return int_fits_i64(num_floor(h, v), i);
}

bool date_from_list(Heap *h, size_t n, const Val *parts, Date *date)
{
    static const Granularity grains[] = {GRAIN_YEAR, GRAIN_MONTH, GRAIN_DAY, GRAIN_HOUR, GRAIN_MINUTE,
                                         GRAIN_INSTANT};
    static const int units[] = {24, 60, 60};
    int64_t year, month = 1;

    if (n < 1 || n > 6 || !machine_integer(h, parts[0], &year))
        return false;
    if (n > 1 && !machine_integer(h, parts[1], &month))
        return false;
    for (size_t i = 2; i < n; i++)
        if (!val_is_real_number(parts[i]))
            return false;
    Val total = n > 2 ? num_sub(h, parts[2], val_int(1)) : val_int(0);
    for (size_t i = 3; i < 6; i++) {
        total = num_mul(h, total, val_int(units[i - 3]));
        if (i < n)
            total = num_add(h, total, parts[i]);
    }
    *date = (Date){.grain = grains[n - 1], .zone = VAL_NONE, .source = DATE_LIST, .list_len = n};
    return set_seconds(h, date, day_from_civil(year, month, 1), total);
}

bool date_from_absolute(Heap *h, Val seconds, Date *date)
{
    *date = (Date){.grain = GRAIN_INSTANT, .zone = VAL_NONE, .source = DATE_NUMBER};
    return val_is_real_number(seconds) && set_seconds(h, date, 0, seconds);
}

static const char *const grain_names[GRAIN_COUNT] = {
    "Year", "Quarter", "Month", "Week", "Day", "Hour", "Minute", "Second", "Instant"
};

const char *granularity_name(Granularity g)
{
    return grain_names[g];
}

bool granularity_read(Val v, Granularity *g)
{
    if (!val_is_string(v))
        return false;
    for (int i = 0; i < GRAIN_COUNT; i++) {
        size_t n = strlen(grain_names[i]);
        if (strncmp(text_data(v), grain_names[i], n) != 0)
            continue;
        if (text_bytes(v) == n || (text_bytes(v) == n + 1 && text_data(v)[n] == 's')) {
            *g = (Granularity)i;
            return true;
        }
    }
    return false;
}

static bool read_object(Heap *h, Val v, Date *date)
{
    size_t n = expr_len(v);
    Granularity grain;

    if (n == 0 || !val_is_plain_list(expr_arg(v, 0))
        || !date_from_list(h, expr_len(expr_arg(v, 0)), expr_args(expr_arg(v, 0)), date))
        return false;
    date->source = DATE_OBJECT;
    if (n > 1) {
        if (!granularity_read(expr_arg(v, 1), &grain))
            return false;
        date->grain = grain;
    }
    if (n > 2 && !text_is(expr_arg(v, 2), "Gregorian"))
        return false;
    if (n > 3)
        date->zone = expr_arg(v, 3);
    return true;
}

bool date_read(Heap *h, Val spec, Date *date)
{
    if (val_is_packed(spec))
        spec = packed_unpack(h, spec);
    if (val_is_string(spec))
        return date_parse(h, text_data(spec), text_bytes(spec), date);
    if (val_has_head(spec, S_DateObject))
        return read_object(h, spec, date);
    if (val_is_real_number(spec))
        return date_from_absolute(h, spec, date);
    if (!val_is_plain_list(spec))
        return false;
    if (expr_len(spec) == 2 && val_is_string(expr_arg(spec, 0))) {
        Val s = expr_arg(spec, 0);
        return date_parse_elements(h, text_data(s), text_bytes(s), expr_arg(spec, 1), date);
    }
    return date_from_list(h, expr_len(spec), expr_args(spec), date);
}

/* ---- clocks ---- */

double unix_now(Heap *h)
{
    return vm_time(vm_of_heap(h), CLOCK_REALTIME);
}

double local_zone(void)
{
    time_t now = time(NULL);
    struct tm tm;

    localtime_r(&now, &tm);
    return (double)tm.tm_gmtoff / 3600;
}

Date date_now(Heap *h)
{
    Date date = {.grain = GRAIN_INSTANT, .source = DATE_OBJECT};
    double now = unix_now(h), whole = floor(now), zone = local_zone();
    int64_t local = (int64_t)whole + (int64_t)(zone * 3600);

    date.day = unix_epoch_day + floor_div(local, DAY_SECONDS);
    local -= DAY_SECONDS * floor_div(local, DAY_SECONDS);
    date.sec = val_real_new(h, (double)local + floor((now - whole) * 1e6) * 1e-6);
    date.zone = val_real_new(h, zone);
    return date;
}

/* ---- giving ---- */

Val date_absolute(Heap *h, const Date *date)
{
    Val v = num_add(h, num_mul(h, int_from_i64(h, date->day), val_int(DAY_SECONDS)), date->sec);

    if (!val_is_none(date->zone) && val_is_real_number(date->zone)) {
        double shift = (local_zone() - num_to_double(date->zone)) * 3600;
        if (shift != 0)
            v = num_add(h, v, val_int((int64_t)shift));
    }
    return v;
}

Val date_parts(Heap *h, const Date *date, size_t n, bool real)
{
    Civil c = civil_from_day(date->day);
    int64_t whole;
    Val parts[6];

    int_fits_i64(num_floor(h, date->sec), &whole);
    parts[0] = int_from_i64(h, c.year);
    parts[1] = val_int(c.month);
    parts[2] = val_int(c.day);
    parts[3] = val_int(whole / 3600);
    parts[4] = val_int(whole / 60 % 60);
    parts[5] = num_sub(h, date->sec, val_int(whole / 60 * 60));
    if (real)
        parts[5] = num_to_machine(h, parts[5]);
    return list_make(h, n, parts);
}

static size_t parts_of_grain(Granularity g)
{
    static const size_t parts[] = {1, 2, 2, 3, 3, 4, 5, 6, 6};

    return parts[g];
}

Val date_object(Heap *h, const Date *date)
{
    Val v[4] = {date_parts(h, date, parts_of_grain(date->grain), false),
                text_from(h, grain_names[date->grain])};

    if (date->grain < GRAIN_HOUR && val_is_none(date->zone))
        return expr_make(h, S_DateObject, 2, v);
    v[2] = text_from(h, "Gregorian");
    v[3] = val_is_none(date->zone) ? val_real_new(h, local_zone()) : date->zone;
    return expr_make(h, S_DateObject, 4, v);
}

void date_truncate(Heap *h, Date *date, Granularity to)
{
    Civil c = civil_from_day(date->day);
    int64_t whole;

    int_fits_i64(num_floor(h, date->sec), &whole);
    switch (to) {
    case GRAIN_YEAR:    date->day = day_from_civil(c.year, 1, 1); break;
    case GRAIN_QUARTER: date->day = day_from_civil(c.year, (c.month - 1) / 3 * 3 + 1, 1); break;
    case GRAIN_MONTH:   date->day = day_from_civil(c.year, c.month, 1); break;
    case GRAIN_WEEK:    date->day -= day_of_week(date->day) - 1; break;
    case GRAIN_HOUR:    date->sec = val_int(whole / 3600 * 3600); break;
    case GRAIN_MINUTE:  date->sec = val_int(whole / 60 * 60); break;
    case GRAIN_SECOND:  date->sec = val_int(whole); break;
    default:            break;
    }
    if (to < GRAIN_HOUR)
        date->sec = val_int(0);
    date->grain = to;
}

bool date_add(Heap *h, Date *date, Val n, Granularity unit)
{
    static const int months[] = {12, 3, 1};
    static const int seconds[] = {7 * DAY_SECONDS, DAY_SECONDS, 3600, 60, 1, 1};
    int64_t count;

    if (!val_is_real_number(n))
        return false;
    if (unit > GRAIN_MONTH)
        return set_seconds(h, date, date->day, num_add(h, date->sec, num_mul(h, n, val_int(seconds[unit - GRAIN_WEEK]))));
    if (!machine_integer(h, n, &count))
        return false;
    Civil c = civil_from_day(date->day);
    int64_t month = c.month - 1 + count * months[unit];
    Civil to = civil_from_day(day_from_civil(c.year, month + 1, 1));
    int last = days_in_month(to.year, to.month);
    date->day = day_from_civil(to.year, to.month, c.day < last ? c.day : last);
    return true;
}
