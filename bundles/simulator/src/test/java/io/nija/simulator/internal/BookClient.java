package io.nija.simulator.internal;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

import tools.jackson.databind.JsonNode;

/** A client's own book, kept as the reference sheet says (§11, §12), from the numbers' texts alone. */
final class BookClient {

    private final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
    private final int depth;

    BookClient(int depth) {
        this.depth = depth;
    }

    /** Applies a snapshot or an update; answers whether the checksum is that of the book. */
    boolean apply(JsonNode message) {
        JsonNode data = message.at("/data/0");
        if (message.path("type").asString().equals("snapshot")) {
            bids.clear();
            asks.clear();
        }
        apply(bids, data.path("bids"));
        apply(asks, data.path("asks"));
        return checksum() == data.path("checksum").asLong();
    }

    private void apply(TreeMap<BigDecimal, BigDecimal> side, JsonNode levels) {
        for (JsonNode level : levels) {
            BigDecimal quantity = level.path("qty").decimalValue();
            if (quantity.signum() == 0) {
                side.remove(level.path("price").decimalValue());
            } else {
                side.put(level.path("price").decimalValue(), quantity);
            }
        }
        while (side.size() > depth) {
            side.pollLastEntry();
        }
    }

    long checksum() {
        StringBuilder text = new StringBuilder();
        add(text, asks);
        add(text, bids);
        CRC32 sum = new CRC32();
        sum.update(text.toString().getBytes(StandardCharsets.US_ASCII));
        return sum.getValue();
    }

    private static void add(StringBuilder text, TreeMap<BigDecimal, BigDecimal> side) {
        side.entrySet().stream().limit(10).forEach(level ->
                text.append(digits(level.getKey())).append(digits(level.getValue())));
    }

    private static String digits(BigDecimal number) {
        return number.toPlainString().replace(".", "").replaceFirst("^0+", "");
    }

    List<String> bids() {
        return side(bids);
    }

    List<String> asks() {
        return side(asks);
    }

    private static List<String> side(TreeMap<BigDecimal, BigDecimal> side) {
        List<String> rows = new ArrayList<>();
        for (Map.Entry<BigDecimal, BigDecimal> level : side.entrySet()) {
            rows.add(level.getKey().toPlainString() + " " + level.getValue().toPlainString());
        }
        return rows;
    }

    int size() {
        return bids.size() + asks.size();
    }
}
