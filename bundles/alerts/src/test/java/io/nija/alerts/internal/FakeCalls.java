package io.nija.alerts.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.nija.alerts.internal.sink.Calls;
import io.nija.alerts.internal.sink.Delivery;
import io.nija.alerts.internal.sink.Exchange;

import okio.Buffer;

/** Calls that are answered at once, on the caller's thread, as the test says; without a word they arrive. */
final class FakeCalls implements Calls {

    /** One call. */
    record Call(String method, String address, String title, String body) {}

    final List<Call> made = new ArrayList<>();
    final Deque<Delivery> answers = new ArrayDeque<>();
    private CompletableFuture<Delivery> held;
    private Delivery heldAnswer;
    boolean hold;

    @Override
    public CompletionStage<Delivery> submit(String variable, Duration limit, Function<Exchange, Delivery> work) {
        Delivery delivery = work.apply((named, request) -> {
            Buffer body = new Buffer();
            try {
                if (request.body() != null) {
                    request.body().writeTo(body);
                }
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            made.add(new Call(request.method(), request.url().toString(), request.header("Title"), body.readUtf8()));
            return answers.isEmpty() ? new Delivery.Arrived() : answers.poll();
        });
        if (hold) {
            held = new CompletableFuture<>();
            heldAnswer = delivery;
            return held;
        }
        return CompletableFuture.completedFuture(delivery);
    }

    /** The held call is answered. */
    void release() {
        hold = false;
        held.complete(heldAnswer);
    }

    void fail(int times) {
        for (int i = 0; i < times; i++) {
            answers.add(new Delivery.Failed("SINK_FAILED", "The address in NIJA_ALERT_URL answered 500.", "", null));
        }
    }

    List<String> titles() {
        return made.stream().map(Call::title).toList();
    }
}
