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

/** Accounts with one lane each, their keys and their folders. */
record Home(Path folder, List<LaneId> lanes) implements Installation, Accounts, CredentialDirectory {

    static final LaneId LANE = LaneId.of("master", "kraken");

    /** As many as are shipped. */
    static final List<LaneId> LANES = List.of(LANE, LaneId.of("daivon_frazier", "kraken"), LaneId.of("tania_gilbert", "kraken"));

    private static Account account(LaneId lane) {
        return new Account(lane.account(), lane.account().value(), lane.equals(LANE) ? Role.MASTER : Role.USER, true, List.of(lane.broker()),
                Map.of(lane.broker(), Mode.SANDBOX), Map.of(), "USD", ZoneOffset.UTC, Account.USUAL_PROFILE, new BigDecimal("10000"));
    }

    @Override
    public List<Account> all() {
        return lanes.stream().map(Home::account).toList();
    }

    @Override
    public Optional<Account> find(AccountId id) {
        return all().stream().filter(account -> account.id().equals(id)).findFirst();
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
