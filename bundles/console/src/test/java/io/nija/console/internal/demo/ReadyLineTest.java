package io.nija.console.internal.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.nija.account.AccountId;
import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.account.Role;
import io.nija.console.internal.fake.FakeInstallation;
import io.nija.console.internal.fake.Lanes;
import io.nija.platform.Installation.Start;
import io.nija.platform.virtual.DirectWorkers;
import io.nija.platform.virtual.VirtualTime;
import io.nija.status.AccountStatus;
import io.nija.status.Board;
import io.nija.status.LadderState;
import io.nija.status.LaneStatus;

import org.junit.jupiter.api.Test;

class ReadyLineTest {

    private final VirtualTime time = new VirtualTime(Lanes.NOW);
    private final List<String> printed = new ArrayList<>();
    private LadderState state = LadderState.CONNECTING;

    private Board board() {
        LaneStatus lane = new LaneStatus(LaneId.of("master", "kraken"), Mode.SANDBOX, state, null, time.instant(), List.of(),
                List.of(), "", null, null, null, null, null, null);
        return new Board(time.instant(), "test",
                List.of(new AccountStatus(new AccountId("master"), "Master", Role.MASTER, null, List.of(lane))));
    }

    private ReadyLine started(Start start) {
        return new ReadyLine(new FakeInstallation(Path.of("/nija"), start), this::board, time, time, new DirectWorkers(),
                printed::add);
    }

    @Test
    void oneLineWhenAllLanesAreFundedAndNoneBefore() {
        started(Start.DEMO);
        time.advance(Duration.ofSeconds(5));
        assertThat(printed).isEmpty();
        state = LadderState.FUNDED;
        time.advance(Duration.ofSeconds(5));
        assertThat(printed).singleElement().asString().contains("ready").contains("1 lane");
        assertThat(time.pending()).isZero();
    }

    @Test
    void lanesThatDoNotComeAreNamedAfterAMinute() {
        started(Start.DEMO);
        time.advance(Duration.ofSeconds(61));
        assertThat(printed).singleElement().asString().contains("master/kraken").contains("nija why");
        assertThat(time.pending()).isZero();
    }

    @Test
    void anOrdinaryStartSaysNothing() {
        state = LadderState.FUNDED;
        started(Start.RUN);
        time.advance(Duration.ofSeconds(61));
        assertThat(printed).isEmpty();
    }

    @Test
    void nothingIsLeftWhenItIsStopped() {
        ReadyLine line = started(Start.DEMO);
        line.stop();
        assertThat(time.pending()).isZero();
    }
}
