package io.nija.books;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What is left of one opening fill.
 *
 * @param fill its id
 * @param at when it was opened
 * @param quantity in base, below zero for a short
 * @param cost what was put in, in quote, fees apart; below zero for a short: what was taken out
 */
public record Lot(String fill, Instant at, BigDecimal quantity, BigDecimal cost) {}
