package io.nija.trading.internal.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.nija.account.LaneId;
import io.nija.command.Answer.Table;
import io.nija.command.Invocation;
import io.nija.strategy.StrategyBoard.Funnel;
import io.nija.strategy.StrategyBoard.RunStatus;
import io.nija.strategy.StrategyBoard.StrategyStatus;
import io.nija.trading.internal.gate.Known;

/** What came of what strategies looked at, for each strategy and lane: over all of its instruments there, or the wanted one. Pure. */
final class Funnels {

    private static final int SHOWN = 3;

    private Funnels() {}

    /** One strategy on one lane. @param symbols how many instruments are in it */
    record OnLane(String strategy, LaneId lane, int symbols, Funnel funnel) {

        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("strategy", strategy);
            json.put("account", lane.account().value());
            json.put("broker", lane.broker().value());
            json.put("symbols", symbols);
            json.put("scanned", funnel.scanned());
            json.put("filtered", most(funnel.filtered()));
            json.put("signalled", funnel.signalled());
            json.put("vetoed", most(funnel.vetoed()));
            json.put("ordered", funnel.ordered());
            json.put("filled", funnel.filled());
            return json;
        }

        private List<String> row() {
            return List.of(strategy, lane.toString(), "" + funnel.scanned(), words(funnel.filtered()), "" + funnel.signalled(), words(funnel.vetoed()),
                    "" + funnel.ordered(), "" + funnel.filled());
        }
    }

    /** Those that are asked for. @param lanes the lanes that are asked for */
    static List<OnLane> of(List<StrategyStatus> strategies, List<Known> lanes, Invocation asked) {
        List<OnLane> all = new ArrayList<>();
        for (StrategyStatus strategy : strategies) {
            for (Known lane : lanes) {
                List<RunStatus> runs = strategy.runs().stream().filter(run -> run.lane().equals(lane.id())
                        && LaneFilter.symbol(asked, lane, run.symbol().toString())).toList();
                if (!runs.isEmpty() && LaneFilter.strategy(asked, strategy.plan().name())) {
                    all.add(new OnLane(strategy.plan().name(), lane.id(), runs.size(), runs.stream().map(RunStatus::funnel).reduce(Funnels::sum).orElseThrow()));
                }
            }
        }
        return all;
    }

    private static Funnel sum(Funnel one, Funnel other) {
        return new Funnel(one.scanned() + other.scanned(), sum(one.filtered(), other.filtered()), one.signalled() + other.signalled(),
                sum(one.vetoed(), other.vetoed()), one.ordered() + other.ordered(), one.filled() + other.filled());
    }

    private static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> other) {
        Map<String, Long> both = new TreeMap<>(one);
        other.forEach((name, count) -> both.merge(name, count, Long::sum));
        return both;
    }

    static Table table(List<OnLane> all) {
        return new Table(List.of("STRATEGY", "LANE", "SCANNED", "FILTERED BY", "SIGNALLED", "VETOED BY", "ORDERED", "FILLED"), all.stream().map(OnLane::row).toList());
    }

    /** The weightiest few, and how many the others are. */
    private static String words(Map<String, Long> counts) {
        List<Map.Entry<String, Long>> sorted = new ArrayList<>(most(counts).entrySet());
        long rest = sorted.stream().skip(SHOWN).mapToLong(Map.Entry::getValue).sum();
        return sorted.isEmpty() ? "-" : sorted.stream().limit(SHOWN).map(entry -> entry.getKey() + " " + entry.getValue()).collect(Collectors.joining(", "))
                + (rest == 0 ? "" : ", others " + rest);
    }

    /** What counts most first. */
    private static Map<String, Long> most(Map<String, Long> counts) {
        Map<String, Long> sorted = new LinkedHashMap<>();
        new TreeMap<>(counts).entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }
}
