package io.nija.blackbox.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Orders are never lost, never doubled, never on the wrong account, whenever NIJA dies and whatever the exchange does. */
class CrashCampaignTest {

    /** New lives begin only within this time; a machine that is slow plays fewer of them. */
    private static final Duration SHORT = Duration.ofSeconds(20);
    private static final Duration SHORT_LIFE = Duration.ofSeconds(15);

    /** Journal, books and logs of a red campaign are what explains it. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path root;

    @Test
    void nothingIsLostDoubledOrMisplacedWhereverNijaDies() throws Exception {
        List<Round> rounds = List.of(
                new Round(Round.ACCEPTED, 1, 0, "AddOrder=delay(9000),after"),
                Round.at("place.durable", ""),
                new Round(Round.RANDOM, 1, 700, "AddOrder=drop,p=0.3;CancelOrder=reset,after,p=0.5"),
                Round.at("place.answered", "AddOrder=reset,after,p=0.3"),
                Round.at("fills.read", "AddOrder=html(200),after,p=0.2"),
                Round.at("amend.sent", "AmendOrder=drop,after,p=0.5"),
                Round.at("reconcile.orders-read", "private=delay(20..200)"),
                new Round("journal.writing", 9, 0, ""));
        try (Campaign campaign = new Campaign(root, 5, 4, SHORT_LIFE)) {
            long end = System.nanoTime() + SHORT.toNanos();
            for (int i = 0; i < rounds.size() && (i < 2 || System.nanoTime() < end); i++) {
                // What was not reached at once may be with more orders; the long form insists.
                if (!campaign.play(rounds.get(i)) && System.nanoTime() < end) {
                    campaign.play(rounds.get(i));
                }
            }
            campaign.finish();
            System.out.println("Crash campaign: " + campaign.summary());
            assertThat(campaign.findings()).as(campaign.summary()).isEmpty();
            assertThat(campaign.venueOrders()).as(campaign.summary()).isPositive();
        }
    }

    @Test
    void theCheckerFindsAnIntentThatIsWrittenTooLate() throws Exception {
        try (Campaign campaign = new Campaign(root, 5, 4, Duration.ofSeconds(60))) {
            campaign.writeIntentsLate();
            campaign.play(new Round(Round.ACCEPTED, 1, 0, "AddOrder=delay(20000),after"));
            campaign.finish(Duration.ofSeconds(3));
            System.out.println("Crash campaign with intents that are written too late: " + campaign.summary());
            assertThat(campaign.findings()).as(campaign.summary()).anyMatch(finding -> finding.startsWith("LOST: NIJA does not know its own"));
        }
    }
}
