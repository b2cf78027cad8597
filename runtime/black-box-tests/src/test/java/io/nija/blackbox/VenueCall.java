package io.nija.blackbox;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A private call as somebody else's program makes it; shares no code with NIJA. */
final class VenueCall {

    private VenueCall() {}

    static String send(String rest, String method, String key, String secret, String nonce) throws Exception {
        String path = "/0/private/" + method;
        String body = "nonce=" + nonce;
        byte[] digest = MessageDigest.getInstance("SHA-256").digest((nonce + body).getBytes(StandardCharsets.UTF_8));
        Mac mac = Mac.getInstance("HmacSHA512");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret), "HmacSHA512"));
        mac.update(path.getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(rest + path))
                .header("API-Key", key).header("API-Sign", Base64.getEncoder().encodeToString(mac.doFinal(digest)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
