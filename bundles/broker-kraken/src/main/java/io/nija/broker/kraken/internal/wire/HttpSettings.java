package io.nija.broker.kraken.internal.wire;

import java.time.Duration;

/**
 * How HTTP is spoken with the venue.
 *
 * @param userAgent {@code nija/<build>}; an absent one can be taken for a robot
 * @param connect how long a connection may take to be made
 * @param call how long a whole call may take
 * @param proxyHost an HTTP proxy, or empty for none
 * @param proxyPort its port
 */
public record HttpSettings(String userAgent, Duration connect, Duration call, String proxyHost, int proxyPort) {}
