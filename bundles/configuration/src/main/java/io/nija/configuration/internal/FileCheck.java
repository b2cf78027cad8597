package io.nija.configuration.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.nija.configuration.FileReport;
import io.nija.configuration.internal.PropertiesText.Entry;
import io.nija.configuration.internal.Schema.Setting;
import io.nija.configuration.internal.Verdict.Finding;
import io.nija.configuration.internal.Verdict.Several;

/** Checks one file against its metatype. A pure function of the file and of what the bundles describe. */
final class FileCheck {

    private static final Pattern LEGAL_SUFFIX = Pattern.compile("[A-Za-z0-9_.-]{1,60}");
    private static final String USE_ENV =
            "keys of brokers belong into .env, remove it here and, if others could read it, replace it at the broker";

    private final FileName.ForPid name;
    private final PropertiesText text;
    private final Schemas schemas;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, String> raw = new LinkedHashMap<>();

    private FileCheck(FileName.ForPid name, PropertiesText text, Schemas schemas) {
        this.name = name;
        this.text = text;
        this.schemas = schemas;
    }

    /** Checks the content of the file of that name. */
    static Verdict of(FileName.ForPid name, FileContent content, Schemas schemas) {
        if (content instanceof FileContent.Unreadable unreadable) {
            return new Verdict.Bad(List.of(Finding.ofFile(unreadable.reason())), List.of(), Map.of());
        }
        byte[] bytes = ((FileContent.Bytes) content).bytes();
        return new FileCheck(name, PropertiesText.read(bytes), schemas).check(isBlank(bytes));
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte character : bytes) {
            if (character > ' ' || character < 0) {
                return false;
            }
        }
        return true;
    }

    private Verdict check(boolean blank) {
        name.objection().ifPresent(objection -> findings.add(Finding.ofFile(objection + ", rename the file")));
        text.faults().forEach(fault ->
                findings.add(new Finding(fault.line(), ShownText.of(fault.key()), "", "", fault.what())));
        if (blank) {
            findings.add(Finding.ofFile("it is empty; a file in which everything is left at its default has a comment in it"));
        }
        Optional<Schema> schema = schemas.find(name.pid());
        text.entries().forEach((key, entry) -> raw.put(ShownText.of(key), shownValue(schema, key, entry)));
        text.entries().forEach((key, entry) -> refuseSecret(schema, key, entry));
        if (schema.isEmpty()) {
            return findings.isEmpty() ? unknownPid() : new Verdict.Bad(findings, warnings, raw);
        }
        Map<String, Object> properties = checkAgainst(schema.get());
        List<FileReport.Problem> objections = schemas.objections(name, plain(properties));
        if (!findings.isEmpty()) {
            // All faults at once; but what is missing is missing because it was refused.
            objections.stream().filter(problem -> properties.containsKey(problem.key())).forEach(this::object);
            return new Verdict.Bad(findings, warnings, raw);
        }
        objections.forEach(this::object);
        return findings.isEmpty()
                ? new Verdict.Good(properties, warnings, raw)
                : new Verdict.Objected(findings, properties, warnings, raw);
    }

    /** Typed values as rules see them. */
    static Map<String, Object> plain(Map<String, Object> properties) {
        Map<String, Object> plain = new LinkedHashMap<>(properties);
        plain.replaceAll((key, value) -> value instanceof Several several ? several.values() : value);
        return plain;
    }

    private void object(FileReport.Problem problem) {
        int line = text.entries().getOrDefault(problem.key(), new Entry("", 0)).line();
        findings.add(new Finding(line, ShownText.of(problem.key()), ShownText.of(problem.value()), problem.legal(), problem.message()));
    }

    private Verdict unknownPid() {
        NearestName.of(name.pid(), schemas.pids()).ifPresent(near ->
                warnings.add("Nothing that is here has the PID '" + name.pid() + "'; did you mean '" + near + "'?"));
        return new Verdict.Unknown(warnings, raw);
    }

    private String shownValue(Optional<Schema> schema, String key, Entry entry) {
        boolean known = schema.flatMap(found -> found.setting(key)).isPresent();
        return !known && ShownText.namesSecret(key) ? ShownText.HIDDEN : ShownText.of(entry.value());
    }

    private void refuseSecret(Optional<Schema> schema, String key, Entry entry) {
        boolean known = schema.flatMap(found -> found.setting(key)).isPresent();
        if (ShownText.isSecret(key)) {
            findings.add(new Finding(entry.line(), "", "", "", "this looks like a key of a broker; " + USE_ENV));
        } else if (known ? ShownText.isSecret(entry.value()) : ShownText.isSecretUnder(key, entry.value())) {
            findings.add(new Finding(entry.line(), ShownText.of(key), ShownText.HIDDEN, "",
                    "the value of '" + ShownText.of(key) + "' looks like a key of a broker; " + USE_ENV));
        }
    }

    private Map<String, Object> checkAgainst(Schema schema) {
        if (schema.factory() && name.instance().isEmpty()) {
            findings.add(Finding.ofFile("its name must say which one it is, for example "
                    + schema.pid() + "-NAME.cfg; rename the file"));
        } else if (!schema.factory() && !name.instance().isEmpty()) {
            findings.add(Finding.ofFile("there is only one " + schema.pid() + ", so no name may follow it; rename the file to "
                    + schema.pid() + ".cfg"));
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        text.entries().forEach((key, entry) -> {
            Optional<Setting> setting = schema.setting(key);
            if (setting.isEmpty()) {
                warnUnknown(schema, key, entry.line());
            } else if (setting.get().isWildcard() && !legalSuffix(setting.get(), key)) {
                findings.add(new Finding(entry.line(), ShownText.of(key), "", setting.get().prefix() + "NAME",
                        "'" + ShownText.of(key) + "' is not a key, legal is " + setting.get().prefix()
                                + "NAME with letters, digits, _, - and ."));
            } else {
                read(key, entry, setting.get()).ifPresent(value -> properties.put(key, value));
            }
        });
        schema.settings().stream()
                .filter(setting -> setting.required() && !setting.isWildcard())
                .filter(setting -> text.entries().getOrDefault(setting.id(), new Entry("", 0)).value().isEmpty())
                .forEach(setting -> findings.add(new Finding(0, setting.id(), "", setting.legal(),
                        "'" + setting.id() + "' is not set, legal is " + setting.legal())));
        return properties;
    }

    private static boolean legalSuffix(Setting setting, String key) {
        return LEGAL_SUFFIX.matcher(key.substring(setting.prefix().length())).matches();
    }

    /** The typed value; empty when there is none, because the text is empty (then the default holds) or not legal. */
    private Optional<Object> read(String key, Entry entry, Setting setting) {
        if (setting.cardinality() == 0) {
            return entry.value().isEmpty() ? Optional.empty() : readOne(key, entry.value(), entry.line(), setting);
        }
        List<Object> values = new ArrayList<>();
        int before = findings.size();
        List<String> elements = entry.value().isEmpty() ? List.of() : split(entry.value());
        for (String element : elements) {
            readOne(key, element, entry.line(), setting).ifPresent(values::add);
        }
        if (setting.cardinality() != Integer.MIN_VALUE && elements.size() > Math.abs(setting.cardinality())) {
            refuse(key, entry.value(), entry.line(), setting);
        }
        return findings.size() > before
                ? Optional.empty()
                : Optional.of(new Several(setting.type(), values, setting.cardinality() > 0));
    }

    private Optional<Object> readOne(String key, String value, int line, Setting setting) {
        Optional<Object> typed = setting.type().parse(value)
                .filter(parsed -> !value.isEmpty())
                .filter(parsed -> setting.options().isEmpty() || setting.options().contains(value))
                .filter(parsed -> setting.range().allows(value));
        if (typed.isEmpty()) {
            refuse(key, value, line, setting);
        }
        return typed;
    }

    private void refuse(String key, String value, int line, Setting setting) {
        String shown = ShownText.of(value);
        if (shown.equals(ShownText.HIDDEN)) {
            return; // already refused as a secret, and more must not be said about it
        }
        findings.add(new Finding(line, ShownText.of(key), shown, setting.legal(),
                "'" + ShownText.of(key) + "' is '" + shown + "', legal is " + setting.legal()));
    }

    private void warnUnknown(Schema schema, String key, int line) {
        if (ShownText.isSecret(key)) {
            return; // refused, and must not be repeated
        }
        Stream<String> ids = schema.settings().stream()
                .map(setting -> setting.isWildcard() ? asMember(setting, key) : setting.id());
        String advice = NearestName.of(key, ids.toList())
                .map(near -> "did you mean '" + ShownText.of(near) + "'?")
                .orElseGet(() -> "known are " + String.join(", ",
                        schema.settings().stream().map(Setting::id).sorted().toList()) + ".");
        warnings.add("Line " + line + ": the key '" + ShownText.of(key) + "' is unknown and was passed over; " + advice);
    }

    /** The key of a wildcard that {@code key} would be if only its beginning were wrong. */
    private static String asMember(Setting wildcard, String key) {
        int dots = (int) wildcard.prefix().chars().filter(character -> character == '.').count();
        int end = -1;
        for (int dot = 0; dot < dots; dot++) {
            end = key.indexOf('.', end + 1);
            if (end < 0) {
                return wildcard.prefix() + "NAME";
            }
        }
        return wildcard.prefix() + key.substring(end + 1);
    }

    /** Splits at commas; a backslash before a comma makes it part of the value. */
    static List<String> split(String list) {
        List<String> elements = new ArrayList<>();
        StringBuilder element = new StringBuilder();
        for (int at = 0; at < list.length(); at++) {
            char character = list.charAt(at);
            if (character == '\\' && at + 1 < list.length()) {
                element.append(list.charAt(++at));
            } else if (character == ',') {
                elements.add(element.toString().strip());
                element.setLength(0);
            } else {
                element.append(character);
            }
        }
        elements.add(element.toString().strip());
        return elements;
    }
}
