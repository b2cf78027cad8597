package io.nija.console.internal.shell;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.attribute.UserPrincipal;

import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/** Who may give commands: the user that NIJA runs as, and root. The operating system says who connects (SO_PEERCRED). */
final class PeerCheck {

    private static final String ROOT = "root";

    private final UserPrincipal owner;

    /** @param owner the owner of our socket, which is the user we run as */
    PeerCheck(UserPrincipal owner) {
        this.owner = owner;
    }

    String owner() {
        return owner.getName();
    }

    Verdict check(SocketChannel channel) throws IOException {
        UnixDomainPrincipal peer = channel.getOption(ExtendedSocketOptions.SO_PEERCRED);
        return verdict(peer.user());
    }

    Verdict verdict(UserPrincipal user) {
        return new Verdict(user.getName(), user.equals(owner) || user.getName().equals(ROOT));
    }

    /**
     * The answer.
     *
     * @param user who connected
     * @param allowed whether they may give commands
     */
    record Verdict(String user, boolean allowed) {}
}
