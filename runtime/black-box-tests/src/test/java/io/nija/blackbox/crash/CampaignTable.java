package io.nija.blackbox.crash;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * What a long campaign has shown: how often NIJA died where and with which fault, and what was wrong. Kept in a file, so that
 * several runs make one campaign.
 */
final class CampaignTable {

    private static final List<String> KINDS = List.of("LOST", "DOUBLED", "MISPLACED", "BOOKED TWICE", "POSITION", "BALANCE", "UNPROTECTED",
            "BARE TOO LONG", "OVERSOLD", "UNHALTED", "TORN");

    /** How long a position may be without its stop, from the first call with a key of a NIJA that starts: before it nobody can know. */
    private static final Duration BARE = Duration.ofSeconds(10);

    private final Properties kept = new Properties();

    private CampaignTable() {}

    /** What earlier runs left; empty when there is no file. */
    static CampaignTable read(Path file) throws IOException {
        CampaignTable table = new CampaignTable();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                table.kept.load(reader);
            }
        }
        return table;
    }

    /** At once or not at all: a run may be ended at any time. */
    void write(Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (Writer writer = Files.newBufferedWriter(part)) {
            kept.store(writer, null);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private long number(String name) {
        return Long.parseLong(kept.getProperty(name, "0"));
    }

    private void add(String name, long more) {
        kept.setProperty(name, Long.toString(number(name) + more));
    }

    private void list(String name, Duration duration) {
        if (duration != null) {
            kept.setProperty(name, (kept.getProperty(name, "") + " " + duration.toMillis()).strip());
        }
    }

    void round(String point, String fault, boolean there) {
        add("lives", 1);
        add("tried/" + point + "/" + fault, 1);
        add(there ? "kill/" + point + "/" + fault : "elsewhere", 1);
    }

    void played(Duration time) {
        add("seconds", time.toSeconds());
    }

    /** Adds a campaign that has come to its end; answers what was wrong in it. */
    List<String> campaign(Campaign campaign, String rounds) {
        add("lives", 1);
        add("campaigns", 1);
        add("wanted", campaign.tickets().size());
        add("orders", campaign.venueOrders());
        add("stops", campaign.reckoning().books().stops());
        add("fired", campaign.reckoning().books().fired());
        add("trades", campaign.reckoning().books().trades().size());
        list("reconciled", campaign.reckoning().reconciled());
        List<String> wrong = new ArrayList<>(campaign.findings());
        if (campaign.reckoning().bareAtFirst()) {
            add("bareAtFirst", 1);
            list("bare", campaign.bare());
            bareTooLong(campaign.bare(), campaign.slowness()).ifPresent(wrong::add);
        }
        for (String finding : wrong) {
            add("finding/" + finding.substring(0, finding.indexOf(':')), 1);
            kept.setProperty("said/" + number("campaigns") + "/" + number("said"), finding + " [" + rounds + "]");
            add("said", 1);
        }
        return wrong;
    }

    /**
     * What is wrong with a position that had no stop when the last life began.
     *
     * @param bare for how long from that life's first call with a key; null when it never got one
     * @param slowness how many times longer than alone a program took on this machine meanwhile
     */
    static Optional<String> bareTooLong(Duration bare, double slowness) {
        Duration allowed = Slowness.allowed(BARE, slowness);
        return bare != null && bare.compareTo(allowed) <= 0 ? Optional.empty() : Optional.of("BARE TOO LONG: a position was without its stop for "
                + (bare == null ? "ever" : bare.toMillis() + " ms") + " after the first call with a key; allowed were " + allowed.toMillis()
                + " ms, because a program took " + Math.round(slowness * 10) / 10.0 + " times as long as alone");
    }

    int lives() {
        return (int) number("lives");
    }

    /** How often NIJA died there with that fault. */
    int count(String point, String fault) {
        return (int) number("kill/" + point + "/" + fault);
    }

    /** How often it was to die there, reached or not. */
    int tried(String point, String fault) {
        return (int) number("tried/" + point + "/" + fault);
    }

    private long sum(String prefix) {
        return kept.stringPropertyNames().stream().filter(name -> name.startsWith(prefix)).mapToLong(this::number).sum();
    }

    /** In Markdown. */
    String text(Collection<String> points, Collection<String> faults, int times) {
        long full = points.stream().flatMap(point -> faults.stream().filter(fault -> count(point, fault) >= times)).count();
        long met = points.stream().flatMap(point -> faults.stream().filter(fault -> count(point, fault) > 0)).count();
        StringBuilder text = new StringBuilder(number("seconds") / 60 + " minutes, " + number("campaigns") + " exchanges, " + lives() + " lives, "
                + (sum("kill/") + number("elsewhere")) + " kills (" + number("elsewhere") + " of them elsewhere, because the point did not come), "
                + number("wanted") + " orders wanted, " + number("orders") + " orders at the exchange, " + number("trades") + " trades, "
                + number("stops") + " stops resting at the end, " + number("fired") + " fired. Of " + points.size() * faults.size()
                + " pairs of point and fault " + met + " were met, " + full + " of them " + times + " times.\n\n");
        KINDS.forEach(kind -> text.append(kind.toLowerCase(Locale.ROOT)).append(' ').append(number("finding/" + kind)).append(" · "));
        text.append("others ").append(sum("finding/") - KINDS.stream().mapToLong(kind -> number("finding/" + kind)).sum());
        text.append("\n\nLast start to every lane reconciled: ").append(spread("reconciled")).append(". In ").append(number("bareAtFirst"))
                .append(" of the last lives a position was without its stop when the process started; from the first call with a key to the stop: ")
                .append(spread("bare")).append(".\n\n| kills |");
        faults.forEach(fault -> text.append(' ').append(fault).append(" |"));
        text.append("\n|---|").append("---|".repeat(faults.size())).append('\n');
        for (String point : points) {
            text.append("| `").append(point).append("` |");
            faults.forEach(fault -> text.append(' ').append(count(point, fault)).append(" |"));
            text.append('\n');
        }
        return text.toString();
    }

    private String spread(String name) {
        List<Long> sorted = Arrays.stream(kept.getProperty(name, "").split(" ")).filter(one -> !one.isEmpty()).map(Long::valueOf).sorted().toList();
        return sorted.isEmpty() ? "never" : "median " + sorted.get(sorted.size() / 2) + " ms, longest " + sorted.get(sorted.size() - 1) + " ms of "
                + sorted.size();
    }
}
