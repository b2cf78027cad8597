/** What operators do with the journal: back it up, restore it, take it out as tables. */
package io.nija.journal.internal.command;
