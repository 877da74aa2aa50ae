#ifdef __linux__
#define _GNU_SOURCE
#endif

#include "ProcessSignals.h"

#ifdef __linux__
#include <dirent.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <ucontext.h>
#endif

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

// A child process ends with its parent, which holds the other end of its standard input. The thread starts before main
// because a test suite may hang long before it reaches any of the kit's code.

// Each byte that arrives in the meantime is an order to take the next step.

static atomic_int orders;

static void *end_with_parent(void *unused) {
    (void)unused;
    char byte;
    for (;;) {
        ssize_t count = read(STDIN_FILENO, &byte, 1);
        if (count == 0 || (count < 0 && errno != EINTR)) _exit(EXIT_FAILURE);
        if (count == 1) atomic_fetch_add(&orders, 1);
    }
}

int process_signals_orders(void) {
    return atomic_load(&orders);
}

void process_signals_order(int descriptor) {
    char byte = '\n';
    process_signals_write(descriptor, &byte, 1);
}

long process_signals_write(int descriptor, const void *bytes, size_t count) {
    // The process may have ended, and SIGPIPE must not end this one, too.
    sigset_t broken_pipe, previous, pending;
    sigemptyset(&broken_pipe);
    sigaddset(&broken_pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &broken_pipe, &previous);
    long written = write(descriptor, bytes, count);
    int error = errno;
    if (written < 0 && error == EPIPE && sigpending(&pending) == 0 && sigismember(&pending, SIGPIPE) == 1) {
        int signal;
        sigwait(&broken_pipe, &signal);
    }
    pthread_sigmask(SIG_SETMASK, &previous, NULL);
    errno = error;
    return written;
}

void process_signals_limit_file_size(int process, long bytes) {
#ifdef __linux__
    struct rlimit limit;
    if (prlimit(process, RLIMIT_FSIZE, NULL, &limit) != 0) return;
    limit.rlim_cur = bytes < 0 || (rlim_t)bytes > limit.rlim_max ? limit.rlim_max : (rlim_t)bytes;
    prlimit(process, RLIMIT_FSIZE, &limit, NULL);
#else
    (void)process;
    (void)bytes;
#endif
}

__attribute__((constructor)) static void watch_parent(void) {
    if (getenv("CALL_TRACE_CHILD") == NULL) return;
    pthread_t thread;
    if (pthread_create(&thread, NULL, end_with_parent, NULL) == 0) pthread_detach(thread);
}

// Interruption.

static int interruption_pipe[2] = {-1, -1};

static void pass_on(int signal) {
    int saved = errno;
    char number = (char)signal;
    ssize_t count = write(interruption_pipe[1], &number, 1);
    (void)count;
    errno = saved;
}

int process_signals_handle_interruption(void) {
    if (pipe(interruption_pipe) != 0) return -1;
    for (int end = 0; end < 2; end++) fcntl(interruption_pipe[end], F_SETFD, FD_CLOEXEC);
    int taken = 0;
    int signals[] = {SIGINT, SIGTERM};
    for (size_t index = 0; index < sizeof signals / sizeof *signals; index++) {
        struct sigaction action;
        if (sigaction(signals[index], NULL, &action) != 0 || action.sa_handler != SIG_DFL) continue;
        action.sa_handler = pass_on;
        action.sa_flags = SA_RESTART;
        sigemptyset(&action.sa_mask);
        if (sigaction(signals[index], &action, NULL) == 0) taken++;
    }
    return taken > 0 ? interruption_pipe[0] : -1;
}

void process_signals_raise(int number) {
    signal(number, SIG_DFL);
    kill(getpid(), number);
}

// A full disk.

static const char *line_when_held;

static void hold(int signal) {
    (void)signal;
    ssize_t count = write(STDOUT_FILENO, line_when_held, strlen(line_when_held));
    (void)count;
    for (;;) pause();
}

#ifdef __linux__

static void unblock(int signal, siginfo_t *info, void *context) {
    (void)signal;
    (void)info;
    // The mask that the thread returns to.
    sigdelset(&((ucontext_t *)context)->uc_sigmask, SIGXFSZ);
}

// The threads of libdispatch block almost every signal, but not SIGPROF, whose handler unblocks SIGXFSZ.
static void unblock_in_every_thread(void) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = unblock;
    action.sa_flags = SA_SIGINFO | SA_RESTART;
    sigemptyset(&action.sa_mask);
    DIR *threads = opendir("/proc/self/task");
    if (threads == NULL || sigaction(SIGPROF, &action, NULL) != 0) return;
    struct dirent *entry;
    while ((entry = readdir(threads)) != NULL) {
        int thread = atoi(entry->d_name);
        if (thread > 0) syscall(SYS_tgkill, getpid(), thread, SIGPROF);
    }
    closedir(threads);
    usleep(1000);
}

#else

static void unblock_in_every_thread(void) {}

#endif

void process_signals_hold_at_file_size_limit(const char *line) {
    if (line_when_held == NULL) line_when_held = strdup(line);
    signal(SIGXFSZ, line_when_held == NULL ? SIG_IGN : hold);
    unblock_in_every_thread();
}

// Stops.

#ifdef __linux__

static const char *line_when_stopped;
static timer_t stop_timer;
static int has_stop_timer;

static void stop(int signal) {
    (void)signal;
    int saved = errno;
    ssize_t count = write(STDOUT_FILENO, line_when_stopped, strlen(line_when_stopped));
    (void)count;
    kill(getpid(), SIGSTOP);
    errno = saved;
}

// A timer for the thread itself: any other thread would first have to wake up. libdispatch leaves SIGPROF unblocked.
void process_signals_stop_after(long nanoseconds, const char *line) {
    if (line_when_stopped == NULL) line_when_stopped = strdup(line);
    if (line_when_stopped == NULL) return;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = stop;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    struct sigevent event;
    memset(&event, 0, sizeof event);
    event.sigev_notify = SIGEV_THREAD_ID;
    event.sigev_signo = SIGPROF;
    event._sigev_un._tid = (int)syscall(SYS_gettid);
    struct itimerspec time = {.it_value = {nanoseconds / 1000000000, nanoseconds % 1000000000}};
    if (sigaction(SIGPROF, &action, NULL) == 0 && timer_create(CLOCK_MONOTONIC, &event, &stop_timer) == 0) {
        has_stop_timer = 1;
        timer_settime(stop_timer, 0, &time, NULL);
    }
}

void process_signals_do_not_stop(void) {
    if (has_stop_timer) timer_delete(stop_timer);
    has_stop_timer = 0;
}

#else

void process_signals_stop_after(long nanoseconds, const char *line) {}

void process_signals_do_not_stop(void) {}

#endif

void process_signals_wait_until_stopped(int process) {
    siginfo_t info;
    while (waitid(P_PID, (id_t)process, &info, WSTOPPED | WEXITED | WNOWAIT) != 0 && errno == EINTR) {}
}

enum process_signals_ending process_signals_ending_of(int process, int *status) {
    siginfo_t info;
    memset(&info, 0, sizeof info);
    if (waitid(P_PID, (id_t)process, &info, WEXITED | WNOHANG | WNOWAIT) != 0) return process_signals_reaped;
    if (info.si_pid == 0) return process_signals_runs;
    *status = info.si_status;
    return info.si_code == CLD_EXITED ? process_signals_exited : process_signals_killed;
}

// Crashes.

enum { slot_count = 128, slot_size = 512 };

struct slot {
    atomic_int state;  // 0 free, 1 being written, 2 announced
    atomic_int calls;  // how many are under way
    atomic_flag is_call_written;
    char text[slot_size];
    char call[slot_size];
};

static struct slot slots[slot_count];
static const int crash_signals[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};
enum { crash_signal_count = sizeof crash_signals / sizeof *crash_signals };
static struct sigaction previous[crash_signal_count];
static atomic_flag is_reporting = ATOMIC_FLAG_INIT;

static void print(const char *text) {
    size_t rest = strlen(text);
    while (rest > 0) {
        ssize_t count = write(STDERR_FILENO, text, rest);
        if (count <= 0) return;
        text += count;
        rest -= (size_t)count;
    }
}

static void report_crash(int number, siginfo_t *info, void *context) {
    // The previous handler, such as Swift's backtracer, prints a lot, so it runs first.
    for (int index = 0; index < crash_signal_count; index++) {
        if (crash_signals[index] != number) continue;
        if (previous[index].sa_flags & SA_SIGINFO) {
            previous[index].sa_sigaction(number, info, context);
        } else if (previous[index].sa_handler != SIG_DFL && previous[index].sa_handler != SIG_IGN) {
            previous[index].sa_handler(number);
        }
    }
    if (!atomic_flag_test_and_set(&is_reporting)) {
        int announced = 0;
        for (int in_call = 0; in_call < 2; in_call++) {
            for (int index = 0; index < slot_count; index++) {
                struct slot *slot = &slots[index];
                if (atomic_load(&slot->state) != 2 || (atomic_load(&slot->calls) > 0) != in_call) continue;
                if (announced++ == 0) print("\nThe process crashed while the conformance kit judged:\n");
                print("  ");
                print(slot->text);
                if (in_call) print(", in ");
                if (in_call) print(slot->call);
                print("\n");
            }
        }
    }
    signal(number, SIG_DFL);
    // A fault recurs when this returns; a signal that was sent must be sent again.
    if (info == NULL || info->si_code <= 0) kill(getpid(), number);
}

static void install(void) {
    for (int index = 0; index < crash_signal_count; index++) {
        struct sigaction action;
        memset(&action, 0, sizeof action);
        action.sa_sigaction = report_crash;
        action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
        sigemptyset(&action.sa_mask);
        sigaction(crash_signals[index], &action, &previous[index]);
    }
}

static void copy(char *target, const char *text) {
    size_t count = strnlen(text, slot_size - 1);
    memcpy(target, text, count);
    target[count] = '\0';
}

int process_signals_announce(const char *text) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, install);
    for (int index = 0; index < slot_count; index++) {
        int free_state = 0;
        if (!atomic_compare_exchange_strong(&slots[index].state, &free_state, 1)) continue;
        copy(slots[index].text, text);
        atomic_store(&slots[index].calls, 0);
        atomic_store(&slots[index].state, 2);
        return index;
    }
    return -1;
}

void process_signals_retract(int slot) {
    if (slot >= 0) atomic_store(&slots[slot].state, 0);
}

void process_signals_begin_call(int slot, const char *text) {
    if (slot < 0) return;
    // Of calls that begin at the same time, only one is shown.
    if (!atomic_flag_test_and_set(&slots[slot].is_call_written)) {
        copy(slots[slot].call, text);
        atomic_flag_clear(&slots[slot].is_call_written);
    }
    atomic_fetch_add(&slots[slot].calls, 1);
}

void process_signals_end_call(int slot) {
    if (slot >= 0) atomic_fetch_sub(&slots[slot].calls, 1);
}
