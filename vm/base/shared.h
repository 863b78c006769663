/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * shared.h -- words of shared records that more than one VM may write.
 *
 * Definitions, their rules and the code that was compiled for them are shared by all VMs that see them.
 * Nothing in them is locked: what is found out lazily is the same whoever finds it out, so that the last
 * one to write it wins.  A pointer is published with release and read with acquire, so that who sees it
 * sees what it points to as well; a flag that only says what to try is relaxed.  On the usual machines
 * these are plain loads and stores.
 */
#ifndef LYRA_BASE_SHARED_H
#define LYRA_BASE_SHARED_H

/* A pointer to something complete. */
#define shared_pointer(place)           __atomic_load_n(&(place), __ATOMIC_ACQUIRE)
#define shared_publish(place, pointer)  __atomic_store_n(&(place), (pointer), __ATOMIC_RELEASE)
/* A word on its own. */
#define shared_word(place)              __atomic_load_n(&(place), __ATOMIC_RELAXED)
#define shared_word_set(place, value)   __atomic_store_n(&(place), (value), __ATOMIC_RELAXED)

#endif
