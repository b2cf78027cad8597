package io.nija.broker.kraken.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.nija.broker.kraken.internal.testing.ScriptedVenue;
import io.nija.broker.kraken.internal.testing.SessionFixture;
import io.nija.broker.kraken.internal.wire.WireResult.Fault;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dead man's switch: off unless asked for, renewed while the lane is well, left to run when it is not. */
class DeadManTest {

    private static final String PATH = "/0/private/CancelAllOrdersAfter";

    @TempDir
    Path folder;

    private SessionFixture fixture;

    @BeforeEach
    void begin() {
        fixture = new SessionFixture(folder);
        fixture.venue.answer(PATH, "{\"currentTime\":\"2026-01-01T00:00:00Z\",\"triggerTime\":\"2026-01-01T00:01:00Z\"}");
        fixture.session("master");
    }

    private List<String> timeouts() {
        return fixture.venue.asked.stream().filter(call -> call.path().equals(PATH)).map(ScriptedVenue.Asked::fields).map(fields -> fields.get("timeout"))
                .toList();
    }

    private void pass(int seconds) {
        fixture.time.advance(Duration.ofSeconds(seconds));
    }

    @Test
    void nobodyIsAskedUnlessTheAccountsFileSaysSo() {
        pass(120);
        assertThat(timeouts()).isEmpty();
    }

    @Test
    void itIsRenewedEveryTenSecondsAndEndedOnceWhenTheFileNoLongerSaysSo() {
        fixture.deadManSeconds = 60;
        pass(40);
        assertThat(timeouts()).hasSize(4).containsOnly("60");
        fixture.deadManSeconds = 0;
        pass(60);
        assertThat(timeouts()).hasSize(5).endsWith("0");
    }

    @Test
    void aLaneThatIsNotWellLetsTheTimeRun() {
        fixture.deadManSeconds = 60;
        pass(20);
        int before = timeouts().size();
        fixture.venue.refuse(ScriptedVenue.KEY_INFO, "EAPI:Invalid key");
        pass(120);
        assertThat(timeouts().size()).as("only until the refusal was seen").isLessThanOrEqualTo(before + 4);
        fixture.venue.down(Fault.REFUSED);
        pass(60);
        int silent = timeouts().size();
        pass(60);
        assertThat(timeouts()).hasSize(silent);
    }

    @Test
    void aLaneThatMayNotCancelSetsNoSwitch() {
        fixture.notCleared = new io.nija.broker.kraken.internal.desk.Refusal("LANE_OBSERVES", "observes");
        fixture.deadManSeconds = 60;
        pass(60);
        assertThat(timeouts()).isEmpty();
    }
}
