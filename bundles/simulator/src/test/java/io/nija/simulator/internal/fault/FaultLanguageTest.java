package io.nija.simulator.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FaultLanguageTest {

    @Provide
    Arbitrary<FaultAction> actions() {
        Arbitrary<Long> millis = Arbitraries.longs().between(0, 86_400_000);
        Arbitrary<Integer> seconds = Arbitraries.integers().between(1, 86_400);
        return Arbitraries.oneOf(
                Combinators.combine(millis, millis).as((a, b) -> new FaultAction.Delay(Math.min(a, b), Math.max(a, b))),
                Arbitraries.of(new FaultAction.Drop(), new FaultAction.Reset(), new FaultAction.Hang(),
                        new FaultAction.Truncate(), new FaultAction.Cut()),
                Arbitraries.integers().between(1, 1_000_000).map(FaultAction.Slow::new),
                Combinators.combine(Arbitraries.integers().between(400, 599), Arbitraries.integers().between(0, 86_400))
                        .as(FaultAction.Status::new),
                Arbitraries.integers().between(200, 599).map(FaultAction.Html::new),
                Arbitraries.strings().withChars("EabcXYZ: _%/.,").ofMinLength(1).ofMaxLength(40).map(String::strip)
                        .filter(text -> !text.isEmpty()).list().ofMinSize(1).ofMaxSize(4).map(FaultAction.Errors::new),
                seconds.map(each -> new FaultAction.Skew(Duration.ofSeconds(each - 40_000))),
                seconds.map(each -> new FaultAction.Gone(Duration.ofSeconds(each))), happenings());
    }

    private static Arbitrary<FaultAction> happenings() {
        Arbitrary<String> accounts = Arbitraries.of("caller", "master", "account-1");
        Arbitrary<BigDecimal> amounts = Arbitraries.bigDecimals().between(new BigDecimal("0.0001"),
                new BigDecimal("900")).ofScale(4);
        Arbitrary<Boolean> either = Arbitraries.of(true, false);
        return Arbitraries.oneOf(
                Combinators.combine(accounts, amounts).as((who, much) -> new FaultAction.Deposit(who, "USD", much)),
                Combinators.combine(accounts, amounts, either).as((who, much, less) ->
                        new FaultAction.Balance(who, "XXBT", less ? much.negate() : much)),
                Combinators.combine(accounts, amounts, either, amounts, either).as((who, much, buys, price, market) ->
                        new FaultAction.HumanOrder(who, buys, "XBT/USD", much, market ? null : price)),
                amounts.map(much -> new FaultAction.Jump("ETHXBT", much)));
    }

    @Provide
    Arbitrary<FaultRule> moments() {
        return Combinators.combine(happenings().filter(each -> !each.toString().contains("(caller,")),
                Arbitraries.integers().between(0, 999_999_999), Arbitraries.of(true, false)).as((event, seconds, span) ->
                        new FaultRule("", "*", event, false, FaultRule.ALWAYS, 0, 0, 1, span
                                ? new FaultRule.Moment(Duration.ofSeconds(seconds), null)
                                : new FaultRule.Moment(null, Instant.ofEpochSecond(1_000_000_000L + seconds))));
    }

    @Provide
    Arbitrary<FaultRule> ofSockets() {
        Arbitrary<Integer> seconds = Arbitraries.integers().between(1, 86_400);
        Arbitrary<FaultAction> both = Arbitraries.oneOf(
                Arbitraries.of(new FaultAction.HalfOpen(), new FaultAction.Drop(), new FaultAction.Reset(),
                        new FaultAction.Text(FaultAction.Text.PROXY), new FaultAction.Text("bad gateway")),
                seconds.map(each -> new FaultAction.Silence(Duration.ofSeconds(each))),
                Arbitraries.integers().between(1_000, 4_999).map(FaultAction.Close::new));
        Arbitrary<FaultAction> frames = Arbitraries.oneOf(both, Arbitraries.of(new FaultAction.Gap(),
                new FaultAction.Duplicate(), new FaultAction.Reorder(), new FaultAction.Checksum(),
                new FaultAction.Truncate(), new FaultAction.Slow(9)));
        Arbitrary<FaultAction> messages = Arbitraries.oneOf(both, Arbitraries.of(new FaultAction.Hang(),
                new FaultAction.Delay(1, 9), new FaultAction.Errors(List.of("EService:Busy")),
                new FaultAction.Expire("caller")));
        Arbitrary<String> accounts = Arbitraries.of("*", "XBTUSD", "account-1");
        return Arbitraries.oneOf(
                Combinators.combine(Arbitraries.of("stream", "stream.book", "stream.executions"), accounts, frames,
                        Arbitraries.longs().between(0, 99)).as((where, who, action, nth) ->
                                new FaultRule(where, who, action, false, FaultRule.ALWAYS, nth, 0, 0)),
                Combinators.combine(Arbitraries.of("socket", "add_order", "cancel_all_orders_after", "ping"), accounts,
                        messages, Arbitraries.of(true, false)).as((where, who, action, after) ->
                                new FaultRule(where, who, action, after, 1_000, 0, 3, 2)));
    }

    @Property
    void aRuleOfSocketsIsReadBack(@ForAll("ofSockets") FaultRule rule) {
        assertThat(FaultLanguage.parse(rule.toString())).containsExactly(rule);
    }

    @Property
    void aRuleWithAMomentIsReadBack(@ForAll("moments") FaultRule rule) {
        assertThat(FaultLanguage.parse(rule.toString())).containsExactly(rule);
    }

    @Provide
    Arbitrary<List<FaultRule>> rules() {
        Arbitrary<String> endpoints = Arbitraries.of("*", "public", "private", "AddOrder", "Balance");
        Arbitrary<String> accounts = Arbitraries.of("*", "master", "daivon_frazier", "account-1");
        Arbitrary<Long> counts = Arbitraries.longs().between(0, 1_000_000);
        Arbitrary<Integer> chances = Arbitraries.oneOf(Arbitraries.just(FaultRule.ALWAYS),
                Arbitraries.integers().between(1, FaultRule.ALWAYS));
        return Combinators.combine(endpoints, accounts, actions(), Arbitraries.of(true, false), chances, counts, counts,
                counts).as(FaultLanguageTest::legal).list().ofMinSize(1).ofMaxSize(5);
    }

    /** Without the combinations that the language itself corrects or refuses. */
    private static FaultRule legal(String endpoint, String account, FaultAction action, boolean after, int perMillion,
            long nth, long every, long next) {
        boolean body = action instanceof FaultAction.Truncate || action instanceof FaultAction.Cut;
        boolean early = action instanceof FaultAction.Skew || action instanceof FaultAction.Gone;
        return new FaultRule(endpoint, account, action, body || after && !early, perMillion, nth, every,
                action instanceof FaultAction.Gone ? Math.max(1, next) : next);
    }

    @Property
    void whatIsWrittenIsReadBack(@ForAll("rules") List<FaultRule> rules) {
        String spec = rules.stream().map(FaultRule::toString).collect(Collectors.joining("; "));
        assertThat(FaultLanguage.parse(spec)).isEqualTo(rules);
    }

    @Property
    void anyTextIsUnderstoodOrRefusedInOneSentence(@ForAll String text) {
        try {
            assertThat(FaultLanguage.parse(text)).isNotEmpty();
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).endsWith(".").doesNotContain("\n", "\r");
        }
    }

    @Property
    void aSpoiledSpecificationNeverBreaksTheReader(@ForAll("rules") List<FaultRule> rules, @ForAll int at, @ForAll char by) {
        StringBuilder spec = new StringBuilder(rules.get(0).toString());
        spec.setCharAt(Math.floorMod(at, spec.length()), by);
        anyTextIsUnderstoodOrRefusedInOneSentence(spec.toString());
    }

    @Example
    void theWholeLanguageInOneLine() {
        assertThat(FaultLanguage.parse("AddOrder@master=reset,after,p=0.25; *=delay(50..200); "
                + "Balance=error(EService:Busy|EGeneral:Internal error:7),nth=3;private=gone(5)")).containsExactly(
                new FaultRule("AddOrder", "master", new FaultAction.Reset(), true, 250_000, 0, 0, 0),
                new FaultRule("*", "*", new FaultAction.Delay(50, 200), false, FaultRule.ALWAYS, 0, 0, 0),
                new FaultRule("Balance", "*", new FaultAction.Errors(List.of("EService:Busy", "EGeneral:Internal error:7")),
                        false, FaultRule.ALWAYS, 3, 0, 0),
                new FaultRule("private", "*", new FaultAction.Gone(Duration.ofSeconds(5)), false, FaultRule.ALWAYS, 0, 0, 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "''~The faults are empty; write for example AddOrder=reset,after,next=1.",
        "AddOrder~The fault 'AddOrder' is not of the form ENDPOINT[@ACCOUNT]=ACTION[(VALUE)][,OPTION…].",
        "AddOrder=explode~There is no fault 'explode'; the faults are delay, drop, reset, hang, slow, status, html, truncate, cut, error, skew, gone, gap, duplicate, reorder, checksum, crossed, text, silence, halfopen, close, storm, expire, deposit, balance, order and jump.",
        "AddOrder=delay~The fault delay needs milliseconds from 0 to 86400000 in parentheses.",
        "AddOrder=delay(9..5)~The fault delay(9..5) ends before it begins.",
        "AddOrder=drop(1)~The fault drop takes no value in parentheses.",
        "AddOrder=status(200)~The fault status needs an HTTP status from 400 to 599 in parentheses.",
        "AddOrder=error()~The fault error needs its text, for example error(EService:Busy).",
        "AddOrder=drop,p=2~The fault option p needs a probability above 0 and up to 1, with six decimals at most.",
        "AddOrder=drop,next=0~The fault option next needs a number from 1 on.",
        "AddOrder=drop,sometimes~There is no fault option 'sometimes'; the options are before, after, p=0..1, nth=N, every=N and next=N.",
        "AddOrder=deposit(one,USD)~The fault is written deposit(ACCOUNT,ASSET,AMOUNT), for example deposit(account-1,USD,100).",
        "AddOrder=deposit(one,USD,-5)~The fault is written deposit(ACCOUNT,ASSET,AMOUNT), for example deposit(account-1,USD,100).",
        "AddOrder=balance(one,USD,0)~The fault is written balance(ACCOUNT,ASSET,CHANGE), for example balance(account-1,BTC,-0.5).",
        "AddOrder=order(one,hold,XBTUSD,1)~The fault is written order(ACCOUNT,buy|sell,PAIR,VOLUME[,PRICE]), for example order(account-1,buy,XBTUSD,0.01,50000).",
        "AddOrder=jump(XBTUSD,five)~The fault is written jump(PAIR,PERCENT), for example jump(XBTUSD,-5).",
        "AddOrder=jump(XBTUSD,-91)~The fault is written jump(PAIR,PERCENT) with -90 to 900 percent.",
        "at(soon)=jump(XBTUSD,-5)~The fault's moment at(soon) is neither seconds from now nor an instant like 2026-01-15T10:05:00Z.",
        "at(5)=reset~The fault 'at(5)=reset' needs a call to strike; at a moment there can be deposit, balance, order, jump, expire, gone, storm, silence, halfopen, close and text.",
        "at(5)=deposit(caller,USD,5)~The fault 'at(5)=deposit(caller,USD,5)' needs a call to strike; at a moment there can be deposit, balance, order, jump, expire, gone, storm, silence, halfopen, close and text.",
        "at(5)=jump(XBTUSD,-5),next=2~The fault 'at(5)=jump(XBTUSD,-5),next=2' has a moment; it takes no account and no options.",
        "AddOrder=skew(5),after~The fault 'AddOrder=skew(5),after' cannot strike after the call; leave out 'after'.",
    })
    void aWrongSpecificationIsRefusedInOneSentence(String spec, String sentence) {
        assertThatThrownBy(() -> FaultLanguage.parse(spec)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }
}
