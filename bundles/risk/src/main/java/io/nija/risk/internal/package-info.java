/** The gate, and the profiles with their limits. */
package io.nija.risk.internal;
