/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * list.h -- doubly linked lists through the items themselves.
 *
 * [first] is the list: the place that holds its first item.  [next] and [previous] name the item's members
 * that hold its neighbours, NULL at the ends; they point to whole items, which is what the collector wants.
 */
#ifndef LYRA_BASE_LIST_H
#define LYRA_BASE_LIST_H

#include <stddef.h>

#define LIST_PREPEND(first, item, next, previous)                                                                      \
    do {                                                                                                               \
        (item)->previous = NULL;                                                                                       \
        (item)->next = (first);                                                                                        \
        if ((item)->next != NULL)                                                                                      \
            (item)->next->previous = (item);                                                                           \
        (first) = (item);                                                                                              \
    } while (0)

/* Of a list whose last item is known too. */
#define LIST_APPEND(first, last, item, next, previous)                                                                 \
    do {                                                                                                               \
        (item)->next = NULL;                                                                                           \
        (item)->previous = (last);                                                                                     \
        if ((last) != NULL)                                                                                            \
            (last)->next = (item);                                                                                     \
        else                                                                                                           \
            (first) = (item);                                                                                          \
        (last) = (item);                                                                                               \
    } while (0)

#define LIST_REMOVE(first, item, next, previous)                                                                       \
    do {                                                                                                               \
        if ((item)->previous != NULL)                                                                                  \
            (item)->previous->next = (item)->next;                                                                     \
        else                                                                                                           \
            (first) = (item)->next;                                                                                    \
        if ((item)->next != NULL)                                                                                      \
            (item)->next->previous = (item)->previous;                                                                 \
        (item)->next = (item)->previous = NULL;                                                                        \
    } while (0)

#endif
