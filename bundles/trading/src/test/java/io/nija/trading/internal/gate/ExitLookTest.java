package io.nija.trading.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;

import io.nija.account.Account;
import io.nija.account.AccountId;
import io.nija.account.BrokerId;
import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.broker.Broker;
import io.nija.broker.Observation;
import io.nija.credentials.KeyFormat;
import io.nija.market.InstrumentBook;
import io.nija.market.Quote;
import io.nija.market.Symbol;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.risk.Origin;
import io.nija.risk.RiskProfiles;
import io.nija.trading.internal.lane.ScriptedVenue;
import io.nija.trading.internal.lane.Venue;
import io.nija.trading.internal.lane.Wish;

/** An exit waits for its own market and for nobody else's. */
class ExitLookTest {

    private static final LaneId LANE = new LaneId(new AccountId("master"), new BrokerId("kraken"));
    private static final LaneId OTHER = new LaneId(new AccountId("tania"), new BrokerId("kraken"));
    private static final Symbol ETH = Symbol.parse("ETH/USD");

    private final GateBench bench = new GateBench();

    /** A broker that answers for ETH and never for anything else. */
    private static final class HalfDeaf implements Broker {

        @Override
        public BrokerId id() {
            return LANE.broker();
        }

        @Override
        public String displayName() {
            return "Kraken";
        }

        @Override
        public KeyFormat keyFormat() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mode forcedMode() {
            return Mode.SANDBOX;
        }

        @Override
        public Observation<InstrumentBook> instruments() {
            return new Observation.Missing<>("NONE", "None.");
        }

        @Override
        public CompletionStage<Observation<Quote>> quote(Symbol symbol) {
            return symbol.equals(ETH) ? CompletableFuture.completedFuture(new Observation.Missing<>("NONE", "None.")) : new CompletableFuture<>();
        }
    }

    private boolean looked(Purpose purpose) {
        Account master = GateBench.account("master", "1000", "kraken");
        Account tania = GateBench.account("tania", "1000", "kraken");
        bench.buy(OTHER, "1", "100");
        RiskProfiles none = (RiskProfiles) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {RiskProfiles.class},
                (proxy, method, arguments) -> Optional.empty());
        Situations gate = new Situations(() -> List.of(bench.known(master, LANE), bench.known(tania, OTHER)), null, none,
                new Switchboard(bench.journal, bench.time), bench.market, null, null, bench.time);
        Wish wish = new Wish(ScriptedVenue.limit(purpose == Purpose.ENTRY ? Side.BUY : Side.SELL, "0.5", "50000"), purpose, Origin.PERSON, "test", null,
                false, null, null, null, "");
        Wish eth = new Wish(new io.nija.order.OrderRequest(ETH, wish.order().side(), wish.order().type(), wish.order().quantity(), wish.order().limit(),
                wish.order().timeInForce(), false), purpose, Origin.PERSON, "test", null, false, null, null, null, "");
        return gate.look(LANE, eth, Venue.of(new HalfDeaf(), null)).toCompletableFuture().isDone();
    }

    @Test
    void anExitIsLookedAtWithoutTheMarketsOfOtherPositions() {
        assertThat(looked(Purpose.EXIT)).isTrue();
        assertThat(looked(Purpose.PROTECTIVE)).isTrue();
    }

    @Test
    void anEntryWaitsForAllThatLimitsMeasure() {
        assertThat(looked(Purpose.ENTRY)).isFalse();
    }
}
