package io.nija.account;

import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/** The accounts that have a readable file. Thread-safe; every answer is a snapshot. */
@ProviderType
public interface Accounts {

    /** All accounts: the master first, then by id. */
    List<Account> all();

    /** The account of that id, if its file was accepted. */
    Optional<Account> find(AccountId id);
}
