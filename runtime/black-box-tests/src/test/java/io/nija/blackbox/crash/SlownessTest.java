package io.nija.blackbox.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

/** Ten seconds are ten seconds, and more only where a program was measured to take longer than alone. */
class SlownessTest {

    @Test
    void tenSecondsAreAllowedOnAMachineThatHasTime() {
        assertThat(CampaignTable.bareTooLong(Duration.ofSeconds(10), 1)).isEmpty();
        assertThat(CampaignTable.bareTooLong(Duration.ofMillis(10_001), 1)).get().asString().startsWith("BARE TOO LONG: ");
        assertThat(CampaignTable.bareTooLong(Duration.ofMillis(10_001), 0.5)).isPresent();
    }

    @Test
    void aStopThatNeverCameIsAlwaysTooLate() {
        assertThat(CampaignTable.bareTooLong(null, 1_000)).get().asString().contains("for ever");
    }

    @Test
    void asMuchMoreIsAllowedAsAProgramTookLongerAndAtMostAMinute() {
        assertThat(CampaignTable.bareTooLong(Duration.ofSeconds(30), 3)).isEmpty();
        assertThat(CampaignTable.bareTooLong(Duration.ofSeconds(31), 3)).isPresent();
        assertThat(CampaignTable.bareTooLong(Duration.ofSeconds(61), 100)).isPresent();
    }

    @Test
    void aMachineIsNeverFasterThanAlone() throws Exception {
        try (Slowness slowness = new Slowness()) {
            assertThat(slowness.factor()).isGreaterThanOrEqualTo(1);
        }
    }
}
