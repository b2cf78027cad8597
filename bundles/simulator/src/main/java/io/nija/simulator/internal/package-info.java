/**
 * A Kraken-protocol exchange with faults on request. {@link io.nija.simulator.internal.Exchange} is the whole of it for
 * Java programs; it needs no OSGi.
 */
package io.nija.simulator.internal;
