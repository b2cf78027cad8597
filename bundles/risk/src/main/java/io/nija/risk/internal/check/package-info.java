/** What an entry must pass beside the rules: one service for each check. */
package io.nija.risk.internal.check;
