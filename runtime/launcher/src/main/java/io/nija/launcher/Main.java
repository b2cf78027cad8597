package io.nija.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.osgi.framework.BundleException;

import io.nija.launcher.shell.ProcessTerminal;
import io.nija.launcher.shell.Terminal;

/** The process: {@code bin/nija WORDS…}. */
public final class Main {

    private Main() {}

    /** @param arguments what follows {@code nija} on the command line */
    public static void main(String[] arguments) {
        System.exit(exit(List.of(arguments)));
    }

    /** {@code run} and {@code demo} have no such flag. */
    private static boolean wantsJson(List<String> arguments) {
        return arguments.contains("--json") && !List.of("run", "demo").contains(arguments.get(0));
    }

    private static int exit(List<String> arguments) {
        try {
            CommandLine line = CommandLine.parse(arguments);
            Folders folders = Folders.of(Path.of(System.getProperty("nija.home")), System.getenv(),
                    System.getProperty("user.home"));
            Terminal terminal = new ProcessTerminal(Boolean.getBoolean("nija.tty"),
                    Boolean.getBoolean("nija.color"), System.in, System.err);
            if (line instanceof CommandLine.Run run) {
                return run.check() ? CheckRun.check(folders)
                        : PlatformRun.run(folders, !run.headless() && terminal.present());
            }
            if (line instanceof CommandLine.CrashDemo crash) {
                return CrashRun.run(folders, crash.rounds());
            }
            if (line instanceof CommandLine.Demo demo) {
                return PlatformRun.demo(folders, !demo.headless() && terminal.present());
            }
            return new ShellCommand(folders, terminal).run(((CommandLine.Words) line).words());
        } catch (Refusal e) {
            if (wantsJson(arguments) && !e.afterOutput()) {
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8).println(e.json());
            }
            System.err.println(e.getMessage());
            return e.exit();
        } catch (IOException e) {
            System.err.println("NIJA cannot go on: " + Plain.reason(e) + ".");
            return Refusal.FAILED;
        } catch (BundleException e) {
            System.err.println("The framework does not start: " + Plain.text(String.valueOf(e.getMessage())) + ".");
            return Refusal.CONFIGURATION;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Refusal.FAILED;
        }
    }
}
