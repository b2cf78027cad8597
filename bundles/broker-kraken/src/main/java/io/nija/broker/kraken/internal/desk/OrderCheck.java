package io.nija.broker.kraken.internal.desk;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.nija.broker.Outcome;
import io.nija.broker.kraken.internal.lane.PrivateLane;
import io.nija.broker.kraken.internal.wire.KrakenJson;
import io.nija.broker.kraken.internal.wire.PrivateCall;
import io.nija.broker.kraken.internal.wire.Problem;
import io.nija.broker.kraken.internal.wire.Reply;
import io.nija.broker.kraken.internal.wire.VenueText;
import io.nija.market.Instrument;
import io.nija.order.OrderRequest;
import io.nija.order.Purpose;
import io.nija.order.Validation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;

/** Lets Kraken check an order: our own rules first, then AddOrder with {@code validate=true}, sent once. */
public final class OrderCheck {

    private static final Logger LOG = LoggerFactory.getLogger(OrderCheck.class);

    private OrderCheck() {}

    /** @param now by Kraken's clock, as well as it is known */
    public static CompletableFuture<Outcome<Validation>> run(PrivateLane calls, Instrument instrument, OrderRequest order,
            Instant now) {
        Optional<Refusal> broken = OrderRules.broken(instrument, order, Purpose.ENTRY, now);
        if (broken.isPresent()) {
            return CompletableFuture.completedFuture(broken.get().outcome());
        }
        return calls.send(PrivateCall.checkOrder(OrderForm.fields(instrument, order))).thenApply(OrderCheck::outcome);
    }

    static Outcome<Validation> outcome(Reply<JsonNode> reply) {
        if (reply instanceof Reply.Bad<JsonNode> bad) {
            Problem problem = bad.problem();
            return problem.fate().certainlyNotDone()
                    ? new Outcome.Refused<>(problem.code(), problem.message())
                    : new Outcome.Unknown<>(problem.code(), problem.message());
        }
        JsonNode result = ((Reply.Good<JsonNode>) reply).value();
        if (result.hasNonNull("txid")) {
            LOG.error("Kraken answered an order check with an order id: look at Kraken's page whether an order was placed.");
            return new Outcome.Unknown<>("KRAKEN_CHECK_PLACED",
                    "Kraken answered an order check with an order id. Look at Kraken's page.");
        }
        JsonNode description = result.get("descr");
        String words = description == null ? null : KrakenJson.textOrNull(description, "order");
        return words == null
                ? new Outcome.Unknown<>("KRAKEN_UNREADABLE_ANSWER", "Kraken's answer does not describe the order.")
                : new Outcome.Confirmed<>(new Validation(VenueText.clean(words, 200)));
    }
}
