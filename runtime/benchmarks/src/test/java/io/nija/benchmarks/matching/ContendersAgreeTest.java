package io.nija.benchmarks.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three books written by three houses make the same trades in the same order. */
class ContendersAgreeTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyBookMakesTheSameTrades(long seed) {
        OrderFlow flow = new OrderFlow(50_000, 500, seed);
        Set<Long> digests = new HashSet<>();
        MatchingRace.contenders().forEach((name, make) -> {
            Contender contender = make.apply(2_000);
            for (int at = 0; at < flow.size(); at++) {
                flow.play(at, contender);
            }
            assertThat(contender.trades()).as(name).isGreaterThan(1_000);
            digests.add(contender.digest());
        });
        assertThat(digests).hasSize(1);
    }
}
