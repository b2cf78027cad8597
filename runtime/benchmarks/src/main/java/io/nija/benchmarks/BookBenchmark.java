package io.nija.benchmarks;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import io.nija.broker.kraken.internal.stream.book.LevelBook;
import io.nija.broker.kraken.internal.stream.frame.BookFrame;
import io.nija.broker.kraken.internal.stream.frame.Frame;
import io.nija.broker.kraken.internal.stream.frame.FrameReader;
import io.nija.market.Symbol;

/**
 * From the text of a book update to the book with its checksum verified. The frames are a random walk of one pair, one to three
 * levels each, near the best price; their checksums were made by another program than the one that is measured.
 */
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Thread)
public class BookBenchmark implements FrameReader.Sink {

    private static final int FRAMES = 8_192;
    private static final int MIDDLE = 600_000;

    @Param({"10", "100", "1000"})
    public int depth;

    private final FrameReader reader = new FrameReader();
    private final List<String> frames = new ArrayList<>(FRAMES);
    private LevelBook book;
    private String snapshot;
    private int next;
    private LevelBook.Applied applied;

    /** Writes the frames. */
    @Setup
    public void write() {
        book = new LevelBook(Symbol.parse("BTC/USD"), 1, 8, depth);
        Random random = new Random(7);
        TreeMap<Integer, Long> bids = new TreeMap<>(java.util.Comparator.reverseOrder());
        TreeMap<Integer, Long> asks = new TreeMap<>();
        StringBuilder first = new StringBuilder();
        StringBuilder second = new StringBuilder();
        for (int i = 1; i <= depth; i++) {
            set(bids, MIDDLE - i, quantity(random), first);
            set(asks, MIDDLE + i, quantity(random), second);
        }
        snapshot = frame("snapshot", first, second, checksum(asks, bids));
        for (int i = 0; i < FRAMES; i++) {
            first.setLength(0);
            second.setLength(0);
            for (int change = 0; change <= random.nextInt(3); change++) {
                boolean bid = random.nextBoolean();
                int price = bid ? MIDDLE - 1 - distance(random) : MIDDLE + 1 + distance(random);
                set(bid ? bids : asks, price, quantity(random), bid ? first : second);
                cut(bid ? bids : asks);
            }
            frames.add(frame("update", first, second, checksum(asks, bids)));
        }
        reader.read(snapshot, this);
    }

    private int distance(Random random) {
        return random.nextInt(4) > 0 ? random.nextInt(8) : random.nextInt(depth);
    }

    private static long quantity(Random random) {
        return 1_000 + random.nextInt(300_000_000);
    }

    private static void set(TreeMap<Integer, Long> side, int price, long quantity, StringBuilder levels) {
        side.put(price, quantity);
        levels.append(levels.length() == 0 ? "" : ",").append("{\"price\":").append(BigDecimal.valueOf(price, 1)).append(",\"qty\":")
                .append(BigDecimal.valueOf(quantity, 8).toPlainString()).append('}');
    }

    private void cut(TreeMap<Integer, Long> side) {
        while (side.size() > depth) {
            side.pollLastEntry();
        }
    }

    private static long checksum(TreeMap<Integer, Long> asks, TreeMap<Integer, Long> bids) {
        StringBuilder text = new StringBuilder();
        asks.entrySet().stream().limit(10).forEach(level -> text.append(level.getKey()).append(level.getValue()));
        bids.entrySet().stream().limit(10).forEach(level -> text.append(level.getKey()).append(level.getValue()));
        CRC32 crc = new CRC32();
        crc.update(text.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return crc.getValue();
    }

    private static String frame(String type, CharSequence bids, CharSequence asks, long checksum) {
        return "{\"channel\":\"book\",\"type\":\"" + type + "\",\"data\":[{\"symbol\":\"BTC/USD\",\"bids\":[" + bids + "],\"asks\":[" + asks
                + "],\"checksum\":" + checksum + ",\"timestamp\":\"2026-01-01T00:00:01.000001Z\"}]}";
    }

    /** One update. Budget at depth 10: 2 µs, and 500,000 a second. */
    @Benchmark
    public LevelBook.Applied readApplyAndVerify() {
        if (next == FRAMES) {
            next = 0;
            reader.read(snapshot, this);
        }
        reader.read(frames.get(next++), this);
        if (applied != LevelBook.Applied.OK) {
            throw new IllegalStateException("the book is not the venue's: " + applied);
        }
        return applied;
    }

    @Override
    public void book(BookFrame frame) {
        applied = book.apply(frame);
    }

    @Override
    public void frame(Frame frame) {
        throw new IllegalStateException("not a book: " + frame);
    }
}
