#ifndef PROCESS_SIGNALS_H
#define PROCESS_SIGNALS_H

#include <stddef.h>

// What a process must do without Swift, before main or in a signal handler.

/// Makes SIGINT and SIGTERM write their number, one byte, to a pipe, unless the program handles or ignores them.
///
/// Returns the file descriptor to read from, or -1 if neither signal is taken over.
int process_signals_handle_interruption(void);

/// How many orders this child process has received from its parent.
int process_signals_orders(void);

/// Orders a child process to take its next step, through the pipe that is its standard input.
void process_signals_order(int descriptor);

/// Writes to a child process like `write`, but fails with `EPIPE`, and without `SIGPIPE`, if the process has ended.
long process_signals_write(int descriptor, const void *bytes, size_t count);

/// Makes a write that exceeds the file-size limit print a line to standard output and never return.
///
/// This applies to the threads that exist; call it right before the write. Unlike SIGSTOP, it leaves the thread running
/// that ends the process with its parent.
void process_signals_hold_at_file_size_limit(const char *line);

/// Limits the size of every file that another process writes, in bytes; -1 lifts the limit. Only Linux can.
void process_signals_limit_file_size(int process, long bytes);

/// Makes the calling thread print a line to standard output after some nanoseconds, and stop the process (`SIGSTOP`) in
/// the middle of whatever it is doing.
void process_signals_stop_after(long nanoseconds, const char *line);

/// Lets the process go on if it was not stopped so far.
void process_signals_do_not_stop(void);

/// Waits until a child process has stopped or ended.
void process_signals_wait_until_stopped(int process);

/// How a child process has ended; whoever waits for it still can.
enum process_signals_ending {
    process_signals_runs,
    process_signals_exited,
    process_signals_killed,
    /// Somebody has waited for it.
    process_signals_reaped,
};

/// Returns how a child process has ended, if it has, and sets its exit code or the number of the signal.
enum process_signals_ending process_signals_ending_of(int process, int *status);

/// Ends the process by a signal, with its default action.
void process_signals_raise(int signal);

/// Announces a line of text that a crash prints, and reserves a slot for it; -1 if none is free.
///
/// Texts are truncated to what a slot holds. The first call installs the handlers, which run whatever handlers were there
/// before, print every announced line to standard error, those with a call under way last, and let the signal end the
/// process.
int process_signals_announce(const char *text);

/// Frees a slot.
void process_signals_retract(int slot);

/// Announces a call that belongs to a slot, until as many calls have ended as have begun.
void process_signals_begin_call(int slot, const char *text);

/// Ends a call.
void process_signals_end_call(int slot);

#endif
