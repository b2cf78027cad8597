/**
 * Technical indicators, one value at a time. Each keeps what it must remember and nothing else, allocates nothing while it
 * runs, and answers {@code NaN} until it has seen enough. Formulas, starts included, are those of TA-Lib 0.4, which a test
 * compares. Not thread-safe.
 */
@Export
@Version("1.0.0")
package io.nija.indicators;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
