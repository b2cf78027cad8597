package io.nija.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.nija.campaign.Books;
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
 * A strategy is replaced again and again while it trades on three accounts: one instance buys and sells all the time, another holds a
 * position with its stop from beginning to end. The strategy itself throws when a candle is missing or comes twice (see
 * {@code runtime/strategy-probe}); what became of its orders is read from the exchange's own books.
 */
class StrategySwapTest {

    private static final Duration SOON = Duration.ofSeconds(120);
    private static final String FLOW = "probe-flow";
    private static final String KEEP = "probe-keep";
    private static final List<String> ACCOUNTS = List.of("master", "daivon_frazier", "tania_gilbert");
    private static final long INTERVAL = 3_000;
    /** A handful in every build; {@code -Dnija.long=true} makes it the campaign. */
    private static final int SWAPS = Boolean.getBoolean("nija.long") ? 200 : 4;

    @TempDir
    Path root;
    private final Path probe = Path.of(System.getProperty("nija.probe", "../strategy-probe/target/strategy-probe.jar"));
    private final Map<String, VenueBooks> venue = new TreeMap<>();
    private Path deployed;
    private Shell shell;
    private Exchange exchange;
    private Shell.Running nija;

    @BeforeEach
    void start() throws Exception {
        Path deploy = root.resolve("deploy");
        Shell.copy(Shell.distribution().resolve("deploy"), deploy);
        deployed = deploy.resolve("strategy-probe.jar");
        Files.copy(probe, deployed);
        shell = Shell.in(root).with("NIJA_DEPLOY", deploy.toString());
        for (String account : ACCOUNTS) {
            Path file = shell.config.resolve("io.nija.account-" + account + ".cfg");
            Files.writeString(file, Files.readString(file).replace("risk = careful", "risk = open"));
        }
        instance(FLOW, "BTC/USD", 2);
        instance(KEEP, "ETH/USD", 1_000_000);
        exchange = Exchange.start(shell, "--accounts", "3", "--seed", "17", "--tier", "unlimited");
        exchange.configure(shell, "tier=unlimited");
        shell.env(exchange.envForAll());
        for (int i = 0; i < ACCOUNTS.size(); i++) {
            JsonNode key = exchange.control("POST", "/keys", "{\"account\":\"" + exchange.id(i) + "\"}");
            venue.put(ACCOUNTS.get(i), new VenueBooks(exchange.rest(), key.path("key").asString(), key.path("secret").asString()));
        }
        nija = shell.start("run", "--headless");
    }

    @AfterEach
    void stop() {
        if (nija != null) {
            nija.close();
        }
        exchange.close();
    }

    private void instance(String name, String symbol, int hold) throws Exception {
        shell.write(shell.config.resolve("io.nija.strategy." + name + ".cfg"), "lanes = " + ACCOUNTS.stream().map(account -> account + "/kraken")
                .collect(Collectors.joining(", ")), "symbols = " + symbol, "interval = " + INTERVAL / 1_000 + "s", "hold = " + hold,
                // Far away: what is held is to be held.
                "stop.percent = 20");
    }

    /** All runs of both instances, as {@code strategies} tells them; fails when one was stopped. */
    private List<JsonNode> runs(String version) throws Exception {
        List<JsonNode> runs = new ArrayList<>();
        for (JsonNode strategy : shell.ask("strategies").path("strategies")) {
            if (version == null || strategy.path("bundle").asString("").equals("io.nija.strategy.probe " + version)) {
                strategy.path("runs").forEach(runs::add);
            }
        }
        assertThat(runs).as("nothing was missing, nothing came twice").noneMatch(run -> run.path("state").asString().equals("FAILED"));
        return runs;
    }

    private static String beginning(JsonNode run) {
        return run.path("account").asString() + " " + run.path("symbol").asString() + " " + number(run, "first");
    }

    private static long number(JsonNode run, String name) {
        return Long.parseLong(run.path("lastDecision").path("numbers").path(name).asString("0"));
    }

    /** Waits until all six runs were decided on by that version, the so-manieth since they began, and without a gap. */
    private List<JsonNode> decidedBy(String version, long bundles) {
        List<JsonNode> runs = Eventually.get("all six decided by " + version + ", the " + bundles + "th", SOON, () -> runs(version),
                all -> all.size() == 6 && all.stream().allMatch(run -> run.path("state").asString().equals("RUNNING") && number(run, "runs") == bundles));
        assertThat(runs).as("each candle decided on once").allMatch(run -> number(run, "decided") * INTERVAL == number(run, "last") - number(run, "first"));
        return runs;
    }

    private void swap(String version, boolean byFolder) throws Exception {
        if (byFolder) {
            JarVariant.of(probe).version(version).at(deployed);
            return;
        }
        JsonNode done = shell.json("deploy", JarVariant.of(probe).version(version).at(root.resolve("strategy-probe.jar")).toString());
        assertThat(done.path("version").asString()).as(done.toString()).isEqualTo(version);
    }

    /** The stops that rest for what is kept, one for each account. */
    private Map<String, String> stops() throws Exception {
        return Books.read(venue).orders().stream().filter(order -> order.open() && order.pair().equals("ETHUSD") && order.side().equals("sell"))
                .collect(Collectors.toMap(VenueBooks.Order::account, VenueBooks.Order::id));
    }

    private List<JsonNode> positions(String strategy) throws Exception {
        return shell.ask("positions", "--strategy", strategy).path("positions").valueStream().toList();
    }

    @Test
    void swapsUnderFlowLoseNothingDoubleNothingAndDecideEachCandleOnce() throws Exception {
        List<JsonNode> before = decidedBy("0.1.0", 1);
        Map<String, String> stops = Eventually.get("three stops of what is kept", SOON, this::stops, all -> all.size() == 3);
        List<JsonNode> kept = positions(KEEP);
        long pid = nija.process().pid();
        for (int swap = 1; swap <= SWAPS; swap++) {
            swap("0.2." + swap, swap % 2 == 0);
            decidedBy("0.2." + swap, swap + 1);
        }
        assertThat(nija.process().isAlive()).isTrue();
        assertThat(nija.process().pid()).isEqualTo(pid);
        assertThat(runs("0.2." + SWAPS)).extracting(StrategySwapTest::beginning).as("they went on from where they were")
                .isEqualTo(before.stream().map(StrategySwapTest::beginning).toList());
        assertThat(stops()).as("the stops of what is kept are those that were there").isEqualTo(stops);
        assertThat(positions(KEEP)).extracting(one -> one.path("quantity").asString())
                .isEqualTo(kept.stream().map(one -> one.path("quantity").asString()).toList());

        assertThat(shell.exit("strategy", "pause", FLOW)).isZero();
        // It wants an entry only when it has nothing and nothing is under way: once that is refused for the pause, all is quiet.
        Eventually.get("it sells what it has", SOON, () -> runs("0.2." + SWAPS).stream().filter(run -> run.path("state").asString().equals("PAUSED")).toList(),
                paused -> paused.size() == 3 && paused.stream().allMatch(run -> run.path("funnel").path("vetoed").path("PAUSED").asInt() > 0));
        assertThat(positions(FLOW)).isEmpty();
        Books books = Books.read(venue);
        assertThat(books.unprotected()).isEmpty();
        assertThat(books.oversold()).isEmpty();
        books(books);

        anotherStateBeginsFromHistory();
        assertThat(stops()).isEqualTo(stops);
        assertThat(shell.exit("strategy", "stop", KEEP, "--flatten", "--yes")).isZero();
        Eventually.get("it has nothing any more", SOON, () -> positions(KEEP), List::isEmpty);
        assertThat(nija.err()).doesNotContain("Exception");
    }

    /** Every entry that the strategy decided became one decision, every order one of the exchange's, every trade one fill. */
    private void books(Books books) throws Exception {
        int entries = 0;
        for (String account : ACCOUNTS) {
            List<JsonNode> entered = shell.json("decisions", account, "--strategy", FLOW, "--all").path("decisions").valueStream()
                    .filter(one -> one.path("purpose").asString().equals("entry")).toList();
            for (int i = 0; i < entered.size(); i++) {
                // One that the gate refused, for a price that was too old, say, has no order to explain.
                String entry = "Entry " + (i + 1) + ".";
                assertThat(entered.get(i).path("outcome").asString().equals("REFUSED") ? entry : entered.get(i).path("explanation").asString())
                        .as("each entry that was decided was wanted once, and in order: " + entered.get(i)).startsWith(entry);
            }
            entries += (int) entered.stream().filter(one -> one.path("outcome").asString().equals("ORDERED")).count();
            List<String> ours = shell.json("orders", "--account", account, "--all").path("orders").valueStream()
                    .filter(order -> !order.path("strategy").isNull()).map(order -> order.path("venueOrderId").asString()).sorted().toList();
            assertThat(books.orders().stream().filter(order -> order.account().equals(account)).map(VenueBooks.Order::id).sorted().toList())
                    .as("orders of " + account).doesNotHaveDuplicates().isEqualTo(ours);
            assertThat(books.orders().stream().filter(order -> order.account().equals(account)).map(VenueBooks.Order::clientOrderId)).doesNotHaveDuplicates();
            List<String> fills = shell.json("fills", "--account", account, "--all").path("fills").valueStream()
                    .filter(fill -> !fill.path("orderId").isNull()).map(fill -> fill.path("venueTradeId").asString()).sorted().toList();
            assertThat(books.trades().stream().filter(trade -> trade.account().equals(account)).map(VenueBooks.Trade::id).sorted().toList())
                    .as("trades of " + account).doesNotHaveDuplicates().isEqualTo(fills);
        }
        System.out.println(SWAPS + " swaps: " + entries + " entries, " + books.orders().size() + " orders, " + books.trades().size()
                + " trades; none lost, none doubled.");
        assertThat(entries).as("it traded on each account").isGreaterThanOrEqualTo(3);
    }

    private void anotherStateBeginsFromHistory() throws Exception {
        JarVariant.of(probe).version("0.3.0").header("Probe-Format", "2").at(deployed);
        List<JsonNode> runs = Eventually.get("all begin anew", SOON, () -> runs("0.3.0"),
                all -> all.size() == 6 && all.stream().allMatch(run -> number(run, "runs") == 1));
        assertThat(runs).as("from history").allMatch(run -> number(run, "decided") > 10
                && number(run, "decided") * INTERVAL == number(run, "last") - number(run, "first"));
        assertThat(runs).filteredOn(run -> run.path("state").asString().equals("RUNNING")).as("and say so").hasSize(3)
                .allMatch(run -> run.path("reason").asString("").contains("begins from history: The state has format 1"));
    }
}
