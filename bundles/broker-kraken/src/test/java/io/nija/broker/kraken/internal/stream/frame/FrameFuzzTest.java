package io.nija.broker.kraken.internal.stream.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Damaged frames: whatever comes, nothing is thrown, and the quick reader of books never says anything but the thorough one. */
class FrameFuzzTest {

    private static final String[] PIECES = {"\"", "\\", "\\u0000", "{", "}", "[", "]", ",", ":", "-", "0", "00", "1e400", "1E-5", ".", "9".repeat(40),
            "null", "true", "\"price\":", "\"qty\":1.5", "\"symbol\":\"X\",", "[[[[[[[[[[", "\u0000", "\u2028", "\ud800", "\n", " ", "é", "NaN",
            "Infinity", "0x10", "\"data\":[]", "\"channel\":\"book\",", "\"sequence\":18446744073709551616", "3.0000000000000000000000000001"};

    @Provide
    Arbitrary<String> damaged() {
        return Combinators.combine(Arbitraries.of(Samples.ALL), Arbitraries.longs(), Arbitraries.integers().between(1, 4))
                .as(FrameFuzzTest::damage);
    }

    @Provide
    Arbitrary<String> damagedBooks() {
        return Combinators.combine(Arbitraries.of(Samples.BOOK_A, Samples.BOOK_UPDATE), Arbitraries.longs(), Arbitraries.integers().between(1, 3))
                .as(FrameFuzzTest::damage);
    }

    private static String damage(String sample, long seed, int times) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(sample);
        for (int i = 0; i < times && text.length() > 0; i++) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(6)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(random.nextBoolean() ? 128 : 65_536));
                case 1 -> text.deleteCharAt(at);
                case 2 -> text.setLength(at);
                case 3 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 4 -> text.delete(at, Math.min(text.length(), at + random.nextInt(40)));
                default -> text.insert(at, text.substring(Math.max(0, at - random.nextInt(60)), at));
            }
        }
        return text.toString();
    }

    @Property(tries = 5_000)
    void nothingIsThrownAndSomethingIsAlwaysTold(@ForAll("damaged") String text) {
        assertThat(Heard.by(new FrameReader(), text).size() + (text.contains("\"data\":[]") ? 1 : 0)).isPositive();
    }

    @Property(tries = 10_000)
    void theQuickReaderOfBooksSaysWhatTheThoroughOneSays(@ForAll("damagedBooks") String text) {
        FrameReader reader = new FrameReader();
        assertThat(Heard.by(reader, text)).isEqualTo(Heard.slowly(reader, text));
    }

    @Property(tries = 2_000)
    void anyTextAtAllIsSurvived(@ForAll String text) {
        assertThat(Heard.by(new FrameReader(), text)).hasSize(1);
    }
}
