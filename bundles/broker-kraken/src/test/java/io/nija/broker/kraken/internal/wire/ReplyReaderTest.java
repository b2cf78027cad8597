package io.nija.broker.kraken.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.nija.broker.kraken.internal.wire.WireResult.Fault;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The reference sheet's sections 3.1 to 3.4 as a table. */
class ReplyReaderTest {

    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");

    private static WireResult http(int status, String body) {
        return http(status, body, null);
    }

    private static WireResult http(int status, String body, String retryAfter) {
        return new WireResult.Answered(status, body.getBytes(StandardCharsets.UTF_8), retryAfter, AT, Duration.ofMillis(5));
    }

    private static Problem problem(WireResult result) {
        return ((Reply.Bad<JsonNode>) ReplyReader.read(result)).problem();
    }

    private static Problem error(String... texts) {
        return problem(http(200, "{\"error\":[\"" + String.join("\",\"", texts) + "\"]}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "EGeneral:Invalid arguments|REFUSED|REQUEST|KRAKEN_INVALID_ARGUMENTS",
        "EGeneral:Invalid arguments:ordertype|REFUSED|REQUEST|KRAKEN_INVALID_ARGUMENTS",
        "EGeneral:Invalid arguments:volume minimum not met|REFUSED|REQUEST|KRAKEN_ORDER_MINIMUM",
        "EGeneral:Permission denied|REFUSED|RIGHT|KRAKEN_PERMISSION_DENIED",
        "EGeneral:Unknown method|REFUSED|UNKNOWN_METHOD|KRAKEN_UNKNOWN_METHOD",
        "EGeneral:Temporary lockout|LATER|LOCKOUT|KRAKEN_LOCKOUT",
        "EGeneral:Too many requests|LATER|LIMIT|KRAKEN_TOO_MANY_REQUESTS",
        "EGeneral:Internal error|UNCERTAIN|SERVICE|KRAKEN_INTERNAL_ERROR",
        "EGeneral:Internal error:42|UNCERTAIN|SERVICE|KRAKEN_INTERNAL_ERROR",
        "EAPI:Invalid key|REFUSED|KEY|KRAKEN_INVALID_KEY",
        "EAPI:Invalid signature|REFUSED|KEY|KRAKEN_INVALID_SIGNATURE",
        "EAPI:Invalid nonce|LATER|NONCE|KRAKEN_NONCE_REJECTED",
        "EAPI:Rate limit exceeded|LATER|LIMIT|KRAKEN_RATE_LIMIT",
        "EAPI:Bad request|REFUSED|REQUEST|KRAKEN_BAD_REQUEST",
        "EAPI:Feature disabled|REFUSED|REQUEST|KRAKEN_FEATURE_DISABLED",
        "EAPI:Invalid token|REFUSED|REQUEST|KRAKEN_INVALID_TOKEN",
        "EAuth:Account temporary disabled|REFUSED|KEY|KRAKEN_ACCOUNT_DISABLED",
        "EAuth:Account unconfirmed|REFUSED|KEY|KRAKEN_ACCOUNT_UNCONFIRMED",
        "EAuth:Rate limit exceeded|LATER|LOCKOUT|KRAKEN_AUTH_RATE_LIMIT",
        "EAuth:Too many requests|LATER|LOCKOUT|KRAKEN_AUTH_RATE_LIMIT",
        "ESession:Invalid session|REFUSED|REQUEST|KRAKEN_INVALID_SESSION",
        "EAccount:Invalid permissions:XMR trading restricted for PL.|REFUSED|REQUEST|KRAKEN_ACCOUNT_RESTRICTED",
        "EService:Unavailable|UNCERTAIN|SERVICE|KRAKEN_UNAVAILABLE",
        "EService:Busy|UNCERTAIN|SERVICE|KRAKEN_BUSY",
        "EService:Timeout|UNCERTAIN|SERVICE|KRAKEN_SERVICE_TIMEOUT",
        "EService:Deadline elapsed|UNCERTAIN|SERVICE|KRAKEN_DEADLINE_ELAPSED",
        "EService:Market in cancel_only mode|LATER|REQUEST|KRAKEN_CANCEL_ONLY",
        "EService:Market in post_only mode|LATER|REQUEST|KRAKEN_POST_ONLY",
        "EService:Market in limit_only mode|LATER|REQUEST|KRAKEN_LIMIT_ONLY",
        "EDatabase:Internal error|UNCERTAIN|SERVICE|KRAKEN_INTERNAL_ERROR",
        "EBM:limit exceeded:CAL|REFUSED|REQUEST|KRAKEN_ACQUISITION_LIMIT",
        "EQuery:Unknown asset pair|REFUSED|REQUEST|KRAKEN_UNKNOWN_PAIR",
        "EQuery:Unknown asset|REFUSED|REQUEST|KRAKEN_UNKNOWN_ASSET",
        "EOrder:Insufficient funds|REFUSED|REQUEST|KRAKEN_INSUFFICIENT_FUNDS",
        "EOrder:Order minimum not met|REFUSED|REQUEST|KRAKEN_ORDER_MINIMUM",
        "EOrder:Cost minimum not met|REFUSED|REQUEST|KRAKEN_COST_MINIMUM",
        "EOrder:Tick size check failed|REFUSED|REQUEST|KRAKEN_TICK_SIZE",
        "EOrder:Invalid price:XXBTZEUR price can only be specified up to 1 decimals.|REFUSED|REQUEST|KRAKEN_INVALID_PRICE",
        "EOrder:Post only order|REFUSED|REQUEST|KRAKEN_WOULD_TAKE",
        "EOrder:Rate limit exceeded|LATER|ENGINE|KRAKEN_ORDER_RATE_LIMIT",
        "EOrder:Unknown order|MOOT|REQUEST|KRAKEN_UNKNOWN_ORDER",
        "EOrder:Invalid order|MOOT|REQUEST|KRAKEN_UNKNOWN_ORDER",
        "EOrder:Cancel pending|UNCERTAIN|REQUEST|KRAKEN_CANCEL_PENDING",
        "EOrder:Reduce only:Position is closed|UNCERTAIN|REQUEST|KRAKEN_MARGIN",
        "EOrder:Domain rate limit exceeded|LATER|ENGINE|KRAKEN_ORDER_RATE_LIMIT",
        "EGeneral:Invalid arguments:cl_ord_id|REFUSED|REQUEST|KRAKEN_INVALID_ARGUMENTS",
        "EGeneral:Invalid arguments:cl_ord_id already in use|UNCERTAIN|REQUEST|KRAKEN_ORDER_ID_TAKEN",
        "EOrder:Duplicate cl_ord_id|UNCERTAIN|REQUEST|KRAKEN_ORDER_ID_TAKEN",
        "EOrder:Reduce only:No position exists|REFUSED|REQUEST|KRAKEN_MARGIN",
        "ETrade:User Locked|REFUSED|REQUEST|KRAKEN_TRADING_LOCKED",
        "EFunding:Something new|REFUSED|REQUEST|KRAKEN_FUNDING"})
    void eachKnownTextHasItsClassCauseAndCode(String text, Fate fate, Cause cause, String code) {
        Problem problem = error(text);
        assertThat(List.<Object>of(problem.fate(), problem.cause(), problem.code())).isEqualTo(List.<Object>of(fate, cause, code));
        assertThat(problem.message()).contains(text);
        assertThat(error("  " + text.replace(":", " : ").toUpperCase() + " ").code()).isEqualTo(code);
    }

    @Property
    void aTextThatIsNotKnownIsNeverTakenForNotExecuted(@ForAll @AlphaChars @StringLength(min = 1, max = 30) String word) {
        assertThat(error("EOrder:Zz" + word).fate()).isEqualTo(Fate.UNCERTAIN);
        assertThat(error("EAPI:Invalid key" + word).fate()).isEqualTo(Fate.UNCERTAIN);
    }

    @Test
    void oneUncertainMemberMakesAListUncertain() {
        assertThat(error("EOrder:Insufficient funds", "EService:Busy").fate()).isEqualTo(Fate.UNCERTAIN);
        assertThat(error("EService:Busy", "EOrder:Insufficient funds").fate()).isEqualTo(Fate.UNCERTAIN);
        assertThat(error("EOrder:Insufficient funds", "EOrder:Never heard of").fate()).isEqualTo(Fate.UNCERTAIN);
        assertThat(error("EOrder:Insufficient funds", "EGeneral:Permission denied").code()).isEqualTo("KRAKEN_INSUFFICIENT_FUNDS");
    }

    @Test
    void aWarningBesideAResultIsNoFailure() {
        Reply<JsonNode> reply = ReplyReader.read(http(200, "{\"error\":[\"WGeneral:Something\"],\"result\":{\"a\":1}}"));
        assertThat(reply).isInstanceOf(Reply.Good.class);
        assertThat(problem(http(200, "{\"error\":[\"WGeneral:Something\"]}")).fate()).isEqualTo(Fate.UNCERTAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "<html>busy</html>", "{\"error\":[],\"result\":{\"a\"", "[]", "42", "{}", "{\"error\":[]}",
        "{\"error\":\"x\",\"result\":{}}", "{\"error\":[],\"result\":{}} trailing"})
    void whatCannotBeReadIsUncertain(String body) {
        Problem problem = problem(http(200, body));
        assertThat(problem.fate()).isEqualTo(Fate.UNCERTAIN);
        assertThat(problem.code()).isEqualTo("KRAKEN_UNREADABLE_ANSWER");
    }

    @ParameterizedTest
    @CsvSource({"400,UNCERTAIN,REQUEST", "403,UNCERTAIN,EDGE", "404,UNCERTAIN,REQUEST", "405,UNCERTAIN,REQUEST", "429,UNCERTAIN,LIMIT",
        "500,UNCERTAIN,SERVICE", "502,UNCERTAIN,SERVICE", "503,UNCERTAIN,SERVICE", "504,UNCERTAIN,SERVICE",
        "520,UNCERTAIN,SERVICE", "525,UNCERTAIN,SERVICE", "302,UNCERTAIN,EDGE", "204,UNCERTAIN,EDGE", "418,UNCERTAIN,EDGE"})
    void anotherStatusThanTwoHundredIsAGatewaysWordAndNoRefusal(int status, Fate fate, Cause cause) {
        Problem problem = problem(http(status, "<html>x</html>"));
        assertThat(List.<Object>of(problem.fate(), problem.cause())).isEqualTo(List.<Object>of(fate, cause));
    }

    @Test
    void theEdgesOwnNumbersAreUnderstood() {
        assertThat(problem(http(403, "<html>Error 1020: Access denied</html>")).code()).isEqualTo("KRAKEN_EDGE_BANNED");
        assertThat(problem(http(429, "error code: 1015")).code()).isEqualTo("KRAKEN_EDGE_RATE_LIMIT");
        assertThat(problem(http(200, "<html>Error 1006</html>")).code()).isEqualTo("KRAKEN_EDGE_BANNED");
    }

    @ParameterizedTest
    @CsvSource({"120,120", "3,10", "x,10", "999999999,900"})
    void retryAfterIsHonouredWithinReason(String header, long seconds) {
        assertThat(problem(http(429, "slow down", header)).notBefore()).isEqualTo(AT.plusSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"30,30", "-100,1", "86400,900"})
    void throttledUntilIsHonouredWithinReason(long ahead, long seconds) {
        assertThat(error("EService: Throttled: " + AT.plusSeconds(ahead).getEpochSecond()).notBefore())
                .isEqualTo(AT.plusSeconds(seconds));
        assertThat(error("EService:Throttled").notBefore()).isAfter(AT);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void whatWasNotWrittenWasNotSentAndWhatWasIsUncertain(Fault fault) {
        assertThat(problem(new WireResult.Failed(fault, "x", false, AT)).fate()).isEqualTo(Fate.NOT_SENT);
        if (fault != Fault.TURN_LOST) {
            assertThat(problem(new WireResult.Failed(fault, "x", true, AT)).fate()).isEqualTo(Fate.UNCERTAIN);
        }
    }

    @Test
    void controlCharactersFromOutsideDoNotReachAMessage() {
        Problem problem = error("EFoo:\\u001b[31mred\\nline\\u202Eevil");
        assertThat(problem.message()).doesNotContain("\u001b", "\n", "\u202e");
    }
}
