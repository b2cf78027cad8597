package io.nija.alerts.internal.sink;

import java.util.regex.Pattern;

import okhttp3.HttpUrl;

/**
 * Whether something may be sent to an address. Pure. No text here repeats any part of the address, which is a secret.
 */
public sealed interface SinkAddress {

    /** It may. */
    record Accepted(HttpUrl url) implements SinkAddress {

        @Override
        public String toString() {
            return "Accepted[hidden]";
        }
    }

    /**
     * It may not.
     *
     * @param reason in words that continue the variable's name
     * @param hint what to write instead
     */
    record Refused(String reason, String hint) implements SinkAddress {}

    Pattern IPV4_LOOPBACK = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");

    /** Judges an address: HTTPS anywhere, HTTP only on this machine. */
    static SinkAddress judge(String text) {
        HttpUrl url = HttpUrl.parse(text);
        if (url == null) {
            return new Refused("is no web address", "Write it as https://HOST/PATH.");
        }
        if (!url.isHttps() && !isLoopback(url.host())) {
            return new Refused("does not begin with https://, and is not on this machine",
                    "Use the https:// address; http:// is for 127.0.0.1 and localhost only.");
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            return new Refused("has a user name in it", "Put a token into NIJA_ALERT_TOKEN instead.");
        }
        return new Accepted(url);
    }

    /** As {@link #judge}, for where alerts go: what the form needs besides is asked for too. */
    static SinkAddress judge(Form form, String text, String token, String chat) {
        if (!token.chars().allMatch(character -> character > ' ' && character < 0x7f)) {
            return new Refused("is set, but NIJA_ALERT_TOKEN holds blanks or strange characters", "Copy the token again.");
        }
        SinkAddress judged = judge(text);
        if (!(judged instanceof Accepted accepted)) {
            return judged;
        }
        if (form == Form.TELEGRAM) {
            if (chat.isEmpty()) {
                return new Refused("is good, but nobody said which chat to write to",
                        "Set telegram.chat in io.nija.alerts.cfg to the chat's id.");
            }
            if (token.isEmpty() && !Form.namesBot(accepted.url())) {
                return new Refused("does not name the bot, and NIJA_ALERT_TOKEN is not set", "Set NIJA_ALERT_TOKEN to the bot's token.");
            }
        }
        if (form == Form.NTFY && accepted.url().pathSegments().get(0).isEmpty()) {
            return new Refused("has no topic", "Write it as https://ntfy.sh/TOPIC.");
        }
        return judged;
    }

    /** Whether a host is this machine. */
    static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || IPV4_LOOPBACK.matcher(host).matches();
    }
}
