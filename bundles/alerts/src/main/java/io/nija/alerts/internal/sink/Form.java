package io.nija.alerts.internal.sink;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import okhttp3.HttpUrl;

import tools.jackson.databind.json.JsonMapper;

/**
 * How a message is written for a service. Pure; what an address or a token is, is not kept.
 *
 * <p>Sources: docs.ntfy.sh/publish (title, priority 1 to 5, tags, access token; at most 4,096 bytes),
 * core.telegram.org/bots/api#sendmessage (at most 4,096 characters; without {@code parse_mode} nothing in the text is taken for
 * markup), docs.slack.dev "Sending messages using incoming webhooks" and "Formatting message text" ({@code &}, {@code <} and
 * {@code >} are to be escaped, nothing else).
 */
public enum Form {
    /** ntfy: the text as the body, the rest in headers; to the topic's address. */
    NTFY,
    /** A Telegram bot's {@code sendMessage}. */
    TELEGRAM,
    /** A Slack incoming webhook. */
    SLACK,
    /** Everything as one JSON document, for a relay of one's own. */
    JSON;

    /** Telegram's own address, for when none is set. */
    static final String TELEGRAM_ADDRESS = "https://api.telegram.org";

    /** Below every service's limit, in bytes of UTF-8. */
    private static final int LONGEST = 3_500;

    /**
     * What is posted.
     *
     * @param headers beside the content type
     */
    public record Post(HttpUrl address, Map<String, String> headers, String type, byte[] body) {}

    /** The form of that name, small letters. */
    public static Optional<Form> named(String name) {
        return List.of(values()).stream().filter(form -> form.word().equals(name)).findFirst();
    }

    /** As it stands in the configuration. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Writes a message.
     *
     * @param address accepted by {@link SinkAddress}
     * @param token empty when there is none
     * @param chat Telegram's {@code chat_id}
     */
    public Post write(HttpUrl address, String token, String chat, Letter letter) {
        return switch (this) {
            case NTFY -> new Post(address, headers(token, "Title", header(letter.title()), "Priority", priority(letter.tone()), "Tags",
                    tag(letter.tone())), "text/plain; charset=utf-8", bytes(text(letter)));
            case TELEGRAM -> new Post(telegram(address, token), Map.of(), "application/json; charset=utf-8", json(telegram(chat, letter)));
            case SLACK -> new Post(address, Map.of(), "application/json; charset=utf-8", json(slack(letter)));
            case JSON -> {
                Map<String, Object> document = new LinkedHashMap<>(letter.fields());
                document.put("title", letter.title());
                document.put("text", text(letter));
                yield new Post(address, headers(token), "application/json; charset=utf-8", json(document));
            }
        };
    }

    private static String text(Letter letter) {
        return shortened(String.join("\n", letter.lines()));
    }

    private static String titled(Letter letter) {
        return shortened(letter.title() + "\n" + String.join("\n", letter.lines()));
    }

    private static Map<String, Object> telegram(String chat, Letter letter) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("chat_id", chat);
        document.put("text", titled(letter));
        document.put("link_preview_options", Map.of("is_disabled", true));
        document.put("disable_notification", letter.tone() == Letter.Tone.GOOD);
        return document;
    }

    /** The method's address; one that names the bot already is taken as it is. */
    static HttpUrl telegram(HttpUrl address, String token) {
        String last = address.pathSegments().get(address.pathSize() - 1);
        if (last.equals("sendMessage")) {
            return address;
        }
        HttpUrl.Builder builder = address.newBuilder();
        if (!namesBot(address)) {
            builder.addPathSegment("bot" + token);
        }
        return builder.addPathSegment("sendMessage").build();
    }

    /** Whether the bot's token stands in the address. */
    static boolean namesBot(HttpUrl address) {
        return address.pathSegments().stream().anyMatch(segment -> segment.startsWith("bot") && segment.indexOf(':') > 0);
    }

    private static Map<String, Object> slack(Letter letter) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("text", slackEscaped(titled(letter)));
        document.put("mrkdwn", false);
        document.put("unfurl_links", false);
        return document;
    }

    /** {@code <!channel>} and links begin with {@code <}, so this makes every text harmless. */
    static String slackEscaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static Map<String, String> headers(String token, String... pairs) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            headers.put(pairs[i], pairs[i + 1]);
        }
        if (!token.isEmpty()) {
            headers.put("Authorization", "Bearer " + token);
        }
        return headers;
    }

    /** A header holds ASCII; anything else as an encoded word of RFC 2047, which ntfy understands. */
    static String header(String text) {
        boolean ascii = text.chars().allMatch(character -> character >= ' ' && character < 0x7f) && !text.contains("=?");
        return ascii ? text : "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes(text)) + "?=";
    }

    private static String priority(Letter.Tone tone) {
        return switch (tone) {
            case CRITICAL -> "5";
            case WARNING -> "4";
            case INFO -> "3";
            case GOOD -> "2";
        };
    }

    private static String tag(Letter.Tone tone) {
        return switch (tone) {
            case CRITICAL -> "rotating_light";
            case WARNING -> "warning";
            case INFO -> "information_source";
            case GOOD -> "white_check_mark";
        };
    }

    private static byte[] json(Map<String, Object> document) {
        return Json.MAPPER.writeValueAsBytes(document);
    }

    /** Made when the first message is written: making it takes longer than all the rest of this bundle's start. */
    private static final class Json {

        static final JsonMapper MAPPER = JsonMapper.builder().build();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** At most {@link #LONGEST} bytes, never half a character. */
    static String shortened(String text) {
        int length = 0;
        for (int at = 0; at < text.length();) {
            int character = text.codePointAt(at);
            length += character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
            if (length > LONGEST) {
                return text.substring(0, at) + "…";
            }
            at += Character.charCount(character);
        }
        return text;
    }
}
