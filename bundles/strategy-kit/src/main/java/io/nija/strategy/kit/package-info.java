/** What most strategies need beside indicators: their settings read, sizes and costs worked out, prices put on the grid. Pure. */
@Export
@Version("1.0.0")
package io.nija.strategy.kit;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
