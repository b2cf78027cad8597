package io.nija.risk;

/** What a switch forbids, mildest first. */
public enum SwitchKind {
    /** No new entries; own resting entries are cancelled, protection and exits go on. */
    ENTRIES_OFF,
    /** Only orders that make a position smaller; own resting entries are cancelled, protection stays. */
    REDUCE_ONLY,
    /** Nothing is sent but a person's cancels and flatten. Only a person sets it; stops at the venue stay. */
    HALT
}
