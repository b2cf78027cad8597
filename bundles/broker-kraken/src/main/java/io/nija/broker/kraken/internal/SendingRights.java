package io.nija.broker.kraken.internal;

import java.util.Optional;

import io.nija.account.Account;
import io.nija.account.Accounts;
import io.nija.account.LaneId;
import io.nija.account.LiveArming;
import io.nija.account.Mode;
import io.nija.broker.kraken.internal.desk.Clearance;
import io.nija.broker.kraken.internal.desk.Refusal;
import io.nija.order.Purpose;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says at the moment of sending whether a lane may send. The account's file and the arming are looked at each time, so a
 * change of mode or a disarming counts at once and needs no new session; whatever cannot be looked at does not allow anything.
 * At a simulator a lane is a sandbox, whatever its file says. Thread-safe.
 */
@Component(service = SendingRights.class)
public final class SendingRights {

    private static final Logger LOG = LoggerFactory.getLogger(SendingRights.class);

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
    volatile Accounts accounts;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
    volatile LiveArming arming;

    /** The clearance of one lane. */
    public Clearance of(LaneId lane, boolean simulator) {
        return new Clearance() {
            @Override
            public Optional<Refusal> orders(Purpose purpose) {
                return simulator || verifying(lane) ? Optional.empty()
                        : mode(lane).or(() -> purpose == Purpose.ENTRY ? disarmed(lane) : Optional.empty());
            }

            @Override
            public Optional<Refusal> changes() {
                return simulator || verifying(lane) ? Optional.empty() : mode(lane);
            }

            @Override
            public int deadManSeconds() {
                try {
                    Accounts known = accounts;
                    return known == null ? 0 : known.find(lane.account()).filter(Account::enabled).map(Account::deadManSeconds).orElse(0);
                } catch (RuntimeException notTold) {
                    LOG.error("The account's file could not be read, so its dead man's switch is not renewed", notTold);
                    return 0;
                }
            }

            /** A cancel needs no arming: whoever disarms a lane must still be able to take its orders back. */
            @Override
            public Optional<Refusal> cancels() {
                return simulator || verifying(lane) ? Optional.empty() : mode(lane);
            }
        };
    }

    private Optional<Refusal> mode(LaneId lane) {
        Mode mode;
        try {
            Accounts known = accounts;
            Optional<Account> account = known == null ? Optional.empty() : known.find(lane.account());
            mode = account.filter(Account::enabled).map(found -> found.modes().getOrDefault(lane.broker(), Mode.OBSERVE)).orElse(Mode.OBSERVE);
        } catch (RuntimeException notTold) {
            return unreadable("account's mode", notTold);
        }
        return switch (mode) {
            case LIVE -> Optional.empty();
            case OBSERVE -> Optional.of(new Refusal("LANE_OBSERVES", lane + " only observes; nothing was sent. Orders need"
                    + " mode live in the account's file, and arming."));
            case SANDBOX, PAPER -> Optional.of(new Refusal("LANE_NOT_LIVE", lane + " is to be " + mode.name().toLowerCase(java.util.Locale.ROOT)
                    + ", but this is Kraken itself; nothing was sent."));
        };
    }

    /** A person asked for this lane to be verified, and said yes to a real order. */
    private boolean verifying(LaneId lane) {
        try {
            LiveArming known = arming;
            return known != null && known.verifying().contains(lane) && enabledForReal(lane);
        } catch (RuntimeException notTold) {
            LOG.error("Whether {} is being verified could not be read, so it is not", lane, notTold);
            return false;
        }
    }

    /** Whoever is to be sandbox or paper sends nothing to Kraken itself, verification or not. */
    private boolean enabledForReal(LaneId lane) {
        Accounts known = accounts;
        return known != null && known.find(lane.account()).filter(Account::enabled).map(found -> found.modes().getOrDefault(lane.broker(),
                Mode.OBSERVE)).filter(mode -> mode == Mode.LIVE || mode == Mode.OBSERVE).isPresent();
    }

    private Optional<Refusal> disarmed(LaneId lane) {
        try {
            LiveArming known = arming;
            return known != null && known.armed().contains(lane) ? Optional.empty()
                    : Optional.of(new Refusal("LANE_NOT_ARMED", lane + " is live but not armed; no entry was sent."));
        } catch (RuntimeException notTold) {
            return unreadable("arming", notTold);
        }
    }

    private static Optional<Refusal> unreadable(String what, RuntimeException notTold) {
        LOG.error("The {} could not be read, so nothing is sent", what, notTold);
        return Optional.of(new Refusal("INTERNAL", "The " + what + " could not be read; nothing was sent. The log says more."));
    }
}
