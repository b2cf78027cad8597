package io.nija.benchmarks.path;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.account.Account;
import io.nija.account.AccountId;
import io.nija.account.Accounts;
import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.account.Role;
import io.nija.credentials.CredentialDirectory;
import io.nija.credentials.CredentialReport;
import io.nija.platform.Installation;

/** One account with one lane, its keys and its folders. */
record Home(Path folder) implements Installation, Accounts, CredentialDirectory {

    static final LaneId LANE = LaneId.of("master", "kraken");

    private static final Account MASTER = new Account(LANE.account(), "Master", Role.MASTER, true, List.of(LANE.broker()),
            Map.of(LANE.broker(), Mode.SANDBOX), Map.of(), "USD", ZoneOffset.UTC, Account.USUAL_PROFILE, new BigDecimal("10000"));

    @Override
    public List<Account> all() {
        return List.of(MASTER);
    }

    @Override
    public Optional<Account> find(AccountId id) {
        return Optional.of(MASTER).filter(master -> master.id().equals(id));
    }

    @Override
    public Optional<CredentialReport> report(LaneId lane) {
        return Optional.of(new CredentialReport(lane, CredentialReport.State.PRESENT, "CODE", "", List.of(), "", "", "1a2b3c4d", Instant.EPOCH));
    }

    @Override
    public List<Warning> warnings() {
        return List.of();
    }

    @Override
    public void refresh() {
        // They are always as they are.
    }

    @Override
    public Path home() {
        return folder;
    }

    @Override
    public Path config() {
        return folder;
    }

    @Override
    public Path data() {
        return folder;
    }

    @Override
    public Path deploy() {
        return folder;
    }

    @Override
    public Path state() {
        return folder;
    }

    @Override
    public String build() {
        return "benchmark";
    }

    @Override
    public Start start() {
        return Start.RUN;
    }
}
