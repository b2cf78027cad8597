package io.nija.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.nija.account.AccountId;
import io.nija.account.BrokerId;
import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.account.Role;
import io.nija.broker.Broker;
import io.nija.broker.IdentityPins.Claim;
import io.nija.broker.IdentityPins.Environment;
import io.nija.broker.Observation;
import io.nija.command.CommandException;
import io.nija.credentials.KeyFormat;
import io.nija.market.InstrumentBook;
import io.nija.status.AccountStatus;
import io.nija.status.Board;
import io.nija.status.Evidence;
import io.nija.status.LadderState;
import io.nija.status.LaneStatus;
import io.nija.status.Step;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lane whose keys are another account's than the one it is pinned to. */
class AccountRebindCommandTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final LaneId LANE = LaneId.of("master", "kraken");

    @TempDir
    Path data;

    private IdentityPinFiles pins;
    private AccountRebindCommand command;
    private final LeavingSession session = new LeavingSession(LANE, new Observation.Missing<>("NONE", "none"));
    private String identity = "BB22";

    @BeforeEach
    void pinTheLane() {
        pins = new IdentityPinFiles(data.resolve("identity"));
        pins.claim(LANE, Environment.SANDBOX, "AA11");
        command = new AccountRebindCommand(this::board, pins);
        command.addSession(session);
        command.addBroker(new Sandbox());
        session.onVerify = () -> pins.claim(LANE, Environment.SANDBOX, identity);
    }

    private Board board() {
        boolean ours = pins.compare(LANE, Environment.SANDBOX, identity) instanceof Claim.Accepted;
        Evidence line = ours ? Evidence.ok(Step.IDENTITY, NOW, "ours")
                : Evidence.failed(Step.IDENTITY, NOW, "IDENTITY_CHANGED", "another account's.", "run: nija account rebind master/kraken");
        LaneStatus lane = new LaneStatus(LANE, Mode.SANDBOX, ours ? LadderState.FUNDED : LadderState.MISCONFIGURED, null, NOW, List.of(line),
                List.of(), "", null, null, null, null, null, null);
        return new Board(NOW, "0.1.0", List.of(new AccountStatus(new AccountId("master"), "Master", Role.MASTER, null, List.of(lane))));
    }

    private static Said lane(String words) {
        return new Said(Map.of("ACCOUNT/BROKER", words), Map.of());
    }

    @Test
    void theAccountThatTheKeysBelongToIsTheLanesFromNowOn() throws Exception {
        assertThat(command.run(lane("master/kraken")).exit()).isZero();
        assertThat(pins.claim(LANE, Environment.SANDBOX, "BB22")).isEqualTo(new Claim.Accepted(false));
        assertThat(pins.claim(LANE, Environment.REAL, "CC33")).as("the venue itself is another matter").isEqualTo(new Claim.Accepted(true));
    }

    @Test
    void anAccountThatIsAnotherLanesIsRefusedAndThePinStays() {
        pins.claim(LaneId.of("tom", "kraken"), Environment.SANDBOX, "BB22");
        assertThatThrownBy(() -> command.run(lane("master/kraken"))).isInstanceOf(CommandException.class)
                .hasMessageContaining("was not bound");
        assertThat(pins.claim(LANE, Environment.SANDBOX, "AA11")).isEqualTo(new Claim.Accepted(false));
    }

    @Test
    void nothingIsChangedWhenTheIdentityIsFine() throws Exception {
        identity = "AA11";
        assertThat(command.run(lane("master/kraken")).text().toString()).contains("Nothing was changed");
        assertThat(pins.claim(LANE, Environment.SANDBOX, "BB22")).isEqualTo(new Claim.Changed());
    }

    @Test
    void withoutASessionNobodyKnowsAndWithoutALaneThereIsNone() {
        command.removeSession(session);
        assertThatThrownBy(() -> command.run(lane("master/kraken"))).hasMessageContaining("has no session");
        assertThatThrownBy(() -> command.run(lane("nobody/kraken"))).hasMessageContaining("the lanes are master/kraken");
        assertThatThrownBy(() -> command.run(lane("master"))).hasMessageContaining("ACCOUNT/BROKER");
    }

    private record Sandbox() implements Broker {

        @Override
        public BrokerId id() {
            return new BrokerId("kraken");
        }

        @Override
        public String displayName() {
            return "Kraken";
        }

        @Override
        public KeyFormat keyFormat() {
            return KeyFormat.ANY;
        }

        @Override
        public Mode forcedMode() {
            return Mode.SANDBOX;
        }

        @Override
        public Observation<InstrumentBook> instruments() {
            return new Observation.Missing<>("NONE", "none");
        }
    }
}
