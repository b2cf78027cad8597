package io.nija.credentials.internal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.nija.account.LaneId;
import io.nija.broker.KeyProof.Verdict;
import io.nija.credentials.CredentialReport.State;
import io.nija.credentials.internal.RotationPlan.Action;
import io.nija.credentials.internal.RotationPlan.Decision;

/** What is said of a lane that keeps the pair it has although another one was found. Pure. */
final class HeldFinding {

    static final String BEING_PROVEN = "NEW_KEYS_BEING_PROVEN";
    static final String REFUSED = "NEW_KEYS_REFUSED";
    static final String UNPROVEN = "NEW_KEYS_UNPROVEN";
    static final String IN_USE = "NEW_KEYS_IN_USE";

    private HeldFinding() {}

    /** All findings as they are to be told. */
    static Map<LaneId, Finding> told(Map<LaneId, Finding> found, Map<LaneId, Decision> decisions, KeyRing ring, KeyTrials trials) {
        Map<LaneId, Finding> told = new TreeMap<>();
        found.forEach((lane, finding) -> {
            Decision decision = decisions.get(lane);
            LaneCredentials issued = ring.issued(lane).orElse(null);
            told.put(lane, decision.action() == Action.AWAIT && issued == null ? taken(finding, decision.holder())
                    : of(finding, decision, issued, trials.verdict(lane)));
        });
        return told;
    }

    private static Finding of(Finding finding, Decision decision, LaneCredentials issued, Verdict verdict) {
        return switch (decision.action()) {
            case NOTHING, KEEP, ISSUE, REPLACE, WITHDRAW -> finding;
            case KEEP_DESPITE -> held(issued, REFUSED, "What stands there now is not used: " + finding.detail()
                    + " (" + finding.code() + ")", finding.hint());
            case KEEP_SAME_KEY -> held(issued, REFUSED, finding.pair().variables().secret() + " was changed and "
                    + finding.pair().variables().key() + " was not; a key has one secret, and the venue accepts the one in use.",
                    "Put the old secret back, or a new key and its secret into " + finding.pair().place() + ".");
            case AWAIT -> held(issued, IN_USE, pair(finding) + " is still in use by " + decision.holder()
                    + ", and takes over when that lane has left it.", "Give each account at " + decision.holder().broker()
                    + " a key of its own.");
            case PROVE -> proving(finding, issued, verdict);
        };
    }

    private static Finding proving(Finding finding, LaneCredentials issued, Verdict verdict) {
        if (verdict instanceof Verdict.Refused refused) {
            return held(issued, REFUSED, pair(finding) + " was refused: " + sentence(refused.reason()) + " (" + refused.code() + ")",
                    refused.hint());
        }
        if (verdict instanceof Verdict.Unproven unproven) {
            return held(issued, UNPROVEN, pair(finding) + " cannot be proven yet, and is tried again: "
                    + sentence(unproven.reason()) + " (" + unproven.code() + ")", unproven.hint());
        }
        return held(issued, BEING_PROVEN, pair(finding) + " is being proven.", "");
    }

    private static String pair(Finding finding) {
        return "The new pair in " + finding.pair().place() + " (fingerprint " + finding.fingerprint() + ")";
    }

    private static String sentence(String reason) {
        return reason.endsWith(".") ? reason : reason + ".";
    }

    private static Finding held(LaneCredentials issued, String code, String why, String hint) {
        return new Finding(State.PRESENT, code, why + " The session goes on with the pair it has (fingerprint "
                + issued.fingerprint() + ").", List.of(), hint, issued.source(), issued.fingerprint(), null);
    }

    private static Finding taken(Finding finding, LaneId holder) {
        String variable = finding.pair().variables().key();
        return new Finding(State.DUPLICATE, "KEY_DUPLICATE", variable + " holds the key that " + holder
                + " is still running on; this lane gets it when that one has left it.", List.of(),
                "Give each account at " + holder.broker() + " a key of its own.", finding.source(), finding.fingerprint(), null);
    }
}
