/**
 * The market: what is listed, and a reproducible model of its prices, trades and order books, into which the
 * accounts' own orders are woven. Integer and decimal arithmetic only.
 */
package io.nija.simulator.internal.market;
