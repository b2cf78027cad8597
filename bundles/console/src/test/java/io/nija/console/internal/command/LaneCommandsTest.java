package io.nija.console.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.nija.account.AccountId;
import io.nija.account.Mode;
import io.nija.account.Role;
import io.nija.console.internal.fake.Desk;
import io.nija.console.internal.fake.Desk.Said;
import io.nija.console.internal.fake.FakeSession;
import io.nija.console.internal.fake.Lanes;
import io.nija.status.AccountStatus;
import io.nija.status.Evidence;
import io.nija.status.LadderState;
import io.nija.status.LaneStatus;
import io.nija.status.Step;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class LaneCommandsTest {

    @TempDir
    Path root;

    private Desk desk() {
        return new Desk(root);
    }

    private static LaneStatus in(LaneStatus lane, Mode mode, LadderState state) {
        return new LaneStatus(lane.lane(), mode, state, lane.blocked(), lane.since(), lane.evidence(), lane.missing(), lane.hint(),
                lane.equity(), lane.todayPnl(), lane.openOrders(), lane.positions(), lane.lastOrderAt(), lane.lastError());
    }

    @Test
    void theBoardHasOneLineForEachLaneWithStateObstacleAndAgeOfProof() {
        Said said = desk().say("status");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.lines().get(0)).startsWith("ACCOUNT ").contains("STATE", "BLOCKED", "PROOF");
        assertThat(said.lines().get(1)).startsWith("master").contains("FUNDED", "12 s", "1000.50 USD");
        assertThat(said.lines().get(2)).contains("daivon_frazier", "QUARANTINED until 2026-11-22T12:15:00Z", "3 min");
        assertThat(said.lines().get(3)).contains("tania_gilbert", "NOT_CONFIGURED", "keys: neither half of a pair is set");
        assertThat(said.out()).contains("1 of 3 lanes connected.").contains("KRAKEN_USER_TANIA_API_KEY");
        assertThat(said.err()).isEmpty();
    }

    @Test
    void theBoardAsJsonHasExactlyThePromisedFields() {
        JsonNode json = desk().say("status --json").json();
        // The journal is more than was promised; it stands last.
        assertThat(Desk.fields(json)).containsExactly("generatedAt", "build", "accounts", "journal");
        JsonNode account = json.get("accounts").get(0);
        assertThat(Desk.fields(account)).containsExactly("id", "name", "role", "brokers");
        assertThat(account.get("role").asString()).isEqualTo("master");
        JsonNode lane = account.get("brokers").get(0);
        assertThat(Desk.fields(lane)).containsExactly("broker", "mode", "state", "blocked", "until", "since", "evidence", "missing",
                "hint", "equity", "todayPnl", "openOrders", "positions", "lastOrderAt", "lastError");
        assertThat(Desk.fields(lane.get("evidence").get(0))).containsExactly("step", "ok", "at", "code", "detail");
        assertThat(lane.get("equity").get("amount").isString()).isTrue();
        assertThat(lane.get("openOrders").asInt()).isEqualTo(2);
    }

    @Test
    void whatIsUnknownIsNullInJsonAndADashOnTheBoard() {
        Desk desk = desk();
        JsonNode lane = desk.say("status --json").json().get("accounts").get(2).get("brokers").get(0);
        for (String unknown : List.of("equity", "todayPnl", "openOrders", "positions", "lastOrderAt", "lastError", "blocked", "until")) {
            assertThat(lane.get(unknown).isNull()).as(unknown).isTrue();
        }
        assertThat(desk.say("status").lines().get(3)).containsPattern(" - +- +- +-$");
    }

    @Test
    void aBlockedLaneSaysByWhatAndUntilWhen() {
        JsonNode lane = desk().say("status --json").json().get("accounts").get(1).get("brokers").get(0);
        assertThat(lane.get("blocked").asString()).isEqualTo("QUARANTINED");
        assertThat(lane.get("until").asString()).isEqualTo("2026-11-22T12:15:00Z");
        assertThat(Desk.fields(lane.get("lastError"))).containsExactly("code", "message", "at");
    }

    @Test
    void statusExitsWithZeroOneTwoForAllSomeNone() {
        Desk desk = desk();
        assertThat(desk.say("status").exit()).isEqualTo(1);
        desk.board = Lanes.board(Lanes.account("master", Role.MASTER, Lanes.funded("master/kraken"),
                in(Lanes.withoutKeys("master/paper"), Mode.PAPER, LadderState.NOT_CONFIGURED),
                in(Lanes.withoutKeys("master/coinbase"), Mode.OBSERVE, LadderState.DISABLED)));
        assertThat(desk.say("status").exit()).isZero();
        desk.board = Lanes.board(Lanes.account("master", Role.MASTER, Lanes.withoutKeys("master/kraken")));
        assertThat(desk.say("status").exit()).isEqualTo(2);
        desk.board = Lanes.board();
        assertThat(desk.say("status").exit()).isEqualTo(2);
        assertThat(desk.say("status").out()).contains("No account is configured.");
    }

    @Test
    void anAccountWhoseFileWasRefusedIsOnTheBoardWithTheReason() {
        Desk desk = desk();
        desk.board = Lanes.board(new AccountStatus(new AccountId("bad"), "bad", Role.USER, "role = boss is neither master nor user", List.of()));
        assertThat(desk.say("status").out()).contains("role = boss is neither master nor user");
        assertThat(desk.say("accounts").out()).contains("role = boss is neither master nor user");
        assertThat(desk.say("why bad").out()).contains("role = boss is neither master nor user");
    }

    @Test
    void whyShowsEachStepTheFirstUnsatisfiedOneAndWhatToDo() {
        Said said = desk().say("why daivon_frazier/kraken");
        assertThat(said.exit()).isZero();
        assertThat(said.lines().get(0)).isEqualTo("daivon_frazier/kraken is CONNECTING (observe), since 2026-11-22T11:59:00Z.");
        assertThat(said.out())
                .containsPattern("✓ +venue +2026-11-22T11:59:55Z +5 s +online")
                .containsPattern("✗ +authentication +2026-11-22T11:56:40Z +3 min +EAPI:Invalid key \\(KRAKEN_INVALID_KEY\\)")
                .containsPattern("· +permissions +- +- +not known yet")
                .contains("Blocked: QUARANTINED until 2026-11-22T12:15:00Z: the venue refused the key three times")
                .contains("Why: no call with these keys is accepted now: EAPI:Invalid key (KRAKEN_INVALID_KEY)")
                .contains("Do: Make a new key at Kraken.");
    }

    @Test
    void whyNamesTheMissingVariablesExactly() {
        assertThat(desk().say("why tania_gilbert").out())
                .contains("Missing: KRAKEN_USER_TANIA_API_KEY, KRAKEN_USER_TANIA_API_SECRET")
                .contains("Do: Set KRAKEN_USER_TANIA_API_KEY and KRAKEN_USER_TANIA_API_SECRET.");
    }

    @Test
    void whyOfAHealthyLaneSaysThatNothingIsInTheWay() {
        assertThat(desk().say("why master").out()).contains("Nothing is in the way of its connection. Trading: no, no strategy runs.");
    }

    @Test
    void whyAsJsonNamesTheCause() {
        JsonNode lane = desk().say("why tania_gilbert/kraken --json").json().get("lanes").get(0);
        assertThat(lane.get("account").asString()).isEqualTo("tania_gilbert");
        assertThat(lane.get("cause").get("code").asString()).isEqualTo("KEYS_ABSENT");
        assertThat(lane.get("cause").get("hint").asString()).startsWith("Set KRAKEN_USER_TANIA_API_KEY");
    }

    @Test
    void anUnknownAccountOrBrokerIsAUsageErrorThatNamesTheNearest() {
        Desk desk = desk();
        assertThat(desk.say("why mastr").exit()).isEqualTo(64);
        assertThat(desk.say("why mastr").err()).contains("did you mean 'master'?");
        assertThat(desk.say("why master/krakn").err()).contains("did you mean 'kraken'?");
        assertThat(desk.say("why master/kraken/x").exit()).isEqualTo(64);
        assertThat(desk.say("why Master/kraken").exit()).isEqualTo(64);
        assertThat(desk.say("balances --account nobody_at_all").err()).contains("The accounts are master, daivon_frazier, tania_gilbert.");
        assertThat(desk.say("orders --broker krake").err()).contains("did you mean 'kraken'?");
    }

    @Test
    void reconnectAsksTheSessionAndAnswersWithTheLane() {
        Desk desk = desk();
        FakeSession session = desk.session("daivon_frazier/kraken");
        Said said = desk.say("reconnect daivon_frazier/kraken --json");
        assertThat(said.exit()).isZero();
        assertThat(session.reconnects).hasValue(1);
        assertThat(desk.credentials.retried).hasSize(1);
        assertThat(said.json().get("account").asString()).isEqualTo("daivon_frazier");
        assertThat(said.json().get("state").asString()).isEqualTo("CONNECTING");
    }

    @Test
    void reconnectWithoutASessionSaysWhyThereIsNone() {
        Said said = desk().say("reconnect tania_gilbert/kraken");
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("NOT_CONFIGURED", "neither half of a pair is set").hasLineCount(1);
    }

    @Test
    void reconnectNeedsALaneAndNotOnlyAnAccount() {
        assertThat(desk().say("reconnect master").exit()).isEqualTo(64);
        assertThat(desk().say("reconnect").err()).isEqualTo("reconnect needs ACCOUNT/BROKER: the lane.\n");
    }

    private static List<Evidence> live(boolean identity) {
        List<Evidence> found = new ArrayList<>();
        found.add(Evidence.ok(Step.VENUE, Lanes.NOW, "online"));
        found.add(Evidence.ok(Step.AUTHENTICATION, Lanes.NOW, "accepted"));
        found.add(identity ? Evidence.ok(Step.IDENTITY, Lanes.NOW, "the same")
                : Evidence.failed(Step.IDENTITY, Lanes.NOW, "KEYS_OF_ANOTHER_ACCOUNT", "these keys belong to another account", "account rebind"));
        return found;
    }

    @Test
    void verifyShowsWhatTheVenueSaysNowAndCountsTheLanes() {
        Desk desk = desk();
        desk.session("master/kraken").verification = CompletableFuture.completedFuture(live(true));
        Said said = desk.say("verify");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out()).contains("master/kraken: connected", "tania_gilbert/kraken: not connected", "1 of 3 lanes connected.");
        assertThat(desk.say("verify master").exit()).isZero();
        assertThat(desk.say("verify tania_gilbert/kraken").exit()).isEqualTo(2);
        JsonNode json = desk.say("verify master/kraken --json").json();
        assertThat(json.get("lanes").get(0).get("connected").asBoolean()).isTrue();
        assertThat(json.get("lanes").get(0).get("evidence").toString()).contains("\"detail\":\"accepted\"");
    }

    @Test
    void keysOfAnotherAccountAreNoConnection() {
        Desk desk = desk();
        desk.session("master/kraken").verification = CompletableFuture.completedFuture(live(false));
        Said said = desk.say("verify master/kraken");
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.out()).contains("these keys belong to another account", "Do: account rebind");
    }

    @Test
    void verifyDoesNotTrustEvidenceFromBefore() {
        Desk desk = desk();
        desk.session("master/kraken").verification = CompletableFuture.completedFuture(List.of(
                Evidence.failed(Step.VENUE, Lanes.NOW, "CONNECT_REFUSED", "connection refused", "Is the exchange there?")));
        assertThat(desk.say("verify master/kraken").exit()).isEqualTo(2);
    }

    @Test
    void aLaneWithoutASessionIsNotConnectedWhateverWasProvenBefore() {
        Said said = desk().say("verify master/kraken");
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.out()).contains("master/kraken: not connected", "NO_SESSION").doesNotContain("authentication is well");
    }

    @Test
    void accountsAndTheirFilters() {
        Desk desk = desk();
        assertThat(Desk.fields(desk.say("accounts --json").json().get("accounts").get(0)))
                .containsExactly("id", "name", "role", "enabled", "currency", "zone", "brokers", "problem");
        assertThat(desk.say("accounts --account master --json").json().get("accounts")).hasSize(1);
        assertThat(desk.say("accounts").lines()).hasSize(4);
    }
}
