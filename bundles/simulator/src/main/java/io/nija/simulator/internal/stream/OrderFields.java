package io.nija.simulator.internal.stream;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

import io.nija.simulator.internal.stream.Fields.Kind;
import io.nija.exchange.venue.Refused;

/**
 * The parameters of the trading messages (reference sheet §14), and what they are called in the REST interface, whose rules
 * then judge them. Pure.
 */
final class OrderFields {

    static final Map<String, Kind> BATCH_ORDER = kinds("order_type", Kind.TEXT, "side", Kind.TEXT,
            "order_qty", Kind.FLOAT, "limit_price", Kind.FLOAT, "limit_price_type", Kind.TEXT, "triggers", Kind.OBJECT,
            "time_in_force", Kind.TEXT, "margin", Kind.YES, "post_only", Kind.YES, "reduce_only", Kind.YES,
            "effective_time", Kind.TEXT, "expire_time", Kind.TEXT, "cl_ord_id", Kind.TEXT, "order_userref", Kind.WHOLE,
            "display_qty", Kind.FLOAT, "cash_order_qty", Kind.FLOAT, "fee_preference", Kind.TEXT,
            "stp_type", Kind.TEXT, "conditional", Kind.OBJECT, "no_mpp", Kind.YES, "sender_sub_id", Kind.TEXT);
    static final Map<String, Kind> ADD = with(BATCH_ORDER, kinds("symbol", Kind.TEXT, "deadline", Kind.TEXT,
            "validate", Kind.YES, "token", Kind.TEXT));
    static final Map<String, Kind> AMEND = kinds("order_id", Kind.TEXT, "cl_ord_id", Kind.TEXT, "order_qty", Kind.FLOAT,
            "display_qty", Kind.FLOAT, "limit_price", Kind.FLOAT, "limit_price_type", Kind.TEXT,
            "trigger_price", Kind.FLOAT, "trigger_price_type", Kind.TEXT, "post_only", Kind.YES, "deadline", Kind.TEXT,
            "symbol", Kind.TEXT, "token", Kind.TEXT);
    static final Map<String, Kind> EDIT = kinds("order_id", Kind.TEXT, "symbol", Kind.TEXT, "order_qty", Kind.FLOAT,
            "limit_price", Kind.FLOAT, "display_qty", Kind.FLOAT, "fee_preference", Kind.TEXT,
            "order_userref", Kind.WHOLE, "post_only", Kind.YES, "reduce_only", Kind.YES, "triggers", Kind.OBJECT,
            "deadline", Kind.TEXT, "validate", Kind.YES, "no_mpp", Kind.YES, "token", Kind.TEXT);
    private static final Map<String, Kind> TRIGGERS = kinds("reference", Kind.TEXT, "price", Kind.FLOAT,
            "price_type", Kind.TEXT);
    private static final Map<String, Kind> CONDITIONAL = kinds("order_type", Kind.TEXT, "limit_price", Kind.FLOAT,
            "limit_price_type", Kind.TEXT, "trigger_price", Kind.FLOAT, "trigger_price_type", Kind.TEXT,
            "stop_price", Kind.FLOAT);
    private static final Duration NEAREST = Duration.ofMillis(500);
    private static final Duration FARTHEST = Duration.ofSeconds(60);
    private static final Duration USUAL = Duration.ofSeconds(5);

    private final boolean floats;

    /** @param floats whether a number without a point is refused where a float is wanted */
    OrderFields(boolean floats) {
        this.floats = floats;
    }

    static Map<String, Kind> kinds(Object... namesAndKinds) {
        Map<String, Kind> kinds = new HashMap<>();
        for (int i = 0; i < namesAndKinds.length; i += 2) {
            kinds.put((String) namesAndKinds[i], (Kind) namesAndKinds[i + 1]);
        }
        return Map.copyOf(kinds);
    }

    private static Map<String, Kind> with(Map<String, Kind> kinds, Map<String, Kind> more) {
        Map<String, Kind> all = new HashMap<>(kinds);
        all.putAll(more);
        return Map.copyOf(all);
    }

    Fields check(String method, JsonNode params, Map<String, Kind> kinds) throws Refused {
        return Fields.check(method, params, kinds, floats);
    }

    /** An order as AddOrder calls it, without pair, deadline and validate. */
    Map<String, String> order(String method, Fields order) throws Refused {
        Map<String, String> rest = new LinkedHashMap<>();
        String type = order.text("order_type").orElse("");
        put(rest, "ordertype", order.text("order_type"));
        put(rest, "type", order.text("side"));
        put(rest, "volume", order.number("cash_order_qty").or(() -> order.number("order_qty")));
        put(rest, "displayvol", order.number("display_qty"));
        Fields triggers = triggers(method, order);
        if (triggers == null) {
            put(rest, "price", limit(order, type));
        } else {
            put(rest, "price", trigger(triggers.number("price"), triggers.text("price_type"), type));
            put(rest, "price2", limit(order, type));
            put(rest, "trigger", triggers.text("reference"));
        }
        put(rest, "timeinforce", order.text("time_in_force"));
        put(rest, "starttm", seconds(order, "effective_time", true));
        put(rest, "expiretm", seconds(order, "expire_time", false));
        put(rest, "cl_ord_id", order.text("cl_ord_id"));
        put(rest, "userref", order.number("order_userref"));
        put(rest, "stptype", order.text("stp_type").map(text -> text.replace('_', '-')));
        put(rest, "oflags", flags(order, type));
        if (order.yes("margin", false)) {
            // As much as the pair offers, and no pair offers any.
            rest.put("leverage", "2");
        }
        if (order.yes("reduce_only", false)) {
            rest.put("reduce_only", "true");
        }
        close(method, order, rest);
        return rest;
    }

    Fields triggers(String method, Fields order) throws Refused {
        Optional<JsonNode> given = order.object("triggers");
        return given.isEmpty() ? null : check(method, given.get(), TRIGGERS);
    }

    /** A limit; relative ones are only for trailing stops. */
    private static Optional<String> limit(Fields order, String type) throws Refused {
        Optional<String> price = order.number("limit_price");
        String kind = order.text("limit_price_type").orElse("static");
        boolean trails = type.startsWith("trailing");
        if (price.isPresent() && trails == kind.equals("static")) {
            throw Refused.argument("limit_price_type");
        }
        return price.isEmpty() ? price : Optional.of(relative(price.get(), kind));
    }

    /** A trigger price; the distance of a trailing stop has no sign of its own. */
    static Optional<String> trigger(Optional<String> price, Optional<String> kind, String type) throws Refused {
        boolean trails = type.startsWith("trailing");
        if (price.isEmpty()) {
            return price;
        }
        if (trails && kind.orElse("static").equals("static")) {
            throw Refused.argument("price_type");
        }
        String given = trails ? new BigDecimal(price.get()).abs().toPlainString() : price.get();
        return Optional.of(relative(given, kind.orElse("static")));
    }

    /** A price in the notation of the REST interface. */
    static String relative(String price, String kind) throws Refused {
        String signed = price.startsWith("-") ? price : "+" + price;
        return switch (kind) {
            case "static" -> price;
            case "quote" -> signed;
            case "pct" -> signed + "%";
            default -> throw Refused.argument("price_type");
        };
    }

    /** The flags; empty when none was asked for. */
    Optional<String> flags(Fields order, String type) throws Refused {
        StringBuilder flags = new StringBuilder();
        String fee = order.text("fee_preference").orElse("");
        switch (fee) {
            case "" -> { }
            case "base" -> flags.append(",fcib");
            case "quote" -> flags.append(",fciq");
            default -> throw Refused.argument("fee_preference");
        }
        flags.append(order.yes("post_only", false) ? ",post" : "");
        flags.append(order.yes("no_mpp", false) && type.equals("market") ? ",nompp" : "");
        flags.append(type.isEmpty() || !order.has("cash_order_qty") ? "" : ",viqc");
        return flags.isEmpty() ? Optional.empty() : Optional.of(flags.substring(1));
    }

    private void close(String method, Fields order, Map<String, String> rest) throws Refused {
        Optional<JsonNode> given = order.object("conditional");
        if (given.isEmpty()) {
            return;
        }
        Fields close = check(method, given.get(), CONDITIONAL);
        String type = close.text("order_type").orElse("");
        rest.put("close[ordertype]", type);
        Optional<String> trigger = trigger(close.number("trigger_price").or(() -> close.number("stop_price")),
                close.text("trigger_price_type"), type);
        put(rest, trigger.isPresent() ? "close[price2]" : "close[price]", limit(close, type));
        put(rest, "close[price]", trigger);
    }

    private static Optional<String> seconds(Fields order, String name, boolean up) throws Refused {
        Optional<String> text = order.text(name);
        if (text.isEmpty()) {
            return text;
        }
        Instant at = instant(text.get(), name);
        return Optional.of(Long.toString(at.getEpochSecond() + (up && at.getNano() > 0 ? 1 : 0)));
    }

    private static Instant instant(String text, String name) throws Refused {
        try {
            return OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant();
        } catch (DateTimeException unreadable) {
            throw Refused.argument(name);
        }
    }

    /**
     * Until when the engine may take a message: as it says, or five seconds from its coming.
     *
     * @param came when the message came
     * @param now when it is acted on
     */
    static void checkDeadline(Fields fields, Instant came, Instant now) throws Refused {
        Optional<String> given = fields.text("deadline");
        Instant deadline = given.isEmpty() ? came.plus(USUAL) : instant(given.get(), "deadline");
        if (deadline.isBefore(now)) {
            throw new Refused("EService:Deadline elapsed");
        }
        if (deadline.isBefore(came.plus(NEAREST)) || deadline.isAfter(came.plus(FARTHEST))) {
            throw Refused.argument("deadline");
        }
    }

    private static void put(Map<String, String> rest, String name, Optional<String> value) {
        value.ifPresent(text -> rest.put(name, text));
    }
}
