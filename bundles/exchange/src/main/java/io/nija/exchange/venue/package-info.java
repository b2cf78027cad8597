/**
 * The exchange itself: accounts, keys, counters, orders, ledgers, modes; without a word about HTTP or JSON. Everything
 * here is guarded by one lock, {@link io.nija.exchange.venue.Venue}'s.
 */
@Export
@Version("1.0.0")
package io.nija.exchange.venue;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
