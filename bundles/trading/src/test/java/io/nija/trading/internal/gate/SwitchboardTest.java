package io.nija.trading.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import io.nija.account.LaneId;
import io.nija.journal.Receipt;
import io.nija.journal.SwitchChange;
import io.nija.journal.SwitchChange.Kind;
import io.nija.journal.SwitchChange.Position;
import io.nija.market.Symbol;
import io.nija.platform.virtual.VirtualTime;
import io.nija.risk.SwitchInForce;
import io.nija.risk.SwitchKind;
import io.nija.trading.internal.lane.DamagedHistory;
import io.nija.trading.internal.lane.MemoryJournal;

import org.junit.jupiter.api.Test;

class SwitchboardTest {

    private static final LaneId MASTER = LaneId.of("master", "kraken");
    private static final LaneId OTHER = LaneId.of("tania_gilbert", "kraken");
    private static final Symbol BTC = new Symbol("BTC", "USD");

    @Test
    void aScopeCoversWhatItNamesAndNothingElse() {
        assertThat(Switchboard.covers(SwitchChange.Scope.GLOBAL, OTHER, BTC)).isTrue();
        assertThat(Switchboard.covers(scope(Kind.ACCOUNT, "master"), MASTER, BTC)).isTrue();
        assertThat(Switchboard.covers(scope(Kind.ACCOUNT, "master"), OTHER, BTC)).isFalse();
        assertThat(Switchboard.covers(scope(Kind.BROKER, "kraken"), OTHER, BTC)).isTrue();
        assertThat(Switchboard.covers(scope(Kind.BROKER, "coinbase"), OTHER, BTC)).isFalse();
        assertThat(Switchboard.covers(scope(Kind.LANE, "master/kraken"), MASTER, BTC)).isTrue();
        assertThat(Switchboard.covers(scope(Kind.LANE, "master/kraken"), OTHER, BTC)).isFalse();
        assertThat(Switchboard.covers(scope(Kind.SYMBOL, "BTC/USD"), OTHER, BTC)).isTrue();
        assertThat(Switchboard.covers(scope(Kind.SYMBOL, "ETH/USD"), OTHER, BTC)).isFalse();
    }

    @Test
    void everyPositionButOpenHasAWordForTheGate() {
        for (Position position : Position.values()) {
            if (position != Position.OPEN) {
                assertThat(io.nija.risk.SwitchKind.valueOf(position.name())).isNotNull();
            }
        }
    }

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));
    private final MemoryJournal journal = new MemoryJournal(time);

    private Switchboard board() {
        return new Switchboard(journal, time);
    }

    private static SwitchChange change(SwitchChange.Scope scope, Position position, String reason) {
        return new SwitchChange(scope, position, "alice (shell)", reason);
    }

    @Test
    void aSwitchStaysThroughARestartWithWhoSetItWhyAndSinceWhen() {
        Switchboard before = board();
        before.set(change(scope(Kind.ACCOUNT, "master"), Position.REDUCE_ONLY, "holiday"));
        time.advance(Duration.ofHours(1));
        before.set(change(SwitchChange.Scope.GLOBAL, Position.HALT, "odd fills"));
        time.advance(Duration.ofHours(1));

        assertThat(board().all()).extracting(Switchboard.Set::change, Switchboard.Set::since).containsExactly(
                tuple(change(SwitchChange.Scope.GLOBAL, Position.HALT, "odd fills"), Instant.parse("2026-11-22T13:00:00Z")),
                tuple(change(scope(Kind.ACCOUNT, "master"), Position.REDUCE_ONLY, "holiday"), Instant.parse("2026-11-22T12:00:00Z")));
        assertThat(board().inForce(MASTER, BTC, null)).extracting(SwitchInForce::kind).containsExactly(SwitchKind.HALT, SwitchKind.REDUCE_ONLY);
        assertThat(board().inForce(OTHER, BTC, null)).extracting(SwitchInForce::kind).containsExactly(SwitchKind.HALT);
    }

    @Test
    void whatWasTakenBackStaysTakenBackAndEveryChangeIsKept() {
        Switchboard before = board();
        before.set(change(SwitchChange.Scope.GLOBAL, Position.HALT, "odd fills"));
        before.set(change(SwitchChange.Scope.GLOBAL, Position.OPEN, "they were mine"));
        assertThat(before.all()).isEmpty();
        assertThat(board().all()).isEmpty();
        assertThat(journal.all(SwitchChange.class)).extracting(SwitchChange::position, SwitchChange::who, SwitchChange::reason).containsExactly(
                tuple(Position.HALT, "alice (shell)", "odd fills"), tuple(Position.OPEN, "alice (shell)", "they were mine"));
    }

    @Test
    void aResumeOfOneScopeLeavesTheOthersAsTheyAre() {
        Switchboard board = board();
        board.set(change(scope(Kind.LANE, "master/kraken"), Position.HALT, "one"));
        board.set(change(scope(Kind.BROKER, "kraken"), Position.ENTRIES_OFF, "two"));
        board.set(change(scope(Kind.LANE, "master/kraken"), Position.OPEN, "three"));
        assertThat(board().all()).extracting(set -> set.change().position()).containsExactly(Position.ENTRIES_OFF);
    }

    @Test
    void aSwitchThatCannotBeWrittenDownHoldsUntilTheRestart() {
        journal.refusing = Receipt.Refused.FAILED;
        Switchboard board = board();
        assertThat(board.set(change(SwitchChange.Scope.GLOBAL, Position.HALT, "disk full")).toCompletableFuture().join().forced()).isFalse();
        assertThat(board.all()).hasSize(1);
        assertThat(board().all()).isEmpty();
    }

    @Test
    void aSwitchThatCannotBeReadMeansThatEverythingOnlyReduces() {
        board().set(change(scope(Kind.ACCOUNT, "master"), Position.HALT, "holiday"));
        Switchboard after = new Switchboard(new DamagedHistory(journal, Set.of("standing")), time);
        assertThat(after.all()).singleElement().satisfies(set -> {
            assertThat(set.change().position()).isEqualTo(Position.REDUCE_ONLY);
            assertThat(set.change().scope()).isEqualTo(SwitchChange.Scope.GLOBAL);
            assertThat(set.change().who()).isEqualTo("journal");
            assertThat(set.change().reason()).contains(DamagedHistory.SENTENCE);
        });
        after.set(change(SwitchChange.Scope.GLOBAL, Position.OPEN, "I looked"));
        assertThat(after.all()).as("a person takes it back").isEmpty();
    }

    private static SwitchChange.Scope scope(Kind kind, String name) {
        return new SwitchChange.Scope(kind, name);
    }
}
