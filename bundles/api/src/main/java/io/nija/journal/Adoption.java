package io.nija.journal;

import java.math.BigDecimal;
import java.util.Objects;

import io.nija.account.LaneId;
import io.nija.order.OrderKey;

/**
 * It was decided what becomes of a holding or an order that NIJA has no history of.
 *
 * @param lane where
 * @param asset of which asset, as operators write it
 * @param quantity how much of it, in base
 * @param averagePrice the price it counts with, in quote, as a person told it; null when unknown
 * @param order the order it is about; null for a holding
 * @param policy what becomes of it
 * @param who the person, or the rule of the account's file
 * @param reason one line of plain words
 */
public record Adoption(LaneId lane, String asset, BigDecimal quantity, BigDecimal averagePrice, OrderKey order, Policy policy,
        String who, String reason) implements JournalRecord {

    /** What becomes of it. */
    public enum Policy {
        /** It is the owner's own: never sold, never counted. */
        FOREIGN,
        /** It is seen and reported. */
        ALERT,
        /** It gets a stop. */
        PROTECT,
        /** It is managed like what NIJA bought itself. */
        MANAGE
    }

    public Adoption {
        Objects.requireNonNull(lane, "lane");
        Objects.requireNonNull(asset, "asset");
        Objects.requireNonNull(quantity, "quantity");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(who, "who");
        Objects.requireNonNull(reason, "reason");
    }
}
