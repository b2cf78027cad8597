package io.nija.broker.kraken.internal.stream.privatefeed;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.nija.account.LaneId;
import io.nija.broker.kraken.internal.stream.ConnectBudget;
import io.nija.broker.kraken.internal.stream.frame.Samples;
import io.nija.broker.kraken.internal.testing.ScriptedSockets;
import io.nija.order.OrderState;
import io.nija.order.OrderView;
import io.nija.order.Side;
import io.nija.order.Trade;
import io.nija.platform.virtual.DirectWorkers;
import io.nija.platform.virtual.VirtualTime;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrivateStreamTest {

    private static final String ORDER = "OABCDE-FGHIJ-KLMNOP";

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-11-22T12:00:00Z"));
    private final ScriptedSockets venue = new ScriptedSockets();
    private final List<Object> heard = new ArrayList<>();
    private PrivateStream.Token token = new PrivateStream.Token.Granted("t0ken");
    private int tokens;
    private final PrivateStream stream = new PrivateStream(LaneId.of("master", "kraken"), () -> venue, new ConnectBudget(time), () -> {
        tokens++;
        return CompletableFuture.completedFuture(token);
    }, time, time, new DirectWorkers().shared(), new PrivateListener() {
        @Override
        public void order(OrderView order) {
            heard.add(order);
        }

        @Override
        public void trade(Trade trade) {
            heard.add(trade);
        }

        @Override
        public void balance(String asset, BigDecimal total, Instant at) {
            heard.add(asset + " " + total.toPlainString());
        }

        @Override
        public void allowed(long points) {
            heard.add("allowed " + points);
        }

        @Override
        public void rateCount(String symbol, BigDecimal count) {
            heard.add(symbol + " counter " + count.toPlainString());
        }

        @Override
        public void live() {
            heard.add("live");
        }

        @Override
        public void down(String code, String reason) {
            heard.add(code);
        }

        @Override
        public void gap(String reason) {
            heard.add("gap: " + reason);
        }
    });

    @BeforeEach
    void begin() {
        stream.begin();
    }

    private ScriptedSockets.Line opened() {
        ScriptedSockets.Line line = venue.last();
        line.opened();
        return line;
    }

    private ScriptedSockets.Line live() {
        ScriptedSockets.Line line = opened();
        line.say(Samples.EXECUTIONS);
        return line;
    }

    private static String update(long sequence, String event) {
        return "{\"channel\":\"executions\",\"type\":\"update\",\"data\":[{\"order_id\":\"" + ORDER + "\"," + event + "}],\"sequence\":" + sequence + "}";
    }

    private <T> List<T> heard(Class<T> kind) {
        return heard.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private OrderView lastOrder() {
        List<OrderView> orders = heard(OrderView.class);
        return orders.get(orders.size() - 1);
    }

    @Test
    void aTokenIsFetchedForEachConnectionAndBothChannelsAreAskedFor() {
        ScriptedSockets.Line line = opened();
        assertThat(line.sent).hasSize(2);
        assertThat(line.sent.get(0)).contains("\"executions\"").contains("\"token\":\"t0ken\"").contains("\"ratecounter\":true")
                .contains("\"snap_orders\":true").contains("\"snap_trades\":true");
        assertThat(line.sent.get(1)).contains("\"balances\"");
        line.ended(0, 1006);
        time.advance(Duration.ofSeconds(2));
        assertThat(tokens).isEqualTo(2);
        assertThat(venue.attempts).hasSize(2);
    }

    @Test
    void withoutATokenNothingIsConnectedAndTheCauseIsSaid() {
        token = new PrivateStream.Token.Refused("KRAKEN_PERMISSION_MISSING", "no");
        venue.last().ended(0, 1006);
        time.advance(Duration.ofSeconds(30));
        assertThat(venue.attempts).hasSize(1);
        assertThat(stream.health().code()).isEqualTo("KRAKEN_PERMISSION_MISSING");
        assertThat(tokens).isLessThan(8);
    }

    @Test
    void itIsLiveWithTheSnapshotEvenOfAnEmptyAccount() {
        ScriptedSockets.Line line = opened();
        assertThat(stream.health().live()).isFalse();
        line.say("{\"channel\":\"executions\",\"type\":\"snapshot\",\"data\":[],\"sequence\":1}");
        assertThat(heard).containsExactly("live");
        assertThat(stream.health().live()).isTrue();
    }

    @Test
    void anUpdateThatSaysOnlyWhatChangedIsToldAsTheWholeOrder() {
        ScriptedSockets.Line line = live();
        assertThat(lastOrder().state()).isEqualTo(OrderState.OPEN);
        line.say(Samples.FILL);
        OrderView order = lastOrder();
        assertThat(order.state()).isEqualTo(OrderState.PARTIALLY_FILLED);
        assertThat(order.clientOrderId()).isEqualTo("6d1b345e-2821-40e2-ad83-4ecb18a06876");
        assertThat(order.quantity()).isEqualByComparingTo("0.01");
        assertThat(order.filled()).isEqualByComparingTo("0.004");
        assertThat(order.price()).isEqualByComparingTo("50000");
        line.say(update(3, "\"exec_type\":\"canceled\",\"order_status\":\"canceled\",\"timestamp\":\"2026-01-01T00:00:02Z\",\"reason\":\"User requested\""));
        assertThat(lastOrder().state()).isEqualTo(OrderState.CANCELED);
        assertThat(lastOrder().filled()).isEqualByComparingTo("0.004");
    }

    @Test
    void aFillIsToldBeforeItsOrderWithFeeAndCurrency() {
        live().say(Samples.FILL);
        Trade trade = heard(Trade.class).get(0);
        assertThat(trade).isEqualTo(new Trade(LaneId.of("master", "kraken"), "TABCDE-FGHIJ-KLMNOP", ORDER, "6d1b345e-2821-40e2-ad83-4ecb18a06876",
                "BTC/USD", Side.BUY, new BigDecimal("49999.9"), new BigDecimal("0.004"), new BigDecimal("199.9996"), new BigDecimal("0.8"), "USD",
                false, Instant.parse("2026-01-01T00:00:01.1Z")));
        assertThat(heard.indexOf(trade)).isLessThan(heard.indexOf(lastOrder()));
    }

    @Test
    void aFillWithoutItsFeeIsNotGuessedButReadElsewhere() {
        live().say(Samples.FILL.replace("\"fees\":[{\"asset\":\"USD\",\"qty\":0.8}],", ""));
        assertThat(heard(Trade.class)).isEmpty();
        assertThat(heard).anyMatch(one -> one.toString().startsWith("gap: Not all is told of the fill"));
        assertThat(lastOrder().filled()).isEqualByComparingTo("0.004");
    }

    @Test
    void aFillOfThePastInTheSnapshotSaysNothingOfItsOrder() {
        opened().say(Samples.FILL.replace("\"update\"", "\"snapshot\"").replace("\"sequence\":2", "\"sequence\":1"));
        assertThat(heard(Trade.class)).hasSize(1);
        assertThat(heard(OrderView.class)).isEmpty();
    }

    @Test
    void whatIsToldTwiceCountsOnce() {
        ScriptedSockets.Line line = live();
        line.say(Samples.FILL);
        int before = heard.size();
        line.say(Samples.FILL);
        assertThat(heard).hasSize(before);
    }

    @Test
    void anOlderEventDoesNotTakeAnythingBack() {
        ScriptedSockets.Line line = live();
        line.say(Samples.FILL);
        int before = heard(OrderView.class).size();
        line.say(update(3, "\"exec_type\":\"new\",\"order_status\":\"new\",\"timestamp\":\"2026-01-01T00:00:00.2Z\",\"cum_qty\":0.0"));
        assertThat(heard(OrderView.class)).hasSize(before);
    }

    @Test
    void aMissingNumberSubscribesAnewAndNothingCountsUntilTheSnapshot() {
        ScriptedSockets.Line line = live();
        line.take();
        line.say(Samples.FILL.replace("\"sequence\":2", "\"sequence\":4"));
        assertThat(line.sent.get(0)).contains("unsubscribe").contains("executions");
        assertThat(line.sent.get(1)).contains("\"subscribe\"").contains("executions");
        assertThat(heard(Trade.class)).isEmpty();
        assertThat(stream.health().live()).isFalse();
        assertThat(heard).contains("KRAKEN_STREAM_GAP");
        line.say(Samples.FILL.replace("\"sequence\":2", "\"sequence\":5"));
        assertThat(heard(Trade.class)).isEmpty();
        line.say(Samples.EXECUTIONS);
        line.say(Samples.FILL);
        assertThat(heard(Trade.class)).hasSize(1);
        assertThat(stream.health().live()).isTrue();
        assertThat(stream.health().gaps()).isEqualTo(1);
    }

    @Test
    void aStreamThatKeepsTearingIsSubscribedAnewNoMoreThanEveryFiveSeconds() {
        ScriptedSockets.Line line = live();
        line.say(Samples.FILL.replace("\"sequence\":2", "\"sequence\":4"));
        line.say(Samples.EXECUTIONS);
        line.take();
        line.say(Samples.FILL.replace("\"sequence\":2", "\"sequence\":4"));
        assertThat(line.sent).isEmpty();
        time.advance(Duration.ofSeconds(6));
        assertThat(line.take()).anyMatch(text -> text.contains("\"subscribe\""));
    }

    @Test
    void aMessageThatCannotBeReadMayHaveBeenAFill() {
        ScriptedSockets.Line line = live();
        line.take();
        line.say(Samples.FILL.substring(0, 200));
        assertThat(line.sent).anyMatch(text -> text.contains("unsubscribe"));
        assertThat(stream.health().faults()).isEqualTo(1);
    }

    @Test
    void aDeadTokenIsReplacedByANewConnection() {
        ScriptedSockets.Line line = opened();
        line.say("{\"method\":\"subscribe\",\"error\":\"ESession:Invalid session\",\"success\":false,\"req_id\":1}");
        assertThat(line.abandoned).isTrue();
        time.advance(Duration.ofSeconds(2));
        assertThat(venue.attempts).hasSize(2);
        assertThat(tokens).isEqualTo(2);
        assertThat(stream.health().reason()).contains("ESession:Invalid session");
    }

    @Test
    void executionsThatAreNeverConfirmedEndTheConnection() {
        ScriptedSockets.Line line = opened();
        for (int i = 0; i < 11; i++) {
            time.advance(Duration.ofSeconds(1));
            line.say(Samples.HEARTBEAT);
        }
        assertThat(line.abandoned).isTrue();
        assertThat(heard).contains("KRAKEN_STREAM_UNCONFIRMED");
    }

    @Test
    void theEnginesCounterAndTheTierAreTold() {
        ScriptedSockets.Line line = opened();
        line.say(Samples.SUBSCRIBED.replace("\"req_id\":3", "\"req_id\":1"));
        assertThat(stream.health().maxRateCount()).isEqualTo(125);
        assertThat(heard).contains("allowed 125");
        line.say(Samples.EXECUTIONS);
        line.say(Samples.FILL.replace("\"cum_qty\":0.004", "\"cum_qty\":0.004,\"ratecount\":3.5"));
        assertThat(heard).contains("BTC/USD counter 3.5");
    }

    @Test
    void aBalanceOfTheSpotWalletIsToldOnceItChanges() {
        ScriptedSockets.Line line = live();
        line.say(Samples.BALANCES);
        line.say(Samples.LEDGER);
        line.say(Samples.LEDGER.replace("\"sequence\":2", "\"sequence\":3").replace("\"wallet_type\":\"spot\"", "\"wallet_type\":\"earn\""));
        assertThat(heard(String.class)).contains("BTC 0.054").hasSize(2);
    }

    @Test
    void afterTheEndNothingIsLeft() {
        ScriptedSockets.Line line = live();
        int before = heard.size();
        stream.close();
        line.say(Samples.FILL);
        assertThat(heard).hasSize(before);
        assertThat(line.abandoned).isTrue();
        assertThat(time.pending()).isZero();
    }

    @Test
    void aTokenIsNeverPartOfATextThatCouldBeLogged() {
        assertThat(new PrivateStream.Token.Granted("s3cret").toString()).doesNotContain("s3cret");
    }
}
