package io.nija.trading.internal.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.nija.account.AccountId;
import io.nija.account.BrokerId;
import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.alert.Alert;
import io.nija.alert.AlertScope;
import io.nija.alert.Severity;
import io.nija.journal.JournalHealth;
import io.nija.journal.SwitchChange;
import io.nija.trading.internal.gate.Known;
import io.nija.trading.internal.gate.Switchboard;
import io.nija.trading.internal.lane.Difference;
import io.nija.trading.internal.lane.LaneSnapshot;
import io.nija.trading.internal.order.TrackedOrder;
import io.nija.trading.internal.protection.Cover;

/** What of trading a person must know now, as alerts that last until it is over. Only decides. */
final class Concerns {

    static final String ORPHANED = "ORDER_ORPHANED";
    static final String UNRESOLVED = "ORDER_UNRESOLVED";
    static final String UNPROVABLE = "ORDER_UNPROVABLE";
    static final String NOT_RECONCILED = "LANE_NOT_RECONCILED";
    static final String TRIPPED = "SWITCH_TRIPPED";
    static final String UNPROTECTED = "POSITION_UNPROTECTED";
    static final String STOP_HIT = "STOP_HIT";
    static final String MEDDLED = "STOP_MEDDLED";
    static final String DISARMED = "LANE_DISARMED";
    static final String LEFT_BEHIND = "LANE_LEFT_BEHIND";
    static final String JOURNAL = "JOURNAL_NOT_WELL";

    /** All that lanes and switches give reason for. */
    static final Set<String> OF_TRADING = Set.of(ORPHANED, UNRESOLVED, UNPROVABLE, NOT_RECONCILED, TRIPPED, UNPROTECTED, STOP_HIT, MEDDLED,
            LEFT_BEHIND, DISARMED);

    /** A comparison after a restart or a gap may take as long as this and worry nobody. */
    static final Duration USUAL_GAP = Duration.ofMinutes(2);
    /** A stop rests one round trip after its fill was read, and is moved within another. */
    static final Duration USUAL_LACK = Duration.ofSeconds(10);
    /** What became of an order is usually found out before. */
    static final Duration USUAL_DOUBT = Duration.ofMinutes(1);
    /** Files are read, and replaced, in less. */
    static final Duration USUAL_NAMELESS = Duration.ofSeconds(30);
    /** Who sets a switch when a loss limit is reached. */
    private static final String RISK = "risk";

    /** As many things are named; the rest is counted by whoever looks. */
    private static final int NAMED = 5;

    private Concerns() {}

    /**
     * Whether orders may go out on a lane, or something of ours is there that must be looked after. A lane without a session
     * has no keys or no broker: it counts only while something of ours is open there.
     */
    static boolean trades(Known lane) {
        boolean holds = !lane.lane().open().isEmpty() || lane.lane().shares().stream().anyMatch(share -> share.position().quantity().signum() != 0);
        boolean allowed = switch (lane.mode()) {
            case SANDBOX, PAPER -> true;
            case LIVE -> lane.armed();
            case OBSERVE -> false;
        };
        return holds || lane.account().enabled() && allowed && lane.venue().session().isPresent();
    }

    /** Of one lane; {@code unreconciledSince} is null while it is reconciled. */
    static List<Alert> of(Known lane, Instant unreconciledSince, Instant now) {
        List<Alert> alerts = new ArrayList<>();
        AlertScope scope = AlertScope.of(lane.id());
        List<String> orphans = lane.lane().differences().stream().filter(difference -> difference.kind() == Difference.Kind.ORPHANED)
                .map(Difference::text).toList();
        if (!orphans.isEmpty()) {
            alerts.add(Alert.state(Severity.CRITICAL, ORPHANED, scope, first(orphans) + " The lane only reduces.",
                    "Look at it at the venue; 'adopt' takes it in, 'why " + lane.id() + "' shows all that differs."));
        }
        Map<Long, String> unprovable = lane.lane().unprovable();
        List<String> never = lane.lane().open().stream().filter(order -> unprovable.containsKey(order.number()))
                .map(order -> "What became of " + order.id() + " cannot be proven: " + unprovable.get(order.number())).toList();
        if (!never.isEmpty()) {
            alerts.add(Alert.state(Severity.CRITICAL, UNPROVABLE, scope, first(never), "Look at the venue whether it is there."));
        }
        List<String> doubtful = lane.lane().open().stream().filter(TrackedOrder::unsure).filter(order -> !unprovable.containsKey(order.number()))
                .filter(order -> order.updatedAt().plus(USUAL_DOUBT).isBefore(now))
                .map(order -> "Nobody knows since " + order.updatedAt() + " whether the venue has " + order.id() + "; it is being looked for.").toList();
        if (!doubtful.isEmpty()) {
            alerts.add(Alert.state(Severity.CRITICAL, UNRESOLVED, scope, first(doubtful), "Do not repeat it; 'story' shows how it goes on."));
        }
        if (trades(lane) && unreconciledSince != null && unreconciledSince.plus(USUAL_GAP).isBefore(now)) {
            alerts.add(Alert.state(Severity.CRITICAL, NOT_RECONCILED, scope, "Journal and venue do not agree since " + unreconciledSince
                    + "; no entry is sent there. " + lane.lane().evidence().detail(), "'why " + lane.id() + "' says what to do."));
        }
        lane.lane().covers().forEach(cover -> alerts.addAll(ofStop(lane, cover, now)));
        return alerts;
    }

    /** Of one position's stop. */
    static List<Alert> ofStop(Known lane, Cover cover, Instant now) {
        List<Alert> alerts = new ArrayList<>();
        AlertScope scope = AlertScope.of(lane.id(), cover.of().symbol());
        String position = "the position in " + cover.of() + " on " + lane.id();
        if (cover.fired()) {
            alerts.add(Alert.state(Severity.CRITICAL, STOP_HIT, scope, "The stop of " + position + " was reached, and what the venue has not sold is "
                    + "being sold in steps inside the collar.", "'positions' shows what is left; 'flatten " + lane.id() + "' sells all."));
        } else if (cover.lackingSince() != null && cover.lackingSince().plus(USUAL_LACK).isBefore(now)) {
            alerts.add(Alert.state(Severity.CRITICAL, UNPROTECTED, scope, "Since " + cover.lackingSince() + " " + position
                    + " is not protected as planned: " + cover.words(), "'positions' shows the stop; 'flatten " + lane.id() + "' sells."));
        }
        if (!cover.incident().isEmpty()) {
            alerts.add(Alert.state(Severity.WARNING, MEDDLED, scope, cover.incident(), "Who else trades on this account?"));
        }
        return alerts;
    }

    /** Of a lane that no account's file names any more, or that its file switches off: whoever did that may not know what is there. */
    static List<Alert> leftBehind(LaneSnapshot lane, String why) {
        List<String> there = new ArrayList<>();
        lane.open().forEach(order -> there.add("order " + order.id() + " (" + order.request().symbol() + ")"));
        lane.shares().stream().map(share -> share.position()).filter(position -> position.quantity().signum() != 0)
                .forEach(position -> there.add(position.quantity().stripTrailingZeros().toPlainString() + " " + position.symbol()));
        if (there.isEmpty()) {
            return List.of();
        }
        String named = String.join(", ", there.subList(0, Math.min(NAMED, there.size()))) + (there.size() > NAMED ? ", …" : "");
        return List.of(Alert.state(Severity.CRITICAL, LEFT_BEHIND, AlertScope.of(lane.lane()), lane.lane() + " " + why
                + " and NIJA still has there: " + named + ". Nobody looks after it.",
                "Put the lane back and 'flatten " + lane.lane() + "', or end it at the venue."));
    }

    /** Of lanes that NIJA itself disarmed, with the reason. */
    static List<Alert> disarmed(Map<LaneId, String> revoked) {
        return revoked.entrySet().stream().map(lane -> Alert.state(Severity.CRITICAL, DISARMED, AlertScope.of(lane.getKey()),
                lane.getKey() + " was disarmed; exits and protection go on. " + lane.getValue(),
                "Mend it, then 'arm " + lane.getKey() + "'; or 'disarm " + lane.getKey() + "' if it shall stay so.")).toList();
    }

    /** Of the switches: those that a limit has set. */
    static List<Alert> of(Collection<Switchboard.Set> switches) {
        Map<AlertScope, List<String>> tripped = new LinkedHashMap<>();
        for (Switchboard.Set set : switches) {
            SwitchChange change = set.change();
            if (change.who().equals(RISK) && change.position() != SwitchChange.Position.OPEN) {
                tripped.computeIfAbsent(scope(change.scope()), first -> new ArrayList<>()).add("A limit was reached and set "
                        + change.position().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + " for "
                        + Switchboard.words(change.scope()) + ": " + change.reason());
            }
        }
        List<Alert> alerts = new ArrayList<>();
        tripped.forEach((scope, texts) -> alerts.add(Alert.state(Severity.CRITICAL, TRIPPED, scope, first(texts),
                "Only 'resume' with the same scope takes it back.")));
        return alerts;
    }

    private static AlertScope scope(SwitchChange.Scope scope) {
        return switch (scope.kind()) {
            case ACCOUNT -> AlertScope.of(new AccountId(scope.name()));
            case BROKER -> AlertScope.of(new BrokerId(scope.name()));
            case LANE -> AlertScope.of(LaneId.parse(scope.name()));
            case GLOBAL, SYMBOL, STRATEGY -> AlertScope.everything();
        };
    }

    /** Of the journal; one that is being opened worries nobody yet, though it vouches for nothing. */
    static List<Alert> of(JournalHealth health) {
        return switch (health.state()) {
            case OK, OPENING -> List.of();
            case DAMAGED, RESERVE, FAILED -> List.of(Alert.state(Severity.CRITICAL, JOURNAL, AlertScope.everything(),
                    health.reason() + (health.writes() ? " No entry is sent; exits are." : " Nothing automatic is sent."), health.hint()));
        };
    }

    private static String first(List<String> texts) {
        return texts.get(0) + (texts.size() > 1 ? " And " + (texts.size() - 1) + " more." : "");
    }
}
