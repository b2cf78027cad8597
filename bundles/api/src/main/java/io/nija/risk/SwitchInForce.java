package io.nija.risk;

import java.time.Instant;

/**
 * A switch that touches an order.
 *
 * @param kind what it forbids
 * @param scope for what it was set, as operators write it: {@code global}, {@code kraken}, {@code master}, {@code BTC/USD}
 * @param reason why, in the words of whoever set it
 * @param since when it was set
 */
public record SwitchInForce(SwitchKind kind, String scope, String reason, Instant since) {}
