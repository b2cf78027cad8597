package io.nija.marketdata.internal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nija.account.BrokerId;
import io.nija.market.Symbol;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of trades and candles: what is made of them, what is kept, and what is refused. */
class HistoryTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final CandleStore.Key KEY = new CandleStore.Key(new BrokerId("kraken"), new Symbol("BTC", "USD"), MINUTE);

    @TempDir
    private Path folder;

    private Path file(String... lines) throws Exception {
        return Files.writeString(folder.resolve("file.csv"), String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
    }

    private static List<String> lines(List<Row> rows) {
        return rows.stream().map(Row::line).toList();
    }

    /** Candles as anybody would reckon them on paper: trades by the begin of their interval, in the order of time. */
    private static List<String> reckoned(List<String[]> trades, long seconds) {
        Map<Long, List<String[]>> by = trades.stream()
                .collect(Collectors.groupingBy(trade -> new BigDecimal(trade[0]).longValue() / seconds * seconds, TreeMap::new, Collectors.toList()));
        List<String> rows = new ArrayList<>();
        by.forEach((begin, within) -> {
            List<String[]> sorted = within.stream().sorted((a, b) -> new BigDecimal(a[0]).compareTo(new BigDecimal(b[0]))).toList();
            List<BigDecimal> prices = sorted.stream().map(trade -> new BigDecimal(trade[1])).toList();
            BigDecimal high = prices.stream().max(BigDecimal::compareTo).orElseThrow();
            BigDecimal low = prices.stream().min(BigDecimal::compareTo).orElseThrow();
            BigDecimal volume = sorted.stream().map(trade -> new BigDecimal(trade[2])).reduce(BigDecimal.ZERO, BigDecimal::add);
            rows.add(begin + "," + plain(prices.get(0)) + "," + plain(high) + "," + plain(low) + "," + plain(prices.get(prices.size() - 1)) + "," + plain(volume));
        });
        return rows;
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static List<String> made(Path file, Duration interval) throws Unreadable {
        return TradeFile.read(file, interval).rows().stream().map(row -> row.begin().getEpochSecond() + "," + Stream.of(row.open(), row.high(), row.low(),
                row.close(), row.volume()).map(HistoryTest::plain).collect(Collectors.joining(","))).toList();
    }

    @Test
    void candlesOfTradesAreWhatAnybodyReckons() throws Exception {
        SplittableRandom random = new SplittableRandom(11);
        List<String[]> trades = new ArrayList<>();
        BigDecimal time = new BigDecimal("1672620480.1234");
        for (int i = 0; i < 3_000; i++) {
            time = time.add(BigDecimal.valueOf(random.nextInt(90_000), 3));
            trades.add(new String[] {time.toString(), BigDecimal.valueOf(90_000 + random.nextInt(2_000), 3).toString(),
                    BigDecimal.valueOf(1 + random.nextInt(100_000_000), 8).toString()});
        }
        Path file = file(trades.stream().map(trade -> String.join(",", trade)).toArray(String[]::new));
        for (int seconds : new int[] {1, 15, 60, 300, 3_600, 86_400}) {
            assertThat(made(file, Duration.ofSeconds(seconds))).as("%d s", seconds).isEqualTo(reckoned(trades, seconds));
        }
    }

    @ParameterizedTest
    @CsvSource({"kraken-bch-eur-trades-2023.csv, 0, 1, 2", "binance-btc-usdt-trades-2021.csv, 0, 3, 4"})
    void candlesOfRealTradesAreWhatAnybodyReckons(String name, int at, int price, int volume) throws Exception {
        Path file = Path.of("../../../shared/market").resolve(name);
        Assumptions.assumeTrue(Files.exists(file), "the samples are not here");
        List<String[]> trades = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split(",");
            if (parts[at].matches("[0-9.]+")) {
                trades.add(new String[] {parts[at], parts[price], parts[volume]});
            }
        }
        assertThat(trades).hasSizeGreaterThan(400);
        for (int seconds : new int[] {5, 60, 900, 3_600}) {
            assertThat(made(file, Duration.ofSeconds(seconds))).as("%d s", seconds).isEqualTo(reckoned(trades, seconds));
        }
    }

    @Test
    void namedColumnsMayStandAnywhereAndTheSameIdCountsOnce() throws Exception {
        TradeFile.Made made = TradeFile.read(file("time,id,side,price,amount", "1610064000.278,1,sell,100.5,2", "1610064000.278,1,sell,100.5,2",
                "1610064059,2,buy,\"101\",0.5", "1610064030,3,buy,99,1"), MINUTE);
        assertThat(lines(made.rows())).containsExactly("1610064000,100.5,101,99,101,3.5");
        assertThat(made.trades()).isEqualTo(3);
        assertThat(made.repeated()).isEqualTo(1);
        assertThat(made.disordered()).isEqualTo(1);
    }

    @Test
    void aMomentMayBeWrittenForPeople() throws Exception {
        assertThat(lines(TradeFile.read(file("time,price,size", "2023-01-02T00:48:00Z,5,1", "2023-01-02 00:48:59,6,1"), MINUTE).rows()))
                .containsExactly("1672620480,5,6,5,6,2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1672620480,NaN,1 | line 2: the price is 'NaN', legal is a number above 0.",
        "1672620480,-5,1 | line 2: the price is '-5', legal is a number above 0.",
        "1672620480,5,-1 | line 2: the volume is '-1', legal is a number from 0 up.",
        "1672620480,5,Infinity | line 2: the volume is 'Infinity', legal is a number from 0 up.",
        "1672620480,5, | line 2: the volume is '', legal is a number from 0 up.",
        "1672620480,5 | line 2: it has 2 columns, legal are 3.",
        "1672620480000,5,1 | milliseconds must be divided by 1000 first.",
        "soon,5,1 | line 2: the time is 'soon', legal are Unix seconds"})
    void aLineThatIsNoTradeIsNamedWithItsCause(String line, String said) throws Exception {
        Path file = file("1672620000,5,1", line);
        assertThatThrownBy(() -> TradeFile.read(file, MINUTE)).isInstanceOf(Unreadable.class).hasMessageContaining(file.toString()).hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1672620480,5,NaN,5,5,1 | the high is 'NaN', legal is a number above 0.",
        "1672620480,5,5,5,5,-1 | the volume is '-1', legal is a number from 0 up.",
        "1672620480,5,4,3,4,1 | open 5 and close 4 are not between low 3 and high 4.",
        "1672620481,5,5,5,5,1 | a candle of 1m does not begin at 2023-01-02T00:48:01Z.",
        "1672620480,5,5,5,5 | it has 5 columns, legal are 6.",
        "1672620420,6,6,6,6,1 | another line has a different candle of 2023-01-02T00:47:00Z."})
    void aLineThatIsNoCandleIsNamedWithItsCause(String line, String said) throws Exception {
        Path file = file("time,open,high,low,close,volume", "1672620420,5,5,5,5,1", line);
        assertThatThrownBy(() -> CandleFile.read(file, MINUTE)).isInstanceOf(Unreadable.class).hasMessageContaining("line 3: ").hasMessageContaining(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "time,price", "1,2,3,4"})
    void whatIsNeitherTradesNorCandlesIsSaidToBeNone(String first) throws Exception {
        Path file = file(first);
        assertThatThrownBy(() -> TradeFile.read(file, MINUTE)).isInstanceOf(Unreadable.class).hasMessageContaining(file.toString());
        assertThatThrownBy(() -> CandleFile.read(file, MINUTE)).isInstanceOf(Unreadable.class).hasMessageContaining(file.toString());
    }

    @Test
    void bytesThatAreNoTextAndPathsThatAreNoFilesAreSaid() throws Exception {
        Path file = Files.write(folder.resolve("image"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, (byte) 0xff});
        assertThatThrownBy(() -> CandleFile.is(file)).isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> CandleFile.is(folder)).isInstanceOf(Unreadable.class).hasMessageContaining("is a folder");
        assertThatThrownBy(() -> CandleFile.is(folder.resolve("none.csv"))).isInstanceOf(Unreadable.class).hasMessageContaining("is not there");
    }

    @Test
    void krakensDownloadOfCandlesIsRead() throws Exception {
        Path file = file("1672617600,15.1,15.3,15,15.2,120.5,31", "1672621200,15.2,15.2,15.1,15.1,3,2", "1672628400,15.1,15.4,15.1,15.4,9,5");
        assertThat(CandleFile.is(file)).isTrue();
        CandleFile.Read read = CandleFile.read(file, null);
        assertThat(CandleFile.interval(read.rows())).isEqualTo(Duration.ofHours(1));
        assertThat(lines(read.rows())).first().isEqualTo("1672617600,15.1,15.3,15,15.2,120.5");
    }

    private static Row row(long minute, String price) {
        BigDecimal at = new BigDecimal(price);
        return new Row(Instant.ofEpochSecond(minute * 60), at, at, at, at, BigDecimal.ONE);
    }

    @Test
    void anImportAddsWhatIsNewAndRefusesWhatContradicts() throws Exception {
        CandleStore store = new CandleStore(folder.resolve("history"));
        assertThat(store.add(KEY, List.of(row(1, "5"), row(3, "6")), false)).isEqualTo(new CandleStore.Merged(2, 0, 0, 2));
        assertThat(store.add(KEY, List.of(row(2, "7"), row(3, "6.00")), false)).isEqualTo(new CandleStore.Merged(1, 1, 0, 3));
        List<String> before = lines(store.rows(KEY));
        assertThatThrownBy(() -> store.add(KEY, List.of(row(9, "1"), row(2, "8")), false)).isInstanceOf(Unreadable.class)
                .hasMessageContaining("1970-01-01T00:02:00Z of kraken BTC/USD 1m is there already").hasMessageContaining("--replace");
        assertThat(lines(store.rows(KEY))).as("nothing was changed").isEqualTo(before);
        assertThat(store.add(KEY, List.of(row(2, "8"), row(7, "9")), true)).isEqualTo(new CandleStore.Merged(1, 0, 1, 4));
        List<String> unreadable = new ArrayList<>();
        assertThat(store.all(unreadable::add)).singleElement().satisfies(stored -> {
            assertThat(stored.key()).isEqualTo(KEY);
            assertThat(stored.candles()).isEqualTo(4);
            assertThat(stored.missing()).isEqualTo(3);
        });
        assertThat(unreadable).isEmpty();
        Files.writeString(store.file(KEY), "spoilt", StandardCharsets.UTF_8);
        assertThat(store.all(unreadable::add)).isEmpty();
        assertThat(unreadable).singleElement().asString().contains("1m.csv");
        assertThatThrownBy(() -> store.add(KEY, List.of(row(1, "5")), true)).isInstanceOf(Unreadable.class);
        assertThat(store.file(KEY)).hasContent("spoilt");
        try (Stream<Path> left = Files.list(store.file(KEY).getParent())) {
            assertThat(left).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"1m, 60, 1m", "60m, 3600, 1h", "90s, 90, 90s", "24h, 86400, 1d", "7d, 604800, 1w"})
    void intervalsAreReadAndWritten(String text, long seconds, String words) {
        assertThat(Intervals.parse(text)).hasSeconds(seconds);
        assertThat(Intervals.words(Duration.ofSeconds(seconds))).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "m", "0m", "-1m", "1.5m", "1M", "29d", "999999d", "1 m"})
    void whatIsNoIntervalIsSaid(String text) {
        assertThatThrownBy(() -> Intervals.parse(text)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("legal is");
    }
}
