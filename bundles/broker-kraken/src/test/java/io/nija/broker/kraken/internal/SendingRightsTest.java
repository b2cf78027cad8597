package io.nija.broker.kraken.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.nija.account.Account;
import io.nija.account.AccountId;
import io.nija.account.Accounts;
import io.nija.account.BrokerId;
import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.account.Role;
import io.nija.broker.kraken.internal.desk.Clearance;
import io.nija.broker.kraken.internal.desk.Refusal;
import io.nija.order.Purpose;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SendingRightsTest {

    private static final LaneId LANE = LaneId.of("master", "kraken");

    private final SendingRights rights = new SendingRights();
    private final Clearance atKraken = rights.of(LANE, false);
    private final Clearance atSimulator = rights.of(LANE, true);

    private void mode(Mode mode, boolean enabled) {
        Account account = new Account(LANE.account(), "x", Role.MASTER, enabled, List.of(LANE.broker()), mode == null ? Map.of()
                : Map.of(LANE.broker(), mode, new BrokerId("other"), Mode.LIVE), Map.of(), "USD", ZoneOffset.UTC);
        rights.accounts = new Accounts() {
            @Override
            public List<Account> all() {
                return List.of(account);
            }

            @Override
            public Optional<Account> find(AccountId id) {
                return id.equals(account.id()) ? Optional.of(account) : Optional.empty();
            }
        };
    }

    private static String code(Optional<Refusal> refusal) {
        return refusal.map(Refusal::code).orElse("none");
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void atASimulatorALaneMaySendWhateverItsFileSays(Mode mode) {
        mode(mode, true);
        assertThat(atSimulator.orders(Purpose.ENTRY)).isEmpty();
        assertThat(atSimulator.cancels()).isEmpty();
    }

    @Test
    void aLiveLaneMayEnterOnlyWhileItIsArmedAndGetOutAlways() {
        mode(Mode.LIVE, true);
        assertThat(code(atKraken.orders(Purpose.ENTRY))).as("nobody can arm").isEqualTo("LANE_NOT_ARMED");
        rights.arming = () -> Set.of(LaneId.of("other", "kraken"));
        assertThat(code(atKraken.orders(Purpose.ENTRY))).isEqualTo("LANE_NOT_ARMED");
        assertThat(atKraken.orders(Purpose.EXIT)).isEmpty();
        assertThat(atKraken.orders(Purpose.PROTECTIVE)).isEmpty();
        assertThat(atKraken.changes()).isEmpty();
        assertThat(atKraken.cancels()).isEmpty();
        rights.arming = () -> Set.of(LANE);
        assertThat(atKraken.orders(Purpose.ENTRY)).isEmpty();
    }

    @Test
    void anObservingLaneSendsNothingEvenWhenItIsArmed() {
        rights.arming = () -> Set.of(LANE);
        assertThat(code(atKraken.orders(Purpose.ENTRY))).as("no accounts are known").isEqualTo("LANE_OBSERVES");
        assertThat(code(atKraken.orders(Purpose.EXIT))).as("an observing lane sends nothing").isEqualTo("LANE_OBSERVES");
        assertThat(code(atKraken.changes())).isEqualTo("LANE_OBSERVES");
        for (Mode mode : new Mode[] {null, Mode.OBSERVE}) {
            mode(mode, true);
            assertThat(code(atKraken.orders(Purpose.ENTRY))).isEqualTo("LANE_OBSERVES");
            assertThat(code(atKraken.cancels())).isEqualTo("LANE_OBSERVES");
        }
        mode(Mode.LIVE, false);
        assertThat(code(atKraken.orders(Purpose.ENTRY))).as("the account is switched off").isEqualTo("LANE_OBSERVES");
    }

    @ParameterizedTest
    @EnumSource(value = Mode.class, names = {"SANDBOX", "PAPER"})
    void aLaneThatIsToPlayDoesNotSendToKrakenItself(Mode mode) {
        rights.arming = () -> Set.of(LANE);
        mode(mode, true);
        assertThat(code(atKraken.orders(Purpose.ENTRY))).isEqualTo("LANE_NOT_LIVE");
        assertThat(code(atKraken.cancels())).isEqualTo("LANE_NOT_LIVE");
    }

    @Test
    void whatCannotBeLookedAtAllowsNothing() {
        mode(Mode.LIVE, true);
        rights.arming = () -> {
            throw new IllegalStateException("gone");
        };
        assertThat(code(atKraken.orders(Purpose.ENTRY))).isEqualTo("INTERNAL");
    }
}
