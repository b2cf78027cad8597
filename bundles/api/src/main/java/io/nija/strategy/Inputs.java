package io.nija.strategy;

import java.time.Duration;

/**
 * What a strategy must be shown.
 *
 * @param interval of its candles; divides a day
 * @param warmUp how many closed candles it must have seen before its first decision counts
 * @param quotes whether it is shown every change of the best prices, or only closed candles
 * @param indicators what it calculates, for people: {@code EMA 9, RSI 14}
 */
public record Inputs(Duration interval, int warmUp, boolean quotes, String indicators) {

    public Inputs {
        if (interval.isZero() || interval.isNegative() || Duration.ofDays(1).toMillis() % interval.toMillis() != 0) {
            throw new IllegalArgumentException("Candles of " + interval + " do not divide a day.");
        }
        if (warmUp < 0) {
            throw new IllegalArgumentException("The number of candles to warm up must not be below zero; it is " + warmUp + ".");
        }
    }
}
