package io.nija.simulation;

import java.util.List;

/** The planted bugs: each is a mistake that somebody has made somewhere, in a shipped class, in a few characters. */
public final class Mutations {

    private static final String LANE = "io.nija.trading.internal.lane.";
    private static final String PROTECTION = "io.nija.trading.internal.protection.";
    private static final String ORDER = "io.nija.trading.internal.order.";
    private static final String GATE = "io.nija.trading.internal.gate.";
    private static final String KRAKEN = "io.nija.broker.kraken.internal.";
    private static final String RULE = "io.nija.risk.internal.";

    private Mutations() {}

    public static List<Mutation> all() {
        return List.of(
                new Mutation("sent-before-the-intent-is-durable", LANE + "Placing",
                        "        core.journal().append(records, receipt -> durable(wish, intent, sent, receipt, report));",
                        "        core.journal().append(records, receipt -> {});\n"
                                + "        durable(wish, intent, sent, new Receipt.Forced(1, 1), report);"),
                new Mutation("sent-although-the-journal-refused", LANE + "Placing",
                        "if (receipt instanceof Receipt.Refused refused) {", "if (receipt instanceof Receipt.Refused refused && false) {"),
                new Mutation("unknown-taken-for-refused", LANE + "Placing",
                        "case UNKNOWN -> Signal.UNKNOWN;", "case UNKNOWN -> Signal.REFUSED;"),
                new Mutation("unknown-taken-for-confirmed", LANE + "Placing",
                        "case UNKNOWN -> Signal.UNKNOWN;", "case UNKNOWN -> Signal.CONFIRMED;"),
                new Mutation("sent-again-when-nobody-answered", LANE + "Placing",
                        "                doubts.resolve();\n", "                doubts.resolve();\n"
                                + "                core.venue().desk().ifPresent(again -> again.place(order.intent().placement()));\n"),
                new Mutation("switches-not-asked-when-sending", LANE + "Placing",
                        "return gate.bar(core.lane(), wish);", "return Optional.empty();"),
                new Mutation("doubts-never-looked-at-after-a-restart", LANE + "Connection",
                        "            back.run();\n", ""),
                new Mutation("first-sight-of-nothing-is-absence", KRAKEN + "desk.OrderSearch",
                        "first instanceof Look.Nowhere ? again() : done(first)", "done(first)"),
                new Mutation("deadline-not-waited-for", KRAKEN + "desk.OrderSearch",
                        "boolean early = surely.isBefore(deadline.plus(AFTER_DEADLINE));", "boolean early = false;"),
                new Mutation("absence-by-open-orders-alone", KRAKEN + "desk.OrderSearch",
                        "return ended(((Look.Nowhere) seen).strangers()).thenCompose(", "return CompletableFuture.completedFuture(seen).thenCompose("),
                new Mutation("a-failed-query-is-an-empty-list", KRAKEN + "desk.OrderSearch",
                        "private static Look failed(Problem problem) {\n", "private static Look failed(Problem problem) {\n"
                                + "        if (problem != null) {\n            return new Look.Nowhere(Set.of());\n        }\n"),
                new Mutation("uncertain-error-taken-for-definite", KRAKEN + "wire.ErrorCatalogue",
                        "add(t, \"EService:Timeout\", \"KRAKEN_SERVICE_TIMEOUT\", UNCERTAIN,", "add(t, \"EService:Timeout\", \"KRAKEN_SERVICE_TIMEOUT\", REFUSED,"),
                new Mutation("deadline-not-sent", KRAKEN + "desk.OrderForm",
                        "        fields.put(\"deadline\", moment(deadline));\n        return fields;\n    }\n\n    /** An amendment. */",
                        "        return fields;\n    }\n\n    /** An amendment. */"),
                // Asked for in two places, so it is the memory itself that is missing.
                new Mutation("fill-booked-twice", LANE + "LaneBook",
                        "        if (!trades.add(venueTradeId)) {\n            return false;\n        }\n", ""),
                new Mutation("mark-ahead-of-its-fills", LANE + "TradeReader",
                        "mark.minus(OVERLAP)", "mark.plusMillis(1)"),
                new Mutation("partial-fill-ends-the-order", LANE + "LaneBook",
                        "rest >= 0 ? Signal.LAST_FILL : Signal.FILL", "rest >= -1 ? Signal.LAST_FILL : Signal.FILL"),
                new Mutation("cancelled-before-its-fills-are-here", LANE + "LaneBook",
                        "case CANCELED, EXPIRED -> order.agrees() || !order.open()", "case CANCELED, EXPIRED -> true"),
                new Mutation("cancel-confirmed-is-the-end", LANE + "Changes",
                        "                if (sent.action() == Action.AMEND) {", "                if (sent.action() == Action.CANCEL) {\n"
                                + "                    records.addAll(core.book().signal(sent.intent(), Signal.CANCELED, \"\", \"\", false, null, now));\n"
                                + "                }\n                if (sent.action() == Action.AMEND) {"),
                new Mutation("fill-of-ours-booked-as-a-strangers", LANE + "TradeReader",
                        "            if (strangers.isEmpty()) {", "            if (true) {"),
                new Mutation("crash-forgets-what-was-sent", LANE + "LaneBook",
                        "records.addAll(signal(order.number(), Signal.INTERRUPTED,", "records.addAll(signal(order.number(), Signal.CONFIRMED,"),
                new Mutation("fee-in-the-coin-not-taken-off", "io.nija.books.Position",
                        "        if (asset.equals(symbol.base())) {", "        if (asset.equals(symbol.base() + \"?\")) {"),
                new Mutation("strategys-share-mixed-up", LANE + "Shares",
                        "return symbol + \" \" + (fill.strategy() == null ? \"\" : fill.strategy());", "return symbol.base();"),
                new Mutation("in-doubt-not-counted-in-sells", GATE + "Situations",
                        "lane.lane().open().forEach(order -> working.add(working(lane.id(), order)));",
                        "lane.lane().open().stream().filter(order -> !order.unsure()).forEach(order -> working.add(working(lane.id(), order)));"),
                new Mutation("resting-not-counted-in-sells", RULE + "rule.InventoryRule",
                        "if (working.add(quantity).compareTo(position) <= 0) {", "if (quantity.compareTo(position) <= 0) {"),
                new Mutation("entry-check-asked-for-exits", RULE + "MandatoryGate",
                        "        if (entry) {\n            entry(situation, asked, objections);", "        if (true) {\n            entry(situation, asked, objections);"),
                new Mutation("stop-not-put", LANE + "Protection",
                        "        } else if (act instanceof Act.Place place) {", "        } else if (act instanceof Act.Place place && place.quantity().signum() < 0) {"),
                new Mutation("stop-a-little-too-small", PROTECTION + "StopRules",
                        "scene.floor(scene.offerable().subtract(scene.exits()));\n        boolean rests",
                        "scene.floor(scene.offerable().subtract(scene.exits()).subtract(new BigDecimal(\"0.00001\")));\n        boolean rests"),
                new Mutation("much-is-called-dust", PROTECTION + "Scene",
                        "quantity.compareTo(rules.minQuantity()) >= 0", "quantity.compareTo(rules.minQuantity().multiply(BigDecimal.TEN)) >= 0"),
                new Mutation("slice-of-an-exit-not-watched", LANE + "Protection",
                        "boolean depends = scene.stopPrice() != null", "boolean depends = ward.fired && scene.stopPrice() != null"),
                new Mutation("stop-reached-and-not-sold", PROTECTION + "StopRules",
                        "return scene.hit() ? rescue(scene, stops) : keep(scene, stops);", "return keep(scene, stops);"),
                new Mutation("available-coins-called-withheld", LANE + "Comparison",
                        "subtract(available.subtract(foreign));", "subtract(available.subtract(foreign).multiply(new BigDecimal(\"0.9\")));"),
                new Mutation("debt-paid-by-every-share", LANE + "Shares",
                        "(asset, debt) -> debt.subtract(pays));", "(asset, debt) -> debt);"),
                new Mutation("sale-draws-on-anothers-share", RULE + "rule.InventoryRule",
                        "if (owner != null || share.compareTo(managed) != 0) {", "if (owner != null) {"),
                new Mutation("change-sent-before-it-is-durable", LANE + "Changes",
                        "        core.journal().appendInOrder(records, receipt -> {\n",
                        "        send(sent, () -> desk.amend(amendment), Signal.AMEND_FAILED, report);\n        core.journal().appendInOrder(records, receipt -> {\n"
                                + "            if (receipt != null) {\n                return;\n            }\n"),
                new Mutation("name-of-the-call-not-kept", LANE + "Placing",
                        "wish.operatorId(), wish.parent()", "null, wish.parent()"),
                new Mutation("switch-forgotten-by-a-restart", GATE + "Switchboard",
                        "        return journal.append(change);", "        return java.util.concurrent.CompletableFuture.completedFuture(new Receipt.Forced(1, 1));"),
                new Mutation("foreign-order-cancelled", LANE + "TradingLane",
                        "&& core.orphans().is(view)).findFirst()", ").findFirst()"),
                new Mutation("order-number-used-again", LANE + "LaneJournal",
                        "return journal.nextIntent();", "return journal.nextIntent() / 2 + 1;"),
                new Mutation("keys-of-another-account", "io.nija.trading.internal.TradingFloor",
                        "                lane.venue(Venue.of(brokers.get(lane.lane().broker()), sessions.get(lane.lane())));", "                lane.venue(Venue.of(brokers.get(lane.lane().broker()), sessions.values().stream().findFirst().orElse(null)));"));
    }
}
