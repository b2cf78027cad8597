package io.nija.checks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.JarFile;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/** What the compiler and bnd cannot see. */
class CodeRulesTest {

    private static final Set<String> FLOATING_POINT = Set.of("double", "float", "java.lang.Double", "java.lang.Float");

    private static JavaClasses classes;

    @BeforeAll
    static void read() throws IOException {
        List<JarFile> jars = new ArrayList<>();
        for (Path jar : Distribution.ourBundles()) {
            jars.add(new JarFile(jar.toFile()));
        }
        classes = new ClassFileImporter().importJars(jars);
        for (JarFile jar : jars) {
            jar.close();
        }
    }

    @Test
    void thereIsSomethingToLookAt() throws IOException {
        assertThat(classes.contain("io.nija.broker.Broker")).isTrue();
        assertThat(Distribution.ourBundles().size()).isGreaterThanOrEqualTo(9);
    }

    @Test
    void moneyIsNeverFloatingPoint() {
        List<String> found = new ArrayList<>();
        for (JavaClass type : classes) {
            if (!calculates(type)) {
                type.getFields().stream().filter(field -> floating(field.getRawType()))
                        .forEach(field -> found.add(field.getFullName()));
                // An anonymous class's constructor passes on what its superclass takes, a map's load factor for instance.
                type.getCodeUnits().stream().filter(unit -> !(type.isAnonymousClass() && unit.isConstructor()))
                        .filter(unit -> floating(unit.getRawReturnType())
                                || unit.getRawParameterTypes().stream().anyMatch(CodeRulesTest::floating))
                        .forEach(unit -> found.add(unit.getFullName()));
            }
        }
        assertThat(found).isEmpty();
    }

    /**
     * Indicators, the candles they are shown and the strategies that judge by them: what becomes an order is rounded to the
     * instrument's grid, exactly. And the simulator's strangers: they draw; what they hand on is whole ticks and lots.
     */
    private static boolean calculates(JavaClass type) {
        String where = type.getPackageName();
        return where.contains("indicator") || where.equals("io.nija.exchange.crowd") || type.getName().equals("io.nija.strategy.Candle")
                || where.equals("io.nija.strategy.kit") || where.matches("io[.]nija[.]strategy[.](apex|dual[.]rsi)[.]internal");
    }

    private static boolean floating(JavaClass type) {
        return FLOATING_POINT.contains(type.getBaseComponentType().getName());
    }

    @Test
    void theApiSpeaksJavaOnly() {
        List<String> found = foreign(type -> owner(type).equals("api.jar"),
                name -> !name.startsWith("java.") && !name.startsWith("io.nija.") && !name.startsWith("org.osgi.annotation."));
        assertThat(found).isEmpty();
    }

    @Test
    void nobodyReachesIntoAnotherBundle() {
        List<String> found = new ArrayList<>();
        for (JavaClass user : classes) {
            user.getDirectDependenciesFromSelf().stream().map(Dependency::getTargetClass)
                    .filter(used -> used.getPackageName().contains(".internal") && classes.contain(used.getName()))
                    .filter(used -> !owner(classes.get(used.getName())).equals(owner(user)))
                    .forEach(used -> found.add(user.getName() + " uses " + used.getName()));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void standardStreamsBelongToTheProcess() {
        // A one-shot command is the process: what it says goes to the process's own streams.
        noClasses().that(DescribedPredicate.not(resideInAPackage("io.nija.console.internal.oneshot..")))
                .should(ACCESS_STANDARD_STREAMS).check(classes);
    }

    /** Design, invariant 7. Files have channels too; sockets' are not files'. */
    @Test
    void paperTradingReachesNoNetwork() {
        noClasses().that(resideInAnyPackage("io.nija.broker.paper..", "io.nija.exchange..", "io.nija.matching.."))
                .should().dependOnClassesThat(resideInAnyPackage("java.net..", "javax.net..", "sun.net..", "jdk.net..", "okhttp3..", "io.netty..")
                        .or(DescribedPredicate.describe("are channels of sockets", (JavaClass type) -> type.getPackageName().equals("java.nio.channels")
                                && (type.getSimpleName().contains("Socket") || type.getSimpleName().contains("Datagram")))))
                .check(classes);
        assertThat(classes.contain("io.nija.broker.paper.internal.PaperBroker")).as("there is something to look at").isTrue();
    }

    @Test
    void nothingChangesInStaticFields() {
        assertThat(classes.stream().flatMap(type -> type.getFields().stream())
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL) || changes(field))
                .map(JavaField::getFullName)).isEmpty();
    }

    /** Declared as something that is there to be changed. An unmodifiable one is declared as the interface. */
    private static boolean changes(JavaField field) {
        JavaClass type = field.getRawType();
        boolean collection = type.isAssignableTo(java.util.Collection.class) || type.isAssignableTo(java.util.Map.class);
        return collection && !type.isInterface() && !type.isEnum()
                || type.isAssignableTo(java.util.concurrent.ConcurrentMap.class)
                || type.getPackageName().equals("java.util.concurrent.atomic")
                || type.isAssignableTo(ThreadLocal.class);
    }

    @Test
    void componentsAreDeclaredAndNotActivatedByHand() {
        assertThat(foreign(type -> true, name -> name.equals("org.osgi.framework.BundleActivator")
                || name.equals("org.osgi.util.tracker.ServiceTracker"))).isEmpty();
    }

    private static List<String> foreign(Predicate<JavaClass> users, Predicate<String> names) {
        return classes.stream().filter(users).flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> names.test(name(dependency)))
                .map(Dependency::getDescription).distinct().toList();
    }

    private static String name(Dependency dependency) {
        JavaClass type = dependency.getTargetClass().getBaseComponentType();
        return type.isPrimitive() ? "java.lang." + type.getName() : type.getName();
    }

    private static String owner(JavaClass type) {
        String uri = type.getSource().orElseThrow().getUri().toString();
        String jar = uri.substring(0, uri.indexOf('!'));
        return jar.substring(jar.lastIndexOf('/') + 1);
    }
}
