package io.nija.broker.kraken.internal.session;

import java.util.Optional;

import io.nija.account.LaneId;
import io.nija.broker.kraken.internal.venue.Venue;
import io.nija.broker.kraken.internal.wire.VenueAddresses;
import io.nija.credentials.Credentials;
import io.nija.status.Step;

/**
 * Why no call may ever be made with a pair of keys here, found out without one.
 *
 * @param step the step that cannot be satisfied
 * @param hint {@code {source}} stands for the place of the keys
 */
record KeyFit(Step step, String code, String reason, String hint) {

    /** What the simulator's keys begin with: they are of no use at Kraken, and Kraken's must not go to a simulator. */
    private static final String SIMULATOR_KEY = "NIJASIM";

    /** The obstacle; empty when there is none. */
    static Optional<KeyFit> obstacle(LaneId lane, Credentials credentials, Venue venue) {
        if (!credentials.lane().equals(lane)) {
            return Optional.of(new KeyFit(Step.AUTHENTICATION, "WRONG_CREDENTIALS",
                    "The keys handed to this session are those of " + credentials.lane() + "; no call is made.",
                    "Report this: it must not happen."));
        }
        if (venue.addresses() instanceof VenueAddresses.Refused refused) {
            return Optional.of(new KeyFit(Step.VENUE, "KRAKEN_ADDRESS_REFUSED", refused.message(), refused.hint()));
        }
        boolean issuedBySimulator;
        try {
            issuedBySimulator = credentials.use(scope -> scope.key().startsWith(SIMULATOR_KEY));
        } catch (IllegalStateException withdrawn) {
            return Optional.of(new KeyFit(Step.AUTHENTICATION, "KEYS_WITHDRAWN", "The keys were withdrawn.", ""));
        }
        return issuedBySimulator == venue.simulator() ? Optional.empty() : Optional.of(strange(issuedBySimulator));
    }

    private static KeyFit strange(boolean issuedBySimulator) {
        return new KeyFit(Step.AUTHENTICATION, "KRAKEN_SIMULATOR_KEY", issuedBySimulator
                ? "This key was issued by a simulator, but this broker speaks with Kraken itself; no call is made."
                : "This key was not issued by a simulator, but this broker speaks with one (simulator=true); no call is made.",
                issuedBySimulator
                        ? "Put a key from Kraken's page into {source}, or set simulator=true and the simulator's addresses in"
                                + " io.nija.broker.kraken.cfg."
                        : "Put a key issued by the simulator into {source}, or remove simulator=true from"
                                + " io.nija.broker.kraken.cfg.");
    }
}
