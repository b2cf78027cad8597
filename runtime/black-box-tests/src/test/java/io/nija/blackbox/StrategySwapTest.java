package io.nija.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.nija.campaign.VenueBooks;
import io.nija.testkit.Eventually;
import io.nija.testkit.Exchange;
import io.nija.testkit.JarVariant;
import io.nija.testkit.Shell;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A strategy's jar is replaced while it holds positions and orders on three accounts. What came of it is read at the exchange,
 * over REST with keys of its own.
 */
class StrategySwapTest {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final List<String> ACCOUNTS = List.of("master", "daivon_frazier", "tania_gilbert");
    private static final int CANDLE = 5;
    /** A handful in every build; {@code -Dnija.long=true} makes it the long run. */
    private static final int SWAPS = Boolean.getBoolean("nija.long") ? 200 : 5;
    private static final String NAME = "dual_rsi-swapped";

    @TempDir
    Path root;
    private Shell shell;
    private Exchange exchange;
    private Shell.Running nija;
    private final Map<String, VenueBooks> books = new TreeMap<>();
    private final CountDownLatch enough = new CountDownLatch(1);
    private final ConcurrentLinkedQueue<String> unmoved = new ConcurrentLinkedQueue<>();
    private final Thread mover = new Thread(this::move, "market");

    @BeforeEach
    void start() throws Exception {
        Path deploy = root.resolve("deploy");
        Shell.copy(Shell.distribution().resolve("deploy"), deploy);
        shell = Shell.in(root).with("NIJA_DEPLOY", deploy.toString());
        for (String account : ACCOUNTS) {
            Path file = shell.config.resolve("io.nija.account-" + account + ".cfg");
            Files.writeString(file, Files.readString(file, StandardCharsets.UTF_8).replace("risk = careful", "risk = open"), StandardCharsets.UTF_8);
        }
        exchange = Exchange.start(shell, "--accounts", "3", "--seed", "5", "--tier", "unlimited");
        exchange.configure(shell, "tier=unlimited");
        shell.env(exchange.envForAll());
        for (int i = 0; i < ACCOUNTS.size(); i++) {
            JsonNode key = exchange.control("POST", "/keys", "{\"account\":\"" + exchange.id(i) + "\"}");
            books.put(ACCOUNTS.get(i), new VenueBooks(exchange.rest(), key.path("key").asString(), key.path("secret").asString()));
        }
        // It changes its mind as often as the market does.
        shell.write(shell.config.resolve("io.nija.strategy." + NAME + ".cfg"), "lanes = " + ACCOUNTS.stream().map(id -> id + "/kraken").collect(Collectors.joining(", ")),
                "symbols = BTC/USD, ETH/USD", "interval = " + CANDLE + "s", "fast.period = 2", "slow.period = 8", "enter.below = 99", "leave.above = 1");
        nija = shell.start("run", "--headless");
        mover.start();
        Eventually.get("it trades on every account", SOON, this::traders, traders -> traders.size() == ACCOUNTS.size());
    }

    /** Somebody moves the prices to and fro, so that there is always something to decide. */
    private void move() {
        for (int i = 0; enough.getCount() > 0; i++) {
            try {
                for (String pair : List.of("XBTUSD", "ETHUSD")) {
                    exchange.control("POST", "/jump", "{\"pair\":\"" + pair + "\",\"percent\":\"" + (i / 2 % 2 == 0 ? "-0.4" : "0.4") + "\"}");
                }
                enough.await(CANDLE * 700, TimeUnit.MILLISECONDS);
            } catch (Exception | AssertionError failed) {
                unmoved.add(failed.toString());
                return;
            }
        }
    }

    @AfterEach
    void stop() throws Exception {
        enough.countDown();
        mover.join();
        nija.close();
        exchange.close();
    }

    private Set<String> traders() throws Exception {
        return shell.json("fills").path("fills").valueStream().map(fill -> fill.path("account").asString()).collect(Collectors.toCollection(TreeSet::new));
    }

    private JsonNode strategy() throws Exception {
        return shell.json("strategies").path("strategies").path(0);
    }

    /** How many candles each run was shown, and when the last of them ended. */
    private Map<String, long[]> shown() throws Exception {
        Map<String, long[]> shown = new TreeMap<>();
        strategy().path("runs").forEach(run -> shown.put(run.path("account").asString() + " " + run.path("symbol").asString(), new long[] {
            run.path("funnel").path("scanned").asLong(), Instant.parse(run.path("lastDecision").path("at").asString()).getEpochSecond()}));
        return shown;
    }

    @Test
    void noOrderNoFillAndNoCandleIsLostOrDoubledWhileItsJarIsReplaced() throws Exception {
        long pid = nija.process().pid();
        Path jar = Shell.distribution().resolve("deploy/strategy-dual-rsi.jar");
        Map<String, long[]> before = shown();
        assertThat(before).hasSize(2 * ACCOUNTS.size());
        for (int swap = 1; swap <= SWAPS; swap++) {
            String version = "0.9." + swap;
            int fills = shell.json("fills").path("fills").size();
            if (swap % 2 == 0) {
                JarVariant.of(jar).version(version).at(root.resolve("deploy/strategy-dual-rsi.jar"));
            } else {
                JsonNode done = shell.json("deploy", JarVariant.of(jar).version(version).at(root.resolve("built.jar")).toString(), "--wait", "60");
                assertThat(done.path("version").asString()).as(done.toString()).isEqualTo(version);
            }
            Eventually.get("it is " + version, SOON, () -> strategy().path("bundle").asString(), bundle -> bundle.endsWith(" " + version));
            Eventually.get("it trades on", SOON, () -> shell.json("fills").path("fills").size(), count -> count > fills);
        }
        assertThat(unmoved).as("what kept prices from moving").isEmpty();
        assertThat(nija.process().isAlive()).isTrue();
        assertThat(nija.process().pid()).isEqualTo(pid);
        assertThat(shell.run("strategy", "pause", NAME).exit()).isZero();
        Eventually.get("NIJA and the exchange tell the same", SOON, this::different, String::isEmpty);
        candlesWithoutAGap(before);
        assertThat(generations()).as("class loaders of the strategy").isLessThanOrEqualTo(2);
        assertThat(nija.err()).doesNotContain("Exception").doesNotContain("STATE_LOST");
        assertThat(shell.json("verify", "master/kraken").path("lanes").path(0).path("connected").asBoolean()).isTrue();
    }

    /** Every candle was decided on once: as many as there was time for between the first look and the last. */
    private void candlesWithoutAGap(Map<String, long[]> before) throws Exception {
        shown().forEach((run, now) -> {
            long[] then = before.get(run);
            assertThat(now[0] - then[0]).as(run + ": candles that were decided on").isEqualTo((now[1] - then[1]) / CANDLE).isPositive();
        });
    }

    /** What NIJA says of its orders and fills and the exchange does not, and the other way round. */
    private String different() throws Exception {
        StringBuilder different = new StringBuilder();
        for (String account : ACCOUNTS) {
            List<VenueBooks.Order> orders = books.get(account).orders(account).stream().filter(order -> !order.clientOrderId().isEmpty()).toList();
            Map<String, String> there = new TreeMap<>();
            for (VenueBooks.Order order : orders) {
                if (there.put(order.clientOrderId(), order.id() + " " + plain(order.filled()) + " " + order.open()) != null) {
                    different.append(account).append(": twice at the exchange: ").append(order).append('\n');
                }
            }
            Map<String, String> here = new TreeMap<>();
            shell.json("orders", "--all", "--account", account).path("orders").forEach(order -> {
                if (!order.path("venueOrderId").asString("").isEmpty()) {
                    here.put(order.path("clientOrderId").asString(), order.path("venueOrderId").asString() + " " + plain(new BigDecimal(order.path("filled").asString("0")))
                            + " " + !order.path("state").asString().matches("FILLED|CANCEL.*|EXPIRED|REJECTED|REFUSED"));
                }
            });
            compare(account + " orders", there, here, different);
            Set<String> ids = orders.stream().map(VenueBooks.Order::id).collect(Collectors.toSet());
            Map<String, String> traded = books.get(account).trades(account).stream().filter(trade -> ids.contains(trade.order()))
                    .collect(Collectors.toMap(VenueBooks.Trade::id, trade -> trade.side() + " " + plain(trade.volume()) + " at " + plain(trade.price()), (one, two) -> "twice",
                            TreeMap::new));
            Map<String, String> told = new TreeMap<>();
            shell.json("fills", "--account", account).path("fills").forEach(fill -> told.merge(fill.path("venueTradeId").asString(), fill.path("side").asString() + " "
                    + plain(new BigDecimal(fill.path("quantity").asString())) + " at " + plain(new BigDecimal(fill.path("price").asString())), (one, two) -> "twice"));
            compare(account + " fills", traded, told, different);
        }
        return different.toString();
    }

    private static void compare(String what, Map<String, String> there, Map<String, String> here, StringBuilder different) {
        if (!there.equals(here)) {
            Map<String, String> only = new TreeMap<>(there);
            only.entrySet().removeAll(here.entrySet());
            Map<String, String> ours = new TreeMap<>(here);
            ours.entrySet().removeAll(there.entrySet());
            different.append(what).append(": only at the exchange ").append(only).append(", only in NIJA ").append(ours).append('\n');
        }
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /** How many class loaders have the strategy's classes, after a collection. */
    private long generations() throws Exception {
        Process histogram = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(nija.process().pid()),
                "GC.class_histogram").redirectErrorStream(true).start();
        String rows = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(histogram.waitFor()).as(rows).isZero();
        return rows.lines().filter(row -> row.contains("io.nija.strategy.dual.rsi.internal.DualRsiRun") && !row.contains("$")).count();
    }
}
