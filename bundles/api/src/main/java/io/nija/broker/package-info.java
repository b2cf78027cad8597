/**
 * How the platform talks to a broker: the broker itself, one session per lane, outcomes and observations.
 */
@Export
@Version("1.4.0")
package io.nija.broker;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
