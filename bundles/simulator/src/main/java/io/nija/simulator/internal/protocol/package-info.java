/**
 * Kraken's spot REST interface as the reference sheet describes it: parameters in, maps and lists out, errors in the
 * protocol's words. No word about sockets.
 */
package io.nija.simulator.internal.protocol;
