package io.nija.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import io.nija.order.Side;

/** The core tells the same, command by command, as rules written without a thought for speed. */
class AgainstTheModelTest {

    @Property(tries = 1_500)
    void everyCommandHasTheSameEvents(@ForAll long seed, @ForAll @IntRange(min = 3, max = 60) int ids,
            @ForAll @IntRange(min = 0, max = 2) int protection) {
        run(seed, ids, protection * 30_000L, 250, new ArrayList<>());
    }

    @Test
    void theFlowReachesEveryRule() {
        List<String> events = new ArrayList<>();
        run(7, 30, 30_000, 30_000, events);
        Set<String> words = new HashSet<>();
        events.forEach(event -> words.addAll(List.of(event.replace(",", "").split(" "))));
        for (Refusal refusal : EnumSet.complementOf(EnumSet.of(Refusal.CAPACITY))) {
            assertThat(words).contains(refusal.name());
        }
        for (Cause cause : Cause.values()) {
            assertThat(words).contains(cause.name());
        }
        assertThat(words).contains("matched", "replenished", "expired", "triggered", "trailed", "place", "anew");
    }

    private static void run(long seed, int ids, long protection, int steps, List<String> told) {
        Recorded recorded = new Recorded().choosy();
        Market market = new Market(protection, 1, recorded);
        NaiveMarket model = new NaiveMarket(protection);
        Flow flow = new Flow(new Random(seed), ids);
        List<String> story = new ArrayList<>();
        long now = 0;
        for (int step = 0; step < steps; step++) {
            Flow.Step next = flow.next(now);
            now += next.pause();
            story.add(now + ": " + next.command());
            market.apply(now, next.command());
            model.apply(now, next.command());
            List<String> events = recorded.take();
            assertThat(events).as(() -> String.join("\n", story)).isEqualTo(model.take());
            told.addAll(events);
            // Seldom: looking at the depth tidies the ladder up, and the matching has to be right without that, too.
            for (Side side : step % 23 == 22 ? Side.values() : new Side[0]) {
                assertThat(depth(market, side)).as(() -> String.join("\n", story)).isEqualTo(model.depth(side));
            }
            long id = 1 + step % ids;
            assertThat(market.quantityAhead(id)).isEqualTo(model.quantityAhead(id));
        }
    }

    private static List<String> depth(Market market, Side side) {
        List<String> levels = new ArrayList<>();
        for (int rank = 0; rank < market.depth().levels(side); rank++) {
            levels.add(market.depth().price(side, rank) + ": " + market.depth().visible(side, rank) + " in "
                    + market.depth().orders(side, rank));
        }
        return levels;
    }
}
