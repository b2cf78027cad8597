package io.nija.trading.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.nija.account.Account;
import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.books.RoundTrip;
import io.nija.journal.SwitchChange;
import io.nija.journal.SwitchChange.Kind;
import io.nija.risk.internal.MandatoryGate;
import io.nija.risk.internal.ProfilesInForce;
import io.nija.strategy.StrategyBoard;
import io.nija.strategy.StrategyPlan;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which switch a loss sets, and that play money never holds up what is real. */
class LossWatchTest {

    private static final LaneId KRAKEN = LaneId.of("master", "kraken");
    private static final LaneId PAPER = LaneId.of("master", "paper");
    private static final LaneId TANIA = LaneId.of("tania", "paper");
    private static final SwitchChange.Scope ON_PAPER = new SwitchChange.Scope(Kind.LANE, "master/paper");
    private static final SwitchChange.Scope MASTER = new SwitchChange.Scope(Kind.ACCOUNT, "master");

    private final GateBench bench = new GateBench();
    private final Worths worths = new Worths(bench.journal, bench.market);
    private Acknowledgements acknowledged = new Acknowledgements(bench.journal, worths);
    private final List<Known> lanes = new ArrayList<>();
    private StrategyBoard board;

    @BeforeEach
    void pricesAreKnown() {
        bench.quote("kraken", GateBench.BTC, "100", "101");
        bench.quote("paper", GateBench.BTC, "100", "101");
    }

    private void lane(String account, String broker, Mode mode) {
        Account file = GateBench.account(account, "1000", Map.of(broker, mode));
        lanes.removeIf(known -> known.id().equals(LaneId.of(account, broker)));
        lanes.add(bench.known(file, LaneId.of(account, broker)));
    }

    private LossWatch watch() {
        MandatoryGate gate = new MandatoryGate();
        Situations situations = new Situations(() -> lanes, gate, new ProfilesInForce(), new Switchboard(bench.journal, bench.time), bench.market, worths,
                acknowledged, bench.time);
        return new LossWatch(situations, () -> lanes, () -> board);
    }

    private Set<SwitchChange.Scope> scopes() {
        return watch().now().stream().map(LossWatch.Reached::scope).collect(java.util.stream.Collectors.toSet());
    }

    private void streak(LaneId lane, String strategy) {
        Instant at = bench.time.instant();
        List<RoundTrip> trips = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            trips.add(new RoundTrip(strategy, GateBench.BTC, at.plusSeconds(i), BigDecimal.ONE.negate()));
        }
        bench.trips.put(lane, trips);
    }

    @Test
    void playMoneyThatIsLostStopsItsLaneAndNoOther() {
        streak(PAPER, null);
        lane("master", "kraken", Mode.LIVE);
        lane("master", "paper", Mode.PAPER);
        assertThat(scopes()).containsExactly(ON_PAPER);
        lane("master", "kraken", Mode.OBSERVE);
        assertThat(scopes()).as("one that may be live tomorrow").containsExactly(ON_PAPER);
    }

    @Test
    void realMoneyThatIsLostStopsTheWholeAccount() {
        streak(KRAKEN, null);
        lane("master", "kraken", Mode.LIVE);
        lane("master", "paper", Mode.PAPER);
        assertThat(scopes()).contains(MASTER).doesNotContain(ON_PAPER);
    }

    @Test
    void whereThereIsPlayMoneyOnlyTheScopeOfTheLossIsStopped() {
        streak(PAPER, null);
        lane("master", "paper", Mode.PAPER);
        assertThat(scopes()).contains(MASTER);
    }

    @Test
    void aStrategyIsStoppedEverywhereOnlyIfItTradesNowhereElse() {
        streak(PAPER, "apex");
        bench.strategy(PAPER, "apex");
        lane("master", "paper", Mode.PAPER);
        lane("tania", "paper", Mode.PAPER);
        board = seatedOn(PAPER, TANIA);
        SwitchChange.Scope apex = new SwitchChange.Scope(Kind.STRATEGY, "apex");
        assertThat(scopes()).contains(apex);
        lane("master", "kraken", Mode.LIVE);
        assertThat(scopes()).as("it has nothing to do with the live lane").contains(apex);
        board = seatedOn(PAPER, KRAKEN);
        assertThat(scopes()).contains(ON_PAPER).doesNotContain(apex);
    }

    @Test
    void aResumeOfTheLaneCountsItsLossesAnewAndOnlyItsOwn() {
        streak(PAPER, null);
        streak(TANIA, null);
        lane("master", "kraken", Mode.LIVE);
        lane("master", "paper", Mode.PAPER);
        lane("tania", "kraken", Mode.LIVE);
        lane("tania", "paper", Mode.PAPER);
        SwitchChange.Scope hers = new SwitchChange.Scope(Kind.LANE, "tania/paper");
        assertThat(scopes()).containsExactlyInAnyOrder(ON_PAPER, hers);
        bench.pass(java.time.Duration.ofMinutes(1));
        watch().now().stream().filter(reached -> reached.scope().equals(ON_PAPER)).forEach(reached -> acknowledged.tripped(ON_PAPER, reached.loss()));
        acknowledged.resume(ON_PAPER, List.of(), lanes, bench.time.instant());
        assertThat(scopes()).containsExactly(hers);
        acknowledged = new Acknowledgements(bench.journal, worths);
        assertThat(scopes()).as("after a restart").containsExactly(hers);
    }

    private static StrategyBoard seatedOn(LaneId... lanes) {
        StrategyPlan plan = new StrategyPlan("apex", "apex", "7.1", List.of(lanes), List.of(GateBench.BTC), Map.of());
        return () -> List.of(new StrategyBoard.StrategyStatus(plan, "b", List.of()));
    }
}
