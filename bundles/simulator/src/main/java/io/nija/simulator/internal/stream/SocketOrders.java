package io.nija.simulator.internal.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.JsonNode;

import io.nija.simulator.internal.protocol.Json;
import io.nija.simulator.internal.protocol.KrakenApi;
import io.nija.simulator.internal.protocol.Parameters;
import io.nija.simulator.internal.stream.Fields.Kind;
import io.nija.exchange.venue.ApiKey;
import io.nija.exchange.venue.Order;
import io.nija.exchange.venue.Refused;
import io.nija.exchange.venue.Variants;
import io.nija.exchange.venue.Venue;

/**
 * Trading by socket (reference sheet §14): the same exchange, rules and permissions as through the REST interface. Guarded
 * by the venue's lock.
 */
final class SocketOrders {

    private static final int MOST_IN_BATCH = 50;
    private static final Map<String, Kind> CANCEL = OrderFields.kinds("order_id", Kind.LIST, "cl_ord_id", Kind.LIST,
            "order_userref", Kind.LIST, "token", Kind.TEXT);
    private static final Map<String, Kind> TOKEN = OrderFields.kinds("token", Kind.TEXT);
    private static final Map<String, Kind> AFTER = OrderFields.kinds("timeout", Kind.WHOLE, "token", Kind.TEXT);
    private static final Map<String, Kind> BATCH_ADD = OrderFields.kinds("symbol", Kind.TEXT, "orders", Kind.LIST,
            "deadline", Kind.TEXT, "validate", Kind.YES, "token", Kind.TEXT);
    private static final Map<String, Kind> BATCH_CANCEL = OrderFields.kinds("orders", Kind.LIST, "cl_ord_id", Kind.LIST,
            "token", Kind.TEXT);

    private final Venue venue;
    private final KrakenApi api;
    private final Map<String, Method> methods = new HashMap<>();

    /** Takes the answers to one message. */
    interface Answers {

        void result(Object result);

        /** An answer that has its result beside the envelope's members. */
        void members(Map<String, Object> members);

        void refused(Refused refused);
    }

    private interface Method {
        void act(Asked asked) throws Refused;
    }

    /** A message with who sent it and when it came. */
    private record Asked(Request request, ApiKey key, Instant came, Answers answers, OrderFields fields) {

        Fields check(Map<String, Kind> kinds) throws Refused {
            return fields.check(request.method(), request.params(), kinds);
        }
    }

    SocketOrders(Venue venue, KrakenApi api) {
        this.venue = venue;
        this.api = api;
        methods.put("add_order", this::add);
        methods.put("amend_order", this::amend);
        methods.put("edit_order", this::edit);
        methods.put("cancel_order", this::cancel);
        methods.put("cancel_all", this::cancelAll);
        methods.put("cancel_all_orders_after", this::cancelAllAfter);
        methods.put("batch_add", this::batchAdd);
        methods.put("batch_cancel", this::batchCancel);
    }

    boolean has(String method) {
        return methods.containsKey(method);
    }

    /** @param came when the message came */
    void act(Request request, ApiKey key, Instant came, Answers answers) {
        try {
            boolean floats = venue.variants().text(Variants.Name.WHOLE_NUMBERS).equals("refuse");
            methods.get(request.method()).act(new Asked(request, key, came, answers, new OrderFields(floats)));
        } catch (Refused refused) {
            answers.refused(refused);
        }
    }

    private Map<?, ?> act(Asked asked, String endpoint, Map<String, String> rest) throws Refused {
        return (Map<?, ?>) api.act(endpoint, asked.key(), Parameters.plain(rest, Map.of()));
    }

    /** The new names only: {@code BTC/USD}. */
    private String pair(Fields fields) throws Refused {
        String symbol = fields.text("symbol").orElseThrow(() -> Refused.argument("symbol"));
        return venue.listing().pair(symbol).filter(rule -> rule.symbol().equals(symbol))
                .orElseThrow(() -> new Refused("EQuery:Unknown asset pair")).id();
    }

    private void checkDeadline(Asked asked, Fields fields) throws Refused {
        OrderFields.checkDeadline(fields, asked.came(), Instant.ofEpochSecond(0, venue.now()));
    }

    private void add(Asked asked) throws Refused {
        Fields fields = asked.check(OrderFields.ADD);
        Map<String, String> rest = asked.fields().order("add_order", fields);
        rest.put("pair", pair(fields));
        checkDeadline(asked, fields);
        boolean validate = fields.yes("validate", false);
        if (validate) {
            rest.put("validate", "true");
        }
        Map<?, ?> placed = act(asked, "AddOrder", rest);
        asked.answers().result(Json.map("order_id", validate ? "" : ((List<?>) placed.get("txid")).get(0),
                "cl_ord_id", rest.get("cl_ord_id"), "order_userref", userref(rest),
                "warnings", fields.has("no_mpp") ? List.of("no_mpp is deprecated") : null));
    }

    private static Integer userref(Map<String, String> rest) {
        return rest.containsKey("userref") ? Integer.valueOf(rest.get("userref")) : null;
    }

    private void amend(Asked asked) throws Refused {
        Fields fields = asked.check(OrderFields.AMEND);
        checkDeadline(asked, fields);
        Map<String, String> rest = new LinkedHashMap<>();
        fields.text("order_id").ifPresent(id -> rest.put("txid", id));
        fields.text("cl_ord_id").ifPresent(id -> rest.put("cl_ord_id", id));
        fields.number("order_qty").ifPresent(quantity -> rest.put("order_qty", quantity));
        fields.number("display_qty").ifPresent(quantity -> rest.put("display_qty", quantity));
        String type = order(asked, fields).map(order -> order.ticket().type()).orElse("");
        Optional<String> limit = fields.number("limit_price");
        if (limit.isPresent()) {
            rest.put("limit_price",
                    OrderFields.relative(limit.get(), fields.text("limit_price_type").orElse("static")));
        }
        OrderFields.trigger(fields.number("trigger_price"), fields.text("trigger_price_type"), type)
                .ifPresent(price -> rest.put("trigger_price", price));
        if (fields.yes("post_only", false)) {
            rest.put("post_only", "true");
        }
        Map<?, ?> amended = act(asked, "AmendOrder", rest);
        asked.answers().result(Json.map("amend_id", amended.get("amend_id"), "order_id", rest.get("txid"),
                "cl_ord_id", rest.get("cl_ord_id")));
    }

    private Optional<Order> order(Asked asked, Fields fields) {
        return fields.text("order_id").flatMap(id -> venue.account(asked.key().account()).openOrder(id))
                .or(() -> fields.has("cl_ord_id") ? fields.text("cl_ord_id")
                        .flatMap(id -> venue.account(asked.key().account()).openOrderOf(id)) : Optional.empty());
    }

    private void edit(Asked asked) throws Refused {
        Fields fields = asked.check(OrderFields.EDIT);
        checkDeadline(asked, fields);
        String id = fields.text("order_id").orElseThrow(() -> Refused.argument("order_id"));
        Optional<Order> order = venue.account(asked.key().account()).openOrder(id);
        String type = order.map(each -> each.ticket().type()).orElse("");
        boolean waits = order.map(each -> each.ticket().waits()).orElse(false);
        Map<String, String> rest = new LinkedHashMap<>();
        rest.put("txid", id);
        rest.put("pair", pair(fields));
        fields.number("order_qty").ifPresent(quantity -> rest.put("volume", quantity));
        fields.number("display_qty").ifPresent(quantity -> rest.put("displayvol", quantity));
        fields.number("limit_price").ifPresent(price -> rest.put(waits ? "price2" : "price", price));
        Fields triggers = asked.fields().triggers("edit_order", fields);
        if (triggers != null) {
            OrderFields.trigger(triggers.number("price"), triggers.text("price_type"), type)
                    .ifPresent(price -> rest.put("price", price));
        }
        fields.number("order_userref").ifPresent(group -> rest.put("userref", group));
        asked.fields().flags(fields, "").ifPresent(flags -> rest.put("oflags", flags));
        if (fields.yes("reduce_only", false)) {
            throw Refused.argument("reduce_only");
        }
        if (fields.yes("validate", false)) {
            rest.put("validate", "true");
        }
        Map<?, ?> edited = act(asked, "EditOrder", rest);
        asked.answers().result(Json.map("order_id", edited.get("txid") == null ? "" : edited.get("txid"),
                "original_order_id", edited.get("originaltxid")));
    }

    /** An answer for each order. */
    private void cancel(Asked asked) throws Refused {
        Fields fields = asked.check(CANCEL);
        List<String> ids = fields.texts("order_id");
        List<String> clientIds = fields.texts("cl_ord_id");
        List<String> groups = fields.texts("order_userref");
        if (ids.isEmpty() && clientIds.isEmpty() && groups.isEmpty()) {
            throw Refused.argument("order_id");
        }
        ids.forEach(id -> cancel(asked, "txid", id, Json.map("order_id", id)));
        clientIds.forEach(id -> cancel(asked, "cl_ord_id", id, Json.map("cl_ord_id", id)));
        for (String group : groups) {
            List<Order> found = venue.account(asked.key().account()).openOrders().stream()
                    .filter(order -> Integer.toString(order.ticket().userref()).equals(group)).toList();
            if (found.isEmpty() || group.equals("0")) {
                asked.answers().refused(new Refused(venue.variants().text(Variants.Name.GONE_ORDER)));
            } else {
                found.forEach(order -> cancel(asked, "txid", order.id(), Json.map("order_id", order.id())));
            }
        }
    }

    private void cancel(Asked asked, String name, String id, Map<String, Object> result) {
        try {
            act(asked, "CancelOrder", Map.of(name, id));
            asked.answers().result(result);
        } catch (Refused refused) {
            asked.answers().refused(refused);
        }
    }

    private void cancelAll(Asked asked) throws Refused {
        asked.check(TOKEN);
        asked.answers().result(act(asked, "CancelAll", Map.of()));
    }

    private void cancelAllAfter(Asked asked) throws Refused {
        Fields fields = asked.check(AFTER);
        Map<String, String> rest = new LinkedHashMap<>();
        fields.number("timeout").ifPresent(seconds -> rest.put("timeout", seconds));
        asked.answers().result(act(asked, "CancelAllOrdersAfter", rest));
    }

    private void batchAdd(Asked asked) throws Refused {
        Fields fields = asked.check(BATCH_ADD);
        List<Parameters> orders = new ArrayList<>();
        List<Map<String, String>> wanted = new ArrayList<>();
        for (JsonNode order : fields.objects("orders")) {
            wanted.add(asked.fields().order("batch_add",
                    asked.fields().check("batch_add", order, OrderFields.BATCH_ORDER)));
            orders.add(Parameters.plain(wanted.get(wanted.size() - 1), Map.of()));
        }
        Map<String, String> rest = new LinkedHashMap<>();
        rest.put("pair", pair(fields));
        checkDeadline(asked, fields);
        if (fields.yes("validate", false)) {
            rest.put("validate", "true");
        }
        Map<?, ?> placed = (Map<?, ?>) api.act("AddOrderBatch", asked.key(),
                Parameters.plain(rest, Map.of("orders", orders)));
        boolean object = venue.variants().text(Variants.Name.BATCH_ADD).equals("object");
        List<Object> answers = new ArrayList<>();
        List<?> each = (List<?>) placed.get("orders");
        for (int place = 0; place < each.size(); place++) {
            Map<?, ?> one = (Map<?, ?>) each.get(place);
            Object error = one.get("error");
            answers.add(Json.map("order_id", one.get("txid") == null ? "" : one.get("txid"),
                    "cl_ord_id", wanted.get(place).get("cl_ord_id"), "order_userref", userref(wanted.get(place)),
                    "success", object ? error == null : null, "error", error));
        }
        asked.answers().result(object ? Json.map("orders", answers) : answers);
    }

    private void batchCancel(Asked asked) throws Refused {
        Fields fields = asked.check(BATCH_CANCEL);
        List<String> orders = fields.texts("orders");
        List<String> clientIds = fields.texts("cl_ord_id");
        int all = orders.size() + clientIds.size();
        if (all < 2 || all > MOST_IN_BATCH) {
            throw Refused.argument("orders");
        }
        Map<?, ?> cancelled = act(asked, "CancelOrderBatch", Map.of("orders", String.join(",", orders),
                "cl_ord_ids", String.join(",", clientIds)));
        if (venue.variants().text(Variants.Name.BATCH_CANCEL).equals("count")) {
            asked.answers().result(cancelled);
        } else {
            asked.answers().members(Json.map("orders_cancelled", cancelled.get("count")));
        }
    }
}
