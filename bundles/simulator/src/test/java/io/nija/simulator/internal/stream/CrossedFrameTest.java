package io.nija.simulator.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

import io.nija.simulator.internal.protocol.Json;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

class CrossedFrameTest {

    @Test
    void aCrossedBookHasTheChecksumThatBelongsToIt() {
        Frame frame = Frame.of("book", "XXBTZUSD", "{\"channel\":\"book\",\"type\":\"update\",\"data\":[{\"symbol\":\"BTC/USD\",\"bids\":[{\"price\":60000.1,"
                + "\"qty\":0.00000000}],\"asks\":[],\"checksum\":1,\"timestamp\":\"2026-01-15T10:00:00.000000Z\"}]}");
        JsonNode book = Json.MAPPER.readTree(frame.crossed().text()).path("data").path(0);
        assertThat(book.path("symbol").asString()).isEqualTo("BTC/USD");
        assertThat(book.path("timestamp").asString()).isEqualTo("2026-01-15T10:00:00.000000Z");
        assertThat(book.path("bids").path(0).path("price").decimalValue()).isGreaterThan(book.path("asks").path(0).path("price").decimalValue());
        CRC32 sum = new CRC32();
        sum.update("600001100000000600101100000000".getBytes(StandardCharsets.US_ASCII));
        assertThat(book.path("checksum").asLong()).isEqualTo(sum.getValue());
    }

    @Test
    void aFrameWithoutALevelStaysAsItIs() {
        Frame frame = Frame.of("book", "XXBTZUSD", "{\"channel\":\"book\",\"data\":[{\"symbol\":\"BTC/USD\",\"bids\":[],\"asks\":[]}]}");
        assertThat(frame.crossed()).isSameAs(frame);
    }
}
