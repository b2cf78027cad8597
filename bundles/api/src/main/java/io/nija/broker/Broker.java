package io.nija.broker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.nija.account.BrokerId;
import io.nija.account.Mode;
import io.nija.credentials.KeyFormat;
import io.nija.market.InstrumentBook;
import io.nija.market.MarketEvent;
import io.nija.market.Quote;
import io.nija.market.Symbol;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A broker bundle's description of itself: one service per broker, with the service property
 * {@value #BROKER}. Its sessions are components that require a factory configuration of {@link #sessionPid()}
 * and, if it {@linkplain #needsKeys() needs keys}, a {@link io.nija.credentials.Credentials} service of their lane.
 */
@ProviderType
public interface Broker {

    /** Service property of brokers, sessions and credentials: the broker's id. */
    String BROKER = "broker";

    /** Service property of sessions and credentials: the account's id. */
    String ACCOUNT = "account";

    /** The broker's id, for example {@code kraken}. */
    BrokerId id();

    /** As its customers call it, for example {@code Kraken}. */
    String displayName();

    /** What whoever looks at its lanes should know of it, in one sentence; empty when there is nothing to say. */
    default Optional<String> remark() {
        return Optional.empty();
    }

    /** What its keys look like; the check itself is done where the keys are. Not asked where none are needed. */
    KeyFormat keyFormat();

    /**
     * Whether its lanes need keys. Where they need none nobody looks for any, and its session component requires only the
     * configuration of {@link #sessionPid()}.
     */
    default boolean needsKeys() {
        return true;
    }

    /** {@link Mode#SANDBOX} or {@link Mode#PAPER} when that is what this broker is, whatever a file says; else {@link Mode#OBSERVE}. */
    Mode forcedMode();

    /** The rules of its instruments; does no I/O: it is read in the background. */
    Observation<InstrumentBook> instruments();

    /**
     * The best levels of an instrument's book, read now or less than a second ago. Public: it uses no account's budget, and
     * callers share the answer.
     *
     * @param symbol as operators write it
     * @return missing when this broker has no quotes, or the venue did not give one
     */
    default CompletionStage<Observation<Quote>> quote(Symbol symbol) {
        return CompletableFuture.completedFuture(
                new Observation.Missing<>("NO_QUOTES", displayName() + " gives no quotes."));
    }

    /** The lengths of the candles that the venue itself makes; empty when it makes none. */
    default Set<Duration> candleIntervals() {
        return Set.of();
    }

    /**
     * The venue's clock, as far as it is known: this machine's with an offset, or one that goes its own way, when a market is played
     * faster than the world. Empty when this machine's is as good.
     */
    default Optional<InstantSource> clock() {
        return Optional.empty();
    }

    /**
     * The venue's own candles that are closed, oldest first; in an interval that is left out nobody traded. Public: it uses no
     * account's budget.
     *
     * @param interval one of those the venue makes candles of
     * @param from the first one's begin, or the oldest that the venue still gives when that is later
     * @return known up to the time of the answer: all that closed before it, by the venue's clock, is there. Missing when this broker
     *     has no candles of that interval, or the venue did not give them
     */
    default CompletionStage<Observation<List<MarketEvent.Candle>>> candles(Symbol symbol, Duration interval, Instant from) {
        return CompletableFuture.completedFuture(
                new Observation.Missing<>("NO_CANDLES", displayName() + " gives no candles."));
    }

    /**
     * Everybody's trades, oldest first, as many as the venue gives at once. Public: it uses no account's budget.
     *
     * @param from not before this moment of the venue's clock
     * @return known up to the time of the answer, by the venue's clock: all that was traded before it is there
     */
    default CompletionStage<Observation<List<MarketEvent.Traded>>> publicTrades(Symbol symbol, Instant from) {
        return CompletableFuture.completedFuture(
                new Observation.Missing<>("NO_TRADES", displayName() + " gives no trades."));
    }

    /** The factory PID of the session component of a broker, by convention. */
    static String sessionPid(BrokerId broker) {
        return "io.nija.session." + broker;
    }
}
