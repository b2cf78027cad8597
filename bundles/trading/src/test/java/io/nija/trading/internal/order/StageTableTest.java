package io.nija.trading.internal.order;

import static io.nija.journal.OrderStage.CANCELED;
import static io.nija.journal.OrderStage.EXPIRED;
import static io.nija.journal.OrderStage.FILLED;
import static io.nija.journal.OrderStage.IN_DOUBT;
import static io.nija.journal.OrderStage.REJECTED;
import static io.nija.journal.OrderStage.SUBMITTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.BiConsumer;

import io.nija.journal.OrderStage;

import org.junit.jupiter.api.Test;

class StageTableTest {

    /** Every stage with every signal. */
    private static void everywhere(BiConsumer<OrderStage, Signal> look) {
        for (OrderStage stage : OrderStage.values()) {
            for (Signal signal : Signal.values()) {
                look.accept(stage, signal);
            }
        }
    }

    @Test
    void everySignalHasAnAnswerInEveryStage() {
        everywhere((from, signal) -> {
            for (boolean partly : new boolean[] {false, true}) {
                Move move = StageTable.move(from, signal, partly);
                assertThat(move).as("%s, %s", from, signal).isNotNull();
                if (move instanceof Move.Contradiction) {
                    assertThat(move.to()).as("a contradiction moves nothing").isEqualTo(from);
                }
                if (move instanceof Move.Revival) {
                    assertThat(from.ended()).as("only what has ended is revived").isTrue();
                    assertThat(move.to()).isNotEqualTo(from);
                }
                if (move instanceof Move.Expected && from.ended()) {
                    assertThat(move.to()).as("what has ended changes only by a flagged revival").isEqualTo(from);
                }
            }
        });
    }

    @Test
    void onlyTheVenueOrAProofEndsWhatMayBeAtTheVenue() {
        everywhere((from, signal) -> {
            Move move = StageTable.move(from, signal, false);
            if (!from.ended() && from != OrderStage.CREATED && move.to().ended()) {
                assertThat(signal).isIn(Signal.REFUSED, Signal.ABSENT, Signal.LAST_FILL, Signal.CANCELED, Signal.EXPIRED);
            }
        });
    }

    @Test
    void aTimeoutOrACrashNeverMeansRejected() {
        everywhere((from, signal) -> {
            if (signal == Signal.UNKNOWN || signal == Signal.INTERRUPTED) {
                Move move = StageTable.move(from, signal, false);
                assertThat(move.to()).isIn(from, from == SUBMITTED ? IN_DOUBT : from);
            }
        });
    }

    @Test
    void aFillIsNeverDropped() {
        everywhere((from, signal) -> {
            boolean sent = from != OrderStage.CREATED && from != OrderStage.DENIED && from != FILLED;
            if (sent && (signal == Signal.FILL || signal == Signal.LAST_FILL)) {
                assertThat(StageTable.move(from, signal, true)).isNotInstanceOf(Move.Contradiction.class);
            }
        });
    }

    @Test
    void anOrderThatWasProvenAbsentIsRevivedByALateAcknowledgement() {
        assertThat(StageTable.move(IN_DOUBT, Signal.ABSENT, false)).isEqualTo(new Move.Expected(REJECTED));
        assertThat(StageTable.move(REJECTED, Signal.CONFIRMED, false)).isEqualTo(new Move.Revival(OrderStage.ACCEPTED));
        assertThat(StageTable.move(REJECTED, Signal.FILL, true)).isEqualTo(new Move.Revival(OrderStage.PARTIALLY_FILLED));
    }

    @Test
    void aLateFillOfAnEndedOrderLeavesItEndedUnlessAllOfItIsFilled() {
        for (OrderStage ended : Set.of(CANCELED, EXPIRED)) {
            assertThat(StageTable.move(ended, Signal.FILL, true)).isEqualTo(new Move.Expected(ended));
            assertThat(StageTable.move(ended, Signal.LAST_FILL, true)).isEqualTo(new Move.Revival(FILLED));
        }
    }

    @Test
    void theReadmeShowsTheTableAsItIs() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String shown = readme.substring(readme.indexOf("<!-- stages -->") + "<!-- stages -->".length(), readme.indexOf("<!-- /stages -->")).strip();
        assertThat(shown).as("put this between the marks: %n%s", StageTable.markdown()).isEqualTo(StageTable.markdown().strip());
    }
}
