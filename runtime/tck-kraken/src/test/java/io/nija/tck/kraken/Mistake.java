package io.nija.tck.kraken;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A mistake that somebody has made somewhere, planted in the shipped broker.
 *
 * @param name what goes wrong
 * @param type the class, below {@code io.nija.broker.kraken.internal.}
 * @param search a piece of its source that occurs exactly once
 * @param replacement what stands there instead
 * @param fails the cases that must fail because of it
 * @param beside cases that are played with them and must pass
 */
record Mistake(String name, String type, String search, String replacement, Set<String> fails, Set<String> beside) {

    private static final String BELOW = "io.nija.broker.kraken.internal.";

    static List<Mistake> all() {
        return List.of(
                new Mistake("an order is sent again when nobody answered", "desk.OrderCommands",
                        "            Outcome<OrderKey> outcome = command.meaning.apply(reply);\n",
                        "            if (reply instanceof Reply.Bad<JsonNode> bad && !bad.problem().fate().certainlyNotDone() && !again.contains(command)) {\n"
                                + "                again.add(command);\n                held.add(command);\n                hand(command);\n                return;\n            }\n"
                                + "            Outcome<OrderKey> outcome = command.meaning.apply(reply);\n",
                        Set.of("place.timeout-after-acceptance", "place.timeout-before-acceptance", "place.connection-reset", "place.gateway-error",
                                "place.page-with-status-200", "place.mixed-errors"), Set.of("place.acknowledged", "place.definitive-refusal", "change.done")),
                new Mistake("what nobody knows is called refused", "desk.CommandAnswers",
                        "        return problem.fate().certainlyNotDone()\n", "        return problem != null\n",
                        Set.of("place.timeout-after-acceptance", "place.timeout-before-acceptance", "place.connection-reset", "place.mixed-errors", "change.timeout"),
                        Set.of("place.acknowledged", "place.definitive-refusal", "change.not-found")),
                new Mistake("a failed search is an empty one", "desk.OrderSearch",
                        "    private static Look failed(Problem problem) {\n", "    private static Look failed(Problem problem) {\n"
                                + "        if (problem != null) {\n            return new Look.Nowhere(Set.of());\n        }\n",
                        Set.of("reconcile.query-failure"), Set.of("place.timeout-after-acceptance", "reconcile.foreign-order")),
                new Mistake("an order is called absent before its deadline", "desk.OrderSearch",
                        "boolean early = surely.isBefore(deadline.plus(AFTER_DEADLINE));", "boolean early = false;",
                        Set.of("place.timeout-before-acceptance"), Set.of("place.timeout-after-acceptance")),
                new Mistake("quantities go through a double", "desk.OrderForm",
                        "        return number.stripTrailingZeros().toPlainString();", "        return new BigDecimal(number.floatValue()).setScale(number.scale() < 0 ? 0 : number.scale(),"
                                + " java.math.RoundingMode.HALF_UP).toPlainString();",
                        Set.of("rules.precision"), Set.of("rules.unknown-pair")),
                new Mistake("holds are forgotten", "reading.BalanceSheet", ".subtract(orZero(amounts, \"hold_trade\"))", "",
                        Set.of("balances.holds"), Set.of("balances.staking", "balances.vanished-asset")),
                new Mistake("a book's checksum is not looked at", "stream.book.LevelBook", "if (checksum() != frame.checksum()) {", "if (checksum() != frame.checksum() && crc == null) {",
                        Set.of("stream.checksum-mismatch"), Set.of("stream.snapshot-then-changes")),
                new Mistake("missing messages are not noticed", "stream.privatefeed.Sequence", "if (number > last + 1) {", "if (number > last + 1_000_000) {",
                        Set.of("stream.sequence-gap"), Set.of("stream.snapshot-then-changes", "stream.fill-before-acknowledgement")),
                new Mistake("nonces follow the clock alone", "lane.NonceSource", "long nonce = Math.max(time.epochNanos(), Math.addExact(last, 1));",
                        "long nonce = time.epochNanos();", Set.of("auth.nonce-rises"), Set.of("place.acknowledged")),
                new Mistake("fees are told in the quote asset", "reading.TradeList", "KrakenJson.decimal(trade, \"fee\"), null,",
                        "KrakenJson.decimal(trade, \"fee\"), names.find(pair).map(instrument -> instrument.symbol().quote()).orElse(null),",
                        Set.of("balances.fee-in-base"), Set.of("balances.holds")));
    }

    /** The file of its source. */
    Path source(Path bundles) {
        return bundles.resolve("broker-kraken/src/main/java/" + (BELOW + type).replace('.', '/') + ".java");
    }

    /** The shipped jar with this mistake, as the given version. */
    Path plant(Path bundles, Path shipped, Path to, String version, String classPath) throws IOException {
        String source = Files.readString(source(bundles));
        int first = source.indexOf(search);
        if (first < 0 || source.indexOf(search, first + 1) >= 0) {
            throw new IllegalStateException("The mistake '" + name + "' must fit exactly once into " + type + ": " + search);
        }
        String changed = source.replace(search, replacement);
        if (replacement.contains("again.add(command)")) {
            changed = changed.replaceFirst("(?m)^    private volatile boolean closed;", "    private volatile boolean closed;\n"
                    + "    private final java.util.Set<Object> again = java.util.concurrent.ConcurrentHashMap.newKeySet();");
        }
        Map<String, byte[]> classes = compile(changed, classPath);
        try (JarFile jar = new JarFile(shipped.toFile())) {
            Manifest manifest = new Manifest(jar.getManifest());
            manifest.getMainAttributes().putValue("Bundle-Version", version);
            try (OutputStream out = Files.newOutputStream(to); JarOutputStream copy = new JarOutputStream(out, manifest)) {
                for (ZipEntry entry : jar.stream().filter(entry -> !entry.getName().equals(JarFile.MANIFEST_NAME)).toList()) {
                    copy.putNextEntry(new ZipEntry(entry.getName()));
                    byte[] anew = classes.get(entry.getName());
                    if (anew != null) {
                        copy.write(anew);
                    } else {
                        try (InputStream in = jar.getInputStream(entry)) {
                            in.transferTo(copy);
                        }
                    }
                    copy.closeEntry();
                }
            }
        }
        return to;
    }

    private Map<String, byte[]> compile(String source, String classPath) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> classes = new HashMap<>();
        JavaFileManager files = new ForwardingJavaFileManager<JavaFileManager>(compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            @Override
            public JavaFileObject getJavaFileForOutput(Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/') + kind.extension), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        return classes.computeIfAbsent(className.replace('.', '/') + ".class", none -> new ByteArrayOutputStream());
                    }
                };
            }
        };
        JavaFileObject changed = new SimpleJavaFileObject(URI.create("memory:///" + (BELOW + type).replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        StringWriter complaints = new StringWriter();
        if (!compiler.getTask(complaints, files, null, List.of("-proc:none", "-nowarn", "--release", "17", "-classpath", classPath), null, List.of(changed)).call()) {
            throw new IllegalStateException("The mistake '" + name + "' does not compile: " + complaints);
        }
        Map<String, byte[]> bytes = new HashMap<>();
        classes.forEach((file, stream) -> bytes.put(file, stream.toByteArray()));
        return bytes;
    }
}
