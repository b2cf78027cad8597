/**
 * The exchange itself: accounts, keys, counters, orders, ledgers, modes; without a word about HTTP or JSON. Everything
 * here is guarded by one lock, {@link io.nija.simulator.internal.venue.Venue}'s.
 */
package io.nija.simulator.internal.venue;
