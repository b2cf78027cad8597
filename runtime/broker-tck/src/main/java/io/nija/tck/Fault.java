package io.nija.tck;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

import io.nija.market.Symbol;
import io.nija.order.Side;

/** Something that goes wrong at the venue. */
public sealed interface Fault {

    /** What a call is for. */
    enum Verb {
        PLACE,
        CANCEL,
        AMEND,
        /** Resting orders. */
        RESTING,
        /** Any private call that reads. */
        READ,
        /** Anything else. */
        OTHER
    }

    /** What becomes of a call. */
    enum Harm {
        /** It is not carried out, and no answer comes while the connection stays. */
        REQUEST_LOST,
        /** It is carried out, and no answer comes while the connection stays. */
        ANSWER_LOST,
        /** It is not carried out, and the connection is reset. */
        RESET_BEFORE,
        /** It is carried out, and the connection is reset. */
        RESET_AFTER,
        /** It is not carried out, and a gateway answers with a page of its own and a status of 500 or more. */
        GATEWAY_BEFORE,
        /** It is carried out, and a gateway answers with a page of its own and a status of 500 or more. */
        GATEWAY_AFTER,
        /** It is carried out, and a page comes with status 200. */
        PAGE_AFTER,
        /** It is carried out, and a list of errors comes of which one is a definite refusal and one is not. */
        MIXED_ERRORS,
        /** It is not carried out, and the venue says that it is busy: no definite answer. */
        BUSY
    }

    /** What happens on a private stream. */
    enum StreamHarm {
        /** After the next message nothing comes for half a minute, and what would have come is lost. */
        SILENT,
        /** The next message about an order never comes. */
        LOST_MESSAGE,
        /** The stream ends. */
        CUT,
        /** What the stream was opened with is worth nothing any more, and it ends. */
        TOKEN_DEAD
    }

    /** What happens on a public book. */
    enum BookHarm {
        /** The next change does not lead to the checksum that comes with it. */
        CHECKSUM,
        /** The next change makes the best bid higher than the best ask. */
        CROSSED
    }

    /** The next {@code times} calls of an account. */
    record OnCall(int account, Verb verb, Harm harm, int times) implements Fault {}

    /** The answer to the next call comes late. */
    record LateAnswer(int account, Verb verb, Duration by) implements Fault {}

    /** The next read is answered with "throttled until". */
    record Throttled(int account, Instant until) implements Fault {}

    /** Just before the account's next call of that kind is carried out, somebody trades with its resting order. */
    record TradeFirst(int account, Verb verb, String orderId, BigDecimal quantity) implements Fault {}

    /** On the account's private stream. */
    record OnStream(int account, StreamHarm harm) implements Fault {}

    /** On everybody's book of one instrument; {@code account} is whose case wants it. */
    record OnBook(int account, Symbol symbol, BookHarm harm) implements Fault {}

    /** All streams end, and none can be opened for so long. */
    record Storm(Duration lasts) implements Fault {}
}
