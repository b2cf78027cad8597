package io.nija.simulator.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.JsonNode;

/** A client's own orders and fills, kept from the channel alone as the reference sheet says (§13.1). */
final class ExecutionsClient {

    /** By order id, all fields that were ever told. */
    final Map<String, Map<String, JsonNode>> orders = new LinkedHashMap<>();
    final Map<String, List<String>> life = new LinkedHashMap<>();
    final Map<String, BigDecimal> filled = new LinkedHashMap<>();
    final Set<String> fills = new LinkedHashSet<>();
    private long sequence;

    void apply(JsonNode message) {
        long number = message.path("sequence").asLong();
        if (number != sequence + 1) {
            throw new AssertionError("After " + sequence + " came " + number + ": " + message);
        }
        sequence = number;
        for (JsonNode item : message.path("data")) {
            String id = item.path("order_id").asString();
            Map<String, JsonNode> order = orders.computeIfAbsent(id, any -> new LinkedHashMap<>());
            item.properties().forEach(field -> order.put(field.getKey(), field.getValue()));
            life.computeIfAbsent(id, any -> new ArrayList<>())
                    .add(item.path("exec_type").asString() + "/" + item.path("order_status").asString());
            if (item.path("exec_type").asString().equals("trade") && fills.add(item.path("exec_id").asString())) {
                filled.merge(id, item.path("last_qty").decimalValue(), BigDecimal::add);
            }
        }
    }

    String text(String order, String field) {
        JsonNode value = orders.get(order).get(field);
        return value == null ? null : value.asString();
    }
}
