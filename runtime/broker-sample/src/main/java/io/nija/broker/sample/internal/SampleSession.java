package io.nija.broker.sample.internal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.nija.account.LaneId;
import io.nija.broker.Balance;
import io.nija.broker.BrokerSession;
import io.nija.broker.Observation;
import io.nija.broker.Outcome;
import io.nija.broker.SessionStatus;
import io.nija.credentials.Credentials;
import io.nija.order.OrderRequest;
import io.nija.order.OrderView;
import io.nija.order.Validation;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;
import io.nija.platform.Workers;
import io.nija.status.Evidence;
import io.nija.status.Step;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * One lane. Declarative Services makes it when the account, its keys and this bundle are there, and takes it down when
 * one of them goes: the configuration names the account, and the reference's target is set to that account's keys.
 */
@Component(configurationPid = "io.nija.session.sample", configurationPolicy = ConfigurationPolicy.REQUIRE, immediate = true,
        service = BrokerSession.class)
public final class SampleSession implements BrokerSession {

    /** What the platform writes. */
    public @interface Lane {
        /** The account's id. */
        String account();

        /** The broker's id. */
        String broker() default "sample";
    }

    /** Evidence older than a minute does not count. */
    private static final Duration RENEW = Duration.ofSeconds(20);

    private final LaneId lane;
    private final Credentials credentials;
    private final TimeSource time;
    private final SerialQueue queue;
    private final Timers.Timer renewal;
    private volatile SessionStatus status = new SessionStatus(List.of(), null, null);
    private volatile boolean closed;

    /** Returns at once: whatever may wait is done on the lane's queue. */
    @Activate
    public SampleSession(Lane config, @Reference(name = "credentials") Credentials credentials, @Reference TimeSource time,
            @Reference Timers timers, @Reference Workers workers) {
        this.lane = LaneId.of(config.account(), config.broker());
        this.credentials = credentials;
        this.time = time;
        queue = workers.serial(lane, "sample");
        renewal = timers.every(RENEW, queue, this::prove);
        queue.execute(this::prove);
    }

    /** Gate, timers, and the queue last; there are no sockets. */
    @Deactivate
    public void stop() {
        closed = true;
        renewal.close();
        queue.close();
    }

    /** Where a real broker asks its venue. The answer of this one is that it could sign, and for whom. */
    private void prove() {
        Instant now = time.instant();
        if (!credentials.lane().equals(lane)) {
            status = new SessionStatus(List.of(Evidence.failed(Step.AUTHENTICATION, now, "WRONG_CREDENTIALS",
                    "The keys handed to this session are those of " + credentials.lane() + ".", "Report this.")), null, null);
            return;
        }
        try {
            int signed = credentials.use(scope -> scope.hmacSha512("hello".getBytes(StandardCharsets.UTF_8)).length);
            status = new SessionStatus(List.of(
                    Evidence.ok(Step.VENUE, now, "The sample has no venue that could be down."),
                    Evidence.ok(Step.AUTHENTICATION, now, "A text was signed with " + signed + " bytes."),
                    Evidence.failed(Step.PERMISSIONS, now, "SAMPLE_READS_ONLY", "The sample cannot trade.",
                            "Nothing is to be done: it is a sample.")), null, null);
        } catch (IllegalStateException withdrawn) {
            status = new SessionStatus(List.of(Evidence.failed(Step.AUTHENTICATION, now, "KEYS_WITHDRAWN",
                    "The keys were withdrawn.", "")), null, null);
        }
    }

    @Override
    public LaneId lane() {
        return lane;
    }

    @Override
    public SessionStatus status() {
        return status;
    }

    @Override
    public CompletionStage<List<Evidence>> verify() {
        CompletableFuture<List<Evidence>> found = new CompletableFuture<>();
        queue.execute(() -> {
            prove();
            found.complete(status.evidence());
        });
        if (closed) {
            found.complete(List.of(Evidence.failed(Step.AUTHENTICATION, time.instant(), "SESSION_CLOSED", "The session was closed.", "")));
        }
        return found;
    }

    @Override
    public void reconnect() {
        queue.execute(this::prove);
    }

    @Override
    public Observation<List<Balance>> balances() {
        return nothing();
    }

    @Override
    public Observation<List<OrderView>> openOrders() {
        return nothing();
    }

    @Override
    public CompletionStage<Observation<List<OrderView>>> closedOrders(int limit) {
        return CompletableFuture.completedFuture(nothing());
    }

    @Override
    public CompletionStage<Outcome<Validation>> validate(OrderRequest order) {
        return CompletableFuture.completedFuture(closed
                ? new Outcome.Refused<>("SESSION_CLOSED", "The session was closed.")
                : new Outcome.Refused<>("SAMPLE_READS_ONLY", "The sample takes no orders."));
    }

    private <T> Observation<T> nothing() {
        return closed ? new Observation.Missing<>("SESSION_CLOSED", "The session was closed.")
                : new Observation.Missing<>("SAMPLE_HAS_NONE", "The sample has no account behind it.");
    }
}
