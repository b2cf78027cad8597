package io.nija.risk;

import java.time.Instant;

import io.nija.account.LaneId;
import io.nija.order.OrderRequest;

/**
 * An entry that was sent a short while ago.
 *
 * @param lane where
 * @param strategy whose, or null for a person's
 * @param order what was wanted
 * @param at when its intent was written
 */
public record RecentIntent(LaneId lane, String strategy, OrderRequest order, Instant at) {}
