/** The journal as a service: opening, group commit, reserve, health. */
package io.nija.journal.internal;
