/**
 * The strangers who trade at the exchange, made from a seed. The one place of this bundle that draws with floating point:
 * what leaves it is whole ticks and whole lots. The arithmetic is the same on every machine (Java 17's, and
 * {@link StrictMath} for what is not arithmetic).
 */
@Export
@Version("1.0.0")
package io.nija.exchange.crowd;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
