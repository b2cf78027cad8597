package io.nija.alerts.internal.sink;

import okhttp3.Request;

/** One call, on a thread that may wait. */
public interface Exchange {

    /**
     * Sends a request, once, and waits for the answer.
     *
     * @param variable holds the address; stands in what is said about a failure
     */
    Delivery send(String variable, Request request);
}
