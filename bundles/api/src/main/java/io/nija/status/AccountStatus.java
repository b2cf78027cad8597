package io.nija.status;

import java.util.List;

import io.nija.account.AccountId;
import io.nija.account.Role;

/**
 * An account and its lanes at one moment.
 *
 * @param id from its file's name
 * @param name as the operator calls it
 * @param role master or user
 * @param problem why the account's file was refused, or null when it was accepted
 * @param lanes in the order of the file
 */
public record AccountStatus(AccountId id, String name, Role role, String problem, List<LaneStatus> lanes) {

    public AccountStatus {
        lanes = List.copyOf(lanes);
    }
}
