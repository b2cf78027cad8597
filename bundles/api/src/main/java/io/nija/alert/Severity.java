package io.nija.alert;

/** How much an alert matters, lowest first. */
public enum Severity {
    /** Good to know; nothing is to be done. */
    INFO,
    /** Something does not work as it should, and may mend itself. */
    WARNING,
    /** Money may be at risk, or a person must act. */
    CRITICAL
}
