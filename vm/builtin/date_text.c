/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * date_text.c -- dates in words and digits, both ways.
 *
 * Free text is taken apart into a time (with colons), words and numbers; what the numbers mean
 * follows from their size and order: 2024-03-15, 3/15/2024, 15 March 2024, March 2024.
 */
#include "vm/builtin/date.h"

#include <ctype.h>
#include <math.h>
#include <strings.h>

const char *const month_names[12] = {
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December"
};
const char *const day_names[7] = {
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
};

/* 1 + the index of the name that [s] is, or abbreviates to at least three letters; else 0. */
static int name_index(const char *const *names, int count, const char *s, size_t n)
{
    for (int i = 0; i < count; i++)
        if (n >= 3 && n <= strlen(names[i]) && strncasecmp(names[i], s, n) == 0)
            return i + 1;
    return 0;
}

/* What a text says of a date. */
typedef struct Fields {
    int64_t year, month, day, hour, minute;
    double  second;
    bool    has_year, has_month, has_day, has_hour, has_minute, has_second, whole_second;
    bool    pm, am;
    bool    has_zone;
    double  zone;
} Fields;

static int64_t year_of_two_digits(Heap *h, int64_t y)
{
    double now = 1970 + unix_now(h) / 31556952;
    int64_t century = (int64_t)(now / 100) * 100;

    y += century;
    return (double)y > now + 50 ? y - 100 : (double)y < now - 50 ? y + 100 : y;
}

static bool fields_to_date(Heap *h, const Fields *f, Date *date)
{
    int64_t hour = f->hour;
    Val parts[6];
    size_t n = f->has_hour ? 6 : f->has_day ? 3 : f->has_month ? 2 : 1;

    if (f->pm && hour < 12)
        hour += 12;
    if (f->am && hour == 12)
        hour = 0;
    if (f->month < 1 || f->month > 12 || f->day < 1 || f->day > 31 || hour > 24 || f->minute > 59)
        return false;
    parts[0] = val_int(f->year);
    parts[1] = val_int(f->month);
    parts[2] = val_int(f->day);
    parts[3] = val_int(hour);
    parts[4] = val_int(f->minute);
    parts[5] = f->second == floor(f->second) ? val_int((int64_t)f->second) : val_real_new(h, f->second);
    if (!date_from_list(h, n, parts, date))
        return false;
    date->source = DATE_TEXT;
    if (f->has_hour && !f->has_minute)
        date->grain = GRAIN_HOUR;
    else if (f->has_hour && !f->has_second)
        date->grain = GRAIN_MINUTE;
    if (f->has_zone)
        date->zone = val_real_new(h, f->zone);
    return true;
}

/* ---- free text ---- */

typedef struct Scan {
    Heap       *heap;
    const char *at, *end;
    Fields      f;
    int64_t     numbers[4];
    int         digits[4];
    int         n;                 /* numbers seen */
    int         month_after;       /* how many numbers stood before the month's name; -1: no name */
    bool        words_ok;
} Scan;

static int64_t scan_number(Scan *s, int *digits)
{
    int64_t v = 0;

    for (*digits = 0; s->at < s->end && isdigit((unsigned char)*s->at) && *digits < 12; ++*digits)
        v = 10 * v + (*s->at++ - '0');
    return v;
}

/* :MM[:SS[.fff]] after the hour. */
static void scan_time(Scan *s, int64_t hour)
{
    int digits;

    s->f.has_hour = s->f.has_minute = true;
    s->f.hour = hour;
    s->at++;
    s->f.minute = scan_number(s, &digits);
    if (s->at + 1 >= s->end || *s->at != ':' || !isdigit((unsigned char)s->at[1]))
        return;
    s->at++;
    s->f.second = (double)scan_number(s, &digits);
    s->f.has_second = true;
    if (s->at < s->end && (*s->at == '.' || *s->at == ',')) {
        double unit = 0.1;
        for (s->at++; s->at < s->end && isdigit((unsigned char)*s->at); s->at++, unit /= 10)
            s->f.second += unit * (*s->at - '0');
    }
}

/* Z or +hh[:mm] after a time. */
static bool scan_zone(Scan *s)
{
    int digits, sign = *s->at == '-' ? -1 : 1;

    if (*s->at == 'Z' || *s->at == 'z') {
        s->at++;
    } else {
        s->at++;
        int64_t v = scan_number(s, &digits);
        if (digits == 0)
            return false;
        if (digits > 2) {
            s->f.zone = (double)(v / 100) + (double)(v % 100) / 60;
        } else {
            s->f.zone = (double)v;
            if (s->at < s->end && *s->at == ':') {
                s->at++;
                s->f.zone += (double)scan_number(s, &digits) / 60;
            }
        }
        s->f.zone *= sign;
    }
    s->f.has_zone = true;
    return true;
}

static bool scan_word(Scan *s)
{
    const char *from = s->at;

    while (s->at < s->end && isalpha((unsigned char)*s->at))
        s->at++;
    size_t n = (size_t)(s->at - from);
    int month = name_index(month_names, 12, from, n);
    if (s->at < s->end && *s->at == '.')
        s->at++;
    if (month > 0 && s->month_after < 0) {
        s->f.month = month;
        s->f.has_month = true;
        s->month_after = s->n;
        return true;
    }
    if (n == 2 && (strncasecmp(from, "AM", 2) == 0 || strncasecmp(from, "PM", 2) == 0)) {
        bool pm = tolower((unsigned char)from[0]) == 'p';
        if (!s->f.has_hour && s->n > 0) {
            s->f.has_hour = true;
            s->f.hour = s->numbers[--s->n];
        }
        *(pm ? &s->f.pm : &s->f.am) = true;
        return s->f.has_hour;
    }
    if (n == 2 && s->n > 0 && (strncasecmp(from, "st", 2) == 0 || strncasecmp(from, "nd", 2) == 0
                               || strncasecmp(from, "rd", 2) == 0 || strncasecmp(from, "th", 2) == 0))
        return true;
    if (n == 1 && (*from == 'T' || *from == 't') && s->n > 0)
        return true;
    return name_index(day_names, 7, from, n) > 0 || (n == 2 && strncasecmp(from, "of", 2) == 0)
        || (n == 2 && strncasecmp(from, "at", 2) == 0);
}

static int64_t year_number(const Scan *s, int i)
{
    return s->digits[i] <= 2 ? year_of_two_digits(s->heap, s->numbers[i]) : s->numbers[i];
}

/* Year, month and day from the numbers. */
static bool assign_numbers(Scan *s)
{
    Fields *f = &s->f;

    if (s->month_after >= 0) {
        int year = s->n == 2 ? (s->digits[0] > 2 ? 0 : 1) : s->n == 1 && s->digits[0] > 2 ? 0 : -1;
        int day = s->n == 2 ? 1 - year : s->n == 1 && year < 0 ? 0 : -1;
        if (s->n > 2)
            return false;
        f->year = year >= 0 ? year_number(s, year) : civil_from_day((int64_t)(unix_now(s->heap) / 86400) + 25567).year;
        f->day = day >= 0 ? s->numbers[day] : 1;
        f->has_day = day >= 0;
        return true;
    }
    if (s->n == 1 && s->digits[0] == 8) {
        f->year = s->numbers[0] / 10000;
        f->month = s->numbers[0] / 100 % 100;
        f->day = s->numbers[0] % 100;
        return f->has_month = f->has_day = true;
    }
    if (s->n == 1 && s->digits[0] == 4) {
        f->year = s->numbers[0];
        f->month = f->day = 1;
        return true;
    }
    if (s->n == 2 && (s->digits[0] == 4 || s->digits[1] == 4)) {
        int year = s->digits[0] == 4 ? 0 : 1;
        f->year = s->numbers[year];
        f->month = s->numbers[1 - year];
        f->day = 1;
        return f->has_month = true;
    }
    if (s->n != 3)
        return false;
    bool year_first = s->digits[0] > 2;
    f->year = year_number(s, year_first ? 0 : 2);
    f->month = s->numbers[year_first ? 1 : 0];
    f->day = s->numbers[year_first ? 2 : 1];
    if (!year_first && f->month > 12) {
        int64_t d = f->month;
        f->month = f->day;
        f->day = d;
    }
    return f->has_month = f->has_day = true;
}

bool date_parse(Heap *h, const char *text, size_t n, Date *date)
{
    Scan s = {.heap = h, .at = text, .end = text + n, .month_after = -1};

    while (s.at < s.end) {
        char c = *s.at;
        if (isdigit((unsigned char)c)) {
            int digits;
            int64_t v = scan_number(&s, &digits);
            if (s.at + 1 < s.end && *s.at == ':' && isdigit((unsigned char)s.at[1]) && !s.f.has_hour) {
                scan_time(&s, v);
            } else if (s.n == 4) {
                return false;
            } else {
                s.numbers[s.n] = v;
                s.digits[s.n++] = digits;
            }
        } else if (s.f.has_hour && !s.f.has_zone && (c == 'Z' || c == '+' || (c == '-' && s.n > 0))) {
            if (!scan_zone(&s))
                return false;
        } else if (isalpha((unsigned char)c)) {
            if (!scan_word(&s))
                return false;
        } else if (strchr(" \t\n,./-", c) != NULL) {
            s.at++;
        } else {
            return false;
        }
    }
    if (s.n == 0 && s.month_after < 0 && s.f.has_hour) {         /* a time alone: today */
        Date now = date_now(h);
        Civil c = civil_from_day(now.day);
        s.f.year = c.year;
        s.f.month = c.month;
        s.f.day = c.day;
        return fields_to_date(h, &s.f, date);
    }
    return (s.n > 0 || s.month_after >= 0) && assign_numbers(&s) && fields_to_date(h, &s.f, date);
}

/* ---- text of given elements ---- */

/* Reads one element at s->at; false where it is not there. */
static bool scan_element(Scan *s, const char *name)
{
    Fields *f = &s->f;
    int digits;
    static const struct { const char *name; size_t offset; } numbers[] = {
        {"Year", offsetof(Fields, year)}, {"Month", offsetof(Fields, month)},
        {"MonthShort", offsetof(Fields, month)}, {"Day", offsetof(Fields, day)},
        {"DayShort", offsetof(Fields, day)}, {"Hour", offsetof(Fields, hour)},
        {"Hour24", offsetof(Fields, hour)}, {"Hour12", offsetof(Fields, hour)},
        {"HourShort", offsetof(Fields, hour)}, {"Hour12Short", offsetof(Fields, hour)},
        {"Hour24Short", offsetof(Fields, hour)}, {"Minute", offsetof(Fields, minute)},
        {"MinuteShort", offsetof(Fields, minute)},
    };

    for (size_t i = 0; i < COUNT_OF(numbers); i++)
        if (strcmp(name, numbers[i].name) == 0) {
            int64_t v = scan_number(s, &digits);
            memcpy((char *)f + numbers[i].offset, &v, sizeof v);
            return digits > 0;
        }
    if (strcmp(name, "YearShort") == 0) {
        f->year = year_of_two_digits(s->heap, scan_number(s, &digits) % 100);
        return digits > 0;
    }
    if (strncmp(name, "Second", 6) == 0) {
        f->second = (double)scan_number(s, &digits);
        if (s->at < s->end && *s->at == '.') {
            double unit = 0.1;
            for (s->at++; s->at < s->end && isdigit((unsigned char)*s->at); s->at++, unit /= 10)
                f->second += unit * (*s->at - '0');
        }
        return digits > 0;
    }
    if (strncmp(name, "Millisecond", 11) == 0) {
        f->second += (double)scan_number(s, &digits) / 1000;
        return digits > 0;
    }
    const char *from = s->at;
    while (s->at < s->end && isalpha((unsigned char)*s->at))
        s->at++;
    size_t n = (size_t)(s->at - from);
    if (strncmp(name, "MonthName", 9) == 0)
        return (f->month = name_index(month_names, 12, from, n)) > 0;
    if (strncmp(name, "DayName", 7) == 0)
        return name_index(day_names, 7, from, n) > 0;
    f->pm = n > 0 && tolower((unsigned char)*from) == 'p';
    f->am = !f->pm;
    return n > 0;
}

static bool is_scanned_element(const char *name)
{
    static const char *const prefixes[] = {"Year", "Month", "Day", "Hour", "Minute", "Second", "Millisecond",
                                           "AMPM"};

    for (size_t i = 0; i < COUNT_OF(prefixes); i++)
        if (strncmp(name, prefixes[i], strlen(prefixes[i])) == 0)
            return true;
    return false;
}

bool date_parse_elements(Heap *h, const char *text, size_t n, Val elements, Date *date)
{
    Scan s = {.heap = h, .at = text, .end = text + n};
    Val one[1] = {elements};
    size_t count = val_is_plain_list(elements) ? expr_len(elements) : 1;
    const Val *names = val_is_plain_list(elements) ? expr_args(elements) : one;
    bool explicit = false;

    s.f = (Fields){.month = 1, .day = 1, .has_day = true, .has_hour = true, .has_minute = true,
                   .has_second = true};
    s.f.year = civil_from_day(date_now(h).day).year;
    for (size_t i = 0; i < count; i++) {
        if (!val_is_string(names[i]))
            return false;
        explicit |= !is_scanned_element(text_data(names[i]));
    }
    for (size_t i = 0; i < count; i++) {
        const char *name = text_data(names[i]);
        if (!is_scanned_element(name)) {
            size_t len = text_bytes(names[i]);
            if ((size_t)(s.end - s.at) < len || memcmp(s.at, name, len) != 0)
                return false;
            s.at += len;
            continue;
        }
        while (!explicit && s.at < s.end && !isalnum((unsigned char)*s.at))
            s.at++;
        if (!scan_element(&s, name))
            return false;
    }
    if (!fields_to_date(h, &s.f, date))
        return false;
    date->sec = num_to_machine(h, date->sec);
    return true;
}

/* ---- elements of a date as text and as values ---- */

typedef enum Field {
    F_YEAR, F_YEAR_SHORT, F_QUARTER, F_MONTH, F_WEEK, F_WEEK_YEAR, F_DAY, F_WEEKDAY, F_YEARDAY, F_HOUR,
    F_HOUR12, F_MINUTE, F_SECOND, F_MILLISECOND
} Field;

static const struct { const char *name; Field field; int width; } number_elements[] = {
    {"Year", F_YEAR, 1}, {"YearShort", F_YEAR_SHORT, 2}, {"ISOYear", F_YEAR, 4},
    {"ISOWeekYear", F_WEEK_YEAR, 4}, {"Quarter", F_QUARTER, 1}, {"QuarterShort", F_QUARTER, 1},
    {"Month", F_MONTH, 2}, {"MonthShort", F_MONTH, 1}, {"Week", F_WEEK, 2}, {"WeekShort", F_WEEK, 1},
    {"ISOWeek", F_WEEK, 2}, {"Day", F_DAY, 2}, {"DayShort", F_DAY, 1}, {"ISOWeekDay", F_WEEKDAY, 1},
    {"ISOYearDay", F_YEARDAY, 3}, {"DayOfYear", F_YEARDAY, 3}, {"Hour", F_HOUR, 2}, {"HourShort", F_HOUR, 1},
    {"Hour24", F_HOUR, 2}, {"Hour24Short", F_HOUR, 1}, {"Hour12", F_HOUR12, 2}, {"Hour12Short", F_HOUR12, 1},
    {"Minute", F_MINUTE, 2}, {"MinuteShort", F_MINUTE, 1}, {"Second", F_SECOND, 2},
    {"SecondShort", F_SECOND, 1}, {"Millisecond", F_MILLISECOND, 3}, {"MillisecondShort", F_MILLISECOND, 1},
};

static int64_t field_value(Heap *h, const Date *date, Field field)
{
    Civil c = civil_from_day(date->day);
    int64_t whole, year;

    int_fits_i64(num_floor(h, date->sec), &whole);
    switch (field) {
    case F_YEAR:        return c.year;
    case F_YEAR_SHORT:  return ((c.year % 100) + 100) % 100;
    case F_QUARTER:     return (c.month + 2) / 3;
    case F_MONTH:       return c.month;
    case F_WEEK:        return iso_week(date->day, &year);
    case F_WEEK_YEAR:   iso_week(date->day, &year); return year;
    case F_DAY:         return c.day;
    case F_WEEKDAY:     return day_of_week(date->day);
    case F_YEARDAY:     return date->day - day_from_civil(c.year, 1, 1) + 1;
    case F_HOUR:        return whole / 3600;
    case F_HOUR12:      return (whole / 3600 + 11) % 12 + 1;
    case F_MINUTE:      return whole / 60 % 60;
    case F_SECOND:      return whole % 60;
    case F_MILLISECOND: break;
    }
    return (int64_t)((num_to_double(date->sec) - (double)whole) * 1000 + 1e-6);
}

/* Elements made of others. */
static const struct { const char *name; const char *parts[11]; } compounds[] = {
    {"Date", {"DayName", " ", "DayShort", " ", "MonthName", " ", "Year"}},
    {"DateShort", {"DayNameShort", " ", "DayShort", " ", "MonthNameShort", " ", "Year"}},
    {"Time", {"Hour", ":", "Minute", ":", "Second"}},
    {"DateTime", {"Date", " ", "Time"}},
    {"DateTimeShort", {"DateShort", " ", "Time"}},
    {"ISODate", {"Year", "-", "Month", "-", "Day"}},
    {"ISOTime", {"Time"}},
    {"ISODateTime", {"ISODate", "T", "Time"}},
    {"ISOWeekDate", {"ISOWeekYear", "-W", "ISOWeek", "-", "ISOWeekDay"}},
    {"ISOOrdinalDate", {"Year", "-", "ISOYearDay"}},
};

/* Elements that are words. */
static bool word_element(Vm *vm, const Date *date, const char *name, Out *text, Val *value)
{
    Heap *h = vm_heap(vm);
    const char *month = month_names[field_value(h, date, F_MONTH) - 1];
    const char *day = day_names[day_of_week(date->day) - 1];
    int64_t hour = field_value(h, date, F_HOUR), quarter = field_value(h, date, F_QUARTER);

    if (strcmp(name, "MonthName") == 0) out_str(text, month);
    else if (strcmp(name, "MonthNameShort") == 0) out_bytes(text, month, 3);
    else if (strcmp(name, "MonthNameInitial") == 0) out_bytes(text, month, 1);
    else if (strcmp(name, "DayName") == 0) out_str(text, day);
    else if (strcmp(name, "DayNameShort") == 0) out_bytes(text, day, 3);
    else if (strcmp(name, "DayNameInitial") == 0) out_bytes(text, day, 1);
    else if (strcmp(name, "AMPM") == 0) out_str(text, hour < 12 ? "AM" : "PM");
    else if (strcmp(name, "AMPMLowerCase") == 0) out_str(text, hour < 12 ? "am" : "pm");
    else if (strcmp(name, "QuarterName") == 0) out_format(text, "Quarter %d", (int)quarter);
    else if (strcmp(name, "QuarterNameShort") == 0) out_format(text, "Q%d", (int)quarter);
    else return false;
    if (value != NULL)
        *value = strcmp(name, "DayName") == 0 ? vm_symbol(vm, day, strlen(day)) : text_from(h, out_text(text));
    return true;
}

static bool zone_element(Heap *h, const Date *date, const char *name, Out *text, Val *value)
{
    double zone = val_is_none(date->zone) || !val_is_real_number(date->zone) ? local_zone()
                : num_to_double(date->zone);
    int minutes = (int)lround(fabs(zone) * 60);

    if (strcmp(name, "ISOTimeZone") != 0 && strcmp(name, "TimeZone") != 0)
        return false;
    out_format(text, "%c%02d:%02d", zone < 0 ? '-' : '+', minutes / 60, minutes % 60);
    if (value != NULL)
        *value = strcmp(name, "TimeZone") == 0 ? val_real_new(h, zone) : text_from(h, out_text(text));
    return true;
}

bool date_element(Vm *vm, const Date *date, const char *name, Out *text, Val *value)
{
    Heap *h = vm_heap(vm);

    for (size_t i = 0; i < COUNT_OF(number_elements); i++) {
        if (strcmp(name, number_elements[i].name) != 0)
            continue;
        int64_t v = field_value(h, date, number_elements[i].field);
        out_format(text, "%0*lld", number_elements[i].width, (long long)v);
        if (value != NULL)
            *value = int_from_i64(h, v);
        return true;
    }
    for (size_t i = 0; i < COUNT_OF(compounds); i++) {
        if (strcmp(name, compounds[i].name) != 0)
            continue;
        for (size_t j = 0; j < 11 && compounds[i].parts[j] != NULL; j++)
            if (!date_element(vm, date, compounds[i].parts[j], text, NULL))
                out_str(text, compounds[i].parts[j]);
        if (value != NULL)
            *value = text_from(h, out_text(text));
        return true;
    }
    if (strcmp(name, "SecondExact") == 0) {
        int64_t whole;
        int_fits_i64(num_floor(h, date->sec), &whole);
        Val exact = num_to_machine(h, num_sub(h, date->sec, val_int(whole / 60 * 60)));
        out_format(text, "%.6f", val_real(exact));
        if (value != NULL)
            *value = exact;
        return true;
    }
    if (strcmp(name, "Granularity") == 0) {
        out_str(text, granularity_name(date->grain));
        if (value != NULL)
            *value = text_from(h, granularity_name(date->grain));
        return true;
    }
    return word_element(vm, date, name, text, value) || zone_element(h, date, name, text, value);
}
