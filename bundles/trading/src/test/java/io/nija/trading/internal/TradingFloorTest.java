package io.nija.trading.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;

import io.nija.account.Mode;
import io.nija.journal.ClientOrderIds;
import io.nija.journal.SwitchChange;
import io.nija.journal.SwitchChange.Position;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.risk.Scope;
import io.nija.risk.SwitchKind;
import io.nija.risk.Verdict;
import io.nija.trading.internal.lane.LaneBench;
import io.nija.trading.internal.lane.ScriptedVenue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the parts of the floor act on each other. */
class TradingFloorTest {

    private static final SwitchChange.Scope ACCOUNT = new SwitchChange.Scope(SwitchChange.Kind.ACCOUNT, "master");

    @TempDir
    private Path folder;
    private FloorBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new FloorBench(folder).start().armed();
    }

    private void set(SwitchChange.Scope scope, Position position) {
        bench.floor.set(new SwitchChange(scope, position, "alice", "for the test")).toCompletableFuture().join();
    }

    private void buy() {
        bench.floor.find(FloorBench.LANE).orElseThrow().submit(LaneBench.wish(ScriptedVenue.limit(Side.BUY, "0.5", "50000"), Purpose.ENTRY, null));
        bench.pass(10);
    }

    private void lose() {
        bench.losses.add(new Verdict.Refused("DAILY_LOSS", "3 % were lost today.", new TreeMap<>(),
                Optional.of(new Verdict.Trip(SwitchKind.REDUCE_ONLY, Scope.ACCOUNT, "master"))));
    }

    @Test
    void aTripIsOnlyTakenBackByResumeAndNotByARestartOrATimer() {
        lose();
        bench.pass(15);
        assertThat(bench.floor.switches().all()).singleElement().satisfies(set -> {
            assertThat(set.change().scope()).isEqualTo(ACCOUNT);
            assertThat(set.change().position()).isEqualTo(Position.REDUCE_ONLY);
            assertThat(set.change().who()).isEqualTo("risk");
        });
        bench.losses.clear();
        bench.pass(120);
        assertThat(bench.start().floor.switches().all()).hasSize(1);
        set(ACCOUNT, Position.OPEN);
        bench.pass(15);
        assertThat(bench.floor.switches().all()).isEmpty();
        assertThat(bench.memory.all(SwitchChange.class)).extracting(SwitchChange::who).containsExactly("risk", "alice");
    }

    @Test
    void aTripIsSetOnceHoweverLongTheLossLasts() {
        lose();
        bench.pass(120);
        assertThat(bench.memory.all(SwitchChange.class)).hasSize(1);
    }

    @Test
    void resumeLooksAnewAtWhatContradictedItself() {
        buy();
        String venueOrder = bench.venue.orders.keySet().iterator().next();
        bench.venue.trade(venueOrder, "0.2", "50000");
        bench.pass(60);
        bench.venue.trade(venueOrder, "0.9", "50000");
        bench.pass(60);
        assertThat(bench.lane().lane().reconciled()).as("more than was asked for is filled").isFalse();
        assertThat(bench.lane().lane().evidence().detail()).contains("asked for 0.5");
        set(new SwitchChange.Scope(SwitchChange.Kind.LANE, "other/kraken"), Position.OPEN);
        bench.pass(30);
        assertThat(bench.lane().lane().reconciled()).as("another lane was resumed").isFalse();
        set(new SwitchChange.Scope(SwitchChange.Kind.LANE, "master/kraken"), Position.OPEN);
        bench.pass(60);
        assertThat(bench.lane().lane().reconciled()).as("a person has looked").isTrue();
    }

    @Test
    void entriesThatRestAreCancelledWhenEntriesAreSwitchedOffAndOnlyWhereItSaysSo() {
        buy();
        set(new SwitchChange.Scope(SwitchChange.Kind.SYMBOL, "ETH/USD"), Position.ENTRIES_OFF);
        bench.pass(10);
        assertThat(bench.lane().lane().open()).hasSize(1);
        set(new SwitchChange.Scope(SwitchChange.Kind.SYMBOL, "BTC/USD"), Position.ENTRIES_OFF);
        bench.pass(30);
        assertThat(bench.lane().lane().open()).isEmpty();
    }

    @Test
    void aLaneThatNoFileNamesAnyMoreIsRememberedAsLongAsSomethingIsThere() {
        buy();
        bench.accounts.clear();
        bench.pass(30);
        assertThat(bench.floor.unnamed()).singleElement().satisfies(lane -> assertThat(lane.open()).hasSize(1));
        assertThat(bench.start().floor.unnamed()).as("also after a restart without its file")
                .singleElement().satisfies(lane -> assertThat(lane.open()).hasSize(1));
        bench.accounts.add(FloorBench.account(Mode.LIVE));
        bench.pass(5);
        assertThat(bench.floor.unnamed()).isEmpty();
    }

    @Test
    void aLaneThatHeldNothingIsForgottenWithItsFile() {
        bench.accounts.clear();
        bench.pass(30);
        assertThat(bench.floor.unnamed()).isEmpty();
        assertThat(bench.floor.find(FloorBench.LANE)).isEmpty();
    }

    @Test
    void anOrphanKeepsTheLaneApartUntilItIsGone() {
        bench.venue.put(ClientOrderIds.of(new java.util.UUID(7, 7), 3), ScriptedVenue.limit(Side.BUY, "0.5", "50000"));
        bench.pass(30);
        assertThat(bench.lane().lane().orphaned()).isTrue();
        set(SwitchChange.Scope.GLOBAL, Position.OPEN);
        bench.pass(30);
        assertThat(bench.lane().lane().orphaned()).as("resume adopts nobody").isTrue();
    }

    private java.math.BigDecimal held() {
        return bench.lane().lane().shares().stream().map(share -> share.position().quantity()).reduce(java.math.BigDecimal.ZERO, java.math.BigDecimal::add);
    }

    @org.junit.jupiter.params.ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = {"DAILY_LOSS", "DRAWDOWN", "LOSS_STREAK"})
    void eachLossTakesRestingEntriesAwayAndLeavesThePositionToItsExits(String code) {
        buy();
        bench.losses.add(new Verdict.Refused(code, "Too much was lost.", new TreeMap<>(),
                Optional.of(new Verdict.Trip(SwitchKind.REDUCE_ONLY, Scope.ACCOUNT, "master"))));
        bench.pass(30);
        assertThat(bench.floor.switches().all()).singleElement().satisfies(set ->
                assertThat(set.change().position()).isEqualTo(Position.REDUCE_ONLY));
        assertThat(bench.lane().lane().open()).isEmpty();
        bench.losses.clear();
        set(ACCOUNT, Position.OPEN);
        buy();
        assertThat(bench.lane().lane().open()).as("after resume").hasSize(1);
    }

    @Test
    void aStricterSwitchOfAPersonIsNotMadeMilderByALoss() {
        set(ACCOUNT, Position.HALT);
        lose();
        bench.pass(30);
        assertThat(bench.floor.switches().all()).singleElement().satisfies(set ->
                assertThat(set.change().position()).isEqualTo(Position.HALT));
    }

    @Test
    void whileABrokersBundleIsReplacedTheLaneStaysAndWhatTradedMeanwhileIsBookedOnce() {
        buy();
        String id = bench.venue.orders.keySet().iterator().next();
        var before = bench.floor.find(FloorBench.LANE).orElseThrow();
        bench.leave();
        bench.pass(30);
        assertThat(bench.lane().lane().reconciled(bench.time.instant())).isFalse();
        assertThat(bench.lane().lane().open()).as("nothing is forgotten").hasSize(1);
        bench.venue.trade(id, "0.5", "50000");
        bench.arrive();
        bench.pass(60);
        assertThat(bench.floor.find(FloorBench.LANE)).containsSame(before);
        assertThat(held()).isEqualByComparingTo("0.5");
        assertThat(bench.lane().lane().reconciled(bench.time.instant())).isTrue();
        assertThat(bench.memory.all(io.nija.journal.FillApplied.class)).hasSize(1);
    }

    @Test
    void aLaneThatIsBehindItsJournalIsReplacedByOneThatReadsItsPastAndLosesNothing() {
        buy();
        String own = bench.venue.orders.keySet().iterator().next();
        var before = bench.floor.find(FloorBench.LANE).orElseThrow();
        bench.memory.refusing = io.nija.journal.Receipt.Refused.FAILED;
        String other = bench.venue.put("somebody", ScriptedVenue.limit(Side.BUY, "6000", "1")).venueOrderId();
        for (int number = 0; number < 5_100; number++) {
            bench.venue.trade(other, "1", "1");
        }
        bench.pass(320);
        bench.venue.trade(own, "0.5", "50000");
        for (int second = 0; second < 400 && bench.floor.find(FloorBench.LANE).orElseThrow() == before; second++) {
            bench.pass(1);
        }
        assertThat(bench.floor.find(FloorBench.LANE).orElseThrow()).isNotSameAs(before);
        assertThat(bench.memory.all(io.nija.journal.FillApplied.class)).isEmpty();
        bench.memory.refusing = "";
        bench.pass(400);
        assertThat(bench.memory.all(io.nija.journal.FillApplied.class)).hasSize(5_101);
        assertThat(held()).isEqualByComparingTo("0.5");
        assertThat(bench.lane().lane().open()).isEmpty();
    }

    @Test
    void whenTheJournalsServiceIsReplacedANewFloorKnowsSwitchesOrdersAndFills() {
        set(new SwitchChange.Scope(SwitchChange.Kind.SYMBOL, "ETH/USD"), Position.ENTRIES_OFF);
        buy();
        String id = bench.venue.orders.keySet().iterator().next();
        bench.venue.trade(id, "0.2", "50000");
        bench.pass(30);
        bench.journal = new io.nija.trading.internal.lane.DamagedHistory(bench.memory, java.util.Set.of());
        bench.venue.trade(id, "0.1", "50000");
        bench.start();
        bench.pass(30);
        assertThat(held()).isEqualByComparingTo("0.3");
        assertThat(bench.lane().lane().open()).hasSize(1);
        assertThat(bench.floor.switches().all()).hasSize(1);
        assertThat(bench.memory.all(io.nija.journal.FillApplied.class)).hasSize(2);
        assertThat(bench.lane().lane().reconciled(bench.time.instant())).isTrue();
    }
}
