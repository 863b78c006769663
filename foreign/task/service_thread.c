/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * service_thread.c -- a thread that sleeps in the kernel for others.
 */
#include "foreign/task/service_thread.h"

#include <gc.h>
#include <signal.h>

#include "foreign/fiber/fiber.h"

static void *thread_main(void *service)
{
    if (fiber_thread_start(NULL) != NULL)
        ((const Service *)service)->run();
    return NULL;
}

bool service_thread_start(const Service *s)
{
    sigset_t all, before;
    pthread_t thread;

    sigfillset(&all);
    sigdelset(&all, SIGPWR);
    sigdelset(&all, SIGXCPU);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool started = pthread_create(&thread, NULL, thread_main, (void *)s) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (started)
        pthread_detach(thread);
    return started;
}
