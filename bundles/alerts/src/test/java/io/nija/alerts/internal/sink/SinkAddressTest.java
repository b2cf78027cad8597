package io.nija.alerts.internal.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SinkAddressTest {

    private static final String SECRET = "Zx81secret";

    @ParameterizedTest
    @ValueSource(strings = {"https://ntfy.sh/topic", "http://127.0.0.1:8080/x", "http://localhost:8080/x", "http://[::1]:8080/x",
        "http://127.9.9.9/x", "https://10.0.0.1/x"})
    void httpsAnywhereAndHttpOnThisMachine(String address) {
        assertThat(SinkAddress.judge(address)).isInstanceOf(SinkAddress.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://ntfy.sh/" + SECRET, "http://10.0.0.1/" + SECRET, "http://127.0.0.1.example.org/" + SECRET,
        "http://localhost.example.org/" + SECRET, "ftp://127.0.0.1/" + SECRET, SECRET, "https://user:" + SECRET + "@ntfy.sh/x", "https://",
        "file:///etc/" + SECRET, "http://0.0.0.0/" + SECRET, "http://[::ffff:8.8.8.8]/" + SECRET})
    void anythingElseIsRefusedWithoutBeingRepeated(String address) {
        SinkAddress judged = SinkAddress.judge(address);
        assertThat(judged).isInstanceOf(SinkAddress.Refused.class);
        assertThat(judged.toString()).doesNotContain(SECRET).doesNotContain("example");
    }

    @Test
    void anAcceptedAddressHidesItself() {
        assertThat(SinkAddress.judge("https://ntfy.sh/" + SECRET).toString()).doesNotContain(SECRET);
    }

    @Test
    void telegramNeedsAChatAndABot() {
        assertThat(refusal(Form.TELEGRAM, "https://api.telegram.org", "1:a", "")).contains("chat");
        assertThat(refusal(Form.TELEGRAM, "https://api.telegram.org", "", "7")).contains("NIJA_ALERT_TOKEN");
        assertThat(SinkAddress.judge(Form.TELEGRAM, "https://api.telegram.org/bot1:a", "", "7")).isInstanceOf(SinkAddress.Accepted.class);
        assertThat(SinkAddress.judge(Form.TELEGRAM, "https://api.telegram.org", "1:a", "7")).isInstanceOf(SinkAddress.Accepted.class);
    }

    @Test
    void ntfyNeedsATopic() {
        assertThat(refusal(Form.NTFY, "https://ntfy.sh", "", "")).contains("topic");
    }

    @Test
    void aTokenWithALineBreakIsRefused() {
        assertThat(refusal(Form.JSON, "https://x.example.org/y", SECRET + "\r\nHost: z", "")).contains("NIJA_ALERT_TOKEN").doesNotContain(SECRET);
    }

    private static String refusal(Form form, String address, String token, String chat) {
        SinkAddress judged = SinkAddress.judge(form, address, token, chat);
        assertThat(judged).isInstanceOf(SinkAddress.Refused.class);
        return judged.toString();
    }
}
