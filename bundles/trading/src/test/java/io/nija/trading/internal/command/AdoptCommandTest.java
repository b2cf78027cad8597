package io.nija.trading.internal.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.nija.command.Answer;
import io.nija.command.CommandException;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.journal.ClientOrderIds;
import io.nija.journal.Intent;
import io.nija.journal.Receipt;
import io.nija.order.OrderKey;
import io.nija.order.Side;
import io.nija.trading.internal.FloorBench;
import io.nija.trading.internal.lane.ScriptedVenue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdoptCommandTest {

    @TempDir
    private Path folder;
    private FloorBench bench;
    private OrderKey orphan;

    @BeforeEach
    void open() throws Exception {
        bench = new FloorBench(folder).start();
        orphan = bench.venue.put(ClientOrderIds.of(new UUID(7, 7), 1), ScriptedVenue.limit(Side.BUY, "0.5", "50000"));
        bench.venue.trade(orphan.venueOrderId(), "0.2", "50000");
        bench.pass(30);
        assertThat(bench.lane().lane().orphaned()).isTrue();
    }

    private Answer adopt(Asking asking) throws CommandException, InterruptedException {
        return new AdoptCommand(bench.floor).run(asking);
    }

    private static int exit(Throwable refused) {
        return ((CommandException) refused).exit();
    }

    @Test
    void itShowsWhatItIsAsksAndAnswersWithTheOrder() throws Exception {
        Asking asking = new Asking(orphan.venueOrderId(), "yes");
        Answer answer = adopt(asking);
        assertThat(asking.err).anySatisfy(line -> assertThat(line).contains("V1 on master/kraken: buy 0.5 BTC/USD limit 50000, PARTIALLY_FILLED",
                orphan.clientOrderId(), "0.2 filled.")).anySatisfy(line -> assertThat(line).contains("0.2 at 50000", "trade T1"));
        assertThat(answer.exit()).isEqualTo(Exit.OK);
        assertThat(new java.util.HashMap<String, Object>(answer.json())).containsAllEntriesOf(Map.of("id", "o1", "venueOrderId", "V1", "clientOrderId", orphan.clientOrderId(), "filled", "0.2",
                "state", "PARTIALLY_FILLED", "policy", "MANAGE", "fills", 1));
        bench.pass(10);
        assertThat(bench.lane().lane().orphaned()).as("the lane leaves reduce-only by itself").isFalse();
        assertThat(bench.lane().lane().reconciled()).isTrue();
    }

    @Test
    void withoutAYesNothingIsChanged() {
        assertThatThrownBy(() -> adopt(new Asking("V1", "no"))).satisfies(refused -> assertThat(exit(refused)).isEqualTo(Exit.NONE));
        assertThatThrownBy(() -> adopt(new Asking("V1", null))).satisfies(refused -> assertThat(exit(refused)).isEqualTo(Exit.USAGE));
        assertThat(bench.memory.all(Intent.class)).isEmpty();
        assertThat(bench.lane().lane().orphaned()).isTrue();
    }

    @Test
    void oneThatIsLeftToItsOwnerIsNoOrderOfOurs() throws Exception {
        Answer answer = adopt(new Asking(orphan.clientOrderId(), null, "--foreign", "--yes"));
        assertThat(answer.exit()).isEqualTo(Exit.OK);
        assertThat(answer.json().get("id")).isNull();
        assertThat(new java.util.HashMap<String, Object>(answer.json())).containsAllEntriesOf(Map.of("venueOrderId", "V1", "policy", "FOREIGN", "account", "master", "broker", "kraken"));
        bench.pass(10);
        assertThat(bench.lane().lane().orphaned()).isFalse();
        assertThat(bench.lane().lane().orders()).isEmpty();
    }

    @Test
    void whatDoesNotWaitIsNamedTogetherWithWhatDoes() {
        assertThatThrownBy(() -> adopt(new Asking("V9", null, "--yes"))).hasMessage("No order 'V9' waits to be adopted; these do: V1.")
                .satisfies(refused -> assertThat(exit(refused)).isEqualTo(Exit.NONE));
    }

    @Test
    void whatCannotBeWrittenIsRefusedWithItsCode() throws Exception {
        bench.memory.refusing = Receipt.Refused.FAILED;
        Answer answer = adopt(new Asking("V1", null, "--yes"));
        assertThat(answer.exit()).isEqualTo(Exit.NONE);
        assertThat(answer.notes()).singleElement().satisfies(note -> assertThat(note).contains("nothing was changed", "[JOURNAL_FAILED]"));
    }

    @Test
    void aScriptGetsTheOrderOrTheErrorAsADocument() throws Exception {
        assertThat(Asked.run(new AdoptCommand(bench.floor), "V9", "--yes")).satisfies(nothing -> {
            assertThat(nothing.exit()).isEqualTo(Exit.NONE);
            assertThat(nothing.said()).isEqualTo("No order 'V9' waits to be adopted; these do: V1.");
        });
        Asked.Result asked = Asked.run(new AdoptCommand(bench.floor), "V1");
        assertThat(asked.exit()).isEqualTo(Exit.USAGE);
        assertThat(asked.said()).contains("There is nobody to ask; give --yes");
        Asked.Result adopted = Asked.run(new AdoptCommand(bench.floor), "V1", "--yes");
        assertThat(adopted.json()).containsOnlyKeys("id", "clientOrderId", "venueOrderId", "account", "broker", "symbol", "side", "type", "quantity",
                "price", "filled", "averagePrice", "state", "strategy", "createdAt", "updatedAt", "policy", "fills").containsEntry("averagePrice", "50000");
        assertThat(adopted.said()).contains("o1: buy 0.5 BTC/USD limit 50000").contains("adopted with 1 fill. master/kraken compares itself");
        bench.pass(10);
        assertThat(Asked.run(new AdoptCommand(bench.floor), "V1", "--yes").said()).isEqualTo("No order 'V1' waits to be adopted; none does.");
    }

    /** One use of it, and whoever answers; null when there is nobody. */
    private static final class Asking implements Invocation {

        private final String order;
        private final String answer;
        private final Set<String> flags;
        private final List<String> err = new ArrayList<>();

        Asking(String order, String answer, String... flags) {
            this.order = order;
            this.answer = answer;
            this.flags = Set.of(flags);
        }

        @Override
        public Optional<String> argument(String name) {
            return Optional.of(order).filter(given -> name.equals("ORDER"));
        }

        @Override
        public Optional<String> option(String name) {
            return Optional.empty();
        }

        @Override
        public boolean has(String name) {
            return flags.contains(name);
        }

        @Override
        public boolean json() {
            return false;
        }

        @Override
        public String caller() {
            return "shell:test";
        }

        @Override
        public void out(String line) {
            throw new IllegalStateException("Nothing is printed before the answer: " + line);
        }

        @Override
        public void err(String line) {
            err.add(line);
        }

        @Override
        public Optional<String> ask(String prompt, boolean hidden) {
            return Optional.ofNullable(answer);
        }

        @Override
        public void awaitStop() {
            throw new IllegalStateException("It does not run until it is stopped.");
        }
    }
}
