/**
 * What an order is judged by before its intent is written: the situation it is wanted in, a profile's limits, and the
 * checks. Everything here is pure: no clock but {@link io.nija.risk.Situation#now()}, no I/O.
 */
@Export
@Version("1.0.0")
package io.nija.risk;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
