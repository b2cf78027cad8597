package io.nija.accounts.internal;

/**
 * Why an account's file, or its last edit, is not in force.
 *
 * @param code stable, for programs
 * @param sentence cause and consequence, one line
 * @param hint what the operator can do
 */
record Trouble(String code, String sentence, String hint) {}
