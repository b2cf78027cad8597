package io.nija.broker.paper.internal.desk;

import static io.nija.broker.paper.internal.desk.PaperAccount.confirmed;
import static io.nija.broker.paper.internal.desk.PaperAccount.known;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.nija.broker.Balance;
import io.nija.broker.LedgerEntry;
import io.nija.order.OrderView;
import io.nija.order.Side;
import io.nija.order.Trade;
import io.nija.platform.virtual.VirtualTime;
import io.nija.status.Evidence;

/** A paper account outlives the process: whatever somebody was told before is so afterwards. */
class RestartTest {

    @TempDir
    Path folder;

    @Test
    void ordersFillsRowsAndBalancesAreAfterARestartAsTheyWere() {
        VirtualTime time = new VirtualTime(PaperAccount.BEGIN);
        List<OrderView> orders;
        List<Trade> trades;
        List<LedgerEntry> rows;
        List<Balance> balances;
        Instant market;
        try (PaperAccount before = new PaperAccount(folder, time)) {
            confirmed(before.place("buys", Side.BUY, "0.01", null));
            confirmed(before.place("rests", Side.BUY, "0.01", "20000.0"));
            time.advance(Duration.ofSeconds(20));
            orders = known(before.desk().restingOrders());
            trades = known(before.desk().trades(Instant.EPOCH));
            rows = known(before.desk().ledger(Instant.EPOCH));
            balances = known(before.desk().balancesNow());
            market = before.market.now();
        }
        time.advance(Duration.ofHours(3));
        try (PaperAccount after = new PaperAccount(folder, time)) {
            assertThat(known(after.desk().restingOrders())).isEqualTo(orders).hasSize(1);
            assertThat(known(after.desk().trades(Instant.EPOCH))).isEqualTo(trades).isNotEmpty();
            assertThat(known(after.desk().ledger(Instant.EPOCH))).isEqualTo(rows);
            assertThat(known(after.desk().balancesNow())).isEqualTo(balances);
            assertThat(after.market.now()).as("the market stood while nobody was there")
                    .isBetween(market.minus(Duration.ofMinutes(10)), market.plus(Duration.ofMinutes(15)));
            Instant now = time.instant();
            confirmed(after.place("sells", Side.SELL, "0.01", null));
            assertThat(known(after.desk().trades(now))).isNotEmpty().allSatisfy(trade -> assertThat(trade.at()).isBetween(now, time.instant()));
        }
    }

    @Test
    void whatWasToldBeforeAKillIsSoAfterwards() throws Exception {
        VirtualTime time = new VirtualTime(PaperAccount.BEGIN);
        Path copy = Files.createDirectory(folder.resolve("killed"));
        List<Trade> trades;
        try (PaperAccount before = new PaperAccount(folder.resolve("alive"), time)) {
            confirmed(before.place("buys", Side.BUY, "0.01", null));
            for (int i = 0; i < 200 && before.told.stream().filter(Trade.class::isInstance).count() == 0; i++) {
                time.advance(Duration.ofMillis(100));
            }
            trades = known(before.desk().trades(Instant.EPOCH));
            assertThat(trades).isNotEmpty();
            // The files as a killed process would leave them.
            Files.copy(folder.resolve("alive/exchange.state"), copy.resolve("exchange.state"));
            Files.copy(folder.resolve("alive/times"), copy.resolve("times"));
        }
        try (PaperAccount after = new PaperAccount(copy, time)) {
            assertThat(known(after.desk().trades(Instant.EPOCH))).startsWith(trades.toArray(Trade[]::new));
        }
    }

    @Test
    void aMemoryThatIsDamagedIsSaidAndLeftAsItIs() throws Exception {
        VirtualTime time = new VirtualTime(PaperAccount.BEGIN);
        try (PaperAccount before = new PaperAccount(folder, time)) {
            confirmed(before.place("buys", Side.BUY, "0.01", null));
        }
        Path state = folder.resolve("exchange.state");
        String text = Files.readString(state, StandardCharsets.UTF_8).replace("buys", "sold");
        Files.writeString(state, text, StandardCharsets.UTF_8);
        try (PaperAccount after = new PaperAccount(folder, time)) {
            assertThat(after.session.status().evidence()).singleElement().satisfies(venue -> {
                assertThat(venue.ok()).isFalse();
                assertThat(venue.code()).isEqualTo("PAPER_MARKET_BROKEN");
                assertThat(venue.detail()).contains("is damaged in line");
                assertThat(venue.hint()).contains("data/paper");
            }).isInstanceOf(Evidence.class);
            assertThat(PaperAccount.refused(after.place("more", Side.BUY, "0.01", null))).isEqualTo("PAPER_MARKET_BROKEN");
        }
        assertThat(Files.readString(state, StandardCharsets.UTF_8)).isEqualTo(text);
    }
}
