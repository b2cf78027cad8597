package io.nija.broker.kraken.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

import io.nija.broker.kraken.internal.stream.frame.Samples;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import tools.jackson.databind.JsonNode;

/**
 * Answers with a part of them damaged, the sheet's samples as corpus: nothing is thrown, a damaged refusal is never a plain yes, and
 * what was not said to be refused is never taken for refused.
 */
class AnswerFuzzTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String ID = "OABCDE-FGHIJ-KLMNOP";

    /** By the stream (sheet, section 14), then by REST (sections 7 and 8). */
    private static final List<String> STREAMED = List.of(
            "{\"method\":\"add_order\",\"result\":{\"order_id\":\"" + ID + "\",\"cl_ord_id\":\"a-1\",\"order_userref\":0,\"warnings\":[]},\"success\":true,"
                    + "\"time_in\":\"2026-01-01T00:00:00.1Z\",\"time_out\":\"2026-01-01T00:00:00.2Z\",\"req_id\":101}",
            "{\"error\":\"EOrder:Insufficient funds\",\"method\":\"add_order\",\"success\":false,\"req_id\":101}",
            "{\"method\":\"cancel_order\",\"result\":{\"order_id\":\"" + ID + "\"},\"success\":true,\"req_id\":7}",
            "{\"method\":\"amend_order\",\"result\":{\"amend_id\":\"TABCDE-FGHIJ-KLMNOP\",\"order_id\":\"" + ID + "\"},\"success\":true,\"req_id\":8}",
            "{\"method\":\"batch_add\",\"result\":[{\"order_id\":\"" + ID + "\",\"cl_ord_id\":\"a-1\",\"order_userref\":0}],\"success\":true,\"req_id\":9}",
            "{\"method\":\"batch_add\",\"result\":{\"orders\":[{\"order_id\":\"" + ID + "\",\"success\":true,\"error\":null}]},\"success\":true,\"req_id\":9}",
            "{\"method\":\"batch_cancel\",\"orders_cancelled\":2,\"success\":true,\"req_id\":10}",
            "{\"method\":\"batch_cancel\",\"result\":{\"count\":2},\"success\":true,\"req_id\":10}",
            "{\"method\":\"cancel_all_orders_after\",\"result\":{\"currentTime\":\"2026-01-01T00:00:00Z\",\"triggerTime\":\"2026-01-01T00:01:00Z\"},"
                    + "\"success\":true,\"req_id\":11}");

    private static final List<String> POSTED = List.of(
            "{\"error\":[],\"result\":{\"descr\":{\"order\":\"buy 0.01000000 XBTEUR @ limit 50000.0\"},\"txid\":[\"" + ID + "\"]}}",
            "{\"error\":[\"EQuery:Unknown asset pair\"]}", "{\"error\":[\"EService: Throttled: 1741500000\"]}",
            "{\"error\":[],\"result\":{\"ZEUR\":{\"balance\":\"1204.5512\",\"hold_trade\":\"300.0000\"},\"XXBT\":{\"balance\":0.05,\"credit\":\"0.0\"}}}",
            "{\"error\":[\"WGeneral:Careful\"],\"result\":{\"count\":1}}",
            "{\"error\":[],\"result\":{\"token\":\"abc\",\"expires\":900}}");

    /** Damages a text in up to {@code times} places: characters go, come, double, or are those of another sample. */
    static String damaged(String text, long seed, int times) {
        Random random = new Random(seed);
        StringBuilder out = new StringBuilder(text);
        String marks = "{}[]\",:0123456789.eE-+\\ntrue\u0000\uD800é";
        for (int i = 0; i < times && out.length() > 0; i++) {
            int place = random.nextInt(out.length());
            switch (random.nextInt(5)) {
                case 0 -> out.deleteCharAt(place);
                case 1 -> out.insert(place, marks.charAt(random.nextInt(marks.length())));
                case 2 -> out.setCharAt(place, marks.charAt(random.nextInt(marks.length())));
                case 3 -> out.setLength(place);
                default -> {
                    String other = Samples.ALL.get(random.nextInt(Samples.ALL.size()));
                    int from = random.nextInt(other.length());
                    out.insert(place, other, from, Math.min(other.length(), from + random.nextInt(20)));
                }
            }
        }
        return out.toString();
    }

    private static SocketRequest asked(String sample) {
        return new SocketRequest(sample.replaceAll(".*\"method\":\"([a-z_]+)\".*", "$1"), "", List.of(ID, "a-1"));
    }

    @Property(tries = 20_000)
    void whateverIsAnsweredByTheStreamSomethingIsSaidOfIt(@ForAll @IntRange(max = 8) int sample, @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int times) {
        String whole = STREAMED.get(sample);
        JsonNode message;
        try {
            message = KrakenJson.parse(damaged(whole, seed, times));
        } catch (UnexpectedShape notJson) {
            return;
        }
        Reply<JsonNode> reply = SocketAnswers.read(asked(whole), message, NOW, Duration.ZERO);
        boolean success = message.path("success").isBoolean() && message.path("success").booleanValue();
        boolean error = message.has("error") && !message.get("error").isNull();
        if (reply instanceof Reply.Good<JsonNode>) {
            assertThat(success && !error).as(message.toString()).isTrue();
        } else if (((Reply.Bad<JsonNode>) reply).problem().fate().certainlyNotDone()) {
            assertThat(error && !success).as(message.toString()).isTrue();
        }
    }

    @Property(tries = 20_000)
    void whateverIsAnsweredByRestSomethingIsSaidOfIt(@ForAll @IntRange(max = 5) int sample, @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int times) {
        byte[] body = damaged(POSTED.get(sample), seed, times).getBytes(StandardCharsets.UTF_8);
        Reply<JsonNode> reply = ReplyReader.read(new WireResult.Answered(200, body, null, NOW, Duration.ZERO));
        if (reply instanceof Reply.Bad<JsonNode> bad && bad.problem().fate().certainlyNotDone()) {
            assertThat(KrakenJson.parse(body).path("error").isArray()).isTrue();
        }
    }

    @Property(tries = 2_000)
    void fieldsAndValuesThatNobodyKnowsChangeNothing(@ForAll @IntRange(max = 8) int sample, @ForAll @IntRange(max = 3) int value) {
        String whole = STREAMED.get(sample);
        String more = "{\"new_in_2027\":" + List.of("null", "[1,{\"a\":\"b\"}]", "-1e5", "\"\\u0000\"").get(value) + "," + whole.substring(1);
        Reply<JsonNode> plain = SocketAnswers.read(asked(whole), KrakenJson.parse(whole), NOW, Duration.ZERO);
        Reply<JsonNode> with = SocketAnswers.read(asked(whole), KrakenJson.parse(more), NOW, Duration.ZERO);
        assertThat(with).usingRecursiveComparison().isEqualTo(plain);
    }
}
