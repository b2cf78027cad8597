package io.nija.trading.internal.lane;

import java.util.ArrayList;
import java.util.List;

import io.nija.status.Evidence;
import io.nija.status.Step;

/** Whether journal and venue agree, in orders and fills and in every balance. Runs on the lane's queue. */
final class Accord {

    private final LaneCore core;
    private final Reconciler reconciler;
    private final LaneLedger money;

    Accord(LaneCore core, Reconciler reconciler, LaneLedger money) {
        this.core = core;
        this.reconciler = reconciler;
        this.money = money;
    }

    boolean reconciled() {
        return reconciler.reconciled() && money.accounting().explained();
    }

    /** What the ladder shows. */
    Evidence evidence() {
        if (!reconciler.reconciled() || money.accounting().explained()) {
            return reconciler.evidence();
        }
        return Evidence.failed(Step.RECONCILIATION, core.now(), "NOT_RECONCILED_" + Difference.Kind.BALANCE_UNEXPLAINED,
                money.accounting().reason(), "'ledger " + core.lane() + " --open' shows it, 'ledger explain' says what it was. "
                        + "Until then the equity is unknown and no entry is sent; exits are.");
    }

    List<Difference> differences() {
        List<Difference> differences = new ArrayList<>(reconciler.differences());
        if (!money.accounting().explained()) {
            differences.add(new Difference(Difference.Kind.BALANCE_UNEXPLAINED, String.join(" ", money.accounting().unexplained().keySet()),
                    money.accounting().reason()));
        }
        return differences;
    }
}
