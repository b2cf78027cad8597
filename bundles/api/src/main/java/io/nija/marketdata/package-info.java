/** Market data of all venues, shared by whoever needs it. */
@Export
@Version("1.0.0")
package io.nija.marketdata;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
