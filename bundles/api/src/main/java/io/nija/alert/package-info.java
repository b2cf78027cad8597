/**
 * What a person must know: alerts that are raised, cleared and acknowledged, and what keeps the heartbeat going.
 */
@Export
@Version("1.0.0")
package io.nija.alert;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
