package io.nija.broker.kraken.internal.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says what an answer to a {@link SocketRequest} means: the same as {@link ReplyReader} says of its twin by REST, with results
 * of the same form, so that everything behind it knows one form only (sheet, sections 10.2, 10.4 and 14). Pure.
 */
public final class SocketAnswers {

    private SocketAnswers() {}

    /** @param message all of the answer */
    public static Reply<JsonNode> read(SocketRequest request, JsonNode message, Instant at, Duration roundTrip) {
        JsonNode success = message.get("success");
        JsonNode error = message.get("error");
        JsonNode result = message.get("result");
        boolean told = error != null && !error.isNull();
        boolean done = success != null && success.isBoolean() && success.booleanValue();
        if (told) {
            boolean contradicted = done || result != null && !result.isNull() && !(result.isContainer() && result.isEmpty());
            Problem problem = refusal(error.isString() ? error.asString() : error.toString(), at);
            return new Reply.Bad<>(contradicted ? problem.doubted() : problem);
        }
        if (!done) {
            return unreadable("it says neither success nor an error", at);
        }
        String method = KrakenJson.textOrNull(message, "method");
        if (method != null && !method.equals(request.method())) {
            return unreadable("it answers '" + VenueText.clean(method, 40) + "' instead of '" + request.method() + "'", at);
        }
        return new Reply.Good<>(message, at, roundTrip).read(whole -> likeRest(request, whole));
    }

    private static Problem refusal(String text, Instant at) {
        String lower = ErrorCatalogue.normalise(text).toLowerCase(Locale.ROOT);
        if (lower.startsWith("token(s) not found")) {
            return refused("KRAKEN_INVALID_TOKEN", "Kraken does not accept the stream token", text, at);
        }
        if (lower.startsWith("unsupported field:") || lower.startsWith("unsupported event") || lower.endsWith("field must be a number_float")) {
            return refused("KRAKEN_BAD_REQUEST", "Kraken's stream says that the request is malformed", text, at);
        }
        if (lower.startsWith("currency pair not supported") || lower.startsWith("symbol(s) not found")) {
            return refused("KRAKEN_UNKNOWN_PAIR", "Kraken's stream does not know this pair", text, at);
        }
        return ReplyReader.refusal(List.of(ErrorCatalogue.normalise(text)), at);
    }

    private static Problem refused(String code, String message, String text, Instant at) {
        return new Problem(code, Fate.REFUSED, Cause.REQUEST, message + " (" + VenueText.clean(text, 120) + ").", "", at, null);
    }

    /** Whether it is the token that was refused: then nothing was looked at further, and nothing done. */
    public static boolean tokenRefused(Problem problem) {
        return problem.fate() == Fate.REFUSED && (problem.code().equals("KRAKEN_INVALID_TOKEN") || problem.code().equals("KRAKEN_INVALID_SESSION"));
    }

    private static Reply<JsonNode> unreadable(String why, Instant at) {
        return new Reply.Bad<>(new Problem("KRAKEN_UNREADABLE_ANSWER", Fate.UNCERTAIN, Cause.UNREADABLE,
                "Kraken's answer over the stream cannot be read: " + why + ".", "", at, null));
    }

    private static JsonNode likeRest(SocketRequest request, JsonNode message) {
        JsonNode result = message.get("result");
        return switch (request.method()) {
            case "add_order" -> placed(object(result));
            case "cancel_order" -> cancelled(request, object(result));
            case "amend_order" -> amended(request, object(result));
            case "batch_add" -> batch(result);
            case "batch_cancel" -> counted(result != null && result.isObject() ? result : message);
            default -> object(result);
        };
    }

    private static JsonNode object(JsonNode result) {
        if (result == null || !result.isObject()) {
            throw new UnexpectedShape("'result' is not an object");
        }
        return result;
    }

    private static ObjectNode fresh() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static JsonNode placed(JsonNode result) {
        ObjectNode rest = fresh();
        String id = KrakenJson.textOrNull(result, "order_id");
        if (id != null) {
            rest.putArray("txid").add(id);
        }
        String own = KrakenJson.textOrNull(result, "cl_ord_id");
        return own == null ? rest : rest.put("cl_ord_id", own);
    }

    private static JsonNode cancelled(SocketRequest request, JsonNode result) {
        if (!named(request, result)) {
            throw new UnexpectedShape("it does not name the order");
        }
        return fresh().put("count", 1);
    }

    private static JsonNode amended(SocketRequest request, JsonNode result) {
        boolean names = result.hasNonNull("order_id") || result.hasNonNull("cl_ord_id");
        if (names && !named(request, result)) {
            throw new UnexpectedShape("it names another order");
        }
        return result;
    }

    private static boolean named(SocketRequest request, JsonNode result) {
        String id = KrakenJson.textOrNull(result, "order_id");
        String own = KrakenJson.textOrNull(result, "cl_ord_id");
        return id != null && request.names().contains(id) || own != null && request.names().contains(own);
    }

    /** Kraken's own description has a list; one client was told an object with a list in it. */
    private static JsonNode batch(JsonNode result) {
        JsonNode all = result != null && result.isObject() ? result.get("orders") : result;
        if (all == null || !all.isArray()) {
            throw new UnexpectedShape("the orders are not a list");
        }
        ObjectNode rest = fresh();
        var orders = rest.putArray("orders");
        for (JsonNode one : all) {
            ObjectNode order = orders.addObject();
            for (String[] name : new String[][] {{"order_id", "txid"}, {"cl_ord_id", "cl_ord_id"}, {"error", "error"}}) {
                String value = KrakenJson.textOrNull(one, name[0]);
                if (value != null && !value.isEmpty()) {
                    order.put(name[1], value);
                }
            }
        }
        return rest;
    }

    private static JsonNode counted(JsonNode told) {
        String name = told.has("count") ? "count" : "orders_cancelled";
        return fresh().put("count", KrakenJson.integer(told, name, 0, Integer.MAX_VALUE));
    }
}
