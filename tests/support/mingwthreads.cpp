// SPDX-License-Identifier: GPL-3.0-or-later
//
// GCC before 16 keeps thread_local objects for MinGW in memory that the end of a std::thread frees
// before their destructors run (GCC bug 80816). QRegularExpression has such an object, so each
// thread that logs would read freed memory when it ends, and now and then crash. Linked into the
// tests of such a build, this makes the key that frees it anew, without a destructor: a thread's
// few bytes leak instead.
#include <cstdio>
#include <cstdlib>
#include <pthread.h>

namespace {

thread_local volatile int t_first = 0;

const bool g_kept = [] {
    pthread_key_t next = 0;
    pthread_key_t after = 0;
    pthread_key_t again = 0;
    pthread_key_create(&next, nullptr);
    pthread_key_delete(next);
    t_first = 1; // the first use in the process makes GCC's key, which takes the free number
    pthread_key_create(&after, nullptr);
    pthread_key_delete(after);
    pthread_key_delete(next);
    pthread_key_create(&again, nullptr);
    if (after == next || again != next) {
        std::fputs("The key of GCC's thread_local memory was not found.\n", stderr);
        std::abort();
    }
    return true;
}();

} // namespace
