package io.nija.simulator.internal.fault;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** What goes wrong. {@link #toString()} of each is how it is asked for. */
public sealed interface FaultAction {

    /** Waiting: a random time between both, in milliseconds. */
    record Delay(long least, long most) implements FaultAction {
        @Override
        public String toString() {
            return least == most ? "delay(" + least + ")" : "delay(" + least + ".." + most + ")";
        }
    }

    /** The connection is closed without an answer. */
    record Drop() implements FaultAction {
        @Override
        public String toString() {
            return "drop";
        }
    }

    /** The connection is reset. */
    record Reset() implements FaultAction {
        @Override
        public String toString() {
            return "reset";
        }
    }

    /** No answer, while the connection stays open. */
    record Hang() implements FaultAction {
        @Override
        public String toString() {
            return "hang";
        }
    }

    /** The body trickles. */
    record Slow(int bytesPerSecond) implements FaultAction {
        @Override
        public String toString() {
            return "slow(" + bytesPerSecond + ")";
        }
    }

    /** A gateway's answer: an HTTP status with a page; {@code retryAfter} in seconds, 0 for none. */
    record Status(int status, int retryAfter) implements FaultAction {
        @Override
        public String toString() {
            return "status(" + status + (retryAfter == 0 ? "" : "," + retryAfter) + ")";
        }
    }

    /** A page of HTML instead of JSON, with that HTTP status. */
    record Html(int status) implements FaultAction {
        @Override
        public String toString() {
            return "html(" + status + ")";
        }
    }

    /** Half of the JSON, in a complete HTTP response. */
    record Truncate() implements FaultAction {
        @Override
        public String toString() {
            return "truncate";
        }
    }

    /** Half of the body, then the connection is closed. */
    record Cut() implements FaultAction {
        @Override
        public String toString() {
            return "cut";
        }
    }

    /** These errors in the protocol's envelope. */
    record Errors(List<String> errors) implements FaultAction {

        public Errors {
            errors = List.copyOf(errors);
        }

        @Override
        public String toString() {
            return "error(" + String.join("|", errors) + ")";
        }
    }

    /** The exchange's clock is wrong for this call. */
    record Skew(Duration by) implements FaultAction {
        @Override
        public String toString() {
            return "skew(" + by.toSeconds() + ")";
        }
    }

    /** The exchange is gone for a while: nothing listens, all connections are reset. */
    record Gone(Duration duration) implements FaultAction {
        @Override
        public String toString() {
            return "gone(" + duration.toSeconds() + ")";
        }
    }

    /** A frame of a stream is lost. */
    record Gap() implements FaultAction {
        @Override
        public String toString() {
            return "gap";
        }
    }

    /** A frame comes twice. */
    record Duplicate() implements FaultAction {
        @Override
        public String toString() {
            return "duplicate";
        }
    }

    /** A frame comes after the one behind it. */
    record Reorder() implements FaultAction {
        @Override
        public String toString() {
            return "reorder";
        }
    }

    /** In place of a book's frame comes a whole book whose bid is above its ask, with the checksum that belongs to it. */
    record Crossed() implements FaultAction {
        @Override
        public String toString() {
            return "crossed";
        }
    }

    /** A book's frame has a wrong checksum. */
    record Checksum() implements FaultAction {
        @Override
        public String toString() {
            return "checksum";
        }
    }

    /** A frame with plain text comes before. */
    record Text(String text) implements FaultAction {

        /** What a proxy in front of the real exchange is known to say. */
        public static final String PROXY = "CloudFlare WebSocket proxy restarting";

        @Override
        public String toString() {
            return text.equals(PROXY) ? "text" : "text(" + text + ")";
        }
    }

    /** The socket stays open, and what would be sent is lost for a while. */
    record Silence(Duration duration) implements FaultAction {
        @Override
        public String toString() {
            return "silence(" + duration.toSeconds() + ")";
        }
    }

    /** The other end is gone and nobody says so: nothing is read, nothing is sent, the socket stays open. */
    record HalfOpen() implements FaultAction {
        @Override
        public String toString() {
            return "halfopen";
        }
    }

    /** The socket is closed with a code. */
    record Close(int code) implements FaultAction {
        @Override
        public String toString() {
            return "close(" + code + ")";
        }
    }

    /** All sockets are reset, and for a while each new one soon after it was opened. */
    record Storm(Duration duration) implements FaultAction {
        @Override
        public String toString() {
            return "storm(" + duration.toSeconds() + ")";
        }
    }

    /** Not a spoilt answer but something that happens at the exchange; the call it strikes goes on. */
    sealed interface Happening extends FaultAction {

        /** In place of an account: the one whose call it is. */
        String CALLER = "caller";
    }

    /** Money arrives. */
    record Deposit(String account, String asset, BigDecimal amount) implements Happening {
        @Override
        public String toString() {
            return "deposit(" + account + "," + asset + "," + amount.toPlainString() + ")";
        }
    }

    /** A balance changes by an amount that no order explains. */
    record Balance(String account, String asset, BigDecimal amount) implements Happening {
        @Override
        public String toString() {
            return "balance(" + account + "," + asset + "," + amount.toPlainString() + ")";
        }
    }

    /** The account's owner places an order at the screen: at a limit, or at the market when {@code price} is null. */
    record HumanOrder(String account, boolean buys, String pair, BigDecimal volume, BigDecimal price)
            implements Happening {
        @Override
        public String toString() {
            return "order(" + account + "," + (buys ? "buy," : "sell,") + pair + "," + volume.toPlainString()
                    + (price == null ? "" : "," + price.toPlainString()) + ")";
        }
    }

    /** The tokens of an account are worth nothing any more, those in use too. */
    record Expire(String account) implements Happening {
        @Override
        public String toString() {
            return "expire(" + account + ")";
        }
    }

    /** What a pair's base asset is worth jumps by so many percent. */
    record Jump(String pair, BigDecimal percent) implements Happening {
        @Override
        public String toString() {
            return "jump(" + pair + "," + percent.toPlainString() + ")";
        }

        /** Parts per million. */
        public long perMillion() {
            return percent.movePointRight(4).longValueExact();
        }
    }
}
