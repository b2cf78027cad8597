package io.nija.trading.internal.command;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

import io.nija.broker.Outcome;
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
import io.nija.market.Symbol;
import io.nija.order.OrderRequest;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.order.Validation;
import io.nija.risk.Origin;
import io.nija.trading.internal.TradingFloor;
import io.nija.trading.internal.gate.Known;
import io.nija.trading.internal.lane.Held;
import io.nija.trading.internal.lane.Report;
import io.nija.trading.internal.lane.Shares;
import io.nija.trading.internal.lane.TradingLane;
import io.nija.trading.internal.lane.Wish;
import io.nija.trading.internal.order.TrackedOrder;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code order}: a person's order, through the same pipeline and gates as a strategy's. */
@Component(service = Command.class)
public final class OrderCommand implements Command {

    private static final Option PROTECT = new Option("--protect", "PRICE",
            "where the stop of what is bought will be; without it where the risk profile says", Domain.TEXT);
    private static final Option VALIDATE = Option.flag("--validate", "let the venue check it; nothing is placed");
    private static final Option FOREIGN = Option.flag("--foreign", "sell coins that are not NIJA's to manage");
    private static final Option ID = new Option("--id", "TEXT", "makes the call repeatable: the same id never places a second order",
            Domain.TEXT);

    private static final int LONGEST_ID = 100;
    /** Longer than the pipeline ever takes to say at least that it does not know. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    /** How long the answer may wait for the first look at an order that may rest. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    static final CommandSpec SPEC = new CommandSpec("order", "places an order",
            "Goes through the same checks as a strategy's order; what refuses it is said with its numbers. The intent is on disk "
                    + "before anything is sent. A market order is sent as a limit at the price collar that trades at once or not at all; the answer waits until its fills are here. "
                    + "Exit code 0: the venue has it; 1: nobody knows yet, do not repeat it ('story' shows how it goes on); 2: it was "
                    + "refused, nothing is at the venue.",
            List.of(new Parameter("SIDE", "buy or sell", true, Domain.TEXT), new Parameter("ACCOUNT/BROKER", "the lane", true, Domain.LANE),
                    new Parameter("SYMBOL", "the instrument, by any of the venue's names", true, Domain.SYMBOL),
                    new Parameter("QUANTITY", "in base", true, Domain.TEXT)),
            OrderOptions.with(PROTECT, VALIDATE, FOREIGN, ID), Where.RUNNING, Effect.CHANGES, true,
            List.of("order buy master/kraken BTC/USD 0.001 --limit 50000", "order buy master/kraken BTC/USD 0.001 --protect 48000",
                    "order sell master/kraken BTC/USD 0.001 --id evening-1",
                    "order sell master/kraken BTC/USD 0.001 --trail 2%"));

    private final TradingFloor floor;
    private final RepeatedOrders repeated;
    private final Ending ending;
    private final Duration look;

    @Activate
    public OrderCommand(@Reference TradingFloor floor) {
        this(floor, Ending.USUAL, LOOK);
    }

    /** @param look how long it waits until the venue shows an order that rests */
    OrderCommand(TradingFloor floor, Ending ending, Duration look) {
        this.floor = floor;
        this.ending = ending;
        this.look = look;
        repeated = new RepeatedOrders(floor);
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException, InterruptedException {
        TradingLane lane = Words.lane(floor, invocation.required("ACCOUNT/BROKER"));
        Symbol symbol = symbol(lane, invocation.required("SYMBOL"));
        Known known = Words.known(floor, lane.lane());
        OrderRequest order = OrderOptions.order(invocation, symbol);
        BigDecimal protect = Words.positive(invocation, PROTECT.name());
        if (protect != null && order.side() == Side.SELL) {
            throw new CommandException(Exit.USAGE, "--protect says where the stop of what is bought will be; a sale has none. 'protect' moves the "
                    + "stop of a position.");
        }
        if (invocation.has(VALIDATE.name())) {
            return validate(known, order);
        }
        Optional<String> id = invocation.option(ID.name());
        if (id.filter(text -> text.isBlank() || text.length() > LONGEST_ID).isPresent()) {
            throw new CommandException(Exit.USAGE, "--id is a text of 1 to " + LONGEST_ID + " characters of your own; nothing was sent.");
        }
        if (id.isPresent()) {
            Optional<Answer> before = repeated.answer(lane.lane(), id.get(), order);
            if (before.isPresent()) {
                return before.get();
            }
        }
        boolean foreign = invocation.has(FOREIGN.name());
        Wish wish = new Wish(order, order.side() == Side.BUY ? Purpose.ENTRY : Purpose.EXIT, Origin.PERSON, Words.by(invocation),
                foreign ? Shares.FOREIGN : null, foreign, id.orElse(null), protect, null, "");
        Report report = Submission.of(lane, wish, PATIENCE);
        if (report instanceof Report.Refused refused && id.isPresent() && refused.code().equals("JOURNAL_DUPLICATE")) {
            return repeated.answer(lane.lane(), id.get(), order).orElseGet(() -> Words.refused(refused.code(), refused.reason()));
        }
        return answer(lane, report, invocation);
    }

    /** The instrument of that name; while the broker is being replaced, which takes its instruments along, this waits as the order would. */
    private Symbol symbol(TradingLane lane, String name) throws CommandException, InterruptedException {
        long end = System.nanoTime() + Held.LONGEST.toNanos();
        boolean replaced = false;
        while (true) {
            // Before the look: a hold that ends in between leaves its instruments behind.
            replaced |= lane.held();
            try {
                return Words.instrument(Words.known(floor, lane.lane()), name).symbol();
            } catch (CommandException away) {
                if (!replaced || away.exit() != Exit.NONE || System.nanoTime() >= end) {
                    throw away;
                }
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        }
    }

    private static Answer validate(Known lane, OrderRequest order) throws CommandException, InterruptedException {
        Outcome<Validation> outcome = Words.await(lane.venue().session().orElseThrow(() -> new CommandException(Exit.NONE, lane.id()
                + " has no session; 'why " + lane.id() + "' says what is missing.")).validate(order).toCompletableFuture(), PATIENCE)
                .orElseGet(() -> new Outcome.Unknown<>("NO_ANSWER", "The venue did not answer in time."));
        if (outcome instanceof Outcome.Confirmed<Validation> valid) {
            return Answer.of(Exit.OK, Map.of("valid", true, "description", valid.value().description()),
                    Lines.of("The venue would take it: " + valid.value().description() + ". Nothing was placed."));
        }
        if (outcome instanceof Outcome.Refused<Validation> refused) {
            return Words.refused(refused.code(), "The venue would refuse it: " + refused.reason());
        }
        Outcome.Unknown<Validation> unknown = (Outcome.Unknown<Validation>) outcome;
        return new Answer(Exit.SOME, Map.of("error", Map.of("exit", Exit.SOME, "code", unknown.code(), "message", unknown.reason())),
                List.of(), List.of("Nobody knows whether the venue would take it: " + unknown.reason() + " Nothing was placed. ["
                        + unknown.code() + "]"));
    }

    private Answer answer(TradingLane lane, Report report, Invocation invocation) throws InterruptedException {
        if (report instanceof Report.Refused refused) {
            return Words.refused(refused.code(), refused.reason());
        }
        if (report instanceof Report.Unknown unknown) {
            return unknown(lane, unknown);
        }
        TrackedOrder sent = ((Report.Done) report).order();
        boolean immediate = Words.immediate(sent.request());
        Optional<TrackedOrder> looked = immediate ? ending.await(sent.id(), lane.settled(sent.number()), invocation::err)
                : Words.await(lane.agreed(sent.number()), look);
        TrackedOrder order = looked.orElseGet(() -> lane.snapshot().orders().stream().filter(now -> now.number() == sent.number())
                .findFirst().orElse(sent));
        return new Answer(Exit.OK, OrderText.json(lane.lane(), order), List.of(Lines.of(OrderText.words(order), OrderText.where(order))),
                !immediate || looked.isPresent() ? List.of() : List.of("The venue has " + sent.id() + "; how much of it was filled is not "
                        + "confirmed yet. Do not repeat it; 'story " + sent.id() + "' shows how it goes on."));
    }

    private static Answer unknown(TradingLane lane, Report.Unknown unknown) {
        String id = unknown.order().id();
        return new Answer(Exit.SOME, OrderText.json(lane.lane(), unknown.order()), List.of(Lines.of(id)), List.of("Nobody knows yet whether the venue took "
                + id + ": " + unknown.reason() + " It is being found out; do not repeat it. 'story " + id + "' shows how it goes on. [" + unknown.code() + "]"));
    }
}
