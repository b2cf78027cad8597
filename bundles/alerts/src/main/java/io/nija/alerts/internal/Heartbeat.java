package io.nija.alerts.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.nija.alert.HeartbeatCondition;
import io.nija.alerts.internal.sink.Calls;
import io.nija.alerts.internal.sink.Delivery;
import io.nija.alerts.internal.sink.PlainWords;
import io.nija.alerts.internal.sink.SinkAddress;
import io.nija.credentials.Secret;
import io.nija.platform.Installation;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;
import io.nija.platform.Workers;
import io.nija.status.Failure;

import okhttp3.Request;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls an address each minute while every condition holds. Who waits there for the calls raises the alarm when they stop,
 * whatever the reason: that is the point. The conditions are asked right before each call.
 */
@Component(service = Heartbeat.class, immediate = true, configurationPid = "io.nija.alerts")
public final class Heartbeat {

    static final Duration PERIOD = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.alerts");

    private final TimeSource time;
    private final Calls calls;
    private final SerialQueue queue;
    private final Timers.Timer beats;
    private final boolean active;
    private final List<HeartbeatCondition> conditions = new CopyOnWriteArrayList<>();
    private volatile AlertsConfig config;
    private volatile Secret url;
    private volatile Instant lastAt;
    private volatile Failure lastFailure;
    /** On the queue only. */
    private String said = "";

    /** The states. */
    public enum State {
        /** Switched off by the configuration. */
        OFF,
        /** There is no address. */
        NO_ADDRESS,
        /** Something does not hold, so nobody is called. */
        STOPPED,
        /** The address is called each minute, and the last call arrived, or none was made yet. */
        BEATING,
        /** The address is called each minute, and the last call did not arrive. */
        FAILING
    }

    /**
     * How it is.
     *
     * @param reason one line of plain words; empty when it beats
     * @param lastAt when a call last arrived, or null
     * @param failure of the last call, or null when it arrived or there was none
     */
    public record Status(State state, String reason, Instant lastAt, Failure failure) {}

    @Activate
    public Heartbeat(AlertsConfig config, @Reference Installation installation, @Reference Calls calls, @Reference TimeSource time,
            @Reference Timers timers, @Reference Workers workers) {
        this.config = config;
        this.calls = calls;
        this.time = time;
        active = installation.start() != Installation.Start.COMMAND;
        queue = workers.serial("heartbeat");
        beats = timers.every(PERIOD, queue, this::beat);
    }

    @Modified
    void configure(AlertsConfig changed) {
        config = changed;
    }

    @Deactivate
    void stop() {
        beats.close();
        queue.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCondition(HeartbeatCondition condition) {
        conditions.add(condition);
    }

    void removeCondition(HeartbeatCondition condition) {
        conditions.remove(condition);
    }

    @Reference(target = "(variable=" + Variables.HEARTBEAT + ")", cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setUrl(Secret secret) {
        url = secret;
    }

    void unsetUrl(Secret secret) {
        url = url == secret ? null : url;
    }

    /** How it is now; asks every condition. */
    public Status status() {
        AlertsConfig now = config;
        if (!now.heartbeat()) {
            return new Status(State.OFF, "'heartbeat' is false in io.nija.alerts.cfg.", lastAt, null);
        }
        if (url == null) {
            return new Status(State.NO_ADDRESS, Variables.HEARTBEAT + " is not set.", lastAt, null);
        }
        String obstacle = obstacle(List.of(now.heartbeat_requires()));
        if (!obstacle.isEmpty()) {
            return new Status(State.STOPPED, obstacle, lastAt, lastFailure);
        }
        Failure failure = lastFailure;
        return failure == null ? new Status(State.BEATING, "", lastAt, null)
                : new Status(State.FAILING, failure.message(), lastAt, failure);
    }

    /** What keeps it from beating; empty when nothing does. */
    private String obstacle(List<String> required) {
        TreeMap<String, String> reasons = new TreeMap<>();
        Set<String> there = new java.util.TreeSet<>();
        for (HeartbeatCondition condition : conditions) {
            String id = "?";
            try {
                id = PlainWords.of(condition.id(), 60);
                there.add(id);
                HeartbeatCondition.Standing standing = condition.now();
                if (!standing.holds()) {
                    reasons.put(id, PlainWords.of(standing.reason(), 200));
                }
            } catch (RuntimeException failed) {
                reasons.put(id, "could not say how it is: " + PlainWords.of(failed.toString(), 200));
            }
        }
        if (there.isEmpty()) {
            return "Nobody vouches for anything yet" + (required.isEmpty() ? "." : ": " + String.join(" and ", required) + " are waited for.");
        }
        List<String> words = new ArrayList<>();
        required.stream().filter(id -> !there.contains(id)).forEach(id -> words.add(id + ": it is not here"));
        reasons.forEach((id, reason) -> words.add(id + ": " + reason));
        return words.isEmpty() ? "" : String.join("; ", words) + ".";
    }

    private void beat() {
        Secret address = url;
        Status status = status();
        if (!active) {
            return;
        }
        say(status);
        if (address == null || status.state() != State.BEATING && status.state() != State.FAILING) {
            return;
        }
        calls.submit(Variables.HEARTBEAT, Duration.ofSeconds(config.call_timeout_seconds()), exchange -> address.<Delivery>use(text ->
                SinkAddress.judge(text) instanceof SinkAddress.Accepted accepted
                        ? exchange.send(Variables.HEARTBEAT, new Request.Builder().url(accepted.url()).get().build())
                        : refused((SinkAddress.Refused) SinkAddress.judge(text))))
                .thenAccept(delivery -> queue.execute(() -> done(delivery)));
    }

    private static Delivery refused(SinkAddress.Refused refused) {
        return new Delivery.Failed("SINK_ADDRESS", Variables.HEARTBEAT + " " + refused.reason() + ".", refused.hint(), null);
    }

    private void done(Delivery delivery) {
        Instant now = time.instant();
        if (delivery instanceof Delivery.Failed failed) {
            lastFailure = new Failure(failed.code(), failed.sentence(), now);
        } else {
            lastFailure = null;
            lastAt = now;
        }
        say(status());
    }

    /** One line when it is another than before. That there is no address is normal. */
    private void say(Status status) {
        String now = status.state() + " " + status.reason();
        if (now.equals(said) || said.isEmpty() && (status.state() == State.OFF || status.state() == State.NO_ADDRESS)) {
            return;
        }
        said = now;
        switch (status.state()) {
            case OFF, NO_ADDRESS -> LOG.info("The heartbeat is off: {}", status.reason());
            case STOPPED -> LOG.info("The heartbeat does not beat: {} [HEARTBEAT_STOPPED]", status.reason());
            case BEATING -> LOG.info("The heartbeat beats: its address is called each minute.");
            case FAILING -> LOG.warn("The heartbeat's call did not arrive and is made again in a minute: {} [{}]", status.reason(),
                    status.failure().code());
        }
    }
}
