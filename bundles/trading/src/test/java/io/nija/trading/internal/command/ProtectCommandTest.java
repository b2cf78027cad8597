package io.nija.trading.internal.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

import io.nija.command.Exit;
import io.nija.journal.Receipt;
import io.nija.journal.SwitchChange;
import io.nija.order.OrderType;
import io.nija.order.Purpose;
import io.nija.order.Side;
import io.nija.risk.Origin;
import io.nija.trading.internal.FloorBench;
import io.nija.trading.internal.lane.DamagedHistory;
import io.nija.trading.internal.lane.ScriptedVenue;
import io.nija.trading.internal.lane.Wish;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code protect}: the stop goes where a person says, and what is not understood moves nothing. */
class ProtectCommandTest {

    @TempDir
    private Path folder;
    private FloorBench bench;

    /** Half a bitcoin at 50,000 with its stop, V2, at 48,000. */
    @BeforeEach
    void open() throws Exception {
        bench = new FloorBench(folder);
        bench.venue.types = Set.of(OrderType.LIMIT, OrderType.MARKET, OrderType.STOP_LOSS);
        bench.start().armed();
        Asked.run(new OrderCommand(bench.floor, new Ending(Duration.ZERO, Duration.ofSeconds(1)), Duration.ZERO), "buy", "master/kraken", "BTC/USD", "0.5",
                "--limit=50000", "--protect=48000");
        bench.venue.trade("V1", "0.5", "50000");
        bench.pass(10);
        assertThat(stop()).isEqualByComparingTo("48000");
    }

    private BigDecimal stop() {
        return bench.venue.orders.get("V2").stop();
    }

    private Asked.Result protect(String... words) throws Exception {
        return Asked.run(new ProtectCommand(bench.floor), words);
    }

    @Test
    void theStopIsMovedInPlaceAndTheAnswerIsThePosition() throws Exception {
        Asked.Result answer = protect("master/kraken", "xbtusd", "48500");
        assertThat(answer.exit()).as(answer.said()).isEqualTo(Exit.OK);
        assertThat(answer.json()).containsOnlyKeys("account", "broker", "symbol", "strategy", "stop").containsEntry("symbol", "BTC/USD")
                .containsEntry("strategy", null);
        assertThat(answer.json().get("stop")).asInstanceOf(MAP).containsEntry("price", "48500").containsEntry("quantity", "0.5")
                .containsEntry("state", "venue").containsEntry("orderId", "o2");
        assertThat(stop()).isEqualByComparingTo("48500");
        assertThat(bench.venue.orders).as("the same order").hasSize(2);
        assertThat(Asked.shown(new ProtectCommand(bench.floor), "master/kraken", "BTC/USD", "48600").said())
                .isEqualTo("BTC/USD: Stop at 48600: o2 rests at the venue.");
    }

    @Test
    void noneTakesTheStopAwayAndARestartKeepsThat() throws Exception {
        Asked.Result planned = Asked.run(new ProtectCommand(bench.floor, Duration.ZERO), "master/kraken", "BTC/USD", "None");
        assertThat(planned.exit()).as("the venue has not shown its end yet").isEqualTo(Exit.SOME);
        assertThat(planned.said()).contains("It is planned so, and not yet so; 'positions' shows how it goes on.");
        bench.pass(5);
        Asked.Result answer = protect("master/kraken", "BTC/USD", "none");
        assertThat(answer.exit()).as(answer.said()).isEqualTo(Exit.OK);
        assertThat(answer.json().get("stop")).asInstanceOf(MAP).containsEntry("price", null).containsEntry("state", "none");
        assertThat(bench.venue.orders.get("V2").state().name()).isEqualTo("CANCELED");
        bench.start();
        bench.pass(30);
        assertThat(bench.venue.orders).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            master|BTC/USD|48000|64|A lane is written ACCOUNT/BROKER, for example master/kraken; 'master' is not.
            nobody/kraken|BTC/USD|48000|64|There is no lane 'nobody/kraken'. The lanes are master/kraken.
            master/kraken|DOGE|48000|64|There is no instrument 'DOGE' at kraken; 'instruments --broker kraken' lists them.
            master/kraken|BTC/USD|low|64|STOP is a price, profile or none; 'low' is not.
            master/kraken|BTC/USD|0|64|STOP is a price, profile or none; '0' is not.
            master/kraken|BTC/USD|-1|64|STOP is a price, profile or none; '-1' is not.
            """)
    void whatIsNotUnderstoodIsOneSentenceAndMovesNothing(String lane, String symbol, String stop, int exit, String sentence) throws Exception {
        Asked.Result answer = protect(lane, symbol, stop);
        assertThat(answer.exit()).isEqualTo(exit);
        assertThat(answer.said()).isEqualTo(sentence);
        assertThat(stop()).isEqualByComparingTo("48000");
    }

    @Test
    void aPositionThatIsNotThereIsSaidToBeNoneAndSoIsAnothersStrategy() throws Exception {
        String none = "NIJA has no such position in BTC/USD on master/kraken; 'positions' lists them.";
        assertThat(protect("master/kraken", "BTC/USD", "48500", "--strategy=apex")).satisfies(answer -> {
            assertThat(answer.exit()).isEqualTo(Exit.NONE);
            assertThat(answer.said()).isEqualTo(none);
        });
    }

    @Test
    void whereTwoHaveOneItMustBeSaidWhose() throws Exception {
        bench.floor.find(FloorBench.LANE).orElseThrow().submit(new Wish(ScriptedVenue.limit(Side.BUY, "0.1", "50000"), Purpose.ENTRY, Origin.STRATEGY,
                "test", "apex", false, null, new BigDecimal("47000"), null, ""));
        bench.pass(5);
        bench.venue.trade("V3", "0.1", "50000");
        bench.pass(10);
        Asked.Result either = protect("master/kraken", "BTC/USD", "48500");
        assertThat(either.exit()).isEqualTo(Exit.USAGE);
        assertThat(either.said()).isEqualTo("Several have a position in BTC/USD on master/kraken; say which with --strategy.");
        assertThat(protect("master/kraken", "BTC/USD", "47500", "--strategy=apex").json()).containsEntry("strategy", "apex");
        assertThat(stop()).as("the person's stays").isEqualByComparingTo("48000");
    }

    @Test
    void underHaltItIsRefusedAndTheStopStays() throws Exception {
        bench.floor.set(new SwitchChange(new SwitchChange.Scope(SwitchChange.Kind.GLOBAL, ""), SwitchChange.Position.HALT, "test", "test"));
        Asked.Result answer = protect("master/kraken", "BTC/USD", "48500");
        assertThat(answer.exit()).isEqualTo(Exit.NONE);
        assertThat(answer.said()).contains("HALT").endsWith("]").doesNotContain("\n");
        assertThat(answer.json()).containsOnlyKeys("error");
        assertThat(stop()).isEqualByComparingTo("48000");
    }

    @Test
    void whatCannotBeWrittenIsRefusedAndTheStopStays() throws Exception {
        bench.memory.refusing = Receipt.Refused.FAILED;
        Asked.Result answer = protect("master/kraken", "BTC/USD", "48500");
        assertThat(answer.exit()).isEqualTo(Exit.NONE);
        assertThat(answer.said()).endsWith("[JOURNAL_FAILED]").doesNotContain("\n");
        assertThat(stop()).isEqualByComparingTo("48000");
    }

    @Test
    void beforeItsPastIsReadALaneIsNotSaidToHoldNothing() throws Exception {
        bench.journal = new DamagedHistory(bench.memory, Set.of("booked"));
        bench.start();
        Asked.Result answer = protect("master/kraken", "BTC/USD", "48500");
        assertThat(answer.exit()).isEqualTo(Exit.NONE);
        assertThat(answer.said()).startsWith("What master/kraken holds is not known: ").doesNotContain("has no such position");
    }
}
