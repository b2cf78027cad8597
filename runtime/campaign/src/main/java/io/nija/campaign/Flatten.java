package io.nija.campaign;

import java.math.BigDecimal;

/**
 * That a person asked for {@code flatten}, which sells whatever NIJA holds there.
 *
 * @param account whose
 * @param from when it was asked for, in seconds since 1970
 * @param to when it was answered or broke off; null while it goes on
 */
public record Flatten(String account, BigDecimal from, BigDecimal to) {}
