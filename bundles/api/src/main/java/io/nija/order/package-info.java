/**
 * Orders as operators, strategies and brokers speak of them.
 */
@Export
@Version("1.3.0")
package io.nija.order;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
