package io.nija.configuration.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NearestNameTest {

    @Test
    void aSwapOfNeighboursIsOneStep() {
        assertThat(NearestName.distance("borkers", "brokers")).isEqualTo(1);
        assertThat(NearestName.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(NearestName.distance("", "abc")).isEqualTo(3);
    }

    @Test
    void theNearestIsFoundUnlessNothingIsNear() {
        List<String> keys = List.of("name", "role", "brokers", "capital");

        assertThat(NearestName.of("borker", keys)).contains("brokers");
        assertThat(NearestName.of("roel", keys)).contains("role");
        assertThat(NearestName.of("zzzzzzzz", keys)).isEmpty();
    }

    @Property
    void itIsADistance(@ForAll @AlphaChars @StringLength(max = 12) String a, @ForAll @AlphaChars @StringLength(max = 12) String b) {
        int distance = NearestName.distance(a, b);

        assertThat(distance).isEqualTo(NearestName.distance(b, a))
                .isBetween(Math.abs(a.length() - b.length()), Math.max(a.length(), b.length()));
        assertThat(distance == 0).isEqualTo(a.equals(b));
    }
}
