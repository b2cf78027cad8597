/**
 * What is traded: symbols, and the rules a venue sets for each instrument.
 */
@Export
@Version("1.2.0")
package io.nija.market;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
