package io.nija.journal.internal.codec;

import java.util.List;
import java.util.UUID;

import io.nija.journal.Action;
import io.nija.journal.Adoption;
import io.nija.journal.AmendIntent;
import io.nija.journal.Answered;
import io.nija.journal.Arming;
import io.nija.journal.Checkpoint;
import io.nija.journal.ConfigurationVersion;
import io.nija.journal.EpochBegun;
import io.nija.journal.FillApplied;
import io.nija.journal.Intent;
import io.nija.journal.LedgerRow;
import io.nija.journal.Mark;
import io.nija.journal.Note;
import io.nija.journal.OrderEvent;
import io.nija.journal.OrderStage;
import io.nija.journal.PlugInHash;
import io.nija.journal.Refusal;
import io.nija.journal.Sent;
import io.nija.journal.SwitchChange;
import io.nija.order.Placement;
import io.nija.order.Purpose;

/** Every kind of record. The names here are on people's disks: they are added to, never changed. */
final class Formats {

    static final List<Format<?>> ALL = List.of(
            new Format<>("intent", Intent.class, Formats::intent, Formats::intent),
            new Format<>("amend", AmendIntent.class,
                    (r, to) -> {
                        Parts.put(r.amendment(), to.put("lane", r.lane()).put("intent", r.intent()));
                        to.put("origin", r.origin());
                    },
                    from -> new AmendIntent(from.lane("lane"), from.number("intent"), Parts.amendment(from),
                            from.required("origin"))),
            new Format<>("sent", Sent.class,
                    (r, to) -> {
                        Parts.put(r.order(), to.put("lane", r.lane()).put("intent", r.intent()).put("action", r.action()));
                        to.put("deadline", r.deadline()).put("at", r.at());
                    },
                    from -> new Sent(from.lane("lane"), from.numberOrNull("intent"), from.word("action", Action.class),
                            Parts.key(from), from.time("deadline"), from.time("at"))),
            new Format<>("answered", Answered.class,
                    (r, to) -> {
                        Parts.put(r.order(), to.put("lane", r.lane()).put("intent", r.intent()).put("action", r.action()));
                        to.put("result", r.result()).put("code", r.code()).put("reason", r.reason()).put("at", r.at());
                    },
                    from -> new Answered(from.lane("lane"), from.numberOrNull("intent"), from.word("action", Action.class),
                            Parts.key(from), from.word("result", Answered.Result.class), from.required("code"),
                            from.required("reason"), from.time("at"))),
            new Format<>("event", OrderEvent.class, Formats::event, Formats::event),
            new Format<>("fill", FillApplied.class,
                    (r, to) -> {
                        Parts.put(r.trade(), to);
                        to.put("intent", r.intent()).put("strategy", r.strategy());
                    },
                    from -> new FillApplied(Parts.trade(from), from.numberOrNull("intent"), from.text("strategy"))),
            new Format<>("ledger", LedgerRow.class,
                    (r, to) -> {
                        Parts.put(r.entry(), to);
                        to.put("intent", r.intent());
                    },
                    from -> new LedgerRow(Parts.ledgerEntry(from), from.numberOrNull("intent"))),
            new Format<>("mark", Mark.class,
                    (r, to) -> to.put("lane", r.lane()).put("name", r.name()).put("value", r.value()),
                    from -> new Mark(from.lane("lane"), from.required("name"), from.required("value"))),
            new Format<>("switch", SwitchChange.class,
                    (r, to) -> to.put("scope", r.scope().kind()).put("name", r.scope().name()).put("position", r.position())
                            .put("who", r.who()).put("reason", r.reason()),
                    from -> new SwitchChange(
                            new SwitchChange.Scope(from.word("scope", SwitchChange.Kind.class), from.required("name")),
                            from.word("position", SwitchChange.Position.class), from.required("who"), from.required("reason"))),
            new Format<>("arming", Arming.class,
                    (r, to) -> to.put("lane", r.lane()).put("armed", r.armed()).put("who", r.who()).put("reason", r.reason())
                            .put("fingerprint", r.keyFingerprint()),
                    from -> new Arming(from.lane("lane"), from.flag("armed"), from.required("who"), from.required("reason"),
                            from.text("fingerprint"))),
            new Format<>("refusal", Refusal.class, Formats::refusal, Formats::refusal),
            new Format<>("configuration", ConfigurationVersion.class,
                    (r, to) -> to.put("file", r.file()).put("sha256", r.sha256()).put("values", r.values()),
                    from -> new ConfigurationVersion(from.required("file"), from.required("sha256"), from.map("values"))),
            new Format<>("plug-in", PlugInHash.class,
                    (r, to) -> to.put("name", r.symbolicName()).put("version", r.version()).put("sha256", r.sha256())
                            .put("trustedBy", r.trustedBy()),
                    from -> new PlugInHash(from.required("name"), from.required("version"), from.required("sha256"),
                            from.required("trustedBy"))),
            new Format<>("adoption", Adoption.class,
                    (r, to) -> {
                        to.put("lane", r.lane()).put("asset", r.asset()).put("quantity", r.quantity())
                                .put("averagePrice", r.averagePrice());
                        Parts.put(r.order(), to);
                        to.put("policy", r.policy()).put("who", r.who()).put("reason", r.reason());
                    },
                    from -> new Adoption(from.lane("lane"), from.required("asset"), from.decimal("quantity"),
                            from.decimal("averagePrice"), Parts.key(from), from.word("policy", Adoption.Policy.class),
                            from.required("who"), from.required("reason"))),
            new Format<>("checkpoint", Checkpoint.class,
                    (r, to) -> to.put("name", r.name()).put("upTo", r.upTo()).put("body", r.body()),
                    from -> new Checkpoint(from.required("name"), from.number("upTo"), from.required("body"))),
            new Format<>("note", Note.class,
                    (r, to) -> to.put("lane", r.lane()).put("intent", r.intent()).put("topic", r.topic()).put("code", r.code())
                            .put("text", r.text()).put("facts", r.facts()),
                    from -> new Note(from.lane("lane"), from.numberOrNull("intent"), from.required("topic"),
                            from.required("code"), from.required("text"), from.map("facts"))),
            new Format<>("epoch", EpochBegun.class,
                    (r, to) -> to.put("epoch", r.epoch().toString()).put("cause", r.cause()).put("build", r.build())
                            .put("who", r.who()),
                    from -> new EpochBegun(UUID.fromString(from.required("epoch")), from.required("cause"),
                            from.required("build"), from.required("who"))));

    private Formats() {}

    private static void intent(Intent r, FieldWriter to) {
        to.put("number", r.intent()).put("lane", r.lane()).put("purpose", r.purpose())
                .put("clientOrderId", r.placement().clientOrderId());
        Parts.put(r.placement().order(), to);
        to.put("deadline", r.placement().deadline()).put("strategy", r.strategy()).put("origin", r.origin())
                .put("operatorId", r.operatorId()).put("parent", r.parent()).put("explanation", r.explanation());
    }

    private static Intent intent(FieldReader from) {
        return new Intent(from.number("number"), from.lane("lane"),
                new Placement(from.required("clientOrderId"), Parts.order(from), from.word("purpose", Purpose.class),
                        from.time("deadline")), from.text("strategy"),
                from.required("origin"), from.text("operatorId"), from.numberOrNull("parent"), from.required("explanation"));
    }

    private static void event(OrderEvent r, FieldWriter to) {
        to.put("lane", r.lane()).put("intent", r.intent()).put("event", r.event()).put("from", r.from()).put("to", r.to())
                .put("venueOrderId", r.venueOrderId()).put("filled", r.filled()).put("cost", r.cost()).put("code", r.code())
                .put("reason", r.reason()).put("inferred", r.inferred()).put("venueAt", r.venueAt());
    }

    private static OrderEvent event(FieldReader from) {
        return new OrderEvent(from.lane("lane"), from.number("intent"), from.required("event"),
                from.word("from", OrderStage.class), from.word("to", OrderStage.class), from.text("venueOrderId"),
                from.decimal("filled"), from.decimal("cost"), from.required("code"), from.required("reason"),
                from.flag("inferred"), from.time("venueAt"));
    }

    private static void refusal(Refusal r, FieldWriter to) {
        to.put("lane", r.lane()).put("purpose", r.purpose());
        Parts.put(r.order(), to);
        to.put("strategy", r.strategy()).put("origin", r.origin()).put("check", r.check()).put("code", r.code())
                .put("reason", r.reason()).put("numbers", r.numbers());
    }

    private static Refusal refusal(FieldReader from) {
        return new Refusal(from.lane("lane"), from.word("purpose", Purpose.class), Parts.order(from),
                from.text("strategy"), from.required("origin"), from.required("check"), from.required("code"),
                from.required("reason"), from.map("numbers"));
    }
}
