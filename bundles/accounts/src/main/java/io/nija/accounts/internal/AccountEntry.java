package io.nija.accounts.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.nija.account.Account;
import io.nija.account.AccountId;
import io.nija.account.BrokerId;
import io.nija.account.Role;

/**
 * An account's file, accepted or not: it is always listed.
 *
 * @param file its name without folder
 * @param brokers as far as they could be read
 * @param account what is in force; empty when nothing is
 * @param trouble why the file, or its last edit, was refused
 * @param at when that was found out
 */
record AccountEntry(AccountId id, String file, String name, Role role, List<BrokerId> brokers, Optional<Account> account,
        Optional<Trouble> trouble, Instant at) {

    AccountEntry {
        brokers = List.copyOf(brokers);
    }

    static AccountEntry accepted(String file, Account account, Instant at) {
        return new AccountEntry(account.id(), file, account.name(), account.role(), account.brokers(), Optional.of(account),
                Optional.empty(), at);
    }

    /** The same with nothing in force. */
    AccountEntry refused(Trouble why) {
        return new AccountEntry(id, file, name, role, brokers, Optional.empty(), Optional.of(why), at);
    }

    /** The same, still in force as it was, after an edit that was not accepted. */
    AccountEntry keptDespite(Trouble why, Instant when) {
        return new AccountEntry(id, file, name, role, brokers, account, Optional.of(why), when);
    }
}
