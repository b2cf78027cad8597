package io.nija.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.nija.platform.virtual.VirtualTime;

class FaultsTest {

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-01-15T10:00:07Z"));
    private Trader trader;

    @BeforeEach
    void start() throws Exception {
        trader = new Trader(Exchange.start(ExchangeOptions.plain().withAccounts(List.of("one", "two")), time));
    }

    @AfterEach
    void stop() {
        trader.close();
    }

    private static final String[] ORDER = {"pair", "XBTUSD", "type", "buy", "ordertype", "limit", "price", "50000",
        "volume", "0.01"};

    private int openOrders() {
        synchronized (trader.exchange.venue()) {
            return trader.exchange.venue().account("one").openOrders().size();
        }
    }

    /** Sends an AddOrder over a bare socket, so that nobody tries again; answers what came until the end. */
    private String bare(int timeoutMillis) throws Exception {
        String nonce = Long.toString(trader.nonce());
        String body = "nonce=" + nonce + "&pair=XBTUSD&type=buy&ordertype=limit&price=50000&volume=0.01";
        String sign = Trader.sign(trader.exchange.accounts().get(0).secret(), "/0/private/AddOrder", nonce, body);
        try (Socket socket = new Socket("127.0.0.1", trader.uri("/").getPort())) {
            socket.setSoTimeout(timeoutMillis);
            socket.getOutputStream().write(("POST /0/private/AddOrder HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                    + "Content-Type: application/x-www-form-urlencoded\r\nAPI-Key: " + trader.key() + "\r\nAPI-Sign: "
                    + sign + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                    .getBytes(StandardCharsets.US_ASCII));
            ByteArrayOutputStream received = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                received.write(next);
            }
            return received.toString(StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({"before, 0", "after, 1"})
    void aDroppedConnectionEndsWithoutAnAnswer(String phase, int orders) throws Exception {
        trader.exchange.faults("AddOrder=drop," + phase + ",next=1");
        assertThat(bare(10_000)).isEmpty();
        assertThat(openOrders()).isEqualTo(orders);
        assertThat(trader.refusal("AddOrder", ORDER)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"before, 0", "after, 1"})
    void aResetConnectionIsReset(String phase, int orders) throws Exception {
        trader.exchange.faults("AddOrder=reset," + phase);
        assertThatThrownBy(() -> bare(10_000)).isInstanceOf(SocketException.class).hasMessageContaining("reset");
        assertThat(openOrders()).isEqualTo(orders);
    }

    @ParameterizedTest
    @CsvSource({"before, 0", "after, 1"})
    void aHangingCallIsNeverAnswered(String phase, int orders) throws Exception {
        trader.exchange.faults("AddOrder=hang," + phase);
        assertThatThrownBy(() -> bare(400)).isInstanceOf(SocketTimeoutException.class);
        assertThat(openOrders()).isEqualTo(orders);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 520, 429, 403})
    void aGatewayAnswersWithAStatusAndAPage(int status) throws Exception {
        trader.exchange.faults("AddOrder=status(" + status + ",30),next=1;AddOrder=status(" + status + "),after,next=1");
        HttpResponse<String> before = trader.raw("AddOrder", ORDER);
        assertThat(before.statusCode()).isEqualTo(status);
        assertThat(before.body()).startsWith("<!DOCTYPE html>");
        assertThat(before.headers().firstValue("Retry-After")).contains("30");
        assertThat(openOrders()).isZero();
        HttpResponse<String> after = trader.raw("AddOrder", ORDER);
        assertThat(after.statusCode()).isEqualTo(status);
        assertThat(after.headers().firstValue("Retry-After")).isEmpty();
        assertThat(openOrders()).isEqualTo(1);
        assertThat(trader.raw("Balance").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 403})
    void htmlComesInsteadOfJson(int status) throws Exception {
        trader.exchange.faults("Balance=html(" + status + ")");
        HttpResponse<String> page = trader.raw("Balance");
        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=UTF-8");
        assertThat(page.body()).contains("<html>");
    }

    @Test
    void jsonIsCutInHalfInsideACompleteResponse() throws Exception {
        trader.exchange.faults("AddOrder=truncate");
        HttpResponse<String> half = trader.raw("AddOrder", ORDER);
        assertThat(half.statusCode()).isEqualTo(200);
        assertThat(half.body()).startsWith("{\"error\":[],\"result\":").doesNotContain("}}");
        assertThat(openOrders()).isEqualTo(1);
    }

    @Test
    void aBodyIsCutAndTheConnectionEnds() {
        trader.exchange.faults("Balance=cut");
        assertThatThrownBy(() -> trader.raw("Balance")).isInstanceOf(IOException.class);
    }

    @Test
    void givenErrorsComeInTheProtocolsEnvelope() throws Exception {
        trader.exchange.faults("AddOrder=error(EService:Unavailable),next=1;"
                + "AddOrder=error(EOrder:Insufficient funds|EGeneral:Internal error),after,next=1");
        assertThat(trader.raw("AddOrder", ORDER).body()).isEqualTo("{\"error\":[\"EService:Unavailable\"]}");
        assertThat(openOrders()).isZero();
        assertThat(trader.raw("AddOrder", ORDER).body())
                .isEqualTo("{\"error\":[\"EOrder:Insufficient funds\",\"EGeneral:Internal error\"]}");
        assertThat(openOrders()).isEqualTo(1);
    }

    @Test
    void delaysAddUp() throws Exception {
        trader.exchange.faults("Time=delay(80);public=delay(70..75),after");
        long begin = System.nanoTime();
        trader.result("Time");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
    }

    @Test
    void aSlowBodyTrickles() throws Exception {
        trader.exchange.faults("SystemStatus=slow(200)");
        long begin = System.nanoTime();
        assertThat(trader.result("SystemStatus").get("status").asString()).isEqualTo("online");
        // About 85 bytes at 200 a second.
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void theClockIsWrongForTheCallsThatWereNamedOrForAll() throws Exception {
        trader.exchange.faults("Time=skew(-90)");
        long now = time.instant().getEpochSecond();
        assertThat(trader.result("Time").get("unixtime").asLong()).isEqualTo(now - 90);
        assertThat(trader.result("SystemStatus").get("timestamp").asString()).isEqualTo("2026-01-15T10:00:07Z");
        trader.exchange.noFaults();
        trader.control("PUT", "/clock", Map.of("skewMillis", 60_000));
        assertThat(trader.result("Time").get("unixtime").asLong()).isEqualTo(now + 60);
        HttpResponse<String> reply = trader.raw("Balance");
        assertThat(reply.headers().firstValue("Date")).contains("Thu, 15 Jan 2026 10:01:07 GMT");
        trader.control("PUT", "/clock", Map.of("skewMillis", -60_000));
        assertThat(trader.result("Trades?pair=XBTUSD").get("XXBTZUSD")).hasSize(1000);
    }

    @Test
    void theExchangeGoesAwayAndComesBackOnTheSamePort() throws Exception {
        trader.result("Time");
        trader.control("POST", "/gone", Map.of());
        assertThatThrownBy(() -> trader.open("Time")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new Socket("127.0.0.1", trader.uri("/").getPort())).isInstanceOf(ConnectException.class);
        assertThat(trader.control("GET", "/", null).get("gone").asBoolean()).isTrue();
        trader.control("DELETE", "/gone", null);
        assertThat(trader.result("Time").get("unixtime").asLong()).isPositive();
    }

    @Test
    void theExchangeIsGoneForAWhileWhenACallMeetsThatFault() throws Exception {
        trader.exchange.faults("Balance=gone(1)");
        assertThatThrownBy(() -> trader.raw("Balance")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new Socket("127.0.0.1", trader.uri("/").getPort())).isInstanceOf(ConnectException.class);
        boolean back = false;
        for (long end = System.nanoTime() + 10_000_000_000L; !back && System.nanoTime() < end;) {
            try (Socket socket = new Socket("127.0.0.1", trader.uri("/").getPort())) {
                back = socket.isConnected();
            } catch (ConnectException notYet) {
                Thread.onSpinWait();
            }
        }
        assertThat(trader.refusal("Balance")).isEmpty();
    }

    @Test
    void conditionsDecideWhichCallsAreStruck() throws Exception {
        trader.exchange.faults("Time=status(500),nth=3;SystemStatus=status(500),every=2;Assets=status(500),next=2");
        assertThat(outcomes("Time", 5)).containsExactly(200, 200, 500, 200, 200);
        assertThat(outcomes("SystemStatus", 5)).containsExactly(200, 500, 200, 500, 200);
        assertThat(outcomes("Assets", 4)).containsExactly(500, 500, 200, 200);
    }

    @Test
    void chanceStrikesAboutAsOftenAsAsked() throws Exception {
        trader.exchange.faults("Time=status(500),p=0.3");
        assertThat(outcomes("Time", 300).stream().filter(status -> status == 500).count()).isBetween(50L, 130L);
        assertThat(trader.control("GET", "/faults", null).get("faults").get(0).get("matches").asInt()).isEqualTo(300);
    }

    private List<Integer> outcomes(String endpoint, int calls) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            statuses.add(trader.send(HttpRequest.newBuilder(trader.uri("/0/public/" + endpoint)).build())
                    .statusCode());
        }
        return statuses;
    }

    @Test
    void aFaultCanBeForOneAccountAlone() throws Exception {
        trader.exchange.faults("private@two=error(EService:Busy)");
        assertThat(trader.refusal("Balance")).isEmpty();
        trader.as(trader.exchange.accounts().get(1));
        assertThat(trader.refusal("Balance")).isEqualTo("EService:Busy");
        assertThat(trader.result("Time").has("unixtime")).isTrue();
    }

    @Test
    void whatStrikesBeforeTheCallLeavesTheNonceUnused() throws Exception {
        trader.exchange.faults("Balance=status(502),next=1");
        assertThat(trader.post("Balance", "77", "nonce=77", "application/x-www-form-urlencoded").statusCode()).isEqualTo(502);
        assertThat(trader.post("Balance", "77", "nonce=77", "application/x-www-form-urlencoded").body())
                .startsWith("{\"error\":[],");
    }

    @Test
    void theRequestLogTellsWhatStruck() throws Exception {
        trader.exchange.faults("Balance=status(502),next=1;Balance=error(EService:Busy),after,next=1");
        trader.raw("Balance");
        trader.raw("Balance");
        trader.raw("Balance");
        assertThat(trader.exchange.log().after(0, "", 100)).extracting(entry -> entry.outcome()).containsExactly(
                "fault before: status(502)", "ok, fault after: error(EService:Busy)", "ok");
    }
}
