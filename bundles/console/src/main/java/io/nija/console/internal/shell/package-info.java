/**
 * The running NIJA's side of {@code bin/nija COMMAND}: a Unix domain socket, one connection a command.
 *
 * <p>Frames in both directions: one byte type, four bytes length (big-endian), that many bytes of UTF-8. The client
 * begins with {@code C}: protocol {@code 1}, flags (a comma list; {@code tty}: a person can be asked, {@code color}:
 * standard output is a terminal), working directory, words; separated by NUL. It answers {@code Q} (question) and
 * {@code H} (hidden input) with {@code A} (text) or {@code N} (no answer). The server sends {@code O} and {@code E} for
 * standard output and error, and ends with {@code X}, the exit code. A closed connection cancels the command.
 */
package io.nija.console.internal.shell;
