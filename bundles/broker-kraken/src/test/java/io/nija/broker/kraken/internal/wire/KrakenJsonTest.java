package io.nija.broker.kraken.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class KrakenJsonTest {

    private static JsonNode json(String text) {
        return KrakenJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Property
    void aNumberIsReadToItsLastDigitWhetherQuotedOrNot(
            @ForAll @BigRange(min = "-999999999999", max = "999999999999") @Scale(12) BigDecimal number) {
        String text = number.toPlainString();
        assertThat(KrakenJson.decimal(json("{\"a\":" + text + "}"), "a")).isEqualByComparingTo(number);
        assertThat(KrakenJson.decimal(json("{\"a\":\"" + text + "\"}"), "a")).isEqualTo(new BigDecimal(text));
    }

    @Test
    void trailingZerosStay() {
        assertThat(KrakenJson.decimal(json("{\"a\":1.2300}"), "a")).isEqualTo(new BigDecimal("1.2300"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "true", "{}", "[1]", "\"1e999999999\"", "1e999999", "\"0x10\"", "\"1,5\"", "\"NaN\""})
    void whatIsNoReasonableNumberIsRefused(String value) {
        assertThatThrownBy(() -> KrakenJson.decimal(json("{\"a\":" + value + "}"), "a")).isInstanceOf(UnexpectedShape.class);
    }

    @Test
    void absentIsNotZero() {
        assertThat(KrakenJson.decimalOrNull(json("{}"), "a")).isNull();
        assertThat(KrakenJson.decimalOrNull(json("{\"a\":null}"), "a")).isNull();
        assertThat(KrakenJson.decimalOrNull(json("{\"a\":\"\"}"), "a")).isNull();
        assertThatThrownBy(() -> KrakenJson.decimal(json("{}"), "a")).hasMessageContaining("'a'");
    }

    @Test
    void timesAreReadFromNumbersAndStrings() {
        assertThat(KrakenJson.instantOrNull(json("{\"t\":1767225601.1234}"), "t")).isEqualTo(Instant.parse("2026-01-01T00:00:01.123400Z"));
        assertThat(KrakenJson.instantOrNull(json("{\"t\":\"1767225601\"}"), "t")).isEqualTo(Instant.parse("2026-01-01T00:00:01Z"));
        assertThat(KrakenJson.instantOrNull(json("{\"t\":0}"), "t")).isNull();
    }
}
