package io.nija.simulator.internal.stream;

import java.util.List;
import java.util.Map;

import io.nija.simulator.internal.protocol.Json;

/**
 * One subscription of a private channel: it numbers its own messages from 1, without gaps (reference sheet §13). Guarded by
 * the venue's lock.
 */
final class AccountFeed {

    private final Subscriber reader;
    private final String channel;
    private final String account;
    private final boolean every;
    private final boolean counter;
    private long sequence;

    /**
     * A subscription of nothing yet.
     *
     * @param every whether all changes of orders are wanted, or only new, trade, filled, canceled and expired
     * @param counter whether the engine's counter is told with each
     */
    AccountFeed(Subscriber reader, String channel, String account, boolean every, boolean counter) {
        this.reader = reader;
        this.channel = channel;
        this.account = account;
        this.every = every;
        this.counter = counter;
    }

    Subscriber reader() {
        return reader;
    }

    String account() {
        return account;
    }

    boolean every() {
        return every;
    }

    boolean counter() {
        return counter;
    }

    /** A message of this subscription. */
    Message snapshot(List<?> data) {
        return new Message(this, "snapshot", data);
    }

    Message update(Map<String, Object> item) {
        return new Message(this, "update", List.of(item));
    }

    /** A message that waits until its moment is complete: its number is given when it goes. */
    record Message(AccountFeed feed, String type, List<?> data) {

        Message {
            data = List.copyOf(data);
        }

        void send() {
            feed.reader.send(Frame.of(feed.channel, feed.account, Json.map("channel", feed.channel, "type", type,
                    "data", data, "sequence", ++feed.sequence)));
        }
    }
}
