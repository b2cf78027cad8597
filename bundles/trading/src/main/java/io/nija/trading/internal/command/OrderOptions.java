package io.nija.trading.internal.command;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.nija.command.CommandException;
import io.nija.command.CommandSpec.Domain;
import io.nija.command.CommandSpec.Option;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.market.Symbol;
import io.nija.order.OrderDetails;
import io.nija.order.OrderDetails.Fee;
import io.nija.order.OrderDetails.SelfTrade;
import io.nija.order.OrderDetails.Trail;
import io.nija.order.OrderDetails.TriggeredBy;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.Side;
import io.nija.order.TimeInForce;

/** How a person says what kind of order it is: the options of {@code order}, and the order they describe. */
final class OrderOptions {

    private static final Option LIMIT = new Option("--limit", "PRICE", "the limit price; without it a market order", Domain.TEXT);
    private static final Option STOP = new Option("--stop", "PRICE", "wait for this price", Domain.TEXT);
    private static final Option PROFIT = new Option("--take-profit", "PRICE", "wait for this better price", Domain.TEXT);
    private static final Option TRAIL = new Option("--trail", "DISTANCE", "a stop that follows the price by so much, such as 50 or 2%", Domain.TEXT);
    private static final Option TRAIL_LIMIT = new Option("--trail-limit", "DISTANCE", "with --trail: how far beyond the trigger the limit is",
            Domain.TEXT);
    private static final Option TRIGGER = new Option("--trigger", "WHAT", "whose price triggers it: last (trade) or index", Domain.TEXT);
    private static final Option ICEBERG = new Option("--iceberg", "QUANTITY", "show only so much of a limit order", Domain.TEXT);
    private static final Option TIF = new Option("--tif", "TIF", "how long: gtc (until cancelled), ioc or fok", Domain.TEXT);
    private static final Option UNTIL = new Option("--until", "TIME", "until then, such as 2026-12-31T17:00:00Z", Domain.TEXT);
    private static final Option POST_ONLY = Option.flag("--post-only", "refuse rather than take");
    private static final Option SELF = new Option("--self-trade", "WHICH",
            "which order ends when it would trade with one of the same account: newest, oldest or both", Domain.TEXT);
    private static final Option FEE = new Option("--fee", "ASSET", "in which asset the fee is wanted: base or quote", Domain.TEXT);

    private OrderOptions() {}

    /** With those that say nothing of the kind of order. */
    static List<Option> with(Option... others) {
        List<Option> all = new ArrayList<>(List.of(LIMIT, STOP, PROFIT, TRAIL, TRAIL_LIMIT, TRIGGER, ICEBERG, TIF, UNTIL, POST_ONLY, SELF, FEE));
        all.addAll(List.of(others));
        return List.copyOf(all);
    }

    static OrderRequest order(Invocation invocation, Symbol symbol) throws CommandException {
        String side = invocation.required("SIDE").toUpperCase(Locale.ROOT);
        if (!side.equals("BUY") && !side.equals("SELL")) {
            throw usage("An order says buy or sell; '" + invocation.required("SIDE") + "' is neither.");
        }
        BigDecimal quantity = Words.positive("QUANTITY", invocation.required("QUANTITY"));
        BigDecimal limit = Words.positive(invocation, LIMIT.name());
        BigDecimal stop = Words.positive(invocation, STOP.name());
        BigDecimal profit = Words.positive(invocation, PROFIT.name());
        BigDecimal shown = Words.positive(invocation, ICEBERG.name());
        if ((stop == null ? 0 : 1) + (profit == null ? 0 : 1) + (invocation.has(TRAIL.name()) ? 1 : 0) + (shown == null ? 0 : 1) > 1) {
            throw usage("An order has one of --stop, --take-profit, --trail and --iceberg, not several.");
        }
        if (invocation.has(UNTIL.name()) && invocation.has(TIF.name())) {
            throw usage("--until says how long already; leave --tif out.");
        }
        try {
            Instant until = until(invocation);
            OrderDetails details = new OrderDetails(shown, trail(invocation),
                    one(invocation, TRIGGER, TriggeredBy.LAST, List.of("last", "index"), TriggeredBy.values()),
                    one(invocation, SELF, SelfTrade.CANCEL_NEWEST, List.of("newest", "oldest", "both"), SelfTrade.values()),
                    one(invocation, FEE, Fee.USUAL, List.of("usual", "base", "quote"), Fee.values()));
            return new OrderRequest(symbol, Side.valueOf(side), type(limit, stop, profit, details), quantity, limit, stop != null ? stop : profit,
                    until != null ? TimeInForce.GTD : tif(invocation), until, invocation.has(POST_ONLY.name()), details);
        } catch (IllegalArgumentException contradictory) {
            throw usage(contradictory.getMessage());
        }
    }

    private static OrderType type(BigDecimal limit, BigDecimal stop, BigDecimal profit, OrderDetails details) {
        if (details.trail() != null) {
            return details.trail().limit() != null ? OrderType.TRAILING_STOP_LIMIT : OrderType.TRAILING_STOP;
        }
        if (details.display() != null) {
            return OrderType.ICEBERG;
        }
        if (stop != null) {
            return limit != null ? OrderType.STOP_LOSS_LIMIT : OrderType.STOP_LOSS;
        }
        if (profit != null) {
            return limit != null ? OrderType.TAKE_PROFIT_LIMIT : OrderType.TAKE_PROFIT;
        }
        return limit != null ? OrderType.LIMIT : OrderType.MARKET;
    }

    private static Trail trail(Invocation invocation) throws CommandException {
        Optional<String> text = invocation.option(TRAIL.name());
        BigDecimal limit = Words.positive(invocation, TRAIL_LIMIT.name());
        if (text.isEmpty()) {
            if (limit != null) {
                throw usage("--trail-limit goes with --trail.");
            }
            return null;
        }
        boolean percent = text.get().endsWith("%");
        String number = percent ? text.get().substring(0, text.get().length() - 1) : text.get();
        return new Trail(Words.positive(TRAIL.name(), number), percent, limit);
    }

    private static Instant until(Invocation invocation) throws CommandException {
        Optional<String> text = invocation.option(UNTIL.name());
        try {
            return text.map(Instant::parse).orElse(null);
        } catch (DateTimeException unreadable) {
            throw usage("--until is a time such as 2026-12-31T17:00:00Z; '" + text.orElse("") + "' is not.");
        }
    }

    private static TimeInForce tif(Invocation invocation) throws CommandException {
        String text = invocation.option(TIF.name()).orElse("gtc");
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "gtc" -> TimeInForce.GTC;
            case "ioc" -> TimeInForce.IOC;
            case "fok" -> TimeInForce.FOK;
            default -> throw usage("--tif is gtc, ioc or fok; '" + text + "' is not.");
        };
    }

    private static <E> E one(Invocation invocation, Option option, E usual, List<String> words, E[] values) throws CommandException {
        Optional<String> text = invocation.option(option.name());
        if (text.isEmpty()) {
            return usual;
        }
        int place = words.indexOf(text.get().toLowerCase(Locale.ROOT));
        if (place < 0) {
            throw usage(option.name() + " is one of " + String.join(", ", words) + "; '" + text.get() + "' is not.");
        }
        return values[place];
    }

    private static CommandException usage(String sentence) {
        return new CommandException(Exit.USAGE, sentence);
    }
}
