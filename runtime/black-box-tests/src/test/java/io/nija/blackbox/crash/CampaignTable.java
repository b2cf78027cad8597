package io.nija.blackbox.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a long campaign has shown: how often NIJA died where and with which fault, and what was wrong. */
final class CampaignTable {

    private static final List<String> KINDS = List.of("LOST", "DOUBLED", "MISPLACED", "BOOKED TWICE", "POSITION", "BALANCE", "UNPROTECTED");

    private final Map<String, Map<String, Integer>> reached = new TreeMap<>();
    private final Map<String, Integer> findings = new TreeMap<>();
    private final List<Long> reconciled = new ArrayList<>();
    private final List<Long> covered = new ArrayList<>();
    private int lives;
    private int elsewhere;
    private int wanted;
    private int orders;
    private int stops;
    private int trades;

    void round(String point, String fault, boolean there) {
        lives++;
        if (there) {
            reached.computeIfAbsent(point, none -> new TreeMap<>()).merge(fault, 1, Integer::sum);
        } else {
            elsewhere++;
        }
    }

    void campaign(Campaign campaign) {
        lives++;
        wanted += campaign.tickets().size();
        orders += campaign.venueOrders();
        stops += campaign.reckoning().books().stops();
        trades += campaign.reckoning().books().trades().size();
        campaign.findings().forEach(finding -> findings.merge(finding.substring(0, finding.indexOf(':')), 1, Integer::sum));
        if (campaign.reckoning().reconciled() != null) {
            reconciled.add(campaign.reckoning().reconciled().toMillis());
        }
        if (campaign.reckoning().covered() != null) {
            covered.add(campaign.reckoning().covered().toMillis());
        }
    }

    /** Points and faults that did not meet {@code times} times. */
    List<String> missing(Collection<String> points, Collection<String> faults, int times) {
        List<String> missing = new ArrayList<>();
        for (String point : points) {
            for (String fault : faults) {
                int count = count(point, fault);
                if (count < times) {
                    missing.add(point + " with " + fault + ": " + count);
                }
            }
        }
        return missing;
    }

    private int count(String point, String fault) {
        return reached.getOrDefault(point, Map.of()).getOrDefault(fault, 0);
    }

    /** In Markdown. */
    String text(Collection<String> points, Collection<String> faults, Duration time, long seed) {
        StringBuilder text = new StringBuilder("Seed " + seed + ", " + time.toMinutes() + " minutes, " + lives + " lives, "
                + (reached.values().stream().flatMap(counts -> counts.values().stream()).mapToInt(Integer::intValue).sum() + elsewhere) + " kills ("
                + elsewhere + " of them elsewhere, because the point did not come), " + wanted + " orders wanted, " + orders
                + " orders at the exchange, " + trades + " trades, " + stops + " stops at the end.\n\n");
        KINDS.forEach(kind -> text.append(kind.toLowerCase(java.util.Locale.ROOT)).append(' ').append(findings.getOrDefault(kind, 0)).append(" · "));
        text.append("others ").append(findings.entrySet().stream().filter(entry -> !KINDS.contains(entry.getKey())).mapToInt(Map.Entry::getValue).sum());
        text.append("\n\nLast start to every lane reconciled: ").append(spread(reconciled)).append("; to every position seen with its stop: ")
                .append(spread(covered)).append(".\n\n| kills |");
        faults.forEach(fault -> text.append(' ').append(fault).append(" |"));
        text.append("\n|---|").append("---|".repeat(faults.size())).append('\n');
        for (String point : points) {
            text.append("| `").append(point).append("` |");
            faults.forEach(fault -> text.append(' ').append(count(point, fault)).append(" |"));
            text.append('\n');
        }
        return text.toString();
    }

    private static String spread(List<Long> millis) {
        List<Long> sorted = millis.stream().sorted().toList();
        return sorted.isEmpty() ? "never" : "median " + sorted.get(sorted.size() / 2) + " ms, longest " + sorted.get(sorted.size() - 1) + " ms";
    }
}
