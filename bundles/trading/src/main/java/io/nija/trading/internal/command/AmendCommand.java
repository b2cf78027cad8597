package io.nija.trading.internal.command;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

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
import io.nija.journal.IntentState;
import io.nija.order.Purpose;
import io.nija.trading.internal.TradingFloor;
import io.nija.trading.internal.lane.Changes;
import io.nija.trading.internal.lane.Report;
import io.nija.trading.internal.lane.TradingLane;
import io.nija.trading.internal.order.TrackedOrder;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code amend}: changes a resting order of ours in place, through the same gate as a new one. */
@Component(service = Command.class)
public final class AmendCommand implements Command {

    private static final Option QUANTITY = new Option("--quantity", "QTY", "the new whole quantity, the filled part included", Domain.TEXT);
    private static final Option LIMIT = new Option("--limit", "PRICE", "the new limit price", Domain.TEXT);
    private static final Option STOP = new Option("--stop", "PRICE", "the new trigger price", Domain.TEXT);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static final CommandSpec SPEC = new CommandSpec("amend", "changes a resting order of NIJA's in place",
            "What is left out stays as it is. The order is never away from the venue, and it is judged as it would be afterwards. "
                    + "Exit code 0: changed; 1: nobody knows yet, do not repeat it; 2: not changed.",
            List.of(new Parameter("ORDER", "for example o17", true, Domain.TEXT)), List.of(QUANTITY, LIMIT, STOP), Where.RUNNING,
            Effect.CHANGES, true, List.of("amend o17 --limit 51000", "amend o17 --quantity 0.002"));

    private final TradingFloor floor;

    @Activate
    public AmendCommand(@Reference TradingFloor floor) {
        this.floor = floor;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException, InterruptedException {
        BigDecimal quantity = Words.positive(invocation, QUANTITY.name());
        BigDecimal limit = Words.positive(invocation, LIMIT.name());
        BigDecimal stop = Words.positive(invocation, STOP.name());
        if (quantity == null && limit == null && stop == null) {
            throw new CommandException(Exit.USAGE, "Say what changes: --quantity, --limit or --stop.");
        }
        IntentState state = OrdersAtHand.state(floor, invocation.required("ORDER")).orElseThrow(() -> new CommandException(Exit.NONE,
                "There is no order '" + invocation.required("ORDER") + "' of NIJA's; 'orders' lists them."));
        LaneId id = state.intent().lane();
        TradingLane lane = Words.lane(floor, id.toString());
        TrackedOrder order = OrdersAtHand.find(floor, id, state.intent().number()).orElseThrow();
        if (!order.open()) {
            return Words.refused("ORDER_ENDED", order.id() + " has ended: it is " + order.stage() + ".");
        }
        if (order.intent().purpose() == Purpose.PROTECTIVE) {
            return Words.refused("ORDER_PROTECTS", order.id() + " protects a position, and NIJA would put it back. 'protect " + id + " "
                    + order.request().symbol() + " PRICE' moves its stop.");
        }
        try {
            Changes.after(order, quantity, limit, stop);
        } catch (IllegalArgumentException contradictory) {
            throw new CommandException(Exit.USAGE, contradictory.getMessage());
        }
        Report report = Words.await(lane.amend(order.number(), quantity, limit, stop, Words.by(invocation)), PATIENCE)
                .orElseGet(() -> new Report.Unknown(order, "NO_ANSWER", "NIJA did not finish it in time."));
        if (report instanceof Report.Refused refused) {
            return Words.refused(refused.code(), refused.reason());
        }
        if (report instanceof Report.Unknown unknown) {
            return new Answer(Exit.SOME, OrderText.json(id, order), List.of(Lines.of(order.id())), List.of("Nobody knows yet whether it was changed: "
                    + unknown.reason() + " It is being found out; do not repeat it. [" + unknown.code() + "]"));
        }
        TrackedOrder changed = ((Report.Done) report).order();
        return Answer.of(Exit.OK, OrderText.json(id, changed), Lines.of(OrderText.words(changed), OrderText.where(changed)));
    }
}
