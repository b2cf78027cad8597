package io.nija.alerts.internal.sink;

import io.nija.credentials.Secret;

import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * Where alerts go. The address and the token are opened for the length of one call.
 *
 * @param form how they are written there; null to tell by the address
 * @param chat Telegram's chat, or empty
 * @param url the address, or null
 * @param token the token, or null
 */
public record Sink(Form form, String chat, Secret url, Secret token) {

    /** The variable of the address. */
    public static final String URL = "NIJA_ALERT_URL";
    /** The variable of the token. */
    public static final String TOKEN = "NIJA_ALERT_TOKEN";

    /** Whether there is an address at all: Telegram's own needs not be set. */
    public boolean there() {
        return url != null || form == Form.TELEGRAM && token != null;
    }

    /** Whether a message could be sent; an answer other than null says why not. */
    public Delivery.Failed objection() {
        return open((address, key) -> judge(address, key) instanceof SinkAddress.Refused refused ? refusal(refused) : null);
    }

    /** Sends a message. On a thread that may wait. */
    public Delivery deliver(Exchange exchange, Letter letter) {
        return open((address, key) -> {
            SinkAddress judged = judge(address, key);
            if (!(judged instanceof SinkAddress.Accepted accepted)) {
                return refusal((SinkAddress.Refused) judged);
            }
            Form.Post post = form(address).write(accepted.url(), key, chat, letter);
            // Given as bytes, so that OkHttp adds nothing to the type.
            Request.Builder request = new Request.Builder().url(post.address())
                    .post(RequestBody.create(post.body(), MediaType.get(post.type())));
            post.headers().forEach(request::header);
            return exchange.send(URL, request.build());
        });
    }

    private interface Opened<R> {

        R with(String address, String token);
    }

    private <R> R open(Opened<R> work) {
        if (url == null) {
            return withToken(Form.TELEGRAM_ADDRESS, work);
        }
        return url.<R>use(address -> withToken(address, work));
    }

    private <R> R withToken(String address, Opened<R> work) {
        return token == null ? work.with(address, "") : token.<R>use(key -> work.with(address, key));
    }

    private SinkAddress judge(String address, String key) {
        return SinkAddress.judge(form(address), address, key, chat);
    }

    /** Services with one well-known host are known by it; anything else gets everything as JSON. */
    private Form form(String address) {
        if (form != null) {
            return form;
        }
        HttpUrl parsed = HttpUrl.parse(address);
        return switch (parsed == null ? "" : parsed.host()) {
            case "ntfy.sh" -> Form.NTFY;
            case "hooks.slack.com" -> Form.SLACK;
            case "api.telegram.org" -> Form.TELEGRAM;
            default -> Form.JSON;
        };
    }

    private static Delivery.Failed refusal(SinkAddress.Refused refused) {
        return new Delivery.Failed("SINK_ADDRESS", URL + " " + refused.reason() + ".", refused.hint(), null);
    }
}
