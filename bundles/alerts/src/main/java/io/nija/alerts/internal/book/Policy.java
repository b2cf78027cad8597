package io.nija.alerts.internal.book;

import java.time.Duration;

import io.nija.alert.Severity;

/**
 * When something is said.
 *
 * @param threshold what is less severe is listed and logged, never sent
 * @param reminder how long until an open alert nobody acknowledged is said again; zero for never
 * @param quiet how long the same alert is not said again after it was said, however often it comes and goes
 */
public record Policy(Severity threshold, Duration reminder, Duration quiet) {}
