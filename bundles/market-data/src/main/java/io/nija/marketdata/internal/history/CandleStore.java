package io.nija.marketdata.internal.history;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.nija.account.BrokerId;
import io.nija.market.Symbol;

/**
 * Candles that were imported, one file for each venue, instrument and interval below a folder: text that people can read, copy
 * and hand on. A file is replaced as a whole, and by one process at a time.
 */
final class CandleStore {

    private final Path folder;

    CandleStore(Path folder) {
        this.folder = folder;
    }

    /** What a file has. */
    record Key(BrokerId venue, Symbol symbol, Duration interval) {

        String words() {
            return venue + " " + symbol + " " + Intervals.words(interval);
        }
    }

    /**
     * What came of an import.
     *
     * @param added new ones
     * @param equal those that were there already
     * @param changed those that were there with other numbers, and were replaced
     */
    record Merged(int added, int equal, int changed, int all) {}

    /** One file. @param missing how many candles are not there between the first and the last */
    record Stored(Key key, Path file, int candles, Instant first, Instant last, long missing) {}

    Path file(Key key) {
        return folder.resolve(key.venue().value()).resolve(key.symbol().base() + "-" + key.symbol().quote()).resolve(Intervals.words(key.interval()) + ".csv");
    }

    /** The candles of a file, in the order of time; empty when there is none. */
    List<Row> rows(Key key) throws Unreadable {
        Path file = file(key);
        return Files.exists(file) ? CandleFile.read(file, key.interval()).rows() : List.of();
    }

    /**
     * Adds candles.
     *
     * @param replace whether those that are there with other numbers are replaced; they are refused otherwise, and nothing is changed
     */
    Merged add(Key key, List<Row> rows, boolean replace) throws Unreadable, IOException {
        Files.createDirectories(file(key).getParent());
        try (FileChannel guard = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE); FileLock lock = guard.lock()) {
            SortedMap<Instant, Row> all = new TreeMap<>();
            rows(key).forEach(row -> all.put(row.begin(), row));
            int added = 0;
            int equal = 0;
            int changed = 0;
            for (Row row : rows) {
                Row before = all.put(row.begin(), row);
                if (before == null) {
                    added++;
                } else if (before.same(row)) {
                    equal++;
                } else if (replace) {
                    changed++;
                } else {
                    throw new Unreadable("The candle of " + row.begin() + " of " + key.words() + " is there already with other numbers: " + before.line()
                            + " instead of " + row.line() + ". With --replace the new ones are taken.");
                }
            }
            if (added + changed > 0) {
                write(file(key), all.values());
            }
            return new Merged(added, equal, changed, all.size());
        }
    }

    /** Writes a file of candles, replacing what is there when it is whole and not before. */
    static void write(Path file, Iterable<Row> rows) throws IOException {
        Path half = Files.createTempFile(file.toAbsolutePath().getParent(), ".candles-", ".part");
        try {
            try (var out = Files.newBufferedWriter(half, StandardCharsets.UTF_8)) {
                out.write(Row.HEADER + "\n");
                for (Row row : rows) {
                    out.write(row.line() + "\n");
                }
            }
            try (FileChannel channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(half);
        }
    }

    /** Everything that is there, by name. A file that is none of candles is told to {@code unreadable}. */
    List<Stored> all(java.util.function.Consumer<String> unreadable) throws IOException {
        List<Stored> all = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return all;
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder, 3)) {
            files = walk.filter(file -> file.getFileName().toString().matches("[1-9][0-9]*[smhdw]\\.csv")).sorted().toList();
        }
        for (Path file : files) {
            try {
                all.add(stored(file));
            } catch (Unreadable | IllegalArgumentException e) {
                unreadable.accept(e.getMessage());
            }
        }
        return all;
    }

    private Stored stored(Path file) throws Unreadable {
        String name = file.getFileName().toString();
        Duration interval = Intervals.parse(name.substring(0, name.length() - ".csv".length()));
        Path pair = file.getParent();
        Key key = new Key(new BrokerId(pair.getParent().getFileName().toString()), Symbol.parse(pair.getFileName().toString().replace('-', '/')), interval);
        List<Row> rows = CandleFile.read(file, interval).rows();
        Instant first = rows.isEmpty() ? null : rows.get(0).begin();
        Instant last = rows.isEmpty() ? null : rows.get(rows.size() - 1).begin();
        long missing = rows.isEmpty() ? 0 : Duration.between(first, last).dividedBy(interval) + 1 - rows.size();
        return new Stored(key, file, rows.size(), first, last, missing);
    }
}
