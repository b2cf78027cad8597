package io.nija.trading.internal.command;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.account.LaneId;
import io.nija.broker.Outcome;
import io.nija.command.Answer;
import io.nija.command.Answer.Lines;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Domain;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Parameter;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.journal.IntentState;
import io.nija.order.OrderKey;
import io.nija.trading.internal.TradingFloor;
import io.nija.trading.internal.gate.Known;
import io.nija.trading.internal.lane.Difference;
import io.nija.trading.internal.lane.Report;
import io.nija.trading.internal.lane.TradingLane;
import io.nija.trading.internal.order.TrackedOrder;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code cancel}: ends an order of ours at its venue. */
@Component(service = Command.class)
public final class CancelCommand implements Command {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration END = Duration.ofSeconds(8);

    static final CommandSpec SPEC = new CommandSpec("cancel", "cancels an order of NIJA's",
            "By NIJA's id, its client order id or the venue's. Exit code 0: it has ended, and the answer says what was filled before; "
                    + "1: nobody knows yet, it is being found out; 2: it was not cancelled.",
            List.of(new Parameter("ORDER", "for example o17", true, Domain.TEXT)), List.of(), Where.RUNNING, Effect.CHANGES, true,
            List.of("cancel o17"));

    private final TradingFloor floor;

    @Activate
    public CancelCommand(@Reference TradingFloor floor) {
        this.floor = floor;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    /** An order with our prefix that this journal does not know is ours to end, and nobody else's order is. */
    private Optional<Answer> orphan(String name) throws CommandException, InterruptedException {
        for (Known lane : floor.known()) {
            boolean rests = lane.lane().differences().stream().anyMatch(difference -> difference.kind() == Difference.Kind.ORPHANED
                    && difference.subject().equals(name));
            if (rests) {
                Outcome<OrderKey> outcome = Words.await(Words.lane(floor, lane.id().toString()).cancelOrphan(name), PATIENCE)
                        .orElseGet(() -> new Outcome.Unknown<>("NO_ANSWER", "The venue did not answer in time."));
                return Optional.of(orphan(lane, name, outcome));
            }
        }
        return Optional.empty();
    }

    private static Answer orphan(Known lane, String name, Outcome<OrderKey> outcome) {
        if (outcome instanceof Outcome.Confirmed<OrderKey>) {
            return Answer.of(Exit.OK, Map.of("venueOrderId", name, "lane", lane.id().toString(), "state", "CANCELED"),
                    Lines.of(name + " is cancelled; it was sent by a NIJA that this journal does not know."));
        }
        return outcome instanceof Outcome.Refused<OrderKey> refused ? Words.refused(refused.code(), refused.reason())
                : new Answer(Exit.SOME, Map.of("venueOrderId", name, "lane", lane.id().toString()), List.of(),
                        List.of("Nobody knows yet whether " + name + " was cancelled: " + ((Outcome.Unknown<OrderKey>) outcome).reason()));
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException, InterruptedException {
        Optional<Answer> orphan = orphan(invocation.required("ORDER"));
        if (orphan.isPresent()) {
            return orphan.get();
        }
        IntentState state = OrdersAtHand.state(floor, invocation.required("ORDER")).orElseThrow(() -> new CommandException(Exit.NONE,
                "There is no order '" + invocation.required("ORDER") + "' of NIJA's; 'orders' lists them."));
        LaneId id = state.intent().lane();
        TradingLane lane = Words.lane(floor, id.toString());
        Report report = Words.await(lane.cancel(state.intent().number(), Words.by(invocation)), PATIENCE)
                .orElseGet(() -> new Report.Unknown(null, "NO_ANSWER", "NIJA did not finish it in time."));
        if (report instanceof Report.Refused refused) {
            return Words.refused(refused.code(), refused.reason());
        }
        TrackedOrder order = Words.await(lane.agreed(state.intent().number()), END)
                .or(() -> OrdersAtHand.find(floor, id, state.intent().number())).orElseThrow();
        boolean ended = !order.open();
        return new Answer(ended ? Exit.OK : Exit.SOME, OrderText.json(id, order),
                List.of(Lines.of(OrderText.words(order), OrderText.where(order))), ended ? List.of()
                        : List.of("The venue has not shown its end yet; it is being found out. 'story " + order.id() + "' shows how it goes on."));
    }
}
