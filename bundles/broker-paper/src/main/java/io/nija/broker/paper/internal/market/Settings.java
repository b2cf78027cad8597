package io.nija.broker.paper.internal.market;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a paper market is like.
 *
 * @param seed of prices and ids; a market that is remembered keeps its own
 * @param speed how many of its seconds pass in one of the machine's
 * @param funds the play money of a new account, in its currency
 * @param volume what a new account is taken to have traded in every thirty days, in US dollars
 * @param latency how long a command is on its way
 * @param folder where it remembers everything
 */
public record Settings(long seed, int speed, BigDecimal funds, BigDecimal volume, Duration latency, Path folder) {}
