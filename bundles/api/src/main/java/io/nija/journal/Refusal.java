package io.nija.journal;

import java.util.Map;
import java.util.Objects;

import io.nija.account.LaneId;
import io.nija.order.OrderRequest;
import io.nija.order.Purpose;

/**
 * A check refused an order before it became an intent.
 *
 * @param lane whose
 * @param purpose what the order was for
 * @param order what was wanted
 * @param strategy whose; null for a person's
 * @param origin who asked, as in {@link Intent#origin()}
 * @param check the check's name
 * @param code stable, for programs
 * @param reason one line of plain words
 * @param numbers what was compared with what, by name, exact decimals as text
 */
public record Refusal(LaneId lane, Purpose purpose, OrderRequest order, String strategy, String origin, String check,
        String code, String reason, Map<String, String> numbers) implements JournalRecord {

    public Refusal {
        Objects.requireNonNull(lane, "lane");
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(check, "check");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(reason, "reason");
        numbers = Map.copyOf(numbers);
    }
}
