/**
 * The market's terms: what is listed, prices, trades and candles, and what strangers may do in it and are asked about the
 * past. Integer and decimal arithmetic only.
 */
@Export
@Version("1.0.0")
package io.nija.exchange.market;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
