package io.nija.exchange.crowd;

import java.util.ArrayList;
import java.util.List;

/** The jumps of an asset's value that somebody ordered. Each lasts. Guarded by the venue's lock. */
final class Jumps {

    private final List<Jump> jumps = new ArrayList<>();

    private record Jump(long time, long perMillion) {}

    /** @param perMillion by how much the value is higher from then on, above -1,000,000 */
    void add(long time, long perMillion) {
        jumps.add(new Jump(time, perMillion));
    }

    /** By what the value is multiplied at a moment. */
    double factor(long time) {
        double factor = 1;
        for (int i = 0; i < jumps.size() && jumps.get(i).time <= time; i++) {
            factor *= 1 + jumps.get(i).perMillion / 1_000_000.0;
        }
        return factor;
    }

    /** {@code time:perMillion,…} */
    String text() {
        StringBuilder text = new StringBuilder();
        for (Jump jump : jumps) {
            text.append(text.length() == 0 ? "" : ",").append(jump.time).append(':').append(jump.perMillion);
        }
        return text.toString();
    }

    /** Becomes what {@link #text} said. */
    void become(String text) {
        jumps.clear();
        for (String each : text.isEmpty() ? new String[0] : text.split(",")) {
            String[] parts = each.split(":");
            add(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
        }
    }
}
