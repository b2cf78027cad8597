package io.nija.simulation;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

import io.nija.account.Account;
import io.nija.account.AccountId;
import io.nija.account.Accounts;
import io.nija.account.BrokerId;
import io.nija.account.LaneId;
import io.nija.account.Mode;
import io.nija.account.Role;
import io.nija.credentials.CredentialDirectory;
import io.nija.credentials.CredentialReport;
import io.nija.platform.Installation;

/** What files say: three accounts, each with one lane, some with the careful profile; where NIJA lives. */
final class Shop implements Accounts, CredentialDirectory, Installation {

    static final BrokerId KRAKEN = new BrokerId("kraken");
    private static final List<String> NAMES = List.of("master", "daivon_frazier", "tania_gilbert");

    private final List<Account> accounts = new ArrayList<>();
    private final Path folder;

    Shop(SplittableRandom chance, Path folder) {
        this.folder = folder;
        for (String name : NAMES) {
            // Under the careful profile most orders of a busy person are refused; under the open one most are sent.
            String profile = chance.nextInt(6) == 0 ? "careful" : "open";
            accounts.add(new Account(new AccountId(name), name, name.equals("master") ? Role.MASTER : Role.USER, true, List.of(KRAKEN),
                    Map.of(KRAKEN, Mode.OBSERVE), Map.of(), "USD", ZoneOffset.UTC, profile, BigDecimal.valueOf(20_000)));
        }
    }

    static List<LaneId> lanes() {
        return NAMES.stream().map(name -> LaneId.of(name, KRAKEN.value())).toList();
    }

    @Override
    public List<Account> all() {
        return List.copyOf(accounts);
    }

    @Override
    public Optional<Account> find(AccountId id) {
        return accounts.stream().filter(account -> account.id().equals(id)).findFirst();
    }

    @Override
    public Optional<CredentialReport> report(LaneId lane) {
        return Optional.empty();
    }

    @Override
    public List<Warning> warnings() {
        return List.of();
    }

    @Override
    public void refresh() {
        // Its answers never change.
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
        return "simulation";
    }

    @Override
    public Start start() {
        return Start.RUN;
    }
}
