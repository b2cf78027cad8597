/**
 * Strategies: what they see, what they decide, and who runs them. A strategy is one bundle with a component per configuration
 * file; it decides, and others act: it sends no order, keeps no time, opens no connection.
 */
@Export
@Version("1.0.0")
package io.nija.strategy;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
