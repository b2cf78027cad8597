package io.nija.alerts.internal.sink;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Where calls to the outside are made. Thread-safe; nobody waits. */
public interface Calls {

    /**
     * Runs {@code work} on a thread that may wait. The stage never fails, and completes shortly after {@code limit} whatever
     * hangs.
     *
     * @param variable holds the address; stands in what is said about a failure
     */
    CompletionStage<Delivery> submit(String variable, Duration limit, Function<Exchange, Delivery> work);
}
