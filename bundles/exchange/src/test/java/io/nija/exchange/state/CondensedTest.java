package io.nija.exchange.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterTry;

import io.nija.exchange.crowd.SeededCrowd;
import io.nija.exchange.market.Asset;
import io.nija.exchange.venue.Account;
import io.nija.exchange.venue.Change;
import io.nija.exchange.venue.Input;
import io.nija.exchange.venue.LedgerRow;
import io.nija.exchange.venue.Order;
import io.nija.exchange.venue.Refused;
import io.nija.exchange.venue.Ticket;
import io.nija.exchange.venue.Tier;
import io.nija.exchange.venue.TradeRow;
import io.nija.exchange.venue.Venue;
import io.nija.exchange.venue.VenueClock;
import io.nija.matching.Reference;
import io.nija.matching.SelfTrade;
import io.nija.order.TimeInForce;
import io.nija.platform.virtual.VirtualTime;

/** A memory that was condensed: what accounts were told is so afterwards, and life goes on from there. */
class CondensedTest {

    private static final String BTC = "XXBTZUSD";
    private static final List<String> NAMES = List.of("one", "two");

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-01-15T10:00:07Z"));
    private final List<Path> folders = new ArrayList<>();
    private Venue venue;
    private Memory memory;

    @AfterTry
    void tidy() throws IOException {
        for (Path folder : folders) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
        folders.clear();
    }

    private void open(Path file) throws IOException {
        VenueClock clock = new VenueClock(time, 10);
        memory = Memory.open(file);
        venue = memory.venue(Origin.of(3, clock.now(), 10, Tier.UNLIMITED), clock, origin -> (listing, now) -> new SeededCrowd(origin.seed(), origin.start()));
    }

    private void trade(SplittableRandom random, int actions) {
        for (int i = 0; i < actions; i++) {
            time.advance(Duration.ofMillis(random.nextInt(4_000)));
            Account account = venue.account(NAMES.get(random.nextInt(2)));
            venue.settle();
            boolean buys = random.nextBoolean();
            long touch = venue.book(venue.listing().pair(BTC).orElseThrow()).best(!buys);
            long away = touch / 2_000 * (1 + random.nextInt(20));
            long aside = buys ? touch - away : touch + away;
            long lots = 100_000 + random.nextInt(5_000_000);
            List<Order> open = account.openOrders();
            try {
                switch (random.nextInt(9)) {
                    case 0 -> place(account, Ticket.market(BTC, buys, lots));
                    case 1 -> place(account, Ticket.limit(BTC, buys, lots, touch));
                    case 2 -> place(account, Ticket.limit(BTC, buys, lots, aside));
                    case 3 -> place(account, ticket("iceberg", buys, lots, lots / 10, aside, 0, "c" + i));
                    case 4 -> place(account, ticket("stop-loss", !buys, lots, 0, 0, aside, null));
                    case 5 -> place(account, ticket("stop-loss-limit", !buys, lots, 0, aside, aside, null));
                    case 6 -> place(account, ticket("trailing-stop", !buys, lots, 0, 0, away, null));
                    case 7 -> {
                        if (!open.isEmpty()) {
                            Order one = open.get(random.nextInt(open.size()));
                            venue.apply(new Input.Amend(account.id(), one.id(), new Change(one.lots() + 10, Change.KEEP, Change.KEEP, Change.KEEP, false)));
                        }
                    }
                    default -> {
                        if (!open.isEmpty()) {
                            venue.apply(new Input.Cancel(account.id(), List.of(open.get(0).id())));
                        }
                    }
                }
            } catch (Refused refused) {
                // An exchange refuses now and then; that is remembered too.
                assertThat(refused.errors()).isNotEmpty();
            }
        }
    }

    private void place(Account account, Ticket ticket) throws Refused {
        venue.apply(new Input.Place(account.id(), List.of(ticket)));
    }

    private Ticket ticket(String type, boolean buys, long lots, long display, long limit, long trigger, String clientId) {
        boolean ends = clientId != null;
        return new Ticket(BTC, buys, type, lots, null, display, limit, trigger, false, Reference.LAST, List.of("fciq"),
                ends ? TimeInForce.GTD : TimeInForce.GTC, 0, ends ? venue.time() + Duration.ofHours(1).toNanos() : 0, SelfTrade.CANCEL_NEWEST, 7, clientId, null);
    }

    /** Everything of an account that a protocol tells. */
    private static Map<String, Object> seen(Account account) {
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("balances", new LinkedHashMap<>(account.balances()));
        account.balances().keySet().forEach(asset -> seen.put("held " + asset.id(), account.held(asset)));
        seen.put("open", account.openOrders().stream().map(CondensedTest::words).toList());
        seen.put("closed", account.closedOrders().newestFirst().map(CondensedTest::words).toList());
        seen.put("trades", account.trades().newestFirst().toList());
        seen.put("merged", account.trades(true).newestFirst().toList());
        seen.put("ledger", account.ledger().newestFirst().toList());
        return seen;
    }

    private static String words(Order order) {
        return String.join(" ", order.id(), order.status().word(), order.ticket().toString(), "" + order.lots(), "" + order.filled(), "" + order.display(),
                "" + order.limit(), "" + order.trigger(), "" + order.distance(), "" + order.fired(), "" + order.cost(), "" + order.fee(), "" + order.since(),
                "" + order.changed(), "" + order.closed(), "" + order.reason(), "" + order.trades(), "" + order.mergedTrades(), "" + order.amends(),
                "" + order.average(5));
    }

    private Map<String, Map<String, Object>> seen() {
        Map<String, Map<String, Object>> seen = new TreeMap<>();
        venue.accounts().forEach(account -> seen.put(account.id(), seen(account)));
        return seen;
    }

    private static <T> void goesOn(Stream<T> now, Stream<T> before) {
        List<T> was = before.toList();
        List<T> is = now.toList();
        assertThat(is.subList(is.size() - was.size(), is.size())).isEqualTo(was);
    }

    private void sums() {
        for (Account account : venue.accounts()) {
            Map<Asset, BigDecimal> sums = new LinkedHashMap<>();
            account.ledger().newestFirst().forEach(row -> sums.merge(row.asset(), row.amount().subtract(row.fee()), BigDecimal::add));
            sums.forEach((asset, sum) -> assertThat(account.balances().get(asset)).as(asset.id()).isEqualByComparingTo(sum));
            assertThat(account.balances().keySet()).allSatisfy(asset -> assertThat(account.available(asset)).isNotNegative());
        }
    }

    @Property(tries = 12)
    void whatAccountsWereToldIsSoAfterwards(@ForAll long seed) throws Exception {
        Path folder = Files.createTempDirectory("condensed");
        folders.add(folder);
        Path file = folder.resolve("exchange.state");
        SplittableRandom random = new SplittableRandom(seed);
        open(file);
        for (String name : NAMES) {
            venue.apply(new Input.OpenWith(name, Map.of("ZUSD", new BigDecimal("500000"), "XXBT", new BigDecimal("10")), BigDecimal.ZERO));
        }
        trade(random, 60);
        venue.settle();
        Map<String, Account> before = new TreeMap<>();
        venue.accounts().forEach(account -> before.put(account.id(), account));
        long at = venue.time();
        BigDecimal turnover = before.get("one").turnover(at);
        Map<String, List<String>> open = new TreeMap<>();
        before.forEach((id, account) -> open.put(id, account.openOrders().stream().map(Order::id).toList()));
        memory.condense();
        memory.close();
        assertThat(Files.size(file)).isLessThan(400_000);

        open(file);
        assertThat(venue.time()).isEqualTo(at);
        for (Account was : before.values()) {
            Account is = venue.account(was.id());
            goesOn(is.trades().newestFirst().map(TradeRow::toString), was.trades().newestFirst().map(TradeRow::toString));
            goesOn(is.ledger().newestFirst().map(LedgerRow::toString), was.ledger().newestFirst().map(LedgerRow::toString));
            goesOn(is.closedOrders().newestFirst().map(CondensedTest::words), was.closedOrders().newestFirst().map(CondensedTest::words));
            for (String id : open.get(was.id())) {
                Order order = is.order(id).orElseThrow();
                Order old = was.order(id).orElseThrow();
                boolean moved = order.filled() != old.filled() || !order.status().live() || order.fired() != old.fired() || order.ticket().trails();
                assertThat(moved ? "" : words(order)).isIn("", words(old));
                assertThat(order.filled()).isGreaterThanOrEqualTo(old.filled());
            }
        }
        assertThat(venue.account("one").turnover(at)).isGreaterThanOrEqualTo(turnover);
        sums();

        trade(random, 60);
        sums();
        Map<String, Map<String, Object>> after = seen();
        Path killed = folder.resolve("killed.state");
        Files.copy(file, killed);
        memory.close();
        open(killed);
        assertThat(seen()).as("after a kill").isEqualTo(after);
        memory.condense();
        memory.close();
    }
}
