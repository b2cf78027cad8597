package io.nija.broker.kraken.internal.stream;

import java.time.Duration;

/** Opens sockets to one address, with threads of their own. */
public interface StreamSockets {

    /** Begins to open one; returns at once. The listener may be told before this returns. */
    StreamSocket open(StreamSocket.Listener listener);

    /** Ends all sockets and threads; waits no longer than {@code limit}. */
    void close(Duration limit);
}
