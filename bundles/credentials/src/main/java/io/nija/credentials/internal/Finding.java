package io.nija.credentials.internal;

import java.time.Instant;
import java.util.List;

import io.nija.account.LaneId;
import io.nija.credentials.CredentialReport;
import io.nija.credentials.CredentialReport.State;

/**
 * What was found for a lane.
 *
 * @param pair the keys, when the state is PRESENT; otherwise null
 */
record Finding(State state, String code, String detail, List<String> missing, String hint, String source, String fingerprint,
        KeyPair pair) {

    static Finding present(KeyPair pair) {
        return new Finding(State.PRESENT, "KEYS_PRESENT", pair.variables().key() + " and " + pair.variables().secret()
                + " found in " + pair.place() + ".", List.of(), "", pair.source(), pair.fingerprint(), pair);
    }

    static Finding trouble(State state, String code, String detail, List<String> missing, String hint, String source) {
        return new Finding(state, code, detail, missing, hint, source, "", null);
    }

    CredentialReport report(LaneId lane, Instant at) {
        return new CredentialReport(lane, state, code, detail, missing, hint, source, fingerprint, at);
    }
}
