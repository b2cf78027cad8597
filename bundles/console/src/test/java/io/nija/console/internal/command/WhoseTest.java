package io.nija.console.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.nija.account.LaneId;
import io.nija.account.Role;
import io.nija.broker.Observation;
import io.nija.command.Command;
import io.nija.console.internal.fake.Desk;
import io.nija.console.internal.fake.Lanes;
import io.nija.console.internal.fake.Recording;
import io.nija.console.internal.language.CommandRegistry;
import io.nija.console.internal.talk.CommandRunner;
import io.nija.order.OrderState;
import io.nija.order.OrderType;
import io.nija.order.OrderView;
import io.nija.order.OwnOrders;
import io.nija.order.Side;
import io.nija.status.Board;
import io.nija.status.Evidence;
import io.nija.status.LaneStatus;
import io.nija.status.Step;
import io.nija.status.TradingFacts;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose each order is, and where journal and venue differ, is on the screen. */
class WhoseTest {

    private static final LaneId MASTER = LaneId.of("master", "kraken");

    @TempDir
    Path folder;
    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
    }

    private static OrderView order(String id) {
        return new OrderView(MASTER, id, null, "BTC/USD", Side.BUY, OrderType.LIMIT, BigDecimal.ONE, BigDecimal.TEN, null, BigDecimal.ZERO, null,
                null, OrderState.OPEN, Lanes.NOW, null);
    }

    private static String say(Command command, String... words) throws InterruptedException {
        CommandRegistry registry = new CommandRegistry();
        registry.add(command);
        Recording recording = new Recording();
        new CommandRunner(registry).run(List.of(words), recording);
        return recording.out();
    }

    @Test
    void ordersTellsOwnAdoptedOrphanedAndOthersApart() throws Exception {
        desk.session("master/kraken").openOrders = new Observation.Known<>(Stream.of("V1", "V2", "V3", "V4").map(WhoseTest::order).toList(), Lanes.NOW);
        OrdersCommand command = new OrdersCommand(() -> desk.board, desk.sessions, desk.brokers);
        command.own = new OwnOrders() {
            @Override
            public List<OwnOrder> open(LaneId lane) {
                return lane.equals(MASTER) ? List.of(new OwnOrder("o1", order("V1"), "ACCEPTED", null),
                        new OwnOrder("o2", order("V2"), "ACCEPTED", null, true)) : List.of();
            }

            @Override
            public List<OwnOrder> ended(LaneId lane, int limit) {
                return List.of();
            }

            @Override
            public Set<String> orphaned(LaneId lane) {
                return Set.of("V3");
            }
        };
        List<String> rows = say(command, "orders", "--account", "master").lines().skip(1).toList();
        assertThat(rows).hasSize(4).satisfiesExactly(row -> assertThat(row).contains("o1", " own ", "V1"),
                row -> assertThat(row).contains("o2", " adopted ", "V2"), row -> assertThat(row).contains(" orphaned ", "V3"),
                row -> assertThat(row).contains(" others ", "V4"));
    }

    @Test
    void whyShowsWhatIsWhoseAndEachDifference() throws Exception {
        LaneStatus funded = Lanes.funded("master/kraken");
        List<Evidence> evidence = new ArrayList<>(funded.evidence());
        evidence.add(Evidence.failed(Step.RECONCILIATION, Lanes.NOW, "NOT_RECONCILED_ORPHANED", "The order V3 is orphaned.", ""));
        LaneStatus orphaned = new LaneStatus(funded.lane(), funded.mode(), funded.state(), null, funded.since(), evidence, List.of(), "", null, null,
                null, null, null, null);
        Board board = Lanes.board(Lanes.account("master", Role.MASTER, orphaned));
        WhyCommand command = new WhyCommand(() -> board);
        assertThat(say(command, "why", "master/kraken")).doesNotContain("Journal and venue:");
        command.trading = new TradingFacts() {
            @Override
            public Facts facts(LaneId lane) {
                return null;
            }

            @Override
            public List<String> agreement(LaneId lane) {
                return List.of("Orders: 1 of NIJA's are open; 1 orphaned; 0 of others, left alone.", "Orphaned: The order V3.");
            }
        };
        assertThat(say(command, "why", "master/kraken")).contains("Journal and venue:\n  Orders: 1 of NIJA's are open; 1 orphaned;",
                "\n  Orphaned: The order V3.\n");
        assertThat(say(command, "why", "master/kraken", "--json")).contains("\"agreement\":[\"Orders: 1 of NIJA's are open;");
    }
}
