package io.nija.console.internal.fake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.nija.account.LaneId;
import io.nija.credentials.CredentialDirectory;
import io.nija.credentials.CredentialReport;
import io.nija.credentials.CredentialReport.State;

/** A directory that was told what it found. */
public final class FakeCredentials implements CredentialDirectory {

    private final Map<LaneId, CredentialReport> reports = new ConcurrentHashMap<>();
    public final List<LaneId> retried = new CopyOnWriteArrayList<>();
    public volatile List<Warning> warnings = List.of();

    public FakeCredentials report(String lane, State state, String detail) {
        LaneId id = LaneId.parse(lane);
        reports.put(id, new CredentialReport(id, state, "CODE_" + state, detail, List.of(), "", "", "", Lanes.NOW));
        return this;
    }

    @Override
    public Optional<CredentialReport> report(LaneId lane) {
        return Optional.ofNullable(reports.get(lane));
    }

    @Override
    public List<Warning> warnings() {
        return warnings;
    }

    @Override
    public void retry(LaneId lane) {
        retried.add(lane);
    }

    @Override
    public void refresh() {
        // What was told stays.
    }
}
