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

/**
 * Every boundary with every fault ten times: some hours. {@code -Dnija.minutes=10} plays as many, in a random order
 * ({@code -Dnija.seed=N}), as fit into the time. The table is written to {@code target/crash-campaign.md} and said.
 */
@EnabledIfSystemProperty(named = "nija.long", matches = "true")
class LongCrashCampaignTest {

    /** Every boundary that a life of three trading lanes passes, and how often before it counts. */
    private static final Map<String, Integer> POINTS = new TreeMap<>(Map.ofEntries(
            Map.entry("restore.begun", 3), Map.entry("restore.done", 3), Map.entry("reconcile.orders-read", 3),
            Map.entry("reconcile.fills-applied", 2), Map.entry("reconcile.done", 3), Map.entry("place.judged", 3),
            Map.entry("place.durable", 3), Map.entry("place.sent", 3), Map.entry("place.answered", 3), Map.entry("place.outcome-durable", 2),
            Map.entry("place.told", 2), Map.entry("cancel.begun", 1), Map.entry("cancel.durable", 1), Map.entry("cancel.sent", 1),
            Map.entry("cancel.answered", 1), Map.entry("cancel.outcome-durable", 1), Map.entry("amend.durable", 1), Map.entry("amend.sent", 1),
            Map.entry("amend.answered", 1), Map.entry("amend.outcome-durable", 1), Map.entry("fills.read", 2), Map.entry("fills.durable", 1),
            Map.entry("doubt.asking", 1), Map.entry("doubt.seen", 1), Map.entry("journal.writing", 20), Map.entry("journal.forced", 20),
            Map.entry(Round.ACCEPTED, 1), Map.entry(Round.CANCELLED, 1), Map.entry(Round.AMENDED, 1), Map.entry(Round.RANDOM, 1)));

    private static final String EVERY = "AddOrder=%1$s;CancelOrder=%1$s;AmendOrder=%1$s";

    /** What the exchange does. */
    private static final Map<String, String> FAULTS = new TreeMap<>(Map.ofEntries(
            Map.entry("none", ""),
            Map.entry("request dropped", EVERY.formatted("drop,p=0.3")),
            Map.entry("answer dropped", EVERY.formatted("drop,after,p=0.3")),
            Map.entry("reset", "AddOrder=reset,after,p=0.3;CancelOrder=reset,p=0.3;AmendOrder=reset,after,p=0.3"),
            Map.entry("late request", EVERY.formatted("delay(500..3000)")),
            Map.entry("late answer", EVERY.formatted("delay(500..3000),after")),
            Map.entry("502", "AddOrder=status(502),p=0.3;CancelOrder=status(502),after,p=0.3;AmendOrder=status(502),after,p=0.3"),
            Map.entry("page for JSON", EVERY.formatted("html(200),after,p=0.3")),
            Map.entry("half an answer", "AddOrder=truncate,p=0.3;TradesHistory=cut,p=0.3;QueryOrders=drop,p=0.2;AmendOrder=cut,p=0.3"),
            Map.entry("mixed errors", "AddOrder=error(EService:Unavailable|EOrder:Insufficient funds),after,p=0.2;OpenOrders=error(EService:Busy),p=0.3"),
            Map.entry("exchange away", "at(8)=gone(3)"),
            Map.entry("exchange killed", Round.EXCHANGE_DIES)));

    private static final int TIMES = 10;
    /** Rounds of one exchange and journal: so few that the lists of orders show them all. */
    private static final int ROUNDS = 6;
    private static final Duration LIFE = Duration.ofSeconds(25);
    /** How long a position may be without its stop after a start, the JVM's included. */
    private static final Duration UNPROTECTED = Duration.ofSeconds(10);

    @TempDir
    Path root;

    @Test
    void everyBoundaryWithEveryFaultManyTimes() throws Exception {
        long seed = Long.getLong("nija.seed", 1);
        long minutes = Long.getLong("nija.minutes", Long.MAX_VALUE / 60_000_000_000L);
        long begun = System.nanoTime();
        List<Map.Entry<Round, String>> rounds = rounds(seed);
        CampaignTable table = new CampaignTable();
        List<String> failures = new ArrayList<>();
        int from = 0;
        for (; from < rounds.size() && System.nanoTime() - begun < minutes * 60_000_000_000L; from += ROUNDS) {
            List<Map.Entry<Round, String>> some = rounds.subList(from, Math.min(rounds.size(), from + ROUNDS));
            try (Campaign campaign = new Campaign(Files.createDirectories(root.resolve("c" + from)), seed + from, 5, LIFE)) {
                for (Map.Entry<Round, String> round : some) {
                    table.round(round.getKey().point(), round.getValue(), campaign.play(round.getKey()));
                }
                campaign.finish();
                table.campaign(campaign);
                System.out.println("Rounds " + from + " to " + (from + some.size()) + " of " + rounds.size() + ": " + campaign.summary());
                campaign.findings().forEach(finding -> failures.add(some + ": " + finding));
                if (campaign.reckoning().covered() != null && campaign.reckoning().covered().compareTo(UNPROTECTED.multipliedBy(slowness())) > 0) {
                    failures.add(some + ": a position was unprotected for " + campaign.reckoning().covered());
                }
            }
            Files.writeString(Path.of("target/crash-campaign.md"), table.text(POINTS.keySet(), FAULTS.keySet(), Duration.ofNanos(System.nanoTime() - begun), seed));
        }
        System.out.println(Files.readString(Path.of("target/crash-campaign.md")));
        assertThat(failures).isEmpty();
        if (from >= rounds.size()) {
            assertThat(table.missing(POINTS.keySet(), FAULTS.keySet(), TIMES)).as("not reached %s times", TIMES).isEmpty();
        }
    }

    /** {@code -Dnija.slowness=3} on a machine that others use too. */
    private static long slowness() {
        return Long.getLong("nija.slowness", 1);
    }

    /** Each point once with each fault in a random order, and that ten times. */
    private static List<Map.Entry<Round, String>> rounds(long seed) {
        Random random = new Random(seed);
        List<Map.Entry<Round, String>> rounds = new ArrayList<>();
        for (int time = 0; time < TIMES; time++) {
            List<Map.Entry<Round, String>> once = new ArrayList<>();
            FAULTS.forEach((name, fault) -> POINTS.forEach((point, most) -> once.add(Map.entry(new Round(point, 1 + random.nextInt(most),
                    point.equals(Round.RANDOM) ? random.nextInt(4000) : random.nextInt(4) == 0 ? random.nextInt(50) : 0, fault), name))));
            Collections.shuffle(once, random);
            rounds.addAll(once);
        }
        return rounds;
    }
}
