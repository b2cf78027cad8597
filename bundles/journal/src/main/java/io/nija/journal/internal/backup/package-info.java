/** Backups: one file with the journal, and what proves that it is whole. */
package io.nija.journal.internal.backup;
