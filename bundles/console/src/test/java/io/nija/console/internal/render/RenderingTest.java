package io.nija.console.internal.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nija.command.Answer.Lines;
import io.nija.command.Answer.Table;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RenderingTest {

    private static Table table(String... cells) {
        return new Table(List.of("NAME", "AMOUNT"), List.of(Arrays.asList(cells)));
    }

    @Test
    void columnsAreAsWideAsTheirWidestCellAndNumbersStandRight() {
        Table table = new Table(List.of("NAME", "AMOUNT", "NOTE"),
                List.of(Arrays.asList("a long name", "1.5", "x"), Arrays.asList("b", "1000", null)));
        assertThat(TextPage.of(List.of(table), false)).isEqualTo("""
                NAME         AMOUNT  NOTE
                a long name     1.5  x
                b              1000  -
                """);
    }

    @Test
    void anEmptyTableShowsItsHeadings() {
        assertThat(TextPage.of(List.of(new Table(List.of("A", "B"), List.of())), false)).isEqualTo("A  B\n");
    }

    @Test
    void aShortRowIsFilledUpAndNoLineEndsWithABlank() {
        assertThat(TextPage.of(List.of(table("x")), false)).isEqualTo("NAME  AMOUNT\nx     -\n");
        assertThat(TextPage.of(List.of(table("x", "")), false)).isEqualTo("NAME  AMOUNT\nx\n");
    }

    @Test
    void whatATerminalWouldObeyIsTakenOut() {
        String evil = "\u001b[31mred\u001b[0m\u001b]0;title\u0007\r\nnext\u0000\u009b2J\u202ebad\u0007\u001b";
        assertThat(PlainText.line(evil)).isEqualTo("red nextbad");
        assertThat(TextPage.of(List.of(table(evil, "a\tb")), false)).doesNotContain("\u001b", "\u0007", "\u009b", "\t").contains("red nextbad", "a b");
        assertThat(TextPage.of(List.of(Lines.of("one\ntwo")), false)).isEqualTo("one two\n");
    }

    @Property
    void noTextBringsAControlCharacterOntoTheScreen(@ForAll String text) {
        assertThat(PlainText.line(text).chars()).noneMatch(c -> c != '\t' && Character.isISOControl(c));
        assertThat(TextPage.of(List.of(table(text, text)), false).lines()).hasSize(2);
    }

    @Test
    void colourIsOnHeadingsAndOnWordsThatMeanGoodOrBadAndLeavesTheColumnsAlone() {
        String page = TextPage.of(List.of(table("ok", "1")), true);
        assertThat(page).contains("\u001b[1mNAME\u001b[0m").contains("\u001b[32mok\u001b[0m");
        assertThat(PlainText.line(page.replace("\n", "|"))).isEqualTo(TextPage.of(List.of(table("ok", "1")), false).replace("\n", "|"));
        assertThat(TextPage.of(List.of(table("okay", "1")), true)).doesNotContain("\u001b[32m");
    }

    @Test
    void jsonKeepsNullsExactDecimalsAndTimesInUtc() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("unknown", null);
        document.put("at", Instant.parse("2026-11-22T12:00:00.123Z"));
        document.put("exact", new BigDecimal("1E-8"));
        document.put("text", "0.10");
        document.put("list", new ArrayList<>(List.of(1, true)));
        assertThat(JsonPage.of(document, false)).isEqualTo(
                "{\"unknown\":null,\"at\":\"2026-11-22T12:00:00.123Z\",\"exact\":0.00000001,\"text\":\"0.10\",\"list\":[1,true]}\n");
        assertThat(JsonPage.of(document, true)).contains("\n  \"unknown\"");
    }

    @Property
    void jsonBringsBackEveryTextAndNothingThatATerminalWouldObey(@ForAll String text) {
        String json = JsonPage.of(Map.of("text", text), false);
        assertThat(json.strip().chars()).noneMatch(Character::isISOControl);
        if (text.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff)) {
            assertThat(JsonMapper.builder().build().readTree(json).get("text").asString()).isEqualTo(text);
        }
    }

    @Test
    void agesAreInOneUnit() {
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        assertThat(Ages.age(now.minusSeconds(3), now)).isEqualTo("3 s");
        assertThat(Ages.age(now.plusSeconds(3), now)).isEqualTo("0 s");
        assertThat(Ages.age(now.minusSeconds(150), now)).isEqualTo("2 min");
        assertThat(Ages.age(now.minusSeconds(3 * 3600), now)).isEqualTo("3 h");
        assertThat(Ages.age(now.minusSeconds(3 * 86_400), now)).isEqualTo("3 d");
        assertThat(Ages.age(null, now)).isNull();
    }
}
