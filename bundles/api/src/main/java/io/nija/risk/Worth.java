package io.nija.risk;

import java.math.BigDecimal;

import io.nija.market.Money;

/**
 * What a scope is worth, and was. All amounts are in the currency of {@link #equity()}; money that came in or went out
 * has already moved {@link #dayStart()} and {@link #peak()} and is in none of the differences.
 *
 * @param equity what percentages are of: of the account, or for {@link Scope#ASSET} and {@link Scope#GLOBAL} of all
 *     accounts whose equity is known
 * @param dayStart that equity when the account's day began
 * @param peak the highest that equity has been. For {@link Scope#STRATEGY}: the equity, more what the strategy's
 *     own result is below its best
 * @param today profit and loss of the day in this scope, open losses and fees included, below zero for a loss
 */
public record Worth(Money equity, BigDecimal dayStart, BigDecimal peak, BigDecimal today) {}
