package io.nija.trading.internal.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import io.nija.account.LaneId;
import io.nija.account.LiveArming;
import io.nija.account.Mode;
import io.nija.broker.BrokerSession;
import io.nija.credentials.CredentialDirectory;
import io.nija.credentials.CredentialReport;
import io.nija.journal.Arming;
import io.nija.journal.Journal;
import io.nija.journal.Receipt;
import io.nija.platform.Installation;
import io.nija.status.Evidence;
import io.nija.status.Step;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which lanes a person armed for live orders. Kept in the journal with the fingerprint of the keys: other keys are not armed.
 * A component of its own, which knows no broker: sessions ask it before they send, and the floor asks for sessions.
 * Thread-safe.
 */
@Component(service = {Armory.class, LiveArming.class})
public final class Armory implements LiveArming {

    private static final Logger LOG = LoggerFactory.getLogger("io.nija.trading.arming");

    /** Who disarms when no person does. */
    private static final String ITSELF = "nija";
    /** In the code of the evidence of a key that may move money out, whatever the broker. */
    private static final String WITHDRAW = "WITHDRAW";

    private final Journal journal;
    private final CredentialDirectory credentials;
    private final Installation installation;
    private final Map<LaneId, Arming> standing = new ConcurrentHashMap<>();
    /** What was last asked for, on the disk or not. */
    private final Map<LaneId, Arming> asked = new ConcurrentHashMap<>();
    private final Set<LaneId> verifying = ConcurrentHashMap.newKeySet();

    /** Reads what stands; waits for the disk. */
    @Activate
    public Armory(@Reference Journal journal, @Reference CredentialDirectory credentials, @Reference Installation installation) {
        this.journal = journal;
        this.credentials = credentials;
        this.installation = installation;
        // A lane whose arming cannot be read is not armed.
        journal.history().standing(Arming.class, damaged -> LOG.error("A lane may have been armed and is not any more. {}", damaged))
                .forEach(arming -> standing.put(arming.lane(), arming));
    }

    /** Whether the lane is armed with the keys it has now. */
    public boolean armed(LaneId lane) {
        Arming arming = standing.get(lane);
        return arming != null && arming.armed() && fingerprint(lane).map(now -> now.equals(arming.keyFingerprint())).orElse(false);
    }

    @Override
    public Set<LaneId> armed() {
        Set<LaneId> armed = new HashSet<>(standing.keySet());
        armed.removeIf(lane -> !armed(lane));
        return Set.copyOf(armed);
    }

    @Override
    public Set<LaneId> verifying() {
        return Set.copyOf(verifying);
    }

    /** A person's verification of a lane begins or ends; at most one at a time on a lane. */
    public boolean verify(LaneId lane, boolean begins) {
        return begins ? verifying.add(lane) : verifying.remove(lane);
    }

    private Optional<String> fingerprint(LaneId lane) {
        return credentials.report(lane).map(CredentialReport::fingerprint).filter(text -> !text.isEmpty());
    }

    /** Why a lane cannot be armed, one sentence each; empty when it can. */
    public List<String> objections(Known lane) {
        List<String> objections = new ArrayList<>();
        LaneId id = lane.id();
        if (lane.mode() == Mode.SANDBOX || lane.mode() == Mode.PAPER) {
            return List.of("It is a " + lane.mode().name().toLowerCase(java.util.Locale.ROOT) + " lane and trades without arming.");
        }
        if (lane.mode() != Mode.LIVE) {
            objections.add("The account's file does not say live; set mode." + id.broker() + " = live in it.");
        }
        Optional<Evidence> rights = lane.venue().session().map(BrokerSession::status).flatMap(status -> status.evidence().stream()
                .filter(line -> line.step() == Step.PERMISSIONS).findFirst());
        if (rights.isEmpty() || !rights.get().ok()) {
            objections.add("The rights of the key are not proven; 'why " + id + "' says what is missing.");
        } else if (rights.get().code().contains(WITHDRAW)) {
            objections.add("The key may withdraw or change addresses. " + rights.get().hint());
        }
        // The simulation of faults (runtime/simulation) is not clean yet: real money stays out, whatever else is in order.
        objections.add("This version is not released for real money: under faults its own simulation still finds orders that stay in doubt"
                + " and positions that wait for their stop too long. The built-in exchange takes orders from lanes of mode sandbox ('demo').");
        if (!lane.lane().reconciled()) {
            objections.add("Journal and venue do not agree: " + lane.lane().evidence().detail());
        }
        if (!journal.health().entries()) {
            objections.add("The journal takes no entries: " + journal.health().reason());
        }
        if (fingerprint(id).isEmpty()) {
            objections.add("There are no keys.");
        }
        folders().forEach(folder -> writable(folder).ifPresent(objections::add));
        return objections;
    }

    private static Optional<String> writable(Path folder) {
        try {
            Set<PosixFilePermission> modes = Files.getPosixFilePermissions(folder);
            boolean others = modes.contains(PosixFilePermission.OTHERS_WRITE) || modes.contains(PosixFilePermission.GROUP_WRITE);
            return others ? Optional.of("Others may write into " + folder + "; run: chmod go-w " + folder) : Optional.empty();
        } catch (IOException | UnsupportedOperationException unreadable) {
            return Optional.of("Who may write into " + folder + " cannot be read: " + unreadable.getMessage());
        }
    }

    /**
     * Why an armed lane must not stay armed, one sentence each: what would have refused its arming came later. That the
     * connection is down, or journal and venue do not agree, is no such reason.
     */
    public List<String> revocations(Known lane) {
        List<String> reasons = new ArrayList<>();
        for (Evidence line : lane.venue().session().map(session -> session.status().evidence()).orElse(List.of())) {
            if (line.step() == Step.PERMISSIONS && line.code().contains(WITHDRAW)) {
                reasons.add("The key may withdraw or change addresses now.");
            } else if (line.step() == Step.IDENTITY && !line.ok()) {
                reasons.add("The keys are another account's: " + line.detail());
            }
        }
        folders().forEach(folder -> writable(folder).ifPresent(reasons::add));
        return reasons;
    }

    private List<Path> folders() {
        return List.of(installation.deploy(), installation.config(), installation.data());
    }

    /** The lanes that NIJA itself disarmed, and why; until a person arms or disarms them. */
    public Map<LaneId, String> revoked() {
        Map<LaneId, String> revoked = new TreeMap<>();
        standing.forEach((lane, arming) -> {
            if (!arming.armed() && arming.who().equals(ITSELF)) {
                revoked.put(lane, arming.reason());
            }
        });
        return revoked;
    }

    /** Disarms for one of the {@link #revocations}. */
    public CompletionStage<Receipt> revoke(LaneId lane, List<String> reasons) {
        return disarm(lane, ITSELF, String.join(" ", reasons));
    }

    /** Arms; {@link #objections} must have been empty. */
    public CompletionStage<Receipt> arm(LaneId lane, String who, String reason) {
        Arming arming = new Arming(lane, true, who, reason, fingerprint(lane).orElse(""));
        asked.put(lane, arming);
        // Durable first: a lane must never be armed by something that a restart forgets. Nor by something that was overtaken.
        return journal.append(arming).thenApply(receipt -> {
            if (receipt.forced()) {
                asked.computeIfPresent(lane, (same, latest) -> {
                    if (latest == arming) {
                        standing.put(lane, arming);
                    }
                    return latest;
                });
            }
            return receipt;
        });
    }

    /** Disarms, at once. */
    public CompletionStage<Receipt> disarm(LaneId lane, String who, String reason) {
        Arming arming = new Arming(lane, false, who, reason, null);
        asked.compute(lane, (same, latest) -> {
            standing.put(lane, arming);
            return arming;
        });
        return journal.append(arming);
    }
}
