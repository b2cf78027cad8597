package io.nija.books;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import io.nija.order.Side;

/**
 * The same books by brute force: every thousandth of a coin is one coin that was bought or sold for its own price, results
 * are fractions that are never rounded. Slow and too simple to be wrong.
 */
final class CoinByCoin {

    /** An exact fraction. */
    record Fraction(BigInteger top, BigInteger bottom) {

        static Fraction of(BigDecimal number) {
            BigDecimal plain = number.stripTrailingZeros();
            return plain.scale() <= 0 ? new Fraction(plain.toBigIntegerExact(), BigInteger.ONE)
                    : new Fraction(plain.unscaledValue(), BigInteger.TEN.pow(plain.scale()));
        }

        Fraction plus(Fraction other) {
            return reduced(top.multiply(other.bottom).add(other.top.multiply(bottom)), bottom.multiply(other.bottom));
        }

        Fraction minus(Fraction other) {
            return plus(new Fraction(other.top.negate(), other.bottom));
        }

        Fraction times(long factor, long divisor) {
            return reduced(top.multiply(BigInteger.valueOf(factor)), bottom.multiply(BigInteger.valueOf(divisor)));
        }

        private static Fraction reduced(BigInteger top, BigInteger bottom) {
            BigInteger common = top.gcd(bottom).signum() == 0 ? BigInteger.ONE : top.gcd(bottom);
            BigInteger sign = BigInteger.valueOf(bottom.signum());
            return new Fraction(top.divide(common).multiply(sign), bottom.divide(common).multiply(sign));
        }

        /** Whether a decimal is this fraction but for what divisions cut off. */
        boolean near(BigDecimal number) {
            Fraction difference = minus(of(number));
            return difference.top.abs().multiply(BigInteger.TEN.pow(18)).compareTo(difference.bottom) <= 0;
        }

        boolean is(BigDecimal number) {
            return minus(of(number)).top.signum() == 0;
        }
    }

    static final Fraction ZERO = Fraction.of(BigDecimal.ZERO);

    private final Deque<Fraction> coins = new ArrayDeque<>();
    private boolean isLong = true;
    Fraction realisedFifo = ZERO;
    Fraction realised = ZERO;
    /** What the open coins cost by the average, below zero for a short. */
    Fraction cost = ZERO;
    Fraction fees = ZERO;
    Fraction cash = ZERO;
    Fraction otherFees = ZERO;

    CoinByCoin(List<Fill> fills) {
        for (Fill fill : fills) {
            trade(fill.side() == Side.BUY, fill.quantity(), fill.price());
            Fraction paid = Fraction.of(fill.cost());
            cash = fill.side() == Side.BUY ? cash.minus(paid) : cash.plus(paid);
            if ("USD".equals(fill.feeAsset())) {
                fees = fees.plus(Fraction.of(fill.fee()));
                cash = cash.minus(Fraction.of(fill.fee()));
            } else if ("BTC".equals(fill.feeAsset())) {
                fees = fees.plus(Fraction.of(fill.fee().multiply(fill.price())));
                trade(fill.fee().signum() < 0, fill.fee().abs(), fill.price());
            } else if (fill.feeAsset() != null) {
                otherFees = otherFees.plus(Fraction.of(fill.fee()));
            }
        }
    }

    private void trade(boolean buys, BigDecimal quantity, BigDecimal price) {
        int number = quantity.movePointRight(3).intValueExact();
        Fraction each = Fraction.of(price.movePointLeft(3));
        for (int i = 0; i < number; i++) {
            if (coins.isEmpty() || isLong == buys) {
                isLong = buys;
                coins.addLast(each);
                cost = buys ? cost.plus(each) : cost.minus(each);
            } else {
                Fraction average = cost.times(1, coins.size());
                Fraction opened = coins.removeFirst();
                realisedFifo = realisedFifo.plus(isLong ? each.minus(opened) : opened.minus(each));
                // cost and average are below zero for a short
                realised = realised.plus(isLong ? each.minus(average) : ZERO.minus(average).minus(each));
                cost = cost.minus(average);
            }
        }
    }

    BigDecimal quantity() {
        return BigDecimal.valueOf(isLong ? coins.size() : -coins.size(), 3);
    }

    /** What the open coins cost first in, first out, below zero for a short. */
    Fraction costFifo() {
        Fraction sum = coins.stream().reduce(ZERO, Fraction::plus);
        return isLong ? sum : ZERO.minus(sum);
    }
}
