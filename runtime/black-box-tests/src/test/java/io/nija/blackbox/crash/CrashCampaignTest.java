package io.nija.blackbox.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders are never lost, never doubled, never on the wrong account, whenever NIJA dies and whatever the exchange does. */
class CrashCampaignTest {

    @TempDir
    Path root;

    @Test
    void nothingIsLostDoubledOrMisplacedWhereverNijaDies() throws Exception {
        try (Campaign campaign = new Campaign(root, 5, 5)) {
            for (Round round : List.of(
                    Round.at("place.durable", ""),
                    new Round(Round.ACCEPTED, 1, 0, "AddOrder=delay(3000),after"),
                    Round.at("place.answered", "AddOrder=reset,after,p=0.3"),
                    Round.at("fills.read", ""),
                    new Round(Round.RANDOM, 1, 1500, "AddOrder=drop,p=0.2;CancelOrder=reset,after,p=0.5"))) {
                campaign.play(round);
            }
            campaign.finish();
            System.out.println("Crash campaign: " + campaign.summary());
            assertThat(campaign.findings()).as(campaign.summary()).isEmpty();
        }
    }

    @Test
    void theCheckerFindsAnIntentThatIsWrittenTooLate() throws Exception {
        try (Campaign campaign = new Campaign(root, 5, 5)) {
            campaign.writeIntentsLate();
            campaign.play(new Round(Round.ACCEPTED, 1, 0, "AddOrder=delay(3000),after"));
            campaign.finish();
            System.out.println("Crash campaign with late intents: " + campaign.summary());
            assertThat(campaign.findings()).as(campaign.summary()).anyMatch(finding -> finding.startsWith("LOST: NIJA does not know its own"));
        }
    }
}
