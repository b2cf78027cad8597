package io.nija.blackbox.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every boundary with every fault ten times: some hours, which need not be in one piece. What was played stands in a file
 * ({@code -Dnija.progress=FILE}), and the next run goes on there; {@code -Dnija.minutes=10} ends a run. The table is written
 * beside that file, as {@code crash-campaign.md}, and said.
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
            Map.entry("switch.standing", 1), Map.entry("switch.durable", 1), Map.entry("arming.durable", 1), Map.entry("backup.copied", 1),
            Map.entry("backup.done", 1), Map.entry("flatten.begun", 1), Map.entry("flatten.cancelled", 1), Map.entry("flatten.sold", 1),
            Map.entry(Round.ACCEPTED, 1), Map.entry(Round.CANCELLED, 1), Map.entry(Round.AMENDED, 1), Map.entry(Round.RANDOM, 1)));

    private static final String EVERY = "AddOrder=%1$s;CancelOrder=%1$s;AmendOrder=%1$s";

    /** Below the near stops, just after an order was carried out. */
    private static final String FALLS = "%1$s=jump(XBTUSD,-1),after,p=0.05;%1$s=jump(ETHUSD,-1),after,p=0.05;%1$s=jump(SOLUSD,-1),after,p=0.05";
    private static final String STREAM = "add_order=%1$s;cancel_order=%1$s;amend_order=%1$s";
    /** What the names of faults begin with that are played while orders go by the private stream. */
    private static final String BY_STREAM = "stream: ";

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
            Map.entry("market falls", FALLS.formatted("AddOrder") + ";AddOrder=drop,after,p=0.1"),
            Map.entry("stream: market falls", FALLS.formatted("add_order") + ";add_order=drop,after,p=0.1"),
            Map.entry("stream: none", ""),
            Map.entry("stream: request dropped", STREAM.formatted("drop,p=0.3")),
            Map.entry("stream: answer dropped", STREAM.formatted("drop,after,p=0.3")),
            Map.entry("stream: reset", "add_order=reset,after,p=0.3;cancel_order=reset,p=0.3;amend_order=reset,after,p=0.3"),
            Map.entry("stream: late answer", STREAM.formatted("delay(500..3000),after")),
            Map.entry("stream: events lost", "stream.executions=gap,p=0.1;add_order=hang,p=0.1"),
            Map.entry("stream: events twice and late", "stream.executions=duplicate,p=0.2;stream.executions=reorder,every=5"),
            Map.entry("stream: storm", "at(6)=storm(4)"),
            Map.entry("stream: exchange killed", Round.EXCHANGE_DIES),
            Map.entry("exchange away", "at(8)=gone(3)"),
            Map.entry("exchange killed", Round.EXCHANGE_DIES)));

    private static final int TIMES = 10;
    /** Rounds of one exchange and journal. */
    private static final int ROUNDS = 8;
    private static final Duration LIFE = Duration.ofSeconds(25);
    /** So near the market that some stops fire. */
    private static final int NEAR = 998;

    /** Journal, books and logs of a red campaign are what explains it. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path root;

    @Test
    void everyBoundaryWithEveryFaultManyTimes() throws Exception {
        Path progress = Path.of(System.getProperty("nija.progress", "target/crash-campaign.properties"));
        CampaignTable table = CampaignTable.read(progress);
        long minutes = Long.getLong("nija.minutes", Long.MAX_VALUE / 60_000_000_000L);
        long begun = System.nanoTime();
        List<String> failures = new ArrayList<>();
        while (System.nanoTime() - begun < minutes * 60_000_000_000L) {
            long seed = Long.getLong("nija.seed", 1) + table.lives();
            List<Map.Entry<Round, String>> rounds = rounds(table, seed);
            if (rounds.isEmpty()) {
                break;
            }
            long from = System.nanoTime();
            try (Campaign campaign = new Campaign(Files.createDirectories(root.resolve("c" + table.lives())), seed, 5, LIFE, NEAR,
                    rounds.get(0).getValue().startsWith(BY_STREAM) ? "auto" : "rest", true)) {
                for (Map.Entry<Round, String> round : rounds) {
                    table.round(round.getKey().point(), round.getValue(), campaign.play(round.getKey()));
                }
                campaign.finish();
                failures.addAll(table.campaign(campaign, rounds.toString()));
                System.out.println("Seed " + seed + ": " + campaign.summary());
                campaign.findings().forEach(finding -> System.out.println("  " + finding));
            }
            table.played(Duration.ofNanos(System.nanoTime() - from));
            table.write(progress);
            Files.writeString(progress.resolveSibling("crash-campaign.md"), table.text(POINTS.keySet(), FAULTS.keySet(), TIMES));
        }
        System.out.println(table.text(POINTS.keySet(), FAULTS.keySet(), TIMES));
        assertThat(failures).isEmpty();
    }

    /** Where the market has passed the stop before it rests, NIJA sells by itself: the checker knows it, and NIJA's story says why. */
    @Test
    void aSalePastTheStopIsNijasOwnAndItsStorySaysSo() throws Exception {
        try (Campaign campaign = new Campaign(root, 13, 6, LIFE, NEAR)) {
            // Else the exchange mostly has the stop before the price falls, and sells itself.
            campaign.sendStopsLate(LATE);
            String falls = "AddOrder=jump(XBTUSD,-1),after,p=0.2;AddOrder=jump(ETHUSD,-1),after,p=0.2;AddOrder=jump(SOLUSD,-1),after,p=0.2";
            campaign.play(new Round(Round.RANDOM, 1, 5_000, falls));
            campaign.play(new Round("place.sent", 6, 0, falls));
            campaign.finish(LATE.plusSeconds(100));
            Map<String, String> stories = campaign.storiesOfOwnSales();
            System.out.println("Crash campaign in a falling market: " + campaign.summary() + "\n" + stories);
            assertThat(campaign.findings()).as(campaign.summary()).isEmpty();
            assertThat(stories).as(campaign.summary()).isNotEmpty();
            assertThat(stories.values()).allMatch(story -> story.contains("was reached"));
        }
    }

    /** Longer than is allowed on the slowest machine that is judged. */
    private static final Duration LATE = Duration.ofSeconds(65);

    @Test
    void aStopThatComesTooLateAfterARestartIsFound() throws Exception {
        try (Campaign campaign = new Campaign(root, 7, 5, LIFE)) {
            campaign.sendStopsLate(LATE);
            campaign.play(new Round(Round.RANDOM, 1, 6_000, ""));
            campaign.finish(LATE.plusSeconds(100));
            System.out.println("Crash campaign with stops that come too late: " + campaign.summary());
            assertThat(campaign.reckoning().bareAtFirst()).as(campaign.summary()).isTrue();
            assertThat(CampaignTable.bareTooLong(campaign.bare(), campaign.slowness())).as(campaign.summary()).isPresent();
        }
    }

    /** Those that were played least, in a random order; none when all were played often enough. */
    private static List<Map.Entry<Round, String>> rounds(CampaignTable table, long seed) {
        Random random = new Random(seed);
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        POINTS.keySet().forEach(point -> FAULTS.keySet().stream().filter(fault -> table.count(point, fault) < TIMES)
                .forEach(fault -> pairs.add(Map.entry(point, fault))));
        Collections.shuffle(pairs, random);
        // By what was tried, not by what was reached: a pair that seldom meets must not keep all others waiting.
        pairs.sort(Comparator.comparingInt(pair -> table.tried(pair.getKey(), pair.getValue())));
        // One exchange is traded at one way.
        boolean stream = !pairs.isEmpty() && pairs.get(0).getValue().startsWith(BY_STREAM);
        return pairs.stream().filter(pair -> pair.getValue().startsWith(BY_STREAM) == stream).limit(ROUNDS).map(pair -> Map.entry(new Round(pair.getKey(), 1 + random.nextInt(POINTS.get(pair.getKey())),
                pair.getKey().equals(Round.RANDOM) ? random.nextInt(4000) : random.nextInt(4) == 0 ? random.nextInt(50) : 0,
                FAULTS.get(pair.getValue())), pair.getValue())).toList();
    }
}
