package io.nija.alerts.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.LongStream;

import io.nija.alert.Alert;
import io.nija.alert.AlertScope;
import io.nija.alert.Alerts;
import io.nija.alert.OpenAlert;
import io.nija.alerts.internal.book.AlertBook;
import io.nija.alerts.internal.book.AlertFile;
import io.nija.alerts.internal.book.AlertKey;
import io.nija.alerts.internal.book.Moment;
import io.nija.alerts.internal.book.Notice;
import io.nija.alerts.internal.sink.Calls;
import io.nija.alerts.internal.sink.Delivery;
import io.nija.alerts.internal.sink.Letter;
import io.nija.alerts.internal.sink.Outbox;
import io.nija.alerts.internal.sink.Sink;
import io.nija.credentials.Secret;
import io.nija.platform.Installation;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;
import io.nija.platform.Workers;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Takes alerts and sends them on. Raising touches the book in memory under a lock that nobody holds while waiting; the rest
 * happens on a serial queue, the calls on the threads of {@link Calls}. A process that runs one command only has no alerts.
 */
@Component(service = {Alerts.class, AlertDesk.class}, immediate = true, configurationPid = "io.nija.alerts")
@Designate(ocd = AlertsConfig.class)
public final class AlertDesk implements Alerts {

    /** The file is written this often at most. */
    private static final long KEEP = Duration.ofMillis(500).toNanos();
    private static final Duration SOONEST = Duration.ofMillis(10);
    private static final int EARLY = 1_000;

    private final TimeSource time;
    private final Timers timers;
    private final Calls calls;
    private final String build;
    private final boolean active;
    private final SerialQueue queue;
    private final AlertFile file;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Object lock = new Object();

    /** Guarded by the lock. */
    private final AlertBook book;
    private final Outbox outbox;
    private final Set<AlertKey> clearedEarly = new HashSet<>();
    private boolean loaded;

    private volatile Settings settings;
    private volatile Secret url;
    private volatile Secret token;

    /** On the queue only. */
    private Timers.Timer next;
    private long kept;
    private long keptAt;
    private boolean keeps = true;

    @Activate
    public AlertDesk(AlertsConfig config, @Reference Installation installation, @Reference Calls calls, @Reference TimeSource time,
            @Reference Timers timers, @Reference Workers workers) {
        this.time = time;
        this.timers = timers;
        this.calls = calls;
        build = installation.build();
        active = installation.start() != Installation.Start.COMMAND;
        settings = Settings.of(config);
        book = new AlertBook(settings.policy());
        outbox = new Outbox(settings.perMinute());
        file = new AlertFile(installation.data().resolve("alerts").resolve("open.json"));
        queue = workers.serial("alerts");
        keptAt = time.nanoTime() - KEEP;
        if (active) {
            queue.execute(this::load);
        }
    }

    @Modified
    void configure(AlertsConfig config) {
        Settings changed = Settings.of(config);
        synchronized (lock) {
            settings = changed;
            book.apply(changed.policy(), Moment.of(time));
            outbox.limit(changed.perMinute());
        }
        anotherSink();
        wake();
    }

    @Deactivate
    void stop() {
        queue.execute(() -> {
            if (next != null) {
                next.close();
            }
            keep(true);
        });
        queue.close();
    }

    @Reference(target = "(variable=" + Sink.URL + ")", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setUrl(Secret secret) {
        url = secret;
        anotherSink();
    }

    void unsetUrl(Secret secret) {
        url = url == secret ? null : url;
    }

    @Reference(target = "(variable=" + Sink.TOKEN + ")", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setToken(Secret secret) {
        token = secret;
        anotherSink();
    }

    void unsetToken(Secret secret) {
        token = token == secret ? null : token;
    }

    /** Whatever never arrived anywhere is tried at once, wherever it goes now. */
    private void anotherSink() {
        if (!sink().there()) {
            return;
        }
        synchronized (lock) {
            outbox.tryAgainNow();
            book.sayUndeliveredAgain(Moment.of(time));
        }
        wake();
    }

    @Override
    public void raise(Alert alert) {
        if (!active) {
            return;
        }
        synchronized (lock) {
            book.raise(alert, Moment.of(time));
        }
        wake();
    }

    @Override
    public void clear(String code, AlertScope scope) {
        if (!active) {
            return;
        }
        AlertKey key = new AlertKey(code, scope);
        synchronized (lock) {
            if (!loaded && clearedEarly.size() < EARLY) {
                clearedEarly.add(key);
            }
            book.clear(key, Moment.of(time));
        }
        wake();
    }

    @Override
    public List<OpenAlert> acknowledge(Predicate<OpenAlert> which, String by) {
        List<OpenAlert> seen;
        synchronized (lock) {
            seen = book.acknowledge(which, by, Moment.of(time));
        }
        wake();
        return seen;
    }

    @Override
    public List<OpenAlert> open() {
        synchronized (lock) {
            return book.open();
        }
    }

    /** Sends a test now, past the queue; the stage never fails. Empty when there is no address. */
    public Optional<CompletionStage<Delivery>> test() {
        Sink sink = sink();
        Letter letter = Letter.test(time.instant(), build);
        return sink.there() ? Optional.of(calls.submit(Sink.URL, settings.limit(), exchange -> sink.deliver(exchange, letter)))
                : Optional.empty();
    }

    /** How delivery is. */
    public DeliveryStatus delivery() {
        Sink sink = sink();
        Delivery.Failed objection = null;
        try {
            objection = sink.there() ? sink.objection() : null;
        } catch (IllegalStateException withdrawnMeanwhile) {
            sink = new Sink(sink.form(), sink.chat(), null, null);
        }
        synchronized (lock) {
            return new DeliveryStatus(settings.formWord(), sink.there(), objection, outbox.state());
        }
    }

    /**
     * How delivery is.
     *
     * @param form as configured
     * @param configured whether there is an address
     * @param objection why nothing can be sent to it, or null
     */
    public record DeliveryStatus(String form, boolean configured, Delivery.Failed objection, Outbox.State state) {}

    private Sink sink() {
        Settings now = settings;
        return new Sink(now.form(), now.chat(), url, token);
    }

    private void load() {
        AlertFile.Reading reading = file.read();
        synchronized (lock) {
            if (reading instanceof AlertFile.Reading.Alerts alerts) {
                book.restore(alerts.open().stream().filter(open -> !clearedEarly.contains(AlertKey.of(open.alert()))).toList(),
                        Moment.of(time));
            }
            clearedEarly.clear();
            loaded = true;
        }
        if (reading instanceof AlertFile.Reading.Damaged damaged) {
            AlertLog.damaged(damaged.reason());
        }
        pump();
    }

    private void wake() {
        if (active && woken.compareAndSet(false, true)) {
            queue.execute(this::pump);
        }
    }

    private void pump() {
        woken.set(false);
        Moment now = Moment.of(time);
        Sink sink = sink();
        List<Notice> notices;
        Optional<Letter> letter;
        synchronized (lock) {
            if (!loaded) {
                return;
            }
            notices = book.due(now);
            if (sink.there()) {
                notices.stream().filter(Notice::sent).forEach(notice -> outbox.offer(notice, now));
            }
            letter = sink.there() ? outbox.next(now) : Optional.empty();
        }
        notices.forEach(AlertLog::say);
        letter.ifPresent(ready -> calls.submit(Sink.URL, settings.limit(), exchange -> sink.deliver(exchange, ready))
                .thenAccept(delivery -> queue.execute(() -> done(delivery))));
        keep(false);
        schedule(sink.there());
    }

    private void done(Delivery delivery) {
        Moment now = Moment.of(time);
        int before;
        List<Notice> lost = List.of();
        synchronized (lock) {
            before = outbox.state().failures();
            if (delivery instanceof Delivery.Failed failed) {
                lost = outbox.failed(failed, now);
            } else {
                outbox.arrived(now).forEach(key -> book.delivered(key, now));
            }
        }
        if (delivery instanceof Delivery.Failed failed && before == 0) {
            AlertLog.failing(failed);
        } else if (delivery instanceof Delivery.Arrived && before > 0) {
            AlertLog.working();
        }
        if (!lost.isEmpty()) {
            AlertLog.givenUp(lost);
        }
        pump();
    }

    /** Writes what changed, unless it was written just now. */
    private void keep(boolean anyway) {
        List<OpenAlert> open;
        long changes;
        synchronized (lock) {
            changes = book.changes();
            if (!active || !loaded || changes == kept || !anyway && time.nanoTime() - keptAt < KEEP) {
                return;
            }
            open = book.open();
        }
        keptAt = time.nanoTime();
        kept = changes;
        try {
            file.write(open);
            keeps = true;
        } catch (IOException full) {
            if (keeps) {
                AlertLog.notKept(full.toString());
            }
            keeps = false;
        }
    }

    private void schedule(boolean sink) {
        Moment now = Moment.of(time);
        OptionalLong at;
        synchronized (lock) {
            LongStream moments = LongStream.concat(book.nextDue(now).stream(), sink ? outbox.nextTry(now).stream() : LongStream.empty());
            at = LongStream.concat(moments, book.changes() == kept ? LongStream.empty() : LongStream.of(keptAt + KEEP)).min();
        }
        if (next != null) {
            next.close();
            next = null;
        }
        if (at.isPresent()) {
            Duration delay = Duration.ofNanos(at.getAsLong() - now.nanos());
            next = timers.after(delay.compareTo(SOONEST) < 0 ? SOONEST : delay, queue, this::pump);
        }
    }
}
