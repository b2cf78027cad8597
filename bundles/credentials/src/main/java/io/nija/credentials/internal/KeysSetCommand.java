package io.nija.credentials.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.account.KeyVariables;
import io.nija.account.LaneId;
import io.nija.command.Answer;
import io.nija.command.Command;
import io.nija.command.CommandException;
import io.nija.command.CommandSpec;
import io.nija.command.CommandSpec.Domain;
import io.nija.command.CommandSpec.Effect;
import io.nija.command.CommandSpec.Parameter;
import io.nija.command.CommandSpec.Where;
import io.nija.command.Exit;
import io.nija.command.Invocation;
import io.nija.credentials.CredentialReport;
import io.nija.platform.Installation;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code keys set}: asks for a pair, hidden, writes it into {@code .env}, and says at once what the venue says to it. */
@Component
public final class KeysSetCommand implements Command {

    private static final String LANE = "ACCOUNT/BROKER";

    /** An account that was just added is taken up within five seconds. */
    private static final Duration FOR_THE_ACCOUNT = Duration.ofSeconds(8);

    private static final CommandSpec SPEC = new CommandSpec("keys set", "asks for a lane's API keys, keeps them, and verifies them",
            "Asks for both halves of the pair; what is typed is not shown. A secret that is a PEM block is pasted as it is, all lines "
                    + "from -----BEGIN to -----END, and is kept as one line. Writes them into .env in the configuration folder, "
                    + "readable by its owner alone; every other line and comment stays. Then asks the venue and shows what it "
                    + "says. A session that runs goes on with its old pair until the new one is proven. Keys are never given as "
                    + "arguments, because other users could read those. Exit code 0 when the venue accepts the pair, 1 when "
                    + "nobody could find out, else 2.",
            List.of(new Parameter(LANE, "the lane", true, Domain.LANE)), List.of(), Where.EITHER, Effect.CHANGES, false,
            List.of("keys set master/kraken"));

    private final CredentialDesk desk;
    private final KeyVerification verification;
    private final Installation installation;
    private final Path envFile;

    @Activate
    public KeysSetCommand(@Reference CredentialDesk desk, @Reference KeyVerification verification,
            @Reference Installation installation) {
        this.desk = desk;
        this.verification = verification;
        this.installation = installation;
        envFile = installation.config().resolve(".env");
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public Answer run(Invocation invocation) throws CommandException, InterruptedException {
        LaneId lane = lane(invocation.required(LANE));
        if (installation.start() == Installation.Start.DEMO) {
            throw new CommandException(Exit.NONE, "The demonstration has keys of its own for each account and takes no others; "
                    + "stop it, and use 'nija run' with your keys.");
        }
        List<KeyVariables> candidates = candidates(lane);
        elsewhere(lane, candidates.get(0));
        KeyVariables variables = inUse(candidates);
        SecretText key = ask(invocation, lane, "key", variables.key());
        SecretText secret = ask(invocation, lane, "secret", variables.secret());
        KeyPair pair = new KeyPair(variables, "what was typed", ".env", key, secret);
        try {
            check(lane, pair);
            long before = desk.view().generation();
            Map<String, SecretText> values = new LinkedHashMap<>();
            values.put(variables.key(), key);
            values.put(variables.secret(), secret);
            DotEnvFile.set(envFile, values);
            return verification.of(lane, pair, envFile, before);
        } catch (DotEnvFile.NotWritten notWritten) {
            throw new CommandException(Exit.CONFIGURATION, notWritten.getMessage());
        } finally {
            key.wipe();
            secret.wipe();
        }
    }

    private static LaneId lane(String words) throws CommandException {
        try {
            return LaneId.parse(words);
        } catch (IllegalArgumentException notALane) {
            throw new CommandException(Exit.USAGE, notALane.getMessage());
        }
    }

    private List<KeyVariables> candidates(LaneId lane) throws CommandException, InterruptedException {
        Path file = installation.config().resolve("io.nija.account-" + lane.account() + ".cfg");
        if (Files.exists(file)) {
            desk.await(view -> view.asked().containsKey(lane), FOR_THE_ACCOUNT);
        }
        List<KeyVariables> candidates = desk.view().asked().get(lane);
        if (candidates == null || candidates.isEmpty()) {
            throw new CommandException(Exit.USAGE, "No account in force asks for keys of " + lane + (Files.exists(file)
                    ? "; look at 'brokers' and 'enabled' in " + file.getFileName() + ", and at 'config check'."
                    : "; add it with 'account add " + lane.account() + " --broker " + lane.broker() + "'."));
        }
        return candidates;
    }

    /** Environment and secret files go before {@code .env}: what is written there would not be used. */
    private void elsewhere(LaneId lane, KeyVariables preferred) throws CommandException {
        String source = desk.report(lane).map(CredentialReport::source).orElse("");
        if (!source.isEmpty() && !source.equals(".env")) {
            throw new CommandException(Exit.NONE, "The keys of " + lane + " come from "
                    + (source.equals("environment") ? "the environment" : "the secret file " + source)
                    + ", which goes before .env, so nothing was changed; change them there, or remove them there first.");
        }
    }

    /** The pair of variables that stands in the file already, so that no old secret is left behind; else the usual one. */
    private KeyVariables inUse(List<KeyVariables> candidates) {
        try (DotEnvSource file = new DotEnvSource(FileReading.read(envFile))) {
            return candidates.stream().filter(pair -> Half.look(file, pair.key()).decides() || Half.look(file, pair.secret()).decides())
                    .findFirst().orElse(candidates.get(0));
        }
    }

    private static SecretText ask(Invocation invocation, LaneId lane, String half, String variable)
            throws CommandException, InterruptedException {
        Optional<String> typed = invocation.ask("API " + half + " of " + lane + " (" + variable + "), not shown: ", true);
        if (typed.isEmpty()) {
            throw new CommandException(Exit.USAGE, "'keys set' asks for the keys and needs a terminal that can hide them; nothing "
                    + "was changed. Without one, put " + variable + " and its other half into .env in the configuration folder.");
        }
        SecretText text = SecretText.of(typed.get());
        SecretText stripped = text.stripped();
        text.wipe();
        return PemBlock.begins(stripped) ? SecretText.lines(stripped) : stripped;
    }

    private void check(LaneId lane, KeyPair pair) throws CommandException {
        for (SecretText half : List.of(pair.key(), pair.secret())) {
            if (half.length() == 0 || Placeholder.is(half)) {
                throw refused("The " + (half == pair.key() ? "key" : "secret") + (half.length() == 0 ? " is empty." : " is a placeholder."));
            }
        }
        Optional<Finding> trouble = new FormatCheck(desk.format(lane.broker())).trouble(pair);
        if (trouble.isPresent()) {
            throw refused(trouble.get().detail());
        }
        Optional<LaneId> other = desk.view().found().entrySet().stream().filter(entry -> !entry.getKey().equals(lane)
                && entry.getKey().broker().equals(lane.broker()) && entry.getValue().equals(pair.fingerprint()))
                .map(Map.Entry::getKey).findFirst();
        if (other.isPresent()) {
            throw refused("This is the key of " + other.get() + "; make one of its own for " + lane.account() + ".");
        }
    }

    private static CommandException refused(String why) {
        return new CommandException(Exit.NONE, "Nothing was changed. " + why);
    }
}
