package io.nija.broker.kraken.internal.venue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;

import io.nija.broker.kraken.internal.wire.KrakenJson;
import io.nija.broker.kraken.internal.wire.Reply;
import io.nija.broker.kraken.internal.wire.UnexpectedShape;

import tools.jackson.databind.JsonNode;

/**
 * How far this machine's clock is from the venue's.
 *
 * @param offset venue minus machine
 * @param error the truth is at most this far from {@code offset}: half the round trip, and half a second because the
 *     venue tells whole seconds
 */
public record ClockReading(Duration offset, Duration error) {

    /** Beyond this, deadlines and expiry times would be wrong although they are corrected. */
    public static final Duration TOLERATED = Duration.ofSeconds(30);

    private static final Duration HALF_SECOND = Duration.ofMillis(500);

    /** Reads an answer of {@code Time}. */
    static Reply<ClockReading> of(Reply<JsonNode> reply) {
        if (reply instanceof Reply.Good<JsonNode> good) {
            return reply.read(result -> {
                Instant venue = KrakenJson.instantOrNull(result, "unixtime");
                if (venue == null) {
                    throw new UnexpectedShape("'unixtime' is missing");
                }
                return between(venue, good.at(), good.roundTrip());
            });
        }
        return new Reply.Bad<>(((Reply.Bad<JsonNode>) reply).problem());
    }

    /** The reading when the venue said {@code venue} (a whole second, cut off) in an answer that came at {@code at}. */
    static ClockReading between(Instant venue, Instant at, Duration roundTrip) {
        Instant middle = at.minus(roundTrip.dividedBy(2));
        return new ClockReading(Duration.between(middle, venue.plus(HALF_SECOND)), roundTrip.dividedBy(2).plus(HALF_SECOND));
    }

    /** Whether the difference is small enough to be compensated. */
    public boolean tolerable() {
        return offset.abs().compareTo(TOLERATED) <= 0;
    }

    /** In words: {@code 0.1 s behind Kraken's (± 0.6 s)}. */
    public String words() {
        return seconds(offset.abs()) + " s " + (offset.isNegative() ? "ahead of" : "behind") + " Kraken's (± "
                + seconds(error) + " s)";
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).setScale(1, RoundingMode.HALF_UP).toPlainString();
    }
}
