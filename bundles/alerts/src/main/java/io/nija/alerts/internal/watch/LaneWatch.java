package io.nija.alerts.internal.watch;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

import io.nija.account.LaneId;
import io.nija.alert.AlertScope;
import io.nija.alert.Alerts;
import io.nija.alerts.internal.AlertsConfig;
import io.nija.platform.Installation;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;
import io.nija.platform.Workers;
import io.nija.status.LaneStatus;
import io.nija.status.StatusListener;
import io.nija.status.StatusModel;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Listens to the lanes and does what {@link LaneJudge} says. All state is touched on one serial queue. */
@Component(service = StatusListener.class, immediate = true, configurationPid = "io.nija.alerts")
public final class LaneWatch implements StatusListener {

    /** By then every lane has its first state, and whoever told of it before we listened has told. */
    static final Duration FIRST_LOOK = Duration.ofSeconds(5);
    /** Lanes connect within seconds; a venue's rate limits can make it a minute. */
    static final Duration START = Duration.ofMinutes(1);

    private final Alerts alerts;
    private final TimeSource time;
    private final Timers timers;
    private final SerialQueue queue;
    private final boolean active;
    private final LaneMemory memory;
    private final Timers.Timer firstLook;
    private final Set<LaneId> seen = new HashSet<>();
    private volatile Duration settle;
    private volatile StatusModel model;
    private LaneJudge judge;
    private Timers.Timer next;

    @Activate
    public LaneWatch(AlertsConfig config, @Reference Installation installation, @Reference Alerts alerts, @Reference TimeSource time,
            @Reference Timers timers, @Reference Workers workers) {
        this.alerts = alerts;
        this.time = time;
        this.timers = timers;
        active = installation.start() != Installation.Start.COMMAND;
        memory = new LaneMemory(installation.data().resolve("alerts").resolve("lanes"));
        settle = Duration.ofSeconds(config.settle_seconds());
        queue = workers.serial("alerts-lanes");
        long notBefore = time.nanoTime() + START.toNanos();
        if (active) {
            queue.execute(() -> judge = new LaneJudge(memory.read(), settle, notBefore));
        }
        firstLook = active ? timers.after(FIRST_LOOK, queue, this::firstLook) : () -> { };
    }

    @Modified
    void configure(AlertsConfig changed) {
        settle = Duration.ofSeconds(changed.settle_seconds());
        if (active) {
            queue.execute(() -> judge.settle(settle));
        }
    }

    @Deactivate
    void stop() {
        firstLook.close();
        queue.execute(() -> {
            if (next != null) {
                next.close();
            }
        });
        queue.close();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void setModel(StatusModel board) {
        model = board;
    }

    void unsetModel(StatusModel board) {
        model = model == board ? null : model;
    }

    @Override
    public void changed(LaneStatus before, LaneStatus after) {
        if (active) {
            queue.execute(() -> {
                seen.add((after == null ? before : after).lane());
                act(judge.changed(before, after, time.nanoTime()));
            });
        }
    }

    /** Lanes that had their state before anybody listened. */
    private void firstLook() {
        StatusModel board = model;
        if (board != null) {
            board.board().lanes().filter(status -> seen.add(status.lane()))
                    .forEach(status -> act(judge.changed(null, status, time.nanoTime())));
        }
    }

    private void look() {
        act(judge.due(time.nanoTime()));
    }

    private void act(List<LaneJudge.Action> actions) {
        for (LaneJudge.Action action : actions) {
            if (action instanceof LaneJudge.Action.Raise raise) {
                alerts.raise(raise.alert());
            } else if (action instanceof LaneJudge.Action.Clear clear) {
                alerts.clear(clear.code(), AlertScope.of(clear.lane()));
            }
        }
        memory.keep(judge.connected());
        if (next != null) {
            next.close();
            next = null;
        }
        OptionalLong at = judge.nextDue();
        if (at.isPresent()) {
            next = timers.after(Duration.ofNanos(Math.max(0, at.getAsLong() - time.nanoTime())), queue, this::look);
        }
    }
}
