package io.nija.tck.kraken;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.nija.tck.Signing;

/** API-Sign, by the reference sheet's section 2 and nothing of the broker's. */
final class KrakenSigning implements Signing {

    private static final Pattern NONCE = Pattern.compile("(?:^|&)nonce=(\\d+)|\"nonce\"\\s*:\\s*\"?(\\d+)");

    /** The example of Kraken's own documentation. */
    private static final Vector PUBLISHED = new Vector(new Request("POST", "/0/private/AddOrder", List.of("API-Key: example"),
            "nonce=1616492376594&ordertype=limit&pair=XBTUSD&price=37500&type=buy&volume=1.25".getBytes(StandardCharsets.US_ASCII)),
            "kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==",
            "4/dpxb3iT4tp/ZCVEwSnEsLxx0bqyhLpdfOpc6fn7OR8+UClSV5n9E6aSS8MPtnRfp32bAb0nmbRn6H8ndwLUQ==");

    @Override
    public List<Vector> officialVectors() {
        return List.of(PUBLISHED);
    }

    @Override
    public String addressKey() {
        return "rest.url";
    }

    @Override
    public Signed expected(Request request, String secret) {
        if (!request.path().startsWith("/0/private/")) {
            return null;
        }
        Matcher nonce = NONCE.matcher(new String(request.body(), StandardCharsets.UTF_8));
        String number = nonce.find() ? nonce.group(1) == null ? nonce.group(2) : nonce.group(1) : "";
        return new Signed(KrakenBooks.signature(request.path(), number, request.body(), Base64.getDecoder().decode(secret)), request.header("API-Sign"),
                request.header("API-Key"), number);
    }
}
