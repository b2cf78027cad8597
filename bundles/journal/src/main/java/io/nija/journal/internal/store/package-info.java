/** The journal's tables: what is written in one transaction, and what is read from them. */
package io.nija.journal.internal.store;
