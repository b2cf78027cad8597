package io.nija.trading.internal.book;

import java.math.BigDecimal;
import java.time.Instant;

import io.nija.order.OrderView;
import io.nija.order.Trade;
import io.nija.trading.internal.order.Intent;

/**
 * What a lane writes down; its state is the fold of these and of nothing else. Each stands in the journal before
 * anything that follows from it leaves this process.
 */
public sealed interface Fact {

    /** When it was written, by this machine's clock. */
    Instant at();

    /** How a command ended. */
    enum Ending { CONFIRMED, REFUSED, UNKNOWN }

    /** An order is about to be sent. */
    record Intended(Intent intent) implements Fact {
        @Override
        public Instant at() {
            return intent.at();
        }
    }

    /** An order was refused before anything was sent; it has no intent. */
    record Denied(String what, String code, String reason, String by, String reference, Instant at) implements Fact {}

    /** The intent is on disk, and it was not sent and will not be. */
    record Withheld(long number, String code, String reason, Instant at) implements Fact {}

    /** The answer to a placement. */
    record Answered(long number, Ending ending, String venueOrderId, String code, String reason, Instant at) implements Fact {}

    /** The venue shows the order like this. */
    record Seen(long number, OrderView view, Instant at) implements Fact {}

    /** It was looked for everywhere: it is proven that the venue does not have it. */
    record FoundAbsent(long number, Instant at) implements Fact {}

    /** A person says what became of an order that the venue cannot tell of. */
    record Settled(long number, String by, String reason, Instant at) implements Fact {}

    /** A cancel is about to be sent. */
    record CancelIntended(long number, String by, String reason, Instant at) implements Fact {}

    /** The answer to a cancel. */
    record CancelAnswered(long number, Ending ending, String code, String reason, Instant at) implements Fact {}

    /** A change is about to be sent; what is null stays. */
    record AmendIntended(long number, BigDecimal quantity, BigDecimal limit, BigDecimal stop, Instant deadline, String by, Instant at)
            implements Fact {}

    /** The answer to a change. */
    record AmendAnswered(long number, Ending ending, String code, String reason, Instant at) implements Fact {}

    /**
     * A fill, once per venue trade id.
     *
     * @param number of which order of ours; 0 for somebody else's
     */
    record Filled(long number, Trade trade, Instant at) implements Fact {}

    /** All trades up to {@code upTo}, by the venue's clock, are in the journal. */
    record Marked(Instant upTo, Instant at) implements Fact {}

    /** A person took over an order with our prefix that the journal did not know. */
    record Adopted(Intent intent, OrderView view, String by, Instant at) implements Fact {}
}
