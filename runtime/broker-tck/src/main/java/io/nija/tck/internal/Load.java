package io.nija.tck.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.nija.broker.Outcome;
import io.nija.order.OrderRequest;
import io.nija.order.Validation;

/** Calls of an account without a pause, until it is ended. */
final class Load implements AutoCloseable {

    private final Bench bench;
    private final OrderRequest order;
    private final List<String> failed = Collections.synchronizedList(new ArrayList<>());
    private final Thread thread;
    private volatile boolean over;
    private volatile int answered;

    Load(Bench bench) throws Exception {
        this.bench = bench;
        order = bench.resting();
        thread = new Thread(this::call, "broker-tck load");
        thread.start();
    }

    private void call() {
        while (!over) {
            try {
                Outcome<Validation> outcome = Check.get(bench.session().validate(order), "a call of the load");
                if (outcome instanceof Outcome.Confirmed) {
                    answered++;
                } else {
                    failed.add(outcome.toString());
                }
            } catch (Exception | AssertionError trouble) {
                failed.add(trouble.toString());
            }
        }
    }

    /** Ends it; fails when a call did. */
    String end() throws InterruptedException {
        close();
        Check.same(List.of(), List.copyOf(failed), "the calls of " + bench.lane + " that failed");
        Check.that(answered > 0, "no call of " + bench.lane + " was made; the case shows nothing");
        return answered + " calls of " + bench.lane + " answered";
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        thread.join();
    }
}
