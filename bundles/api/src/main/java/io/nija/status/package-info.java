/**
 * What is true of each lane now, with the evidence for it. Every screen is a rendering of this model.
 */
@Export
@Version("1.2.0")
package io.nija.status;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
