/**
 * What a broker's author gives the compatibility kit: what the broker says of itself, and the venue behind it.
 */
@Export
@Version("1.0.0")
package io.nija.tck;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
