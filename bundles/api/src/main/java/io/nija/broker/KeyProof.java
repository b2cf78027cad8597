package io.nija.broker;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.nija.account.BrokerId;
import io.nija.credentials.Credentials;
import io.nija.status.Evidence;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Finds out whether a venue accepts a pair of keys, by a harmless read and without any session: a whiteboard service
 * of a broker's bundle, with the property {@link Broker#BROKER}. It is asked before a new pair takes a running one's
 * place, so it must not touch the running session: it uses the nonces, the lock and the connections of the new key only,
 * and has given them back when it answers. A broker without this service has new keys put in place unproven.
 */
@ProviderType
public interface KeyProof {

    /** Whose keys it can prove. */
    BrokerId broker();

    /**
     * Asks the venue once. Returns at once; the stage never fails for what a venue did, and completes within a minute.
     *
     * @param candidate the new pair; dead after the answer if it was not accepted
     */
    CompletionStage<Verdict> prove(Credentials candidate);

    /** What came of it. */
    sealed interface Verdict {

        /**
         * The venue accepted a call that was signed with the pair.
         *
         * @param identity the venue's own, stable name of the account, if it tells one; whether it is the right one
         *     is not judged here
         * @param evidence what the call proved of the pair, at least the authentication
         */
        record Accepted(Optional<String> identity, List<Evidence> evidence) implements Verdict {

            public Accepted {
                evidence = List.copyOf(evidence);
            }
        }

        /**
         * The venue said that it does not accept the pair, or the pair may not be sent there: asking again is of no
         * use until somebody changed something.
         *
         * @param code stable, for programs
         * @param reason one line of plain words
         * @param hint what the operator can do
         */
        record Refused(String code, String reason, String hint) implements Verdict {}

        /**
         * Nothing was found out: the venue was not reached, has trouble of its own, or the key is in use.
         *
         * @param code stable, for programs
         * @param reason one line of plain words
         * @param hint what the operator can do; empty when nothing
         * @param notBefore asking earlier is of no use, or null
         */
        record Unproven(String code, String reason, String hint, Instant notBefore) implements Verdict {}
    }
}
