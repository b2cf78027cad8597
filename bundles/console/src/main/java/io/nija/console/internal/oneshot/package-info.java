/** One command in a process of its own: what {@code bin/nija COMMAND} does when no NIJA runs. */
package io.nija.console.internal.oneshot;
