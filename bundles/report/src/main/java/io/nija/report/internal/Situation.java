package io.nija.report.internal;

import java.util.List;
import java.util.Map;

import io.nija.account.KeyVariables;
import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.credentials.CredentialDirectory.Warning;
import io.nija.platform.Installation;
import io.nija.plugin.RefusedPlugIn;
import io.nija.status.Board;

/**
 * Everything a report is made of, at one moment.
 *
 * @param start how this process was started; a report that a one-shot start makes is about that start only
 * @param board the lanes
 * @param keys the pairs of variables each lane looks for, the preferred one first; a lane that looks for none is absent
 * @param warnings about where keys were found
 * @param brokers the brokers that are here
 * @param refused the jars in the folder of plug-ins that are not taken
 * @param journal how the journal is; null when nobody knows
 * @param config the configuration folder
 */
record Situation(
        Installation.Start start,
        Board board,
        Map<LaneId, List<KeyVariables>> keys,
        List<Warning> warnings,
        List<PresentBroker> brokers,
        List<RefusedPlugIn> refused,
        JournalState journal,
        String config) {

    Situation {
        keys = Map.copyOf(keys);
        warnings = List.copyOf(warnings);
        brokers = List.copyOf(brokers);
        refused = List.copyOf(refused);
    }

    boolean running() {
        return start != Installation.Start.COMMAND;
    }

    /**
     * A broker that is here.
     *
     * @param id as operators write it
     * @param name as its customers call it
     * @param bundle symbolic name of its bundle
     * @param version of its bundle
     * @param mode the mode it forces, or OBSERVE when the account's file decides
     * @param instruments how many instruments it knows the rules of, or null when that is not known
     * @param instrumentsNote why not, or how old the knowledge is; empty when it is known and fresh
     */
    record PresentBroker(
            String id, String name, String bundle, String version, Mode mode, Integer instruments, String instrumentsNote) {}
}
