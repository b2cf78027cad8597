package io.nija.trading.internal.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import io.nija.account.Account;
import io.nija.account.Mode;
import io.nija.account.Role;
import io.nija.alert.Alert;
import io.nija.alert.AlertScope;
import io.nija.market.Symbol;
import io.nija.trading.internal.gate.Known;
import io.nija.trading.internal.lane.LaneBench;
import io.nija.trading.internal.lane.Venue;
import io.nija.trading.internal.protection.Cover;
import io.nija.trading.internal.protection.Guarded;

import org.junit.jupiter.api.Test;

class StopConcernsTest {

    private static final Symbol BTC = new Symbol("BTC", "USD");

    private final LaneBench bench = new LaneBench();
    private final Instant now = bench.time.instant();

    private List<Alert> concerns(Cover.State state, boolean fired, String incident, Instant lackingSince) {
        Known lane = new Known(new Account(LaneBench.LANE.account(), "Master", Role.MASTER, true, List.of(LaneBench.LANE.broker()),
                Map.of(LaneBench.LANE.broker(), Mode.SANDBOX), Map.of(), "USD", ZoneOffset.UTC), bench.lane.snapshot(), Venue.NONE, false);
        return Concerns.ofStop(lane, new Cover(new Guarded(BTC, null), state, new BigDecimal("48000"), BigDecimal.ZERO, null, "No stop rests.", incident,
                fired, lackingSince), now);
    }

    @Test
    void aPositionThatIsProtectedAsPlannedConcernsNobody() {
        for (Cover.State state : Cover.State.values()) {
            assertThat(concerns(state, false, "", null)).as("%s", state).isEmpty();
        }
    }

    @Test
    void aPositionThatLacksItsStopForLongerThanTenSecondsIsTold() {
        assertThat(concerns(Cover.State.NONE, false, "", now.minusSeconds(10))).isEmpty();
        assertThat(concerns(Cover.State.NONE, false, "", now.minusSeconds(11))).singleElement().satisfies(alert -> {
            assertThat(alert.code()).isEqualTo("POSITION_UNPROTECTED");
            assertThat(alert.scope()).isEqualTo(AlertScope.of(LaneBench.LANE, BTC));
            assertThat(alert.sentence()).contains("No stop rests.");
        });
    }

    @Test
    void aStopThatIsBeingSoldInStepsAndOneThatSomebodyMovedAreTold() {
        assertThat(concerns(Cover.State.LOCAL, true, "", now.minusSeconds(60))).extracting(Alert::code).containsExactly("STOP_HIT");
        assertThat(concerns(Cover.State.VENUE, false, "Somebody moved it.", null)).extracting(Alert::code).containsExactly("STOP_MEDDLED");
        assertThat(Concerns.OF_TRADING).contains("POSITION_UNPROTECTED", "STOP_HIT", "STOP_MEDDLED");
    }
}
