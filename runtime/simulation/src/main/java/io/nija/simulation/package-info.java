/**
 * Deterministic simulation of the shipped classes: trading, risk, books and Kraken's sessions against the built-in exchange,
 * in one thread, in virtual time, with everything that can go wrong chosen by a seed.
 */
package io.nija.simulation;
