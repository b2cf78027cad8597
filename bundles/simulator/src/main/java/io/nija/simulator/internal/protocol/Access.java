package io.nija.simulator.internal.protocol;

import io.nija.exchange.venue.Account;
import io.nija.exchange.venue.ApiKey;
import io.nija.exchange.venue.Permission;
import io.nija.exchange.venue.Refused;

/**
 * A private call that passed the gate.
 *
 * @param now the exchange's time for this call, nanoseconds since 1970
 */
record Access(Account account, ApiKey key, Parameters parameters, long now) {

    /** Refuses a key that has none of these permissions. */
    void need(Permission... anyOf) throws Refused {
        for (Permission permission : anyOf) {
            if (key.may(permission)) {
                return;
            }
        }
        throw denied();
    }

    static Refused denied() {
        return new Refused("EGeneral:Permission denied");
    }
}
