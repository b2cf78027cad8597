/**
 * Plug-ins: what runs, and what is known of the jars in the folder they live in.
 */
@Export
@Version("1.1.0")
package io.nija.plugin;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
