package io.nija.alerts.internal.sink;

import static io.nija.alerts.internal.Samples.MASTER;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

import io.nija.alert.Alert;
import io.nija.alert.AlertScope;
import io.nija.alert.Severity;
import io.nija.alerts.internal.book.Notice;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

import okhttp3.HttpUrl;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FormTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");
    private static final HttpUrl NTFY = HttpUrl.get("https://ntfy.sh/our-topic");

    private static Letter letter(Notice.Kind kind, Severity severity, String sentence, String hint) {
        return Letter.of(new Notice(kind, Alert.state(severity, "LANE_DOWN", AlertScope.of(MASTER), sentence, hint), AT,
                AT.plusSeconds(60), 3, AT.plusSeconds(90), true));
    }

    private static Letter saying(String sentence) {
        return letter(Notice.Kind.RAISED, Severity.CRITICAL, sentence, "Look.");
    }

    private static String body(Form.Post post) {
        return new String(post.body(), StandardCharsets.UTF_8);
    }

    private static JsonNode document(Form.Post post) {
        assertThat(post.type()).startsWith("application/json");
        return JSON.readTree(post.body());
    }

    @Test
    void ntfyGetsTheTextAsTheBodyAndTheRestInHeaders() {
        Form.Post post = Form.NTFY.write(NTFY, "tk_abc", "", saying("It fell."));
        assertThat(post.address()).isEqualTo(NTFY);
        assertThat(post.type()).startsWith("text/plain");
        assertThat(body(post)).isEqualTo("It fell.\nLook.\nSince 2026-11-22T12:00:00Z, raised 3 times.");
        assertThat(post.headers()).containsEntry("Title", "NIJA CRITICAL: LANE_DOWN master/kraken").containsEntry("Priority", "5")
                .containsEntry("Tags", "rotating_light").containsEntry("Authorization", "Bearer tk_abc");
    }

    @Test
    void ntfyWithoutATokenSendsNone() {
        assertThat(Form.NTFY.write(NTFY, "", "", saying("It fell.")).headers()).doesNotContainKey("Authorization");
    }

    @Test
    void telegramGetsAMessageThatNothingInTheTextCanFormat() {
        Form.Post post = Form.TELEGRAM.write(HttpUrl.get("https://api.telegram.org"), "12:ab-C_d", "-100777", saying("<b>_x_ *y* [z](u)"));
        assertThat(post.address().toString()).isEqualTo("https://api.telegram.org/bot12:ab-C_d/sendMessage");
        JsonNode document = document(post);
        assertThat(document.path("chat_id").asString()).isEqualTo("-100777");
        assertThat(document.path("text").asString()).startsWith("NIJA CRITICAL: LANE_DOWN master/kraken\n<b>_x_ *y* [z](u)\n");
        assertThat(document.has("parse_mode")).isFalse();
        assertThat(document.path("link_preview_options").path("is_disabled").asBoolean()).isTrue();
        assertThat(post.headers()).isEmpty();
    }

    @Test
    void aTelegramAddressThatNamesTheBotIsCompleted() {
        assertThat(Form.telegram(HttpUrl.get("https://api.telegram.org/bot12:ab"), "")).hasToString("https://api.telegram.org/bot12:ab/sendMessage");
        assertThat(Form.telegram(HttpUrl.get("https://api.telegram.org/bot12:ab/sendMessage"), ""))
                .hasToString("https://api.telegram.org/bot12:ab/sendMessage");
        assertThat(Form.telegram(HttpUrl.get("https://relay.example.org/telegram/"), "12:ab"))
                .hasToString("https://relay.example.org/telegram/bot12:ab/sendMessage");
    }

    @Test
    void slackGetsItsThreeCharactersEscaped() {
        JsonNode document = document(Form.SLACK.write(HttpUrl.get("https://hooks.slack.com/services/T/B/x"), "", "",
                saying("<!channel> a & b <https://x|y>")));
        assertThat(document.path("text").asString()).contains("&lt;!channel&gt; a &amp; b &lt;https://x|y&gt;").doesNotContain("<");
        assertThat(document.path("mrkdwn").asBoolean(true)).isFalse();
    }

    @Test
    void aRelayGetsEverythingAsJson() {
        Form.Post post = Form.JSON.write(HttpUrl.get("https://relay.example.org/x"), "secret-token", "", saying("It fell."));
        JsonNode document = document(post);
        assertThat(document.path("from").asString()).isEqualTo("nija");
        assertThat(document.path("kind").asString()).isEqualTo("RAISED");
        assertThat(document.path("severity").asString()).isEqualTo("CRITICAL");
        assertThat(document.path("code").asString()).isEqualTo("LANE_DOWN");
        assertThat(document.path("scope").path("account").asString()).isEqualTo("master");
        assertThat(document.path("scope").path("symbol").isNull()).isTrue();
        assertThat(document.path("count").asInt()).isEqualTo(3);
        assertThat(document.path("firstAt").asString()).isEqualTo("2026-11-22T12:00:00Z");
        assertThat(document.path("text").asString()).contains("It fell.");
        assertThat(post.headers()).containsEntry("Authorization", "Bearer secret-token");
    }

    @Test
    void aReminderSaysHowToEndIt() {
        assertThat(body(Form.NTFY.write(NTFY, "", "", letter(Notice.Kind.REMINDER, Severity.WARNING, "It fell.", ""))))
                .contains("Open since 2026-11-22T12:00:00Z").contains("alert ack LANE_DOWN");
    }

    @Test
    void whatIsOverIsQuiet() {
        Form.Post post = Form.NTFY.write(NTFY, "", "", letter(Notice.Kind.OVER, Severity.CRITICAL, "It fell.", ""));
        assertThat(post.headers()).containsEntry("Title", "NIJA over: LANE_DOWN master/kraken").containsEntry("Tags", "white_check_mark");
        assertThat(body(post)).contains("over since 2026-11-22T12:01:30Z").contains("It fell.");
    }

    /** Undoing Slack's escaping gives the text back, and nothing in it begins a command of Slack's. */
    @Property(tries = 300)
    void slackEscapingLosesNothing(@ForAll String text) {
        String escaped = Form.slackEscaped(text);
        assertThat(escaped).doesNotContain("<").doesNotContain(">");
        assertThat(escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")).isEqualTo(text);
    }

    /** A header is ASCII without line breaks, whatever the text; and the text can be read from it. */
    @Property(tries = 300)
    void aHeaderIsAsciiAndTellsTheText(@ForAll @StringLength(max = 80) String text) {
        String title = PlainWords.of(text, 80);
        String header = Form.header(title);
        assertThat(header.chars()).allMatch(character -> character >= ' ' && character < 0x7f);
        String read = header.startsWith("=?UTF-8?B?")
                ? new String(Base64.getDecoder().decode(header.substring(10, header.length() - 2)), StandardCharsets.UTF_8) : header;
        assertThat(read).isEqualTo(title);
    }

    /** Whatever stands in a sentence, each form is well formed, within its limit, and of the lines we wrote and no more. */
    @Property(tries = 300)
    void noTextBreaksAForm(@ForAll @StringLength(max = 3_000) String text) {
        Letter letter = saying(text);
        assertThat(letter.lines()).hasSize(3).allSatisfy(line -> assertThat(line.chars()).allMatch(character -> character >= ' '));
        assertThat(document(Form.TELEGRAM.write(HttpUrl.get("https://api.telegram.org"), "1:a", "c", letter)).path("text").asString().lines())
                .hasSizeLessThanOrEqualTo(4);
        assertThat(document(Form.SLACK.write(NTFY, "", "", letter)).path("text").asString()).doesNotContain("<");
        assertThat(document(Form.JSON.write(NTFY, "", "", letter)).path("sentence").asString()).isEqualTo(PlainWords.of(text, 600));
        assertThat(Form.NTFY.write(NTFY, "", "", letter).body()).hasSizeLessThanOrEqualTo(4_096);
    }

    @Property(tries = 200)
    void plainWordsHideNothingAndBreakNoLine(@ForAll String text) {
        assertThat(PlainWords.of(text, 100).codePoints()).hasSizeLessThanOrEqualTo(101).noneMatch(character ->
                Character.getType(character) == Character.CONTROL || Character.getType(character) == Character.FORMAT
                        || Character.getType(character) == Character.SURROGATE || Character.getType(character) == Character.LINE_SEPARATOR);
    }

    @Test
    void aLongTextEndsBetweenTwoCharacters() {
        String shortened = Form.shortened("\ud83d\ude00".repeat(2_000));
        assertThat(shortened.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(4_000);
        assertThat(shortened).endsWith("…").doesNotContain("\ufffd");
        assertThat(shortened.substring(0, shortened.length() - 1)).matches("(\ud83d\ude00)+");
    }
}
