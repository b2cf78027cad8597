package io.nija.configuration.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

import io.nija.configuration.internal.PropertiesText.Entry;
import io.nija.configuration.internal.PropertiesText.Fault;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PropertiesTextTest {

    private static PropertiesText read(String text) {
        return PropertiesText.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> values(PropertiesText text) {
        Map<String, String> values = new LinkedHashMap<>();
        text.entries().forEach((key, entry) -> values.put(key, entry.value()));
        return values;
    }

    @Test
    void keysMayBeSeparatedByEqualsColonOrSpace() {
        assertThat(values(read("a=1\nb: 2\nc 3\nd\t=\t4\ne\n")))
                .isEqualTo(Map.of("a", "1", "b", "2", "c", "3", "d", "4", "e", ""));
    }

    @Test
    void commentsAndEmptyLinesAreSkippedAndLinesAreCounted() {
        PropertiesText text = read("# one\n\n  ! three\n\t\n  name = Tania # not a comment\n");

        assertThat(text.entries()).isEqualTo(Map.of("name", new Entry("Tania # not a comment", 5)));
    }

    @Test
    void aLineGoesOnAfterABackslashAndCountsWhereItBegan() {
        PropertiesText text = read("# c\nbrokers = kraken,\\\n    paper\nrole=user\n");

        assertThat(text.entries()).isEqualTo(Map.of("brokers", new Entry("kraken,paper", 2), "role", new Entry("user", 4)));
    }

    @Test
    void windowsLineEndsAByteOrderMarkAndTrailingSpaceAreNotPartOfAValue() {
        assertThat(values(read("\uFEFFname=Zoë \t\r\nrole=user\r\n"))).isEqualTo(Map.of("name", "Zoë", "role", "user"));
    }

    @Test
    void escapesAreUnderstood() {
        assertThat(values(read("a\\=b=x\\ty\\u00e9\\\\z\\q"))).isEqualTo(Map.of("a=b", "x\tyé\\zq"));
    }

    @Test
    void aKeyThatStandsThereTwiceIsAFaultThatNamesBothLines() {
        assertThat(read("role=user\nname=x\nrole=master\n").faults())
                .containsExactly(new Fault(3, "role", "'role' stands here and on line 1, keep one of them"));
    }

    @Test
    void aFileThatEndsInsideALineIsAFault() {
        assertThat(read("name=x\nbrokers=kraken,\\").faults()).extracting(Fault::line).containsExactly(2);
    }

    @Test
    void aBrokenEscapeIsAFault() {
        assertThat(read("name=\\u12g4\n").faults()).extracting(Fault::line).containsExactly(1);
        assertThat(read("name=x\nname2=\\u1\n").faults()).extracting(Fault::line).containsExactly(2);
    }

    @Test
    void aValueWithoutAKeyIsAFault() {
        assertThat(read("name=x\n= y\n").faults()).containsExactly(new Fault(2, "", "there is a value without a key"));
    }

    @Test
    void controlCharactersAreAFault() {
        assertThat(read("name=x\nrole=us\u0000er\n").faults()).extracting(Fault::line).containsExactly(2);
    }

    @Test
    void whatIsNotUtf8IsAFaultThatNamesItsLine() {
        byte[] bytes = "a=1\nb=2\nname=Zo\u00eb\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(PropertiesText.read(bytes).faults()).extracting(Fault::line).containsExactly(3);
    }

    /** {@code java.util.Properties} is the reference for every text without a fault. */
    @Property(tries = 3_000)
    void readsWhatPropertiesRead(@ForAll("texts") String text) throws IOException {
        PropertiesText ours = read(text);
        if (!ours.faults().isEmpty()) {
            return;
        }
        Properties reference = new Properties();
        reference.load(new StringReader(text));
        Map<String, String> expected = new LinkedHashMap<>();
        reference.forEach((key, value) -> expected.put((String) key, ((String) value).stripTrailing()));
        expected.remove("", ""); // what Properties make of a backslash before an empty line

        assertThat(values(ours)).isEqualTo(expected);
    }

    @Property(tries = 2_000)
    void noBytesMakeItThrow(@ForAll byte[] bytes) {
        PropertiesText text = PropertiesText.read(bytes);

        assertThat(text.entries().keySet()).doesNotContain("");
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of("a", "b", "c1", "role", "=", ":", " ", "\t", "\n", "\r\n", "\\\n", "\\",
                "\\\\", "#", "!", "\\u0041", "\\n", "é", ",", "\n\n", "k=v\n");
        return pieces.list().ofMaxSize(25).map(list -> String.join("", list));
    }
}
