package io.nija.credentials.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotEnvParserTest {

    private static Map<String, String> values(String text) {
        Map<String, String> values = new TreeMap<>();
        DotEnvParser.parse(text.toCharArray()).values().forEach((name, value) -> values.put(name, value.reveal()));
        return values;
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "A=b, b", "export A=b, b", "  export   A = b  , b", "A=b=c==, b=c==", "A='b # c' # d, b # c", "A=b#c, b#c", "A=b # c, b",
        "A=\"b\\\"c\", b\"c", "A='it\\n', it\\n", "A=\"tab\\tbed\", tab\tbed", "A=\"a\\\\b\\$c\", a\\b$c", "A=\"back\\slash\", back\\slash",
        "A=$HOME, $HOME", "A=, ``", "A= # nothing, ``", "A=\"\", ``", "export=b, `(export)b`"})
    void oneLineGivesOneValue(String line, String value) {
        Map<String, String> expected = value.startsWith("(export)") ? Map.of("export", value.substring(8)) : Map.of("A", value);
        assertThat(values(line)).isEqualTo(expected);
    }

    @Test
    void byteOrderMarkCommentsAndAllLineEndsAreUnderstood() {
        assertThat(values("\ufeffA=1\r\n# remark\r\n\r\nB=2\rC=3\nD=4")).isEqualTo(Map.of("A", "1", "B", "2", "C", "3", "D", "4"));
    }

    @Test
    void theLastOfSeveralCountsAndTheNameIsTold() {
        DotEnv env = DotEnvParser.parse("A=1\nB=2\nA=3\nA=4\n".toCharArray());
        assertThat(env.values().get("A").reveal()).isEqualTo("4");
        assertThat(env.repeated()).containsExactly("A");
    }

    @Test
    void aBadLineCostsOneLine() {
        DotEnv env = DotEnvParser.parse("A=1\nnonsense\nB=\"open\nC='x'y\n=z\nD=4\n".toCharArray());
        assertThat(env.values().keySet()).containsExactly("A", "D");
        assertThat(env.problems()).containsExactly(new DotEnv.Problem(2, "it is not NAME=value"),
                new DotEnv.Problem(3, "its quote is not closed"), new DotEnv.Problem(4, "something stands after its closing quote"),
                new DotEnv.Problem(5, "it is not NAME=value"));
    }

    @Test
    void aPemBlockInQuotesMaySpanLines() {
        DotEnv env = DotEnvParser.parse("A=\"-----BEGIN X-----\r\nabc\r\n-----END X-----\"\nB=2\nbad".toCharArray());
        assertThat(env.values().get("A").reveal()).isEqualTo("-----BEGIN X-----\r\nabc\r\n-----END X-----");
        assertThat(env.values().get("B").reveal()).isEqualTo("2");
        assertThat(env.problems()).extracting(DotEnv.Problem::line).containsExactly(5);
    }

    @Test
    void aBlockOfAKeyIsUnderstoodHoweverItWasPasted() {
        String pem = "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIA+/abc\nAwEH==\n-----END EC PRIVATE KEY-----";
        String oneLine = pem.replace("\n", "\\n");
        for (String written : List.of("\"" + pem + "\"", "\"" + oneLine + "\"", "'" + pem + "'", pem, pem.replace("\n", "\r\n"), oneLine)) {
            DotEnv env = DotEnvParser.parse(("A=" + written + "\nB=2\nbad").toCharArray());
            assertThat(env.values().get("A").reveal().replace("\r", "")).as(written).isEqualTo(pem);
            assertThat(env.values().get("B").reveal()).isEqualTo("2");
            assertThat(env.problems()).extracting(DotEnv.Problem::line).as(written)
                    .containsExactly((int) written.lines().count() + 2);
        }
    }

    @Test
    void aBlockThatDoesNotEndCostsItsLinesAndNotTheFile() {
        DotEnv env = DotEnvParser.parse("A=-----BEGIN X-----\nabcd\nB_C=2\n-----END X-----\nD=4".toCharArray());
        assertThat(env.values()).containsOnlyKeys("A", "B_C", "D");
        assertThat(env.values().get("D").reveal()).isEqualTo("4");
        assertThat(env.problems()).extracting(DotEnv.Problem::line).containsExactly(2, 4);
    }

    @Property
    void whatIsWrittenInSingleQuotesIsReadBack(@ForAll("values") Map<String, String> values, @ForAll("ends") String end) {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> text.append("export ").append(name).append("='").append(value).append("'  # remark").append(end));
        assertThat(values(text.toString())).isEqualTo(values);
    }

    @Property
    void whatIsEscapedInDoubleQuotesIsReadBack(@ForAll String value) {
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r");
        assertThat(values("A=\"" + escaped + "\"\nB=2")).containsEntry("A", value).containsEntry("B", "2");
    }

    @Property
    void anyTextIsReadWithoutFailingAndLinesAreCountedRight(@ForAll("texts") String text) {
        DotEnv env = DotEnvParser.parse(text.toCharArray());
        long lines = text.lines().count();
        assertThat(env.problems()).allMatch(problem -> problem.line() >= 1 && problem.line() <= lines);
    }

    @Provide
    Arbitrary<Map<String, String>> values() {
        Arbitrary<String> names = Arbitraries.strings().withChars("ABCXYZ_").ofMinLength(1).ofMaxLength(12);
        Arbitrary<String> texts = Arbitraries.strings().ascii().excludeChars('\'', '\n', '\r').ofMaxLength(60);
        return Arbitraries.maps(names, texts).ofMaxSize(8).map(TreeMap::new);
    }

    @Provide
    Arbitrary<String> ends() {
        return Arbitraries.of(List.of("\n", "\r\n", "\r"));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("AB='\"\\# \t\r\nn-BEGIN\ufeff").ofMaxLength(80);
    }
}
