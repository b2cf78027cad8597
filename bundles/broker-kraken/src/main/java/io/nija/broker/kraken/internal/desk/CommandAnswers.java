package io.nija.broker.kraken.internal.desk;

import io.nija.broker.Outcome;
import io.nija.broker.kraken.internal.wire.Cause;
import io.nija.broker.kraken.internal.wire.Fate;
import io.nija.broker.kraken.internal.wire.KrakenJson;
import io.nija.broker.kraken.internal.wire.Problem;
import io.nija.broker.kraken.internal.wire.Reply;
import io.nija.broker.kraken.internal.wire.UnexpectedShape;
import io.nija.broker.kraken.internal.wire.VenueText;
import io.nija.order.OrderKey;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * What an answer to a command means. Refused is only what was never written, or what Kraken itself refused with a text of
 * the closed list; whatever else is not a plain "done" is unknown. Pure, but for a line in the log when Kraken contradicts
 * itself.
 */
final class CommandAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(CommandAnswers.class);

    private CommandAnswers() {}

    /** The answer to AddOrder. */
    static Outcome<OrderKey> placed(Reply<JsonNode> reply, String clientOrderId) {
        if (reply instanceof Reply.Bad<JsonNode> bad) {
            Problem problem = bad.problem();
            // "No such order" is no answer to a placement.
            return problem.fate() == Fate.MOOT ? unknown(problem.code(), problem.message()) : notDone(problem);
        }
        JsonNode result = ((Reply.Good<JsonNode>) reply).value();
        String told = KrakenJson.textOrNull(result, "cl_ord_id");
        if (told != null && !told.isEmpty() && !told.equals(clientOrderId)) {
            LOG.error("Kraken answered the placement of {} with the order of {}.", clientOrderId, VenueText.clean(told, 40));
            return unknown("KRAKEN_UNREADABLE_ANSWER", "Kraken's answer to the order names another order.");
        }
        JsonNode ids = result.get("txid");
        if (ids == null || !ids.isArray() || ids.size() != 1 || !ids.get(0).isString() || ids.get(0).asString().isBlank()) {
            return unknown("KRAKEN_UNREADABLE_ANSWER", "Kraken's answer does not name exactly one order.");
        }
        return new Outcome.Confirmed<>(new OrderKey(clientOrderId, VenueText.clean(ids.get(0).asString(), 40)));
    }

    /** The answer to AmendOrder. */
    static Outcome<OrderKey> amended(Reply<JsonNode> reply, OrderKey order) {
        if (reply instanceof Reply.Bad<JsonNode> bad) {
            return gone(bad.problem());
        }
        String id = KrakenJson.textOrNull(((Reply.Good<JsonNode>) reply).value(), "amend_id");
        return id == null || id.isBlank()
                ? unknown("KRAKEN_UNREADABLE_ANSWER", "Kraken's answer does not name the amendment.")
                : new Outcome.Confirmed<>(order);
    }

    /** The answer to CancelOrder. */
    static Outcome<OrderKey> cancelled(Reply<JsonNode> reply, OrderKey order) {
        if (reply instanceof Reply.Bad<JsonNode> bad) {
            return gone(bad.problem());
        }
        JsonNode result = ((Reply.Good<JsonNode>) reply).value();
        int count;
        try {
            count = KrakenJson.integer(result, "count", 0, Integer.MAX_VALUE);
        } catch (UnexpectedShape noCount) {
            return unknown("KRAKEN_UNREADABLE_ANSWER", "Kraken's answer does not say how many orders were cancelled.");
        }
        if (count > 1) {
            LOG.error("Kraken cancelled {} orders where one was named: {}.", count, order);
            return unknown("KRAKEN_CANCELLED_MORE", "Kraken says that it cancelled " + count + " orders; one was named.");
        }
        if (result.path("pending").asBoolean(false)) {
            return unknown("KRAKEN_CANCEL_PENDING", "Kraken says that the cancel is on its way.");
        }
        return count == 1 ? new Outcome.Confirmed<>(order) : notFound("Kraken cancelled nothing.");
    }

    /** For a command about an order that should be there. */
    private static Outcome<OrderKey> gone(Problem problem) {
        return problem.fate() == Fate.MOOT ? notFound(problem.message()) : notDone(problem);
    }

    private static Outcome<OrderKey> notFound(String reason) {
        return new Outcome.Refused<>("ORDER_NOT_FOUND", reason);
    }

    private static Outcome<OrderKey> notDone(Problem problem) {
        return problem.fate().certainlyNotDone()
                ? new Outcome.Refused<>(code(problem), problem.message())
                : unknown(problem.code(), problem.message());
    }

    /** What the budget held back has one code at every broker. */
    static String code(Problem problem) {
        return problem.fate() == Fate.NOT_SENT && problem.cause() == Cause.LIMIT ? "BUDGET" : problem.code();
    }

    private static <T> Outcome<T> unknown(String code, String reason) {
        return new Outcome.Unknown<>(code, reason);
    }
}
