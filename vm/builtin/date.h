/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * date.h -- dates as the builtins compute with them.
 *
 * The calendar is the proleptic Gregorian one.  There is no year 0 in the language: the year before
 * 1 is -1.
 */
#ifndef LYRA_BUILTIN_DATE_H
#define LYRA_BUILTIN_DATE_H

#include "vm/eval/builtin.h"
#include "vm/num/number.h"

typedef enum Granularity {
    GRAIN_YEAR, GRAIN_QUARTER, GRAIN_MONTH, GRAIN_WEEK, GRAIN_DAY, GRAIN_HOUR, GRAIN_MINUTE,
    GRAIN_SECOND, GRAIN_INSTANT, GRAIN_COUNT
} Granularity;

typedef enum DateSource { DATE_LIST, DATE_OBJECT, DATE_TEXT, DATE_NUMBER } DateSource;

typedef struct Date {
    int64_t     day;         /* days since 1 January 1900 */
    Val         sec;         /* seconds into the day, exact or not, 0 <= sec < 86400 */
    Granularity grain;
    Val         zone;        /* hours east of UTC, or VAL_NONE */
    DateSource  source;
    size_t      list_len;    /* of a DATE_LIST */
} Date;

typedef struct Civil { int64_t year; int month, day; } Civil;

/* Days since 1900-01-01 of a date with any month and day; and back. */
int64_t day_from_civil(int64_t year, int64_t month, int64_t day);
Civil civil_from_day(int64_t day);
/* 1 for Monday to 7 for Sunday. */
int day_of_week(int64_t day);
bool is_leap_year(int64_t year);
/* The ISO 8601 week of a day and the year that it belongs to. */
int iso_week(int64_t day, int64_t *year);

/* Reads a list, a number of seconds since 1900, a string, {string, elements} or a DateObject;
 * false where it is none of these. */
bool date_read(Heap *h, Val spec, Date *date);
bool date_from_list(Heap *h, size_t n, const Val *parts, Date *date);
bool date_from_absolute(Heap *h, Val seconds, Date *date);
/* A date in words or digits, or by the [elements] that it consists of.  date_text.c. */
bool date_parse(Heap *h, const char *s, size_t n, Date *date);
bool date_parse_elements(Heap *h, const char *s, size_t n, Val elements, Date *date);
/* Now, in local time. */
Date date_now(Heap *h);
double local_zone(void);
/* Seconds since 1970. */
double unix_now(Heap *h);

/* Seconds since 1900 in local time. */
Val date_absolute(Heap *h, const Date *date);
/* {y, m, d, h, m, s} cut after [n] parts; the seconds inexact where [real]. */
Val date_parts(Heap *h, const Date *date, size_t n, bool real);
/* DateObject[{..}, "Day"] and its like. */
Val date_object(Heap *h, const Date *date);
/* The beginning of the year, week, hour, .. that the date is in. */
void date_truncate(Heap *h, Date *date, Granularity to);
/* The date [n] units later; months clamp to the length of the month. */
bool date_add(Heap *h, Date *date, Val n, Granularity unit);
bool granularity_read(Val v, Granularity *g);      /* "Day", "Days", .. */
const char *granularity_name(Granularity g);

/* An element of a date by name: its text, and its value for DateValue; false for other names. */
bool date_element(Vm *vm, const Date *date, const char *name, Out *text, Val *value);
extern const char *const month_names[12];
extern const char *const day_names[7];

#endif
