package io.nija.credentials.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.nija.account.LaneId;
import io.nija.credentials.CredentialReport.State;

/**
 * What becomes of each lane's keys when the sources say something else than before, for all lanes at once: a pair that
 * works is given up only for one that is proven, or when it is not in the sources any more. A pure function.
 */
final class RotationPlan {

    private final Map<LaneId, Facts> facts;
    private final Map<LaneId, Decision> decisions = new TreeMap<>();

    private RotationPlan(Map<LaneId, Facts> facts) {
        this.facts = facts;
    }

    /** How far the proof of a new pair has come. */
    enum Proof {
        /** Not accepted, for whatever reason, or not asked. */
        NONE,
        ACCEPTED
    }

    /**
     * What is known of a lane.
     *
     * @param finding what the sources say
     * @param issued the pair it has, or null
     * @param works whether that pair may be of use: its session is not known to be refused
     * @param provable whether somebody can prove a new pair
     * @param proof of the pair in {@code finding}
     */
    record Facts(Finding finding, LaneCredentials issued, boolean works, boolean provable, Proof proof) {

        boolean wantsKeyOf(Facts holder) {
            return finding.pair() != null && holder.issued() != null && holder.issued().digest().equals(finding.pair().digest());
        }

        boolean wantsPairOf(Facts holder) {
            return wantsKeyOf(holder) && holder.issued().isSamePair(finding.pair());
        }
    }

    /** What to do with a lane. */
    enum Action {
        /** It has no keys and gets none. */
        NOTHING,
        /** It keeps the pair it has, which is the one that was found. */
        KEEP,
        /** It keeps the pair it has, because what was found instead cannot be used. */
        KEEP_DESPITE,
        /** It keeps the pair it has: the new one has the same key with another secret, and only one can be right. */
        KEEP_SAME_KEY,
        /** It keeps the pair it has until the new one is proven. */
        PROVE,
        /** It keeps what it has, perhaps nothing, while another lane still uses the key that was found. */
        AWAIT,
        /** It gets its first pair. */
        ISSUE,
        /** The pair that was found takes the place of the one it has. */
        REPLACE,
        /** It loses its pair. */
        WITHDRAW;

        /** Whether the lane goes on with the pair that it has. */
        boolean keeps() {
            return switch (this) {
                case KEEP, KEEP_DESPITE, KEEP_SAME_KEY, PROVE, AWAIT -> true;
                case NOTHING, ISSUE, REPLACE, WITHDRAW -> false;
            };
        }

        private boolean wants() {
            return this == ISSUE || this == REPLACE || this == PROVE;
        }
    }

    /** @param holder with {@link Action#AWAIT}, who still uses the key; otherwise null */
    record Decision(Action action, LaneId holder) {}

    static Map<LaneId, Decision> of(Map<LaneId, Facts> facts) {
        RotationPlan plan = new RotationPlan(facts);
        facts.forEach((lane, known) -> plan.decide(lane, alone(known)));
        plan.exchanges();
        plan.waits();
        return plan.decisions;
    }

    private void decide(LaneId lane, Action action) {
        decisions.put(lane, new Decision(action, null));
    }

    private Action action(LaneId lane) {
        return decisions.get(lane).action();
    }

    /** As if there were no other lane. */
    private static Action alone(Facts lane) {
        Finding finding = lane.finding();
        LaneCredentials issued = lane.issued();
        if (finding.pair() == null) {
            boolean gone = finding.state() == State.ABSENT || finding.state() == State.HALF;
            return issued == null ? Action.NOTHING : gone || !lane.works() ? Action.WITHDRAW : Action.KEEP_DESPITE;
        }
        if (issued == null) {
            return Action.ISSUE;
        }
        if (issued.isSamePair(finding.pair())) {
            return Action.KEEP;
        }
        if (!lane.works() || !lane.provable() || lane.proof() == Proof.ACCEPTED) {
            return Action.REPLACE;
        }
        return issued.digest().equals(finding.pair().digest()) ? Action.KEEP_SAME_KEY : Action.PROVE;
    }

    /**
     * Lanes that exchange their pairs among themselves cannot wait for each other, and need no proof: each pair is in
     * use. Whose keys they are, the sessions will find out.
     */
    private void exchanges() {
        for (LaneId lane : facts.keySet()) {
            List<LaneId> ring = new ArrayList<>();
            Optional<LaneId> next = Optional.of(lane);
            while (next.isPresent() && !ring.contains(next.get())) {
                ring.add(next.get());
                next = holder(next.get()).filter(holder -> action(holder).wants());
            }
            if (next.isPresent() && next.get().equals(lane) && ring.stream().allMatch(this::losesNothing)) {
                ring.forEach(member -> decide(member, Action.REPLACE));
            }
        }
    }

    private boolean losesNothing(LaneId lane) {
        Facts known = facts.get(lane);
        return !known.works() || holder(lane).filter(holder -> known.wantsPairOf(facts.get(holder))).isPresent();
    }

    /** Another lane at the same broker that has the key which this one wants. */
    private Optional<LaneId> holder(LaneId lane) {
        if (!action(lane).wants()) {
            return Optional.empty();
        }
        return facts.keySet().stream().filter(other -> !other.equals(lane) && other.broker().equals(lane.broker())
                && facts.get(lane).wantsKeyOf(facts.get(other))).findFirst();
    }

    /** Who wants a key that stays in use waits; and who waits keeps its own, so that others may have to wait too. */
    private void waits() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (LaneId lane : facts.keySet()) {
                Optional<LaneId> holder = holder(lane).filter(other -> action(other).keeps());
                if (holder.isPresent()) {
                    decisions.put(lane, new Decision(Action.AWAIT, holder.get()));
                    changed = true;
                }
            }
        }
    }
}
