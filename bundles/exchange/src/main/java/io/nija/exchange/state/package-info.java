/**
 * The exchange's memory: a file to which every input is written before it is answered, so that the exchange is the same
 * after its process was killed.
 */
@Export
@Version("1.0.0")
package io.nija.exchange.state;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
