package io.nija.status;

import java.time.Instant;

/**
 * The last thing that went wrong on a lane. Texts only: an exception would keep a replaced bundle in memory.
 *
 * @param code stable, for programs
 * @param message one line of plain words
 * @param at when
 */
public record Failure(String code, String message, Instant at) {}
