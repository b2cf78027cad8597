import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Adds up the test reports of the whole build and names each skipped test, so that nobody takes a skip for a pass. Run by the
 * last module as a single source file; the argument is the root of the checkout.
 */
final class TestTally {

    public static void main(String[] arguments) throws Exception {
        int tests = 0;
        int failed = 0;
        List<String> skipped = new ArrayList<>();
        for (Path report : reports(Path.of(arguments[0]))) {
            Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
            NodeList cases = document.getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                Element test = (Element) cases.item(i);
                tests++;
                if (child(test, "skipped") != null) {
                    skipped.add(test.getAttribute("classname") + "." + test.getAttribute("name") + ": "
                            + child(test, "skipped").getAttribute("message"));
                } else if (child(test, "failure") != null || child(test, "error") != null) {
                    failed++;
                }
            }
        }
        skipped.forEach(line -> System.out.println("SKIPPED " + line));
        System.out.println((tests - failed - skipped.size()) + " passed, " + failed + " failed, " + skipped.size() + " skipped");
        if (tests == 0) {
            System.out.println("No test ran: that is a failure.");
            System.exit(1);
        }
    }

    private static List<Path> reports(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.getFileName().toString().startsWith("TEST-")
                    && file.getParent().getFileName().toString().equals("surefire-reports")).toList();
        }
    }

    private static Element child(Element parent, String name) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                return element;
            }
        }
        return null;
    }
}
