package io.nija.journal;

import java.time.Instant;
import java.util.Objects;

import io.nija.account.LaneId;
import io.nija.broker.Outcome;
import io.nija.order.OrderKey;

/**
 * What came of a command: one record per {@link Sent}, or none when the process ended first.
 *
 * @param lane whose
 * @param intent the number of the order's intent; null for an order that is not ours
 * @param action what was asked
 * @param order of which order, with the venue's id when it told one
 * @param result what is known
 * @param code stable; empty when confirmed
 * @param reason one line of plain words; empty when confirmed
 * @param at when the answer came, by this machine's clock
 */
public record Answered(LaneId lane, Long intent, Action action, OrderKey order, Result result, String code, String reason,
        Instant at) implements JournalRecord {

    /** The three outcomes. */
    public enum Result {
        CONFIRMED,
        REFUSED,
        UNKNOWN
    }

    public Answered {
        Objects.requireNonNull(lane, "lane");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(at, "at");
    }

    /** The record of a desk's answer to {@code sent}. */
    public static Answered of(Sent sent, Outcome<OrderKey> outcome, Instant at) {
        if (outcome instanceof Outcome.Confirmed<OrderKey> confirmed) {
            return new Answered(sent.lane(), sent.intent(), sent.action(), confirmed.value(), Result.CONFIRMED, "", "", at);
        }
        if (outcome instanceof Outcome.Refused<OrderKey> refused) {
            return new Answered(sent.lane(), sent.intent(), sent.action(), sent.order(), Result.REFUSED, refused.code(),
                    refused.reason(), at);
        }
        Outcome.Unknown<OrderKey> unknown = (Outcome.Unknown<OrderKey>) outcome;
        return new Answered(sent.lane(), sent.intent(), sent.action(), sent.order(), Result.UNKNOWN, unknown.code(),
                unknown.reason(), at);
    }
}
