/**
 * The market's terms: what is listed, prices, trades and candles, and what strangers may do in it and are asked about the
 * past. Integer and decimal arithmetic only.
 */
package io.nija.simulator.internal.market;
