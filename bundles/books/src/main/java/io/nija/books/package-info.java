/**
 * The books as arithmetic: positions with exact cost, lots, shares of strategies, equity, and the ledger. Pure: no clock,
 * no input or output; every amount a {@link java.math.BigDecimal} that is never rounded on the way.
 */
@Export
@Version("1.0.0")
package io.nija.books;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
