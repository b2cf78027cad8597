package io.nija.risk.internal.check;

import io.nija.broker.Observation;
import io.nija.risk.Verdict;
import io.nija.risk.internal.Numbers;

/** Something an entry must know is not known now. An expected answer, so without a stack trace. */
final class NotKnown extends Exception {

    private static final long serialVersionUID = 1L;

    /** The one code of every refusal for want of data; several checks that want the same say the same. */
    static final String CODE = "NOT_KNOWN";

    private final transient Verdict.Refused refusal;

    NotKnown(String what, String why) {
        super(what, null, false, false);
        refusal = new Numbers().with("what", what).refuse(CODE, "No entry without " + what + ", which is not known now: " + why);
    }

    /**
     * The value, if it was read and is recent enough to act on.
     *
     * @param what in words, the parts of its name; put together only when it is not known
     */
    static <T> T unless(Observation<T> observation, Object... what) throws NotKnown {
        if (observation instanceof Observation.Known<T> known) {
            return known.value();
        }
        StringBuilder name = new StringBuilder();
        for (Object part : what) {
            name.append(part);
        }
        if (observation instanceof Observation.Stale<T> stale) {
            throw new NotKnown(name.toString(), "it is of " + stale.at() + " (" + stale.code() + ": " + stale.reason() + ").");
        }
        if (observation instanceof Observation.Missing<T> missing) {
            throw new NotKnown(name.toString(), missing.code() + ": " + missing.reason());
        }
        throw new NotKnown(name.toString(), "nobody looked.");
    }

    Verdict.Refused refusal() {
        return refusal;
    }
}
