package io.nija.account;

/** What an account is to the operator. There is one master at most. */
public enum Role {
    /** The operator's own account. */
    MASTER,
    /** An account the operator runs for somebody. */
    USER
}
