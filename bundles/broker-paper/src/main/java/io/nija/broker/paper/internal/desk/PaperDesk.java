package io.nija.broker.paper.internal.desk;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import io.nija.account.LaneId;
import io.nija.broker.Balance;
import io.nija.broker.Capabilities;
import io.nija.broker.Fees;
import io.nija.broker.LedgerEntry;
import io.nija.broker.Observation;
import io.nija.broker.OrderDesk;
import io.nija.broker.Outcome;
import io.nija.broker.Sighting;
import io.nija.broker.paper.internal.market.Failures;
import io.nija.broker.paper.internal.market.MarketTimes;
import io.nija.broker.paper.internal.market.PaperMarket;
import io.nija.exchange.market.PairRule;
import io.nija.exchange.venue.Account;
import io.nija.exchange.venue.Book;
import io.nija.exchange.venue.Input;
import io.nija.exchange.venue.Order;
import io.nija.exchange.venue.Refused;
import io.nija.exchange.venue.TradeRow;
import io.nija.exchange.venue.LedgerRow;
import io.nija.exchange.venue.Venue;
import io.nija.market.Symbol;
import io.nija.order.Amendment;
import io.nija.order.OrderKey;
import io.nija.order.OrderRequest;
import io.nija.order.OrderView;
import io.nija.order.Placement;
import io.nija.order.Trade;
import io.nija.order.Validation;
import io.nija.platform.TimeSource;

/**
 * Orders of one paper account. A command is on its way for the market's latency and then happens or does not, in this process:
 * there is no answer that could be lost. Thread-safe.
 */
public final class PaperDesk implements OrderDesk {

    /** After a deadline nothing is on its way any more. */
    private static final Duration SURELY = Duration.ofMillis(250);

    private final LaneId lane;
    private final PaperMarket market;
    private final TimeSource time;
    private final BooleanSupplier closed;

    /** @param closed whether the session was closed */
    public PaperDesk(LaneId lane, PaperMarket market, TimeSource time, BooleanSupplier closed) {
        this.lane = lane;
        this.market = market;
        this.time = time;
        this.closed = closed;
    }

    @Override
    public Capabilities capabilities() {
        return Tickets.CAPABILITIES;
    }

    @Override
    public Optional<Outcome.Refused<OrderKey>> objection(OrderRequest order) {
        return Tickets.never(order);
    }

    @Override
    public CompletionStage<Outcome<OrderKey>> place(Placement placement) {
        Optional<Outcome.Refused<OrderKey>> never = Tickets.never(placement.order());
        if (never.isPresent()) {
            return CompletableFuture.completedFuture(never.get());
        }
        return command(placement.deadline(), open -> {
            Venue venue = open.venue();
            Account account = venue.account(id());
            // Two of one id would be two orders of one intent.
            account.checkClientId(placement.clientOrderId());
            Book book = book(venue, placement.order().symbol());
            Order placed = venue.apply(new Input.Place(id(), List.of(Tickets.ticket(venue, book, placement.order(), placement.clientOrderId(),
                    open.times())))).get(0).order();
            return new OrderKey(placement.clientOrderId(), placed.id());
        });
    }

    @Override
    public CompletionStage<Outcome<OrderKey>> amend(Amendment amendment) {
        return command(amendment.deadline(), open -> {
            Order order = resting(open.venue(), amendment.order());
            open.venue().apply(new Input.Amend(id(), order.id(), Tickets.change(open.venue(), order, amendment)));
            return new OrderKey(order.ticket().clientId(), order.id());
        });
    }

    @Override
    public CompletionStage<Outcome<OrderKey>> cancel(OrderKey key) {
        return command(null, open -> {
            Order order = resting(open.venue(), key);
            open.venue().apply(new Input.Cancel(id(), List.of(order.id())));
            return new OrderKey(order.ticket().clientId(), order.id());
        });
    }

    /** Whether the exchange would take an order now. */
    public CompletionStage<Outcome<Validation>> validate(OrderRequest order) {
        Optional<Outcome.Refused<OrderKey>> never = Tickets.never(order);
        if (never.isPresent()) {
            return CompletableFuture.completedFuture(new Outcome.Refused<>(never.get().code(), never.get().reason()));
        }
        return command(null, open -> {
            Venue venue = open.venue();
            Book book = book(venue, order.symbol());
            venue.trading().checkFunds(venue.account(id()), Tickets.ticket(venue, book, order, null, open.times()));
            return new Validation(order.side().name().toLowerCase(java.util.Locale.ROOT) + " " + order.quantity().toPlainString() + " " + order.symbol()
                    + " at " + order.type().words());
        });
    }

    /** Something that the exchange may refuse. */
    private interface Command<T> {
        T apply(PaperMarket.Open open) throws Refused;
    }

    private <T> CompletionStage<Outcome<T>> command(Instant deadline, Command<T> command) {
        if (closed.getAsBoolean()) {
            return CompletableFuture.completedFuture(new Outcome.Refused<>("SESSION_CLOSED", "The session was closed."));
        }
        return market.<Outcome<T>>ask(market.settings().latency(), open -> {
            if (closed.getAsBoolean()) {
                return new Outcome.Refused<>("SESSION_CLOSED", "The session was closed while it was on its way; it never arrived.");
            }
            if (Tickets.passed(deadline, time.instant())) {
                return new Outcome.Refused<>("DEADLINE_PASSED", "Its deadline " + deadline + " passed before it arrived.");
            }
            try {
                return new Outcome.Confirmed<>(command.apply(open));
            } catch (Refused refused) {
                return Tickets.refusal(refused);
            } catch (UncheckedIOException notWritten) {
                // What cannot be remembered did not happen.
                return new Outcome.Refused<>("PAPER_NOT_REMEMBERED", "What the paper market does cannot be written: "
                        + notWritten.getCause().getMessage() + ".");
            }
        }).exceptionally(failed -> Failures.cause(failed) instanceof java.io.IOException
                // There is no market, so there was none that could have taken it.
                ? new Outcome.Refused<>("PAPER_MARKET_BROKEN", Failures.words(failed))
                : new Outcome.Unknown<>("PAPER_MARKET_FAILED", Failures.words(failed)));
    }

    private String id() {
        return lane.account().value();
    }

    private static Book book(Venue venue, Symbol symbol) throws Refused {
        PairRule rule = venue.listing().pair(symbol.toString()).orElseThrow(() -> new Refused("EQuery:Unknown asset pair"));
        return venue.book(rule);
    }

    private Order resting(Venue venue, OrderKey key) throws Refused {
        return known(venue, key).filter(order -> order.status().live()).orElseThrow(() -> new Refused("EOrder:Unknown order"));
    }

    private Optional<Order> known(Venue venue, OrderKey key) {
        Account account = venue.account(id());
        if (key.venueOrderId() != null) {
            return account.order(key.venueOrderId());
        }
        return account.openOrderOf(key.clientOrderId()).or(() -> account.closedOrders().newestFirst()
                .filter(order -> Objects.equals(order.ticket().clientId(), key.clientOrderId())).findFirst());
    }

    @Override
    public CompletionStage<Observation<Sighting>> find(OrderKey order, Instant sentAt, Instant deadline) {
        return read(open -> known(open.venue(), order).<Sighting>map(found -> new Sighting.Found(views(open).order(found)))
                .orElseGet(() -> time.instant().isAfter(deadline.plus(SURELY)) ? new Sighting.Absent()
                        : new Sighting.TooEarly(deadline.plus(SURELY).plusMillis(1))));
    }

    @Override
    public CompletionStage<Observation<List<OrderView>>> restingOrders() {
        return read(open -> open.venue().account(id()).openOrders().stream().map(views(open)::order).toList());
    }

    @Override
    public CompletionStage<Observation<List<OrderView>>> orders(List<String> venueOrderIds) {
        return read(open -> venueOrderIds.stream().flatMap(id -> open.venue().account(id()).order(id).stream()).map(views(open)::order).toList());
    }

    /** Orders that ended, newest first. */
    public CompletionStage<Observation<List<OrderView>>> closedOrders(int limit) {
        return read(open -> open.venue().account(id()).closedOrders().newestFirst().limit(limit).map(views(open)::order).toList());
    }

    @Override
    public CompletionStage<Observation<List<Trade>>> trades(Instant from) {
        return read(open -> {
            Account account = open.venue().account(id());
            MarketTimes times = open.times();
            List<Trade> trades = new ArrayList<>();
            for (TradeRow row : since(account.trades().newestFirst().iterator(), from, each -> times.machine(each.time()))) {
                trades.add(views(open).trade(row, account.order(row.order()).orElse(null)));
            }
            trades.sort(Comparator.comparing(Trade::at));
            return List.copyOf(trades);
        });
    }

    @Override
    public CompletionStage<Observation<List<LedgerEntry>>> ledger(Instant from) {
        return read(open -> {
            List<LedgerEntry> entries = new ArrayList<>();
            for (LedgerRow row : since(open.venue().account(id()).ledger().newestFirst().iterator(), from, each -> open.times().machine(each.time()))) {
                entries.add(views(open).entry(row));
            }
            return List.copyOf(entries);
        });
    }

    /** Oldest first. */
    private static <R> List<R> since(java.util.Iterator<R> newestFirst, Instant from, Function<R, Instant> at) {
        java.util.ArrayDeque<R> found = new java.util.ArrayDeque<>();
        while (newestFirst.hasNext()) {
            R row = newestFirst.next();
            if (at.apply(row).isBefore(from)) {
                break;
            }
            found.addFirst(row);
        }
        return List.copyOf(found);
    }

    @Override
    public CompletionStage<Observation<List<Balance>>> balancesNow() {
        return read(open -> views(open).balances(open.venue().account(id())));
    }

    @Override
    public CompletionStage<Observation<Fees>> fees(Symbol symbol) {
        Optional<PairRule> rule = market.instruments().rule(symbol);
        if (rule.isEmpty()) {
            return CompletableFuture.completedFuture(new Observation.Missing<>("PAPER_UNKNOWN_PAIR", "The paper market has no instrument " + symbol + "."));
        }
        return read(open -> {
            var volume = open.venue().account(id()).turnover(open.venue().time());
            return new Fees(rule.get().fees().percent(volume, false), rule.get().fees().percent(volume, true));
        });
    }

    private Views views(PaperMarket.Open open) {
        return new Views(lane, open.times());
    }

    private <T> CompletionStage<Observation<T>> read(Function<PaperMarket.Open, T> what) {
        if (closed.getAsBoolean()) {
            return CompletableFuture.completedFuture(new Observation.Missing<>("SESSION_CLOSED", "The session was closed."));
        }
        return market.<Observation<T>>ask(open -> new Observation.Known<>(what.apply(open), time.instant()))
                .exceptionally(failed -> new Observation.Missing<>("PAPER_MARKET_BROKEN", Failures.words(failed)));
    }
}
