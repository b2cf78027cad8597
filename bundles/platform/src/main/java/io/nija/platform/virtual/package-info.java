/** Time that only moves when it is told to, and queues that run at once: for tests, back-tests and deterministic simulation. */
package io.nija.platform.virtual;
