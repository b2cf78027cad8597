package io.nija.accounts.internal;

import java.util.List;
import java.util.Map;

import io.nija.account.AccountId;
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
