package io.nija.trading.internal.command;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.nija.account.LaneId;
import io.nija.broker.Observation;
import io.nija.command.Answer;
import io.nija.command.CommandException;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.market.Instrument;
import io.nija.market.InstrumentBook;
import io.nija.order.OrderRequest;
import io.nija.order.TimeInForce;
import io.nija.order.Trade;
import io.nija.trading.internal.TradingFloor;
import io.nija.trading.internal.gate.Known;
import io.nija.trading.internal.lane.TradingLane;

/** An operator's words as the things they mean; what is not understood is a usage error with what would be. */
final class Words {

    /** As long as an amount may be written. */
    private static final int LONGEST = 40;

    /** Stands where a fee's asset would: some venues tell it in their ledger only, later. */
    static final String ASSET_NOT_TOLD = "(asset not told yet)";

    private Words() {}

    /** The lane {@code ACCOUNT/BROKER}. */
    static TradingLane lane(TradingFloor floor, String text) throws CommandException {
        LaneId id;
        try {
            id = LaneId.parse(text);
        } catch (IllegalArgumentException notALane) {
            throw new CommandException(Exit.USAGE, notALane.getMessage());
        }
        return floor.find(id).orElseThrow(() -> new CommandException(Exit.USAGE, "There is no lane '" + id + "'. The lanes are "
                + String.join(", ", floor.known().stream().map(known -> known.id().toString()).sorted().toList()) + "."));
    }

    /** The lane as it is known now. */
    static Known known(TradingFloor floor, LaneId id) throws CommandException {
        return floor.known().stream().filter(known -> known.id().equals(id)).findFirst().orElseThrow(() -> new CommandException(Exit.NONE,
                "The account's file of " + id + " went."));
    }

    /** The instrument known by that name at the lane's venue. */
    static Instrument instrument(Known lane, String name) throws CommandException {
        Observation<InstrumentBook> book = lane.venue().broker().map(broker -> broker.instruments()).orElseThrow(() ->
                new CommandException(Exit.NONE, "The broker of " + lane.id() + " is not here; 'why " + lane.id() + "' says what to do."));
        InstrumentBook read;
        if (book instanceof Observation.Known<InstrumentBook> known) {
            read = known.value();
        } else if (book instanceof Observation.Stale<InstrumentBook> stale) {
            read = stale.value();
        } else {
            throw new CommandException(Exit.NONE, "The instruments of " + lane.id().broker() + " have not been read yet: "
                    + ((Observation.Missing<InstrumentBook>) book).reason() + " Nothing was sent; ask again in a moment.");
        }
        return read.find(name).orElseThrow(() -> new CommandException(Exit.USAGE, "There is no instrument '" + name + "' at "
                + lane.id().broker() + "; 'instruments --broker " + lane.id().broker() + "' lists them."));
    }

    /** A number above zero. */
    static BigDecimal positive(String what, String text) throws CommandException {
        try {
            if (text.length() <= LONGEST && !text.toLowerCase(Locale.ROOT).contains("e")) {
                BigDecimal number = new BigDecimal(text);
                if (number.signum() > 0) {
                    return number;
                }
            }
        } catch (NumberFormatException notANumber) {
            // Said below, as for a number that is not above zero.
        }
        throw new CommandException(Exit.USAGE, what + " is a number above zero, for example 0.001; '" + text + "' is not.");
    }

    /** A number above zero, or null when the option was not given. */
    static BigDecimal positive(Invocation invocation, String option) throws CommandException {
        return invocation.has(option) ? positive(option, invocation.option(option).orElse("")) : null;
    }

    /** Who asks, for the journal. */
    static String by(Invocation invocation) {
        return invocation.caller();
    }

    /** Waits for an answer; empty when it does not come in time. */
    static <T> java.util.Optional<T> await(CompletableFuture<T> answer, Duration limit) throws InterruptedException {
        try {
            return java.util.Optional.ofNullable(answer.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            return java.util.Optional.empty();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    /** A refusal with a stable code: exit {@link Exit#NONE}. */
    static Answer refused(String code, String sentence) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("exit", Exit.NONE);
        error.put("code", code);
        error.put("message", sentence);
        return new Answer(Exit.NONE, Map.of("error", error), List.of(), List.of(sentence + " [" + code + "]"));
    }

    /** A fill's fee in a clause. */
    static String fee(Trade trade) {
        return trade.fee() == null ? "fee not told yet"
                : "fee " + plain(trade.fee()) + " " + (trade.feeCurrency() == null ? ASSET_NOT_TOLD : trade.feeCurrency());
    }

    /** Whether an order trades at once or not at all: it never rests. */
    static boolean immediate(OrderRequest order) {
        return order.timeInForce() == TimeInForce.IOC || order.timeInForce() == TimeInForce.FOK;
    }

    static String plain(BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }

    /** A constant as a word in small letters, with hyphens. */
    static String word(Enum<?> constant) {
        return constant == null ? null : constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
