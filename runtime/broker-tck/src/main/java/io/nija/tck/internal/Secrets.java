package io.nija.tck.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.nija.broker.Broker;
import io.nija.broker.BrokerSession;
import io.nija.credentials.Credentials;
import io.nija.status.StatusModel;

import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Looks for keys where none may be. */
final class Secrets {

    private static final List<List<String>> COMMANDS = List.of(List.of("status"), List.of("accounts"), List.of("brokers"), List.of("balances"), List.of("orders"),
            List.of("doctor"), List.of("version"), List.of("why", "a0"), List.of("config", "check"));

    private Secrets() {}

    static String nowhere(Bench bench) throws Exception {
        List<String> secrets = new ArrayList<>();
        for (int account = 0; account < Surroundings.KILLED; account++) {
            secrets.add(bench.venue.keys(account).secret());
            secrets.add(bench.venue.keys(account).key());
        }
        Map<String, String> texts = texts(bench);
        texts.forEach((where, text) -> look(secrets, where, text));
        int files = 0;
        List<Path> folders = new ArrayList<>(List.of(bench.around.data, bench.around.config, Path.of(bench.nija.context().getProperty("nija.state"))));
        String storage = bench.nija.context().getProperty("org.osgi.framework.storage");
        if (storage != null) {
            folders.add(Path.of(storage));
        }
        boolean logged = false;
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                for (Path file : files(folder)) {
                    String name = file.getFileName().toString();
                    if (!name.startsWith(".env") && !name.endsWith(".jar")) {
                        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                        look(secrets, "the file " + file.getFileName(), content);
                        logged |= name.endsWith(".log") && content.contains("DEBUG");
                        files++;
                    }
                }
            }
        }
        Check.that(logged, "there is no log with debug lines in the data folder; the case shows nothing");
        return texts.size() + " texts and " + files + " files, debug log included";
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static void look(List<String> secrets, String where, String text) {
        for (int at = 0; at < secrets.size(); at++) {
            Check.that(!text.contains(secrets.get(at)), "the " + (at % 2 == 0 ? "private" : "public") + " half of account " + at / 2 + " is in " + where);
        }
    }

    /** Everything that can be asked for. */
    private static Map<String, String> texts(Bench bench) throws Exception {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Class<?> type : List.of(BrokerSession.class, Broker.class, Credentials.class, StatusModel.class)) {
            for (ServiceReference<?> reference : bench.nija.references(type, null)) {
                texts.put(type.getSimpleName() + " " + reference, bench.nija.context().getService(reference) + " " + properties(reference));
            }
        }
        bench.nija.service(StatusModel.class, null).ifPresent(model -> texts.put("the board", model.board().toString()));
        texts.put("the session's status", bench.session().status().toString());
        texts.put("the verification", Check.get(bench.session().verify(), "the verification").toString());
        for (List<String> command : COMMANDS) {
            Nija.Said said = bench.nija.say(command.toArray(String[]::new));
            texts.put("the command " + command, said.json() + " " + said.words());
        }
        ConfigurationAdmin configurations = bench.nija.service(ConfigurationAdmin.class, null).orElseThrow(() -> new AssertionError("there is no ConfigurationAdmin"));
        Configuration[] all = configurations.listConfigurations(null);
        for (Configuration configuration : all == null ? new Configuration[0] : all) {
            Map<String, Object> values = new TreeMap<>();

            for (String key : Collections.list(configuration.getProperties().keys())) {
                values.put(key, configuration.getProperties().get(key));
            }
            texts.put("the configuration " + configuration.getPid(), values.toString());
        }
        return texts;
    }

    private static String properties(ServiceReference<?> reference) {
        Map<String, Object> values = new TreeMap<>();
        for (String key : reference.getPropertyKeys()) {
            values.put(key, reference.getProperty(key));
        }
        return values.toString();
    }
}
