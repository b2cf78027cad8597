package io.nija.blackbox.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Orders are never lost, never doubled, never on the wrong account, whenever NIJA dies and whatever the exchange does. */
@EnabledIfSystemProperty(named = "nija.long", matches = "true")
class CrashCampaignTest {

    /** Every boundary that a life of three trading lanes passes, and how often before it counts. */
    private static final Map<String, Integer> POINTS = new TreeMap<>(Map.ofEntries(
            Map.entry("reconcile.orders-read", 1), Map.entry("reconcile.fills-applied", 2),
            Map.entry("reconcile.done", 1), Map.entry("place.judged", 3), Map.entry("place.durable", 2), Map.entry("place.sent", 2),
            Map.entry("place.answered", 3), Map.entry("place.outcome-durable", 2), Map.entry("place.told", 2), Map.entry("cancel.begun", 1),
            Map.entry("cancel.durable", 1), Map.entry("cancel.sent", 1), Map.entry("cancel.answered", 1), Map.entry("cancel.outcome-durable", 1),
            Map.entry("fills.read", 2), Map.entry("fills.durable", 1), Map.entry("doubt.asking", 1), Map.entry("doubt.seen", 1),
            Map.entry("journal.writing", 12), Map.entry("journal.forced", 15), Map.entry(Round.ACCEPTED, 1), Map.entry(Round.CANCELLED, 1),
            Map.entry(Round.RANDOM, 1)));

    /** What the exchange does; empty is all well. */
    private static final List<String> FAULTS = List.of(
            "",
            "AddOrder=drop,p=0.3;CancelOrder=drop,p=0.3",
            "AddOrder=drop,after,p=0.3;CancelOrder=drop,after,p=0.3",
            "AddOrder=reset,after,p=0.3;CancelOrder=reset,p=0.3",
            "AddOrder=delay(500..3000);CancelOrder=delay(500..3000)",
            "AddOrder=delay(500..3000),after;CancelOrder=delay(500..3000),after",
            "AddOrder=status(502),p=0.3;CancelOrder=status(502),after,p=0.3",
            "AddOrder=html(200),after,p=0.3;CancelOrder=html(200),p=0.3",
            "AddOrder=truncate,p=0.3;TradesHistory=cut,p=0.3;QueryOrders=drop,p=0.2",
            "AddOrder=error(EService:Unavailable|EOrder:Insufficient funds),after,p=0.2;OpenOrders=error(EService:Busy),p=0.3",
            "at(8)=gone(3)");

    private static final int TIMES = 10;
    /** Rounds of one exchange and journal: so few that the lists of orders show them all. */
    private static final int ROUNDS = 6;

    @TempDir
    Path root;

    @Test
    void nothingIsLostDoubledOrMisplacedWhereverNijaDies() throws Exception {
        try (Campaign campaign = new Campaign(root, 5, 4)) {
            campaign.play(Round.at("place.durable", ""));
            campaign.play(new Round(Round.ACCEPTED, 1, 0, "AddOrder=delay(3000),after"));
            campaign.play(Round.at("place.answered", "AddOrder=reset,after,p=0.3"));
            campaign.play(new Round(Round.RANDOM, 1, 700, "CancelOrder=reset,after,p=0.5"));
            campaign.finish();
            System.out.println("Crash campaign: " + campaign.summary());
            assertThat(campaign.findings()).as(campaign.summary()).isEmpty();
            assertThat(campaign.crashes()).as(campaign.summary()).containsOnlyKeys("place.durable", Round.ACCEPTED, "place.answered", Round.RANDOM);
            assertThat(campaign.venueOrders()).as(campaign.summary()).isPositive();
        }
    }

    @Test
    void theCheckerFindsAnIntentThatIsWrittenTooLate() throws Exception {
        try (Campaign campaign = new Campaign(root, 5, 4)) {
            campaign.writeIntentsLate();
            campaign.play(new Round(Round.ACCEPTED, 1, 0, "AddOrder=delay(3000),after"));
            campaign.finish(Duration.ofSeconds(3));
            System.out.println("Crash campaign with intents that are written too late: " + campaign.summary());
            assertThat(campaign.findings()).as(campaign.summary()).anyMatch(finding -> finding.startsWith("LOST: NIJA does not know its own"));
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "nija.long", matches = "true")
    void everyBoundaryWithEveryFaultManyTimes() throws Exception {
        long seed = Long.getLong("nija.seed", 1);
        Random random = new Random(seed);
        List<Round> rounds = new ArrayList<>();
        for (int time = 0; time < TIMES; time++) {
            for (String fault : FAULTS) {
                POINTS.forEach((point, most) -> rounds.add(new Round(point, 1 + random.nextInt(most),
                        point.equals(Round.RANDOM) ? random.nextInt(4000) : random.nextInt(4) == 0 ? random.nextInt(50) : 0, fault)));
            }
        }
        Collections.shuffle(rounds, random);
        List<String> failures = new ArrayList<>();
        Map<String, Integer> crashes = new TreeMap<>();
        for (int from = 0; from < rounds.size(); from += ROUNDS) {
            Path folder = Files.createDirectories(root.resolve("c" + from));
            List<Round> some = rounds.subList(from, Math.min(rounds.size(), from + ROUNDS));
            try (Campaign campaign = new Campaign(folder, seed + from, 5)) {
                for (Round round : some) {
                    campaign.play(round);
                }
                campaign.finish();
                campaign.crashes().forEach((point, times) -> crashes.merge(point, times, Integer::sum));
                System.out.println("Rounds " + from + " to " + (from + some.size()) + " of " + rounds.size() + ": " + campaign.summary());
                campaign.findings().forEach(finding -> failures.add(some + ": " + finding));
            }
        }
        System.out.println("Crashes: " + crashes);
        assertThat(failures).isEmpty();
        assertThat(crashes.keySet()).containsAll(POINTS.keySet());
    }
}
