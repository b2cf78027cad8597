package io.nija.tck.internal;

import java.util.List;

/** A group of cases. The list is closed: no broker adds, leaves out or changes any. */
sealed interface Section permits Lifecycle, Auth, Rules, Place, Change, Reconcile, Stream, Limits, Balances, Time {

    List<Case> cases();
}
