package io.nija.accounts.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import java.util.Set;

import io.nija.account.Mode;
import io.nija.broker.SessionStatus;
import io.nija.credentials.CredentialReport;
import io.nija.status.Blocked;
import io.nija.status.Evidence;
import io.nija.status.Failure;
import io.nija.status.LadderState;
import io.nija.status.Step;

/**
 * Climbs the ladder: from what is known of a lane at one moment to the highest state that is proven then. Pure; the
 * same facts at the same moment are always the same rung.
 */
final class Ladder {

    /** What a venue proved longer ago than this is not proven now. */
    static final Duration FRESH = Duration.ofSeconds(60);

    /** A clock that was set back makes evidence seem to come from the future; beyond this it cannot be dated. */
    static final Duration AHEAD = Duration.ofSeconds(5);

    /** The steps that each state adds, from the first that a venue proves. */
    private static final Map<LadderState, Set<Step>> CLIMB = climb();

    private Ladder() {}

    private static Map<LadderState, Set<Step>> climb() {
        Map<LadderState, Set<Step>> climb = new EnumMap<>(LadderState.class);
        climb.put(LadderState.AUTHENTICATED, Set.of(Step.AUTHENTICATION));
        climb.put(LadderState.PERMITTED, Set.of(Step.IDENTITY, Step.CLOCK, Step.PERMISSIONS));
        climb.put(LadderState.FUNDED, Set.of(Step.BALANCES, Step.INSTRUMENTS));
        climb.put(LadderState.RECONCILED, Set.of(Step.RECONCILIATION));
        climb.put(LadderState.TRADING, Set.of(Step.STRATEGY));
        return Collections.unmodifiableMap(climb);
    }

    /** Where a lane stands. */
    record Rung(LadderState state, Mode mode, Blocked blocked, List<Evidence> evidence, List<String> missing, String hint,
            Failure lastError) {}

    /**
     * The highest state proven at {@code now}.
     *
     * @param armed whether a person armed this lane for live trading
     */
    static Rung climb(LaneFacts facts, boolean armed, Instant now) {
        Mode mode = mode(facts, armed);
        Evidence file = file(facts.file(), armed);
        if (!facts.file().inForce()) {
            return rung(LadderState.MISCONFIGURED, mode, List.of(file), List.of());
        }
        if (!facts.file().enabled()) {
            return rung(LadderState.DISABLED, mode, List.of(file), List.of());
        }
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(file);
        LadderState byKeys = keys(facts, now, evidence);
        evidence.add(broker(facts, now));
        List<String> missing = facts.keys() == null || keyless(facts) ? List.of() : facts.keys().missing();
        if (byKeys != LadderState.CONNECTING) {
            return rung(byKeys, mode, evidence, missing);
        }
        if (facts.broker() == null) {
            return rung(facts.starting() ? LadderState.CONNECTING : LadderState.NO_BROKER, mode, evidence, missing);
        }
        if (facts.broker().trouble() != null) {
            return rung(LadderState.MISCONFIGURED, mode, evidence, missing);
        }
        if (facts.session() instanceof LaneFacts.Session.Open open) {
            return session(keyless(facts) ? open.status() : withVariables(open.status(), facts.keys().detail()), mode, evidence, now);
        }
        evidence.add(awaited(facts.session(), now));
        return rung(LadderState.CONNECTING, mode, evidence, missing);
    }

    /** The file asks, the broker may insist, and real orders need a person's arming besides. */
    static Mode mode(LaneFacts facts, boolean armed) {
        if (facts.broker() != null && (facts.broker().forced() == Mode.SANDBOX || facts.broker().forced() == Mode.PAPER)) {
            return facts.broker().forced();
        }
        return facts.file().mode() == Mode.LIVE && armed ? Mode.LIVE : Mode.OBSERVE;
    }

    private static Evidence file(LaneFacts.File file, boolean armed) {
        if (!file.inForce()) {
            Trouble trouble = file.trouble();
            return Evidence.failed(Step.FILE, file.at(), trouble.code(), trouble.sentence(), trouble.hint());
        }
        if (file.trouble() != null) {
            return new Evidence(Step.FILE, true, file.at(), file.trouble().code(), file.trouble().sentence(), file.trouble().hint());
        }
        if (!file.enabled()) {
            return new Evidence(Step.FILE, true, file.at(), "ACCOUNT_DISABLED", file.name() + " switches the account off.",
                    "Set enabled = true in " + file.name() + " to use it.");
        }
        return Evidence.ok(Step.FILE, file.at(), file.name() + " is in force"
                + (file.mode() == Mode.LIVE && !armed ? "; it asks for live, and the lane observes until it is armed." : "."));
    }

    /** Adds what is known of the keys; CONNECTING when they are fine. */
    private static LadderState keys(LaneFacts facts, Instant now, List<Evidence> evidence) {
        CredentialReport keys = facts.keys();
        if (keyless(facts)) {
            evidence.add(Evidence.ok(Step.KEYS, now, facts.broker().name() + " needs no keys."));
            evidence.add(Evidence.ok(Step.FORMAT, now, facts.broker().name() + " needs no keys."));
            return LadderState.CONNECTING;
        }
        if (keys == null && facts.broker() == null && !facts.starting()) {
            // Whether keys are needed only the broker can say: that it is not here comes first.
            return LadderState.CONNECTING;
        }
        if (keys == null) {
            evidence.add(Evidence.failed(Step.KEYS, now, "KEYS_NOT_LOOKED_FOR", "The keys have not been looked for yet.", ""));
            return LadderState.NOT_CONFIGURED;
        }
        boolean found = switch (keys.state()) {
            case ABSENT, HALF, UNREADABLE -> false;
            case MALFORMED, DUPLICATE, PRESENT -> true;
        };
        if (!found) {
            evidence.add(Evidence.failed(Step.KEYS, keys.at(), keys.code(), keys.detail() + behind(facts.leftBehind()),
                    keys.hint() + ofNoUse(facts, now)));
            return keys.state() == CredentialReport.State.ABSENT ? LadderState.NOT_CONFIGURED : LadderState.MISCONFIGURED;
        }
        evidence.add(found(keys));
        if (keys.state() != CredentialReport.State.PRESENT) {
            evidence.add(Evidence.failed(Step.FORMAT, keys.at(), keys.code(), keys.detail(), keys.hint()));
            return LadderState.MISCONFIGURED;
        }
        evidence.add(Evidence.ok(Step.FORMAT, keys.at(), "Well formed, and nobody else's; fingerprint " + keys.fingerprint() + "."));
        return LadderState.CONNECTING;
    }

    private static boolean keyless(LaneFacts facts) {
        return facts.broker() != null && !facts.broker().needsKeys();
    }

    private static String behind(String sentence) {
        return sentence.isEmpty() ? "" : " " + sentence;
    }

    /** Usable keys; the code is another than OK when a new pair was found that does not take the running one's place. */
    private static Evidence found(CredentialReport keys) {
        if (keys.state() != CredentialReport.State.PRESENT) {
            return Evidence.ok(Step.KEYS, keys.at(), "Both halves were found (" + keys.source() + ").");
        }
        return keys.code().equals("KEYS_PRESENT") ? Evidence.ok(Step.KEYS, keys.at(), keys.detail())
                : new Evidence(Step.KEYS, true, keys.at(), keys.code(), keys.detail(), keys.hint());
    }

    private static Evidence broker(LaneFacts facts, Instant now) {
        String broker = facts.lane().broker().value();
        if (facts.broker() != null && facts.broker().trouble() != null) {
            Trouble trouble = facts.broker().trouble();
            return Evidence.failed(Step.BROKER, now, trouble.code(), trouble.sentence(), trouble.hint());
        }
        if (facts.broker() != null) {
            return Evidence.ok(Step.BROKER, now, facts.broker().name() + " is here.");
        }
        return facts.starting()
                ? Evidence.failed(Step.BROKER, now, "BROKER_STARTING", "NIJA is starting; the bundle of '" + broker + "' is awaited.", "")
                : noBroker(facts, now);
    }

    /** Keys for a broker that is not here would be of no use; its name may be misspelt. */
    private static String ofNoUse(LaneFacts facts, Instant now) {
        if (facts.broker() != null || facts.starting()) {
            return "";
        }
        Evidence absent = noBroker(facts, now);
        return " But first: " + absent.detail() + " " + absent.hint();
    }

    private static Evidence noBroker(LaneFacts facts, Instant now) {
        String broker = facts.lane().broker().value();
        return Evidence.failed(Step.BROKER, now, "BROKER_ABSENT", "No bundle for the broker '" + broker + "' is running.",
                "Put broker-" + broker + ".jar into the deploy folder, or correct 'brokers' in " + facts.file().name() + ".");
    }

    private static Evidence awaited(LaneFacts.Session session, Instant now) {
        String reason = session instanceof LaneFacts.Session.Awaited awaited ? awaited.reason() : "";
        return reason.isEmpty()
                ? Evidence.failed(Step.VENUE, now, "SESSION_STARTING", "The session is starting.", "")
                : Evidence.failed(Step.VENUE, now, "SESSION_NOT_STARTED", "There is no session: " + Plain.text(reason), "");
    }

    /** The venue is there and refuses the keys: a session knows them without their names, and the remedy needs the exact variables. */
    private static SessionStatus withVariables(SessionStatus status, String found) {
        if (!proven(status.evidence(), Step.VENUE)) {
            return status;
        }
        return new SessionStatus(status.evidence().stream().map(line -> isAboutTheKeys(line)
                ? Evidence.failed(line.step(), line.at(), line.code(), line.detail(), line.hint() + " (" + found + ")")
                : line).toList(), status.blocked(), status.lastError());
    }

    private static boolean isAboutTheKeys(Evidence line) {
        return !line.ok() && !line.hint().isEmpty() && (line.step() == Step.AUTHENTICATION || line.step() == Step.IDENTITY);
    }

    private static Rung session(SessionStatus status, Mode mode, List<Evidence> evidence, Instant now) {
        status.evidence().stream().filter(line -> line.step().compareTo(Step.VENUE) >= 0)
                .sorted(Comparator.comparing(Evidence::step)).map(line -> dated(line, now)).forEach(evidence::add);
        Blocked blocked = status.blocked() == null ? null
                : new Blocked(status.blocked().kind(), status.blocked().until(), Plain.text(status.blocked().reason()));
        Failure error = status.lastError() == null ? null
                : new Failure(status.lastError().code(), Plain.text(status.lastError().message()), status.lastError().at());
        Evidence stranger = stranger(status);
        if (stranger != null) {
            return new Rung(LadderState.MISCONFIGURED, mode, blocked, List.copyOf(evidence), List.of(),
                    Plain.text(stranger.hint()), error);
        }
        LadderState state = blocked != null && blocked.kind() == Blocked.Kind.QUARANTINED ? LadderState.CONNECTING : height(evidence);
        String hint = hint(evidence);
        return new Rung(state, mode, blocked, List.copyOf(evidence), List.of(),
                hint.isEmpty() && blocked != null ? blocked.reason() : hint, error);
    }

    /**
     * The keys work, and are another account's. When the authentication failed too, the identity is only unknown:
     * a failed call never makes a lane misconfigured.
     */
    private static Evidence stranger(SessionStatus status) {
        boolean authenticated = status.evidence().stream().anyMatch(line -> line.step() == Step.AUTHENTICATION && line.ok());
        return !authenticated ? null : status.evidence().stream()
                .filter(line -> line.step() == Step.IDENTITY && !line.ok()).findFirst().orElse(null);
    }

    /** The line as it counts now: what was proven too long ago is not proven, and keeps its time. */
    private static Evidence dated(Evidence line, Instant now) {
        Evidence plain = new Evidence(line.step(), line.ok(), line.at(), line.code(), Plain.text(line.detail()), Plain.text(line.hint()));
        Duration age = Duration.between(line.at(), now);
        if (!line.ok() || age.compareTo(FRESH) <= 0 && age.compareTo(AHEAD.negated()) >= 0) {
            return plain;
        }
        String when = age.isNegative() ? "at a time that has not come yet: the clock was set back"
                : age.toSeconds() + " s ago and not since";
        return Evidence.failed(line.step(), line.at(), "EVIDENCE_STALE", "Proven " + when + ". (" + plain.detail() + ")", "");
    }

    private static LadderState height(List<Evidence> evidence) {
        LadderState reached = LadderState.CONNECTING;
        for (Map.Entry<LadderState, Set<Step>> rung : CLIMB.entrySet()) {
            boolean proven = rung.getValue().stream().allMatch(step -> proven(evidence, step));
            if (!proven) {
                break;
            }
            reached = rung.getKey();
        }
        return reached;
    }

    private static boolean proven(List<Evidence> evidence, Step step) {
        return evidence.stream().anyMatch(line -> line.step() == step)
                && evidence.stream().filter(line -> line.step() == step).allMatch(Evidence::ok);
    }

    private static Rung rung(LadderState state, Mode mode, List<Evidence> evidence, List<String> missing) {
        return new Rung(state, mode, null, List.copyOf(evidence), missing, hint(evidence), null);
    }

    /**
     * What the first unsatisfied step says; if all are satisfied, what a satisfied one has to say, and also when the lane only
     * waits for its journal to be compared, which needs nobody.
     */
    private static String hint(List<Evidence> evidence) {
        Optional<Evidence> unsatisfied = evidence.stream().filter(line -> !line.ok()).findFirst();
        if (unsatisfied.filter(line -> line.step().compareTo(Step.RECONCILIATION) < 0 || !line.hint().isEmpty()).isPresent()) {
            return unsatisfied.get().hint();
        }
        return evidence.stream().filter(line -> line.ok() && !line.hint().isEmpty()).findFirst().map(Evidence::hint).orElse("");
    }
}
