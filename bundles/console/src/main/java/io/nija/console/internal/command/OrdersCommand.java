package io.nija.console.internal.command;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

import io.nija.account.LaneId;
import io.nija.broker.BrokerSession;
import io.nija.broker.Observation;
import io.nija.broker.Observation.Known;
import io.nija.command.Answer;
import io.nija.command.Answer.Table;
import io.nija.command.Command;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Domain;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Option;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Invocation;
import io.nija.console.internal.language.Usage;
import io.nija.console.internal.lanes.InstalledBrokers;
import io.nija.console.internal.lanes.LaneChoice;
import io.nija.console.internal.lanes.Sessions;
import io.nija.console.internal.render.Ages;
import io.nija.order.OrderView;
import io.nija.order.OwnOrders;
import io.nija.order.OwnOrders.OwnOrder;
import io.nija.status.Board;
import io.nija.status.LaneStatus;
import io.nija.status.StatusModel;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** {@code orders}: what rests at the venues, and with {@code --all} what ended there. */
@Component
public final class OrdersCommand implements Command {

    private static final Option ALL = Option.flag("--all", "the closed ones too; asks the venue");
    private static final Option STRATEGY = new Option("--strategy", "STRATEGY", "only orders of this strategy", Domain.TEXT);
    /** How many closed orders a lane is asked for: one page at Kraken. */
    private static final int CLOSED = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final CommandSpec SPEC = new CommandSpec("orders", "the orders that rest at the venues",
            "NIJA's own with their ids and states, those of another NIJA's that were adopted or are orphaned ('adopt' takes them in), and others', as last read from the venue; what could not be read is told on standard error, with exit "
                    + "code 1 (some) or 2 (none). --all also asks the venue for the newest " + CLOSED + " that ended.",
            List.of(), List.of(ALL, LaneChoice.ACCOUNT, LaneChoice.BROKER, LaneChoice.SYMBOL, STRATEGY),
            Where.RUNNING, Effect.READS, true, List.of("orders", "orders --all --account master --symbol BTC/USD"));

    private final StatusModel status;
    private final Sessions sessions;
    private final InstalledBrokers brokers;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
    volatile OwnOrders own;

    @Activate
    public OrdersCommand(@Reference StatusModel status, @Reference Sessions sessions, @Reference InstalledBrokers brokers) {
        this.status = status;
        this.sessions = sessions;
        this.brokers = brokers;
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws Usage, InterruptedException {
        Board board = status.board();
        Predicate<LaneId> wanted = LaneChoice.filter(board, brokers, invocation);
        Readings<List<OrderView>> readings = new Readings<>("orders", board.generatedAt());
        Map<LaneId, CompletionStage<Observation<List<OrderView>>>> closed = new LinkedHashMap<>();
        LaneReadings.each(board, wanted, sessions, (lane, session) -> {
            readings.add(lane.toString(), session.openOrders());
            askClosed(invocation.has(ALL.name()), lane, session, closed);
        }, readings);
        Patience patience = new Patience(PATIENCE);
        for (Map.Entry<LaneId, CompletionStage<Observation<List<OrderView>>>> asked : closed.entrySet()) {
            readings.add(asked.getKey().toString(), withoutOpen(patience.observe(asked.getValue())));
        }
        List<OwnOrder> orders = withOwn(board, wanted, invocation, readings.map(Readings.Reading::value));
        Optional<String> symbol = invocation.option(LaneChoice.SYMBOL.name());
        if (orders.isEmpty() && symbol.isPresent()) {
            Symbols.require(brokers, symbol.get(), false);
        }
        return new Answer(readings.exit(), readings.document("orders", orders.stream().map(OrdersCommand::json).toList()),
                List.of(new Table(List.of("ORDER", "WHOSE", "ACCOUNT", "BROKER", "SYMBOL", "SIDE", "TYPE", "QUANTITY", "PRICE", "FILLED", "STATE",
                        "CREATED", "VENUE'S ID"), orders.stream().map(this::row).toList())),
                readings.notes());
    }

    private static void askClosed(boolean wanted, LaneId lane, BrokerSession session,
            Map<LaneId, CompletionStage<Observation<List<OrderView>>>> closed) {
        if (wanted) {
            closed.put(lane, session.closedOrders(CLOSED));
        }
    }

    /** A venue may list an order that is just ending in both of its lists; the open one was shown already. */
    private static Observation<List<OrderView>> withoutOpen(Observation<List<OrderView>> closed) {
        if (closed instanceof Known<List<OrderView>> known) {
            return new Known<>(known.value().stream().filter(order -> ended(order)).toList(), known.at());
        }
        return closed;
    }

    private static boolean ended(OrderView order) {
        return switch (order.state()) {
            case FILLED, CANCELED, EXPIRED, OTHER -> true;
            case PENDING, OPEN, PARTIALLY_FILLED -> false;
        };
    }

    /** The venues' orders with what NIJA knows of its own, and its own that no venue shows: in doubt, or ended long ago. */
    private List<OwnOrder> withOwn(Board board, Predicate<LaneId> wanted, Invocation invocation, List<OrderView> shown) {
        OwnOrders known = own;
        List<OwnOrder> mine = new ArrayList<>();
        if (known != null) {
            board.lanes().map(LaneStatus::lane).filter(wanted).forEach(lane -> {
                mine.addAll(known.open(lane));
                if (invocation.has(ALL.name())) {
                    mine.addAll(known.ended(lane, CLOSED));
                }
            });
        }
        List<OwnOrder> orders = new ArrayList<>();
        for (OrderView view : shown) {
            OwnOrder owned = mine.stream().filter(order -> view.venueOrderId().equals(order.view().venueOrderId())
                    && order.view().lane().equals(view.lane())).findFirst().orElse(null);
            if (owned == null) {
                orders.add(new OwnOrder(null, view, view.state() == null ? null : view.state().name(), null));
            } else {
                orders.add(owned);
                mine.remove(owned);
            }
        }
        orders.addAll(mine);
        return orders.stream().filter(order -> matches(order, invocation)).toList();
    }

    private boolean matches(OwnOrder own, Invocation invocation) {
        OrderView order = own.view();
        return invocation.option(STRATEGY.name()).map(strategy -> strategy.equals(own.strategy())).orElse(true)
                && invocation.option(LaneChoice.SYMBOL.name())
                        .map(name -> Symbols.same(brokers, order.lane().broker(), name, order.symbol()))
                        .orElse(true);
    }

    /** Whose it is: NIJA's own, one of another NIJA's that was adopted or waits for it, or somebody else's. */
    private String whose(OwnOrder order) {
        OwnOrders known = own;
        if (order.id() != null) {
            return order.adopted() ? "adopted" : "own";
        }
        return known != null && order.view().venueOrderId() != null && known.orphaned(order.view().lane()).contains(order.view().venueOrderId())
                ? "orphaned" : "others";
    }

    private static Map<String, Object> json(OwnOrder own) {
        OrderView order = own.view();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", own.id());
        json.put("clientOrderId", order.clientOrderId());
        json.put("venueOrderId", order.venueOrderId());
        json.put("account", order.lane().account().value());
        json.put("broker", order.lane().broker().value());
        json.put("symbol", order.symbol());
        json.put("side", order.side() == null ? null : LaneJson.word(order.side()));
        json.put("type", order.type() == null ? null : LaneJson.word(order.type()));
        json.put("quantity", plain(order.quantity()));
        json.put("price", plain(order.price()));
        json.put("filled", plain(order.filled()));
        json.put("averagePrice", plain(order.averagePrice()));
        json.put("state", own.state());
        json.put("strategy", own.strategy());
        json.put("createdAt", order.createdAt());
        json.put("updatedAt", order.updatedAt());
        return json;
    }

    private List<String> row(OwnOrder own) {
        OrderView order = own.view();
        List<String> row = new ArrayList<>();
        row.add(own.id());
        row.add(whose(own));
        row.add(order.lane().account().value());
        row.add(order.lane().broker().value());
        row.add(order.symbol());
        row.add(order.side() == null ? null : LaneJson.word(order.side()));
        row.add(order.type() == null ? null : LaneJson.word(order.type()));
        row.add(plain(order.quantity()));
        row.add(plain(order.price()));
        row.add(plain(order.filled()));
        row.add(own.state());
        row.add(Ages.time(order.createdAt()));
        row.add(order.venueOrderId());
        return row;
    }

    private static String plain(BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }
}
