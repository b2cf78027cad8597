package io.nija.accounts.internal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.nija.account.Account;
import io.nija.account.AccountId;
import io.nija.account.BrokerId;
import io.nija.account.KeyVariables;
import io.nija.account.Role;
import io.nija.command.Answer;
import io.nija.command.Answer.Lines;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Domain;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Option;
import io.nija.command.CommandSpec.Parameter;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.platform.Installation;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code account add}: writes a new account's file. */
@Component
public final class AccountAddCommand implements Command {

    private static final String NAME = "NAME";
    private static final String BROKER = "--broker";

    private static final CommandSpec SPEC = new CommandSpec("account add", "adds an account: writes its file",
            "Writes io.nija.account-NAME.cfg into the configuration folder and says which variables its keys belong into. "
                    + "NAME is the account's id: 1 to 40 of a-z, 0-9 and _. A running NIJA takes the account up within five "
                    + "seconds. An account that is there already is never touched.",
            List.of(new Parameter(NAME, "the account's id", true, Domain.TEXT)),
            List.of(new Option(BROKER, "BROKER", "where the account is, for example kraken; must be given", Domain.BROKER)),
            Where.EITHER, Effect.CHANGES, false, List.of("account add tania_gilbert --broker kraken"));

    private final AccountRegistry registry;
    private final Path config;

    @Activate
    public AccountAddCommand(@Reference AccountRegistry registry, @Reference Installation installation) {
        this.registry = registry;
        this.config = installation.config();
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException {
        AccountId id = id(invocation.required(NAME));
        BrokerId broker = broker(invocation);
        Path file = config.resolve(AccountRegistry.fileName(id.value()));
        if (!Files.isDirectory(config)) {
            throw new CommandException(Exit.CONFIGURATION, "There is no configuration folder " + config
                    + "; make it, or set NIJA_CONFIG to the one you mean.");
        }
        if (Files.exists(file)) {
            throw exists(id, file);
        }
        Account account = new Account(id, id.value(), AccountText.usualRole(id), true, List.of(broker), Map.of(), Map.of(), "USD",
                ZoneOffset.UTC);
        List<Account> all = new ArrayList<>(registry.all());
        all.add(account);
        List<KeyVariables> variables = KeyVariableNames.of(account, broker, all);
        try {
            NewAccountFile.write(file, NewAccountFile.text(id, broker, variables));
        } catch (FileAlreadyExistsException justNow) {
            throw exists(id, file);
        } catch (IOException failed) {
            throw new CommandException(Exit.CONFIGURATION, "The account was not added, because " + config
                    + " cannot be written to (" + failed.getClass().getSimpleName()
                    + "); put the file there yourself, or make the folder writable.");
        }
        return answer(account, file, variables.get(0), namesakes(account));
    }

    private static AccountId id(String name) throws CommandException {
        if (!AccountId.isLegal(name)) {
            String near = AccountRegistry.legible(Plain.text(name)).value();
            throw new CommandException(Exit.USAGE, "An account id has 1 to 40 of a-z, 0-9 and _; '" + Plain.text(name)
                    + "' has not, '" + near + "' would.");
        }
        return new AccountId(name);
    }

    private static BrokerId broker(Invocation invocation) throws CommandException {
        String broker = invocation.option(BROKER).orElseThrow(() -> new CommandException(Exit.USAGE,
                "'account add' needs --broker, for example --broker kraken."));
        if (!BrokerId.isLegal(broker)) {
            throw new CommandException(Exit.USAGE, "A broker's id begins with a letter and has up to 40 of a-z, 0-9 and -; '"
                    + Plain.text(broker) + "' has not.");
        }
        return new BrokerId(broker);
    }

    private static CommandException exists(AccountId id, Path file) {
        return new CommandException(Exit.NONE, "There is an account " + id + " already: " + file
                + "; edit that file, or choose another name.");
    }

    /** Users whose first name was enough until now. */
    private List<Account> namesakes(Account added) {
        if (added.role() == Role.MASTER) {
            return List.of();
        }
        String first = KeyVariableNames.firstName(added.id());
        return registry.all().stream().filter(other -> other.role() == Role.USER && !other.id().equals(added.id())
                && KeyVariableNames.firstName(other.id()).equals(first)).toList();
    }

    private static Answer answer(Account account, Path file, KeyVariables keys, List<Account> namesakes) {
        BrokerId broker = account.brokers().get(0);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", account.id().value());
        json.put("name", account.name());
        json.put("role", account.role().name().toLowerCase(Locale.ROOT));
        json.put("brokers", List.of(Map.of("broker", broker.value(), "variables", List.of(keys.key(), keys.secret()))));
        json.put("file", file.toString());
        List<String> notes = namesakes.stream().map(other -> other.id() + " has the same first name, so its keys at " + broker
                + " are looked for under its full id only from now on: " + broker.value().toUpperCase(Locale.ROOT).replace('-', '_')
                + "_USER_" + other.id().value().toUpperCase(Locale.ROOT) + "_API_KEY and …_API_SECRET.").toList();
        return new Answer(Exit.OK, json, List.of(Lines.of(account.id() + " was added: " + file,
                "Next: nija keys set " + account.id() + "/" + broker + ", or set " + keys.key() + " and " + keys.secret() + ".")), notes);
    }
}
