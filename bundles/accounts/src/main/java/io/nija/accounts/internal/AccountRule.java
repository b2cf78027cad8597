package io.nija.accounts.internal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.nija.account.AccountId;
import io.nija.account.Role;
import io.nija.configuration.ConfigurationRule;
import io.nija.configuration.FileReport.Problem;

import org.osgi.service.component.annotations.Component;

/** Lets a bad account file be refused before anything of it is applied, and lets a check find it without applying it. */
@Component
public final class AccountRule implements ConfigurationRule {

    @Override
    public String pid() {
        return AccountRegistry.PID;
    }

    /** There is one master at most: {@code master} if it is one, else the first by id. */
    @Override
    public Map<String, List<Problem>> checkTogether(Map<String, Map<String, Object>> files) {
        List<String> masters = files.entrySet().stream().filter(file -> AccountId.isLegal(file.getKey()))
                .filter(file -> AccountText.read(new AccountId(file.getKey()), file.getValue())
                        instanceof AccountText.Meaning.Accepted accepted && accepted.account().role() == Role.MASTER)
                .map(Map.Entry::getKey).sorted(AccountRegistry.MASTER_BY_ID).toList();
        Map<String, List<Problem>> problems = new TreeMap<>();
        masters.stream().skip(1).forEach(second -> problems.put(second, List.of(new Problem("role", "master", "user",
                "'role' is 'master', but " + masters.get(0) + " is the master already, and there is one at most; legal is user"))));
        return problems;
    }

    @Override
    public List<Problem> check(String instance, Map<String, Object> values) {
        if (!AccountId.isLegal(instance)) {
            return List.of(new Problem("", "", "1 to 40 of a-z, 0-9 and _", "an account id has 1 to 40 of a-z, 0-9 and _; "
                    + "rename the file, for example to " + AccountRegistry.fileName(AccountRegistry.legible(instance).value())));
        }
        return AccountText.read(new AccountId(instance), values) instanceof AccountText.Meaning.Rejected rejected
                ? rejected.problems() : List.of();
    }
}
