package io.nija.broker.kraken.internal.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.nija.broker.kraken.internal.wire.Guard;
import io.nija.broker.kraken.internal.wire.KrakenForm;
import io.nija.broker.kraken.internal.wire.Priority;
import io.nija.broker.kraken.internal.wire.PrivateCall;
import io.nija.market.Instrument;
import io.nija.market.MarketMode;
import io.nija.market.Symbol;
import io.nija.order.OrderRequest;
import io.nija.order.OrderType;
import io.nija.order.Placement;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.order.TimeInForce;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

class OrderFormTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    record Case(Instrument instrument, OrderRequest order) {}

    private static Instrument instrument(BigDecimal tick, int decimals, BigDecimal step, BigDecimal minQuantity, BigDecimal minCost) {
        return new Instrument(Symbol.parse("A/B"), Set.of("AB"), "AB", tick, decimals, step, minQuantity, minCost, 5, null, null,
                MarketMode.ONLINE);
    }

    /** Any instrument, and any order on its grid; numbers come in every scale that means the same. */
    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<Integer> scale = Arbitraries.integers().between(0, 12);
        Arbitrary<Integer> tick = Arbitraries.of(1, 2, 5, 25);
        Arbitrary<Long> steps = Arbitraries.longs().between(1, 1_000_000_000_000L);
        Arbitrary<Integer> written = Arbitraries.integers().between(-3, 6);
        Arbitrary<OrderType> type = Arbitraries.of(OrderRules.CAPABILITIES.types()).filter(kind -> kind == OrderType.MARKET || kind.hasStop()
                || kind == OrderType.LIMIT);
        return Combinators.combine(scale, scale, tick, steps, steps, steps, written, type).as((priceScale, quantityScale, ticks, volume,
                limit, stop, shown, kind) -> {
            BigDecimal priceTick = BigDecimal.valueOf(ticks, priceScale);
            BigDecimal step = BigDecimal.ONE.movePointLeft(quantityScale);
            OrderRequest order = new OrderRequest(Symbol.parse("A/B"), volume % 2 == 0 ? Side.BUY : Side.SELL, kind,
                    shown(step.multiply(BigDecimal.valueOf(volume)), shown),
                    kind.hasLimit() ? shown(priceTick.multiply(BigDecimal.valueOf(limit)), shown) : null,
                    kind.hasStop() ? shown(priceTick.multiply(BigDecimal.valueOf(stop)), shown) : null,
                    kind != OrderType.MARKET && limit % 3 == 0 ? TimeInForce.GTD : TimeInForce.GTC,
                    kind != OrderType.MARKET && limit % 3 == 0 ? NOW.plusSeconds(10 + limit % 100_000) : null, false);
            return new Case(instrument(priceTick, priceScale, step, step, BigDecimal.ZERO), order);
        });
    }

    private static BigDecimal shown(BigDecimal number, int scale) {
        BigDecimal stripped = number.stripTrailingZeros();
        return scale < 0 ? stripped : number.setScale(number.scale() + scale);
    }

    @Property
    void theSentBytesAreExactlyTheOrder(@ForAll("cases") Case any) {
        OrderRequest order = any.order();
        assertThat(OrderRules.broken(any.instrument(), order, Purpose.ENTRY, NOW)).isEmpty();
        Map<String, String> sent = sent(PrivateCall.place(OrderForm.placement(any.instrument(), new Placement("e1-000001", order,
                Purpose.ENTRY, NOW.plusMillis(5_123)), NOW.plusMillis(5_123)), Priority.ENTRY, Guard.OPEN));
        BigDecimal volume = exact(sent.get("volume"));
        assertThat(volume).isEqualByComparingTo(order.quantity());
        assertThat(volume.remainder(any.instrument().quantityStep())).isZero();
        assertThat(sent.get("ordertype").replace('-', '_')).isEqualToIgnoringCase(order.type().name());
        assertThat(sent.get("type")).isEqualToIgnoringCase(order.side().name());
        assertThat(number(sent, order.type().hasStop() ? "price" : "none")).usingComparator(VALUE).isEqualTo(order.stop());
        assertThat(number(sent, order.type().hasStop() ? "price2" : "price")).usingComparator(VALUE).isEqualTo(order.limit());
        assertThat(sent.get("expiretm")).isEqualTo(order.expiresAt() == null ? null : Long.toString(order.expiresAt().getEpochSecond()));
        assertThat(sent.get("timeinforce")).isEqualTo(order.timeInForce() == TimeInForce.GTC ? null : order.timeInForce().name());
        assertThat(Instant.parse(sent.get("deadline"))).isEqualTo(NOW.plusMillis(5_123));
        assertThat(sent).containsEntry("cl_ord_id", "e1-000001").containsEntry("pair", "AB").doesNotContainKey("validate");
    }

    @Property
    void whatIsOffTheGridIsNeverSent(@ForAll("cases") Case any, @ForAll @IntRange(min = 1, max = 9) int off) {
        OrderRequest order = any.order();
        BigDecimal wrong = order.quantity().add(any.instrument().quantityStep().multiply(BigDecimal.valueOf(off, 1)));
        OrderRequest broken = new OrderRequest(order.symbol(), order.side(), order.type(), wrong, order.limit(), order.stop(),
                order.timeInForce(), order.expiresAt(), order.postOnly());
        assertThat(OrderRules.broken(any.instrument(), broken, Purpose.EXIT, NOW)).isPresent();
    }

    private static final Comparator<BigDecimal> VALUE = Comparator.nullsFirst(Comparator.naturalOrder());

    private static BigDecimal number(Map<String, String> sent, String field) {
        return sent.containsKey(field) ? exact(sent.get(field)) : null;
    }

    /** As Kraken reads it: digits and one point. */
    private static BigDecimal exact(String text) {
        assertThat(text).matches("\\d+(\\.\\d+)?");
        return new BigDecimal(text);
    }

    private static Map<String, String> sent(PrivateCall call) {
        String body = new String(call.body("7".getBytes(StandardCharsets.US_ASCII), new KrakenForm()), StandardCharsets.US_ASCII);
        Map<String, String> fields = new HashMap<>();
        for (String field : body.split("&")) {
            String[] parts = field.split("=", 2);
            assertThat(fields.put(URLDecoder.decode(parts[0], StandardCharsets.UTF_8), URLDecoder.decode(parts[1], StandardCharsets.UTF_8)))
                    .isNull();
        }
        return fields;
    }

    @Property
    void theSmallestOrderBreaksNoRule(@ForAll @BigRange(min = "0.00000001", max = "1000") @Scale(8) BigDecimal minQuantity,
            @ForAll @BigRange(min = "0.01", max = "50") @Scale(2) BigDecimal minCost, @ForAll @IntRange(max = 8) int decimals) {
        Instrument any = instrument(BigDecimal.ONE.movePointLeft(decimals), decimals, new BigDecimal("0.00000001"), minQuantity, minCost);
        var fields = OrderForm.smallest(any);
        OrderRequest order = new OrderRequest(Symbol.parse("A/B"), Side.BUY, OrderType.LIMIT, new BigDecimal(fields.get("volume")),
                new BigDecimal(fields.get("price")), TimeInForce.GTC, false);
        assertThat(OrderRules.broken(any, order, Purpose.ENTRY, NOW)).isEmpty();
    }
}
