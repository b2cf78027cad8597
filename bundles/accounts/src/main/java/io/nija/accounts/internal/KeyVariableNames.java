package io.nija.accounts.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import io.nija.account.Account;
import io.nija.account.AccountId;
import io.nija.account.BrokerId;
import io.nija.account.KeyVariables;
import io.nija.account.Role;

/** The names of the variables that hold a lane's keys. */
final class KeyVariableNames {

    private KeyVariableNames() {}

    /**
     * The pairs to look for, the preferred one first. A user's first name is enough unless another user has the same;
     * then only the full id is unambiguous. The names without an account are the first users', for the master.
     *
     * @param all every account that is in force, for finding those of the same first name
     */
    static List<KeyVariables> of(Account account, BrokerId broker, Collection<Account> all) {
        KeyVariables own = account.keyVariables().get(broker);
        if (own != null) {
            return List.of(own);
        }
        String venue = broker.value().toUpperCase(Locale.ROOT).replace('-', '_');
        if (account.role() == Role.MASTER) {
            return List.of(pair(venue + "_MASTER"), pair(venue));
        }
        List<KeyVariables> pairs = new ArrayList<>();
        if (!sharesFirstName(account, all)) {
            pairs.add(pair(venue + "_USER_" + firstName(account.id())));
        }
        KeyVariables full = pair(venue + "_USER_" + account.id().value().toUpperCase(Locale.ROOT));
        if (!pairs.contains(full)) {
            pairs.add(full);
        }
        return List.copyOf(pairs);
    }

    private static KeyVariables pair(String prefix) {
        return new KeyVariables(prefix + "_API_KEY", prefix + "_API_SECRET");
    }

    private static boolean sharesFirstName(Account account, Collection<Account> all) {
        String first = firstName(account.id());
        return all.stream().anyMatch(other -> other.role() == Role.USER && !other.id().equals(account.id())
                && firstName(other.id()).equals(first));
    }

    /** In capitals: {@code daivon_frazier} is {@code DAIVON}. An id that begins with an underscore has no first name but itself. */
    static String firstName(AccountId id) {
        int end = id.value().indexOf('_');
        return (end > 0 ? id.value().substring(0, end) : id.value()).toUpperCase(Locale.ROOT);
    }
}
