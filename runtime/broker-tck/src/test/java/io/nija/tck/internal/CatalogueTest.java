package io.nija.tck.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

/** The list of cases is closed: no broker leaves one out, changes one, or adds one of its own. */
class CatalogueTest {

    @Test
    void thereAreSixtyFourCasesInTenSections() {
        Map<String, Long> counted = Catalogue.all().stream().collect(Collectors.groupingBy(one -> one.id().substring(0, one.id().indexOf('.')),
                Collectors.counting()));
        assertThat(counted).isEqualTo(Map.of("lifecycle", 8L, "auth", 5L, "rules", 7L, "place", 9L, "change", 6L, "reconcile", 11L, "stream", 8L,
                "limits", 4L, "balances", 4L, "time", 2L));
        assertThat(Catalogue.all()).hasSize(64);
    }

    @Test
    void everyCaseHasAnIdAndASentenceOfItsOwn() {
        List<Case> all = Catalogue.all();
        assertThat(all).extracting(Case::id).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z]+\\.[a-z0-9-]+"));
        assertThat(all).extracting(Case::title).doesNotHaveDuplicates().allMatch(title -> title.endsWith(".") && Character.isUpperCase(title.charAt(0)));
        assertThat(all).allMatch(one -> one.play() != null);
    }

    @Test
    void sectionsAndCasesAreFinalAndTheListOfSectionsIsSealed() {
        assertThat(Section.class.isSealed()).isTrue();
        assertThat(Section.class.getPermittedSubclasses()).hasSize(10).allMatch(section -> Modifier.isFinal(section.getModifiers()));
        assertThat(Catalogue.sections()).extracting(Object::getClass).doesNotHaveDuplicates().hasSize(10);
        assertThat(Modifier.isFinal(Case.class.getModifiers())).isTrue();
        assertThat(Modifier.isFinal(io.nija.tck.CompatibilityKit.class.getModifiers())).isTrue();
        assertThat(Modifier.isPublic(Catalogue.class.getModifiers())).isFalse();
    }

    @Test
    void mostCasesCannotBeDeclaredAGap() {
        assertThat(Catalogue.all().stream().filter(one -> one.need().isEmpty()).count()).isGreaterThan(40);
    }
}
