package io.nija.launcher.framework;

import java.util.logging.Level;

import org.apache.felix.framework.Logger;

/** What the framework itself has to say goes to the log with all else, never to standard output. */
final class FrameworkLog extends Logger {

    private static final java.util.logging.Logger LOG = java.util.logging.Logger.getLogger("nija.framework");

    FrameworkLog() {
        LOG.setLevel(Level.ALL);
    }

    @Override
    protected void doLog(int level, String message, Throwable failure) {
        LOG.log(switch (level) {
            case Logger.LOG_ERROR -> Level.SEVERE;
            case Logger.LOG_WARNING -> Level.WARNING;
            case Logger.LOG_INFO -> Level.INFO;
            default -> Level.FINE;
        }, message, failure);
    }
}
