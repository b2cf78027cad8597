package io.nija.broker.kraken.internal;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import io.nija.account.BrokerId;
import io.nija.broker.Broker;
import io.nija.broker.KeyProof;
import io.nija.broker.kraken.internal.session.KeyTrial;
import io.nija.credentials.Credentials;
import io.nija.platform.Installation;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;
import io.nija.platform.Workers;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Proves pairs of keys at Kraken before a session runs on them. */
@Component(property = Broker.BROKER + "=kraken")
public final class KrakenKeyProof implements KeyProof {

    private static final Duration STOP_LIMIT = Duration.ofSeconds(1);

    private final KrakenBroker kraken;
    private final TimeSource time;
    private final Timers timers;
    private final Installation installation;
    private final SerialQueue queue;
    /** Only touched on the queue. */
    private final Set<KeyTrial> trials = new HashSet<>();

    @Activate
    public KrakenKeyProof(@Reference KrakenBroker broker, @Reference TimeSource time, @Reference Timers timers,
            @Reference Workers workers, @Reference Installation installation) {
        this.kraken = broker;
        this.time = time;
        this.timers = timers;
        this.installation = installation;
        queue = workers.serial("kraken key proof");
    }

    @Override
    public BrokerId broker() {
        return kraken.id();
    }

    @Override
    public CompletionStage<Verdict> prove(Credentials candidate) {
        KeyTrial trial = new KeyTrial(candidate, kraken.venue(), queue);
        queue.execute(() -> {
            trials.add(trial);
            trial.verdict().whenComplete((verdict, failure) -> trials.remove(trial));
            trial.begin(installation, timers, time);
        });
        return trial.verdict();
    }

    @Deactivate
    public void stop() {
        queue.execute(() -> Set.copyOf(trials).forEach(KeyTrial::abandon));
        queue.close(STOP_LIMIT);
    }
}
