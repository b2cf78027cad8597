/** What every order must keep, exits too: arithmetic, the venue's rules, HALT. Part of the gate, never absent. */
package io.nija.risk.internal.rule;
