package io.nija.accounts.internal;

import java.time.Instant;

import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.broker.SessionStatus;
import io.nija.credentials.CredentialReport;

/**
 * Everything that is known of a lane at one moment.
 *
 * @param file the account's file, and when it was last looked at
 * @param keys null while nobody has looked for them
 * @param broker null while its bundle is not here
 * @param session null while there is none
 * @param leftBehind a sentence on the orders that rest at the venue since the keys went; empty when there is none
 */
record LaneFacts(LaneId lane, File file, CredentialReport keys, Venue broker, Session session, String leftBehind) {

    /** With nothing left behind. */
    LaneFacts(LaneId lane, File file, CredentialReport keys, Venue broker, Session session) {
        this(lane, file, keys, broker, session, "");
    }

    /**
     * @param inForce whether some version of the file is in force
     * @param enabled whether the account is switched on
     * @param mode what the file asks for
     * @param trouble why the file or its last edit was refused, or null
     */
    record File(String name, boolean inForce, boolean enabled, Mode mode, Trouble trouble, Instant at) {}

    /**
     * @param forced {@link Mode#SANDBOX} or {@link Mode#PAPER} when the broker is that whatever a file says
     * @param trouble why its own file keeps it from being used, or null
     */
    record Venue(String name, Mode forced, Trouble trouble) {

        Venue(String name, Mode forced) {
            this(name, forced, null);
        }
    }

    /** A session, or why there is none yet. */
    sealed interface Session {

        /** It says this of itself. */
        record Open(SessionStatus status) implements Session {}

        /** It should be there and is not; {@code reason} is empty while that is no surprise. */
        record Awaited(String reason) implements Session {}
    }
}
