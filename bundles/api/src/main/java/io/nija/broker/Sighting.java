package io.nija.broker;

import java.time.Instant;

import org.osgi.annotation.versioning.ProviderType;

import io.nija.order.OrderView;

/** What came of looking for one order everywhere it can be. */
@ProviderType
public sealed interface Sighting {

    /** It is there, resting or ended. */
    record Found(OrderView order) implements Sighting {}

    /** It is proven that the venue does not have it and will not take it any more: its deadline is past, every place was read. */
    record Absent() implements Sighting {}

    /**
     * It was not seen, and that proves nothing yet.
     *
     * @param notBefore looking earlier is of no use
     */
    record TooEarly(Instant notBefore) implements Sighting {}

    /**
     * It was not seen, and it can never be proven that it is not there: the key may not read ended orders, for example.
     *
     * @param reason one line of plain words
     * @param hint what the operator can do
     */
    record Unprovable(String reason, String hint) implements Sighting {}
}
