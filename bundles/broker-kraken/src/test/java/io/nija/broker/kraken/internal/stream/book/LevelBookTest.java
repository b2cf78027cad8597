package io.nija.broker.kraken.internal.stream.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.nija.broker.kraken.internal.stream.frame.BookFrame;
import io.nija.broker.kraken.internal.stream.frame.Frame;
import io.nija.broker.kraken.internal.stream.frame.FrameReader;
import io.nija.broker.kraken.internal.stream.frame.Samples;
import io.nija.market.Quote;
import io.nija.market.Symbol;

import org.junit.jupiter.api.Test;

class LevelBookTest {

    private final LevelBook book = new LevelBook(Symbol.parse("BTC/USD"), 1, 8, 10);

    static LevelBook.Applied apply(LevelBook book, String text) {
        List<LevelBook.Applied> applied = new ArrayList<>();
        new FrameReader().read(text, new FrameReader.Sink() {
            @Override
            public void book(BookFrame frame) {
                applied.add(book.apply(frame));
            }

            @Override
            public void frame(Frame frame) {
                throw new AssertionError("not a book: " + frame);
            }
        });
        return applied.get(0);
    }

    static String frame(boolean snapshot, String bids, String asks, long checksum) {
        return "{\"channel\":\"book\",\"type\":\"" + (snapshot ? "snapshot" : "update") + "\",\"data\":[{\"symbol\":\"BTC/USD\",\"bids\":["
                + levels(bids) + "],\"asks\":[" + levels(asks) + "],\"checksum\":" + checksum + "}]}";
    }

    /** {@code 45285.2x0.001 45286x1} as JSON. */
    private static String levels(String text) {
        List<String> levels = new ArrayList<>();
        for (String level : text.isEmpty() ? new String[0] : text.split(" ")) {
            levels.add("{\"price\":" + level.replace("x", ",\"qty\":") + "}");
        }
        return String.join(",", levels);
    }

    @Test
    void theGuidesBookHasTheGuidesChecksum() {
        assertThat(apply(book, Samples.BOOK_A)).isEqualTo(LevelBook.Applied.OK);
        assertThat(book.checksum()).isEqualTo(3_310_070_434L);
    }

    @Test
    void removalInsertionAndALevelThatComesBackKeepTheChecksum() {
        apply(book, Samples.BOOK_A);
        assertThat(apply(book, Samples.BOOK_UPDATE)).isEqualTo(LevelBook.Applied.OK);
        assertThat(apply(book, frame(false, "45283.9x0.02000000", "", 2_293_432_045L))).isEqualTo(LevelBook.Applied.OK);
        assertThat(apply(book, frame(false, "45283.9x0.0 45276.6x0.15445238", "", 1_000_369_792L))).isEqualTo(LevelBook.Applied.OK);
    }

    @Test
    void aLevelThatFellOutOfTheDepthIsForgotten() {
        apply(book, Samples.BOOK_A);
        apply(book, Samples.BOOK_UPDATE);
        apply(book, frame(false, "45283.9x0.02000000", "", 2_293_432_045L));
        // Without being told again, the tenth level is missing, and so is the checksum.
        assertThat(apply(book, frame(false, "45283.9x0.0", "", 1_000_369_792L))).isEqualTo(LevelBook.Applied.CHECKSUM);
    }

    @Test
    void thinBooksAndPricesBelowOneHaveTheirChecksums() {
        LevelBook thin = new LevelBook(Symbol.parse("X/USD"), 4, 8, 10);
        assertThat(apply(thin, frame(true, "0.5666x4831.75496356", "0.5668x4410.79769741 0.5669x10.00000000", 572_114_671L)))
                .isEqualTo(LevelBook.Applied.OK);
        LevelBook tiny = new LevelBook(Symbol.parse("Y/BTC"), 8, 8, 10);
        assertThat(apply(tiny, frame(true, "0.00001230x25.1", "0.00001234x1000000.0 0.0000124x0.5", 3_828_624_519L)))
                .isEqualTo(LevelBook.Applied.OK);
    }

    @Test
    void aWrongChecksumBreaksTheBookUntilTheNextSnapshot() {
        apply(book, Samples.BOOK_A);
        assertThat(apply(book, Samples.BOOK_UPDATE.replace("1000369792", "1000369793"))).isEqualTo(LevelBook.Applied.CHECKSUM);
        assertThat(book.usable()).isFalse();
        assertThat(apply(book, Samples.BOOK_UPDATE)).isEqualTo(LevelBook.Applied.NO_SNAPSHOT);
        assertThat(apply(book, Samples.BOOK_A)).isEqualTo(LevelBook.Applied.OK);
    }

    @Test
    void aCrossedBookIsNoBook() {
        LevelBook thin = new LevelBook(Symbol.parse("X/USD"), 4, 8, 10);
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update("56681000000005669100000000".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(apply(thin, frame(true, "0.5669x1.0", "0.5668x1.0", crc.getValue()))).isEqualTo(LevelBook.Applied.CROSSED);
        assertThat(thin.usable()).isFalse();
    }

    @Test
    void aPriceWithMoreDecimalsThanThePairIsNotRounded() {
        apply(book, Samples.BOOK_A);
        assertThat(apply(book, frame(false, "45283.95x0.02", "", 1))).isEqualTo(LevelBook.Applied.NUMBER);
        assertThat(book.usable()).isFalse();
    }

    @Test
    void theTopIsToldBestFirstWithExactNumbers() {
        apply(book, Samples.BOOK_A);
        Quote top = book.top(2, Instant.EPOCH);
        assertThat(top.bids()).containsExactly(new Quote.Level(new BigDecimal("45283.5"), new BigDecimal("0.10000000")),
                new Quote.Level(new BigDecimal("45283.4"), new BigDecimal("1.54582015")));
        assertThat(top.asks().get(0)).isEqualTo(new Quote.Level(new BigDecimal("45285.2"), new BigDecimal("0.00100000")));
    }
}
