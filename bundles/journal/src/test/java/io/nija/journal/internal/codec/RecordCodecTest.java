package io.nija.journal.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import io.nija.journal.JournalRecord;
import io.nija.journal.Unreadable;

class RecordCodecTest {

    private final RecordCodec codec = new RecordCodec();

    @Property(tries = 2_000)
    void everyRecordIsReadAsItWasWritten(@ForAll("records") JournalRecord record) {
        Encoded encoded = codec.encode(record);
        assertThat(codec.decode(encoded.kind(), encoded.body())).isEqualTo(record);
        assertThat(encoded.body()).doesNotContain("\n");
    }

    @Provide
    net.jqwik.api.Arbitrary<JournalRecord> records() {
        return AnyRecord.records();
    }

    @Property(tries = 500)
    void aDamagedTextIsAnErrorOrAnotherRecordButNeverACrash(@ForAll("records") JournalRecord record, @ForAll int place,
            @ForAll char put) {
        Encoded encoded = codec.encode(record);
        StringBuilder text = new StringBuilder(encoded.body());
        text.setCharAt(Math.floorMod(place, text.length()), put);
        try {
            assertThat(codec.decode(encoded.kind(), text.toString())).isNotNull();
        } catch (IllegalArgumentException expected) {
            assertThat(expected.getMessage()).isNotBlank();
        }
    }

    @Test
    void thereIsAFormatForEveryKindThatCanBeAppended() {
        Set<Class<?>> written = Formats.ALL.stream().map(Format::type).collect(Collectors.toSet());
        Set<Class<?>> all = Arrays.stream(JournalRecord.class.getPermittedSubclasses())
                .filter(type -> type != Unreadable.class).collect(Collectors.toSet());
        assertThat(written).isEqualTo(all);
        assertThat(AnyRecord.kinds()).as("the property above makes every kind").isEqualTo(all);
        assertThat(Formats.ALL.stream().map(Format::kind)).doesNotHaveDuplicates();
    }

    @Test
    void aKindOfAnotherVersionIsNamed() {
        assertThatThrownBy(() -> codec.decode("prophecy", "{}")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prophecy");
    }

    @Test
    void aNumberOfMillionsOfDigitsIsRefused() {
        JournalRecord absurd = new io.nija.journal.Adoption(io.nija.journal.internal.Samples.MASTER, "BTC",
                new java.math.BigDecimal("1E+1000000"), null, null, io.nija.journal.Adoption.Policy.ALERT, "x", "y");
        assertThatThrownBy(() -> codec.encode(absurd)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("quantity");
    }
}
