package io.nija.account;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * An account as its file describes it. Immutable; an edited file is a new {@code Account}. It exists whether
 * or not a broker, a key or a session does.
 *
 * @param id from the file's name
 * @param name as the operator calls it; the id when the file has none
 * @param role master or user
 * @param enabled false when the file switches the account off: its lanes are DISABLED
 * @param brokers in the file's order, without repetition
 * @param modes the mode the file asks for, per broker; a broker that is not a key here is {@link Mode#OBSERVE}
 * @param keyVariables variables the file names instead of the usual ones, per broker
 * @param currency the reporting currency, for example {@code USD}
 * @param zone the account's day begins at midnight here
 * @param riskProfile the name of its risk profile
 * @param capital how much of it NIJA may work with, in the reporting currency; null when the file does not say
 * @param deadManSeconds after how much silence of NIJA's the venue is to cancel every order of the account, human and protective ones
 *     included; 0 for never
 */
public record Account(
        AccountId id,
        String name,
        Role role,
        boolean enabled,
        List<BrokerId> brokers,
        Map<BrokerId, Mode> modes,
        Map<BrokerId, KeyVariables> keyVariables,
        String currency,
        ZoneId zone,
        String riskProfile,
        BigDecimal capital,
        int deadManSeconds) {

    /** The profile of an account whose file names none. */
    public static final String USUAL_PROFILE = "careful";

    public Account {
        brokers = List.copyOf(brokers);
        modes = Map.copyOf(modes);
        keyVariables = Map.copyOf(keyVariables);
    }

    /** An account without a dead man's switch. */
    public Account(AccountId id, String name, Role role, boolean enabled, List<BrokerId> brokers, Map<BrokerId, Mode> modes,
            Map<BrokerId, KeyVariables> keyVariables, String currency, ZoneId zone, String riskProfile, BigDecimal capital) {
        this(id, name, role, enabled, brokers, modes, keyVariables, currency, zone, riskProfile, capital, 0);
    }

    /** An account with the usual risk profile, whose capital is not told. */
    public Account(AccountId id, String name, Role role, boolean enabled, List<BrokerId> brokers, Map<BrokerId, Mode> modes,
            Map<BrokerId, KeyVariables> keyVariables, String currency, ZoneId zone) {
        this(id, name, role, enabled, brokers, modes, keyVariables, currency, zone, USUAL_PROFILE, null);
    }

    /** This account's lanes, in the file's order. */
    public List<LaneId> lanes() {
        return brokers.stream().map(broker -> new LaneId(id, broker)).toList();
    }
}
