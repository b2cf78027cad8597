/**
 * An exchange's matching core. Prices are counted in ticks and quantities in lots, both as longs, so everything is
 * exact; {@link io.nija.matching.Grid} converts. Nothing here reads a clock, opens a file or rolls dice: time comes with
 * each call, chance from a seed.
 */
@Export
@Version("1.0.0")
package io.nija.matching;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
