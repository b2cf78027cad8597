/**
 * What every bundle stands on: folders, clock, timers and serial queues, as services.
 */
@Export
@Version("1.0.0")
package io.nija.platform;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
