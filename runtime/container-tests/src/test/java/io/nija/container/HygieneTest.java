package io.nija.container;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import javax.inject.Inject;

import io.nija.credentials.Credentials;
import io.nija.status.LadderState;
import io.nija.testkit.Provision;

import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** No secret is visible to another bundle: not as a property, not in ConfigAdmin, not in what the console's own commands print. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class HygieneTest {

    @Inject
    private BundleContext context;

    @Configuration
    public Option[] configuration() throws Exception {
        return Provision.of(getClass()).exchange("--accounts", "3", "--seed", "13", "--tier", "unlimited").options();
    }

    @Test
    public void noSecretIsInAnyPropertyConfigurationOrConsoleOutput() throws Exception {
        Inside inside = new Inside(context);
        Inside.env(Inside.keysForAll());
        inside.await(Inside.MASTER, LadderState.FUNDED);
        inside.await(Inside.TANIA, LadderState.FUNDED);

        StringBuilder everything = new StringBuilder();
        for (ServiceReference<?> reference : context.getAllServiceReferences(null, null)) {
            for (String key : reference.getPropertyKeys()) {
                Object value = reference.getProperty(key);
                everything.append(key).append('=')
                        .append(value instanceof Object[] many ? Arrays.toString(many) : String.valueOf(value)).append('\n');
            }
        }
        for (var configuration : inside.service(ConfigurationAdmin.class).orElseThrow().listConfigurations(null)) {
            everything.append(configuration.getPid()).append(configuration.getProperties()).append('\n');
        }
        ServiceComponentRuntime components = inside.service(ServiceComponentRuntime.class).orElseThrow();
        for (ComponentDescriptionDTO description : components.getComponentDescriptionDTOs()) {
            for (ComponentConfigurationDTO configuration : components.getComponentConfigurationDTOs(description)) {
                everything.append(description.name).append(configuration.properties).append('\n');
            }
        }
        for (ServiceReference<Credentials> reference : context.getServiceReferences(Credentials.class, null)) {
            everything.append(context.getService(reference)).append('\n');
        }
        everything.append(console("scr:list", "cm:listConfigurations '(service.pid=*)'", "felix:lb -s", "felix:inspect cap service",
                "felix:inspect req service"));
        for (ComponentDescriptionDTO description : components.getComponentDescriptionDTOs()) {
            if (description.name.startsWith("io.nija.")) {
                everything.append(console("scr:info " + description.name));
            }
        }
        Thread.getAllStackTraces().keySet().forEach(thread -> everything.append(thread.getName()).append('\n'));

        String text = everything.toString();
        assertTrue("the search looks at something", text.contains("io.nija.session.kraken") && text.contains("fingerprint"));
        List<String> found = new ArrayList<>();
        for (int account = 0; account < 3; account++) {
            for (String secret : List.of(Inside.key(account), Inside.secret(account))) {
                byte[] decoded = Base64.getDecoder().decode(secret);
                for (String form : List.of(secret, HexFormat.of().formatHex(decoded),
                        HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8)),
                        new String(decoded, StandardCharsets.ISO_8859_1))) {
                    if (text.contains(form)) {
                        found.add("account " + account);
                    }
                }
            }
        }
        assertEquals(List.of(), found);
    }

    private String console(String... lines) throws Exception {
        CommandProcessor processor = context.getService(context.getServiceReference(CommandProcessor.class));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        try (CommandSession session = processor.createSession(new ByteArrayInputStream(new byte[0]), print, print)) {
            for (String line : lines) {
                try {
                    Object result = session.execute(line);
                    if (result != null) {
                        print.println(session.format(result, 0));
                    }
                } catch (org.apache.felix.gogo.runtime.CommandNotFoundException absent) {
                    print.println(absent.getMessage());
                }
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
