package io.nija.risk.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.nija.order.Purpose;
import io.nija.risk.Decision;
import io.nija.risk.Decision.Objection;
import io.nija.risk.RiskCheck;
import io.nija.risk.RiskGate;
import io.nija.risk.RiskLimits;
import io.nija.risk.Situation;
import io.nija.risk.Standing;
import io.nija.risk.Verdict;
import io.nija.risk.internal.check.Losses;
import io.nija.risk.internal.rule.Rule;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The gate. The rules are its own; the checks are services, so that a plug-in can add one, and those listed here must be
 * there, so that none can be lost. Thread-safe.
 */
@Component
public final class MandatoryGate implements RiskGate {

    /** The checks without which no entry passes, in the order in which they are asked; others follow by id. */
    static final List<String> MANDATORY = List.of("profile", "armed", "switches", "reconciled", "quiet-period", "fresh-data",
            "market-mode", "stablecoin-peg", "available-balance", "order-notional", "position", "asset-exposure",
            "gross-exposure", "trade-risk", "open-risk", "open-orders", "order-rate", "duplicate-intent", "self-crossing",
            "price-collar", "spread", "depth", "daily-loss", "drawdown", "loss-streak", "cooldown");

    private static final Comparator<Named> ORDER = Comparator
            .<Named>comparingInt(named -> MANDATORY.contains(named.id()) ? MANDATORY.indexOf(named.id()) : Integer.MAX_VALUE)
            .thenComparing(Named::id);

    /** Replaced as a whole when a check comes or goes, so that no order is judged by half a change. */
    private volatile Present present = Present.of(List.of());

    /** A check and its id as it was when it came: asking for it again could fail. */
    private record Named(String id, RiskCheck check) {}

    /** The checks that are there, in order, and those that are not. */
    private record Present(List<Named> checks, List<String> absent) {

        static Present of(List<Named> checks) {
            List<String> ids = checks.stream().map(Named::id).toList();
            return new Present(checks.stream().sorted(ORDER).toList(), MANDATORY.stream().filter(id -> !ids.contains(id)).toList());
        }
    }

    /** A check has come. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public synchronized void bindCheck(RiskCheck check) {
        List<Named> more = new ArrayList<>(present.checks());
        more.add(new Named(check.id(), check));
        present = Present.of(more);
    }

    /** A check goes. */
    public synchronized void unbindCheck(RiskCheck check) {
        present = Present.of(present.checks().stream().filter(named -> named.check() != check).toList());
    }

    @Override
    public Decision judge(Situation situation) {
        List<String> asked = new ArrayList<>(Rule.ALL.size() + MANDATORY.size());
        List<Objection> objections = new ArrayList<>();
        boolean entry = situation.purpose() == Purpose.ENTRY;
        for (Rule rule : Rule.ALL) {
            asked.add(rule.id());
            ask(rule.id(), rule, situation, entry || rule.binding()).ifPresent(objection -> add(objections, objection));
        }
        if (entry) {
            entry(situation, asked, objections);
        }
        return new Decision(asked, objections);
    }

    private void entry(Situation situation, List<String> asked, List<Objection> objections) {
        if (situation.limits() == null) {
            objections.add(new Objection("profile", new Numbers().refuse("PROFILE_UNKNOWN",
                    "The risk profile of " + situation.lane().id().account()
                            + " does not exist, so nothing limits an entry; name one in the account's file, for example careful.")));
            return;
        }
        Present now = present;
        for (Named named : now.checks()) {
            asked.add(named.id());
            ask(named.id(), named.check(), situation, true).ifPresent(objection -> add(objections, objection));
        }
        for (String id : now.absent()) {
            objections.add(new Objection(id, new Numbers().refuse("CHECK_ABSENT",
                    "The check " + id + " is not there; no entry passes without it. Restart NIJA if it does not come back.")));
        }
    }

    /** What is said already need not be said again by a check that misses the same thing. */
    private static void add(List<Objection> objections, Objection objection) {
        if (objections.stream().noneMatch(said -> said.refusal().code().equals(objection.refusal().code())
                && said.refusal().reason().equals(objection.refusal().reason()))) {
            objections.add(objection);
        }
    }

    private static Optional<Objection> ask(String id, RiskCheck check, Situation situation, boolean closed) {
        String failure;
        try {
            Verdict verdict = check.judge(situation);
            if (verdict instanceof Verdict.Refused refused) {
                return Optional.of(new Objection(id, refused));
            }
            if (verdict != null) {
                return Optional.empty();
            }
            failure = "it answered nothing";
        } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
            failure = thrown.toString();
        }
        return closed ? Optional.of(new Objection(id, new Numbers().refuse("CHECK_FAILED",
                "The check " + id + " failed (" + failure + "); an order it cannot judge is not sent."))) : Optional.empty();
    }

    @Override
    public List<Verdict.Refused> losses(RiskLimits limits, Collection<Standing> standings) {
        return Losses.all(limits, standings);
    }
}
