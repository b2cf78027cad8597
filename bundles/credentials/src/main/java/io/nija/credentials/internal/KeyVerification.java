package io.nija.credentials.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.nija.account.BrokerId;
import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.broker.Broker;
import io.nija.broker.BrokerSession;
import io.nija.broker.IdentityPins;
import io.nija.broker.IdentityPins.Environment;
import io.nija.broker.KeyProof.Verdict;
import io.nija.command.Answer;
import io.nija.command.Answer.Lines;
import io.nija.command.Answer.Table;
import io.nija.command.Exit;
import io.nija.credentials.CredentialReport;
import io.nija.status.Evidence;
import io.nija.status.Step;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What a venue says to a pair that was just written: through the lane's session where one runs, else by a proof. */
@Component(service = KeyVerification.class)
public final class KeyVerification {

    /** Two reads, and a proof that may take its time. */
    private static final Duration TO_TAKE_OVER = Duration.ofSeconds(75);
    private static final Duration TO_ANSWER = Duration.ofSeconds(60);

    private final CredentialDesk desk;
    private final Map<BrokerId, Broker> brokers = new ConcurrentHashMap<>();

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
    volatile IdentityPins pins;

    @Activate
    public KeyVerification(@Reference CredentialDesk desk) {
        this.desk = desk;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addBroker(Broker broker) {
        brokers.put(broker.id(), broker);
    }

    void removeBroker(Broker broker) {
        brokers.remove(broker.id(), broker);
    }

    /** How it ended. */
    private enum Result {
        ACCEPTED(Exit.OK),
        UNKNOWN(Exit.SOME),
        REFUSED(Exit.NONE);

        private final int exit;

        Result(int exit) {
            this.exit = exit;
        }
    }

    /** @param sentence what it means and what to do */
    private record Found(Result result, String sentence, List<Evidence> evidence) {}

    /**
     * Waits until the pair was taken up, and answers what came of it.
     *
     * @param before the files' generation before it was written
     */
    Answer of(LaneId lane, KeyPair pair, Path envFile, long before) throws InterruptedException {
        String fingerprint = pair.fingerprint();
        desk.refresh();
        boolean taken = desk.await(view -> view.generation() > before && fingerprint.equals(view.found().get(lane))
                && !desk.report(lane).map(CredentialReport::code).orElse("").equals(HeldFinding.BEING_PROVEN), TO_TAKE_OVER);
        Found found = taken ? found(lane, fingerprint) : new Found(Result.UNKNOWN,
                "It was not taken up within " + TO_TAKE_OVER.toSeconds() + " s; 'why " + lane + "' shows what comes of it.", List.of());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("account", lane.account().value());
        json.put("broker", lane.broker().value());
        json.put("file", envFile.toString());
        json.put("variables", List.of(pair.variables().key(), pair.variables().secret()));
        json.put("fingerprint", fingerprint);
        json.put("result", found.result().name());
        json.put("message", found.sentence());
        json.put("evidence", found.evidence().stream().map(KeyVerification::json).toList());
        List<Answer.Block> text = new ArrayList<>();
        text.add(Lines.of(pair.variables().key() + " and " + pair.variables().secret() + " were written to " + envFile
                + " (fingerprint " + fingerprint + ")."));
        if (!found.evidence().isEmpty()) {
            text.add(new Table(List.of("", "STEP", "FOUND"), found.evidence().stream().map(line -> List.of(line.ok() ? "✓" : "✗",
                    line.step().label(), line.ok() ? line.detail() : line.detail() + " (" + line.code() + ")")).toList()));
        }
        text.add(Lines.of(found.sentence()));
        return new Answer(found.result().exit, json, text, List.of());
    }

    private Found found(LaneId lane, String fingerprint) throws InterruptedException {
        CredentialReport report = desk.report(lane).orElse(null);
        if (report == null) {
            return new Found(Result.UNKNOWN, "The account is not in force any more.", List.of());
        }
        boolean inUse = report.state() == CredentialReport.State.PRESENT && report.code().equals("KEYS_PRESENT")
                && report.fingerprint().equals(fingerprint);
        if (!inUse) {
            Result result = report.code().equals(HeldFinding.UNPROVEN) || report.code().equals(HeldFinding.IN_USE)
                    ? Result.UNKNOWN : Result.REFUSED;
            return new Found(result, report.hint().isEmpty() ? report.detail() : report.detail() + " " + report.hint(), List.of());
        }
        desk.awaitHandOver(lane);
        Optional<BrokerSession> session = desk.sessions().find(lane);
        return session.isPresent() ? bySession(lane, session.get()) : byProof(lane);
    }

    private static Found bySession(LaneId lane, BrokerSession session) throws InterruptedException {
        Optional<List<Evidence>> answer = answer(session.verify());
        if (answer.isEmpty()) {
            return new Found(Result.UNKNOWN, "The venue did not answer in time; 'why " + lane + "' shows what comes of it.", List.of());
        }
        return judged(answer.get(), lane + " is connected with the new pair.", lane + " is not connected with the new pair.");
    }

    private static Found judged(List<Evidence> evidence, String good, String bad) {
        Optional<Evidence> failed = evidence.stream().filter(line -> !line.ok()).findFirst();
        boolean authenticated = evidence.stream().anyMatch(line -> line.step() == Step.AUTHENTICATION && line.ok());
        boolean ours = evidence.stream().noneMatch(line -> line.step() == Step.IDENTITY && !line.ok());
        String rest = failed.map(line -> line.hint().isEmpty() ? line.detail() : line.hint()).orElse("");
        if (authenticated && ours) {
            return new Found(Result.ACCEPTED, good + (rest.isEmpty() ? "" : " To do: " + rest), evidence);
        }
        return new Found(Result.REFUSED, bad + (rest.isEmpty() ? "" : " " + rest), evidence);
    }

    private Found byProof(LaneId lane) throws InterruptedException {
        Optional<CompletionStage<Verdict>> asked = desk.proveIssued(lane);
        if (asked.isEmpty()) {
            return new Found(Result.UNKNOWN, "Nobody here can ask " + lane.broker() + " about it; the session will, when there is one.",
                    List.of());
        }
        Verdict verdict = answer(asked.get()).orElse(new Verdict.Unproven("PROOF_TOO_LATE", "The venue did not answer in time.", "", null));
        if (verdict instanceof Verdict.Refused refused) {
            return new Found(Result.REFUSED, refused.reason() + " (" + refused.code() + ") " + refused.hint(), List.of());
        }
        if (verdict instanceof Verdict.Unproven unproven) {
            return new Found(Result.UNKNOWN, "Not verified: " + unproven.reason() + " (" + unproven.code() + ") " + unproven.hint(), List.of());
        }
        Verdict.Accepted accepted = (Verdict.Accepted) verdict;
        List<Evidence> evidence = new ArrayList<>(accepted.evidence());
        Evidence authentication = accepted.evidence().get(0);
        accepted.identity().flatMap(identity -> identity(lane, identity, authentication)).ifPresent(evidence::add);
        return judged(evidence, "The venue accepts the new pair of " + lane + ".", "The new pair cannot be used by " + lane + ".");
    }

    /** Whether the keys are this account's, as far as that is known before its session has claimed it. */
    private Optional<Evidence> identity(LaneId lane, String identity, Evidence authentication) {
        IdentityPins known = pins;
        Broker broker = brokers.get(lane.broker());
        if (known == null || broker == null) {
            return Optional.empty();
        }
        Environment environment = broker.forcedMode() == Mode.SANDBOX ? Environment.SANDBOX : Environment.REAL;
        IdentityPins.Claim claim = known.compare(lane, environment, identity);
        if (claim instanceof IdentityPins.Claim.Accepted accepted) {
            return Optional.of(Evidence.ok(Step.IDENTITY, authentication.at(), accepted.first()
                    ? "The account at the venue will be remembered." : "The keys belong to the account they belonged to at first."));
        }
        if (claim instanceof IdentityPins.Claim.TakenBy taken) {
            return Optional.of(Evidence.failed(Step.IDENTITY, authentication.at(), "IDENTITY_TAKEN",
                    "These keys belong to the venue account that " + taken.other() + " uses.", "Set this account's own keys."));
        }
        return Optional.of(Evidence.failed(Step.IDENTITY, authentication.at(), "IDENTITY_CHANGED",
                "These keys belong to another account than the one first connected.",
                "Set this account's own keys, or, if the change is meant, start NIJA and run: nija account rebind " + lane));
    }

    private static <T> Optional<T> answer(CompletionStage<T> stage) throws InterruptedException {
        try {
            return Optional.of(stage.toCompletableFuture().get(TO_ANSWER.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException none) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> json(Evidence line) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("step", line.step().label());
        json.put("ok", line.ok());
        json.put("at", line.at());
        json.put("code", line.code());
        json.put("detail", line.detail());
        return json;
    }
}
