package io.nija.report.internal;

import static io.nija.report.internal.Boards.MASTER;
import static io.nija.report.internal.Boards.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import io.nija.account.AccountId;
import io.nija.account.KeyVariables;
import io.nija.account.Mode;
import io.nija.account.Role;
import io.nija.credentials.CredentialDirectory.Warning;
import io.nija.journal.JournalHealth;
import io.nija.journal.JournalStorage;
import io.nija.platform.Installation.Start;
import io.nija.plugin.RefusedPlugIn;
import io.nija.status.AccountStatus;
import io.nija.status.Blocked;
import io.nija.status.Board;
import io.nija.status.Evidence;
import io.nija.status.Failure;
import io.nija.status.LadderState;
import io.nija.status.LaneStatus;
import io.nija.status.Step;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Whatever a venue, a file or an operator says, the report keeps its form. */
class UntrustedTextTest {

    private static Situation saying(String text) {
        LaneStatus lane = new LaneStatus(MASTER, Mode.OBSERVE, LadderState.CONNECTING,
                new Blocked(Blocked.Kind.THROTTLED, NOW, text), NOW,
                List.of(Evidence.failed(Step.VENUE, NOW, text, text, text)), List.of(text), text, null, null, null, null, null,
                new Failure(text, text, NOW));
        return new Situation(Start.RUN,
                new Board(NOW, text, List.of(new AccountStatus(new AccountId("master"), text, Role.MASTER, text, List.of(lane)))),
                Map.of(MASTER, List.of(new KeyVariables(text, "B"))), List.of(new Warning(text, text)),
                List.of(new Situation.PresentBroker(text, text, text, text, Mode.OBSERVE, null, text)),
                List.of(new RefusedPlugIn(text, text, text, text)), new JournalState(new JournalHealth(JournalHealth.State.DAMAGED,
                        text, text, text, 1, 1, List.of(text)), JournalStorage.UNKNOWN), text);
    }

    /** The form of a report: what each line begins with, and how many cells it has. */
    private static List<String> form(String report) {
        return report.lines().map(line -> {
            if (line.startsWith("|")) {
                return "row of " + line.chars().filter(character -> character == '|').count();
            }
            boolean marked = line.startsWith("#") || line.startsWith("- ") || line.startsWith("```");
            return line.isEmpty() ? "" : marked ? line.split(" ", 2)[0] : "text";
        }).toList();
    }

    @Property(tries = 1_500)
    void noTextChangesTheForm(@ForAll("nasty") String text) {
        String report = ReportText.of(saying("x" + text));

        assertThat(form(report)).isEqualTo(form(ReportText.of(saying("x"))));
        assertThat(report.codePoints().filter(code -> code != '\n')).allMatch(code -> !Character.isISOControl(code)
                && Character.getType(code) != Character.FORMAT);
        assertThat(outsideCode(report)).doesNotContain("<");
    }

    private static String outsideCode(String report) {
        return report.replaceAll("(?s)```\n.*?```", "").replaceAll("`[^`\n]*`", "");
    }

    @Provide
    Arbitrary<String> nasty() {
        Arbitrary<String> pieces = Arbitraries.of("|", "\\", "`", "```", "\n", "\r\n", "<script>", "</table>", "&lt;", "*", "_", "# ", "- ",
                "\u001b[31m", "\u202e", "\u0000", "\u2028", "[a](http://x)", "![i](x)", "~~", "---", "> ", "$", "😀", "\ud800", "a", " ");
        return Arbitraries.oneOf(pieces.list().ofMaxSize(12).map(list -> String.join("", list)),
                Arbitraries.strings().ofMaxLength(40));
    }

    @Test
    void markupIsShownAsText() {
        assertThat(Markdown.plain("a|b <i>*x*</i> [l](u) `c` ~s~ \\ &amp;")).isEqualTo(
                "a&#124;b &lt;i&gt;\\*x\\*&lt;/i&gt; \\[l\\](u) &#96;c&#96; \\~s\\~ \\\\ &amp;amp;");
    }

    @Test
    void aVariableStaysReadable() {
        assertThat(Markdown.plain("Set KRAKEN_MASTER_API_KEY, not _that_.")).isEqualTo("Set KRAKEN_MASTER_API_KEY, not \\_that\\_.");
    }

    @Test
    void veryLongTextIsCut() {
        assertThat(Markdown.plain("x".repeat(10_000))).hasSizeLessThan(700).endsWith("…");
    }
}
