package io.nija.trading.internal.lane;

import io.nija.books.Position;

/**
 * What one strategy, or a person, holds of one instrument on a lane.
 *
 * @param strategy whose, or null for a person's
 * @param position what, and what came of it
 */
public record Share(String strategy, Position position) {}
