package io.nija.broker.kraken.internal.stream.book;

/** Writes numbers as digits without making a text of them. */
final class Digits {

    private static final byte[] TENS = new byte[100];
    private static final byte[] ONES = new byte[100];

    static {
        for (int i = 0; i < 100; i++) {
            TENS[i] = (byte) ('0' + i / 10);
            ONES[i] = (byte) ('0' + i % 10);
        }
    }

    private Digits() {}

    /**
     * Writes a number above zero.
     *
     * @return the index after its last digit
     */
    static int write(long number, byte[] into, int at) {
        int end = at + count(number);
        int i = end;
        long rest = number;
        while (rest >= 100) {
            long hundredth = rest / 100;
            int two = (int) (rest - hundredth * 100);
            into[--i] = ONES[two];
            into[--i] = TENS[two];
            rest = hundredth;
        }
        into[--i] = ONES[(int) rest];
        if (rest >= 10) {
            into[--i] = TENS[(int) rest];
        }
        return end;
    }

    private static int count(long number) {
        int digits = 1;
        for (long bound = 10; digits < 19 && number >= bound; bound *= 10) {
            digits++;
        }
        return digits;
    }
}
