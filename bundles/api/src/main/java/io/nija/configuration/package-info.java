/**
 * Configuration files: what was applied, what was refused, and why.
 */
@Export
@Version("1.0.0")
package io.nija.configuration;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
