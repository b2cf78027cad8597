/** A journal in memory, for tests, back-tests and deterministic simulation: it forces when it is told to, and can crash. */
package io.nija.journal.memory;
