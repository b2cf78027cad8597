package io.nija.trading.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.nija.account.Account;
import io.nija.account.AccountId;
import io.nija.account.Mode;
import io.nija.account.Role;
import io.nija.journal.Intent;
import io.nija.journal.Refusal;
import io.nija.journal.SwitchChange;
import io.nija.market.Symbol;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.order.TimeInForce;
import io.nija.risk.Origin;
import io.nija.risk.internal.ProfileFile;
import io.nija.risk.internal.ProfilesInForce;
import io.nija.trading.internal.BenchBroker;
import io.nija.trading.internal.FloorBench;
import io.nija.trading.internal.lane.Report;
import io.nija.trading.internal.lane.ScriptedVenue;
import io.nija.trading.internal.lane.Wish;

/**
 * A real floor with the shipped gate and the shipped profiles, on which an ordinary entry passes: 0.002 BTC/USD at 50,000 in a
 * market of 49,990 to 50,000, on a live and armed lane of an account with 10,000 USD of capital. To be changed in one point.
 */
final class EntryStage {

    private static final String LANE = FloorBench.LANE.toString();

    final FloorBench bench;
    final BenchBroker kraken;
    final ScriptedVenue venue;
    private final ProfilesInForce profiles = new ProfilesInForce();

    /** What came of a wish. */
    record Attempt(boolean sent, String code, List<Refusal> refusals, List<Intent> intents) {}

    /** @param before what is different from the start on */
    EntryStage(Path folder, Consumer<EntryStage> before) throws IOException {
        bench = new FloorBench(folder);
        kraken = bench.kraken;
        venue = bench.venue;
        venue.types = Set.of(OrderType.LIMIT, OrderType.MARKET, OrderType.STOP_LOSS);
        venue.arriving = placement -> assertThat(bench.memory.intentOf(placement.clientOrderId())).as("its intent is durable before the venue hears of it")
                .hasValueSatisfying(state -> assertThat(state.intent().placement()).isEqualTo(placement));
        bench.risk = ShippedChecks.gate();
        bench.profiles = profiles;
        market("49990", "50000");
        kraken.depth = "1";
        account(Mode.LIVE, Account.USUAL_PROFILE);
        before.accept(this);
        bench.start().armed();
    }

    void market(String bid, String ask) {
        kraken.bid = bid;
        kraken.ask = ask;
    }

    void account(Mode mode, String profile) {
        bench.accounts.set(0, account(FloorBench.LANE.account(), mode, profile));
    }

    static Account account(AccountId id, Mode mode, String profile) {
        return new Account(id, id.value(), Role.MASTER, true, List.of(FloorBench.LANE.broker()), Map.of(FloorBench.LANE.broker(), mode), Map.of(),
                "USD", ZoneOffset.UTC, profile, new BigDecimal("10000"));
    }

    /** The account's profile is {@code careful} with these keys and values in its file. */
    void profile(String... keysAndValues) {
        Map<String, Object> values = new HashMap<>(Map.of("service.pid", "io.nija.risk~own"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        profiles.bindFile(new ProfileFile(values));
        account(Mode.LIVE, "own");
        assertThat(profiles.find("own")).as("%s is a profile", values).isPresent();
    }

    void switched(SwitchChange.Position position) {
        bench.floor.set(new SwitchChange(new SwitchChange.Scope(SwitchChange.Kind.GLOBAL, ""), position, "test", "for the test"));
    }

    /** The ordinary entry. */
    Attempt entry() {
        return buy("0.002", "--limit=50000", "--protect=49000");
    }

    /** By the command, as a person gives it. */
    Attempt buy(String quantity, String... options) {
        return command("buy", "BTC/USD", quantity, options);
    }

    /** As a person's command wants it; it may have to wait until a stop made room, in virtual time. */
    Attempt sell(String quantity, String limit) {
        return wanted(Side.SELL, quantity, limit, Origin.PERSON, null);
    }

    Attempt command(String side, String symbol, String quantity, String... options) {
        String[] words = new String[4 + options.length];
        System.arraycopy(new String[] {side, LANE, symbol, quantity}, 0, words, 0, 4);
        System.arraycopy(options, 0, words, 4, options.length);
        OrderCommand order = new OrderCommand(bench.floor, new Ending(Duration.ZERO, Duration.ofSeconds(1)), Duration.ZERO);
        return watched(() -> {
            try {
                Asked.Result result = Asked.run(order, words);
                assertThat(result.exit()).as(result.said()).isIn(0, 2);
                return result.exit() == 0 ? "" : String.valueOf(((Map<?, ?>) result.json().get("error")).get("code"));
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        });
    }

    /** By a strategy's decision. */
    Attempt decision(String strategy, Side side, String quantity, String limit) {
        return wanted(side, quantity, limit, Origin.STRATEGY, strategy);
    }

    private Attempt wanted(Side side, String quantity, String limit, Origin origin, String strategy) {
        OrderRequest order = new OrderRequest(Symbol.parse("BTC/USD"), side, OrderType.LIMIT, new BigDecimal(quantity), new BigDecimal(limit),
                TimeInForce.GTC, false);
        Wish wish = new Wish(order, side == Side.BUY ? Purpose.ENTRY : Purpose.EXIT, origin, "test", strategy, false, null, null, null, "");
        return watched(() -> {
            CompletableFuture<Report> report = bench.floor.find(FloorBench.LANE).orElseThrow().submit(wish);
            for (int second = 0; second < 60 && !report.isDone(); second++) {
                bench.pass(1);
            }
            assertThat(report).isCompleted();
            return report.join() instanceof Report.Refused refused ? refused.code() : "";
        });
    }

    private Attempt watched(Supplier<String> attempt) {
        long received = received();
        int refusals = bench.memory.all(Refusal.class).size();
        int intents = bench.memory.all(Intent.class).size();
        String code = attempt.get();
        boolean sent = received() > received;
        assertThat(sent).as("what is answered is what happened: '%s'", code).isEqualTo(code.isEmpty());
        return new Attempt(sent, code, List.copyOf(bench.memory.all(Refusal.class).subList(refusals, bench.memory.all(Refusal.class).size())),
                List.copyOf(bench.memory.all(Intent.class).subList(intents, bench.memory.all(Intent.class).size())));
    }

    /** Orders that somebody wanted; stops are put by the lane itself. */
    private long received() {
        return venue.received.stream().filter(placement -> placement.purpose() != Purpose.PROTECTIVE).count();
    }

    /** The venue fills the newest order that was sent there. */
    void filled(String quantity, String price) {
        String client = venue.received.stream().filter(placement -> placement.purpose() != Purpose.PROTECTIVE).reduce((older, newer) -> newer)
                .orElseThrow().clientOrderId();
        String id = venue.orders.values().stream().filter(view -> client.equals(view.clientOrderId())).findFirst().orElseThrow().venueOrderId();
        venue.trade(id, quantity, price);
        for (int second = 0; second < 8 && bench.lane().lane().open().stream().anyMatch(order -> id.equals(order.venueOrderId())); second++) {
            bench.pass(1);
        }
        assertThat(bench.lane().lane().open()).noneMatch(order -> id.equals(order.venueOrderId()));
    }

    /** A person's position, with a stop a good way below. */
    void hold(String quantity) {
        Attempt bought = buy(quantity, "--limit=" + kraken.ask, "--protect=49500");
        assertThat(bought.sent()).as("%s", bought).isTrue();
        filled(quantity, kraken.ask);
    }

    /** Another account's lane at the same venue; before the start. */
    ScriptedVenue another(String id) {
        return bench.join(account(new AccountId(id), Mode.LIVE, Account.USUAL_PROFILE));
    }

    /** Nothing happens until the next look at losses is ten seconds off. */
    void afterTheLooksAtLosses() {
        do {
            bench.pass(1);
        } while (bench.time.instant().getEpochSecond() % 10 != 0);
        bench.pass(1);
    }
}
