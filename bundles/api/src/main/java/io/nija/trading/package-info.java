/** How others have orders sent: through the same gate, journal and lane as a person's. */
@Export
@Version("1.0.0")
package io.nija.trading;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
