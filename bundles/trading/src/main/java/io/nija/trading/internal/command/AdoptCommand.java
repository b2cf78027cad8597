package io.nija.trading.internal.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import io.nija.account.LaneId;
import io.nija.command.Answer;
import io.nija.command.Answer.Lines;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Domain;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Option;
import io.nija.command.CommandSpec.Parameter;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.order.OrderView;
import io.nija.order.Trade;
import io.nija.trading.internal.TradingFloor;
import io.nija.trading.internal.gate.Known;
import io.nija.trading.internal.lane.Difference;
import io.nija.trading.internal.lane.Orphan;
import io.nija.trading.internal.lane.Report;
import io.nija.trading.internal.lane.TradingLane;
import io.nija.trading.internal.order.TrackedOrder;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code adopt}: takes in an order that a NIJA sent and this journal does not know. */
@Component(service = Command.class)
public final class AdoptCommand implements Command {

    private static final Option YES = Option.flag("--yes", "do not ask");
    private static final Option FOREIGN = Option.flag("--foreign", "it is not this NIJA's to manage: seen, counted in risk and left alone");
    /** As long as three reads of the venue may wait for its budget. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int SHOWN = 20;

    static final CommandSpec SPEC = new CommandSpec("adopt", "takes in an order that a NIJA sent and the journal does not know",
            "Such an order is left when a journal was restored or lost, or when another NIJA uses the same keys; its lane only reduces until a "
                    + "person decided. Shows what it is and asks. Adopted, it is an order of NIJA's with all its fills: they count in the position, and "
                    + "'cancel', 'amend' and 'story' know it. Then the lane compares itself with the venue again, and goes on by itself. 'why' and "
                    + "'orders' list such orders. Exit code 0: adopted; 1: not known yet; 2: not adopted, nothing was changed.",
            List.of(new Parameter("ORDER", "the venue's id of the order, or its client order id", true, Domain.TEXT)), List.of(FOREIGN, YES),
            Where.RUNNING, Effect.DANGEROUS, true, List.of("adopt OQCLML-BW3P3-BUCMWZ", "adopt OQCLML-BW3P3-BUCMWZ --foreign --yes"));

    private final TradingFloor floor;

    @Activate
    public AdoptCommand(@Reference TradingFloor floor) {
        this.floor = floor;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException, InterruptedException {
        String name = invocation.required("ORDER");
        boolean foreign = invocation.has(FOREIGN.name());
        LaneId id = lane(name);
        TradingLane lane = Words.lane(floor, id.toString());
        AtomicReference<Report.Refused> unseen = new AtomicReference<>();
        Optional<Orphan> orphan = Words.await(lane.orphan(name, unseen::set), PATIENCE);
        if (orphan.isEmpty()) {
            return unseen.get() == null ? late("The venue did not show the order in time; nothing was changed.")
                    : Words.refused(unseen.get().code(), unseen.get().reason());
        }
        List<String> shown = words(id, orphan.get());
        shown.forEach(invocation::err);
        invocation.err(foreign ? "It would be left to its owner: seen, counted in risk, and never changed by NIJA."
                : "It would become an order of NIJA's, and its fills would count in the position of " + id + ".");
        Confirmation.require(invocation, YES, "Type yes to do this: ");
        Report report = Words.await(lane.adopt(name, foreign, Words.by(invocation)), PATIENCE).orElse(null);
        if (report instanceof Report.Refused refused) {
            return Words.refused(refused.code(), refused.reason());
        }
        return report instanceof Report.Done done ? adopted(id, orphan.get(), done.order())
                : late("NIJA did not finish it in " + PATIENCE.toSeconds() + " s; 'why " + id + "' shows whether it still waits.");
    }

    /** The lane on which an order of that name waits. */
    private LaneId lane(String name) throws CommandException {
        for (Known lane : floor.known()) {
            boolean here = lane.lane().differences().stream().anyMatch(difference -> difference.kind() == Difference.Kind.ORPHANED
                    && difference.subject().equals(name)) || lane.lane().strangers().stream().anyMatch(view -> name.equals(view.clientOrderId()));
            if (here) {
                return lane.id();
            }
        }
        List<String> waiting = floor.known().stream().flatMap(lane -> lane.lane().differences().stream())
                .filter(difference -> difference.kind() == Difference.Kind.ORPHANED).map(Difference::subject).sorted().toList();
        throw new CommandException(Exit.NONE, "No order '" + name + "' waits to be adopted; "
                + (waiting.isEmpty() ? "none does." : "these do: " + String.join(", ", waiting) + "."));
    }

    private static Answer late(String sentence) {
        return new Answer(Exit.SOME, Map.of("error", Map.of("exit", Exit.SOME, "code", "NO_ANSWER", "message", sentence)), List.of(),
                List.of(sentence + " [NO_ANSWER]"));
    }

    private static List<String> words(LaneId lane, Orphan orphan) {
        OrderView order = orphan.order();
        List<String> lines = new ArrayList<>(List.of(order.venueOrderId() + " on " + lane + ": " + Words.word(order.side()) + " "
                + Words.plain(order.quantity()) + " " + order.symbol() + (order.type() == null ? "" : " " + order.type().words())
                + (order.price() == null ? "" : " " + Words.plain(order.price())) + ", " + order.state() + ", sent as " + order.clientOrderId()
                + (order.createdAt() == null ? "" : " at " + order.createdAt()) + ", " + Words.plain(orphan.filled()) + " filled."));
        orphan.fills().stream().limit(SHOWN).forEach(trade -> lines.add("  " + fill(trade)));
        if (orphan.fills().size() > SHOWN) {
            lines.add("  and " + (orphan.fills().size() - SHOWN) + " more fills");
        }
        return lines;
    }

    private static String fill(Trade trade) {
        return trade.at() + ": " + Words.plain(trade.quantity()) + " at " + Words.plain(trade.price()) + ", " + Words.fee(trade) + ", trade "
                + trade.venueTradeId();
    }

    private static Answer adopted(LaneId lane, Orphan orphan, TrackedOrder order) {
        Map<String, Object> json = order == null ? foreign(lane, orphan.order()) : OrderText.json(lane, order);
        json.put("policy", order == null ? "FOREIGN" : "MANAGE");
        json.put("fills", orphan.fills().size());
        return Answer.of(Exit.OK, json, order == null
                ? Lines.of(orphan.order().venueOrderId() + " is left to its owner; " + lane + " compares itself with the venue again and goes on.")
                : Lines.of(OrderText.words(order), OrderText.where(order) + "; adopted with " + (orphan.fills().size() == 1 ? "1 fill. " : orphan.fills().size() + " fills. ") + lane
                        + " compares itself with the venue again and goes on."));
    }

    private static Map<String, Object> foreign(LaneId lane, OrderView order) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", null);
        json.put("clientOrderId", order.clientOrderId());
        json.put("venueOrderId", order.venueOrderId());
        json.put("account", lane.account().value());
        json.put("broker", lane.broker().value());
        json.put("symbol", order.symbol());
        json.put("state", order.state() == null ? null : order.state().name());
        return json;
    }
}
