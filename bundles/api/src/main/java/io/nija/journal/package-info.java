/**
 * What NIJA must never forget: intents before orders are sent, what became of them, fills, marks, switches, refusals;
 * written once, forced to disk, never changed.
 */
@Export
@Version("1.2.0")
package io.nija.journal;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
