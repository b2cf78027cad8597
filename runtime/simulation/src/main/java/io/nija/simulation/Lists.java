package io.nija.simulation;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.nija.simulator.internal.protocol.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The venue's lists as they are shown a moment later than they are: of the newest entries some are missing, not always the last. */
final class Lists {

    private record Shape(String list, String time) {}

    private static final Map<String, Shape> SHAPES = Map.of("TradesHistory", new Shape("trades", "time"),
            "ClosedOrders", new Shape("closed", "closetm"), "OpenOrders", new Shape("open", "opentm"),
            "Ledgers", new Shape("ledger", "time"));

    private Lists() {}

    static byte[] behind(String endpoint, byte[] body, Duration lag, long now) {
        Shape shape = SHAPES.get(endpoint);
        if (shape == null || lag.isZero()) {
            return body;
        }
        JsonNode document = Json.MAPPER.readTree(body);
        if (!(document.path("result").path(shape.list()) instanceof ObjectNode entries)) {
            return body;
        }
        List<String> young = new ArrayList<>();
        entries.properties().forEach(entry -> {
            // Each has a lag of its own, so that a later one can be shown before an earlier one.
            long own = lag.toNanos() / 4 * (1 + Math.floorMod(entry.getKey().hashCode(), 4));
            if (entry.getValue().path(shape.time()).decimalValue().compareTo(BigDecimal.valueOf(now - own, 9)) > 0) {
                young.add(entry.getKey());
            }
        });
        if (young.isEmpty()) {
            return body;
        }
        young.forEach(entries::remove);
        ObjectNode result = (ObjectNode) document.path("result");
        if (result.has("count")) {
            result.put("count", Math.max(0, result.get("count").asInt() - young.size()));
        }
        return Json.MAPPER.writeValueAsBytes(document);
    }
}
