package io.nija.broker.kraken.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.nija.broker.kraken.internal.testing.TestCredentials;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reference sheet's section 2.2: V1 is Kraken's own published vector. */
class KrakenSignerTest {

    private static final String SHORT_SECRET = "dGVzdF9zZWNyZXRfa2V5X2J5dGVzXzMyX2NoYXJzISE=";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ' ', quoteCharacter = '~', value = {
        "V1 AddOrder 1616492376594 nonce=1616492376594&ordertype=limit&pair=XBTUSD&price=37500&type=buy&volume=1.25"
                + " 4/dpxb3iT4tp/ZCVEwSnEsLxx0bqyhLpdfOpc6fn7OR8+UClSV5n9E6aSS8MPtnRfp32bAb0nmbRn6H8ndwLUQ==",
        "V2 Balance 1616492376594 nonce=1616492376594"
                + " 1nH4vwR+8FHiYh1QT649xXkGd3JR3x0DWkgv3u9Ed/Qqv6KPtgQpEU4m+Emb/VgpEji3j1XNwI+HCbfXxmrTOg==",
        "V3 AddOrder 1616492376594 {\"nonce\":\"1616492376594\",\"ordertype\":\"limit\",\"type\":\"buy\",\"volume\":\"1.25\",\"pair\":\"XBTUSD\",\"price\":\"37500\"}"
                + " M5LyROk1y+gbyFIAaDD2FWJji6qfYGewcC3Qn2L8TqlLs+Ws+IzhXwzDSGiV8CGR36UmO9D30sPmVQfcWv864w==",
        "V4 TradeVolume 1616492376594 {\"nonce\":1616492376594,\"pair\":\"XBTUSD\"}"
                + " DYdZct/ftPY/u72fI09nLfVQ6tkfDRnyo9BUZGTQWGOGhEII0nKNmw88p38wRA2wLMuwwaIcNjQ2FH/AQfBZHg==",
        "V5 AddOrder 1616492376594 nonce=1616492376594&ordertype=limit&pair=XBTUSD&price=%2B50&type=buy&volume=1.25&close%5Bordertype%5D=stop-loss&close%5Bprice%5D=%235%25&oflags=post%2Cfciq"
                + " 8se+8bH0+ZGv1f3/Xy+k969y07MuLcWZRPHdug+QRLBYcEFx/fnu4n2UwXEe1dTHNBppxIKSBczDz+E8D/3yVg==",
        "V7 Balance 1616492376594 nonce=1616492376594&otp=123456"
                + " jbyoyzbCFde1u0Rnp3ChMEofg5y4E4qpI247mcYicXoAi4c201b8GKM5LmshBvKP9WVm+UFHd710qkGBE0tRJw==",
        "V8 CancelOrderBatch 1616492376595 {\"nonce\":\"1616492376595\",\"orders\":[\"OABCDE-FGHIJ-KLMNOP\",7],\"cl_ord_ids\":[\"a-1\"]}"
                + " jPUzSHxUWEF3kQQ+HfL8IO1lJqU0pYJ5EY4lVaqMiVDcJ8NL0dM4KQ6uvd2ITDY6TR/eyRq2YnynZ6dUUaIetA==",
        "V9 GetWebSocketsToken 1616492376594 nonce=1616492376594"
                + " +mRDmY9Ks0Moc1zjv/BjfvYa98buO0x1yHChZR5onlfAzAUbfIYlLggUZzdQ0RsmXm4Sh+Q8iAIZdo2wSeHeiA==",
        "V10 OpenOrders 1616492376600 nonce=1616492376600&trades=true&cl_ord_id=6d1b345e-2821-40e2-ad83-4ecb18a06876"
                + " pjWY4oDjAXTbsiaR/G5cSOL8U0G+p83ySlQjJH/8rH61pwBnKnvtIGIZ056MIIWthiiL1UOa5kNgjK7E9W1V6A=="})
    void theVectorsOfTheSheetAreReproduced(String name, String method, String nonce, String body, String signature) {
        assertThat(sign(TestCredentials.SECRET, method, nonce, body)).isEqualTo(signature);
    }

    @Test
    void aShorterSecretSignsTooAsVectorSixSays() {
        assertThat(sign(SHORT_SECRET, "Balance", "1616492376594", "nonce=1616492376594")).isEqualTo(
                "4X7nFc5U3rLzrjRGXsNIB/JXCS90F60ILkC/Xg9iGTvULGGPsq9GZd9UbcOK+FFNznOehsW5l/LIv4Rm5+caIg==");
    }

    private static String sign(String secret, String method, String nonce, String body) {
        return new KrakenSigner().sign(new TestCredentials("master", "K", secret), ascii("/0/private/" + method), ascii(nonce),
                ascii(body));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void aRequestSignsExactlyTheBytesItSends() {
        TestCredentials keys = new TestCredentials("master", "K", TestCredentials.SECRET);
        KrakenSigner signer = new KrakenSigner();
        KrakenForm form = new KrakenForm();
        PrivateCall call = PrivateCall.checkOrder(Map.of("pair", "XBTUSD"));
        for (long nonce : new long[] {1, 9, 10, 1616492376594L, 1_795_000_000_000_000_000L, Long.MAX_VALUE}) {
            WireRequest request = signer.request(keys, call, nonce, form);
            String body = new String(request.body(), StandardCharsets.US_ASCII);
            assertThat(body).isEqualTo("nonce=" + nonce + "&pair=XBTUSD&validate=true");
            assertThat(request.signature()).isEqualTo(sign(TestCredentials.SECRET, "AddOrder", Long.toString(nonce), body));
            assertThat(request.toString()).isEqualTo("POST /0/private/AddOrder");
        }
    }
}
