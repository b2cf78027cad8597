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
 * @param starting whether NIJA is still starting, so that a broker that is not here may only be late
 * @param leftBehind a sentence on the orders that rest at the venue since the keys went; empty when there is none
 */
record LaneFacts(LaneId lane, File file, CredentialReport keys, Venue broker, Session session, boolean starting,
        String leftBehind) {

    /** After the start, with nothing left behind. */
    LaneFacts(LaneId lane, File file, CredentialReport keys, Venue broker, Session session) {
        this(lane, file, keys, broker, session, false, "");
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
     * @param needsKeys whether its lanes need keys
     */
    record Venue(String name, Mode forced, Trouble trouble, boolean needsKeys) {

        Venue(String name, Mode forced) {
            this(name, forced, null, true);
        }

        Venue(String name, Mode forced, Trouble trouble) {
            this(name, forced, trouble, true);
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
