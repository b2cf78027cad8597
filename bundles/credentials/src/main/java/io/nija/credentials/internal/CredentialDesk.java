package io.nija.credentials.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.nija.account.BrokerId;
import io.nija.account.KeyVariables;
import io.nija.account.LaneId;
import io.nija.broker.Broker;
import io.nija.broker.BrokerSession;
import io.nija.broker.KeyProof;
import io.nija.credentials.CredentialDirectory;
import io.nija.credentials.CredentialReport;
import io.nija.credentials.CredentialRequest;
import io.nija.credentials.KeyFormat;
import io.nija.credentials.SecretReport;
import io.nija.credentials.SecretRequest;
import io.nija.platform.Installation;
import io.nija.platform.SerialQueue;
import io.nija.platform.TimeSource;
import io.nija.platform.Timers;
import io.nija.platform.Workers;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Takes the lanes' requests, looks for their keys, and keeps a {@link io.nija.credentials.Credentials} service for
 * each lane whose pair is usable. All state is touched on one serial queue; the reports are snapshots.
 */
@Component(immediate = true, service = {CredentialDirectory.class, CredentialDesk.class})
public final class CredentialDesk implements CredentialDirectory {

    /** How often the files are looked at; a change is in force after two looks that agree. */
    static final Duration LOOK = Duration.ofMillis(250);

    /** A change must have stood for this long, however often somebody asks for a look. */
    private static final Duration QUIET = Duration.ofMillis(200);

    /** A session that closes waits up to four seconds for answers that are on their way; all close at the same time. */
    private static final Duration TO_CLOSE = Duration.ofSeconds(6);

    /** Lanes that ask within this time of each other are equally new. */
    static final Duration EQUALLY_NEW = Duration.ofSeconds(5);

    private final TimeSource time;
    private final SerialQueue queue;
    private final Timers.Timer looks;
    private final SourceReader reader;
    private final Executor handOver;
    private final QueuedPublisher published;
    private final KeyRing ring;
    private final KeyTrials trials;
    private final SecretShelf secrets;
    private final Path envFile;
    private final RunningSessions sessions = new RunningSessions();
    private final FindingLog log = new FindingLog();
    private final String advice;
    private final Map<LaneId, List<CredentialRequest>> requests = new TreeMap<>();
    /** Stays when a broker goes, so that its replacement bounces nobody. */
    private final Map<BrokerId, KeyFormat> formats = new ConcurrentHashMap<>();
    /** Lanes that keep a pair although another one was found. */
    private Set<LaneId> held = Set.of();
    private volatile Map<LaneId, CredentialReport> reports = Map.of();
    private volatile List<Warning> warnings = List.of();
    private volatile Instant lastLook;
    private volatile View view = new View(0, Map.of(), Map.of());
    private final Object viewed = new Object();

    /**
     * What was found, and done about it.
     *
     * @param generation how many changes of files had been seen
     * @param asked the variables each lane asks for
     * @param found the fingerprint of the pair the sources hold for a lane, in use or not
     */
    record View(long generation, Map<LaneId, List<KeyVariables>> asked, Map<LaneId, String> found) {}

    @Activate
    public CredentialDesk(BundleContext context, @Reference Installation installation, @Reference TimeSource time,
            @Reference Timers timers, @Reference Workers workers) {
        this(new ServicePublisher(context), new SecretShelf(new SecretPublisher(context)), new HandOver(),
                KeyPlaces.of(installation, System::getenv, Path.of("").toAbsolutePath()), time, timers, workers);
    }

    /** @param handOver where keys are given out and taken back; closed with the desk if it can be */
    CredentialDesk(KeyRing.Publisher publisher, SecretShelf secrets, Executor handOver, KeyPlaces places, TimeSource time,
            Timers timers, Workers workers) {
        this.time = time;
        this.secrets = secrets;
        this.handOver = handOver;
        envFile = places.envFile();
        published = new QueuedPublisher(publisher, handOver, sessions::forget);
        ring = new KeyRing(published);
        reader = new SourceReader(places, QUIET.toNanos());
        advice = "in " + places.envFile() + (places.everywhere() ? ", in the environment or as secret files" : "");
        lastLook = time.instant();
        queue = workers.serial("credentials");
        trials = new KeyTrials(queue, timers, time, this::evaluate);
        queue.execute(this::look);
        looks = timers.every(LOOK, queue, this::look);
    }

    @Deactivate
    void stop() throws Exception {
        looks.close();
        queue.close();
        trials.retain(Set.of());
        ring.withdrawAll();
        secrets.withdrawAll();
        published.await(TO_CLOSE);
        if (handOver instanceof AutoCloseable closeable) {
            closeable.close();
        }
        reader.wipe();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addRequest(CredentialRequest request) {
        queue.execute(() -> {
            requests.computeIfAbsent(request.lane(), lane -> new ArrayList<>()).add(request);
            changed();
        });
    }

    void removeRequest(CredentialRequest request) {
        queue.execute(() -> {
            requests.values().forEach(same -> same.removeIf(other -> other == request));
            requests.values().removeIf(List::isEmpty);
            changed();
        });
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSecretRequest(SecretRequest request) {
        queue.execute(() -> {
            secrets.add(request);
            changed();
        });
    }

    void removeSecretRequest(SecretRequest request) {
        queue.execute(() -> {
            secrets.remove(request);
            changed();
        });
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addBroker(Broker broker) {
        BrokerId id = broker.id();
        KeyFormat format = broker.keyFormat();
        queue.execute(() -> {
            formats.put(id, format);
            changed();
        });
    }

    void removeBroker(Broker broker) {
        // Its key format is kept: see formats.
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addProof(KeyProof proof) {
        queue.execute(() -> {
            trials.add(proof);
            changed();
        });
    }

    void removeProof(KeyProof proof) {
        queue.execute(() -> trials.remove(proof));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSession(BrokerSession session) {
        sessions.add(session);
    }

    void removeSession(BrokerSession session) {
        sessions.remove(session);
    }

    @Override
    public Optional<CredentialReport> report(LaneId lane) {
        return Optional.ofNullable(reports.get(lane)).map(report -> new CredentialReport(report.lane(), report.state(),
                report.code(), report.detail(), report.missing(), report.hint(), report.source(), report.fingerprint(), lastLook));
    }

    @Override
    public Optional<SecretReport> secret(String variable) {
        return Optional.ofNullable(secrets.report(variable));
    }

    @Override
    public List<Warning> warnings() {
        return warnings;
    }

    @Override
    public void refresh() {
        queue.execute(this::look);
    }

    @Override
    public void retry(LaneId lane) {
        queue.execute(() -> {
            trials.retry(lane);
            changed();
        });
    }

    private void look() {
        if (reader.look(variables(), time.nanoTime()) || held.stream().anyMatch(lane -> !sessions.work(lane))) {
            evaluate();
        }
        lastLook = time.instant();
    }

    private void changed() {
        reader.look(variables(), time.nanoTime());
        evaluate();
    }

    /** Everything to look at: keys and single secrets. */
    private Set<String> variables() {
        Set<String> names = keyVariables();
        names.addAll(secrets.variables());
        return names;
    }

    private Set<String> keyVariables() {
        Set<String> names = new LinkedHashSet<>();
        requests.keySet().forEach(lane -> candidates(lane).forEach(pair -> {
            names.add(pair.key());
            names.add(pair.secret());
        }));
        return names;
    }

    /** Of two requests of one lane, the later one counts: a lane replaces its request by adding first. */
    private List<KeyVariables> candidates(LaneId lane) {
        List<CredentialRequest> same = requests.get(lane);
        return same.get(same.size() - 1).candidates();
    }

    private KeyFormat format(LaneId lane) {
        return format(lane.broker());
    }

    private void evaluate() {
        long now = time.nanoTime();
        long generation = reader.generation();
        Instant at = time.instant();
        Set<String> known = variables();
        try (SourceReader.Snapshot snapshot = reader.snapshot()) {
            Map<LaneId, Finding> found = new TreeMap<>();
            for (LaneId lane : requests.keySet()) {
                found.put(lane, new KeySearch(candidates(lane), snapshot.inOrder(), format(lane), known, advice).find());
            }
            Map<LaneId, Finding> resolved = DuplicateKeys.resolve(found, lane -> ring.holds(lane, found.get(lane).pair(),
                    generation, now, EQUALLY_NEW.toNanos()));
            Map<LaneId, RotationPlan.Facts> facts = new TreeMap<>();
            resolved.forEach((lane, finding) -> facts.put(lane, facts(lane, finding)));
            Map<LaneId, RotationPlan.Decision> decisions = new TreeMap<>(RotationPlan.of(facts));
            Set<LaneId> proving = lanes(decisions, action -> action == RotationPlan.Action.PROVE);
            trials.retain(proving);
            held = lanes(decisions, action -> action.keeps() && action != RotationPlan.Action.KEEP);
            // First it is said, then it is done: who sees a session end can ask why.
            tell(HeldFinding.told(resolved, decisions, ring, trials), at);
            warnings = List.copyOf(reader.warnings(snapshot.envFile()));
            log.warnings(warnings);
            // How a key signs is its broker's to say: given out before, a session that is quicker than this queue would sign wrongly.
            decisions.entrySet().removeIf(entry -> entry.getValue().action() == RotationPlan.Action.ISSUE
                    && !formats.containsKey(entry.getKey().broker()));
            ring.apply(decisions, resolved, this::format, generation, now);
            proving.forEach(lane -> trials.prove(lane, resolved.get(lane).pair(), format(lane).encoding()));
            secrets.look(snapshot.inOrder(), keyVariables(), envFile.toString());
            show(generation, resolved);
        }
    }

    private void show(long generation, Map<LaneId, Finding> resolved) {
        Map<LaneId, List<KeyVariables>> asked = new TreeMap<>();
        Map<LaneId, String> fingerprints = new TreeMap<>();
        resolved.forEach((lane, finding) -> {
            asked.put(lane, candidates(lane));
            fingerprints.put(lane, finding.fingerprint());
        });
        synchronized (viewed) {
            view = new View(generation, asked, fingerprints);
            viewed.notifyAll();
        }
    }

    View view() {
        return view;
    }

    /** Waits until a view is as wanted; answers whether that came about in time. Not on the desk's queue. */
    boolean await(Predicate<View> wanted, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (viewed) {
            for (long left = limit.toNanos(); !wanted.test(view) && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(viewed, left);
            }
            return wanted.test(view);
        }
    }

    /** What a broker's keys look like; anything while its bundle is not here. Any thread. */
    KeyFormat format(BrokerId broker) {
        return formats.getOrDefault(broker, KeyFormat.ANY);
    }

    RunningSessions sessions() {
        return sessions;
    }

    /** The pair a lane has now, and who can prove it. Any thread. */
    Optional<CompletionStage<KeyProof.Verdict>> proveIssued(LaneId lane) throws InterruptedException {
        CompletableFuture<Optional<CompletionStage<KeyProof.Verdict>>> asked = new CompletableFuture<>();
        queue.execute(() -> asked.complete(ring.issued(lane).flatMap(pair -> trials.ask(lane.broker(), pair))));
        try {
            return asked.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException stopping) {
            return Optional.empty();
        }
    }

    /** Waits until a lane's keys were given out or taken back as it was decided. Not on the desk's queue. */
    void awaitHandOver(LaneId lane) throws InterruptedException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        queue.execute(() -> ring.settled(lane).whenComplete((nothing, failure) -> done.complete(null)));
        try {
            done.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException stopping) {
            // What the session says will show it.
            return;
        }
    }

    private RotationPlan.Facts facts(LaneId lane, Finding finding) {
        boolean accepted = finding.pair() != null && trials.accepted(lane, finding.pair());
        return new RotationPlan.Facts(finding, ring.issued(lane).orElse(null), sessions.work(lane), trials.provable(lane.broker()),
                accepted ? RotationPlan.Proof.ACCEPTED : RotationPlan.Proof.NONE);
    }

    private static Set<LaneId> lanes(Map<LaneId, RotationPlan.Decision> decisions, Predicate<RotationPlan.Action> which) {
        return decisions.entrySet().stream().filter(entry -> which.test(entry.getValue().action())).map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void tell(Map<LaneId, Finding> told, Instant at) {
        Map<LaneId, CredentialReport> now = new TreeMap<>();
        told.forEach((lane, finding) -> now.put(lane, finding.report(lane, at)));
        reports = Map.copyOf(now);
        log.findings(told);
    }
}
